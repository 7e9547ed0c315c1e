//! What numbers in a column of times may be beside counts since 1970 and the digits of a calendar. They are not read,
//! since others of the same size count seconds: who wrote them is told what they may be, and knows.

use chrono::NaiveDate;

use super::{Unit, compact, day};
use crate::series::durations::DAY;

/// A count that begins elsewhere than in 1970.
struct Count {
    /// For a sentence.
    name: &'static str,
    at_1970: f64,
    per_day: f64,
}

/// Windows counts in hundreds of nanoseconds.
const WINDOWS_PER_DAY: f64 = 864e9;

const COUNTS: [Count; 7] = [
    Count { name: "a day number of a spreadsheet", at_1970: 25_569.0, per_day: 1.0 },
    Count { name: "a day number of MATLAB", at_1970: 719_529.0, per_day: 1.0 },
    Count { name: "a Julian day", at_1970: 2_440_587.5, per_day: 1.0 },
    Count { name: "seconds since 1904 of LabVIEW", at_1970: 2_082_844_800.0, per_day: DAY },
    Count {
        name: "microseconds since 1601 of a browser",
        at_1970: 11_644_473_600e6,
        per_day: DAY * 1e6,
    },
    Count { name: "a FILETIME of Windows", at_1970: 11_644_473_600e7, per_day: WINDOWS_PER_DAY },
    Count { name: "ticks of .NET", at_1970: 62_135_596_800e7, per_day: WINDOWS_PER_DAY },
];

impl Count {
    /// The day of a number, if it is one from 1970 to 2100.
    fn day(&self, number: f64) -> Option<NaiveDate> {
        const DAYS: std::ops::RangeInclusive<f64> = 0.0..=47_846.0;
        let days = ((number - self.at_1970) / self.per_day).floor();
        if DAYS.contains(&days) { NaiveDate::from_epoch_days(days as i32) } else { None }
    }
}

/// The first count that these numbers may be in, if there are any numbers.
fn count_of(numbers: &[f64]) -> Option<&'static Count> {
    let is_each = |count: &&Count| numbers.iter().all(|number| count.day(*number).is_some());
    COUNTS.iter().find(is_each).filter(|_| !numbers.is_empty())
}

fn numbers<'c>(cells: impl Iterator<Item = &'c str>) -> Option<Vec<f64>> {
    cells.map(|cell| cell.parse().ok()).collect()
}

/// Whether numbers of the size of nanoseconds since 1970 may be counts of Windows.
pub(super) fn are_of_windows(counts: &[i64]) -> bool {
    let numbers: Vec<f64> = counts.iter().map(|count| *count as f64).collect();
    count_of(&numbers).is_some_and(|count| count.per_day == WINDOWS_PER_DAY)
}

/// Whether numbers that are too small for counts since 1970 are rather days than a count of seconds, which begins near
/// zero: all may be numbers of days, years with a fraction or the eight digits of a day in some order, or one is the
/// digits of a day.
pub(crate) fn are_no_seconds<'c>(cells: impl Iterator<Item = &'c str> + Clone) -> bool {
    let is_long = |cell: &str| cell.len() == 8 && cell.bytes().all(|byte| byte.is_ascii_digit());
    let is_digits = |cell: &str| compact::time(cell.as_bytes()).is_some();
    let count = numbers(cells.clone()).and_then(|numbers| count_of(&numbers));
    count.is_some_and(|count| count.per_day == 1.0)
        || are_parts_of_years(cells.clone())
        || cells.clone().all(is_long)
        || cells.clone().any(is_digits)
}

/// Whether all cells may be years, and some of them parts of one: `2024.042`.
fn are_parts_of_years<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    const YEARS: std::ops::Range<f64> = 1900.0..2100.0;
    numbers(cells).is_some_and(|numbers| {
        numbers.iter().all(|number| YEARS.contains(number))
            && numbers.iter().any(|number| number.fract() != 0.0)
    })
}

/// Whether all cells are counts since 1970 of which so few digits are written that the last of them counts thousands of
/// seconds, as spreadsheets write long numbers: `1.70931E+12`.
pub(super) fn are_rounded<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    const TOO_LONG: f64 = 1000.0;
    let numbers: Option<Vec<f64>> = cells.map(seconds_of_last_digit).collect();
    numbers.is_some_and(|numbers| {
        !numbers.is_empty() && numbers.iter().all(|seconds| *seconds >= TOO_LONG)
    })
}

/// For how many seconds the last digit before the exponent of a count stands.
fn seconds_of_last_digit(cell: &str) -> Option<f64> {
    let cell = cell.replace(',', ".");
    let (digits, exponent) = cell.split_once(['e', 'E'])?;
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let exponent = exponent.parse::<i32>().ok()? - i32::try_from(decimals).ok()?;
    let count: f64 = cell.parse().ok()?;
    Some(10_f64.powi(exponent) / Unit::of(count.abs() as u64).per_second() as f64)
}

/// Whether all cells may be the digits of days whose years have two of them.
pub(super) fn are_short<'c>(mut cells: impl Iterator<Item = &'c str>) -> bool {
    cells.all(|cell| compact::short_time(cell.as_bytes()).is_some())
}

/// What all cells may be, as the end of a sentence about the first.
pub(crate) fn reading<'c>(cells: impl Iterator<Item = &'c str> + Clone) -> Option<String> {
    let first = cells.clone().next()?;
    if are_rounded(cells.clone()) {
        return Some(
            "is rounded to so few digits that they do not tell a time; give its column a format of whole numbers, and \
             export it again"
                .to_owned(),
        );
    }
    if are_parts_of_years(cells.clone()) {
        return Some(
            "may be a year with a fraction, or seconds if its column is named so, as in \"time (s)\"".to_owned(),
        );
    }
    if are_short(cells.clone()) {
        let short = day(compact::short_time(first.as_bytes())?);
        return Some(match compact::month(first.as_bytes()) {
            Some(month) => {
                let month = day(month);
                let (month, _) = month.rsplit_once('-').unwrap_or_default();
                format!("may be the month {month} or the day {short}")
            }
            None => format!(
                "may be {short}, with a year of two digits, or a count if its column names the unit, as in \"time (s)\""
            ),
        });
    }
    let count = count_of(&numbers(cells)?)?;
    let day = count.day(first.parse().ok()?)?;
    let named = match count.per_day {
        1.0 => Some(("seconds", "time (s)")),
        WINDOWS_PER_DAY => Some(("nanoseconds since 1970", "time (ns)")),
        _ => None,
    };
    let or_named = named
        .map(|(unit, name)| format!(", or {unit} if its column is named so, as in \"{name}\""));
    Some(format!("may be {} ({day}){}", count.name, or_named.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_of_seconds_begins_near_zero() {
        for (cells, expected) in [
            (&["0", "1"][..], false),
            (&["0", "45292"], false),
            (&["9000"], false),
            (&["86400.5", "100000"], false),
            (&["45292", "45293"], true),
            (&["0", "10000000"], false),
            (&["00000000", "20240131"], true),
            (&["31012024", "01022024", "13022024"], true),
            (&["2024", "2024.083"], true),
            (&["2024.5", "2124.5"], false),
        ] {
            assert_eq!(are_no_seconds(cells.iter().copied()), expected, "{cells:?}");
        }
    }

    #[test]
    fn numbers_that_do_not_begin_in_1970_are_told_by_their_size() {
        for (cells, part) in [
            (
                &["45292", "45292.25"][..],
                "may be a day number of a spreadsheet (2024-01-01), or seconds if its",
            ),
            (&["739252"], "may be a day number of MATLAB (2024-01-01), or"),
            (&["2460310.5"], "may be a Julian day (2024-01-01), or"),
            (&["3786912000"], "may be seconds since 1904 of LabVIEW (2024-01-01)"),
            (&["13348540800000000"], "may be microseconds since 1601 of a browser (2024-01-01)"),
            (&["133485408000000000"], "may be a FILETIME of Windows (2024-01-01)"),
            (&["638396640000000000"], "may be ticks of .NET (2024-01-01)"),
            (&["240131", "240201"], "may be 2024-01-31, with a year of two digits"),
            (&["2401310000"], "may be 2024-01-31, with a year of two digits"),
            (&["200101"], "may be the month 2001-01 or the day 2020-01-01"),
            (&["2024", "2024.083"], "may be a year with a fraction, or seconds if its column"),
            (&["1.70931E+12"], "is rounded to so few digits that they do not tell a time"),
            (&["1,70931E+12", "1,7E+12"], "is rounded to so few digits"),
            (&["1.709302e+09"], "is rounded to so few digits"),
        ] {
            let reading = reading(cells.iter().copied()).unwrap();
            assert!(reading.starts_with(part), "{reading}");
        }
        for cells in [
            &["0", "1"][..],
            &["1704067200"],
            &["45292", "1"],
            &["45292", "a"],
            &["240131", "240132"],
            &["1.7093016E9", "1.7E9"],
            &["1.709301600e+12"],
            &["1e-05"],
            &[],
        ] {
            assert_eq!(reading(cells.iter().copied()), None, "{cells:?}");
        }
    }
}
