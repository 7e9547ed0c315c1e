//! The sentences that say why an incident happened and what users noticed, in reports that have no section for it: the
//! updates of a status page, an article, an e-mail. What is only guessed is not taken.

use super::split::split;
use crate::report::{
    document::Block,
    sections::{Kind, Sections},
    stamps::stamp,
    states::state,
    words::{Words, read, words},
};

/// The sentence that says most surely why it happened.
pub fn cause(sections: &Sections) -> Option<String> {
    let sure = |sentence: &String| {
        let text = spaced(sentence);
        let rank = CAUSES.iter().position(|cue| holds(&text, cue))?;
        (!NO_CAUSES.iter().any(|word| holds(&text, word))).then_some(rank)
    };
    let ranked = sentences(sections).filter_map(|sentence| Some((sure(&sentence)?, sentence)));
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, sentence)| sentence)
}

/// The first sentences that say what users noticed: how many were hit or what they could not do, else what failed for them.
pub fn impact(sections: &Sections) -> Option<String> {
    let told = sentences(sections).filter_map(|sentence| Some((is_telling(&sentence)?, sentence)));
    let told: Vec<(bool, String)> = told.collect();
    let is_any_telling = told.iter().any(|(is_telling, _)| *is_telling);
    let chosen = told.into_iter().filter(|(is_telling, _)| *is_telling || !is_any_telling);
    let chosen: Vec<String> = chosen.take(MAX_IMPACTS).map(|(_, sentence)| sentence).collect();
    (!chosen.is_empty()).then(|| chosen.join(" "))
}

/// Whether a sentence about what users noticed says how many or what they could not do; none if it is not about that.
fn is_telling(sentence: &str) -> Option<bool> {
    let text = spaced(sentence);
    let has = |kind: &str| {
        let cues = IMPACTS.iter().filter_map(|line| line.split_once('\t'));
        cues.filter(|(of, _)| *of == kind).any(|(_, cue)| holds(&text, cue))
    };
    let has_share = sentence.contains('%') || holds(&text, "percent");
    let cannot = has("cannot");
    let is_told = has("both") || (cannot || has("what")) && (has_share || has("who"));
    let is_denied = NO_IMPACTS.iter().any(|word| holds(&text, word));
    (is_told && !is_denied).then_some(has_share || cannot || has("both"))
}

const MAX_IMPACTS: usize = 2;

static CAUSES: Words = Words::new(|| read(include_str!("../words/causes.txt")));
static NO_CAUSES: Words = Words::new(|| read(include_str!("../words/no_causes.txt")));
static IMPACTS: Words = Words::new(|| read(include_str!("../words/impacts.txt")));
static NO_IMPACTS: Words = Words::new(|| read(include_str!("../words/no_impacts.txt")));

/// The sentences of a report that tell of its incident, without the time and the state before them.
fn sentences(sections: &Sections) -> impl Iterator<Item = String> {
    let told = sections.sections.iter().filter(|section| {
        !matches!(section.kind, Kind::ActionItems | Kind::LessonsLearned | Kind::Background)
    });
    let texts = told.flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Paragraph(text) | Block::Item { text, .. } => Some(text.as_str()),
        _ => None,
    });
    let sentences = texts.flat_map(|text| {
        let text = stamp(text).filter(|stamp| stamp.has_clock).map_or(text, |stamp| stamp.rest);
        let text = state(text).map_or(text, |state| state.rest);
        split(text).into_iter().filter(|sentence| !sentence.ends_with('?'))
    });
    sentences.take(MAX_SENTENCES).map(str::to_owned)
}

/// More sentences are looked at in no report.
const MAX_SENTENCES: usize = 2_000;

/// The words of a sentence with blanks around each.
fn spaced(sentence: &str) -> String {
    format!(" {} ", words(sentence).collect::<Vec<_>>().join(" "))
}

fn holds(spaced: &str, phrase: &str) -> bool {
    spaced.match_indices(phrase).any(|(at, _)| {
        let after = spaced.get(at + phrase.len()..).unwrap_or_default();
        spaced.get(..at).is_some_and(|before| before.ends_with(' ')) && after.starts_with(' ')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::read as read_report;

    fn of(text: &str) -> (Option<String>, Option<String>) {
        let sections = read_report(&format!("# Uploads\n\n{text}\n")).unwrap().sections;
        (cause(&sections), impact(&sections))
    }

    #[test]
    fn the_sentence_that_names_a_cause_is_the_cause() {
        for (text, expected) in [
            (
                "Resolved - It is over. The errors were caused by a full disk.",
                "The errors were caused by a full disk.",
            ),
            ("- Monitoring: This was triggered by a release.", "This was triggered by a release."),
            (
                "It failed due to load. The root cause was a missing index.",
                "The root cause was a missing index.",
            ),
            (
                "14:05 Uploads failed as a result of a lost link.",
                "Uploads failed as a result of a lost link.",
            ),
        ] {
            assert_eq!(of(text).0.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn guesses_denials_and_plans_are_no_cause() {
        for text in [
            "It may have been caused by a disk.",
            "We suspect that it was caused by a disk.",
            "It was not caused by the release.",
            "A disk was ruled out as what it was caused by.",
            "We are investigating whether it was caused by a disk.",
            "We apologize for the disruption caused by this incident.",
            "We are making changes as a result of this event.",
            "Was it caused by a disk?",
            "Maintenance is due to start at noon.",
            "> It was caused by a disk.",
            "## Action items\n\n- Find what was caused by the disk",
        ] {
            assert_eq!(of(text).0, None, "{text}");
        }
    }

    #[test]
    fn what_users_noticed_is_the_impact() {
        for (text, expected) in [
            ("Investigating - Customers could not log in.", "Customers could not log in."),
            ("About 12% of requests failed.", "About 12% of requests failed."),
            ("Nobody could book.", "Nobody could book."),
            ("Some users may experience delays.", "Some users may experience delays."),
            (
                "A disk failed. Users saw errors. Orders were lost. Uploads failed.",
                "Users saw errors. Orders were lost.",
            ),
        ] {
            assert_eq!(of(text).1.as_deref(), Some(expected), "{text}");
        }
        for text in [
            "A disk failed.",
            "Users should no longer see errors.",
            "Requests may have been affected.",
            "Please tell us if users are affected.",
            "We will tell customers that failed.",
        ] {
            assert_eq!(of(text).1, None, "{text}");
        }
    }
}
