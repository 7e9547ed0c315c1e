//! How far a value is from what was expected, in usual deviations.

use crate::series::claims::{
    numbers::claim::Claim,
    values::{quantities::Quantity, statistics::Statistic as S},
};

impl Claim<'_> {
    /// Whether the number is that of an anomaly that may be meant.
    pub(super) fn is_deviations(&self) -> bool {
        let has_unit = self.figure.unit.is_some();
        if !has_unit && !self.check.scope.tells_deviations(self.at) {
            return false;
        }
        let levels = self.check.quantities.levels.iter();
        levels.filter(|quantity| quantity.statistic == S::Deviations).any(|quantity| {
            quantity.of.series.is_some_and(|series| {
                self.is_subject(series)
                    || self.is_loose()
                        && self.shares_event(&Quantity { statistic: S::AnomalyValue, ..*quantity })
            }) && self.is_value(1.0, quantity.value)
        })
    }
}
