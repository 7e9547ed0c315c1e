//! Writes numbers short: `12.5k` and not `12500`, with signs that the typeface has.

/// From here on a number is written with a power of ten; there is no common word above a trillion.
const SCIENTIFIC_FROM: f64 = 1e15;
/// Below, a number is written with a power of ten: more zeros than these are counted and not read.
const SCIENTIFIC_BELOW: f64 = 1e-4;
/// The letters for large numbers. Thousands have one from ten thousand on, for 2014 reads better than 2.014k.
const MULTIPLES: [(f64, f64, &str); 4] =
    [(1e12, 1e12, "T"), (1e9, 1e9, "G"), (1e6, 1e6, "M"), (1e4, 1e3, "k")];
/// Enough for any step of an axis, as `value_axis` draws no range narrower than a millionth of its values.
const MAX_DECIMALS: usize = 12;

/// A number alone, to this many significant digits, of which zeros at the end are left out. Digits before the point
/// are all written, up to four.
pub(super) fn figure(value: f64, digits: i32) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let form = Form::of(value.abs());
    let scaled = form.scaled(value);
    let decimals = usize::try_from(digits - exponent(scaled) - 1).unwrap_or(0).min(MAX_DECIMALS);
    let mut text = format!("{scaled:.decimals$}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    form.finished(&text)
}

/// The numbers of an axis, all in the same form and with as many decimals as tell its steps apart.
pub(super) fn axis(values: &[f64], step: f64) -> Vec<String> {
    let largest = values.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    let form = Form::of(largest);
    let step = form.scaled(step);
    // A step has two significant digits at most (2.5), so the first count of decimals that leaves nothing is exact.
    let decimals = (0..MAX_DECIMALS)
        .find(|decimals| {
            let shifted = step * power_of_ten(i32::try_from(*decimals).unwrap_or(0));
            (shifted - shifted.round()).abs() < 1e-6 * shifted.abs()
        })
        .unwrap_or(MAX_DECIMALS);
    values
        .iter()
        .map(|value| match value {
            0.0 => "0".to_owned(),
            value => form.finished(&format!("{:.decimals$}", form.scaled(*value))),
        })
        .collect()
}

/// Ten to the power of `exponent`, exact to the last bit, also where repeated multiplication would leave `f64`.
pub(super) fn power_of_ten(exponent: i32) -> f64 {
    format!("1e{exponent}").parse().unwrap_or(f64::NAN)
}

/// The power of ten of the first digit of a number other than zero.
pub(super) fn exponent(value: f64) -> i32 {
    // Formatting is exact where a logarithm is not: that of 1000 may come out below 3.
    format!("{value:e}").rsplit('e').next().and_then(|exponent| exponent.parse().ok()).unwrap_or(0)
}

/// How numbers of one size are written.
struct Form {
    /// What a number is multiplied with before it is written, and what stands behind it. Two factors, for a single one
    /// would be infinite for the smallest numbers.
    factors: [f64; 2],
    suffix: String,
}

impl Form {
    fn of(largest: f64) -> Self {
        if largest >= SCIENTIFIC_FROM || (largest > 0.0 && largest < SCIENTIFIC_BELOW) {
            let exponent = exponent(largest);
            let half = -exponent / 2;
            return Self {
                factors: [power_of_ten(half), power_of_ten(-exponent - half)],
                suffix: format!("e{exponent}").replace('-', "−"),
            };
        }
        match MULTIPLES.iter().find(|(from, ..)| largest >= *from) {
            Some((_, multiple, letter)) => {
                Self { factors: [1.0 / multiple, 1.0], suffix: (*letter).to_owned() }
            }
            None => Self { factors: [1.0; 2], suffix: String::new() },
        }
    }

    fn scaled(&self, value: f64) -> f64 {
        self.factors.iter().fold(value, |value, factor| value * factor)
    }

    fn finished(&self, digits: &str) -> String {
        format!("{digits}{}", self.suffix).replace('-', "−")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_short() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (47.0, "47"),
            (39.789, "39.8"),
            (0.012_34, "0.0123"),
            (-2.5, "−2.5"),
            (2014.0, "2014"),
            (12_345.0, "12.3k"),
            (1.5e6, "1.5M"),
            (8.353_728e14, "835T"),
            (1e308, "1e308"),
            (-1.797e308, "−1.8e308"),
            (1e-320, "1e−320"),
        ];
        for (value, expected) in cases {
            assert_eq!(figure(value, 3), expected, "{value:e}");
        }
    }

    #[test]
    fn numbers_of_an_axis_have_the_same_form_and_decimals() {
        assert_eq!(axis(&[0.0, 2.5, 5.0], 2.5), ["0", "2.5", "5.0"]);
        assert_eq!(axis(&[-50.0, 0.0, 50.0], 50.0), ["−50", "0", "50"]);
        assert_eq!(axis(&[5000.0, 10_000.0], 5000.0), ["5k", "10k"]);
        assert_eq!(axis(&[1000.0001, 1000.0002], 0.0001), ["1000.0001", "1000.0002"]);
        assert_eq!(axis(&[-1e308, 0.0, 1e308], 1e308), ["−1e308", "0", "1e308"]);
        assert_eq!(axis(&[1.5e-5, 2e-5], 5e-6), ["1.5e−5", "2.0e−5"]);
    }
}
