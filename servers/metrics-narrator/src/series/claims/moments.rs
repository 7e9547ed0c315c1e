//! Checks times: each part that is written must be that of a moment of the facts.
//!
//! - `beside` asks whether a number beside a time shows that it is right
//! - `ends` finds ends of stretches of time: two that are told together, and the row beside one
//! - `seasons` reads a time that comes again, such as that of a peak of every day

mod beside;
mod ends;
mod seasons;

use crate::series::{
    durations::{DAY, DAY_MILLISECONDS},
    facts::Moment,
};
use seasons::Verdict;
pub(super) use seasons::{is_of_season, problem_of_word};

use super::{
    check::Check,
    context::subjects::{Source, Subjects, extend},
    reading::{mentions::What, times::Time, units::Dimension, words},
    values::{
        quantities::{Instant, Quantities},
        statistics::Statistic as S,
    },
};

/// What is wrong with the time at a mention.
pub(super) fn problem(check: &Check, at: usize, time: &Time) -> Option<String> {
    let table = &check.quantities.facts.table;
    if time.zone.is_some() && table.from.offset.is_none() && time.has_clock() {
        let mention = check.scope.get(at)?;
        return Some(format!(
            "“{}” has a time zone, but the table gives none; leave the zone out.",
            check.quoted(mention)
        ));
    }
    if !time.has_clock() && !time.has_date() {
        return zone_problem(check, at, time);
    }
    let subjects = check.scope.subjects(at);
    if is_reference(check, at)
        || check.scope.is_unanswered(at)
        || check.question.has_time(time)
        || ends::is_step_beside(check, at, time)
        || is_date_of_writing(check, at, time)
    {
        return None;
    }
    match seasons::verdict(check, at, time) {
        Some(Verdict::Borne) => return None,
        Some(Verdict::Refused(message)) => return Some(message),
        None => {}
    }
    if let Some(false) = ends::is_span(check, at, time) {
        let mention = check.scope.get(at)?;
        return Some(format!(
            "Nothing in the facts runs over the time that “{}” is an end of{}.",
            check.quoted(mention),
            known_times(check, at, &subjects.series)
        ));
    }
    if is_of_a_moment(check, at, &subjects)
        || is_date_of_neighbour(check, at, time)
        || is_value_like_a_clock(check, time)
        || is_heading_of_a_day(check, at, time)
        || beside::is_of_number(check, at)
        || beside::is_of_kin(check, at)
        || beside::is_pace(check, at, time)
        || is_span_of_table(check, time)
    {
        return None;
    }
    let mention = check.scope.get(at)?;
    Some(format!(
        "No fact has the time “{}”{}.",
        check.quoted(mention),
        known_times(check, at, &subjects.series)
    ))
}

/// Whether a moment of the facts has the time: of a series that the sentence names, where it is told of one.
fn is_of_a_moment(check: &Check, at: usize, subjects: &Subjects) -> bool {
    let fitting = check.moments_at(at);
    let is_named = subjects.source == Source::Named;
    if !is_named || !subjects.is_of_clause && check.scope.has_other_subject(at) {
        return !fitting.is_empty();
    }
    let mut named = subjects.series.clone();
    extend(&mut named, &check.scope.names_of_sentence(at));
    fitting.iter().any(|instant| is_of(instant, &named, check))
}

/// A span that the whole table covers: `in 2026`, `in March`.
fn is_span_of_table(check: &Check, time: &Time) -> bool {
    let table = &check.quantities.facts.table;
    let is_coarse = time.day.is_none() && !time.has_clock() && time.weekday.is_none();
    let part_seconds = if time.month.is_some() { 28.0 * DAY } else { 365.0 * DAY };
    is_coarse && table.step_seconds < part_seconds && time.fits_between(table.from, table.to)
}

/// Whether a time heads what happened on a day of the table: `Wed 14: nothing new`.
fn is_heading_of_a_day(check: &Check, at: usize, time: &Time) -> bool {
    let table = &check.quantities.facts.table;
    let begins = at
        .checked_sub(1)
        .is_none_or(|before| matches!(check.scope.what(before), Some(What::Start(_))));
    begins
        && check.scope.word(at + 1) == ":"
        && time.weekday.is_some()
        && time.day.is_some()
        && !time.has_clock()
        && time.fits_between(table.from, table.to)
}

/// Whether minutes and seconds that are written like a clock, `5:52 per km`, are a value of a series.
fn is_value_like_a_clock(check: &Check, time: &Time) -> bool {
    let (Some(first), Some(second)) = (time.hour, time.minute) else { return false };
    let told = f64::from(first * 60 + second);
    !time.has_date()
        && check.quantities.levels.iter().any(|level| {
            let unit = level.of.series.and_then(|series| check.quantities.unit(series));
            let is = |seconds: f64| (level.value * seconds - told).abs() <= 0.5;
            match unit {
                Some(unit) if unit.dimension == Dimension::Time => is(unit.factor),
                Some(unit) => {
                    matches!(unit.dimension, Dimension::Other(_)) && (is(60.0) || is(1.0))
                }
                None => is(60.0) || is(1.0),
            }
        })
}

/// The moments of the facts that a time fits.
pub(super) fn fitting(quantities: &Quantities, time: &Time) -> Vec<Instant> {
    let instants = quantities.instants.iter().copied();
    instants.filter(|instant| time.fits_between(instant.from, instant.to)).collect()
}

/// Whether a time only says what another is measured from: `ten minutes before midnight`.
fn is_reference(check: &Check, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|at| check.scope.get(at));
    let is_relative = before(1).is_some_and(|mention| {
        matches!(mention.word.as_str(), "before" | "after" | "past" | "to" | "from")
    });
    let is_length = before(2).is_some_and(|mention| matches!(&mention.what, What::Number(figure) if figure.seconds_per_unit.is_some()));
    is_relative
        && is_length
        && matches!(
            check.scope.get(at).map(|mention| mention.word.as_str()),
            Some("midnight" | "noon" | "midday")
        )
}

/// Whether a day shortly after the end of the table is that of the text: `Minutes, Monday 22 April` before any number.
fn is_date_of_writing(check: &Check, at: usize, time: &Time) -> bool {
    let end = check.quantities.facts.table.to;
    let is_later = |days: i64| {
        let milliseconds = end.milliseconds.saturating_add(days * DAY_MILLISECONDS);
        time.fits(Moment { milliseconds, ..end })
    };
    let is_number = |place: usize| check.scope.is_number(place);
    let says_so = (0..MAX_MENTIONS_OF_A_HEAD).any(|place| {
        words::holds(WORDS_OF_WRITING, check.scope.word(place).trim_end_matches("'s"))
    });
    let is_of_range = at.checked_sub(1).is_some_and(|before| {
        matches!(check.scope.word(before), "-" | "–" | "—" | "to" | "/" | "until" | "and")
    });
    says_so
        && !is_of_range
        && time.day.is_some()
        && time.month.is_some()
        && !time.has_clock()
        && at < MAX_MENTIONS_BEFORE_A_DATE
        && !(0..at).any(is_number)
        && (1..=MAX_DAYS_LATER).any(is_later)
}

/// Words at the head of a text that has a date of its own.
const WORDS_OF_WRITING: &str = "\
    minutes stand-up standup stand handover memo meeting note notes letter dated written yesterday today \
    briefing debrief retro review log logbook tonight dear";

/// So many mentions at the beginning of a text say what kind of text it is.
const MAX_MENTIONS_OF_A_HEAD: usize = 30;

/// A text tells its own date in its first line.
const MAX_MENTIONS_BEFORE_A_DATE: usize = 16;

/// So many days after the end of a table a text may be written.
const MAX_DAYS_LATER: i64 = 14;

/// Whether a moment is of one of some series, of the table, or shared by them.
fn is_of(instant: &Instant, series: &[usize], check: &Check) -> bool {
    match instant.of.series {
        None => true,
        Some(owner) => {
            series.contains(&owner) || series.is_empty() || check.quantities.facts.series.len() == 1
        }
    }
}

/// A clock without a date next to a date, or the other way round, is checked with it.
fn is_date_of_neighbour(check: &Check, at: usize, time: &Time) -> bool {
    let (start, end) = check.scope.sentence(at);
    (start..end).filter(|other| *other != at).any(|other| {
        let Some(What::Time(neighbour)) = check.scope.what(other) else {
            return false;
        };
        time.merged(neighbour).is_some_and(|both| !fitting(&check.quantities, &both).is_empty())
    })
}

fn zone_problem(check: &Check, at: usize, time: &Time) -> Option<String> {
    let offset = check.quantities.facts.table.from.offset;
    let mention = check.scope.get(at)?;
    match offset {
        _ if time.zone == offset => None,
        None => {
            Some(format!("“{}” is a time zone, but the table gives none.", check.quoted(mention)))
        }
        Some(_) => None,
    }
}

/// The moments of some series, each with what it is: first those of which the sentence speaks.
fn known_times(check: &Check, at: usize, series: &[usize]) -> String {
    let of_series =
        |instant: &&Instant| instant.of.series.is_some_and(|owner| series.contains(&owner));
    let mut instants: Vec<&Instant> = check.quantities.instants.iter().filter(of_series).collect();
    instants.sort_by_key(|instant| !check.scope.is_licensed(at, instant.statistic));
    let mut times: Vec<String> = Vec::new();
    for instant in instants {
        let told = told(instant);
        if !times.contains(&told) && times.len() < MAX_TIMES {
            times.push(told);
        }
    }
    if times.is_empty() {
        let table = &check.quantities.facts.table;
        return format!("; the table runs from {} to {}", table.from, table.to);
    }
    format!("; the facts have {}", times.join(", "))
}

/// More would not fit beside what they are.
const MAX_TIMES: usize = 4;

/// A moment or a stretch of time with what it is: `the maximum at 2026-03-03T14:55:00Z`.
fn told(instant: &Instant) -> String {
    let what = match instant.statistic {
        S::ChangeTo => "a change of level".to_owned(),
        S::TrendTo => "a turn of the trend".to_owned(),
        S::Missing => "missing values".to_owned(),
        S::FlatLine => "a flat line".to_owned(),
        S::AnomalyValue if instant.from != instant.to => "an anomaly".to_owned(),
        other => format!("the {}", other.name()),
    };
    match instant.from == instant.to {
        true => format!("{what} at {}", instant.from),
        false => format!("{what} from {} to {}", instant.from, instant.to),
    }
}
