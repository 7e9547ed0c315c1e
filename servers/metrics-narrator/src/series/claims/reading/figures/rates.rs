//! Reads the time that a number is told for: `per day`, `a day`, `/h`, `each hour`, `per 30 days`.

use crate::series::claims::reading::{
    numerals,
    tokens::{Token, TokenKind, glued, text},
    units,
};
use crate::series::durations::{DAY, HOUR};

/// The time that a number is told for, in seconds.
pub(super) fn per(rest: &[Token]) -> Option<f64> {
    if let Some(seconds) = several(rest) {
        return Some(seconds);
    }
    // A noun may stand between: `9,341 rows per day`, `0.2 degrees a day`.
    // What stands behind a preposition, `248 over a day`, is no time that it is told for.
    let is_noun = |token: &Token| {
        token.kind == TokenKind::Word
            && !matches!(
                token.lower.as_str(),
                "over" | "in" | "within" | "of" | "for" | "after" | "by" | "during" | "on"
            )
    };
    let reach = (0..=4).take_while(|at| *at == 0 || rest.get(at - 1).is_some_and(is_noun));
    reach.into_iter().find_map(|at| match (text(rest, at), text(rest, at + 1)) {
        ("per" | "a" | "an" | "each" | "every" | "/", unit) => {
            units::seconds_of(unit).filter(|_| unit.len() > 1 || text(rest, at) == "/")
        }
        ("daily", _) => Some(DAY),
        ("hourly", _) => Some(HOUR),
        ("yearly" | "annually", _) => units::seconds_of("year"),
        _ => None,
    })
}

/// `per 30 days`, `per two weeks`: several of a unit of time.
fn several(rest: &[Token]) -> Option<f64> {
    let (written, length) = numerals::written(rest.get(1..).filter(|_| text(rest, 0) == "per")?)?;
    let seconds = units::seconds_of(text(rest, 1 + length))?;
    (written.value > 0.0).then_some(written.value * seconds)
}

/// How many tokens the time of `68/min` takes: it is a rate, not a minimum.
pub(super) fn length_of_slash(rest: &[Token]) -> usize {
    let is_rate =
        text(rest, 0) == "/" && glued(rest, 1) && units::seconds_of(text(rest, 1)).is_some();
    if is_rate { 2 } else { 0 }
}

/// `an hour`, `per second`: how many seconds, and how many tokens it takes.
pub(super) fn speed(rest: &[Token]) -> Option<(f64, usize)> {
    let is_per = matches!(text(rest, 0), "per" | "a" | "an" | "/" | "each" | "every");
    units::seconds_of(text(rest, 1)).filter(|_| is_per).map(|seconds| (seconds, 2))
}
