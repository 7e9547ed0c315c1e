//! The values that a series has, brought to one size, with their times and on an even grid.
//!
//! All that follows calculates with values from -1 to 1, so that a series of 1e300 or 1e-300 is as good as any other; what
//! is reported is brought back. Lines are drawn through the times, also from -1 to 1, and what repeats itself is looked for
//! on the grid. It counts the usual step from one row to the next: a row that follows at once is in the next cell, whether
//! its step is a month of 28 days or of 31, and one that follows a gap is as many cells further as usual steps fit in the
//! gap.

use std::ops::Range;

use crate::series::facts::Character;
use crate::series::statistics::{
    Anomaly, Points,
    descriptive::{as_f64, as_usize, median, some_median},
    lines::times,
    season::{LEAST_PART_OF_LEVEL, Season, without},
};

/// A series of which at least this share has one and the same value is flat.
const FLAT_SHARE: f64 = 0.95;

/// A grid may have so many cells for each row, for it costs as much as a series of so many rows.
const MAX_CELLS_PER_ROW: usize = 4;

/// A grid of no more cells than this costs little, however few rows there are.
const MAX_CELLS_OF_FEW_ROWS: usize = 1 << 18;

/// The cells of a grid come to the time of its rows but for this part of it. Those of months do: a month is up to a tenth
/// shorter than the usual one, and a year of twelve usual ones is two hundredths too long.
const LARGEST_GRID_ERROR: f64 = 0.05;

/// What is smaller cannot be seen in a picture of the whole series, and may be rounding: half a percent of the range, which
/// is 2 in a sample.
pub(crate) const LEAST_VISIBLE: f64 = 0.01;

/// The values of a series that are not missing.
#[derive(Debug)]
pub(crate) struct Sample {
    /// The index of each value among all points.
    pub(crate) rows: Vec<usize>,
    /// The cell of the grid that it is in, ascending.
    pub(crate) cells: Vec<usize>,
    /// Whether the cells stand for equal times. Rows of all kinds of steps have no such grid.
    pub(crate) has_even_grid: bool,
    /// The time of each value, from -1 for the first to 1 for the last.
    pub(crate) times: Vec<f64>,
    /// The values, brought to -1 to 1.
    pub(crate) values: Vec<f64>,
    /// The smallest value of what each stands for; empty where each stands for itself.
    lows: Vec<f64>,
    /// The largest one; empty where each stands for itself.
    highs: Vec<f64>,
    /// From the first value to the last.
    pub(crate) milliseconds: f64,
    /// How long a cell lasts.
    pub(crate) cell_milliseconds: f64,
    /// What brings the series to -1 to 1.
    pub(crate) scale: Scale,
}

/// What brings a series to -1 to 1.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    /// What is 0 in the sample, in the series' unit.
    middle: f64,
    /// From there to what is 1.
    half: f64,
}

impl Scale {
    /// A value of the series in the sample.
    pub(crate) fn normalized(&self, value: f64) -> f64 {
        if self.half > 0.0 { (value - self.middle) / self.half } else { 0.0 }
    }
}

/// The smallest number of a sample.
const SMALLEST: f64 = -1.0;

/// The largest one.
const LARGEST: f64 = 1.0;

/// The share of a value that its last binary digits may come to in the arithmetic of a sample.
const LARGEST_ROUNDING_SHARE: f64 = 1e-13;

impl Sample {
    /// The values of `points`; none if all are missing.
    pub(crate) fn of(points: &Points<'_>) -> Option<Self> {
        Self::without(&[], points)
    }

    /// The values of `points` but for those of the `flat_lines`, which say nothing of what the series does.
    pub(crate) fn without(flat_lines: &[Range<usize>], points: &Points<'_>) -> Option<Self> {
        let is_flat = |row: usize| flat_lines.iter().any(|line| line.contains(&row));
        let present = || points.known().filter(|(row, _)| !is_flat(*row));
        let lowest = present().map(|(_, [low, ..])| low).min_by(f64::total_cmp)?;
        let highest = present().map(|(_, [.., high])| high).max_by(f64::total_cmp)?;
        // Halves first: the sum and the difference of the largest numbers are not finite.
        let scale =
            Scale { middle: lowest / 2.0 + highest / 2.0, half: highest / 2.0 - lowest / 2.0 };
        // With room for all rows from the beginning: a list that grows leaves as much behind as it has.
        let normalized = |value: fn([f64; 3]) -> f64| {
            let mut values = Vec::with_capacity(points.moments.len());
            values.extend(present().map(|(_, row)| scale.normalized(value(row))));
            values
        };
        let RowGrid { cells: all_cells, cell_milliseconds, is_even } = RowGrid::of(points.moments);
        let cell = |row: &usize| all_cells.get(*row).copied().unwrap_or_default();
        let mut rows = Vec::with_capacity(points.moments.len());
        rows.extend(present().map(|(row, _)| row));
        let first = rows.first().map_or(0, cell);
        let cells = rows.iter().map(|row| cell(row) - first).collect();
        drop(all_cells);
        let stand_for_themselves =
            present().all(|(_, [low, value, high])| low == value && high == value);
        let (lows, highs) = if stand_for_themselves {
            (Vec::new(), Vec::new())
        } else {
            (normalized(|[low, ..]| low), normalized(|[.., high]| high))
        };
        let values = normalized(|[_, value, _]| value);
        let moment = |row: &usize| points.moments.get(*row).copied().unwrap_or_default();
        let since_first = |row| milliseconds_between(rows.first().map_or(0, moment), moment(row));
        let times = times(rows.iter().map(since_first));
        let milliseconds = rows.last().map_or(0.0, since_first);
        Some(Self {
            rows,
            cells,
            has_even_grid: is_even,
            times,
            values,
            lows,
            highs,
            milliseconds,
            cell_milliseconds,
            scale,
        })
    }

    /// The smallest value of what each value stands for.
    pub(crate) fn lows(&self) -> &[f64] {
        if self.lows.is_empty() { &self.values } else { &self.lows }
    }

    /// The largest value of what each value stands for.
    pub(crate) fn highs(&self) -> &[f64] {
        if self.highs.is_empty() { &self.values } else { &self.highs }
    }

    /// How the series moves.
    pub(crate) fn character(&self) -> Character {
        if self.scale.half <= 0.0 {
            return Character::Constant;
        }
        let usual = median(self.values.iter().copied());
        let extremes = self.lows().iter().zip(self.highs());
        let same = extremes.filter(|(low, high)| **low == usual && **high == usual).count();
        if as_f64(same) >= FLAT_SHARE * as_f64(self.values.len()) {
            Character::Flat
        } else {
            Character::Varying
        }
    }

    /// The median level of `values`, of which there is one for each of the sample, in these rows, without their `season`; none
    /// where none of them says anything of it.
    pub(crate) fn median_level(
        &self,
        season: Option<&Season>,
        values: &[f64],
        rows: Range<usize>,
    ) -> Option<f64> {
        some_median(rows.filter_map(|row| self.level(season, values, row)))
    }

    /// The level of the one of `values` in a row without their `season`; none where that says nothing of it.
    pub(crate) fn level(&self, season: Option<&Season>, values: &[f64], row: usize) -> Option<f64> {
        without(season, *self.cells.get(row)?, *values.get(row)?, LEAST_PART_OF_LEVEL)
    }

    /// Whether it never was below `value`.
    pub(crate) fn is_nowhere_below(&self, value: f64) -> bool {
        value <= SMALLEST
    }

    /// How many cells the sample covers, from its first value to its last.
    pub(crate) fn cell_count(&self) -> usize {
        self.cells.last().map_or(0, |cell| cell + 1)
    }

    /// `value` or, where the series never was as low or as high, the nearest that it was: a line through what bends ends
    /// beyond it, and a season upon a level may go below the ground.
    pub(crate) fn held(&self, value: f64) -> f64 {
        value.clamp(SMALLEST, LARGEST)
    }

    /// A value of the sample in the series' unit.
    pub(crate) fn in_unit(&self, value: f64) -> f64 {
        let (middle, offset) = (self.scale.middle, self.scale.half * value);
        let sum = middle + offset;
        // What is left of two that cancel out is rounding.
        if sum.abs() <= LARGEST_ROUNDING_SHARE * middle.abs() { 0.0 } else { finite(sum) }
    }

    /// A difference of values of the sample in the series' unit.
    pub(crate) fn difference_in_unit(&self, difference: f64) -> f64 {
        finite(self.scale.half * difference)
    }

    /// Anomalies of the sample as those of the series.
    pub(crate) fn in_units(&self, anomalies: Vec<Anomaly>) -> Vec<Anomaly> {
        let row = |index: usize| self.rows.get(index).copied().unwrap_or_default();
        let in_units = |anomaly: Anomaly| Anomaly {
            from: row(anomaly.from),
            to: row(anomaly.to),
            at: row(anomaly.at),
            value: self.in_unit(anomaly.value),
            expected: self.in_unit(anomaly.expected),
            deviations: anomaly.deviations,
        };
        anomalies.into_iter().map(in_units).collect()
    }
}

/// An even grid of time upon the rows of a table.
struct RowGrid {
    /// The cell of each row, from 0.
    cells: Vec<usize>,
    /// How long a cell lasts.
    cell_milliseconds: f64,
    /// Whether it is even, and not too large; otherwise every row has a cell.
    is_even: bool,
}

impl RowGrid {
    fn of(moments: &[i64]) -> Self {
        let pairs = moments.iter().zip(moments.iter().skip(1));
        let steps: Vec<f64> = pairs.map(|(from, to)| milliseconds_between(*from, *to)).collect();
        let usual = median(steps.iter().copied());
        let all: f64 = steps.iter().sum();
        let mut cells = Vec::with_capacity(moments.len());
        let mut cell = 0_usize;
        cells.extend(moments.first().map(|_| cell));
        for step in &steps {
            let passed = if usual > 0.0 { as_usize((step / usual).round()).max(1) } else { 1 };
            cell = cell.saturating_add(passed);
            cells.push(cell);
        }
        let most = MAX_CELLS_PER_ROW.saturating_mul(moments.len()).max(MAX_CELLS_OF_FEW_ROWS);
        let error = (as_f64(cell) * usual - all).abs();
        let is_even = cell <= most && error <= LARGEST_GRID_ERROR * all;
        if !is_even {
            cell = steps.len();
            cells = (0..moments.len()).collect();
        }
        Self { cells, cell_milliseconds: all / as_f64(cell.max(1)), is_even }
    }
}

/// How long it is from one moment to another; 0 if they do not ascend.
fn milliseconds_between(from: i64, to: i64) -> f64 {
    (i128::from(to) - i128::from(from)).max(0) as f64
}

/// `value`, or the largest number of its sign where it is larger than any.
fn finite(value: f64) -> f64 {
    value.clamp(f64::MIN, f64::MAX)
}
