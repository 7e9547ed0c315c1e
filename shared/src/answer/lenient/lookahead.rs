//! What stands ahead: whether the answer goes on there as it must, so that what was read before it is over.

use super::{Frame, Kind, Reader, blanks::is_separator, names::Known, plain, quoted::is_quote};
use crate::answer::schema::Node;

impl<'t, 's> Reader<'t, 's> {
    /// Whether the text ends with the quote at `at`: whether what follows cannot be part of it.
    pub(super) fn ends_at(&self, at: usize, quote: char, frame: &Frame<'_, 's>) -> bool {
        let behind = at + quote.len_utf8();
        let next = self.past_blanks(behind);
        let Some(character) = self.char_at(next) else { return true };
        let has_blank = next > behind;
        let has_line_break = has_blank
            && self.rest(behind).get(..next - behind).is_some_and(|blank| blank.contains('\n'));
        match character {
            _ if is_separator(character) => self.goes_on(next + character.len_utf8(), frame),
            '}' | ']' | ')' => self.closes(next, frame),
            '.' | '…' if self.ellipsis(next).is_some() => {
                let length = self.ellipsis(next).unwrap_or_default();
                let behind = self.past_blanks(next + length);
                self.char_at(behind).is_none_or(|sign| matches!(sign, '}' | ']'))
            }
            '.' => !frame.is_list() && self.known_name_at(self.past_blanks(next + 1), frame),
            // Another sign where a comma should be.
            ':' => !frame.is_list() && self.known_name_at(self.past_blanks(next + 1), frame),
            '+' => self.char_at(self.past_blanks(next + 1)).is_some_and(is_quote),
            '<' => self.rest(next).starts_with("</"),
            _ if self.is_fence(next) => true,
            _ if frame.is_list() => {
                let goes_on = is_quote(character) || matches!(character, '{' | '[' | '…');
                (has_blank && (goes_on || self.known_name_at(next, frame)))
                    || (!has_blank && is_quote(character) && self.pairs_up(next, frame))
            }
            _ if self
                .name_at(next, frame)
                .is_some_and(|name| name.quoted || name.known != Known::Nowhere) =>
            {
                has_blank || is_quote(character)
            }
            _ if has_line_break && is_quote(character) && self.is_a_piece(next) => true,
            // Prose behind an answer whose last bracket is missing.
            _ => has_line_break && self.is_the_end(frame),
        }
    }

    /// Whether a text that opens at `at` in a list ends like one; for `"a""b"`.
    fn pairs_up(&self, at: usize, frame: &Frame<'_, 's>) -> bool {
        let Some(quote) = self.char_at(at) else { return false };
        let start = at + quote.len_utf8();
        let Ok(Some((end, closing))) = self.next_quote(start, &[quote]) else { return false };
        let next = self.past_blanks(end + closing.len_utf8());
        end > start
            && self.char_at(next).is_some_and(|character| {
                is_separator(character) || (character == ']' && frame.is_list())
            })
    }

    /// Whether the answer goes on behind a separator, at `at`.
    fn goes_on(&self, at: usize, frame: &Frame<'_, 's>) -> bool {
        let next = self.past_separators(at);
        let Some(character) = self.char_at(next) else { return true };
        if self.rest(next).starts_with("</")
            || matches!(character, '}' | ']' | ')')
            || self.ellipsis(next).is_some()
            || self.is_fence(next)
        {
            return true;
        }
        let name = self.name_at(next, frame);
        match frame.kind {
            Kind::List(items) => {
                let takes_texts =
                    items.is_none_or(|items| !matches!(plain(items), Node::Object(_)));
                (takes_texts || character == '{') && (self.opens_value(next) || character == '(')
                    || name.is_some_and(|name| name.known != Known::Nowhere)
                    || self.begins_name_at_the_cut(next)
            }
            Kind::Object(_) => {
                name.is_some()
                    || self.begins_name_at_the_cut(next)
                    || (character == '{'
                        && frame.outer.is_some_and(Frame::is_list)
                        && frame.is_complete())
            }
        }
    }

    /// Whether the bracket at `at` closes something that is open, as far as what follows can tell.
    pub(super) fn closes(&self, at: usize, frame: &Frame<'_, 's>) -> bool {
        let mut brackets = 0;
        let mut next = at;
        while let Some(bracket) =
            self.char_at(next).filter(|bracket| matches!(bracket, '}' | ']' | ')'))
        {
            brackets += 1;
            next = self.past_blanks(next + bracket.len_utf8());
        }
        let Some(character) = self.char_at(next) else { return true };
        let in_a_new_line = self.text.get(at..next).is_some_and(|text| text.contains('\n'));
        let is_other_sign = matches!(character, ':' | '.');
        brackets >= frame.depth
            || (is_other_sign && self.known_name_at(self.past_blanks(next + 1), frame))
            || (in_a_new_line && frame.chain().skip(brackets).all(Frame::may_end))
            || self.name_at(next, frame).is_some_and(|name| name.quoted)
            || (is_separator(character) && self.goes_on_outside(next + character.len_utf8(), frame))
            || self.is_fence(next)
            || character == '{'
            || character == '<'
            || self.known_name_at(next, frame)
    }

    /// The same as `goes_on`, where some of the frames have been closed.
    fn goes_on_outside(&self, at: usize, frame: &Frame<'_, 's>) -> bool {
        let next = self.past_blanks(at);
        self.goes_on(at, frame)
            || self.name_at(next, frame).is_some_and(|name| name.quoted)
            || ((self.opens_value(next) || self.char_at(next) == Some('('))
                && frame.chain().skip(1).any(Frame::is_list))
    }

    /// Whether nothing is missing anywhere, so that what follows may be prose.
    pub(super) fn is_the_end(&self, frame: &Frame<'_, 's>) -> bool {
        frame.is_complete() && frame.chain().skip(1).all(Frame::may_end)
    }
}
