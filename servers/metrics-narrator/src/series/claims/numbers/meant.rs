//! Which series a number may be one of: those that the words name, and others where the words leave it open.
//!
//! - `units` says where the number's unit decides
//! - `free` says whether the sentence speaks of something that has no name

mod free;
mod units;

use crate::series::{
    claims::{
        context::{governors::Governor, subjects::Source},
        reading::{mentions::What, units::Dimension, words},
        values::quantities::Quantity,
    },
    facts::Character,
};

use super::claim::Claim;

impl Claim<'_> {
    /// Whether a fact of a series may be meant: of its subject's, or of another one's where the words leave it open.
    pub(super) fn is_subject(&self, series: usize) -> bool {
        let source = self.subjects.source;
        let is_paraphrased = source == Source::Paraphrased;
        self.subjects.series.contains(&series)
            || source == Source::Open
            || self.has_unit_of_this_only(series)
                && (!self.subjects.is_named_before && !self.check.scope.is_fresh(self.at)
                    || self.check.scope.has_other_subject(self.at)
                    || is_paraphrased
                    || self.is_in_no_unit_of_subjects())
            || !self.subjects.is_of_clause
                && (self.continues(series) || self.is_one_of_several(series))
            || self.is_free() && (self.figure.written.digits >= 3 || self.counts_unknown_things())
            || self.is_labeled()
            || self.is_one_of_a_list(series)
            || self.is_of_head(series)
            || self.is_limit(series)
    }

    /// Whether the sentence begins with the name of the series and a colon: all of it may be about that one.
    fn is_of_head(&self, series: usize) -> bool {
        let scope = &self.check.scope;
        let (start, _) = scope.sentence(self.at);
        let first = start + usize::from(matches!(scope.what(start), Some(What::Start(_))));
        matches!(scope.what(first), Some(What::Name(named, _)) if named.contains(&series))
            && scope.word(first + 1) == ":"
    }

    /// Whether the sentence names several series, this one among them, and the number is one of a list for all of them
    /// (`1306 for calls and 36 s for the wait are close to the medians of 1287 and 35 s`) or in the unit of this one.
    fn is_one_of_a_list(&self, series: usize) -> bool {
        let named = self.check.scope.names_of_sentence(self.at);
        let is_plural = |governor: &Governor| {
            let scope = &self.check.scope;
            scope.is_plural_word(governor.at) || scope.word(governor.at + 1).ends_with('s')
        };
        let is_of_list = || {
            self.figure.written.digits >= 3
                && self
                    .governors
                    .iter()
                    .all(|governor| !governor.is_binding() || is_plural(governor))
        };
        let is_of_unit = || self.figure.written.digits >= 2 && self.has_unit_of_this_only(series);
        !self.subjects.is_of_clause
            && self.dimension() != Some(&Dimension::Deviations)
            && named.len() > 1
            && named.contains(&series)
            && (is_of_list() || is_of_unit())
    }

    /// Whether a fact is of a series that may be meant.
    pub(super) fn is_subject_of(&self, quantity: &Quantity) -> bool {
        quantity.of.series.is_none_or(|series| self.is_subject(series))
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
    fn is_one_of_several(&self, series: usize) -> bool {
        let scope = &self.check.scope;
        let names = scope.names_of_sentence(self.at);
        let is_open =
            names.is_empty() && (scope.says_all(self.at) || scope.has_word(self.at, &["both"]));
        scope.is_plural(self.at) && (is_open || names.contains(&series))
    }

    /// Whether a word that names no series stands where a name is told with its number, `HR 77, xy 98`, or heads the
    /// sentence as one, `Supply: unchanged, 62 houses`: what it is called, only its reader knows.
    fn is_labeled(&self) -> bool {
        let scope = &self.check.scope;
        let (start, _) = scope.sentence(self.at);
        let is_label = |at: usize| {
            let word = scope.word(at);
            matches!(scope.what(at), Some(What::Word))
                && word.len() > 1
                && word.chars().all(char::is_alphabetic)
                && (!word.ends_with("ly") || matches!(word, "supply" | "assembly" | "family"))
                && !NO_SUBJECTS.contains(&word)
                && !words::holds(NO_LABELS, word)
        };
        let opens = |at: usize| {
            at == start
                || matches!(scope.what(at - 1), Some(What::Start(_)))
                || matches!(scope.word(at - 1), "," | ";")
        };
        let is_beside = self.at.checked_sub(1).is_some_and(|at| is_label(at) && opens(at));
        let first = match scope.what(start) {
            Some(What::Start(_)) => start + 1,
            _ => start,
        };
        let is_head = is_label(first)
            && scope.word(first + 1) == ":"
            && !(first..self.at).any(|at| scope.is_name(at));
        // `20.2 cumecs, 5.4 NTU`: a word behind a number with many digits may be its unit.
        let (_, end) = scope.sentence(self.at);
        let is_unit = self.figure.unit.is_none()
            && self.figure.written.digits >= 3
            && self.at + 1 < end
            && is_label(self.at + 1)
            && scope.is_boundary(self.at + 2)
            && opens(self.at);
        !self.subjects.is_of_clause && (is_beside || is_head || is_unit)
    }

    /// Whether a series' values are shares from 0 to 1.
    pub(super) fn is_fraction(&self, series: usize) -> bool {
        let summary = self.facts().series.get(series).and_then(|series| series.summary.as_ref());
        summary.is_some_and(|summary| summary.min >= 0.0 && summary.max <= 1.0)
    }

    /// Whether the number before it was one of a series and no name stands between.
    fn continues(&self, series: usize) -> bool {
        self.check.last_borne().is_some_and(|(at, borne)| {
            borne == series && !self.check.scope.is_name_between(at, self.at)
        })
    }

    /// Whether a number is that of a series that never changes, told as the limit of another: `the limit of 200`.
    pub(super) fn is_limit(&self, series: usize) -> bool {
        let says_limit = || {
            self.check
                .scope
                .has_word(self.at, &["limit", "cap", "capacity", "quota", "ceiling", "threshold"])
        };
        // `456 of 480`
        let is_whole = self.word(-1) == "of" && matches!(self.what(-2), Some(What::Number(_)));
        let series = self.facts().series.get(series);
        series.is_some_and(|series| series.character == Character::Constant)
            && (is_whole || says_limit())
    }
}

/// Words at the beginning of a sentence that are no subject.
const NO_SUBJECTS: [&str; 40] = [
    "there", "here", "then", "now", "also", "and", "but", "with", "without", "from", "until",
    "since", "between", "during", "over", "after", "before", "about", "around", "for", "half",
    "three", "most", "only", "still", "yet", "not", "when", "where", "while", "what", "that",
    "this", "which", "one", "two", "overall", "however", "all", "both",
];

/// Words before a number that are no name of anything.
const NO_LABELS: &str = "\
    at by to of in on up down as just some roughly nearly almost again later even maybe perhaps say under above \
    below its the was is were are be had has an exactly another every each no so than per through past near \
    against versus like plus minus either well yes ie eg i.e otherwise instead their his our";
