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

    /// Whether the point of `a.m.` before a token ends the sentence, as at the end of a line.
    pub(super) fn ends_with_abbreviation(&self, next: usize) -> bool {
        let before = next.checked_sub(1).and_then(|at| self.tokens.get(at));
        let (Some(before), Some(after)) = (before, self.tokens.get(next)) else { return false };
        let between = self.text.get(before.range.end..after.range.start).unwrap_or_default();
        before.lower.ends_with('.')
            && between.contains('\n')
            && self.own_text(after).starts_with(char::is_uppercase)
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
