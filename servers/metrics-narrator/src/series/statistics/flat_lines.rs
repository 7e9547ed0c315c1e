//! Where a series that moves stands still: a sensor that is stuck, a feed that sends its last value again and again (the flat
//! line test of oceanographic quality control: QARTOD, Integrated Ocean Observing System).
//!
//! A run of one value is a flat line if it has a fiftieth of all values, if chance does not make it, by how often a value follows itself elsewhere, and if nothing
//! like it is usual: the nights of a shop, prices at weekends and counts of few things stand still, too, but many times alike. A
//! run of the lowest or the highest value is none, for that is where machines that are off, and scales that end, stand still.

use std::ops::Range;

use crate::series::statistics::{Points, descriptive::as_f64, pieces::shortest_piece};

/// A flat line has at least so many values.
const FEWEST_VALUES: usize = 10;

/// A series has at most so many flat lines.
const MOST: usize = 10;

/// A flat line is so many times as long as any run that is none.
const BEYOND_OTHERS: f64 = 3.0;

/// The chance of a run of its length in a series whose values follow themselves as often as they do elsewhere.
const LARGEST_CHANCE: f64 = 1e-6;

/// A series moves if at least this share of its other values differ from the one before.
const LEAST_MOVING: f64 = 0.2;

/// The rows of each flat line, in the order of time.
pub(crate) fn flat_lines(points: &Points<'_>) -> Vec<Range<usize>> {
    let Runs { longest, runs, values, lowest, highest } = Runs::of(points);
    let least = shortest_piece(values).max(FEWEST_VALUES);
    let are_flat = |number: &usize| {
        let (flat, others) = longest.split_at(*number);
        let (Some(shortest), Some(next)) = (flat.last(), others.first()) else { return false };
        let values_elsewhere = values - flat.iter().map(|run| run.values).sum::<usize>();
        let moving = as_f64(runs - number) / as_f64(values_elsewhere.max(1));
        shortest.values >= least
            && as_f64(shortest.values) >= BEYOND_OTHERS * as_f64(next.values)
            && values_elsewhere >= least
            && moving >= LEAST_MOVING
            && as_f64(values) * (1.0 - moving).powf(as_f64(shortest.values)) <= LARGEST_CHANCE
    };
    let number = (1..longest.len()).rev().find(are_flat).unwrap_or(0);
    let is_within = |run: &&Run| lowest < run.value && run.value < highest;
    let flat = longest.iter().take(number).filter(is_within);
    let mut flat: Vec<Range<usize>> = flat.map(|run| run.first..run.last + 1).collect();
    flat.sort_by_key(|rows| rows.start);
    flat
}

/// Values in a row that are one and the same.
#[derive(Debug, Clone, Copy)]
struct Run {
    first: usize,
    last: usize,
    values: usize,
    value: f64,
}

impl Run {
    /// Whether a value goes on with it, with no more rows missing between than it has values.
    fn goes_on(&self, row: usize, value: f64) -> bool {
        value == self.value && row - self.last <= self.values
    }
}

/// The runs of a series.
#[derive(Debug)]
struct Runs {
    /// One more than there may be flat lines, the longest first.
    longest: Vec<Run>,
    /// How many there are; a value that stands alone is one.
    runs: usize,
    /// How many values there are.
    values: usize,
    lowest: f64,
    highest: f64,
}

impl Runs {
    fn of(points: &Points<'_>) -> Self {
        let (lowest, highest) = (f64::INFINITY, f64::NEG_INFINITY);
        let mut all = Self { longest: Vec::new(), runs: 0, values: 0, lowest, highest };
        let mut current: Option<Run> = None;
        for (row, [low, value, high]) in points.known() {
            all.values += 1;
            all.lowest = all.lowest.min(low);
            all.highest = all.highest.max(high);
            let stands_still = low == value && high == value;
            match &mut current {
                Some(run) if stands_still && run.goes_on(row, value) => {
                    run.last = row;
                    run.values += 1;
                }
                _ => {
                    current.into_iter().for_each(|run| all.add(run));
                    // What moves within a bucket is no beginning.
                    let value = if stands_still { value } else { f64::NAN };
                    current = Some(Run { first: row, last: row, values: 1, value });
                }
            }
        }
        current.into_iter().for_each(|run| all.add(run));
        all
    }

    fn add(&mut self, run: Run) {
        self.runs += 1;
        let place = self.longest.partition_point(|other| other.values >= run.values);
        self.longest.insert(place, run);
        self.longest.truncate(MOST + 1);
    }
}
