//! Weighs the numbers that a word of movement governs.
//!
//! Each question is asked in turn: it answers with what its number says, or with nothing if the words do not tell one
//! so.

use crate::series::claims::{
    context::governors::Governor,
    numbers::{self, claim::Claim, span},
    reading::{
        cues::Cue,
        mentions::{Figure, What},
        units::Dimension,
    },
    values::quantities::sign,
};

use super::{Evidence, Movement};

/// So far a word of movement is looked for numbers, in mentions.
const MAX_REACH: usize = 14;

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

    fn is_extreme(&self) -> bool {
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
        let is_of_all =
            matches!(
                scope.word(self.at + 1),
                "of" | "in" | "since" | "for" | "so" | "this" | "all" | "ever" | "yet" | "on"
            ) && matches!(scope.word(self.at - 1), "," | "(" | "—" | "–" | "the" | "its");
        let has_number = (self.at + 2..end).take(2).any(|place| self.figure(place).is_some());
        let ends = scope.is_boundary(self.at + 1) || is_of_all && !has_number;
        if !ends || self.figure(self.at + 2).is_some() || scope.word(self.at - 1) == "/" {
            return None;
        }
        let mut before =
            (start..self.at).rev().take(7).take_while(|place| scope.word(*place) != ";");
        let place = before.find(|place| self.figure(*place).is_some())?;
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

    /// The numbers behind the word: `rose from X to Y`, `fell by Z`.
    fn of_numbers_behind(&self) -> Evidence {
        let (_, end) = self.check.scope.sentence(self.at);
        for place in (self.at + 1..end).take(MAX_REACH) {
            if let Some(found) = self.of_extreme_at_end(place) {
                return found;
            }
            if self.is_of_another_cue(place) {
                break;
            }
            let Some(figure) = self.figure(place) else { continue };
            if let Some(found) = self.of_number_behind(place, figure) {
                return found;
            }
        }
        Evidence::None
    }

    /// Whether what stands behind a mention is governed by another word than this.
    fn is_of_another_cue(&self, place: usize) -> bool {
        let Some(What::Cue(other)) = self.check.scope.what(place) else { return false };
        let is_other_extreme =
            self.is_extreme() && matches!(other, Cue::Maximum | Cue::Minimum) && *other != self.cue;
        other.direction() != 0 && !matches!(other, Cue::Above | Cue::Below)
            || matches!(other, Cue::Return | Cue::AtMost | Cue::AtLeast)
            || is_other_extreme
    }

    /// What a number behind the word says; none if the next one may say it.
    fn of_number_behind(&self, place: usize, figure: &Figure) -> Option<Evidence> {
        let scope = &self.check.scope;
        let is_extreme = self.is_extreme();
        // `its highest hour was almost seven times its lowest`
        if is_extreme && figure.is_ratio() {
            return Some(Evidence::For);
        }
        // `peaked one day later at 57.1 h`
        if scope.is_distance(place) {
            return None;
        }
        if let Some((from, to)) = span(scope, place)
            && from == place
            && !is_extreme
            && !self.is_way(place, figure)
        {
            return Some(self.of_span(from, to));
        }
        let lead = scope.lead_word(place);
        if lead == "from"
            && let Some(found) = self.of_number_behind_from(place, figure)
        {
            return Some(found);
        }
        let is_next = place == self.at + 1;
        let is_share = matches!(figure.dimension(), Some(Dimension::Percent | Dimension::Points));
        if lead == "of" && !is_extreme && self.is_called_level(place) {
            return None;
        }
        let is_amount = matches!(lead, "by" | "of")
            || figure.per_seconds.is_some()
            || is_next && is_share
            || self.is_way(place, figure) && span(scope, place).is_some();
        let is_end = is_extreme
            || is_next
            || matches!(lead, "to" | "at" | "with" | "" | "reaching")
            || self.leads_to(place);
        let found = match is_amount && !is_extreme {
            true => self.of_amount(place, figure),
            false if is_end => self.of_level(place, figure),
            false if self.is_contrasted(place) => self.of_anomaly(place, figure),
            false => return Some(Evidence::None),
        };
        // An amount may follow from nothing that is known: `by more than a quarter (3.26 % → 2.33 %)`.
        (found != Evidence::None || !is_amount).then_some(found)
    }

    /// `fell, reaching its low of 15.9 %`: a value that is called something is no amount.
    fn is_called_level(&self, place: usize) -> bool {
        let calls = |governor: Governor| {
            !governor.is_behind
                && governor.words == 0
                && matches!(governor.cue, Cue::Minimum | Cue::Maximum | Cue::Mean | Cue::Median)
        };
        self.check.scope.governors(place).into_iter().any(calls)
    }

    /// `fell 0.24 to 4.17`: whether the number right behind the word is how far it went.
    fn is_way(&self, place: usize, figure: &Figure) -> bool {
        place == self.at + 1
            && !numbers::directions(&Claim::new(self.check, place, figure)).is_empty()
    }

    /// `jumped to a new level near 6.89 million`: whether nothing but what it is stands between the word's `to` and a
    /// number.
    fn leads_to(&self, place: usize) -> bool {
        let scope = &self.check.scope;
        let stops = |at: &usize| scope.is_boundary(*at) || scope.is_number(*at);
        let mut between = (self.at + 1..place).rev().take_while(|at| !stops(at));
        between.any(|at| scope.word(at) == "to")
    }

    /// The number that a place leads to behind a `from`: `from 18 ms to a maximum of 97.1 ms`.
    fn end_behind(&self, from: usize) -> Option<usize> {
        let scope = &self.check.scope;
        let (_, end) = scope.sentence(from);
        let inside = (from + 1..end).take(8).take_while(|at| !scope.is_boundary(*at));
        // `from 527.7 ms to normal within half an hour` tells no second value.
        let is_time = |at: usize| {
            matches!(scope.word(at), "within" | "in" | "over" | "after" | "by" | "at" | "on")
        };
        let mut behind =
            inside.skip_while(|at| scope.word(*at) != "to").take_while(|at| !is_time(*at));
        behind.find(|at| self.figure(*at).is_some())
    }

    /// `31.5, down from 34`, `grew from 517 MB until noon`.
    fn of_number_behind_from(&self, place: usize, figure: &Figure) -> Option<Evidence> {
        let (start, _) = self.check.scope.sentence(self.at);
        let mut before = (start..self.at).rev();
        if place - self.at <= 3
            && let Some(end) = before.find(|before| self.figure(*before).is_some())
        {
            return Some(self.of_span(place, end));
        }
        if let Some(end) = self.end_behind(place) {
            return Some(self.of_span(place, end));
        }
        (!self.is_extreme()).then(|| self.of_origin(place, figure))
    }

    /// `fell to a minimum of 100.9`: nothing rises to its lowest value. What that is, its number says.
    fn of_extreme_at_end(&self, at: usize) -> Option<Evidence> {
        let scope = &self.check.scope;
        let side = match scope.what(at) {
            Some(What::Cue(Cue::Minimum)) => -1,
            Some(What::Cue(Cue::Maximum)) => 1,
            _ => return None,
        };
        let is_end = self.cue.is_movement()
            && at <= self.at + 4
            && (self.at + 1..at).any(|place| scope.word(place) == "to");
        is_end.then(|| self.weighed(&[side]))
    }
}
