//! A time of a calendar, in the forms that people and programs write: `iso` reads the usual one quickly, `text` and
//! `hours` the others, with the `names` of months and weekdays and what stands `between` the parts, and `turned` those
//! in an unusual order.

mod between;
mod hours;
mod iso;
mod names;
mod text;
mod turned;

use chrono::{Datelike, NaiveDate};

use crate::series::durations::DAY_MILLISECONDS;
pub(super) use iso::{CachedDay, iso};
use text::Text;

/// Days from the first of January of the year 1 to 1970.
const DAYS_TO_1970: i64 = 719_163;

/// A time whose day may be one of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Calendar {
    date: Date,
    pub(crate) span: Span,
    /// In milliseconds; none if only a day, a month or a year is given.
    time_of_day: Option<i64>,
    /// The nanoseconds beyond.
    pub(crate) finer: u32,
    /// In minutes to the east.
    pub(crate) offset: Option<i32>,
    /// The day as it is written, if its year has two digits.
    pub(crate) short: Option<ShortYear>,
}

/// What a time without a time of day stands for, the shortest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Span {
    /// Or a time of it: some programs leave out midnight.
    Day,
    Week,
    Month,
    Quarter,
}

impl Span {
    pub(crate) const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Quarter];

    /// For a sentence.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
        }
    }
}

/// A day whose year has two digits, and what stands before it, in this order: 0 where there is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ShortYear {
    pub(crate) first: u32,
    pub(crate) second: u32,
    /// With its century.
    pub(crate) year: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Date {
    Certain(NaiveDate),
    /// Day and month, in one order or the other.
    Either {
        first: u32,
        second: u32,
        year: i32,
    },
}

impl Calendar {
    /// In milliseconds since 1970 of the clock on the wall: if the day stands first, and if the month does. One of
    /// them is none where there is no such day.
    pub(crate) fn walls(&self) -> (Option<i64>, Option<i64>) {
        let time = self.time_of_day.unwrap_or(0);
        let wall = |date: Option<NaiveDate>| date.map(|date| beginning(date) + time);
        match self.date {
            Date::Certain(date) => (wall(Some(date)), wall(Some(date))),
            Date::Either { first, second, year } => (
                wall(NaiveDate::from_ymd_opt(year, second, first)),
                wall(NaiveDate::from_ymd_opt(year, first, second)),
            ),
        }
    }

    /// Whether it is a time of day, and not a whole day, month or year.
    pub(crate) fn has_time_of_day(&self) -> bool {
        self.time_of_day.is_some()
    }
}

/// The beginning of a day in milliseconds since 1970.
pub(super) fn beginning(date: NaiveDate) -> i64 {
    (i64::from(date.num_days_from_ce()) - DAYS_TO_1970) * DAY_MILLISECONDS
}

pub(super) fn day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    if year == 0 { None } else { NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day) }
}

/// A year of two digits with its century.
pub(super) fn with_century(year: u32) -> u32 {
    /// The last year of two digits that lies in this century, as POSIX has it.
    const LAST: u32 = 68;
    year + if year <= LAST { 2000 } else { 1900 }
}

pub(super) fn pair(tens: u8, ones: u8) -> Option<u32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then_some(u32::from(tens) * 10 + u32::from(ones))
}

/// The milliseconds of the digits behind a point, at least one, the nanoseconds beyond them, and what follows the
/// digits.
pub(super) fn fraction(text: &[u8]) -> Option<(u32, u32, &[u8])> {
    let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at_checked(count)?;
    let first = |digits: &[u8], count: usize| {
        let digits = digits.iter().chain(std::iter::repeat(&b'0')).take(count);
        digits.fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'))
    };
    let finer = digits.get(3..).filter(|finer| !finer.is_empty());
    let finer = finer.map_or(0, |finer| first(finer, 6));
    (count > 0).then_some((first(digits, 3), finer, rest))
}

/// Milliseconds since midnight. A day may end at 24:00, and a minute may have a leap second.
pub(super) fn time_of_day(hour: u32, minute: u32, second: u32, millisecond: u32) -> Option<i64> {
    let is_midnight = hour == 24 && (minute, second, millisecond) == (0, 0, 0);
    let fits = (hour < 24 || is_midnight) && minute < 60 && second <= 60 && millisecond < 1000;
    fits.then_some(i64::from((hour * 60 + minute) * 60 + second) * 1000 + i64::from(millisecond))
}

/// `Z`, `UTC`, `GMT`, `+02:00`, `+0200`, `+02`, `UTC+2`, `+0000 UTC`, `GMT+0200 (its name)`, `+02:00[its name]`, in
/// minutes to the east.
fn offset(text: &[u8]) -> Option<i32> {
    let mut text = text.trim_ascii();
    for (open, close) in [(&b" ("[..], b')'), (b"[", b']')] {
        if text.last() == Some(&close)
            && let Some(open) = text.windows(open.len()).position(|signs| signs == open)
        {
            text = text.split_at_checked(open)?.0;
        }
    }
    if let Some(rest) = text.strip_suffix(b"+0000 UTC") {
        return rest.is_empty().then_some(0);
    }
    let rest = match text {
        [b'Z' | b'z'] => return Some(0),
        [a, b, c, rest @ ..]
            if [*a, *b, *c].eq_ignore_ascii_case(b"UTC")
                || [*a, *b, *c].eq_ignore_ascii_case(b"GMT") =>
        {
            if rest.is_empty() {
                return Some(0);
            }
            rest
        }
        _ => text,
    };
    let (sign, hours, minutes) = match *rest {
        [sign, h1, h2, b':', m1, m2] | [sign, h1, h2, m1, m2] => {
            (sign, pair(h1, h2)?, pair(m1, m2)?)
        }
        [sign, h1, h2] => (sign, pair(h1, h2)?, 0),
        [sign, h] if rest.len() < text.len() => (sign, pair(b'0', h)?, 0),
        _ => return None,
    };
    let minutes =
        i32::try_from(hours * 60 + minutes).ok().filter(|_| hours < 24 && minutes < 60)?;
    match sign {
        b'+' => Some(minutes),
        b'-' => Some(-minutes),
        _ => None,
    }
}

/// Whether the first number of a time is a day as in `31.12.2024`.
pub(crate) fn is_day_with_points(text: &str) -> bool {
    let begins_with_digit = |word: &&str| word.starts_with(|sign: char| sign.is_ascii_digit());
    let day = text.split(' ').find(begins_with_digit).unwrap_or_default();
    let mut parts = day.split('.');
    let is_short = |part: Option<&str>| {
        part.is_some_and(|part| {
            (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    is_short(parts.next()) && is_short(parts.next())
}

/// Whether `text` is a time of day without a day: `14:00`, `2:00:00 PM`.
pub(crate) fn is_time_of_day(text: &str) -> bool {
    let mut text = Text::of(text.trim().as_bytes());
    text.time().is_some() && text.rest.is_empty()
}

/// `text` as a time of a calendar: numbers with signs between them, or with the name of a month; then perhaps a time
/// of day and an offset. A year has four digits, or two at the end of a day.
pub(crate) fn read(text: &str) -> Option<Calendar> {
    /// The longest time: a weekday and a month written out, nanoseconds, an offset and the name of its zone.
    const MAX_BYTES: usize = 96;
    if text.len() > MAX_BYTES {
        return None;
    }
    let ascii;
    let text = if text.is_ascii() {
        text
    } else {
        ascii = names::in_ascii(text);
        &ascii
    };
    let all = text.trim().as_bytes();
    let mut text = Text::of(all);
    let Some(date) = text.date() else {
        return turned::time_first(all).or_else(|| turned::year_last(all));
    };
    let (span, short) = (text.span, text.short);
    if text.rest.is_empty() {
        return Some(Calendar { date, span, time_of_day: None, finer: 0, offset: None, short });
    }
    let has_gap = text.gap_before_time();
    let time = text.time().filter(|_| has_gap)?;
    let offset = if text.rest.is_empty() { None } else { Some(offset(text.rest)?) };
    Some(Calendar { date, span, time_of_day: Some(time), finer: text.finer, offset, short })
}

/// The name of a zone behind what would be a time of day without it: `CET`, `Europe/Berlin`.
pub(super) fn zone_name(text: &str) -> Option<&str> {
    let is_part = |sign: char| sign.is_ascii_alphabetic() || matches!(sign, '/' | '_');
    let time = text.trim().trim_end_matches(is_part);
    let name = text.trim().strip_prefix(time)?;
    let is_half_of_day = ["am", "pm"].iter().any(|half| name.eq_ignore_ascii_case(half));
    let calendar = read(time).filter(|_| name.len() > 1 && !is_half_of_day)?;
    (calendar.has_time_of_day() && calendar.offset.is_none()).then_some(name)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    /// `text` in RFC 3339, with an offset if it has one; both readings if they differ.
    fn shown(text: &str) -> String {
        let Some(calendar) = read(text) else { return "none".to_owned() };
        let wall = |wall: Option<i64>| {
            let wall = wall.map(|wall| DateTime::from_timestamp_millis(wall).unwrap().naive_utc());
            wall.map_or("none".to_owned(), |wall| wall.format("%Y-%m-%dT%H:%M:%S%.f").to_string())
        };
        let (day_first, month_first) = calendar.walls();
        let mut shown = wall(day_first);
        if day_first != month_first {
            shown = format!("{shown} or {}", wall(month_first));
        }
        calendar.offset.map_or(shown.clone(), |offset| format!("{shown} {offset:+}"))
    }

    #[test]
    fn times_are_read_in_the_forms_that_people_and_programs_write() {
        for (text, expected) in [
            ("2024-03-01T14:05:09", "2024-03-01T14:05:09"),
            ("2024-03-01 14:05", "2024-03-01T14:05:00"),
            ("2024-03-01T14:05:09.25Z", "2024-03-01T14:05:09.250 +0"),
            ("2024-03-01T14:05:09,123456789", "2024-03-01T14:05:09.123"),
            ("2024-03-01T14:05:09+02:00", "2024-03-01T14:05:09 +120"),
            ("2024-03-01T14:05:09 -0530", "2024-03-01T14:05:09 -330"),
            ("2024-03-01T14:05+02", "2024-03-01T14:05:00 +120"),
            ("2024-03-01 14:05:09 UTC", "2024-03-01T14:05:09 +0"),
            ("2024-03-01 14:05:09 UTC+2", "2024-03-01T14:05:09 +120"),
            ("2024-03-01T24:00:00", "2024-03-02T00:00:00"),
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00 +0"),
            ("20240301T140509Z", "2024-03-01T14:05:09 +0"),
            ("2024-03-01", "2024-03-01T00:00:00"),
            ("2024-03", "2024-03-01T00:00:00"),
            ("2024/3/1 4:05", "2024-03-01T04:05:00"),
            ("2024.03.01 14:05", "2024-03-01T14:05:00"),
            ("2024 Mar 1", "2024-03-01T00:00:00"),
            ("31.12.2024 14:00", "2024-12-31T14:00:00"),
            ("1.2.2024", "2024-02-01T00:00:00"),
            ("31. 12. 2024", "2024-12-31T00:00:00"),
            ("12/31/2024 2:00 PM", "none or 2024-12-31T14:00:00"),
            ("31/12/2024 12:30 a.m.", "2024-12-31T00:30:00 or none"),
            ("01/02/2024 12:30 AM", "2024-02-01T00:30:00 or 2024-01-02T00:30:00"),
            ("01-02-2024", "2024-02-01T00:00:00 or 2024-01-02T00:00:00"),
            ("31 Dec 2024 14:00", "2024-12-31T14:00:00"),
            ("31-Dec-2024", "2024-12-31T00:00:00"),
            ("31/Dec/2024:14:00:09 +0100", "2024-12-31T14:00:09 +60"),
            ("Dec 31, 2024 2:00 PM", "2024-12-31T14:00:00"),
            ("Dec 31, 2024, 2:00\u{202f}PM", "2024-12-31T14:00:00"),
            ("december 31 2024", "2024-12-31T00:00:00"),
            ("Sept 2024", "2024-09-01T00:00:00"),
            ("31.12.24", "2024-12-31T00:00:00"),
            ("1-Jan-69", "1969-01-01T00:00:00"),
            ("1 Jan 68", "2068-01-01T00:00:00"),
            ("12/31/24 2:00 PM", "none or 2024-12-31T14:00:00"),
            ("31/Dec/24:14:00", "2024-12-31T14:00:00"),
            ("31/Dec/14:14:00:09", "2014-12-31T14:00:09"),
            ("Jan-24", "2024-01-01T00:00:00"),
            ("Jan '24", "2024-01-01T00:00:00"),
            ("2020-W53", "2020-12-28T00:00:00"),
            ("2024-Q4", "2024-10-01T00:00:00"),
            ("2024-03-01 14:05:09 +0000 UTC", "2024-03-01T14:05:09 +0"),
            (
                "Fri Mar 01 2024 14:05:09 GMT+0100 (Central European Standard Time)",
                "2024-03-01T14:05:09 +60",
            ),
            ("Mar-2024", "2024-03-01T00:00:00"),
            ("Q1 2024", "2024-01-01T00:00:00"),
            ("q4/2024", "2024-10-01T00:00:00"),
            ("2024 Q2", "2024-04-01T00:00:00"),
            ("2024q2", "2024-04-01T00:00:00"),
            ("2024T2", "2024-04-01T00:00:00"),
            ("2024-T4", "2024-10-01T00:00:00"),
            ("2024M03", "2024-03-01T00:00:00"),
            ("01/2024", "2024-01-01T00:00:00"),
            ("3-2024", "2024-03-01T00:00:00"),
            ("31.01.2024 10:00 Uhr", "2024-01-31T10:00:00"),
            ("31.01.2024, 9 Uhr", "2024-01-31T09:00:00"),
            ("1.2.2024 14.30", "2024-02-01T14:30:00"),
            ("1.2.2024 14.30.15", "2024-02-01T14:30:15"),
            ("2024-01-01T00", "2024-01-01T00:00:00"),
            ("2024-01-01 23", "2024-01-01T23:00:00"),
            ("2024-01-01T23Z", "2024-01-01T23:00:00 +0"),
            ("2024-01-01t10:00:00z", "2024-01-01T10:00:00 +0"),
            ("20240101 140509", "2024-01-01T14:05:09"),
            ("2024-01-01T10:00:00+01:00[Europe/Berlin]", "2024-01-01T10:00:00 +60"),
            ("2024-01-01T10:00Z[UTC]", "2024-01-01T10:00:00 +0"),
            ("2024-01-01T10:00:00\u{2212}05:00", "2024-01-01T10:00:00 -300"),
            ("Tue, 31 Dec 2024 14:00:00 GMT", "2024-12-31T14:00:00 +0"),
            ("Tuesday, December 31, 2024 2 PM", "2024-12-31T14:00:00"),
            ("Dienstag, 31. Dezember 2024, 14:00 Uhr", "2024-12-31T14:00:00"),
            ("Di., 31.12.2024 14:00", "2024-12-31T14:00:00"),
            ("mar. 5 mars 2024 à 14:00", "2024-03-05T14:00:00"),
            ("mar 05/13/2024", "none or 2024-05-13T00:00:00"),
            ("1er août 2024", "2024-08-01T00:00:00"),
            ("31 de diciembre de 2024 2:00 p. m.", "2024-12-31T14:00:00"),
            ("segunda-feira, 30 de dezembro de 2024", "2024-12-30T00:00:00"),
            ("30. Mär. 2024", "2024-03-30T00:00:00"),
            ("01-mrt-2024", "2024-03-01T00:00:00"),
            ("MÄRZ 2024", "2024-03-01T00:00:00"),
            ("févr.-24", "2024-02-01T00:00:00"),
            ("jan/24", "2024-01-01T00:00:00"),
            ("December 31st, 2024 at 2:00 PM", "2024-12-31T14:00:00"),
            ("Dec 31, 2024 @ 14:00:09.250", "2024-12-31T14:00:09.250"),
            ("31.12.2024 - 14:00", "2024-12-31T14:00:00"),
            ("31/12/2024 14h05", "2024-12-31T14:05:00 or none"),
            ("2024-12-31_14-05-09", "2024-12-31T14:05:09"),
            ("20241231_140509", "2024-12-31T14:05:09"),
            ("2024-12-31-14.05.09.123456", "2024-12-31T14:05:09.123"),
            ("31-DEC-24 02.05.09.123456 PM", "2024-12-31T14:05:09.123"),
            ("31DEC2024:14:05:09", "2024-12-31T14:05:09"),
            ("31DEC24:14:05:09.5", "2024-12-31T14:05:09.500"),
            ("2024-12-31 (Tue) 14:05", "2024-12-31T14:05:00"),
            ("31.12.2024 Di", "2024-12-31T00:00:00"),
            ("14:05 31.12.2024", "2024-12-31T14:05:00"),
            ("2:05 PM 12/31/2024", "none or 2024-12-31T14:05:00"),
            ("Tue Dec 31 14:05:09 2024", "2024-12-31T14:05:09"),
            ("Tue Dec  3 14:05:09 +0100 2024", "2024-12-03T14:05:09 +60"),
            ("2024-W5", "2024-01-29T00:00:00"),
            ("W05 2024", "2024-01-29T00:00:00"),
            ("KW 5/2024", "2024-01-29T00:00:00"),
            ("2024年12月31日 14:05", "2024-12-31T14:05:00"),
            ("2024年1月2日", "2024-01-02T00:00:00"),
            ("2024. 12. 31. 14:05", "2024-12-31T14:05:00"),
            ("2024.12.31.", "2024-12-31T00:00:00"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_time_or_is_not_whole_is_none() {
        for text in [
            "",
            "5",
            "2024",
            "20240301",
            "1700000000",
            "12.5",
            "1.2.3",
            "14:00",
            "2024-13-01",
            "2024-02-30",
            "2024-03-01T",
            "2024-03-01T25:00",
            "2024-03-01T14:60",
            "2024-03-01T14:5",
            "2024-03-01T14:05:09.",
            "2024-03-01T14:05 CET",
            "2024-03-01T14:05+25:00",
            "2024-03-01x14:05",
            "2024-03-0114:05",
            "0000-01-01",
            "2024-W54",
            "2023-W53",
            "2024-Q5",
            "2024-T5",
            "2024-T14",
            "2024-Q",
            "24-03-01",
            "Jan-2",
            "31.12.4",
            "2024-03-01T14:05+02:00 UTC",
            "2024-03-01T14:05 (",
            "Mon",
            "May",
            "total",
            "13:00 PM",
            "1/2/2024 13:00 PM",
            "1/2-2024",
            "é",
            "2024-03-01T14:05Zx",
            "2024-1e5",
            "192.168.100.200",
            "1-2-3-4",
            "11.03. 14:05",
            "11 Mar 14:05",
            "11-Mar 14:05:09",
            "31/Dec/14:14:00",
            "2024-03-01-05:00",
            "20240301-1405",
            "2024-03-01 (Mon",
            "2024-03-01 - 07",
            "2024-03-01 - 2024-03-07",
            "01.03.2024 - 07.03.2024",
            "2024-03-01 Max",
            "2024-03 Mo",
            "Mo 2024-03",
            "Quart 3/2024",
            "Juil 2024 14:00",
            "Jui 2024",
            "KW 54/2024",
            "14:05 2024-03",
            "Mar 11 14:05:09",
            "Mar 11 14:05:09 CET 2024",
            "31DEC2024x",
            "total 31.12.2024",
            "a 31.12.2024",
            "1405 2024-03-01",
            "2024. 5",
            "2024年3月",
            "2024-12-31.",
            "2024-03 14:00",
            "Q5 2024",
            "Q1 24",
            "13/2024",
            "01.2024",
            "01/2024 14:00",
            "2024M13",
            "2024-01-01 14.30",
            "2024-01-01T5",
            "2024-01-01T14,5",
            "2024-01-01T25",
            "2024-01-01T10:00[Europe/Berlin]x",
            "2024-01-01 10 Uhrwerk",
        ] {
            assert!(
                ["none", "none or none"].contains(&shown(text).as_str()),
                "{text}: {}",
                shown(text)
            );
        }
    }

    #[test]
    fn the_quick_path_and_the_patient_one_agree() {
        for text in [
            "2024-03-01T14:05:09",
            "2024-03-01 14:05",
            "2024-03-01T14:05:09.25Z",
            "2024-03-01t14:05:09,1+02:00",
            "2024-02-29 00:00:00 -0530",
            "2023-02-29 00:00:00",
            "2024-03-01T24:00",
            "2024-03-01 14:05 PM",
        ] {
            let quick = iso(text.as_bytes(), &mut CachedDay::default());
            let patient = read(&text.to_uppercase())
                .map(|calendar| (calendar.walls().0.unwrap(), calendar.finer, calendar.offset));
            assert!(quick == patient || quick.is_none(), "{text}");
        }
        let mut day = CachedDay::default();
        for (text, expected) in [
            ("1970-01-02T00:00:00Z", Some((DAY_MILLISECONDS, 0, Some(0)))),
            ("1970-01-02T00:00:00.5", Some((DAY_MILLISECONDS + 500, 0, None))),
            ("1970-01-02T00:00:00.0000105", Some((DAY_MILLISECONDS, 10_500, None))),
            ("1970-01-03T00:00", Some((2 * DAY_MILLISECONDS, 0, None))),
            ("1970-01-0a 00:00", None),
            ("1970-01-02 00:0a", None),
            ("1970-01-02 00:01:6", None),
        ] {
            assert_eq!(iso(text.as_bytes(), &mut day), expected, "{text}");
        }
    }

    #[test]
    fn the_name_of_a_zone_is_told_from_other_letters_behind_a_time() {
        for (text, name) in [
            ("2024-03-01 14:05 CET", Some("CET")),
            ("2024-03-01T14:05:09CEST", Some("CEST")),
            ("01/03/2024 2:00 PM Europe/Berlin", Some("Europe/Berlin")),
            ("2024-03-01 14:05 PM", None),
            ("2024-03-01 14:05+02:00 CET", None),
            ("2024-03-01 CET", None),
            ("2024-03-01 14:05", None),
            ("total", None),
            ("", None),
        ] {
            assert_eq!(zone_name(text), name, "{text}");
        }
    }

    #[test]
    fn a_time_of_day_alone_is_told_from_other_texts() {
        for text in ["14:00", "2:00 PM", "14:00:09.5", "2 pm", "14:00 Uhr", "9 Uhr"] {
            assert!(is_time_of_day(text), "{text}");
        }
        for text in ["14", "14.5", "1:2", "25:00", "14:00 x", ""] {
            assert!(!is_time_of_day(text), "{text}");
        }
    }
}
