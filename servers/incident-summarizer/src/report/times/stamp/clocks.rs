//! Clocks as they are written: "14:05", "2:05 pm", "1405 UTC", "14h05", "T+15m".

use super::cursor::Cursor;
use super::dates::is_year;

/// How long the clock is that `text` begins with. Behind another part of a time, less is asked of it.
pub(super) fn clock_length(text: &str, is_expected: bool) -> Option<usize> {
    if let Some(length) = unknown_clock(text) {
        return Some(length);
    }
    if text.starts_with("T+") || text.starts_with("T-") {
        let length = text.len()
            - text
                .get(2..)?
                .trim_start_matches(|c: char| c.is_ascii_digit() || ":hms".contains(c))
                .len();
        return (length > 2).then_some(length);
    }
    let hours = digits(text);
    let after = text.get(hours..)?;
    let minutes = |separator: char| {
        let rest = after.strip_prefix(separator)?;
        (digits(rest) == 2).then_some(hours + 3)
    };
    let mut length = match hours {
        1 | 2 => match minutes(':').or_else(|| minutes('h')) {
            Some(length) => length,
            None => {
                let length = minutes('.').unwrap_or(hours);
                let is_clock = half_day(text.get(length..)?).is_some()
                    || (length > hours && has_zone(text.get(length..)?));
                is_clock.then_some(length)?
            }
        },
        4 => {
            let is_clock =
                has_zone(after) || (is_expected && after.starts_with([':', ' ']) && !is_year(text));
            (is_clock && is_time_of_day(text)).then_some(4)?
        }
        _ => return None,
    };
    for separator in [':', '.', ','] {
        let seconds = text.get(length..)?.strip_prefix(separator).map_or(0, digits);
        let is_part = if separator == ':' { seconds == 2 } else { seconds > 0 };
        length += if is_part { 1 + seconds } else { 0 };
    }
    length += half_day(text.get(length..)?).unwrap_or(0);
    Some(length)
}

/// What people write where they do not know the time.
pub(super) fn unknown_clock(text: &str) -> Option<usize> {
    UNKNOWN_CLOCKS.iter().find(|form| text.starts_with(**form)).map(|form| form.len())
}

/// Whether a time only holds the place of one, as in a template.
pub(in crate::report) fn is_unfilled(text: &str) -> bool {
    UNKNOWN_CLOCKS.iter().any(|form| text.contains(form)) || text.contains("YYYY")
}

const UNKNOWN_CLOCKS: &[&str] = &["--:--", "??:??", "xx:xx", "XX:XX", "HH:MM", "hh:mm"];

/// "am", "PM", "a.m." or the "Uhr" of German clocks, with a blank before it or not.
fn half_day(text: &str) -> Option<usize> {
    let word = text.trim_start_matches(' ');
    let form = ["a.m.", "p.m.", "am", "pm", "uhr"].iter().find(|form| {
        word.get(..form.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(form))
    })?;
    let is_whole = !word.get(form.len()..)?.starts_with(char::is_alphanumeric);
    is_whole.then_some(text.len() - word.len() + form.len())
}

/// Whether a zone with a name follows; a number with a sign could be anything here.
fn has_zone(text: &str) -> bool {
    let mut cursor = Cursor { line: text, position: 0 };
    cursor.skip_zone();
    !text.starts_with(['+', '-', '−'])
        && cursor.position > 0
        && !cursor.rest().starts_with(char::is_alphanumeric)
}

fn is_time_of_day(text: &str) -> bool {
    let number = |range| text.get(range).and_then(|digits: &str| digits.parse::<u8>().ok());
    number(0..2).is_some_and(|hours| hours < 25) && number(2..4).is_some_and(|minutes| minutes < 60)
}

/// How many digits `text` begins with.
pub(super) fn digits(text: &str) -> usize {
    text.len() - text.trim_start_matches(|character: char| character.is_ascii_digit()).len()
}
