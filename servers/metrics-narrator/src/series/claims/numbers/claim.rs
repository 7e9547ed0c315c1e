//! A number in its place: the series that it may be about, the words that govern it, and what stands next to it.

use crate::series::{
    claims::{
        check::Check,
        context::{
            governors::Governor,
            subjects::{Source, Subjects},
        },
        reading::{
            cues::Grip,
            mentions::{Figure, What},
            names,
            units::Dimension,
        },
        values::equality,
    },
    facts::Facts,
};

/// A number in its place.
pub(in crate::series::claims) struct Claim<'c> {
    pub(in crate::series::claims) check: &'c Check<'c>,
    pub(in crate::series::claims) at: usize,
    pub(in crate::series::claims) figure: &'c Figure,
    pub(in crate::series::claims) subjects: Subjects,
    pub(in crate::series::claims) governors: Vec<Governor>,
}

impl<'c> Claim<'c> {
    pub(in crate::series::claims) fn new(
        check: &'c Check<'c>,
        at: usize,
        figure: &'c Figure,
    ) -> Self {
        let mut claim = Self {
            check,
            at,
            figure,
            subjects: check.scope.subjects(at),
            governors: check.scope.governors(at),
        };
        claim.add_shares();
        claim.narrow();
        claim
    }

    /// Leaves the one of several series that the number's place says: the second of `140 and 412, respectively`, and in
    /// brackets behind a number the series of that number.
    fn narrow(&mut self) {
        let scope = &self.check.scope;
        if let Some(series) = scope.respective(self.at) {
            self.subjects.series = series;
            self.subjects.source = Source::Named;
            self.subjects.is_of_clause = true;
            self.subjects.is_named_before = true;
        } else if let Some(before) = scope.number_before_bracket(self.at)
            && let Some((at, series)) = self.check.last_borne()
            && at >= before
        {
            self.subjects.series = vec![series];
            self.subjects.source = Source::Named;
            self.subjects.is_of_clause = true;
        }
    }

    /// `42 % of the passengers`: what a share is of is not what it is a value of.
    fn add_shares(&mut self) {
        if self.is_share_of_a_name() {
            let is_percent = |series: &usize| {
                self.check
                    .quantities
                    .unit(*series)
                    .is_some_and(|unit| unit.dimension == Dimension::Percent)
                    || self.is_fraction(*series)
            };
            let percents: Vec<usize> = (0..self.facts().series.len()).filter(is_percent).collect();
            self.subjects.series.extend(percents);
        }
    }

    /// Whether the number is a share of what a name stands for: `42 % of the passengers`.
    pub(super) fn is_share_of_a_name(&self) -> bool {
        let is_name = |ahead: isize| matches!(self.what(ahead), Some(What::Name(..)));
        self.dimension() == Some(&Dimension::Percent)
            && (is_name(1) || self.word(1) == "of" && (2..=4).any(is_name))
    }

    /// `two and a half times as high (2.55)`: the bracket behind a ratio says it again in figures.
    pub(super) fn is_ratio_again(&self) -> bool {
        let Some(before) = self.at.checked_sub(1).filter(|at| self.check.scope.word(*at) == "(")
        else {
            return false;
        };
        let mut back = (0..before).rev().take(4);
        let number = back.find_map(|at| match self.check.scope.what(at) {
            Some(What::Number(figure)) => Some(figure.is_ratio()),
            _ => None,
        });
        self.figure.unit.is_none() && number == Some(true)
    }

    /// Another number in the same place.
    pub(super) fn with<'f>(&'f self, figure: &'f Figure) -> Claim<'f> {
        Claim {
            check: self.check,
            figure,
            subjects: self.subjects.clone(),
            governors: self.governors.clone(),
            at: self.at,
        }
    }

    pub(in crate::series::claims) fn dimension(&self) -> Option<&Dimension> {
        self.figure.unit.as_ref().map(|unit| &unit.dimension)
    }

    /// The first word of a mention near the number.
    pub(super) fn word(&self, offset: isize) -> &str {
        let mention = self.at.checked_add_signed(offset).and_then(|at| self.check.scope.get(at));
        mention.map_or("", |mention| mention.word.as_str())
    }

    /// What is mentioned near the number.
    pub(super) fn what(&self, offset: isize) -> Option<&What> {
        let mention = self.at.checked_add_signed(offset).and_then(|at| self.check.scope.get(at));
        mention.map(|mention| &mention.what)
    }

    pub(in crate::series::claims) fn facts(&self) -> &Facts {
        self.check.quantities.facts
    }

    pub(in crate::series::claims) fn is_value(&self, factor: f64, value: f64) -> bool {
        equality::is_value(&self.figure.written, self.figure.hedge, factor, value)
    }

    pub(super) fn is_bound(&self) -> bool {
        self.governors
            .iter()
            .any(|governor| governor.is_binding() && !self.is_of_header(*governor, None))
    }

    pub(super) fn is_bound_firmly(&self) -> bool {
        let binds =
            |governor: &Governor| governor.is_binding() && governor.cue.grip() == Grip::Firm;
        self.governors.iter().any(|governor| binds(governor) && !self.is_of_header(*governor, None))
    }

    /// Whether a cue is a word of the header that the number belongs to, in that form or another: the mean of
    /// `mean_temp`, the 95th percentile of `p95_wait_s`.
    pub(super) fn is_of_header(&self, governor: Governor, series: Option<usize>) -> bool {
        let Some(mention) = self.check.scope.get(governor.at) else { return false };
        let stems = [names::stem(&mention.word), names::stem(&mention.last_word)];
        let is_meant = |index: usize| match series {
            Some(series) => series == index,
            None => self.subjects.series.is_empty() || self.subjects.series.contains(&index),
        };
        let headers = self.check.quantities.headers().iter().enumerate();
        headers.filter(|(index, _)| is_meant(*index)).any(|(_, header)| {
            header.stems.iter().any(|stem| stems.contains(stem))
                || header.cues.contains(&governor.cue)
        })
    }
}
