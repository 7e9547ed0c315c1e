//! Least squares in several directions at once: what they explain of values, and how much of one there is beside the others
//! (Frisch and Waugh, 1933).

/// Directions at right angles to one another.
#[derive(Default)]
pub(crate) struct Basis {
    pub(crate) directions: Vec<Vec<f64>>,
}

impl Basis {
    /// What of a direction is left after the others is less than this part of it, where rounding is all that is left.
    const LEAST_SHARE: f64 = 1e-9;

    pub(crate) fn add(&mut self, direction: Vec<f64>) {
        let direction = self.rest(direction);
        self.directions.push(direction);
    }

    /// What the directions leave over of `values`; nothing where that is rounding.
    pub(crate) fn rest(&self, mut values: Vec<f64>) -> Vec<f64> {
        let largest =
            |values: &[f64]| values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
        let before = largest(&values);
        self.directions.iter().for_each(|direction| take_away(&mut values, direction));
        if largest(&values) <= Self::LEAST_SHARE * before {
            values.fill(0.0);
        }
        values
    }
}

/// Takes from `values` what `direction` explains of them.
fn take_away(values: &mut [f64], direction: &[f64]) {
    let share = share(values, direction);
    values.iter_mut().zip(direction).for_each(|(value, other)| *value -= share * other);
}

/// How much of `direction` there is in `values`.
pub(crate) fn share(values: &[f64], direction: &[f64]) -> f64 {
    let length: f64 = direction.iter().map(|value| value * value).sum();
    let common: f64 = values.iter().zip(direction).map(|(a, b)| a * b).sum();
    if length > 0.0 { common / length } else { 0.0 }
}
