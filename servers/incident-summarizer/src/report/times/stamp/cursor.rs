//! A place in a line, and what may be skipped there: words, zones, and what joins the parts of a time.

use super::LEADS;
use super::clocks::unknown_clock;
use crate::report::times::zones::{is_zone, name_at};

/// A place in a line.
pub(super) struct Cursor<'a> {
    pub(super) line: &'a str,
    pub(super) position: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn rest(&self) -> &'a str {
        self.line.get(self.position..).unwrap_or_default()
    }

    pub(super) fn skip(&mut self, is_skipped: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.position += rest.len() - rest.trim_start_matches(is_skipped).len();
    }

    /// Skips a word and the mark and the blanks after it, whatever its case.
    pub(super) fn skip_word(&mut self, word: &str) -> bool {
        let rest = self.rest();
        let is_it = rest.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word))
            && rest.get(word.len()..).is_some_and(|after| {
                after.strip_prefix([',', '.']).unwrap_or(after).starts_with(char::is_whitespace)
            });
        if is_it {
            self.position += word.len();
            self.skip(|character| character.is_whitespace() || ",.".contains(character));
        }
        is_it
    }

    /// Skips a word that may stand before a time.
    pub(super) fn skip_lead(&mut self) -> bool {
        let Some(first) = self.rest().chars().next().filter(char::is_ascii_alphabetic) else {
            return false;
        };
        // Every line is looked at, and most begin with another letter than a lead.
        let mut leads = LEADS.iter().filter(|lead| lead.starts_with(first.to_ascii_lowercase()));
        leads.any(|lead| self.skip_word(lead))
    }

    /// Skips a zone: "UTC", "(PST)", "UTC+2", "+01:00", "local time".
    pub(super) fn skip_zone(&mut self) {
        let begin = self.position;
        self.skip(|character| character == ' ');
        let is_enclosed = self.rest().starts_with('(');
        if is_enclosed {
            self.position += 1;
        }
        let letters = self.rest().trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let letters = self.rest().len() - letters.len();
        let glued = || glued_zone(self.rest().get(..letters)?);
        let name = name_at(self.rest()).or_else(glued).or_else(|| hours_at(self.rest()));
        self.position += name.map_or(0, str::len);
        let mut is_found = name.is_some();
        is_found |= self.skip_offset();
        if is_enclosed && is_found {
            is_found = self.rest().starts_with(')');
            self.position += 1;
        }
        if !is_found {
            self.position = begin;
        }
    }

    fn skip_offset(&mut self) -> bool {
        let Some(digits) = self.rest().strip_prefix(['+', '-', '−']) else { return false };
        let end = digits.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':').len();
        let length = digits.len() - end;
        let is_offset = (1..=5).contains(&length)
            && digits.starts_with(|c: char| c.is_ascii_digit())
            && !digits.get(..length).is_some_and(|digits| digits.ends_with(':'));
        if is_offset {
            self.position += self.rest().len() - end;
        }
        is_offset
    }

    /// Skips what joins a date to a clock, or the two ends of a range; what does not lead to another part is
    /// no joint, and the caller notices.
    pub(super) fn skip_joint(&mut self) -> bool {
        let begin = self.position;
        self.skip(char::is_whitespace);
        if unknown_clock(self.rest()).is_some() {
            return true;
        }
        self.skip(|character| character.is_whitespace() || ",@-–—~→/T".contains(character));
        let _ = ["at", "to", "until", "and", "on", "um", "bis", "-"]
            .iter()
            .any(|word| self.skip_word(word));
        self.position > begin
    }
}

/// The letters behind a clock on the 24 hours of a day: "1405h".
fn hours_at(text: &str) -> Option<&'static str> {
    ["hrs", "hours", "h"].into_iter().find(|word| {
        let after = text.strip_prefix(word);
        after.is_some_and(|after| !after.starts_with(char::is_alphanumeric))
    })
}

/// The zone that a word follows without a blank: bold type leaves "UTCThe team" behind.
fn glued_zone(letters: &str) -> Option<&str> {
    let begins =
        (MIN_GLUED_BYTES..letters.len()).rev().filter_map(|end| letters.split_at_checked(end));
    let is_glued = |word: &str| {
        let mut word = word.chars();
        word.next().is_some_and(|first| first.is_ascii_uppercase())
            && word.next().is_none_or(|second| second.is_ascii_lowercase())
    };
    let mut glued = begins.filter(|(zone, word)| is_zone(zone) && is_glued(word));
    glued.next().map(|(zone, _)| zone)
}

/// A shorter name may be the beginning of any word.
const MIN_GLUED_BYTES: usize = 3;
