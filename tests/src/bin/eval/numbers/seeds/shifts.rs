//! A time is an hour or a day off.

use std::sync::LazyLock;

use regex::Regex;

use crate::numbers::seeds::{
    Change,
    digits::like,
    known::Known,
    text::{DAYS, Part, PartKind, Stated, Text, WORDS},
    truth,
};

/// Words before a time that make it a bound and not a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    None,
    /// What holds from noon on holds from one o'clock on.
    From,
    /// Since, before, after, by: what would be false depends on how it is read.
    Other,
}

static FROM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:starting|beginning)(?: \w+,?)?[\s`*]*$").expect("a valid expression")
});
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:since|as of|before|after|by|past|following|prior to|later than|earlier than)(?: the)?(?: \w+,?)?[\s`*]*$").expect("a valid expression")
});

/// The week of a Monday is that of the Tuesday too.
static OF_WEEK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bweeks? (?:of|from|starting|beginning|commencing)\b[^.;]*$")
        .expect("a valid expression")
});

/// Whether a time is a bound by the words before it, or by `on` after it: from 14:35 on.
pub(crate) fn bound(text: &Text, time: &Stated) -> Bound {
    let sentence = text.sentence(time.range.start);
    let before = text.words(sentence.start..time.range.start);
    let after = text.words(time.range.end..sentence.end);
    if OTHER.is_match(before) || OF_WEEK.is_match(before) {
        Bound::Other
    } else if FROM.is_match(before)
        || after.starts_with(" on,")
        || after.starts_with(" onward")
        || after.starts_with(" on.")
    {
        Bound::From
    } else {
        Bound::None
    }
}

/// Times that are an hour or a day off, and false.
pub(crate) fn changes(known: &Known, text: &Text) -> Vec<Change> {
    text.times
        .iter()
        .filter(|time| truth::means(known, time))
        .flat_map(|time| of_time(known, text, time))
        .collect()
}

fn of_time(known: &Known, text: &Text, time: &Stated) -> Vec<Change> {
    let bound = bound(text, time);
    let mut changes = Vec::new();
    for part in &time.parts {
        let steps: &[i32] = match bound {
            Bound::None => &[1, -1],
            Bound::From => &[-1],
            Bound::Other => &[],
        };
        for step in steps {
            if let Some(change) = shifted(known, text, time, part, *step) {
                changes.push(change);
            }
        }
    }
    changes
}

/// The part one up or down. Where that would change another part too, the other way will do.
fn shifted(known: &Known, text: &Text, time: &Stated, part: &Part, step: i32) -> Option<Change> {
    let value = part.value.checked_add_signed(step)?;
    let is_possible = match part.kind {
        PartKind::Day => (1..=31).contains(&value),
        PartKind::Weekday => value < 7 && time.get(PartKind::Day).is_none(),
        PartKind::Hour => match time.is_afternoon {
            // Noon and midnight change what is written after them.
            Some(_) => (1..12).contains(&value) && part.value != 12,
            None => value < 24,
        },
        _ => false,
    };
    let other = time.with(part.kind, value);
    if !is_possible || !other.exists() || truth::may_be(known, text, time.range.start, &other) {
        return None;
    }
    let was = text.words(part.range.clone());
    let mut range = part.range.clone();
    let index = usize::try_from(value).ok()?;
    let is = if part.kind == PartKind::Weekday {
        like(was, DAYS.get(index)?)
    } else if was.bytes().all(|byte| byte.is_ascii_digit()) {
        let digits = if was.starts_with('0')
            || (was.len() == 2
                && value < 10
                && text.words(part.range.end..part.range.end + 1) == ":")
        {
            format!("{value:02}")
        } else {
            value.to_string()
        };
        let ending = text.words(range.end..range.end + 2);
        if part.kind == PartKind::Day && ["st", "nd", "rd", "th"].contains(&ending) {
            range.end += 2;
            format!("{digits}{}", ordinal(value))
        } else {
            digits
        }
    } else {
        like(was, WORDS.get(index)?)
    };
    let claim = time.range.start..time.range.end.max(range.end);
    Some(Change { claim, range, is })
}

fn ordinal(day: u32) -> &'static str {
    match (day / 10, day % 10) {
        (1, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}
