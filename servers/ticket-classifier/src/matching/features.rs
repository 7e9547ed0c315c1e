//! What a text offers for comparison: its words, the families that they belong to, and the cues for its
//! kind. Everything is found once here; `names` and `vocabulary` weigh it.

use std::collections::HashSet;
use std::ops::Range;

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

    /// How much of the meaning of a text is known, from 0 to 1: the share of its meaningful words that are
    /// known themselves or, in part, by their families.
    pub(super) fn familiarity(
        &self,
        is_word_known: impl Fn(&str) -> bool,
        is_family_known: impl Fn(u16) -> bool,
    ) -> f32 {
        let known = |token: &Token| if is_word_known(&token.stem) { 1.0_f32 } else { 0.0 };
        let mut known: Vec<f32> = self.tokens.iter().map(known).collect();
        for found in self.families.iter().filter(|found| is_family_known(found.entry.number)) {
            for known in known.iter_mut().skip(found.first).take(found.length) {
                *known = known.max(found.entry.strength);
            }
        }
        let (mut all, mut sum) = (0.0, 0.0);
        for (token, known) in self.tokens.iter().zip(known) {
            let says = informativeness(&token.stem);
            if says >= MEANINGFUL {
                all += says;
                sum += says * known;
            }
        }
        if all > 0.0 { sum / all } else { 0.0 }
    }

    /// Whether one of these words of the text means something by itself.
    pub(super) fn is_any_meaningful(&self, words: &[Range<usize>]) -> bool {
        let mut places = self.tokens.iter().enumerate();
        places.any(|(place, token)| words.contains(&token.range) && self.is_meaningful(place, 1))
    }

    /// Whether some word of the text means something by itself.
    pub(super) fn has_meaning(&self) -> bool {
        (0..self.tokens.len()).any(|place| self.is_meaningful(place, 1))
    }

    /// Whether a word means something by itself, as phrases do and no words do not.
    pub(super) fn is_meaningful(&self, first: usize, length: usize) -> bool {
        let says = |token: &Token| informativeness(&token.stem) >= MEANINGFUL;
        length > 1 || (length == 1 && self.tokens.get(first).is_some_and(says))
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
