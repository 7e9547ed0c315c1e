//! Weighs the numbers behind a word of movement: `rose from X to Y`, `fell by Z`, `jumped to a new level near Y`.

use crate::series::claims::{
    context::governors::Governor,
    numbers::{self, claim::Claim, span},
    reading::{
        cues::Cue,
        mentions::{Figure, What},
        units::Dimension,
    },
};

use super::{Evidence, Movement};

/// So far a word of movement is looked for numbers, in mentions.
const MAX_REACH: usize = 14;

impl Movement<'_> {
    /// The numbers behind the word: `rose from X to Y`, `fell by Z`.
    pub(super) fn of_numbers_behind(&self) -> Evidence {
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
        // `a climb of 3.5 m/s at 05:22`
        let claim = Claim::new(self.check, place, figure);
        if lead == "of" && claim.is_extreme_at_its_time() {
            return Some(self.of_level(place, figure));
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
            false if is_end => match self.of_level(place, figure) {
                Evidence::None if is_next && self.cue.is_movement() => {
                    self.of_amount(place, figure)
                }
                found => found,
            },
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
