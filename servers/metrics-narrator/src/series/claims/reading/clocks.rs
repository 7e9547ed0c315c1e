//! Reads times of day, weekdays and zones.

use chrono::Weekday;

use super::{
    dates::{integer, seconds},
    numerals,
    times::Time,
    tokens::{Token, TokenKind, glued, text},
    units,
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

/// `in the morning`, `that afternoon`, `at night`: the part of the day, and how many tokens it takes.
fn part_of_day(tokens: &[Token]) -> Option<(&str, usize)> {
    match (text(tokens, 0), text(tokens, 1), text(tokens, 2)) {
        ("in" | "on", "the", part) => Some((part, 3)),
        ("at", "night", _) => Some(("night", 2)),
        ("that" | "this", part, _) => Some((part, 2)),
        _ => None,
    }
}

/// An hour of a part of the day, and whether the half of the day is left open.
fn hour_of_part(hour: u32, part: &str) -> Option<(u32, bool)> {
    match part {
        "morning" | "afternoon" | "evening" | "night" if hour > 12 => Some((hour, false)),
        "morning" => Some((hour % 12, false)),
        "afternoon" | "evening" => Some((hour % 12 + 12, false)),
        "night" => Some((hour, true)),
        _ => None,
    }
}

/// An hour of a clock of twelve hours, before or after noon.
fn in_half_of_day(hour: u32, is_after_noon: bool) -> u32 {
    hour % 12 + if is_after_noon { 12 } else { 0 }
}

/// Whether it is after noon: `am`, `p.m.`.
fn half_of_day(tokens: &[Token]) -> Option<(bool, usize)> {
    match (text(tokens, 0), text(tokens, 1), text(tokens, 2)) {
        ("am", ..) => Some((false, 1)),
        ("pm", ..) => Some((true, 1)),
        (half @ ("a" | "p"), ".", "m") if glued(tokens, 1) => {
            let point = usize::from(text(tokens, 3) == "." && glued(tokens, 3));
            // The point that ends a sentence is not the abbreviation's.
            Some((half == "p", 3 + point))
        }
        _ => None,
    }
}

/// Whether it is after noon: `in the afternoon`.
fn half_in_words(tokens: &[Token]) -> Option<(bool, usize)> {
    match (text(tokens, 0), text(tokens, 1), text(tokens, 2)) {
        ("in", "the", "morning") => Some((false, 3)),
        ("in", "the", "afternoon" | "evening") => Some((true, 3)),
        _ => None,
    }
}

/// `noon`, `midnight`, `three o'clock`, `half past nine`.
pub(super) fn clock_in_words(
    tokens: &[Token],
    before_hour: Option<&Token>,
) -> Option<(Time, usize)> {
    let is_before_hour = |token: &Token| {
        matches!(token.lower.as_str(), "at" | "from" | "till" | "until" | "to" | "by" | "since")
    };
    let at = |hour, minute| Time { hour: Some(hour), minute: Some(minute), ..Time::default() };
    match text(tokens, 0) {
        "noon" | "midday" => return Some((at(12, 0), 1)),
        "midnight" => return Some((at(24, 0), 1)),
        _ => {}
    }
    if let Some((minutes, joint)) = minutes_in_words(tokens) {
        return clock_beside_hour(tokens, minutes, joint);
    }
    // `ten past one`, `a quarter to three`, `half past nine`.
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
    if let Some(minutes) = offset.filter(is_clock)
        && let Some(found) = clock_beside_hour(tokens, minutes, past)
    {
        return Some(found);
    }
    if let Some(found) = hour_of_weekday(tokens) {
        return Some(found);
    }
    let (hour, taken, is_twelve) = hour_in_words(tokens)?;
    // `three` alone is a number.
    (taken > 1).then(|| (Time { hour: Some(hour), is_twelve, ..Time::default() }, taken))
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
    (1..=12).contains(&hour).then_some(())?;
    let mut taken = 1;
    if text(tokens, taken) == "o'clock" {
        taken += 1;
    }
    if let Some((pm, length)) = half_of_day(tokens.get(taken..).unwrap_or_default()) {
        return Some((in_half_of_day(hour, pm), taken + length, false));
    }
    let part = part_of_day(tokens.get(taken..).unwrap_or_default());
    let told = part.and_then(|(part, length)| {
        let (hour, is_twelve) = hour_of_part(hour, part)?;
        Some((hour, taken + length, is_twelve))
    });
    Some(told.unwrap_or((hour, taken, true)))
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

pub(super) fn weekday(tokens: &[Token]) -> Option<(Time, usize)> {
    let token = tokens.first().filter(|token| token.kind == TokenKind::Word)?;
    let weekday = match token.lower.as_str() {
        "monday" | "mon" => Weekday::Mon,
        "tuesday" | "tue" | "tues" => Weekday::Tue,
        "wednesday" | "wed" => Weekday::Wed,
        "thursday" | "thu" | "thurs" => Weekday::Thu,
        "friday" | "fri" => Weekday::Fri,
        "saturday" => Weekday::Sat,
        "sunday" => Weekday::Sun,
        _ => return None,
    };
    Some((Time { weekday: Some(weekday), ..Time::default() }, 1))
}

/// `Sat`, `Sun`, which are words too: only before a day.
pub(super) fn weekend(tokens: &[Token]) -> Option<(Time, usize)> {
    let weekday = match text(tokens, 0) {
        "sat" => Weekday::Sat,
        "sun" => Weekday::Sun,
        _ => return None,
    };
    Some((Time { weekday: Some(weekday), ..Time::default() }, 1))
}

/// `Z`, `UTC`, `+02:00`, `UTC+2`, `CET`.
pub(super) fn zone(tokens: &[Token]) -> Option<(i32, usize)> {
    let (minutes, length) = match text(tokens, 0) {
        "z" if glued(tokens, 0) => (0, 1),
        "utc" | "gmt" => match offset(tokens.get(1..).unwrap_or_default()) {
            Some((minutes, length)) if glued(tokens, 1) => (minutes, 1 + length),
            _ => (0, 1),
        },
        "(" if matches!(text(tokens, 1), "utc" | "gmt") && text(tokens, 2) == ")" => (0, 3),
        "bst" | "cet" => (60, 1),
        "cest" | "eet" => (120, 1),
        "eest" | "msk" => (180, 1),
        "ist" => (330, 1),
        "jst" => (540, 1),
        "est" | "cdt" => (-300, 1),
        "edt" => (-240, 1),
        "cst" | "mdt" => (-360, 1),
        "mst" | "pdt" => (-420, 1),
        "pst" => (-480, 1),
        "(" => match offset(tokens.get(1..).unwrap_or_default()) {
            Some((minutes, length)) if text(tokens, 1 + length) == ")" => (minutes, 2 + length),
            _ => return None,
        },
        // `09:50-10:05` is a stretch of time; behind seconds the same would be an offset.
        "-" if text(tokens, 2) == ":" => return None,
        _ => return offset(tokens),
    };
    Some((minutes, length))
}

/// `+02:00`, `-5`.
pub(super) fn offset(tokens: &[Token]) -> Option<(i32, usize)> {
    let sign = match text(tokens, 0) {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    glued(tokens, 1).then_some(())?;
    let hours = i32::try_from(integer(tokens, 1, 4)?).ok()?;
    if text(tokens, 2) == ":" && glued(tokens, 2) && glued(tokens, 3) {
        let minutes = i32::try_from(integer(tokens, 3, 2)?).ok()?;
        return (hours <= 14).then_some((sign * (hours * 60 + minutes), 4));
    }
    let digits = tokens.get(1)?.lower.len();
    match digits {
        4 => Some((sign * (hours / 100 * 60 + hours % 100), 2)),
        1 | 2 if hours <= 14 && glued(tokens, 0) => Some((sign * hours * 60, 2)),
        _ => None,
    }
}
