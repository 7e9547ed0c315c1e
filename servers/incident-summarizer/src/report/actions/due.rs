//! Until when an action is to be done.

use super::super::characters::folded;
use super::super::words::PERIODS;
use chrono::NaiveDate;

use super::super::times::stamp;

/// The date that a text names: "due 2024-02-01", "by Friday", "ETA: Q3".
pub(super) fn due(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    LABELS.iter().find_map(|(label, needs_date)| {
        lower.match_indices(label).find_map(|(begin, _)| {
            let is_word = !lower.get(..begin)?.ends_with(char::is_alphanumeric);
            let value = text.get(begin + label.len()..)?.trim_start_matches([' ', ':', '=']);
            // A date is short, and a text may hold thousands of these words.
            let end = value.char_indices().nth(MAX_CHARACTERS).map_or(value.len(), |(end, _)| end);
            let value = value.get(..end)?;
            let value =
                value.strip_prefix("by ").or_else(|| value.strip_prefix("on ")).unwrap_or(value);
            let until = value_of(value, *needs_date)?;
            is_word.then(|| dated(until))
        })
    })
}

/// The date that a text is and says nothing else: "2026-04-15", "next sprint".
pub(super) fn alone(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('.');
    let until = value_of(text, true)?;
    (until.len() == text.len()).then(|| dated(until))
}

/// Words before a date, and whether anything else may stand behind them.
const LABELS: &[(&str, bool)] = &[
    ("due date", false),
    ("due:", false),
    ("deadline:", false),
    ("eta:", false),
    ("target date", false),
    ("due ", true),
    ("deadline ", true),
    ("eta ", true),
    ("target:", true),
    ("by ", true),
    ("before ", true),
    ("until ", true),
];

/// The date that `value` begins with; anything up to the end of its remark where no date is needed.
fn value_of(value: &str, needs_date: bool) -> Option<&str> {
    if let Some(date) =
        stamp(value).and_then(|stamp| stamp.date).filter(|date| value.starts_with(date))
    {
        return Some(date);
    }
    let end = value.find([',', ';', ')', ']', '|', '.']).unwrap_or(value.len());
    let value = value.get(..end)?.trim();
    let lower = value.to_ascii_lowercase();
    let is_date = PERIODS.iter().any(|period| {
        lower.strip_prefix(period).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    });
    let is_short = value.split_whitespace().count() <= MAX_WORDS;
    (!value.is_empty() && is_short && (is_date || !needs_date)).then_some(value)
}

const MAX_WORDS: usize = 5;
const MAX_CHARACTERS: usize = 60;

/// A whole date as `YYYY-MM-DD`, anything else as it is written. Two numbers that may be day and month in either
/// order stay as they are.
pub(super) fn dated(written: &str) -> String {
    let written = written.trim();
    let mut plain = written.replace(',', " ");
    for ordinal in ["st", "nd", "rd", "th"] {
        plain = without_ordinal(&plain, ordinal);
    }
    let plain = folded(&plain);
    let formats = ["%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%B %d %Y", "%d-%b-%Y", "%d.%m.%Y"];
    let date = formats.iter().find_map(|format| NaiveDate::parse_from_str(&plain, format).ok());
    date.map_or_else(|| written.to_owned(), |date| date.format("%Y-%m-%d").to_string())
}

/// "1st" as "1".
fn without_ordinal(text: &str, ordinal: &str) -> String {
    let words = text.split(' ').map(|word| {
        word.strip_suffix(ordinal).filter(|number| number.parse::<u8>().is_ok()).unwrap_or(word)
    });
    words.collect::<Vec<_>>().join(" ")
}
