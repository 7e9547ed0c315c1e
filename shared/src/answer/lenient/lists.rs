//! Lists: their items, and where they end with brackets that are missing, doubled or of another kind.

use super::{
    Frame, Kind, Loose, Outcome, Reader, Repair,
    blanks::is_separator,
    names::Known,
    plain,
    quoted::is_quote,
    values::{Opened, Stray},
};
use crate::answer::schema::Node;

impl<'t, 's> Reader<'t, 's> {
    /// The list whose bracket was read.
    pub(super) fn list(
        &mut self,
        items_node: Option<&'s Node>,
        outer: Option<&Frame<'_, 's>>,
        opened: Opened,
    ) -> Outcome<Loose<'t>> {
        let frame = Frame::inside(outer, Kind::List(items_node))?;
        let mut items: Vec<Loose<'t>> = Vec::new();
        let mut whole = true;
        let wants_lists = items_node.is_some_and(|node| matches!(plain(node), Node::Array { .. }));
        let item_object = items_node.and_then(|node| match plain(node) {
            Node::Object(object) => Some(object),
            _ => None,
        });
        loop {
            let separators = self.pass_separators(items.is_empty());
            let Some(first) = self.peek() else {
                whole = !self.cut;
                self.missing_closer(opened);
                break;
            };
            if self.ellipsis(self.at).is_some() {
                return Err("a list is abbreviated".to_owned());
            }
            match first {
                ']' => {
                    if opened == Opened::Nothing
                        && items.len() == 1
                        && frame.chain().skip(1).any(Frame::is_list)
                    {
                        // The bracket of the list around.
                        break;
                    }
                    self.at += first.len_utf8();
                    match opened {
                        Opened::Bracket => {}
                        Opened::Parenthesis => self.repairs.add(Repair::OtherBracket),
                        Opened::Nothing => {
                            self.repairs.add(Repair::MissingBracket);
                            return Ok(Loose::List { items, whole });
                        }
                    }
                    break;
                }
                ')' if opened != Opened::Nothing => {
                    self.at += 1;
                    if opened == Opened::Bracket {
                        self.repairs.add(Repair::OtherBracket);
                    }
                    break;
                }
                '}' | ')' => match self.brace_in_list(&frame, item_object.is_some()) {
                    Stray::Skip => {
                        self.repairs.add(Repair::ExtraBracket);
                        self.at += first.len_utf8();
                    }
                    Stray::Closes => {
                        self.repairs.add(Repair::OtherBracket);
                        self.at += first.len_utf8();
                        break;
                    }
                    Stray::Outer => {
                        self.missing_closer(opened);
                        break;
                    }
                },
                ':' if items.is_empty() => {
                    self.repairs.add(Repair::OtherSeparator);
                    self.at += 1;
                }
                '(' | '['
                    if item_object.is_some_and(|object| {
                        self.opens_object(self.at + 1, object, Some(&frame))
                    }) =>
                {
                    self.repairs.add(Repair::OtherBracket);
                    self.at += 1;
                    items.push(self.object(item_object, Some(&frame), Opened::Bracket)?);
                }
                '[' if items.is_empty() && !wants_lists && outer.is_some() => {
                    self.repairs.add(Repair::ExtraBracket);
                    self.at += 1;
                }
                _ if self.is_fence(self.at) => {
                    self.missing_closer(opened);
                    break;
                }
                _ => {
                    let name = if first == '{' { None } else { self.name_at(self.at, &frame) };
                    if name.is_some_and(|name| matches!(name.known, Known::Outside(..))) {
                        self.missing_closer(opened);
                        break;
                    }
                    if opened == Opened::Nothing
                        && !items.is_empty()
                        && !self.is_another_item(first, &frame)
                    {
                        break;
                    }
                    if let Some(object) = item_object
                        && first != '{'
                        && first != '['
                        && self.opens_object(self.at, object, Some(&frame))
                    {
                        self.repairs.add(Repair::MissingBracket);
                        items.push(self.object(Some(object), Some(&frame), Opened::Nothing)?);
                        continue;
                    }
                    if separators == 0 && !items.is_empty() {
                        if !(is_quote(first)
                            || matches!(first, '{' | '[')
                            || self.opens_value(self.at))
                        {
                            if self.is_the_end(&frame) && opened == Opened::Bracket {
                                self.missing_closer(opened);
                                break;
                            }
                            return Err(self.unexpected("a comma or the end of the list"));
                        }
                        self.repairs.add(Repair::MissingComma);
                    }
                    let start = self.at;
                    match self.value(items_node, Some(&frame)) {
                        Ok(item) => items.push(item),
                        Err(reason) if matches!(items_node, Some(Node::Judged(_))) => {
                            items.push(Loose::Broken(reason));
                            self.pass_broken_item(start)?;
                        }
                        Err(reason) => return Err(reason),
                    }
                }
            }
        }
        if opened == Opened::Nothing {
            // No bracket at either end: a single value where a list is expected.
            return match <[Loose<'t>; 1]>::try_from(items) {
                Ok([item]) => Ok(item),
                Err(items) if items.is_empty() => Err(self.unexpected("a value")),
                Err(_) => Err("a list has no brackets".to_owned()),
            };
        }
        Ok(Loose::List { items, whole })
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

    fn missing_closer(&mut self, opened: Opened) {
        if opened != Opened::Nothing {
            self.repairs.add(Repair::MissingBracket);
        }
    }

    /// Whether a list without an opening bracket goes on at hand.
    fn is_another_item(&self, first: char, frame: &Frame<'_, 's>) -> bool {
        match frame.kind {
            Kind::List(Some(node)) => match plain(node) {
                Node::Object(_) => first == '{',
                _ => {
                    self.opens_value(self.at)
                        && self.name_at(self.at, frame).is_none()
                        && first != '{'
                }
            },
            _ => false,
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
