//! Reads dates in their many styles, and puts them together with clocks.
//!
//! Dates with the name of a month are read here, those in digits in `numeric`.

mod numeric;

use self::numeric::{compact, iso_date, slashed_date};
use super::{
    clocks::{clock, clock_in_words, first_of_two_clocks, weekday, weekend, zone},
    numerals,
    times::Time,
    tokens::{Token, TokenKind, glued, text},
    units,
};

pub(super) use numeric::day_and_month;

/// The time that begins at the first token, and how many tokens it takes.
pub(super) fn time(tokens: &[Token], before: Option<&Token>) -> Option<(Time, usize)> {
    let (mut time, mut length) = part(tokens, before)?;
    // A weekday, a date, a clock and a zone in any order, with little between them, are one time.
    for _ in 1..MAX_PARTS {
        let rest = tokens.get(length..).unwrap_or_default();
        let skipped = rest.iter().take(3).take_while(|token| is_joint(token)).count();
        let next = (0..=skipped).rev().find_map(|skip| {
            let before = tokens.get((length + skip).checked_sub(1)?);
            let of_span =
                || first_of_two_clocks(rest.get(skip..)?).filter(|_| time.has_date() && skip <= 1);
            let (next, taken) = part(rest.get(skip..)?, before).or_else(of_span)?;
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
fn part(tokens: &[Token], before: Option<&Token>) -> Option<(Time, usize)> {
    let found = compact(tokens)
        .or_else(|| iso_date(tokens))
        .or_else(|| named_date(tokens))
        .or_else(|| slashed_date(tokens, before))
        .or_else(|| clock(tokens, before))
        .or_else(|| clock_in_words(tokens, before))
        .or_else(|| weekday_and_day(tokens))
        .or_else(|| weekday(tokens))
        .or_else(|| {
            zone(tokens).map(|(zone, taken)| (Time { zone: Some(zone), ..Time::default() }, taken))
        })?;
    Some(found)
}

/// `Sun 18:`, `on Monday 12,`: the day of a month that is not named, where nothing follows that the number may count.
fn weekday_and_day(tokens: &[Token]) -> Option<(Time, usize)> {
    let (time, taken) = weekday(tokens).or_else(|| weekend(tokens))?;
    let day = integer(tokens, taken, 2).filter(|day| (1..=31).contains(day))?;
    let is_open = matches!(text(tokens, taken + 1), ":" | "," | ";" | "." | ")" | "–" | "—" | "");
    let is_glued = glued(tokens, taken + 1) && glued(tokens, taken + 2);
    (is_open && !is_glued).then_some((Time { day: Some(day), ..time }, taken + 1))
}

fn is_joint(token: &Token) -> bool {
    matches!(token.lower.as_str(), "," | "at" | "on" | "of" | "the" | "(" | "in" | "-" | "'")
        || is_rough(&token.lower)
}

/// Words that say that a time is not told exactly.
pub(super) fn is_rough(word: &str) -> bool {
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

/// A whole number of one token, with at most `numeric` digits.
pub(super) fn integer(tokens: &[Token], at: usize, digits: usize) -> Option<u32> {
    let token = tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
    (token.lower.len() <= digits).then(|| token.lower.parse().ok()).flatten()
}

pub(super) fn seconds(tokens: &[Token], at: usize) -> Option<u32> {
    let token = tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
    token.lower.split(['.', ',']).next()?.parse().ok()
}

/// `3 March 2026`, `March 3rd, 2026`, `the 3rd of March`, `March 2026`, `the 10th`, `July`.
fn named_date(tokens: &[Token]) -> Option<(Time, usize)> {
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
        let next = next_day(tokens, taken, day);
        at = taken + if next.is_some() { 2 } else { 0 };
        let of = usize::from(text(tokens, at) == "of");
        let sign = usize::from(
            text(tokens, at) == "-" && glued(tokens, at)
                || text(tokens, at) == "." && glued(tokens, at),
        );
        if let Some(month) = month(tokens, at + of + sign) {
            time.day = Some(day);
            time.month = Some(month);
            time.swapped = next.map(|next| (next, month));
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

/// The second of two days that a night lies between: `19/20 June`.
fn next_day(tokens: &[Token], at: usize, day: u32) -> Option<u32> {
    let is_joined = text(tokens, at) == "/" && glued(tokens, at) && glued(tokens, at + 1);
    integer(tokens, at + 1, 2).filter(|next| is_joined && *next == day + 1)
}

/// A year after a month or a day: `2026`, `, 2026`, `'26`.
fn year(tokens: &[Token], at: usize) -> Option<(i32, usize)> {
    let comma = usize::from(matches!(text(tokens, at), "," | "of"));
    let year = integer(tokens, at + comma, 4).filter(|year| (1500..=2500).contains(year))?;
    // `in March 2,000 rows` has a separator, and `3 March 1500 ms` a unit.
    let next = text(tokens, at + comma + 1);
    let is_amount = next == "%" || units::unit(next).is_some() && next != "m";
    (!is_amount).then_some((i32::try_from(year).ok()?, comma + 1))
}

/// A day of a month: `3`, `3rd`, `third`, `twenty-first` is too rare.
fn day_number(tokens: &[Token]) -> Option<(u32, usize)> {
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

fn month(tokens: &[Token], at: usize) -> Option<u32> {
    let token = tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
    let word = token.lower.strip_suffix("'s").unwrap_or(&token.lower);
    let number = MONTHS.iter().position(|name| *name == word || is_abbreviation(word, name))?;
    u32::try_from(number + 1).ok()
}

fn is_abbreviation(word: &str, name: &str) -> bool {
    word == "sept" && name == "september" || word.len() == 3 && name.get(..3) == Some(word)
}

fn is_abbreviated(word: &str) -> bool {
    word.len() <= 4 && !matches!(word, "may" | "june" | "july")
}

/// Whether a month stands alone as a date. `May` and `March` are words too: only where they are written as names.
fn is_named_in_full(tokens: &[Token], at: usize) -> bool {
    let word = text(tokens, at);
    word.len() > 3 && word != "sept" && word != "march"
}

const MONTHS: [&str; 12] = [
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

/// A weekday, a date, a clock, a zone: no time has more parts.
const MAX_PARTS: usize = 5;
