//! Checks what is said to be absent, `no values are missing`, `nothing unusual`, `unrelated`, and how often something is
//! said to repeat: `a weekly cycle`.
//!
//! - `findings` are anomalies, changes, trends and seasons that are denied, `correlations` those of two series
//! - `parts` says whether something is denied of all of the table or of a part of it
//! - `missing` checks missing values, `rhythms` how often something repeats

mod correlations;
mod findings;
mod missing;
mod parts;
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
        Cue::Correlation | Cue::Unrelated => correlations::problem(check, at, cue),
        Cue::Season => rhythms::problem(check, at).or_else(|| findings::problem(check, at, cue)),
        _ => findings::problem(check, at, cue),
    }
}

/// So many mentions may stand between what denies and what is denied.
const MAX_BETWEEN: usize = 7;

/// Where a word stands that denies what is at a mention, if nothing but `small` words, names and words for values stands
/// between: `no missing values`, `none of them is missing`, `free of anomalies`, `does not show anything unusual`.
fn denied_by(scope: &Scope, at: usize, small: &str) -> Option<usize> {
    let clause = scope.clause(at);
    let near = clause.start.max(at.saturating_sub(MAX_BETWEEN))..at;
    let no = near.rev().find(|place| denies(scope, *place, at))?;
    let is_plain = (no + 1..at).all(|place| match scope.what(place) {
        Some(What::Name(..) | What::Cue(Cue::Readings | Cue::Series)) => true,
        Some(What::Word) => words::holds(small, scope.word(place)),
        _ => false,
    });
    // `did not pass without anomalies`
    let is_denied_itself = || (clause.start..no).any(|place| is_negation(scope, place));
    (is_plain && !is_denied_itself()).then_some(no)
}

/// Whether a word denies what is at a mention behind it.
fn denies(scope: &Scope, no: usize, at: usize) -> bool {
    match scope.word(no) {
        "no" | "none" | "zero" | "without" | "nothing" | "neither" => true,
        "free" => matches!(scope.word(no + 1), "of" | "from"),
        // `not unusual` judges.
        _ => {
            is_negation(scope, no)
                && (no..at).any(|place| matches!(scope.word(place), "any" | "anything" | "single"))
        }
    }
}

/// Whether a word denies what its clause says: `no`, `not`, `didn't`.
fn is_negation(scope: &Scope, at: usize) -> bool {
    let word = scope.word(at);
    matches!(word, "no" | "none" | "nothing" | "not" | "never" | "cannot") || word.ends_with("n't")
}
