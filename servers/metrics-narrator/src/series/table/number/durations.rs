//! Durations as they are written with colons, `5:47`, `1:02:33`, `1:23.45`, or with units, `7h 45m`. What the parts of
//! the first are, `head` finds out from all cells of its column.

use crate::series::durations::{DAY, HOUR};

/// What two parts of a duration are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parts {
    MinutesSeconds,
    HoursMinutes,
}

/// A duration of two or three parts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Duration<'t> {
    is_negative: bool,
    pub(crate) first: u32,
    /// If there are three.
    pub(crate) middle: Option<u32>,
    last: u32,
    /// The digits behind the point.
    pub(crate) decimals: &'t str,
}

impl<'t> Duration<'t> {
    /// `text`, without white space around it; none if it is no duration.
    pub(crate) fn read(text: &'t str) -> Option<Self> {
        let negative = text.strip_prefix(['-', '\u{2212}']);
        let unsigned = negative.or_else(|| text.strip_prefix('+')).unwrap_or(text);
        let (first, rest) = unsigned.split_once(':')?;
        let (middle, last) = match rest.split_once(':') {
            Some((middle, last)) => (Some(sixtieths(middle)?), last),
            None => (None, rest),
        };
        let (last, decimals) = last.split_once(['.', ',']).unwrap_or((last, ""));
        let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        (are_digits(first) && are_digits(decimals)).then_some(Self {
            is_negative: negative.is_some(),
            first: first.parse().ok()?,
            middle,
            last: sixtieths(last)?,
            decimals,
        })
    }

    /// Whether no clock shows it: `24:00` is the end of a day, and `24:10` nothing. `+02:00` is an offset from UTC.
    pub(crate) fn is_beyond_a_clock(&self) -> bool {
        let is_end_of_day = self.first == 24 && self.middle.unwrap_or(0) == 0 && self.last == 0;
        let has_tenths = self.middle.is_none() && !self.decimals.is_empty();
        self.first > 23 && !is_end_of_day || has_tenths
    }

    /// In seconds, if two parts are these; none of tenths of a minute.
    pub(crate) fn seconds(self, parts: Parts) -> Option<f64> {
        let [first, last] = [self.first, self.last].map(f64::from);
        let seconds = match (self.middle, parts) {
            (None, Parts::HoursMinutes) if !self.decimals.is_empty() => return None,
            (Some(middle), _) => first * HOUR + f64::from(middle) * 60.0 + last,
            (None, Parts::MinutesSeconds) => first * 60.0 + last,
            (None, Parts::HoursMinutes) => first * HOUR + last * 60.0,
        };
        // A sum with the decimals would be rounded.
        let seconds = format!("{seconds}.{}", self.decimals).parse().unwrap_or(seconds);
        Some(if self.is_negative { super::negated(seconds) } else { seconds })
    }
}

/// Whether `text` is a duration in one of these ways.
pub(crate) fn is_duration(text: &str) -> bool {
    Duration::read(text).is_some() || spelled(text).is_some()
}

/// Units of time with their seconds, the longest first, in small letters.
const UNITS: [(f64, &[&str]); 4] = [
    (DAY, &["d", "day", "days", "tag", "tage"]),
    (HOUR, &["h", "hr", "hrs", "hour", "hours", "std", "std."]),
    (60.0, &["m", "min", "min.", "mins", "minute", "minutes", "minuten"]),
    (1.0, &["s", "sec", "secs", "second", "seconds", "sek", "sek."]),
];

/// The seconds of a duration that is told in several units, `7h 45m`, or in one of them.
pub(crate) fn spelled(text: &str) -> Option<f64> {
    let mut rest = text;
    let mut seconds = None;
    for (length, words) in UNITS {
        let behind_number =
            rest.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == '.');
        let number = rest.strip_suffix(behind_number).unwrap_or_default();
        let unit = behind_number.trim_start();
        let behind = unit.trim_start_matches(|sign: char| sign.is_alphabetic() || sign == '.');
        let word = unit.strip_suffix(behind).unwrap_or_default().to_lowercase();
        if words.contains(&word.as_str()) {
            seconds = Some(seconds.unwrap_or(0.0) + number.parse::<f64>().ok()? * length);
            rest = behind.trim_start_matches([' ', ',']);
        }
    }
    seconds.filter(|_| rest.is_empty())
}

/// Two digits up to 59.
fn sixtieths(part: &str) -> Option<u32> {
    let is_written = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    part.parse().ok().filter(|number| is_written && *number < 60)
}
