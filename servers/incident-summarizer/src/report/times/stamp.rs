//! The time that a line begins with, as it is written: "14:05", "2024-01-02 14:05 UTC", "Dec 5, 09:20 PST", "5 January
//! 2024 at 2:05 pm", "14:05–14:20". Only where it ends is found here, and which of its words are a date. `dates` and
//! `clocks` know the parts, `cursor` what joins them.
//!
//! What moment a time means, anywhere in a text, is found by `reading`, which needs the date, the zone and the order of
//! day and month of the whole report. Every line is looked at here before any of that is known, to find out what the
//! blocks and the entries of a report are. So this takes forms that mean no moment ("--:--" in a template, "T+15m",
//! "1/2"), wants a zone or a half of the day where a number at the beginning of a line may be a count, and reads no
//! further than the time reaches.

mod clocks;
mod cursor;
mod dates;
#[cfg(test)]
mod tests;

use crate::report::words::{Words, read};
use clocks::clock_length;
pub(in crate::report) use clocks::is_unfilled;
use cursor::Cursor;
use dates::date_length;

/// A time at the beginning of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Stamp<'a> {
    /// As it is written, without marks around it.
    pub(in crate::report) written: &'a str,
    /// Its date, where it has one.
    pub(in crate::report) date: Option<&'a str>,
    /// Whether a clock stands in it.
    pub(in crate::report) has_clock: bool,
    /// Whether its clock only holds the place of one: "--:--", "HH:MM".
    pub(in crate::report) is_unfilled: bool,
    /// What follows, without the marks between.
    pub(in crate::report) rest: &'a str,
}

/// The time that `line` begins with, if it does.
pub(in crate::report) fn stamp(line: &str) -> Option<Stamp<'_>> {
    let mut cursor = Cursor { line, position: 0 };
    for _ in 0..MAX_LEADS {
        cursor.skip(|character| character.is_whitespace() || "[(*~≈<–—".contains(character));
        if !cursor.skip_lead() {
            break;
        }
    }
    let begin = cursor.position;
    let mut end = begin;
    let mut date = None;
    let mut has_clock = false;
    // A date, a clock, the ends of both in a range, and zones between them: a bounded number of parts.
    for _ in 0..MAX_PARTS {
        let part_begin = cursor.position;
        if let Some(length) = date_length(cursor.rest()) {
            cursor.position += length;
            date = date.or_else(|| line.get(part_begin..cursor.position));
        } else if let Some(length) = clock_length(cursor.rest(), has_clock || date.is_some()) {
            cursor.position += length;
            has_clock = true;
        } else {
            break;
        }
        cursor.skip_zone();
        end = cursor.position;
        if !cursor.skip_joint() {
            break;
        }
    }
    if !has_clock && date.is_none() {
        return None;
    }
    let rest = line.get(end..)?;
    // "5 Mayfair" and "14:05abc" are no times; bold type leaves "14:05The team" behind.
    let is_glued = has_clock && begins_sentence(rest);
    if !is_glued && rest.starts_with(|next: char| next.is_alphanumeric() || next == '%') {
        return None;
    }
    let is_mark = |character: char| character.is_whitespace() || MARKS.contains(character);
    let written = line.get(begin..end)?;
    Some(Stamp {
        written,
        is_unfilled: is_unfilled(written),
        date,
        has_clock,
        rest: rest.trim_start_matches(is_mark),
    })
}

/// Whether a line begins with a time that has a clock.
pub(in crate::report) fn is_timed(line: &str) -> bool {
    stamp(line).is_some_and(|stamp| stamp.has_clock)
}

/// A line without the time that it begins with, if that has a clock.
pub(in crate::report) fn behind_clock(line: &str) -> &str {
    stamp(line).filter(|stamp| stamp.has_clock).map_or(line, |stamp| stamp.rest)
}

fn begins_sentence(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(char::is_uppercase)
        && characters.next().is_some_and(|next| next.is_lowercase() || next == ' ')
}

const MAX_PARTS: usize = 6;

/// "On Tuesday, at around 14:05" has four.
const MAX_LEADS: usize = 5;

/// Words before a time that do not change that the line begins with it.
static LEADS: Words = Words::new(|| read(include_str!("../words/before_times.txt")));

/// What stands between a time and what happened then.
const MARKS: &str = ":;,.|])}>*_~-–—―→=•";
