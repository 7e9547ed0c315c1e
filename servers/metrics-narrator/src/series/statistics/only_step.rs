//! The step of a series that only a line would be told of: too small for a cut into pieces, which is paid for by the variance of
//! everything, but a better description than a straight line, whose ends are the values of no time.

use crate::series::statistics::{
    autoregression::{cost, effective_size, gain, lag_one_coefficient},
    basis::Basis,
    descriptive::{as_f64, mean},
    lines::{Sums, best_split},
    pieces::{pieces, shortest_piece},
    trend::LEAST_STANDARD_ERRORS,
};

/// The highest power of the time in a curve with two bends, which has one number more than two levels and their place.
const CURVE_POWER: i32 = 3;

/// The first index of the second of two levels of `values`, where these describe them better than the line that chance does not
/// make: by more than the one number costs that they have more than a line, for as many values as are independent. Levels that
/// slope are a ramp, and what bends is a curve.
pub(crate) fn only_step(times: &[f64], values: &[f64]) -> Option<usize> {
    let n = values.len();
    let shortest = shortest_piece(n);
    let running: Vec<Sums> = Sums::running(times, values).collect();
    let all = *running.last()?;
    let places = shortest..(n + 1).saturating_sub(shortest);
    let (place, of_step) = best_split(&running, places, Sums::squares_around_mean)?;
    let before = *running.get(place)?;
    let of_slopes = before.residual_squares() + (all - before).residual_squares();
    let [of_level, of_line] = [all.squares_around_mean(), all.residual_squares()];
    let residuals = residuals(values, place);
    let kept = lag_one_coefficient(residuals.iter().zip(residuals.iter().skip(1)));
    let free = effective_size(as_f64(n), kept);
    let is_told = gain(free, of_level, of_line) >= LEAST_STANDARD_ERRORS.powi(2);
    let is_step = gain(free, of_line, of_step) > cost(as_f64(n), 1.0);
    let is_ramp = gain(free, of_step, of_slopes) > cost(as_f64(n), 2.0);
    let of_curve = Basis::of_powers(times, CURVE_POWER).residuals(values.to_vec());
    let of_curve = of_curve.iter().map(|it| it * it).sum();
    let is_curve = gain(free, of_step, of_curve) > cost(as_f64(n), 1.0);
    (is_told && is_step && !is_ramp && !is_curve).then_some(place)
}

/// How far the values on either side of a `place` are from their mean.
fn residuals(values: &[f64], place: usize) -> Vec<f64> {
    let of_piece = |(from, to)| {
        let values = values.get(from..to).unwrap_or_default();
        let mean = mean(values);
        values.iter().map(move |value| value - mean)
    };
    pieces(&[place], values.len()).flat_map(of_piece).collect()
}
