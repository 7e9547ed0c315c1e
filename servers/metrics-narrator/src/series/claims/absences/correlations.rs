//! Correlations that are denied: `latency and errors are unrelated`, `no correlation between them`, where the facts have a
//! close one.

use crate::series::{
    claims::{
        check::Check,
        context::scope::Scope,
        messages::shown,
        reading::{cues::Cue, mentions::What, words},
    },
    facts::Correlation,
};

use super::{denied_by, is_negation, parts};

/// Of series that go together less than this one may say that they are unrelated.
const MIN_COEFFICIENT: f64 = 0.5;

/// What is wrong with the denial of a correlation at a mention.
pub(super) fn problem(check: &Check, at: usize, cue: Cue) -> Option<String> {
    let scope = &check.scope;
    // The peaks of two series may have nothing to do with one another.
    let is_of_events =
        scope.has_cue(at, &[Cue::Anomaly, Cue::Spike, Cue::Dip, Cue::Maximum, Cue::Minimum]);
    if !is_denied(scope, at, cue)
        || is_of_events
        || parts::is_of_a_part(check, at)
        || parts::tells_time(check, at)
        || scope.sentence_asks(at)
    {
        return None;
    }
    let named = series_named(check, at)?;
    let is_meant = |correlation: &&Correlation| {
        correlation.coefficient.abs() >= MIN_COEFFICIENT
            && named.iter().all(|name| correlation.series.iter().any(|series| series == name))
    };
    let found = check.quantities.facts.correlations.iter().find(is_meant)?;
    let [one, other] = &found.series;
    Some(format!(
        "“{}” is not borne out: the coefficient of {one} and {other} is {}.",
        check.quoted(scope.get(at)?),
        shown(found.coefficient)
    ))
}

/// Whether the words say that series do not go together: `no correlation`, `not correlated`, `are unrelated`.
fn is_denied(scope: &Scope, at: usize, cue: Cue) -> bool {
    const SMALL: &str =
        "of the is are was were its in at all for clear a an any show shows showed have has had";
    // `are independent`, `move independently`, but not `two independent checks`
    const VERBS: &str = "\
        is are was were be seem seems appear appears move moves moved moving vary varies varied run runs ran go goes went \
        behave behaves behaved";
    let before = |back: usize| at.checked_sub(back).map_or("", |place| scope.word(place));
    let is_denied_itself = || scope.clause(at).any(|place| place < at && is_negation(scope, place));
    match cue {
        Cue::Correlation => {
            let is_not = at.checked_sub(1).is_some_and(|before| is_negation(scope, before));
            is_not || denied_by(scope, at, SMALL).is_some()
        }
        _ if matches!(scope.word(at), "no" | "not" | "nothing") => true,
        _ => (1..=3).any(|back| words::holds(VERBS, before(back))) && !is_denied_itself(),
    }
}

/// The series that the sentence names, two at most and each by a name of its own; none of them if it speaks of the table.
fn series_named<'c>(check: &Check<'c>, at: usize) -> Option<Vec<&'c str>> {
    let scope = &check.scope;
    let (start, end) = scope.sentence(at);
    let is_of_several =
        |place: usize| matches!(scope.what(place), Some(What::Name(series, _)) if series.len() > 1);
    let named = scope.names_in(start..end);
    let is_open = named.is_empty() && !scope.carried(at).is_empty();
    if named.len() > 2 || is_open || (start..end).any(is_of_several) {
        return None;
    }
    let series = named.into_iter().filter_map(|index| check.quantities.facts.series.get(index));
    Some(series.map(|series| series.name.as_str()).collect())
}
