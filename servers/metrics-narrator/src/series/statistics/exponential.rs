//! Growth and decay: what grows by a share of itself, and what comes nearer to a level by a share of the distance.
//!
//! Such a course is bent everywhere. Straight lines between turns cut it off where it is steepest, so that its end would be
//! unusual, or its beginning.

use crate::series::statistics::{
    averages,
    lines::{Straight, Sums, robust_line},
};

/// A longer series is averaged in this many parts to find its rate.
const MAX_PARTS: usize = 100;

/// The least and the largest rate that are tried, in the time from -1 to 1: what grows to less than the double of itself is
/// as good as straight, and what grows to a million times itself is a step.
const RATES: [f64; 2] = [0.3, 7.0];

/// From one rate that is tried to the next.
const RATE_FACTOR: f64 = 1.05;

/// The share of the values at either end of the distances that may be far away without turning the course.
const CLIPPED_SHARE: f64 = 0.01;

/// The level at a time t: a line over e^(`rate` t).
pub(crate) struct Exponential {
    rate: f64,
    line: Straight,
}

impl Exponential {
    /// The best one through `values` at `times` from -1 to 1, by least squares over the averages of their parts.
    pub(crate) fn of(times: &[f64], values: &[f64]) -> Self {
        let width = values.len().div_ceil(MAX_PARTS).max(1);
        let parts = (averages::of_blocks(times, width), averages::of_blocks(values, width));
        let distance = |rate: f64| Sums::of(&powers(&parts.0, rate), &parts.1).residual_squares();
        let [least, largest] = RATES;
        let rates = std::iter::successors(Some(least), |rate| Some(rate * RATE_FACTOR))
            .take_while(|rate| *rate <= largest)
            .flat_map(|rate| [rate, -rate]);
        let tried = rates.map(|rate| (rate, distance(rate)));
        let (rate, _) = tried.min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or_default();
        let (line, _) = robust_line(&powers(times, rate), values, CLIPPED_SHARE);
        Self { rate, line }
    }

    /// The level at each of `times`.
    pub(crate) fn levels(&self, times: &[f64]) -> Vec<f64> {
        powers(times, self.rate).into_iter().map(|power| self.line.at(power)).collect()
    }
}

/// e^(`rate` t) for each of `times`, as parts of the largest.
fn powers(times: &[f64], rate: f64) -> Vec<f64> {
    times.iter().map(|time| (rate * time - rate.abs()).exp()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::statistics::lines::times;

    #[test]
    fn growth_and_decay_are_found_with_the_level_that_they_leave_or_come_to() {
        let times = times((0..300).map(f64::from));
        for (level, size, rate) in [(0.0, 10.0, 2.0), (20.0, 5.0, -3.0), (-4.0, -1.0, 0.8)] {
            let values: Vec<f64> =
                times.iter().map(|t| level + size * f64::exp(rate * t)).collect();
            let found = Exponential::of(&times, &values).levels(&times);
            let furthest =
                found.iter().zip(&values).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            let range = size.abs() * f64::exp(rate.abs());
            assert!(furthest < 0.01 * range, "{level} {size} {rate}: {furthest}");
        }
    }
}
