//! How rare a word is among the names and descriptions of the categories.
//!
//! A word that many categories share does not tell them apart. This is the inverse document frequency of
//! Spärck Jones (1972, "A statistical interpretation of term specificity and its application in retrieval"),
//! with categories for documents. `names` weighs its terms by it.

use std::collections::{BTreeSet, HashMap};

use super::features::Features;

/// Among how many categories words and families occur.
#[derive(Debug)]
pub(super) struct Rarity {
    categories: f32,
    words: HashMap<String, f32>,
    families: HashMap<u16, f32>,
}

impl Rarity {
    /// Counts the words and families of the name and description of every category.
    pub(super) fn among(texts: &[[Features; 2]]) -> Self {
        let mut rarity = Self {
            categories: texts.len() as f32,
            words: HashMap::new(),
            families: HashMap::new(),
        };
        for texts in texts {
            let words = texts.iter().flat_map(|text| &text.tokens).map(|token| &token.stem);
            for word in words.collect::<BTreeSet<_>>() {
                *rarity.words.entry(word.clone()).or_default() += 1.0;
            }
            let families = texts.iter().flat_map(|text| &text.families);
            for family in families.map(|found| found.entry.number).collect::<BTreeSet<_>>() {
                *rarity.families.entry(family).or_default() += 1.0;
            }
        }
        rarity
    }

    /// The rarity of a word: at least ln 2, and the higher the fewer categories hold it.
    pub(super) fn of_word(&self, stem: &str) -> f32 {
        self.idf(self.words.get(stem))
    }

    /// The rarity of a family.
    pub(super) fn of_family(&self, number: u16) -> f32 {
        self.idf(self.families.get(&number))
    }

    fn idf(&self, frequency: Option<&f32>) -> f32 {
        (1.0 + self.categories / frequency.copied().unwrap_or(1.0)).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_rarer_the_fewer_categories_hold_it() {
        let texts = ["card card order", "card loss", "card limit"]
            .map(|name| [Features::of(name), Features::of("")]);
        let rarity = Rarity::among(&texts);
        assert!(rarity.of_word("order") > rarity.of_word("card"));
        assert!((rarity.of_word("card") - 2.0_f32.ln()).abs() < 1e-6);
    }
}
