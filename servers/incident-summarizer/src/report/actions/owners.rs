//! Who does an action, by the marks that people put around a name. A name without a mark is not taken for an owner.

use super::super::sections::is_placeholder;
use super::super::words::{Words, read};

/// The owner that a text names: "Owner: Storage team", "@oncall-db", "[Storage team]".
pub(super) fn owner(text: &str) -> Option<String> {
    marked(text).or_else(|| bracketed(text).map(str::to_owned))
}

/// The owner that a label or an "@" marks.
pub(super) fn marked(text: &str) -> Option<String> {
    let found = labeled(text).or_else(|| handle(text))?;
    Some(found.trim_start_matches('@').to_owned())
}

/// The team that an item begins with, and its action: "Storage team: add quotas", "Storage team to add quotas".
pub(super) fn leader(text: &str) -> (Option<String>, &str) {
    let is_handle = |name: &str| handle(name).is_some_and(|handle| handle.len() + 1 == name.len());
    let leader = |name: &str| {
        let name = ARTICLES.iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name);
        let is_leader = is_team(name) || is_handle(name);
        is_leader.then(|| name.trim_start_matches('@').to_owned())
    };
    let led = [": ", " – ", " — ", " - "].iter().find_map(|mark| {
        let (name, action) = text.split_once(mark)?;
        Some((leader(name)?, action.trim_start()))
    });
    if let Some((name, action)) = led {
        return (Some(name), action);
    }
    let names = LEADS.iter().filter_map(|lead| text.split_once(lead)).map(|(name, _)| name);
    (names.min_by_key(|name| name.len()).and_then(leader), text)
}

const ARTICLES: &[&str] = &["The ", "the ", "Our ", "our "];

/// What stands between a team and what it does.
const LEADS: &[&str] = &[" to ", " will ", " is going to ", " should ", " must "];

/// A name behind a word that announces one.
pub(super) fn labeled(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    LABELS.iter().find_map(|label| {
        let begin = lower.find(label)?;
        let is_word = !lower.get(..begin)?.ends_with(char::is_alphanumeric);
        let name = text.get(begin + label.len()..)?.trim_start();
        let name = name.get(..name.find(NAME_ENDS).unwrap_or(name.len()))?;
        let name = name
            .split(". ")
            .next()?
            .split(" due")
            .next()?
            .split(" by ")
            .next()?
            .trim()
            .trim_end_matches('.');
        (is_word && is_name_long(name)).then_some(name)
    })
}

/// Where the last field of a text begins that says who or when: "… Owner: Storage team".
pub(super) fn field_begin(text: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let labels = LABELS.iter().filter(|label| label.ends_with(':')).chain(&[
        "due:",
        "due date:",
        "deadline:",
        "eta:",
    ]);
    let begins = labels.filter_map(|label| lower.rfind(label));
    begins
        .filter(|begin| {
            !lower.get(..*begin).is_some_and(|before| before.ends_with(char::is_alphanumeric))
        })
        .max()
}

const LABELS: &[&str] = &[
    "owner:",
    "owners:",
    "owner -",
    "owner =",
    "owned by",
    "assignee:",
    "assignees:",
    "assigned to:",
    "assigned to",
    "assigned:",
    "dri:",
    "responsible:",
    "who:",
    "lead:",
    "team:",
];

const NAME_ENDS: [char; 7] = [',', ';', ')', ']', '|', '–', '—'];

/// "@oncall-db", where it is no part of an address.
fn handle(text: &str) -> Option<&str> {
    text.match_indices('@').find_map(|(position, _)| {
        let is_begin = text
            .get(..position)?
            .chars()
            .next_back()
            .is_none_or(|before| !before.is_alphanumeric());
        let name = text.get(position + 1..)?;
        let is_inside = |character: char| character.is_alphanumeric() || "-_./".contains(character);
        let name = name
            .get(..name.find(|c: char| !is_inside(c)).unwrap_or(name.len()))?
            .trim_end_matches(['.', '/', '-']);
        (is_begin && name.starts_with(char::is_alphabetic)).then_some(name)
    })
}

/// "[Storage team] Add an alert" or "Add an alert [Storage team]".
fn bracketed(text: &str) -> Option<&str> {
    let text = text.trim().trim_end_matches('.');
    let first = text.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(name, _)| name);
    let last = text.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')).map(|(_, name)| name);
    first.into_iter().chain(last).map(before_comma).find(|name| is_named(name))
}

/// What stands before and behind the last dash of a text.
pub(super) fn dash(text: &str) -> Option<(&str, &str)> {
    [" — ", " – ", " -- ", " - "].iter().find_map(|dash| text.rsplit_once(dash))
}

fn before_comma(text: &str) -> &str {
    text.split([',', ';']).next().unwrap_or_default().trim()
}

/// Whether a text is a name: of one person or role with capitals, or of a team.
pub(super) fn is_named(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_capital = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|letter| letter.is_alphabetic() || "'’.-/&".contains(letter))
    };
    let is_short = words.len() <= MAX_NAME_WORDS && words.iter().all(is_capital);
    is_name_long(name) && !is_no_name(name) && (is_short || is_team(name))
}

/// Whether a text is the first name of a person, or the whole one; what else stands before "will" begins with an
/// article or is a word for a thing, a group or the speaker.
pub(super) fn is_person(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    let has_shape = name
        .split(' ')
        .all(|word| word.chars().skip(1).all(char::is_lowercase) && word.chars().count() > 1);
    is_named(name)
        && has_shape
        && name.split(' ').count() <= 2
        && !NO_PERSONS.contains(&first.to_lowercase().as_str())
}

const NO_PERSONS: &[&str] = &[
    "we",
    "they",
    "he",
    "she",
    "it",
    "you",
    "this",
    "that",
    "these",
    "those",
    "there",
    "the",
    "a",
    "an",
    "our",
    "all",
    "some",
    "users",
    "customers",
    "engineers",
    "everyone",
    "somebody",
    "nobody",
    "what",
    "who",
    "which",
    "support",
    "engineering",
    "service",
    "services",
];

/// Whether a text is the name of a team: "Storage team", "SRE", "database on-call".
pub(super) fn is_team(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let Some(last) = words.last().map(|last| last.to_lowercase()) else { return false };
    // "SRE" is a team, "On-call" alone is what an action may be about.
    let is_short = name.chars().filter(|letter| letter.is_uppercase()).count() > 1;
    // `storage-team` is written in one word.
    let is_handle =
        last.rsplit_once('-').is_some_and(|(_, last)| last == "team" || last == "squad");
    let is_department = words.len() == 1 && DEPARTMENTS.contains(&last.as_str());
    let is_group = is_handle
        || is_department
        || TEAMS.contains(&last.as_str()) && (words.len() > 1 || is_short);
    // "Ask the storage team" is what somebody else is to do.
    let is_asked = words.iter().any(|word| NO_TEAM_WORDS.contains(&word.to_lowercase().as_str()));
    !is_asked && is_name_long(name) && is_group && words.len() <= MAX_TEAM_WORDS
}

const TEAMS: &[&str] = &[
    "team", "squad", "guild", "sre", "sres", "devops", "on-call", "oncall", "dba", "dbas", "noc",
    "ops",
];

/// What needs no other word to name those who do something.
const DEPARTMENTS: &[&str] =
    &["legal", "procurement", "finance", "marketing", "compliance", "facilities"];

const NO_TEAM_WORDS: &[&str] = &[
    "the",
    "a",
    "an",
    "our",
    "ask",
    "tell",
    "remind",
    "help",
    "train",
    "allow",
    "enable",
    "let",
    "for",
    "responsible",
    "owning",
    "assigned",
    "lead",
];

const MAX_TEAM_WORDS: usize = 4;

/// Whether a text stands where names do and is none: "done", "high".
pub(super) fn is_no_name(text: &str) -> bool {
    is_placeholder(text) || NO_NAMES.contains(&text.to_lowercase().as_str())
}

fn is_name_long(name: &str) -> bool {
    (2..=MAX_NAME_BYTES).contains(&name.len())
        && name.contains(char::is_alphabetic)
        && !is_placeholder(name)
}

const MAX_NAME_WORDS: usize = 3;
const MAX_NAME_BYTES: usize = 50;

/// What stands in brackets or behind a dash as names do, and is none.
static NO_NAMES: Words = Words::new(|| read(include_str!("../words/no_names.txt")));
