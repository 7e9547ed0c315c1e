//! What numbers share with their neighbours: a unit, in `days` a month, and in `halves` a half of the day.

mod days;
mod halves;

use super::{
    cues::Cue,
    mentions::{Figure, Mention, What},
};

pub(super) use self::{
    days::{is_day, join_days},
    halves::share_halves,
};

/// Gives a number the unit that is told once for it and its neighbour: `58 and 57 per cent`, `48 hours instead of 24`.
pub(super) fn share_units(mentions: &mut [Mention]) {
    let figure =
        |mentions: &[Mention], at: usize| match mentions.get(at).map(|mention| &mention.what) {
            Some(What::Number(figure)) => Some(figure.as_ref().clone()),
            _ => None,
        };
    for at in (0..mentions.len()).rev() {
        let Some(bare) = figure(mentions, at)
            .filter(|figure| figure.unit.is_none() && !figure.written.is_spelled)
        else {
            continue;
        };
        let word = |at: Option<usize>| {
            at.and_then(|at| mentions.get(at)).map_or("", |mention| mention.word.as_str())
        };
        let joins = matches!(word(Some(at + 1)), "and" | "to" | "or" | "–" | "-" | "→");
        // `from 139 to 2,436 and ten minutes later`: digits and words are no pair.
        let is_before_amount = matches!(word(Some(at + 2)), "€" | "$" | "£" | "¥");
        let after = (joins && !is_before_amount)
            .then(|| figure(mentions, at + 2))
            .flatten()
            .filter(|figure| !figure.written.is_spelled);
        let is_instead = |before: usize| {
            matches!(
                mentions.get(before).map(|mention| &mention.what),
                Some(What::Cue(Cue::Instead))
            )
        };
        let before = at
            .checked_sub(1)
            .filter(|before| is_instead(*before))
            .and_then(|before| before.checked_sub(1));
        let before = before.and_then(|before| figure(mentions, before)).filter(|figure| {
            figure.seconds_per_unit.is_some_and(|seconds| seconds >= 1.0)
                && figure.written.value != 1.0
        });
        if let Some(other) = after.or(before)
            && other.unit.is_some()
            && let Some(mention) = mentions.get_mut(at)
        {
            let shared = Figure {
                unit: other.unit,
                seconds_per_unit: other.seconds_per_unit,
                per_seconds: bare.per_seconds.or(other.per_seconds),
                bare: Some(Box::new(bare.clone())),
                ..bare
            };
            mention.what = What::Number(Box::new(shared));
        }
    }
}

/// Gives a number the unit of the length of time that it is told beside: `thirty minutes for latency, sixty for
/// errors`, `it spans 16 minutes, the temperature's 28`.
pub(super) fn share_durations(mentions: &mut [Mention]) {
    let mut last: Option<(usize, Figure)> = None;
    for at in 0..mentions.len() {
        let (before, rest) = mentions.split_at_mut(at);
        let Some((mention, after)) = rest.split_first_mut() else { return };
        let sentence = mention.sentence;
        let What::Number(figure) = &mut mention.what else { continue };
        let is_name = |mention: Option<&Mention>| {
            mention.is_some_and(|mention| matches!(mention.what, What::Name(..)))
        };
        let word = |mention: Option<&Mention>| {
            mention.map_or(String::new(), |mention| mention.word.clone())
        };
        let is_of_name = word(after.first()) == "for"
            && (is_name(after.get(1)) || is_name(after.get(2)))
            || before
                .last()
                .is_some_and(|name| is_name(Some(name)) && name.last_word.ends_with("'s"));
        if figure.unit.is_none()
            && figure.per_seconds.is_none()
            && is_of_name
            && let Some((place, length)) = &last
            && before.get(*place).is_some_and(|mention| mention.sentence == sentence)
            && before.get(place + 1..).unwrap_or_default().iter().all(|between| {
                matches!(
                    between.what,
                    What::Name(..) | What::Word | What::Mark | What::Cue(Cue::Instead)
                ) || between.word == "for"
            })
        {
            figure.bare = Some(Box::new(figure.as_ref().clone()));
            figure.unit.clone_from(&length.unit);
            figure.seconds_per_unit = length.seconds_per_unit;
        }
        if figure.seconds_per_unit.is_some_and(|seconds| seconds >= 1.0) {
            last = Some((at, figure.as_ref().clone()));
        }
    }
}
