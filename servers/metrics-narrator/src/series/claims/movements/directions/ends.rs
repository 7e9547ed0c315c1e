//! What a number says of a direction: as the end of a movement, where it begins, or how much it is.

use crate::series::claims::{
    context::governors::Governor,
    numbers::{self, claim::Claim},
    reading::{
        cues::Cue,
        mentions::{Figure, What},
        units::Dimension,
    },
    values::{quantities::sign, statistics::Statistic as S},
};

use super::{Evidence, Movement};

impl Movement<'_> {
    /// `from X to Y`.
    pub(super) fn of_span(&self, from: usize, to: usize) -> Evidence {
        let factor_of = |at: usize| Some(self.figure(at)?.unit.as_ref()?.factor);
        let value = |at: usize| {
            // `from 396.9 to 256.3 GB`: a unit that is told once is that of both.
            let factor = factor_of(at).or(factor_of(from)).or(factor_of(to)).unwrap_or(1.0);
            Some(self.figure(at)?.signed() * factor)
        };
        match (value(from), value(to)) {
            (Some(from), Some(to)) => self.weighed(&[sign(to - from)]),
            _ => Evidence::None,
        }
    }

    /// `by Z`, `Z per day`, `Z deviations above`.
    pub(super) fn of_amount(&self, at: usize, figure: &Figure) -> Evidence {
        // `17 degrees below the high`: what an extreme is compared with lies on its one side.
        if self.compares()
            && let Some(extreme) = self.extreme_behind()
        {
            return self.weighed(&[-extreme]);
        }
        let claim = Claim::new(self.check, at, figure);
        let told = self.reference().map(|at| numbers::directions_from(&claim, at));
        if let Some(told) = told.filter(|told| !told.is_empty()) {
            return self.weighed(&told);
        }
        if figure.unit.as_ref().is_some_and(|unit| unit.dimension == Dimension::Deviations) {
            return self.weighed(&claim.directions_of(&[S::Deviations]));
        }
        let mut directions = claim.directions_of(&[S::Slope]);
        if figure.per_seconds.is_none() {
            directions.extend(numbers::directions(&claim));
        }
        self.weighed(&directions)
    }

    /// The number right behind `above` or `below`, which another one is compared with.
    pub(super) fn reference(&self) -> Option<usize> {
        if !self.compares() {
            return None;
        }
        let scope = &self.check.scope;
        // `higher than its first value, 303.9`
        let stops = |at: &usize| scope.is_boundary(*at) && self.figure(at + 1).is_none();
        let mut behind = (self.at + 1..self.at + 7).take_while(|at| !stops(at));
        behind.find(|at| self.figure(*at).is_some())
    }

    /// 1 if a highest value stands right behind the word, -1 if a lowest one does.
    fn extreme_behind(&self) -> Option<i8> {
        let scope = &self.check.scope;
        // `139 above normal at their peak` says when.
        let stops = |at: &usize| {
            scope.is_boundary(*at)
                || self.figure(*at).is_some()
                || matches!(scope.word(*at), "at" | "on" | "in" | "during")
        };
        let mut behind = (self.at + 1..self.at + 5).take_while(|at| !stops(at));
        behind.find_map(|at| match scope.what(at) {
            Some(What::Cue(Cue::Maximum)) => Some(1),
            Some(What::Cue(Cue::Minimum)) => Some(-1),
            _ => None,
        })
    }

    /// `rose to Y`, `peaked at Y`.
    pub(super) fn of_level(&self, at: usize, figure: &Figure) -> Evidence {
        if self.compares() {
            return Evidence::None;
        }
        let claim = Claim::new(self.check, at, figure);
        let goes_on = |governor: &Governor| {
            let mut levels = self.check.quantities.levels.iter();
            governor.at == self.at
                && levels.any(|level| {
                    level.of.series.is_some_and(|series| claim.is_level_of(series, level))
                        && claim.goes_on_from_before(governor, level)
                })
        };
        if claim.governors.iter().any(goes_on) {
            return Evidence::For;
        }
        self.weighed(&claim.directions_of(&[
            S::AnomalyValue,
            S::ChangeTo,
            S::TrendTo,
            S::Last,
            S::Maximum,
            S::Minimum,
        ]))
    }

    /// `grew from 517 MB until noon`: nothing falls from its lowest value or rises from its highest.
    pub(super) fn of_origin(&self, at: usize, figure: &Figure) -> Evidence {
        let claim = Claim::new(self.check, at, figure);
        let back = claim.directions_of(&[S::Minimum, S::Maximum]);
        self.weighed(&back.into_iter().map(|direction| -direction).collect::<Vec<i8>>())
    }

    /// Whether a number is told with what was expected in its place: `9,806 instead of 120,529`.
    pub(super) fn is_contrasted(&self, at: usize) -> bool {
        let (_, end) = self.check.scope.sentence(at);
        let mut behind = (at + 1..end).take(5);
        behind.any(|place| {
            matches!(
                self.check.scope.what(place),
                Some(What::Cue(Cue::Instead | Cue::Expected | Cue::Usual))
            )
        })
    }

    /// `collapsed: 24 instead of 212`.
    pub(super) fn of_anomaly(&self, at: usize, figure: &Figure) -> Evidence {
        let claim = Claim::new(self.check, at, figure);
        self.weighed(&claim.directions_of(&[S::AnomalyValue]))
    }
}
