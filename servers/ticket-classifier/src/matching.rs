//! Says what a ticket is about, and how urgent it is, without a model and without a network.
//!
//! A taxonomy is prepared once, and then one ticket at a time is compared with it, in this order:
//!
//! - `features` cuts a text up: `tokens` makes stems of its words, `families` finds the groups of like words
//!   that they belong to, and `kinds` the cues for a defect, a wish or a question;
//! - `names` scores the categories by what they are called and described as, weighing words by their `rarity`
//!   among the categories and their `commonness` in English;
//! - `examples` scores them by the examples that the taxonomy gives, if it gives any: `vocabulary` makes
//!   vectors of texts, and `training` a model for them, a logistic `regression`;
//! - `calibration` makes probabilities of the scores, and says below which one no category is named;
//! - `evidence` names the words that decided.
//!
//! Beside it, `priority` reads how urgent a ticket is, of the `statements` it makes. The lists of `words/` are
//! ours, written from general knowledge of English and of support desks; `lines` reads them and `phrases`
//! finds their entries in a text. Nothing here draws a number, looks at the clock or keeps anything of a
//! ticket. Start with [`Matcher`]; read `names` next.

mod calibration;
mod commonness;
mod evidence;
mod examples;
mod families;
mod features;
mod kinds;
mod lines;
mod names;
mod phrases;
mod priority;
mod rarity;
mod regression;
mod statements;
mod tokens;
mod training;
mod vocabulary;

#[cfg(test)]
mod tests;

use std::ops::Range;

use calibration::Calibration;
use examples::Learned;
use features::Features;
use names::Names;
pub use priority::{Urgency, urgency};

use crate::categories::Category;

/// How many categories and words a match names.
const MAX_NAMED: usize = 5;

/// A taxonomy, prepared for matching. Built once; the same categories always make the same matcher.
#[derive(Debug)]
pub struct Matcher {
    names: Names,
    /// Nothing where no category has an example.
    learned: Option<Learned>,
}

/// What a ticket is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Index of the category; none when nothing is near.
    pub category: Option<usize>,
    /// Probability that the category is right or, for none, that none fits, from 0 to 1.
    pub confidence: f64,
    /// The nearest categories with their probabilities, best first, at most 5. The sum is at most 1; the
    /// rest belongs to the other categories and to none.
    pub ranked: Vec<(usize, f64)>,
    /// The words that decided, as bytes of the text, strongest first, at most 5; never empty with a category.
    pub words: Vec<Range<usize>>,
}

impl Matcher {
    /// Prepares `categories`, in an order that the matches refer to.
    pub fn new(categories: &[Category]) -> Self {
        let names = Names::of(categories);
        let learned = Learned::from(categories, &names);
        Self { names, learned }
    }

    /// The category that a text is nearest to.
    pub fn matches(&self, text: &str) -> Match {
        let features = Features::of(text);
        let calibration = self.calibration();
        let scores = self.scores(&features);
        let mut probabilities = calibration.probabilities(scores.clone());
        let nearest = ranked(&probabilities);
        let threshold = f64::from(calibration.threshold);
        if let Some((category, confidence)) = nearest.first().copied()
            && confidence >= threshold
        {
            let words = self.words(&features, category);
            if !words.is_empty() {
                return Match { category: Some(category), confidence, ranked: nearest, words };
            }
            if self.names.is_kind_among_subjects(category) {
                probabilities = calibration.probabilities(without(scores, category));
            } else if self.learned.is_some() {
                // What proves nothing for this category proves nothing for the others.
                probabilities = calibration.probabilities(vec![0.0; scores.len()]);
            }
        }
        let none = 1.0 - probabilities.iter().copied().map(f64::from).sum::<f64>();
        Match {
            category: None,
            confidence: none.clamp(0.0, 1.0),
            ranked: ranked(&probabilities),
            words: Vec::new(),
        }
    }

    /// The score of every category.
    fn scores(&self, features: &Features) -> Vec<f32> {
        match &self.learned {
            Some(learned) => learned.scores(features, &self.names),
            None => self.names.scores(features, self.familiarity(features)),
        }
    }

    fn calibration(&self) -> Calibration {
        self.learned.as_ref().map_or(Calibration::OF_NAMES, |learned| learned.calibration)
    }

    /// How much of what a text is about the taxonomy knows, from 0 to 1.
    fn familiarity(&self, features: &Features) -> f32 {
        match &self.learned {
            Some(learned) => learned.familiarity(features),
            None => self.names.familiarity(features),
        }
    }

    /// The words that speak for a category; none if they prove nothing. A name is matched by words that mean something.
    fn words(&self, features: &Features, category: usize) -> Vec<Range<usize>> {
        let mut evidence = self.names.evidence(features, category, self.familiarity(features));
        if let Some(learned) = &self.learned {
            evidence = learned.evidence(features, category, evidence);
        } else {
            evidence.retain(|piece| piece.is_meaningful);
        }
        let words = evidence::words(features, &evidence, MAX_NAMED);
        if self.proves(features, category, &words) { words } else { Vec::new() }
    }

    /// Whether `words`, which speak for a category, are more than stands in any text. Examples may teach that "who are
    /// you" is a question of its own; one such word is none, and "I have a" beside a subject that no example knows
    /// tells nothing of it. How a text is put tells its kind, but not among subjects: anything whatever can be asked or
    /// wished for.
    fn proves(&self, features: &Features, category: usize, words: &[Range<usize>]) -> bool {
        if features.is_any_meaningful(words) {
            return true;
        }
        match &self.learned {
            _ if self.names.is_kind(category) => !self.names.is_kind_among_subjects(category),
            None => true,
            Some(learned) if features.has_meaning() => learned.familiarity(features) > 0.0,
            Some(_) => features.tokens.len() > 1,
        }
    }
}

/// The scores as if nothing spoke for a category.
fn without(mut scores: Vec<f32>, category: usize) -> Vec<f32> {
    if let Some(score) = scores.get_mut(category) {
        *score = 0.0;
    }
    scores
}

/// The most probable categories, best first; of equals the first.
fn ranked(probabilities: &[f32]) -> Vec<(usize, f64)> {
    let mut ranked: Vec<(usize, f64)> = Vec::with_capacity(MAX_NAMED + 1);
    for (category, probability) in probabilities.iter().copied().map(f64::from).enumerate() {
        let place = ranked.partition_point(|(_, other)| *other >= probability);
        if place < MAX_NAMED {
            ranked.insert(place, (category, probability));
            ranked.truncate(MAX_NAMED);
        }
    }
    ranked
}
