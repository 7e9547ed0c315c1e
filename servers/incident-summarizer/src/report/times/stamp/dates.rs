//! Dates as they are written: "2024-01-02", "1/2/24", "Dec 5th, 2023", "5 December".

use super::clocks::digits;
use super::cursor::Cursor;
use crate::report::times::calendar::month_of;
use crate::report::times::zones::is_zone;

/// How long the date is that `text` begins with.
pub(super) fn date_length(text: &str) -> Option<usize> {
    numeric_date_length(text).or_else(|| named_date_length(text))
}

/// "2024-01-02", "2024/1/2", "02.01.2024", "1/2/24", "1/2".
fn numeric_date_length(text: &str) -> Option<usize> {
    let first = digits(text);
    let separator = text.get(first..)?.chars().next().filter(|mark| "-/.".contains(*mark))?;
    let second_begin = first + 1;
    let second = digits(text.get(second_begin..)?);
    let second_end = second_begin + second;
    let third =
        text.get(second_end..).and_then(|rest| rest.strip_prefix(separator)).map_or(0, digits);
    let end = if third > 0 { second_end + 1 + third } else { second_end };
    let is_date = match (first, second, third) {
        (4, 1 | 2, 1 | 2) => true,
        (1 | 2, 1 | 2, 2 | 4) => true,
        // Two numbers with a slash between; with other marks they are a version, a clock or a range.
        (1 | 2, 1 | 2, 0) => separator == '/',
        _ => false,
    };
    let is_whole = !text.get(end..)?.starts_with(['.', '-', '/', ':'])
        || !text.get(end + 1..)?.starts_with(|next: char| next.is_ascii_digit());
    (is_date && is_whole).then_some(end)
}

/// "Dec 5", "December 5th, 2023", "5 Dec 2023", "5/Dec/23", "Tue 5 Dec".
fn named_date_length(text: &str) -> Option<usize> {
    let mut cursor = Cursor { line: text, position: 0 };
    cursor.skip_lead();
    let is_day_first = cursor.rest().starts_with(|c: char| c.is_ascii_digit());
    if is_day_first {
        skip_day(&mut cursor)?;
        cursor.skip(|character| " -./".contains(character));
        cursor.skip_word("of");
        skip_month(&mut cursor)?;
        if let Some(year) = cursor.rest().strip_prefix('/').map(digits) {
            return matches!(year, 2 | 4).then_some(cursor.position + 1 + year);
        }
    } else {
        skip_month(&mut cursor)?;
        cursor.skip(|character| " -.".contains(character));
        skip_day(&mut cursor)?;
    }
    let end = cursor.position;
    cursor.skip(|character| " ,-".contains(character));
    if digits(cursor.rest()) == 4 && is_year(cursor.rest()) {
        return Some(cursor.position + 4);
    }
    Some(end)
}

/// Four digits before a colon are no year, nor is "1430 UTC".
pub(super) fn is_year(text: &str) -> bool {
    let begins = ["19", "20"].iter().any(|century| text.starts_with(century));
    let after = text.get(4..).unwrap_or_default().trim_start();
    let letters = after.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    begins && !after.get(..after.len() - letters.len()).is_some_and(is_zone)
}

fn skip_day(cursor: &mut Cursor<'_>) -> Option<()> {
    let count = digits(cursor.rest());
    let is_day = (1..=2).contains(&count) && !cursor.rest().get(count..)?.starts_with(':');
    cursor.position += is_day.then_some(count)?;
    if let Some(ordinal) =
        ["st", "nd", "rd", "th"].iter().find(|ordinal| cursor.rest().starts_with(**ordinal))
    {
        cursor.position += ordinal.len();
    }
    Some(())
}

fn skip_month(cursor: &mut Cursor<'_>) -> Option<()> {
    let rest = cursor.rest();
    let length = rest.len() - rest.trim_start_matches(char::is_alphabetic).len();
    let word = rest
        .get(..length)
        .filter(|word| (MIN_MONTH_BYTES..=MAX_MONTH_BYTES).contains(&word.len()))?;
    month_of(word)?;
    cursor.position += length;
    Some(())
}

/// "May" and "September".
const MIN_MONTH_BYTES: usize = 3;
const MAX_MONTH_BYTES: usize = 9;
