//! Percentages that do not follow from the two numbers beside them.

use crate::series::claims::{
    numbers::{claim::Claim, together::spans::span},
    reading::{
        cues::Cue,
        mentions::{Figure, Hedge, What},
        units::Dimension,
    },
    values::quantities::sign,
};

use super::{
    facts::fact_pairs,
    form::{Form, Pair},
    neighbors::{factor_between, slack_of},
};

/// Whether a percentage that is told beside its own two numbers, `fell from 118.95 to 83.85, by 40 %`, does not follow
/// from them.
pub(in crate::series::claims::numbers) fn is_contradicted(claim: &Claim) -> bool {
    let form = Form::of(claim);
    if form != Form::Percent || claim.figure.per_seconds.is_some() || !says_change(claim) {
        return false;
    }
    let Some((from, to)) = span_beside(claim) else { return false };
    let figures = (claim.check.scope.figure(from), claim.check.scope.figure(to));
    let (Some(first), Some(second)) = figures else { return false };
    // `from 2 to 5 %, by 3 %` tells a difference.
    let is_share = |figure: &Figure| {
        matches!(figure.dimension(), Some(Dimension::Percent | Dimension::Points))
    };
    if is_share(first)
        || is_share(second)
        || claim.check.scope.is_name_between(to.min(claim.at), to.max(claim.at))
    {
        return false;
    }
    // `from 1.84 to 2.69 million`
    let (first, second) = (first.at_scale_of(second), second.at_scale_of(first));
    let Some(between) = factor_between(&first, &second) else { return false };
    let (from, to) = (first.signed() * between, second.signed());
    let slack = slack_of(&first, &second, between);
    let pair = |from: f64, to: f64| Pair { from, to, slack, series: None };
    // `up by 56 %, from about 31 to about 48`: the facts have more digits than what is told roughly.
    let is_rough = first.hedge == Hedge::About || second.hedge == Hedge::About;
    let is_meant = |exact: &Pair| (exact.to / exact.from * from / to - 1.0).abs() < MAX_ROUGHNESS;
    let mut exact = fact_pairs(claim).into_iter();
    if is_rough && exact.any(|exact| is_meant(&exact) && form.follows(claim, &exact)) {
        return false;
    }
    // `rose from 118 to 176, a decrease of 49 %`
    let told = claim.check.scope.told_direction(claim.at, claim.figure);
    told == -sign(to - from) && told != 0 && claim.check.scope.lead_word(claim.at) == "of"
        || ![pair(from, to), pair(to, from)].iter().any(|pair| form.follows(claim, pair))
}

/// Whether a percentage is told as how much something changed: `by 40 %`, `a drop of 40 %`, `(-40 %)`, `a 40 % drop`.
fn says_change(claim: &Claim) -> bool {
    let scope = &claim.check.scope;
    let is_movement = |at: usize| matches!(scope.what(at), Some(What::Cue(cue)) if cue.is_movement() || *cue == Cue::Change);
    let is_of_movement = || {
        scope.lead_word(claim.at) == "of" && (claim.at.saturating_sub(4)..claim.at).any(is_movement)
    };
    scope.lead_word(claim.at) == "by"
        || is_of_movement()
        || claim.word(-1) == "(" && claim.word(1) == ")"
        || is_movement(claim.at + 1) && !matches!(claim.word(2), "to" | "from")
}

/// The two numbers of a `from X to Y` right before or right behind a number, without another between.
fn span_beside(claim: &Claim) -> Option<(usize, usize)> {
    let scope = &claim.check.scope;
    let (start, end) = scope.sentence(claim.at);
    let is_number = |place: &usize| scope.is_number(*place);
    let before = (start..claim.at).rev().take(MAX_BETWEEN).find(is_number);
    let behind = || (claim.at + 1..end).take(MAX_BETWEEN).find(is_number);
    let ends = before.and_then(|at| span(scope, at)).filter(|(_, to)| Some(*to) == before);
    ends.or_else(|| {
        let first = behind()?;
        span(scope, first).filter(|(from, _)| *from == first)
    })
}

/// The share by which what is told roughly may miss what the facts say of it.
const MAX_ROUGHNESS: f64 = 0.03;

/// So many mentions may stand between a percentage and the two numbers that it follows from.
const MAX_BETWEEN: usize = 6;
