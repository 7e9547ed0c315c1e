//! Reads years that stand alone.

use crate::series::{
    claims::reading::{
        times::Time,
        tokens::{TokenKind, glued, text},
        units, words,
    },
    durations::DAY,
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
        let is_coarse = self.facts.table.step_seconds > 20.0 * DAY;
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
        let is_near = |year: i32| (from - 1..=to + 1).contains(&year);
        // `the springs of 2003, 2007 and 2013`
        let is_in_list = before == ","
            && self.word_before(at, 2).len() == 4
            && self.word_before(at, 2).parse().is_ok_and(is_near);
        let expects = is_coarse
            || is_in_list
            || words::holds(YEAR_WORDS, before)
            || self.is_day_with_a_name(at)
            || follows_word && is_no_value();
        let next = self.tokens.get(at + 1);
        let has_unit = next.is_some_and(|next| units::unit(self.own_text(next)).is_some());
        let is_double = self.is_double_year(at, year);
        let length = if is_double { 3 } else { 1 };
        // Of a double year the one that the table has.
        let year = if is_double && !(from..=to).contains(&year) { year + 1 } else { year };
        (is_near(year) && (expects || length > 1) && !has_unit)
            .then(|| (Time { year: Some(year), ..Time::default() }, length))
    }

    /// `the winter of 2023–24`, `the season 2023/24`: whether two digits of the next year follow.
    fn is_double_year(&self, at: usize, year: i32) -> bool {
        let next = self.tokens.get(at + 2);
        matches!(text(self.tokens, at + 1), "–" | "-" | "/")
            && glued(self.tokens, at + 1)
            && next.is_some_and(|next| next.is_glued && next.lower.len() == 2)
            && next.and_then(|next| next.lower.parse().ok()) == Some((year + 1) % 100)
    }
}

impl Reader<'_> {
    /// Whether a day or a season with a name stands before a year: `Black Friday 2024`, `Christmas 2023`.
    fn is_day_with_a_name(&self, at: usize) -> bool {
        let (name, before) = (self.word_before(at, 1), self.word_before(at, 2));
        match name.strip_suffix("day") {
            Some("mon" | "tues" | "thurs" | "fri" | "satur" | "sun") => {
                words::holds(WORDS_OF_NAMED_WEEKDAYS, before)
            }
            Some("") => {
                matches!(before, "year's" | "christmas" | "boxing" | "labour" | "labor" | "leap")
            }
            _ => words::holds(NAMED_DAYS, name),
        }
    }
}

/// Words before a weekday that make it the name of one day of the year.
const WORDS_OF_NAMED_WEEKDAYS: &str =
    "black cyber good giving super easter shrove palm whit maundy bank pancake";

/// Words that end the name of a day, a feast or a season of the year.
const NAMED_DAYS: &str = "\
    christmas xmas easter thanksgiving halloween ramadan eid diwali hanukkah carnival pentecost whitsun advent lent \
    midsummer valentine's eve season holiday holidays fiscal fy q1 q2 q3 q4 h1 h2 edition";

/// Words before a year.
const YEAR_WORDS: &str = "\
    in since until till of by from to through during year early late mid - – — ( and after before between around \
    about for throughout summer winter spring autumn over all ended began started entered opened closed";
