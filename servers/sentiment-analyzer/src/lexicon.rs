//! Reads the sentiment of an English text without a model: the published VADER method
//! (Hutto & Gilbert 2014, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social
//! Media Text", ICWSM-14) with a wider vocabulary and a few more rules of English.
//!
//! One text travels through the folder in this order:
//!
//! - `rewrite` brings it into the spelling of the lexicon by the rules of `spelling`, and remembers where
//!   everything stood;
//! - `tokens` makes words of it: `cut` parts them from punctuation, and `forms` finds those that the
//!   lexicon holds in another form;
//! - `phrases` joins set phrases;
//! - `rules` weighs every word in its context, with `senses` for ambiguous words, `negation`, `idioms` and
//!   `contrast`;
//! - `score` adds the weights up.
//!
//! Beside it, `language` says whether the text is English at all, by the `evidence` of its words and of
//! its letters (`scripts`). `valence` loads the lexicon, in the maps of `fnv`: the files of `vader/`, which
//! are published under their own license there, the lists of `words/`, which are ours, and the closed
//! classes in `modifiers`. Start with [`read`]; read `rules` next.

mod contrast;
mod cut;
mod evidence;
mod fnv;
mod forms;
mod idioms;
mod language;
mod modifiers;
mod negation;
mod phrases;
mod rewrite;
mod rules;
mod score;
mod scripts;
mod senses;
mod spelling;
mod tokens;
mod valence;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub use language::Language;
use rewrite::Rewritten;

/// What the lexicon says of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// From -1 (most negative) to 1 (most positive): the normalized, weighted composite score that
    /// Hutto & Gilbert (2014) call `compound`.
    pub compound: f64,
    /// Sum of the weights of all positive words, at least 0, where one ordinary word weighs 1 to 3.
    pub positive: f64,
    /// Sum of the weights of all negative words, without their sign, on the same scale.
    pub negative: f64,
    /// Which side the evidence is on.
    pub label: Polarity,
    /// The words that carry the reading, strongest first.
    pub words: Vec<Weighted>,
    /// Whether the text is English; of another language only signs were read.
    pub language: Language,
}

/// Which side the evidence of a text is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Polarity {
    /// The positive words prevail.
    Positive,
    /// The negative words prevail.
    Negative,
    /// There is no evidence worth the name.
    Neutral,
    /// Clear evidence on both sides, and neither side prevails.
    Mixed,
}

/// A word or set phrase of the text with its share in the reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighted {
    /// Bytes of the text that was read; always a valid slice of it.
    pub range: Range<usize>,
    /// The same from the negation on that turns the word, where there is one.
    pub phrase: Range<usize>,
    /// Valence after the rules: below 0 is negative, and 1 to 3 is usual for one word.
    pub weight: f64,
}

#[cfg(test)]
thread_local! {
    /// How much this thread has read, so that a test sees what is read twice.
    pub(crate) static READ_BYTES: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Reads `text` with the lexicon. Of a text in another language only emoji and emoticons count.
pub fn read(text: &str) -> Reading {
    #[cfg(test)]
    READ_BYTES.set(READ_BYTES.get() + text.len());
    read_by(text, Method::Extended)
}

fn read_by(text: &str, method: Method) -> Reading {
    let lexicon = method.lexicon();
    let language = language::of(text, lexicon);
    let rewritten = Rewritten::of(text, lexicon, method);
    let mut tokens = tokens::tokens(&rewritten, lexicon, method);
    if method == Method::Extended {
        tokens = phrases::joined(tokens, lexicon);
        if language == Language::NotEnglish {
            tokens.retain(|token| token.is_emoticon);
        }
    }
    let weights = rules::weights(&tokens, method);
    score::reading(rewritten.text(), &tokens, &weights, language, method)
}

/// Whether the published method is followed to the letter or with our additions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Method {
    Published,
    Extended,
}

impl Method {
    fn lexicon(self) -> &'static valence::Lexicon {
        match self {
            Self::Published => &valence::PUBLISHED,
            Self::Extended => &valence::EXTENDED,
        }
    }
}
