//! Weighs every word in its context.
//!
//! The rules and their constants are those of Hutto & Gilbert (2014) in the form of the vaderSentiment
//! package 3.3.2, which [`Method::Published`] follows to the letter. [`Method::Extended`] keeps them
//! within a clause, lets negation reach one word further, treats emoticons as signs outside the
//! sentence and knows more negations. Where the two part, the code says so. `senses` decides what an
//! ambiguous word means here, before it is weighed. Here are degree words and capitals; `negation`,
//! `idioms` and `contrast` hold the other rules, and `score` sums the weights.

use super::negation::NEGATION_FACTOR;
use super::tokens::{End, Token};
use super::{Method, contrast, senses};

/// What capitals add to a word of a text that is not all capitals.
const CAPITALS: f64 = 0.733;

/// An emoticon is the writer's own comment on the text and outweighs a word (Hogenboom et al. 2013,
/// "Exploiting Emoticons in Sentiment Analysis", SAC '13).
const EMOTICON_FACTOR: f64 = 1.5;

/// How many words back a degree word may stand, with what is left of its effect from there.
const DEGREE_DECAY: [f64; 3] = [1.0, 0.95, 0.9];

/// The weight of each token, 0 for words without an opinion.
pub(super) fn weights(tokens: &[Token], method: Method) -> Vec<f64> {
    let context = Context::of(tokens, method);
    let weigh = |place| match senses::valence(tokens, place, method) {
        Some(valence) => context.weight(place, valence),
        None => 0.0,
    };
    let mut weights: Vec<f64> = (0..tokens.len()).map(weigh).collect();
    match method {
        Method::Published => contrast::apply_as_published(tokens, &mut weights),
        Method::Extended => contrast::apply(tokens, &mut weights),
    }
    weights
}

/// The negation that turns the word at `place`; of two that belong together ("not without charm") the first.
pub(super) fn negation_before<'a, 't>(
    tokens: &'a [Token<'t>],
    place: usize,
    method: Method,
) -> Option<&'a Token<'t>> {
    let context = Context { tokens, method, capitals_count: false };
    let token = tokens.get(place).filter(|token| !token.is_emoticon)?;
    let turns = |back: usize| {
        let modifier = context.before(place, back)?;
        let is_no = modifier.word == "no" && context.no_factor(place, token) < 0.0;
        let is_negation = context.negation_counts(place, back)
            && context.negation(place, back, modifier) == NEGATION_FACTOR;
        (is_no || is_negation).then_some(place - back)
    };
    tokens.get((1..=context.reach()).rev().find_map(turns)?)
}

/// The tokens of a text, and how to weigh each among the others.
pub(super) struct Context<'a, 't> {
    pub(super) tokens: &'a [Token<'t>],
    pub(super) method: Method,
    /// Some words are in capitals and some are not, so that capitals mean emphasis.
    capitals_count: bool,
}

impl<'a, 't> Context<'a, 't> {
    fn of(tokens: &'a [Token<'t>], method: Method) -> Self {
        let upper = tokens.iter().filter(|token| token.is_upper).count();
        let capitals_count = 0 < upper && upper < tokens.len();
        Self { tokens, method, capitals_count }
    }

    fn weight(&self, place: usize, valence: f64) -> f64 {
        let Some(token) = self.tokens.get(place) else {
            return 0.0;
        };
        if self.method == Method::Extended && token.is_emoticon {
            return valence * EMOTICON_FACTOR;
        }
        let mut weight = valence * self.no_factor(place, token);
        if token.is_upper && self.capitals_count {
            weight += if weight > 0.0 { CAPITALS } else { -CAPITALS };
        }
        for back in 1..=self.reach() {
            let Some(modifier) = self.before(place, back) else {
                break;
            };
            let has_valence = modifier.entry.valence.is_some();
            if has_valence && self.method == Method::Published {
                continue;
            }
            if !has_valence {
                weight += self.degree(modifier, back, weight);
            }
            if self.negation_counts(place, back) {
                weight *= self.negation(place, back, modifier);
            }
            if back == 3 {
                weight = self.special_case(place, weight);
            }
        }
        if self.follows_least(place) {
            weight *= NEGATION_FACTOR;
        }
        weight
    }

    /// How many words back a negation may stand. A fourth word leaves room for "not" + "be" + article +
    /// degree word.
    fn reach(&self) -> usize {
        match self.method {
            Method::Published => 3,
            Method::Extended => 4,
        }
    }

    /// The token `back` places before `place`, unless a clause ends between them.
    pub(super) fn before(&self, place: usize, back: usize) -> Option<&Token<'t>> {
        let start = place.checked_sub(back)?;
        let between = self.tokens.get(start..place)?;
        let is_joined =
            self.method == Method::Published || between.iter().all(|token| token.end == End::Word);
        between.first().filter(|_| is_joined)
    }

    pub(super) fn is_before(&self, place: usize, back: usize, words: &[&str]) -> bool {
        self.before(place, back).is_some_and(|token| words.contains(&&*token.word))
    }

    /// What the degree word `back` places before adds to a weight.
    fn degree(&self, modifier: &Token, back: usize, weight: f64) -> f64 {
        let Some(decay) = DEGREE_DECAY.get(back - 1) else {
            return 0.0;
        };
        if modifier.entry.degree == 0.0 {
            return 0.0;
        }
        let mut degree = modifier.entry.degree * if weight < 0.0 { -1.0 } else { 1.0 };
        if modifier.is_upper && self.capitals_count {
            degree += if weight > 0.0 { CAPITALS } else { -CAPITALS };
        }
        degree * decay
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::weight;

    #[test]
    fn degree_words_and_capitals_raise_or_lower_a_weight_within_the_clause() {
        assert!(weight("a very good day", "good") > 1.9);
        assert!(weight("a barely bad day", "bad") > -2.5);
        assert!(weight("a GOOD day", "GOOD") > 1.9);
        assert!(weight("VERY, good day", "good") <= 1.9);
    }

    #[test]
    fn an_emoticon_stands_outside_the_sentence() {
        assert!(weight("that is not it :)", ":)") > 2.0);
    }
}
