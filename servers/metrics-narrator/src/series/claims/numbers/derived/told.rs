//! Differences of two levels that the text tells, each by its number or by its time: `1,083 members, 154 fewer than in
//! January`, `August beat it by 2,500`.

use crate::series::claims::{
    numbers::claim::Claim,
    reading::mentions::Figure,
    values::quantities::{Quantity, sign},
};

use super::{facts::is_moment, form::Form};

/// Whether a number is how far what the sentence speaks of is from another level that the text tells. `told` is 1 or
/// -1 if the words say above or below.
pub(super) fn is_difference_of_told(claim: &Claim, told: i8) -> bool {
    if claim.figure.written.digits < MIN_DIGITS || Form::of(claim) != Form::Difference {
        return false;
    }
    claim.all_subjects().into_iter().any(|series| {
        let Some(factor) = claim.difference_factor(series) else { return false };
        let levels = claim.check.quantities.levels_of(series).iter();
        let levels: Vec<&Quantity> =
            levels.filter(|level| is_moment(level)).take(MAX_LEVELS).collect();
        let follows = |from: &Quantity, to: &Quantity| {
            let difference = to.value - from.value;
            (told == 0 || sign(difference) == told) && claim.is_value(factor, difference)
        };
        levels.iter().any(|to| {
            levels.iter().any(|from| {
                follows(from, to) && is_spoken_of(claim, series, to) && is_told(claim, series, from)
            })
        })
    })
}

/// Fewer digits follow from too many pairs of levels.
const MIN_DIGITS: usize = 3;

/// So many levels of a series are compared with one another; it bounds the cost of a difference.
const MAX_LEVELS: usize = 32;

/// Whether a level is what the sentence speaks of before the number: the last number there or, if it has none, what
/// happened at its time.
fn is_spoken_of(claim: &Claim, series: usize, level: &Quantity) -> bool {
    let scope = &claim.check.scope;
    let (start, _) = scope.sentence(claim.at);
    match (start..claim.at).rev().find_map(|at| value_at(claim, at)) {
        Some(last) => claim.with(last).is_level_of(series, level),
        None => is_at_told_time(claim, level),
    }
}

/// Whether a level is told by a number that is not far, or by its time.
fn is_told(claim: &Claim, series: usize, level: &Quantity) -> bool {
    let (_, end) = claim.check.scope.sentence(claim.at);
    let near = (claim.at.saturating_sub(REACH)..end).filter(|at| *at != claim.at);
    let mut figures = near.filter_map(|at| value_at(claim, at));
    figures.any(|figure| claim.with(figure).is_level_of(series, level))
        || is_at_told_time(claim, level)
}

fn is_at_told_time(claim: &Claim, level: &Quantity) -> bool {
    claim.is_timed(level) || claim.shares_event(level)
}

/// A number that may be a value of a series.
fn value_at<'c>(claim: &Claim<'c>, at: usize) -> Option<&'c Figure> {
    claim.check.scope.figure(at).filter(|figure| figure.is_value() && figure.written.digits > 1)
}

/// So many mentions before a number a level may have been told.
const REACH: usize = 60;
