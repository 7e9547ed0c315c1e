//! Time zones: their names in `words/zones.txt`, and offsets such as `+01:00`, `UTC-5` or `GMT+2`.

use std::{collections::HashMap, sync::LazyLock};

use chrono::{Datelike as _, NaiveDate, Weekday};
use regex::Regex;

use super::patterns::pattern;
use crate::report::words::kinds;

/// The zone that a clock shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// A fixed offset.
    Offset {
        /// Minutes to the east of UTC.
        minutes: i32,
    },
    /// "PT", "Eastern time": the offset depends on the day, by the rule of the United States and Canada since 2007.
    American {
        /// Minutes to the east of UTC in winter.
        standard_minutes: i32,
    },
    /// A name that stands for several zones ("IST"), or "local time".
    Unknown,
}

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self::Offset { minutes: 0 };

    /// Minutes to the east of UTC on a day, where they are known.
    pub fn offset_minutes(self, date: Option<NaiveDate>) -> Option<i32> {
        match self {
            Self::Offset { minutes } => Some(minutes),
            Self::American { standard_minutes } => {
                let date = date?;
                let begin = NaiveDate::from_weekday_of_month_opt(date.year(), 3, Weekday::Sun, 2)?;
                let end = NaiveDate::from_weekday_of_month_opt(date.year(), 11, Weekday::Sun, 1)?;
                let is_summer = begin <= date && date < end;
                Some(standard_minutes + if is_summer { 60 } else { 0 })
            }
            Self::Unknown => None,
        }
    }
}

/// The zone that `text` begins with, behind blanks and in parentheses or not, and where it ends. A bare offset
/// behind a minus sign is one only where `may_be_negative`: in "09:20-09:45" the second clock is no offset.
pub(super) fn zone_at(text: &str, may_be_negative: bool) -> Option<(Zone, usize)> {
    let captures = ZONE.captures(text)?;
    let name = captures.name("name");
    let named = name.map(|name| NAMES.get(name.as_str()).copied().unwrap_or(Zone::Unknown));
    let offset = captures.name("offset").and_then(|offset| {
        let (sign, digits) = offset.as_str().split_at(offset.as_str().chars().next()?.len_utf8());
        let is_allowed = match named {
            // Only universal time takes an offset: "UTC+2".
            Some(named) => named == Zone::UTC,
            None => digits.len() >= 2 && (sign == "+" || may_be_negative),
        };
        // In "09:00 UTC-09:45 UTC" it is the next clock.
        let is_clock = NEXT_OF_CLOCK.is_match(text.get(offset.end()..)?);
        Some((minutes_of(sign, digits).filter(|_| is_allowed && !is_clock)?, offset.end()))
    });
    let (zone, mut end) = match (offset, named, name) {
        (Some((minutes, end)), _, _) => (Zone::Offset { minutes }, end),
        (None, Some(zone), Some(name)) => (zone, name.end()),
        _ => return None,
    };
    let after = text.get(end..)?;
    if captures.name("open").is_some() && after.starts_with(')') {
        end += 1;
    }
    // "CETUS" is no zone, and neither is the "+10" of "+10.5 %".
    let is_whole = !after.starts_with(|next: char| next.is_alphanumeric() || next == '%')
        && !after
            .strip_prefix(['.', ':'])
            .is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()));
    is_whole.then_some((zone, end))
}

/// Whether a word is the name of a zone.
pub(super) fn is_zone(word: &str) -> bool {
    NAMES.contains_key(word)
}

/// The name of a zone that a text begins with, as whole words.
pub(super) fn name_at(text: &str) -> Option<&str> {
    let letters = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let word = text.get(..text.len() - letters.len()).filter(|word| !word.is_empty())?;
    let is_here = |name: &&str| {
        let after = text.strip_prefix(*name);
        after.is_some_and(|after| !after.starts_with(char::is_alphanumeric))
    };
    let is_whole = !letters.starts_with(char::is_alphanumeric);
    let of_words = NAMES_OF_WORDS.iter().copied().find(is_here);
    of_words.or_else(|| Some(word).filter(|word| is_whole && is_zone(word)))
}

/// The zone of all times of a text that says so: "All times in CET", "Time (UTC)", "Timezone: PST".
pub(super) fn zone_of_all_times(text: &str) -> Option<Zone> {
    TIMES
        .find_iter(text)
        .find_map(|found| zone_at(text.get(found.end()..)?, false))
        .map(|(zone, _)| zone)
}

pub(super) fn minutes_of(sign: &str, digits: &str) -> Option<i32> {
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() > 2 => digits.split_at_checked(digits.len() - 2)?,
        None => (digits, "0"),
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let minutes = (hours <= 14 && minutes < 60).then_some(hours * 60 + minutes)?;
    Some(if sign == "+" { minutes } else { -minutes })
}

static ZONE: LazyLock<Regex> = LazyLock::new(|| {
    let mut names: Vec<&str> = NAMES.keys().copied().collect();
    // Longer names first, for "PT" also begins "PTZ".
    names.sort_by(|left, right| right.len().cmp(&left.len()).then(left.cmp(right)));
    let offset = r"(?<offset>[+\-−][0-9]{1,2}(?::?[0-9]{2})?)";
    pattern(&format!(r"^\s*(?<open>\()?(?:(?<name>{})\b)?(?:\s?{offset})?", names.join("|")))
});

static NEXT_OF_CLOCK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s*(?:[A-Z]{2,4}\b|[ap]\.?m\b)"));

static TIMES: LazyLock<Regex> = LazyLock::new(|| {
    const JOINT: &str = r"(?:(?:(?:times?|stamps?|below|here|listed|given|shown|stated|noted|mentioned|in|are|is|of|this|the|document|report|timeline|post|all)\b|[:=(\[,])\s*)";
    pattern(&format!(
        r"(?i)\b(?:(?:all\s+times|timestamps)\s+{JOINT}*|(?:times?|timestamps?|time\s?zone|timeline)\s*{JOINT}+)"
    ))
});

/// Those of several words: "Pacific Time", "US/Pacific".
static NAMES_OF_WORDS: LazyLock<Vec<&str>> =
    LazyLock::new(|| NAMES.keys().copied().filter(|name| name.contains([' ', '/'])).collect());

static NAMES: LazyLock<HashMap<&str, Zone>> = LazyLock::new(|| {
    let names = kinds(include_str!("words/zones.txt"));
    names.map(|(name, offset)| (name, zone_of_list(offset))).collect()
});

fn zone_of_list(offset: &str) -> Zone {
    let (is_american, offset) = match offset.strip_prefix("US") {
        Some(offset) => (true, offset),
        None => (false, offset),
    };
    match offset.split_at_checked(1).and_then(|(sign, digits)| minutes_of(sign, digits)) {
        Some(standard_minutes) if is_american => Zone::American { standard_minutes },
        Some(minutes) => Zone::Offset { minutes },
        None => Zone::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(text: &str) -> Option<Option<i32>> {
        zone_at(text, false).map(|(zone, _)| zone.offset_minutes(None))
    }

    #[test]
    fn zones_are_read_by_name_and_by_offset() {
        for (text, expected) in [
            (" UTC", 0),
            ("Z", 0),
            (" (CET)", 60),
            (" PDT,", -420),
            ("+01:00", 60),
            (" +0530", 330),
            (" UTC+2 (Zurich time)", 120),
            (" GMT-3:30", -210),
            ("UTC-10:45 UTC", 0),
        ] {
            assert_eq!(minutes(text), Some(Some(expected)), "{text}");
        }
    }

    #[test]
    fn what_is_no_zone_is_none() {
        for text in [
            "-09:45 UTC",
            " CETUS",
            " zone",
            " +10.5 %",
            " +5 servers",
            " utility",
            "",
            " (",
            "+99:00",
        ] {
            assert_eq!(minutes(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_of_several_zones_has_no_offset() {
        assert_eq!(minutes(" IST"), Some(None));
    }

    #[test]
    fn american_zones_follow_the_season() {
        let (zone, _) = zone_at("PT", false).unwrap();
        let offset = |date: &str| zone.offset_minutes(date.parse().ok());
        assert_eq!(offset("2024-03-09"), Some(-480));
        assert_eq!(offset("2024-03-10"), Some(-420));
        assert_eq!(offset("2024-11-03"), Some(-480));
        assert_eq!(offset(""), None);
    }

    #[test]
    fn a_text_names_the_zone_of_all_its_times() {
        for (text, expected) in [
            ("All times in CET.", 60),
            ("(all times are in UTC)", 0),
            ("Time (UTC)", 0),
            ("Date and Time in CET", 60),
            ("All times in Central European Time (CET)", 60),
            ("Timezone: JST", 540),
            ("2026-10-21 (all times UTC)", 0),
            ("Timeline (CET)", 60),
            ("Timeline (all times UTC)", 0),
            ("timestamps JST", 540),
        ] {
            let zone = zone_of_all_times(text);
            assert_eq!(zone.and_then(|zone| zone.offset_minutes(None)), Some(expected), "{text}");
        }
        assert_eq!(zone_of_all_times("At that time, 14:05 UTC, errors rose"), None);
    }
}
