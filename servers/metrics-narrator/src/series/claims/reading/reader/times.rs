//! Reads dates and clocks as the words around them and the table allow.

use crate::series::claims::reading::{
    clocks, dates,
    mentions::What,
    times::{self, Time},
    tokens::{TokenKind, text},
};
use crate::series::durations::HOUR;

use super::Reader;

impl Reader<'_> {
    /// Whether a word that could name a series is a date here: `March`.
    pub(super) fn is_date(&self, at: usize) -> bool {
        dates::time(self.rest(at), None)
            .is_some_and(|(time, _)| time.day.is_some() || time.has_clock())
    }

    /// A date, a clock, or both.
    pub(super) fn time(&self, at: usize) -> Option<(Time, usize)> {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let (time, length) =
            dates::time(self.rest(at), before).or_else(|| self.second_of_two_clocks(at))?;
        if !times::says_something(&time) || self.is_amount(at, length, &time) {
            return None;
        }
        // `just after midnight`
        let is_beside = matches!(self.word_before(at, 1), "after" | "before" | "past");
        let is_rough = dates::is_rough(self.word_before(at, 1))
            || is_beside && dates::is_rough(self.word_before(at, 2));
        Some((Time { is_rough: time.is_rough || is_rough, ..time }, length))
    }

    /// The second clock of `1500 to 1720`, where the first was read as one.
    fn second_of_two_clocks(&self, at: usize) -> Option<(Time, usize)> {
        let [.., first, joint] = self.mentions.as_slice() else { return None };
        let is_joint = matches!(joint.word.as_str(), "to" | "–" | "until" | "till");
        let has_clock = matches!(&first.what, What::Time(time) if time.has_clock());
        let last = first.last_word.as_bytes();
        let is_in_digits = last.len() == 4 && last.iter().all(u8::is_ascii_digit);
        let clock = clocks::four_digits(self.rest(at))?;
        (is_joint && has_clock && is_in_digits).then_some((clock, 1))
    }

    /// Whether what reads like a time is an amount: `1 m`, `5 sec` are read elsewhere.
    fn is_amount(&self, at: usize, length: usize, time: &Time) -> bool {
        let is = |kind: TokenKind| self.tokens.get(at).is_some_and(|token| token.kind == kind);
        // A day without a month before a noun: `the first anomaly`.
        let is_ordinal_word = time.day.is_some() && time.month.is_none() && is(TokenKind::Word);
        // A zone alone.
        let is_zone = !time.has_date() && !time.has_clock();
        is_zone && is(TokenKind::Mark) || is_ordinal_word && time.weekday.is_none() || length == 0
    }

    /// `28/6`, where that is a day of the table and its rows are not too close for dates.
    pub(super) fn day_of_table(&self, at: usize) -> Option<(Time, usize)> {
        let table = &self.facts.table;
        dates::day_and_month(self.rest(at)).filter(|(date, _)| {
            table.step_seconds >= HOUR && date.fits_between(table.from, table.to)
        })
    }

    /// `the first Sunday of December` is a date.
    pub(super) fn is_weekday_of_month(&self, at: usize) -> bool {
        let day = text(self.tokens, at + 1).strip_suffix("day");
        matches!(text(self.tokens, at), "first" | "last")
            && day.is_some_and(|day| WEEKDAYS.contains(&day))
            && matches!(text(self.tokens, at + 2), "of" | "in")
    }
}

/// Days of the week, without their end.
const WEEKDAYS: [&str; 7] = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"];
