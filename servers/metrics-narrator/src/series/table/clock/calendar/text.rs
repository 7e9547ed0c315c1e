//! A text that is taken apart from its beginning: weekday and day; `hours` takes the time of day.

use chrono::{NaiveDate, Weekday};

use super::{Date, ShortYear, Span, day, names, with_century};

/// What is left of a text, and what was taken from it beside its result.
pub(super) struct Text<'t> {
    pub(super) rest: &'t [u8],
    /// The day, if its year has two digits.
    pub(super) short: Option<ShortYear>,
    /// What the date stands for.
    pub(super) span: Span,
    /// The date as it is written; empty if none was taken.
    pub(super) day: &'t [u8],
    /// The nanoseconds of its time of day beyond milliseconds.
    pub(super) finer: u32,
}

impl<'t> Text<'t> {
    pub(super) fn of(text: &'t [u8]) -> Self {
        Self { rest: text, short: None, span: Span::Day, day: &[], finer: 0 }
    }

    /// The day, and perhaps a weekday before or behind it. Some months are called like weekdays of other languages.
    pub(super) fn date(&mut self) -> Option<Date> {
        let all = self.rest;
        let mut behind = Text::of(all);
        behind.weekday();
        let mut date = self.first_date();
        if date.is_none() {
            *self = behind;
            date = self.first_date().filter(|_| self.span == Span::Day);
        }
        self.day = all.get(..all.len() - self.rest.len()).unwrap_or_default();
        self.weekday_behind();
        date
    }

    fn first_date(&mut self) -> Option<Date> {
        if let [b'Q' | b'q', quarter @ b'1'..=b'4', b' ' | b'-' | b'/', rest @ ..] = self.rest {
            self.rest = rest;
            let year = self.year()?;
            return self.quarter(year, u32::from(quarter - b'0'));
        }
        if self.rest.first()?.is_ascii_alphabetic() {
            return self.week_first().or_else(|| self.month_first());
        }
        let (first, digits) = self.number()?;
        if digits == 8 && matches!(self.rest, [b'T' | b't' | b' ' | b',' | b'_', ..]) {
            return day(first / 10_000, first / 100 % 100, first % 100).map(Date::Certain);
        }
        let separator = *self.rest.first()?;
        if digits == 4 {
            return self.year_first(first, separator);
        }
        if digits > 2 {
            return None;
        }
        self.ordinal();
        let has_gap = self.gap() > 0;
        if let Some(month) = self.month() {
            self.gap();
            return day(self.last_year(first, month)?, month, first).map(Date::Certain);
        }
        if !has_gap || !matches!(separator, b'.' | b'/' | b'-') {
            return None;
        }
        let (second, digits) = self.number()?;
        if digits == 4 && separator != b'.' {
            return self.month_of(second, first);
        }
        if digits > 2 || self.take()? != separator {
            return None;
        }
        self.skip(b" ");
        // With dashes, a year of two digits stands in front as often.
        let year = if separator == b'-' { self.year()? } else { self.last_year(first, second)? };
        // Where points stand between them, the day is first everywhere.
        if separator == b'.' {
            return day(year, second, first).map(Date::Certain);
        }
        let year = i32::try_from(year).ok()?;
        Some(Date::Either { first, second, year })
    }

    /// `2024-03-01`, `2024/3/1`, `2024. 3. 1.`, `2024-03`, `2024 Mar 1`, `2024-W09`, `2024-Q1`, `2024M03`.
    fn year_first(&mut self, year: u32, separator: u8) -> Option<Date> {
        let part = self.rest.strip_prefix(b"-").or_else(|| self.rest.strip_prefix(b" "));
        if let [kind, number @ ..] = part.unwrap_or(self.rest)
            && matches!(kind.to_ascii_uppercase(), b'W' | b'Q' | b'T' | b'M')
            && number.first().is_some_and(u8::is_ascii_digit)
        {
            let mut number = Text::of(number);
            let (number, digits) = number.number().filter(|_| number.rest.is_empty())?;
            self.rest = &[];
            return match (kind.to_ascii_uppercase(), digits) {
                (b'W', 1 | 2) => self.week(year, number),
                // A quarter is a `T` in the Romance languages.
                (b'Q' | b'T', 1) => self.quarter(year, number),
                (b'M', _) => self.month_of(year, number),
                _ => None,
            };
        }
        if !matches!(separator, b'-' | b'/' | b'.' | b' ') {
            return None;
        }
        self.take();
        // In Hungary and Korea, blanks follow the points, and one stands behind the day.
        let has_blank = separator == b'.' && self.skip(b" ") > 0;
        let month = match self.month() {
            Some(month) => month,
            None if separator == b' ' => return None,
            None => self.number().filter(|(_, digits)| *digits <= 2)?.0,
        };
        let mut rest = Text::of(self.rest);
        if rest.take() == Some(separator)
            && (!has_blank || rest.skip(b" ") > 0)
            && let Some((number, 1..=2)) = rest.number()
        {
            if let ([b'.'] | [b'.', b' ', ..], b'.') = (rest.rest, separator) {
                rest.take();
            }
            *self = rest;
            return day(year, month, number).map(Date::Certain);
        }
        if has_blank { None } else { self.month_of(year, month) }
    }

    /// `W05 2024`, `KW 5/2024`.
    fn week_first(&mut self) -> Option<Date> {
        let mut rest = Text::of(self.rest);
        let word = rest.word();
        rest.skip(b" ");
        let is_week = [&b"w"[..], b"kw"].iter().any(|week| word.eq_ignore_ascii_case(week));
        let (number, _) = rest.number().filter(|_| is_week && rest.skip(b" /-") > 0)?;
        let year = rest.year().filter(|_| rest.rest.is_empty())?;
        self.rest = rest.rest;
        self.week(year, number)
    }

    fn week(&mut self, year: u32, number: u32) -> Option<Date> {
        self.span = Span::Week;
        let year = i32::try_from(year).ok()?;
        NaiveDate::from_isoywd_opt(year, number, Weekday::Mon).map(Date::Certain)
    }

    /// A month, behind which nothing may stand.
    fn month_of(&mut self, year: u32, month: u32) -> Option<Date> {
        self.span = Span::Month;
        day(year, month, 1).map(Date::Certain).filter(|_| self.rest.is_empty())
    }

    /// A quarter, behind which nothing may stand.
    fn quarter(&mut self, year: u32, quarter: u32) -> Option<Date> {
        let date = self.month_of(year, quarter.checked_sub(1)? * 3 + 1);
        self.span = Span::Quarter;
        date
    }

    /// `Mar 1, 2024`, `March 2024`, `Mar-2024`, `Mar-24`.
    fn month_first(&mut self) -> Option<Date> {
        let month = self.month()?;
        let mut rest = Text::of(self.rest);
        if rest.skip(b"-/' ") > 0
            && rest.number().is_some_and(|(_, digits)| digits == 2)
            && rest.rest.is_empty()
        {
            self.skip(b"-/' ");
            let year = self.last_year(0, month)?;
            return self.month_of(year, month);
        }
        self.gap();
        let (number, digits) = self.number()?;
        if digits == 4 {
            return self.month_of(number, month);
        }
        self.ordinal();
        if digits > 2 || self.skip(b" ,-/") == 0 {
            return None;
        }
        day(self.year()?, month, number).map(Date::Certain)
    }

    /// A year of four or two digits behind what else makes the day.
    fn last_year(&mut self, first: u32, second: u32) -> Option<u32> {
        let is_hour = self.begins_with_clock();
        match self.number()? {
            (year, 4) => Some(year),
            (year, 2) if !is_hour => {
                let year = with_century(year);
                self.short = Some(ShortYear { first, second, year });
                Some(year)
            }
            _ => None,
        }
    }

    /// Whether a time of day comes next, as in `11 Mar 14:05`, whose year is not written. Behind a year of two digits it
    /// has three colons: `11/Mar/14:14:05:00`.
    fn begins_with_clock(&self) -> bool {
        let mut rest = Text::of(self.rest);
        rest.time().is_some() && rest.rest.first() != Some(&b':')
    }

    fn year(&mut self) -> Option<u32> {
        self.number().filter(|(_, digits)| *digits == 4).map(|(year, _)| year)
    }

    /// A month by its name, and the point behind one that is cut short.
    pub(super) fn month(&mut self) -> Option<u32> {
        let mut rest = Text::of(self.rest);
        let month = names::month(rest.word())?;
        self.rest = match rest.rest {
            [b'.', behind @ ..] if !behind.first().is_some_and(u8::is_ascii_digit) => behind,
            behind => behind,
        };
        Some(month)
    }

    /// The letters that come next.
    pub(super) fn word(&mut self) -> &'t [u8] {
        let count = self.rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, rest) = self.rest.split_at_checked(count).unwrap_or_default();
        self.rest = rest;
        word
    }

    /// The number that comes next, of at most eight digits, and how many digits it has.
    pub(super) fn number(&mut self) -> Option<(u32, usize)> {
        let count = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count == 0 || count > 8 {
            return None;
        }
        let (digits, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some((digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')), count))
    }

    pub(super) fn take(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// Leaves out what comes next of `signs`, and says how many.
    pub(super) fn skip(&mut self, signs: &[u8]) -> usize {
        let count = self.rest.iter().take_while(|byte| signs.contains(byte)).count();
        self.rest = self.rest.get(count..).unwrap_or_default();
        count
    }
}
