//! Reads numbers, in digits and in words, with how precisely they are written.

use numerals::decimal;
use shared::numerals;
pub(super) use shared::numerals::{cardinal, ordinal};

use super::tokens::{Token, TokenKind, text};

/// A number as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::series::claims) struct Written {
    /// Its value, with its scale (`4.2k` is 4200) and without its sign.
    pub(in crate::series::claims) value: f64,
    /// What one more in the last written digit would add.
    pub(in crate::series::claims) step: f64,
    /// What one more in the last digit that is not a zero would add; more than `step` for `1200`.
    pub(in crate::series::claims) coarse_step: f64,
    /// How many digits count, without zeros in front.
    pub(in crate::series::claims) digits: usize,
    /// Whether it has a minus (`-1`) or a plus (`1`); 0 without a sign.
    pub(in crate::series::claims) sign: i8,
    /// Whether it is spelled in words.
    pub(in crate::series::claims) is_spelled: bool,
    /// Whether it has a decimal point or a scale.
    pub(in crate::series::claims) is_plain_integer: bool,
    /// The factor of its scale word, 1 without one.
    pub(in crate::series::claims) scale: f64,
}

/// A number that begins at a token, and how many tokens it takes.
pub(super) fn written(tokens: &[Token]) -> Option<(Written, usize)> {
    let first = tokens.first()?;
    match first.kind {
        TokenKind::Number => in_digits(first, tokens.get(1..).unwrap_or_default()),
        TokenKind::Word if matches!(first.lower.as_str(), "nothing" | "nil" | "nought") => {
            Some((Written::spelled(0.0), 1))
        }
        TokenKind::Word if fold(&first.lower).is_some() => {
            Some((Written::spelled(fold(&first.lower)?), 1))
        }
        TokenKind::Word => {
            let (written, length) = in_words(tokens)?;
            Some(many(written, tokens, length))
        }
        _ => None,
    }
}

/// `thirtyfold`: how many times.
pub(super) fn fold(word: &str) -> Option<f64> {
    let number = word.strip_suffix("fold")?.trim_end_matches('-');
    match number {
        "hundred" => Some(100.0),
        "thousand" => Some(1_000.0),
        _ => cardinal(number).filter(|value| *value >= 2.0),
    }
}

/// `half a million`, `two and a half thousand`, `three quarters of a million`: a part of a large number.
fn many(written: Written, tokens: &[Token], length: usize) -> (Written, usize) {
    let word = |at: usize| text(tokens, at);
    let scale = |word: &str| match word {
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
        "million" => Some(1e6),
        "billion" => Some(1e9),
        _ => None,
    };
    let joint = match (word(length), word(length + 1)) {
        ("of", "a") => 2,
        ("a", _) => 1,
        _ => 0,
    };
    let is_part = written.value.fract() != 0.0;
    let Some(factor) = scale(word(length + joint)).filter(|_| is_part) else {
        return (written, length);
    };
    let scaled = Written {
        value: written.value * factor,
        step: written.step.min(0.1) * factor,
        coarse_step: written.coarse_step.min(0.1) * factor,
        is_plain_integer: false,
        scale: factor,
        ..written
    };
    (scaled, length + joint + 1)
}

fn in_digits(token: &Token, rest: &[Token]) -> Option<(Written, usize)> {
    let (value, decimals, digits) = decimal(&token.lower)?;
    let mut step = 10_f64.powi(-decimals);
    let mut value = value;
    let mut length = 1;
    let mut has_scale = false;
    let mut factor = 1.0;
    if let Some((found, tokens)) = scale(rest).or_else(|| power_of_ten(rest)) {
        factor = found;
        value *= factor;
        step *= factor;
        length += tokens;
        has_scale = true;
    } else if let Some((numerator, denominator)) = fraction(token, rest) {
        let written = Written::spelled(numerator / denominator);
        return Some((written, 3));
    }
    if !value.is_finite() {
        return None;
    }
    // `33 and a quarter hours`.
    let part = match (rest.first(), rest.get(1), rest.get(2)) {
        (Some(and), Some(a), Some(part))
            if and.lower == "and" && a.lower == "a" && decimals == 0 && !has_scale =>
        {
            match part.lower.as_str() {
                "half" => 0.5,
                "quarter" => 0.25,
                _ => 0.0,
            }
        }
        _ => 0.0,
    };
    if part > 0.0 {
        let written = Written::spelled(value + part);
        return Some((
            Written { step: part, coarse_step: part, is_plain_integer: false, digits, ..written },
            4,
        ));
    }
    let zeros = token
        .lower
        .bytes()
        .rev()
        .filter(u8::is_ascii_digit)
        .take_while(|byte| *byte == b'0')
        .count();
    let zeros = if decimals > 0 { 0 } else { zeros.min(digits.saturating_sub(1)) };
    let written = Written {
        value,
        step,
        coarse_step: step * 10_f64.powi(zeros.min(30) as i32),
        digits,
        sign: 0,
        is_spelled: false,
        is_plain_integer: decimals == 0 && !has_scale,
        scale: factor,
    };
    Some((written, length))
}

/// A factor after digits: `k`, `million`.
fn scale(rest: &[Token]) -> Option<(f64, usize)> {
    let token = rest.first()?;
    let (token, length) = if token.lower == "-" { (rest.get(1)?, 2) } else { (token, 1) };
    let factor = match token.lower.as_str() {
        "thousand" => 1e3,
        "million" | "millions" | "mio" => 1e6,
        "billion" | "bn" | "billions" => 1e9,
        "trillion" => 1e12,
        "k" if length == 1 => 1e3,
        // A small m is a minute or a metre.
        "m" | "mn"
            if token.is_glued && length == 1 && token.range.len() == 1 && token.lower == "m" =>
        {
            return None;
        }
        "b" if token.is_glued && length == 1 => return None,
        _ => return None,
    };
    Some((factor, length))
}

/// `× 10⁻⁵`, which the tokens have as `× 0.00001`.
fn power_of_ten(rest: &[Token]) -> Option<(f64, usize)> {
    let [times, power, ..] = rest else { return None };
    let value: f64 = power.lower.parse().ok()?;
    // `182 ×1000/ml` has its thousands in its unit.
    let is_power = value.log10().fract() == 0.0 && !(1.0..=1e3).contains(&value);
    (matches!(times.lower.as_str(), "×" | "·" | "x") && is_power).then_some((value, 2))
}

/// `2/3` where nothing else can be meant.
fn fraction(token: &Token, rest: &[Token]) -> Option<(f64, f64)> {
    let [slash, below, after] = rest.get(..3)? else { return None };
    let is_fraction = slash.lower == "/" && slash.is_glued && below.is_glued && after.lower == "of";
    let (above, below) = (token.lower.parse::<f64>().ok()?, below.lower.parse::<f64>().ok()?);
    (is_fraction && above < below && below <= 20.0).then_some((above, below))
}

impl Written {
    /// Takes the number, and how precisely it is written, times a factor.
    pub(super) fn scale_by(&mut self, factor: f64) {
        self.value *= factor;
        self.step *= factor;
        self.coarse_step *= factor;
        self.scale *= factor;
        self.is_plain_integer = false;
    }

    /// A number in words: as precise as people are who write words.
    fn spelled(value: f64) -> Self {
        // Nobody spells out that five hundred were 502, and `ten thousand` is as rough as `10,000`.
        let step = match value {
            _ if value.fract() != 0.0 => 0.1 * value,
            _ if value >= 1e3 && value % 1e3 == 0.0 => roundness(value).max(1e3).min(0.1 * value),
            _ if value >= 100.0 && value % 100.0 == 0.0 => 0.05 * roundness(value).max(100.0),
            _ => 1.0,
        };
        Self {
            value,
            step,
            coarse_step: roundness(value).max(step),
            digits: 1,
            sign: 0,
            is_spelled: true,
            is_plain_integer: value.fract() == 0.0,
            scale: 1.0,
        }
    }
}

/// The largest power of ten that a number is a multiple of: 1000 for ten thousand.
fn roundness(value: f64) -> f64 {
    let powers = (1..=9)
        .map(|power| 10_f64.powi(power))
        .take_while(|power| value > *power && value % power == 0.0);
    powers.last().unwrap_or(0.0)
}

/// A number in words: `twelve`, `twenty-four`, `three and a half`, `two hundred`, `a dozen`, `two thirds`, `half a`.
fn in_words(tokens: &[Token]) -> Option<(Written, usize)> {
    let words = tokens.iter().take(MAX_WORDS).map(|token| token.lower.as_str());
    let spelled = numerals::spelled(&words.collect::<Vec<_>>())?;
    let written = Written::spelled(spelled.value);
    let written = match spelled.step {
        Some(step) => Written { step, coarse_step: step, is_plain_integer: false, ..written },
        None => written,
    };
    Some((written, spelled.words))
}

/// A number of more words is none.
const MAX_WORDS: usize = 24;
