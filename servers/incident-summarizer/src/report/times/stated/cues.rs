//! The words that say that something failed, began to fail, or is over.

use std::sync::LazyLock;

use regex::Regex;

use super::super::patterns::pattern;
use crate::report::{sentences::split, words::kinds};

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
    // Messages begin their sentences with small letters.
    let sentences = split(text).into_iter().flat_map(|sentence| sentence.split(". "));
    let clauses = sentences.flat_map(|sentence| sentence.split(", but "));
    let certain: Vec<&str> = clauses.filter(|clause| !HEDGE.is_match(clause)).collect();
    let says = |phrases: &Regex| certain.iter().any(|sentence| phrases.is_match(sentence));
    match (says(&RESTORED), says(&RESOLVED)) {
        (true, _) => Some(Recovery::Restored),
        (_, true) => Some(Recovery::Resolved),
        _ => None,
    }
}

/// Whether a text says that it is not over at the time of writing.
pub(super) fn is_not_over(text: &str) -> bool {
    let is_open = |sentence: &&str| {
        NOT_OVER.is_match(sentence)
            && !LOOKS_BACK.is_match(sentence)
            && !ELSEWHERE.is_match(sentence)
    };
    split(text).iter().any(is_open)
}

/// "Is ongoing", "still investigating", "not yet resolved", "the delays continue", "next update at 15:30".
static NOT_OVER: LazyLock<Regex> = LazyLock::new(|| not_over("open"));

/// "Was still failing" tells how it was.
static LOOKS_BACK: LazyLock<Regex> = LazyLock::new(|| not_over("past"));

/// What is looked into or worked on after the end.
static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| not_over("elsewhere"));

fn not_over(kind: &str) -> Regex {
    phrases(include_str!("../words/not_over.txt"), kind)
}

/// Whether a text says that something does not work.
pub(in crate::report) fn is_failure(text: &str) -> bool {
    FAILURE.is_match(text)
}

static FAILURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:fail\w*|errors?|outages?|down|downtime|unavailab\w*|degrad\w*|disrupt\w*|inaccessib\w*|unable|slow\w*|crash\w*|latency|interrupt\w*|5[0-9]{2}s?|40[34]s?|timeouts?|time[sd]? out|timing out|alert\w*|alarm\w*|out of memory|drop\w*|lost|loss|broken|not (?:available|working|responding)|cannot|can't|could not|couldn't|unreachable|offline|unresponsive|stopped|missing|wrong(?:ly)?|incorrect\w*|reject\w*|refus\w*|without|impact(?:ed|ing)?|affect(?:ed|ing)?|delay\w*|report(?:s|ed)|start of incident|issues?|problems?|saturat\w*|stuck|blocked|expired|destroyed|deleted|\w*störung\w*|\w*ausfall\w*|ausgefallen|beeinträchtig\w*|nicht (?:erreichbar|verfügbar))\b",
    )
});

/// "Seems resolved", "considered fixed", "not yet restored", "should be back", "attempt to": nothing is over yet.
static HEDGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:seem|look|appear)(?:s|ed)?|consider(?:s|ed)?|believed?|assumed?|thought|should|would|will|partial(?:ly)?|until|once|temporar(?:y|ily)|stop(?:s|ped)?\s+\w+ing|(?:issues?|problems?|errors?|failures?|delays?|timeouts?|alerts?)\s+(?:is|are|was|were|came|comes|come)\s+back(?:\s+(?:at|again|in|since)|\s*$)|(?:some|many|most|few)\s+(?:\w+\s+){0,3}(?:recovered|restored|resolved|fixed|back)|resolved?\s+(?:\w+\s+)?(?:names?|hostnames?|domains?|dns|address(?:es)?|quer(?:y|ies)|to)|(?:not|n't|never|no longer|nothing|failed to be)\s+(?:\w+\s+){0,2}(?:resolved|fixed|restored|recovered|healthy|back|solved|mitigated|operational))\b",
    )
});

static RESTORED: LazyLock<Regex> = LazyLock::new(|| over("restored"));
static RESOLVED: LazyLock<Regex> = LazyLock::new(|| over("resolved"));

fn over(kind: &str) -> Regex {
    phrases(RECOVERIES, kind)
}

const RECOVERIES: &str = include_str!("../words/recovery.txt");

/// The phrases of a kind in a list of kinds and phrases.
fn phrases(list: &'static str, kind: &str) -> Regex {
    let phrases = kinds(list).filter(|(other, _)| *other == kind).map(|(_, phrase)| phrase);
    let phrases: Vec<&str> = phrases.collect();
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
    if let Some(end) = since(before, after) {
        return Some(end);
    }
    if FROM.is_match(before) && is_failure(before) && !is_work(last_clause(before)) {
        return Some(End::Began);
    }
    if let Some(end) = until(before) {
        return Some(end);
    }
    let over = |words: &str| recovery(words).map(End::Over);
    if let Some(cue) = CUE_BEFORE.find(before) {
        let words = cue.as_str();
        let begins = BEGAN.is_match(words) && !is_work(before) && !is_step(before);
        return over(words)
            .or(begins.then_some(End::Began))
            .or(OBSERVED.is_match(words).then_some(End::Observed));
    }
    let Some(words) = CUE_AFTER.find(after) else {
        let is_about = |clause: &str| is_failure(clause) && !is_work(clause) && !is_change(clause);
        let fails = is_about(last_clause(before)) || is_about(first_clause(after));
        return fails.then_some(End::Observed);
    };
    let words = words.as_str();
    let begins = BEGAN.is_match(words) && !is_work(words);
    let began = begins.then_some(End::Began);
    over(words).or(began).or((OBSERVED.is_match(words) && !is_work(words)).then_some(End::Observed))
}

/// Which end the moment behind "since" is: from then on something fails, or works again.
pub(super) fn since(before: &str, after: &str) -> Option<End> {
    if !SINCE.is_match(before) {
        return None;
    }
    let clause = format!("{} {}", last_clause(before), first_clause(after));
    let works = WORKS.is_match(&clause) && !DOES_NOT.is_match(&clause);
    Some(if works { End::Over(Recovery::Restored) } else { End::Began })
}

/// Which end the moment behind "until" is: it failed until then, was not restored until then, or was not noticed.
fn until(before: &str) -> Option<End> {
    let clause = last_clause(before);
    if !UNTIL.is_match(before) || is_work(clause) {
        return None;
    }
    match NOT.is_match(clause) {
        true if NOTICED.is_match(clause) => Some(End::Observed),
        true => Some(End::Over(Recovery::Restored)),
        false => is_failure(clause).then_some(End::Over(Recovery::Restored)),
    }
}

static UNTIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)\b(?:until|till)\s+(?:after\s+)?{ABOUT}$")));
static NOT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:not|never|nobody|no one|no longer)\b|n['’]t\b"));
static NOTICED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:notic|detect|identif|discover|reali[sz]|found|alert|paged|aware|kn[eo]w|s[ae]en?\b|diagnos)",
    )
});

static SINCE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?i)\bsince\s+{ABOUT}$")));
static FROM: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?i)\bfrom\s+{ABOUT}$")));
const ABOUT: &str = r"(?:(?:at|about|around|approximately|roughly)\s+|~\s?)*";

static WORKS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:work(?:s|ed|ing)?|succeed(?:s|ing)?|back|normal(?:ly)?|stable|healthy|available|online|(?:is|are|all) up|restored|recovered|resolved|fixed|operational|respond(?:s|ing)?|reachable|connects?|flow(?:s|ing)?|going? through|goes through|no (?:more |further |new )?(?:errors?|failures?|issues?|problems?|alerts?))\b",
    )
});

static DOES_NOT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:not|no longer|cannot|unable|stopped|never|nothing|barely)\b|n['’]t\b")
});

fn last_clause(text: &str) -> &str {
    text.rsplit([';', ',', '.']).next().unwrap_or_default()
}

fn first_clause(text: &str) -> &str {
    let text = text.trim_start_matches([',', ' ']);
    text.split([';', ',', '.']).next().unwrap_or_default()
}

/// Whether a text tells of a change to the system, which may be why it failed.
pub(super) fn is_change(text: &str) -> bool {
    CHANGE.is_match(text)
}

static CHANGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:deploy\w*|releas\w*|roll(?:ed|ing)?[ -]?out|merged?|migrat\w*|upgrad\w*|updated|chang(?:e|ed|es)|introduced|installed|configured|enabled|added|creat\w*|shipped|committed|published|renewed|expir\w*)\b",
    )
});

/// Work on a system begins as well, and so does the work on an incident.
pub(super) fn is_work(words: &str) -> bool {
    WORK.is_match(words) && !WORKS_NOT.is_match(words)
}

/// Whether what began is named by what somebody does, as in "Splicing began": it is a step of the repair, unless it
/// fails.
fn is_step(before: &str) -> bool {
    STEP.is_match(last_clause(before)) && !is_failure(last_clause(before))
}

static STEP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\W*(?:and\s+|then\s+)?(?:the\s+)?(?:\w+\s+)?[a-z]{3,}ing\s+(?:of\s+(?:\w+\s+){1,4})?(?:work\s+)?(?:beg[au]n|started|commenced)\b",
    )
});

/// "Stopped working" is no work.
static WORKS_NOT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:stop(?:s|ped)?|not|n['’]t|no longer)\s+work"));

/// The last words before a moment, from the cue on and a few before it: "was not restored by the team at around ".
static CUE_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    let over = OVER_PHRASES.as_str();
    pattern(&format!(
        r"(?i)\b(?:\w+\s){{0,3}}(?:{BEGAN_WORDS}|{OBSERVED_WORDS}|{over})\b(?:[^\w.;]+\w+){{0,6}}[^\w.;]*$"
    ))
});

/// The words behind a moment as far as a cue: " UTC, full service was recovered".
static CUE_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    let over = OVER_PHRASES.as_str();
    pattern(&format!(
        r"(?i)^[^\w.;]*(?:\w[\w'’.-]*[^\w.;]+){{0,9}}?(?:{BEGAN_WORDS}|{OBSERVED_WORDS}|{over})\b(?:[^\w.;]+\w+){{0,3}}"
    ))
});

const BEGAN_WORDS: &str = "beg[aiu]n(?:s|ning)?|start(?:s|ed|ing)?|commenced|since|occurred|onset|was triggered|were triggered";
const OBSERVED_WORDS: &str = "detected|observed|noticed|alerted|reported|identified|discovered|experienc(?:ed|ing)|saw|aware|\
     failed|failing|went down|crashed|became|received|unavailable|degraded|affected|reports";

/// All phrases of the list, for a cue of an end is one of them.
static OVER_PHRASES: LazyLock<String> =
    LazyLock::new(|| kinds(RECOVERIES).map(|(_, phrase)| phrase).collect::<Vec<_>>().join("|"));

static BEGAN: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?i)\b(?:{BEGAN_WORDS})\b")));
static OBSERVED: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)\b(?:{OBSERVED_WORDS})\b")));
static WORK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:investigat\w*|work(?:ing|ed)?|deploy\w*|roll(?:ed|ing|back|out)\w*|migrat\w*|recover(?:y|ing)|restor(?:e|ing|ation)|fix(?:ing)?|maintenance|upgrad\w*|monitoring|troubleshoot\w*|rotat\w*|releas\w*|planned|scheduled|restart\w*|to (?:roll|fix|revert|restart))\b",
    )
});
