//! The sentences that say why an incident happened and what users noticed, in reports that have no section for it: the
//! updates of a status page, an article, an e-mail. What is only guessed is not taken.

use std::{collections::HashSet, sync::LazyLock};

use super::{
    course::{Course, Place},
    split::{begun, joined, split},
};
use crate::report::{
    document::Block,
    marks::Status,
    sections::{Kind, Sections},
    services::failing,
    states::{self, state},
    timeline::Event,
    times::{behind_clock, is_about_another, is_failure},
    words::{Phrases, Words, kinds, read, spaced, words},
};

/// The sentence that says most surely why it happened: by its words, by what followed from it or went before, or
/// because it is what an update calls identified.
pub fn cause(sections: &Sections, timeline: &[Event]) -> Option<String> {
    let sentences: Vec<Told<'_>> = told(sections, timeline).collect();
    let mut surest: Option<(usize, &Told<'_>)> = None;
    for (place, sentence) in sentences.iter().enumerate() {
        let text = spaced(&sentence.text);
        let before = place.checked_sub(1).and_then(|before| sentences.get(before));
        let is_cause = |number: &usize| CAUSES.get(*number).is_some_and(|cue| is_cause(&text, cue));
        let found = match CAUSES_BY_WORD.in_text(&text).filter(is_cause).min() {
            _ if is_consequence(&text) => before.map(|before| (CAUSES.len(), before)),
            Some(rank) => Some((rank, sentence)),
            None if follows_event(&text) => Some((CAUSES.len() + 1, sentence)),
            None if brings_failure(&sentence.text) => Some((CAUSES.len() + 2, sentence)),
            None if sentence.is_identified => Some((CAUSES.len() + 3, sentence)),
            None => None,
        };
        let found = found.filter(|(_, sentence)| {
            let text = spaced(&sentence.text);
            !is_about_another(&sentence.text) && !NO_CAUSES.are_in(&text) && !denies(&text)
        });
        if let Some((rank, sentence)) = found
            && surest.is_none_or(|(surest, _)| rank < surest)
        {
            surest = Some((rank, sentence));
        }
    }
    surest.map(|(_, sentence)| sentence.text.clone())
}

/// Whether a cue in a sentence is one for a cause. "Because" may also give a reason for what somebody does or plans.
fn is_cause(text: &str, cue: &str) -> bool {
    let Some((before, after)) = cue.strip_prefix('~').and_then(|weak| text.split_once(weak)) else {
        return true;
    };
    let told = if before.trim().is_empty() { after } else { before };
    let acts = told.split(' ').any(|word| matches!(word, "we" | "you" | "i" | "please"));
    let happened = told.split(' ').any(|word| word.ends_with("ed") || PAST.contains(&word));
    is_failure(told) || happened && !acts
}

/// Whether a sentence says what the cause was not: "The cause was not the network", "Die Ursache war nicht das Netz".
fn denies(text: &str) -> bool {
    CAUSE_NOUNS.iter().any(|noun| {
        let behind = text.split_once(noun).map_or("", |(_, behind)| behind);
        behind.split(' ').take(MAX_DENYING_WORDS).any(|word| DENIALS.contains(&word))
    })
}

const CAUSE_NOUNS: &[&str] = &[" cause ", " reason ", " culprit ", " ursache ", " grund "];

/// What stands right behind the verb that denies; "t" is what is left of "wasn't".
const DENIALS: &[&str] = &["not", "neither", "never", "nicht", "kein", "keine", "t"];

/// "did not lie".
const MAX_DENYING_WORDS: usize = 2;

/// Verbs of what happened that do not end as others do.
const PAST: &[&str] =
    &["was", "were", "had", "did", "ran", "went", "took", "came", "got", "broke", "fell", "kept"];

/// Whether a sentence says what followed from its beginning: "The release drops a header, so that uploads are
/// rejected".
fn brings_failure(sentence: &str) -> bool {
    sentence.split_once(", so ").is_some_and(|(_, after)| is_failure(after))
}

/// Whether a sentence says what followed from the one before it: "As a result, …". What somebody did next is no harm.
fn is_consequence(text: &str) -> bool {
    let mut behind = CONSEQUENCES.iter().filter_map(|begin| text.strip_prefix(begin));
    behind.any(|behind| !behind.starts_with("of ") && !behind.starts_with("we "))
}

const CONSEQUENCES: &[&str] = &[
    " as a result ",
    " as a consequence ",
    " consequently ",
    " this caused ",
    " this resulted in ",
    " this led to ",
    " this meant that ",
];

/// Whether a sentence says what went before: "The site went down after a failed release".
fn follows_event(text: &str) -> bool {
    let Some((before, behind)) = text.split_once(" after ") else { return false };
    // What came after the outage is no outage.
    let is_new = ["a ", "an "].iter().any(|article| behind.starts_with(article));
    let is_change = || is_failure(before) && !behind.starts_with("the outage");
    let mut near = behind.split(' ').take(MAX_EVENT_WORDS + 1);
    (is_new || is_change()) && near.any(|word| EVENTS.contains(&word))
}

/// "after a routine configuration change" has three.
const MAX_EVENT_WORDS: usize = 3;

const EVENTS: &[&str] = &[
    "outage",
    "failure",
    "fault",
    "fire",
    "update",
    "upgrade",
    "release",
    "deployment",
    "deploy",
    "migration",
    "maintenance",
    "change",
    "reload",
    "rollout",
    "restart",
    "attack",
    "crash",
    "failover",
    "cut",
    "bug",
    "spike",
];

/// The first sentences that say what users noticed: how many were hit or what they could not do, else what failed for
/// them, else what failed. They stand in the order of time.
pub fn impact(sections: &Sections, timeline: &[Event]) -> Option<String> {
    let mut seen = HashSet::new();
    let sentences = told(sections, timeline).filter(|told| seen.insert(told.text.clone()));
    let sentences: Vec<Told<'_>> = sentences.collect();
    let told = sentences.iter().filter_map(|told| Some((telling(&told.text)?, told)));
    let mut told: Vec<(Telling, &Told<'_>)> = told.collect();
    if told.is_empty() {
        let things = sentences.iter().filter(|told| tells_of_thing(&told.text));
        told = things.map(|told| (Telling::Thing, told)).collect();
    }
    let most = told.iter().map(|(telling, _)| *telling).max()?;
    let chosen = told.into_iter().filter(|(telling, _)| *telling == most).take(MAX_IMPACTS);
    let mut chosen: Vec<&Told<'_>> = chosen.map(|(_, told)| told).collect();
    chosen.sort_by_key(|told| told.place.time);
    Some(joined(chosen.iter().map(|told| told.text.as_str())))
}

/// How much a sentence says of what users noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Telling {
    /// Something failed.
    Thing,
    /// Something failed for somebody.
    Somebody,
    /// How many were hit, or what they could not do.
    Extent,
}

/// Whether a sentence says what users noticed or what failed.
pub fn says_what_failed(sentence: &str) -> bool {
    telling(sentence).is_some() || tells_of_thing(sentence)
}

/// How much a sentence says of what users noticed; none if it is not about that.
fn telling(sentence: &str) -> Option<Telling> {
    let text = spaced(sentence);
    if NO_IMPACTS.are_in(&text) {
        return None;
    }
    let kinds: Vec<&str> = IMPACTS.in_text(&text).collect();
    let has = |kind: &str| kinds.contains(&kind);
    let has_share = sentence.contains('%') || text.contains(" percent ");
    let cannot = has("cannot");
    let is_told = (cannot || has("what")) && (has_share || has("who"));
    if has("both") || is_told && (has_share || cannot) {
        Some(Telling::Extent)
    } else {
        is_told.then_some(Telling::Somebody)
    }
}

/// Whether a sentence says that something fails, without a word on those who notice.
fn tells_of_thing(sentence: &str) -> bool {
    let text = spaced(sentence);
    !NO_IMPACTS.are_in(&text) && !failing(sentence).is_empty()
}

const MAX_IMPACTS: usize = 2;

static CAUSES: Words = Words::new(|| read(include_str!("../words/causes.txt")));
static CAUSES_BY_WORD: LazyLock<Phrases<usize>> =
    LazyLock::new(|| Phrases::of(CAUSES.iter().map(|cue| cue.trim_start_matches('~')).enumerate()));
static NO_CAUSES: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::of_list(include_str!("../words/no_causes.txt")));
static IMPACTS: LazyLock<Phrases<&str>> =
    LazyLock::new(|| Phrases::of(kinds(include_str!("../words/impacts.txt"))));
static NO_IMPACTS: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::of_list(include_str!("../words/no_impacts.txt")));

/// A sentence that tells of an incident.
pub struct Told<'r> {
    /// Without the time and the state before it.
    pub text: String,
    place: Place<'r>,
    /// Whether it is the first that an update says which calls the cause identified, and more than that.
    is_identified: bool,
}

/// The sentences of a report that tell of its incident.
pub fn told<'r>(sections: &'r Sections, timeline: &'r [Event]) -> impl Iterator<Item = Told<'r>> {
    let told = sections.sections.iter().filter(|section| {
        !matches!(section.kind, Kind::ActionItems | Kind::LessonsLearned | Kind::Background)
    });
    let mut course = Course::of(timeline);
    let blocks = told.flat_map(move |section| {
        course.enter(section);
        let places: Vec<_> =
            section.blocks.iter().map(|block| (course.place_of(block), block)).collect();
        places
    });
    let texts = blocks.enumerate().flat_map(|(number, (place, block))| {
        let texts = match block {
            // The headline of a text that marks none.
            Block::Paragraph(text)
                if number == 0 && place.state.is_none() && !text.ends_with(ENDS) =>
            {
                Vec::new()
            }
            Block::Paragraph(text) | Block::Item { text, .. } => vec![text.as_str()],
            Block::Heading { text, .. } if state(text).is_some() => vec![text.as_str()],
            Block::Row { cells, is_head: false } => cells.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        };
        texts.into_iter().map(move |text| (place, text))
    });
    let mut identified = None;
    let sentences = texts.flat_map(move |(place, text)| {
        let behind = behind_clock(text);
        let text = begun(text, state(behind).map_or(behind, |state| behind_clock(state.rest)));
        let is_sentence = |sentence: &&str| {
            !sentence.ends_with('?') && sentence.split_whitespace().count() >= MIN_WORDS
        };
        let sentences: Vec<&str> = split(&text).into_iter().filter(is_sentence).collect();
        let status = place.state.and_then(|state| state.status);
        let is_identified = status == Some(Status::Identified)
            && identified != Some(place)
            && !sentences.is_empty();
        if is_identified {
            identified = Some(place);
        }
        let told = sentences.into_iter().enumerate().map(move |(number, sentence)| Told {
            text: sentence.to_owned(),
            place,
            is_identified: is_identified && number == 0 && !is_about_work(sentence),
        });
        told.collect::<Vec<Told<'_>>>()
    });
    sentences.take(MAX_SENTENCES)
}

/// Whether a sentence of an update tells how the work goes on: "The issue was identified, and a fix is being deployed".
fn is_about_work(sentence: &str) -> bool {
    states::told(sentence).is_some() || words(sentence).any(|word| WORK.contains(&word.as_str()))
}

const WORK: &[&str] =
    &["we", "team", "engineers", "fix", "workaround", "identified", "update", "updates"];

/// What sentences end with.
const ENDS: [char; 7] = ['.', '!', '?', '…', '"', '”', ')'];

/// "Nobody could book." has three words.
const MIN_WORDS: usize = 3;

/// More sentences are looked at in no report.
const MAX_SENTENCES: usize = 2_000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::read as read_report;

    fn of(text: &str) -> (Option<String>, Option<String>) {
        let report = read_report(&format!("# Uploads\n\n{text}\n")).unwrap();
        let (sections, timeline) = (&report.sections, &report.timeline);
        (cause(sections, timeline), impact(sections, timeline))
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
            (
                "- 14:05 UTC uploads failed as a result of a lost link.",
                "Uploads failed as a result of a lost link.",
            ),
            ("- 14:05 UTC db-2 failed due to load.", "db-2 failed due to load."),
            (
                "The team met. An index was added without a lock. As a result, writes were blocked.",
                "An index was added without a lock.",
            ),
            (
                "We met. Errors came up following a rotation of keys. This resulted in late mails.",
                "Errors came up following a rotation of keys.",
            ),
            (
                "It was over. Uploads went down after a failed release.",
                "Uploads went down after a failed release.",
            ),
            (
                "Uploads failed because of load. The problem stemmed from a missing index.",
                "The problem stemmed from a missing index.",
            ),
            (
                "We met. The bucket was made public by mistake.",
                "The bucket was made public by mistake.",
            ),
            (
                "Identified - A quota was reached by the pool. We asked for more.",
                "A quota was reached by the pool.",
            ),
            (
                "We met. The gateway drops a header, so uploads are rejected.",
                "The gateway drops a header, so uploads are rejected.",
            ),
            (
                "## Identified\n\nMay 2, 2025 - 11:40 UTC\n\nThe gateway rejects cards.\n\n## Investigating\n\nMay 2, 2025 - 11:05 UTC\n\nPayments fail.",
                "The gateway rejects cards.",
            ),
            (
                "Identified - One zone lost its link to our datastore after a network maintenance.",
                "One zone lost its link to our datastore after a network maintenance.",
            ),
            (
                "We met. One of the inputs to the command was entered incorrectly.",
                "One of the inputs to the command was entered incorrectly.",
            ),
            ("Nobody knew. We traced it to a stale key.", "We traced it to a stale key."),
            (
                "| Time | Note |\n|--|--|\n| 14:05 | It was caused by a disk |",
                "It was caused by a disk",
            ),
        ] {
            assert_eq!(of(text).0.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_headline_is_neither_cause_nor_impact() {
        let text = "Uploads failed for all users because of a full disk this morning in the region of the west coast";
        let report = read_report(&format!("{text}\n\nWe are sorry.\n")).unwrap();
        let (sections, timeline) = (&report.sections, &report.timeline);
        assert_eq!((cause(sections, timeline), impact(sections, timeline)), (None, None));
    }

    #[test]
    fn guesses_denials_and_plans_are_no_cause() {
        for text in [
            "It may have been caused by a disk.",
            "We suspect that it was caused by a disk.",
            "It was not caused by the release.",
            "The cause was not the network.",
            "The root cause wasn't a full disk.",
            "Die Ursache war nicht das Netz.",
            "A disk was ruled out as what it was caused by.",
            "We are investigating whether it was caused by a disk.",
            "We apologize for the disruption caused by this incident.",
            "We are making changes as a result of this event.",
            "Was it caused by a disk?",
            "Uploads failed after a while.",
            "We post this because you asked.",
            "It was slow. As a consequence, we lowered the threshold of the alert.",
            "It was noticed because Tim looked at the dashboard.",
            "It turned out to be another root cause than last week.",
            "Rolling the hosts back, not before noon because of the trucks.",
            "Last year a similar incident was caused by a disk.",
            "Identified - A fix is being implemented by the team.",
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
            (
                "This is the final update on today's VPN outage. Some 1,300 colleagues could not log in.",
                "Some 1,300 colleagues could not log in.",
            ),
            ("About 12% of requests failed.", "About 12% of requests failed."),
            ("Nobody could book.", "Nobody could book."),
            (
                "A disk failed. The public API was partially unavailable.",
                "The public API was partially unavailable.",
            ),
            ("Orders were delayed by an hour.", "Orders were delayed by an hour."),
            ("Pages took up to 40 s.", "Pages took up to 40 s."),
            ("Some users may experience delays.", "Some users may experience delays."),
            (
                "A disk failed. Users saw errors. Orders were lost. Uploads failed.",
                "Users saw errors. Orders were lost.",
            ),
            ("Users saw errors.\n\nAgain: users.\n\n- Users saw errors.", "Users saw errors."),
            (
                "Resolved - 4% of users saw errors. May 2, 2025 - 11:40 UTC\n\nInvestigating - Users cannot log in. May 2, 2025 - 11:05 UTC",
                "Users cannot log in. 4% of users saw errors.",
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
