//! The steps between ticks of time: which there are, where they begin on a calendar, and how their beginnings are called.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};

use crate::series::facts::Times;

/// The time from one tick to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Milliseconds(i64),
    /// Twelve are a year.
    Months(i64),
}

pub(super) const SECOND_MS: i64 = 1000;
pub(super) const MINUTE_MS: i64 = 60 * SECOND_MS;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;
/// 1970-01-05, the first Monday of the count: days are counted from here, so that steps of a week begin on Mondays.
const MONDAY_MS: i64 = 4 * DAY_MS;

/// The steps that people count in and that are no finer than the times of a table, the shortest first.
pub(super) fn steps_of(times: Times) -> impl Iterator<Item = Step> {
    let is_finer = move |step: &Step| match (times, step) {
        (Times::Clock, _) => false,
        (Times::Days, step) => matches!(step, Step::Milliseconds(..DAY_MS)),
        (Times::Months, step) => matches!(step, Step::Milliseconds(_)),
        (Times::Years, step) => matches!(step, Step::Milliseconds(_) | Step::Months(..12)),
    };
    steps().skip_while(is_finer)
}

/// The steps that people count in, the shortest first.
fn steps() -> impl Iterator<Item = Step> {
    let of = |unit_ms: i64, counts: &'static [i64]| {
        counts.iter().map(move |count| Step::Milliseconds(count * unit_ms))
    };
    let below_a_month = of(1, &[1, 2, 5, 10, 20, 50, 100, 200, 500])
        .chain(of(SECOND_MS, &[1, 2, 5, 10, 15, 30]))
        .chain(of(MINUTE_MS, &[1, 2, 5, 10, 15, 30]))
        .chain(of(HOUR_MS, &[1, 2, 3, 6, 12]))
        .chain(of(DAY_MS, &[1, 2, 7, 14]));
    // A calendar has some half a million years.
    let years = [1, 10, 100, 1000, 10_000, 100_000]
        .into_iter()
        .flat_map(|power| [1, 2, 5].map(|count| count * power));
    below_a_month
        .chain([1, 2, 3, 6].map(Step::Months))
        .chain(years.map(|years| Step::Months(12 * years)))
}

impl Step {
    /// The number of the first step at or after a time on the wall.
    pub(super) fn number_from(self, wall_ms: i64) -> Option<i64> {
        let number = self.number_until(wall_ms)?;
        Some(if self.wall_ms(number)? == wall_ms { number } else { number + 1 })
    }

    /// The number of the last step at or before a time on the wall.
    pub(super) fn number_until(self, wall_ms: i64) -> Option<i64> {
        match self {
            Self::Milliseconds(step) => Some(wall_ms.checked_sub(MONDAY_MS)?.div_euclid(step)),
            Self::Months(step) => {
                let wall = DateTime::from_timestamp_millis(wall_ms)?;
                Some((i64::from(wall.year()) * 12 + i64::from(wall.month0())).div_euclid(step))
            }
        }
    }

    /// When a step begins on the wall.
    pub(super) fn wall_ms(self, number: i64) -> Option<i64> {
        match self {
            Self::Milliseconds(step) => number.checked_mul(step)?.checked_add(MONDAY_MS),
            Self::Months(step) => {
                let months = number.checked_mul(step)?;
                let year = i32::try_from(months.div_euclid(12)).ok()?;
                let month = u32::try_from(months.rem_euclid(12)).ok()? + 1;
                let first = NaiveDate::from_ymd_opt(year, month, 1)?;
                Some(first.and_hms_opt(0, 0, 0)?.and_utc().timestamp_millis())
            }
        }
    }

    pub(super) fn label(self, wall: NaiveDateTime) -> String {
        let format = match self {
            Self::Milliseconds(..SECOND_MS) => "%H:%M:%S%.3f",
            Self::Milliseconds(..MINUTE_MS) => "%H:%M:%S",
            Self::Milliseconds(..DAY_MS) => "%H:%M",
            Self::Milliseconds(_) => "%-d %b",
            Self::Months(..12) => "%b",
            Self::Months(_) => return wall.year().to_string(),
        };
        wall.format(format).to_string()
    }

    /// What the label leaves out, and what is said where it changes.
    pub(super) fn context(self, wall: NaiveDateTime) -> Option<String> {
        match self {
            Self::Milliseconds(..DAY_MS) => {
                Some(format!("{} {}", wall.format("%-d %b"), wall.year()))
            }
            Self::Milliseconds(_) | Self::Months(..12) => Some(wall.year().to_string()),
            Self::Months(_) => None,
        }
    }
}
