//! Percentages that do not follow from the two numbers beside them.

use crate::series::claims::{
    numbers::{claim::Claim, together::spans::span},
    reading::{
        cues::Cue,
        mentions::{Figure, What},
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
    if Form::of(claim) != Form::Percent || claim.figure.per_seconds.is_some() || !says_change(claim)
    {
        return false;
    }
    let Some(pair) = pair_beside(claim) else { return false };
    // `rose from 118 to 176, a decrease of 49 %`
    let told = claim.check.scope.told_direction(claim.at, claim.figure);
    told == -sign(pair.to - pair.from) && told != 0 && claim.check.scope.lead_word(claim.at) == "of"
        || !follows(claim, &pair) && !follows_unrounded(claim, &pair)
}

/// Whether a percentage follows from the two numbers of a span right beside it: `from 12.41 s to 13.3 s, or 7 %`.
pub(super) fn follows_from_span(claim: &Claim) -> bool {
    Form::of(claim) == Form::Percent
        && claim.figure.per_seconds.is_none()
        && pair_beside(claim).is_some_and(|pair| follows(claim, &pair))
}

/// Whether a percentage follows from the two numbers of a pair, whichever of them it is of.
fn follows(claim: &Claim, pair: &Pair) -> bool {
    let back = Pair { from: pair.to, to: pair.from, ..*pair };
    [pair, &back].iter().any(|pair| Form::Percent.follows(claim, pair))
}

/// Whether a percentage follows from the two facts that the numbers of a pair are rounded from: `from 14,100 to 21,900
/// (+56 %)` where the facts are 14,076 and 21,902.
fn follows_unrounded(claim: &Claim, told: &Pair) -> bool {
    let is_told = |pair: &Pair| {
        let (told, fact) = (told.to / told.from, pair.to / pair.from);
        (told / fact - 1.0).abs() <= MAX_ROUNDING
    };
    fact_pairs(claim).iter().any(|pair| is_told(pair) && Form::Percent.follows(claim, pair))
}

/// The share by which the ratio of two numbers may differ from that of the facts that they are rounded from.
const MAX_ROUNDING: f64 = 0.01;

/// The two numbers of the span right beside a percentage, in one unit; none if they are percentages themselves.
fn pair_beside(claim: &Claim) -> Option<Pair> {
    let (from, to) = span_beside(claim)?;
    let (first, second) = (claim.check.scope.figure(from)?, claim.check.scope.figure(to)?);
    // `from 2 to 5 %, by 3 %` tells a difference.
    let is_share = |figure: &Figure| {
        matches!(figure.dimension(), Some(Dimension::Percent | Dimension::Points))
    };
    if is_share(first)
        || is_share(second)
        || claim.check.scope.is_name_between(to.min(claim.at), to.max(claim.at))
    {
        return None;
    }
    // `from 1.84 to 2.69 million`
    let (first, second) = (first.at_scale_of(second), second.at_scale_of(first));
    let between = factor_between(&first, &second)?;
    let slack = slack_of(&first, &second, between);
    Some(Pair { from: first.signed() * between, to: second.signed(), slack, series: None })
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

/// So many mentions may stand between a percentage and the two numbers that it follows from.
const MAX_BETWEEN: usize = 9;
