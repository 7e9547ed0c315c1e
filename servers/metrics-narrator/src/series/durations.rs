//! How long days, months and years are, and what is between two moments.

use crate::series::moment::Moment;

/// Seconds of an hour.
pub(crate) const HOUR: f64 = 3_600.0;

/// Seconds of a day of 24 hours.
pub(crate) const DAY: f64 = 24.0 * HOUR;

/// Seconds of a week.
pub(crate) const WEEK: f64 = 7.0 * DAY;

/// Seconds of a year of the Julian calendar, as long as a mean one but for eleven minutes.
pub(crate) const YEAR: f64 = 365.25 * DAY;

/// Seconds of a twelfth of it.
pub(crate) const MONTH: f64 = YEAR / 12.0;

/// Milliseconds of a second.
pub(crate) const SECOND_MILLISECONDS: f64 = 1_000.0;

/// Milliseconds of an hour.
pub(crate) const HOUR_MILLISECONDS: i64 = 3_600_000;

/// Milliseconds of a day of 24 hours.
pub(crate) const DAY_MILLISECONDS: i64 = 24 * HOUR_MILLISECONDS;

impl Moment {
    /// How many seconds it is to a `later` moment; fewer than 0 to an earlier one.
    pub(crate) fn seconds_to(self, later: Self) -> f64 {
        later.milliseconds.saturating_sub(self.milliseconds) as f64 / SECOND_MILLISECONDS
    }
}
