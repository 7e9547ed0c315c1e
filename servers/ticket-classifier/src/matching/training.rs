//! Trains models on all examples, or on all but some.
//!
//! The examples are dealt into folds; each fold is scored by a model that was trained on the others
//! (cross-validation: Stone 1974, "Cross-validatory choice and assessment of statistical predictions"). So
//! `calibration` sees scores of texts that are as new to a model as tickets will be. `examples` asks.

use super::calibration::HeldOut;
use super::features::Features;
use super::names::Names;
use super::regression::{Example, Regression};
use super::vocabulary::{Vector, Vocabulary};

/// How many folds; fewer make the held-out models weaker, more take longer.
const FOLDS: usize = 5;

/// How many where time is short.
const MIN_FOLDS: usize = 2;

/// How often a model sees each example. On the development halves more rounds change nothing.
const ROUNDS: usize = 8;

/// Rounds until this many steps where there are few examples.
const LEAST_STEPS: usize = 1_500;

/// The most weight updates in one call, about half a second on one core. Where there would be more, there
/// are fewer folds and then fewer rounds.
const MAX_UPDATES: usize = 500_000_000;

/// The most scores of held-out texts; where there would be more, only some of the texts are scored.
const MAX_HELD_OUT_SCORES: usize = 1_000_000;

/// A text to learn from: an example, or the name and description of a category.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) features: Features,
    pub(super) class: usize,
    /// Which of its category's examples it is; a name is none.
    pub(super) number: Option<usize>,
    /// Its weight next to that of another document.
    pub(super) weight: f32,
}

/// The documents, prepared to train on all or on a part of them.
#[derive(Debug)]
pub(super) struct Training<'d> {
    documents: &'d [Document],
    vocabulary: &'d Vocabulary,
    vectors: Vec<Vector>,
    classes: usize,
    folds: usize,
    rounds: usize,
}

impl<'d> Training<'d> {
    /// Prepares documents of so many classes.
    pub(super) fn new(
        documents: &'d [Document],
        vocabulary: &'d Vocabulary,
        classes: usize,
    ) -> Self {
        let vector = |document: &Document| vocabulary.vector(&document.features, |_| true);
        let vectors: Vec<Vector> = documents.iter().map(vector).collect();
        let values: usize = vectors.iter().map(Vec::len).sum();
        let wanted = ROUNDS.max(LEAST_STEPS / documents.len().max(1));
        let updates = |folds: usize, rounds: usize| {
            values.saturating_mul(classes).saturating_mul(rounds * (folds + 1))
        };
        let folds = if updates(FOLDS, wanted) > MAX_UPDATES { MIN_FOLDS } else { FOLDS };
        let affordable = MAX_UPDATES / updates(folds, 1).max(1);
        let rounds = wanted.min(affordable).max(1);
        Self { documents, vocabulary, vectors, classes, folds, rounds }
    }

    /// In which fold a document is held out.
    fn fold(&self, document: &Document) -> Option<usize> {
        document.number.map(|number| number % self.folds)
    }

    /// A model of all documents but those of one fold.
    pub(super) fn model(&self, without: Option<usize>) -> Regression {
        let kept = self
            .documents
            .iter()
            .zip(&self.vectors)
            .filter(|(document, _)| without.is_none() || self.fold(document) != without);
        let examples: Vec<Example> = kept
            .map(|(document, vector)| Example {
                vector,
                class: document.class,
                weight: document.weight,
            })
            .collect();
        Regression::train(&examples, self.vocabulary.dimensions(), self.classes, self.rounds)
    }

    /// The scores of the examples by models that had not seen them.
    pub(super) fn held_out(&self, names: &Names) -> Vec<HeldOut> {
        let homes = self.homes();
        let stride = 1 + self.documents.len() * self.classes / MAX_HELD_OUT_SCORES;
        let mut held_out = Vec::new();
        for fold in 0..self.folds {
            // Diagonally through classes and numbers, so that a sample holds some of each.
            let is_sampled = |document: &&Document| {
                let place = document.number.map(|number| number + document.class);
                self.fold(document) == Some(fold) && place.is_some_and(|place| place % stride == 0)
            };
            let documents: Vec<&Document> = self.documents.iter().filter(is_sampled).collect();
            if documents.is_empty() {
                continue;
            }
            let model = self.model(Some(fold));
            // What only this fold holds is unknown to its model.
            let is_known =
                |dimension: u32| homes.get(dimension as usize) != Some(&Home::Fold(fold));
            held_out.extend(documents.into_iter().map(|document| {
                let features = &document.features;
                let familiarity = self.vocabulary.familiarity(features, is_known);
                HeldOut {
                    of_model: model.scores(&self.vocabulary.vector(features, is_known)),
                    of_names: names.scores(features, familiarity),
                    class: document.class,
                    weight: document.weight,
                }
            }));
        }
        held_out
    }

    /// Where each dimension occurs.
    fn homes(&self) -> Vec<Home> {
        let mut homes = vec![Home::Nowhere; self.vocabulary.dimensions()];
        for (document, vector) in self.documents.iter().zip(&self.vectors) {
            let here = self.fold(document).map_or(Home::Several, Home::Fold);
            for (dimension, _) in vector {
                if let Some(home) = homes.get_mut(*dimension as usize) {
                    *home =
                        if *home == Home::Nowhere || *home == here { here } else { Home::Several };
                }
            }
        }
        homes
    }
}

/// Where a dimension occurs: in one fold only, or also elsewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Home {
    Nowhere,
    Fold(usize),
    Several,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(class: usize, number: Option<usize>, text: &str) -> Document {
        Document { features: Features::of(text), class, number, weight: 1.0 }
    }

    #[test]
    fn a_held_out_text_is_scored_without_its_own_words() {
        let documents = [
            document(0, None, "zebra"),
            document(1, None, "okapi"),
            document(0, Some(0), "quagga"),
            document(1, Some(1), "okapi"),
        ];
        let features = documents.iter().map(|document| &document.features);
        let vocabulary = Vocabulary::of(features, usize::MAX);
        let training = Training::new(&documents, &vocabulary, 2);
        let held_out = training.held_out(&Names::of(&[]));
        assert_eq!(held_out.len(), 2);
        assert_eq!(held_out[0].of_model, [0.0, 0.0], "nothing else says quagga");
        assert!(held_out[1].of_model[1] > held_out[1].of_model[0], "a name says okapi");
    }

    #[test]
    fn much_to_learn_is_learned_in_fewer_rounds() {
        let few = [document(0, Some(0), "one two three")];
        let text = (0..3_000).map(|number| format!("w{number} ")).collect::<String>();
        let many: Vec<Document> = (0..10).map(|number| document(0, Some(number), &text)).collect();
        let plan = |documents: &[Document], classes: usize| {
            let features = documents.iter().map(|document| &document.features);
            let vocabulary = Vocabulary::of(features, usize::MAX);
            let training = Training::new(documents, &vocabulary, classes);
            (training.folds, training.rounds)
        };
        assert_eq!(plan(&few, 2), (FOLDS, LEAST_STEPS));
        assert_eq!(plan(&many, 20_000), (MIN_FOLDS, 1));
    }
}
