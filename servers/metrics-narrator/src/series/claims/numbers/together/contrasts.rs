//! A number and what it is set against: `fell to 31, where 212 would have been normal`.
//!
//! Each of the two may be a fact by itself, so only the contrast shows that one is wrong.

use crate::series::claims::{
    context::scope::Scope,
    numbers::claim::Claim,
    reading::{
        cues::{Cue, Grip},
        mentions::{Figure, What},
        units::Dimension,
    },
    values::{quantities::Quantity, statistics::Statistic as S},
};

/// Whether the number and the one that it is set against, `24 instead of 212`, are facts that a text contrasts; none if
/// it is set against none.
pub(in crate::series::claims::numbers) fn is_borne(claim: &Claim) -> Option<bool> {
    pair(claim, are_opposites).map(|series| series.is_some())
}

/// Whether the two are what came and what was expected in one event, or the levels after and before one change: what
/// words like `the peak failed to appear` say around them is of no weight then.
pub(in crate::series::claims::numbers) fn is_of_one_event(claim: &Claim) -> bool {
    let is_it = |one: &Quantity, two: &Quantity| {
        are_opposites(one, two)
            && matches!(two.statistic, S::Expected | S::ChangeFrom)
            && one.of.event == two.of.event
            && one.statistic.is_of_event()
            && claim.shares_event(one)
            && !claim.is_timed_otherwise(one, false)
    };
    let series = pair(claim, is_it).flatten();
    if let Some(series) = series {
        claim.check.remember(claim.at, series);
    }
    series.is_some()
}

/// `5818 above the 5773.9 to be expected`: whether the number is what came, on that side of what was expected of it.
pub(in crate::series::claims::numbers) fn is_beside_expected(claim: &Claim) -> bool {
    let scope = &claim.check.scope;
    let Some(What::Cue(cue @ (Cue::Above | Cue::Below))) = scope.what(claim.at + 1) else {
        return false;
    };
    let (_, end) = scope.sentence(claim.at);
    let Some(usual) = (claim.at + 2..end).take(3).find_map(|at| scope.figure(at)) else {
        return false;
    };
    claim.all_subjects().into_iter().any(|series| {
        let levels = claim.check.quantities.levels_of(series);
        let is_found = |one: &&Quantity| {
            one.statistic == S::AnomalyValue
                && one.of.direction == cue.side()
                && claim.is_level_of(series, one)
                && !claim.is_timed_otherwise(one, false)
        };
        levels.iter().filter(is_found).any(|one| {
            levels.iter().any(|two| {
                two.statistic == S::Expected
                    && two.of.event == one.of.event
                    && claim.with(usual).is_level_of(series, two)
            })
        })
    })
}

/// The series that has the number and the one that it is set against as two facts that `are_pair` allows; none if the
/// number is set against none.
fn pair(claim: &Claim, are_pair: impl Fn(&Quantity, &Quantity) -> bool) -> Option<Option<usize>> {
    let (found, usual) = opposites(claim)?;
    let scope = &claim.check.scope;
    let (found, usual) = (scope.figure(found)?, scope.figure(usual)?);
    // `35 instead of 412 ms`: a unit that is told once is that of both.
    let (found, usual) = (&found.in_unit_of(usual), &usual.in_unit_of(found));
    let (scaled_found, scaled_usual) = (found.at_scale_of(usual), usual.at_scale_of(found));
    let is = |figures: [&Figure; 2], series: usize, quantity: &Quantity| {
        figures.into_iter().any(|figure| claim.with(figure).is_level_of(series, quantity))
    };
    Some(claim.all_subjects().into_iter().find(|series| {
        let levels = claim.check.quantities.levels_of(*series);
        let is_found = |one: &&Quantity| is([found, &scaled_found], *series, one);
        levels.iter().filter(is_found).any(|one| {
            levels.iter().any(|two| are_pair(one, two) && is([usual, &scaled_usual], *series, two))
        })
    }))
}

/// What came, and what was usual, expected or before.
fn are_opposites(one: &Quantity, two: &Quantity) -> bool {
    let is_same_event = one.of.event == two.of.event;
    match (one.statistic, two.statistic) {
        (S::AnomalyValue, S::Expected) | (S::ChangeTo, S::ChangeFrom) => is_same_event,
        (S::AnomalyValue, S::AnomalyValue) | (S::ChangeTo, S::ChangeTo) => !is_same_event,
        (
            S::AnomalyValue | S::Maximum | S::Minimum | S::ChangeTo | S::Last | S::TrendTo,
            S::Median
            | S::Mean
            | S::First
            | S::TrendFrom
            | S::P25
            | S::P75
            | S::ChangeFrom
            | S::Expected,
        ) => true,
        _ => false,
    }
}

/// What came and what it is set against, one of which is the number: `24 instead of 212`, `24 (expected: 212)`.
fn opposites(claim: &Claim) -> Option<(usize, usize)> {
    let scope = &claim.check.scope;
    let (start, end) = scope.sentence(claim.at);
    let is_number = |at: &usize| scope.is_number(*at);
    let (found, usual) = if is_set_against(scope, claim.at) {
        ((start..claim.at).rev().take(6).find(is_number)?, claim.at)
    } else {
        let next = (claim.at + 1..end).take(6).find(is_number)?;
        (claim.at, Some(next).filter(|next| is_set_against(scope, *next))?)
    };
    // `164 cm above the expected 106 cm` tells how far, not what came.
    let compares = |at: usize| {
        matches!(scope.what(at), Some(What::Cue(Cue::Above | Cue::Below)))
            || scope.word(at) == "than"
    };
    let is_counted = matches!(scope.what(found + 1), Some(What::Word | What::Cue(Cue::Readings)))
        && matches!(scope.word(found + 2), "instead" | "rather");
    let is_apart = (found + 1..usual).any(compares)
        || is_counted
        || scope.is_name_between(found, (usual + 3).min(end))
        || is_called_otherwise(scope, found)
        || is_called_otherwise(scope, usual);
    let are_levels = is_level(scope, found) && is_level(scope, usual);
    (!is_apart && are_levels && !claim.is_difference()).then_some((found, usual))
}

/// Whether a word between a number and the one before it sets the two against each other.
fn is_set_against(scope: &Scope, at: usize) -> bool {
    let sets_against = |place: usize| match scope.what(place) {
        // `13 where it should be 24`
        Some(What::Cue(Cue::Expected)) => {
            scope.word(place + 1) == ":"
                || scope.is_number(place + 1)
                || matches!(scope.word(place + 1), "be" | "have") && scope.is_number(place + 2)
        }
        Some(What::Cue(Cue::Instead)) => matches!(scope.word(place), "instead" | "rather"),
        _ => false,
    };
    let (start, _) = scope.sentence(at);
    let mut before = (start..at).rev().take(4).take_while(|place| !scope.is_number(*place));
    before.any(sets_against)
}

/// Whether a word binds a number to a statistic that is neither what came nor what was expected.
fn is_called_otherwise(scope: &Scope, at: usize) -> bool {
    scope.governors(at).into_iter().any(|governor| {
        governor.cue.grip() == Grip::Firm
            && governor.is_binding()
            && !matches!(governor.cue, Cue::Maximum | Cue::Minimum)
    })
}

/// Whether a number may be a value: no rate, no length of time, no difference.
fn is_level(scope: &Scope, at: usize) -> bool {
    scope.figure(at).is_some_and(|figure| {
        figure.per_seconds.is_none()
            && figure.seconds_per_unit.is_none_or(|seconds| seconds <= 60.0)
            && !figure.written.is_spelled
            && !matches!(
                figure.dimension(),
                Some(Dimension::Times | Dimension::Deviations | Dimension::Points)
            )
            && scope.lead_word(at) != "by"
            && !scope.is_distance(at)
    })
}
