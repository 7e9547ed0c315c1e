//! Reads times of day, weekdays and zones.
//!
//! Clocks in digits are read here, those in words in `words`; `parts` reads the halves and parts of the day, `weekdays`
//! and `zones` what their names say.

mod parts;
mod weekdays;
mod words;
mod zones;

use self::parts::{half_in_words, half_of_day, hour_of_part, in_half_of_day, part_of_day};
use super::{
    dates::{integer, seconds},
    times::Time,
    tokens::{Token, TokenKind, glued, text},
};

pub(super) use self::{
    weekdays::{weekday, weekend},
    words::clock_in_words,
    zones::{offset, zone},
};

/// `14:35`, `14:35:10 UTC`, `2.35 pm`, `2 p.m.`, `14h35`, `14:35Z`, `1435 UTC`, `1435Z`, `0800`, `7.45 that morning`.
pub(super) fn clock(tokens: &[Token], before: Option<&Token>) -> Option<(Time, usize)> {
    tokens.first().filter(|token| token.kind == TokenKind::Number)?;
    let (mut time, mut length) = if has_colon(tokens) {
        clock_with_colons(tokens)?
    } else if let Some(found) =
        clock_with_h(tokens).or_else(|| clock_of_four_digits(tokens, before))
    {
        found
    } else {
        clock_of_half_day(tokens).or_else(|| clock_with_point(tokens))?
    };
    if length != 1
        && text(tokens, length - 1) != "m"
        && let Some((pm, taken)) = half_of_day(tokens.get(length..).unwrap_or_default())
    {
        time.hour = time.hour.map(|hour| in_half_of_day(hour, pm));
        time.is_twelve = false;
        length += taken;
    }
    (time.hour? <= 24 && time.minute.unwrap_or(0) < 60 && time.second.unwrap_or(0) <= 60)
        .then_some(())?;
    let rest = tokens.get(length..).unwrap_or_default();
    let after_seconds = || time.second.and_then(|_| offset(rest));
    if let Some((zone, taken)) = zone(rest).or_else(after_seconds) {
        time.zone = Some(zone);
        length += taken;
    }
    Some((time, length))
}

/// Whether a number is followed by a colon and another of two digits.
fn has_colon(tokens: &[Token]) -> bool {
    text(tokens, 1) == ":" && glued(tokens, 1) && glued(tokens, 2) && text(tokens, 2).len() >= 2
}

/// `14:35`, `14:35:10`.
fn clock_with_colons(tokens: &[Token]) -> Option<(Time, usize)> {
    let mut time = Time {
        hour: integer(tokens, 0, 2),
        minute: Some(integer(tokens, 2, 2)?),
        // `6:12` is of either half of the day, `06:12` is not.
        is_twelve: text(tokens, 0).len() == 1,
        ..Time::default()
    };
    if text(tokens, 3) == ":" && glued(tokens, 3) && glued(tokens, 4) {
        time.second = seconds(tokens, 4);
        return Some((time, 5));
    }
    Some((time, 3))
}

/// `14h35`.
fn clock_with_h(tokens: &[Token]) -> Option<(Time, usize)> {
    let minutes = text(tokens, 1).strip_prefix('h')?;
    let is_clock = glued(tokens, 1) && minutes.len() == 2 && text(tokens, 0).len() <= 2;
    let (hour, minute) = (integer(tokens, 0, 2), minutes.parse().ok());
    is_clock.then_some((Time { hour, minute, ..Time::default() }, 2))
}

/// `1435 UTC`, `1435Z`, `at 1435 hours`, and `0800`, whose zero no amount begins with.
fn clock_of_four_digits(tokens: &[Token], before: Option<&Token>) -> Option<(Time, usize)> {
    let digits = text(tokens, 0);
    let has_zone = zone(tokens.get(1..).unwrap_or_default()).is_some();
    let says_hours = matches!(text(tokens, 1), "hours" | "hrs");
    let is_clock = has_zone || says_hours && before.is_some_and(|token| token.lower == "at");
    let length = if says_hours { 2 } else { 1 };
    let is_clock = is_clock || digits.starts_with('0');
    Some((four_digits(tokens).filter(|_| is_clock)?, length))
}

/// The clock that four digits are: `1435`.
pub(super) fn four_digits(tokens: &[Token]) -> Option<Time> {
    integer(tokens, 0, 4)?;
    let (hour, minute) = text(tokens, 0).split_at_checked(2).filter(|(_, it)| it.len() == 2)?;
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour <= 24 && minute < 60).then(|| Time {
        hour: Some(hour),
        minute: Some(minute),
        ..Time::default()
    })
}

/// `1500 to 1720` behind a date, with nothing that is counted behind it: the first of two clocks.
pub(super) fn first_of_two_clocks(tokens: &[Token]) -> Option<(Time, usize)> {
    let second = tokens.get(2..)?;
    let is_span = matches!(text(tokens, 1), "to" | "–" | "until" | "till")
        && four_digits(second).is_some()
        && second.get(1).is_none_or(|token| token.kind != TokenKind::Word && token.lower != "%");
    Some((four_digits(tokens).filter(|_| is_span)?, 1))
}

/// `2 pm`, `2.35 pm`, `2.35 in the afternoon`.
fn clock_of_half_day(tokens: &[Token]) -> Option<(Time, usize)> {
    let digits = text(tokens, 0);
    let rest = tokens.get(1..).unwrap_or_default();
    let in_words = || half_in_words(rest).filter(|_| digits.contains('.'));
    let (pm, taken) = half_of_day(rest).or_else(in_words)?;
    let (hour, minute) = match digits.split_once(['.', ',']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, Some(minute.parse().ok()?)),
        Some(_) => return None,
        None => (digits, None),
    };
    let hour = hour.parse().ok().filter(|hour: &u32| (1..=12).contains(hour));
    let hour = hour.map(|hour| in_half_of_day(hour, pm));
    Some((Time { hour, minute, ..Time::default() }, 1 + taken))
}

/// `7.45 that morning`, `7.45 in the evening`: where a part of the day follows, the point parts hours from minutes.
fn clock_with_point(tokens: &[Token]) -> Option<(Time, usize)> {
    let (hour, minute) = text(tokens, 0).split_once('.').filter(|(_, it)| it.len() == 2)?;
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    let (half, taken) = part_of_day(tokens.get(1..)?)?;
    let (hour, is_twelve) = hour_of_part(hour, half).filter(|(hour, _)| *hour < 24)?;
    Some((Time { hour: Some(hour), minute: Some(minute), is_twelve, ..Time::default() }, 1 + taken))
}
