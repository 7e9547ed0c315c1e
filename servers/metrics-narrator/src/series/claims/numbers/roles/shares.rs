//! Shares: of values that are missing, of the variance that a season explains.

use crate::series::claims::{
    context::governors::Governor,
    numbers::claim::Claim,
    reading::{cues::Cue, numerals::Written, units::Dimension},
    values::equality,
};

impl Claim<'_> {
    /// A share: of values that are missing, of the variance.
    pub(super) fn is_share(&self) -> bool {
        if self.is_one_in_so_many() {
            return true;
        }
        let factor = match self.figure.unit.as_ref() {
            Some(unit) => 0.01 * unit.factor,
            None if self.figure.written.value <= 1.0 => 1.0,
            None => return false,
        };
        if self.is_share_of_variance(factor) {
            return true;
        }
        let scope = &self.check.scope;
        let says_missing = scope.has_cue(self.at, &[Cue::Missing, Cue::Gap, Cue::Readings]);
        let says_strength = scope.has_cue(self.at, &[Cue::Strength])
            || (self.figure.unit.is_some() || self.is_beside_a_season())
                && scope.has_cue(self.at, &[Cue::Season]);
        self.facts().series.iter().enumerate().any(|(index, series)| {
            let all = series.count.saturating_add(series.missing).max(1) as f64;
            let missing = series.missing as f64 / all;
            let strength = series.seasonality.as_ref().map(|season| season.strength);
            let is_missing =
                || self.is_value(factor, missing) || self.is_value(factor, 1.0 - missing);
            self.is_subject(index)
                && (says_missing && is_missing()
                    || says_strength
                        && strength.is_some_and(|strength| self.is_value(factor, strength)))
        })
    }

    /// `a correlation of −0.89, so rain accounts for 80 % of the variation`: the square of a coefficient.
    fn is_share_of_variance(&self, factor: f64) -> bool {
        const WORDS: &str = "variation variance variability variations differences";
        let is_of_subject = |name: &String| {
            let series = self.facts().series.iter().position(|series| series.name == *name);
            series.is_some_and(|series| self.is_subject(series))
        };
        self.check.scope.has_any(self.at, WORDS)
            && self.facts().correlations.iter().any(|correlation| {
                correlation.series.iter().any(is_of_subject)
                    && self.is_value(factor, correlation.coefficient.powi(2))
            })
    }

    /// `one request in thirteen`: a share of which the number is the inverse.
    fn is_one_in_so_many(&self) -> bool {
        let says_one = self.word(-1) == "in" && (2..=4).any(|back| self.word(-back) == "one");
        let many = self.figure.written.value;
        if !says_one || self.figure.unit.is_some() || many < 2.0 {
            return false;
        }
        let share = 1.0 / many;
        let step = share - 1.0 / (many + 1.0);
        let written =
            Written { value: share, step, coarse_step: step, ..self.figure.written.clone() };
        (0..self.facts().series.len()).any(|series| {
            let unit = self.check.quantities.unit(series);
            let factor = match unit.map(|unit| &unit.dimension) {
                Some(Dimension::Percent) => 100.0,
                _ if self.is_fraction(series) => 1.0,
                _ => return false,
            };
            let levels = self.check.quantities.levels_of(series).iter();
            levels
                .into_iter()
                .any(|level| equality::is_value(&written, self.figure.hedge, factor, level.value))
        })
    }

    /// `a daily cycle strong enough to be reported (0.86)`: a share in figures right behind a rhythm.
    fn is_beside_a_season(&self) -> bool {
        let is_season =
            |governor: &Governor| matches!(governor.cue, Cue::Season) && !governor.is_behind;
        self.figure.written.value <= 1.0
            && self.figure.written.digits >= 2
            && self.governors.iter().any(is_season)
    }
}
