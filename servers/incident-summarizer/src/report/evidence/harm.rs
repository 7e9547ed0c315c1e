//! Whether a text denies a harm that the report tells: "nobody was affected", "without impact". A denial has no word of
//! its own that the report would have to share, so that the report has to deny it likewise.

use std::sync::LazyLock;

use regex::Regex;
use shared::material;

use super::{
    Evidence,
    contrary::clauses,
    figures::is_measure,
    passages::{is_telling, stems},
    senses::{DENIAL, unaffected},
};
use crate::report::{
    sentences,
    times::{is_failure, pattern},
    words::words,
};

impl Evidence {
    /// What is wrong with a text that says of somebody or something that it was spared.
    pub(super) fn check_harm(&self, place: &str, prose: &str) -> Option<String> {
        let own = sentences::split(prose).into_iter().take(MAX_SENTENCES);
        let mut own = own.flat_map(clauses);
        let own = own.find(|own| spared(own).is_some_and(|spared| self.tells_harm_of(&spared)))?;
        Some(format!(
            "{place} {} calls spared what the report does not; say what it says of those who were hit, or null",
            material::quoted(own)
        ))
    }

    /// What is wrong with an impact of words that any report has: one of them at least stands in this one.
    pub fn check_impact(&self, place: &str, impact: &str) -> Option<String> {
        let mut said =
            words(impact).filter(|word| is_telling(word) && !is_measure(word)).peekable();
        let (_, of_topic) = self.telling_words(impact);
        let has_number = impact.contains(|sign: char| sign.is_ascii_digit());
        let is_silent = of_topic == 0
            && !has_number
            && said.peek().is_some()
            && !said.any(|word| self.words().contains(&word));
        (is_silent && self.passages().is_english()).then(|| {
            format!(
                "{place} {} has no word of the report; say in its words what users noticed, or null",
                material::quoted(impact)
            )
        })
    }

    /// Whether the report, which says of none of the spared that they were, tells that they were hit. That all were
    /// spared is told by no report that does not say it.
    fn tells_harm_of(&self, spared: &Spared) -> bool {
        let passages = self.passages();
        let said = passages.passages.iter().filter_map(|said| self.text.get(said.range.clone()));
        let mut clauses = said.flat_map(clauses);
        match spared {
            // What shares no words says nothing where the report is in another language.
            Spared::Everybody => {
                passages.is_english()
                    && !clauses.any(|clause| {
                        SPARED_OTHERWISE.is_match(clause)
                            || spared_in(clause) == Some(Spared::Everybody)
                    })
            }
            Spared::Things(things) => {
                let about: Vec<&str> = clauses
                    .filter(|clause| {
                        let known = stems(clause);
                        things.iter().all(|thing| known.contains(thing))
                    })
                    .collect();
                let is_denied =
                    |clause: &&str| spared_in(clause).is_some() || !unaffected(clause).is_empty();
                let is_hit = |clause: &&str| is_failure(clause) && !DENIAL.is_match(clause);
                about.iter().any(is_hit) && !about.iter().any(is_denied)
            }
        }
    }
}

/// Who or what was spared.
#[derive(Debug, PartialEq, Eq)]
enum Spared {
    /// Everybody, or everything.
    Everybody,
    /// What these stems name.
    Things(Vec<String>),
}

/// Who or what a clause says was spared, if it says so of all the time.
fn spared(clause: &str) -> Option<Spared> {
    // "The restart had no effect" tells of a remedy, and not of those who were hit.
    let is_remedy = || {
        let subject = REMEDY.captures(clause).and_then(|found| found.name("subject"));
        let is_incident = |subject: &str| INCIDENT.contains(&subject.to_lowercase().as_str());
        let is_of_somebody = || words(clause).any(|word| EVERYBODY.contains(&word.as_str()));
        subject.is_some_and(|subject| !is_incident(subject.as_str())) && !is_of_somebody()
    };
    if BOUND.is_match(clause) || is_remedy() { None } else { spared_in(clause) }
}

/// What has an effect or none.
static REMEDY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?<subject>\w+)\x20+(?:has|have|had|made|showed|was\x20of|were\x20of|was|were)\x20+(?:had\x20+)?(?:no|zero|without)\b",
    )
});

/// What an incident is called, or nothing that a sentence begins with.
const INCIDENT: &[&str] = &[
    "and",
    "but",
    "crash",
    "disruption",
    "error",
    "errors",
    "event",
    "failure",
    "failures",
    "incident",
    "issue",
    "it",
    "outage",
    "problem",
    "that",
    "there",
    "this",
    "which",
];

/// The same, whenever that was.
fn spared_in(clause: &str) -> Option<Spared> {
    let found = DENIALS.iter().find_map(|denial| denial.captures(clause))?;
    let about = ["before", "between", "behind", "lost"].into_iter();
    let about: Vec<&str> =
        about.filter_map(|part| found.name(part)).map(|part| part.as_str()).collect();
    let about = about.join(" ");
    // "No other customers" leaves those that were hit.
    if OTHERS.is_match(&about) {
        return None;
    }
    let things: String = words(&about)
        .filter(|word| found.name("lost").is_some() || !EVERYBODY.contains(&word.as_str()))
        .fold(String::new(), |things, word| things + &word + " ");
    let things = stems(&things);
    Some(if things.is_empty() { Spared::Everybody } else { Spared::Things(things) })
}

/// The words for all those who may be hit, and for what shows to them.
const EVERYBODY: &[&str] = &[
    "anybody",
    "anyone",
    "client",
    "clients",
    "customer",
    "customers",
    "end",
    "everybody",
    "everyone",
    "everything",
    "external",
    "facing",
    "noticeable",
    "overall",
    "people",
    "person",
    "persons",
    "single",
    "user",
    "users",
    "visible",
    "whatsoever",
];

/// How people say that somebody or something was spared; what is told of it stands in the groups.
static DENIALS: LazyLock<[Regex; 6]> = LazyLock::new(|| {
    const HARMED: &str = r"(?:affected|impacted|harmed|hit|hurt|disrupted|interrupted|touched|inconvenienced|betroffen|beeinträchtigt)";
    const HARM: &str = r"(?:impact|effects?|disruptions?|interruptions?|harm|inconvenience)";
    const LOST: &str = r"(?:lost|deleted|corrupted|leaked|stolen|dropped)";
    const WAS: &str = r"(?:was|were|is|are|been|being|war|waren|wurde|wurden)";
    [
        // "No customers were affected", "nobody has been hit".
        format!(
            r"(?i)\b(?:nobody|no[\x20-]one|none\b(?:\x20of)?|nothing|not\x20(?:a|one)\b|no\b|niemand|keine?r?\b)(?<between>(?:\x20+[\w'’-]+){{0,6}}?)\x20+{WAS}(?:\x20+\w+)?\x20+{HARMED}\b"
        ),
        // "No orders were lost": nothing is said of orders that failed.
        format!(
            r"(?i)\b(?:none\x20of|no)\b(?<between>(?:\x20+[\w'’-]+){{1,4}}?)\x20+{WAS}(?:\x20+\w+)?\x20+(?<lost>{LOST})\b"
        ),
        // "Customers were not affected", "users have never been hit".
        format!(
            r"(?i)(?<before>(?:[\w'’-]+\x20+){{0,6}}){WAS}(?:\x20+not|n['’]t|\x20+never|\x20+nicht)(?:\x20+(?:directly|ever|at\x20all|in\x20any\x20way))?\x20+{HARMED}\b"
        ),
        format!(
            r"(?i)(?<before>(?:[\w'’-]+\x20+){{0,6}})(?:has|have|had)(?:\x20+not|n['’]t|\x20+never)\x20+been\x20+{HARMED}\b"
        ),
        // "Customers were unaffected", "users remained entirely unaffected".
        format!(
            r"(?i)(?<before>(?:[\w'’-]+\x20+){{0,6}})(?:{WAS}|remained|remain|stayed)\x20+(?:[a-z]+\x20+)?(?:unaffected|unharmed|unimpacted|untouched)\b"
        ),
        // "No customer impact", "without any effect on users", "had zero impact".
        format!(
            r"(?i)\b(?:no|without|zero|never\x20had)(?:\x20+(?:any|an?))?(?<between>(?:\x20+[\w'’-]+){{0,3}}?)\x20+{HARM}\b(?:\x20+(?:on|to|for|of)\x20+(?<behind>(?:[\w'’-]+\x20*){{1,6}}))?"
        ),
    ]
    .map(|denial| pattern(&denial))
});

/// Who is left when some are known to be hit.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:others?|elsewhere|else|further|additional|more|longer|remaining|rest|new|lasting|long|known|outside|beyond|all|only|every)\b",
    )
});

/// What was spared only for a time, or in part.
static BOUND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:until|till|before|after|since|once|when|while|yet|now|longer|any\s?more|again|only|just|all|every|equally|except|apart|if|would|should|could|may|might|expected?|believed?)\b",
    )
});

/// What a report says instead: "Impact: none", "users did not notice it", "invisible to customers".
static SPARED_OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    const SOMEBODY: &str = r"(?:(?:our|the|any|end)[\x20-]+)*(?:users?|customers?|clients?|people|anyone|anybody|everyone)";
    pattern(&format!(
        r"(?i)\bimpact(?:ed|\x20on\x20{SOMEBODY})?\b\W*\b(?:none|nil|zero|nothing|nobody|n/a)\b|^\W*(?:none|nil|nobody)\W*$|\b{SOMEBODY}\x20+(?:did(?:\x20not|n['’]t)|never)\x20+(?:notice|see|feel|experience|suffer)|\b(?:nobody|no[\x20-]one|no\x20+(?:[\w-]+\x20+)?{SOMEBODY})\x20+(?:\w+\x20+)?(?:noticed|saw|felt|experienced|suffered|complained|reported|was\x20aware)|\b(?:invisible|not\x20+visible|not\x20+noticeable|transparent|unnoticed)\x20+(?:to|by|for)\x20+{SOMEBODY}|\b{SOMEBODY}\x20+(?:saw|had|felt|noticed|experienced|suffered)\x20+(?:no|nothing)\b|\bwent\x20+unnoticed\b"
    ))
});

const MAX_SENTENCES: usize = 40;
