//! Shares: of values that are missing, of the variance that a season explains.

use crate::series::claims::{
    context::governors::Governor, numbers::claim::Claim, reading::cues::Cue,
};

impl Claim<'_> {
    /// A share: of values that are missing, of the variance.
    pub(super) fn is_share(&self) -> bool {
        let factor = match self.figure.unit.as_ref() {
            Some(unit) => 0.01 * unit.factor,
            None if self.figure.written.value <= 1.0 => 1.0,
            None => return false,
        };
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

    /// `a daily cycle strong enough to be reported (0.86)`: a share in figures right behind a rhythm.
    fn is_beside_a_season(&self) -> bool {
        let is_season =
            |governor: &Governor| matches!(governor.cue, Cue::Season) && !governor.is_behind;
        self.figure.written.value <= 1.0
            && self.figure.written.digits >= 2
            && self.governors.iter().any(is_season)
    }
}
