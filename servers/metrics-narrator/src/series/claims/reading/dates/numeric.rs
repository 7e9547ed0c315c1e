//! Reads dates in digits.

use chrono::NaiveDate;

use crate::series::claims::reading::{
    clocks::{clock, offset, weekday, zone},
    times::Time,
    tokens::{Token, TokenKind, glued, text},
};

use super::{integer, seconds};

/// `20260301T0950Z`.
pub(super) fn compact(tokens: &[Token]) -> Option<(Time, usize)> {
    let date = tokens.first().filter(|token| {
        token.lower.len() == 8 && token.lower.bytes().all(|byte| byte.is_ascii_digit())
    })?;
    let part = |range: std::ops::Range<usize>| date.lower.get(range)?.parse::<u32>().ok();
    let (year, month, day) = (i32::try_from(part(0..4)?).ok()?, part(4..6)?, part(6..8)?);
    NaiveDate::from_ymd_opt(year, month, day)?;
    (1900..=2100).contains(&year).then_some(())?;
    Some((Time { year: Some(year), month: Some(month), day: Some(day), ..Time::default() }, 1))
}

/// `2026-03-01`, with `T09:50:00Z` glued to it or not; `2026-03`.
pub(super) fn iso_date(tokens: &[Token]) -> Option<(Time, usize)> {
    let year = integer(tokens, 0, 4).filter(|year| (1000..=9999).contains(year))?;
    let sign = text(tokens, 1);
    (matches!(sign, "-" | "/") && glued(tokens, 1) && glued(tokens, 2)).then_some(())?;
    let month = integer(tokens, 2, 2).filter(|month| (1..=12).contains(month))?;
    tokens.get(2).filter(|token| token.lower.len() == 2 || sign == "/")?;
    let mut time = Time { year: i32::try_from(year).ok(), month: Some(month), ..Time::default() };
    if text(tokens, 3) != sign || !glued(tokens, 3) || !glued(tokens, 4) {
        return (sign == "-").then_some((time, 3));
    }
    // `01T09` is one word to the lexer when the letter is glued to the digits.
    let day = integer(tokens, 4, 2).filter(|day| (1..=31).contains(day))?;
    time.day = Some(day);
    let mut length = 5;
    if glued(tokens, 5) && text(tokens, 5).starts_with('t') {
        let hour = text(tokens, 5).get(1..).unwrap_or_default();
        if hour.is_empty() {
            if let Some((clock, taken)) = clock(tokens.get(6..).unwrap_or_default(), None) {
                time = time.merged(&clock)?;
                length = 6 + taken;
            }
        } else if let Ok(hour) = hour.parse::<u32>() {
            time.hour = Some(hour).filter(|hour| *hour < 25);
            length = 6;
            if text(tokens, 6) == ":" {
                time.minute = integer(tokens, 7, 2);
                length = 8;
                if text(tokens, 8) == ":" && glued(tokens, 8) {
                    time.second = seconds(tokens, 9);
                    length = 10;
                }
            }
            let rest = tokens.get(length..).unwrap_or_default();
            if let Some((zone, taken)) = zone(rest).or_else(|| offset(rest)) {
                time.zone = Some(zone);
                length += taken;
            }
        }
    }
    Some((time, length))
}

/// `01/03/2026`, `20-10-2025`, `3.3.2026`, `3/1`, `12/2024`: which is the day, the style does not say.
pub(super) fn slashed_date(tokens: &[Token], before: Option<&Token>) -> Option<(Time, usize)> {
    dotted_date(tokens)
        .or_else(|| dotted_day_and_month(tokens, before))
        .or_else(|| joined_date(tokens, before))
}

/// `3.3.2026`, which the lexer takes for one number.
fn dotted_date(tokens: &[Token]) -> Option<(Time, usize)> {
    let first = tokens.first().filter(|token| token.kind == TokenKind::Number)?;
    let parts: Vec<&str> = first.lower.split('.').collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let (day, month, year) = (day.parse().ok()?, month.parse().ok()?, year.parse().ok()?);
    let is_date =
        (1..=31).contains(&day) && (1..=12).contains(&month) && (1900..=2100).contains(&year);
    let time = Time { year: Some(year), month: Some(month), day: Some(day), ..Time::default() };
    is_date.then_some((time, 1))
}

/// `14.2. Wed.`, `on 11.4.:`: with a point behind the month as well, where a date may stand.
fn dotted_day_and_month(tokens: &[Token], before: Option<&Token>) -> Option<(Time, usize)> {
    let first = tokens.first().filter(|token| token.kind == TokenKind::Number)?;
    let (day, month) = first.lower.split_once('.')?;
    let (day, month): (u32, u32) = (day.parse().ok()?, month.parse().ok()?);
    let may_stand = before.is_none_or(|token| matches!(token.kind, TokenKind::Start(_)))
        || matches!(text(tokens, 2), ":" | "," | ")")
        || before.is_some_and(|token| {
            matches!(token.lower.as_str(), "on" | "since")
                || weekday(std::slice::from_ref(token)).is_some()
        });
    let is_date = (1..=31).contains(&day)
        && (1..=12).contains(&month)
        && text(tokens, 1) == "."
        && glued(tokens, 1)
        && may_stand;
    is_date.then_some((Time { month: Some(month), day: Some(day), ..Time::default() }, 2))
}

/// Numbers that slashes or hyphens join: `01/03/2026`, `20-10-2025`, `3/1`, `12/2024`.
fn joined_date(tokens: &[Token], before: Option<&Token>) -> Option<(Time, usize)> {
    tokens.first().filter(|token| token.kind == TokenKind::Number)?;
    let sign = text(tokens, 1);
    (matches!(sign, "/" | "-") && glued(tokens, 1) && glued(tokens, 2)).then_some(())?;
    let one = integer(tokens, 0, 2)?;
    if let Some(year) = integer(tokens, 2, 4).filter(|year| (1900..=2100).contains(year))
        && (1..=12).contains(&one)
    {
        let year = i32::try_from(year).ok();
        return Some((Time { year, month: Some(one), ..Time::default() }, 3));
    }
    let two = integer(tokens, 2, 2)?;
    let time = of_either_order(one, two)?;
    if text(tokens, 3) == sign && glued(tokens, 3) && glued(tokens, 4) {
        let year = integer(tokens, 4, 4)
            .map(|year| if year < 100 { 2000 + year as i32 } else { year as i32 });
        // `1-2-3` is no date.
        let is_date = sign == "/" || tokens.get(4)?.lower.len() == 4;
        return is_date.then_some((Time { year, ..time }, 5));
    }
    let is_date = match sign {
        "-" => is_before_clock(tokens),
        // Without a year it is a date only where a date is to be expected, or before a clock: `3/3, 14:55`.
        _ => {
            let comma = usize::from(text(tokens, 3) == ",");
            let is_before_clock =
                text(tokens, 4 + comma) == ":" && text(tokens, 5 + comma).len() == 2;
            one > 0 && two > 0 && (is_before_clock || before.is_some_and(expects_date))
        }
    };
    is_date.then_some((time, 3))
}

/// A day and a month, of which the style does not say which is first.
fn of_either_order(one: u32, two: u32) -> Option<Time> {
    let time = if one > 12 {
        Time { day: Some(one), month: Some(two), ..Time::default() }
    } else {
        Time { month: Some(one), day: Some(two), swapped: Some((one, two)), ..Time::default() }
    };
    let is_date =
        time.month? <= 12 && (1..=31).contains(&time.day?) || time.swapped.is_some() && two <= 31;
    is_date.then_some(time)
}

/// `03-21 22:20`: without a year only before a clock.
fn is_before_clock(tokens: &[Token]) -> bool {
    let is_full = |at: usize| text(tokens, at).len() == 2;
    let is_clock = text(tokens, 4) == ":" || text(tokens, 3) == "at" && text(tokens, 5) == ":";
    is_full(0) && is_full(2) && is_clock
}

fn expects_date(before: &Token) -> bool {
    matches!(before.lower.as_str(), "on" | "since" | "until" | "till" | "from")
        || weekday(std::slice::from_ref(before)).is_some()
}

/// `28/6`, which is a date only if it is one of the table: the caller has to see to that.
pub(in crate::series::claims::reading) fn day_and_month(tokens: &[Token]) -> Option<(Time, usize)> {
    let (one, two) = (integer(tokens, 0, 2)?, integer(tokens, 2, 2)?);
    let is_joined = text(tokens, 1) == "/" && glued(tokens, 1) && glued(tokens, 2);
    let is_part =
        text(tokens, 3) == "of" || matches!(text(tokens, 3), "/" | "%") && glued(tokens, 3);
    let is_date = (1..=31).contains(&one.max(two)) && (1..=12).contains(&one.min(two));
    (is_joined && is_date && !is_part).then_some(())?;
    let (day, month) = if two > 12 { (two, one) } else { (one, two) };
    let swapped = (one.max(two) <= 12).then_some((month, day));
    Some((Time { day: Some(day), month: Some(month), swapped, ..Time::default() }, 3))
}
