//! What a number in its unit is in the unit of a series.

use super::{
    claim::Claim,
    units::{self, Dimension, Unit},
};

impl Claim<'_> {
    /// What one of the number is in the unit of a series; none if it is of another dimension.
    pub(super) fn factor(&self, series: usize) -> Option<f64> {
        if self.dimension() == Some(&Dimension::Percent) && !self.may_be_percent(series) {
            return None;
        }
        if self.check.quantities.unit(series).is_none() && self.has_unit_of_another(series) {
            return None;
        }
        factor(self.figure.unit.as_ref(), self.check.quantities.unit(series))
            .or_else(|| self.factor_of_time_in_header(series))
    }

    /// Percentage points are differences of percentages.
    pub(super) fn points_factor(&self, series: usize) -> Option<f64> {
        let is_points = self.dimension() == Some(&Dimension::Points);
        let unit = self.check.quantities.unit(series);
        let is_percent = unit.is_some_and(|unit| unit.dimension == Dimension::Percent);
        (is_points && is_percent).then_some(1.0)
    }

    /// Whether a series may be one of percentages: its unit says so, or it has none and no value is beyond 100.
    pub(super) fn may_be_percent(&self, series: usize) -> bool {
        let summary = self.facts().series.get(series).and_then(|series| series.summary.as_ref());
        let is_small =
            summary.is_some_and(|summary| summary.min.abs().max(summary.max.abs()) <= 100.0);
        self.check.quantities.unit(series).is_some() || is_small
    }

    /// Whether the number's unit is that of another series: euros are no value of a series that has no unit beside one
    /// that is in euros.
    pub(super) fn has_unit_of_another(&self, series: usize) -> bool {
        let Some(Dimension::Other(_) | Dimension::Data) = self.dimension() else { return false };
        let is_like = |other: usize| {
            let units = (self.check.quantities.unit(other), self.figure.unit.as_ref());
            matches!(units, (Some(of), Some(unit)) if of.dimension.is_like(&unit.dimension))
        };
        // `EUR/USD` says in its name what it is measured in.
        let is_named = match (self.dimension(), self.facts().series.get(series)) {
            (Some(Dimension::Other(unit)), Some(series)) => {
                series.name.to_lowercase().contains(unit.as_str())
            }
            _ => false,
        };
        !is_named && (0..self.facts().series.len()).any(|other| other != series && is_like(other))
    }

    /// `61 days` of a series that counts days and has no unit.
    pub(super) fn factor_of_time_in_header(&self, series: usize) -> Option<f64> {
        let name = self.facts().series.get(series)?.name.to_lowercase();
        let unit = self.figure.seconds_per_unit?;
        let holds = |word: &str| word.len() > 2 && units::seconds_of(word) == Some(unit);
        let is_time = self.dimension() == Some(&Dimension::Time)
            && self.check.quantities.unit(series).is_none();
        let has_word = name.split(|c: char| !c.is_alphanumeric()).any(holds);
        (is_time && has_word).then_some(1.0)
    }
}

/// What one of a unit is in another; none if they measure different things. A header without a unit takes any.
pub(super) fn factor(written: Option<&Unit>, header: Option<&Unit>) -> Option<f64> {
    match (written, header) {
        (None, _) => Some(1.0),
        (Some(written), Some(header)) if written.dimension.is_like(&header.dimension) => {
            Some(written.factor / header.factor)
        }
        (
            Some(Unit {
                dimension: Dimension::Other(_) | Dimension::Percent | Dimension::Data,
                ..
            }),
            None,
        ) => Some(1.0),
        (Some(Unit { dimension: Dimension::Other(name), .. }), Some(_)) if name.is_empty() => {
            Some(1.0)
        }
        (
            Some(Unit { dimension: Dimension::Other(cent), .. }),
            Some(Unit { dimension: Dimension::Other(currency), factor }),
        ) if cent == "cent" && matches!(currency.as_str(), "usd" | "eur") => Some(0.01 / factor),
        _ => None,
    }
}
