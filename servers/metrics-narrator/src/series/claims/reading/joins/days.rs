//! Days that share their month: `17 to 21 February`, `April 5-11`.

use crate::series::claims::reading::{
    mentions::{Figure, Mention, What},
    times::Time,
    words,
};

/// Reads the days of `17 to 21 February` and `April 5-11` as times.
pub(in crate::series::claims::reading) fn join_days(mentions: &mut [Mention]) {
    for at in (0..mentions.len()).rev() {
        let day = match mentions.get(at).map(|mention| &mention.what) {
            Some(What::Number(figure)) if is_day(figure) => figure.written.value as u32,
            _ => continue,
        };
        if let Some(time) = date_behind(mentions, at).or_else(|| date_before(mentions, at))
            && let Some(mention) = mentions.get_mut(at)
        {
            let time = Time {
                day: Some(day),
                weekday: None,
                hour: None,
                minute: None,
                second: None,
                swapped: None,
                ..time
            };
            mention.what = What::Time(Box::new(time));
        }
    }
}

/// The date that a number is joined with behind it: `17 to 21 February`.
fn date_behind(mentions: &[Mention], at: usize) -> Option<Time> {
    // `line 3, 19/20 June`: behind a word that is no preposition, what a comma follows is a label.
    let is_label = at.checked_sub(1).and_then(|at| mentions.get(at)).is_some_and(|before| {
        matches!(before.what, What::Word | What::Cue(_) | What::Name(..))
            && !words::holds(BEFORE_DAYS, &before.word)
    });
    let joint = mentions.get(at + 1).filter(|joint| is_joint(&joint.word))?;
    if is_label && joint.word == "," { None } else { date(mentions, at + 2) }
}

/// The date that a number is joined with before it: `April 5-11`. A comma joins none, nor does a number with a time of
/// its own: `32 on 1 January and 30 on 3 July`.
fn date_before(mentions: &[Mention], at: usize) -> Option<Time> {
    let joint = mentions.get(at.checked_sub(1)?)?;
    let word = mentions.get(at + 1).map_or("", |mention| mention.word.as_str());
    let has_own = matches!(word, "at" | "on" | "in")
        && matches!(mentions.get(at + 2), Some(Mention { what: What::Time(_), .. }));
    if !is_joint(&joint.word) || joint.word == "," || has_own {
        return None;
    }
    date(mentions, at.checked_sub(2)?).filter(|time| !time.has_clock())
}

/// Whether a word joins two days.
fn is_joint(word: &str) -> bool {
    matches!(word, "to" | "-" | "–" | "and" | "or" | "until" | "through" | "till" | "/" | "&" | ",")
}

/// The time at a mention, if it is a day of a month.
fn date(mentions: &[Mention], at: usize) -> Option<Time> {
    match &mentions.get(at)?.what {
        What::Time(time) if time.day.is_some() && time.month.is_some() => {
            Some(time.as_ref().clone())
        }
        _ => None,
    }
}

/// Words before days that are told together.
const BEFORE_DAYS: &str = "on of the at by from to for in and or between since until till before after during through both over around";

/// Whether a number may be a day of a month.
pub(in crate::series::claims::reading) fn is_day(figure: &Figure) -> bool {
    let written = &figure.written;
    written.is_plain_integer
        && !written.is_spelled
        && written.sign == 0
        && figure.unit.is_none()
        && (1.0..=31.0).contains(&written.value)
}
