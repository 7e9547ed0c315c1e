//! Numbers, times and spans of time as a report writes them.

use crate::series::{
    durations::{DAY, HOUR, YEAR},
    facts::{Moment, Series},
    moment,
};

/// So many digits say more than a reader wants, and few enough that two facts seldom look the same.
const SIGNIFICANT_DIGITS: i32 = 5;

/// Beyond these a number is written with an exponent.
const MAX_WRITTEN_OUT: f64 = 1e15;
const MIN_WRITTEN_OUT: f64 = 1e-5;

/// The part of a standard deviation that is still seen in the numbers of a series.
const SEEN_DEVIATIONS: f64 = 0.1;

/// The part of it that says nothing in what is computed.
const UNSEEN_DEVIATIONS: f64 = 0.01;

/// More significant digits than these say how computers store numbers.
const MAX_SIGNIFICANT_DIGITS: i32 = 15;

/// What is computed has at least so many: of values that are 0 or 1, the mean is 0.042.
const FEWEST_SIGNIFICANT_DIGITS: i32 = 2;

/// Numbers with more digits behind the point are those of a computer, and all of them are computed.
const MOST_DECIMALS: i32 = 6;

/// A slope and a number of deviations say no more with more digits than these.
const DIGITS_OF_ESTIMATES: i32 = 3;

/// `value` with five significant digits at most, but all digits before the point, in groups of three.
pub fn number(value: f64) -> String {
    number_to(value, decimals(value))
}

/// An estimate, with three significant digits, but all digits before the point.
pub fn estimate(value: f64) -> String {
    number_to(value, decimals_of(value, DIGITS_OF_ESTIMATES))
}

/// `value` with so many digits behind the point, without zeros at the end.
fn number_to(value: f64, decimals: i32) -> String {
    let size = value.abs();
    if size != 0.0 && !(MIN_WRITTEN_OUT..MAX_WRITTEN_OUT).contains(&size) {
        return format!("{value:.4e}");
    }
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

impl Series {
    /// A value of the series in its unit. What happens in a series of 1,234,567.1 and 1,234,567.5 is seen.
    pub fn quantity(&self, value: f64) -> String {
        with_unit(number_to(value, self.decimals_told(value)), self.unit.as_deref())
    }

    /// A difference between two of its values, with the digits that these have.
    pub fn difference(&self, value: f64) -> String {
        let number = number_to(value, self.decimals_computed(value));
        difference(number, self.unit.as_deref())
    }

    /// How much it rises or falls in a stretch of time.
    pub fn slope(&self, value: f64) -> String {
        difference(estimate(value), self.unit.as_deref())
    }

    /// How many digits behind the point a value is told with: those that it has, if it may stand in the table.
    fn decimals_told(&self, value: f64) -> i32 {
        let own = self.decimals.map_or(i32::MAX, i32::from);
        let may_stand = own <= MOST_DECIMALS && decimals_written(value) <= own;
        let usual = if may_stand { decimals(value) } else { self.decimals_computed(value) };
        let seen = decimals_of_step(SEEN_DEVIATIONS * self.deviation());
        seen.min(decimals_of(value, MAX_SIGNIFICANT_DIGITS)).max(usual)
    }

    /// The same of what is computed: one more than the numbers of the table have, as long as they say something beside the
    /// deviation of the series.
    fn decimals_computed(&self, value: f64) -> i32 {
        let Some(own) = self.decimals else { return decimals(value) };
        let unseen = decimals_of_step(UNSEEN_DEVIATIONS * self.deviation()).max(0);
        let most = unseen.min(i32::from(own) + 1);
        decimals(value).min(most.max(decimals_of(value, FEWEST_SIGNIFICANT_DIGITS)))
    }

    fn deviation(&self) -> f64 {
        self.summary.as_ref().map_or(0.0, |summary| summary.standard_deviation)
    }
}

/// How many digits behind the point show a difference of `step`.
fn decimals_of_step(step: f64) -> i32 {
    if step > 0.0 { -(step.log10().floor() as i32) } else { 0 }
}

/// How many digits behind the point the shortest decimal has that stands for `value`.
pub(super) fn decimals_written(value: f64) -> i32 {
    let written = format!("{value:e}");
    let (digits, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let behind_point = digits.split_once('.').map_or(0, |(_, digits)| digits.len() as i32);
    (behind_point - exponent.parse().unwrap_or(0)).max(0)
}

/// Signs that stand before an amount.
const CURRENCY_SIGNS: [&str; 5] = ["$", "€", "£", "¥", "₹"];

/// A number in `unit`: `12.3 ms`, `40%`, `7.5/s`, `$36,288`.
fn with_unit(number: String, unit: Option<&str>) -> String {
    match unit {
        None => number,
        Some(sign) if CURRENCY_SIGNS.contains(&sign) => match number.strip_prefix('-') {
            Some(amount) => format!("-{sign}{amount}"),
            None => format!("{sign}{number}"),
        },
        Some(unit) if unit.starts_with(['%', '/', '°']) && unit != "°C" && unit != "°F" => {
            format!("{number}{unit}")
        }
        Some(unit) => format!("{number} {unit}"),
    }
}

/// A difference of this `number` between two values in `unit`: percentages differ by percentage points.
fn difference(number: String, unit: Option<&str>) -> String {
    match unit {
        Some("%") => numbered(&number, "percentage point"),
        _ => with_unit(number, unit),
    }
}

/// `count` things of the kind `noun`, also a part of one.
fn counted_by(count: f64, noun: &str) -> String {
    numbered(&number(count), noun)
}

fn numbered(number: &str, noun: &str) -> String {
    let plural = if number == "1" { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// `at` to the minute or, where it has seconds, to the second: `2026-03-01 09:50 UTC`.
pub fn time(at: Moment) -> String {
    let Some(wall) = at.wall() else { return at.to_string() };
    let format = match at.wall_milliseconds().rem_euclid(60_000) {
        0 => "%Y-%m-%d %H:%M",
        milliseconds if milliseconds % 1_000 == 0 => "%Y-%m-%d %H:%M:%S",
        _ => "%Y-%m-%d %H:%M:%S%.3f",
    };
    let zone = at.offset.map_or_else(String::new, zone);
    format!("{}{zone}", wall.format(format))
}

/// The zone of a time, in minutes to the east of UTC: ` UTC`, ` UTC+02:00`.
pub fn zone(offset: i32) -> String {
    match offset {
        0 => " UTC".to_owned(),
        minutes => format!(" UTC{}", moment::offset(minutes)),
    }
}

/// Units of time, each with its length in seconds.
const UNITS: [(f64, &str); 5] =
    [(YEAR, "year"), (DAY, "day"), (HOUR, "hour"), (60.0, "minute"), (1.0, "second")];

/// From so many of the larger unit on, what is left in the smaller one says nothing.
const MAX_WHOLE_UNITS: f64 = 100.0;

/// A span of time in the largest unit that it holds, and what is left in the next: `55 minutes`, `4 hours 40 minutes`.
pub fn span(seconds: f64) -> String {
    let larger = UNITS.iter().position(|(length, _)| seconds >= *length).unwrap_or(UNITS.len() - 1);
    let Some((length, unit)) = UNITS.get(larger) else { return counted_by(seconds, "second") };
    let count = seconds / length;
    let Some((smaller_length, smaller)) = UNITS.get(larger + 1) else {
        return whole_span((count * 1_000.0).round() / 1_000.0, larger);
    };
    let rest = count.fract() * length / smaller_length;
    // 365 days are a year, which is a little longer; half of one is rounded up, and may come out a little smaller.
    let is_another = rest + 0.5 + 1e-6 >= (length / smaller_length).floor();
    let rest = rest.round();
    if count >= MAX_WHOLE_UNITS || rest == 0.0 || is_another {
        return whole_span(count.round(), larger);
    }
    format!("{} {}", counted_by(count.floor(), unit), counted_by(rest, smaller))
}

/// So many of one of the units; or those before it where these are as many: 24 hours to which a span is rounded are a
/// day.
fn whole_span(count: f64, at: usize) -> String {
    let Some((length, unit)) = UNITS.get(at) else { return counted_by(count, "second") };
    match at.checked_sub(1).and_then(|longer| UNITS.get(longer)) {
        Some((longer, _)) if count * length >= *longer => span(count * length),
        _ => counted_by(count, unit),
    }
}

/// Steps of the calendar, which are not all of one length: the shortest and the longest in days, and how often they come.
const CALENDAR_STEPS: [(f64, f64, &str); 4] = [
    (7.0, 7.0, "every week"),
    (28.0, 31.0, "every month"),
    (90.0, 92.0, "every 3 months"),
    // 52 weeks are a year in a table of weeks.
    (364.0, 366.0, "every year"),
];

/// How often something comes that comes every so many seconds: `every hour`, `every 5 minutes`, `every month`.
pub fn every(seconds: f64) -> String {
    let days = seconds / DAY;
    let of_calendar =
        CALENDAR_STEPS.iter().find(|(shortest, longest, _)| (*shortest..=*longest).contains(&days));
    let span = || {
        let span = span(seconds);
        format!("every {}", only_unit(&span).unwrap_or(&span))
    };
    of_calendar.map_or_else(span, |(.., words)| (*words).to_owned())
}

/// A span of time behind `of`: `an hour`, `30 minutes`.
pub fn a_span(seconds: f64) -> String {
    let span = span(seconds);
    match only_unit(&span) {
        Some(unit @ "hour") => format!("an {unit}"),
        Some(unit) => format!("a {unit}"),
        None => span,
    }
}

/// The unit of a span that is one of it.
fn only_unit(span: &str) -> Option<&str> {
    span.strip_prefix("1 ").filter(|unit| !unit.contains(' '))
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
pub fn enumerated<S: AsRef<str>>(words: &[S]) -> String {
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

/// `a, b and c`, or `15 series, among them a, b and others` where these are more than are read at once.
pub fn all_enumerated(names: &[String]) -> String {
    let first = first_enumerated(names, names.len());
    if first == enumerated(names) {
        return first;
    }
    let others = " and others";
    let first = first.strip_suffix(others).unwrap_or(&first);
    format!("{} series, among them {first},", names.len())
}

/// As [`enumerated`], but of the `count` things that `names` begin only as many as are read at once, and that there are
/// others.
pub fn first_enumerated<S: AsRef<str>>(names: &[S], count: usize) -> String {
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
        _ => enumerated(names),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::{self, Chart, Source};
    use shared::sampler::Stop;

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
            assert_eq!(with_unit(number(2.5), unit), expected);
        }
        assert_eq!(with_unit(number(-36_288.0), Some("$")), "-$36,288");
        let difference = |value, unit| difference(number(value), Some(unit));
        assert_eq!(difference(2.5, "%"), "2.5 percentage points");
        assert_eq!(difference(1.0, "%"), "1 percentage point");
        assert_eq!(difference(2.5, "ms"), "2.5 ms");
    }

    #[test]
    fn a_value_is_told_with_one_digit_more_than_the_table_has() {
        let told = |decimals, standard_deviation, value| {
            let mut series = series_of_whole_numbers();
            series.decimals = decimals;
            series.summary.as_mut().unwrap().standard_deviation = standard_deviation;
            series.quantity(value)
        };
        for (decimals, deviation, value, expected) in [
            (Some(0), 12.0, 62.294_37, "62.3"),
            (Some(0), 2_000.0, 7_024.81, "7025"),
            (Some(0), 0.2, 0.042_37, "0.042"),
            (Some(1), 0.9, 45.678, "45.68"),
            (Some(2), 300.0, 682.623, "683"),
            // What a table may hold stands as it is there.
            (Some(2), 300.0, 52.24, "52.24"),
            (Some(2), 0.2, 1_234_567.123, "1,234,567.12"),
            (Some(16), 0.28, 0.442_437_123_456_781_2, "0.442"),
            (None, 12.0, 62.294_37, "62.294"),
        ] {
            assert_eq!(told(decimals, deviation, value), expected, "{value}");
        }
        let mut percent = series_of_whole_numbers();
        percent.unit = Some("%".to_owned());
        assert_eq!(percent.difference(1.223_9), "1.2 percentage points");
        assert_eq!(percent.difference(12.0), "12 percentage points");
        assert_eq!(percent.slope(0.328_36), "0.328 percentage points");
    }

    fn series_of_whole_numbers() -> Series {
        let csv = "time,x\n2024-03-01,1\n2024-03-02,30\n".to_owned();
        let source = Source::new(String::new(), csv, String::new(), Vec::new()).unwrap();
        let described = series::described(&source, &[], "", Chart::None, &Stop::never());
        described.unwrap().facts.series.remove(0)
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
            // What is rounded up to a whole larger unit is one.
            (59.999_9, "1 minute"),
            (3_599.9, "1 hour"),
            (86_370.0, "1 day"),
            (86_369.0, "23 hours 59 minutes"),
            (86_399.0, "1 day"),
            (2.0 * 86_400.0 - 1.0, "2 days"),
            (365.0 * 86_400.0, "365 days"),
            (364.0 * 86_400.0 + 86_399.0, "365 days"),
            (366.0 * 86_400.0, "1 year 1 day"),
            (729.0 * 86_400.0, "1 year 364 days"),
            (730.0 * 86_400.0, "2 years"),
            (731.0 * 86_400.0, "2 years"),
            (1_095.0 * 86_400.0, "3 years"),
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
        assert_eq!([60.0, 3_600.0, 1_800.0].map(a_span), ["a minute", "an hour", "30 minutes"]);
    }

    #[test]
    fn a_row_of_a_month_comes_every_month() {
        let days = [1.0, 7.0, 28.0, 31.0, 92.0, 365.0];
        assert_eq!(
            days.map(|days| every(days * 86_400.0)),
            [
                "every day",
                "every week",
                "every month",
                "every month",
                "every 3 months",
                "every year"
            ]
        );
    }

    #[test]
    fn lists_and_counts_read_as_english() {
        assert_eq!(enumerated(&["a", "b", "c"]), "a, b and c");
        assert_eq!(first_enumerated(&["a", "b"], 2), "a and b");
        assert_eq!(first_enumerated(&["a", "b"], 3), "a, b and others");
        let long = "x".repeat(MAX_NAMES_CHARACTERS);
        assert_eq!(first_enumerated(&[long.as_str(), "b"], 2), format!("{long} and others"));
        assert_eq!(
            (counted(0, "gap"), counted(1, "gap"), counted(12_345, "row")),
            ("no gaps".into(), "1 gap".into(), "12,345 rows".into())
        );
    }
}
