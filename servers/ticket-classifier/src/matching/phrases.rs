//! Finds the words and phrases of a list in a text.
//!
//! Lists are written in stems. "not" in a list stands for every negation of the text, and may have a few
//! words after it that change nothing: "not arrive" is found in "hasn't yet arrived". `families`, `kinds` and
//! `priority` keep their lists here.

use std::collections::HashMap;

use super::tokens::{End, Token};

/// Phrases of stems with what a list says of each.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    /// Every phrase, and every beginning of one, with its entries; a beginning may have none.
    entries: HashMap<String, Vec<T>>,
}

/// A place where a phrase stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found<T> {
    pub(super) entry: T,
    /// Its first token.
    pub(super) first: usize,
    /// How many tokens it is long.
    pub(super) length: usize,
}

impl<T: Copy + PartialEq> Phrases<T> {
    pub(super) fn new() -> Self {
        Self { entries: HashMap::new() }
    }

    /// Adds an entry to a phrase, given as stems joined by spaces; the same entry counts once.
    pub(super) fn insert(&mut self, phrase: &str, entry: T) {
        for (end, _) in phrase.match_indices(' ') {
            self.entries.entry(phrase.get(..end).unwrap_or_default().to_owned()).or_default();
        }
        let entries = self.entries.entry(phrase.to_owned()).or_default();
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }

    /// Every phrase of the list in `tokens`, by its first token; none reaches across the end of a clause.
    pub(super) fn found(&self, tokens: &[Token]) -> Vec<Found<T>> {
        let mut found = Vec::new();
        for (first, token) in tokens.iter().enumerate() {
            let following = tokens.get(first..).unwrap_or_default();
            self.add_found(&token.stem, first, following, &mut found);
            if is_negation(&token.stem) && token.stem != NOT {
                self.add_found(NOT, first, following, &mut found);
            }
        }
        found
    }

    /// Adds the phrases at the start of `tokens`, the first of which reads `start`.
    fn add_found(&self, start: &str, first: usize, tokens: &[Token], found: &mut Vec<Found<T>>) {
        let Some(entries) = self.entries.get(start) else { return };
        found.extend(entries.iter().map(|&entry| Found { entry, first, length: 1 }));
        let mut phrase = start.to_owned();
        for (length, pair) in (2..=LONGEST_PHRASE).zip(tokens.windows(2)) {
            let [left, right] = pair else { break };
            if left.end > End::Word {
                break;
            }
            if start == NOT && FILLERS.contains(&right.stem.as_str()) {
                continue;
            }
            phrase.push(' ');
            phrase.push_str(&right.stem);
            let Some(entries) = self.entries.get(&phrase) else { break };
            found.extend(entries.iter().map(|&entry| Found { entry, first, length }));
        }
    }
}

/// The longest phrase in tokens, fillers included.
const LONGEST_PHRASE: usize = 6;

/// What stands for every negation in a list.
const NOT: &str = "not";

/// Stems that may stand between a negation and what it negates.
const FILLERS: [&str; 8] = ["be", "been", "yet", "even", "ever", "actual", "realli", "still"];

/// Whether a stem negates the words after it.
pub(super) fn is_negation(stem: &str) -> bool {
    NEGATIONS.contains(&stem)
}

const NEGATIONS: [&str; 22] = [
    "not", "never", "without", "cannot", "cant", "wont", "dont", "doesnt", "didnt", "isnt",
    "arent", "wasnt", "werent", "havent", "hasnt", "hadnt", "couldnt", "wouldnt", "shouldnt",
    "mustnt", "neednt", "aint",
];

#[cfg(test)]
mod tests {
    use super::super::lines::joined_stems;
    use super::super::tokens::tokens;
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<String> {
        let mut list = Phrases::new();
        for (number, phrase) in phrases.iter().enumerate() {
            list.insert(&joined_stems(phrase), number);
        }
        let tokens = tokens(text);
        let range = |found: &Found<usize>| {
            tokens[found.first].range.start..tokens[found.first + found.length - 1].range.end
        };
        list.found(&tokens).iter().map(|found| text[range(found)].to_owned()).collect()
    }

    #[test]
    fn phrases_are_found_in_any_form_within_a_clause() {
        assert_eq!(
            found(&["top up", "top"], "Topping up; top, up"),
            ["Topping", "Topping up", "top"]
        );
        assert_eq!(found(&["log in page"], "log in"), [""; 0]);
    }

    #[test]
    fn not_stands_for_every_negation_with_fillers_after_it() {
        let text = "It hasn't yet arrived, it did not arrive and never really arrives";
        let expected = ["hasn't yet arrived", "not arrive", "never really arrives"];
        assert_eq!(found(&["not arrive"], text), expected);
        assert_eq!(found(&["cannot wait"], "it can't wait"), [""; 0]);
    }
}
