//! Numbers, times and spans of time as a report writes them.

use crate::series::{
    facts::{Moment, Per, Series},
    moment,
};

/// So many digits say more than a reader wants, and few enough that two facts seldom look the same.
const SIGNIFICANT_DIGITS: i32 = 5;

/// Beyond these a number is written with an exponent.
const MAX_WRITTEN_OUT: f64 = 1e15;
const MIN_WRITTEN_OUT: f64 = 1e-5;

/// The part of a standard deviation that is still seen in the numbers of a series.
const SEEN_DEVIATIONS: f64 = 0.1;

/// More significant digits than these say how computers store numbers.
const MAX_SIGNIFICANT_DIGITS: i32 = 15;

/// `value` with five significant digits at most, but all digits before the point, in groups of three.
pub fn number(value: f64) -> String {
    number_by(value, 0.0)
}

/// As [`number`], with so many more digits that a difference of `step` is seen.
fn number_by(value: f64, step: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(MIN_WRITTEN_OUT..MAX_WRITTEN_OUT).contains(&size) {
        return format!("{value:.4e}");
    }
    let decimals = if step > 0.0 {
        let of_step = -(step.log10().floor() as i32);
        of_step.min(decimals_of(value, MAX_SIGNIFICANT_DIGITS)).max(decimals(value))
    } else {
        decimals(value)
    };
    let written = format!("{value:.*}", usize::try_from(decimals).unwrap_or_default());
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let (sign, whole) = match whole.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", whole),
    };
    let fraction = fraction.trim_end_matches('0');
    let is_zero = fraction.is_empty() && whole == "0";
    let sign = if is_zero { "" } else { sign };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{fraction}", grouped(whole))
}

/// How many digits behind the point `value` is shown with: those of five significant ones.
pub(super) fn decimals(value: f64) -> i32 {
    decimals_of(value, SIGNIFICANT_DIGITS)
}

/// The same for so many significant digits.
fn decimals_of(value: f64, digits: i32) -> i32 {
    let size = value.abs();
    // What is infinite has as many as a number can count.
    let digits_before_point =
        if size < 1.0 { 0 } else { (size.log10().floor() as i32).saturating_add(1) };
    let zeros_behind_point =
        if size == 0.0 || size >= 0.1 { 0 } else { -(size.log10().floor() as i32) - 1 };
    (digits - digits_before_point).max(0) + zeros_behind_point
}

/// Commas between groups of three digits, from five digits on.
fn grouped(digits: &str) -> String {
    if digits.len() < 5 {
        return digits.to_owned();
    }
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `value` in `unit`: `12.3 ms`, `40%`, `7.5/s`.
pub fn quantity(value: f64, unit: Option<&str>) -> String {
    with_unit(number(value), unit)
}

impl Series {
    /// A value of the series in its unit. What happens in a series of 1,234,567.1 and 1,234,567.5 is seen.
    pub fn quantity(&self, value: f64) -> String {
        let deviation = self.summary.as_ref().map_or(0.0, |summary| summary.standard_deviation);
        with_unit(number_by(value, SEEN_DEVIATIONS * deviation), self.unit.as_deref())
    }
}

fn with_unit(number: String, unit: Option<&str>) -> String {
    match unit {
        None => number,
        Some(unit) if unit.starts_with(['%', '/', '°']) && unit != "°C" && unit != "°F" => {
            format!("{number}{unit}")
        }
        Some(unit) => format!("{number} {unit}"),
    }
}

/// A difference between two values in `unit`: percentages differ by percentage points.
pub fn difference(value: f64, unit: Option<&str>) -> String {
    match unit {
        Some("%") => counted_by(value, "percentage point"),
        _ => quantity(value, unit),
    }
}

/// `count` things of the kind `noun`, also a part of one.
fn counted_by(count: f64, noun: &str) -> String {
    let plural = if count == 1.0 { "" } else { "s" };
    format!("{} {noun}{plural}", number(count))
}

/// `at` to the minute or, where it has seconds, to the second: `2026-03-01 09:50 UTC`.
pub fn time(at: Moment) -> String {
    let Some(wall) = at.wall() else { return at.to_string() };
    let format = match at.wall_milliseconds().rem_euclid(60_000) {
        0 => "%Y-%m-%d %H:%M",
        milliseconds if milliseconds % 1_000 == 0 => "%Y-%m-%d %H:%M:%S",
        _ => "%Y-%m-%d %H:%M:%S%.3f",
    };
    let wall = wall.format(format);
    match at.offset {
        None => wall.to_string(),
        Some(0) => format!("{wall} UTC"),
        Some(minutes) => format!("{wall} UTC{}", moment::offset(minutes)),
    }
}

/// Units of time, each with its length in seconds.
const UNITS: [(f64, &str); 5] = [
    (365.25 * 86_400.0, "year"),
    (86_400.0, "day"),
    (3_600.0, "hour"),
    (60.0, "minute"),
    (1.0, "second"),
];

/// From so many of the larger unit on, what is left in the smaller one says nothing.
const MAX_WHOLE_UNITS: f64 = 100.0;

/// A span of time in the largest unit that it holds, and what is left in the next: `55 minutes`, `4 hours 40 minutes`.
pub fn span(seconds: f64) -> String {
    let larger = UNITS.iter().position(|(length, _)| seconds >= *length).unwrap_or(UNITS.len() - 1);
    let Some((length, unit)) = UNITS.get(larger) else { return counted_by(seconds, "second") };
    let count = seconds / length;
    let Some((smaller_length, smaller)) = UNITS.get(larger + 1) else {
        return counted_by((count * 1_000.0).round() / 1_000.0, unit);
    };
    let rest = (count.fract() * length / smaller_length).round();
    let is_whole = count >= MAX_WHOLE_UNITS || rest == 0.0;
    if is_whole || rest * smaller_length >= *length {
        return counted_by(count.round(), unit);
    }
    format!("{} {}", counted_by(count.floor(), unit), counted_by(rest, smaller))
}

/// How often something comes that comes every so many seconds: `every hour`, `every 5 minutes`.
pub fn every(seconds: f64) -> String {
    let span = span(seconds);
    format!("every {}", span.strip_prefix("1 ").filter(|unit| !unit.contains(' ')).unwrap_or(&span))
}

/// Steps of the calendar, which are not all of one length: the shortest and the longest in days, and how often they come.
const CALENDAR_STEPS: [(f64, f64, &str); 3] =
    [(28.0, 31.0, "every month"), (90.0, 92.0, "every 3 months"), (365.0, 366.0, "every year")];

/// How often a row comes that comes every so many seconds: as [`every`], but that of months is no number of days.
pub fn step(seconds: f64) -> String {
    let days = seconds / 86_400.0;
    let of_calendar =
        CALENDAR_STEPS.iter().find(|(shortest, longest, _)| (*shortest..=*longest).contains(&days));
    of_calendar.map_or_else(|| every(seconds), |(.., words)| (*words).to_owned())
}

/// The time that a slope is about.
pub fn per(per: Per) -> &'static str {
    match per {
        Per::Minute => "minute",
        Per::Hour => "hour",
        Per::Day => "day",
        Per::Year => "year",
    }
}

/// `count` things of the kind `noun`: `1 row`, `no rows`, `288 rows`.
pub fn counted(count: u64, noun: &str) -> String {
    match count {
        0 => format!("no {noun}s"),
        1 => format!("1 {noun}"),
        _ => format!("{} {noun}s", number(count as f64)),
    }
}

/// `words` as a sentence lists them: `a, b and c`.
pub fn listed<S: AsRef<str>>(words: &[S]) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<_> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// A sentence with more names than fit into these has to be read twice.
const MAX_NAMES_CHARACTERS: usize = 120;

/// As [`listed`], but of the `count` things that `names` begin only as many as are read at once, and that there are
/// others.
pub fn first_listed<S: AsRef<str>>(names: &[S], count: usize) -> String {
    let mut characters = 0;
    let fit = names.iter().take_while(|name| {
        characters += name.as_ref().chars().count();
        characters <= MAX_NAMES_CHARACTERS
    });
    match names.get(..fit.count().max(1)) {
        Some(first) if first.len() < count => {
            let first: Vec<_> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and others", first.join(", "))
        }
        _ => listed(names),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_keep_all_digits_before_the_point() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (12.0, "12"),
            (118.23456, "118.23"),
            (-0.012_345_678, "-0.012346"),
            (1_234.0, "1234"),
            (1_234_567.8, "1,234,568"),
            (0.000_001_25, "1.2500e-6"),
            (1e300, "1.0000e300"),
            (99_999.96, "100,000"),
        ];
        for (value, expected) in cases {
            assert_eq!(number(value), expected);
        }
    }

    #[test]
    fn a_unit_stands_where_it_is_usually_written() {
        let units = [
            (Some("ms"), "2.5 ms"),
            (Some("%"), "2.5%"),
            (Some("/s"), "2.5/s"),
            (Some("°C"), "2.5 °C"),
        ];
        for (unit, expected) in units {
            assert_eq!(quantity(2.5, unit), expected);
        }
        assert_eq!(difference(2.5, Some("%")), "2.5 percentage points");
        assert_eq!(difference(1.0, Some("%")), "1 percentage point");
        assert_eq!(difference(2.5, Some("ms")), "2.5 ms");
    }

    #[test]
    fn times_and_spans_are_told_as_people_tell_them() {
        for (moment, expected) in [
            ("2026-03-01T09:50:00Z", "2026-03-01 09:50 UTC"),
            ("2026-03-01T09:50:07", "2026-03-01 09:50:07"),
            ("2026-03-01T09:50:00.250-05:30", "2026-03-01 09:50:00.250 UTC-05:30"),
        ] {
            assert_eq!(time(moment.parse().unwrap()), expected);
        }
        for (seconds, expected) in [
            (0.0, "0 seconds"),
            (0.25, "0.25 seconds"),
            (60.0, "1 minute"),
            (3_300.0, "55 minutes"),
            (16_800.0, "4 hours 40 minutes"),
            (129_600.0, "1 day 12 hours"),
            (604_800.0, "7 days"),
            (7_199.9, "2 hours"),
            (1e6, "11 days 14 hours"),
            (1e7, "116 days"),
        ] {
            assert_eq!(span(seconds), expected);
        }
    }

    #[test]
    fn a_single_unit_of_time_is_told_without_its_number() {
        for (seconds, expected) in [
            (3_600.0, "every hour"),
            (300.0, "every 5 minutes"),
            (5_400.0, "every 1 hour 30 minutes"),
        ] {
            assert_eq!(every(seconds), expected);
        }
    }

    #[test]
    fn a_row_of_a_month_comes_every_month() {
        let days = [1.0, 7.0, 28.0, 31.0, 92.0, 365.0];
        assert_eq!(
            days.map(|days| step(days * 86_400.0)),
            [
                "every day",
                "every 7 days",
                "every month",
                "every month",
                "every 3 months",
                "every year"
            ]
        );
    }

    #[test]
    fn lists_and_counts_read_as_english() {
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
        assert_eq!(first_listed(&["a", "b"], 2), "a and b");
        assert_eq!(first_listed(&["a", "b"], 3), "a, b and others");
        let long = "x".repeat(MAX_NAMES_CHARACTERS);
        assert_eq!(first_listed(&[long.as_str(), "b"], 2), format!("{long} and others"));
        assert_eq!(
            (counted(0, "gap"), counted(1, "gap"), counted(12_345, "row")),
            ("no gaps".into(), "1 gap".into(), "12,345 rows".into())
        );
    }
}
