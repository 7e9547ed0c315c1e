//! Writes numbers short: `12.5k` and not `12500`, with signs that the typeface has.

/// From here on a number is written with a power of ten; there is no common word above a trillion.
const SCIENTIFIC_FROM: f64 = 1e15;
/// The same where a number has no letter: more groups of digits than three are counted and not read.
const SCIENTIFIC_FROM_WRITTEN_OUT: f64 = 1e9;
/// Below, a number is written with a power of ten: more zeros than these are counted and not read.
const SCIENTIFIC_BELOW: f64 = 1e-4;
/// The letters for large numbers. Thousands have one from ten thousand on, for 2014 reads better than 2.014k.
const MULTIPLES: [(f64, f64, &str); 4] =
    [(1e12, 1e12, "T"), (1e9, 1e9, "G"), (1e6, 1e6, "M"), (1e4, 1e3, "k")];
/// A whole number of so many digits is written in groups of three.
const GROUPED_FROM_DIGITS: usize = 5;
/// Enough for any step of an axis, as `value_axis` draws no range narrower than a thousand-millionth of its values.
const MAX_DECIMALS: usize = 15;
/// The letters before a unit for a multiple or a part of it (SI Brochure, 9th edition, table 7), of those in use.
const PREFIXES: &str = "TGMkKhdcmµμunp";

/// Whether a large number may end with a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Multiples {
    Lettered,
    WrittenOut,
}

impl Multiples {
    /// What is usual beside a `unit`: one that begins like `km` and `kWh` may have a prefix, and nobody says `12k km`.
    /// Words that begin like one (`clicks`) lose nothing by it.
    pub(super) fn beside(unit: Option<&str>) -> Self {
        let mut letters = unit.unwrap_or_default().chars();
        let is_prefix = letters.next().is_some_and(|letter| PREFIXES.contains(letter));
        if is_prefix && letters.next().is_some_and(char::is_alphabetic) {
            Self::WrittenOut
        } else {
            Self::Lettered
        }
    }
}

/// A number alone, to this many significant digits, of which zeros at the end are left out. Digits before the point
/// are all written, up to four.
pub(super) fn figure(value: f64, digits: i32, multiples: Multiples) -> String {
    Figure::new(value, digits, multiples).shown()
}

/// Two numbers that are compared, each to its count of significant digits; for the same decimals in both, one may have
/// a digit more.
pub(super) fn pair(numbers: [(f64, i32); 2], multiples: Multiples) -> [String; 2] {
    let figures = numbers.map(|(value, digits)| Figure::new(value, digits, multiples));
    let [one, other] = &figures;
    if one.form.suffix != other.form.suffix {
        return figures.map(|figure| figure.shown());
    }
    let decimals = one.telling_decimals().max(other.telling_decimals());
    figures.map(|figure| {
        if decimals <= figure.decimals + 1 {
            figure.with_decimals(decimals)
        } else {
            figure.shown()
        }
    })
}

/// The numbers of an axis, all in the same form and with as many decimals as tell its steps apart.
pub(super) fn axis(values: &[f64], step: f64, multiples: Multiples) -> Vec<String> {
    let largest = values.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    let labels = |form: Form| -> Vec<String> {
        let step = form.scaled(step);
        // A step has two significant digits at most (2.5), so the first count of decimals that leaves nothing is exact.
        let decimals = (0..MAX_DECIMALS)
            .find(|decimals| {
                let shifted = step * power_of_ten(i32::try_from(*decimals).unwrap_or(0));
                (shifted - shifted.round()).abs() < 1e-6 * shifted.abs()
            })
            .unwrap_or(MAX_DECIMALS);
        values.iter().map(|value| form.written(*value, decimals)).collect()
    };
    let longest =
        |labels: &Vec<String>| labels.iter().map(|label| label.chars().count()).max().unwrap_or(0);
    Form::all(largest, multiples).into_iter().map(labels).min_by_key(longest).unwrap_or_default()
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

/// A number in a form, with the decimals that its significant digits reach to.
struct Figure {
    value: f64,
    form: Form,
    decimals: usize,
}

impl Figure {
    /// In the form that is written shortest.
    fn new(value: f64, digits: i32, multiples: Multiples) -> Self {
        Form::all(value.abs(), multiples)
            .into_iter()
            .map(|form| {
                let before_point = if value == 0.0 { 0 } else { exponent(form.scaled(value)) + 1 };
                let decimals =
                    usize::try_from(digits - before_point).unwrap_or(0).min(MAX_DECIMALS);
                Self { value, form, decimals }
            })
            .min_by_key(|figure| figure.shown().chars().count())
            .unwrap_or(Self { value, form: Form::plain(), decimals: 0 })
    }

    /// Without zeros at the end.
    fn shown(&self) -> String {
        self.with_decimals(self.telling_decimals())
    }

    fn with_decimals(&self, decimals: usize) -> String {
        self.form.written(self.value, decimals)
    }

    /// How many decimals there are without zeros at the end.
    fn telling_decimals(&self) -> usize {
        let text = format!("{:.*}", self.decimals, self.form.scaled(self.value));
        text.trim_end_matches('0').split_once('.').map_or(0, |(_, decimals)| decimals.len())
    }
}

/// How numbers of one size are written.
struct Form {
    /// What a number is multiplied with before it is written, and what stands behind it. Two factors, for a single one
    /// would be infinite for the smallest numbers.
    factors: [f64; 2],
    suffix: String,
}

impl Form {
    /// The forms for numbers up to `largest`; the one that is written shortest is best, and of several the first.
    fn all(largest: f64, multiples: Multiples) -> Vec<Self> {
        let (scientific_from, letters): (f64, &[_]) = match multiples {
            Multiples::Lettered => (SCIENTIFIC_FROM, &MULTIPLES),
            Multiples::WrittenOut => (SCIENTIFIC_FROM_WRITTEN_OUT, &[]),
        };
        if largest >= scientific_from || (largest > 0.0 && largest < SCIENTIFIC_BELOW) {
            let exponent = exponent(largest);
            let half = -exponent / 2;
            return vec![Self {
                factors: [power_of_ten(half), power_of_ten(-exponent - half)],
                suffix: format!("e{exponent}"),
            }];
        }
        let letter = letters.iter().find(|(from, ..)| largest >= *from);
        let lettered = letter.map(|(_, multiple, letter)| Self {
            factors: [1.0 / multiple, 1.0],
            suffix: (*letter).to_owned(),
        });
        [Self::plain()].into_iter().chain(lettered).collect()
    }

    fn plain() -> Self {
        Self { factors: [1.0; 2], suffix: String::new() }
    }

    fn scaled(&self, value: f64) -> f64 {
        self.factors.iter().fold(value, |value, factor| value * factor)
    }

    fn written(&self, value: f64, decimals: usize) -> String {
        if value == 0.0 {
            return "0".to_owned();
        }
        let digits = format!("{:.decimals$}", self.scaled(value));
        format!("{}{}", grouped(&digits), self.suffix).replace('-', "−")
    }
}

/// A number with a comma between thousands.
fn grouped(number: &str) -> String {
    let whole = number.split('.').next().unwrap_or(number);
    let digits = whole.trim_start_matches('-').len();
    if digits < GROUPED_FROM_DIGITS {
        return number.to_owned();
    }
    let mut text = String::with_capacity(number.len() + digits / 3);
    for (place, character) in number.char_indices() {
        let left = whole.len().saturating_sub(place);
        if left > 0 && left < digits && left % 3 == 0 {
            text.push(',');
        }
        text.push(character);
    }
    text
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
            assert_eq!(figure(value, 3, Multiples::Lettered), expected, "{value:e}");
        }
    }

    #[test]
    fn numbers_of_an_axis_have_the_same_form_and_decimals() {
        assert_eq!(axis(&[0.0, 2.5, 5.0], 2.5, Multiples::Lettered), ["0", "2.5", "5.0"]);
        assert_eq!(axis(&[-50.0, 0.0, 50.0], 50.0, Multiples::Lettered), ["−50", "0", "50"]);
        assert_eq!(axis(&[5000.0, 10_000.0], 5000.0, Multiples::Lettered), ["5k", "10k"]);
        assert_eq!(
            axis(&[1000.0001, 1000.0002], 0.0001, Multiples::Lettered),
            ["1000.0001", "1000.0002"]
        );
        assert_eq!(
            axis(&[-1e308, 0.0, 1e308], 1e308, Multiples::Lettered),
            ["−1e308", "0", "1e308"]
        );
        assert_eq!(axis(&[1.5e-5, 2e-5], 5e-6, Multiples::Lettered), ["1.5e−5", "2.0e−5"]);
    }

    #[test]
    fn a_letter_is_used_where_it_makes_a_number_shorter() {
        let cases = [
            (12_345.0, 4, "12,345"),
            (412_798.0, 6, "412,798"),
            (-412_798.5, 7, "−412,798.5"),
            (1_234_567.0, 4, "1.235M"),
            (1_234_567.0, 7, "1,234,567"),
            (2014.0, 4, "2014"),
        ];
        for (value, digits, expected) in cases {
            assert_eq!(figure(value, digits, Multiples::Lettered), expected);
        }
    }

    #[test]
    fn a_unit_that_has_a_prefix_gets_no_other() {
        for (unit, expected) in [
            (Some("km"), "12,300"),
            (Some("kWh"), "12,300"),
            (Some("min"), "12,300"),
            (Some("m"), "12.3k"),
            (Some("m³/h"), "12.3k"),
            (Some("/s"), "12.3k"),
            (Some("EUR"), "12.3k"),
            (None, "12.3k"),
        ] {
            assert_eq!(figure(12_300.0, 3, Multiples::beside(unit)), expected, "{unit:?}");
        }
        assert_eq!(figure(1.5e9, 3, Multiples::WrittenOut), "1.5e9");
    }

    #[test]
    fn numbers_of_a_pair_have_as_many_decimals_where_their_digits_reach() {
        for (numbers, expected) in [
            ([(12.99, 4), (15.0, 4)], ["12.99", "15.00"]),
            ([(42.0, 3), (26.9, 3)], ["42.0", "26.9"]),
            ([(20.0, 3), (9.99, 3)], ["20.00", "9.99"]),
            ([(10.0, 3), (20.0, 3)], ["10", "20"]),
            ([(0.000_12, 3), (1500.0, 3)], ["0.00012", "1500"]),
            ([(0.0, 3), (34.5, 3)], ["0", "34.5"]),
            ([(9800.0, 3), (12_500.0, 3)], ["9800", "12.5k"]),
        ] {
            assert_eq!(pair(numbers, Multiples::Lettered), expected);
        }
    }
}
