//! What the values at each phase of a period usually are, and which values are far from it: an outage or a few huge spikes
//! hide no season, and spikes that come with every period are no outliers (as in least trimmed squares: Rousseeuw, 1984).

use crate::series::statistics::{
    averages,
    descriptive::{as_f64, as_usize, median, outlying_distance},
};

/// The level of a period is the middle one of its own and those of so many before it and behind it: of a week, by days.
const PERIODS_BESIDE: usize = 3;

/// The values at one phase of a period.
pub(crate) struct Phase {
    /// Whether there is any.
    pub(crate) is_seen: bool,
    pub(crate) median: f64,
    /// The median of the others without one that is below it.
    without_low: f64,
    /// The same without one that is above it.
    without_high: f64,
}

impl Phase {
    /// The phases of `values` that repeat themselves after `period` of them; what is NaN has no part.
    pub(crate) fn all(values: &[f64], period: usize) -> Vec<Self> {
        let of_phase = |phase| values.iter().skip(phase).step_by(period.max(1)).copied();
        let known = |phase| of_phase(phase).filter(|value| !value.is_nan()).collect();
        (0..period).map(|phase| Self::of(known(phase))).collect()
    }

    fn of(mut values: Vec<f64>) -> Self {
        values.sort_unstable_by(f64::total_cmp);
        let middle = values.len() / 2;
        let at = |index: usize| values.get(index).copied().unwrap_or_default();
        let (below, median) = (at(middle.saturating_sub(1)), at(middle));
        let [median, without_low, without_high] = match values.len() {
            // Without its only value, a phase is where the middle of all of them is.
            0 | 1 => [median, 0.0, median],
            even if even.is_multiple_of(2) => [below.midpoint(median), median, below],
            _ => [median, median.midpoint(at(middle + 1)), below.midpoint(median)],
        };
        Self { is_seen: !values.is_empty(), median, without_low, without_high }
    }

    /// The median of all values but this one of them.
    fn without(&self, value: f64) -> f64 {
        if value < self.median {
            self.without_low
        } else if value > self.median {
            self.without_high
        } else {
            self.without_low + self.without_high - self.median
        }
    }
}

/// The leave-one-out residuals: how far each of `values` is from the usual course of all periods but its own, smoothed over
/// `width` cells; NaN where the value is.
pub(crate) fn leave_one_out(values: &[f64], phases: &[Phase], width: usize) -> Vec<f64> {
    let mut leave_one_out = Vec::with_capacity(values.len());
    for values in values.chunks(phases.len().max(1)) {
        let all = phases.iter().skip(values.len()).map(|phase| phase.median);
        let others = values.iter().zip(phases).map(|(value, phase)| phase.without(*value));
        let others = averages::of_runs_in_circle(others.chain(all).collect(), width);
        leave_one_out.extend(values.iter().zip(others).map(|(value, usual)| value - usual));
    }
    leave_one_out
}

/// The values of a grid, those that are far from the usual course of `period` cells brought to it.
pub(crate) fn without_outliers(grid: &[f64], period: usize) -> Vec<f64> {
    let level = level_of_periods(grid, period);
    let rest: Vec<f64> = grid.iter().zip(level).map(|(value, level)| value - level).collect();
    let phases = Phase::all(&rest, period);
    let course = phases.iter().cycle().map(|phase| phase.median);
    let left: Vec<f64> = rest.iter().zip(course).map(|(rest, usual)| rest - usual).collect();
    let far = outlying_distance(&left);
    let near = |(value, left): (&f64, &f64)| if left.abs() > far { value - left } else { *value };
    grid.iter().zip(&left).map(near).collect()
}

/// A level for each value of a grid that no event of up to three periods moves: on lines between those of successive periods.
fn level_of_periods(grid: &[f64], period: usize) -> Vec<f64> {
    let period = period.max(1);
    let periods = grid.chunks_exact(period);
    let medians: Vec<f64> = periods.map(|values| median(values.iter().copied())).collect();
    let last = medians.len().saturating_sub(1);
    let middle = |index: usize| {
        median(
            medians
                .iter()
                .copied()
                .take(index + PERIODS_BESIDE + 1)
                .skip(index.saturating_sub(PERIODS_BESIDE)),
        )
    };
    let levels: Vec<f64> = (0..medians.len()).map(middle).collect();
    let at = |index: usize| levels.get(index.min(last)).copied().unwrap_or_default();
    let level = |cell: usize| {
        let place = (as_f64(cell) / as_f64(period) - 0.5).max(0.0);
        let (before, after) = (at(as_usize(place)), at(as_usize(place) + 1));
        before + (after - before) * place.fract()
    };
    (0..grid.len()).map(level).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_knows_its_median_without_each_of_its_values() {
        for values in [&[4.0, 1.0, 3.0][..], &[2.0, 9.0, 5.0, 7.0], &[1.0, 1.0, 1.0, 8.0, 8.0]] {
            let phase = Phase::of(values.to_vec());
            assert_eq!(phase.median, median(values.iter().copied()));
            for (left_out, value) in values.iter().enumerate() {
                let others = values.iter().enumerate().filter(|(index, _)| *index != left_out);
                let expected = median(others.map(|(_, other)| *other));
                assert_eq!(phase.without(*value), expected, "{values:?} {value}");
            }
        }
        assert_eq!(Phase::of(vec![7.0]).without(7.0), 0.0);
    }

    #[test]
    fn an_outlier_is_brought_to_the_course_and_what_recurs_is_none() {
        let mut grid: Vec<f64> = (0..80).map(|cell| [0.0, 50.0, 1.0, -1.0][cell % 4]).collect();
        let usual = grid.clone();
        assert_eq!(without_outliers(&grid, 4), usual);
        grid[42] = 900.0;
        grid[57] = -900.0;
        assert_eq!(without_outliers(&grid, 4), usual);
    }
}
