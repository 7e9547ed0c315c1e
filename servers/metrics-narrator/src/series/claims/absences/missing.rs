//! `no values are missing`, where some are.

use crate::series::claims::{check::Check, context::subjects::Source};

use super::{denied_by, parts::EXCEPT};

/// What is wrong with the denial of missing values at a mention.
pub(super) fn problem(check: &Check, at: usize) -> Option<String> {
    // `no missing values`, `no values of errors are missing`, `none of them is missing`
    const SMALL: &str = "of the is are was were its single in at all for";
    let scope = &check.scope;
    if scope.word(at).starts_with("no") || scope.has_any(at, EXCEPT) || scope.sentence_asks(at) {
        return None;
    }
    denied_by(scope, at, SMALL)?;
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
