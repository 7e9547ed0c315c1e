//! Times that come again, `peaks around 14:00 each day`, `lowest on Sundays`, `highest in July`, beside those at which
//! the facts have the season highest and lowest.
//!
//! The words must say that it comes again: a time that is told once is that of an event.

use chrono::{Month, Weekday};

use crate::series::{
    claims::{
        check::Check,
        context::scope::Scope,
        reading::{cues::Cue, mentions::What, times::Time, words},
    },
    durations::HOUR,
    facts::{Phase, Recurring, Seasonality, Series},
    phrases,
    recurring::DAY_MINUTES,
};

/// What a time is beside the season.
pub(super) enum Verdict {
    /// One at which it is as the words say.
    Borne,
    /// None, with what the facts have in its place.
    Refused(String),
}

/// Whether the time at a mention is plainly said to be one at which the season is high or low, and is: no event was
/// then.
pub(in crate::series::claims) fn is_of_season(check: &Check, at: usize) -> bool {
    let Some(What::Time(time)) = check.scope.what(at) else { return false };
    Said::of(&check.scope, at, time.has_clock()) == Some(Said::Plainly)
        && matches!(verdict(check, at, time), Some(Verdict::Borne))
}

/// What the time at a mention is beside the season of its series; none where it is not said of one, or nothing is
/// known.
pub(super) fn verdict(check: &Check, at: usize, time: &Time) -> Option<Verdict> {
    let phases = phases(time, check.quantities.facts.table.from.offset)?;
    let said = Said::of(&check.scope, at, time.has_clock())?;
    let verdict = judged(check, at, &phases)?;
    (said == Said::Plainly || matches!(verdict, Verdict::Borne)).then_some(verdict)
}

/// What is wrong with a word for days that come again, `on Mondays`, `at weekends`, or for a month that is read as no time
/// because it is another word as well.
pub(in crate::series::claims) fn problem_of_word(check: &Check, at: usize) -> Option<String> {
    let phases = days(check.scope.word(at)).or_else(|| month_in_words(&check.scope, at))?;
    match judged(check, at, &phases)? {
        Verdict::Borne => None,
        Verdict::Refused(message) => Some(message),
    }
}

/// The part of a day, a week or a year that a time without a date is, in the zone of the table, or the two that it may
/// be.
fn phases(time: &Time, offset: Option<i32>) -> Option<Vec<Phase>> {
    if time.year.is_some() || time.day.is_some() {
        return None;
    }
    match (time.month, time.weekday, time.hour) {
        (Some(month), None, None) => {
            let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
            Some(vec![Phase::Month(month)])
        }
        (None, Some(day), None) => Some(vec![Phase::Weekday(day)]),
        (None, None, Some(hour)) => {
            let later = time.zone.zip(offset).map_or(0, |(zone, offset)| offset - zone);
            let told = i32::try_from(hour * 60 + time.minute.unwrap_or(0)).ok()?;
            let clock = |minutes: i32| {
                Phase::Clock((told + minutes).rem_euclid(DAY_MINUTES as i32).unsigned_abs())
            };
            let half = time.is_twelve.then(|| clock(later + DAY_MINUTES as i32 / 2));
            Some([clock(later)].into_iter().chain(half).collect())
        }
        _ => None,
    }
}

/// The days of the week that a word in the plural says.
fn days(word: &str) -> Option<Vec<Phase>> {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    let days = match word {
        "weekend" | "weekends" => vec![Sat, Sun],
        "weekday" | "weekdays" | "workdays" => vec![Mon, Tue, Wed, Thu, Fri],
        _ => vec![word.strip_suffix("days").and_then(|_| word.strip_suffix('s'))?.parse().ok()?],
    };
    Some(days.into_iter().map(Phase::Weekday).collect())
}

/// `in May`, `every March`, where the words say plainly that it comes again.
fn month_in_words(scope: &Scope, at: usize) -> Option<Vec<Phase>> {
    let month = match scope.word(at) {
        "march" => Month::March,
        "may" => Month::May,
        _ => return None,
    };
    let is_led = matches!(scope.word(at.checked_sub(1)?), "in" | "each" | "every");
    let is_plain = is_led && Said::of(scope, at, false) == Some(Said::Plainly);
    is_plain.then(|| vec![Phase::Month(month)])
}

/// How a sentence says that something comes again.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Said {
    /// The time itself does: `each day`, `is highest`.
    Plainly,
    /// The season is spoken of, and the time may be that of an event.
    Beside,
}

impl Said {
    fn of(scope: &Scope, at: usize, is_clock: bool) -> Option<Self> {
        let (start, end) = scope.sentence(at);
        let is_past = (start..end).any(|place| is_past(scope, place));
        let is_extreme = scope.clause(at).any(|place| side_of(scope, place) != 0);
        let goes_on = || {
            let before = scope.sentence_before(at);
            before.is_some_and(|(from, to)| scope.speaks_of_season(from..to))
        };
        if scope.recurs(scope.clause(at)) {
            return Some(Self::Plainly);
        }
        match (scope.speaks_of_season(start..end), is_extreme, is_past) {
            (true, true, false) => Some(Self::Plainly),
            (true, true, true) | (true, false, false) => Some(Self::Beside),
            // `highest in July` is of every July.
            (false, true, false) if !is_clock || goes_on() => Some(Self::Beside),
            _ => None,
        }
    }
}

/// Whether a word tells what was, once: `peaked`, `was`.
fn is_past(scope: &Scope, at: usize) -> bool {
    let word = scope.word(at);
    words::holds(PAST, word) || word.ends_with("ed") && matches!(scope.what(at), Some(What::Cue(_)))
}

/// Words for what was.
const PAST: &str = "was were had did fell rose hit came went stood ran";

/// 1 if a word says what is highest, -1 if it says what is lowest.
fn side_of(scope: &Scope, at: usize) -> i8 {
    match (scope.what(at), scope.word(at)) {
        (Some(What::Cue(cue @ (Cue::Maximum | Cue::Minimum | Cue::Spike | Cue::Dip))), _) => {
            cue.side()
        }
        (Some(What::Word), "high" | "busy") => 1,
        (Some(What::Word), "low" | "quiet") => -1,
        _ => 0,
    }
}

/// Which of both the clause of a time tells: by the nearest word before it, or else behind it.
fn side(scope: &Scope, at: usize) -> i8 {
    let clause = scope.clause(at);
    let before = (clause.start..at).rev();
    let sides = before.chain(at + 1..clause.end).map(|place| side_of(scope, place));
    sides.into_iter().find(|side| *side != 0).unwrap_or(0)
}

/// Whether the season of the series that a mention is about is as high or low then as the words say.
fn judged(check: &Check, at: usize, phases: &[Phase]) -> Option<Verdict> {
    let side = side(&check.scope, at);
    let series = check.scope.subjects(at).series;
    let series = series.iter().filter_map(|index| check.quantities.facts.series.get(*index));
    let seasons: Vec<_> =
        series.filter_map(|series| Some((series, series.seasonality.as_ref()?))).collect();
    let of = |side: i8| {
        let own = move |season: &Seasonality| match side {
            1 => [season.high, None],
            -1 => [season.low, None],
            _ => [season.high, season.low],
        };
        let all = seasons.iter().flat_map(move |(_, season)| own(season)).flatten();
        let is_of_kind = |found: &Recurring| phases.iter().any(|phase| is_of_kind(*phase, found));
        all.filter(is_of_kind).collect::<Vec<_>>()
    };
    let (own, other) = (of(side), of(-side));
    let row_seconds = check.quantities.facts.table.step_seconds;
    let is_in = |found: &Recurring, phase: &Phase| holds(found, *phase, row_seconds);
    if own.iter().any(|found| phases.iter().any(|phase| is_in(found, phase))) {
        return Some(Verdict::Borne);
    }
    let is_other = || other.iter().any(|found| phases.iter().all(|phase| is_in(found, phase)));
    let is_known = side != 0 && (!own.is_empty() || is_other());
    is_known.then(|| Verdict::Refused(message(check, at, &seasons)))
}

/// What the facts have instead of the time at a mention.
fn message(check: &Check, at: usize, seasons: &[(&Series, &Seasonality)]) -> String {
    let own = check.scope.get(at).map_or("", |own| check.quoted(own));
    let table = &check.quantities.facts.table;
    let told = |(series, season): &(&Series, &Seasonality)| {
        let extremes = phrases::extremes(table, season)?;
        Some(format!("{} is usually {extremes}", series.name))
    };
    let known: Vec<_> = seasons.iter().filter_map(told).collect();
    format!("“{own}” is another time than the facts have: {}.", known.join("; "))
}

/// Whether a phase is a time, a day or a month as what the facts have.
fn is_of_kind(phase: Phase, found: &Recurring) -> bool {
    std::mem::discriminant(&phase) == std::mem::discriminant(&found.from)
}

/// So many minutes beside a time that comes again it is still told by it.
const MINUTES_BESIDE: u32 = 30;

/// Whether a phase lies in what the facts have. A stretch of rows of an hour lasts until the row behind it; a single one is
/// told by its own time.
fn holds(found: &Recurring, phase: Phase, row_seconds: f64) -> bool {
    let is_between = |from: u32, own: u32, to: u32, all: u32| {
        (own + all - from) % all <= (to + all - from) % all
    };
    match (found.from, phase, found.to) {
        (Phase::Clock(from), Phase::Clock(own), Phase::Clock(to)) => {
            let is_long = from != to && row_seconds >= HOUR;
            let behind = if is_long { 2 * MINUTES_BESIDE } else { MINUTES_BESIDE };
            let begin = (from + DAY_MINUTES - MINUTES_BESIDE) % DAY_MINUTES;
            is_between(begin, own, to + behind, DAY_MINUTES)
        }
        (Phase::Weekday(from), Phase::Weekday(own), Phase::Weekday(to)) => {
            let [from, own, to] = [from, own, to].map(|day| day.num_days_from_monday());
            is_between(from, own, to, 7)
        }
        (Phase::Month(from), Phase::Month(own), Phase::Month(to)) => {
            let [from, own, to] = [from, own, to].map(|month| month.number_from_month());
            is_between(from, own, to, 12)
        }
        _ => false,
    }
}
