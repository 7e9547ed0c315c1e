//! How much a word says about a subject, judged by how common it is in English.
//!
//! A server sees one ticket at a time, so there are no document frequencies to learn from; the rough
//! classes of `words/common_words.txt` stand in for them. `names` and `vocabulary` ask.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lines::lines;

/// Below this, a word says too little to connect a ticket with a category: the classes of articles,
/// pronouns, auxiliaries and adverbs of the list.
pub(super) const MEANINGFUL: f32 = 0.25;

/// What a stem says, from 0 (nothing) to 1.
pub(super) fn informativeness(stem: &str) -> f32 {
    CLASSES.get(stem).copied().unwrap_or(1.0)
}

static CLASSES: LazyLock<HashMap<String, f32>> = LazyLock::new(|| {
    let mut classes = HashMap::new();
    for (value, stems) in lines(include_str!("words/common_words.txt")) {
        for stem in stems {
            // A stem that is listed twice belongs to its first, more common class.
            classes.entry(stem).or_insert(value.parse().unwrap_or(1.0));
        }
    }
    classes
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarer_a_word_the_more_it_says() {
        let values = ["the", "want", "week", "invoic"].map(informativeness);
        assert!(values.is_sorted_by(|left, right| left < right), "{values:?}");
        assert_eq!(informativeness("invoic"), 1.0);
    }

    #[test]
    fn every_class_of_the_list_is_a_number_of_its_range() {
        for (value, _) in lines(include_str!("words/common_words.txt")) {
            assert!(
                value.parse::<f32>().is_ok_and(|value| (0.0..=1.0).contains(&value)),
                "{value}"
            );
        }
    }
}
