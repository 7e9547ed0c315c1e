//! Reads dates in their many styles, and puts them together with clocks.

use chrono::NaiveDate;

use super::{
    clocks::{clock, clock_in_words, offset, weekday, zone},
    numerals,
    times::Time,
    tokens::{Token, TokenKind},
};

/// The time that begins at the first token, and how many tokens it takes.
pub(in crate::series::claims) fn time(
    tokens: &[Token],
    before: Option<&Token>,
) -> Option<(Time, usize)> {
    let (mut time, mut length) = part(tokens, before)?;
    // A weekday, a date, a clock and a zone in any order, with little between them, are one time.
    for _ in 1..MOST_PARTS {
        let rest = tokens.get(length..).unwrap_or_default();
        let skipped = rest.iter().take(3).take_while(|token| is_joint(token)).count();
        let next = (0..=skipped).rev().find_map(|skip| {
            let before = tokens.get((length + skip).checked_sub(1)?);
            let (next, taken) = part(rest.get(skip..)?, before)?;
            let is_rough = rest.iter().take(skip).any(|token| is_rough(&token.lower));
            let mut merged = time.merged(&next)?;
            merged.is_rough |= is_rough;
            // A bare number after a comma is not a part of the time before it.
            Some((merged, skip + taken))
        });
        let Some((merged, taken)) = next else { break };
        time = merged;
        length += taken;
    }
    Some((time, length))
}

/// A date, a weekday, a clock or a zone.
pub(in crate::series::claims) fn part(
    tokens: &[Token],
    before: Option<&Token>,
) -> Option<(Time, usize)> {
    let found = compact(tokens)
        .or_else(|| iso_date(tokens))
        .or_else(|| named_date(tokens))
        .or_else(|| slashed_date(tokens, before))
        .or_else(|| clock(tokens, before))
        .or_else(|| clock_in_words(tokens, before))
        .or_else(|| weekday(tokens))
        .or_else(|| {
            zone(tokens).map(|(zone, taken)| (Time { zone: Some(zone), ..Time::default() }, taken))
        })?;
    Some(found)
}

pub(in crate::series::claims) fn is_joint(token: &Token) -> bool {
    matches!(token.lower.as_str(), "," | "at" | "on" | "of" | "the" | "(" | "in" | "-" | "'")
        || is_rough(&token.lower)
}

/// Words that say that a time is not told exactly.
pub(in crate::series::claims) fn is_rough(word: &str) -> bool {
    matches!(
        word,
        "about"
            | "around"
            | "roughly"
            | "approximately"
            | "near"
            | "nearly"
            | "almost"
            | "circa"
            | "ca"
            | "~"
            | "towards"
            | "toward"
            | "some"
            | "shortly"
            | "just"
            | "approx"
            | "close"
            | "c"
            | "≈"
    )
}

pub(in crate::series::claims) fn text(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| token.lower.as_str())
}

pub(in crate::series::claims) fn glued(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.is_glued)
}

/// A whole number of one token, with at most `digits` digits.
pub(in crate::series::claims) fn integer(
    tokens: &[Token],
    at: usize,
    digits: usize,
) -> Option<u32> {
    let token = tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
    (token.lower.len() <= digits).then(|| token.lower.parse().ok()).flatten()
}

/// `20260301T0950Z`.
pub(in crate::series::claims) fn compact(tokens: &[Token]) -> Option<(Time, usize)> {
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
pub(in crate::series::claims) fn iso_date(tokens: &[Token]) -> Option<(Time, usize)> {
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

pub(in crate::series::claims) fn seconds(tokens: &[Token], at: usize) -> Option<u32> {
    let token = tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
    token.lower.split(['.', ',']).next()?.parse().ok()
}

/// `3 March 2026`, `March 3rd, 2026`, `the 3rd of March`, `March 2026`, `the 10th`, `July`.
pub(in crate::series::claims) fn named_date(tokens: &[Token]) -> Option<(Time, usize)> {
    let mut time = Time::default();
    let mut at;
    if let Some(month) = month(tokens, 0) {
        time.month = Some(month);
        at = 1 + usize::from(
            text(tokens, 1) == "." && glued(tokens, 1) && is_abbreviated(text(tokens, 0)),
        );
        let article = usize::from(text(tokens, at) == "the");
        if let Some((day, taken)) = day_number(tokens.get(at + article..).unwrap_or_default()) {
            // `March 3 anomalies` is not a date, but nobody writes so; `March 300` is none either.
            time.day = Some(day);
            at += article + taken;
        }
        if time.day.is_none() && !is_named_in_full(tokens, 0) {
            return year(tokens, at)
                .map(|(year, taken)| (Time { year: Some(year), ..time }, at + taken));
        }
    } else {
        let (day, taken) = day_number(tokens)?;
        at = taken;
        let of = usize::from(text(tokens, at) == "of");
        let sign = usize::from(
            text(tokens, at) == "-" && glued(tokens, at)
                || text(tokens, at) == "." && glued(tokens, at),
        );
        if let Some(month) = month(tokens, at + of + sign) {
            time.day = Some(day);
            time.month = Some(month);
            at += of + sign + 1;
            let is_dotted =
                text(tokens, at) == "." && glued(tokens, at) && year(tokens, at + 1).is_some();
            at += usize::from(is_dotted || sign == 1 && text(tokens, at) == "-");
        } else {
            // `the 10th`: an ordinal in digits that nothing else claims.
            let next = text(tokens, at);
            let is_other = matches!(
                next,
                "percentile"
                    | "percentiles"
                    | "highest"
                    | "lowest"
                    | "largest"
                    | "row"
                    | "line"
                    | "time"
            ) || next.ends_with("tile")
                || next.ends_with("iles")
                || next == "-"
                || next == "/";
            let is_ordinal = taken == 2 && matches!(text(tokens, 1), "st" | "nd" | "rd" | "th");
            return (is_ordinal && !is_other).then_some((Time { day: Some(day), ..time }, taken));
        }
    }
    if let Some((year, taken)) = year(tokens, at) {
        time.year = Some(year);
        at += taken;
    }
    Some((time, at))
}

/// A year after a month or a day: `2026`, `, 2026`, `'26`.
pub(in crate::series::claims) fn year(tokens: &[Token], at: usize) -> Option<(i32, usize)> {
    let comma = usize::from(matches!(text(tokens, at), "," | "of"));
    let year = integer(tokens, at + comma, 4).filter(|year| (1500..=2500).contains(year))?;
    // `in March 2,000 rows` has a separator, and `3 March 1500 ms` a unit.
    let next = text(tokens, at + comma + 1);
    let is_amount = next == "%" || super::units::unit(next).is_some() && next != "m";
    (!is_amount).then_some((i32::try_from(year).ok()?, comma + 1))
}

/// A day of a month: `3`, `3rd`, `third`, `twenty-first` is too rare.
pub(in crate::series::claims) fn day_number(tokens: &[Token]) -> Option<(u32, usize)> {
    if let Some(day) = integer(tokens, 0, 2).filter(|day| (1..=31).contains(day)) {
        let is_ordinal = glued(tokens, 1) && matches!(text(tokens, 1), "st" | "nd" | "rd" | "th");
        let is_clock = !is_ordinal
            && (text(tokens, 1) == ":"
                && glued(tokens, 1)
                && glued(tokens, 2)
                && integer(tokens, 2, 2).is_some()
                || matches!(text(tokens, 1), "am" | "pm" | "a" | "%"));
        return (!is_clock).then_some((day, 1 + usize::from(is_ordinal)));
    }
    let day = numerals::ordinal(text(tokens, 0))
        .filter(|day| *day != 4.0 || text(tokens, 0) == "fourth")?;
    Some((day as u32, 1))
}

pub(in crate::series::claims) fn month(tokens: &[Token], at: usize) -> Option<u32> {
    let token = tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
    let word = token.lower.strip_suffix("'s").unwrap_or(&token.lower);
    let number = MONTHS.iter().position(|name| *name == word || is_abbreviation(word, name))?;
    u32::try_from(number + 1).ok()
}

pub(in crate::series::claims) fn is_abbreviation(word: &str, name: &str) -> bool {
    word == "sept" && name == "september" || word.len() == 3 && name.get(..3) == Some(word)
}

pub(in crate::series::claims) fn is_abbreviated(word: &str) -> bool {
    word.len() <= 4 && !matches!(word, "may" | "june" | "july")
}

/// Whether a month stands alone as a date. `May` and `March` are words too: only where they are written as names.
pub(in crate::series::claims) fn is_named_in_full(tokens: &[Token], at: usize) -> bool {
    let word = text(tokens, at);
    word.len() > 3 && word != "sept" && word != "march"
}

pub(in crate::series::claims) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// `01/03/2026`, `20-10-2025`, `3.3.2026`, `3/1`, `12/2024`: which is the day, the style does not say.
pub(in crate::series::claims) fn slashed_date(
    tokens: &[Token],
    before: Option<&Token>,
) -> Option<(Time, usize)> {
    // The lexer takes `3.3.2026` for one number.
    let first = tokens.first().filter(|token| token.kind == TokenKind::Number)?;
    let parts: Vec<&str> = first.lower.split('.').collect();
    if let [day, month, year] = parts.as_slice()
        && let (Ok(day), Ok(month), Ok(year)) = (day.parse(), month.parse(), year.parse::<i32>())
        && (1..=31).contains(&day)
        && (1..=12).contains(&month)
        && (1900..=2100).contains(&year)
    {
        return Some((
            Time { year: Some(year), month: Some(month), day: Some(day), ..Time::default() },
            1,
        ));
    }
    // `14.2. Wed.`, `on 11.4.:`: with a point behind the month as well, where a date may stand.
    if let [day, month] = parts.as_slice()
        && let (Ok(day), Ok(month)) = (day.parse::<u32>(), month.parse::<u32>())
        && (1..=31).contains(&day)
        && (1..=12).contains(&month)
        && text(tokens, 1) == "."
        && glued(tokens, 1)
        && (before.is_none_or(|token| matches!(token.kind, TokenKind::Start(_)))
            || matches!(text(tokens, 2), ":" | "," | ")")
            || before.is_some_and(|token| {
                matches!(token.lower.as_str(), "on" | "since")
                    || weekday(std::slice::from_ref(token)).is_some()
            }))
    {
        return Some((Time { month: Some(month), day: Some(day), ..Time::default() }, 2));
    }
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
    let mut time = if one > 12 {
        Time { day: Some(one), month: Some(two), ..Time::default() }
    } else {
        Time { month: Some(one), day: Some(two), swapped: Some((one, two)), ..Time::default() }
    };
    (time.month? <= 12 && (1..=31).contains(&time.day?) || time.swapped.is_some() && two <= 31)
        .then_some(())?;
    if text(tokens, 3) == sign && glued(tokens, 3) && glued(tokens, 4) {
        time.year = integer(tokens, 4, 4)
            .map(|year| if year < 100 { 2000 + year as i32 } else { year as i32 });
        // `1-2-3` is no date.
        let is_date = sign == "/" || tokens.get(4)?.lower.len() == 4;
        return is_date.then_some((time, 5));
    }
    // `03-21 22:20`: without a year only before a clock.
    let next = tokens.get(3..).unwrap_or_default();
    let is_before_clock =
        text(tokens, 4) == ":" || text(tokens, 3) == "at" && text(tokens, 5) == ":";
    let is_full = |at: usize| tokens.get(at).is_some_and(|token| token.lower.len() == 2);
    if sign == "-" {
        return (is_full(0) && is_full(2) && is_before_clock && !next.is_empty())
            .then_some((time, 3));
    }
    // Without a year it is a date only where a date is to be expected.
    let expects = before.is_some_and(|token| {
        matches!(token.lower.as_str(), "on" | "since" | "until" | "till" | "from")
            || weekday(std::slice::from_ref(token)).is_some()
    });
    (expects && one > 0 && two > 0).then_some((time, 3))
}

/// `28/6`, which is a date only if it is one of the table: the caller has to see to that.
pub(in crate::series::claims) fn day_and_month(tokens: &[Token]) -> Option<(Time, usize)> {
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

/// A weekday, a date, a clock, a zone: no time has more parts.
pub(in crate::series::claims) const MOST_PARTS: usize = 5;
