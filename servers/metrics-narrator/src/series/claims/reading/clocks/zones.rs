//! Reads zones: names, and offsets from UTC.

use crate::series::claims::reading::{
    dates::integer,
    tokens::{Token, glued, text},
};

/// `Z`, `UTC`, `+02:00`, `UTC+2`, `CET`.
pub(in crate::series::claims::reading) fn zone(tokens: &[Token]) -> Option<(i32, usize)> {
    let (minutes, length) = match text(tokens, 0) {
        "z" if glued(tokens, 0) => (0, 1),
        "utc" | "gmt" => match offset(tokens.get(1..).unwrap_or_default()) {
            Some((minutes, length)) if glued(tokens, 1) => (minutes, 1 + length),
            _ => (0, 1),
        },
        "(" if matches!(text(tokens, 1), "utc" | "gmt") && text(tokens, 2) == ")" => (0, 3),
        "bst" | "cet" => (60, 1),
        "cest" | "eet" => (120, 1),
        "eest" | "msk" => (180, 1),
        "ist" => (330, 1),
        "jst" => (540, 1),
        "est" | "cdt" => (-300, 1),
        "edt" => (-240, 1),
        "cst" | "mdt" => (-360, 1),
        "mst" | "pdt" => (-420, 1),
        "pst" => (-480, 1),
        "(" => match offset(tokens.get(1..).unwrap_or_default()) {
            Some((minutes, length)) if text(tokens, 1 + length) == ")" => (minutes, 2 + length),
            _ => return None,
        },
        // `09:50-10:05` is a stretch of time; behind seconds the same would be an offset.
        "-" if text(tokens, 2) == ":" => return None,
        _ => return offset(tokens),
    };
    Some((minutes, length))
}

/// `+02:00`, `-5`.
pub(in crate::series::claims::reading) fn offset(tokens: &[Token]) -> Option<(i32, usize)> {
    let sign = match text(tokens, 0) {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    glued(tokens, 1).then_some(())?;
    let hours = i32::try_from(integer(tokens, 1, 4)?).ok()?;
    if text(tokens, 2) == ":" && glued(tokens, 2) && glued(tokens, 3) {
        let minutes = i32::try_from(integer(tokens, 3, 2)?).ok()?;
        return (hours <= 14).then_some((sign * (hours * 60 + minutes), 4));
    }
    let digits = tokens.get(1)?.lower.len();
    match digits {
        4 => Some((sign * (hours / 100 * 60 + hours % 100), 2)),
        1 | 2 if hours <= 14 && glued(tokens, 0) => Some((sign * hours * 60, 2)),
        _ => None,
    }
}
