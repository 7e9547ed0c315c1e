//! A number and what it is set against: `fell to 31, where 212 would have been normal`.
//!
//! Each of the two may be a fact by itself, so only the contrast shows that one is wrong.

use crate::series::claims::{
    reading::{
        mentions::{Figure, What},
        statistics::{Cue, Grip, Statistic as S},
        units::Dimension,
    },
    values::quantities::Quantity,
};

use super::claim::Claim;

/// Whether the number and the one that it is set against, `24 instead of 212`, are facts that a text contrasts; none if it is
/// set against none.
pub(in crate::series::claims) fn is_borne(claim: &Claim) -> Option<bool> {
    let (found, usual) = opposites(claim)?;
    let figure = |at: usize| match claim.check.scope.what(at) {
        Some(What::Number(figure)) => Some(figure.as_ref()),
        _ => None,
    };
    let (found, usual) = (figure(found)?, figure(usual)?);
    // `35 instead of 412 ms`: a unit that is told once is that of both.
    let found = &Figure { unit: found.unit.clone().or(usual.unit.clone()), ..found.clone() };
    let usual = &Figure { unit: usual.unit.clone().or(found.unit.clone()), ..usual.clone() };
    let (scaled_found, scaled_usual) = (found.at_scale_of(usual), usual.at_scale_of(found));
    let is = |figures: [&Figure; 2], series: usize, quantity: &Quantity| {
        figures.into_iter().any(|figure| claim.with(figure).is_level_of(series, quantity))
    };
    Some(claim.all_subjects().into_iter().any(|series| {
        let levels = claim.check.quantities.levels_of(series);
        let is_found = |one: &&Quantity| is([found, &scaled_found], series, one);
        levels.iter().filter(is_found).any(|one| {
            levels
                .iter()
                .any(|two| are_opposites(one, two) && is([usual, &scaled_usual], series, two))
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
    let is_number = |at: &usize| matches!(scope.what(*at), Some(What::Number(_)));
    let sets_against = |at: usize| match scope.what(at) {
        // `13 where it should be 24`
        Some(What::Cue(Cue::Expected)) => {
            scope.word(at + 1) == ":"
                || is_number(&(at + 1))
                || matches!(scope.word(at + 1), "be" | "have") && is_number(&(at + 2))
        }
        Some(What::Cue(Cue::Instead)) => matches!(scope.word(at), "instead" | "rather"),
        _ => false,
    };
    let is_against = |at: usize| {
        let mut before = (start..at).rev().take(4).take_while(|place| !is_number(place));
        before.any(sets_against)
    };
    let (found, usual) = if is_against(claim.at) {
        ((start..claim.at).rev().take(6).find(is_number)?, claim.at)
    } else {
        let next = (claim.at + 1..end).take(6).find(is_number)?;
        (claim.at, Some(next).filter(|next| is_against(*next))?)
    };
    let is_said = |at: usize| {
        let governors = scope.governors(at);
        governors.into_iter().any(|governor| {
            governor.cue.grip() == Grip::Firm
                && governor.is_binding()
                && !matches!(governor.cue, Cue::Maximum | Cue::Minimum)
        })
    };
    let is_level = |at: usize| match scope.what(at) {
        Some(What::Number(figure)) => {
            let unit = figure.unit.as_ref().map(|unit| &unit.dimension);
            figure.per_seconds.is_none()
                && figure.seconds_per_unit.is_none_or(|seconds| seconds <= 60.0)
                && !figure.written.is_spelled
                && !matches!(
                    unit,
                    Some(Dimension::Times | Dimension::Deviations | Dimension::Points)
                )
                && scope.lead_word(at) != "by"
                && !scope.is_distance(at)
        }
        _ => false,
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
        || is_said(found)
        || is_said(usual);
    (!is_apart && is_level(found) && is_level(usual) && !claim.is_difference())
        .then_some((found, usual))
}
