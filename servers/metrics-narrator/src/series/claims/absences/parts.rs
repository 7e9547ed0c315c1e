//! Whether something is denied of all of the table or of a part of it: of a time, of a kind, of what is left.

use std::ops::Range;

use crate::series::claims::{
    check::Check,
    context::scope::Scope,
    reading::{
        cues::Cue,
        mentions::{Figure, What},
        units, words,
    },
    values::{quantities::Instant, statistics::Statistic as S},
};

use super::rhythms;

/// Words that limit what is denied to what is left.
pub(super) const EXCEPT: &str = "\
    other others further more except apart besides but only otherwise aside remaining rest elsewhere beyond else save \
    than if longer additional after";

/// Words that limit what is denied in time, or to a kind of it.
const LIMITS: &str = "\
    during within inside since before until between outside through throughout then this that these those \
    such so similar comparable matching corresponding same simultaneous shared together common coincides coincided \
    explain explains explained cause caused large larger bigger major serious significant big until while when where \
    which who yet still again now today morning afternoon evening weekend if whether \
    could would should may might expect expected need looking looked look said say says worry";

/// Whether what is denied is denied of a part of the table, or of more than its being there; of a time, [`happened_then`]
/// asks.
pub(super) fn is_of_a_part(check: &Check, at: usize) -> bool {
    let scope = &check.scope;
    let (start, end) = scope.sentence(at);
    let limits = |place: usize| words::holds(LIMITS, scope.word(place)) && !is_idle(scope, place);
    let counts = |place: usize| {
        scope.figure(place).is_some_and(|figure| !counts_all_series(check, place, figure))
    };
    let is_other_time = |place: usize| {
        (counts(place) || seconds_of_noun(scope, place).is_some()) && !is_all_of_table(check, place)
    };
    scope.has_any(at, EXCEPT) || (start..end).any(|place| limits(place) || is_other_time(place))
}

/// Whether a word that may limit what is denied does not: `no trend that matters` is what the facts call one, and `between
/// latency and errors` is no time.
fn is_idle(scope: &Scope, at: usize) -> bool {
    let is_series = |place: usize| {
        scope.is_name(place) || matches!(scope.what(place), Some(What::Cue(Cue::Series)))
    };
    match scope.word(at) {
        "that" => scope.word(at + 1) == "matters",
        "between" => (at + 1..at + 3).any(is_series),
        _ => false,
    }
}

/// Whether an event happened at each time that some mentions tell: `on 3 March nothing unusual happened`.
pub(super) fn happened_then(
    check: &Check,
    mut places: Range<usize>,
    is_event: impl Fn(&Instant) -> bool,
) -> bool {
    places.all(|place| {
        !matches!(check.scope.what(place), Some(What::Time(_)))
            || check.moments_at(place).iter().any(&is_event)
    })
}

/// Whether a sentence tells a time of a clock or a date.
pub(super) fn tells_time(check: &Check, at: usize) -> bool {
    let (start, end) = check.scope.sentence(at);
    (start..end).any(|place| matches!(check.scope.what(place), Some(What::Time(_))))
}

/// Whether a sentence tells how long the table is: `the day passed without anomalies`, of a day.
pub(super) fn tells_all_of_table(check: &Check, at: usize) -> bool {
    let (start, end) = check.scope.sentence(at);
    (start..end).any(|place| is_all_of_table(check, place))
}

/// Whether a length of time is that of the table: `the day`, `the three weeks`.
fn is_all_of_table(check: &Check, at: usize) -> bool {
    let scope = &check.scope;
    let seconds = match scope.figure(at) {
        Some(figure) => figure.seconds_per_unit.map(|unit| unit * figure.written.value),
        None => seconds_of_noun(scope, at),
    };
    // `the first day` is one of several, and `no day` any of them.
    let is_whole = at.checked_sub(1).is_some_and(|before| {
        matches!(scope.word(before), "the" | "all" | "whole" | "entire" | "full" | "these")
    });
    let mut durations = check.quantities.durations.iter();
    let mut is_span = |seconds: f64| {
        durations.any(|known| known.statistic == S::Span && rhythms::fits(known.value, seconds))
    };
    is_whole && seconds.is_some_and(&mut is_span)
}

/// How long a noun for a time is: the `day` of `the day passed`.
pub(super) fn seconds_of_noun(scope: &Scope, at: usize) -> Option<f64> {
    let is_word = matches!(scope.what(at), Some(What::Word)) && scope.word(at).len() > 2;
    units::seconds_of(scope.word(at)).filter(|_| is_word)
}

/// Whether a number says how many series the table has: `all three series`.
fn counts_all_series(check: &Check, at: usize, figure: &Figure) -> bool {
    let is_of_series = matches!(check.scope.what(at + 1), Some(What::Cue(Cue::Series)));
    is_of_series && figure.written.value == check.quantities.facts.series.len() as f64
}
