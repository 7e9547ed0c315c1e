//! What a number may be: a value, a count, a share, a length of time, and more.
//!
//! - `levels` are values of a series and statistics of its values, `deviations` how far a value is from what was
//!   expected
//! - `counts` are numbers of rows, anomalies, series; `shares` of values or of variance
//! - `coefficients` are those of correlations
//! - `durations` are lengths of time, `hours` hours of the clock
//! - `totals` are what a mean comes to over all rows

mod coefficients;
pub(super) mod counts;
mod deviations;
mod durations;
mod hours;
mod levels;
mod shares;
mod totals;

use crate::series::claims::reading::units::Dimension;

use super::{claim::Claim, derived};

/// What a number may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// A value of a series, or a statistic of its values.
    Level,
    /// How far a value is from what was expected, in usual deviations.
    Deviations,
    /// A coefficient of correlation.
    Coefficient,
    /// A number of rows, anomalies, series.
    Count,
    /// A share of values or of variance.
    Share,
    /// A length of time.
    Duration,
    /// What follows from other numbers.
    Derived,
    /// What a mean comes to over all rows.
    Total,
    /// An hour of the clock.
    Hour,
}

impl Role {
    /// Whether a number is borne out in this role.
    fn is_borne(self, claim: &Claim) -> bool {
        match self {
            Self::Level => {
                !claim.is_difference() && !claim.counts_what_follows() && claim.is_level()
                    || claim.is_said_slope()
                    || claim.is_swing()
            }
            Self::Deviations => claim.is_deviations(),
            Self::Coefficient => coefficients::is_borne(claim),
            Self::Count => counts::is_borne(claim),
            Self::Share => claim.is_share(),
            Self::Duration => !claim.is_bound_level() && claim.is_duration(),
            Self::Derived => derived::is_borne(claim),
            Self::Total => totals::is_borne(claim),
            Self::Hour => claim.is_hour(),
        }
    }
}

impl Claim<'_> {
    /// Whether the number is borne out in one of its roles.
    pub(in crate::series::claims) fn has_role(&self) -> bool {
        self.roles().iter().any(|role| role.is_borne(self))
    }

    /// What a number with its unit may be.
    fn roles(&self) -> &'static [Role] {
        match self.dimension() {
            Some(Dimension::Deviations) => &[Role::Deviations, Role::Level],
            Some(Dimension::Time) => &[Role::Level, Role::Duration, Role::Derived, Role::Count],
            Some(Dimension::Percent | Dimension::Points) => {
                &[Role::Level, Role::Share, Role::Derived]
            }
            Some(Dimension::Times) => &[Role::Derived, Role::Count, Role::Total],
            Some(_) => &[Role::Level, Role::Derived, Role::Total],
            None => &[
                Role::Level,
                Role::Deviations,
                Role::Coefficient,
                Role::Count,
                Role::Share,
                Role::Derived,
                Role::Total,
                Role::Hour,
            ],
        }
    }
}
