//! Weighs the course of the series: its trend, its changes, its anomalies.

use crate::series::{
    claims::{
        context::{scope::Scope, subjects::Source},
        movements::usual,
        reading::{
            cues::Cue,
            mentions::{Figure, What},
        },
        values::{quantities::sign, statistics::Statistic as S},
    },
    facts::{ChangePoint, Series, Trend},
};

use super::{Evidence, Movement, Weight};

impl Movement<'_> {
    /// The trend, the changes and the anomalies of the series.
    pub(super) fn of_series(&self) -> Evidence {
        if usual::compares(self.check, self.at) {
            return self.weighed(&usual::directions(self.check, self.at));
        }
        if matches!(self.cue, Cue::Above | Cue::Below) && self.is_of_level() {
            return self.weighed(&self.changes(&self.check.scope.subjects(self.at).series));
        }
        if !matches!(self.cue, Cue::Rise | Cue::Fall | Cue::Spike | Cue::Dip) {
            return Evidence::None;
        }
        // What no number and no time says of a movement is only certain of what is named beside it.
        let subjects = self.check.scope.subjects(self.at);
        if subjects.source != Source::Named || !subjects.is_of_clause {
            return Evidence::None;
        }
        let mut directions = Vec::new();
        let facts = self.check.quantities.facts;
        let speaks_of_anomaly = self.is_abrupt()
            || self
                .check
                .scope
                .has_cue(self.at, &[Cue::Anomaly, Cue::Spike, Cue::Dip, Cue::Coincidence]);
        for series in subjects.series.iter().filter_map(|index| facts.series.get(*index)) {
            let of_anomalies =
                || series.anomalies.iter().map(|anomaly| sign(anomaly.value - anomaly.expected));
            if speaks_of_anomaly {
                directions.extend(of_anomalies());
            }
            if self.goes_back() {
                directions.extend(of_anomalies().map(|direction| -direction));
            }
        }
        directions.extend(self.long_directions(&subjects.series, Weight::Any));
        self.weighed(&directions)
    }

    /// Whether the word says that what was unusual became usual again:    /// Whether the word says that what was unusual became usual again: `the wind had eased by nine`.
    pub(super) fn goes_back(&self) -> bool {
        const BACK: [&str; 8] =
            ["eas", "subsid", "abat", "reced", "fad", "ebb", "slacken", "retreat"];
        let scope = &self.check.scope;
        let word = scope.word(self.at);
        self.cue == Cue::Fall && BACK.iter().any(|stem| word.starts_with(stem))
            || scope.word(self.at + 1) == "from" && self.is_from_extreme()
            || self.is_to_usual()
    }

    /// `slid back to normal`, `falling back from its peak`.
    fn is_to_usual(&self) -> bool {
        let scope = &self.check.scope;
        let is_usual =
            |at: usize| matches!(scope.what(at), Some(What::Cue(Cue::Usual | Cue::Expected)));
        let is_return = matches!(scope.what(self.at + 1), Some(What::Cue(Cue::Return)));
        match scope.word(self.at + 1) {
            "back" => true,
            "to" => is_usual(self.at + 2) || is_usual(self.at + 3),
            _ => is_return,
        }
    }

    /// `had come down from its peak`: whether the extreme on the other side stands right behind the word's `from`.
    fn is_from_extreme(&self) -> bool {
        let mut behind = self.at + 2..self.at + 5;
        behind.any(|at| match self.check.scope.what(at) {
            Some(What::Cue(cue @ (Cue::Maximum | Cue::Minimum))) => cue.side() == -self.direction,
            _ => false,
        })
    }

    /// Whether a movement went on behind what came between: `was cut by 9 points, then resumed its climb`.
    pub(super) fn goes_on(&self) -> bool {
        const ON: [&str; 4] = ["resum", "continu", "kept", "keep"];
        let scope = &self.check.scope;
        let mut before = (0..self.at).rev().take(3).take_while(|at| !scope.is_boundary(*at));
        let goes_on = |at: usize| ON.iter().any(|stem| scope.word(at).starts_with(stem));
        before.any(goes_on) || scope.word(self.at + 1) == "again"
    }

    /// Whether a level is compared with the one before: `at the lower level`.
    fn is_of_level(&self) -> bool {
        let next = self.check.scope.get(self.at + 1).map_or("", |mention| mention.word.as_str());
        matches!(next, "level" | "plateau" | "baseline" | "value")
    }

    /// The directions of the changes of some series.
    fn changes(&self, subjects: &[usize]) -> Vec<i8> {
        let series =
            subjects.iter().filter_map(|index| self.check.quantities.facts.series.get(*index));
        series.flat_map(directions_of_changes).collect()
    }

    /// The directions of trends that matter and of changes; where there are none, of the anomalies, and where there are
    /// none either, of the first and the last value.
    pub(super) fn long_directions(&self, subjects: &[usize], weight: Weight) -> Vec<i8> {
        let facts = self.check.quantities.facts;
        let mut directions = Vec::new();
        // Numbers of the sentence say themselves what moves.
        let (start, end) = self.check.scope.sentence(self.at);
        let is_telling = |at: usize| {
            self.figure(at).is_some_and(|figure| !is_coefficient(&self.check.scope, at, figure))
        };
        let has_numbers = !self.goes_on() && (start..end).any(is_telling);
        for series in subjects.iter().filter_map(|index| facts.series.get(*index)) {
            let before = directions.len();
            let trend = series.trend.as_ref();
            let legs_of_trend = trend.filter(|trend| trend.matters).map(Trend::legs);
            directions.extend(legs_of_trend.into_iter().flatten().map(|leg| leg.direction));
            directions.extend(directions_of_changes(series));
            if weight == Weight::Any && !has_numbers {
                directions.extend(stretches(series));
            }
            if directions.len() == before && weight == Weight::Any {
                // What happens for a while only is all that moves; else the little that there is counts.
                directions.extend(
                    series.anomalies.iter().map(|anomaly| sign(anomaly.value - anomaly.expected)),
                );
            }
            if directions.len() == before && weight == Weight::Any {
                directions.extend(trend.map(|trend| sign(trend.slope)));
                directions.extend(
                    series.summary.as_ref().map(|summary| sign(summary.last - summary.first)),
                );
            }
        }
        directions
    }
}

/// The directions in which the level of a series changes, and in which it goes back.
fn directions_of_changes(series: &Series) -> impl Iterator<Item = i8> {
    series.change_points.iter().flat_map(ChangePoint::ways).map(|[from, to]| sign(to - from))
}

/// Whether a number is that of a correlation, which says nothing of how a series moves.
fn is_coefficient(scope: &Scope, at: usize, figure: &Figure) -> bool {
    figure.unit.is_none() && figure.written.value <= 1.0 && scope.is_licensed(at, S::Coefficient)
}

/// The directions of what lies between the changes of a series where it moves by half as much as they do: a climb
/// before a step down.
fn stretches(series: &Series) -> Vec<i8> {
    let Some(summary) = &series.summary else { return Vec::new() };
    let changes = &series.change_points;
    let ends = changes.iter().map(|change| change.from).chain([summary.last]);
    let starts = [summary.first].into_iter().chain(changes.iter().map(|change| change.to));
    let steps = changes.iter().map(|change| (change.to - change.from).abs());
    let least = steps.fold(f64::INFINITY, f64::min) * 0.5;
    let stretches = starts.zip(ends).map(|(from, to)| to - from);
    stretches.filter(|moved| moved.abs() >= least).map(sign).collect()
}
