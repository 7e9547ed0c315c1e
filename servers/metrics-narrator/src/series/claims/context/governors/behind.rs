//! The nearest word behind a number that says what it is.

use crate::series::claims::{
    context::scope::Scope,
    reading::{cues::Cue, mentions::What, units, words},
};

use super::Governor;

impl Scope<'_> {
    /// The cue behind the number at a mention that governs it, in a sentence that ends at `end`.
    pub(super) fn cue_behind(&self, at: usize, end: usize) -> Option<Governor> {
        let mut words = 0;
        let mut opens_bracket = false;
        for ahead in at + 1..end {
            match self.what(ahead)? {
                // `13 opened`: a verb right behind the number says what was counted, not when.
                What::Cue(Cue::First | Cue::Last) if ahead == at + 1 => words += 1,
                What::Cue(cue) if !cue.statistics().is_empty() => {
                    let is_of_bracket =
                        opens_bracket && !matches!(self.word(ahead + 1), ")" | "," | ";");
                    // `in the first hour` is a time, if it is not the first value's.
                    let is_of_time =
                        matches!(cue, Cue::First | Cue::Last) && self.is_part_of_time(ahead);
                    let boundaries = usize::from(is_of_time);
                    let is_said = !is_of_bracket && !self.is_of_what_follows(*cue, ahead, at);
                    let cue = *cue;
                    return is_said.then_some(Governor {
                        cue,
                        is_behind: true,
                        at: ahead,
                        words,
                        boundaries,
                    });
                }
                What::Number(_) => return None,
                What::Mark if self.word(ahead) == "(" && words == 0 => opens_bracket = true,
                // `about 100, which is its 99th percentile`
                _ if self.is_relative(ahead) || ahead > at + 1 && self.is_relative(ahead - 1) => {}
                _ if self.is_boundary(ahead) => return None,
                _ => words += usize::from(!words::holds(SMALL, self.word(ahead))),
            }
        }
        None
    }

    /// Whether `first` or `last` tells a time: `the first hour`, `the start of June`, `the end of the week`.
    fn is_part_of_time(&self, cue: usize) -> bool {
        let is_unit = |place: usize| units::seconds_of(self.word(place)).is_some();
        let is_time = |place: usize| matches!(self.what(place), Some(What::Time(_)));
        let of = cue + 1;
        let of_time = is_time(of + 1) || self.word(of + 1) == "the" && is_unit(of + 2);
        is_unit(cue + 1) || self.word(of) == "of" && of_time
    }

    /// Whether a cue behind a number speaks of what follows it.
    fn is_of_what_follows(&self, cue: Cue, place: usize, number: usize) -> bool {
        const PREFIXES: &str = "to of as than exceeded above below at with from exceed";
        // `up to`, `as high as`
        let is_prefix = self.last_word(place) != self.word(place)
            && words::holds(PREFIXES, self.last_word(place));
        // `310 give or take 9`, `34.8 with a standard deviation of 0.25`, `11 °C with a weekly peak`, `148 for requests
        // against a median of 238`
        let is_with = (number + 1..place).any(|between| {
            self.word(between) == "with"
                || matches!(self.what(between), Some(What::Cue(Cue::Instead)))
        });
        is_prefix
            || cue == Cue::Instead
            || cue == Cue::Expected && self.is_of_next_number(place)
            || cue == Cue::Deviation && self.is_number(place + 1)
            // `the last value of 82.8 is close to its maximum of 83.8`
            || place > number + 1 && self.word(place + 1) == "of" && self.is_number(place + 2)
            || is_with
    }

    /// Whether the number right behind a cue is the one that it speaks of: `13 where it should be 24`.
    fn is_of_next_number(&self, cue: usize) -> bool {
        self.is_number(cue + 1)
            || self.is_number(cue + 2)
                && matches!(self.word(cue + 1), "be" | "is" | "was" | "have" | "been" | "a" | "the")
    }

    /// Whether a mention is the comma of `, which is its`: what follows says what stands before.
    fn is_relative(&self, at: usize) -> bool {
        let next = self.word(at + 1);
        self.word(at) == ","
            && (next == "which" || next == "that")
            && matches!(self.word(at + 2), "is" | "was" | "are" | "were")
    }
}

/// Words between a number and a cue behind it that do not part them.
const SMALL: &str = "on at the a is was in its of as ( an";
