//! The noun behind a number that says what it counts: `two anomalies`, `eleven of its readings`.

use crate::series::claims::{
    context::governors::Governor,
    numbers::claim::Claim,
    reading::{cues::Cue, mentions::What, units},
};

use super::is_of_count;

/// The noun that says what a number counts.
pub(in crate::series::claims) fn noun(claim: &Claim) -> Option<Cue> {
    for ahead in claim.at + 1..claim.at + 5 {
        let mention = claim.check.scope.get(ahead)?;
        match &mention.what {
            // `three channels went` counts no changes.
            What::Cue(_) if is_verb(&mention.word) => return None,
            // `six unusual days`
            What::Cue(Cue::Anomaly) if counts_readings(claim, ahead) => {
                return Some(Cue::Readings);
            }
            What::Cue(cue) if is_of_count(*cue) => return Some(*cue),
            // `eleven of its readings`
            What::Word
                if ahead <= claim.at + 2
                    && matches!(mention.word.as_str(), "of" | "its" | "the" | "their") => {}
            What::Word if is_verb(&mention.word) => return None,
            What::Word | What::Cue(_) => {}
            What::Mark if mention.word == "-" => {}
            _ => return None,
        }
    }
    None
}

/// Whether a number in words counts something that facts count, not how many things are talked of.
pub(in crate::series::claims::numbers) fn is_counted(claim: &Claim) -> bool {
    let is_talk = |at: usize| {
        claim.check.scope.get(at).is_some_and(|mention| {
            matches!(
                mention.word.as_str(),
                "things"
                    | "findings"
                    | "observations"
                    | "observation"
                    | "points"
                    | "point"
                    | "measures"
                    | "records"
                    | "record"
                    | "levels"
                    | "level"
                    | "periods"
                    | "intervals"
                    | "lines"
                    | "stretches"
            )
        })
    };
    let counts = |governor: &Governor| {
        governor.at < claim.at && governor.words == 0 && is_of_count(governor.cue)
    };
    noun(claim).is_some() && !(claim.at + 1..claim.at + 4).any(is_talk)
        || claim.governors.iter().any(counts)
}

/// Whether what is unusual are readings, and no anomalies: `six unusual days`, `four unusual ones`.
fn counts_readings(claim: &Claim, adjective: usize) -> bool {
    let next = claim.check.scope.word(adjective + 1);
    matches!(next, "ones" | "values" | "readings" | "samples" | "rows")
        || next.ends_with('s') && units::seconds_of(next).is_some()
}

/// Whether a word ends what a number may count: `went` in `three channels went together`.
fn is_verb(word: &str) -> bool {
    matches!(
        word,
        "are"
            | "is"
            | "was"
            | "were"
            | "has"
            | "have"
            | "had"
            | "and"
            | "of"
            | "to"
            | "or"
            | "that"
            | "in"
            | "at"
            | "on"
            | "with"
            | "went"
            | "go"
            | "goes"
            | "came"
            | "come"
            | "stood"
            | "stand"
            | "left"
            | "broke"
            | "ran"
            | "run"
    )
}
