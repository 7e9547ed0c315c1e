//! How much of a statement stands together in one place of a report.
//!
//! Each telling stem of a statement weighs the more, the rarer it is in the report. Words of a place that belong together are those
//! of a sentence, an item or a row, of its neighbour behind it, and of what it stands under. A word that the report uses only
//! elsewhere speaks against the place; one that it does not know at all may be a synonym.

use std::{collections::BTreeMap, ops::Range};

use super::passages::{Form, Line, Passages};

/// A place of the report that a statement is tied to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tie {
    /// The share of the statement that stands there, from 0 to 1.
    pub(super) share: f64,
    /// The passage, by its place.
    pub(super) passage: usize,
}

/// How a statement is looked for.
pub(super) struct Search<'s> {
    /// Where the place ends that begins with a passage.
    pub(super) reach: Reach,
    /// What a word weighs that the report does not know, beside one that stands there once.
    pub(super) unknown: f64,
    /// Stems that say little, and what they weigh.
    pub(super) light: (&'s dyn Fn(&str) -> bool, f64),
    /// Which lines a place may begin in.
    pub(super) lines: &'s dyn Fn(&Line) -> bool,
    /// What of a passage does not count, because it is denied there.
    pub(super) denied: &'s dyn Fn(&str) -> Vec<Range<usize>>,
}

/// How far a place reaches.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reach {
    /// An item or a row as a whole; two sentences of a paragraph.
    Line,
    /// So many passages, whatever they are in.
    Passages(usize),
}

impl Reach {
    fn of(self, passage: usize, passages: &Passages) -> Range<usize> {
        let line = passages.line(passage);
        let end = line.map_or(passage, |line| line.passages.end);
        let end = match self {
            Self::Passages(reach) => passages.passages.len().min(passage + reach),
            Self::Line if line.is_some_and(|line| line.form == Form::Text) => end.min(passage + 2),
            Self::Line => end.min(passage + MAX_SENTENCES),
        };
        passage..end
    }
}

/// More sentences of one item do not belong together.
const MAX_SENTENCES: usize = 6;

/// The place where most of a statement with these telling stems stands; none if nothing of it stands anywhere.
pub(super) fn tie(
    passages: &Passages,
    text: &str,
    stems: &[String],
    search: &Search<'_>,
) -> Option<Tie> {
    let all = passages.passages.len() as f64;
    let weight = |stem: &String| {
        let rarity = match passages.places(stem) {
            Some(places) => (1.0 + all / places.len() as f64).ln(),
            None => search.unknown * (1.0 + all).ln(),
        };
        let (is_light, light) = search.light;
        if is_light(stem) { rarity * light } else { rarity }
    };
    let weights: Vec<f64> = stems.iter().take(64).map(weight).collect();
    let known = stems.iter().map(|stem| passages.places(stem).is_some());
    let against: Vec<f64> = weights
        .iter()
        .zip(known)
        .map(|(weight, is_known)| weight * if is_known { ELSEWHERE } else { 1.0 })
        .collect();
    let mut masks: BTreeMap<usize, u64> = BTreeMap::new();
    for (number, stem) in stems.iter().enumerate().take(64) {
        for place in passages.places(stem).unwrap_or_default() {
            *masks.entry(*place).or_default() |= 1 << number;
        }
    }
    let of = |range: Range<usize>| masks.range(range).fold(0, |mask, (_, more)| mask | more);
    let share = |mask: u64| -> f64 {
        let is_in = |number: usize| mask >> number & 1 == 1;
        let of = |weights: &[f64], wanted: bool| -> f64 {
            weights
                .iter()
                .enumerate()
                .filter(|(number, _)| is_in(*number) == wanted)
                .map(|(_, weight)| weight)
                .sum()
        };
        let (inside, outside) = (of(&weights, true), of(&against, false));
        inside / (inside + outside).max(f64::EPSILON)
    };
    let around = |passage: usize| {
        let line = passages.line(passage);
        let above = [line.and_then(|line| line.parent), line.and_then(|line| line.heading)];
        above.map(|line| of(passages.of_line(line))).into_iter().fold(0, |mask, more| mask | more)
    };
    let mut places: Vec<(f64, usize)> = masks
        .keys()
        .filter(|passage| passages.line(**passage).is_some_and(search.lines))
        .map(|passage| {
            (share(of(search.reach.of(*passage, passages)) | around(*passage)), *passage)
        })
        .collect();
    places.sort_by(|one, other| other.0.total_cmp(&one.0));
    // What is denied only takes away, so that a later place is no better than it seems.
    let mut best: Option<Tie> = None;
    for (most, passage) in places.into_iter().take(MAX_PLACES) {
        if best.as_ref().is_some_and(|best| best.share >= most) {
            break;
        }
        let borne = search.reach.of(passage, passages).filter_map(|place| {
            let said = text.get(passages.passages.get(place)?.range.clone())?;
            Some(without(said, &(search.denied)(said), stems, *masks.get(&place)?))
        });
        let mask = borne.fold(around(passage), |mask, more| mask | more);
        let share = share(mask);
        if best.as_ref().is_none_or(|best| share > best.share) {
            best = Some(Tie { share, passage });
        }
    }
    best
}

/// Which of the stems in `mask` still stand in `said` without what is denied.
fn without(said: &str, denied: &[Range<usize>], stems: &[String], mask: u64) -> u64 {
    if denied.is_empty() {
        return mask;
    }
    let mut rest = said.to_owned();
    for range in denied.iter().rev() {
        rest.replace_range(range.clone(), " ");
    }
    let left = super::passages::stems(&rest);
    let stands = stems.iter().take(64).map(|stem| left.contains(stem));
    mask & stands.enumerate().fold(0, |mask, (number, stands)| mask | u64::from(stands) << number)
}

/// How much more a word speaks against a place that the report uses only elsewhere: things that it tells apart were mixed.
const ELSEWHERE: f64 = 2.0;

/// So many places are looked at closely.
const MAX_PLACES: usize = 16;
