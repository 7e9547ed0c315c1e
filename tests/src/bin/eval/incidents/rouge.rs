//! ROUGE-1 (Lin 2004, "ROUGE: A Package for Automatic Evaluation of Summaries"): how many of the words of two texts are the same, by
//! their stems. The tokens are those of Google's `rouge_score`; the stems are Snowball's English ones, which give nearly the same
//! figures as its Porter stems.

use rust_stemmers::{Algorithm, Stemmer};

use crate::incidents::tokens;

/// A word of so many letters is its own stem.
const MAX_UNSTEMMED: usize = 3;

/// What stems words.
pub(super) struct Rouge(Stemmer);

impl Rouge {
    pub(super) fn new() -> Self {
        Self(Stemmer::create(Algorithm::English))
    }

    /// The F1 of ROUGE-1 of `output` against `gold`.
    pub(super) fn one(&self, output: &str, gold: &str) -> f64 {
        tokens::overlap_f1(&self.stems(output), &self.stems(gold))
    }

    fn stems(&self, text: &str) -> Vec<String> {
        let text = text.to_lowercase();
        let stem = |word: &str| {
            if word.len() > MAX_UNSTEMMED {
                self.0.stem(word).into_owned()
            } else {
                word.to_owned()
            }
        };
        tokens::words(&text).map(stem).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_by_their_stems_and_short_ones_as_they_stand() {
        let rouge = Rouge::new();
        assert_eq!(
            rouge.stems("DNS errors: was restarting 12 pods"),
            ["dns", "error", "was", "restart", "12", "pod"]
        );
    }

    #[test]
    fn rouge_1_is_as_counted_by_hand() {
        let rouge = Rouge::new();
        for (output, gold, expected) in [
            ("The pods were restarted.", "the pods were restarted", 1.0),
            // All three of the output are right, three of six are found.
            ("pods crashed twice", "The pod crashes; it crashed twice", 2.0 * 0.5 / 1.5),
            // The same word twice is found once.
            ("disk disk", "the disk was full", 2.0 * 0.5 * 0.25 / 0.75),
            ("nothing alike", "the disk was full", 0.0),
            ("", "the disk was full", 0.0),
        ] {
            let f1 = rouge.one(output, gold);
            assert!((f1 - expected).abs() < 1e-12, "{output:?}, {gold:?}: {f1}");
        }
    }
}
