//! A time as a narrative states it: the parts that it names, and the times that it may be.

use std::ops::Range;

use chrono::{Datelike as _, Duration, NaiveDate, NaiveDateTime, Timelike as _};

/// A time that a narrative states, in parts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stated {
    pub(crate) range: Range<usize>,
    /// Its parts, in the order of the text.
    pub(crate) parts: Vec<Part>,
    pub(crate) is_afternoon: Option<bool>,
    /// Whether it is said to be about then.
    pub(crate) is_about: bool,
}

/// A part of a time.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) range: Range<usize>,
    pub(crate) kind: PartKind,
    /// A year, a month from 1, a day of the month, a weekday from 0 for Monday, or a part of a clock time as it is written.
    pub(crate) value: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartKind {
    Year,
    Month,
    Day,
    Weekday,
    Hour,
    Minute,
    Second,
}

impl Stated {
    /// The value of one of its parts.
    pub(crate) fn get(&self, kind: PartKind) -> Option<u32> {
        self.parts.iter().find(|part| part.kind == kind).map(|part| part.value)
    }

    /// The same time with another value of a part.
    pub(crate) fn with(&self, kind: PartKind, value: u32) -> Self {
        let mut other = self.clone();
        other.parts.iter_mut().filter(|part| part.kind == kind).for_each(|part| part.value = value);
        other
    }

    /// How many seconds what is written leaves open, if it states a time of the day.
    pub(crate) fn unit_seconds(&self) -> Option<i64> {
        self.get(PartKind::Hour)?;
        Some(match (self.get(PartKind::Minute), self.get(PartKind::Second)) {
            (_, Some(_)) => 1,
            (Some(_), None) => 60,
            (None, None) => 3600,
        })
    }

    /// The second of the day; none without an hour, or of a time that no clock shows.
    pub(crate) fn second_of_day(&self) -> Option<i64> {
        let written = self.get(PartKind::Hour)?;
        let hour = match self.is_afternoon {
            Some(_) if written == 0 || written > 12 => return None,
            Some(afternoon) => written % 12 + if afternoon { 12 } else { 0 },
            None => written,
        };
        let (minute, second) =
            (self.get(PartKind::Minute).unwrap_or(0), self.get(PartKind::Second).unwrap_or(0));
        (hour < 24 && minute < 60 && second < 60)
            .then(|| i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second))
    }

    /// Whether it may be the time on a clock's wall, short of its own precision.
    pub(crate) fn is(&self, wall: NaiveDateTime) -> bool {
        self.is_on(wall.date())
            && self.second_of_day().is_none_or(|second| {
                let unit = self.unit_seconds().unwrap_or(1);
                let unit = if self.is_about { unit.max(3600) + 1 } else { unit };
                (i64::from(wall.time().num_seconds_from_midnight()) - second).abs() < unit
            })
    }

    /// Whether it may lie between two times, both included.
    pub(crate) fn is_within(&self, from: NaiveDateTime, to: NaiveDateTime) -> bool {
        // An interval of more than a year holds every date that has no year; a table of them is not worth more work.
        from.date().iter_days().take(400).take_while(|day| *day <= to.date()).any(|day| {
            self.is_on(day)
                && self.second_of_day().is_none_or(|second| {
                    let start = day.and_hms_opt(0, 0, 0).unwrap_or_default();
                    let at = start + Duration::seconds(second);
                    from <= at && at <= to
                })
        })
    }

    /// Whether a day has the parts of the date that are stated.
    fn is_on(&self, day: NaiveDate) -> bool {
        self.parts.iter().all(|part| match part.kind {
            PartKind::Year => i64::from(day.year()) == i64::from(part.value),
            PartKind::Month => day.month() == part.value,
            PartKind::Day => day.day() == part.value,
            PartKind::Weekday => day.weekday().num_days_from_monday() == part.value,
            _ => true,
        })
    }

    /// Whether some calendar and some clock show it.
    pub(crate) fn exists(&self) -> bool {
        let day = self.get(PartKind::Day).unwrap_or(1);
        let month = self.get(PartKind::Month).unwrap_or(1);
        let year = i32::try_from(self.get(PartKind::Year).unwrap_or(2024)).unwrap_or(2024);
        NaiveDate::from_ymd_opt(year, month, day).is_some()
            && (self.get(PartKind::Hour).is_none() || self.second_of_day().is_some())
    }
}
