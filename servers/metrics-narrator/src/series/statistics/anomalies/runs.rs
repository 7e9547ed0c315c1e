//! Where a series is unusual: how far its values and their averages are beyond what is usual, and the runs of those that are.

use crate::series::statistics::{
    Anomaly, averages,
    block_maxima::unusual_distance,
    descriptive::{as_f64, as_usize, median},
};

use super::FEWEST_TOGETHER;

/// The parts of the series that are averaged to see what lasts, half a decade apart.
const AVERAGED_SHARES: [f64; 3] = [0.003, 0.01, 0.03];

/// How unusual each value is, on its own by `distances` or with those around it by `residuals`: from 1.
pub(super) fn scores(distances: &[f64], residuals: &[f64]) -> Vec<f64> {
    let n = as_f64(residuals.len());
    let widths = AVERAGED_SHARES.map(|share| (as_usize(share * n) | 1).max(FEWEST_TOGETHER));
    let mut scores = vec![0.0_f64; residuals.len()];
    let mut raise = |distances: &[f64]| {
        let far = unusual_distance(distances);
        if far > 0.0 {
            let higher =
                |(score, distance): (&mut f64, &f64)| *score = score.max(distance.abs() / far);
            scores.iter_mut().zip(distances).for_each(higher);
        }
    };
    raise(distances);
    widths.into_iter().for_each(|width| raise(&averages_around_middle(residuals, width)));
    scores
}

/// The mean of the `width` values around each one, from the median of all these means.
fn averages_around_middle(values: &[f64], width: usize) -> Vec<f64> {
    let mut averages = averages::of_runs(values, width);
    let middle = median(averages.iter().copied());
    averages.iter_mut().for_each(|average| *average -= middle);
    averages
}

/// A run of unusual values.
pub(super) struct Run {
    pub(super) first: usize,
    pub(super) last: usize,
    /// The most unusual one, and how unusual it is.
    peak: usize,
    pub(super) score: f64,
}

impl Run {
    /// The same run where so many values stand before it.
    pub(super) fn behind(self, values: usize) -> Self {
        let Self { first, last, peak, score } = self;
        Self { first: first + values, last: last + values, peak: peak + values, score }
    }
}

/// The runs of values whose score is at least `least`; those at most `reach` apart are in one run.
pub(super) fn runs(scores: &[f64], least: f64, reach: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (index, &score) in scores.iter().enumerate().filter(|(_, score)| **score >= least) {
        match runs.last_mut() {
            Some(run) if index - run.last <= reach => {
                run.last = index;
                if score > run.score {
                    (run.peak, run.score) = (index, score);
                }
            }
            _ => runs.push(Run { first: index, last: index, peak: index, score }),
        }
    }
    runs
}

/// How many rows an anomaly has.
pub(super) fn length(anomaly: &Anomaly) -> usize {
    anomaly.to - anomaly.from + 1
}
