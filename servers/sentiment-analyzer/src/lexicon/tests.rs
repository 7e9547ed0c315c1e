//! Whole texts in, readings out: `readings` holds examples, `faithfulness` the published package's own
//! results, `languages` sentences in many languages, and `robustness` texts that nobody would write.

mod faithfulness;
mod languages;
mod readings;
mod robustness;

/// The weight of `word` in the reading of `text`, 0 if it has none.
pub(super) fn weight(text: &str, word: &str) -> f64 {
    let words = super::read(text).words;
    let found = words.iter().find(|weighted| text.get(weighted.range.clone()) == Some(word));
    found.map_or(0.0, |weighted| weighted.weight)
}
