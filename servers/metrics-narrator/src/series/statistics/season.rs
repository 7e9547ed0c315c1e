//! What repeats itself in a series: its period, and the usual course within one.
//!
//! The period is a peak of the autocorrelation. Whether it is one is decided by classical decomposition (Macaulay, 1931): the
//! moving average over a whole period is taken away, which leaves nothing of a trend and little of a random walk; what the
//! medians of the phases explain of the rest, judged by periods that were left out, is the strength of the season.

use crate::series::statistics::{
    Season,
    fourier::Fourier,
    lines::{Sums, times},
    order::{clipped, count, mean, median, variance},
    periods::{SHORTEST_PERIOD, calendar_period, periods},
    sample::{LEAST_VISIBLE, Sample},
};

/// A season explains at least this share of the variance around the moving average, for periods it has not seen. Noise
/// that is strongly autocorrelated reaches 0.3 now and then.
const LEAST_STRENGTH: f64 = 0.4;

/// How much more a season of few values has to explain, divided by their number: noise of a dozen values repeats itself by
/// chance, and that of a hundred does not.
const STRENGTH_OF_FEW_VALUES: f64 = 4.0;

/// A longer period holds a shorter one several times and fits at least as well. It has to explain this much more of the
/// variance to be the better description.
const BETTER_STRENGTH: f64 = 0.05;

/// How much less of the variance a period of the calendar may explain.
const CALENDAR_STRENGTH: f64 = 0.02;

/// The share of the values at either end that the autocorrelation sees no further out: single spikes repeat nothing.
const CLIPPED_SHARE: f64 = 0.01;

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
    /// The share of the variance around the moving average that it explains, for periods it has not seen.
    strength: f64,
}

impl Repetition {
    /// What repeats itself in `values`, one for each value of `sample`.
    pub(crate) fn of(sample: &Sample, values: &[f64], fourier: &mut Fourier) -> Option<Self> {
        let around = around_line(&on_grid(sample, values));
        let periods = periods(&fourier.autocorrelation(&clipped(around.clone(), CLIPPED_SHARE)));
        let mut best: Option<Self> = None;
        for period in periods {
            let found = Self::with_period(period, &around, &sample.cells);
            let calendar = calendar_period(period, sample.cell_milliseconds)
                .map(|period| Self::with_period(period, &around, &sample.cells))
                .filter(|calendar| calendar.strength >= found.strength - CALENDAR_STRENGTH);
            let is_of_calendar = calendar.is_some();
            let repetition = calendar.unwrap_or(found);
            let least = LEAST_STRENGTH + STRENGTH_OF_FEW_VALUES / count(values.len());
            let to_beat = best.as_ref().map_or(least, |best| best.strength + BETTER_STRENGTH);
            if repetition.strength >= to_beat
                && repetition.amplitude() >= LEAST_VISIBLE
                && (is_of_calendar || repetition.is_followed(sample))
            {
                best = Some(repetition);
            }
        }
        best.map(|best| best.shortened(&around, &sample.cells))
    }

    /// The shortest period that repeats itself within this one, too short to be proposed on its own, and as strong.
    fn shortened(self, grid: &[f64], cells: &[usize]) -> Self {
        let period = self.period();
        (2..SHORTEST_PERIOD.min(period))
            .filter(|part| period.is_multiple_of(*part))
            .map(|part| Self::with_period(part, grid, cells))
            .find(|short| short.strength >= self.strength - BETTER_STRENGTH)
            .unwrap_or(self)
    }

    /// The course of a period of `period` cells in the values of a grid, of which those of `cells` are known.
    fn with_period(period: usize, grid: &[f64], cells: &[usize]) -> Self {
        let level = moving_average(grid, period);
        let mut rest = vec![f64::NAN; grid.len()];
        let mut known = Vec::with_capacity(cells.len());
        for &cell in cells {
            if let (Some(slot), Some(value), Some(level)) =
                (rest.get_mut(cell), grid.get(cell), level.get(cell))
            {
                *slot = value - level;
                known.push(value - level);
            }
        }
        let mut profile: Vec<f64> = (0..period)
            .map(|phase| {
                median(
                    rest.iter().skip(phase).step_by(period).copied().filter(|rest| !rest.is_nan()),
                )
            })
            .collect();
        let middle = mean(&profile);
        profile.iter_mut().for_each(|value| *value -= middle);

        let all = variance(&known);
        let periods = count(cells.len()) / count(period);
        let judged = |profile: Vec<f64>, smoothed_cells: usize| {
            let repetition = Self { profile, strength: 0.0 };
            let left: Vec<f64> = cells
                .iter()
                .zip(&known)
                .map(|(cell, value)| value - repetition.at(*cell))
                .collect();
            // A mean of k values is nearer to each of them than to a further one, by (k - 1) / k.
            let averaged = periods * count(smoothed_cells);
            let unseen = variance(&left) * (averaged / (averaged - 1.0)).powi(2);
            let strength = if all > 0.0 { 1.0 - unseen / all } else { 0.0 };
            Self { strength, ..repetition }
        };
        let width = (period / SMOOTHED_PART) | 1;
        let smooth = judged(circular_average(&profile, width), width);
        let exact = judged(profile, 1);
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

/// The mean of the `width` values around each one, an odd number, of values that go round in a circle.
fn circular_average(values: &[f64], width: usize) -> Vec<f64> {
    let n = values.len();
    let turned = values.iter().cycle().skip(n - (width / 2).min(n)).take(n + width - 1);
    let turned: Vec<f64> = turned.copied().collect();
    turned.windows(width).map(mean).collect()
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

    #[test]
    fn a_circular_average_goes_round() {
        assert_eq!(circular_average(&[3.0, 0.0, 0.0, 6.0], 3), [3.0, 1.0, 2.0, 3.0]);
        assert_eq!(circular_average(&[1.0, 2.0], 1), [1.0, 2.0]);
    }
}
