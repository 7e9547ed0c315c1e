//! Whether a number is a value, at the precision that it is written with.

use crate::series::{
    claims::reading::{mentions::Hedge, numerals::Written},
    wording,
};

/// Whether a number, taken times `factor`, is a value. Signs are not compared.
pub(in crate::series::claims) fn is_value(
    written: &Written,
    hedge: Hedge,
    factor: f64,
    value: f64,
) -> bool {
    let (told, step) = (written.value * factor, written.step * factor);
    let value = value.abs();
    if !told.is_finite() || !value.is_finite() {
        return false;
    }
    // What is stored as a binary fraction may stand a little beside its decimal one.
    let slack = step * 1e-6 + told * 1e-12;
    let step = if has_rounded_zeros(written, hedge) {
        (written.coarse_step * factor).min(told * MAX_OF_ZEROS)
    } else {
        step
    };
    let is_near = |value: f64| (value - told).abs() <= step * 0.5 + slack;
    // A reader sees five digits, or one digit more than the table has, and rounds what is rounded already.
    let may_be_shown = (value - told).abs() <= step + value * MAX_SHOWN;
    let is_rounded = is_near(value)
        || may_be_shown && (is_near(shown(value)) || is_near(rounded(value, step / 10.0)));
    // Digits that are cut off instead of rounded.
    let is_cut = written.digits >= 3
        && !written.is_spelled
        && value >= told
        && value - told < step
        && written.step < 1.0;
    // `over six` is not 5.9, though 5.9 is nearly six.
    let is_telling = (written.is_plain_integer || written.is_spelled)
        && (value - told).abs() > told * MAX_BESIDE;
    let is_on_side = match hedge {
        Hedge::Under => value <= told + slack,
        Hedge::Over => value >= told - slack,
        Hedge::None | Hedge::About => true,
    };
    if (is_rounded || is_cut) && (is_on_side || !is_telling) {
        return true;
    }
    // What is told as near may be off by its last digit that is not a zero, but not by much.
    let reach = (written.coarse_step * factor).min(told * MAX_ROUGHNESS).max(step * 0.5);
    match hedge {
        Hedge::None => false,
        Hedge::About => {
            (value - told).abs() <= reach * if written.is_spelled { 0.6 } else { 0.5 } + slack
        }
        Hedge::Under => value <= told && told - value <= reach,
        Hedge::Over => value >= told && value - told <= reach,
    }
}

/// The share of itself that a value with five digits may be off.
const MAX_SHOWN: f64 = 1e-4;

/// A value with the digits that the facts show of it.
fn shown(value: f64) -> f64 {
    rounded(value, 10f64.powi(-wording::decimals(value)))
}

fn rounded(value: f64, unit: f64) -> f64 {
    (value / unit).round() * unit
}

/// Whether the zeros at the end of a number stand for digits that were rounded: three of them always do, fewer where
/// they leave it nearly as it was. What is told as a little more or less than a number was not rounded to it.
fn has_rounded_zeros(written: &Written, hedge: Hedge) -> bool {
    written.coarse_step >= written.step * 1e3
        || !written.is_spelled
            && matches!(hedge, Hedge::None | Hedge::About)
            && written.coarse_step <= written.value * MAX_ROUNDING
}

/// The share by which `over` and `under` may miss their side.
const MAX_BESIDE: f64 = 0.01;

/// The share of a number that its zeros may hide: 1,000 is not 614.
const MAX_OF_ZEROS: f64 = 0.1;

/// The share of a number that its last digit before its zeros may count for: 21,500 and 2,700 are rounded, 400 is exact
/// unless a word says otherwise.
const MAX_ROUNDING: f64 = 0.1;

/// The share of itself that a number may be off when it is told as near to a value.
const MAX_ROUGHNESS: f64 = 0.2;
