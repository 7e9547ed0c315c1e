//! Reads the days of the week.

use chrono::Weekday;

use crate::series::claims::reading::{
    times::Time,
    tokens::{Token, TokenKind, text},
};

/// `Monday`, `tues`: a day of the week by a name that is no other word.
pub(in crate::series::claims::reading) fn weekday(tokens: &[Token]) -> Option<(Time, usize)> {
    let token = tokens.first().filter(|token| token.kind == TokenKind::Word)?;
    let weekday = match token.lower.as_str() {
        "monday" | "mon" => Weekday::Mon,
        "tuesday" | "tue" | "tues" => Weekday::Tue,
        "wednesday" | "wed" => Weekday::Wed,
        "thursday" | "thu" | "thurs" => Weekday::Thu,
        "friday" | "fri" => Weekday::Fri,
        "saturday" => Weekday::Sat,
        "sunday" => Weekday::Sun,
        _ => return None,
    };
    Some((Time { weekday: Some(weekday), ..Time::default() }, 1))
}

/// `Sat`, `Sun`, which are words too: only before a day.
pub(in crate::series::claims::reading) fn weekend(tokens: &[Token]) -> Option<(Time, usize)> {
    let weekday = match text(tokens, 0) {
        "sat" => Weekday::Sat,
        "sun" => Weekday::Sun,
        _ => return None,
    };
    Some((Time { weekday: Some(weekday), ..Time::default() }, 1))
}
