//! Reads numbers that are more than digits or numerals: `half a day`, `a quarter of an hour`, `the high 70s`.

use crate::series::claims::reading::{
    numerals::Written,
    tokens::{Token, TokenKind, text},
    units,
};

/// `an hour`, `a day`: one, where a unit of time or a multiple follows.
pub(super) fn article(rest: &[Token]) -> Option<(Written, usize)> {
    let text = |at: usize| text(rest, at);
    let one = |value: f64| Written {
        value,
        step: value,
        coarse_step: value,
        digits: 1,
        sign: 0,
        is_spelled: true,
        is_plain_integer: true,
        scale: 1.0,
    };
    match (text(0), text(1), text(2)) {
        // `240 a second` is a rate; `an hour later` and `half a day` are lengths of time.
        ("a" | "an", unit, after) if units::seconds_of(unit).is_some() && unit.len() > 1 => {
            matches!(after, "later" | "earlier" | "before" | "after" | "ago" | "and" | "long")
                .then(|| (one(1.0), 1))
        }
        ("quarter", "of", "an") => Some((Written { step: 0.05, ..one(0.25) }, 3)),
        ("a", "quarter", "of") if text(3) == "an" => Some((Written { step: 0.05, ..one(0.25) }, 4)),
        ("three", "quarters", "of") if text(3) == "an" => {
            Some((Written { step: 0.05, ..one(0.75) }, 4))
        }
        // `a degree a day`, `a percent per hour`.
        ("a" | "an", unit, "a" | "per" | "an" | "each" | "every")
            if units::unit(unit).is_some() && units::seconds_of(text(3)).is_some() =>
        {
            Some((one(1.0), 1))
        }
        ("half", "a" | "an", unit) if units::unit(unit).is_some() => {
            Some((Written { step: 0.1, coarse_step: 0.1, ..one(0.5) }, 2))
        }
        _ => None,
    }
}

/// `the high 70s`, `mid-20s`: anything from 70 to 80.
pub(in crate::series::claims::reading) fn decade(
    rest: &[Token],
    before: Option<&Token>,
) -> Option<(Written, usize)> {
    let [number, s, ..] = rest else { return None };
    let is_before = |token: &Token| {
        matches!(
            token.lower.as_str(),
            "high" | "mid" | "low" | "upper" | "lower" | "middle" | "-" | "the" | "early" | "late"
        )
    };
    let value: f64 = number.lower.parse().ok()?;
    let is_decade = number.kind == TokenKind::Number
        && number.lower.len() <= 3
        && value >= 10.0
        && value % 10.0 == 0.0
        && s.lower == "s"
        && s.is_glued
        && before.is_some_and(is_before);
    is_decade.then_some((
        Written {
            value: value + 5.0,
            step: 10.0,
            coarse_step: 10.0,
            digits: 2,
            sign: 0,
            is_spelled: true,
            is_plain_integer: false,
            scale: 1.0,
        },
        2,
    ))
}
