//! Tables whose rows are days, months or years: which these are, how their times are told, and how long their rows last.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime};

use crate::series::{
    durations::{DAY, DAY_MILLISECONDS, MONTH, SECOND_MILLISECONDS},
    facts::{Moment, Table, Times},
    wording::{counted, every, span, time},
};

/// What rows may be, what comes first in the list for all of which they may be, and the days that are at least between
/// two.
const KINDS: [(Times, f64); 3] = [(Times::Years, 365.0), (Times::Months, 28.0), (Times::Days, 1.0)];

impl Times {
    /// What `moments` are that are usually `step_seconds` apart.
    pub(super) fn of(moments: &[i64], offset: Option<i32>, step_seconds: f64) -> Self {
        let may_be = |days: f64| step_seconds >= days * DAY;
        let wall = |milliseconds: i64| Moment { milliseconds, offset };
        let is_midnight =
            |moment: &i64| wall(*moment).wall_milliseconds().rem_euclid(DAY_MILLISECONDS) == 0;
        if !may_be(1.0) || !moments.iter().all(is_midnight) {
            return Self::Clock;
        }
        let days = || moments.iter().map(|moment| wall(*moment).wall().map(|wall| wall.date()));
        let are = |begins: fn(NaiveDate) -> bool| days().all(|day| day.is_some_and(begins));
        let found = KINDS.into_iter().find(|(kind, shortest)| {
            may_be(*shortest)
                && match kind {
                    Self::Years => are(|day| day.ordinal() == 1),
                    Self::Months => are(|day| day.day() == 1) || are(is_end_of_month),
                    Self::Days | Self::Clock => true,
                }
        });
        found.map_or(Self::Clock, |(kind, _)| kind)
    }
}

fn is_end_of_month(day: NaiveDate) -> bool {
    day.succ_opt().is_none_or(|next| next.day() == 1)
}

impl Table {
    /// A time of the table: `2026-03-01 09:50 UTC`, `2025-11-28`, `September 2025` or `2025`.
    pub fn time(&self, at: Moment) -> String {
        let format = match self.times {
            Times::Clock => return time(at),
            Times::Days => "%Y-%m-%d",
            Times::Months => "%B %Y",
            Times::Years => "%Y",
        };
        at.wall().map_or_else(|| at.to_string(), |wall| wall.format(format).to_string())
    }

    /// The same with the word before it: `at 2026-03-01 09:50 UTC`, `on 2025-11-28`, `in September 2025`.
    pub fn at(&self, at: Moment) -> String {
        let word = match self.times {
            Times::Clock => "at",
            Times::Days => "on",
            Times::Months | Times::Years => "in",
        };
        format!("{word} {}", self.time(at))
    }

    /// Two times of the table, and the same word before them where they are one.
    pub fn from_to(&self, from: Moment, to: Moment) -> String {
        if from == to {
            return self.at(from);
        }
        format!("from {} to {}", self.time(from), self.time(to))
    }

    /// When the time is over that a row stands for: a step later, or a bucket; where rows are months or years, as many
    /// later.
    pub(crate) fn end_of_row(&self, at: Moment) -> Moment {
        let seconds = self.bucket_seconds.unwrap_or(self.step_seconds);
        let by_step = (seconds * SECOND_MILLISECONDS) as i64;
        let by_calendar = || {
            let wall = at.wall()?;
            let later = months_later(wall, self.months_of_row()?)?;
            Some((later - wall).num_milliseconds())
        };
        let milliseconds = at.milliseconds.saturating_add(by_calendar().unwrap_or(by_step));
        Moment { milliseconds, ..at }
    }

    /// How many months a row stands for, if it stands for months or years.
    fn months_of_row(&self) -> Option<u32> {
        let is_of_months = matches!(self.times, Times::Months | Times::Years);
        is_of_months.then(|| (self.step_seconds / MONTH).round().max(1.0) as u32)
    }

    /// The time from one moment to another, in months or years where the table has these.
    pub fn length(&self, from: Moment, to: Moment) -> String {
        let months = from.wall().zip(to.wall()).map(|(from, to)| month(to) - month(from));
        let months = months.and_then(|months| u64::try_from(months).ok());
        match (self.times, months) {
            (Times::Years, Some(months)) => counted(months / 12, "year"),
            (Times::Months, Some(months)) => counted(months, "month"),
            _ => span(from.seconds_to(to)),
        }
    }

    /// How long the rows from one to another last, both included.
    pub fn lasting(&self, from: Moment, to: Moment) -> String {
        self.length(from, self.end_of_row(to))
    }

    /// How often a row comes: `every month`, as [`every`], where it is known that rows are months.
    pub fn step(&self) -> String {
        match self.months_of_row() {
            None | Some(1 | 12) => every(self.step_seconds),
            Some(months) if months % 12 == 0 => format!("every {} years", months / 12),
            Some(months) => format!("every {months} months"),
        }
    }
}

/// So many months later: what is the last day of its month becomes the last of the later one.
fn months_later(wall: NaiveDateTime, months: u32) -> Option<NaiveDateTime> {
    let is_end = is_end_of_month(wall.date());
    let begin = if is_end { wall.checked_add_days(Days::new(1))? } else { wall };
    let later = begin.checked_add_months(Months::new(months))?;
    if is_end { later.checked_sub_days(Days::new(1)) } else { Some(later) }
}

/// The month in a count of all months.
fn month(wall: NaiveDateTime) -> i64 {
    i64::from(wall.year()) * 12 + i64::from(wall.month0())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::{self, Chart, Source};
    use shared::sampler::Stop;

    fn table(times: &[&str]) -> Table {
        let rows: String = times.iter().map(|time| format!("{time},1\n")).collect();
        let source =
            Source::new(String::new(), format!("time,x\n{rows}"), String::new(), Vec::new());
        series::described(&source.unwrap(), &[], "", Chart::None, &Stop::never())
            .unwrap()
            .facts
            .table
    }

    #[test]
    fn a_time_is_told_as_exactly_as_all_of_the_table_are() {
        for (times, expected) in [
            (&["2024-01-01T06:00", "2024-01-02T06:00"][..], "at 2024-01-01 06:00"),
            (&["2024-01-01T00:00", "2024-01-01T12:00"], "at 2024-01-01 00:00"),
            (&["2024-01-01T00:00Z", "2024-01-02T00:00Z"], "on 2024-01-01"),
            (&["2024-01-01T00:00+02:00", "2024-01-08T00:00+02:00"], "on 2024-01-01"),
            (&["2024-01-01", "2024-02-01", "2024-03-01"], "in January 2024"),
            (&["2024-01-31", "2024-02-29", "2024-03-31"], "in January 2024"),
            (&["2024-01-15", "2024-02-15"], "on 2024-01-15"),
            (&["2024-01-01", "2025-01-01"], "in 2024"),
            (&["2024-07-01", "2025-07-01"], "in July 2024"),
        ] {
            let table = table(times);
            assert_eq!(table.at(table.from), expected);
        }
    }

    #[test]
    fn rows_last_until_the_next_and_months_as_long_as_they_are() {
        for (times, expected) in [
            (&["2024-01-01T06:00", "2024-01-01T06:05", "2024-01-01T06:10"][..], "15 minutes"),
            (&["2024-01-01", "2024-01-02"], "2 days"),
            (&["2024-01-01", "2024-02-01", "2024-03-01"], "3 months"),
            (&["2024-01-31", "2024-02-29"], "2 months"),
            (&["2024-01-01", "2024-04-01"], "6 months"),
            (&["2023-01-01", "2024-01-01"], "2 years"),
            (&["1990-01-01", "2000-01-01"], "20 years"),
        ] {
            let table = table(times);
            assert_eq!(table.lasting(table.from, table.to), expected);
        }
        let months = table(&["2025-09-01", "2025-10-01"]);
        let days = months.end_of_row(months.to).milliseconds - months.from.milliseconds;
        assert_eq!(days / DAY_MILLISECONDS, 61);
    }

    #[test]
    fn rows_of_the_calendar_come_as_often_as_people_say() {
        for (times, expected) in [
            (["2024-01-01", "2024-01-08"], "every week"),
            (["2024-01-01", "2024-02-01"], "every month"),
            (["2024-01-01", "2024-04-01"], "every 3 months"),
            (["2024-01-01", "2025-01-01"], "every year"),
            (["1990-01-01", "2000-01-01"], "every 10 years"),
        ] {
            assert_eq!(table(&times).step(), expected);
        }
    }
}
