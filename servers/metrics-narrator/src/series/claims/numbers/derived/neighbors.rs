//! Pairs of numbers of the text that a number may follow from.

use crate::series::claims::{
    numbers::claim::Claim,
    reading::{mentions::Figure, units::Dimension},
    values::conversion::factor,
};

use super::form::{Form, Pair};

/// Pairs of numbers of the same sentence or the one before, in the unit of this one.
pub(super) fn text_pairs(claim: &Claim) -> Vec<Pair> {
    let scope = &claim.check.scope;
    let (start, end) = scope.passage(claim.at);
    // Of two lengths of time one may be a share or a multiple: `7.2 minutes instead of 11.5. That's 37 % less`.
    let may_be_time =
        claim.figure.seconds_per_unit.is_some() || Form::of(claim) != Form::Difference;
    // `30 % more orders, 34 % more money`: what is compared is no percentage that is said of others.
    let is_comparison = |at: usize| {
        scope.figure(at).is_some_and(|figure| figure.dimension() == Some(&Dimension::Percent))
            && matches!(scope.word(at + 1), "more" | "less" | "fewer" | "higher" | "lower")
    };
    // `1,056 orders in one day` is told for a day.
    let is_one = |figure: &Figure| figure.written.is_spelled && figure.written.value == 1.0;
    let figure = |at: usize| {
        scope
            .figure(at)
            .filter(|figure| figure.is_value() || may_be_time && !is_one(figure))
            .filter(|_| !is_comparison(at))
    };
    // Two pairs may stand before it: `1,056 orders and €42k, last year 812 and €31.5k`.
    let reach = if is_comparison(claim.at) { MAX_NEIGHBORS + 1 } else { MAX_NEIGHBORS };
    let before = (start..claim.at).rev().filter_map(figure).take(reach);
    let after = (claim.at + 1..end).filter_map(figure).take(MAX_NEIGHBORS);
    let figures: Vec<&Figure> = before.chain(after).collect();
    let mut pairs = Vec::new();
    for (at, one) in figures.iter().enumerate() {
        for other in figures.iter().skip(at + 1) {
            let Some(pair) = pair(claim, one, other) else { continue };
            let (from, to, slack) = (pair.to, pair.from, pair.slack);
            pairs.extend([pair, Pair { from, to, slack, series: None }]);
        }
    }
    pairs
}

/// Pairs of the number at the mention `from`, behind this one, with those before it.
pub(super) fn pairs_from(claim: &Claim, from: usize) -> Vec<Pair> {
    let scope = &claim.check.scope;
    let Some(from) = scope.figure(from) else { return Vec::new() };
    let (start, _) = scope.sentence(claim.at);
    let before = (start..claim.at).rev().filter_map(|at| scope.figure(at)).take(MAX_NEIGHBORS);
    before.filter_map(|to| pair(claim, from, to)).collect()
}

/// Two numbers of the text, in the unit of the one that may be their difference.
fn pair(claim: &Claim, from: &Figure, to: &Figure) -> Option<Pair> {
    let between = factor_between(from, to)?;
    let into = match Form::of(claim) {
        Form::Difference => factor(to.unit.as_ref(), claim.figure.unit.as_ref())?,
        Form::Percent | Form::Ratio => 1.0,
    };
    let slack = slack_of(from, to, between) * into;
    Some(Pair { from: from.signed() * between * into, to: to.signed() * into, slack, series: None })
}

/// So many numbers before and after one are looked at.
const MAX_NEIGHBORS: usize = 3;

/// What one of a number is in the unit of another; none if they measure different things.
pub(super) fn factor_between(one: &Figure, other: &Figure) -> Option<f64> {
    let (unit, other) = (one.unit.as_ref(), other.unit.as_ref());
    factor(unit, other).or_else(|| factor(other, unit).map(f64::recip))
}

/// How much either of two numbers may be off, where `between` brings the first into the unit of the other.
pub(super) fn slack_of(one: &Figure, other: &Figure, between: f64) -> f64 {
    (one.step() * between).max(other.step()) * 0.5
}
