//! Times that are numbers: since 1970 in one of four units, a plain count of seconds, a year, or the digits of a
//! calendar, which `compact` reads. `other` says what else they may be.

use chrono::NaiveDate;

use super::{calendar, compact, other};

/// What a number says about the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Epoch {
    /// Time since 1970 in UTC.
    Since1970(Unit),
    /// Time since some beginning that the table does not tell.
    Elapsed(Unit),
    /// `2024`
    Year,
    /// `202403`
    Month,
    /// `20240301`, and perhaps a time of day behind it.
    Digits,
}

/// The unit of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Seconds,
    Milliseconds,
    Microseconds,
    Nanoseconds,
}

const UNITS: [Unit; 4] = [Unit::Seconds, Unit::Milliseconds, Unit::Microseconds, Unit::Nanoseconds];

/// Counts since 1970 lie above this many seconds, which is in 1973: smaller numbers count something else.
const MIN_SECONDS: u64 = 100_000_000;

/// The first magnitude that is no longer seconds but milliseconds, and so on by thousands: in seconds the year 5138,
/// in milliseconds 1973.
const MAX_SECONDS: u64 = 100_000_000_000;

/// Most counts of a column lie below this many seconds, which is in 2065, or they do not begin in 1970.
const LIKELY_SECONDS: u64 = 3_000_000_000;

/// From this count of seconds on, which is in 2030, ten digits are rather a day whose year has two, if they can be.
const SHORT_YEAR_SECONDS: u64 = 1_900_000_000;

/// Years that a column of years may hold.
const YEARS: std::ops::RangeInclusive<i64> = 1000..=2999;

/// The latest and the earliest time that is read, in milliseconds: the years 1 to 9999, which every calendar can
/// write.
const MILLISECONDS: std::ops::RangeInclusive<i64> = -62_135_596_800_000..=253_402_300_799_999;

impl Epoch {
    /// Whether times of this kind are instants of UTC.
    pub(crate) fn is_instant(self) -> bool {
        matches!(self, Self::Since1970(_))
    }

    /// Whether numbers of this kind are hardly anything else than times.
    pub(crate) fn is_calendar(self) -> bool {
        matches!(self, Self::Since1970(_) | Self::Month | Self::Digits)
    }

    /// What most of the numbers in a column of times are, as far as `cells` show it; none if they are none, too small
    /// to be times since 1970, or rather something else. `is_counter` tells that they may be a count of something,
    /// `unit` that the header names one.
    pub(crate) fn of<'c>(
        cells: impl Iterator<Item = &'c str> + Clone,
        unit: Option<Unit>,
        is_counter: bool,
    ) -> Option<Self> {
        let are_most = |fits: fn(&[u8]) -> bool| {
            let count = cells.clone().filter(|cell| fits(cell.as_bytes())).count();
            count * 2 > cells.clone().count()
        };
        if are_most(|cell| compact::time(cell).is_some()) {
            return Some(Self::Digits);
        }
        let are_short = unit.is_none() && other::are_short(cells.clone());
        if !are_short && are_most(|cell| compact::month(cell).is_some()) {
            return Some(Self::Month);
        }
        if !are_most(|cell| parts(cell).is_some()) || other::are_rounded(cells.clone()) {
            return None;
        }
        let numbers = cells.filter_map(|cell| Some((cell, parts(cell.as_bytes())?.0)));
        let is_year =
            |(cell, _): (&str, _)| cell.len() == 4 && Self::Year.read(cell.as_bytes()).is_some();
        if unit.is_none() && numbers.clone().all(is_year) {
            return Some(Self::Year);
        }
        Self::of_counts(numbers.map(|(_, count)| count).collect(), unit, is_counter, are_short)
    }

    fn of_counts(
        mut counts: Vec<i64>,
        named: Option<Unit>,
        is_counter: bool,
        are_short: bool,
    ) -> Option<Self> {
        // Zero has no magnitude, and what is in another unit than the most is not read.
        counts.retain(|count| *count != 0);
        let unit = named.unwrap_or_else(|| usual_unit(&counts));
        counts.retain(|count| named.is_some() || Unit::of(count.unsigned_abs()) == unit);
        let largest = counts.iter().map(|count| count.unsigned_abs()).max().unwrap_or(0);
        if largest < unit.per_second() * MIN_SECONDS {
            let is_elapsed = named.is_some() || (is_counter && !are_short);
            return is_elapsed.then_some(Self::Elapsed(unit));
        }
        let are_all = |fits: &dyn Fn(i64) -> bool| counts.iter().all(|count| fits(*count));
        let from = |seconds: u64| i64::try_from(unit.per_second() * seconds).unwrap_or(i64::MAX);
        let are_short = are_short
            && (unit > Unit::Seconds || are_all(&|count| count >= from(SHORT_YEAR_SECONDS)));
        // Whole days in the nanoseconds of 1974 or 1990 would be hundreds of days apart in the other counts.
        let is_day = |count: i64| count % from(86_400) == 0;
        let begin_elsewhere =
            named.is_none() && other::are_of_windows(&counts) && !are_all(&is_day);
        let late = counts.iter().filter(|count| **count >= from(LIKELY_SECONDS)).count();
        let is_likely = !are_short && !begin_elsewhere && late * 2 <= counts.len();
        is_likely.then_some(Self::Since1970(unit))
    }

    /// The time that `cell` stands for, in milliseconds since 1970, and the nanoseconds beyond them.
    pub(crate) fn read(self, cell: &[u8]) -> Option<(i64, u32)> {
        let (milliseconds, finer) = match self {
            Self::Since1970(unit) | Self::Elapsed(unit) => {
                let (whole, billionths) = parts(cell)?;
                // A count in another unit would be taken for a time thousands of years away, or for one in 1970.
                if self.other_unit(whole).is_some() {
                    return None;
                }
                let finer = |count: i64, size: i64| count.rem_euclid(1_000_000 / size) * size;
                let (milliseconds, finer) = match unit {
                    Unit::Seconds => (
                        whole.checked_mul(1000)?.checked_add(billionths / 1_000_000)?,
                        finer(billionths, 1),
                    ),
                    Unit::Milliseconds => (whole, billionths / 1000),
                    Unit::Microseconds => {
                        (whole.div_euclid(1000), finer(whole, 1000) + billionths / 1_000_000)
                    }
                    Unit::Nanoseconds => (whole.div_euclid(1_000_000), finer(whole, 1)),
                };
                (milliseconds, finer as u32)
            }
            Self::Year => {
                let (year, fraction) = parts(cell)?;
                if fraction != 0 || !YEARS.contains(&year) {
                    return None;
                }
                (calendar::beginning(NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, 1, 1)?), 0)
            }
            Self::Month => (compact::month(cell)?, 0),
            Self::Digits => compact::time(cell)?,
        };
        MILLISECONDS.contains(&milliseconds).then_some((milliseconds, finer))
    }

    /// The unit of `cell` and the one of these counts since 1970, if it is a count in another one.
    pub(super) fn mixture(self, cell: &[u8]) -> Option<(Unit, Unit)> {
        let Self::Since1970(usual) = self else { return None };
        Some((self.other_unit(parts(cell)?.0)?, usual))
    }

    /// The unit of a count since 1970, if it is in another one than these.
    fn other_unit(self, count: i64) -> Option<Unit> {
        let Self::Since1970(unit) = self else { return None };
        Some(Unit::of(count.unsigned_abs())).filter(|other| count != 0 && *other != unit)
    }
}

/// The unit of the most of these counts, by their magnitude.
fn usual_unit(counts: &[i64]) -> Unit {
    let count =
        |unit: &Unit| counts.iter().filter(|count| Unit::of(count.unsigned_abs()) == *unit).count();
    // Of several, the last.
    UNITS.into_iter().filter(|unit| count(unit) > 0).max_by_key(count).unwrap_or(Unit::Seconds)
}

impl Unit {
    /// The unit that a word of a header names.
    pub(crate) fn named(unit: &str) -> Option<Self> {
        Some(match unit {
            "s" => Self::Seconds,
            "ms" => Self::Milliseconds,
            "µs" => Self::Microseconds,
            "ns" => Self::Nanoseconds,
            _ => return None,
        })
    }

    pub(super) fn of(magnitude: u64) -> Self {
        match magnitude {
            0..MAX_SECONDS => Self::Seconds,
            MAX_SECONDS..100_000_000_000_000 => Self::Milliseconds,
            100_000_000_000_000..100_000_000_000_000_000 => Self::Microseconds,
            _ => Self::Nanoseconds,
        }
    }

    /// For a sentence.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Milliseconds => "milliseconds",
            Self::Microseconds => "microseconds",
            Self::Nanoseconds => "nanoseconds",
        }
    }

    pub(super) fn per_second(self) -> u64 {
        match self {
            Self::Seconds => 1,
            Self::Milliseconds => 1000,
            Self::Microseconds => 1_000_000,
            Self::Nanoseconds => 1_000_000_000,
        }
    }
}

/// Whether commas stand before the decimals of numbers, as one of them shows: `0,5`, and not `1,000`.
pub(crate) fn have_decimal_commas<'c>(mut cells: impl Iterator<Item = &'c str>) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    cells.any(|cell| {
        let (whole, decimals) = cell.split_once(',').unwrap_or_default();
        let whole = whole.strip_prefix('-').unwrap_or(whole);
        let may_be_thousands = decimals.len() == 3 && whole.len() <= 3 && !whole.starts_with('0');
        is_number(whole) && is_number(decimals) && !may_be_thousands
    })
}

/// A number as its whole part, rounded down, and billionths.
fn parts(cell: &[u8]) -> Option<(i64, i64)> {
    let (is_negative, digits) = match cell {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, cell),
    };
    let mut whole = 0_i64;
    let mut at = 0;
    for byte in digits.iter().take_while(|byte| byte.is_ascii_digit()) {
        whole = whole.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
        at += 1;
    }
    let mut billionths = 0;
    match digits.get(at..)? {
        [] if at > 0 => {}
        [b'.', fraction @ ..] if at > 0 && fraction.iter().all(u8::is_ascii_digit) => {
            let nine = fraction.iter().chain(std::iter::repeat(&b'0')).take(9);
            billionths = nine.fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
        }
        // As some programs write large numbers: `1.7e+09`.
        _ if digits.contains(&b'e') || digits.contains(&b'E') => {
            let value: f64 = str::from_utf8(digits).ok()?.parse().ok()?;
            if value >= 9e18 {
                return None;
            }
            whole = value as i64;
            billionths = (value.fract() * 1e9) as i64;
        }
        _ => return None,
    }
    Some(match (is_negative, billionths) {
        (false, _) => (whole, billionths),
        (true, 0) => (-whole, 0),
        (true, _) => (-whole - 1, 1_000_000_000 - billionths),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_of_a_count_follows_from_its_magnitude_or_its_header() {
        use Epoch::*;
        use Unit::*;
        for (cells, unit, is_counter, expected) in [
            (&["1700000000"][..], None, false, Some(Since1970(Seconds))),
            (&["1700000000.5"], None, false, Some(Since1970(Seconds))),
            (&["1700000000000"], None, false, Some(Since1970(Milliseconds))),
            (&["1700000000000000"], None, false, Some(Since1970(Microseconds))),
            (&["1700000000000000000"], None, false, Some(Since1970(Nanoseconds))),
            (&["0", "1700000000"], None, false, Some(Since1970(Seconds))),
            (&["0", "5"], Some(Milliseconds), false, Some(Elapsed(Milliseconds))),
            (&["1700000000000"], Some(Milliseconds), false, Some(Since1970(Milliseconds))),
            (&["0", "5"], None, true, Some(Elapsed(Seconds))),
            (&["0", "5"], None, false, None),
            (&["1990", "1991"], None, false, Some(Year)),
            (&["1990", "991"], None, true, Some(Elapsed(Seconds))),
            (&["20240301", "20240302"], None, false, Some(Digits)),
            (&["20240301", "20240332"], None, true, Some(Elapsed(Seconds))),
            (&["20240301", "20240332", "20240302"], None, true, Some(Digits)),
            (&["2024030100", "2024030101"], None, false, Some(Digits)),
            (&["202402", "202403"], None, true, Some(Month)),
            (&["1990", "1991", "Total"], None, false, Some(Year)),
            (&["1700000000", "1700000000000", "1700000060"], None, false, Some(Since1970(Seconds))),
            (&["20240301140000"], None, false, Some(Digits)),
            // The day number of a spreadsheet.
            (&["45292.5"], None, false, None),
            // Digits that a spreadsheet has dropped.
            (&["1.70931E+12", "1.70931E+12"], Some(Milliseconds), false, None),
            (&["1.70930166E9", "1.7093E9"], None, false, Some(Since1970(Seconds))),
            (&["a"], None, true, None),
        ] {
            assert_eq!(Epoch::of(cells.iter().copied(), unit, is_counter), expected, "{cells:?}");
        }
    }

    #[test]
    fn counts_are_read_to_the_millisecond() {
        use Unit::*;
        for (unit, cell, expected) in [
            (Seconds, "1700000000", Some(1_700_000_000_000)),
            (Seconds, "1700000000.1239", Some(1_700_000_000_123)),
            (Seconds, "-1700000000.25", Some(-1_700_000_000_250)),
            (Seconds, "1.7e+09", Some(1_700_000_000_000)),
            (Seconds, "1700000000000", None),
            (Seconds, "12a", None),
            (Seconds, "", None),
            (Seconds, ".", None),
            (Milliseconds, "1700000000123", Some(1_700_000_000_123)),
            (Milliseconds, "1700000000", None),
            (Microseconds, "1700000000123456", Some(1_700_000_000_123)),
            (Nanoseconds, "1700000000123456789", Some(1_700_000_000_123)),
            (Nanoseconds, "17000000001234567890", None),
        ] {
            let read = Epoch::Since1970(unit).read(cell.as_bytes());
            assert_eq!(read.map(|(milliseconds, _)| milliseconds), expected, "{cell}");
        }
        assert_eq!(Epoch::Year.read(b"1970"), Some((0, 0)));
        assert_eq!(Epoch::Year.read(b"197"), None);
        assert_eq!(Epoch::Digits.read(b"19700102"), Some((86_400_000, 0)));
        assert_eq!(Epoch::Digits.read(b"19700101000001"), Some((1000, 0)));
        assert_eq!(Epoch::Digits.read(b"19700101250001"), None);
    }

    #[test]
    fn one_number_shows_that_commas_stand_before_decimals() {
        for (cells, expected) in [
            (&["1,000", "0,5"][..], true),
            (&["1700000000,123"], true),
            (&["-0,250"], true),
            (&["1,000", "2,000"], false),
            (&["1,700,000"], false),
            (&["0.5", "a,5", "1,", "2024"], false),
        ] {
            assert_eq!(have_decimal_commas(cells.iter().copied()), expected, "{cells:?}");
        }
    }

    #[test]
    fn what_is_finer_than_a_millisecond_is_told_apart() {
        use Unit::*;
        for (unit, cell, expected) in [
            (Seconds, "0.0000105", (0, 10_500)),
            (Seconds, "1.00e-05", (0, 10_000)),
            (Seconds, "-0.0000105", (-1, 989_500)),
            (Milliseconds, "1.25", (1, 250_000)),
            (Microseconds, "1010.5", (1, 10_500)),
            (Microseconds, "2000", (2, 0)),
            (Nanoseconds, "-1", (-1, 999_999)),
        ] {
            assert_eq!(Epoch::Elapsed(unit).read(cell.as_bytes()), Some(expected), "{cell}");
        }
    }
}
