//! Times in ISO 8601, as an answer writes them.

use chrono::{NaiveDate, NaiveTime};

use super::{
    moment::Moment,
    zones::{Zone, minutes_of},
};

/// The moment that `written` is in ISO 8601, with a date at least: `2024-03-05`, `2024-03-05T14:05`,
/// `2024-03-05T14:05:30Z`, `2024-03-05 14:05+01:00`.
pub fn iso(written: &str) -> Option<Moment> {
    let written = written.trim();
    let (date, rest) = written.split_at_checked(10)?;
    let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
    if rest.is_empty() {
        return Some(Moment { date: Some(date), ..Moment::default() });
    }
    let clock = rest.strip_prefix(['T', 't', ' '])?;
    let end = clock.find(|sign: char| !(sign.is_ascii_digit() || matches!(sign, ':' | '.')));
    let (time, zone) = clock.split_at_checked(end.unwrap_or(clock.len()))?;
    let has_seconds = time.matches(':').count() == 2;
    let format = if has_seconds { "%H:%M:%S%.f" } else { "%H:%M" };
    let time = NaiveTime::parse_from_str(time, format).ok()?;
    Some(Moment { date: Some(date), time: Some(time), has_seconds, zone: offset(zone)? })
}

/// The zone behind a time, if there is one; none if it cannot be read.
fn offset(written: &str) -> Option<Option<Zone>> {
    let written = written.trim();
    match written {
        "" => return Some(None),
        "Z" | "z" | "UTC" | "GMT" => return Some(Some(Zone::UTC)),
        _ => {}
    }
    let (sign, digits) =
        written.split_at_checked(1).filter(|(sign, _)| matches!(*sign, "+" | "-"))?;
    minutes_of(sign, digits).map(|minutes| Some(Zone::Offset { minutes }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_iso_8601_are_read_to_the_precision_that_they_have() {
        for (written, expected) in [
            ("2024-03-05", "2024-03-05"),
            ("2024-03-05T14:05", "2024-03-05T14:05"),
            ("2024-03-05 14:05:30Z", "2024-03-05T14:05:30Z"),
            ("2024-03-05T14:05+01:00", "2024-03-05T14:05+01:00"),
            ("2024-03-05T14:05-0330", "2024-03-05T14:05-03:30"),
        ] {
            assert_eq!(iso(written).map(|moment| moment.to_string()).as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_is_no_time_in_iso_8601_is_none() {
        for written in [
            "",
            "14:05",
            "5 March",
            "2024-13-05",
            "2024-03-05T25:00",
            "2024-03-05T14:05 CEST",
            "2024-03-05x",
        ] {
            assert_eq!(iso(written), None, "{written}");
        }
    }
}
