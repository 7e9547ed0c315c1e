//! Times that are numbers: since 1970 in one of four units, a plain count of seconds, a year, or the digits of a day.

use chrono::NaiveDate;

use super::calendar;

/// What a number says about the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Epoch {
    /// Time since 1970 in UTC.
    Since1970(Unit),
    /// Time since some beginning that the table does not tell.
    Elapsed(Unit),
    /// `2024`
    Year,
    /// `20240301`, or `20240301140000`
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

/// Counts since 1970 lie above this many seconds, which is in 1973: smaller numbers count something else.
const MIN_SECONDS: u64 = 100_000_000;

/// The first magnitude that is no longer seconds but milliseconds, and so on by thousands: in seconds the year 5138,
/// in milliseconds 1973.
const MAX_SECONDS: u64 = 100_000_000_000;

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

    /// What the numbers in a column of times are, as far as `cells` show it; none if they are none or too small to be
    /// times since 1970. `is_counter` tells that they may be a count of something, `unit` that the header names one.
    pub(crate) fn of<'c>(
        cells: impl Iterator<Item = &'c str> + Clone,
        unit: Option<Unit>,
        is_counter: bool,
    ) -> Option<Self> {
        let is_digits = |cell: &str| matches!(cell.len(), 8 | 14) && digits(cell).is_some();
        if cells.clone().all(is_digits) {
            return Some(Self::Digits);
        }
        let is_year = |cell: &str| cell.len() == 4 && Self::Year.read(cell.as_bytes()).is_some();
        if unit.is_none() && cells.clone().all(is_year) {
            return Some(Self::Year);
        }
        let mut largest = 0;
        for cell in cells {
            largest = largest.max(parts(cell.as_bytes())?.0.unsigned_abs());
        }
        let by_magnitude = Unit::of(largest);
        match unit {
            Some(unit) if largest >= unit.per_second() * MIN_SECONDS => Some(Self::Since1970(unit)),
            Some(unit) => Some(Self::Elapsed(unit)),
            None if largest >= MIN_SECONDS => Some(Self::Since1970(by_magnitude)),
            None => is_counter.then_some(Self::Elapsed(Unit::Seconds)),
        }
    }

    /// The time that `cell` stands for, in milliseconds since 1970.
    pub(crate) fn read(self, cell: &[u8]) -> Option<i64> {
        let milliseconds = match self {
            Self::Since1970(unit) | Self::Elapsed(unit) => {
                let (whole, millionths) = parts(cell)?;
                // A count in another unit would be taken for a time thousands of years away, or for one in 1970.
                if self.is_instant() && whole != 0 && Unit::of(whole.unsigned_abs()) != unit {
                    return None;
                }
                match unit {
                    Unit::Seconds => {
                        whole.checked_mul(1000)?.checked_add(millionths.div_euclid(1000))?
                    }
                    Unit::Milliseconds => whole,
                    Unit::Microseconds => whole.div_euclid(1000),
                    Unit::Nanoseconds => whole.div_euclid(1_000_000),
                }
            }
            Self::Year => {
                let (year, fraction) = parts(cell)?;
                if fraction != 0 || !YEARS.contains(&year) {
                    return None;
                }
                calendar::beginning(NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, 1, 1)?)
            }
            Self::Digits => digits(str::from_utf8(cell).ok()?)?,
        };
        MILLISECONDS.contains(&milliseconds).then_some(milliseconds)
    }
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

    fn of(magnitude: u64) -> Self {
        match magnitude {
            0..MAX_SECONDS => Self::Seconds,
            MAX_SECONDS..100_000_000_000_000 => Self::Milliseconds,
            100_000_000_000_000..100_000_000_000_000_000 => Self::Microseconds,
            _ => Self::Nanoseconds,
        }
    }

    fn per_second(self) -> u64 {
        match self {
            Self::Seconds => 1,
            Self::Milliseconds => 1000,
            Self::Microseconds => 1_000_000,
            Self::Nanoseconds => 1_000_000_000,
        }
    }
}

/// A number as its whole part, rounded down, and millionths.
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
    let mut millionths = 0;
    match digits.get(at..)? {
        [] if at > 0 => {}
        [b'.', fraction @ ..] if at > 0 && fraction.iter().all(u8::is_ascii_digit) => {
            let six = fraction.iter().chain(std::iter::repeat(&b'0')).take(6);
            millionths = six.fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
        }
        // As some programs write large numbers: `1.7e+09`.
        _ if digits.contains(&b'e') || digits.contains(&b'E') => {
            let value: f64 = str::from_utf8(digits).ok()?.parse().ok()?;
            if value >= 9e18 {
                return None;
            }
            whole = value as i64;
            millionths = (value.fract() * 1e6) as i64;
        }
        _ => return None,
    }
    Some(match (is_negative, millionths) {
        (false, _) => (whole, millionths),
        (true, 0) => (-whole, 0),
        (true, _) => (-whole - 1, 1_000_000 - millionths),
    })
}

/// `20240301` or `20240301140000` in milliseconds since 1970.
fn digits(cell: &str) -> Option<i64> {
    let number = |from: usize, to: usize| cell.get(from..to)?.parse::<u32>().ok();
    if !cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year = number(0, 4).filter(|year| YEARS.contains(&i64::from(*year)))?;
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(4, 6)?, number(6, 8)?)?;
    let beginning = calendar::beginning(day);
    match cell.len() {
        8 => Some(beginning),
        14 => {
            let time = calendar::time_of_day(number(8, 10)?, number(10, 12)?, number(12, 14)?, 0)?;
            Some(beginning + time)
        }
        _ => None,
    }
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
            (&["20240301140000"], None, false, Some(Digits)),
            // The day number of a spreadsheet.
            (&["45292.5"], None, false, None),
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
            assert_eq!(Epoch::Since1970(unit).read(cell.as_bytes()), expected, "{cell}");
        }
        assert_eq!(Epoch::Year.read(b"1970"), Some(0));
        assert_eq!(Epoch::Year.read(b"197"), None);
        assert_eq!(Epoch::Digits.read(b"19700102"), Some(86_400_000));
        assert_eq!(Epoch::Digits.read(b"19700101000001"), Some(1000));
        assert_eq!(Epoch::Digits.read(b"19700101250001"), None);
    }
}
