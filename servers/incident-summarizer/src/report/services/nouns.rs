//! The words that the names of things are made of, and those that say that a thing fails.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use super::tokens::Token;
use crate::report::{
    sentences::is_common,
    times::stamp,
    words::{kinds, read},
};

/// Nouns that name something.
pub(super) static THINGS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| things(|thing| thing.strip_prefix('?').or(Some(thing))));
/// Those that do so only where nothing else is named: "our website".
pub(super) static GENERIC: LazyLock<HashSet<&str>> =
    LazyLock::new(|| things(|thing| thing.strip_prefix('?')));
/// Those that do so only with a word before them: "the billing service".
pub(super) static VAGUE: LazyLock<HashSet<&str>> =
    LazyLock::new(|| things(|thing| thing.strip_prefix('~')));

fn things(of: fn(&'static str) -> Option<&'static str>) -> HashSet<&'static str> {
    read(include_str!("words/things.txt")).into_iter().filter_map(of).collect()
}

/// Phrases by their first words: what each is, and all of its words.
type Phrases = HashMap<&'static str, Vec<(&'static str, Vec<&'static str>)>>;

/// What is said of things that fail.
pub(super) static FAILING: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases::new();
    for (kind, phrase) in kinds(include_str!("words/failing.txt")) {
        let words: Vec<&str> = phrase.split(' ').collect();
        phrases.entry(words.first().copied().unwrap_or_default()).or_default().push((kind, words));
    }
    phrases
});
pub(super) static NO_PARTS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| read(include_str!("words/no_parts.txt")).into_iter().collect());

/// Whether a word may be inside of a name.
pub(super) fn is_part(token: &Token<'_>) -> bool {
    let lower = token.lower.as_str();
    !is_common(lower) && !NO_PARTS.contains(lower)
}

/// Whether a word before a thing belongs to its name: no verb and no adverb.
pub(super) fn is_modifier(token: &Token<'_>) -> bool {
    let is_name = token.word.starts_with(char::is_uppercase);
    let is_verb = token.lower.ends_with("ed") || token.lower.ends_with("ly");
    // A day and a count are none.
    let is_number = token.word.starts_with(|c: char| c.is_ascii_digit());
    is_part(token) && !is_number && stamp(token.word).is_none() && (is_name || !is_verb)
}

/// Whether a word is the address of a host: `docs.example.org`.
pub(super) fn is_host(word: &str) -> bool {
    let labels: Vec<&str> = word.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let Some((last, _)) = labels.split_last().filter(|(_, before)| !before.is_empty()) else {
        return false;
    };
    labels.iter().all(is_label)
        && last.len() >= 2
        && last.chars().all(|c| c.is_ascii_lowercase())
        && labels
            .iter()
            .any(|label| label.len() > 2 && label.starts_with(|c: char| c.is_ascii_lowercase()))
        && (labels.len() > 2 || !FILES.contains(last))
}

/// What names of files end with.
const FILES: &[&str] = &[
    "js",
    "ts",
    "json",
    "yaml",
    "yml",
    "toml",
    "md",
    "txt",
    "html",
    "xml",
    "csv",
    "log",
    "conf",
    "cfg",
    "ini",
    "sh",
    "py",
    "rb",
    "rs",
    "java",
    "php",
    "sql",
    "service",
    "properties",
    "lock",
    "exe",
    "dll",
    "so",
];

/// Whether a word is the code of one thing among many: `mq-3`, `db-fra-02`.
pub(super) fn is_code(word: &str) -> bool {
    word.contains('-')
        && word.ends_with(|c: char| c.is_ascii_digit())
        && word.starts_with(|c: char| c.is_ascii_lowercase())
}
