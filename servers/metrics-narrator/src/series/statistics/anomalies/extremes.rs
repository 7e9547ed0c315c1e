//! How far a series goes beyond what is to be expected of it, and for how long: the anomaly of each run of unusual values.

use crate::series::statistics::{
    Anomaly,
    descriptive::{mean, median, scaled_mad_around, variance},
    expectation::Expectation,
    sample::Sample,
};

use super::{
    FEWEST_TOGETHER, LEAST_DEVIATIONS,
    runs::{Run, length, runs},
};

/// What is near an anomaly, with at least as many ordinary rows between as either of them has, and at least this part as far
/// out, is another one. Anything else is its rim.
const LEAST_PART_OF_ONE_BESIDE: f64 = 0.6;

/// The usual deviation is at least this part of the standard deviation: where most values are just as expected, the others
/// would be thousands of deviations away.
const LEAST_USUAL_DEVIATION: f64 = 0.25;

/// The value furthest from the expected in all that each value of a sample stands for.
pub(super) struct Extremes<'a> {
    sample: &'a Sample,
    expectation: &'a Expectation,
    usual: UsualExtremes,
    /// How far each is from what is to be expected of an extreme, for the noise that it has: above it, or below it if negative.
    pub(super) distances: Vec<f64>,
    /// The usual distance.
    deviation: f64,
}

impl<'a> Extremes<'a> {
    pub(super) fn of(sample: &'a Sample, expectation: &'a Expectation) -> Self {
        let expected = &expectation.values;
        // The largest value of a minute usually lies above the expected, and the smallest below.
        let middle = |extremes: &[f64]| {
            median(extremes.iter().zip(expected).map(|(extreme, expected)| extreme - expected))
        };
        let usual = UsualExtremes { low: middle(sample.lows()), high: middle(sample.highs()) };
        let distances = |side: Side| {
            let extremes = sample.lows().iter().zip(sample.highs()).zip(expected);
            let distances = extremes
                .map(|((low, high), expected)| usual.extreme([*low, *high], *expected, side).1);
            expectation.for_noise(distances.collect())
        };
        let all = distances(Side::Any);
        let least = LEAST_USUAL_DEVIATION * variance(&all).sqrt();
        let deviation = scaled_mad_around(0.0, &all).max(least);
        drop(all);
        let distances = distances(Side::Outward);
        Self { sample, expectation, usual, distances, deviation }
    }

    /// The anomaly of a run and, where it ends before the run does, that of the rest on either side.
    pub(super) fn anomalies(&self, run: Run, scores: &[f64], far: f64) -> Vec<(Run, Anomaly)> {
        let Some(anomaly) = self.anomaly(&run, far) else { return Vec::new() };
        let sides = [(run.first, anomaly.from), (anomaly.to + 1, run.last + 1)];
        let rests = sides.into_iter().flat_map(|(from, to)| {
            let rest = runs(scores.get(from..to).unwrap_or_default(), 1.0, run.last - run.first);
            rest.into_iter().map(move |rest| rest.behind(from))
        });
        let is_like_it = |(_, other): &(Run, Anomaly)| {
            let begin = anomaly.to.min(other.to) + 1;
            let between = anomaly.from.max(other.from).saturating_sub(begin);
            between >= FEWEST_TOGETHER
                && between >= length(&anomaly).max(length(other))
                && other.deviations >= LEAST_PART_OF_ONE_BESIDE * anomaly.deviations
        };
        let rests = rests.flat_map(|rest| self.anomalies(rest, scores, far));
        let mut all: Vec<_> = rests.filter(is_like_it).collect();
        all.push((run, anomaly));
        all
    }

    /// The anomaly of a run.
    fn anomaly(&self, run: &Run, far: f64) -> Option<Anomaly> {
        let within = self.distances.iter().enumerate().take(run.last + 1).skip(run.first);
        // The first of several that are as far.
        let (at, &distance) = within.rev().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))?;
        let extremes = [*self.sample.lows().get(at)?, *self.sample.highs().get(at)?];
        let (value, _) =
            self.usual.extreme(extremes, *self.expectation.values.get(at)?, Side::Outward);
        let (from, to) = self.without_strays(self.ends(run, at, far), at, far);
        let deviations = distance.abs() / self.deviation;
        let expected = self.sample.held(value - distance * self.expectation.noise_scale(at));
        Some(Anomaly { from, to, at, value, expected, deviations })
    }

    /// The distances of the values from the expected, for the noise that each has.
    pub(super) fn residuals(&self) -> Vec<f64> {
        let values = self.sample.values.iter().zip(&self.expectation.values);
        self.expectation.for_noise(values.map(|(value, expected)| value - expected).collect())
    }

    /// The first and the last row of the anomaly of a run that is furthest out `at` a row. It lasts as long as the series is at
    /// least half as far out as what is unusual on its own or, where nothing is, as that row; and all of the run if it only
    /// lasts.
    fn ends(&self, run: &Run, at: usize, far: f64) -> [usize; 2] {
        let furthest = self.distances.get(at).copied().unwrap_or_default();
        let only_lasts = furthest.abs() < LEAST_DEVIATIONS * self.deviation;
        let least = if only_lasts { far } else { far.min(furthest.abs()) } / 2.0;
        let is_noticeable = |(_, other): &(usize, &f64)| **other * furthest.signum() >= least;
        let rows = || self.distances.iter().enumerate();
        let mut noticeable = rows().take(run.last + 1).skip(run.first).filter(is_noticeable);
        let Some((first, _)) = noticeable.next() else { return [run.first, run.last] };
        let last = noticeable.next_back().map_or(first, |(row, _)| row);
        let (first, last) = (first.min(at), last.max(at));
        // What is noticeable next to it is part of it.
        let before = rows().take(first).rev().take_while(is_noticeable).last();
        let after = rows().skip(last + 1).take_while(is_noticeable).last();
        [before.map_or(first, |(row, _)| row), after.map_or(last, |(row, _)| row)]
    }

    /// Whether an anomaly lasts and most of it and of its run is further from the expected than any value more than `reach` away
    /// from both.
    pub(super) fn lies_beyond_all(&self, run: &Run, anomaly: &Anomaly, reach: usize) -> bool {
        if length(anomaly) < FEWEST_TOGETHER {
            return false;
        }
        let sign = (anomaly.value - anomaly.expected).signum();
        let rows = || self.distances.iter().map(|distance| distance * sign).enumerate();
        let (first, last) = (run.first.min(anomaly.from), run.last.max(anomaly.to));
        let near = first.saturating_sub(reach)..=last + reach;
        let others = rows().filter(|(row, _)| !near.contains(row));
        let furthest = others.map(|(_, distance)| distance).fold(0.0, f64::max);
        let own = rows().take(last + 1).skip(first).map(|(_, distance)| distance);
        median(own) > furthest
    }

    /// The first and the last row of an anomaly around `at`, when it is noticeable from `first` to `last`, without a few far
    /// rows at its ends that more ordinary ones part from it.
    fn without_strays(&self, [first, last]: [usize; 2], at: usize, far: f64) -> (usize, usize) {
        let sign = self.distances.get(at).map_or(1.0, |distance| distance.signum());
        let rows = self.distances.iter().map(|distance| distance * sign).enumerate();
        let rows: Vec<(usize, f64)> = rows.take(last + 1).skip(first).collect();
        // What is unusual on its own says how far the others have to be; the ordinary rows between say nothing of it.
        let distances = || rows.iter().map(|(_, distance)| *distance);
        let own: Vec<f64> = distances().filter(|distance| *distance >= far).collect();
        let usual =
            if own.is_empty() { mean(&distances().collect::<Vec<_>>()) } else { median(own) };
        let least = usual / 2.0;
        // As far as its rows are worth more, beyond what is ordinary, than those between them lack.
        let end = |side: &mut dyn Iterator<Item = &(usize, f64)>| {
            let (mut sum, mut most, mut end, mut strays) = (0.0, 0.0, at, 0);
            for (row, distance) in side {
                sum += distance - least;
                strays += usize::from(*distance >= far / 2.0);
                if sum > most {
                    (most, end, strays) = (sum, *row, 0);
                }
            }
            (strays <= FEWEST_TOGETHER).then_some(end)
        };
        let before = end(&mut rows.iter().rev().filter(|(row, _)| *row < at));
        let after = end(&mut rows.iter().filter(|(row, _)| *row > at));
        (before.unwrap_or(first), after.unwrap_or(last))
    }
}

/// How far the extremes usually are above the expected.
#[derive(Clone, Copy)]
struct UsualExtremes {
    low: f64,
    high: f64,
}

/// Which distances from what is to be expected of an extreme count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Any,
    /// A highest value that is lower than usual says that little happened, or that the bucket has few rows.
    Outward,
}

impl UsualExtremes {
    /// The one of two extremes that is further from what is to be expected of it, and how far.
    fn extreme(self, [low, high]: [f64; 2], expected: f64, side: Side) -> (f64, f64) {
        let (mut below, mut above) = (low - expected - self.low, high - expected - self.high);
        if side == Side::Outward {
            (below, above) = (below.min(0.0), above.max(0.0));
        }
        if above.abs() >= below.abs() { (high, above) } else { (low, below) }
    }
}
