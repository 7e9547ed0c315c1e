//! Numbers that follow from others: differences, ratios, changes in percent, and times between times.
//!
//! They follow from pairs of facts that belong together (before and after a change, expected and found), or from
//! numbers that the text gives beside them. Where the words say up or down, only pairs of that direction count.
//!
//! - `form` says what a number tells of a pair, `calls` whether words ask for that
//! - `facts` and `neighbors` are the pairs of the facts and of the text
//! - `contradictions` finds percentages that do not follow from the two numbers beside them
//! - `told` are differences of levels that the text tells, `sums` what several numbers or series come to
//! - `conversions` are numbers told again in another unit, `rates` those for a time, `intervals` lengths of time, and
//!   `proportions` what one series is of another

mod calls;
mod contradictions;
mod conversions;
mod facts;
mod form;
pub(super) mod intervals;
mod neighbors;
pub(super) mod proportions;
mod rates;
pub(super) mod sums;
mod told;

use crate::series::claims::{
    context::governors::Governor,
    reading::{cues::Cue, units::Dimension},
    values::quantities::sign,
};

use self::{
    calls::calls_for_difference,
    conversions::is_conversion,
    facts::{fact_pairs, level_pairs},
    form::{Form, Pair},
    neighbors::{pairs_from, text_pairs},
};
use super::claim::Claim;

pub(super) use contradictions::is_contradicted;

/// Whether a number follows from facts or from numbers near it.
pub(super) fn is_borne(claim: &Claim) -> bool {
    let form = Form::of(claim);
    // `the cycle explains 61 % of it`; `five times its customary strength` and `storage accounts for $5.2k of the
    // increase` are no shares.
    let is_strength = |governor: &Governor| {
        governor.cue == Cue::Strength
            && governor.words <= 2
            && matches!(claim.dimension(), None | Some(Dimension::Percent))
    };
    // `an average of 13.6 °C per hour`
    if rates::is_rate(claim) {
        return true;
    }
    // `umbrellas make up 15 % of all items`
    if claim.is_share_of_a_name() && proportions::is_borne(claim) {
        return true;
    }
    if claim.governors.iter().any(is_strength) || claim.is_end_of_movement() {
        return false;
    }
    is_of_no_pair(claim, form) || is_of_pair(claim, form)
}

/// Whether a number follows from something else than a pair: from itself in another unit, a rate, a sum.
fn is_of_no_pair(claim: &Claim, form: Form) -> bool {
    is_conversion(claim)
        || form == Form::Percent && rates::is_relative_slope(claim)
        || form == Form::Ratio && intervals::is_ratio_of_durations(claim)
        || proportions::is_borne(claim)
        || rates::is_mean_of_period(claim)
        || sums::is_sum(claim)
        || rates::is_annualized(claim)
}

/// Whether a number follows from a pair of facts or of numbers near it, where the words let it.
fn is_of_pair(claim: &Claim, form: Form) -> bool {
    let told = claim.check.scope.told_direction(claim.at, claim.figure);
    let follows = |pair: &Pair| pair.allows(told) && form.follows(claim, pair);
    // `mean output was 45 % of the peak`
    let is_explicit = || {
        claim.is_difference()
            || claim.is_told_in_another_way()
            || claim.is_signed_aside()
            || claim.check.scope.lead_word(claim.at) == "by"
            || form == Form::Percent && claim.word(1) == "of"
    };
    let is_expected = |governor: &Governor| governor.cue == Cue::Expected && governor.is_binding();
    let is_bound = claim.is_bound_firmly() || claim.governors.iter().any(is_expected);
    if is_bound && form != Form::Ratio && !is_explicit() {
        return false;
    }
    if form != Form::Ratio && !calls_for_difference(claim) {
        // What follows from two numbers that stand beside it needs no word for that.
        return contradictions::follows_from_span(claim)
            || claim.figure.written.digits >= 2 && text_pairs(claim).iter().any(follows);
    }
    // A difference of percentages may be told in percent.
    let is_difference = |pair: &Pair| {
        form == Form::Percent && pair.allows(told) && Form::Difference.follows(claim, pair)
    };
    let is_part = form == Form::Percent && claim.word(1) == "of";
    fact_pairs(claim).iter().any(|pair| follows(pair) || is_difference(pair))
        || text_pairs(claim).iter().any(follows)
        || told::is_difference_of_told(claim, told)
        || is_part && level_pairs(claim).iter().any(|pair| form.follows(claim, pair))
}

/// The directions, 1 or -1, of the pairs of facts that a number follows from.
pub(in crate::series::claims) fn directions(claim: &Claim) -> Vec<i8> {
    let form = Form::of(claim);
    let follows = |pair: &Pair| {
        form.follows(claim, pair) || form == Form::Percent && Form::Difference.follows(claim, pair)
    };
    fact_pairs(claim)
        .iter()
        .filter(|pair| follows(pair))
        .map(|pair| sign(pair.to - pair.from))
        .collect()
}

/// The directions, 1 or -1, from the number at the mention `reference` to those before this one that are as far from it
/// as this one says: `rose to 47.5 km, which is 3.2 km above the 44.3 km of May`.
pub(in crate::series::claims) fn directions_from(claim: &Claim, reference: usize) -> Vec<i8> {
    let form = Form::of(claim);
    let pairs = pairs_from(claim, reference);
    pairs
        .iter()
        .filter(|pair| form.follows(claim, pair))
        .map(|pair| sign(pair.to - pair.from))
        .collect()
}
