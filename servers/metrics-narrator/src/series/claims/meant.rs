//! Which series a number may be one of: those that the words name, and others where the words leave it open.

use crate::series::facts::Character;

use super::{claim::Claim, subjects::Source, units::Dimension};

impl Claim<'_> {
    /// Whether a fact of a series may be meant: of its subject's, or of another one's where the words leave it open.
    pub(super) fn is_subject(&self, series: usize) -> bool {
        let source = self.subjects.source;
        let is_paraphrased = source == Source::Paraphrased;
        self.subjects.series.contains(&series)
            || source == Source::Open
            || (!self.subjects.is_named_before && !self.check.scope.is_fresh(self.at)
                || is_paraphrased)
                && self.has_unit_of_this_only(series)
            || !self.subjects.is_of_clause
                && (self.continues(series) || self.is_one_of_several(series))
            || self.is_free() && self.figure.written.digits >= 3
            || self.is_limit(series)
    }

    /// All series that may be meant.
    pub(super) fn all_subjects(&self) -> Vec<usize> {
        (0..self.facts().series.len()).filter(|series| self.is_subject(*series)).collect()
    }

    /// Whether the number may be one of a series that no name stands for: the clause has none, and no series is named
    /// before it in the sentence unless another subject has come between.
    pub(super) fn is_loose(&self) -> bool {
        !self.subjects.is_of_clause
            && (self.subjects.source != Source::Named
                || self.check.scope.has_other_subject(self.at))
    }

    /// Whether the sentence speaks of several series at once, this one among them.
    pub(super) fn is_one_of_several(&self, series: usize) -> bool {
        let scope = &self.check.scope;
        let names = scope.names_of_sentence(self.at);
        let is_open =
            names.is_empty() && (scope.says_all(self.at) || scope.has_word(self.at, &["both"]));
        scope.is_plural(self.at) && (is_open || names.contains(&series))
    }

    /// Whether the sentence neither names a series nor points back to one.
    pub(super) fn is_free(&self) -> bool {
        let scope = &self.check.scope;
        self.subjects.source == Source::Carried
            && !scope.has_word(self.at, &PRONOUNS)
            && self.check.about.is_empty()
    }

    /// Whether the number's unit is that of a series and of none of the number's subjects.
    pub(super) fn has_unit_of_this_only(&self, series: usize) -> bool {
        let Some(unit) = &self.figure.unit else { return false };
        let is_unit_of = |series: usize| match self.check.quantities.unit(series) {
            Some(of) => of.dimension.is_like(&unit.dimension),
            None => unit.dimension == Dimension::Percent && self.is_fraction(series),
        };
        is_unit_of(series) && !self.subjects.series.iter().any(|subject| is_unit_of(*subject))
    }

    /// Whether a series' values are shares from 0 to 1.
    pub(super) fn is_fraction(&self, series: usize) -> bool {
        let summary = self.facts().series.get(series).and_then(|series| series.summary.as_ref());
        summary.is_some_and(|summary| summary.min >= 0.0 && summary.max <= 1.0)
    }

    /// Whether the number before it was one of a series and no name stands between.
    pub(super) fn continues(&self, series: usize) -> bool {
        let scope = &self.check.scope;
        let (start, _) = scope.sentence_before(self.at).unwrap_or(scope.sentence(self.at));
        self.check.last_borne().is_some_and(|(at, borne)| {
            borne == series && at >= start && !self.check.scope.is_name_between(at, self.at)
        })
    }

    /// Whether a number is that of a series that never changes, told as the limit of another: `the limit of 200`.
    pub(super) fn is_limit(&self, series: usize) -> bool {
        let says_limit = || {
            self.check
                .scope
                .has_word(self.at, &["limit", "cap", "capacity", "quota", "ceiling", "threshold"])
        };
        let series = self.facts().series.get(series);
        series.is_some_and(|series| series.character == Character::Constant) && says_limit()
    }
}

/// Words that point back to a series.
pub(super) const PRONOUNS: [&str; 12] = [
    "it", "its", "it's", "this", "that", "same", "metric", "series", "they", "them", "their",
    "these",
];
