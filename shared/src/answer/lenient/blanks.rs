//! What stands between values: blanks of every kind, comments, an ellipsis.

use super::{Reader, Repair, values::Before};

/// Code fences end what is read, wherever they stand in a line.
pub(in crate::answer) const FENCES: [&str; 2] = ["```", "~~~"];

/// A longer remark than this is no comment.
const MAX_COMMENT_CHARACTERS: usize = 2_000;

/// As many blanks stand in a row in a neatly indented answer.
const MAX_FREE_BLANKS: usize = 64;

impl<'t> Reader<'t, '_> {
    pub(super) fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or_default()
    }

    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        match self.text.as_bytes().get(at) {
            Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
            Some(_) => self.rest(at).chars().next(),
            None => None,
        }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.char_at(self.at)
    }

    /// Takes `characters` from what may be looked at; an error once that is used up.
    pub(super) fn spend(&self, characters: usize) -> super::Outcome<()> {
        match self.work.get().checked_sub(characters + 1) {
            Some(left) => {
                self.work.set(left);
                Ok(())
            }
            None => {
                self.work.set(0);
                Err(super::TOO_LONG.to_owned())
            }
        }
    }

    /// The first place at or behind `at` that is neither blank nor in a comment.
    pub(super) fn past_blanks(&self, at: usize) -> usize {
        let start = at;
        let mut at = at;
        while let Some(character) = self.char_at(at) {
            let behind = if is_blank(character) {
                at + character.len_utf8()
            } else {
                match self.comment_end(at) {
                    Some(end) => end,
                    None => break,
                }
            };
            at = behind;
        }
        // A few blanks cost nothing; a hostile run of them is looked at again and again.
        if at - start > MAX_FREE_BLANKS && self.spend(at - start).is_err() {
            return self.text.len();
        }
        at
    }

    /// The first place at or behind `at` that is no blank, no comment and no separator.
    pub(super) fn past_separators(&self, at: usize) -> usize {
        let mut next = self.past_blanks(at);
        while let Some(sign) = self.char_at(next).filter(|sign| is_separator(*sign)) {
            next = self.past_blanks(next + sign.len_utf8());
        }
        if next - at > MAX_FREE_BLANKS && self.spend(next - at).is_err() {
            return self.text.len();
        }
        next
    }

    /// Passes blanks and comments, and records them where JSON has none of the kind.
    pub(super) fn pass_blanks(&mut self) {
        loop {
            match self.peek() {
                Some(' ' | '\n' | '\r' | '\t') => self.at += 1,
                Some(character) if is_blank(character) => {
                    self.repairs.add(Repair::InvisibleCharacters);
                    self.at += character.len_utf8();
                }
                _ => match self.comment_end(self.at) {
                    Some(end) => {
                        self.repairs.add(Repair::Comment);
                        self.at = end;
                    }
                    None => return,
                },
            }
        }
    }

    /// The end of the comment that begins at `at`.
    pub(super) fn comment_end(&self, at: usize) -> Option<usize> {
        let first = *self.text.as_bytes().get(at)?;
        if !matches!(first, b'/' | b'#' | b'<' | b'-') {
            return None;
        }
        let rest = self.rest(at);
        let is_line = rest.starts_with("//") || rest.starts_with('#') || rest.starts_with("-- ");
        let block =
            [("/*", "*/"), ("<!--", "-->")].into_iter().find(|(open, _)| rest.starts_with(open));
        if (!is_line && block.is_none()) || self.work.get() == 0 {
            return None;
        }
        let mut characters = rest.char_indices();
        let end = characters.nth(MAX_COMMENT_CHARACTERS).map_or(rest.len(), |(end, _)| end);
        let window = rest.get(..end)?;
        self.spend(window.len()).ok()?;
        match block {
            Some((open, close)) => {
                let length = window.get(open.len()..)?.find(close)?;
                Some(at + open.len() + length + close.len())
            }
            None => Some(at + window.find('\n').unwrap_or(window.len())),
        }
    }

    /// Passes what stands between members or items, of which there are `read` so far, and records the separators that
    /// JSON has not.
    pub(super) fn pass_separators(&mut self, read: usize) -> Before {
        let at_the_start = read == 0;
        let mut count = 0;
        loop {
            self.pass_blanks();
            let sign = match self.peek() {
                Some(sign) if is_separator(sign) => sign,
                // `"negative". "confidence"`, `"negative": "confidence": 0.5`: only where a value is over.
                Some(sign @ ('.' | ':'))
                    if self.ellipsis(self.at).is_none() && count == 0 && !at_the_start =>
                {
                    sign
                }
                _ => break,
            };
            if sign != ',' {
                self.repairs.add(Repair::OtherSeparator);
            }
            count += 1;
            self.at += sign.len_utf8();
        }
        let is_before_a_closer = matches!(self.peek(), Some('}' | ']' | ')'));
        if count > 1 || (count == 1 && (at_the_start || is_before_a_closer)) {
            self.repairs.add(Repair::ExtraComma);
        }
        match count {
            _ if at_the_start => Before::Opening,
            0 => Before::NoSeparator,
            _ => Before::Separator,
        }
    }

    /// Passes the closing brackets that follow the answer directly.
    pub(super) fn pass_stray_closers(&mut self) {
        loop {
            let next = self.past_blanks(self.at);
            match self.char_at(next) {
                Some('}' | ']') => {
                    self.repairs.add(Repair::ExtraBracket);
                    self.at = next + 1;
                }
                _ => return,
            }
        }
    }

    pub(super) fn is_fence(&self, at: usize) -> bool {
        FENCES.iter().any(|fence| self.rest(at).starts_with(fence))
    }

    /// The length of an ellipsis at `at`.
    pub(super) fn ellipsis(&self, at: usize) -> Option<usize> {
        ["...", "…"].iter().find(|dots| self.rest(at).starts_with(**dots)).map(|dots| dots.len())
    }
}

/// White space as JSON knows it.
pub(in crate::answer) fn is_json_blank(character: char) -> bool {
    matches!(character, ' ' | '\n' | '\r' | '\t')
}

/// White space in the widest sense: what a reader of the text does not see.
pub(in crate::answer) fn is_blank(character: char) -> bool {
    matches!(
        character,
        ' ' | '\n' | '\r' | '\t' | '\u{0}'..='\u{1f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    ) || character.is_whitespace()
}

/// The same list or member goes on behind one of these.
pub(super) fn is_separator(character: char) -> bool {
    matches!(character, ',' | ';' | '，' | '；' | '、')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::answer::lenient::tests::{assert_read, assert_unreadable};

    #[test]
    fn comments_stand_between_values_and_not_inside_them() {
        let comment = &[Repair::Comment][..];
        let good = || json!({"label": "good", "reason": "so"});
        assert_read(&[
            ("{\"label\": \"good\", // the best\n \"reason\": \"so\"}", good(), comment),
            (
                "{\"label\": \"good\" /* best */, \"reason\": /* as it is */ \"so\"}",
                good(),
                comment,
            ),
            ("{# of two\n\"label\": \"good\", \"reason\": \"so\"\n# the end\n}", good(), comment),
            ("{\"label\": \"good\", -- best\n \"reason\": \"so\"}", good(), comment),
            ("{<!-- first -->\"label\": \"good\", \"reason\": \"so\"}", good(), comment),
            (
                "{/* \"label\": \"bad\", */ \"label\": \"good\", \"reason\": \"so\"}",
                good(),
                comment,
            ),
            ("{\"label\": \"good\", // \"reason\": \"as\"\n \"reason\": \"so\"}", good(), comment),
            (
                "{\"label\": \"good\", \"reason\": \"// so /* # */\"}",
                json!({"label": "good", "reason": "// so /* # */"}),
                &[],
            ),
            ("{\"score\": 5 // of ten\n}", json!({"score": 5}), comment),
        ]);
        let long = format!("{{/*{}*/ \"label\": \"good\"}}", "x".repeat(MAX_COMMENT_CHARACTERS));
        assert_unreadable(&[("{/* \"label\": \"good\"}", "stands where"), (&long, "stands where")]);
    }

    #[test]
    fn what_cannot_be_seen_stands_for_a_blank_between_values_and_for_itself_inside() {
        let good = || json!({"label": "good", "reason": "so"});
        let invisible = &[Repair::InvisibleCharacters][..];
        assert_read(&[
            (
                "{\u{a0}\"label\":\u{a0}\"good\",\u{200b} \"reason\": \"so\"\u{feff}}",
                good(),
                invisible,
            ),
            ("{\u{3000}\"label\": \"good\",\u{2028}\"reason\": \"so\"}", good(), invisible),
            ("{\"label\": \"good\", \"reason\":\u{0}\"so\"}", good(), invisible),
            (
                "{\"label\": \"good\", \"reason\": \"s\u{a0}o\u{200b}\"}",
                json!({"label": "good", "reason": "s\u{a0}o\u{200b}"}),
                &[],
            ),
        ]);
    }

    #[test]
    fn an_ellipsis_between_members_is_passed_over_and_one_in_a_list_leaves_items_out() {
        let ellipsis = &[Repair::Ellipsis][..];
        assert_read(&[
            (
                "{\"label\": \"good\", ..., \"reason\": \"so\"}",
                json!({"label": "good", "reason": "so"}),
                ellipsis,
            ),
            ("{\"tags\": [\"...\"]}", json!({"tags": ["..."]}), &[]),
        ]);
        let abbreviated = "a list is abbreviated";
        assert_unreadable(&[
            ("{\"tags\": [\"a\", \"b\", ...]}", abbreviated),
            ("{\"tags\": [\"a\", …, \"b\"]}", abbreviated),
            ("{\"events\": [{\"at\": \"1\", \"what\": \"a\"}, ...]}", abbreviated),
        ]);
    }
}
