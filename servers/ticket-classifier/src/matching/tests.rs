//! What the folder does as a whole: `behavior` with ordinary taxonomies, `robustness` with odd ones, and
//! `service_desk` with the built-in one.

mod behavior;
mod robustness;
mod service_desk;

use super::{Match, Matcher};
use crate::categories::Category;

/// A category with examples.
fn category(name: &str, examples: &[&str]) -> Category {
    let examples = examples.iter().map(|example| (*example).to_owned()).collect();
    Category { name: name.to_owned(), examples, ..Category::default() }
}

fn named(names: &[&str]) -> Vec<Category> {
    names.iter().map(|name| category(name, &[])).collect()
}

/// The name of the category of a match.
fn name<'c>(found: &Match, categories: &'c [Category]) -> Option<&'c str> {
    found.category.map(|place| categories[place].name.as_str())
}

/// What always holds of a match.
fn check(found: &Match, categories: &[Category], text: &str) {
    let sum: f64 = found.ranked.iter().map(|(_, probability)| probability).sum();
    assert!((0.0..=1.0).contains(&found.confidence), "{found:?}");
    assert!(sum <= 1.0 + 1e-6, "{found:?}");
    assert!(found.ranked.len() == categories.len().min(5), "{found:?}");
    assert!(found.ranked.is_sorted_by(|left, right| left.1 >= right.1), "{found:?}");
    assert!(found.ranked.iter().all(|(place, _)| *place < categories.len()), "{found:?}");
    assert!(found.words.len() <= 5, "{found:?}");
    assert!(found.words.iter().all(|range| text.get(range.clone()).is_some()), "{found:?}");
    assert_eq!(found.words.is_empty(), found.category.is_none(), "{found:?}");
    if found.category.is_some() {
        assert_eq!(found.category, found.ranked.first().map(|(place, _)| *place), "{found:?}");
    }
}

fn matched(categories: &[Category], text: &str) -> Match {
    let found = Matcher::new(categories).matches(text);
    check(&found, categories, text);
    found
}
