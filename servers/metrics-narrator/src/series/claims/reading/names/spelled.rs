//! Finds headers that a text writes out, whatever signs part their words: `latency_ms`, `Panel temp (°C)`.

use crate::series::claims::reading::{
    tokens::{Token, TokenKind},
    units,
};

use super::{
    Header, Name, Names,
    headers::{MAX_ACRONYM, MIN_ACRONYM},
    stems::{is_little, letters},
};

impl Name {
    /// A whole header as it is written.
    fn spelled(series: Vec<usize>, length: usize) -> Self {
        Self { series, length, is_literal: true, is_whole: true, is_form: false }
    }
}

impl Names {
    /// A header that is written as one identifier or as code: `latency_ms`.
    pub(super) fn spelled_as_code(&self, tokens: &[Token]) -> Option<Name> {
        let length = code_length(tokens);
        let written: String =
            tokens.iter().take(length).map(|token| token.lower.as_str()).collect();
        Some(Name::spelled(self.spelled(&written)?, length))
    }

    /// `out/s` of a header `Messages out/s`: its last word with the time that it is told for.
    pub(super) fn rate(&self, tokens: &[Token]) -> Option<Name> {
        let [word, slash, time, ..] = tokens else { return None };
        let is_rate = word.kind == TokenKind::Word
            && slash.lower == "/"
            && slash.is_glued
            && time.is_glued
            && units::seconds_of(&time.lower).is_some();
        let tail = format!(" {}/{}", word.lower, time.lower);
        let ends =
            self.headers.iter().enumerate().filter(|(_, header)| header.lower.ends_with(&tail));
        let series: Vec<usize> = ends.filter(|_| is_rate).map(|(series, _)| series).collect();
        (!series.is_empty()).then_some(Name::spelled(series, 3))
    }

    /// `net asset value` of a header `NAV (EUR)`: words whose first letters are an acronym of it.
    pub(super) fn acronym_in_full(&self, tokens: &[Token]) -> Option<Name> {
        let words = tokens.iter().take(MAX_ACRONYM);
        let words =
            words.take_while(|token| token.kind == TokenKind::Word && token.lower.len() > 1);
        let initials: String = words.filter_map(|token| token.lower.chars().next()).collect();
        let lengths = (MIN_ACRONYM..=initials.len()).rev();
        let mut found = lengths
            .filter_map(|length| Some((self.by_acronym.get(initials.get(..length)?)?, length)));
        found.next().map(|(series, length)| Name::spelled(series.clone(), length))
    }

    /// The series whose whole header is written, whatever signs part its words.
    fn spelled(&self, written: &str) -> Option<Vec<usize>> {
        let written = letters(written);
        let of = |is_it: &dyn Fn(&Header) -> bool| -> Vec<usize> {
            let headers = self.headers.iter().enumerate();
            headers.filter(|(_, header)| is_it(header)).map(|(series, _)| series).collect()
        };
        let mut whole = of(&|header| header.letters == written);
        if whole.is_empty() {
            whole = of(&|header| header.short_letters == written);
        }
        (!written.is_empty() && !whole.is_empty()).then_some(whole)
    }

    /// As `spelled`, of a few tokens: `Panel temp (°C)`, `PM2.5`, `Energy kWh`.
    pub(super) fn spelled_in_words(&self, tokens: &[Token]) -> Option<Name> {
        let mut written = String::new();
        let mut best = None;
        for (at, token) in tokens.iter().enumerate().take(16) {
            let added = letters(&token.lower);
            if matches!(token.kind, TokenKind::Start(_)) || at == 0 && added.is_empty() {
                break;
            }
            if added.is_empty() {
                continue;
            }
            written.push_str(&added);
            let is_beginning = self.headers.iter().any(|header| {
                header.letters.starts_with(&written) || header.short_letters.starts_with(&written)
            });
            if !is_beginning {
                break;
            }
            if let Some(series) = self.spelled(&written)
                && (at > 0
                    || !is_little(&token.lower)
                    || token.is_code
                    || is_written_as_name(tokens))
            {
                let closes = usize::from(tokens.get(at + 1).is_some_and(|next| {
                    next.lower == ")" && tokens.iter().take(at).any(|token| token.lower == "(")
                }));
                best = Some(Name::spelled(series, at + 1 + closes));
            }
        }
        best
    }
}

/// How many tokens are written as code without a blank between them.
fn code_length(tokens: &[Token]) -> usize {
    let rest = tokens.iter().skip(1).take(12);
    1 + rest.take_while(|token| token.is_code && token.is_glued).count()
}

/// Whether a small word is written with a capital as a header is, and goes on as a name does: `Close averages 95`, but
/// not `Close to 95`.
pub(super) fn is_written_as_name(tokens: &[Token]) -> bool {
    let next = tokens.get(1).map_or("", |token| token.lower.as_str());
    tokens.first().is_some_and(|token| token.is_capital && token.lower.len() > 2)
        && !matches!(
            next,
            "to" | "by" | "of" | "enough" | "up" | "down" | "the" | "a" | "point" | "points" | "is"
        )
}
