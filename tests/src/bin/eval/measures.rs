//! Measures of classification: accuracy and macro-F1.

use std::collections::BTreeMap;

/// Pairs of a right label and a given one.
#[derive(Debug, Default)]
pub(crate) struct Confusion {
    pairs: BTreeMap<(String, String), usize>,
}

impl Confusion {
    /// Counts one text whose label is `gold` and that was labelled `given`.
    pub(crate) fn count(&mut self, gold: &str, given: &str) {
        *self.pairs.entry((gold.to_owned(), given.to_owned())).or_default() += 1;
    }

    /// How many texts were counted.
    pub(crate) fn n(&self) -> usize {
        self.pairs.values().sum()
    }

    /// The share of texts labelled rightly; NaN without texts.
    pub(crate) fn accuracy(&self) -> f64 {
        let right: usize = self
            .pairs
            .iter()
            .filter(|((gold, given), _)| gold == given)
            .map(|(_, count)| count)
            .sum();
        ratio(right, self.n())
    }

    /// The unweighted mean of F1 over the labels that the right answers hold. A label given that is none of
    /// them is a miss for the right one and adds no class of its own.
    pub(crate) fn macro_f1(&self) -> f64 {
        let mut classes: Vec<&str> = self.pairs.keys().map(|(gold, _)| gold.as_str()).collect();
        classes.dedup();
        let f1: Vec<f64> = classes.iter().map(|class| self.f1(class)).collect();
        f1.iter().sum::<f64>() / f64::from(u32::try_from(f1.len()).unwrap_or(u32::MAX))
    }

    /// The harmonic mean of precision and recall, 0 where there is neither.
    fn f1(&self, class: &str) -> f64 {
        let sum = |of: fn(&(String, String)) -> &String| -> usize {
            self.pairs.iter().filter(|(pair, _)| of(pair) == class).map(|(_, count)| count).sum()
        };
        let right =
            self.pairs.get(&(class.to_owned(), class.to_owned())).copied().unwrap_or_default();
        let (gold, given) = (sum(|pair| &pair.0), sum(|pair| &pair.1));
        if right == 0 { 0.0 } else { ratio(2 * right, gold + given) }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of texts are far below 2^53")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accuracy_and_macro_f1_are_as_counted_by_hand() {
        let mut confusion = Confusion::default();
        for (gold, given) in [("a", "a"), ("a", "b"), ("b", "b"), ("b", "b"), ("c", "other")] {
            confusion.count(gold, given);
        }
        assert_eq!(confusion.n(), 5);
        assert!((confusion.accuracy() - 0.6).abs() < 1e-12);
        // a: P 1, R 1/2; b: P 2/3, R 1; c: never given; `other` is no class.
        let expected = (2.0 / 3.0 + 0.8 + 0.0) / 3.0;
        assert!((confusion.macro_f1() - expected).abs() < 1e-12);
    }
}
