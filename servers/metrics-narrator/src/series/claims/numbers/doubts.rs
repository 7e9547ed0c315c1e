//! The benefit of the doubt: what speaks for a number that no rule bears out.
//!
//! A rule knows its words, and a text has others. So a number that is a fact of its series is refused only if a word
//! that binds it, or the time that it is told with, says that it is another fact; and a small number without a unit
//! only if a word shows that it is a value.

use crate::series::claims::{
    context::{governors::Governor, subjects::Source},
    reading::cues::{Cue, Grip},
    values::{
        quantities::{Instant, Quantity},
        statistics::Statistic as S,
    },
};

use super::{
    claim::Claim,
    license::{is_of_event, needs_name},
    noun,
};

impl Claim<'_> {
    /// Whether the number may be true in a reading that the words leave open.
    pub(super) fn is_open(&self) -> bool {
        self.is_fact_of_unknown_words()
            || self.is_of_event_at_its_time()
            || self.is_several_facts()
            || self.is_way_of_series()
            || self.may_count()
            || self.is_number_of_rows()
    }

    /// `its last value is 48.55, which is also its maximum, reached at 17:00`: whether the number is several facts of its
    /// series, and each word and time beside it fits one of them.
    fn is_several_facts(&self) -> bool {
        const BOTH: [&str; 5] = ["also", "both", "same", "equals", "equal"];
        if self.figure.written.digits < 2 || !self.check.scope.has_word(self.at, &BOTH) {
            return false;
        }
        let binds =
            |governor: &&Governor| governor.is_binding() && governor.cue.grip() >= Grip::Near;
        self.all_subjects().into_iter().any(|series| {
            let levels = self.check.quantities.levels_of(series).iter();
            let told: Vec<&Quantity> =
                levels.filter(|level| self.is_level_of(series, level)).collect();
            let is_said = |governor: &Governor| {
                told.iter().any(|level| {
                    governor.cue.says(level.statistic) && governor.allows_direction(level)
                })
            };
            let mut bound = self.governors.iter().filter(binds).peekable();
            bound.peek().is_some()
                && bound.all(is_said)
                && told.iter().any(|level| !self.is_timed_otherwise(level, false))
        })
    }

    /// Whether the number is a fact of its series that no word beside it denies. With a unit one digit is too little
    /// for that.
    fn is_fact_of_unknown_words(&self) -> bool {
        let is_other = self.check.scope.lead_word(self.at) == "by"
            || self.is_difference()
            || self.counts_what_follows();
        let is_it = |series: usize, level: &Quantity| {
            (self.significant_digits(level) >= 2 || self.figure.unit.is_none())
                && self.is_level_of(series, level)
                && !self.is_denied(level)
        };
        !is_other
            && self.all_subjects().into_iter().any(|series| {
                let levels = self.check.quantities.levels_of(series).iter();
                levels.into_iter().any(|level| is_it(series, level))
            })
    }

    /// `On 14 June the gates let 843 people in`: whether the number is a value of an event whose time the sentence tells,
    /// of whatever series, where no name says firmly whose it is and nothing of what it may be about happened then.
    fn is_of_event_at_its_time(&self) -> bool {
        let scope = &self.check.scope;
        let is_named_firmly = self.subjects.source == Source::Named
            && (!self.is_named_in_part() || scope.has_name_behind(self.at));
        let times = scope.times_of(self.at);
        let instants = || times.iter().flat_map(|at| self.check.moments_at(*at));
        let is_of_subject = |instant: &Instant| {
            instant.of.series.is_some_and(|series| self.subjects.series.contains(&series))
        };
        if is_named_firmly || instants().any(is_of_subject) {
            return false;
        }
        let is_it = |level: &Quantity| {
            level.of.series.is_some_and(|series| self.is_level_of(series, level))
                && instants().any(|instant| is_of_event(instant, level))
                && !self.is_denied(level)
        };
        self.figure.written.digits >= 2
            && scope.lead_word(self.at) != "by"
            && !self.is_difference()
            && self.check.quantities.levels.iter().any(is_it)
    }

    /// `731 m of progress since 11 June`: whether the number has enough digits to be how far a series went in all, from its
    /// first value to its last or from its lowest to its highest.
    fn is_way_of_series(&self) -> bool {
        let is_way = |series: usize| {
            let value = |statistic: S| self.check.quantities.value_of(series, statistic);
            let ways = [(S::First, S::Last), (S::Minimum, S::Maximum)];
            let factor = self.difference_factor(series);
            factor.is_some_and(|factor| {
                ways.into_iter().any(|(from, to)| {
                    let way = value(to).zip(value(from)).map(|(to, from)| to - from);
                    way.is_some_and(|way| self.is_value(factor, way))
                })
            })
        };
        self.figure.written.digits >= 3
            && self.figure.unit.is_some()
            && self.figure.per_seconds.is_none()
            && !self.is_bound()
            && self.all_subjects().into_iter().any(is_way)
    }

    /// The digits of the number without zeros at its end, which may stand for digits that were rounded.
    fn significant_digits(&self, level: &Quantity) -> usize {
        let written = &self.figure.written;
        if written.value == level.value.abs() {
            return written.digits;
        }
        let zeros = (written.coarse_step / written.step).log10().round();
        written.digits.saturating_sub(zeros.max(0.0) as usize)
    }

    /// Whether a word beside the number, or the time that it is told with, says that it is another fact.
    fn is_denied(&self, level: &Quantity) -> bool {
        let denies = |governor: &Governor| {
            governor.is_binding()
                && !self.is_of_header(*governor, level.of.series)
                && !(governor.cue.says(level.statistic)
                    && (governor.allows_direction(level)
                        || self.is_origin(governor)
                        || self.goes_on_from_before(governor, level)))
        };
        let needs_word = self.figure.written.digits >= 2 && needs_name(level.statistic);
        needs_word && !self.check.scope.is_licensed(self.at, level.statistic)
            || matches!(level.statistic, S::Mean | S::Median) && self.is_called_sum()
            || self.governors.iter().any(denies)
            || self.is_timed_otherwise(level, false)
            || self.is_other_side(level)
            || self.is_origin_of_end(level)
    }

    /// Whether nothing shows that a number of one or two digits without a unit is a value: texts count, label and
    /// compare with such numbers in more ways than rules know.
    fn may_count(&self) -> bool {
        let written = &self.figure.written;
        let moves =
            |cue: Cue| matches!(cue, Cue::Rise | Cue::Fall | Cue::Spike | Cue::Dip | Cue::Reach);
        let is_value = |governor: &Governor| {
            governor.is_binding() || moves(governor.cue) && governor.boundaries == 0
        };
        let is_fact = |series: usize| {
            let levels = self.check.quantities.levels_of(series).iter();
            levels.into_iter().any(|level| self.is_level_of(series, level))
        };
        written.digits <= 2
            && written.sign == 0
            && !written.is_spelled
            && self.figure.unit.is_none()
            && self.figure.per_seconds.is_none()
            && noun(self).is_none()
            && !self.governors.iter().any(is_value)
            && !matches!(self.check.scope.lead_word(self.at), "at" | "to" | "from" | "by")
            && self.word(-1) != "="
            && !(0..self.facts().series.len()).any(is_fact)
    }

    /// Whether the number is exactly how many rows or values there are, and no word beside it says that it is anything
    /// else.
    fn is_number_of_rows(&self) -> bool {
        let mut counts = self.check.quantities.counts.iter();
        self.figure.written.is_plain_integer
            && self.figure.written.digits >= 2
            && self.figure.unit.is_none()
            && !self.is_bound()
            && counts.any(|count| {
                matches!(count.statistic, S::Rows | S::Readings)
                    && count.value >= 20.0
                    && count.value == self.figure.written.value
            })
    }
}
