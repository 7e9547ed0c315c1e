//! Comparisons with what is usual: `far below its normal course`, `1.8 above the expected level`.
//!
//! What lies above or below the usual is an anomaly, so the anomalies at the times of the sentence say which of the two
//! it is, or all of the series where it tells no time.

use crate::series::claims::{
    check::Check,
    context::subjects::Source,
    reading::{cues::Cue, mentions::What},
    values::{quantities::sign, statistics::Statistic as S},
};

/// Whether the word at a mention compares with what is usual.
pub(super) fn compares(check: &Check, at: usize) -> bool {
    const SMALL: [&str; 10] =
        ["the", "its", "their", "what", "would", "is", "a", "an", "all", "than"];
    let is_comparison = matches!(check.scope.what(at), Some(What::Cue(Cue::Above | Cue::Below)));
    let next = (at + 1..at + 5).find(|place| !SMALL.contains(&check.scope.word(*place)));
    let is_usual = |place: usize| {
        matches!(
            check.scope.what(place),
            Some(What::Cue(Cue::Usual | Cue::Expected | Cue::Typical))
        )
    };
    is_comparison && next.is_some_and(is_usual)
}

/// The directions of the anomalies that a comparison at a mention may speak of.
pub(super) fn directions(check: &Check, at: usize) -> Vec<i8> {
    let subjects = check.scope.subjects(at);
    if subjects.source == Source::Open {
        return Vec::new();
    }
    let (start, end) = check.scope.sentence(at);
    let instants = check.moments_in(start..end);
    let told: Vec<i8> = instants
        .filter(|instant| {
            matches!(instant.statistic, S::AnomalyValue)
                && instant.of.series.is_some_and(|series| subjects.series.contains(&series))
        })
        .map(|instant| instant.of.direction)
        .collect();
    if !told.is_empty() {
        return told;
    }
    let facts = check.quantities.facts;
    let series = subjects.series.iter().filter_map(|index| facts.series.get(*index));
    series
        .flat_map(|series| &series.anomalies)
        .map(|anomaly| sign(anomaly.value - anomaly.expected))
        .collect()
}
