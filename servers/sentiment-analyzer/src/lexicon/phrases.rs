//! Joins the words of a set phrase into one token, so that "waste of time" is weighed as a verdict and
//! "interest rate" is not taken for praise.
//!
//! The list is `words/opinion_phrases.txt`; the longest phrase wins, and a phrase does not reach across the
//! end of a clause. `rules` weighs the result.

use std::borrow::Cow;

use super::tokens::{End, Token};
use super::valence::{Entry, Lexicon, Phrase};

pub(super) fn joined<'t>(tokens: Vec<Token<'t>>, lexicon: &Lexicon) -> Vec<Token<'t>> {
    let found = found(&tokens, lexicon);
    if found.is_empty() {
        return tokens;
    }
    let mut joined = Vec::with_capacity(tokens.len());
    let mut tokens = tokens.into_iter();
    let mut next = 0;
    for (start, phrase) in found {
        joined.extend(tokens.by_ref().take(start - next));
        let words = tokens.by_ref().take(1 + phrase.rest.len());
        if phrase.valence.is_some() {
            joined.extend(words.reduce(one).map(|token| valued(token, phrase.valence)));
        } else {
            joined.extend(words.map(|token| valued(token, None)));
        }
        next = start + 1 + phrase.rest.len();
    }
    joined.extend(tokens);
    joined
}

/// The phrases that the tokens hold, with the place of the first word of each; none overlap.
fn found<'l>(tokens: &[Token], lexicon: &'l Lexicon) -> Vec<(usize, &'l Phrase)> {
    let mut found = Vec::new();
    let mut free_from = 0;
    for (place, token) in tokens.iter().enumerate() {
        let following = tokens.get(place..).unwrap_or_default();
        if place < free_from {
            continue;
        }
        let mut phrases = lexicon.phrases_from(&token.word).iter();
        if let Some(phrase) = phrases.find(|phrase| starts_with(following, phrase)) {
            found.push((place, phrase));
            free_from = place + 1 + phrase.rest.len();
        }
    }
    found
}

fn starts_with(tokens: &[Token], phrase: &Phrase) -> bool {
    let mut pairs = tokens.iter().zip(tokens.iter().skip(1)).zip(&phrase.rest);
    tokens.len() > phrase.rest.len()
        && pairs.all(|((left, right), word)| left.end == End::Word && right.word == *word)
}

fn one<'t>(first: Token<'t>, next: Token<'t>) -> Token<'t> {
    Token {
        word: Cow::Owned(format!("{} {}", first.word, next.word)),
        range: first.range.start..next.range.end,
        is_upper: first.is_upper && next.is_upper,
        ..next
    }
}

fn valued(token: Token, valence: Option<f64>) -> Token {
    Token { is_emoticon: false, entry: Entry { valence, ..Entry::default() }, ..token }
}

#[cfg(test)]
mod tests {
    use super::super::{Polarity, read};

    #[test]
    fn a_set_phrase_counts_as_one_word_within_a_clause() {
        assert_eq!(read("Interest rates went to the supreme court").label, Polarity::Neutral);
        assert_eq!(read("It broke down on the way").label, Polarity::Negative);
        assert_eq!(read("It is a waste of time").words.len(), 1);
        assert_eq!(read("What a waste. Of time I have plenty").words.len(), 1);
    }
}
