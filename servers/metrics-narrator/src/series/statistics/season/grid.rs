//! The values of a sample on an even grid of time, without the line through them.

use std::{borrow::Cow, ops::Range};

use crate::series::statistics::{
    averages,
    descriptive::{as_f64, mean},
    lines::{Sums, times},
    phases::without_outliers,
    sample::Sample,
    season::form::Heights,
};

/// The values of a sample in the cells of its grid.
pub(crate) struct Grid {
    /// Without their levels and the line through them.
    pub(crate) around: Vec<f64>,
    /// How far those are above zero; none where the sample is below it, too.
    removed: Option<Vec<f64>>,
    zero: f64,
}

impl Grid {
    /// The `values` that are left of those of a sample, one for each, without their levels or with them.
    pub(crate) fn of(sample: &Sample, values: &[f64]) -> Self {
        let around = around_line(&on_grid(sample, values));
        let zero = sample.scale.normalized(0.0);
        let removed = sample.is_nowhere_below(zero).then(|| {
            let mut heights = on_grid(sample, &sample.values);
            heights.iter_mut().zip(&around).for_each(|(value, around)| *value -= around + zero);
            heights
        });
        Self { around, removed, zero }
    }

    /// The values in a part of the cells, without the line through those.
    pub(crate) fn part(&self, cells: &Range<usize>) -> Cow<'_, [f64]> {
        let part = self.around.get(cells.clone()).unwrap_or_default();
        let is_whole = part.len() == self.around.len();
        if is_whole { Cow::Borrowed(part) } else { Cow::Owned(around_line(part)) }
    }

    /// How far the values of some cells are above zero on average; none where the sample is below it, too, or there are no cells.
    pub(crate) fn mean_height(&self, cells: Range<usize>) -> Option<f64> {
        let around = self.around.get(cells.clone()).filter(|cells| !cells.is_empty())?;
        Some(mean(self.removed.as_ref()?.get(cells)?) + mean(around))
    }

    /// What is left around the level that moves with the mean of `period` cells; those of `cells` are known.
    pub(crate) fn around_level(&self, period: usize, cells: &[usize]) -> Around {
        let level = averages::of_runs_along_lines(&without_outliers(&self.around, period), period);
        let left = |cell: &usize| Some(self.around.get(*cell)? - level.get(*cell)?);
        let rest =
            in_cells(f64::NAN, cells, cells.iter().map(|cell| left(cell).unwrap_or(f64::NAN)));
        let heights = self.removed.as_ref().and_then(|removed| {
            let above_zero = removed.iter().zip(level).map(|(removed, level)| removed + level);
            Heights::of(above_zero.collect(), self.zero)
        });
        Around { rest, heights }
    }
}

/// What is left of a grid around a moving level.
pub(crate) struct Around {
    /// NaN in a cell that is not known.
    pub(crate) rest: Vec<f64>,
    /// How far the level is above zero; none where a season that is multiplied with it is no other than one that is added.
    pub(crate) heights: Option<Heights>,
}

/// What there is in each of `cells`, which ascend, and in those between them.
pub(crate) fn in_cells(
    between: f64,
    cells: &[usize],
    values: impl Iterator<Item = f64>,
) -> Vec<f64> {
    let mut all = vec![between; cells.last().map_or(0, |last| last + 1)];
    for (cell, value) in cells.iter().zip(values) {
        all.get_mut(*cell).into_iter().for_each(|slot| *slot = value);
    }
    all
}

/// The values in their cells; a cell without one lies on the line between its neighbors.
fn on_grid(sample: &Sample, values: &[f64]) -> Vec<f64> {
    let mut grid: Vec<f64> = Vec::with_capacity(sample.cell_count());
    for (&cell, &value) in sample.cells.iter().zip(values) {
        if let Some(&before) = grid.last() {
            let first = grid.len();
            let steps = as_f64((cell + 1).saturating_sub(first));
            grid.extend(
                (first..cell)
                    .map(|between| before + (value - before) * as_f64(between + 1 - first) / steps),
            );
        }
        grid.push(value);
    }
    grid
}

/// The distances of the values of a grid from the line through them.
fn around_line(grid: &[f64]) -> Vec<f64> {
    let times = times((0..grid.len()).map(as_f64));
    Sums::of(&times, grid).line().residuals(&times, grid)
}
