//! Answers that are not written as JSON: `name: value` line by line (`lines`), in a table (`table`), or with a tag for
//! each member (`markup`). They become the same loose values, and everything behind is the same.

mod lines;
mod markup;
mod table;

use std::borrow::Cow;

use crate::answer::{
    lenient::{self, Loose, Opening, object_of},
    provenance::Repairs,
    schema::{Node, Object},
};

/// An answer in another notation than JSON, and where it stands.
pub(crate) struct Fields<'t> {
    pub(crate) value: Loose<'t>,
    pub(crate) repairs: Repairs,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether what it stands in says that it is no answer.
    pub(crate) disowned: bool,
}

/// What `text` says about the members of `root`, in each notation that it may be written in.
pub(crate) fn readings<'t>(
    text: &'t str,
    root: &Node,
    cut: bool,
    work: &mut usize,
) -> Vec<Fields<'t>> {
    // Only one object can be written like this; in a list nothing says where an item ends.
    let Node::Object(object) = lenient::plain(root) else { return Vec::new() };
    let mut reader = ValueReader { repairs: Repairs::default(), work };
    let table = table::row(text, object, &mut reader);
    let lines = lines::block(text, object, &mut reader);
    let elements = markup::elements_with_members(text, object, &mut reader);
    let readings = elements.into_iter().chain(table).chain(lines);
    let readings: Vec<_> =
        readings.map(|fields| if cut { without_the_cut(fields) } else { fields }).collect();
    let repairs = reader.repairs;
    readings
        .into_iter()
        .map(|fields| Fields { repairs: fields.repairs.with(repairs), ..fields })
        .collect()
}

/// What the lines of prose beside an answer claim about single members: `Category: billing`.
pub(crate) fn claims<'t>(prose: &'t str, root: &Node, work: &mut usize) -> Option<Loose<'t>> {
    let members = lines::claims(
        prose,
        object_of(root)?,
        &mut ValueReader { repairs: Repairs::default(), work },
    );
    (!members.is_empty()).then_some(Loose::Object { members, whole: false, closed: false })
}

/// `fields` of an answer that is cut: nothing says where the last value ends.
fn without_the_cut(mut fields: Fields<'_>) -> Fields<'_> {
    if let Loose::Object { members, whole, .. } = &mut fields.value {
        *whole = false;
        if let Some((_, last)) = members.last_mut() {
            match last {
                Loose::Text { text, cut }
                    if !text.starts_with(['"', '\'', '|', '>', '<', '*', '_', '`']) =>
                {
                    *cut = true;
                }
                other => *other = Loose::Cut,
            }
        }
    }
    fields
}

/// What the readers of all notations share.
struct ValueReader<'w> {
    /// What was forgiven in JSON that stood for a value.
    repairs: Repairs,
    work: &'w mut usize,
}

impl ValueReader<'_> {
    /// The value that is written as `text`: a literal, a number, JSON, or a text with or without quotes.
    fn value<'t>(&mut self, text: &'t str, node: Option<&Node>) -> Loose<'t> {
        let text = text.trim();
        match text {
            // Of YAML and of Python. Another word for null is a text, until the schema wants something else.
            "null" | "~" | "None" => return Loose::Null,
            "true" | "True" => return Loose::Boolean(true),
            "false" | "False" => return Loose::Boolean(false),
            _ => {}
        }
        let takes_text = node.is_some_and(|node| matches!(lenient::plain(node), Node::Text { .. }));
        if let Some(node) = node.filter(|_| text.starts_with(['{', '[']) && !takes_text)
            && let Ok(read) = lenient::read(text, 0, Opening::Present, node, false, self.work)
            && read.end == text.len()
        {
            self.repairs.extend(read.repairs);
            return read.value;
        }
        if lenient::is_number(text) && !takes_text {
            return Loose::Number(Cow::Borrowed(text));
        }
        let text = match unquoted(text) {
            Some((inside, '"')) => {
                serde_json::from_str(text).map_or(Cow::Borrowed(inside), Cow::Owned)
            }
            Some((inside, _)) => Cow::Borrowed(inside),
            None => Cow::Borrowed(text),
        };
        Loose::Text { text, cut: false }
    }
}

/// What stands between the quotes that enclose all of `text`.
fn unquoted(text: &str) -> Option<(&str, char)> {
    [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”')].iter().find_map(|(open, close)| {
        let inside = text.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inside.contains([*open, *close]) || *open == '"').then_some((inside, *open))
    })
}

/// The member of `object` that `written` names once its decoration is taken off: `**Label**`, `1. label`.
fn member_called<'o>(object: &'o Object, written: &str) -> Option<(&'o str, &'o Node)> {
    let name = written.trim().trim_start_matches(['#', '-', '*', '•', '>', ' ']);
    // `label != …` and `~~label: …~~` name no member.
    if name.contains(['!', '<', '>', '~', '?']) {
        return None;
    }
    let numbered = name.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let name =
        numbered.strip_prefix(['.', ')']).filter(|_| numbered.len() < name.len()).unwrap_or(name);
    let name = name.trim_matches(['*', '_', '`', '"', '\'', ' ', '\t', '$']);
    if name.len() > 60 {
        return None;
    }
    let (place, _) = object.member(name)?;
    object.members.get(place).map(|member| (member.name.as_str(), &member.node))
}

#[cfg(test)]
pub(super) mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::answer::Repair;
    use crate::answer::{coerce::raw, schema::Schema};

    /// The tests of every notation read answers of this shape.
    fn schema() -> Schema {
        let text = json!({"type": "string"});
        Schema::compile(json!({
            "type": "object", "x-aliases": {"reason": ["why"]},
            "required": ["label", "reason", "score", "sure", "tags", "events", "owner"],
            "properties": {
                "label": {"enum": ["good", "bad"]},
                "reason": text,
                "score": {"type": "number"},
                "sure": {"type": ["boolean", "null"]},
                "tags": {"type": "array", "items": text},
                "events": {"type": "array", "items": {
                    "type": "object", "properties": {"at": text, "what": text}, "required": ["at", "what"],
                }},
                "owner": {"type": "object", "properties": {"name": text}, "required": ["name"]},
            },
        }))
        .unwrap()
    }

    /// What each text says in one of the notations, as JSON; what is cut off is null.
    #[track_caller]
    pub(super) fn assert_fields(repair: Repair, cut: bool, cases: &[(&str, Value)]) {
        for (text, expected) in cases {
            let schema = schema();
            let found = readings(text, &schema.root, cut, &mut 100_000);
            let found = found.iter().find(|fields| fields.repairs.has(repair));
            let value = found.map_or(Value::Null, |fields| raw(&fields.value));
            assert_eq!(&value, expected, "{text}");
        }
    }

    /// No notation says anything about the members.
    #[track_caller]
    pub(super) fn assert_no_fields(texts: &[&str]) {
        for text in texts {
            let schema = schema();
            let found = readings(text, &schema.root, false, &mut 100_000);
            let values: Vec<_> = found.iter().map(|fields| raw(&fields.value)).collect();
            assert_eq!(values, Vec::<Value>::new(), "{text}");
        }
    }

    #[test]
    fn a_value_is_a_literal_a_number_json_or_a_text() {
        assert_fields(
            Repair::FieldLines,
            false,
            &[
                ("sure: true", json!({"sure": true})),
                ("sure: False", json!({"sure": false})),
                ("sure: null", json!({"sure": null})),
                ("sure: ~", json!({"sure": null})),
                ("score: -0.5", json!({"score": -0.5})),
                ("score: 54%", json!({"score": "54%"})),
                ("reason: 5", json!({"reason": "5"})),
                ("reason: \"a \\\"b\\\"\"", json!({"reason": "a \"b\""})),
                ("reason: 'so'", json!({"reason": "so"})),
                ("reason: `so`", json!({"reason": "so"})),
                ("reason: “so”", json!({"reason": "so"})),
                ("reason: 'a' and 'b'", json!({"reason": "'a' and 'b'"})),
                ("reason: {so}", json!({"reason": "{so}"})),
                ("tags: [\"a\", \"b\"]", json!({"tags": ["a", "b"]})),
                ("owner: {\"name\": \"Ada\"}", json!({"owner": {"name": "Ada"}})),
            ],
        );
    }

    #[test]
    fn a_name_is_known_under_its_decoration_and_by_an_alias() {
        let schema = schema();
        let object = object_of(&schema.root).unwrap();
        let called = |name| member_called(object, name).map(|(name, _)| name);
        for name in [
            "label",
            "Label",
            "**Label**",
            "- label",
            "* **label**",
            "1. Label",
            "2) label",
            "# Label",
            "### label",
            "\"label\"",
            "`label`",
            "$label",
            "_label_",
            "> label",
        ] {
            assert_eq!(called(name), Some("label"), "{name}");
        }
        for name in ["the label", "labels", "", "**", "1.", "label label", &"label".repeat(20)] {
            assert_eq!(called(name), None, "{name}");
        }
    }

    #[test]
    fn of_a_cut_answer_the_last_value_is_open() {
        assert_fields(
            Repair::FieldLines,
            true,
            &[
                ("label: good\nreason: so it", json!({"label": "good", "reason": "so it"})),
                ("label: good\nscore: 0.5", json!({"label": "good", "score": null})),
                ("label: good\ntags:\n- a\n- b", json!({"label": "good", "tags": null})),
                ("label: good\nreason: \"so", json!({"label": "good", "reason": null})),
            ],
        );
        let schema = schema();
        let fields = readings("label: good\nreason: so it", &schema.root, true, &mut 100_000);
        assert!(!fields.first().unwrap().value.is_whole());
    }
}
