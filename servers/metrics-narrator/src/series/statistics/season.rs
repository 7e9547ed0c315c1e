//! What repeats itself in a series: its period, and the usual course within one.
//!
//! The period is a peak of the autocorrelation. Whether it is one is decided by classical decomposition (Macaulay, 1931): the
//! moving average over a whole period is taken away, which leaves nothing of a trend and little of a random walk; what the
//! medians of the phases explain of the rest, judged for each period by those of the others and without the few values
//! that are far from it, is the strength of the season. `phases` has the medians. How strong it has to be depends on what
//! chance could do: with few events, few periods, or noise whose neighbors are alike.

use crate::series::statistics::{
    Season,
    fourier::Fourier,
    lines::{Sums, times},
    order::{count, mean, outlying_distance, variance},
    periods::{Candidate, candidates},
    phases::{Phase, circular_average, unforeseen, without_outliers},
    sample::{LEAST_VISIBLE, Sample},
};

/// A season explains at least this share of the variance around the moving average, for periods it has not seen.
const LEAST_STRENGTH: f64 = 0.4;

/// How much more it has to explain where there are few events, divided by their number: a handful of spikes are now and
/// then equally far apart.
const STRENGTH_OF_FEW_EVENTS: f64 = 2.0;

/// How much more where what it leaves over is like few independent values, divided by their number: noise whose neighbors
/// are alike, and a random walk, have waves of a few periods.
const STRENGTH_OF_FEW_VALUES: f64 = 6.0;

/// A season that explains so much more is seen, whatever it leaves over.
const MOST_STRENGTH_OF_FEW_VALUES: f64 = 0.4;

/// How much more a period has to explain of which there are few, divided by their number.
const STRENGTH_OF_FEW_PERIODS: f64 = 1.0;

/// The same of the calendar, where a period is to be expected.
const STRENGTH_OF_FEW_CALENDAR_PERIODS: f64 = 0.3;

/// A longer period holds a shorter one several times and fits at least as well. It has to explain this much more of the
/// variance to be the better description.
const BETTER_STRENGTH: f64 = 0.05;

/// How much less of the variance a period of the calendar may explain.
const CALENDAR_STRENGTH: f64 = 0.02;

/// A period is divided by these, one after the other, to find a shorter one in it.
const PARTS: [usize; 4] = [7, 5, 3, 2];

/// A smooth course is averaged over this part of its period, an hour of a day.
const SMOOTHED_PART: usize = 24;

/// The lowest or the highest of a bucket rises and falls with the season by at least this part. That of a wave of two
/// buckets follows it by three quarters, and that of a shorter one by less.
const LEAST_FOLLOWED: f64 = 0.75;

/// How many standard errors it has to be below that: a season in noise is not lost for what the largest noise does.
const SURE_STANDARD_ERRORS: f64 = 3.0;

/// What repeats itself in a sample.
#[derive(Debug, Clone)]
pub(crate) struct Repetition {
    /// The usual course of a period, around 0, a value for each cell.
    profile: Vec<f64>,
    /// The share of the variance around the moving average that it explains, for periods it has not seen, outliers left out.
    strength: f64,
    /// The strength that noise like what it leaves over does not reach.
    least_strength: f64,
}

impl Repetition {
    /// What repeats itself in `values`, one for each value of `sample`.
    pub(crate) fn of(sample: &Sample, values: &[f64], fourier: &mut Fourier) -> Option<Self> {
        let around = around_line(&on_grid(sample, values));
        let limit = outlying_distance(&around);
        let near: Vec<f64> = around.iter().map(|value| value.clamp(-limit, limit)).collect();
        let candidates = candidates(&fourier.autocorrelation(&near), sample.cell_milliseconds);
        drop(near);
        let mut best: Option<Self> = None;
        for Candidate { period, calendar } in candidates {
            let with_period = |period| Self::with_period(period, &around, &sample.cells);
            let found = with_period(period);
            let of_calendar = |calendar| {
                if calendar == period { found.clone() } else { with_period(calendar) }
            };
            let calendar = calendar
                .map(of_calendar)
                .filter(|calendar| calendar.strength >= found.strength - CALENDAR_STRENGTH);
            let is_of_calendar = calendar.is_some();
            let repetition = calendar.unwrap_or(found);
            let few = few_periods(is_of_calendar, count(values.len()) / count(repetition.period()));
            let least = repetition.least_strength.max(LEAST_STRENGTH + few);
            let better = |best: &Self| least.max(best.strength + few.max(BETTER_STRENGTH));
            let to_beat = best.as_ref().map_or(least, better);
            if repetition.strength >= to_beat
                && repetition.amplitude() >= LEAST_VISIBLE
                && (is_of_calendar || repetition.is_followed(sample))
            {
                best = Some(repetition);
            }
        }
        best.map(|best| best.shortened(&around, &sample.cells))
    }

    /// The shortest period that repeats itself within this one and is as strong: a period holds a shorter one that was not
    /// proposed, because it is too short or because of what happened beside it.
    fn shortened(mut self, grid: &[f64], cells: &[usize]) -> Self {
        while let Some(shorter) = PARTS
            .into_iter()
            .filter(|part| self.period().is_multiple_of(*part) && self.period() > *part)
            .map(|part| Self::with_period(self.period() / part, grid, cells))
            .find(|shorter| shorter.strength >= self.strength - BETTER_STRENGTH)
        {
            self = shorter;
        }
        self
    }

    /// The course of a period of `period` cells in the values of a grid, of which those of `cells` are known.
    fn with_period(period: usize, grid: &[f64], cells: &[usize]) -> Self {
        let level = moving_average(&without_outliers(grid, period), period);
        let mut rest = vec![f64::NAN; grid.len()];
        for &cell in cells {
            if let (Some(slot), Some(value), Some(level)) =
                (rest.get_mut(cell), grid.get(cell), level.get(cell))
            {
                *slot = value - level;
            }
        }
        let phases = Phase::all(&rest, period);
        let mut profile: Vec<f64> = phases.iter().map(|phase| phase.median).collect();
        let middle = mean(&profile);
        profile.iter_mut().for_each(|value| *value -= middle);
        let judged = |profile: Vec<f64>, width: usize| {
            let (strength, least_strength) = strength(&unforeseen(&rest, &phases, width), &rest);
            Self { profile, strength, least_strength }
        };
        let width = (period / SMOOTHED_PART) | 1;
        let exact = judged(profile, 1);
        if width == 1 {
            return exact;
        }
        let smooth = judged(circular_average(exact.profile.clone(), width), width);
        if smooth.strength >= exact.strength { smooth } else { exact }
    }

    /// Whether the lowest or the highest of what each value stands for may rise and fall with the season. A wave that is
    /// shorter than the buckets leaves one in their means that is longer (Shannon, 1949), and reaches from its lowest to
    /// its highest in each of them.
    fn is_followed(&self, sample: &Sample) -> bool {
        let follow = |extremes: &[f64]| {
            let cells = sample.cells.iter().zip(&sample.values).zip(extremes);
            let (seasons, apart): (Vec<f64>, Vec<f64>) =
                cells.map(|((cell, value), extreme)| (self.at(*cell), extreme - value)).unzip();
            let sums = Sums::of(&seasons, &apart);
            let error = (sums.distance() / count(seasons.len()) / sums.spread()).sqrt();
            // What follows the values is always as far from them: a slope of 0, and one of -1 if it stands still.
            sums.line().slope + SURE_STANDARD_ERRORS * error >= LEAST_FOLLOWED - 1.0
        };
        follow(sample.lows()) || follow(sample.highs())
    }

    /// How far above or below its level the series usually is in `cell`.
    pub(crate) fn at(&self, cell: usize) -> f64 {
        self.profile.get(cell % self.profile.len().max(1)).copied().unwrap_or_default()
    }

    /// After how many cells it repeats itself.
    pub(crate) fn period(&self) -> usize {
        self.profile.len()
    }

    /// From the lowest to the highest value of the course.
    fn amplitude(&self) -> f64 {
        let lowest = self.profile.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = self.profile.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        highest - lowest
    }

    /// The season in the units of the series.
    pub(crate) fn named(&self, sample: &Sample) -> Season {
        Season {
            period_milliseconds: count(self.period()) * sample.cell_milliseconds,
            strength: self.strength.clamp(0.0, 1.0),
            amplitude: sample.difference_in_unit(self.amplitude()),
        }
    }
}

/// The share of the variance of `rest` that is not `left`, without the outliers of what is left, and the share that chance
/// does not reach. What is NaN has no part.
fn strength(left: &[f64], rest: &[f64]) -> (f64, f64) {
    let known: Vec<f64> = left.iter().copied().filter(|left| !left.is_nan()).collect();
    let far = outlying_distance(&known);
    let is_usual = |left: &f64| left.abs() <= far;
    let usual = left.iter().zip(rest).filter(|(left, _)| is_usual(left));
    let (unseen, all): (Vec<f64>, Vec<f64>) = usual.unzip();
    let explained = 1.0 - variance(&unseen) / variance(&all).max(f64::MIN_POSITIVE);
    // As many as there are values where all are equally large, and as many as there are spikes where those are all.
    let sum = |power: i32| all.iter().map(|value| value.powi(power)).sum::<f64>();
    let events = sum(2).powi(2) / sum(4).max(f64::MIN_POSITIVE);
    let pairs = left.iter().zip(left.iter().skip(1));
    let (common, squares) = pairs
        .filter(|(a, b)| is_usual(a) && is_usual(b))
        .fold((0.0, 0.0), |(common, squares), (a, b)| (common + a * b, squares + a * a));
    let kept = if squares > 0.0 { (common / squares).clamp(0.0, 1.0) } else { 0.0 };
    let independent = count(known.len()) * (1.0 - kept) / (1.0 + kept);
    let of_few = STRENGTH_OF_FEW_EVENTS / events.max(f64::MIN_POSITIVE);
    let of_alike = (STRENGTH_OF_FEW_VALUES / independent.max(f64::MIN_POSITIVE))
        .min(MOST_STRENGTH_OF_FEW_VALUES);
    (explained, LEAST_STRENGTH + of_few.max(of_alike))
}

/// How much more of the variance a season has to explain that was seen so many times.
fn few_periods(is_of_calendar: bool, periods: f64) -> f64 {
    let of_one =
        if is_of_calendar { STRENGTH_OF_FEW_CALENDAR_PERIODS } else { STRENGTH_OF_FEW_PERIODS };
    of_one / periods
}

/// The values in their cells; a cell without one lies on the line between its neighbors.
fn on_grid(sample: &Sample, values: &[f64]) -> Vec<f64> {
    let mut grid: Vec<f64> = Vec::with_capacity(sample.cell_count());
    for (&cell, &value) in sample.cells.iter().zip(values) {
        if let Some(&before) = grid.last() {
            let first = grid.len();
            let steps = count((cell + 1).saturating_sub(first));
            grid.extend(
                (first..cell)
                    .map(|between| before + (value - before) * count(between + 1 - first) / steps),
            );
        }
        grid.push(value);
    }
    grid
}

/// The distances of the values of a grid from the line through them.
fn around_line(grid: &[f64]) -> Vec<f64> {
    let times = times(&(0..grid.len()).collect::<Vec<_>>());
    Sums::of(&times, grid).line().around(&times, grid)
}

/// The mean of the `width` values around each one. At either end, where half of them are missing, the averages go on along
/// the line of those next to them.
fn moving_average(values: &[f64], width: usize) -> Vec<f64> {
    let (n, half) = (values.len(), width / 2);
    let mut sums = Vec::with_capacity(n + 1);
    let mut sum = 0.0;
    sums.push(sum);
    for value in values {
        sum += value;
        sums.push(sum);
    }
    let mut averages: Vec<f64> = sums
        .iter()
        .zip(sums.iter().skip(width))
        .map(|(from, to)| (to - from) / count(width))
        .collect();
    // One average for each run of `width` values; the run around a value begins `half` before it.
    averages.truncate(n.saturating_sub(2 * half));
    let near = averages.len().min(width);
    let line = |averages: &mut dyn Iterator<Item = f64>| {
        let run: Vec<f64> = averages.take(near).collect();
        let positions: Vec<f64> = (0..near).map(count).collect();
        Sums::of(&positions, &run).line()
    };
    let before = line(&mut averages.iter().copied());
    let after = line(&mut averages.iter().rev().copied());
    let missing_after = n - half.min(n) - averages.len();
    let begin = (1..=half).rev().map(|distance| before.at(-count(distance)));
    let end = (1..=missing_after).map(|distance| after.at(-count(distance)));
    begin.chain(averages.iter().copied()).chain(end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moving_average_over_a_period_leaves_the_trend_up_to_both_ends() {
        for period in [4, 7] {
            let wave = |index: usize| [3.0, -1.0, -2.0, 0.0, 2.0, -2.0, 0.0][index % period % 7];
            let middle = mean(&(0..period).map(wave).collect::<Vec<f64>>());
            let values: Vec<f64> = (0..40).map(|index| 0.5 * count(index) + wave(index)).collect();
            // The average of an even number of values stands half a step before the one it is for.
            let shift = if period % 2 == 0 { 0.25 } else { 0.0 };
            let averages = moving_average(&values, period);
            assert_eq!(averages.len(), values.len());
            for (index, average) in averages.into_iter().enumerate() {
                let expected = 0.5 * count(index) + middle - shift;
                assert!(
                    (average - expected).abs() < 1e-9,
                    "{period} {index}: {average} {expected}"
                );
            }
        }
    }
}
