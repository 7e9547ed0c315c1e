//! How often something is said to repeat: `a weekly cycle`, `repeats every hour`.

use crate::series::claims::{check::Check, context::scope::Scope, messages::shown, reading::units};
use crate::series::durations::HOUR;

/// What is wrong with the rhythm that a mention speaks of: `an hourly season`, `repeats every hour`, where the facts have
/// another period or none.
pub(super) fn problem(check: &Check, at: usize) -> Option<String> {
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
    let seconds = seconds_called(scope, at).or_else(|| seconds_of_repeats(scope, at))?;
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
    let Some((name, period)) = known.first().copied() else {
        return is_named_in_full(scope, at).then(|| {
            format!("“{}” is not borne out: the facts have no season of it.", check.quoted(own))
        });
    };
    (!known.iter().any(|(_, period)| fits(*period, seconds))).then(|| {
        format!(
            "“{}” has another period than the facts: {name} repeats every {} hours.",
            check.quoted(own),
            shown(period / HOUR)
        )
    })
}

/// Whether a clause has names, each of which is all of a header.
fn is_named_in_full(scope: &Scope, at: usize) -> bool {
    let mut names = scope.clause(at).filter(|place| scope.is_name(*place)).peekable();
    let is_whole = |place: usize| scope.get(place).is_some_and(|name| name.is_whole_name());
    names.peek().is_some() && names.all(is_whole)
}

/// Whether a period is the one that it is called by, in seconds.
pub(super) fn fits(period: f64, seconds: f64) -> bool {
    (period / seconds - 1.0).abs() < MAX_BESIDE
}

/// The period of the rhythm at a mention that an adjective is or stands before it: `daily`, `a weekly cycle`.
pub(super) fn seconds_called(scope: &Scope, at: usize) -> Option<f64> {
    let before = at.checked_sub(1).map_or("", |before| scope.word(before));
    seconds_of_adjective(scope.word(at)).or_else(|| seconds_of_adjective(before))
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
