//! Checks coefficients of correlation: the value, its sign, and the two series that it is told of.

use crate::series::{
    claims::{
        context::subjects::extend,
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
    let (near, all) = named(claim);
    is_said
        && written.value <= 1.0
        && claim.facts().correlations.iter().any(|correlation| {
            claim.is_value(1.0, correlation.coefficient)
                && has_sign(claim, correlation.coefficient)
                && is_of(claim, correlation, &near, &all)
        })
}

/// The series that are named since the last coefficient, and those of the sentence or, if it names none, before it.
fn named(claim: &Claim) -> (Vec<usize>, Vec<usize>) {
    let scope = &claim.check.scope;
    let (start, _) = scope.sentence(claim.at);
    let what = |at: usize| scope.what(at);
    let is_coefficient = |at: usize| matches!(what(at), Some(What::Number(figure)) if figure.unit.is_none() && figure.written.value <= 1.0);
    let mut near = Vec::new();
    for at in (start..claim.at).rev().take_while(|at| !is_coefficient(*at)) {
        if let Some(What::Name(series, _)) = what(at) {
            extend(&mut near, series);
        }
    }
    // `0.99 between Brent and diesel`: the pair may stand behind its coefficient.
    if scope.word(claim.at + 1) == "between" {
        let (_, end) = scope.sentence(claim.at);
        let behind = (claim.at + 1..end).take_while(|at| !is_coefficient(*at));
        let mut pair = Vec::new();
        for at in behind {
            if let Some(What::Name(series, _)) = what(at) {
                extend(&mut pair, series);
            }
        }
        return (pair.clone(), pair);
    }
    let all = scope.names_of_sentence(claim.at);
    (near, all)
}

/// Whether a pair is the one that is spoken of.
fn is_of(claim: &Claim, correlation: &Correlation, near: &[usize], all: &[usize]) -> bool {
    const BACK: [&str; 8] = ["both", "they", "two", "it", "them", "these", "each", "respectively"];
    let index = |name: &String| claim.facts().series.iter().position(|series| series.name == *name);
    let [Some(one), Some(other)] = correlation.series.each_ref().map(index) else { return false };
    let are_in = |series: &[usize]| series.contains(&one) && series.contains(&other);
    let is_in = |series: &[usize]| series.contains(&one) || series.contains(&other);
    let scope = &claim.check.scope;
    let (start, _) = scope.sentence(claim.at);
    // `O3 falls when NO2 rises, the correlation between them is`: the two that stand before the word are meant.
    let names_before = |at: usize| (start..at).filter(|at| scope.is_name(*at)).count();
    let points_back = (start..claim.at).any(|at| {
        BACK.contains(&scope.word(at)) && (scope.word(at) == "it" || names_before(at) < 2)
    }) && !is_pair_named(claim);
    match (near.len(), all.len()) {
        (2, _) if !points_back => are_in(near),
        (0, 0..2) => true,
        (0, _) => are_in(all) || points_back,
        _ => is_in(near) && (all.len() < 2 || points_back || are_in(all)),
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
    let (start, _) = scope.sentence(claim.at);
    let said = (start..claim.at).rev().find_map(|at| match scope.what(at) {
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
