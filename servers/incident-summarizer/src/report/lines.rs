//! What the lines of a text say about its blocks, in Markdown as in plain text: people end a line where an entry of
//! a timeline, a field or an item of a list ends, also where the format would join the lines.

use super::characters::folded;
use super::sections::kind;
use super::states::{state, time_alone};
use super::times::{is_timed, stamp};

/// Whether `line` is not joined to the line before it: it begins with a time, is a field such as "Severity: high" or an
/// update such as "Resolved - It is over".
pub(super) fn begins_apart(line: &str) -> bool {
    is_timed(line)
        || label(line).is_some()
        || time_alone(line).is_some()
        || line.starts_with(char::is_uppercase)
            && state(line).is_some_and(|state| state.status.is_some())
}

/// The label of a field and its text: a few words with a capital at their beginning, or those of a heading, and a
/// colon.
pub(super) fn label(line: &str) -> Option<(&str, &str)> {
    // Chat tools leave the marks of emphasis, and people put a sign before a field.
    let line = line
        .trim_start_matches(|mark: char| !mark.is_alphanumeric() && !LABEL_ENDS.contains(&mark));
    let (label, text) = line.split_once(':')?;
    let text = text.strip_prefix('*').unwrap_or(text);
    let (label, is_followed) =
        (label.trim(), text.is_empty() || text.starts_with(char::is_whitespace));
    let is_label = is_followed
        && label.len() <= MAX_LABEL_BYTES
        && label.split(' ').count() <= MAX_LABEL_WORDS
        && !label.contains(LABEL_ENDS)
        && (label.starts_with(char::is_uppercase) || kind(label).is_some());
    is_label.then_some((label, text.trim()))
}

/// No label holds these.
const LABEL_ENDS: [char; 7] = ['.', ',', '!', '?', '"', '|', ';'];
const MAX_LABEL_BYTES: usize = 40;
const MAX_LABEL_WORDS: usize = 5;

/// An item of a list by the mark it begins with.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marked<'a> {
    /// What follows the mark and the box.
    pub(super) text: &'a str,
    /// Whether its box is ticked; none without a box.
    pub(super) is_done: Option<bool>,
}

/// The item that `line` is, if it begins with the mark of one: "-", "*", "•", "1." or "2)".
pub(super) fn marked(line: &str) -> Option<Marked<'_>> {
    let line = line.trim();
    if let Some(item) = line.strip_prefix('[').and_then(|_| ticked(line)) {
        return Some(item);
    }
    let digits = line.len() - line.trim_start_matches(|mark: char| mark.is_ascii_digit()).len();
    let text = if (1..=MAX_NUMBER_DIGITS).contains(&digits) {
        line.get(digits..)?.strip_prefix(['.', ')'])?
    } else {
        line.strip_prefix(BULLETS)?
    };
    let text = text.strip_prefix([' ', '\t'])?.trim_start();
    Some(ticked(text).unwrap_or(Marked { text, is_done: None }))
}

/// The item that a line with a box at its beginning is.
fn ticked(line: &str) -> Option<Marked<'_>> {
    let boxed =
        [("[ ]", false), ("[x]", true), ("[X]", true), ("☐", false), ("☑", true), ("✅", true)];
    let (text, is_done) =
        boxed.iter().find_map(|(mark, is_done)| Some((line.strip_prefix(mark)?, *is_done)))?;
    Some(Marked { text: text.trim_start(), is_done: Some(is_done) })
}

const BULLETS: [char; 10] = ['-', '*', '+', '•', '‣', '▪', '◦', '●', '○', '·'];
const MAX_NUMBER_DIGITS: usize = 3;

/// The words of a line that acts as a heading because a colon ends it or they are those of one, when a list follows.
pub(super) fn announcement(line: &str) -> Option<String> {
    let line = line.trim_end();
    let is_known = || {
        line.starts_with(char::is_uppercase)
            && line.ends_with(char::is_alphabetic)
            && line.split(' ').count() <= MAX_KNOWN_WORDS
            && kind(line).is_some()
    };
    let words = line.strip_suffix(':').or_else(|| is_known().then_some(line))?;
    let is_short =
        words.split_whitespace().count() <= MAX_ANNOUNCEMENT_WORDS && !words.contains(". ");
    (is_short && stamp(words).is_none()).then(|| folded(words))
}

/// "What we will do" has four.
const MAX_KNOWN_WORDS: usize = 4;

/// Longer lines before a list are sentences of the text.
const MAX_ANNOUNCEMENT_WORDS: usize = 8;

/// The cells of a row that a line shows between upright bars; none for the line under the head of a table.
pub(super) fn cells(line: &str) -> Option<Vec<String>> {
    let inner = line.trim().strip_prefix('|')?;
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let is_rule = inner.chars().all(|character| "|-:+= ".contains(character));
    (!is_rule).then(|| inner.split('|').map(folded).collect())
}

/// Whether a line goes on as prose does: "notes from last night". "iOS" and `db-2` are names.
pub(super) fn begins_in_small_letters(line: &str) -> bool {
    let first = line.split(' ').next().unwrap_or_default();
    first.chars().all(char::is_lowercase)
}

/// Whether a line speaks to those who read it: "Dear customers", "Sehr geehrte Kunden".
pub(super) fn greets(line: &str) -> bool {
    let words = line.to_lowercase();
    GREETINGS.iter().any(|greeting| {
        words.strip_prefix(greeting).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

const GREETINGS: &[&str] = &[
    "dear",
    "hi",
    "hello",
    "hey",
    "good morning",
    "good afternoon",
    "good evening",
    "guten tag",
    "guten morgen",
    "hallo",
    "liebe",
    "lieber",
    "sehr geehrte",
    "sehr geehrter",
];

/// What follows `word`, if `text` begins with it.
pub(super) fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let begin = text.get(..word.len())?;
    let after = text.get(word.len()..)?;
    (begin.eq_ignore_ascii_case(word)
        && !after.starts_with(|c: char| c.is_alphanumeric() || c == '\''))
    .then_some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_times_begin_lines_of_their_own_and_prose_does_not() {
        for line in [
            "14:05 Errors rise",
            "Severity: SEV-2",
            "Time to detect: 5 minutes",
            "Impact:",
            "Resolved - It is over.",
        ] {
            assert!(begins_apart(line), "{line}");
        }
        for line in [
            "and the pool was empty: nothing was left",
            "Errors rose",
            "https://example.org",
            "It failed, and then: silence",
            "5 minutes later",
        ] {
            assert!(!begins_apart(line), "{line}");
        }
    }

    #[test]
    fn items_are_known_by_their_marks() {
        let item = |text, is_done| Some(Marked { text, is_done });
        assert_eq!(marked("- a"), item("a", None));
        assert_eq!(marked("  • a"), item("a", None));
        assert_eq!(marked("12) a"), item("a", None));
        assert_eq!(marked("* [x] a"), item("a", Some(true)));
        assert_eq!(marked("- [ ] a"), item("a", Some(false)));
        assert_eq!(marked("[x] a"), item("a", Some(true)));
        for line in ["-a", "2019. We", "a - b", "1.5 s", ""] {
            assert_eq!(marked(line), None, "{line}");
        }
    }

    #[test]
    fn a_row_has_cells_and_the_rule_under_a_head_has_none() {
        assert_eq!(cells("| a |  b c |"), Some(vec!["a".to_owned(), "b c".to_owned()]));
        assert_eq!(cells("|:--|--:|"), None);
        assert_eq!(cells("a | b"), None);
    }
}
