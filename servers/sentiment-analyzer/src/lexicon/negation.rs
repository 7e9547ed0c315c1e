//! What negations make of the words after them.
//!
//! "not" and its kind reverse a valence and weaken it; "never so", "not only" and "could not have been
//! better" do not. The words are listed in `modifiers`. `rules` asks for each word before the one it
//! weighs.

use super::Method;
use super::rules::Context;
use super::tokens::Token;

/// What a negation makes of the valence after it: less than its opposite, for "not great" is not awful.
pub(super) const NEGATION_FACTOR: f64 = -0.74;

/// What "never so" and "could not be kinder" make of a valence: they say that there is no more of it.
const NEVER_SO_FACTOR: f64 = 1.25;

impl Context<'_, '_> {
    /// What the word `back` places before makes of a weight if it is a negation, else 1.
    pub(super) fn negation(&self, place: usize, back: usize, modifier: &Token) -> f64 {
        if self.is_never_so(place, back, modifier) || self.is_extreme(place, back, modifier) {
            return NEVER_SO_FACTOR;
        }
        let has_between =
            |words: &[&str]| (1..back).any(|between| self.is_before(place, between, words));
        let is_certainty = modifier.word == "without" && has_between(&["doubt"]);
        let is_not_only = self.method == Method::Extended
            && modifier.word == "not"
            && self.is_before(place, back - 1, &["only", "just", "merely"]);
        if modifier.entry.negates && !is_certainty && !is_not_only { NEGATION_FACTOR } else { 1.0 }
    }

    /// Of several negations the nearest counts, for the others belong to other words; and one right
    /// before it, which takes it back ("not without charm"). The published method counts them all.
    pub(super) fn negation_counts(&self, place: usize, back: usize) -> bool {
        let negates = |back| self.before(place, back).is_some_and(|token| token.entry.negates);
        self.method == Method::Published
            || (1..back).all(|nearer| !negates(nearer) || nearer == back - 1)
    }

    fn is_never_so(&self, place: usize, back: usize, modifier: &Token) -> bool {
        let is_so = |back| self.is_before(place, back, &["so", "this"]);
        let is_never = modifier.word == "never";
        match (back, self.method) {
            (2, _) => is_never && is_so(1),
            // The published condition lacks a bracket, so that "so" or "this" right before the word
            // does without "never" here.
            (3, Method::Published) => is_never && is_so(2) || is_so(1),
            (3.., Method::Extended) => is_never && (is_so(back - 1) || is_so(back - 2)),
            _ => false,
        }
    }

    /// "could not have been kinder", "couldn't be more helpful": the comparative under a negated
    /// possibility names an extreme.
    fn is_extreme(&self, place: usize, back: usize, modifier: &Token) -> bool {
        let could_not = modifier.word.starts_with("couldn")
            || modifier.word == "not" && self.is_before(place, back + 1, &["could"]);
        let is_comparative = self
            .tokens
            .get(place)
            .is_some_and(|token| token.word.ends_with("er") || token.word == "worse");
        let is_after_be = |back| self.is_before(place, back, &["be", "been"]);
        self.method == Method::Extended
            && could_not
            && (is_comparative && is_after_be(1)
                || self.is_before(place, 1, &["more"]) && is_after_be(2))
    }

    /// "no" reverses the word after it and is then worth nothing itself. In "no no no" it only
    /// insists, though the published method takes it for a negation there too.
    pub(super) fn no_factor(&self, place: usize, token: &Token) -> f64 {
        let insists = |word: &str| self.method == Method::Extended && word == "no";
        let negates_the_next = self.tokens.get(place + 1).is_some_and(|next| {
            let is_joined = self.before(place + 1, 1).is_some();
            next.entry.valence.is_some() && is_joined && !insists(&next.word)
        });
        if self.follows_no(place) && !insists(&token.word) {
            NEGATION_FACTOR
        } else if token.word == "no" && negates_the_next {
            0.0
        } else {
            1.0
        }
    }

    fn follows_no(&self, place: usize) -> bool {
        self.is_before(place, 1, &["no"])
            || self.is_before(place, 2, &["no"])
            || self.is_before(place, 3, &["no"]) && self.is_before(place, 1, &["or", "nor"])
    }

    /// "the least good", but not "at least good".
    pub(super) fn follows_least(&self, place: usize) -> bool {
        self.is_before(place, 1, &["least"]) && !self.is_before(place, 2, &["at", "very"])
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::weight;

    #[test]
    fn negation_reaches_four_words_within_its_clause() {
        assert!(weight("it will not be a very good phone", "good") < 0.0);
        assert!(weight("it is not here, good people", "good") > 0.0);
        assert!(weight("it lacks charm", "charm") < 0.0);
        assert!(weight("the least good of them", "good") < 0.0);
    }

    #[test]
    fn words_that_only_look_like_negations_leave_a_weight_alone() {
        assert!(weight("not only good but cheap", "good") > 0.0);
        assert!(weight("never so good", "good") > weight("so good", "good"));
        assert!(weight("without a doubt good", "good") > 0.0);
        assert!(weight("at least good", "good") > 0.0);
        assert!(weight("the staff could not have been kinder, ever", "kinder") > 0.0);
        assert!(weight("I couldn't be more happy", "happy") > 0.0);
        assert!(weight("it couldn't be worse", "worse") < 0.0);
        assert!(weight("it could not have been good", "good") < 0.0);
    }

    #[test]
    fn the_nearest_negation_counts_unless_another_takes_it_back() {
        assert!(weight("never mind, I don't like what I don't like", "like") < 0.0);
        assert!(weight("it is not without charm", "charm") > 0.0);
        assert!(weight("no no no", "no") < -1.0);
    }
}
