//! Lengths of time.

use crate::series::claims::{
    context::{governors::Governor, subjects::Source},
    numbers::{claim::Claim, derived::intervals},
    reading::{
        cues::Cue,
        mentions::What,
        units::{self, Dimension},
    },
    values::{quantities::Quantity, statistics::Statistic as S},
};

impl Claim<'_> {
    /// Whether the number is a length of time of the facts, or one between two of their moments.
    pub(super) fn is_duration(&self) -> bool {
        let Some(factor) = self.figure.seconds_per_unit else { return false };
        let is_named = self.subjects.source == Source::Named && self.subjects.is_of_clause;
        let is_of = |quantity: &Quantity| {
            quantity.statistic == S::Period
                || !is_named
                || quantity.of.series.is_none_or(|series| self.is_subject(series))
        };
        let durations = self.check.quantities.durations.iter();
        durations
            .into_iter()
            .any(|quantity| is_of(quantity) && self.is_value(factor, quantity.value))
            || self.is_time_lost(factor)
            || !self.is_lasting() && intervals::is_interval(self, factor)
    }

    /// `700 of 720 samples, so ten minutes of data are lost`, `7 hours are missing`: the time of the rows that are
    /// missing. From the row before a gap to the one behind it is one step more.
    fn is_time_lost(&self, seconds_per_unit: f64) -> bool {
        let is_lost = |ahead: isize| {
            matches!(self.what(ahead), Some(What::Cue(Cue::Missing)))
                || matches!(self.word(ahead), "lost" | "gone" | "dark" | "silent")
        };
        if !(1..=4).any(is_lost) {
            return false;
        }
        let step = self.facts().table.step_seconds;
        let is = |seconds: f64| seconds > 0.0 && self.is_value(seconds_per_unit, seconds);
        let mut missing = self.all_subjects().into_iter().filter_map(|series| {
            self.facts().series.get(series).map(|series| series.missing as f64 * step)
        });
        is(self.facts().table.longest_gap_seconds - step) || missing.any(is)
    }

    /// Whether the number says how long something lasted, which is no time between two things.
    fn is_lasting(&self) -> bool {
        let (start, _) = self.check.scope.sentence(self.at);
        let mut before = (start..self.at).rev().take(3).filter_map(|at| self.check.scope.get(at));
        let lasts = before.any(|mention| {
            matches!(
                mention.word.as_str(),
                "lasted" | "lasting" | "lasts" | "persisted" | "duration"
            )
        });
        lasts || self.is_length_of_state()
    }

    /// `stood at 3 for 50 minutes`, `abnormal for two hours`: how long what stands before the `for` was so.
    fn is_length_of_state(&self) -> bool {
        let scope = &self.check.scope;
        let (start, _) = scope.sentence(self.at);
        let is_for = |at: &usize| scope.word(*at) == "for";
        let Some(says_for) = (start..self.at).rev().take(3).find(is_for) else { return false };
        let is_state = |at: usize| match scope.what(at) {
            Some(What::Number(figure)) => figure.is_value(),
            Some(What::Cue(Cue::Anomaly)) => true,
            _ => false,
        };
        !matches!(self.word(1), "longer" | "more" | "before" | "after")
            && (start..says_for)
                .rev()
                .take(4)
                .take_while(|at| !scope.is_boundary(*at))
                .any(is_state)
    }

    /// `after six unusual days`: as long as an anomaly lasted.
    pub(super) fn is_length_of_anomaly(&self) -> bool {
        let is_adjective = matches!(self.what(1), Some(What::Cue(Cue::Anomaly)));
        let Some(factor) = units::seconds_of(self.word(2)).filter(|_| is_adjective) else {
            return false;
        };
        self.is_duration_of_anomaly(factor)
    }

    /// Whether an anomaly of the series lasted as long as the number, in units of so many seconds.
    pub(in crate::series::claims::numbers) fn is_duration_of_anomaly(&self, factor: f64) -> bool {
        self.check.quantities.durations.iter().any(|quantity| {
            matches!(quantity.statistic, S::AnomalyDuration | S::FlatLineDuration)
                && self.is_subject_of(quantity)
                && self.is_value(factor, quantity.value)
        })
    }

    /// Whether the number is a value of a series that is measured in time.
    pub(super) fn is_bound_level(&self) -> bool {
        let is_of_time = |series: &usize| {
            self.check
                .quantities
                .unit(*series)
                .is_some_and(|unit| unit.dimension == Dimension::Time)
        };
        let moves =
            |governor: &Governor| matches!(governor.cue, Cue::Reach) && governor.is_binding();
        // `the highest in 24 h`, `the mean over the three days`
        let lead = self.check.scope.lead_word(self.at);
        let leads = matches!(lead, "in" | "within" | "during" | "for")
            || self.word(-1) == "the" && self.word(-2) == "over";
        let is_stretch = self.figure.seconds_per_unit >= Some(60.0)
            && leads
            && self.governors.iter().all(|governor| !governor.is_behind);
        self.subjects.series.iter().all(is_of_time)
            && !is_stretch
            && !self.subjects.series.is_empty()
            && !matches!(self.what(1), Some(What::Cue(Cue::Spacing | Cue::Readings)))
            && !self.check.scope.is_distance(self.at)
            && (self.is_bound_firmly() || self.governors.iter().any(moves))
    }
}
