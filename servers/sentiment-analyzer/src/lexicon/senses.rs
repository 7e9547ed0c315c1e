//! Which sense a word has where it stands, for the few frequent words of which only one sense is an
//! opinion.
//!
//! The published method knows two such cases: a degree word has no valence of its own, and "kind of" is
//! not kind. `rules` asks before it weighs a word.

use super::Method;
use super::tokens::{End, Token};

/// The valence of the token at `place` in its sense there; none if that is no opinion.
pub(super) fn valence(tokens: &[Token], place: usize, method: Method) -> Option<f64> {
    let token = tokens.get(place)?;
    let next = tokens.get(place + 1);
    if token.word == "kind" && next.is_some_and(|next| next.word == "of") {
        return None;
    }
    if method == Method::Published {
        return token.entry.valence.filter(|_| token.entry.degree == 0.0);
    }
    let neighbors = Neighbors {
        previous: place
            .checked_sub(1)
            .and_then(|previous| tokens.get(previous))
            .filter(|previous| previous.end == End::Word),
        next: next.filter(|_| token.end == End::Word),
    };
    if token.entry.degree != 0.0 {
        return neighbors.degree_adjective(&token.word);
    }
    match &*token.word {
        "too" => neighbors.excess(),
        "like" if !neighbors.make_like_a_verb() => None,
        "pretty" if neighbors.make_pretty_a_degree_word() => None,
        _ => token.entry.valence,
    }
}

/// The words right before and after within the clause.
struct Neighbors<'a, 't> {
    previous: Option<&'a Token<'t>>,
    next: Option<&'a Token<'t>>,
}

/// A degree adjective with nothing to modify speaks for itself: "the view is incredible".
const DEGREE_ADJECTIVES: [&str; 3] = ["incredible", "exceptional", "tremendous"];
const DEGREE_ADJECTIVE_VALENCE: f64 = 2.5;

/// "too" before a word that is not praise complains of excess ("too short"), about as much as a weak
/// negative word.
const EXCESS_VALENCE: f64 = -1.0;

impl Neighbors<'_, '_> {
    fn degree_adjective(&self, word: &str) -> Option<f64> {
        let modifies = self.next.is_some_and(|next| next.entry.valence.is_some());
        (DEGREE_ADJECTIVES.contains(&word) && !modifies).then_some(DEGREE_ADJECTIVE_VALENCE)
    }

    fn excess(&self) -> Option<f64> {
        let next = self.next?.entry.valence;
        next.is_none_or(|valence| valence < 0.0).then_some(EXCESS_VALENCE)
    }

    /// "like" is a verb after a subject, an auxiliary or an adverb of liking; it compares after a verb
    /// of seeming and before an article.
    fn make_like_a_verb(&self) -> bool {
        let follows =
            |words: &str| self.previous.is_some_and(|previous| is_one_of(&previous.word, words));
        let precedes = |words: &str| self.next.is_some_and(|next| is_one_of(&next.word, words));
        follows(BEFORE_THE_VERB) || !follows(BEFORE_A_COMPARISON) && !precedes(DETERMINERS)
    }

    /// "pretty good", "pretty much".
    fn make_pretty_a_degree_word(&self) -> bool {
        self.next.is_some_and(|next| {
            let has_weight = next.entry.valence.is_some() || next.entry.degree != 0.0;
            has_weight || is_one_of(&next.word, "much sure big small long quickly soon")
        })
    }
}

const BEFORE_THE_VERB: &str = "i you we they he she people who everyone nobody to would will do did does can \
    could might may should must i'd we'd you'd you'll i'll they'll if really also actually still always \
    all particularly especially even don't didn't doesn't dont not never";

const BEFORE_A_COMPARISON: &str = "is are was were be been it's that's looks look looked looking sounds sound \
    sounded feel feels felt feeling seem seems seemed smells tastes acts acting works plays reads comes just \
    more much less exactly something anything nothing things stuff almost rather bit kinda";

const DETERMINERS: &str = "a an the this that these those";

fn is_one_of(word: &str, words: &str) -> bool {
    words.split_whitespace().any(|one| one == word)
}

#[cfg(test)]
mod tests {
    use super::super::{Polarity, read};

    #[test]
    fn a_word_counts_only_in_the_sense_that_is_an_opinion() {
        for (text, label) in [
            ("I like the buttons", Polarity::Positive),
            ("it looks like a box", Polarity::Neutral),
            ("pretty much the box I had", Polarity::Neutral),
            ("a pretty box", Polarity::Positive),
            ("the box is incredible", Polarity::Positive),
            ("the box is too short", Polarity::Negative),
            ("I bought the box too", Polarity::Neutral),
        ] {
            assert_eq!(read(text).label, label, "{text}");
        }
    }
}
