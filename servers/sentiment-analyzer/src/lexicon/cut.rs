//! Parts words from the punctuation around them.
//!
//! The published method strips punctuation from both ends, unless two characters or fewer would remain:
//! then the word is probably an emoticon and stays whole. The extended method asks the lexicon whether
//! it is one, so that "ok," is found. `tokens` makes tokens of the result.

use std::ops::Range;

use super::forms;
use super::tokens::lower;
use super::valence::Lexicon;

/// The words between white space, with their first byte. The separators U+001C to U+001F are white
/// space for the published package, though not for Unicode.
pub(super) fn written_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_space = |c: char| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c);
    let mut start = 0;
    text.split_inclusive(is_space).filter_map(move |piece| {
        let word_start = start;
        start += piece.len();
        let word = piece.trim_end_matches(is_space);
        (!word.is_empty()).then_some((word_start, word))
    })
}

/// A written word, parted from the punctuation around it.
pub(super) struct Cut<'t> {
    pub(super) before: &'t str,
    pub(super) word: &'t str,
    pub(super) after: &'t str,
}

impl<'t> Cut<'t> {
    fn all(written: &'t str) -> Self {
        let is_punctuation = |character: char| character.is_ascii_punctuation();
        let left = written.trim_start_matches(is_punctuation);
        let word = left.trim_end_matches(is_punctuation);
        let before = written.strip_suffix(left).unwrap_or_default();
        Self { before, word, after: left.strip_prefix(word).unwrap_or_default() }
    }

    pub(super) fn unless_short(written: &'t str) -> Self {
        let cut = Self::all(written);
        let is_short = cut.word.chars().nth(2).is_none();
        if is_short { Self { before: "", word: written, after: "" } } else { cut }
    }

    /// What looks like an emoticon stays whole only if the lexicon knows it, alone or before a full stop.
    pub(super) fn for_lexicon(written: &'t str, lexicon: &Lexicon) -> Self {
        let cut = Self::all(written);
        if cut.word == written || cut.word.chars().nth(2).is_some() {
            return cut;
        }
        let is_known = |word: &str| forms::entry(lexicon, &lower(word)).valence.is_some();
        let sign = if cut.word.is_empty() && !is_known(written) {
            written.trim_end_matches(['.', ',', '!', '?'])
        } else {
            written
        };
        if !is_known(sign) {
            return cut;
        }
        Self { before: "", word: sign, after: written.strip_prefix(sign).unwrap_or_default() }
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.before.len()..self.before.len() + self.word.len()
    }

    pub(super) fn hyphenated(&self) -> impl Iterator<Item = (&'t str, Range<usize>)> {
        let mut start = self.before.len();
        let parts = self.word.split('-').map(move |part| {
            let place = start..start + part.len();
            start = place.end + 1;
            (part, place)
        });
        parts.filter(|(part, _)| !part.is_empty())
    }
}
