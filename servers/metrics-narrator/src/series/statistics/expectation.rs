//! What is to be expected of every value of a sample: the season upon the level of the piece that it is in.

use crate::series::statistics::{
    Shift,
    anomalies::DEVIATIONS_PER_MEDIAN_DISTANCE,
    changes::changes,
    lines::{robust_line, times},
    order::median,
    sample::Sample,
    season::Repetition,
};

/// A piece is described by a line rather than by its median when the line explains half of its variance.
const SLOPING_SHARE: f64 = 0.5;

/// How many usual deviations of the values around them two neighboring levels have to be apart. What is nearer is a change
/// that statistics see and people do not.
const LEAST_STEP_DEVIATIONS: f64 = 1.0;

/// The share of the values at either end of a piece that may be far away without turning its line.
const CLIPPED_SHARE: f64 = 0.05;

/// What is to be expected of a sample.
#[derive(Debug)]
pub(crate) struct Expectation {
    /// For every value.
    pub(crate) values: Vec<f64>,
    /// Where the level changes: the first value of each new level.
    pub(crate) changes: Vec<usize>,
    /// The level at which each piece between two changes begins, and the one at which it ends, without the season.
    levels: Vec<(f64, f64)>,
}

impl Expectation {
    /// One level for everything.
    pub(crate) fn level(sample: &Sample) -> Self {
        let level = median(sample.values.iter().copied());
        Self {
            values: vec![level; sample.values.len()],
            changes: Vec::new(),
            levels: vec![(level, level)],
        }
    }

    /// The season, if there is one, upon the levels.
    pub(crate) fn of(sample: &Sample, season: Option<&Repetition>) -> Self {
        let seasonal = |cell: &usize| season.map_or(0.0, |season| season.at(*cell));
        let seasons: Vec<f64> = sample.cells.iter().map(seasonal).collect();
        let rest: Vec<f64> =
            sample.values.iter().zip(&seasons).map(|(value, season)| value - season).collect();
        let times = times(&sample.cells);
        let changes = telling(changes(&times, &rest, &seasons), &times, &rest);
        let mut values = Vec::with_capacity(rest.len());
        let mut levels = Vec::with_capacity(changes.len() + 1);
        for (from, to) in pieces(&changes, rest.len()) {
            let times = times.get(from..to).unwrap_or_default();
            let piece = rest.get(from..to).unwrap_or_default();
            let (line, explained) = robust_line(times, piece, CLIPPED_SHARE);
            if explained >= SLOPING_SHARE {
                values.extend(times.iter().map(|time| line.at(*time)));
                let end = |time: Option<&f64>| line.at(time.copied().unwrap_or_default());
                levels.push((end(times.first()), end(times.last())));
            } else {
                let level = median(piece.iter().copied());
                values.extend(piece.iter().map(|_| level));
                // A season has its own middle, which is part of what a person calls the level.
                let level = median(sample.values.get(from..to).unwrap_or_default().iter().copied());
                levels.push((level, level));
            }
        }
        values.iter_mut().zip(&seasons).for_each(|(value, season)| *value += season);
        Self { values, changes, levels }
    }

    /// The changes with the levels before and after them.
    pub(crate) fn shifts(&self, sample: &Sample) -> Vec<Shift> {
        let row = |change: &usize| sample.rows.get(*change).copied().unwrap_or_default();
        self.changes
            .iter()
            .zip(self.levels.iter().zip(self.levels.iter().skip(1)))
            .map(|(change, ((_, from), (to, _)))| Shift {
                index: row(change),
                from: sample.in_unit(*from),
                to: sample.in_unit(*to),
            })
            .collect()
    }
}

/// Those of `changes` behind which the level is another one than before, as far as the noise lets one see.
fn telling(mut changes: Vec<usize>, times: &[f64], values: &[f64]) -> Vec<usize> {
    let n = values.len();
    let slice =
        |of: &[f64], (from, to): (usize, usize)| of.get(from..to).unwrap_or_default().to_vec();
    let around = pieces(&changes, n).flat_map(|piece| {
        let (times, values) = (slice(times, piece), slice(values, piece));
        robust_line(&times, &values, CLIPPED_SHARE).0.around(&times, &values)
    });
    let noise = DEVIATIONS_PER_MEDIAN_DISTANCE * median(around.map(f64::abs));
    loop {
        let levels: Vec<f64> =
            pieces(&changes, n).map(|piece| median(slice(values, piece))).collect();
        let steps = levels.iter().zip(levels.iter().skip(1)).map(|(from, to)| (to - from).abs());
        let smallest = steps.enumerate().min_by(|a, b| a.1.total_cmp(&b.1));
        match smallest {
            Some((index, step)) if step <= LEAST_STEP_DEVIATIONS * noise => {
                changes.remove(index);
            }
            _ => return changes,
        }
    }
}

/// Where each piece begins and ends when `n` values are cut at `changes`.
pub(crate) fn pieces(changes: &[usize], n: usize) -> impl Iterator<Item = (usize, usize)> {
    let begins = std::iter::once(0).chain(changes.iter().copied());
    begins.zip(changes.iter().copied().chain(std::iter::once(n)))
}
