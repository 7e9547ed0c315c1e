//! The straight line through a series, without its season and its anomalies, and whether it is worth a word.

use crate::series::statistics::{
    Event, Line,
    expectation::pieces,
    lines::{Sums, times},
    order::{count, variance},
    sample::Sample,
    season::Repetition,
};

/// A line that ends further beyond the values than this share of their range is no description of its ends.
const FAR_BEYOND_SHARE: f64 = 0.05;

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

/// The line through `sample`.
pub(crate) fn trend(
    sample: &Sample,
    season: Option<&Repetition>,
    changes: &[usize],
    events: &[Event],
) -> Option<Line> {
    let seasonal = |cell: &usize| season.map_or(0.0, |season| season.at(*cell));
    let rest: Vec<f64> = sample
        .values
        .iter()
        .zip(&sample.cells)
        .map(|(value, cell)| value - seasonal(cell))
        .collect();
    let times = times(&sample.cells);
    let usual: Vec<bool> = (0..rest.len())
        .map(|index| !events.iter().any(|event| (event.from..=event.to).contains(&index)))
        .collect();
    let kept = |values: &[f64], from: usize, to: usize| -> Vec<f64> {
        let values = values.iter().zip(&usual).take(to).skip(from);
        let mut kept = Vec::with_capacity(values.len());
        kept.extend(values.filter(|(_, usual)| **usual).map(|(value, _)| *value));
        kept
    };
    let n = rest.len();
    let (kept_times, kept_rest) = (kept(&times, 0, n), kept(&rest, 0, n));
    // The time from -1 to 1 is that of all the cells.
    let half_milliseconds =
        count(sample.cell_count().saturating_sub(1)) * sample.cell_milliseconds / 2.0;
    if kept_rest.len() < FEWEST_VALUES || half_milliseconds <= 0.0 {
        return None;
    }
    let sums = Sums::of(&kept_times, &kept_rest);
    let line = sums.line();
    let is_large = {
        let around = variance(&line.around(&times, &sample.values));
        // The range of a sample is as long as its time, from -1 to 1.
        line.slope.abs() >= LEAST_RISE_SHARE
            && 2.0 * line.slope.abs() >= LEAST_RISE_DEVIATIONS * around.sqrt()
    };
    let around_line = line.around(&kept_times, &kept_rest);
    let is_sure = is_significant(&sums, &around_line) || {
        1.0 - variance(&around_line) / variance(&kept_rest).max(f64::MIN_POSITIVE) >= OBVIOUS_SHARE
    };
    let is_more_than_steps = {
        let (spread, common) = pieces(changes, n)
            .map(|(from, to)| Sums::of(&kept(&times, from, to), &kept(&rest, from, to)))
            .map(|sums| sums.spread_and_common())
            .fold((0.0, 0.0), |all, piece| (all.0 + piece.0, all.1 + piece.1));
        let between = if spread > 0.0 { common / spread } else { 0.0 };
        between * line.slope.signum() >= LEAST_SHARE_BETWEEN_CHANGES * line.slope.abs()
    };
    // A line through noise ends a little beyond it; one through what levels off ends far beyond, and is held.
    let lowest = kept_rest.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = kept_rest.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let end = |time: f64| {
        let end = line.at(time);
        let held = end.clamp(lowest, highest);
        let is_far = (end - held).abs() > FAR_BEYOND_SHARE * (highest - lowest);
        if is_far { held } else { end }
    };
    let (from, to) = (end(-1.0), end(1.0));
    Some(Line {
        // From end to end, that the three agree where one was held.
        slope_per_millisecond: sample.difference_in_unit((to - from) / 2.0 / half_milliseconds),
        from: sample.in_unit(from),
        to: sample.in_unit(to),
        matters: kept_rest.len() >= FEWEST_VALUES_THAT_MATTER
            && is_large
            && is_sure
            && is_more_than_steps,
    })
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
