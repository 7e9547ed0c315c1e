//! A time in parts, as `dates` and `clocks` read it, and the moments that it fits: a part that is not written is not
//! claimed.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike, Weekday};

use crate::series::facts::Moment;

/// The parts of a time that a text gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::series::claims) struct Time {
    pub(in crate::series::claims) year: Option<i32>,
    pub(in crate::series::claims) month: Option<u32>,
    pub(in crate::series::claims) day: Option<u32>,
    /// The day and the month in another reading: the other way round, where a style without names leaves it open, or the
    /// next day, `19/20 June`.
    pub(in crate::series::claims) swapped: Option<(u32, u32)>,
    pub(in crate::series::claims) weekday: Option<Weekday>,
    pub(in crate::series::claims) hour: Option<u32>,
    pub(in crate::series::claims) minute: Option<u32>,
    pub(in crate::series::claims) second: Option<u32>,
    /// In minutes to the east of UTC.
    pub(in crate::series::claims) zone: Option<i32>,
    /// Whether the half of the day is left open: `three o'clock`.
    pub(in crate::series::claims) is_twelve: bool,
    /// Whether it is told for more than it is: about, early, shortly after.
    pub(in crate::series::claims) is_rough: bool,
}

impl Time {
    fn is_empty(&self) -> bool {
        *self
            == Self {
                zone: self.zone,
                is_rough: self.is_rough,
                is_twelve: self.is_twelve,
                ..Self::default()
            }
    }

    pub(in crate::series::claims) fn has_date(&self) -> bool {
        self.year.is_some() || self.month.is_some() || self.day.is_some() || self.weekday.is_some()
    }

    pub(in crate::series::claims) fn has_clock(&self) -> bool {
        self.hour.is_some()
    }

    /// Both as one, if no part of them is the same.
    pub(in crate::series::claims) fn merged(&self, other: &Self) -> Option<Self> {
        let is_apart = !(self.year.is_some() && other.year.is_some()
            || self.month.is_some() && other.month.is_some()
            || self.day.is_some() && other.day.is_some()
            || self.weekday.is_some() && other.weekday.is_some()
            || self.hour.is_some() && other.hour.is_some()
            || self.zone.is_some() && other.zone.is_some() && self.zone != other.zone);
        is_apart.then(|| Self {
            year: self.year.or(other.year),
            month: self.month.or(other.month),
            day: self.day.or(other.day),
            swapped: self.swapped.or(other.swapped),
            weekday: self.weekday.or(other.weekday),
            hour: self.hour.or(other.hour),
            minute: self.minute.or(other.minute),
            second: self.second.or(other.second),
            zone: self.zone.or(other.zone),
            is_twelve: self.is_twelve || other.is_twelve,
            is_rough: self.is_rough || other.is_rough,
        })
    }

    /// Whether a moment is what the parts say, at the precision that they are written with.
    pub(in crate::series::claims) fn fits(&self, moment: Moment) -> bool {
        let zone = self.zone.filter(|_| moment.offset.is_some() && self.has_clock());
        let shown = Moment { offset: zone.or(moment.offset), ..moment };
        let Some(wall) = shown.wall() else { return false };
        if self.zone.is_some() && moment.offset.is_none() {
            return false;
        }
        if self.fits_wall(wall) {
            return true;
        }
        // The end of a day is the midnight of the next one, and a clock is rounded to what it shows.
        let half = match (self.hour, self.minute, self.second) {
            (Some(_), None, _) => 1_800,
            (Some(_), Some(_), None) => 30,
            _ => return false,
        };
        // 59.999 is shown as the next minute.
        let rounded = wall.checked_add_signed(chrono::TimeDelta::seconds(half));
        rounded.is_some_and(|wall| self.fits_wall(wall))
    }

    fn fits_wall(&self, wall: NaiveDateTime) -> bool {
        let date = |wall: NaiveDateTime| {
            let months = [
                (self.month, self.day),
                (self.swapped.map(|it| it.1), self.swapped.map(|it| it.0)),
            ];
            let is_day = months.iter().take(if self.swapped.is_some() { 2 } else { 1 }).any(
                |(month, day)| {
                    month.is_none_or(|month| month == wall.month())
                        && day.is_none_or(|day| day == wall.day())
                },
            );
            is_day
                && self.year.is_none_or(|year| year == wall.year())
                && self.weekday.is_none_or(|weekday| weekday == wall.weekday())
        };
        // Midnight belongs to both of its days.
        let is_midnight = wall.num_seconds_from_midnight() == 0;
        let is_date = date(wall)
            || is_midnight
                && self.hour == Some(24)
                && wall.checked_sub_days(chrono::Days::new(1)).is_some_and(date);
        if !is_date {
            return false;
        }
        let Some(hour) = self.hour else { return true };
        let hour = if self.is_twelve { hour % 12 + wall.hour() / 12 * 12 } else { hour % 24 };
        if self.is_rough {
            let told = i64::from(hour) * 60 + i64::from(self.minute.unwrap_or(0));
            let is = i64::from(wall.num_seconds_from_midnight()) / 60;
            let apart = (told - is).rem_euclid(1_440);
            return apart.min(1_440 - apart) <= self.roughness_minutes();
        }
        hour == wall.hour()
            && self.minute.is_none_or(|minute| minute == wall.minute())
            && self.second.is_none_or(|second| second == wall.second())
    }

    /// How far a rough time may be off: the rounder it is, the more, but less than an hour.
    fn roughness_minutes(&self) -> i64 {
        match self.minute.unwrap_or(0) {
            0 => 35,
            30 => 20,
            minute if minute % 15 == 0 => 12,
            minute if minute % 5 == 0 => 6,
            _ => 1,
        }
    }

    /// Whether any moment between two is what the parts say.
    pub(in crate::series::claims) fn fits_between(&self, from: Moment, to: Moment) -> bool {
        if self.fits(from) || self.fits(to) {
            return true;
        }
        let (Some(from), Some(to)) = (from.wall(), to.wall()) else { return false };
        if self.has_clock() {
            return self.is_rough && self.is_within(from, to);
        }
        // Days repeat themselves within a year; a longer stretch holds all of them.
        let mut day = from.date();
        for _ in 0..366 {
            if day > to.date() {
                return false;
            }
            if self.fits_wall(day.and_hms_opt(12, 0, 0).unwrap_or(from)) {
                return true;
            }
            let Some(next) = day.succ_opt() else { return false };
            day = next;
        }
        self.year.is_none_or(|year| (from.year()..=to.year()).contains(&year))
    }

    /// Whether the clock of a day lies within a stretch that begins or ends on it: `around midday`, of 11:00 to 13:00.
    fn is_within(&self, from: NaiveDateTime, to: NaiveDateTime) -> bool {
        let clock = |day: NaiveDate| {
            day.and_hms_opt(self.hour? % 24, self.minute.unwrap_or(0), self.second.unwrap_or(0))
        };
        let mut moments = [from.date(), to.date()].into_iter().filter_map(clock);
        moments.any(|moment| from <= moment && moment <= to && self.fits_wall(moment))
    }
}

/// Whether the parts say anything.
pub(super) fn says_something(time: &Time) -> bool {
    !time.is_empty()
}
