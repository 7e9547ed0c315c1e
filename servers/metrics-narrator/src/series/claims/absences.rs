//! Checks what is said to be absent, `no values are missing`, and how often something is said to repeat: `a weekly
//! cycle`.

use super::{
    check::Check,
    context::{scope::Scope, subjects::Source},
    messages::shown,
    reading::{cues::Cue, mentions::What, units},
};

/// What is wrong with what the cue at a mention is denied or said to be.
pub(super) fn problem(check: &Check, at: usize, cue: Cue) -> Option<String> {
    match cue {
        Cue::Missing => missing(check, at),
        Cue::Season => rhythm(check, at),
        _ => None,
    }
}

/// `no values are missing`, where some are.
fn missing(check: &Check, at: usize) -> Option<String> {
    const EXCEPT: &str = "\
        other others further more except apart besides but only otherwise aside remaining rest elsewhere beyond \
        else save than if longer additional after";
    let scope = &check.scope;
    if scope.word(at).starts_with("no") || scope.has_any(at, EXCEPT) || scope.sentence_asks(at) {
        return None;
    }
    // `no missing values`, `no values of errors are missing`, `none of them is missing`
    let clause = scope.clause(at);
    let denied = clause.start.max(at.saturating_sub(MAX_BETWEEN))..at;
    let mut denied = denied.rev();
    let no = denied.find(|place| {
        matches!(scope.word(*place), "no" | "none" | "zero" | "without" | "nothing")
    })?;
    let is_plain = (no + 1..at).all(|place| match scope.what(place) {
        Some(What::Name(..) | What::Cue(Cue::Readings | Cue::Series)) => true,
        Some(What::Word) => matches!(
            scope.word(place),
            "of" | "the"
                | "is"
                | "are"
                | "was"
                | "were"
                | "its"
                | "single"
                | "in"
                | "at"
                | "all"
                | "for"
        ),
        _ => false,
    });
    if !is_plain {
        return None;
    }
    let facts = check.quantities.facts;
    let subjects = scope.subjects(at);
    let meant: Vec<usize> = match subjects.source {
        Source::Open => (0..facts.series.len()).collect(),
        _ => subjects.series,
    };
    let series = meant.iter().filter_map(|series| facts.series.get(*series));
    let lacking = series.into_iter().find(|series| series.missing > 0)?;
    // What is said of several may be said of each of them, or of none that is named.
    (meant.len() == facts.series.len() || meant.len() == 1).then(|| {
        format!(
            "“{}” is denied, but {} of the values of {} are missing.",
            scope.word(at),
            lacking.missing,
            lacking.name
        )
    })
}

/// So many mentions may stand between what denies and what is denied.
const MAX_BETWEEN: usize = 7;

/// `an hourly season`, `repeats every hour`, where the facts have another period.
fn rhythm(check: &Check, at: usize) -> Option<String> {
    let scope = &check.scope;
    let (start, _) = scope.sentence(at);
    let is_denied = (start..at).any(|place| {
        matches!(
            scope.word(place),
            "no" | "not" | "without" | "neither" | "nor" | "never" | "any" | "if" | "lacks"
        )
    });
    if is_denied || scope.sentence_asks(at) {
        return None;
    }
    let own = scope.get(at)?;
    let before = at.checked_sub(1).map_or("", |before| scope.word(before));
    let seconds = seconds_of_adjective(&own.word)
        .or_else(|| seconds_of_adjective(before))
        .or_else(|| seconds_of_repeats(scope, at))?;
    let facts = check.quantities.facts;
    // Without a name in its clause it may be said of any series.
    let subjects = scope.subjects(at);
    let subjects = match subjects.is_of_clause {
        true => subjects.series,
        false => (0..facts.series.len()).collect(),
    };
    let known: Vec<(&str, f64)> = subjects
        .iter()
        .filter_map(|series| facts.series.get(*series))
        .filter_map(|series| {
            Some((series.name.as_str(), series.seasonality.as_ref()?.period_seconds))
        })
        .collect();
    let fits = |period: f64| (period / seconds - 1.0).abs() < MAX_BESIDE;
    let (name, period) = known.first().copied()?;
    (!known.iter().any(|(_, period)| fits(*period))).then(|| {
        format!(
            "“{}” has another period than the facts: {name} repeats every {} hours.",
            check.quoted(own),
            shown(period / 3_600.0)
        )
    })
}

/// The period of a rhythm that an adjective names.
fn seconds_of_adjective(word: &str) -> Option<f64> {
    match word {
        "hourly" => units::seconds_of("hour"),
        "daily" | "diurnal" => units::seconds_of("day"),
        "weekly" => units::seconds_of("week"),
        "monthly" => units::seconds_of("month"),
        "yearly" | "annual" => units::seconds_of("year"),
        _ => None,
    }
}

/// `repeats every hour`: the period of a verb that says so.
fn seconds_of_repeats(scope: &Scope, verb: usize) -> Option<f64> {
    let (_, end) = scope.sentence(verb);
    let repeats = scope.word(verb).starts_with("repeat") || scope.word(verb).starts_with("recur");
    let seconds = |place: usize| {
        let is_every = matches!(scope.word(place), "every" | "each");
        let is_phrase = scope.last_word(place) != scope.word(place);
        let unit = if is_phrase { scope.last_word(place) } else { scope.word(place + 1) };
        units::seconds_of(unit).filter(|_| is_every)
    };
    (verb + 1..(verb + 4).min(end)).find_map(seconds).filter(|_| repeats)
}

/// The share by which a period may miss the time that it is called by: months have 28 to 31 days.
const MAX_BESIDE: f64 = 0.1;
