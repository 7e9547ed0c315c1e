//! Reads the half or the part of the day that a clock is told with: `p.m.`, `in the evening`.

use crate::series::claims::reading::tokens::{Token, glued, text};

/// `in the morning`, `that afternoon`, `at night`: the part of the day, and how many tokens it takes.
pub(super) fn part_of_day(tokens: &[Token]) -> Option<(&str, usize)> {
    match (text(tokens, 0), text(tokens, 1), text(tokens, 2)) {
        ("in" | "on", "the", part) => Some((part, 3)),
        ("at", "night", _) => Some(("night", 2)),
        ("that" | "this", part, _) => Some((part, 2)),
        _ => None,
    }
}

/// An hour of a part of the day, and whether the half of the day is left open.
pub(super) fn hour_of_part(hour: u32, part: &str) -> Option<(u32, bool)> {
    match part {
        "morning" | "afternoon" | "evening" | "night" if hour > 12 => Some((hour, false)),
        "morning" => Some((hour % 12, false)),
        "afternoon" | "evening" => Some((hour % 12 + 12, false)),
        "night" => Some((hour, true)),
        _ => None,
    }
}

/// An hour of a clock of twelve hours, before or after noon.
pub(super) fn in_half_of_day(hour: u32, is_after_noon: bool) -> u32 {
    hour % 12 + if is_after_noon { 12 } else { 0 }
}

/// Whether it is after noon: `am`, `p.m.`.
pub(super) fn half_of_day(tokens: &[Token]) -> Option<(bool, usize)> {
    match (text(tokens, 0), text(tokens, 1), text(tokens, 2)) {
        ("am", ..) => Some((false, 1)),
        ("pm", ..) => Some((true, 1)),
        (half @ ("a" | "p"), ".", "m") if glued(tokens, 1) => {
            let point = usize::from(text(tokens, 3) == "." && glued(tokens, 3));
            // The point that ends a sentence is not the abbreviation's.
            Some((half == "p", 3 + point))
        }
        _ => None,
    }
}

/// Whether it is after noon: `in the afternoon`.
pub(super) fn half_in_words(tokens: &[Token]) -> Option<(bool, usize)> {
    match (text(tokens, 0), text(tokens, 1), text(tokens, 2)) {
        ("in", "the", "morning") => Some((false, 3)),
        ("in", "the", "afternoon" | "evening") => Some((true, 3)),
        _ => None,
    }
}
