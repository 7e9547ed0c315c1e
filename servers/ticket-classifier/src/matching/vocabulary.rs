//! The words, families and kinds of the given examples, numbered and weighted, and the vectors that texts
//! become.
//!
//! The weighting is TF-IDF (Salton & Buckley 1988, "Term-weighting approaches in automatic text retrieval")
//! with 1 + ln tf, and vectors of length 1. A word that no example holds has no dimension, but it counts in
//! the length: the less of a text is known, the shorter is what is left of its vector, and the less sure
//! `regression` is of its class. A few documents do not show which words stand in any text; as long as there
//! are few, general English tells (`commonness`). Word order is not used: pairs of words made no difference
//! worth their cost.

use std::collections::{BTreeMap, HashMap};

use super::commonness::informativeness;
use super::features::Features;
use super::kinds::Kind;

/// A sparse vector: dimensions with their values, in ascending order.
pub(super) type Vector = Vec<(u32, f32)>;

/// Weight of a family next to that of a word, before the strength of its ties. Chosen on the development
/// halves of BANKING77 and CLINC150; between 0.8 and 1.6 the figures differ by less than a point.
const FAMILY_WEIGHT: f32 = 1.2;

/// Weight of the slightest cue for a kind of ticket next to that of a word. Chosen there too; at 0 and at 1
/// the figures are up to a point lower.
const CUE_WEIGHT: f32 = 0.3;

/// So many documents say as much about how common a word is as English in general does. With 5 to 100 the
/// figures on 3 to 20 drawn labels with 1 to 5 examples each hardly differ; 100 costs BANKING77 with 3
/// examples of every label a point.
const DOCUMENTS_LIKE_ENGLISH: f32 = 10.0;

/// The features of some documents.
#[derive(Debug)]
pub(super) struct Vocabulary {
    words: HashMap<String, u32>,
    families: HashMap<u16, u32>,
    kinds: HashMap<Kind, u32>,
    /// Inverse document frequency of every dimension.
    idf: Vec<f32>,
    /// That of a word in no document.
    unseen_idf: f32,
}

impl Vocabulary {
    /// The features of `documents`; those that come after `most` others are left out.
    pub(super) fn of<'f>(
        documents: impl Iterator<Item = &'f Features> + Clone,
        most: usize,
    ) -> Self {
        let mut vocabulary = Self {
            words: HashMap::new(),
            families: HashMap::new(),
            kinds: HashMap::new(),
            idf: Vec::new(),
            unseen_idf: 0.0,
        };
        for document in documents.clone() {
            vocabulary.add(document, most);
        }
        let mut frequencies = vec![0.0_f32; vocabulary.dimensions()];
        let mut count = 0.0;
        for document in documents {
            count += 1.0;
            for dimension in vocabulary.counts(document).into_keys() {
                if let Some(frequency) = frequencies.get_mut(dimension as usize) {
                    *frequency += 1.0;
                }
            }
        }
        let idf = |frequency: f32| ((1.0 + count) / (1.0 + frequency)).ln() + 1.0;
        vocabulary.idf = frequencies.into_iter().map(idf).collect();
        vocabulary.unseen_idf = idf(0.0);
        let trust_in_english = DOCUMENTS_LIKE_ENGLISH / (DOCUMENTS_LIKE_ENGLISH + count);
        for (stem, dimension) in &vocabulary.words {
            if let Some(idf) = vocabulary.idf.get_mut(*dimension as usize) {
                *idf *= informativeness(stem).powf(trust_in_english);
            }
        }
        vocabulary
    }

    fn add(&mut self, document: &Features, most: usize) {
        for token in &document.tokens {
            let next = self.dimensions();
            if next < most && !self.words.contains_key(&token.stem) {
                self.words.insert(token.stem.clone(), next as u32);
            }
        }
        for found in &document.families {
            let next = self.dimensions();
            if next < most {
                self.families.entry(found.entry.number).or_insert(next as u32);
            }
        }
        for found in &document.cues {
            let next = self.dimensions();
            if next < most {
                self.kinds.entry(found.entry.kind).or_insert(next as u32);
            }
        }
    }

    /// How many dimensions there are.
    pub(super) fn dimensions(&self) -> usize {
        self.words.len() + self.families.len() + self.kinds.len()
    }

    /// Every dimension that a text touches, with the weight of the touch before that of its rarity, and the
    /// place and number of the tokens that touch it.
    pub(super) fn occurrences<'f>(
        &'f self,
        features: &'f Features,
    ) -> impl Iterator<Item = (u32, f32, usize, usize)> + 'f {
        let words = features.tokens.iter().enumerate().filter_map(|(place, token)| {
            self.words.get(&token.stem).map(|dimension| (*dimension, 1.0, place, 1))
        });
        let families = features.families.iter().filter_map(|found| {
            let dimension = *self.families.get(&found.entry.number)?;
            Some((dimension, FAMILY_WEIGHT * found.entry.strength, found.first, found.length))
        });
        let cues = features.cues.iter().filter_map(|found| {
            let dimension = *self.kinds.get(&found.entry.kind)?;
            Some((dimension, CUE_WEIGHT * found.entry.weight, found.first, found.length))
        });
        words.chain(families).chain(cues)
    }

    /// How much a text touches each dimension in all.
    pub(super) fn counts(&self, features: &Features) -> BTreeMap<u32, f32> {
        let mut counts = BTreeMap::new();
        for (dimension, weight, ..) in self.occurrences(features) {
            *counts.entry(dimension).or_insert(0.0) += weight;
        }
        counts
    }

    /// How much of what a text is about these documents know, from 0 to 1, as if only the dimensions were
    /// known of which `is_known` says so.
    pub(super) fn familiarity(&self, features: &Features, is_known: impl Fn(u32) -> bool) -> f32 {
        let is_known = |dimension: Option<&u32>| dimension.is_some_and(|known| is_known(*known));
        features.familiarity(
            |stem| is_known(self.words.get(stem)),
            |family| is_known(self.families.get(&family)),
        )
    }

    /// The vector of a text as if only the dimensions were known of which `is_known` says so. Its length is
    /// 1 if it knows every word of the text, and less otherwise.
    pub(super) fn vector(&self, features: &Features, is_known: impl Fn(u32) -> bool) -> Vector {
        let mut vector: Vector = Vec::new();
        let mut square = 0.0;
        // How a text is put says the less of its class, the less is known of what it is about.
        let familiarity = self.familiarity(features, &is_known);
        for (dimension, count) in self.counts(features) {
            if is_known(dimension) {
                let is_kind = self.kinds.values().any(|kind| *kind == dimension);
                let trust = if is_kind { familiarity } else { 1.0 };
                let value = trust
                    * damped(count)
                    * self.idf.get(dimension as usize).copied().unwrap_or_default();
                square += value * value;
                vector.push((dimension, value));
            }
        }
        for token in &features.tokens {
            if !self.words.get(&token.stem).is_some_and(|dimension| is_known(*dimension)) {
                let value = informativeness(&token.stem) * self.unseen_idf;
                square += value * value;
            }
        }
        let length = square.sqrt().max(f32::MIN_POSITIVE);
        for (_, value) in &mut vector {
            *value /= length;
        }
        vector
    }
}

/// A second occurrence says less than the first.
fn damped(count: f32) -> f32 {
    if count > 1.0 { 1.0 + count.ln() } else { count }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(vector: &Vector) -> f32 {
        vector.iter().map(|(_, value)| value * value).sum::<f32>().sqrt()
    }

    #[test]
    fn a_vector_is_shorter_the_less_of_the_text_is_known() {
        let documents = ["reset my password", "cancel my order"].map(Features::of);
        let vocabulary = Vocabulary::of(documents.iter(), usize::MAX);
        let lengths = ["my password", "my password hamster", "hamster wheel"]
            .map(|text| length(&vocabulary.vector(&Features::of(text), |_| true)));
        assert!((lengths[0] - 1.0).abs() < 1e-6, "{lengths:?}");
        assert!(lengths[1] < 0.9 && lengths[1] > lengths[2], "{lengths:?}");
        assert_eq!(lengths[2], 0.0);
    }

    #[test]
    fn a_rare_word_weighs_more_than_one_of_every_document() {
        let documents = ["zebra quagga", "zebra okapi"].map(Features::of);
        let vocabulary = Vocabulary::of(documents.iter(), usize::MAX);
        let vector = vocabulary.vector(&Features::of("zebra quagga"), |_| true);
        assert!(matches!(vector[..], [(0, zebra), (1, quagga)] if quagga > zebra), "{vector:?}");
    }

    #[test]
    fn among_few_documents_a_word_of_any_text_weighs_less_than_another() {
        let weights = |documents: usize| {
            let documents: Vec<_> =
                (0..documents).map(|number| Features::of(&format!("w{number}"))).collect();
            let known = Features::of("about zebra");
            let vocabulary =
                Vocabulary::of(documents.iter().chain(std::iter::once(&known)), usize::MAX);
            let vector = vocabulary.vector(&known, |_| true);
            let values: Vec<f32> = vector.into_iter().map(|(_, value)| value).collect();
            values[0] / values[1]
        };
        assert!(weights(2) < 0.3, "{}", weights(2));
        assert!(weights(3_000) > 0.9, "{}", weights(3_000));
    }

    #[test]
    fn a_question_about_the_unknown_is_hardly_known_as_a_question() {
        let documents = ["How do I reset my password?"].map(Features::of);
        let vocabulary = Vocabulary::of(documents.iter(), usize::MAX);
        let of_kind = |text: &str| {
            let vector = vocabulary.vector(&Features::of(text), |_| true);
            let kind = vocabulary.kinds[&Kind::Question];
            vector.iter().find(|(dimension, _)| *dimension == kind).map_or(0.0, |(_, value)| *value)
        };
        assert!(of_kind("How do I reset it?") > 0.2);
        assert_eq!(of_kind("How do I knit socks?"), 0.0);
    }

    #[test]
    fn there_are_no_more_dimensions_than_allowed() {
        let documents = ["one two three four"].map(Features::of);
        assert_eq!(Vocabulary::of(documents.iter(), 3).dimensions(), 3);
    }
}
