//! A text in the spelling that the lexicon knows, and the way back to the text as it was written.
//!
//! The words found in the rewritten text are reported as they stand in the source, so every change is
//! noted with the bytes it stands for. What is changed differs by method: the published one replaces
//! emoji by their descriptions, and `spelling` holds the rules of the extended one. `tokens` reads the
//! result.

use std::borrow::Cow;
use std::ops::Range;

use super::valence::Lexicon;
use super::{Method, spelling};

pub(super) struct Rewritten<'t> {
    text: Cow<'t, str>,
    /// In order; empty where nothing was changed.
    pieces: Vec<Piece>,
}

/// A stretch of the rewritten text and the bytes of the source it stands for.
struct Piece {
    start: usize,
    source: Range<usize>,
    is_verbatim: bool,
}

impl<'t> Rewritten<'t> {
    pub(super) fn of(source: &'t str, lexicon: &Lexicon, method: Method) -> Self {
        let mut writer = Writer { source, text: String::new(), pieces: Vec::new(), copied: 0 };
        match method {
            Method::Published => describe_emoji(&mut writer, lexicon),
            Method::Extended => spelling::normalize(&mut writer, lexicon),
        }
        writer.finished()
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the source that `range` of the rewritten text stands for.
    pub(super) fn source_of(&self, range: Range<usize>) -> Range<usize> {
        let piece_at = |place: usize| {
            let after = self.pieces.partition_point(|piece| piece.start <= place);
            self.pieces.get(after.checked_sub(1)?)
        };
        let start = piece_at(range.start).map_or(range.start, |piece| {
            piece.source.start + if piece.is_verbatim { range.start - piece.start } else { 0 }
        });
        let end = piece_at(range.end.saturating_sub(1)).map_or(range.end, |piece| {
            if piece.is_verbatim {
                piece.source.start + (range.end - piece.start)
            } else {
                piece.source.end
            }
        });
        start..end
    }
}

/// The published method: an emoji gives way to its description, and whatever follows is glued to it.
fn describe_emoji(writer: &mut Writer, lexicon: &Lexicon) {
    let source = writer.source;
    let mut after_space = true;
    for (at, character) in source.char_indices() {
        if let Some(description) = lexicon.description(character) {
            let range = at..at + character.len_utf8();
            writer.replace(range, &[if after_space { "" } else { " " }, description]);
            after_space = false;
        } else {
            after_space = character == ' ';
        }
    }
}

/// Builds a rewritten text from front to back.
pub(super) struct Writer<'t> {
    pub(super) source: &'t str,
    text: String,
    pieces: Vec<Piece>,
    /// How far the source has been taken over.
    copied: usize,
}

impl<'t> Writer<'t> {
    /// Puts `by` in the place of `range`, which begins where the last one ended or later.
    pub(super) fn replace(&mut self, range: Range<usize>, by: &[&str]) {
        self.copy_until(range.start);
        self.copied = range.end;
        self.pieces.push(Piece { start: self.text.len(), source: range, is_verbatim: false });
        self.text.extend(by.iter().copied());
    }

    fn copy_until(&mut self, end: usize) {
        let source = self.copied..end;
        if let Some(verbatim) = self.source.get(source.clone()).filter(|text| !text.is_empty()) {
            self.pieces.push(Piece { start: self.text.len(), source, is_verbatim: true });
            self.text.push_str(verbatim);
        }
    }

    fn finished(mut self) -> Rewritten<'t> {
        if self.pieces.is_empty() {
            return Rewritten { text: Cow::Borrowed(self.source), pieces: self.pieces };
        }
        self.copy_until(self.source.len());
        Rewritten { text: Cow::Owned(self.text), pieces: self.pieces }
    }
}
