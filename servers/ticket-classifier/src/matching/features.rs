//! What a text offers for comparison: its words, the families that they belong to, and the cues for its
//! kind. Everything is found once here; `names` and `vocabulary` weigh it.

use std::collections::HashSet;

use super::commonness::{MEANINGFUL, informativeness};
use super::families::{self, Family};
use super::kinds::{self, Cue};
use super::phrases::Found;
use super::tokens::{Token, tokens};

/// A text, cut up for comparison.
#[derive(Debug)]
pub(super) struct Features {
    /// The words in order.
    pub(super) tokens: Vec<Token>,
    /// Where each different word stands first.
    pub(super) first_places: Vec<usize>,
    /// The members of families among them.
    pub(super) families: Vec<Found<Family>>,
    /// The first member of each different family.
    pub(super) first_members: Vec<Found<Family>>,
    /// The cues for the kind of ticket.
    pub(super) cues: Vec<Found<Cue>>,
}

impl Features {
    pub(super) fn of(text: &str) -> Self {
        let tokens = tokens(text);
        let families = families::found(&tokens);
        let cues = kinds::cues(&tokens);
        let mut seen = HashSet::new();
        let places =
            tokens.iter().enumerate().filter(|(_, token)| seen.insert(token.stem.as_str()));
        let first_places = places.map(|(place, _)| place).collect();
        let mut seen = HashSet::new();
        let members = families.iter().filter(|found| seen.insert(found.entry.number));
        let first_members = members.copied().collect();
        Self { tokens, first_places, families, first_members, cues }
    }

    /// Whether a word means something by itself, as phrases do.
    pub(super) fn is_meaningful(&self, first: usize, length: usize) -> bool {
        let says = |token: &Token| informativeness(&token.stem) >= MEANINGFUL;
        length > 1 || self.tokens.get(first).is_some_and(says)
    }
}

/// A category's name in separate words: "cardArrival" is two. Other signs part words in
/// any text.
pub(super) fn spaced(name: &str) -> String {
    let mut spaced = String::with_capacity(name.len() + 4);
    let mut last_is_lower = false;
    for character in name.chars() {
        if last_is_lower && character.is_uppercase() {
            spaced.push(' ');
        }
        last_is_lower = character.is_lowercase();
        spaced.push(character);
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_apart_where_people_join_words() {
        let names = ["cardArrival", "card_arrival", "VPN", "C++"];
        let words = ["card Arrival", "card_arrival", "VPN", "C++"];
        assert_eq!(names.map(spaced), words);
    }
}
