//! How near a text is to what a category is called and how it is described.
//!
//! Every word of a name is a term, and a text earns a term's weight by holding the word, or part of it by
//! holding a word of the same family. The weight is the product of the word's rarity among the categories
//! (`rarity`) and of what it says at all (`commonness`). A name of many words is matched more easily, so the
//! sum is divided by the square root of what there was to earn. The words of a description count the same
//! way, but less. `calibration` makes probabilities of the scores.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::commonness::{MEANINGFUL, informativeness};
use super::evidence::Evidence;
use super::features::{Features, spaced};
use super::kinds::{self, Kind};
use super::lines::joined_stems;
use super::rarity::Rarity;
use crate::categories::Category;

/// The least that a word of a name says: "are you open" is more than its common words, for somebody chose
/// them. Between 0.1 and 0.3 the figures on names alone hardly change.
const LEAST_NAME_INFORMATIVENESS: f32 = 0.2;

/// What a description can earn next to a name. A name is chosen to tell a category from the others, a
/// description also explains.
const DESCRIPTION_WEIGHT: f32 = 0.3;

/// What a category that is called like a kind of ticket can earn by cues for the kind: about what any name
/// earns by its words. Greater weights sort the GitHub issues no better and promise too much.
const KIND_WEIGHT: f32 = 1.2;

/// A word counts in full among so many at the start of a text, which is a short ticket or the subject and the
/// first sentences of a long one. Later it counts in inverse proportion to its place, for the longer a text,
/// the more words of any name it holds by chance.
const EARLY_TOKENS: f32 = 30.0;

/// The names and descriptions of all categories.
#[derive(Debug)]
pub(super) struct Names {
    terms: Vec<Term>,
    /// The terms that a word earns.
    of_word: HashMap<String, Vec<usize>>,
    /// The terms that a member of a family earns, with the share of each.
    of_family: HashMap<u16, Vec<(usize, f32)>>,
    /// What kind of ticket each category is called like.
    kinds: Vec<Option<Kind>>,
    /// The share of the categories that are called like no kind.
    subjects: f32,
}

/// A word of a category's name or description.
#[derive(Debug)]
struct Term {
    category: usize,
    /// What it adds to the score of the category.
    weight: f32,
}

impl Names {
    pub(super) fn of(categories: &[Category]) -> Self {
        let texts: Vec<[Features; 2]> = categories.iter().map(texts).collect();
        let rarity = Rarity::among(&texts);
        let mut names = Self {
            terms: Vec::new(),
            of_word: HashMap::new(),
            of_family: HashMap::new(),
            kinds: categories.iter().map(kind).collect(),
            subjects: 0.0,
        };
        let subjects = names.kinds.iter().filter(|kind| kind.is_none()).count();
        names.subjects = subjects as f32 / categories.len().max(1) as f32;
        for (category, [name, description]) in texts.iter().enumerate() {
            // The cues of a kind hold the words of its names.
            if names.kinds.get(category).is_none_or(Option::is_none) {
                names.add(category, name, &rarity, Part::Name);
            }
            names.add(category, description, &rarity, Part::Description);
        }
        names
    }

    /// Adds the words of one text of a category as terms.
    fn add(&mut self, category: usize, text: &Features, rarity: &Rarity, part: Part) {
        let stems: BTreeSet<&str> = text.tokens.iter().map(|token| token.stem.as_str()).collect();
        let weighted = stems.into_iter().map(|stem| (stem, rarity.of_word(stem) * part.says(stem)));
        let weighted: BTreeMap<&str, f32> = weighted.filter(|(_, weight)| *weight > 0.0).collect();
        let all: f32 = weighted.values().sum();
        let mut term_of = HashMap::new();
        for (stem, weight) in weighted {
            term_of.insert(stem, self.terms.len());
            self.of_word.entry(stem.to_owned()).or_default().push(self.terms.len());
            self.terms.push(Term { category, weight: part.weight() * weight / all.sqrt() });
        }
        for found in &text.families {
            let family = found.entry;
            for token in text.tokens.iter().skip(found.first).take(found.length) {
                let Some(term) = term_of.get(token.stem.as_str()) else { continue };
                // A family that many categories touch tells them apart less well than the word itself.
                let ratio = rarity.of_family(family.number) / rarity.of_word(&token.stem);
                let share = family.strength * ratio.min(1.0);
                self.of_family.entry(family.number).or_default().push((*term, share));
            }
        }
    }

    /// Whether a category is called like a kind of ticket.
    pub(super) fn is_kind(&self, category: usize) -> bool {
        self.kinds.get(category).is_some_and(Option::is_some)
    }

    /// Whether a category is called like a kind while most others are subjects.
    pub(super) fn is_kind_among_subjects(&self, category: usize) -> bool {
        self.subjects > 0.5 && self.is_kind(category)
    }

    /// How much of what a text is about the names and descriptions know, from 0 to 1.
    pub(super) fn familiarity(&self, features: &Features) -> f32 {
        features.familiarity(
            |stem| self.of_word.contains_key(stem),
            |family| self.of_family.contains_key(&family),
        )
    }

    /// What a category that is called like a kind can earn by cues. How a ticket is put tells its kind, but
    /// not whether it belongs here at all: as far as the other categories are subjects, the taxonomy must
    /// also know what the ticket is about.
    fn kind_weight(&self, familiarity: f32) -> f32 {
        KIND_WEIGHT * (1.0 - self.subjects * (1.0 - familiarity))
    }

    /// The score of every category; at least 0, and about 1 where the name is in the text. `familiarity` is
    /// how much of what the text is about the taxonomy knows.
    pub(super) fn scores(&self, features: &Features, familiarity: f32) -> Vec<f32> {
        let mut earned = vec![0.0_f32; self.terms.len()];
        for (term, share, ..) in self.matches(features) {
            if let Some(earned) = earned.get_mut(term) {
                *earned = earned.max(share);
            }
        }
        let kind_weight = self.kind_weight(familiarity);
        let of_kind = |kind| kind_weight * kinds::share(kind, &features.cues);
        let mut scores: Vec<f32> =
            self.kinds.iter().map(|kind| kind.map_or(0.0, of_kind)).collect();
        for (term, share) in self.terms.iter().zip(&earned) {
            if let Some(score) = scores.get_mut(term.category) {
                *score += term.weight * share;
            }
        }
        scores
    }

    /// What in a text speaks for a category.
    pub(super) fn evidence(
        &self,
        features: &Features,
        category: usize,
        familiarity: f32,
    ) -> Vec<Evidence> {
        let terms = self.matches(features).filter_map(|(term, share, first, length)| {
            let term = self.terms.get(term).filter(|term| term.category == category)?;
            let is_meaningful = features.is_meaningful(first, length);
            Some(Evidence { first, length, weight: term.weight * share, is_meaningful })
        });
        let kind = self.kinds.get(category).copied().flatten();
        let kind_weight = self.kind_weight(familiarity);
        let cues = features.cues.iter().zip(kinds::shares(&features.cues));
        let cues =
            cues.filter(|(found, _)| Some(found.entry.kind) == kind).map(|(found, share)| {
                Evidence {
                    first: found.first,
                    length: found.length,
                    weight: kind_weight * share,
                    is_meaningful: found.length > 0,
                }
            });
        terms.chain(cues).collect()
    }

    /// Every term that a text earns, with the share of it and the tokens that earn it.
    fn matches<'f>(
        &'f self,
        features: &'f Features,
    ) -> impl Iterator<Item = (usize, f32, usize, usize)> + 'f {
        // Later occurrences earn no more than the first, and a long text may have very many.
        let words = features.first_places.iter().flat_map(|place| {
            let stem = features.tokens.get(*place).map(|token| token.stem.as_str());
            let terms = stem.and_then(|stem| self.of_word.get(stem)).into_iter().flatten();
            terms.map(move |term| (*term, earliness(*place), *place, 1))
        });
        let families = features.first_members.iter().flat_map(|found| {
            let terms = self.of_family.get(&found.entry.number).into_iter().flatten();
            let earliness = earliness(found.first);
            terms.map(move |(term, share)| (*term, share * earliness, found.first, found.length))
        });
        words.chain(families)
    }
}

/// How much a word counts at a place.
fn earliness(place: usize) -> f32 {
    (EARLY_TOKENS / (place + 1) as f32).min(1.0)
}

/// The name and the description of a category.
fn texts(category: &Category) -> [Features; 2] {
    [Features::of(&spaced(&category.name)), Features::of(&category.description)]
}

fn kind(category: &Category) -> Option<Kind> {
    Kind::of_name(&joined_stems(&spaced(&category.name)))
}

/// Which text of a category a word stands in.
#[derive(Debug, Clone, Copy)]
enum Part {
    Name,
    Description,
}

impl Part {
    /// How much a word says here.
    fn says(self, stem: &str) -> f32 {
        let says = informativeness(stem);
        match self {
            Self::Name => says.max(LEAST_NAME_INFORMATIVENESS),
            Self::Description if says >= MEANINGFUL => says,
            Self::Description => 0.0,
        }
    }

    fn weight(self) -> f32 {
        match self {
            Self::Name => 1.0,
            Self::Description => DESCRIPTION_WEIGHT,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Names {
        let category = |name: &&str| Category { name: (*name).to_owned(), ..Category::default() };
        Names::of(&names.iter().map(category).collect::<Vec<_>>())
    }

    fn nearest(names: &Names, text: &str) -> usize {
        let features = Features::of(text);
        let scores = names.scores(&features, names.familiarity(&features));
        let better = |best, place| if scores[place] > scores[best] { place } else { best };
        (0..scores.len()).fold(0, better)
    }

    #[test]
    fn words_of_the_name_and_of_their_families_are_near() {
        let names = names(&["billing", "password_reset", "shippingDelay"]);
        assert_eq!(nearest(&names, "You charged me an extra fee"), 0);
        assert_eq!(nearest(&names, "Please reset my passwords"), 1);
        assert_eq!(nearest(&names, "The parcel is still not delivered"), 2);
    }

    #[test]
    fn a_word_that_many_names_share_tells_less_than_one_of_a_single_name() {
        let names = names(&["card order", "card loss", "card limit", "phone loss"]);
        assert_eq!(nearest(&names, "card phone"), 3);
    }

    #[test]
    fn what_a_long_text_says_late_counts_less() {
        let names = names(&["billing", "printers"]);
        let filler = "lorem ipsum dolor ".repeat(30);
        assert_eq!(nearest(&names, &format!("Printers. {filler} Billing.")), 1);
        assert_eq!(nearest(&names, &format!("Billing. {filler} Printers.")), 0);
    }

    #[test]
    fn a_category_that_is_called_like_a_kind_is_known_by_how_a_ticket_is_put() {
        let names = names(&["bug", "feature request", "billing"]);
        assert_eq!(nearest(&names, "The editor crashes with an exception"), 0);
        assert_eq!(nearest(&names, "Please add a dark theme"), 1);
        assert_eq!(nearest(&names, "My invoice"), 2);
    }

    #[test]
    fn a_description_helps_where_names_say_nothing() {
        let described = |name: &str, description: &str| Category {
            name: name.to_owned(),
            description: description.to_owned(),
            ..Category::default()
        };
        let names = Names::of(&[
            described("tier one", "Printers, monitors and other hardware"),
            described("tier two", "Travel bookings and visas"),
        ]);
        assert_eq!(nearest(&names, "I need a visa for my trip"), 1);
        assert_eq!(nearest(&names, "Out of toner"), 0);
    }
}
