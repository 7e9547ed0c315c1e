//! Means of neighboring values: of blocks, and of the run of values around each one, which at either end has to be made up.

use std::iter;

use crate::series::statistics::{
    descriptive::{as_f64, mean},
    lines::{Straight, Sums},
};

/// The means of `width` values each; what is left over at the end has no part.
pub(crate) fn of_blocks(values: &[f64], width: usize) -> Vec<f64> {
    values.chunks_exact(width.max(1)).map(mean).collect()
}

/// The mean of the `width` values around each one. At either end it is that of the first or the last ones, for a mean of
/// fewer values would vary more.
pub(crate) fn of_runs(values: &[f64], width: usize) -> Vec<f64> {
    let mut averages = Vec::with_capacity(values.len());
    let mut runs = runs(values.iter(), width);
    averages.extend(runs.next().into_iter().flat_map(|first| iter::repeat_n(first, width / 2 + 1)));
    averages.extend(runs);
    let last = averages.last().copied().unwrap_or_default();
    averages.resize(values.len(), last);
    averages
}

/// The mean of the `width` values around each one, so that a trend goes on: at either end, where half of them are missing, the
/// averages go on along the line of those next to them.
pub(crate) fn of_runs_along_lines(values: &[f64], width: usize) -> Vec<f64> {
    let (n, half) = (values.len(), width / 2);
    // The run around a value begins `half` before it.
    let whole: Vec<f64> = runs(values.iter(), width).take(n.saturating_sub(2 * half)).collect();
    let before = line(whole.iter().take(width));
    let after = line(whole.iter().rev().take(width));
    let missing_after = n - half.min(n) - whole.len();
    let begin = (1..=half).rev().map(|distance| before.at(-as_f64(distance)));
    let end = (1..=missing_after).map(|distance| after.at(-as_f64(distance)));
    begin.chain(whole.iter().copied()).chain(end).collect()
}

/// The mean of the `width` values around each one, an odd number, of values that go round in a circle.
pub(crate) fn of_runs_in_circle(values: Vec<f64>, width: usize) -> Vec<f64> {
    if width <= 1 {
        return values;
    }
    let n = values.len();
    let turned = values.iter().cycle().skip(n - (width / 2).min(n));
    runs(turned, width).take(n).collect()
}

/// The mean of each run of `width` values, from the first one on.
fn runs<'a>(
    values: impl Iterator<Item = &'a f64> + Clone,
    width: usize,
) -> impl Iterator<Item = f64> {
    let mut sum: f64 = values.clone().take(width).sum();
    let moves = values.clone().zip(values.skip(width));
    let others = moves.map(move |(leaving, entering)| {
        sum += entering - leaving;
        sum / as_f64(width)
    });
    iter::once(sum / as_f64(width)).chain(others)
}

/// The line through values at 0, 1, 2, ….
fn line<'a>(values: impl Iterator<Item = &'a f64>) -> Straight {
    let (places, values): (Vec<f64>, Vec<f64>) =
        values.enumerate().map(|(place, value)| (as_f64(place), *value)).unzip();
    Sums::of(&places, &values).line()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn averages_at_the_ends_are_those_of_the_first_and_the_last_values() {
        assert_eq!(of_runs(&[3.0, 0.0, 6.0, 0.0, 9.0], 3), [3.0, 3.0, 2.0, 5.0, 5.0]);
        assert_eq!(of_blocks(&[1.0, 3.0, 5.0, 7.0, 100.0], 2), [2.0, 6.0]);
    }

    #[test]
    fn averages_over_a_period_leave_the_trend_up_to_both_ends() {
        for period in [4, 7] {
            let wave = |index: usize| [3.0, -1.0, -2.0, 0.0, 2.0, -2.0, 0.0][index % period % 7];
            let middle = mean(&(0..period).map(wave).collect::<Vec<f64>>());
            let values: Vec<f64> = (0..40).map(|index| 0.5 * as_f64(index) + wave(index)).collect();
            // The average of an even number of values stands half a step before the one it is for.
            let off = if period % 2 == 0 { 0.25 } else { 0.0 };
            let averages = of_runs_along_lines(&values, period);
            assert_eq!(averages.len(), values.len());
            for (index, average) in averages.into_iter().enumerate() {
                let expected = 0.5 * as_f64(index) + middle - off;
                assert!(
                    (average - expected).abs() < 1e-9,
                    "{period} {index}: {average} {expected}"
                );
            }
        }
    }

    #[test]
    fn averages_in_a_circle_go_round() {
        assert_eq!(of_runs_in_circle(vec![3.0, 0.0, 0.0, 6.0], 3), [3.0, 1.0, 2.0, 3.0]);
        assert_eq!(of_runs_in_circle(vec![1.0, 2.0], 1), [1.0, 2.0]);
    }
}
