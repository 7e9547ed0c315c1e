//! The words that say that something failed, began to fail, or is over.

use std::sync::LazyLock;

use regex::Regex;

use super::super::patterns::pattern;
use crate::report::sentences::split;

/// What is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Recovery {
    /// The service is back.
    Restored,
    /// The problem or the incident is called resolved.
    Resolved,
}

/// What a text says is over. What only seems to be, or is not, is none.
pub(in crate::report) fn recovery(text: &str) -> Option<Recovery> {
    if RECOVERY_LABEL.is_match(text) {
        return Some(Recovery::Restored);
    }
    let certain: Vec<&str> =
        split(text).into_iter().filter(|sentence| !HEDGE.is_match(sentence)).collect();
    let says = |phrases: &Regex| certain.iter().any(|sentence| phrases.is_match(sentence));
    match (says(&RESTORED), says(&RESOLVED)) {
        (true, _) => Some(Recovery::Restored),
        (_, true) => Some(Recovery::Resolved),
        _ => None,
    }
}

/// Whether a text says that something does not work.
pub(in crate::report) fn is_failure(text: &str) -> bool {
    FAILURE.is_match(text)
}

static FAILURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:fail\w*|errors?|outages?|down|downtime|unavailab\w*|degrad\w*|disrupt\w*|inaccessib\w*|unable|slow\w*|crash\w*|latency|interrupt\w*|5[0-9]{2}s?|40[34]s?|timeouts?|time[sd]? out|timing out|alert\w*|alarm\w*|out of memory|drop\w*|lost|loss|broken|not (?:available|working|responding)|cannot|can't|couldn't|impact(?:ed|ing)?|affect(?:ed|ing)?|delay\w*|report(?:s|ed)|start of incident|issues?|problems?|saturat\w*|stuck|destroyed|deleted)\b",
    )
});

/// "Seems resolved", "considered fixed", "not yet restored", "should be back", "attempt to": nothing is over yet.
static HEDGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:seem(?:s|ed)?|consider(?:s|ed)?|believed?|assumed?|thought|should|would|will|partial(?:ly)?|until|once|temporar(?:y|ily)|(?:not|n't|never)\s+(?:\w+\s+){0,2}(?:resolved|fixed|restored|recovered|healthy|back|solved|mitigated|operational))\b",
    )
});

static RESTORED: LazyLock<Regex> = LazyLock::new(|| phrases("restored"));
static RESOLVED: LazyLock<Regex> = LazyLock::new(|| phrases("resolved"));

fn phrases(kind: &str) -> Regex {
    let lines =
        include_str!("../words/recovery.txt").lines().filter_map(|line| line.split_once('\t'));
    let phrases: Vec<&str> =
        lines.filter(|(other, _)| *other == kind).map(|(_, phrase)| phrase).collect();
    pattern(&format!(r"(?i)\b(?:{})\b", phrases.join("|")))
}

/// "Recovery: the last node is back", a label in front of an entry.
static RECOVERY_LABEL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\W*(?:recovery|recovered|restored|resolution)\s*[:–—-]"));

/// Which end of an incident a moment in a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// It began then.
    Began,
    /// It was noticed then.
    Observed,
    /// It was over then.
    Over(Recovery),
}

/// Which end the moment between `before` and `after` is.
pub(super) fn end(before: &str, after: &str) -> Option<End> {
    let over = |words: &str| recovery(words).map(End::Over);
    if let Some(cue) = CUE_BEFORE.find(before) {
        let words = cue.as_str();
        let begins = BEGAN.is_match(words) && !is_work(before);
        return over(words)
            .or(begins.then_some(End::Began))
            .or(OBSERVED.is_match(words).then_some(End::Observed));
    }
    let words = CUE_AFTER.find(after)?.as_str();
    let begins = BEGAN.is_match(words) && !is_work(words);
    let began = begins.then_some(End::Began);
    over(words).or(began).or((OBSERVED.is_match(words) && !is_work(words)).then_some(End::Observed))
}

/// Work on a system begins as well, and so does the work on an incident.
fn is_work(words: &str) -> bool {
    WORK.is_match(words)
}

/// The last words before a moment, from the cue on: "restored by the team at around ".
static CUE_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b(?:{BEGAN_WORDS}|{OBSERVED_WORDS}|{OVER_WORDS})\b(?:[^\w.;]+\w+){{0,6}}[^\w.;]*$"
    ))
});

/// The words behind a moment as far as a cue: " UTC, full service was recovered".
static CUE_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)^[^\w.;]*(?:\w[\w'’.-]*[^\w.;]+){{0,9}}?(?:{BEGAN_WORDS}|{OBSERVED_WORDS}|{OVER_WORDS})\b(?:[^\w.;]+\w+){{0,3}}"
    ))
});

const BEGAN_WORDS: &str = "beg[aiu]n(?:s|ning)?|start(?:s|ed|ing)?|commenced|since|occurred|onset";
const OBSERVED_WORDS: &str = "detected|observed|noticed|alerted|reported|identified|discovered|experienc(?:ed|ing)|saw|aware|\
     failed|failing|went down|crashed|became|received|unavailable|degraded|affected|reports";
const OVER_WORDS: &str = "restored|recovered|resumed|resumes|normal|operational|healthy|back (?:up|online)|resolved|solved|\
     fixed|mitigated|ended|subsided";

static BEGAN: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?i)\b(?:{BEGAN_WORDS})\b")));
static OBSERVED: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)\b(?:{OBSERVED_WORDS})\b")));
static WORK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:investigat\w*|work(?:ing|ed)?|deploy\w*|roll(?:ed|ing|back|out)\w*|migrat\w*|recover(?:y|ing)|restor(?:e|ing|ation)|fix(?:ing)?|maintenance|upgrad\w*|monitoring|troubleshoot\w*|rotat\w*|releas\w*|planned|scheduled|restart\w*|to (?:roll|fix|revert|restart))\b",
    )
});
