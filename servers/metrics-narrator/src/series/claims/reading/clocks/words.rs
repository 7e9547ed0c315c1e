//! Reads clocks in words: `noon`, `three o'clock`, `half past nine`.

use crate::series::claims::reading::{
    dates::integer,
    numerals,
    times::Time,
    tokens::{Token, text},
    units,
};

use super::{
    parts::{half_of_day, hour_of_part, in_half_of_day, part_of_day},
    weekdays::weekday,
};

/// `noon`, `midnight`, `three o'clock`, `half past nine`.
pub(in crate::series::claims::reading) fn clock_in_words(
    tokens: &[Token],
    before_hour: Option<&Token>,
) -> Option<(Time, usize)> {
    let at = |hour, minute| Time { hour: Some(hour), minute: Some(minute), ..Time::default() };
    match text(tokens, 0) {
        "noon" | "midday" => return Some((at(12, 0), 1)),
        "midnight" => return Some((at(24, 0), 1)),
        _ => {}
    }
    if let Some((minutes, joint)) = minutes_in_words(tokens) {
        return clock_beside_hour(tokens, minutes, joint);
    }
    if let Some(found) = part_of_an_hour(tokens, before_hour) {
        return Some(found);
    }
    if let Some(found) = hour_of_weekday(tokens) {
        return Some(found);
    }
    let (hour, taken, is_twelve) = hour_in_words(tokens)?;
    // `three` alone is a number.
    (taken > 1).then(|| (Time { hour: Some(hour), is_twelve, ..Time::default() }, taken))
}

/// `ten past one`, `a quarter to three`, `half past nine`.
fn part_of_an_hour(tokens: &[Token], before_hour: Option<&Token>) -> Option<(Time, usize)> {
    let is_before_hour = |token: &Token| {
        matches!(token.lower.as_str(), "at" | "from" | "till" | "until" | "to" | "by" | "since")
    };
    let (offset, past) = match (text(tokens, 0), text(tokens, 1)) {
        ("half", "past") => (Some(30), 1),
        // `half 8`, `half five`
        ("half", hour)
            if before_hour.is_some_and(is_before_hour)
                && hour_in_words(tokens.get(1..).unwrap_or_default()).is_some()
                && !matches!(hour, "a" | "an") =>
        {
            (Some(30), 0)
        }
        ("quarter", "past" | "to") => (Some(15), 1),
        ("a", "quarter") if matches!(text(tokens, 2), "past" | "to") => (Some(15), 2),
        // `from one to four o'clock` is a span.
        (_, "to")
            if before_hour
                .is_some_and(|token| matches!(token.lower.as_str(), "from" | "between")) =>
        {
            (None, 0)
        }
        (minutes, "past" | "to") => (numerals::cardinal(minutes).map(|minutes| minutes as u32), 1),
        _ => (None, 0),
    };
    // `two to three days` counts; `at two to three` is a time.
    let is_clock = |minutes: &u32| {
        (1..=30).contains(minutes)
            && (minutes.is_multiple_of(5) || before_hour.is_some_and(is_before_hour))
    };
    clock_beside_hour(tokens, offset.filter(is_clock)?, past)
}

/// So many minutes past or to the hour behind the word at `joint`, and how many tokens the whole takes.
fn clock_beside_hour(tokens: &[Token], minutes: u32, joint: usize) -> Option<(Time, usize)> {
    let (hour, taken, is_twelve) = hour_in_words(tokens.get(joint + 1..)?)?;
    let told = if joint > 0 && text(tokens, joint) == "to" {
        (hour + 23) % 24 * 60 + 60 - minutes
    } else {
        hour * 60 + minutes
    };
    let (hour, minute) = (Some(told / 60 % 24), Some(told % 60));
    Some((Time { hour, minute, is_twelve, ..Time::default() }, joint + 1 + taken))
}

/// `thirteen minutes to four`: the minutes, and where `to` stands. In `ten minutes to two hours` an amount follows.
fn minutes_in_words(tokens: &[Token]) -> Option<(u32, usize)> {
    let minutes = integer(tokens, 0, 2)
        .or_else(|| numerals::cardinal(text(tokens, 0)).map(|minutes| minutes as u32))?;
    let is_joint = matches!(text(tokens, 1), "minute" | "minutes" | "mins")
        && matches!(text(tokens, 2), "past" | "to");
    let after = text(tokens, 4);
    let is_amount = units::seconds_of(after).is_some() || matches!(after, "-" | "%" | ".");
    (is_joint && (1..60).contains(&minutes) && !is_amount).then_some((minutes, 2))
}

/// `three`, `3 in the morning`, `nine in the evening`, `four p.m.`: the hour, how many tokens it takes and whether the
/// half of the day is left open.
fn hour_in_words(tokens: &[Token]) -> Option<(u32, usize, bool)> {
    let word = text(tokens, 0);
    match word {
        "noon" | "midday" => return Some((12, 1, false)),
        "midnight" => return Some((24, 1, false)),
        _ => {}
    }
    let hour = match integer(tokens, 0, 2) {
        Some(hour) => hour,
        None => numerals::cardinal(word)? as u32,
    };
    let mut taken = 1;
    let mut most = 12;
    if text(tokens, taken) == "o'clock" {
        taken += 1;
        most = 24;
    }
    (1..=most).contains(&hour).then_some(())?;
    if let Some((pm, length)) = half_of_day(tokens.get(taken..).unwrap_or_default()) {
        return Some((in_half_of_day(hour, pm), taken + length, false));
    }
    let part = part_of_day(tokens.get(taken..).unwrap_or_default());
    let told = part.and_then(|(part, length)| {
        let (hour, is_twelve) = hour_of_part(hour, part)?;
        Some((hour, taken + length, is_twelve))
    });
    Some(told.unwrap_or((hour, taken, hour <= 12)))
}

/// `7 on Friday morning`.
fn hour_of_weekday(tokens: &[Token]) -> Option<(Time, usize)> {
    let hour = integer(tokens, 0, 2)
        .or_else(|| numerals::cardinal(text(tokens, 0)).map(|hour| hour as u32))
        .filter(|hour| (1..=12).contains(hour))?;
    let (day, taken) = weekday(tokens.get(2..)?).filter(|_| text(tokens, 1) == "on")?;
    let hour = match text(tokens, 2 + taken) {
        "morning" => hour % 12,
        "afternoon" | "evening" => hour % 12 + 12,
        _ => return None,
    };
    Some((Time { hour: Some(hour), ..day }, 3 + taken))
}
