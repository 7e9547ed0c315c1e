//! What ties an answer to a report: whether a quotation stands in it, a name is named in it, a time and a number are told in it.
//!
//! Each check gives what is wrong in a sentence that the model can act on, or nothing. What follows from the report (an end
//! from a start and a length) is borne out as well as what stands there.

use std::{collections::HashSet, ops::Range};

use rust_stemmers::{Algorithm, Stemmer};
use shared::{Material, material};

use super::{
    sentences,
    times::{self, Moment},
    words::words,
};

/// What a report says, for checks of what is said about it.
#[derive(Debug)]
pub struct Evidence {
    text: Material,
    moments: Vec<Moment>,
    /// The lengths of time that it tells, in minutes.
    lengths: Vec<u32>,
    /// The numbers that it tells, without separators and zeros in front.
    numbers: HashSet<String>,
    /// The stems of its words.
    stems: HashSet<String>,
}

/// The share of an action's words that must be the report's: a rephrased action keeps most of them, an invented one has few.
const MIN_SHARED_WORDS: f64 = 0.5;

/// Shorter words say little of what an action is about.
const MIN_WORD_CHARACTERS: usize = 4;

const MINUTES_A_DAY: u32 = 24 * 60;

impl Evidence {
    /// What `text` says.
    pub fn of(text: &str, moments: Vec<Moment>) -> Self {
        let lengths: Vec<u32> =
            times::lengths(text).into_iter().map(|length| length.minutes).collect();
        let mut numbers: HashSet<String> = numbers(text).map(|(_, number)| number).collect();
        for moment in &moments {
            numbers.extend(clock_numbers(*moment));
        }
        for minutes in &lengths {
            numbers.extend([
                minutes.to_string(),
                (minutes / 60).to_string(),
                (minutes % 60).to_string(),
            ]);
        }
        let stemmer = Stemmer::create(Algorithm::English);
        let stems = words(text).map(|word| stemmer.stem(&word).into_owned()).collect();
        Self { text: Material::new("report", text), moments, lengths, numbers, stems }
    }

    /// What is wrong with `quote` as copied from the report.
    pub fn misquoted(&self, place: &str, quote: &str) -> Option<String> {
        self.text.misquoted(place, quote)
    }

    /// What is wrong with `name` as one that the report names.
    pub fn unnamed(&self, place: &str, name: &str) -> Option<String> {
        (!self.text.contains_quote(name))
            .then(|| format!("{place} {name:?} is not named in the report; write it as the report does, or leave it out"))
    }

    /// What is wrong with `at`, a time in ISO 8601.
    pub fn untimed(&self, place: &str, at: &str) -> Option<String> {
        let Some(moment) = times::iso(at).or_else(|| clock(at)) else {
            return Some(format!(
                "{place} {at:?} is no time in ISO 8601; write 2024-03-05T14:05, with the zone if the report gives one"
            ));
        };
        (!self.bears(&moment)).then(|| {
            format!("{place} {at:?} neither stands in the report nor follows from it; copy a time of the report, or write null")
        })
    }

    /// What is wrong with `due`, a date as the report writes it or in ISO 8601.
    pub fn undated(&self, place: &str, due: &str) -> Option<String> {
        let stands = self.text.contains_quote(due);
        let is_date = || times::iso(due).is_some_and(|moment| self.bears(&moment));
        (!stands && !is_date())
            .then(|| format!("{place} {due:?} is no date of the report; copy it, or write null"))
    }

    /// What is wrong with the numbers of `prose`: each must stand in the report, or be part of a length of time that follows
    /// from two of its times.
    pub fn unnumbered(&self, place: &str, prose: &str) -> Option<String> {
        let lengths = times::lengths(prose).into_iter();
        let following: Vec<_> = lengths.filter(|length| self.follows(length.minutes)).collect();
        let is_following = |range: &Range<usize>| {
            following
                .iter()
                .any(|length| length.range.start <= range.start && range.end <= length.range.end)
        };
        let unknown: Vec<_> = numbers(prose)
            .filter(|(range, number)| !self.numbers.contains(number) && !is_following(range))
            .map(|(_, number)| number)
            .collect();
        (!unknown.is_empty()).then(|| {
            let unknown = material::listed(unknown);
            format!("{place} tells numbers that the report does not: {unknown}; write numbers as they stand there")
        })
    }

    /// What is wrong with `action` as one that the report tells of.
    pub fn foreign(&self, place: &str, action: &str) -> Option<String> {
        let stemmer = Stemmer::create(Algorithm::English);
        let telling: Vec<_> =
            words(action).filter(|word| word.chars().count() >= MIN_WORD_CHARACTERS).collect();
        let shared = telling.iter().filter(|word| self.stems.contains(stemmer.stem(word).as_ref()));
        let is_foreign = (shared.count() as f64) < telling.len() as f64 * MIN_SHARED_WORDS;
        is_foreign.then(|| {
            format!(
                "{place} {} is not in the report; keep to its words, or leave it out",
                material::quoted(action)
            )
        })
    }

    /// The sentences of `prose` whose numbers are the report's, as far as `max_words` reach; none if none is left.
    pub fn borne_sentences(&self, prose: &str, max_words: usize) -> Option<String> {
        let sentences = sentences::split(prose).into_iter();
        let borne = sentences.filter(|sentence| self.unnumbered("", sentence).is_none());
        let kept = sentences::first_of(borne, max_words);
        (!kept.is_empty()).then_some(kept)
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

    /// Whether a moment stands in the report, or follows from one that does and a length of time. From whole days ("once a
    /// day", "within 14 days") no time of day follows.
    fn bears(&self, moment: &Moment) -> bool {
        let lengths = || self.lengths.iter().filter(|length| *length % MINUTES_A_DAY != 0);
        let follows = |known: &Moment| {
            let apart = known.minutes_until(moment).map(i64::unsigned_abs);
            apart.is_some_and(|apart| lengths().any(|length| u64::from(*length) == apart))
        };
        // A time of day alone is all that is known only where the report names no day.
        let is_vague = |known: &Moment| moment.date.is_none() && known.date.is_some();
        let mut known = self.moments.iter().filter(|known| !is_vague(known));
        known.any(|known| moment.agrees_with(known) || follows(known))
    }

    /// Whether so many minutes lie between two moments of the report.
    fn follows(&self, minutes: u32) -> bool {
        let moments = self.moments.iter().take(MOST_MOMENTS);
        moments.clone().any(|from| {
            moments.clone().any(|to| from.minutes_until(to) == Some(i64::from(minutes)))
        })
    }
}

/// A time of day as ISO 8601 writes it, for a report that names no day: `14:05`.
fn clock(written: &str) -> Option<Moment> {
    let written = written.trim();
    let moment = times::iso(&format!("2000-01-01T{written}"))?;
    Some(Moment { date: None, ..moment })
}

/// So many moments are compared with one another; a report has rarely more, and it bounds what a number costs.
const MOST_MOMENTS: usize = 100;

/// The hour of a moment on both clocks, and its other parts.
fn clock_numbers(moment: Moment) -> Vec<String> {
    use chrono::{Datelike as _, Timelike as _};
    let date = moment.date.into_iter().flat_map(|date| {
        [date.year().unsigned_abs(), date.month(), date.day(), date.year().unsigned_abs() % 100]
    });
    let time = moment.time.into_iter().flat_map(|time| {
        let hour = time.hour();
        [hour, if hour % 12 == 0 { 12 } else { hour % 12 }, time.minute(), time.second()]
    });
    date.chain(time).map(|number| number.to_string()).collect()
}

/// The numbers of a text with their places: digits with their decimal point, without separators of thousands and zeros in
/// front.
fn numbers(text: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    let is_part = |character: char| character.is_ascii_digit() || matches!(character, '.' | ',');
    let runs = text.split(move |character| !is_part(character));
    runs.filter_map(move |run| {
        let from = run.as_ptr().addr() - text.as_ptr().addr();
        let range = from..from + run.len();
        let run = run.trim_matches(['.', ',']).replace(',', "");
        let whole = run.trim_start_matches('0');
        let is_number = run.contains(|character: char| character.is_ascii_digit());
        let number = match whole {
            "" => "0".to_owned(),
            _ if whole.starts_with('.') => format!("0{whole}"),
            _ => whole.to_owned(),
        };
        is_number.then_some((range, number))
    })
}

#[cfg(test)]
mod tests {
    use super::{super::read, *};

    const REPORT: &str = "# Uploads fail\n\nFrom 06:12 to 07:40 UTC on 11 February 2026 uploads failed: 14,310 requests, 2.5% of all.\n\n\
        ## Action items\n\n- Alert on certificates that expire within 14 days (owner: Platform team, due 2026-02-20)\n";

    fn evidence() -> Evidence {
        read(REPORT).unwrap().evidence
    }

    #[test]
    fn numbers_of_prose_stand_in_the_report_or_follow_from_its_times() {
        let evidence = evidence();
        for prose in [
            "14310 uploads failed.",
            "Uploads failed for 88 minutes, from 6:12 am to 7:40 am.",
            "An hour and 28 minutes later 2.5 percent had failed.",
            "Nobody knows how many.",
        ] {
            assert_eq!(evidence.unnumbered("summary", prose), None, "{prose}");
        }
        for prose in
            ["14,320 uploads failed.", "It lasted 89 minutes.", "88 uploads failed.", "25% failed."]
        {
            assert!(evidence.unnumbered("summary", prose).is_some(), "{prose}");
        }
    }

    #[test]
    fn times_stand_in_the_report_or_follow_from_one_and_a_length() {
        let evidence = evidence();
        for at in ["2026-02-11T06:12Z", "2026-02-11T07:40", "2026-02-11", "2026-02-11T08:40+01:00"]
        {
            assert_eq!(evidence.untimed("started_at", at), None, "{at}");
        }
        for at in ["2026-02-11T06:13Z", "2026-02-12T06:12Z", "06:12", "this morning"] {
            assert!(evidence.untimed("started_at", at).is_some(), "{at}");
        }
        let report =
            read("# Down\n\nOn 2026-02-11 at 06:12 it went down for 88 minutes.\n").unwrap();
        assert_eq!(report.evidence.untimed("resolved_at", "2026-02-11T07:40"), None);
    }

    #[test]
    fn names_dates_and_actions_are_the_reports() {
        let evidence = evidence();
        assert_eq!(evidence.unnamed("owner", "platform team"), None);
        assert!(evidence.unnamed("owner", "Storage team").is_some());
        assert_eq!(evidence.undated("due", "2026-02-20"), None);
        assert!(evidence.undated("due", "2026-03-20").is_some());
        assert_eq!(evidence.foreign("action", "Add an alert on expiring certificates"), None);
        assert!(evidence.foreign("action", "Replace the load balancer").is_some());
    }

    #[test]
    fn sentences_whose_numbers_are_not_borne_out_are_left_out() {
        let prose = "Uploads failed. 99 customers called. It began at 06:12.";
        let kept = |max_words: usize| evidence().borne_sentences(prose, max_words);
        assert_eq!(kept(100).as_deref(), Some("Uploads failed. It began at 06:12."));
        assert_eq!(kept(3).as_deref(), Some("Uploads failed."));
        assert_eq!(kept(1), None);
    }
}
