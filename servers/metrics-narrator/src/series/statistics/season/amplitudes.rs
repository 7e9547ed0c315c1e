//! Where the amplitude of a season changes: a sensor that is stuck no longer follows the days, an office opens, a nightly job
//! comes to copy twice as much.
//!
//! Each period, or each part of one, has an amplitude of its own: the coefficient of what is left around the level on the
//! course of the season. These are a series, and where its level changes is found as in any other (`changes`).

use std::ops::Range;

use crate::series::statistics::{
    changes::changes,
    descriptive::{as_f64, mean, scaled_mad_around},
    lines::{Sums, best_split, times},
    pieces::{Piece, pieces},
    season::grid::Grid,
};

/// Fewer amplitudes than this have no levels.
const FEWEST_AMPLITUDES: usize = 10;

/// A period is divided into at most so many parts: of few periods, they say more exactly where an amplitude changes.
const MOST_PARTS: usize = 4;

/// A part of a period says how large the season is there if the course has at least this part of the usual weight in it.
const LEAST_WEIGHT: f64 = 0.5;

/// What amplitudes have in common is that they vary: more changes than those of what began and ended are no levels.
const MOST_CHANGES: usize = 2;

/// An amplitude lasts for at least this part of the series: where a season stops for less, it is an anomaly.
const LEAST_SHARE: f64 = 0.15;

/// An amplitude differs from the one before it by at least this part of the larger of them.
const LEAST_CHANGE: f64 = 0.25;

/// And by so many usual deviations of the amplitudes from their levels.
const LEAST_DEVIATIONS: f64 = 2.0;

/// Amplitudes change as the level does if they differ from it by at most this part of the largest.
const LARGEST_DIFFERENCE: f64 = 0.15;

/// So many periods on both sides of a change say where it is.
const PERIODS_BESIDE: usize = 2;

/// Where the amplitude is less than this part of the largest, there is no season.
const LEAST_FACTOR: f64 = 0.1;

/// How large a season is in each part of a series.
#[derive(Debug, Clone)]
pub(crate) struct Amplitudes {
    /// The first cell of each new amplitude.
    changes: Vec<usize>,
    /// The amplitude of each part, as a part of the largest.
    factors: Vec<f64>,
}

impl Amplitudes {
    /// Those of a season of this course in the values of a `grid`, of which `rest` is left around their level; none where they are
    /// one.
    pub(crate) fn of(course: &[f64], grid: &Grid, rest: &[f64]) -> Option<Self> {
        let middle = mean(course);
        let course: Vec<f64> = course.iter().map(|value| value - middle).collect();
        let blocks = blocks(&course, rest);
        if blocks.len() < FEWEST_AMPLITUDES {
            return None;
        }
        let times = times(blocks.iter().map(|block| as_f64(block.cells.start)));
        let amplitudes: Vec<f64> = blocks.iter().map(Block::amplitude).collect();
        let found = changes(&times, &amplitudes, &vec![0.0; amplitudes.len()]);
        let levels = levels(&found, &times, &amplitudes)?;
        let largest = levels.iter().copied().fold(0.0, f64::max);
        if largest <= 0.0 {
            return None;
        }
        let cell = |change: &usize| {
            let beside = (blocks.get(change - 1)?, blocks.get(*change)?);
            Some(place(&(beside.0.cells.start..beside.1.cells.end), &course, &grid.around))
        };
        let changes: Vec<usize> = found.iter().filter_map(cell).collect();
        let least = LEAST_SHARE * as_f64(rest.len());
        let lasts = |(from, to): (usize, usize)| as_f64(to.saturating_sub(from)) >= least;
        if !pieces(&changes, rest.len()).all(lasts) {
            return None;
        }
        let factor =
            |level: &f64| if *level < LEAST_FACTOR * largest { 0.0 } else { level / largest };
        Some(Self { changes, factors: levels.iter().map(factor).collect() })
    }

    /// Whether they change as the level does that a season of so many cells has in a grid, so that they are no more than that.
    pub(crate) fn are_of_level(&self, grid: &Grid, period: usize) -> bool {
        let n = grid.around.len();
        let level = |(from, to): (usize, usize)| {
            let whole = (to - from) / period * period;
            grid.mean_height(if to < n { to - whole..to } else { from..from + whole })
        };
        let levels: Option<Vec<f64>> = pieces(&self.changes, n).map(level).collect();
        levels.is_some_and(|levels| {
            let largest = levels.iter().copied().fold(0.0, f64::max);
            let differ = |(factor, level): (&f64, &f64)| (factor - level / largest).abs();
            self.factors.iter().zip(&levels).map(differ).all(|it| it <= LARGEST_DIFFERENCE)
        })
    }

    /// The cells of each part of a grid of `n` in which there is no season.
    pub(crate) fn silent(&self, n: usize) -> impl Iterator<Item = Range<usize>> {
        let parts = pieces(&self.changes, n).zip(&self.factors);
        parts.filter(|(_, factor)| **factor == 0.0).map(|((from, to), _)| from..to)
    }

    /// The amplitude in a cell, as a part of the largest.
    pub(crate) fn at(&self, cell: usize) -> f64 {
        let number = self.changes.partition_point(|change| *change <= cell);
        self.factors.get(number).copied().unwrap_or(1.0)
    }

    /// What is left around the level as parts of the amplitude; NaN where there is no season.
    pub(crate) fn relative(&self, rest: &[f64]) -> Vec<f64> {
        let part = |(cell, rest): (usize, &f64)| {
            let factor = self.at(cell);
            if factor > 0.0 { rest / factor } else { f64::NAN }
        };
        rest.iter().enumerate().map(part).collect()
    }

    /// Parts of the amplitude as what they come to; where there is no season, all that is left around the level.
    pub(crate) fn absolute(&self, parts: &mut [f64], rest: &[f64]) {
        for (cell, (part, rest)) in parts.iter_mut().zip(rest).enumerate() {
            let factor = self.at(cell);
            *part = if factor > 0.0 { *part * factor } else { *rest };
        }
    }

    /// Each change: its first cell, and the amplitudes before and after.
    pub(crate) fn changes(&self) -> impl Iterator<Item = (usize, [f64; 2])> {
        let sides = self.factors.iter().zip(self.factors.iter().skip(1));
        self.changes.iter().zip(sides).map(|(cell, (from, to))| (*cell, [*from, *to]))
    }
}

/// Some cells in a row, with what they say of the amplitude.
struct Block {
    cells: Range<usize>,
    /// The sum of the products of the course and what is left around the level.
    common: f64,
    /// The sum of the squares of the course.
    weight: f64,
}

impl Block {
    /// That of the known ones of these cells.
    fn of(cells: Range<usize>, course: &[f64], rest: &[f64]) -> Self {
        let usual = course.iter().cycle().skip(cells.start % course.len().max(1));
        let known = rest.get(cells.clone()).unwrap_or_default().iter().zip(usual);
        let (common, weight) = known
            .filter(|(rest, _)| !rest.is_nan())
            .fold((0.0, 0.0), |(common, weight), (rest, usual)| {
                (common + usual * rest, weight + usual * usual)
            });
        Self { cells, common, weight }
    }

    fn amplitude(&self) -> f64 {
        self.common / self.weight
    }
}

/// The parts of the periods of `rest` that say how large the season is; the periods themselves where the course is in one of
/// these parts.
fn blocks(course: &[f64], rest: &[f64]) -> Vec<Block> {
    let period = course.len();
    let weight = |values: &[f64]| values.iter().map(|value| value * value).sum::<f64>();
    let least = |parts: usize| LEAST_WEIGHT * weight(course) / as_f64(parts);
    let are_like = |parts: &usize| {
        period.is_multiple_of(*parts)
            && course.chunks((period / parts).max(1)).all(|part| weight(part) >= least(*parts))
    };
    let parts = (1..=MOST_PARTS).rev().find(are_like).unwrap_or(1);
    let length = (period / parts).max(1);
    let begins = (0..rest.len()).step_by(length);
    let blocks = begins.map(|begin| Block::of(begin..rest.len().min(begin + length), course, rest));
    blocks.filter(|block| block.weight >= least(parts) && block.weight > 0.0).collect()
}

/// The levels of these `amplitudes` between their `changes`; none where they are no different ones, or where a slope is.
fn levels(changes: &[usize], times: &[f64], amplitudes: &[f64]) -> Option<Vec<f64>> {
    if !(1..=MOST_CHANGES).contains(&changes.len()) {
        return None;
    }
    let mut left = Vec::with_capacity(amplitudes.len());
    let mut levels = Vec::new();
    for (from, to) in pieces(changes, amplitudes.len()) {
        let piece = Piece::of(times, amplitudes, from, to);
        let level = piece.level();
        if level.begin != level.end {
            return None;
        }
        left.extend(piece.line.residuals(piece.times, piece.values));
        levels.push(level.begin);
    }
    let noise = scaled_mad_around(0.0, &left);
    let differ = |(a, b): (&f64, &f64)| {
        let change = (a - b).abs();
        change >= LEAST_CHANGE * a.max(*b) && change >= LEAST_DEVIATIONS * noise
    };
    levels.iter().zip(levels.iter().skip(1)).all(differ).then_some(levels)
}

/// The first of these cells behind which the amplitude is another: where the lines on both sides of it fit best, of the values of
/// a grid upon the course, in two periods each. Around a level that moves with their mean, they are not what they seem here.
fn place(cells: &Range<usize>, course: &[f64], grid: &[f64]) -> usize {
    let reach = PERIODS_BESIDE * course.len();
    let first = cells.start.saturating_sub(reach);
    let values = grid.get(first..grid.len().min(cells.end + reach)).unwrap_or_default();
    let usual: Vec<f64> = course
        .iter()
        .cycle()
        .skip(first % course.len().max(1))
        .take(values.len())
        .copied()
        .collect();
    let sums: Vec<Sums> = Sums::running(&usual, values).collect();
    let places = cells.start - first..cells.end - first;
    let best = best_split(&sums, places, Sums::residual_squares);
    best.map_or(cells.start, |(place, _)| first + place)
}
