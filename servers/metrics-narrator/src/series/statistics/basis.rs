//! Least squares in several directions at once: what they explain of values, and how much of one there is beside the others
//! (Frisch and Waugh, 1933).

/// Directions at right angles to one another (by the Gram-Schmidt process).
#[derive(Default)]
pub(crate) struct Basis {
    pub(crate) directions: Vec<Vec<f64>>,
}

impl Basis {
    /// What of a direction is left after the others is less than this part of it, where rounding is all that is left.
    const LEAST_SHARE: f64 = 1e-9;

    /// The powers of `times` up to the `highest`.
    pub(crate) fn of_powers(times: &[f64], highest: i32) -> Self {
        let mut basis = Self::default();
        (0..=highest).for_each(|power| basis.add_power(times, power));
        basis
    }

    pub(crate) fn add_power(&mut self, times: &[f64], power: i32) {
        self.add(times.iter().map(|time| time.powi(power)).collect());
    }

    pub(crate) fn add(&mut self, direction: Vec<f64>) {
        let direction = self.residuals(direction);
        self.directions.push(direction);
    }

    /// The residuals of `values`: what the directions leave over; nothing where that is rounding.
    pub(crate) fn residuals(&self, mut values: Vec<f64>) -> Vec<f64> {
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
    let coefficient = coefficient(values, direction);
    values.iter_mut().zip(direction).for_each(|(value, other)| *value -= coefficient * other);
}

/// The coefficient of least squares of `direction` in `values`, from none to many times it, of either sign.
pub(crate) fn coefficient(values: &[f64], direction: &[f64]) -> f64 {
    let length: f64 = direction.iter().map(|value| value * value).sum();
    let common: f64 = values.iter().zip(direction).map(|(a, b)| a * b).sum();
    if length > 0.0 { common / length } else { 0.0 }
}
