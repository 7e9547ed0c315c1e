//! The shape of an answer as the model is shown it: the JSON it must write, with the doc comments of the
//! Rust type beside the members. A model follows an example-like shape more closely than a JSON Schema,
//! and it costs a third of the tokens.

use std::fmt::{Arguments, Write as _};

use super::schema::{Choice, Choices, Node, Object, Schema};

impl Schema {
    /// The shape, several lines without a final line break.
    pub fn shape(&self) -> String {
        // The bare word may be the name of the material, and be copied.
        let beginning = if self.is_text() { "your answer, as plain " } else { "" };
        let mut writer = Writer { shape: beginning.to_owned(), explained: Vec::new() };
        writer.node(&self.root, 0);
        writer.shape
    }
}

struct Writer<'s> {
    shape: String,
    /// The labels that have been explained: once is enough, however many members take them.
    explained: Vec<&'s str>,
}

impl<'s> Writer<'s> {
    fn node(&mut self, node: &'s Node, depth: usize) {
        match node {
            Node::Judged(inner) => self.node(inner, depth),
            Node::Optional(inner) => {
                self.node(inner, depth);
                self.push(format_args!(" | null"));
            }
            Node::Boolean => self.push(format_args!("true | false")),
            Node::Text { min, max } => {
                self.push(format_args!("text"));
                self.bounds(*min, *max, "characters");
            }
            Node::Number { minimum, maximum, integer, .. } => {
                self.push(format_args!("{}", if *integer { "whole number" } else { "number" }));
                match (minimum.is_finite(), maximum.is_finite()) {
                    (true, true) => self.push(format_args!(" from {minimum} to {maximum}")),
                    (true, false) => self.push(format_args!(" of at least {minimum}")),
                    (false, true) => self.push(format_args!(" of at most {maximum}")),
                    (false, false) => {}
                }
            }
            Node::Choice(Choices { list: Some(list), .. }) => {
                self.push(format_args!("a name of the list {list:?}"));
            }
            Node::Choice(choices) => {
                let labels: Vec<_> =
                    choices.labels.iter().map(|choice| format!("{:?}", choice.label)).collect();
                self.push(format_args!("{}", labels.join(" | ")));
            }
            Node::Array { items, min, max } => {
                self.push(format_args!("["));
                self.node(items, depth);
                self.push(format_args!(", ...]"));
                self.bounds(*min, *max, "items");
            }
            Node::Object(Object { members, .. }) => {
                let indent = "  ".repeat(depth + 1);
                self.push(format_args!("{{\n"));
                for (index, member) in members.iter().enumerate() {
                    if let Some(doc) = &member.doc {
                        self.push(format_args!("{indent}// {doc}\n"));
                    }
                    self.explain(choices(&member.node), &indent);
                    self.push(format_args!("{indent}{:?}: ", member.name));
                    self.node(&member.node, depth + 1);
                    self.push(format_args!(
                        "{}\n",
                        if index + 1 < members.len() { "," } else { "" }
                    ));
                }
                self.push(format_args!("{}}}", "  ".repeat(depth)));
            }
        }
    }

    /// The rule of a length, where there is one; that a text is not empty goes without saying.
    fn bounds(&mut self, min: usize, max: usize, of: &str) {
        match (min, max) {
            (0 | 1, usize::MAX) => {}
            (0 | 1, max) => self.push(format_args!(" of at most {max} {of}")),
            (min, usize::MAX) => self.push(format_args!(" of at least {min} {of}")),
            (min, max) if min == max => self.push(format_args!(" of {min} {of}")),
            (min, max) => self.push(format_args!(" of {min} to {max} {of}")),
        }
    }

    fn explain(&mut self, choices: &'s [Choice], indent: &str) {
        for choice in choices {
            if let Some(doc) = &choice.doc
                && !self.explained.contains(&choice.label.as_str())
            {
                self.push(format_args!("{indent}//   {}: {doc}\n", choice.label));
                self.explained.push(&choice.label);
            }
        }
    }

    fn push(&mut self, text: Arguments<'_>) {
        self.shape.write_fmt(text).expect("writing to a string cannot fail");
    }
}

fn choices(node: &Node) -> &[Choice] {
    match node {
        Node::Choice(choices) => &choices.labels,
        Node::Optional(inner) | Node::Judged(inner) => choices(inner),
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_shape_shows_members_in_their_order_with_their_comments_and_limits() {
        let schema = Schema::compile(json!({
            "type": "object", "required": ["b", "a", "list", "deep"],
            "$defs": {"Mood": {"oneOf": [{"const": "up", "description": "Rising."}, {"const": "down"}]}},
            "properties": {
                "a": {"type": "integer"},
                "b": {"anyOf": [{"$ref": "#/$defs/Mood"}, {"type": "null"}], "description": "First\nof all."},
                "list": {"type": "array", "minItems": 3, "maxItems": 3, "items": {"type": "number", "minimum": 0}},
                "deep": {"type": "object", "required": ["mood"], "properties": {"mood": {"$ref": "#/$defs/Mood"}}},
            },
        }));
        let expected = "{
  // First of all.
  //   up: Rising.
  \"b\": \"up\" | \"down\" | null,
  \"a\": whole number,
  \"list\": [number of at least 0, ...] of 3 items,
  \"deep\": {
    \"mood\": \"up\" | \"down\"
  }
}";
        assert_eq!(schema.unwrap().shape(), expected);
    }
}
