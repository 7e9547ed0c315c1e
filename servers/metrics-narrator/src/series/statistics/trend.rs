//! The straight line through a series, without its season and its anomalies, and whether it is worth a word.

use crate::series::statistics::{
    Event, Line,
    expectation::pieces,
    lines::{Straight, Sums, times},
    order::{count, variance},
    sample::Sample,
    season::Repetition,
};

/// Through two points there is always a line.
const FEWEST_VALUES: usize = 3;

/// The fewest values of which a trend is more than an accident.
const FEWEST_VALUES_THAT_MATTER: usize = 8;

/// How many of its standard errors a slope has to be from 0. Three keep one trend of noise in 370; tables have many series.
const LEAST_STANDARD_ERRORS: f64 = 3.0;

/// A line that explains this much of the variance is there to be seen, whatever the noise may be.
const OBVIOUS_SHARE: f64 = 2.0 / 3.0;

/// The line has to rise or fall by this many standard deviations of the values around it.
const LEAST_RISE_DEVIATIONS: f64 = 1.0;

/// A line that rises or falls by less than this part of the range is as level as rounding lets it be.
const LEAST_RISE_SHARE: f64 = 1e-9;

/// Where the level changes, the values between the changes have to rise or fall by this part of the line: steps alone
/// are no trend.
const LEAST_SHARE_BETWEEN_CHANGES: f64 = 0.5;

/// The line through `sample`; none if it has too few values that are usual.
pub(crate) fn trend(
    sample: &Sample,
    season: Option<&Repetition>,
    changes: &[usize],
    events: &[Event],
) -> Option<Line> {
    let rest = Rest::of(sample, season, events);
    let (times, values) = rest.usual(0, rest.values.len());
    // The time from -1 to 1 is that of all the cells.
    let half_milliseconds =
        count(sample.cell_count().saturating_sub(1)) * sample.cell_milliseconds / 2.0;
    if values.len() < FEWEST_VALUES || half_milliseconds <= 0.0 {
        return None;
    }
    let sums = Sums::of(&times, &values);
    let line = sums.line();
    let end = |time: f64| sample.in_unit(sample.held(line.at(time)));
    Some(Line {
        slope_per_millisecond: sample.difference_in_unit(line.slope / half_milliseconds),
        from: end(-1.0),
        to: end(1.0),
        matters: values.len() >= FEWEST_VALUES_THAT_MATTER
            && is_large(&line, &rest.times, &sample.values)
            && is_sure(&sums, &values, &line.around(&times, &values))
            && rest.is_more_than_steps(&line, changes),
    })
}

/// What is left of a sample without its season.
struct Rest {
    /// From -1 to 1.
    times: Vec<f64>,
    values: Vec<f64>,
    /// Whether each value is part of no event.
    is_usual: Vec<bool>,
}

impl Rest {
    fn of(sample: &Sample, season: Option<&Repetition>, events: &[Event]) -> Self {
        let seasonal = |cell: &usize| season.map_or(0.0, |season| season.at(*cell));
        let values = sample.values.iter().zip(&sample.cells);
        let values: Vec<f64> = values.map(|(value, cell)| value - seasonal(cell)).collect();
        let is_usual = (0..values.len())
            .map(|index| !events.iter().any(|event| (event.from..=event.to).contains(&index)))
            .collect();
        Self { times: times(&sample.cells), values, is_usual }
    }

    /// Times and values of what is usual between two indices.
    fn usual(&self, from: usize, to: usize) -> (Vec<f64>, Vec<f64>) {
        let kept = |numbers: &[f64]| {
            let numbers = numbers.iter().zip(&self.is_usual).take(to).skip(from);
            let mut kept = Vec::with_capacity(numbers.len());
            kept.extend(numbers.filter(|(_, is_usual)| **is_usual).map(|(number, _)| *number));
            kept
        };
        (kept(&self.times), kept(&self.values))
    }

    /// Whether the values between `changes` go the way of `line`, too.
    fn is_more_than_steps(&self, line: &Straight, changes: &[usize]) -> bool {
        let (spread, common) = pieces(changes, self.values.len())
            .map(|(from, to)| self.usual(from, to))
            .map(|(times, values)| Sums::of(&times, &values).spread_and_common())
            .fold((0.0, 0.0), |all, piece| (all.0 + piece.0, all.1 + piece.1));
        let between = if spread > 0.0 { common / spread } else { 0.0 };
        between * line.slope.signum() >= LEAST_SHARE_BETWEEN_CHANGES * line.slope.abs()
    }
}

/// Whether `line` rises or falls by enough beside the `values` around it, season and events included.
fn is_large(line: &Straight, times: &[f64], values: &[f64]) -> bool {
    let around = variance(&line.around(times, values));
    // The range of a sample is as long as its time, from -1 to 1.
    line.slope.abs() >= LEAST_RISE_SHARE
        && 2.0 * line.slope.abs() >= LEAST_RISE_DEVIATIONS * around.sqrt()
}

/// Whether the line of `sums`, from which `values` are `around` away, is no chance or too plain to ask.
fn is_sure(sums: &Sums, values: &[f64], around: &[f64]) -> bool {
    let explained = 1.0 - variance(around) / variance(values).max(f64::MIN_POSITIVE);
    is_significant(sums, around) || explained >= OBVIOUS_SHARE
}

/// Whether the slope is more than chance when a value may be like the one before it: n values of which each keeps the
/// share r of the one before say as much as n (1 - r) / (1 + r) independent ones (Bayley and Hammersley, 1946).
fn is_significant(sums: &Sums, around: &[f64]) -> bool {
    let n = count(around.len());
    let all: f64 = around.iter().map(|value| value * value).sum();
    let common: f64 = around.iter().zip(around.iter().skip(1)).map(|(a, b)| a * b).sum();
    let kept = if all > 0.0 { (common / all).clamp(0.0, 1.0) } else { 0.0 };
    let independent = n * (1.0 - kept) / (1.0 + kept);
    let error = (all / n / (independent - 2.0).max(0.0) / (sums.spread() / n)).sqrt();
    sums.line().slope.abs() >= LEAST_STANDARD_ERRORS * error
}
