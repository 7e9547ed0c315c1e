//! The idioms and two-word degree words of the published method.
//!
//! It looks for them around a word that has a valence and three words before it. In the extended method
//! `phrases` has joined most idioms already, with or without such a word. `rules` calls this.

use super::rules::Context;
use super::valence::DEGREE;

impl Context<'_, '_> {
    /// The published idioms around the word at `place`, and the degree words that are two words.
    pub(super) fn special_case(&self, place: usize, weight: f64) -> f64 {
        let case = |start: usize, end: usize| {
            let words = self.tokens.get(start..end)?;
            let is_case =
                |case: &[&str]| words.iter().map(|token| &*token.word).eq(case.iter().copied());
            SPECIAL_CASES.iter().find(|(words, _)| is_case(words)).map(|(_, valence)| *valence)
        };
        let Some(third) = place.checked_sub(3) else {
            return weight;
        };
        let (second, first) = (third + 1, third + 2);
        let before = case(first, place + 1)
            .or_else(|| case(second, place + 1))
            .or_else(|| case(second, place))
            .or_else(|| case(third, place))
            .or_else(|| case(third, first));
        let after = case(place, place + 3).or_else(|| case(place, place + 2));
        let mut weight = after.or(before).unwrap_or(weight);
        for start in [third, second] {
            let pair = self.tokens.get(start..start + 2).unwrap_or_default();
            let is_pair =
                |words: &[&str; 2]| pair.iter().map(|token| &*token.word).eq(words.iter().copied());
            if DAMPENING_PAIRS.iter().any(is_pair) {
                weight -= DEGREE;
            }
        }
        weight
    }
}

/// Degree words of two words, which lower the intensity of what follows.
const DAMPENING_PAIRS: [[&str; 2]; 3] = [["just", "enough"], ["kind", "of"], ["sort", "of"]];

/// Special cases of the published method: idioms whose valence replaces that of the word they hold.
const SPECIAL_CASES: [(&[&str], f64); 8] = [
    (&["the", "shit"], 3.0),
    (&["the", "bomb"], 3.0),
    (&["bad", "ass"], 1.5),
    (&["bus", "stop"], 0.0),
    (&["yeah", "right"], -2.0),
    (&["kiss", "of", "death"], -1.5),
    (&["to", "die", "for"], 3.0),
    (&["beating", "heart"], 3.5),
];
