//! Whether a time stands in a report or follows from one of its times and one of its lengths, and whether it is the
//! time of the entry that a quotation stands in.

use chrono::{Datelike as _, NaiveDate};

use super::{Evidence, passages::spoken};
use crate::report::{
    Event,
    times::{self, Context, Found, Moment},
};

/// An entry of the report's own timeline, for checks of what is said about it.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its words.
    spoken: String,
    /// Its time, and those that its text names.
    moments: Vec<Moment>,
    /// The lengths of time in its text, in minutes.
    lengths: Vec<u32>,
}

/// The entries of a timeline with the times that govern them.
pub(super) fn entries(timeline: &[Event], context: &Context) -> Vec<Entry> {
    let entry = |event: &Event| {
        let at = event.at?;
        let context = context.on(at.date.or(context.date));
        let named = times::moments(&event.quote, &context).into_iter().map(|found| found.moment);
        let lengths = times::lengths(&event.quote).into_iter().map(|length| length.minutes);
        Some(Entry {
            spoken: spoken(&event.quote),
            moments: std::iter::once(at).chain(named).collect(),
            lengths: lengths.collect(),
        })
    };
    timeline.iter().take(MAX_ENTRIES).filter_map(entry).collect()
}

/// A timeline of more entries is a log; the times of the rest are looked for in the report as a whole.
const MAX_ENTRIES: usize = 500;

impl Evidence {
    /// What is wrong with `at`, a time in ISO 8601.
    pub fn check_time(&self, place: &str, at: &str) -> Option<String> {
        let Some(moment) = moment(at) else {
            return Some(format!(
                "{place} {at:?} is no time in ISO 8601; write 2024-03-05T14:05, with the zone if the report gives one, or 14:05 if it names no day"
            ));
        };
        (!self.bears(&moment)).then(|| {
            format!("{place} {at:?} neither stands in the report nor follows from it; copy a time of the report, or write null")
        })
    }

    /// What is wrong with `at` as the time of what `quote` says: where the quotation stands in an entry of the report's
    /// timeline, that entry's time governs it, and else the time that the quotation names itself.
    pub fn check_time_of_quote(&self, place: &str, at: &str, quote: &str) -> Option<String> {
        let moment = moment(at)?;
        let said = spoken(quote);
        let holds = |entry: &&Entry| {
            entry.spoken.contains(&said)
                || entry.spoken.len() >= MIN_SPOKEN_BYTES && said.contains(&entry.spoken)
        };
        let entries = self.entries.get_or_init(|| entries(&self.timeline, &self.context));
        let of_entries: Vec<&Entry> = entries.iter().filter(holds).take(MAX_HOLDING).collect();
        let agrees = |moments: &[Moment], lengths: &[u32]| {
            moments
                .iter()
                .any(|known| moment.agrees_with(known) || follows(known, &moment, lengths))
        };
        if of_entries.iter().any(|entry| agrees(&entry.moments, &entry.lengths)) {
            return None;
        }
        let named: Vec<Moment> = times::moments(quote, &self.context)
            .into_iter()
            .map(|found| Moment {
                date: found.moment.date.filter(|_| found.is_dated),
                ..found.moment
            })
            .filter(|named| named.time.is_some())
            .collect();
        let is_named = named.iter().any(|named| {
            let known = Moment { date: named.date.or(moment.date), ..*named };
            let lengths = times::lengths(quote).into_iter().map(|length| length.minutes);
            moment.agrees_with(&known) || follows(&known, &moment, &lengths.collect::<Vec<_>>())
        });
        if is_named {
            return None;
        }
        let governing = of_entries.first().and_then(|entry| entry.moments.first());
        if let Some(governing) = governing {
            return Some(format!(
                "{place} is {at:?}, but the report says what its quote says at {:?}; write that, or quote what happened at {at:?}",
                governing.to_string()
            ));
        }
        (!named.is_empty()).then(|| {
            format!("{place} is {at:?}, but its quote names another time; write the time that the quotation names")
        })
    }

    /// Whether the report tells a length of so many minutes.
    pub fn has_length(&self, minutes: u32) -> bool {
        self.lengths.contains(&minutes)
    }

    /// How many minutes lie between two times in ISO 8601, if both are known well enough.
    pub fn minutes_between(ends: (Option<&str>, Option<&str>)) -> Option<u32> {
        let (start, end) = (times::iso(ends.0?)?, times::iso(ends.1?)?);
        start.minutes_until(&end).and_then(|minutes| u32::try_from(minutes).ok())
    }

    /// Whether one time in ISO 8601 lies before another, as far as both are known.
    pub fn is_before(one: &str, other: &str) -> bool {
        let (Some(one), Some(other)) = (times::iso(one), times::iso(other)) else { return false };
        match other.minutes_until(&one) {
            Some(minutes) => minutes < 0,
            None => one.date < other.date,
        }
    }

    /// Whether a moment stands in the report, or follows from one that does and a length of time.
    pub(super) fn bears(&self, moment: &Moment) -> bool {
        // A time of day alone is all that is known only where the report names no day.
        let is_vague = |known: &Moment| moment.date.is_none() && known.date.is_some();
        let mut known = self.moments.iter().filter(|known| !is_vague(known));
        known.any(|known| moment.agrees_with(known) || follows(known, moment, &self.lengths))
    }

    /// Whether the report tells a moment of a text, in which a time of day needs no date.
    pub(super) fn tells(&self, found: &Found) -> bool {
        let own = Moment { date: found.moment.date.filter(|_| found.is_dated), ..found.moment };
        self.moments.iter().any(|known| {
            let moment = Moment { date: own.date.or(known.date), ..own };
            moment.agrees_with(known)
                || own.date.is_none() && follows(known, &moment, &self.lengths)
        }) || own.date.is_some() && self.bears(&own)
    }

    /// Whether so many minutes lie between two moments of the report.
    pub(super) fn follows(&self, minutes: u32) -> bool {
        self.between().any(|between| between == minutes)
    }

    /// The lengths of time that the report tells or that lie between its moments.
    pub(super) fn known_lengths(&self) -> Vec<u32> {
        self.lengths.iter().copied().chain(self.between()).collect()
    }

    fn between(&self) -> impl Iterator<Item = u32> {
        let moments = self.moments.iter().take(MAX_MOMENTS);
        moments.clone().flat_map(move |from| {
            let minutes = moments
                .clone()
                .filter_map(|to| from.minutes_until(to).or_else(|| on_one_day(from, to)));
            minutes.filter_map(|minutes| u32::try_from(minutes).ok())
        })
    }

    /// Whether one of the report's moments is in this year.
    pub(super) fn has_year(&self, year: i32) -> bool {
        self.dates().any(|date| date.year() == year)
    }

    pub(super) fn dates(&self) -> impl Iterator<Item = NaiveDate> {
        self.moments.iter().filter_map(|moment| moment.date)
    }
}

/// The minutes between two times of day, where the report names no day; past midnight, if the second is the earlier
/// one.
fn on_one_day(from: &Moment, to: &Moment) -> Option<i64> {
    let is_undated = from.date.is_none() && to.date.is_none();
    let (from, to) = (from.time.filter(|_| is_undated)?, to.time?);
    Some((to - from).num_minutes().rem_euclid(i64::from(MINUTES_A_DAY)))
}

/// So many moments are compared with one another; a report has rarely more, and it bounds what a number costs.
const MAX_MOMENTS: usize = 100;

/// A shorter entry may stand in any quotation.
const MIN_SPOKEN_BYTES: usize = 12;

/// The same words may stand in several entries.
const MAX_HOLDING: usize = 20;

/// Whether a moment is one of some lengths of time from another. From whole days ("once a day", "within 14 days") no
/// time of day follows.
fn follows(known: &Moment, moment: &Moment, lengths: &[u32]) -> bool {
    let apart = known.minutes_until(moment).map(i64::unsigned_abs);
    let mut lengths = lengths.iter().filter(|length| *length % MINUTES_A_DAY != 0);
    apart.is_some_and(|apart| lengths.any(|length| u64::from(*length) == apart))
}

pub(super) const MINUTES_A_DAY: u32 = 24 * 60;

/// A time in ISO 8601, or a time of day as it writes one, for a report that names no day: `14:05`.
fn moment(written: &str) -> Option<Moment> {
    let clock = || {
        let moment = times::iso(&format!("2000-01-01T{}", written.trim()))?;
        Some(Moment { date: None, ..moment })
    };
    times::iso(written).or_else(clock)
}
