//! What comes again in every period of the calendar: a time of the day, a day of the week, a month of the year.

use std::{fmt, str::FromStr};

use chrono::{Month, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Minutes of a day of 24 hours.
pub(crate) const DAY_MINUTES: u32 = 24 * 60;

/// A part of a period of the calendar that comes again in each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Recurring {
    /// When it begins: a time of the day in the zone of the table, `14:00`; a day of the week, `Sunday`; a month,
    /// `July`. Of up to three hours of rows or buckets that are shorter, the full hour that they lie around.
    pub from: Phase,
    /// The last row, day or month of it; of longer stretches of such rows, and of buckets of an hour, the end.
    pub to: Phase,
}

/// A time of every day, a day of every week or a month of every year, written as people write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(inline)]
pub enum Phase {
    /// Minutes since midnight.
    Clock(u32),
    /// A day of the week.
    Weekday(Weekday),
    /// A month of the year.
    Month(Month),
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clock(minutes) => write!(f, "{:02}:{:02}", minutes / 60, minutes % 60),
            Self::Weekday(day) => f.write_str(weekday(*day)),
            Self::Month(month) => f.write_str(month.name()),
        }
    }
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

impl FromStr for Phase {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let clock = || {
            let (hours, minutes) = text.split_once(':')?;
            let are_digits = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
            let (hours, minutes) = (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?);
            (are_digits && hours < 24 && minutes < 60).then(|| Self::Clock(hours * 60 + minutes))
        };
        clock()
            .or_else(|| text.parse().ok().map(Self::Weekday))
            .or_else(|| text.parse().ok().map(Self::Month))
            .ok_or_else(|| format!("{text} is no time of the day, day of the week or month"))
    }
}

impl TryFrom<String> for Phase {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Phase> for String {
    fn from(phase: Phase) -> Self {
        phase.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_is_read_as_it_is_written() {
        for text in ["00:00", "09:05", "23:59", "Monday", "Sunday", "May", "July"] {
            assert_eq!(text.parse::<Phase>().map(|phase| phase.to_string()), Ok(text.to_owned()));
        }
        for text in ["24:00", "9 am", "", "-1:00", "99999999:00", "9:75", "+9:05"] {
            assert!(text.parse::<Phase>().is_err(), "{text}");
        }
    }
}
