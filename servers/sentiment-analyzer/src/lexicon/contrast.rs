//! "but": what follows it outweighs what precedes it.
//!
//! The last of the rules, for it changes finished weights. `rules` calls it; `score` takes the result.

use super::tokens::{End, Token};

/// What "but" leaves of a weight before it, and makes of one after it.
const BEFORE_BUT: f64 = 0.5;
const AFTER_BUT: f64 = 1.5;

/// Within a sentence, what follows the first "but" outweighs what precedes it. A sentence that begins
/// with "but" answers the one before.
pub(super) fn apply(tokens: &[Token], weights: &mut [f64]) {
    let (mut previous_start, mut start) = (0, 0);
    for sentence in tokens.chunk_by(|token, _| token.end < End::Sentence) {
        let end = start + sentence.len();
        if let Some(but) = sentence.iter().position(|token| token.word == "but") {
            let from = if but == 0 { previous_start } else { start };
            scale(weights, from..start + but, BEFORE_BUT);
            scale(weights, start + but..end, AFTER_BUT);
        }
        (previous_start, start) = (start, end);
    }
}

fn scale(weights: &mut [f64], places: std::ops::Range<usize>, factor: f64) {
    for weight in weights.get_mut(places).unwrap_or_default() {
        *weight *= factor;
    }
}

/// The published code looks for the first "but" of the whole text, and finds each weight by its value:
/// of two equal ones the first changes, twice if need be.
pub(super) fn apply_as_published(tokens: &[Token], weights: &mut [f64]) {
    let Some(but) = tokens.iter().position(|token| token.word == "but") else {
        return;
    };
    for turn in 0..weights.len() {
        let Some(value) = weights.get(turn).copied() else {
            return;
        };
        let Some(found) = weights.iter().position(|weight| *weight == value) else {
            return;
        };
        match found.cmp(&but) {
            std::cmp::Ordering::Less => scale(weights, found..found + 1, BEFORE_BUT),
            std::cmp::Ordering::Equal => {}
            std::cmp::Ordering::Greater => scale(weights, found..found + 1, AFTER_BUT),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::weight;

    #[test]
    fn but_weighs_within_its_sentence_or_against_the_sentence_before() {
        assert!(weight("good but dear. A nice day", "nice") < 2.0);
        assert!(weight("good but nice", "nice") > 2.0);
        assert!(weight("It is good. But it is ugly.", "good") < 1.9);
    }
}
