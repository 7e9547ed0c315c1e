//! Lists: their items, and where they end with brackets that are missing, doubled or of another kind.

use super::{
    Frame, Kind, Loose, Outcome, Reader, Repair,
    blanks::is_separator,
    names::Known,
    plain,
    quoted::is_quote,
    values::{Before, Next, Opened, Stray},
};
use crate::answer::schema::{Node, Object};

impl<'t, 's> Reader<'t, 's> {
    /// The list whose bracket was read.
    pub(super) fn list(
        &mut self,
        item: Option<&'s Node>,
        outer: Option<&Frame<'_, 's>>,
        opened: Opened,
    ) -> Outcome<Loose<'t>> {
        let frame = Frame::inside(outer, Kind::List(item))?;
        let mut items: Vec<Loose<'t>> = Vec::new();
        let (mut whole, mut closed) = (true, false);
        loop {
            let before = self.pass_separators(items.len());
            match self.next_in_list(&frame, opened, before, items.len())? {
                Next::Read(item) => items.push(item),
                Next::Passed => {}
                Next::Closed => {
                    closed = true;
                    break;
                }
                Next::Ended => break,
                Next::Over => {
                    whole = !self.cut;
                    break;
                }
            }
        }
        match (opened, closed) {
            (Opened::Nothing, false) => return self.only_item(items),
            (Opened::Nothing, true) | (_, false) => self.repairs.add(Repair::MissingBracket),
            (_, true) => {}
        }
        Ok(Loose::List { items, whole })
    }

    /// Without a bracket at either end: a single value where a list is expected.
    fn only_item(&self, items: Vec<Loose<'t>>) -> Outcome<Loose<'t>> {
        match <[Loose<'t>; 1]>::try_from(items) {
            Ok([item]) => Ok(item),
            Err(items) if items.is_empty() => Err(self.unexpected("a value")),
            Err(_) => Err("a list has no brackets".to_owned()),
        }
    }

    /// What stands at hand in a list of which so many items were `read`: an item, or a bracket.
    fn next_in_list(
        &mut self,
        frame: &Frame<'_, 's>,
        opened: Opened,
        before: Before,
        read: usize,
    ) -> Outcome<Next<Loose<'t>>> {
        let Some(first) = self.peek() else { return Ok(Next::Over) };
        if self.ellipsis(self.at).is_some() {
            return Err("a list is abbreviated".to_owned());
        }
        let is_first = before == Before::Opening;
        let due = if opened == Opened::Parenthesis { ')' } else { ']' };
        let is_of_list_around =
            || opened == Opened::Nothing && read == 1 && frame.chain().skip(1).any(Frame::is_list);
        let object = frame.item_object();
        Ok(match first {
            ']' if is_of_list_around() => Next::Ended,
            ']' => self.close(first, due),
            ')' if opened != Opened::Nothing => self.close(first, due),
            '}' | ')' => match self.brace_in_list(frame, object.is_some()) {
                Stray::Skip => self.pass(first, Repair::ExtraBracket),
                Stray::Closes => match (self.close(first, due), opened) {
                    // What no bracket has opened is no list for the sake of a brace.
                    (_, Opened::Nothing) => Next::Ended,
                    (closed, _) => closed,
                },
                Stray::Outer => Next::Ended,
            },
            ':' if is_first => self.pass(first, Repair::OtherSeparator),
            '(' | '[' if self.opens_item(self.at + 1, object, frame) => {
                self.repairs.add(Repair::OtherBracket);
                self.at += 1;
                Next::Read(self.object(object, Some(frame), Opened::Bracket)?)
            }
            '[' if is_first
                && !matches!(frame.item().map(plain), Some(Node::Array { .. }))
                && frame.outer.is_some() =>
            {
                self.pass(first, Repair::ExtraBracket)
            }
            _ if self.is_fence(self.at) => Next::Ended,
            _ => return self.next_item(first, frame, opened, before),
        })
    }

    /// The item at hand, or the end of the list before what is none.
    fn next_item(
        &mut self,
        first: char,
        frame: &Frame<'_, 's>,
        opened: Opened,
        before: Before,
    ) -> Outcome<Next<Loose<'t>>> {
        let name = if first == '{' { None } else { self.name_at(self.at, frame) };
        if name.is_some_and(|name| matches!(name.known, Known::Outside(..))) {
            return Ok(Next::Ended);
        }
        if opened == Opened::Nothing
            && before != Before::Opening
            && !self.is_another_item(first, frame)
        {
            return Ok(Next::Ended);
        }
        let object = frame.item_object();
        if !matches!(first, '{' | '[') && self.opens_item(self.at, object, frame) {
            self.repairs.add(Repair::MissingBracket);
            return Ok(Next::Read(self.object(object, Some(frame), Opened::Nothing)?));
        }
        if before == Before::NoSeparator {
            let is_value =
                is_quote(first) || matches!(first, '{' | '[') || self.opens_value(self.at);
            if !is_value {
                return match opened {
                    Opened::Bracket if self.is_the_end(frame) => Ok(Next::Ended),
                    _ => Err(self.unexpected("a comma or the end of the list")),
                };
            }
            self.repairs.add(Repair::MissingComma);
        }
        let (start, node) = (self.at, frame.item());
        match self.value(node, Some(frame)) {
            Ok(item) => Ok(Next::Read(item)),
            Err(reason) if matches!(node, Some(Node::Judged(_))) => {
                self.pass_broken_item(start)?;
                Ok(Next::Read(Loose::Broken(reason)))
            }
            Err(reason) => Err(reason),
        }
    }

    /// Whether a member of an item stands at `at`, where items are objects.
    fn opens_item(&self, at: usize, object: Option<&'s Object>, frame: &Frame<'_, 's>) -> bool {
        object.is_some_and(|object| self.opens_object(at, object, Some(frame)))
    }

    /// Passes an item that cannot be read: up to the next one, or to the end of the list.
    fn pass_broken_item(&mut self, start: usize) -> Outcome<()> {
        let rest = self.rest(start);
        if let Some(end) = end_of_balanced(rest) {
            self.spend(end)?;
            let next = self.past_blanks(start + end);
            let sign = self.char_at(next);
            if sign.is_none_or(|sign| is_separator(sign) || sign == ']') {
                self.at = start + end;
                return Ok(());
            }
        }
        for (offset, _) in rest.match_indices('}') {
            let behind = start + offset + 1;
            let next = self.past_blanks(behind);
            let ends = match self.char_at(next) {
                Some(sign) if is_separator(sign) => {
                    self.char_at(self.past_separators(next)) == Some('{')
                }
                Some(sign) => matches!(sign, ']' | '{'),
                None => true,
            };
            if ends {
                self.spend(offset)?;
                self.at = behind;
                return Ok(());
            }
        }
        self.spend(rest.len())?;
        self.at = self.text.len();
        Ok(())
    }

    /// Whether a list without an opening bracket goes on at hand.
    fn is_another_item(&self, first: char, frame: &Frame<'_, 's>) -> bool {
        match frame.item().map(plain) {
            Some(Node::Object(_)) => first == '{',
            Some(_) => {
                first != '{' && self.opens_value(self.at) && self.name_at(self.at, frame).is_none()
            }
            None => false,
        }
    }

    /// What a `}` means where an item is expected.
    fn brace_in_list(&self, frame: &Frame<'_, 's>, takes_objects: bool) -> Stray {
        let behind = self.past_blanks(self.at + 1);
        match self.char_at(behind) {
            Some(']') => Stray::Skip,
            Some(sign) if is_separator(sign) => {
                let next = self.past_blanks(behind + sign.len_utf8());
                if frame.outer.is_some_and(|outer| self.known_name_at(next, outer)) {
                    Stray::Closes
                } else if takes_objects && self.char_at(next) == Some('{') {
                    Stray::Skip
                } else {
                    Stray::Outer
                }
            }
            _ => Stray::Outer,
        }
    }
}

/// The length of the object that `text` opens with, if its quotes and brackets are in order.
fn end_of_balanced(text: &str) -> Option<usize> {
    let (mut depth, mut in_a_text, mut escaped) = (0_usize, false, false);
    for (at, sign) in text.char_indices() {
        match sign {
            _ if escaped => escaped = false,
            '\\' if in_a_text => escaped = true,
            '"' => in_a_text = !in_a_text,
            '{' | '[' if !in_a_text => depth += 1,
            '}' | ']' if !in_a_text => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::answer::{Repair, lenient::tests::assert_read};

    fn good() -> Value {
        json!({"label": "good", "reason": "so"})
    }

    fn with_tags() -> Value {
        json!({"label": "good", "reason": "so", "tags": ["a", "b"]})
    }

    fn events() -> Value {
        json!({"label": "good", "reason": "so", "events": [{"at": "1", "what": "a"}, {"at": "2", "what": "b"}]})
    }

    #[test]
    fn a_missing_bracket_is_put_where_only_one_place_is_left() {
        let missing = &[Repair::MissingBracket][..];
        assert_read(&[
            (r#"{"label": "good", "reason": "so""#, good(), missing),
            (r#"{"label": "good", "reason": "so", "tags": ["a", "b"]"#, with_tags(), missing),
            (r#"{"label": "good", "reason": "so", "tags": ["a", "b"}"#, with_tags(), missing),
            (r#"{"label": "good", "tags": "a", "b"], "reason": "so"}"#, with_tags(), missing),
            (
                r#"{"label": "good", "reason": "so", "events": [{"at": "1", "what": "a", {"at": "2", "what": "b"}]}"#,
                events(),
                &[Repair::MissingComma, Repair::MissingBracket],
            ),
            (
                r#"{"label": "good", "reason": "so", "events": [{"at": "1", "what": "a"}, "at": "2", "what": "b"}]}"#,
                events(),
                missing,
            ),
            (
                r#"{"events": [{"at": "1", "what": "a"}, {"at": "2", "what": "b"], "label": "good", "reason": "so"}"#,
                events(),
                missing,
            ),
            (
                r#"{"events": {"at": "1", "what": "a"}, {"at": "2", "what": "b"}], "label": "good", "reason": "so"}"#,
                events(),
                missing,
            ),
        ]);
    }

    #[test]
    fn a_bracket_too_many_closes_nothing() {
        let extra = &[Repair::ExtraBracket][..];
        assert_read(&[
            (r#"{"label": "good", "reason": "so"}}"#, good(), extra),
            (r#"{"label": "good", "reason": "so"}]}"#, good(), extra),
            (r#"{{"label": "good", "reason": "so"}}"#, good(), extra),
            (r#"{"label": "good"}, "reason": "so"}"#, good(), extra),
            (r#"{"label": "good", "reason": "so", "tags": [["a", "b"]}"#, with_tags(), extra),
            (r#"{"label": "good", "tags": ["a", "b"]], "reason": "so"}"#, with_tags(), extra),
            (
                r#"{"events": [{"at": "1", "what": "a"}}, {"at": "2", "what": "b"}], "label": "good", "reason": "so"}"#,
                events(),
                extra,
            ),
        ]);
    }

    #[test]
    fn a_bracket_of_another_kind_closes_all_the_same() {
        let other = &[Repair::OtherBracket][..];
        assert_read(&[
            (r#"{"label": "good", "reason": "so")"#, good(), other),
            (r#"{"label": "good", "reason": "so"]"#, good(), other),
            (r#"{"label": "good", "tags": ["a", "b"}, "reason": "so"}"#, with_tags(), other),
            (r#"{"label": "good", "tags": {"a", "b"}, "reason": "so"}"#, with_tags(), other),
            (
                r#"{"label": "good", "reason": "so", "tags": ["a", "b"}]"#,
                with_tags(),
                &[Repair::MissingBracket, Repair::ExtraBracket],
            ),
        ]);
    }

    #[test]
    fn commas_may_be_missing_too_many_or_other_signs() {
        let (missing, extra) = (&[Repair::MissingComma][..], &[Repair::ExtraComma][..]);
        assert_read(&[
            (r#"{"label": "good" "reason": "so"}"#, good(), missing),
            ("{\"label\": \"good\"\n\"reason\": \"so\"}", good(), missing),
            (r#"{"label": "good", "reason": "so", "tags": ["a" "b"]}"#, with_tags(), missing),
            (r#"{"label": "good", "reason": "so", "tags": ["a""b"]}"#, with_tags(), missing),
            (r#"{"label": "good", "reason": "so",}"#, good(), extra),
            (r#"{, "label": "good",, "reason": "so"}"#, good(), extra),
            (r#"{"label": "good", "reason": "so", "tags": [, "a", , "b", ]}"#, with_tags(), extra),
            (r#"{"label": "good"; "reason": "so"}"#, good(), &[Repair::OtherSeparator]),
            (r#"{"label": "good"， "reason": "so"}"#, good(), &[Repair::OtherSeparator]),
            (r#"{"label": "good". "reason": "so"}"#, good(), &[Repair::OtherSeparator]),
        ]);
    }
}
