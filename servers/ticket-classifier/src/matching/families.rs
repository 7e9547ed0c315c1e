//! Families of words: a thesaurus of what people write to a support desk.
//!
//! "Why was I billed?" belongs under `charges` though the two share no word. A family is a line of
//! `words/families.txt`: words and phrases that mean much the same, or that go together in a ticket, with
//! the strength of the tie. To `names` and `vocabulary` a family that a text touches is a feature of the
//! text beside its words.

use std::sync::LazyLock;

use super::lines::lines;
use super::phrases::{Found, Phrases};
use super::tokens::Token;

/// A family as one of its members sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Family {
    /// The place of its line in the list.
    pub(super) number: u16,
    /// The strength of the tie between two of its members, where 1 is the same word.
    pub(super) strength: f32,
}

/// Every member of a family in `tokens`, in the order of the text.
pub(super) fn found(tokens: &[Token]) -> Vec<Found<Family>> {
    FAMILIES.found(tokens)
}

static FAMILIES: LazyLock<Phrases<Family>> = LazyLock::new(|| {
    let mut families = Phrases::new();
    for (number, (strength, members)) in (0..).zip(lines(include_str!("words/families.txt"))) {
        let family = Family { number, strength: strength.parse().unwrap_or_default() };
        for member in members {
            families.insert(&member, family);
        }
    }
    families
});

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn share_a_family(left: &str, right: &str) -> bool {
        let numbers = |text: &str| -> Vec<u16> {
            found(&tokens(text)).iter().map(|found| found.entry.number).collect()
        };
        let right = numbers(right);
        numbers(left).iter().any(|number| right.contains(number))
    }

    #[test]
    fn words_that_mean_much_the_same_share_a_family() {
        for (left, right) in [
            ("billed", "charges"),
            ("my laptop", "computers"),
            ("it hasn't arrived", "delivery"),
            ("wifi", "VPN"),
        ] {
            assert!(share_a_family(left, right), "{left} and {right}");
        }
        assert!(!share_a_family("invoice", "printer"));
    }

    #[test]
    fn every_line_of_the_list_has_a_strength_and_at_least_two_members() {
        for (strength, members) in lines(include_str!("words/families.txt")) {
            assert!(strength.parse::<f32>().is_ok_and(|strength| strength > 0.0 && strength < 1.0));
            assert!(members.len() >= 2, "{members:?}");
        }
    }
}
