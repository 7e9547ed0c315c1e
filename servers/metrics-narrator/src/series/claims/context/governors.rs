//! Which words say what a number is.
//!
//! - `before` and `behind` find the nearest word on either side
//! - `columns` finds the head of a column, `brackets` the words for two numbers in one bracket, `lists` those for a list of
//!   numbers

mod before;
mod behind;
mod brackets;
mod columns;
mod lists;

use crate::series::claims::{
    reading::{
        cues::{Cue, Grip},
        mentions::What,
        shares,
    },
    values::{quantities::Quantity, statistics::Statistic},
};

use super::scope::Scope;

/// A cue that governs a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::series::claims) struct Governor {
    pub(in crate::series::claims) cue: Cue,
    /// Whether it stands behind the number.
    pub(in crate::series::claims) is_behind: bool,
    /// Its mention.
    pub(in crate::series::claims) at: usize,
    /// How many words stand between it and the number.
    pub(in crate::series::claims) words: usize,
    /// How many ends of clauses do.
    pub(in crate::series::claims) boundaries: usize,
}

impl Governor {
    /// Whether the number can be nothing else than what the cue says.
    pub(in crate::series::claims) fn is_binding(self) -> bool {
        match self.cue.grip() {
            Grip::Firm => self.boundaries == 0 || self.boundaries == 1 && self.words <= 4,
            Grip::Near if self.is_behind => {
                let says_end = matches!(self.cue, Cue::First | Cue::Last) && self.words == 0;
                let says_usual = matches!(self.cue, Cue::Expected | Cue::Usual | Cue::Typical);
                self.boundaries == 0 && (says_end || says_usual && self.words <= 2)
            }
            // A bracket behind the cue belongs to it: `at the start (4.48)`.
            Grip::Near => {
                let is_bracket = self.boundaries == 1 && self.words == 0;
                let says_end = matches!(self.cue, Cue::First | Cue::Last);
                self.boundaries == 0 && self.words <= 2 || is_bracket && says_end
            }
            Grip::Loose => false,
        }
    }

    /// Whether a fact goes the way that the cue says: a peak is above, what one falls to is below.
    pub(in crate::series::claims) fn allows_direction(self, quantity: &Quantity) -> bool {
        let direction = if is_comparison(self.cue) { 0 } else { self.cue.side() };
        let is_end = matches!(
            quantity.statistic,
            Statistic::AnomalyValue
                | Statistic::ChangeTo
                | Statistic::TrendTo
                | Statistic::Last
                | Statistic::Maximum
                | Statistic::Minimum
        );
        // Of what is below zero, less may be nearer to it: a vacuum collapses to -4.
        let is_nearer_zero = quantity.value < 0.0 && self.cue == Cue::Dip;
        direction == 0 || !is_end || is_nearer_zero || direction * quantity.of.direction >= 0
    }

    fn is_close(self) -> bool {
        self.boundaries == 0 && self.words <= 2
    }
}

impl Scope<'_> {
    /// The cues that govern the number at a mention: the one before it and the one behind it.
    pub(in crate::series::claims) fn governors(&self, at: usize) -> Vec<Governor> {
        let (start, end) = self.sentence(at);
        if let Some(head) = self.column_head(at) {
            let cue = |place: usize| match self.what(place) {
                Some(What::Cue(cue)) if !cue.statistics().is_empty() => Some(*cue),
                // `p95` heads a column beside a series `latency_p95_ms`.
                Some(What::Name(..)) => {
                    shares::cue_of_percentile(self.word(place).strip_prefix('p')?)
                }
                _ => None,
            };
            return head
                .filter_map(cue)
                .map(|cue| Governor { cue, is_behind: false, at, words: 0, boundaries: 0 })
                .collect();
        }
        // `lower at the end than at the beginning (30.5 against 31.5)`: each of two is said by a word of its own.
        if let Some((said, cue)) = self.cue_of_bracket(at) {
            return vec![Governor { cue, is_behind: false, at: said, words: 0, boundaries: 0 }];
        }
        if let Some(cue) = self.cue_of_list(at) {
            return vec![Governor { cue, is_behind: false, at, words: 0, boundaries: 0 }];
        }
        let left = self.cue_before(at, start).map(|left| self.respective_cue(left, at));
        let right = self.cue_behind(at, end);
        // What stands close without a break wins over what stands farther off or behind one.
        let is_left_weak =
            |right: Governor| left.is_some_and(|left| left.boundaries > 0) && right.is_close();
        let keeps_left = !right.is_some_and(is_left_weak);
        // What stands close to a number before this one says more of that.
        let is_of_other = |left: Governor| (left.at..at).any(|place| self.is_number(place));
        let is_left_close = left.is_some_and(|left| left.is_close() && !is_of_other(left));
        // `make up 9.9 % of traffic on average`: what says less than the other leaves it its word.
        let says_less = left.is_some_and(|left| left.cue == Cue::Strength)
            && right.is_some_and(|right| right.cue.grip() == Grip::Firm);
        let keeps_right =
            says_less || !(is_left_close && right.is_some_and(|right| right.words > 0));
        let subject =
            left.filter(|_| keeps_left).and_then(|left| self.subject_of_verb(left, start));
        let left = left.filter(|_| keeps_left).into_iter();
        left.chain(subject).chain(right.filter(|_| keeps_right)).collect()
    }

    /// Of two cues that are told together, `mean and median: 327 to 312`, the one in the place of the number.
    fn respective_cue(&self, left: Governor, at: usize) -> Governor {
        let Some(before) = left.at.checked_sub(2) else { return left };
        let is_joint = matches!(self.word(left.at - 1), "and" | "/" | "&" | "," | "or");
        let says = |cue: Cue| cue.grip() == Grip::Firm || matches!(cue, Cue::First | Cue::Last);
        let first = match self.what(before) {
            Some(What::Cue(cue)) if says(*cue) && *cue != left.cue => *cue,
            _ => return left,
        };
        let is_followed = matches!(self.word(at + 1), "and" | "to" | "/" | "," | "or" | "&")
            && self.is_number(at + 2);
        let numbers_between = (left.at..at).filter(|place| self.is_number(*place)).count();
        let is_first = numbers_between % 2 == 0 && is_followed;
        match is_joint && says(left.cue) && is_first {
            true => Governor { cue: first, at: before, ..left },
            false => left,
        }
    }

    /// What the verb that governs a number is said of: `its average ended up at 66.5`.
    fn subject_of_verb(&self, verb: Governor, start: usize) -> Option<Governor> {
        let is_verb =
            matches!(verb.cue, Cue::First | Cue::Last | Cue::Reach | Cue::Rise | Cue::Fall);
        let ends = |place: &usize| self.is_boundary(*place) || self.is_number(*place);
        let mut before = (start..verb.at).rev().take_while(|place| !ends(place));
        before.find_map(|at| match self.what(at) {
            Some(What::Cue(cue)) if is_verb && cue.grip() == Grip::Firm => {
                Some(Governor { cue: *cue, at, ..verb })
            }
            _ => None,
        })
    }
}

/// `above` and `below` compare a number with another; they do not say what it is.
fn is_comparison(cue: Cue) -> bool {
    matches!(cue, Cue::Above | Cue::Below)
}
