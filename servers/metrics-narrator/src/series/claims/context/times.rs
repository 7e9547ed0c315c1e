//! Which times of a sentence are told with a number.

use crate::series::claims::reading::{cues::Cue, mentions::What};

use super::scope::Scope;

/// Words behind which the times are those of something else.
const BREAKS: [&str; 11] =
    ["and", "while", "but", ")", "whereas", "apart", "except", "excepting", "save", "besides", ";"];

impl Scope<'_> {
    /// The times that are told with a number: those between the numbers around it, without a stronger break.
    pub(in crate::series::claims) fn times_of(&self, at: usize) -> Vec<usize> {
        let (start, end) = self.sentence(at);
        // `ended at 83.7, with the highest value at 9:33`
        let is_aside = |place: usize| {
            self.word(place) == "with" && place > start && self.is_boundary(place - 1)
        };
        let is_break = |place: &usize| {
            self.is_value(*place)
                || self.is_name(*place)
                || BREAKS.contains(&self.word(*place))
                || is_aside(*place)
        };
        let after = (at + 1..end).take_while(|place| !is_break(place));
        let is_own = |place: &usize| {
            self.is_time_of_something(*place) && !self.is_time_of_number_behind(*place)
        };
        let after: Vec<usize> = after.filter(is_own).collect();
        if after.is_empty() { self.times_before(at, start) } else { after }
    }

    /// The times that are told before a number of a sentence that begins at `start`.
    fn times_before(&self, at: usize, start: usize) -> Vec<usize> {
        // A name before the number is its subject, not another one.
        // `at 19:00; an hour later it was 435.5`
        let is_other = |place: &usize| {
            self.is_value(*place)
                || BREAKS.contains(&self.word(*place))
                || self.is_number(*place) && self.is_distance(*place)
        };
        let told: Vec<usize> = (start..at).rev().take_while(|place| !is_other(place)).collect();
        let number = at.checked_sub(told.len() + 1).filter(|place| self.is_value(*place));
        // `its minimum was on 6 February, its mean is 17`: a comma parts a time from what has a word of its own, unless
        // the sentence opens with the time.
        let says = |place: &usize| matches!(self.what(*place), Some(What::Cue(cue)) if !cue.statistics().is_empty());
        let own = told.iter().position(says).unwrap_or(told.len());
        let comma = told.iter().skip(own).find(|place| self.word(**place) == ",");
        let is_told = |place: &usize| {
            self.is_time_of_something(*place)
                && (comma.is_none_or(|comma| place > comma) || *place <= start + 3)
                && !number.is_some_and(|number| self.is_time_of_number(*place, number, at))
        };
        told.iter().copied().filter(is_told).collect()
    }

    /// Whether there is a number that is told as a value.
    fn is_value(&self, at: usize) -> bool {
        matches!(self.what(at), Some(What::Number(figure)) if figure.is_value())
    }

    /// Whether there is a time at which something was, not one that an extreme reaches back to.
    fn is_time_of_something(&self, at: usize) -> bool {
        matches!(self.what(at), Some(What::Time(_))) && !self.is_reach_of_extreme(at)
    }

    /// Whether a time says how far back nothing was more extreme: `the warmest since nine`.
    fn is_reach_of_extreme(&self, time: usize) -> bool {
        let Some(since) = time.checked_sub(1).filter(|at| self.word(*at) == "since") else {
            return false;
        };
        (since.saturating_sub(3)..since).any(|place| {
            matches!(self.what(place), Some(What::Cue(Cue::Maximum | Cue::Minimum | Cue::Extreme)))
                || self.last_word(place).ends_with("est")
        })
    }

    /// Whether a time behind a comma leads to the number behind it: `where 2.35 was to be expected, at 04:55 at 1.163`.
    fn is_time_of_number_behind(&self, time: usize) -> bool {
        let is_small = |place: &usize| {
            matches!(self.word(*place), "at" | "on" | "in" | "with" | "to" | "the")
                || matches!(self.what(*place), Some(What::Time(_)))
        };
        let before = (0..time).rev().find(|place| !is_small(place));
        let behind = (time + 1..time + 5).find(|place| !is_small(place));
        let is_led = self.word(time + 1) != "," && behind.is_some_and(|place| self.is_value(place));
        is_led && before.is_some_and(|place| self.word(place) == ",")
    }

    /// Whether a time is that of the number right before it and not of the one behind it: `2.1 in January, 7.3 now`. What
    /// was expected is told for the time of what came.
    fn is_time_of_number(&self, time: usize, number: usize, behind: usize) -> bool {
        let is_small = |place: usize| {
            matches!(self.word(place), "in" | "at" | "on" | "of" | "the" | "per" | "back" | "(")
                || matches!(self.what(place), Some(What::Time(_)))
        };
        let contrasts = |place: usize| {
            matches!(
                self.what(place),
                Some(What::Cue(Cue::Instead | Cue::Expected | Cue::Usual | Cue::Typical))
            )
        };
        // `from 1034 at 16:40 to a last value of 60`
        let is_end = |place: usize| {
            self.word(place) == "to"
                && (number.saturating_sub(5)..number).any(|at| self.word(at) == "from")
        };
        // `267 in August before ending at 108`
        let is_parted = |place: usize| {
            matches!(self.word(place), "," | ")")
                || is_end(place)
                || self.word(place) == "before" && self.last_word(place + 1).ends_with("ing")
        };
        (number + 1..time).all(is_small)
            && (time + 1..behind).any(is_parted)
            && !(time + 1..behind).any(contrasts)
    }
}
