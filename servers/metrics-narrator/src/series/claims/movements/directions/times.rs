//! Weighs the events at the times of the clause.

use crate::series::claims::{
    context::subjects::Source,
    reading::{cues::Cue, mentions::What},
    values::statistics::Statistic as S,
};

use super::{Evidence, Movement, Weight};

impl Movement<'_> {
    /// Events at the times that the clause gives.
    pub(super) fn of_times(&self) -> Evidence {
        if matches!(self.cue, Cue::Above | Cue::Below) {
            return Evidence::None;
        }
        let scope = &self.check.scope;
        let subjects = scope.subjects(self.at);
        // `at which point usage fell to 518 MB, i.e. it was halved`: how many times, its numbers say.
        let is_factor = ["halv", "doubl", "tripl", "quadrupl"]
            .iter()
            .any(|stem| scope.word(self.at).starts_with(stem));
        if subjects.source == Source::Carried || is_factor || self.goes_on() {
            return Evidence::None;
        }
        let (start, end) = scope.sentence(self.at);
        let mut directions = Vec::new();
        // What happens behind a semicolon has its own time.
        let is_break = |at: &usize| scope.word(*at) == ";";
        let start = (start..self.at).rev().find(is_break).unwrap_or(start);
        let end = (self.at..end).find(is_break).unwrap_or(end);
        for at in start..end {
            let is_extreme =
                matches!(self.cue, Cue::Maximum | Cue::Minimum | Cue::Spike | Cue::Dip);
            let is_event = |statistic: S| {
                (is_extreme || !matches!(statistic, S::Maximum | S::Minimum))
                    && matches!(statistic, S::AnomalyValue | S::ChangeTo | S::Maximum | S::Minimum)
            };
            let of_subject = |series: Option<usize>| match subjects.source {
                Source::Open => true,
                _ => series.is_some_and(|series| subjects.series.contains(&series)),
            };
            let instants = self.check.moments_at(at);
            if !instants.is_empty() && self.is_time_of_another(at) {
                continue;
            }
            let events = instants
                .iter()
                .filter(|instant| is_event(instant.statistic) && of_subject(instant.of.series));
            for event in events {
                directions.push(event.of.direction);
                if self.goes_back() && event.statistic == S::AnomalyValue {
                    directions.push(-event.of.direction);
                }
            }
        }
        // A date may lie on a long way up or down as well.
        if !matches!(self.cue, Cue::Maximum | Cue::Minimum)
            && !directions.is_empty()
            && !self.is_abrupt()
        {
            directions.extend(self.long_directions(&subjects.series, Weight::Sure));
        }
        self.weighed(&directions)
    }

    /// `its minimum is 3.1 on 1 June, and its maximum is its last value`: whether a time before the word is told with the
    /// extreme on the other side.
    fn is_time_of_other_extreme(&self, time: usize) -> bool {
        let scope = &self.check.scope;
        let (start, _) = scope.sentence(self.at);
        let is_other = |at: usize| match scope.what(at) {
            Some(What::Cue(cue @ (Cue::Maximum | Cue::Minimum))) => cue.side() == -self.direction,
            _ => false,
        };
        self.is_extreme()
            && time < self.at
            && (time + 1..self.at).any(|at| scope.is_boundary(at))
            && (start..time).any(is_other)
    }

    /// Whether a time is not that of the movement but one that it is told by: `rose until 16:00`, `on 19 September, a
    /// week ahead of the jump`.
    fn is_time_of_another(&self, time: usize) -> bool {
        let scope = &self.check.scope;
        let is_end = |at: usize| matches!(scope.word(at), "until" | "till");
        let ends = time > self.at
            && (self.at + 1..time)
                .rev()
                .take(5)
                .take_while(|at| !scope.is_boundary(*at))
                .any(is_end);
        let is_distance = |at: usize| {
            matches!(
                scope.word(at),
                "before" | "after" | "ahead" | "earlier" | "later" | "preceding" | "following"
            ) && at > time + 1
        };
        ends || time < self.at && (time + 1..self.at).rev().take(4).any(is_distance)
            || self.is_time_of_other_extreme(time)
    }
}
