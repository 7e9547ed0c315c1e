//! Measures of classification: accuracy, macro-F1 and expected calibration error.

use std::collections::BTreeMap;

/// Pairs of a right label and a given one.
#[derive(Debug, Default)]
pub(crate) struct Confusion {
    pairs: BTreeMap<(String, String), usize>,
}

impl Confusion {
    /// Counts one text whose label is `gold` and that was labeled `given`.
    pub(crate) fn count(&mut self, gold: &str, given: &str) {
        *self.pairs.entry((gold.to_owned(), given.to_owned())).or_default() += 1;
    }

    /// How many texts were counted.
    pub(crate) fn n(&self) -> usize {
        self.pairs.values().sum()
    }

    /// The share of texts labeled rightly; NaN without texts.
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

/// How far confidence and correctness are apart: the expected calibration error of Naeini, Cooper and Hauskrecht (2015, "Obtaining Well
/// Calibrated Probabilities Using Bayesian Binning"), in ten bins of equal width.
#[derive(Debug, Default)]
pub(crate) struct Calibration {
    bins: [Bin; 10],
}

#[derive(Debug, Default, Clone, Copy)]
struct Bin {
    n: usize,
    right: usize,
    confidence: f64,
}

impl Calibration {
    /// Counts one answer that claims to be right with the probability `confidence`.
    pub(crate) fn count(&mut self, confidence: f64, is_right: bool) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "from 0 to 9 by the clamp"
        )]
        let place = (confidence * 10.0).clamp(0.0, 9.0) as usize;
        if let Some(bin) = self.bins.get_mut(place) {
            bin.n += 1;
            bin.right += usize::from(is_right);
            bin.confidence += confidence;
        }
    }

    /// The mean distance between the confidence of a bin and its accuracy, weighted by its share of the answers.
    pub(crate) fn error(&self) -> f64 {
        let n: usize = self.bins.iter().map(|bin| bin.n).sum();
        self.bins.iter().map(|bin| (ratio(bin.right, n) - bin.confidence / count(n)).abs()).sum()
    }
}

/// The share that `part` is of `whole`; NaN of nothing.
pub(crate) fn ratio(part: usize, whole: usize) -> f64 {
    count(part) / count(whole)
}

/// A share or a time in seconds to four decimals.
pub(crate) fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

/// A count as a number to calculate with.
#[expect(clippy::cast_precision_loss, reason = "counts of texts are far below 2^53")]
pub(crate) fn count(number: usize) -> f64 {
    number as f64
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

    #[test]
    fn the_calibration_error_is_as_counted_by_hand() {
        let mut calibration = Calibration::default();
        for (confidence, is_right) in
            [(0.95, true), (0.91, true), (0.93, false), (1.0, true), (0.25, false)]
        {
            calibration.count(confidence, is_right);
        }
        // The bin of 0.9: three of four right, 3.79 claimed; the bin of 0.2: none right, 0.25 claimed.
        assert!(
            (calibration.error() - (0.79 + 0.25) / 5.0).abs() < 1e-12,
            "{}",
            calibration.error()
        );
    }
}
