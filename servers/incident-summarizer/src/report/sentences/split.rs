//! Where sentences end. A full stop behind an abbreviation, in a version, a file name or a number ends none.

use shared::material;

use crate::report::times::month_of;

/// The sentences of a text, without the blanks around them. An empty line ends a sentence as well.
pub fn split(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut begin = 0;
    let mut previous = ' ';
    for (position, character) in text.char_indices() {
        let after = position + character.len_utf8();
        let end = match character {
            '\n' if previous == '\n' => Some(position),
            '.' | '!' | '?' | '…' => end_at(text, begin, position, after),
            _ => None,
        };
        if let Some(end) = end.filter(|end| *end > begin) {
            sentences.extend(
                text.get(begin..end).map(str::trim).filter(|sentence| !sentence.is_empty()),
            );
            begin = end;
        }
        if !(character == '\r' || character == ' ') {
            previous = character;
        }
    }
    sentences.extend(text.get(begin..).map(str::trim).filter(|sentence| !sentence.is_empty()));
    sentences
}

/// The first of some sentences that fit into so many words together, as one text.
pub fn first_of<'s>(sentences: impl IntoIterator<Item = &'s str>, max_words: usize) -> String {
    let mut left = Some(max_words);
    let fits = |sentence: &&str| {
        left = left.and_then(|left| left.checked_sub(material::words(sentence)));
        left.is_some()
    };
    joined(sentences.into_iter().take_while(fits))
}

/// Sentences as one text. An item of a list that another sentence follows ends with a full stop.
pub(super) fn joined<'s>(sentences: impl IntoIterator<Item = &'s str>) -> String {
    let mut text = String::new();
    for sentence in sentences {
        if !text.is_empty() {
            let is_ended = text.trim_end_matches(CLOSING).ends_with(NOT_LAST);
            text.push_str(if is_ended { " " } else { ". " });
        }
        text.push_str(sentence);
    }
    text
}

/// What a full stop does not stand behind.
const NOT_LAST: [char; 7] = ['.', '!', '?', '…', ':', ';', ','];

/// What may close behind the end of a sentence.
const CLOSING: [char; 10] = ['"', '\'', '”', '’', '»', ')', ']', '*', '_', '`'];

/// The rest of a `text` whose beginning was cut off, as a text of its own: "14:05 uploads failed" leaves "Uploads
/// failed". A name such as `db-2` stays as it is written.
pub(super) fn begun(text: &str, rest: &str) -> String {
    let first = rest.split_whitespace().next().unwrap_or_default();
    let word = first.trim_end_matches([',', '.', ':', ';']);
    let is_begun = rest.len() < text.len() && word.chars().all(char::is_lowercase);
    if is_begun { capitalized(rest) } else { rest.to_owned() }
}

/// A text with a capital letter at its beginning.
pub(super) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|letter| letter.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Where the sentence that began at `begin` ends, if the mark at `position` ends it: behind the quotation marks and
/// brackets that close there.
fn end_at(text: &str, begin: usize, position: usize, after: usize) -> Option<usize> {
    let rest = text.get(after..)?;
    let is_closing = |mark: char| ".!?…".contains(mark) || CLOSING.contains(&mark);
    let closed = rest.trim_start_matches(is_closing);
    let end = after + rest.len() - closed.len();
    let next = closed.trim_start();
    if next.is_empty() {
        return Some(text.len());
    }
    let is_new =
        next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || OPENING.contains(c));
    let is_apart = closed.starts_with(char::is_whitespace);
    if !is_apart || !is_new {
        return None;
    }
    let is_full_stop = text.get(position..after) == Some(".");
    (!is_full_stop || !is_abbreviated(text.get(begin..position)?, next)).then_some(end)
}

const OPENING: &str = "\"'“‘«([`*_#~<@-–—•";

/// Whether a full stop behind `before` belongs to its last word, when `next` follows.
fn is_abbreviated(before: &str, next: &str) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || "([\"'“‘".contains(c))
        .next()
        .unwrap_or_default();
    // The initial of a name, as in "J. Doe"; "It was I." hardly ends a sentence of a report.
    if word.chars().count() == 1 && word.chars().all(char::is_uppercase) {
        return true;
    }
    // "on Monday 3. February", and the number of an item at the begin of a line.
    let is_number = !word.is_empty() && word.len() <= 2 && word.chars().all(|c| c.is_ascii_digit());
    let is_item_number = is_number && before.trim().len() == word.len();
    if is_item_number || is_number && begins_with_month(next) {
        return true;
    }
    let word = word.to_lowercase();
    // Behind "9 a.m." and "etc." a sentence ends if the next word is not part of the time or the name.
    if let "a.m" | "p.m" = word.as_str() {
        return next
            .split_whitespace()
            .next()
            .is_some_and(|next| next.len() <= 4 && next.chars().all(char::is_uppercase));
    }
    let is_before_number = next.starts_with(|c: char| c.is_ascii_digit());
    ABBREVIATIONS.contains(&word.as_str())
        || (is_before_number && ABBREVIATIONS_BEFORE_NUMBERS.contains(&word.as_str()))
}

fn begins_with_month(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).next().is_some_and(|word| month_of(word).is_some())
}

/// Abbreviations that stand before another word, without their last full stop.
const ABBREVIATIONS: &[&str] = &[
    "e.g", "i.e", "eg", "ie", "vs", "cf", "approx", "ca", "mr", "mrs", "ms", "dr", "incl", "resp",
    "misc", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];

/// "No. 5" has an abbreviation, "The answer was no." has none.
const ABBREVIATIONS_BEFORE_NUMBERS: &[&str] = &["no", "nr", "fig", "sec", "ch", "vol"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_full_stops_and_other_marks() {
        let text = "It was down. Why?  We do not know! \"Really.\" (So far.) 5 nodes were lost… All is well";
        let expected = [
            "It was down.",
            "Why?",
            "We do not know!",
            "\"Really.\"",
            "(So far.)",
            "5 nodes were lost…",
            "All is well",
        ];
        assert_eq!(split(text), expected);
    }

    #[test]
    fn an_empty_line_ends_a_sentence() {
        assert_eq!(split("No stop here\n\nnext\nline"), ["No stop here", "next\nline"]);
    }

    #[test]
    fn full_stops_inside_of_words_and_behind_abbreviations_end_none() {
        for text in [
            "It hit several regions, e.g. Europe and Asia.",
            "On Monday 3. February 2020 it broke.",
            "Am 12. März 2026 war es gestört, am 3. Mai und am 1. Dezember wieder.",
            "Upgraded from 1.13 to 1.14.",
            "See config.yaml and Node.js for more.",
            "At 9 a.m. UTC it broke.",
            "1. Restart the pods",
            "Approx. 20 users, incl. Staff, saw it.",
            "It took 2.5 hours.",
            "A ticket by J. K. Doe was read.",
            "It was slow... and then down.",
        ] {
            assert_eq!(split(text), [text]);
        }
    }

    #[test]
    fn an_item_ends_with_a_full_stop_where_another_sentence_follows() {
        let sentences =
            ["Disks filled up", "It was \"full.\"", "(All of it)", "Why?", "So:", "a db"];
        let expected = "Disks filled up. It was \"full.\" (All of it). Why? So: a db";
        assert_eq!(joined(sentences), expected);
        assert_eq!(first_of(sentences, 6), "Disks filled up. It was \"full.\"");
    }

    #[test]
    fn a_time_may_end_a_sentence() {
        assert_eq!(
            split("It broke at 9 a.m. Users saw errors."),
            ["It broke at 9 a.m.", "Users saw errors."]
        );
        assert_eq!(split(""), Vec::<&str>::new());
    }
}
