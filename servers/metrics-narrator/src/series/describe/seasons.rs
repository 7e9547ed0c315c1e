//! When in its period a season is highest and lowest, where the period is one of the calendar: at which time of the
//! day, on which days of the week, in which months of the year.
//!
//! What a part of a period usually has is the median of all periods, each around its own level, so that neither a trend
//! nor an outage moves it. How far chance moves that median says from which other parts the extreme cannot be told:
//! these are told with it, or nothing is, if they are many or lie apart.
//!
//! `parts` are those of the calendar, `extremes` finds the highest and the lowest of them.

mod extremes;
mod parts;

use std::ops::Range;

use chrono::NaiveDateTime;

use crate::series::{
    durations::SECOND_MILLISECONDS,
    facts::{Moment, Recurring},
    quantiles::quantiles,
    table::{Column, Table},
};
use extremes::{Usual, extreme};
use parts::{Parts, step_seconds};

/// What has fewer than this share of the usual values is left out: the table begins or ends in it.
const LEAST_SHARE: f64 = 0.75;

/// When what repeats itself after `period_seconds` in a column is highest, and when lowest; in the rows that are `silent` it does
/// not.
pub(super) fn high_and_low(
    table: &Table,
    column: &Column,
    period_seconds: f64,
    silent: &[Range<usize>],
) -> [Option<Recurring>; 2] {
    let of_period = Parts::of_period(table, period_seconds);
    if of_period.is_empty() {
        return [None; 2];
    }
    let rows = rows(table, column, silent);
    let courses: Vec<_> =
        of_period.into_iter().map(|parts| (parts, course(parts, &rows))).collect();
    [1.0, -1.0].map(|side| {
        courses.iter().find_map(|(parts, course)| {
            let (first, last) = extreme(course, side)?;
            parts
                .may_tell(first, last)
                .then(|| Recurring { from: parts.begin(first), to: parts.end(last) })
        })
    })
}

/// A row with a value.
struct Row {
    /// What the clock on the wall showed.
    wall: NaiveDateTime,
    /// Milliseconds from the first row to the middle of this one: what begins with a year is in it, whether or not the
    /// years before it are leap years.
    time: f64,
    value: f64,
}

/// The rows in which a column has a value, but for those that are `silent`.
fn rows(table: &Table, column: &Column, silent: &[Range<usize>]) -> Vec<Row> {
    let first = table.moments.first().copied().unwrap_or_default();
    let half = step_seconds(table) * SECOND_MILLISECONDS / 2.0;
    let rows = table.moments.iter().zip(&column.values).enumerate();
    let is_of_season = |(row, (_, value)): &(usize, (&i64, &f64))| {
        value.is_finite() && !silent.iter().any(|rows| rows.contains(row))
    };
    let rows = rows.filter(is_of_season).filter_map(|(_, (&milliseconds, &value))| {
        let wall = Moment { milliseconds, offset: table.offset }.wall()?;
        Some(Row { wall, time: milliseconds.saturating_sub(first) as f64 + half, value })
    });
    rows.collect()
}

/// What is usual in each part of a period; none where a column has few values or none.
fn course(parts: Parts, rows: &[Row]) -> Vec<Option<Usual>> {
    let period = parts.period_seconds() * SECOND_MILLISECONDS;
    let level = Level::of(rows, period);
    let is_same = |one: &Row, next: &Row| {
        parts.at(one.wall) == parts.at(next.wall) && next.time - one.time < period / 2.0
    };
    // A part of one period counts once, however many rows it has.
    let mut of_parts = vec![Vec::new(); parts.count()];
    for run in whole(rows.chunk_by(is_same).collect()) {
        let around = run.iter().map(|row| row.value - level.at(row.time)).sum::<f64>();
        let part = run.first().map_or(0, |first| parts.at(first.wall));
        of_parts.get_mut(part).into_iter().for_each(|it| it.push(around / run.len() as f64));
    }
    Usual::all(of_parts)
}

/// The stretches that have nearly as many rows as usual.
fn whole(stretches: Vec<&[Row]>) -> impl Iterator<Item = &[Row]> {
    let mut lengths: Vec<f64> = stretches.iter().map(|rows| rows.len() as f64).collect();
    let [usual] = quantiles(&mut lengths, [0.5]);
    stretches.into_iter().filter(move |rows| rows.len() as f64 >= LEAST_SHARE * usual)
}

/// The level of a column: on lines between the means of whole periods, each at the middle of its period.
struct Level(Vec<(f64, f64)>);

impl Level {
    fn of(rows: &[Row], period: f64) -> Self {
        let number = |row: &Row| (row.time / period).floor();
        let periods = rows.chunk_by(|one, next| number(one) == number(next)).collect();
        let means = whole(periods).filter_map(|rows| {
            let middle = (number(rows.first()?) + 0.5) * period;
            let mean = rows.iter().map(|row| row.value / rows.len() as f64).sum();
            Some((middle, mean))
        });
        Self(means.collect())
    }

    fn at(&self, time: f64) -> f64 {
        let after = self.0.partition_point(|(middle, _)| *middle <= time);
        let before = after.saturating_sub(1).min(self.0.len().saturating_sub(2));
        match self.0.get(before..).unwrap_or_default() {
            [(from, low), (to, high), ..] => low + (high - low) * (time - from) / (to - from),
            [(_, level)] => *level,
            [] => 0.0,
        }
    }
}
