//! What headings and labels stand for, by the words that teams use. The words are in `words/headings.txt`.

use std::{collections::HashMap, sync::LazyLock};

use super::super::words::{is_alike, read};

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// What happened, in short.
    Summary,
    /// What users and the business felt of it.
    Impact,
    /// Why it happened.
    RootCause,
    /// How it was noticed.
    Detection,
    /// How it was mitigated and ended.
    Resolution,
    /// What happened when.
    Timeline,
    /// What is still to be done, so that it does not happen again.
    ActionItems,
    /// What made it possible or worse.
    ContributingFactors,
    /// What went well, and what did not.
    LessonsLearned,
    /// What a reader has to know to understand the rest.
    Background,
    /// Which services or components were affected.
    Services,
    /// Anything else.
    Other,
}

/// What a heading or a label of these words stands for; none if its words are not known.
pub(crate) fn kind(heading: &str) -> Option<Kind> {
    meaning(heading).map(|meaning| meaning.kind)
}

/// What words stand for, and how surely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) kind: Kind,
    /// The place of the phrase in the list; the lower, the surer.
    pub(super) rank: usize,
}

/// What a heading or a label of these words stands for, and how surely.
pub(super) fn meaning(heading: &str) -> Option<Meaning> {
    let words = words(heading);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if words.is_empty() || words.len() > MAX_HEADING_WORDS {
        return None;
    }
    let begun = words.iter().enumerate().flat_map(|(place, word)| {
        let first = word.chars().next();
        let ranks = first.and_then(|first| RANKS_BY_LETTER.get(&first)).into_iter().flatten();
        ranks.map(move |rank| (place, *rank))
    });
    let ranks = begun.filter(|(place, rank)| {
        PHRASES.get(*rank).is_some_and(|phrase| phrase.is_at(*place, &words))
    });
    let (_, rank) = ranks.min_by_key(|(_, rank)| *rank)?;
    PHRASES.get(rank).map(|phrase| Meaning { kind: phrase.kind, rank })
}

/// A longer line is a sentence that happens to hold the words.
const MAX_HEADING_WORDS: usize = 9;

/// The words of a heading that count: without numbers before it, remarks in brackets, and words that say nothing.
fn words(heading: &str) -> Vec<String> {
    let heading = heading.to_lowercase().replace('’', "'");
    let heading = match heading.find(['(', '[']) {
        Some(begin) if begin > 0 => heading.get(..begin).unwrap_or_default(),
        _ => heading.as_str(),
    };
    let is_between = |character: char| !character.is_alphanumeric() && character != '\'';
    let mut words: Vec<String> =
        heading.split(is_between).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let silent = words
        .iter()
        .take_while(|word| SILENT_WORDS.contains(&word.as_str()) || word.parse::<u32>().is_ok())
        .count();
    if silent < words.len() {
        words.drain(..silent);
    }
    words
}

const SILENT_WORDS: &[&str] = &[
    "a",
    "an",
    "the",
    "incident",
    "outage",
    "our",
    "brief",
    "short",
    "detailed",
    "preliminary",
    "initial",
    "section",
    "postmortem",
];

/// A phrase of the list.
struct Phrase {
    kind: Kind,
    words: Vec<&'static str>,
    is_whole: bool,
}

impl Phrase {
    /// Whether it stands at a place among words.
    fn is_at(&self, place: usize, words: &[&str]) -> bool {
        if self.is_whole && words.len() != self.words.len() {
            return false;
        }
        let here = words.get(place..place + self.words.len());
        here.is_some_and(|here| {
            here.iter().zip(&self.words).all(|(word, pattern)| is_alike(word, pattern))
        })
    }
}

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let mut kind = Kind::Other;
    let mut phrases = Vec::new();
    for line in read(include_str!("../words/headings.txt")) {
        if let Some(name) = line.strip_prefix('[') {
            kind = named(name.trim_end_matches(']'));
        } else {
            let words = line.trim_start_matches('~').split(' ').collect();
            phrases.push(Phrase { kind, words, is_whole: !line.starts_with('~') });
        }
    }
    phrases
});

/// The places of the phrases in the list, by the letter that they begin with: every line of a report may be a heading,
/// and is compared with a few of them.
static RANKS_BY_LETTER: LazyLock<HashMap<char, Vec<usize>>> = LazyLock::new(|| {
    let mut ranks: HashMap<char, Vec<usize>> = HashMap::new();
    for (rank, phrase) in PHRASES.iter().enumerate() {
        let first = phrase.words.first().and_then(|word| word.chars().next());
        first.into_iter().for_each(|first| ranks.entry(first).or_default().push(rank));
    }
    ranks
});

fn named(name: &str) -> Kind {
    match name {
        "summary" => Kind::Summary,
        "impact" => Kind::Impact,
        "root cause" => Kind::RootCause,
        "detection" => Kind::Detection,
        "resolution" => Kind::Resolution,
        "timeline" => Kind::Timeline,
        "action items" => Kind::ActionItems,
        "contributing factors" => Kind::ContributingFactors,
        "lessons learned" => Kind::LessonsLearned,
        "background" => Kind::Background,
        "services" => Kind::Services,
        _ => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_the_many_wordings_of_teams() {
        for (heading, expected) in [
            ("Executive Summary", Some(Kind::Summary)),
            ("1. Incident summary", Some(Kind::Summary)),
            ("TL;DR", Some(Kind::Summary)),
            ("What happened?", Some(Kind::Summary)),
            ("Customer Impact", Some(Kind::Impact)),
            ("Root Cause(s)", Some(Kind::RootCause)),
            ("Root cause analysis", Some(Kind::RootCause)),
            ("Trigger", Some(Kind::RootCause)),
            ("Detection", Some(Kind::Detection)),
            ("How we fixed it", Some(Kind::Resolution)),
            ("Mitigation and resolution", Some(Kind::Resolution)),
            ("Timeline (all times UTC)", Some(Kind::Timeline)),
            ("🕐 Timeline", Some(Kind::Timeline)),
            ("Follow-up actions", Some(Kind::ActionItems)),
            ("What we’re doing to prevent this from happening again", Some(Kind::ActionItems)),
            ("Next steps", Some(Kind::ActionItems)),
            ("TODOs", Some(Kind::ActionItems)),
            ("Contributing Factors", Some(Kind::ContributingFactors)),
            ("Lessons learnt", Some(Kind::LessonsLearned)),
            ("Affected services", Some(Kind::Services)),
            ("Background", Some(Kind::Background)),
            ("Attendees", Some(Kind::Other)),
            ("Search at noon", None),
            ("Search was slow", None),
            ("", None),
            ("We saw that the impact of the change was much larger than we thought", None),
        ] {
            assert_eq!(kind(heading), expected, "{heading}");
        }
    }

    #[test]
    fn every_kind_in_the_list_has_a_name_that_is_known() {
        let list = include_str!("../words/headings.txt");
        let names = list.lines().filter_map(|line| line.strip_prefix('['));
        for name in names.map(|name| name.trim_end_matches(']')) {
            assert_eq!(named(name) == Kind::Other, name == "other", "{name}");
        }
    }
}
