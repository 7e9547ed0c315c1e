//! The words for how far the work on an incident has come, and how status pages write their updates: a state on a line
//! of its own or before a message, and the time at which it was posted.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::after_word;
use super::marks::Status;
use super::sections::is_placeholder;
use super::times::pattern;
use super::times::stamp;

/// The state that a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct State<'a> {
    /// As it is written.
    pub(super) word: &'a str,
    /// What it means; none for an update that leaves the state as it is, and for planned work.
    pub(super) status: Option<Status>,
    /// All that follows it.
    pub(super) after: &'a str,
    /// What follows it, without the marks between.
    pub(super) rest: &'a str,
}

/// What updates begin with. The longer one stands first.
const STATES: &[(&str, Option<Status>)] = &[
    ("scheduled maintenance", None),
    ("investigating", Some(Status::Investigating)),
    ("identified", Some(Status::Identified)),
    ("fixing", Some(Status::Identified)),
    ("monitoring", Some(Status::Monitoring)),
    ("watching", Some(Status::Monitoring)),
    ("verifying", Some(Status::Monitoring)),
    ("mitigated", Some(Status::Monitoring)),
    ("resolved", Some(Status::Resolved)),
    ("completed", Some(Status::Resolved)),
    ("closed", Some(Status::Resolved)),
    ("updated", None),
    ("update", None),
    ("scheduled", None),
    ("in progress", None),
    ("recovering", None),
    ("degraded performance", None),
    ("partial outage", None),
    ("major outage", None),
    ("operational", None),
    ("postmortem", None),
    ("post-mortem", None),
];

/// The words of a field for the same, which are too common to begin an update with.
const VALUES: &[(&str, Status)] = &[
    ("ongoing", Status::Investigating),
    ("open", Status::Investigating),
    ("active", Status::Investigating),
    ("triggered", Status::Investigating),
    ("acknowledged", Status::Investigating),
    ("detected", Status::Investigating),
    ("complete", Status::Resolved),
    ("fixed", Status::Resolved),
    ("done", Status::Resolved),
    ("recovered", Status::Resolved),
    ("restored", Status::Resolved),
];

/// The state that `text` begins with, if it is an update: the word is all, or a mark or a time follows it.
pub(super) fn state(text: &str) -> Option<State<'_>> {
    let (word, after, status) = STATES.iter().find_map(|(word, status)| {
        let after = after_word(text, word)?;
        Some((text.get(..word.len())?, after, *status))
    })?;
    let is_mark = |c: char| c.is_whitespace() || "-–—:|·•,([]".contains(c);
    let rest = after.trim_start_matches(is_mark);
    // "Resolved: TBD" is a field of what is open.
    if !rest.is_empty() && is_placeholder(after.trim_start_matches([' ', ':'])) {
        return None;
    }
    let is_marked = after.len() > rest.len()
        && after.trim_start().starts_with(|c: char| is_mark(c) && !c.is_whitespace());
    let is_timed = || stamp(rest).is_some() || time_alone(rest).is_some();
    (rest.is_empty() || is_marked || is_timed()).then_some(State { word, status, after, rest })
}

/// The status that the value of a field begins with.
pub(super) fn of_value(value: &str) -> Option<Status> {
    let value = value.trim_start_matches(|c: char| !c.is_alphanumeric());
    let states = STATES.iter().filter_map(|(word, status)| Some((*word, (*status)?)));
    states
        .chain(VALUES.iter().copied())
        .find(|(word, _)| after_word(value, word).is_some())
        .map(|(_, status)| status)
}

/// The status that a word is, whole.
pub(super) fn of_update(word: &str) -> Option<Status> {
    STATES.iter().find(|(state, _)| *state == word).and_then(|(_, status)| *status)
}

/// How far a sentence says that the work has come, where it is not over.
pub(super) fn told(sentence: &str) -> Option<Status> {
    let says = |phrases: &Regex| phrases.is_match(sentence);
    match (says(&WATCHED), says(&FOUND)) {
        (true, _) => Some(Status::Monitoring),
        (_, true) => Some(Status::Identified),
        _ => None,
    }
}

static WATCHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:keep|kept|keeping|continu\w+|remain|are|is|we're|'re|will)\s+(?:\w+\s+)?(?:to\s+)?(?:watch|monitor|observ)(?:ing)?|(?:keep|keeping)\s+(?:a close |an )?eye|(?:a|the)\s+(?:fix|workaround|patch|mitigation)\s+(?:is|has been|was)\s+(?:now\s+)?(?:in place|deployed|implemented|applied|rolled out|live))\b",
    )
});

static FOUND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:cause|issue|problem|source|culprit|fault)\s+(?:has been|was|is|have been)\s+(?:now\s+)?(?:identified|found|known|located|isolated)|(?:have|has|we)\s+(?:now\s+)?(?:identified|found|located|isolated)\s+(?:the|a|what)|working on (?:a|the) fix|(?:preparing|deploying|rolling out|implementing)\s+(?:a|the)\s+(?:\w+\s+)?(?:fix|patch|chain|change|workaround|rollback))\b",
    )
});

/// Whether a title is that of a report that is written when all is over.
pub(super) fn looks_back(title: &str) -> bool {
    LOOKS_BACK.is_match(title)
}

static LOOKS_BACK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:post[- ]?mortem|retrospective|post[- ]?incident|after[- ]?action|reason for outage|RFO|RCA|root cause analysis|lessons learned)\b",
    )
});

/// The time of a text that says nothing else: "Dec 5, 09:20 UTC", "Posted 2 days ago. Dec 5, 2025 - 09:20 UTC". As it
/// is written, and its date.
pub(super) fn time_alone(text: &str) -> Option<(String, Option<String>)> {
    let mut rest = text.trim();
    if let Some((lead, after)) = rest.split_once(". ").filter(|(lead, _)| lead.ends_with("ago")) {
        rest = if lead.len() <= MAX_LEAD_BYTES { after } else { rest };
    }
    let found = stamp(rest).filter(|stamp| stamp.has_clock && stamp.rest.is_empty())?;
    Some((found.written.to_owned(), found.date.map(str::to_owned)))
}

/// "Posted about 11 months ago" and the like.
const MAX_LEAD_BYTES: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_followed_by_nothing_a_mark_or_a_time() {
        for (text, word, status, rest) in [
            ("Resolved", "Resolved", Some(Status::Resolved), ""),
            ("Fixing - A new index", "Fixing", Some(Status::Identified), "A new index"),
            ("Update: still slow", "Update", None, "still slow"),
            (
                "Monitoring Dec 5, 09:20 UTC",
                "Monitoring",
                Some(Status::Monitoring),
                "Dec 5, 09:20 UTC",
            ),
        ] {
            let state = state(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((state.word, state.status, state.rest), (word, status, rest), "{text}");
        }
        for text in [
            "Resolved quickly",
            "Updates - none",
            "Identified's",
            "Resolved: TBD",
            "Resolved:  (empty)",
            "",
        ] {
            assert_eq!(state(text), None, "{text}");
        }
    }
}
