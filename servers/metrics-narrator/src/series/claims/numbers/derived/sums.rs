//! Sums: of numbers that the text tells, and of series that are in one unit.

use crate::series::claims::{
    context::{governors::Governor, subjects::Source},
    numbers::{claim::Claim, together::spans::span},
    reading::{mentions::Figure, units::Dimension},
    values::statistics::Statistic as S,
};

use super::{
    form::{Form, Pair},
    neighbors::{factor_between, slack_of},
};

/// Whether a number is what others come to together.
pub(super) fn is_sum(claim: &Claim) -> bool {
    claim.figure.written.digits >= MIN_DIGITS && (is_sum_of_told(claim) || is_sum_of_series(claim))
}

/// Whether a number and the one that it is told together with are both sums: `the bill went from $27.4k to $37.6k`.
pub(in crate::series::claims::numbers) fn are_sums(claim: &Claim) -> bool {
    let scope = &claim.check.scope;
    let Some((from, to)) = span(scope, claim.at) else { return false };
    let is_sum_at = |at: usize| scope.figure(at).is_some_and(|figure| is_sum(&claim.with(figure)));
    is_sum_at(from) && is_sum_at(to)
}

/// Fewer digits follow from too many sums.
const MIN_DIGITS: usize = 3;

/// `a gains 19.8 points and b 13.75. Together they picked up 33.55`: two numbers that the text tells before it.
fn is_sum_of_told(claim: &Claim) -> bool {
    const WORDS: &str = "\
        together combined altogether total totals totalled totaled totalling totaling jointly collectively sum \
        sums summed adds added adding plus both aggregate aggregated";
    let scope = &claim.check.scope;
    if !scope.has_any(claim.at, WORDS) {
        return false;
    }
    let (start, _) = scope.passage(claim.at);
    let before = (start..claim.at).rev().filter_map(|at| scope.figure(at));
    let told: Vec<&Figure> = before.filter(|figure| figure.is_value()).take(MAX_TOLD).collect();
    told.iter().enumerate().any(|(at, one)| {
        told.iter().skip(at + 1).any(|other| {
            sum(claim, one, other).is_some_and(|sum| Form::Difference.follows(claim, &sum))
        })
    })
}

/// Two numbers as a pair whose difference is their sum, in the unit of the number that may be it.
fn sum(claim: &Claim, one: &Figure, other: &Figure) -> Option<Pair> {
    let (first, second) =
        (factor_between(one, claim.figure)?, factor_between(other, claim.figure)?);
    let slack = slack_of(one, other, first / second) * second;
    Some(Pair { from: -one.signed() * first, to: other.signed() * second, slack, series: None })
}

/// So many numbers before one are added to each other.
const MAX_TOLD: usize = 12;

/// `The monthly bill: $27.4k in January`: what all series in the unit of the number come to, where none is named.
fn is_sum_of_series(claim: &Claim) -> bool {
    let quantities = &claim.check.quantities;
    let is_alike = |series: &usize| {
        quantities.unit(*series).is_some_and(|unit| Some(&unit.dimension) == claim.dimension())
    };
    let alike: Vec<usize> = (0..claim.facts().series.len()).filter(is_alike).collect();
    // Percentages are not added, nor are terabytes to megabytes a second.
    let header = |series: usize| claim.facts().series.get(series).and_then(|it| it.unit.as_deref());
    let is_mixed = alike.windows(2).any(|two| match two {
        [one, other] => header(*one) != header(*other),
        _ => false,
    });
    if is_mixed || claim.dimension() == Some(&Dimension::Percent) {
        return false;
    }
    let is_of_one = claim.subjects.is_of_clause && claim.subjects.source == Source::Named;
    if alike.len() < 2 || is_of_one {
        return false;
    }
    let is_denied = |statistic: S| {
        let denies = |governor: &Governor| governor.is_binding() && !governor.cue.says(statistic);
        claim.governors.iter().any(denies)
    };
    let sum = |statistic: S| -> Option<f64> {
        // In the unit of the number, whatever their headers scale them by.
        let value = |series: &usize| {
            Some(quantities.value_of(*series, statistic)? / claim.factor(*series)?)
        };
        alike.iter().map(value).sum()
    };
    [S::First, S::Last, S::Mean].into_iter().any(|statistic| {
        !is_denied(statistic) && sum(statistic).is_some_and(|sum| claim.is_value(1.0, sum))
    })
}
