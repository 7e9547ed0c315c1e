//! Checks what is said to be absent, `no values are missing`, `nothing unusual`, and how often something is said to
//! repeat: `a weekly cycle`.

mod findings;
mod missing;
mod rhythms;

use super::{
    check::Check,
    context::scope::Scope,
    reading::{cues::Cue, mentions::What, words},
};

/// What is wrong with what the cue at a mention is denied or said to be.
pub(super) fn problem(check: &Check, at: usize, cue: Cue) -> Option<String> {
    match cue {
        Cue::Missing => missing::problem(check, at),
        Cue::Season => rhythms::problem(check, at).or_else(|| findings::problem(check, at, cue)),
        _ => findings::problem(check, at, cue),
    }
}

/// So many mentions may stand between what denies and what is denied.
const MAX_BETWEEN: usize = 7;

/// Words that limit what is denied to a part of a table.
const EXCEPT: &str = "\
    other others further more except apart besides but only otherwise aside remaining rest elsewhere beyond else save \
    than if longer additional after";

/// Where a word stands that denies what is at a mention, if nothing but `small` words, names and words for values stands
/// between: `no missing values`, `none of them is missing`.
fn denied_by(scope: &Scope, at: usize, small: &str) -> Option<usize> {
    let clause = scope.clause(at);
    let mut before = (clause.start.max(at.saturating_sub(MAX_BETWEEN))..at).rev();
    let no = before.find(|place| {
        matches!(scope.word(*place), "no" | "none" | "zero" | "without" | "nothing")
    })?;
    let is_plain = (no + 1..at).all(|place| match scope.what(place) {
        Some(What::Name(..) | What::Cue(Cue::Readings | Cue::Series)) => true,
        Some(What::Word) => words::holds(small, scope.word(place)),
        _ => false,
    });
    is_plain.then_some(no)
}
