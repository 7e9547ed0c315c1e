//! Weighs the numbers that a word of movement governs.
//!
//! Each question is asked in turn: it answers with what its number says, or with nothing if the words do not tell one
//! so.

use crate::series::claims::{
    context::governors::Governor,
    reading::{
        cues::Cue,
        mentions::{Figure, What},
        units::Dimension,
    },
    values::quantities::sign,
};

use super::{Evidence, Movement};

impl Movement<'_> {
    /// The number before the word (`12 % above`) or the numbers after it (`rose from X to Y`, `fell by Z`).
    pub(super) fn of_numbers(&self) -> Evidence {
        self.of_amount_before()
            .or_else(|| self.of_comparison())
            .or_else(|| self.of_movement_before())
            .or_else(|| self.of_extreme_behind_number())
            .or_else(|| self.of_extreme_in_list())
            .or_else(|| self.of_number_at_extreme())
            .unwrap_or_else(|| self.of_numbers_behind())
    }

    pub(super) fn is_extreme(&self) -> bool {
        matches!(self.cue, Cue::Maximum | Cue::Minimum)
    }

    /// Whether the word compares a number with another.
    pub(super) fn compares(&self) -> bool {
        matches!(self.cue, Cue::Above | Cue::Below)
    }

    /// A number that the word belongs to: `63 % increase`, `14 deviations below`.
    fn of_amount_before(&self) -> Option<Evidence> {
        let scope = &self.check.scope;
        let (start, _) = scope.sentence(self.at);
        let mut before =
            (start..self.at).rev().take(3).take_while(|place| !scope.is_boundary(*place));
        let place = before.find(|place| self.figure(*place).is_some())?;
        let figure = self.figure(place)?;
        // `1.6 at 22:30 above the expected 0.9` tells what came, and not how far it was.
        let is_timed = |at: usize| matches!(scope.what(at), Some(What::Time(_)));
        if (place..self.at).any(is_timed) {
            return None;
        }
        let is_amount = matches!(
            figure.dimension(),
            Some(Dimension::Percent | Dimension::Deviations | Dimension::Points | Dimension::Times)
        ) || self.compares();
        (is_amount && !self.is_extreme()).then(|| self.of_amount(place, figure))
    }

    /// Two levels that are compared: `a last value of 972, below the 927 of April`.
    fn of_comparison(&self) -> Option<Evidence> {
        let scope = &self.check.scope;
        let (start, _) = scope.sentence(self.at);
        let reference = self.figure(self.reference()?)?;
        let is_small = |place: &usize| {
            scope.word(*place) == ","
                || matches!(scope.what(*place), Some(What::Time(_)))
                || matches!(
                    scope.word(*place),
                    "on" | "at" | "far" | "well" | "just" | "slightly" | "is"
                )
        };
        let place = (start..self.at).rev().find(|place| !is_small(place))?;
        let told = self.figure(place)?;
        let is_level = |figure: &Figure| figure.per_seconds.is_none() && !figure.is_ratio();
        let factor = |figure: &Figure| figure.unit.as_ref().map_or(1.0, |unit| unit.factor);
        let is_alike = told.dimension() == reference.dimension()
            && is_level(told)
            && is_level(reference)
            && told.dimension() != Some(&Dimension::Deviations);
        let difference = told.signed() * factor(told) - reference.signed() * factor(reference);
        (is_alike && difference != 0.0).then(|| self.weighed(&[sign(difference)]))
    }

    /// `rose above what was expected`: nothing drops above anything, unless it comes from there.
    fn of_movement_before(&self) -> Option<Evidence> {
        if !self.compares() {
            return None;
        }
        let scope = &self.check.scope;
        let (start, _) = scope.sentence(self.at);
        let is_small = |place: &usize| matches!(scope.word(*place), "far" | "well" | "just" | "to");
        let place = (start..self.at).rev().find(|place| !is_small(place))?;
        let Some(What::Cue(cue @ (Cue::Rise | Cue::Fall | Cue::Spike | Cue::Dip))) =
            scope.what(place)
        else {
            return None;
        };
        Some(self.weighed(&[cue.direction()]))
    }

    /// `83.34, which was also its low`, `-8.8, coldest of the two weeks`, but not `the highest, 4.23 bar`, nor `68 a
    /// min`.
    fn of_extreme_behind_number(&self) -> Option<Evidence> {
        let scope = &self.check.scope;
        let (start, end) = scope.sentence(self.at);
        if !self.is_extreme() || self.at <= start {
            return None;
        }
        // `1252 in March, and the maximum of Movements is 26,677` begins to tell of another one.
        let is_of_name = scope.word(self.at + 1) == "of" && scope.is_name(self.at + 2);
        let is_of_all = !is_of_name
            && matches!(
                scope.word(self.at + 1),
                "of" | "in" | "since" | "for" | "so" | "this" | "all" | "ever" | "yet" | "on"
            )
            && matches!(scope.word(self.at - 1), "," | "(" | "—" | "–" | "the" | "its");
        let has_number = (self.at + 2..end).take(2).any(|place| self.figure(place).is_some());
        let ends = scope.is_boundary(self.at + 1) || is_of_all && !has_number;
        if !ends || self.figure(self.at + 2).is_some() || scope.word(self.at - 1) == "/" {
            return None;
        }
        let mut before =
            (start..self.at).rev().take(7).take_while(|place| scope.word(*place) != ";");
        let place = before.find(|place| self.figure(*place).is_some())?;
        // `96.79, below the 99.62 to be expected and the minimum of all`: what was expected is no extreme.
        let is_expected = |governor: &Governor| governor.cue == Cue::Expected;
        if scope.governors(place).iter().any(is_expected) {
            return Some(Evidence::None);
        }
        Some(self.of_level(place, self.figure(place)?))
    }

    /// `17,065 being the low, 20,060 the high`: which number the word belongs to is left open.
    fn of_extreme_in_list(&self) -> Option<Evidence> {
        let scope = &self.check.scope;
        let (start, _) = scope.sentence(self.at);
        let mut before = (start..self.at).rev().take(5);
        let is_in_list = self.is_extreme()
            && scope.is_boundary(self.at + 1)
            && before.any(|place| self.figure(place).is_some());
        is_in_list.then_some(Evidence::None)
    }

    /// `81.5 percent at its lowest`, `844 an hour on the quietest day`.
    fn of_number_at_extreme(&self) -> Option<Evidence> {
        let scope = &self.check.scope;
        let (start, _) = scope.sentence(self.at);
        let is_small = |place: &usize| {
            matches!(scope.word(*place), "at" | "on" | "in" | "its" | "the" | "their")
        };
        let is_rate = |place: &usize| matches!(scope.what(*place), Some(What::Cue(Cue::Rate)));
        let mut before = (start..self.at).rev().take(4);
        let place = before.find(|place| !is_small(place) && !is_rate(place))?;
        let next = place + 1 + usize::from(is_rate(&(place + 1)));
        let is_beside = matches!(scope.word(next), "at" | "on" | "in") && next < self.at;
        let figure = self.figure(place)?;
        (self.is_extreme() && is_beside).then(|| self.of_level(place, figure))
    }
}
