//! Words that ask for a number that follows from others.

use crate::series::claims::{
    numbers::claim::Claim,
    reading::{cues::Cue, mentions::What, units::Dimension, words},
};

/// Whether the words next to a number ask for a difference, or for a share of something.
pub(super) fn calls_for_difference(claim: &Claim) -> bool {
    const WORDS: &str = "\
        free freed released reclaimed spread range distance jump shift step saving savings saved reduction \
        improvement difference swing gap margin too extra additional short away off another brought added took \
        put gained collected lost gone cost costs costing + within apart cut that's excess delta δ surplus deficit";
    let scope = &claim.check.scope;
    // In brackets, and behind `or`, a number says again what stands before it.
    let is_again = matches!(claim.word(-1), "(" | "or" | "and")
        || matches!(claim.word(-2), "or" | "(" | "and");
    let reach = if is_again { 3 * CALL } else { CALL };
    let near = claim.at.saturating_sub(reach)..claim.at + CALL + 1;
    let asks = |at: usize| {
        scope.get(at).is_some_and(|mention| match &mention.what {
            What::Cue(Cue::Above | Cue::Below) => {
                !matches!(mention.word.as_str(), "over" | "under")
            }
            What::Cue(cue) => {
                cue.direction() != 0 || *cue == Cue::Change || words::holds(WORDS, &mention.word)
            }
            _ => words::holds(WORDS, &mention.word),
        })
    };
    // `one downward shift at 12:40 of about 17.3 GB`
    let is_of_movement = || {
        scope.lead_word(claim.at) == "of"
            && scope.clause(claim.at).take_while(|at| *at < claim.at).any(|at| {
                matches!(
                    scope.what(at),
                    Some(What::Cue(Cue::Change | Cue::Rise | Cue::Fall | Cue::Spike | Cue::Dip))
                )
            })
    };
    let is_share = claim.dimension() == Some(&Dimension::Percent) && claim.word(1) == "of";
    let previous =
        (1..=4).find_map(|back| claim.at.checked_sub(back).filter(|place| scope.is_number(*place)));
    let is_again_by = || is_again && previous.is_some_and(|at| scope.lead_word(at) == "by");
    is_share
        || is_of_movement()
        || is_part_of_growth(claim)
        || is_between_two(claim)
        || is_again_by()
        || claim.is_difference()
        || claim.is_told_in_another_way()
        || claim.figure.written.sign != 0 && claim.figure.per_seconds.is_none()
        || matches!(scope.lead_word(claim.at), "by" | "within")
        || (near.into_iter().any(asks) || claim.loses())
            && !matches!(scope.lead_word(claim.at), "at" | "to" | "from")
}

/// `the difference between the first and the last value is 59.8`.
fn is_between_two(claim: &Claim) -> bool {
    const DISTANCES: &str = "difference distance gap margin spread";
    let scope = &claim.check.scope;
    let mut clause = scope.sentence(claim.at).0.max(claim.at.saturating_sub(12))..claim.at;
    clause.any(|at| words::holds(DISTANCES, scope.word(at)) && scope.word(at + 1) == "between")
}

/// `of the extra 10.2k, storage accounts for 5.2k`: what a part of a growth is put down to.
fn is_part_of_growth(claim: &Claim) -> bool {
    const GROWTH: &str = "\
        extra additional increase increases rise growth gain gains decrease drop fall decline savings saving change \
        difference";
    let is_part =
        claim.governors.iter().any(|governor| governor.cue == Cue::Strength && governor.words == 0);
    is_part && claim.figure.unit.is_some() && claim.check.scope.has_any(claim.at, GROWTH)
}

/// So near to a number, in mentions, a word asks for a difference.
const CALL: usize = 3;

impl Claim<'_> {
    /// Whether the number is of something that is gone: `140 GB of free space vanished`.
    fn loses(&self) -> bool {
        (1..8).any(|ahead| {
            matches!(
                self.word(ahead),
                "vanished" | "disappeared" | "evaporated" | "went" | "gone" | "saved" | "wiped"
            )
        }) && self.word(1) == "of"
    }
}
