//! Reads the smaller parts of a length of time: `4h40m`, `4 h 40 min`, `an hour and a half`.
//!
//! Each function adds a part to a number, and returns how many tokens it takes.

use crate::series::claims::reading::{
    mentions::Figure,
    numerals::{self, Written},
    tokens::{Token, TokenKind, text},
    units::{self, Dimension, Unit},
};
use crate::series::durations::HOUR;

/// `4h40m`, where the number is the hours.
pub(super) fn read_glued_minutes(figure: &mut Figure, rest: &[Token]) -> usize {
    let minutes = rest.first().filter(|token| token.is_glued).and_then(glued_minutes);
    let Some(minutes) =
        minutes.filter(|_| figure.unit.is_none() && figure.written.is_plain_integer)
    else {
        return 0;
    };
    figure.written.value = figure.written.value * 60.0 + minutes;
    figure.written.digits += 2;
    be_of_time(figure, 60.0);
    1
}

/// The minutes of `h40m` behind a number of hours.
fn glued_minutes(token: &Token) -> Option<f64> {
    let rest = token.lower.strip_prefix('h')?;
    let digits = rest.strip_suffix("min").or_else(|| rest.strip_suffix('m'))?;
    digits.parse().ok().filter(|minutes: &f64| *minutes < 60.0)
}

/// Smaller parts behind a unit of time: `4 h 40 min`, `an hour and a half`.
pub(super) fn read_smaller_parts(figure: &mut Figure, rest: &[Token]) -> usize {
    let Some(seconds) = figure.seconds_per_unit.filter(|seconds| *seconds >= 1.0) else {
        return 0;
    };
    if text(rest, 0) == "and" && text(rest, 1) == "a" && matches!(text(rest, 2), "half" | "quarter")
    {
        let part = if text(rest, 2) == "half" { 0.5 } else { 0.25 };
        figure.written.value += part;
        figure.written.step = part;
        figure.written.coarse_step = part;
        return 3;
    }
    let joint = usize::from(matches!(text(rest, 0), "and" | ","));
    let Some((part, length)) = rest.get(joint..).and_then(numerals::written) else { return 0 };
    let hyphen = usize::from(text(rest, joint + length) == "-");
    let at = joint + length + hyphen;
    if joint == 0 && is_part_without_unit(seconds, &part, rest, at) {
        figure.written = Written {
            value: figure.written.value * 60.0 + part.value,
            digits: figure.written.digits + part.digits,
            ..part
        };
        be_of_time(figure, seconds / 60.0);
        return length;
    }
    let unit = text(rest, at);
    let Some(part_seconds) = units::seconds_of(unit).filter(|part| *part < seconds) else {
        return 0;
    };
    if unit == "m" && seconds < HOUR || part.value * part_seconds >= seconds {
        return 0;
    }
    figure.written = Written {
        value: figure.written.value * seconds / part_seconds + part.value,
        is_plain_integer: false,
        digits: figure.written.digits + part.digits,
        step: step_of_part(&part, part_seconds),
        ..part
    };
    be_of_time(figure, part_seconds);
    at + 1 + read_smaller_parts(figure, rest.get(at + 1..).unwrap_or_default()).min(8)
}

/// How precisely a smaller part is told: `seven hours and twenty minutes` is to five minutes, as people say times.
fn step_of_part(part: &Written, seconds: f64) -> f64 {
    let is_of_clock = part.is_spelled && seconds == 60.0 && part.value % 5.0 == 0.0;
    if is_of_clock { 5.0 } else { part.step }
}

/// `2 h 50`, `4 minutes 21`: the next smaller unit, of which there are sixty, is left out. The part ends at a token.
fn is_part_without_unit(seconds: f64, part: &Written, rest: &[Token], end: usize) -> bool {
    let is_end = rest.get(end).is_none_or(|next| {
        matches!(next.kind, TokenKind::Mark | TokenKind::Start(_)) && next.lower != "%"
            || matches!(next.lower.as_str(), "and" | "at" | "on" | "in" | "from" | "long")
    });
    matches!(seconds as u64, 60 | 3_600)
        && text(rest, 0).len() == 2
        && part.is_plain_integer
        && !part.is_spelled
        && part.value < 60.0
        && is_end
}

/// Gives a number a unit of time of so many seconds.
fn be_of_time(figure: &mut Figure, seconds: f64) {
    figure.unit = Some(Unit { dimension: Dimension::Time, factor: seconds });
    figure.seconds_per_unit = Some(seconds);
}
