//! The times of day in a text: "09:20", "9.20 am", "0920Z", "14h05", "noon", with the zone behind them.

use std::{ops::Range, sync::LazyLock};

use chrono::{NaiveTime, TimeDelta, Timelike as _};
use regex::{Captures, Regex};

use super::{
    patterns::{pattern, tail},
    zones::{Zone, zone_at},
};

/// A time of day as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WrittenClock {
    /// Where it stands, in bytes, with its zone.
    pub(super) range: Range<usize>,
    /// What it shows.
    pub(super) time: NaiveTime,
    /// Whether it shows seconds.
    pub(super) has_seconds: bool,
    /// 1 for "24:00", which is the midnight of the next day.
    pub(super) later_days: u64,
    /// Whether it is one of the first twelve hours without "am" or "pm".
    pub(super) is_half_open: bool,
    /// Whether it says "pm".
    pub(super) is_afternoon: bool,
    /// The zone.
    pub(super) zone: Option<Zone>,
    /// Whether it is a clock only behind a date: "2022-03-10 11.50", "2025-01-14 1600".
    pub(super) needs_date: bool,
}

impl WrittenClock {
    /// The time of the first clock of "from 1:00 to 2:30 pm": in the afternoon, if the last one is.
    pub(super) fn in_same_half_as(&self, last: &Self) -> NaiveTime {
        let later = self.time.overflowing_add_signed(TimeDelta::hours(12)).0;
        let is_afternoon =
            self.is_half_open && last.is_afternoon && self.time.hour() < 12 && later <= last.time;
        if is_afternoon { later } else { self.time }
    }
}

/// The times of day in a text, in order.
pub(super) fn clocks(text: &str) -> Vec<WrittenClock> {
    let mut found: Vec<WrittenClock> = Vec::new();
    for captures in CLOCK.captures_iter(text) {
        // The "05:00" of "09:20-05:00" has been read as an offset.
        let end = found.last().map_or(0, |last| last.range.end);
        found.extend(clock(text, &captures).filter(|clock| clock.range.start >= end));
    }
    found
}

fn clock(text: &str, captures: &Captures<'_>) -> Option<WrittenClock> {
    let whole = captures.get(0)?;
    let has = |group| captures.name(group).is_some();
    let before = text.get(..whole.start())?;
    let rest = text.get(whole.end()..)?;
    let is_written_out = ["minute", "half", "word", "hour_of_four", "german"].into_iter().any(&has);
    if !is_written_out || is_part_of_more(before, rest) {
        return None;
    }
    let may_be_negative = before.ends_with('T') || has("second") || NEGATIVE_OFFSET.is_match(rest);
    let zone = zone_at(rest, may_be_negative);
    // "14:05abc" is something else, and so is "1000x".
    if zone.is_none() && !LETTER_H.is_match(rest) && rest.starts_with(char::is_alphabetic) {
        return None;
    }
    let mark = captures.name("mark").map(|mark| mark.as_str());
    // "1:28 h" is a length of time, and so is "1h28" behind "for".
    if !has("word") && zone.is_none() && LENGTH_UNIT.is_match(rest)
        || mark == Some("h") && LENGTH_CUE.is_match(tail(before))
    {
        return None;
    }
    let is_afternoon = captures.name("half").map(|half| half.as_str().starts_with(['p', 'P']));
    let (hours, shown) = shown(captures, is_afternoon)?;
    let is_half_shown = is_afternoon.is_some();
    let may_be_number = mark == Some(".") || has("hour_of_four");
    Some(WrittenClock {
        range: whole.start()..whole.end() + zone.map_or(0, |(_, length)| length),
        time: shown.time,
        has_seconds: has("second"),
        later_days: shown.later_days,
        is_half_open: !is_half_shown && !has("word") && hours <= 12,
        is_afternoon: is_afternoon == Some(true),
        zone: zone.map(|(zone, _)| zone),
        needs_date: may_be_number && !is_half_shown && zone.is_none() && !has("german"),
    })
}

/// Whether a match is a piece of an address, a version, a place in a file, or a longer number.
fn is_part_of_more(before: &str, rest: &str) -> bool {
    before.ends_with(|c: char| (c.is_alphanumeric() && c != 'T') || "/.=#_&:".contains(c))
        || rest.starts_with(|c: char| c.is_ascii_digit() || "/_=%".contains(c))
        || [':', '.', '-']
            .iter()
            .any(|mark| rest.strip_prefix(*mark).is_some_and(|rest| is_joined(*mark, rest)))
}

/// The hours that a match has written, and the time of day.
fn shown(captures: &Captures<'_>, is_afternoon: Option<bool>) -> Option<(u32, TimeOfDay)> {
    let number =
        |group| captures.name(group).and_then(|digits| digits.as_str().parse::<u32>().ok());
    let (hours, minutes) = match captures.name("word") {
        Some(word) => (if word.as_str().eq_ignore_ascii_case("midnight") { 0 } else { 12 }, 0),
        None => (
            number("hour").or(number("hour_of_four"))?,
            number("minute").or(number("minute_of_four")).unwrap_or(0),
        ),
    };
    let hour_of_day = match is_afternoon {
        Some(is_afternoon) if (1..=12).contains(&hours) => {
            hours % 12 + if is_afternoon { 12 } else { 0 }
        }
        // "17:14pm" says it twice, "0:30am" as well.
        _ => hours,
    };
    let is_end_of_day = hour_of_day == 24 && minutes == 0;
    let hour_of_day = if is_end_of_day { 0 } else { hour_of_day };
    let time = NaiveTime::from_hms_opt(hour_of_day, minutes, number("second").unwrap_or(0))?;
    Some((hours, TimeOfDay { time, later_days: u64::from(is_end_of_day) }))
}

/// A time of day, on a later day for "24:00".
struct TimeOfDay {
    time: NaiveTime,
    later_days: u64,
}

/// Whether what follows a mark behind a clock makes both something else: "10:20:30:40", "1.20.3", "14:05-rc1".
fn is_joined(mark: char, rest: &str) -> bool {
    match mark {
        '-' => rest.starts_with(|next: char| next.is_alphabetic()),
        _ => rest.starts_with(|next: char| next.is_ascii_digit()),
    }
}

static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        \b(?<hour_of_four>[01][0-9]|2[0-4])(?<minute_of_four>[0-5][0-9])
        | (?<hour>2[0-4]|[01]?[0-9])
          (?: (?<mark>[:.h]) (?<minute>[0-5][0-9]) (?: :(?<second>[0-5][0-9]) (?:[.,][0-9]{1,9})? )? )?
          (?: \s?(?<half>[AaPp]\.?[Mm]\b\.?) | \s(?<german>Uhr)\b )?
        | \b(?<word>(?i:noon|midday|midnight))\b",
    )
});

/// "1405h", "14:05hrs".
static LETTER_H: LazyLock<Regex> = LazyLock::new(|| pattern(r"^h(?:rs?)?\b"));

/// "-0500" behind a blank; "09:20 -09:45" is a range.
static NEGATIVE_OFFSET: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s[-−][0-9]{4}\b"));

/// "h", "hours" or "minutes" behind a number with a colon.
static LENGTH_UNIT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s?(?:h\b|hours?\b|hr\b|min|m\b|s\b)"));

static LENGTH_CUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\b(?:for|lasted|lasting|took|taking|duration|within|after|about|of|repair|resolve|recover|recovery|resolution)\W{0,4})$",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<(&str, String)> {
        clocks(text)
            .into_iter()
            .map(|clock| (&text[clock.range], clock.time.format("%H:%M:%S").to_string()))
            .collect()
    }

    #[test]
    fn clocks_are_read_as_they_are_written() {
        for (text, part, time) in [
            ("at 9:20am we", "9:20am", "09:20:00"),
            ("at 9.20 am we", "9.20 am", "09:20:00"),
            ("at 9 p.m. we", "9 p.m.", "21:00:00"),
            ("12:05 AM", "12:05 AM", "00:05:00"),
            ("12 pm", "12 pm", "12:00:00"),
            ("17:14pm", "17:14pm", "17:14:00"),
            ("0920Z", "0920Z", "09:20:00"),
            ("vers 14h05, tout", "14h05", "14:05:00"),
            ("by noon UTC", "noon UTC", "12:00:00"),
            ("at Midnight", "Midnight", "00:00:00"),
            ("until 24:00", "24:00", "00:00:00"),
            ("5T09:20:31.250Z", "09:20:31.250Z", "09:20:31"),
            ("14:05 (UTC+2) errors", "14:05 (UTC+2)", "14:05:00"),
            ("14:05:00 -0500", "14:05:00 -0500", "14:05:00"),
            ("[14:05] errors", "14:05", "14:05:00"),
            ("14:05-", "14:05", "14:05:00"),
            ("gegen 14 Uhr war", "14 Uhr", "14:00:00"),
            ("um 14.05 Uhr (MEZ) war", "14.05 Uhr (MEZ)", "14:05:00"),
        ] {
            assert_eq!(written(text), [(part, time.to_owned())], "{text}");
        }
    }

    #[test]
    fn a_clock_behind_a_dash_is_no_offset() {
        for text in ["09:20-09:45 UTC", "09:20 -09:45 UTC", "09:20–09:45", "9:20 UTC-9:45 UTC"] {
            let times: Vec<_> =
                clocks(text).into_iter().map(|clock| clock.time.to_string()).collect();
            assert_eq!(times, ["09:20:00", "09:45:00"], "{text}");
        }
    }

    #[test]
    fn numbers_that_are_clocks_only_behind_a_date_say_so() {
        for (text, needs_date) in
            [("11.50", true), ("1600", true), ("1600 UTC", false), ("11.50 am", false)]
        {
            assert_eq!(clocks(text)[0].needs_date, needs_date, "{text}");
        }
    }

    #[test]
    fn what_is_no_clock_is_none() {
        for text in [
            "src/main.rs:11:59:5",
            "10.0.20.1",
            "v1.20.3",
            "for 1h28",
            "1:28 h",
            "3:1",
            "99:99",
            "http://example.com/?t=10:20",
            "10:20%",
            "5 servers",
            "10:20:30:40",
        ] {
            assert_eq!(written(text), [], "{text}");
        }
    }
}
