//! Hours of the clock without a sign of it: `at 10 there were 33`.

use crate::series::claims::{
    moments,
    numbers::claim::Claim,
    reading::{mentions::What, times::Time},
};

impl Claim<'_> {
    /// An hour of the clock without a sign of it: `at 10 there were 33`.
    pub(super) fn is_hour(&self) -> bool {
        let hour = self.figure.written.value;
        let is_whole = self.figure.written.is_plain_integer && (0.0..24.0).contains(&hour);
        // `from 9 to 17`, but not `rose to 17`.
        let is_end = matches!(self.what(-2), Some(What::Number(_) | What::Time(_)));
        let is_expected = matches!(
            self.word(-1),
            "at" | "by" | "until" | "around" | "between" | "from" | "since"
        ) || is_end && matches!(self.word(-1), "and" | "to");
        let time = Time { hour: Some(hour as u32), is_twelve: hour <= 12.0, ..Time::default() };
        is_whole
            && (is_end || !self.is_bound())
            && is_expected
            && self.check.scope.has_clock(self.at)
            && !moments::fitting(&self.check.quantities, &time).is_empty()
    }
}
