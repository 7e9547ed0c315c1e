//! Learns from the examples that a taxonomy gives.
//!
//! Names and descriptions are examples too, and the only ones of a category without any. `training` trains a
//! model on them, and others that tell `calibration` what a score is worth.

use std::collections::HashMap;

use super::calibration::{Calibration, combined};
use super::evidence::Evidence;
use super::features::{Features, spaced};
use super::names::Names;
use super::regression::Regression;
use super::training::{Document, Training};
use super::vocabulary::Vocabulary;
use crate::categories::Category;

/// The most weights of a model (64 MiB); where there would be more, late words of the examples are unknown.
const MAX_WEIGHTS: usize = 1 << 24;

/// What was learned from the examples of a taxonomy.
#[derive(Debug)]
pub(super) struct Learned {
    vocabulary: Vocabulary,
    model: Regression,
    pub(super) calibration: Calibration,
}

impl Learned {
    /// Learns from `categories`; nothing if none has an example.
    pub(super) fn from(categories: &[Category], names: &Names) -> Option<Self> {
        let examples: usize = categories.iter().map(|category| category.examples.len()).sum();
        if examples == 0 {
            return None;
        }
        let documents = documents(categories);
        let features = documents.iter().map(|document| &document.features);
        let vocabulary = Vocabulary::of(features, MAX_WEIGHTS / categories.len());
        let training = Training::new(&documents, &vocabulary, categories.len());
        let calibration = Calibration::fitted(&training.held_out(names), categories.len());
        Some(Self { model: training.model(None), vocabulary, calibration })
    }

    /// The score of every category.
    pub(super) fn scores(&self, features: &Features, names: &Names) -> Vec<f32> {
        let vector = self.vocabulary.vector(features, |_| true);
        let of_names = names.scores(features, self.familiarity(features));
        combined(self.model.scores(&vector), self.calibration.name_weight, &of_names)
    }

    /// How much of what a text is about the taxonomy knows, from 0 to 1.
    pub(super) fn familiarity(&self, features: &Features) -> f32 {
        self.vocabulary.familiarity(features, |_| true)
    }

    /// What in a text speaks for a category, and against it where the weight is negative. `of_names` is the
    /// evidence of its name and description.
    pub(super) fn evidence(
        &self,
        features: &Features,
        category: usize,
        of_names: Vec<Evidence>,
    ) -> Vec<Evidence> {
        let counts = self.vocabulary.counts(features);
        let vector: HashMap<u32, f32> =
            self.vocabulary.vector(features, |_| true).into_iter().collect();
        let of_model =
            self.vocabulary.occurrences(features).map(|(dimension, weight, first, length)| {
                let value = vector.get(&dimension).copied().unwrap_or_default();
                // Several occurrences share the value of their dimension.
                let share = counts.get(&dimension).map_or(0.0, |count| weight / count);
                let weight = share * value * self.model.preference(dimension, category);
                Evidence {
                    first,
                    length,
                    weight,
                    is_meaningful: features.is_meaningful(first, length),
                }
            });
        let name_weight = self.calibration.name_weight;
        let of_names = of_names.into_iter();
        of_model
            .chain(of_names.map(|piece| Evidence { weight: name_weight * piece.weight, ..piece }))
            .collect()
    }
}

/// The names, then the first example of every category, then the second, and so on: in this order no model
/// sees all of one category before it sees another.
fn documents(categories: &[Category]) -> Vec<Document> {
    let usual = usual_count(categories);
    // The many examples of one category must not drown the few of another.
    let weight = |category: &Category| (usual / category.examples.len().max(1) as f32).min(1.0);
    let name =
        |category: &Category| format!("{}. {}", spaced(&category.name), category.description);
    let names = categories.iter().enumerate().map(|(class, category)| Document {
        features: Features::of(&name(category)),
        class,
        number: None,
        weight: 1.0,
    });
    let mut documents: Vec<Document> = names.collect();
    let most = categories.iter().map(|category| category.examples.len()).max().unwrap_or(0);
    for number in 0..most {
        for (class, category) in categories.iter().enumerate() {
            if let Some(example) = category.examples.get(number) {
                let features = Features::of(example);
                let weight = weight(category);
                documents.push(Document { features, class, number: Some(number), weight });
            }
        }
    }
    documents
}

/// How many examples a category usually has: the harmonic mean, which one large category hardly raises.
fn usual_count(categories: &[Category]) -> f32 {
    let counts = categories.iter().map(|category| category.examples.len());
    let counts: Vec<f32> = counts.filter(|count| *count > 0).map(|count| count as f32).collect();
    let reciprocals: f32 = counts.iter().map(|count| 1.0 / count).sum();
    counts.len() as f32 / reciprocals.max(f32::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn category(name: &str, examples: usize) -> Category {
        let examples = (0..examples).map(|number| format!("{name} {number}")).collect();
        Category { name: name.to_owned(), examples, ..Category::default() }
    }

    #[test]
    fn categories_take_turns_and_come_by_their_names_first() {
        let documents = documents(&[category("a", 3), category("b", 1), category("c", 2)]);
        let order: Vec<_> =
            documents.iter().map(|document| (document.class, document.number)).collect();
        let names = [(0, None), (1, None), (2, None)];
        let examples =
            [(0, Some(0)), (1, Some(0)), (2, Some(0)), (0, Some(1)), (2, Some(1)), (0, Some(2))];
        assert_eq!(order, [&names[..], &examples[..]].concat());
    }

    #[test]
    fn the_examples_of_a_large_category_weigh_less() {
        let categories = [category("a", 300), category("b", 3), category("c", 0)];
        let documents = documents(&categories);
        let all = |class: usize| -> f32 {
            let of_class = documents.iter().filter(|document| document.class == class);
            of_class.map(|document| document.weight).sum()
        };
        assert!(all(0) < 2.0 * all(1), "{} {}", all(0), all(1));
    }

    #[test]
    fn names_alone_are_nothing_to_learn_from() {
        let categories = [category("a", 0), category("b", 0)];
        assert!(Learned::from(&categories, &Names::of(&categories)).is_none());
    }
}
