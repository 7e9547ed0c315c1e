//! What stands between the parts of a time and says nothing about it: signs, small words, and the weekday, which the
//! day has in any case.

use super::{Span, names, text::Text};

impl Text<'_> {
    /// Leaves out a weekday and the comma behind it.
    pub(super) fn weekday(&mut self) {
        let mut rest = Text::of(self.rest);
        let is_weekday = names::is_weekday(rest.word());
        rest.rest = rest.rest.strip_prefix(b"-feira").unwrap_or(rest.rest);
        if is_weekday && rest.skip(b",. ") > 0 {
            *self = rest;
        }
    }

    /// Leaves out a weekday behind a day: `(Mon)`, ` Mo`.
    pub(super) fn weekday_behind(&mut self) {
        let mut rest = Text::of(self.rest);
        let has_gap = rest.skip(b", ") > 0;
        let is_open = rest.skip(b"(") == 1;
        let is_weekday = names::is_weekday(rest.word());
        rest.skip(b".");
        let is_closed = rest.rest.starts_with(b")");
        if is_closed {
            rest.take();
        }
        let is_end = matches!(rest.rest, [] | [b' ' | b',', ..]);
        if self.span == Span::Day && has_gap && is_open == is_closed && is_weekday && is_end {
            self.rest = rest.rest;
        }
    }

    /// Leaves out what stands between the parts of a day, and says how many signs: those of numbers, and the `de` of
    /// Spanish and Portuguese.
    pub(super) fn gap(&mut self) -> usize {
        let signs = self.skip(b" ./-,");
        if let [b'd' | b'D', b'e' | b'E', b' ', rest @ ..] = self.rest {
            self.rest = rest;
        }
        signs
    }

    /// Leaves out what makes a number a day in English, and the first one in French: `1st`, `1er`.
    pub(super) fn ordinal(&mut self) {
        let mut rest = Text::of(self.rest);
        let word = rest.word();
        if [&b"st"[..], b"nd", b"rd", b"th", b"er"].iter().any(|end| word.eq_ignore_ascii_case(end))
        {
            self.rest = rest.rest;
        }
    }

    /// Leaves out what stands between a day and its time, and whether there is something: a T, blanks, a comma, the
    /// colon of web servers' logs, a dash between blanks or before points, `at`.
    pub(super) fn gap_before_time(&mut self) -> bool {
        if let [b'-', _, _, b'.', _, _, b'.', ..] = self.rest {
            return self.take().is_some();
        }
        let signs = self.skip(b", \tTt:_@");
        // Behind a dash, a number alone may be the end of several days.
        let words: &[&[u8]] = if self.rest.contains(&b':') {
            &[b"- ", b"/ ", b"| ", b"at ", b"um ", b"a "]
        } else {
            &[]
        };
        let begins = |word: &&[u8]| {
            self.rest.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word))
        };
        if let Some(word) = words.iter().copied().find(begins) {
            self.rest = self.rest.get(word.len()..).unwrap_or_default();
            self.skip(b" ");
        }
        signs > 0
    }
}
