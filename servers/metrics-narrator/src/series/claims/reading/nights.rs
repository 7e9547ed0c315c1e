//! Reads days that a log or a handover tells without their month: `Mon 12:`, `Night of 23/24:`.

use super::{
    joins::is_day,
    mentions::{Mention, What},
    times::Time,
};

/// Makes times of the bare numbers that are such days.
pub(super) fn read(mentions: &mut [Mention]) {
    for at in 0..mentions.len() {
        let Some(time) = day_of_weekday(mentions, at).or_else(|| day_of_night(mentions, at)) else {
            continue;
        };
        if let Some(mention) = mentions.get_mut(at) {
            mention.what = What::Time(Box::new(time));
        }
    }
}

/// `Mon 12:`, where a weekday stands before the number.
fn day_of_weekday(mentions: &[Mention], at: usize) -> Option<Time> {
    let day = day(mentions, at)?;
    let weekday = match &mentions.get(at.checked_sub(1)?)?.what {
        What::Time(time) if time.day.is_none() && !time.has_clock() => time.weekday?,
        _ => return None,
    };
    let is_closed = matches!(word(mentions, at + 1), ":" | "," | "—" | "–" | "(" | ")");
    is_closed.then(|| Time { day: Some(day), weekday: Some(weekday), ..Time::default() })
}

/// Either day of `Night of 23/24`.
fn day_of_night(mentions: &[Mention], at: usize) -> Option<Time> {
    let own = day(mentions, at)?;
    let is_joint = |at: usize| matches!(word(mentions, at), "/" | "-" | "–" | "to");
    let is_first = is_night(mentions, at)
        && is_joint(at + 1)
        && day(mentions, at + 2).is_some_and(|second| second == own + 1 || second == 1);
    let first = at.checked_sub(2).filter(|first| is_joint(first + 1) && is_night(mentions, *first));
    let first = first.and_then(|first| match &mentions.get(first)?.what {
        What::Time(time) => time.day,
        _ => None,
    });
    let is_second = first.is_some_and(|first| own == first + 1 || own == 1);
    (is_first || is_second).then(|| Time { day: Some(own), ..Time::default() })
}

/// Whether a word for a night stands before a mention.
fn is_night(mentions: &[Mention], at: usize) -> bool {
    let before = [at.checked_sub(1), at.checked_sub(2)].into_iter().flatten();
    before.into_iter().any(|at| matches!(word(mentions, at), "night" | "nights" | "overnight"))
}

/// The day that a bare number may be.
fn day(mentions: &[Mention], at: usize) -> Option<u32> {
    match &mentions.get(at)?.what {
        What::Number(figure) if is_day(figure) => Some(figure.written.value as u32),
        _ => None,
    }
}

fn word(mentions: &[Mention], at: usize) -> &str {
    mentions.get(at).map_or("", |mention| mention.word.as_str())
}
