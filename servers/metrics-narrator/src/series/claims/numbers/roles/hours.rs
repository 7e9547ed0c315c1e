//! Hours of the clock without a sign of it: `at 10 there were 33`.

use crate::series::claims::{
    moments,
    numbers::{claim::Claim, span},
    reading::{
        mentions::{Figure, What},
        times::Time,
    },
};

impl Claim<'_> {
    /// `dead from 7 to 9`: whether the number is one of two hours at which something of the facts begins and ends.
    pub(in crate::series::claims::numbers) fn is_end_of_hours(&self) -> bool {
        let scope = &self.check.scope;
        let hour =
            |at: usize| scope.figure(at).filter(|figure| figure.unit.is_none()).and_then(hour_of);
        let Some((first, second)) =
            span(scope, self.at).and_then(|(from, to)| Some((hour(from)?, hour(to)?)))
        else {
            return false;
        };
        self.check.quantities.instants.iter().any(|instant| {
            instant.from.milliseconds < instant.to.milliseconds
                && first.fits(instant.from)
                && second.fits(instant.to)
        })
    }

    /// An hour of the clock without a sign of it: `at 10 there were 33`.
    pub(super) fn is_hour(&self) -> bool {
        let Some(time) = hour_of(self.figure) else { return false };
        // `from 9 to 17`, but not `rose to 17`.
        let is_end = matches!(self.what(-2), Some(What::Number(_) | What::Time(_)));
        let is_expected = matches!(
            self.word(-1),
            "at" | "by" | "until" | "around" | "between" | "from" | "since"
        ) || is_end && matches!(self.word(-1), "and" | "to");
        (is_end || !self.is_bound())
            && is_expected
            && self.check.scope.has_clock(self.at)
            && !moments::fitting(&self.check.quantities, &time).is_empty()
    }
}

/// The hour that a whole number is.
fn hour_of(figure: &Figure) -> Option<Time> {
    let hour = figure.written.value;
    let is_whole = figure.written.is_plain_integer && (0.0..24.0).contains(&hour);
    is_whole.then(|| Time { hour: Some(hour as u32), is_twelve: hour <= 12.0, ..Time::default() })
}
