//! The parts of a sample in which a season is looked for.

use std::ops::Range;

use crate::series::statistics::{
    descriptive::variance,
    sample::Sample,
    season::grid::{Around, Grid},
};

/// Where an amplitude changes by a quarter, the variance of the season does by more than half.
const LEAST_VARIANCE_RATIO: f64 = 1.5;

/// A part of a sample.
pub(crate) struct Part<'a> {
    pub(crate) sample: &'a Sample,
    pub(crate) cells: Range<usize>,
    /// The numbers of its values in the sample.
    values: Range<usize>,
}

impl<'a> Part<'a> {
    /// All of a sample.
    pub(crate) fn whole(sample: &'a Sample) -> Self {
        Self { sample, cells: 0..sample.cell_count(), values: 0..sample.values.len() }
    }

    /// Some cells of a sample.
    pub(crate) fn of(sample: &'a Sample, cells: Range<usize>) -> Self {
        let before = |end: usize| sample.cells.partition_point(|cell| *cell < end);
        let values = before(cells.start)..before(cells.end);
        Self { sample, cells, values }
    }

    /// What `all` has of each value of the sample, for those of this part.
    pub(crate) fn only<'b>(&self, all: &'b [f64]) -> &'b [f64] {
        all.get(self.values.clone()).unwrap_or_default()
    }

    /// Those of its cells that have a value.
    pub(crate) fn known(&self) -> &'a [usize] {
        self.sample.cells.get(self.values.clone()).unwrap_or_default()
    }

    /// Both halves of a sample, the half in the middle, and the first and last quarter: what begins or ends has been there for one
    /// of them. None where it varies as much in each quarter, so that nothing does.
    pub(crate) fn parts(sample: &'a Sample, grid: &Grid) -> Vec<Self> {
        let n = sample.cell_count();
        let quarters = [0, 1, 2, 3].map(|quarter| quarter * n / 4..(quarter + 1) * n / 4);
        let variances = quarters.map(|quarter| variance(&grid.part(&quarter)));
        let least = variances.into_iter().fold(f64::INFINITY, f64::min);
        let most = variances.into_iter().fold(0.0, f64::max);
        if most < LEAST_VARIANCE_RATIO * least {
            return Vec::new();
        }
        let cells = [0..n / 2, n / 2..n, n / 4..n - n / 4, 0..n / 4, n - n / 4..n];
        cells.map(|cells| Self::of(sample, cells)).into()
    }

    /// What is left of a grid in this part of it, around the level that moves with the mean of `period` cells; NaN elsewhere.
    pub(crate) fn around_level(&self, period: usize, grid: &Grid) -> Around {
        let mut around = grid.around_level(period, &self.sample.cells);
        let n = around.rest.len();
        if self.cells.len() < n {
            let outside = around.rest.iter_mut().enumerate();
            outside
                .filter(|(cell, _)| !self.cells.contains(cell))
                .for_each(|(_, it)| *it = f64::NAN);
            around.heights = None;
        }
        around
    }
}
