//! What repeats itself in a series: its period, and the usual course within one.
//!
//! The period is a peak of the autocorrelation. Whether it is one is decided by classical decomposition (Macaulay, 1931): the
//! moving average over a whole period is taken away, which leaves nothing of a trend and little of a random walk; what the
//! medians of the phases explain of the rest, judged for each period by those of the others and without the few values
//! that are far from it, is the `strength` of the season. `phases` has the medians. How strong it has to be depends on what
//! chance could do: with few events, few periods, or noise whose neighbors are alike.

mod strength;

use crate::series::quantiles::quantiles;
use crate::series::statistics::{
    Seasonality, averages,
    fourier::Fourier,
    lines::{Sums, times},
    order::{count, outlying_distance},
    periods::{Candidate, candidates, is_of_calendar},
    phases::{Phase, unforeseen, without_outliers},
    sample::{LEAST_VISIBLE, Sample},
};
use strength::{BETTER_STRENGTH, Periods, Strength};

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
pub(crate) struct Season {
    /// The usual course of a period, a value for each cell. Half of them are above 0, so that the level is what a person calls
    /// the level; those of cells that no period has a value in do not count, for a shop has none at night.
    profile: Vec<f64>,
    /// From the lowest to the highest of them.
    amplitude: f64,
    strength: Strength,
}

impl Season {
    /// What repeats itself in `values`, one for each value of `sample`.
    pub(crate) fn of(sample: &Sample, values: &[f64], fourier: &mut Fourier) -> Option<Self> {
        if !sample.has_even_grid {
            return None;
        }
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
            let season = calendar
                .map(of_calendar)
                .filter(|calendar| calendar.explained() >= found.explained() - CALENDAR_STRENGTH)
                .unwrap_or(found);
            let periods = season.periods(sample);
            let least = season.strength.least(periods);
            let is_better = |best: &Self| {
                if is_told_apart(best.period(), season.period(), &sample.cells) {
                    season.strength.is_better(&best.strength, periods)
                } else {
                    season.explained() >= best.explained()
                }
            };
            if season.explained() >= least
                && best.as_ref().is_none_or(is_better)
                && season.amplitude >= LEAST_VISIBLE
                && (periods.are_of_calendar || season.is_followed(sample))
            {
                best = Some(season);
            }
        }
        best.map(|best| best.shortened(&around, sample))
    }

    /// The shortest period that repeats itself within this one and is as strong: a period holds a shorter one that was not
    /// proposed, because it is too short or because of what happened beside it.
    fn shortened(mut self, grid: &[f64], sample: &Sample) -> Self {
        while let Some(shorter) = PARTS
            .into_iter()
            .filter(|part| self.period().is_multiple_of(*part) && self.period() > *part)
            .map(|part| self.period() / part)
            .filter(|shorter| is_told_apart(*shorter, self.period(), &sample.cells))
            .map(|shorter| Self::with_period(shorter, grid, &sample.cells))
            .find(|shorter| {
                let least = shorter.strength.least(shorter.periods(sample));
                let is_as_strong = shorter.explained() >= self.explained() - BETTER_STRENGTH
                    && !self.strength.leaves_little(&shorter.strength, self.periods(sample));
                shorter.explained() >= least && is_as_strong
            })
        {
            self = shorter;
        }
        self
    }

    /// The course of a period of `period` cells in the values of a grid, of which those of `cells` are known.
    fn with_period(period: usize, grid: &[f64], cells: &[usize]) -> Self {
        let level = averages::of_runs_along_lines(&without_outliers(grid, period), period);
        let mut rest = vec![f64::NAN; grid.len()];
        for &cell in cells {
            if let (Some(slot), Some(value), Some(level)) =
                (rest.get_mut(cell), grid.get(cell), level.get(cell))
            {
                *slot = value - level;
            }
        }
        drop(level);
        let phases = Phase::all(&rest, period);
        let profile = phases.iter().map(|phase| phase.median).collect();
        let judged = |mut profile: Vec<f64>, width: usize| {
            let strength = Strength::of(&unforeseen(&rest, &phases, width), &rest);
            let seen = phases.iter().zip(&profile).filter(|(phase, _)| phase.is_seen);
            let mut seen: Vec<f64> = seen.map(|(_, value)| *value).collect();
            let [lowest, middle, highest] = quantiles(&mut seen, [0.0, 0.5, 1.0]);
            profile.iter_mut().for_each(|value| *value -= middle);
            Self { profile, amplitude: highest - lowest, strength }
        };
        let width = (period / SMOOTHED_PART) | 1;
        let exact = judged(profile, 1);
        if width == 1 {
            return exact;
        }
        let smooth = judged(averages::of_runs_in_circle(exact.profile.clone(), width), width);
        if smooth.strength.left < exact.strength.left { smooth } else { exact }
    }

    /// The share of the variance that it explains.
    fn explained(&self) -> f64 {
        self.strength.explained
    }

    /// How many of its periods the sample has.
    fn periods(&self, sample: &Sample) -> Periods {
        Periods {
            count: count(sample.values.len()) / count(self.period()),
            are_of_calendar: is_of_calendar(self.period(), sample.cell_milliseconds),
        }
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

    /// The season in the units of the series.
    pub(crate) fn in_units(&self, sample: &Sample) -> Seasonality {
        Seasonality {
            period_milliseconds: count(self.period()) * sample.cell_milliseconds,
            strength: self.explained().clamp(0.0, 1.0),
            amplitude: sample.difference_in_unit(self.amplitude),
        }
    }
}

/// Whether the known `cells` tell a period from a `longer` one that holds it several times. They do not where a shop that is
/// open from 9 to 17 has one phase of the day in each phase of eight hours.
fn is_told_apart(shorter: usize, longer: usize, cells: &[usize]) -> bool {
    if !longer.is_multiple_of(shorter) {
        return true;
    }
    let mut is_seen = vec![false; longer];
    for cell in cells {
        is_seen.get_mut(cell % longer).into_iter().for_each(|is_seen| *is_seen = true);
    }
    let seen = || is_seen.iter().enumerate().filter(|(_, is_seen)| **is_seen);
    let mut in_phase = vec![0_usize; shorter];
    for (phase, _) in seen() {
        in_phase.get_mut(phase % shorter).into_iter().for_each(|number| *number += 1);
    }
    let shares = |(phase, _): &(usize, &bool)| {
        in_phase.get(phase % shorter).is_some_and(|number| *number > 1)
    };
    2 * seen().filter(shares).count() >= seen().count()
}

/// How far above or below its level a series usually is in `cell`: nowhere without a season.
pub(crate) fn seasonal(season: Option<&Season>, cell: usize) -> f64 {
    season.map_or(0.0, |season| season.at(cell))
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
    let times = times((0..grid.len()).map(count));
    Sums::of(&times, grid).line().around(&times, grid)
}
