//! Objects and lists: where they end, with brackets that are missing, doubled or of another kind.

use std::borrow::Cow;

use super::{
    Frame, Kind, Loose, Outcome, Reader, Repair, blanks::is_separator, names::Known, object_of,
    plain, quoted::is_quote,
};
use crate::answer::schema::{Node, Object};

/// With what an object or a list was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opened {
    Bracket,
    Parenthesis,
    /// With nothing: its bracket is missing.
    Nothing,
}

/// The longest name of what is called, in characters.
const MAX_CALL_CHARACTERS: usize = 40;

impl<'t, 's> Reader<'t, 's> {
    /// The value at hand, where one is expected that fits `node`.
    pub(super) fn value(
        &mut self,
        node: Option<&'s Node>,
        outer: Option<&Frame<'_, 's>>,
    ) -> Outcome<Loose<'t>> {
        self.pass_blanks();
        let node = node.map(plain);
        let Some(first) = self.peek() else {
            return Ok(Loose::Cut);
        };
        let items = match node {
            Some(Node::Array { items, .. }) => Some(&**items),
            _ => None,
        };
        let object = match node {
            Some(Node::Object(object)) => Some(object),
            _ => None,
        };
        match first {
            '{' if items.is_some() && outer.is_some() => self.list_in_braces(items, outer),
            '{' => {
                self.at += 1;
                // Where a text or a label is expected, an object may wrap the whole answer.
                self.object(
                    node.and_then(object_of).or(object_of(self.root)),
                    outer,
                    Opened::Bracket,
                )
            }
            '[' | '('
                if object.is_some_and(|object| self.opens_object(self.at + 1, object, outer)) =>
            {
                self.repairs.add(Repair::OtherBracket);
                self.at += 1;
                self.object(object, outer, Opened::Bracket)
            }
            '[' => {
                self.at += 1;
                // Around an answer, or around a single value: what is in it is what was expected.
                self.list(items.or(node), outer, Opened::Bracket)
            }
            '(' if matches!(node, Some(Node::Text { .. })) && self.opens_text(self.at + 1) => {
                self.text_in_parentheses(outer)
            }
            '(' => {
                self.at += 1;
                self.list(items.or(node), outer, Opened::Parenthesis)
            }
            _ if items.is_some() && outer.is_some() => self.list(items, outer, Opened::Nothing),
            _ if object.is_some_and(|object| self.opens_object(self.at, object, outer)) => {
                self.repairs.add(Repair::MissingBracket);
                self.object(object, outer, Opened::Nothing)
            }
            _ => self.scalar(node, first, outer),
        }
    }

    fn opens_text(&self, at: usize) -> bool {
        self.char_at(self.past_blanks(at)).is_some_and(is_quote)
    }

    /// A text in parentheses, as Python writes one that goes over several lines.
    fn text_in_parentheses(&mut self, outer: Option<&Frame<'_, 's>>) -> Outcome<Loose<'t>> {
        let alone = Frame::inside(None, Kind::Object(None))?;
        self.repairs.add(Repair::Concatenation);
        self.at = self.past_blanks(self.at + 1);
        let text = self.quoted(outer.unwrap_or(&alone))?;
        self.pass_blanks();
        if self.peek() != Some(')') {
            return Err(self.unexpected("the end of a text in parentheses"));
        }
        self.at += 1;
        Ok(text)
    }

    /// What a brace opens where a list is expected: a single object, or the list itself.
    fn list_in_braces(
        &mut self,
        items: Option<&'s Node>,
        outer: Option<&Frame<'_, 's>>,
    ) -> Outcome<Loose<'t>> {
        let inside = self.past_blanks(self.at + 1);
        let takes_objects = items.is_some_and(|items| matches!(plain(items), Node::Object(_)));
        let opens_list = match self.char_at(inside) {
            Some('{') => takes_objects,
            // `{[` for `[{`
            Some('[') if takes_objects => {
                self.at = inside;
                true
            }
            _ => !takes_objects && self.opens_value(inside),
        };
        if opens_list {
            self.repairs.add(Repair::OtherBracket);
            self.at += 1;
            return self.list(items, outer, Opened::Bracket);
        }
        self.list(items, outer, Opened::Nothing)
    }

    fn scalar(
        &mut self,
        node: Option<&'s Node>,
        first: char,
        outer: Option<&Frame<'_, 's>>,
    ) -> Outcome<Loose<'t>> {
        let alone = Frame::inside(None, Kind::List(None))?;
        let frame = outer.unwrap_or(&alone);
        if is_quote(first) {
            return self.quoted(frame);
        }
        if let Some(inside) = self.past_call(self.at) {
            // `dict(label="positive")`, `Decimal("0.9")`.
            self.repairs.add(Repair::Call);
            self.at = inside;
            let frame = Frame::inside(outer, Kind::Object(node.and_then(object_of)))?;
            return if self.name_at(self.past_blanks(inside), &frame).is_some() {
                self.object(node.and_then(object_of), outer, Opened::Parenthesis)
            } else {
                self.list(node, outer, Opened::Parenthesis)
            };
        }
        if let Some(prefix) = self.prefix_of_a_quote() {
            self.repairs.add(Repair::QuoteStyle);
            self.at += prefix;
            return self.quoted(frame);
        }
        self.bare(node, frame)
    }

    /// The place behind `name(`.
    fn past_call(&self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        let is_name = rest.starts_with(|first: char| first.is_alphabetic() || first == '_');
        let mut word = rest.char_indices().take(MAX_CALL_CHARACTERS);
        let (length, sign) = word.find(|(_, character)| {
            !(character.is_alphanumeric() || matches!(character, '_' | '.'))
        })?;
        (is_name && sign == '(').then_some(at + length + 1)
    }

    /// The length of the letter before a quote, as in `r"…"`.
    fn prefix_of_a_quote(&self) -> Option<usize> {
        let mut characters = self.rest(self.at).chars();
        let letter = characters.next().filter(|letter| "rRfFbBuU@$".contains(*letter))?;
        matches!(characters.next(), Some('"' | '\'')).then_some(letter.len_utf8())
    }

    /// The object whose bracket was read.
    pub(super) fn object(
        &mut self,
        object: Option<&'s Object>,
        outer: Option<&Frame<'_, 's>>,
        opened: Opened,
    ) -> Outcome<Loose<'t>> {
        let frame = Frame::inside(outer, Kind::Object(object))?;
        let mut members: Vec<(Cow<'t, str>, Loose<'t>)> = Vec::new();
        let mut whole = true;
        loop {
            let separators = self.pass_separators(members.is_empty());
            let Some(first) = self.peek() else {
                whole = !self.cut;
                self.repairs.add(Repair::MissingBracket);
                break;
            };
            if let Some(length) = self.ellipsis(self.at) {
                self.repairs.add(Repair::Ellipsis);
                self.at += length;
                continue;
            }
            match first {
                '}' if self.is_one_too_many(&frame) => {
                    self.repairs.add(Repair::ExtraBracket);
                    self.at += 1;
                }
                ':' if members.is_empty() => {
                    self.repairs.add(Repair::OtherSeparator);
                    self.at += 1;
                }
                '[' if members.is_empty()
                    && self.name_at(self.past_blanks(self.at + 1), &frame).is_some() =>
                {
                    self.repairs.add(Repair::ExtraBracket);
                    self.at += 1;
                }
                '}' => {
                    self.at += first.len_utf8();
                    if opened == Opened::Parenthesis {
                        self.repairs.add(Repair::OtherBracket);
                    }
                    break;
                }
                ')' => {
                    self.at += 1;
                    if opened != Opened::Parenthesis {
                        self.repairs.add(Repair::OtherBracket);
                    }
                    break;
                }
                ']' => match self.bracket_in_object(&frame) {
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
                        self.repairs.add(Repair::MissingBracket);
                        break;
                    }
                },
                '{' if members.is_empty() => {
                    self.repairs.add(Repair::ExtraBracket);
                    self.at += 1;
                }
                '{' if outer.is_some_and(Frame::is_list) && frame.is_complete() => {
                    self.repairs.add(Repair::MissingBracket);
                    break;
                }
                _ if self.is_fence(self.at) || self.rest(self.at).starts_with("</") => {
                    self.repairs.add(Repair::MissingBracket);
                    break;
                }
                _ => {
                    let name = self.name_at(self.at, &frame);
                    if name.is_none() && self.cut && self.begins_name_at_the_cut(self.at) {
                        self.at = self.text.len();
                        whole = false;
                        break;
                    }
                    let ends = match &name {
                        Some(name) => match name.known {
                            Known::Here(_) => false,
                            Known::Outside(..) => frame.is_complete() && object.is_some(),
                            Known::Nowhere => {
                                !name.quoted
                                    && separators == 0
                                    && !members.is_empty()
                                    && self.is_the_end(&frame)
                            }
                        },
                        None => !members.is_empty() && separators == 0 && self.is_the_end(&frame),
                    };
                    if ends {
                        self.repairs.add(Repair::MissingBracket);
                        break;
                    }
                    let Some(name) = name else {
                        return Err(self.unexpected("the name of a member"));
                    };
                    if separators == 0 && !members.is_empty() {
                        self.repairs.add(Repair::MissingComma);
                    }
                    self.take_name(&name, &frame)?;
                    let child = match (name.known, object) {
                        (Known::Here(place), Some(object)) => {
                            object.members.get(place).map(|member| &member.node)
                        }
                        // What is wrapped may be the whole answer.
                        _ => Some(self.root),
                    };
                    let value = self.member_value(child, name.known == Known::Nowhere, &frame)?;
                    if let Some(value) = value {
                        members.push((Cow::Borrowed(name.name), value));
                    }
                }
            }
        }
        Ok(Loose::Object { members, whole })
    }

    /// The value of a member; none if there is nothing between its colon and what follows.
    fn member_value(
        &mut self,
        node: Option<&'s Node>,
        is_unknown: bool,
        frame: &Frame<'_, 's>,
    ) -> Outcome<Option<Loose<'t>>> {
        self.pass_blanks();
        match self.peek() {
            None => Ok(self.cut.then_some(Loose::Cut)),
            Some(',' | '}' | ']') => Ok(None),
            // Unknown members hold anything; only brackets are read with the answer in mind.
            Some(first) if is_unknown && !matches!(first, '{' | '[') => {
                self.scalar(None, first, Some(frame)).map(Some)
            }
            Some(_) => self.value(node, Some(frame)).map(Some),
        }
    }

    /// The list whose bracket was read.
    fn list(
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
            if let Some(length) = self.ellipsis(self.at) {
                self.repairs.add(Repair::Ellipsis);
                self.at += length;
                continue;
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

    /// Whether a member of `object` stands at `at`.
    fn opens_object(&self, at: usize, object: &'s Object, outer: Option<&Frame<'_, 's>>) -> bool {
        Frame::inside(outer, Kind::Object(Some(object))).is_ok_and(|inside| {
            let name = self.name_at(self.past_blanks(at), &inside);
            name.is_some_and(|name| matches!(name.known, Known::Here(_)))
        })
    }

    /// Whether the closing brace at hand closes nothing: members are missing, and they follow.
    fn is_one_too_many(&self, frame: &Frame<'_, 's>) -> bool {
        let behind = self.past_blanks(self.at + 1);
        !frame.is_complete()
            && self.char_at(behind).is_some_and(is_separator)
            && self.name_at(self.past_separators(behind), frame).is_some_and(
                |name| matches!(name.known, Known::Here(place) if !frame.has_seen(place)),
            )
    }

    /// What a `]` means where a member is expected.
    fn bracket_in_object(&self, frame: &Frame<'_, 's>) -> Stray {
        let behind = self.past_blanks(self.at + 1);
        let next = self.char_at(behind);
        let lists = frame.chain().filter(|frame| frame.is_list()).count();
        if lists == 0 {
            return match next {
                Some('}') => Stray::Skip,
                Some(sign) if is_separator(sign) => Stray::Skip,
                _ => Stray::Closes,
            };
        }
        let behind_comma = match next {
            Some(sign) if is_separator(sign) => {
                self.char_at(self.past_blanks(behind + sign.len_utf8()))
            }
            _ => None,
        };
        let in_a_list = frame.outer.is_some_and(Frame::is_list);
        if in_a_list && (behind_comma == Some('{') || (next == Some(']') && lists == 1)) {
            Stray::Closes
        } else {
            Stray::Outer
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

    /// Passes separators, and records the ones that JSON has not.
    fn pass_separators(&mut self, at_the_start: bool) -> usize {
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
        count
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

    fn unexpected(&self, wanted: &str) -> String {
        let found: String = self.rest(self.at).chars().take(20).collect();
        match found.is_empty() {
            true => format!("it ends where {wanted} is expected"),
            false => format!("{found:?} stands where {wanted} is expected"),
        }
    }
}

/// What a closing bracket of the wrong kind means.
enum Stray {
    /// It is one too many.
    Skip,
    /// It stands for the right one.
    Closes,
    /// The right one is missing before it.
    Outer,
}
