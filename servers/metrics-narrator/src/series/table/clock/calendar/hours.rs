//! The time of day in a text, alone or behind a day.

use super::{fraction, text::Text, time_of_day};

impl Text<'_> {
    /// `14:00`, `14:00:00`, `14:00:00.25`, `2:00 PM`, `2 PM`, `140000`, `14 Uhr`; behind a day `14`, `14h05`, `14.05.00`
    /// and `14-05-00`, and behind one with points `14.30`.
    pub(super) fn time(&mut self) -> Option<i64> {
        let (number, digits) = self.number()?;
        let (hour, parts) = match digits {
            4 => (number / 100, Some((number % 100, 0))),
            6 => (number / 10_000, Some((number / 100 % 100, number % 100))),
            1 | 2 => (number, self.minute_and_second()?),
            _ => return None,
        };
        let mut millisecond = 0;
        if parts.is_some()
            && let [b'.' | b',', rest @ ..] = self.rest
        {
            (millisecond, self.finer, self.rest) = fraction(rest)?;
        }
        let (minute, second) = parts.unwrap_or_default();
        let is_clear = parts.is_some() || (digits == 2 && !self.day.is_empty());
        let hour = match self.half_of_day() {
            Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
            None if self.says_clock() || is_clear => hour,
            _ => return None,
        };
        time_of_day(hour, minute, second, millisecond)
    }

    /// The minute and the second behind an hour, if there is one.
    fn minute_and_second(&mut self) -> Option<Option<(u32, u32)>> {
        let is_behind_day = !self.day.is_empty();
        let is_clock = match self.rest {
            [b':', ..] => true,
            [b'.', ..] if self.day.contains(&b'.') => true,
            [b'.', _, _, b'.', ..] | [b'-', _, _, b'-', ..] | [b'h' | b'H', _, _, ..] => {
                is_behind_day
            }
            _ => false,
        };
        let sign = self.rest.first().copied().filter(|_| is_clock);
        if sign.is_none() {
            return Some(None);
        }
        self.take();
        let mut second = 0;
        let minute = self.two_digits()?;
        if self.rest.first().copied() == sign {
            self.take();
            second = self.two_digits()?;
        }
        Some(Some((minute, second)))
    }

    fn two_digits(&mut self) -> Option<u32> {
        self.number().filter(|(_, digits)| *digits == 2).map(|(number, _)| number)
    }

    /// Leaves out `AM` or `PM`, and returns at which hour this half of a day begins.
    fn half_of_day(&mut self) -> Option<u32> {
        let mut rest = Text::of(self.rest);
        rest.skip(b" ");
        let (half, behind) = match rest.rest {
            [half, b'm' | b'M', behind @ ..]
            | [half, b'.', b'm' | b'M', b'.', behind @ ..]
            | [half, b'.', b' ', b'm' | b'M', b'.', behind @ ..] => (half, behind),
            _ => return None,
        };
        let hours = match half {
            b'a' | b'A' => 0,
            b'p' | b'P' => 12,
            _ => return None,
        };
        self.rest = behind;
        Some(hours)
    }

    /// Leaves out the word that says in German that a number is an hour, and whether it is there.
    fn says_clock(&mut self) -> bool {
        let mut rest = Text::of(self.rest);
        rest.skip(b" ");
        let is_there = rest.word().eq_ignore_ascii_case(b"uhr");
        if is_there {
            self.rest = rest.rest;
        }
        is_there
    }
}
