//! A moment as far as a report says it: a date, a time of day or both, and where its clock hangs.

use std::fmt;

use chrono::{NaiveDate, NaiveTime, Timelike as _};

use super::zones::Zone;

/// A moment; what a report does not say is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moment {
    /// The day.
    pub date: Option<NaiveDate>,
    /// The time of day, on the clock of the `zone`.
    pub time: Option<NaiveTime>,
    /// Whether the seconds of the time are known.
    pub has_seconds: bool,
    /// The zone of the clock.
    pub zone: Option<Zone>,
}

impl Moment {
    /// The minutes from this moment to `other`, rounded down; none unless both have a date and a time. Where only one
    /// has a zone, both are taken for clocks of the same one.
    pub fn minutes_until(&self, other: &Self) -> Option<i64> {
        let (begin, end) = (self.date?.and_time(self.time?), other.date?.and_time(other.time?));
        let shift_minutes = match (self.offset_minutes(), other.offset_minutes()) {
            (Some(begin), Some(end)) => i64::from(begin) - i64::from(end),
            _ => 0,
        };
        Some((end - begin).num_minutes() + shift_minutes)
    }

    /// Whether it says nothing that `known` does not say: each part of it is that of `known`, on the clock of another
    /// zone as well.
    pub fn agrees_with(&self, known: &Self) -> bool {
        let is_same_clock = match (self.offset_minutes(), known.offset_minutes()) {
            (Some(own), Some(other)) => own == other,
            _ => true,
        };
        let is_same_date = self.date.is_none() || self.date == known.date;
        match (self.time, known.time) {
            (None, _) => is_same_date,
            (Some(_), None) => false,
            (Some(_), Some(_)) if !is_same_clock => self.minutes_until(known) == Some(0),
            (Some(own), Some(other)) => {
                let is_same_second =
                    !(self.has_seconds && known.has_seconds) || own.second() == other.second();
                is_same_date
                    && (own.hour(), own.minute()) == (other.hour(), other.minute())
                    && is_same_second
            }
        }
    }

    /// How far its clock is before UTC, where that is known.
    pub fn offset_minutes(&self) -> Option<i32> {
        self.zone?.offset_minutes(self.date)
    }
}

/// ISO 8601 to the precision that is known: `2025-12-05T08:56Z`, `2025-12-05T08:56+01:00`, `2025-12-05`, `08:56`.
impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(date) = self.date {
            write!(formatter, "{}", date.format("%Y-%m-%d"))?;
        }
        let Some(time) = self.time else { return Ok(()) };
        if self.date.is_some() {
            formatter.write_str("T")?;
        }
        write!(formatter, "{:02}:{:02}", time.hour(), time.minute())?;
        if self.has_seconds {
            write!(formatter, ":{:02}", time.second())?;
        }
        match self.offset_minutes() {
            None => Ok(()),
            Some(0) => formatter.write_str("Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(formatter, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(date: &str, time: &str, zone: Option<Zone>) -> Moment {
        Moment { date: date.parse().ok(), time: time.parse().ok(), has_seconds: false, zone }
    }

    #[test]
    fn a_moment_is_written_to_the_precision_that_is_known() {
        for (date, time, zone, written) in [
            ("2025-12-05", "08:56:00", Some(Zone::UTC), "2025-12-05T08:56Z"),
            (
                "2025-12-05",
                "08:56:00",
                Some(Zone::Offset { minutes: -210 }),
                "2025-12-05T08:56-03:30",
            ),
            ("2025-12-05", "08:56:00", Some(Zone::Unknown), "2025-12-05T08:56"),
            ("2025-12-05", "08:56:00", None, "2025-12-05T08:56"),
            ("2025-12-05", "", None, "2025-12-05"),
            ("", "08:56:00", None, "08:56"),
        ] {
            assert_eq!(moment(date, time, zone).to_string(), written);
        }
    }

    #[test]
    fn minutes_are_counted_across_zones_and_days() {
        let begin = moment("2025-12-05", "23:50:00", Some(Zone::UTC));
        let end = moment("2025-12-06", "01:20:00", Some(Zone::Offset { minutes: 60 }));
        assert_eq!(begin.minutes_until(&end), Some(30));
        assert_eq!(begin.minutes_until(&moment("2025-12-06", "00:20:00", None)), Some(30));
        assert_eq!(begin.minutes_until(&moment("2025-12-06", "", None)), None);
    }
}
