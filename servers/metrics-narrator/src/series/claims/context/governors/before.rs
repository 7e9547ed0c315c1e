//! The nearest word before a number that says what it is.

use crate::series::claims::{
    context::scope::Scope,
    reading::{
        cues::{Cue, Grip},
        mentions::What,
        words,
    },
};

use super::{Governor, is_comparison};

impl Scope<'_> {
    /// The cue before the number at a mention that governs it, in a sentence that begins at `start`.
    pub(super) fn cue_before(&self, at: usize, start: usize) -> Option<Governor> {
        let mut walk = Walk {
            scope: self,
            at,
            start,
            words: 0,
            boundaries: 0,
            is_chain: true,
            is_past_to: false,
            is_past_comma: false,
            counted: None,
            has_name: false,
        };
        for place in (start..at).rev() {
            match walk.step(place) {
                Step::Found(governor) => return Some(governor),
                Step::End => break,
                Step::Joined => {}
                Step::On => walk.pass(place),
            }
        }
        walk.counted
    }

    /// Whether a cue says what the number before it is: `240 on average`, `4.4 at the median`.
    pub(in crate::series::claims) fn follows_its_number(&self, cue: usize, start: usize) -> bool {
        let is_small = |place: &usize| {
            matches!(self.word(*place), "at" | "on" | "as" | "in" | "the" | "its" | "a" | "of")
        };
        let before = (start..cue).rev().find(|place| !is_small(place));
        let is_glued = before.is_some_and(|place| {
            place + 1 == cue || matches!(self.word(place + 1), "at" | "on" | "as" | "in")
        });
        is_glued && before.is_some_and(|place| self.is_number(place))
    }

    /// Whether a number stands in the clause of a mention before it: `46 calls per interval on average`.
    fn has_number_in_clause(&self, at: usize) -> bool {
        let mut clause = self.clause(at).take_while(|place| *place < at);
        clause.any(|place| self.is_number(place))
    }
}

/// A walk from a number back to the cue that governs it.
struct Walk<'s> {
    scope: &'s Scope<'s>,
    /// The number.
    at: usize,
    /// Where the sentence begins.
    start: usize,
    /// How many words are passed that say something.
    words: usize,
    /// How many ends of clauses are passed.
    boundaries: usize,
    /// Whether nothing but joints stands between this number and the ones before it.
    is_chain: bool,
    /// Whether a `to` joins this number with one before it.
    is_past_to: bool,
    /// Whether a comma and another number stand between.
    is_past_comma: bool,
    /// A word that says what is counted. It says less than what stands before it: `99 % of the rows are below`.
    counted: Option<Governor>,
    /// Whether a name is passed.
    has_name: bool,
}

/// What a mention is for the walk.
enum Step {
    /// It governs the number.
    Found(Governor),
    /// Nothing before it governs the number.
    End,
    /// It is a number that shares its governor with this one.
    Joined,
    /// It says nothing.
    On,
}

impl Walk<'_> {
    fn step(&mut self, place: usize) -> Step {
        match self.scope.what(place) {
            Some(What::Cue(cue)) => self.step_to_cue(place, *cue),
            // `closed at 318, four times the 79 of January`
            Some(What::Number(figure)) if figure.is_ratio() => Step::End,
            // `against a median of 238, and 181 for latency`: only the second is one of a list of named numbers.
            Some(What::Number(_))
                if self.is_chain
                    && self.scope.has_name_behind(self.at)
                    && !self.scope.has_name_behind(place) =>
            {
                Step::End
            }
            Some(What::Number(_)) if self.is_chain => {
                self.is_past_to |= self.scope.last_word(place + 1) == "to";
                self.is_past_comma |= self.scope.word(place + 1) == ","
                    && matches!(self.scope.word(place + 2), "and" | "but");
                (self.boundaries, self.words) = (0, 0);
                Step::Joined
            }
            Some(What::Number(figure)) => {
                let is_time = figure.seconds_per_unit.is_some_and(|seconds| seconds >= 1.0);
                if is_time && self.scope.is_distance(place) { Step::On } else { Step::End }
            }
            _ => Step::On,
        }
    }

    fn step_to_cue(&mut self, place: usize, cue: Cue) -> Step {
        let is_usual = matches!(cue, Cue::Expected | Cue::Usual | Cue::Typical);
        if matches!(cue, Cue::Readings | Cue::Series) && self.counted.is_none() {
            self.counted = Some(self.governor(Cue::Readings, place));
            return Step::On;
        }
        // `from an expected 738 to 89`, `against an expected 1,700, and 632`: what the first of two is called, the
        // second is not.
        if self.is_past_to && (is_usual || cue == Cue::Instead) || self.is_past_comma && is_usual {
            return Step::End;
        }
        // `declined by as much as 1.5 bar to 4.69`: a bound is that of the next number alone.
        if is_usual && self.gives_what_came(place)
            || self.is_predicate(place)
            || self.is_past_to && matches!(cue, Cue::AtMost | Cue::AtLeast)
            || cue.statistics().is_empty()
            || is_comparison(cue)
        {
            return Step::On;
        }
        if self.boundaries > 0 && self.is_of_number_before(place) {
            return Step::End;
        }
        let counted = self.counted.filter(|_| cue.grip() == Grip::Loose);
        Step::Found(counted.unwrap_or(self.governor(cue, place)))
    }

    fn governor(&self, cue: Cue, at: usize) -> Governor {
        let Self { words, boundaries, .. } = *self;
        Governor { cue, is_behind: false, at, words, boundaries }
    }

    /// `fewer than expected: 9,806` and `furthest from normal with 917` give what came.
    fn gives_what_came(&self, cue: usize) -> bool {
        // `furthest from what was to be expected at 19:00 with 77`
        let is_small = |place: &usize| {
            matches!(self.scope.word(*place), "what" | "was" | "is" | "were" | "the" | "its")
        };
        let before = (self.start..cue).rev().find(|place| !is_small(place));
        let before = before.map_or("", |before| self.scope.word(before));
        if before == "from" && !self.scope.is_number(cue + 1) {
            return true;
        }
        self.scope.is_boundary(cue + 1)
            && matches!(
                self.scope.word(cue.saturating_sub(1)),
                "than" | "as" | "above" | "below" | "beyond" | "over" | "under" | "from"
            )
    }

    /// `the last values are ordinary: 148.4 and 181.4`, `they are close to the first: 148.4 and 181.4` judge, and call
    /// none of the numbers so.
    fn is_predicate(&self, cue: usize) -> bool {
        let word = |back: usize| cue.checked_sub(back).map_or("", |before| self.scope.word(before));
        let is_judged = matches!(word(1), "is" | "are" | "was" | "were");
        let is_compared =
            word(1) == "the" && matches!(word(2), "to" | "from" | "than" | "as" | "near");
        self.scope.word(cue + 1) == ":" && (is_judged || is_compared)
    }

    /// `240 on average, never more than 371`: a cue right behind a number is that one's.
    fn is_of_number_before(&self, cue: usize) -> bool {
        self.scope.follows_its_number(cue, self.start)
            || self.scope.word(cue) == "on"
                && self.scope.last_word(cue) == "average"
                && self.scope.is_boundary(cue + 1)
                && self.scope.has_number_in_clause(cue)
    }

    /// Takes note of a mention that says nothing.
    fn pass(&mut self, place: usize) {
        let scope = self.scope;
        let word = scope.word(place);
        let follows_number = place > self.start && scope.is_number(place - 1);
        let is_joint = words::holds(JOINTS, word);
        self.is_chain &= is_joint && (follows_number || word != ",");
        // `(expected: 118)`: a colon right behind the cue does not part it from its number.
        let is_colon_of_cue = word == ":"
            && place > self.start
            && matches!(
                scope.what(place - 1),
                Some(What::Cue(Cue::Expected | Cue::Usual | Cue::Typical))
            );
        if scope.is_boundary(place) && !(self.is_chain && is_joint) && !is_colon_of_cue {
            // A conjunction parts more than a comma, and so does a comma before a name: `the median, for a load of 60`.
            let is_conjunction = matches!(word, "and" | "but" | "while" | "whereas" | ";");
            self.boundaries += if is_conjunction || self.has_name { 2 } else { 1 };
        }
        self.words += usize::from(!words::holds(SMALL, word));
        self.has_name |= scope.is_name(place);
    }
}

/// Words and signs between numbers that are told together.
const JOINTS: &str =
    "and or to - – , / between from the a about some roughly € only almost nearly up down";

/// Words and signs between a cue and its number that do not part them.
const SMALL: &str =
    "of at the a was is to : = about an ( its were are by with just some roughly value being";
