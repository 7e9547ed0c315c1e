//! Checks coefficients of correlation: the value, its sign, and the two series that it is told of.

use crate::series::{
    claims::{
        context::scope::Scope,
        numbers::claim::Claim,
        reading::{cues::Cue, mentions::What},
        values::statistics::Statistic as S,
    },
    facts::Correlation,
};

/// Whether a number is the coefficient of the pair that the sentence speaks of.
pub(super) fn is_borne(claim: &Claim) -> bool {
    let scope = &claim.check.scope;
    let written = &claim.figure.written;
    let is_said = scope.is_licensed(claim.at, S::Coefficient)
        || scope.has_cue(claim.at, &[Cue::Together, Cue::Negative, Cue::Positive])
        || written.value < 1.0;
    let behind = pair_behind(claim);
    let near = scope.names_in(behind_last_coefficient(claim)..claim.at);
    is_said
        && written.value <= 1.0
        && claim.facts().correlations.iter().any(|correlation| {
            claim.is_value(1.0, correlation.coefficient)
                && has_sign(claim, correlation.coefficient)
                && match &behind {
                    Some(pair) => has_both(claim, correlation, pair),
                    None => {
                        is_of(claim, correlation, &near) || is_with_name_behind(claim, correlation)
                    }
                }
        })
}

/// The pair that stands behind its coefficient: `0.99 between Brent and diesel`, `r = 0.99 for Brent and diesel`.
fn pair_behind(claim: &Claim) -> Option<Vec<usize>> {
    let scope = &claim.check.scope;
    if !matches!(scope.word(claim.at + 1), "between" | "for") {
        return None;
    }
    let (_, end) = scope.sentence(claim.at);
    let next = (claim.at + 1..end).find(|at| is_coefficient(scope, *at)).unwrap_or(end);
    let pair = scope.names_in(claim.at + 1..next);
    (pair.len() > 1).then_some(pair)
}

/// The pair of a name right behind its coefficient and another of the sentence: `C moves against both (r = -0.86 with A, r
/// = -0.83 with B)`.
fn is_with_name_behind(claim: &Claim, correlation: &Correlation) -> bool {
    let scope = &claim.check.scope;
    let behind = scope.names_in(claim.at + 2..claim.at + 3);
    let all = scope.names_of_sentence(claim.at);
    let is_one = |name: &String| is_among(claim, name, &behind);
    scope.word(claim.at + 1) == "with"
        && correlation.series.iter().any(is_one)
        && has_both(claim, correlation, &all)
}

/// Where the sentence goes on behind the coefficient before this one, or where it begins: what stands before that
/// coefficient is said of it.
fn behind_last_coefficient(claim: &Claim) -> usize {
    let scope = &claim.check.scope;
    let (start, _) = scope.sentence(claim.at);
    let last = (start..claim.at).rev().find(|at| is_coefficient(scope, *at));
    last.map_or(start, |at| at + 1)
}

fn is_coefficient(scope: &Scope, at: usize) -> bool {
    scope.figure(at).is_some_and(|figure| figure.unit.is_none() && figure.written.value <= 1.0)
}

/// Whether some series have each of a pair among them.
fn has_both(claim: &Claim, correlation: &Correlation, series: &[usize]) -> bool {
    correlation.series.iter().all(|name| is_among(claim, name, series))
}

fn is_among(claim: &Claim, name: &str, series: &[usize]) -> bool {
    let index = claim.facts().series.iter().position(|series| series.name == name);
    index.is_some_and(|index| series.contains(&index))
}

/// Whether a pair is the one that is spoken of; `near` are the series that are named since the last coefficient.
fn is_of(claim: &Claim, correlation: &Correlation, near: &[usize]) -> bool {
    const BACK: [&str; 8] = ["both", "they", "two", "it", "them", "these", "each", "respectively"];
    let are_in = |series: &[usize]| has_both(claim, correlation, series);
    let is_in =
        |series: &[usize]| correlation.series.iter().any(|name| is_among(claim, name, series));
    let scope = &claim.check.scope;
    let all = scope.names_of_sentence(claim.at);
    let (start, _) = scope.sentence(claim.at);
    // `O3 falls when NO2 rises, the correlation between them is`: the two that stand before the word are meant.
    let names_before = |at: usize| (start..at).filter(|at| scope.is_name(*at)).count();
    let points_back = (start..claim.at).any(|at| {
        BACK.contains(&scope.word(at)) && (scope.word(at) == "it" || names_before(at) < 2)
    }) && !is_pair_named(claim);
    // `Its link to wind speed (r = 0.67)`: the other one is whom the sentence before is about.
    let is_its = near.len() == 1
        && (start..claim.at)
            .any(|at| matches!(scope.word(at), "its" | "their") && names_before(at) < 2);
    if is_its && are_in(&[near, scope.carried(claim.at)].concat()) {
        return true;
    }
    match (near.len(), all.len()) {
        (2, _) if !points_back => are_in(near),
        (0, 0..2) => true,
        (0, _) => are_in(&all) || points_back,
        _ => is_in(near) && (all.len() < 2 || points_back || are_in(&all)),
    }
}

/// Whether two names right next to one another come last before the number: `A and B: 0.98`.
fn is_pair_named(claim: &Claim) -> bool {
    let scope = &claim.check.scope;
    let (start, _) = scope.sentence(claim.at);
    let is_name = |at: usize| matches!(scope.what(at), Some(What::Name(..)));
    let Some(second) = (start..claim.at).rev().find(|at| is_name(*at)) else { return false };
    let joint = second
        .checked_sub(1)
        .and_then(|at| scope.get(at))
        .map_or("", |mention| mention.word.as_str());
    matches!(joint, "and" | "with" | "/" | "–" | "-" | "vs" | "to")
        && second >= 2
        && is_name(second - 2)
}

/// Whether the sign of a coefficient is written, or said in words.
fn has_sign(claim: &Claim, coefficient: f64) -> bool {
    let scope = &claim.check.scope;
    let said =
        (behind_last_coefficient(claim)..claim.at).rev().find_map(|at| match scope.what(at) {
            Some(What::Cue(Cue::Negative)) => Some(-1),
            Some(What::Cue(Cue::Positive)) => Some(1),
            _ => None,
        });
    match (claim.figure.written.sign, said) {
        (0, Some(-1)) => coefficient < 0.0,
        (0, _) => coefficient >= 0.0,
        (sign, _) => (coefficient < 0.0) == (sign < 0),
    }
}
