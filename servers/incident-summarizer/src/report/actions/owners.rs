//! Who does an action, by the marks that people put around a name. A name without a mark is not taken for an owner.

use super::super::words::{Words, read};

/// The owner that a text names: "Owner: Jane", "@jane", "[Jane]", "… — Jane, by Friday".
pub(super) fn owner(text: &str) -> Option<String> {
    let found = labelled(text)
        .or_else(|| handle(text))
        .or_else(|| bracketed(text))
        .or_else(|| behind_dash(text))?;
    Some(found.trim_start_matches('@').to_owned())
}

/// A name behind a word that announces one.
fn labelled(text: &str) -> Option<&str> {
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

/// Where the last field of a text begins that says who or when: "… Owner: Jane".
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

/// "@jane", where it is no part of an address.
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

/// "[Jane] Add an alert" or "Add an alert [Jane Doe]".
fn bracketed(text: &str) -> Option<&str> {
    let text = text.trim().trim_end_matches('.');
    let first = text.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(name, _)| name);
    let last = text.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')).map(|(_, name)| name);
    first.into_iter().chain(last).map(before_comma).find(|name| is_named(name))
}

/// "Add an alert — Jane, by Friday".
fn behind_dash(text: &str) -> Option<&str> {
    let (_, remark) = dash(text.trim().trim_end_matches('.'))?;
    let name =
        before_comma(remark).split(" by ").next()?.split(" due").next()?.split(" (").next()?.trim();
    is_named(name).then_some(name)
}

/// What stands before and behind the last dash of a text.
pub(super) fn dash(text: &str) -> Option<(&str, &str)> {
    [" — ", " – ", " -- ", " - "].iter().find_map(|dash| text.rsplit_once(dash))
}

fn before_comma(text: &str) -> &str {
    text.split([',', ';']).next().unwrap_or_default().trim()
}

/// Whether a text is a name: of one person with a capital, or of a team.
pub(super) fn is_named(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_team =
        words.last().is_some_and(|word| word.eq_ignore_ascii_case("team")) && words.len() > 1;
    let is_capital = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|letter| letter.is_alphabetic() || "'’.-/&".contains(letter))
    };
    let is_known = NO_NAMES.contains(&name.to_lowercase().as_str());
    is_name_long(name)
        && !is_known
        && (is_team || (words.len() <= MAX_NAME_WORDS && words.iter().all(is_capital)))
}

fn is_name_long(name: &str) -> bool {
    (2..=MAX_NAME_BYTES).contains(&name.len())
        && name.contains(char::is_alphabetic)
        && !is_vacant(name)
}

fn is_vacant(name: &str) -> bool {
    matches!(
        name.to_lowercase().as_str(),
        "tbd" | "tba" | "n/a" | "none" | "unassigned" | "unknown" | "nobody"
    )
}

const MAX_NAME_WORDS: usize = 3;
const MAX_NAME_BYTES: usize = 50;

/// What stands in brackets or behind a dash as names do, and is none.
static NO_NAMES: Words = Words::new(|| read(include_str!("../words/no_names.txt")));
