//! Which phrases of a list a text states, and which it only denies: "it isn't down any more", "no outage".
//!
//! `priority` asks.

use std::ops::Range;

use super::phrases::{Found, Phrases, is_negation};
use super::tokens::{End, Token};

/// The phrases of a list that a text states: not negated, and not inside a longer one ("urgent" in "not
/// urgent").
pub(super) fn stated<T: Copy + PartialEq>(list: &Phrases<T>, tokens: &[Token]) -> Vec<Found<T>> {
    let mut found = list.found(tokens);
    // Longer before shorter at the same place.
    found.sort_by_key(|found| (found.first, std::cmp::Reverse(found.length)));
    let mut free_from = 0;
    found.retain(|found| {
        let end = found.first + found.length;
        let is_inside = end <= free_from;
        free_from = free_from.max(end);
        !is_inside && !is_negated(found, tokens)
    });
    found
}

/// Whether a negation stands before a phrase, or "no longer" or the like around it.
fn is_negated<T>(found: &Found<T>, tokens: &[Token]) -> bool {
    let starts_negative = tokens.get(found.first).is_some_and(|token| negates(&token.stem));
    let before = tokens.iter().take(found.first).rev();
    let clause = before.take_while(|token| token.end == End::Word);
    let nearest = clause.take(NEGATION_REACH).find(|token| !is_weak(&token.stem));
    !starts_negative && nearest.is_some_and(|token| negates(&token.stem))
}

/// How many words before a phrase a negation may stand.
const NEGATION_REACH: usize = 4;

/// Whether a stem may stand between a negation and what it negates: "not that urgent", "isn't really down",
/// "is no longer down".
fn is_weak(stem: &str) -> bool {
    let is_article = matches!(stem, "a" | "an" | "the" | "that" | "ani" | "all");
    let is_degree =
        matches!(stem, "veri" | "so" | "too" | "realli" | "super" | "particular" | "terribl");
    is_article || is_degree || matches!(stem, "at" | "be" | "been" | "longer" | "actual")
}

fn negates(stem: &str) -> bool {
    is_negation(stem) || matches!(stem, "no" | "nor" | "neither" | "nothing")
}

/// The bytes of the text that a phrase takes.
pub(super) fn range<T>(found: &Found<T>, tokens: &[Token]) -> Option<Range<usize>> {
    let last = tokens.get(found.first + found.length.checked_sub(1)?)?;
    Some(tokens.get(found.first)?.range.start..last.range.end)
}

#[cfg(test)]
mod tests {
    use super::super::lines::joined_stems;
    use super::super::tokens::tokens;
    use super::*;

    fn stated_in(text: &str) -> Vec<&str> {
        let mut list = Phrases::new();
        for phrase in ["down", "urgent", "not urgent", "can't wait"] {
            list.insert(&joined_stems(phrase), ());
        }
        let tokens = tokens(text);
        let found = stated(&list, &tokens);
        found.iter().filter_map(|found| range(found, &tokens)).map(|range| &text[range]).collect()
    }

    #[test]
    fn a_negation_denies_what_follows_in_its_clause() {
        for text in [
            "it isn't down",
            "it is no longer really down",
            "never been down",
            "without being that down",
        ] {
            assert_eq!(stated_in(text), [""; 0], "{text}");
        }
        for text in ["no, down", "not here. down", "nobody knows when it is down"] {
            assert_eq!(stated_in(text), ["down"], "{text}");
        }
    }

    #[test]
    fn a_longer_phrase_covers_the_words_inside_it_and_may_be_negative_itself() {
        assert_eq!(stated_in("it is not urgent"), ["not urgent"]);
        assert_eq!(stated_in("I can't wait, urgent"), ["can't wait", "urgent"]);
    }
}
