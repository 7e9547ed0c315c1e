//! Reads years that stand alone.

use crate::series::{
    claims::reading::{times::Time, tokens::TokenKind, units, words},
    facts::Series,
};

use super::Reader;

impl Reader<'_> {
    /// A year alone: where a table tells years and a word says that one follows.
    pub(super) fn year(&self, at: usize) -> Option<(Time, usize)> {
        let token = self
            .tokens
            .get(at)
            .filter(|token| token.kind == TokenKind::Number && token.lower.len() == 4)?;
        let year: i32 = token.lower.parse().ok()?;
        let years = [self.facts.table.from, self.facts.table.to]
            .map(|moment| moment.wall().map(|wall| chrono::Datelike::year(&wall)));
        let [Some(from), Some(to)] = years else { return None };
        let before = self.word_before(at, 1);
        // Where a row is a month or more, a lone number of the right size is a year; elsewhere a word must say so.
        let is_coarse = self.facts.table.step_seconds > 20.0 * 86_400.0;
        // `Metro 2023 in brief`: behind a word, where no series has values that are near.
        let follows_word = at
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .is_none_or(|before| matches!(before.kind, TokenKind::Word | TokenKind::Start(_)));
        let is_value = |series: &Series| {
            let summary = series.summary.as_ref();
            let year = f64::from(year);
            summary.is_none_or(|it| it.min <= year * 1.5 && it.max >= year * 0.5)
        };
        let is_no_value = || !self.facts.series.iter().any(is_value);
        let expects =
            is_coarse || words::holds(YEAR_WORDS, before) || follows_word && is_no_value();
        let next = self.tokens.get(at + 1);
        let has_unit = next.is_some_and(|next| units::unit(self.own_text(next)).is_some());
        let is_near = (from - 1..=to + 1).contains(&year);
        (is_near && expects && !has_unit).then(|| (Time { year: Some(year), ..Time::default() }, 1))
    }
}

/// Words before a year.
const YEAR_WORDS: &str = "\
    in since until till of by from to through during year early late mid - – — ( and after before between around \
    about for throughout summer winter spring autumn over all";
