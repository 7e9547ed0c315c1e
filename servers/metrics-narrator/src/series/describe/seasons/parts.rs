//! The parts that a period of the calendar is told in: times of the day, days of the week, months of the year.

use chrono::{Datelike, Month, NaiveDateTime, Timelike, Weekday};

use crate::series::{
    durations::{DAY, HOUR, MONTH, WEEK, YEAR},
    facts::{Moment, Phase},
    recurring::DAY_MINUTES,
    table::Table,
};

/// A period is one of the calendar if it misses it by no more than this part: a year may have 52 weeks.
const MAX_BESIDE: f64 = 0.01;

/// The step of months is a little longer than a twelfth of a year.
const LONGEST_PART: f64 = 1.05;

/// How many seconds a row or a bucket stands for.
pub(super) fn step_seconds(table: &Table) -> f64 {
    table.facts.bucket_seconds.unwrap_or(table.facts.step_seconds)
}

/// What a period is told in.
#[derive(Debug, Clone, Copy)]
pub(super) enum Parts {
    Times(TimesOfDay),
    Weekdays,
    Months,
}

/// Parts of a day, all of one length.
#[derive(Debug, Clone, Copy)]
pub(super) struct TimesOfDay {
    minutes: u32,
    /// Where one of them begins, in minutes since midnight.
    edge: u32,
    /// From where a part begins to the time that it is told as beginning and ending with: a row of an hour or more
    /// stands in the middle of its part.
    told: [u32; 2],
    /// The most parts that a stretch told in these may have.
    most: u32,
}

impl Parts {
    /// The parts of a period, and others that are told where these do not differ; none of one that is not of the
    /// calendar.
    pub(super) fn of_period(table: &Table, period_seconds: f64) -> Vec<Self> {
        let step = step_seconds(table);
        let is = |length: f64| (period_seconds / length - 1.0).abs() <= MAX_BESIDE;
        let may_be = |part: f64| step <= LONGEST_PART * part;
        let times = || TimesOfDay::of(table, step).map(Self::Times);
        if is(DAY) {
            let around = (step < HOUR).then_some(Self::Times(TimesOfDay::AROUND_HOURS));
            around.into_iter().chain(times()).collect()
        } else if is(WEEK) && may_be(DAY) {
            // Where five days are alike, it is their hours that are told apart.
            [Some(Self::Weekdays), times()].into_iter().flatten().collect()
        } else if is(YEAR) && may_be(MONTH) {
            vec![Self::Months]
        } else {
            Vec::new()
        }
    }

    pub(super) fn count(self) -> usize {
        match self {
            Self::Times(times) => (DAY_MINUTES / times.minutes) as usize,
            Self::Weekdays => 7,
            Self::Months => 12,
        }
    }

    pub(super) fn period_seconds(self) -> f64 {
        match self {
            Self::Times(_) => DAY,
            Self::Weekdays => WEEK,
            Self::Months => YEAR,
        }
    }

    /// The part that a time is in.
    pub(super) fn at(self, wall: NaiveDateTime) -> usize {
        let part = match self {
            Self::Times(TimesOfDay { minutes, edge, .. }) => {
                let since_midnight = wall.num_seconds_from_midnight() / 60;
                (since_midnight + DAY_MINUTES - edge) % DAY_MINUTES / minutes
            }
            Self::Weekdays => wall.weekday().num_days_from_monday(),
            Self::Months => wall.month0(),
        };
        part as usize
    }

    /// Whether a stretch of parts may be told in these.
    pub(super) fn may_tell(self, first: usize, last: usize) -> bool {
        let told = 1 + (last + self.count() - first) % self.count();
        match self {
            Self::Times(TimesOfDay { most, .. }) => told <= most as usize,
            Self::Weekdays | Self::Months => true,
        }
    }

    pub(super) fn begin(self, part: usize) -> Phase {
        self.phase(part, |times| times.told[0])
    }

    pub(super) fn end(self, part: usize) -> Phase {
        self.phase(part, |times| times.told[1])
    }

    fn phase(self, part: usize, told: fn(TimesOfDay) -> u32) -> Phase {
        let number = part as u32;
        match self {
            Self::Times(times) => {
                Phase::Clock((times.edge + number * times.minutes + told(times)) % DAY_MINUTES)
            }
            Self::Weekdays => Phase::Weekday((0..number).fold(Weekday::Mon, |day, _| day.succ())),
            Self::Months => Phase::Month((0..number).fold(Month::January, |month, _| month.succ())),
        }
    }
}

impl TimesOfDay {
    /// The half hours on both sides of each full one: a peak at noon is told by noon, and not by the middle of the hour behind
    /// it. What lasts longer is told by where it begins and ends.
    const AROUND_HOURS: Self = Self { minutes: 60, edge: 30, told: [30, 30], most: 3 };

    /// Those of rows or buckets that are `step` seconds apart: no shorter than an hour; none if a day has no whole
    /// number.
    fn of(table: &Table, step: f64) -> Option<Self> {
        let is_bucket = table.facts.bucket_seconds.is_some();
        if step < HOUR || is_bucket && step == HOUR {
            return Some(Self { minutes: 60, edge: 0, told: [0, 60], most: DAY_MINUTES / 60 });
        }
        let minutes = (step / 60.0).round() as u32;
        let first = Moment { milliseconds: *table.moments.first()?, offset: table.offset };
        let first = first.wall()?.num_seconds_from_midnight() / 60;
        let before = if is_bucket { 0 } else { minutes / 2 };
        let edge = (first + DAY_MINUTES - before) % minutes;
        let told = if is_bucket { [0, minutes] } else { [before; 2] };
        let most = DAY_MINUTES / minutes;
        DAY_MINUTES.is_multiple_of(minutes).then_some(Self { minutes, edge, told, most })
    }
}
