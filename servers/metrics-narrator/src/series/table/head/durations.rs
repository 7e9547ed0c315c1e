//! Whether a column of what looks like times of day holds durations, and whether these are hours and minutes or minutes
//! and seconds: as its header says, or as cells do that no clock shows.

use super::{Head, look::Look};
use crate::series::table::{
    number::durations::{Duration, Parts, spelled},
    unit,
};

/// What cells are that are written as durations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Durations {
    Of(Parts),
    /// Durations of two parts, which may be either.
    Either,
    /// Times of day, for all that is known.
    Clock,
}

/// Words for durations, and those for what is never told in hours and minutes.
const WORDS: [&str; 14] = [
    "duration",
    "elapsed",
    "length",
    "moving",
    "runtime",
    "spent",
    "uptime",
    "dauer",
    "durée",
    "duree",
    "duración",
    "duracion",
    "durata",
    "duur",
];
const SHORT_WORDS: [&str; 5] = ["pace", "split", "splits", "lap", "laps"];

/// Words for what is told in hours.
const HOURS: [&str; 7] = ["hours", "hrs", "stunden", "heures", "horas", "ore", "uren"];

/// Who counts more minutes writes hours.
const MOST_MINUTES: u32 = 59;

impl Head {
    /// What the cells of a column are, if most are written as durations.
    pub(super) fn durations(&self, column: usize) -> Option<Durations> {
        let cells: Vec<String> = self.cells(column).collect();
        let found: Vec<Duration<'_>> =
            cells.iter().filter_map(|cell| Duration::read(cell)).collect();
        let spelled = cells.iter().filter(|cell| spelled(cell).is_some()).count();
        if (found.len() + spelled) * 2 <= cells.len() {
            return None;
        }
        let Said { are_durations, parts } = said(self.name(column));
        let are_beyond = spelled > 0 || found.iter().any(Duration::is_beyond_a_clock);
        if !are_durations && !are_beyond {
            return Some(Durations::Clock);
        }
        // Where some have three parts or tenths of a second, those with two have no hours.
        let has_seconds =
            |duration: &Duration<'_>| duration.middle.is_some() || !duration.decimals.is_empty();
        let are_many =
            found.iter().any(|duration| duration.middle.is_none() && duration.first > MOST_MINUTES);
        let are_minutes = (spelled > 0 || found.iter().any(has_seconds)) && !are_many;
        let parts = parts.or(are_minutes.then_some(Parts::MinutesSeconds));
        Some(parts.map_or(Durations::Either, Durations::Of))
    }
}

impl Look {
    /// Why a column of what is written as durations is not described, and what to change.
    pub(super) fn no_durations(&self) -> Option<&'static str> {
        match self.durations? {
            Durations::Of(_) => None,
            Durations::Either => Some(
                "it holds durations that may be hours and minutes or minutes and seconds; say (h:mm) or (m:ss) in its \
                 header",
            ),
            Durations::Clock => Some(
                "it holds times and no numbers; if these are durations, say so in its header, as in duration (h:mm)",
            ),
        }
    }
}

/// What a header says of its column.
struct Said {
    are_durations: bool,
    /// What two parts of them are.
    parts: Option<Parts>,
}

fn said(header: &str) -> Said {
    let words = unit::words(header);
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    let lower = header.to_lowercase();
    let unit = unit::of_header(header).unwrap_or_default();
    let (has_hours, has_seconds) = (lower.contains("h:m"), lower.contains("m:s"));
    let are_minutes = (has_seconds && !has_hours) || unit.starts_with("min") || has(&SHORT_WORDS);
    // Times of day have hours and minutes as well.
    let are_hours = (has_hours && !has_seconds) || unit == "h" || has(&HOURS);
    Said {
        are_durations: are_minutes || has(&WORDS),
        parts: if are_minutes {
            Some(Parts::MinutesSeconds)
        } else {
            are_hours.then_some(Parts::HoursMinutes)
        },
    }
}
