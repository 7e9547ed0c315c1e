//! Whether a text is about the incident of the report: an honest summary has most of its words from there, one of
//! another incident hardly any.

use std::{collections::HashSet, sync::LazyLock};

use shared::{material, numerals};

use super::{Evidence, figures::is_measure, passages, passages::stems};
use crate::report::{
    sentences,
    words::{Words, read, words},
};

impl Evidence {
    /// What is wrong with `prose` as a text about this incident.
    pub fn check_topic(&self, place: &str, prose: &str) -> Option<String> {
        let (known, all) = self.telling_words(prose);
        let foreign = if (known as f64) < MIN_OF_TEXT * all as f64 {
            Some(prose)
        } else {
            sentences::split(prose).into_iter().find(|sentence| self.is_foreign_sentence(sentence))
        };
        foreign.filter(|_| self.passages().is_english()).map(|foreign| {
            format!(
                "{place} {} is about something else than the report; say what the report says, in its words where you can",
                material::quoted(foreign)
            )
        })
    }

    /// Whether a whole sentence has next to nothing from the report.
    pub(super) fn is_foreign_sentence(&self, sentence: &str) -> bool {
        let (known, all) = self.telling_words(sentence);
        let is_foreign =
            all >= MIN_WORDS_OF_SENTENCE && (known as f64) < MIN_OF_SENTENCE * all as f64;
        is_foreign && self.passages().is_english()
    }

    /// How many of the words that say what `text` is about the report knows, and how many there are.
    pub(super) fn telling_words(&self, text: &str) -> (usize, usize) {
        let told: HashSet<String> =
            words(text).filter(|word| is_of_topic(word)).take(MAX_WORDS).collect();
        // The numbers of the report are a sign that a text is about it.
        let is_number = |word: &String| word.len() > 1 && word.parse::<u64>().is_ok();
        let numbers = words(text).filter(is_number).filter(|word| self.words().contains(word));
        let numbers = numbers.collect::<HashSet<_>>().len();
        let known = told.iter().filter(|word| self.has_word(word)).count();
        (known + numbers, told.len() + numbers)
    }

    /// Whether a word of the report has this stem, or one begins the other: "cert" and "certificate".
    fn has_word(&self, word: &str) -> bool {
        let is_part = |known: &str| {
            known.starts_with(word) && word.len() >= MIN_PART_BYTES
                || known.len() >= MIN_PART_BYTES
                    && word.starts_with(known)
                    && 2 * known.len() >= word.len()
        };
        stems(word).iter().any(|stem| self.passages().places(stem).is_some())
            || self.words().iter().any(|known| is_part(known))
    }
}

/// Whether a word tells one incident from another.
pub(super) fn is_of_topic(word: &str) -> bool {
    passages::is_telling(word)
        && !is_measure(word)
        && numerals::cardinal(word).is_none()
        && stems(word).iter().all(|stem| !ANY_REPORT_STEMS.contains(stem))
}

/// Fewer words of one sentence may all be synonyms.
const MIN_WORDS_OF_SENTENCE: usize = 5;

/// The least share of the words of a text, and of one sentence of it, that are the report's. Honest paraphrases have .4
/// and more as a whole; texts about other incidents rarely .25.
const MIN_OF_TEXT: f64 = 0.25;
const MIN_OF_SENTENCE: f64 = 0.15;

/// Shorter words begin words of every kind.
pub(super) const MIN_PART_BYTES: usize = 4;

/// The longest summary has fewer.
const MAX_WORDS: usize = 600;

/// Words that stand in reports of every kind.
pub(super) static ANY_REPORT: Words = Words::new(|| read(include_str!("words/any_report.txt")));

static ANY_REPORT_STEMS: LazyLock<HashSet<String>> =
    LazyLock::new(|| ANY_REPORT.iter().flat_map(|word| stems(word)).collect());
