//! How much of a statement stands together in one place of a report.
//!
//! Words of a place that belong together are those of a sentence, an item or a row, and of its neighbors behind it. A
//! telling stem that stands there speaks for the place, one that the report uses only elsewhere speaks more against it;
//! one that the report does not know at all may be a synonym.

use std::{collections::BTreeMap, ops::Range};

use super::passages::{Line, Passages};

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
    /// Which lines a place may begin in.
    pub(super) lines: &'s dyn Fn(&Line) -> bool,
    /// What of a passage does not count, because it is denied there.
    pub(super) denied: &'s dyn Fn(&str) -> Vec<Range<usize>>,
}

/// A [`Search::denied`] that counts every word.
pub(super) fn nothing(_: &str) -> Vec<Range<usize>> {
    Vec::new()
}

/// How far a place reaches.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reach {
    /// The rest of an item, a row or a paragraph.
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
            Self::Line => end.min(passage + MAX_SENTENCES),
        };
        passage..end
    }
}

/// More sentences of one item do not belong together.
const MAX_SENTENCES: usize = 3;

/// The place where most of a statement with these telling stems stands; none if nothing of it stands anywhere.
pub(super) fn tie(
    passages: &Passages,
    text: &str,
    stems: &[String],
    search: &Search<'_>,
) -> Option<Tie> {
    let standing = Standing::of(passages, stems);
    let mut places: Vec<(f64, usize)> = standing
        .masks
        .keys()
        .filter(|passage| passages.line(**passage).is_some_and(search.lines))
        .map(|passage| (standing.share_in(search.reach.of(*passage, passages)), *passage))
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
            Some(without(said, &(search.denied)(said), stems, *standing.masks.get(&place)?))
        });
        let mask = borne.fold(0, |mask, more| mask | more);
        let share = standing.share(mask);
        if best.as_ref().is_none_or(|best| share > best.share) {
            best = Some(Tie { share, passage });
        }
    }
    best
}

/// The passages in each of which at least so much of a statement stands.
pub(super) fn close_passages(passages: &Passages, stems: &[String], least: f64) -> Vec<usize> {
    let standing = Standing::of(passages, stems);
    let shares = standing.masks.iter().map(|(passage, mask)| (*passage, standing.share(*mask)));
    shares.filter(|(_, share)| *share >= least).map(|(passage, _)| passage).collect()
}

/// Which telling stems of a statement stand in which passages.
struct Standing {
    /// A bit for each stem, by the passage.
    masks: BTreeMap<usize, u64>,
    /// A bit for each stem that the report knows.
    known: u64,
    /// How many it does not.
    unknown: f64,
}

impl Standing {
    fn of(passages: &Passages, stems: &[String]) -> Self {
        let known = mask_of(stems, |stem| passages.places(stem).is_some());
        let mut masks: BTreeMap<usize, u64> = BTreeMap::new();
        for (number, stem) in stems.iter().enumerate().take(MAX_STEMS) {
            for place in passages.places(stem).unwrap_or_default() {
                *masks.entry(*place).or_default() |= 1 << number;
            }
        }
        let unknown = stems.len().min(MAX_STEMS) as f64 - f64::from(known.count_ones());
        Self { masks, known, unknown }
    }

    fn share_in(&self, range: Range<usize>) -> f64 {
        self.share(self.masks.range(range).fold(0, |mask, (_, more)| mask | more))
    }

    /// The share of a statement of which these stems stand in one place.
    fn share(&self, mask: u64) -> f64 {
        let inside = f64::from(mask.count_ones());
        let elsewhere = f64::from((self.known & !mask).count_ones());
        inside / (inside + UNKNOWN * self.unknown + ELSEWHERE * elsewhere).max(f64::EPSILON)
    }
}

/// Which of the stems in `mask` still stand in `said` without what is denied.
pub(super) fn without(said: &str, denied: &[Range<usize>], stems: &[String], mask: u64) -> u64 {
    if denied.is_empty() {
        return mask;
    }
    let mut rest = said.to_owned();
    for range in denied.iter().rev() {
        rest.replace_range(range.clone(), " ");
    }
    let left = super::passages::stems(&rest);
    mask & mask_of(stems, |stem| left.contains(stem))
}

/// A bit for each of the stems.
fn mask_of(stems: &[String], has: impl Fn(&String) -> bool) -> u64 {
    let stems = stems.iter().take(MAX_STEMS).enumerate();
    stems.fold(0, |mask, (number, stem)| mask | u64::from(has(stem)) << number)
}

/// A statement of more telling stems is looked for by its first ones.
const MAX_STEMS: usize = 64;

/// What a stem weighs that the report does not know, beside one that stands in the place.
const UNKNOWN: f64 = 0.5;

/// What one weighs that the report uses only elsewhere: things that it tells apart were mixed.
const ELSEWHERE: f64 = 1.5;

/// So many places are looked at closely.
const MAX_PLACES: usize = 16;
