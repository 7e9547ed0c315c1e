//! Where a sentence ends.

use crate::series::claims::reading::{
    tokens::{Token, TokenKind, text},
    words,
};

use super::Reader;

impl Reader<'_> {
    /// Whether a sentence ends at a token.
    pub(super) fn ends_sentence(&self, at: usize) -> bool {
        match text(self.tokens, at) {
            "!" | "?" => true,
            "." => self.is_full_stop(at),
            _ => false,
        }
    }

    /// Whether the point of `at 8 a.m.` ends a sentence as well: a line ends there, or a word follows that begins one.
    pub(super) fn ends_with_half_of_day(&self, at: usize, length: usize) -> bool {
        const BEGINNINGS: &str =
            "the a an it its this that these in on at after before since until then there we";
        let end = at + length;
        let is_half = self.word_before(end, 1) == "." && self.word_before(end, 2) == "m";
        let (Some(point), Some(next)) = (self.tokens.get(end - 1), self.tokens.get(end)) else {
            return false;
        };
        let between = self.text.get(point.range.end..next.range.start).unwrap_or_default();
        let begins = words::holds(BEGINNINGS, &next.lower)
            && self.own_text(next).starts_with(char::is_uppercase);
        is_half && (between.contains('\n') || begins)
    }

    /// Whether a point ends a sentence and no abbreviation.
    fn is_full_stop(&self, at: usize) -> bool {
        const ABBREVIATIONS: &str =
            "approx ca vs avg max min std no e i etc dev incl resp st cf al g m";
        // Units and the point of `a.m.` may end a sentence as well.
        const ENDS: &str = "m min max avg std dev etc";
        let before = self.word_before(at, 1);
        let next = self.tokens.get(at + 1);
        let is_glued = self.tokens.get(at).is_some_and(|token| token.is_glued);
        // `s.d. 6.5`
        let is_dotted = next.is_some_and(|next| next.kind == TokenKind::Number)
            && (before == "s.d" || before == "d" && self.word_before(at, 2) == ".");
        let is_abbreviation = is_glued && words::holds(ABBREVIATIONS, before) || is_dotted;
        let is_lower = |next: &Token| self.own_text(next).starts_with(char::is_lowercase);
        next.is_none_or(|next| !next.is_glued)
            && !(is_abbreviation && (!words::holds(ENDS, before) || next.is_some_and(is_lower)))
    }
}
