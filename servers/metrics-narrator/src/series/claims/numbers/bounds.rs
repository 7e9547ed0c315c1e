//! Bounds that hold at all times: `never above 371`, `stayed below 530 throughout`.

use crate::series::claims::values::statistics::Statistic as S;

use super::claim::Claim;

/// Whether the words say that a series was below or above the number at all times, and it was not.
pub(super) fn is_broken(claim: &Claim) -> bool {
    let scope = &claim.check.scope;
    let Some(before) = claim.at.checked_sub(1) else { return false };
    let Some(is_below) = side(scope.last_word(before)) else { return false };
    // `never exceeded` is one phrase.
    let is_phrase = scope.word(before) != scope.last_word(before)
        && matches!(scope.word(before), "never" | "not" | "did" | "does" | "didn't");
    let is_denied = is_phrase || (2..=5).any(|back| claim.word(-back) == "never");
    let is_always = is_denied || holds_throughout(claim);
    // A time limits what is said to it.
    if !is_always || !scope.times_of(claim.at).is_empty() {
        return false;
    }
    // `never above 110` bounds from above, as `always below 110` does.
    let is_most = is_below != is_denied;
    let [series] = claim.subjects.series.as_slice() else { return false };
    let extreme = if is_most { S::Maximum } else { S::Minimum };
    let value = claim.check.quantities.value_of(*series, extreme);
    let (Some(value), Some(factor)) = (value, claim.factor(*series)) else { return false };
    let (told, slack) = (claim.figure.signed() * factor, claim.figure.step() * factor * 0.5);
    if is_most { value > told + slack } else { value < told - slack }
}

/// Whether a word puts something below the number behind it, or above.
fn side(word: &str) -> Option<bool> {
    match word {
        "below" | "under" | "beneath" => Some(true),
        "above" | "over" | "exceeded" | "exceeds" | "exceed" | "past" => Some(false),
        _ => None,
    }
}

/// Whether the words around the number say that it holds for all of the table.
fn holds_throughout(claim: &Claim) -> bool {
    let scope = &claim.check.scope;
    (2..=4).any(|back| claim.word(-back) == "always")
        || claim.word(1) == "throughout" && scope.is_boundary(claim.at + 2)
        || (claim.word(1), claim.word(2), claim.word(3)) == ("at", "all", "times")
}
