//! Values of every kind: what the first sign of one says about it.

use super::{Frame, Kind, Loose, Outcome, Reader, Repair, object_of, plain, quoted::is_quote};
use crate::answer::schema::Node;

/// With what an object or a list was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opened {
    Bracket,
    Parenthesis,
    /// With nothing: its bracket is missing.
    Nothing,
}

/// What a closing bracket of the wrong kind means.
pub(super) enum Stray {
    /// It is one too many.
    Skip,
    /// It stands for the right one.
    Closes,
    /// The right one is missing before it.
    Outer,
}

/// What the next sign of an open object or list means.
pub(super) enum Next<T> {
    /// A member or an item, which was read.
    Read(T),
    /// Nothing, and it was passed.
    Passed,
    /// The end, with a bracket that was passed.
    Closed,
    /// The end, without one.
    Ended,
    /// The text is over.
    Over,
}

/// What stands before a member or an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// The opening bracket.
    Opening,
    Separator,
    /// Another one, and no separator.
    NoSeparator,
}

/// What makes a value of its only argument.
const CONSTRUCTORS: [&str; 13] = [
    "str", "float", "int", "bool", "Decimal", "list", "dict", "set", "tuple", "Some", "String",
    "Number", "respond",
];

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
                self.repairs.add(Repair::OtherBracket);
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

    /// Passes a `sign` that stands for nothing.
    pub(super) fn pass<T>(&mut self, sign: char, repair: Repair) -> Next<T> {
        self.repairs.add(repair);
        self.at += sign.len_utf8();
        Next::Passed
    }

    /// Passes the `sign` that closes an object or a list, whatever bracket is `due`.
    pub(super) fn close<T>(&mut self, sign: char, due: char) -> Next<T> {
        if sign != due {
            self.repairs.add(Repair::OtherBracket);
        }
        self.at += sign.len_utf8();
        Next::Closed
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

    pub(super) fn scalar(
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
            // `dict(label="positive")`, `Decimal("0.9")`; but `not("positive")` is something else.
            let name = self.text.get(self.at..inside - 1).unwrap_or_default();
            let names_members = {
                let frame = Frame::inside(outer, Kind::Object(node.and_then(object_of)))?;
                self.name_at(self.past_blanks(inside), &frame).is_some()
            };
            if names_members || CONSTRUCTORS.contains(&name) {
                self.repairs.add(Repair::Call);
                self.at = inside;
                return if names_members {
                    self.object(node.and_then(object_of), outer, Opened::Parenthesis)
                } else {
                    self.list(node, outer, Opened::Parenthesis)
                };
            }
        }
        if let Some(prefix) = self.prefix_of_a_quote() {
            self.repairs.add(Repair::QuoteStyle);
            self.at += prefix;
            return self.quoted(frame);
        }
        self.bare(node, frame)
    }

    fn opens_text(&self, at: usize) -> bool {
        self.char_at(self.past_blanks(at)).is_some_and(is_quote)
    }

    /// A text in parentheses, as Python writes one that goes over several lines.
    fn text_in_parentheses(&mut self, outer: Option<&Frame<'_, 's>>) -> Outcome<Loose<'t>> {
        let alone = Frame::inside(None, Kind::Object(None))?;
        self.repairs.add(Repair::OtherBracket);
        self.at = self.past_blanks(self.at + 1);
        self.in_parentheses = true;
        let text = self.quoted(outer.unwrap_or(&alone));
        self.in_parentheses = false;
        let text = text?;
        self.pass_blanks();
        if self.peek() != Some(')') {
            return Err(self.unexpected("the end of a text in parentheses"));
        }
        self.at += 1;
        Ok(text)
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

    pub(super) fn unexpected(&self, wanted: &str) -> String {
        let found: String = self.rest(self.at).chars().take(20).collect();
        match found.is_empty() {
            true => format!("it ends where {wanted} is expected"),
            false => format!("{found:?} stands where {wanted} is expected"),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::answer::{
        Repair,
        lenient::tests::{assert_read, assert_unreadable},
    };

    fn events() -> Value {
        json!({"label": "good", "reason": "so", "events": [{"at": "1", "what": "a"}, {"at": "2", "what": "b"}]})
    }

    #[test]
    fn a_call_is_the_object_or_the_list_of_its_arguments() {
        assert_read(&[
            (
                r#"{"events": [dict(at="1", what="a"), {"at": "2", "what": "b"}], "label": "good", "reason": "so"}"#,
                events(),
                &[Repair::UnquotedName, Repair::Call, Repair::OtherSeparator],
            ),
            (r#"{"score": Decimal("0.5")}"#, json!({"score": ["0.5"]}), &[Repair::Call]),
        ]);
        // What a call of anything else gives is not known.
        let inside = "a text has no quotes around it, but some inside";
        assert_unreadable(&[
            (r#"{"label": not("good"), "reason": "so"}"#, inside),
            (r#"{"label": choose("good"), "reason": "so"}"#, inside),
        ]);
    }

    #[test]
    fn a_fence_ends_what_is_read() {
        let text = "{\"reason\": \"so\", \"label\": \"good\",\n```";
        assert_unreadable(&[(text, "\"```\" is left")]);
    }
}
