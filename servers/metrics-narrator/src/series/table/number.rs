//! A cell as a number. Most cells are plain decimals, which [`plain`] reads by itself; `written` reads how people
//! write numbers, `durations` how they write lengths of time, `scale` brings them to one unit, and `cells` holds what the
//! cells of one column say together: which sign separates decimals, and in what unit they are.

pub(crate) mod cells;
pub(crate) mod durations;
mod scale;
pub(crate) mod written;

pub(crate) use cells::{Cells, Fault, Outcome, Style};

/// The largest magnitude of a number. No measurement is larger, and the squares of smaller ones have a finite sum in
/// the longest table, so that a deviation is finite.
pub(crate) const MAX_MAGNITUDE: f64 = 1e140;

/// Powers of ten that an `f64` holds exactly.
const POWERS_OF_TEN: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// The whole numbers up to this one are all exact in an `f64`.
const MAX_EXACT: u64 = 1 << 53;

/// A decimal number of digits, a minus sign and `point` alone, and whether it has a point; none if it is written in
/// any other way, or with more digits than are exact.
///
/// Its value is the closest `f64`: a quotient of two exact numbers is rounded once (Clinger, 1990).
#[inline]
pub(crate) fn plain(cell: &[u8], point: u8) -> Option<(f64, bool)> {
    let (is_negative, digits) = match cell {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, cell),
    };
    // Longer ones might overflow before they are seen to be too large.
    if digits.len() > 18 {
        return None;
    }
    let mut mantissa = 0_u64;
    let mut count = 0_usize;
    let mut decimals = usize::MAX;
    for &byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            mantissa = mantissa * 10 + u64::from(digit);
            count += 1;
        } else if byte == point && decimals == usize::MAX {
            decimals = count;
        } else {
            return None;
        }
    }
    if count == 0 || mantissa > MAX_EXACT {
        return None;
    }
    let value = mantissa as f64;
    let value = if is_negative { negated(value) } else { value };
    if decimals == usize::MAX {
        return Some((value, false));
    }
    Some((value / POWERS_OF_TEN.get(count - decimals)?, true))
}

/// A number as programs write it where it is long, or very large or small: `1.7e-05`, `19.761251902999998`.
fn scientific(cell: &[u8]) -> Option<f64> {
    let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
    let text = str::from_utf8(cell).ok().filter(|_| cell.iter().all(is_part))?;
    let value: f64 = text.parse().ok()?;
    // A negative zero is zero.
    (value.abs() <= MAX_MAGNITUDE).then_some(value + 0.0)
}

/// `-value`, which is zero and no negative zero where `value` is zero.
fn negated(value: f64) -> f64 {
    0.0 - value
}

/// The closest `f64` to digits without separators and `decimals` of them behind the point, with an exponent as it is
/// written (`e-3`) or an empty one.
fn closest(digits: &str, decimals: usize, exponent: &str) -> Option<f64> {
    let (whole, fraction) = digits.split_at_checked(digits.len().checked_sub(decimals)?)?;
    let value = match (digits.parse::<u64>(), POWERS_OF_TEN.get(decimals)) {
        (Ok(mantissa), Some(power)) if mantissa <= MAX_EXACT && exponent.is_empty() => {
            mantissa as f64 / power
        }
        _ => format!("{whole}.{fraction}{exponent}").parse().ok()?,
    };
    (value <= MAX_MAGNITUDE).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_decimal_has_the_value_that_the_standard_library_gives_it() {
        for text in [
            "0",
            "1",
            "007",
            "12.5",
            "-12.5",
            ".5",
            "5.",
            "0.1",
            "123456.789",
            "9007199254740992",
            "0.000001",
            "1234567890.1234567",
            "99999999999999999",
            "12345678901234567.8",
            "0.12345678901234567",
        ] {
            if let Some((value, has_point)) = plain(text.as_bytes(), b'.') {
                assert_eq!(value.to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
                assert_eq!(has_point, text.contains('.'));
            } else {
                assert!(text.len() > 16, "{text}");
            }
        }
        assert_eq!(plain(b"12,5", b','), Some((12.5, true)));
        for (value, _) in ["-0", "-0.00"].map(|text| plain(text.as_bytes(), b'.').unwrap()) {
            assert!(value == 0.0 && value.is_sign_positive());
        }
        assert!(scientific(b"-0e0").unwrap().is_sign_positive());
    }

    #[test]
    fn whatever_else_a_cell_holds_is_left_to_the_patient_reader() {
        for text in [
            "",
            "-",
            ".",
            "--1",
            "1-",
            "+1",
            "1e5",
            "1.2.3",
            "1,5",
            "12 ",
            "a",
            "9007199254740993",
            "9".repeat(25).as_str(),
            "1".repeat(400).as_str(),
        ] {
            assert_eq!(plain(text.as_bytes(), b'.'), None, "{text}");
        }
    }
}
