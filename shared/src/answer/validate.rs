//! What is wrong with a value, every problem in a sentence that a model acts on: the place, the value
//! and what was expected.

use std::fmt;

use serde_json::{Number, Value};

use super::{
    schema::{Choices, Member, Node, Object, Schema},
    spelling::Spelling,
};
use crate::{
    hidden::first_hidden,
    limits::{MAX_COUNTED_PROBLEMS, MAX_QUOTED_CHARACTERS},
    text::excerpt,
};

impl Schema {
    /// Everything in which `value` differs from the schema, at most [`MAX_COUNTED_PROBLEMS`] sentences; none
    /// if it validates.
    pub fn problems(&self, value: &Value) -> Vec<String> {
        let mut problems = Vec::new();
        check(&self.root, value, Path::At(""), &mut problems);
        problems.truncate(MAX_COUNTED_PROBLEMS);
        problems
    }

    /// Whether `value` has the form of the schema: every member in its type, and labels of the closed sets. A number
    /// may be out of its range, a text or a list too short. One that is too long is not in form: nobody knows how long
    /// a check of it takes.
    pub(super) fn is_in_form(&self, value: &Value) -> bool {
        is_in_form(&self.root, value)
    }

    /// What a valid `value` holds that is not yet an answer: texts that say nothing (placeholders of a template, words
    /// for null where null is due), characters that show nothing, and whole numbers in a notation that no integer type
    /// reads (`2.0`).
    pub(super) fn unfinished(&self, value: &Value) -> Vec<String> {
        unfinished_at(&self.root, value, "")
    }
}

/// The same for a `value` that stands at `path`.
pub(super) fn unfinished_at(node: &Node, value: &Value, path: &str) -> Vec<String> {
    let mut problems = Vec::new();
    find_unfinished(node, value, "", Path::At(path), &mut problems);
    problems
}

/// Where a value stands; put into words only where something is wrong there.
#[derive(Clone, Copy)]
pub(crate) enum Path<'p> {
    At(&'p str),
    Member(&'p Path<'p>, &'p str),
    Item(&'p Path<'p>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(path) => f.write_str(path),
            Self::Member(Path::At(""), name) => f.write_str(name),
            Self::Member(path, name) => write!(f, "{path}.{name}"),
            Self::Item(path, index) => write!(f, "{path}[{index}]"),
        }
    }
}

fn find_unfinished(
    node: &Node,
    value: &Value,
    name: &str,
    path: Path<'_>,
    problems: &mut Vec<String>,
) {
    match (node, value) {
        (Node::Optional(inner), Value::String(text))
            if matches!(**inner, Node::Text { .. }) && is_null(text) =>
        {
            problems.push(mismatch(&path, value, "a text or null"));
        }
        (Node::Optional(inner), _) => find_unfinished(inner, value, name, path, problems),
        (Node::Number { integer: true, .. }, Value::Number(number)) if !is_integer(number) => {
            problems.push(mismatch(&path, value, "a whole number without a point"));
        }
        (Node::Text { .. }, Value::String(text)) if first_hidden(text).is_some() => {
            problems.push(mismatch(&path, value, "a text whose every character shows"));
        }
        (Node::Text { .. }, Value::String(text)) if is_placeholder(text, name) => {
            problems.push(mismatch(&path, value, "a text of your own"));
        }
        (Node::Array { items, .. }, Value::Array(list))
            if !matches!(**items, Node::Number { integer: false, .. }) =>
        {
            for (index, item) in list.iter().enumerate() {
                find_unfinished(items, item, name, Path::Item(&path, index), problems);
            }
        }
        (Node::Object(object), Value::Object(members)) => {
            for member in &object.members {
                if let Some(value) = members.get(&member.name) {
                    let path = Path::Member(&path, &member.name);
                    find_unfinished(&member.node, value, &member.name, path, problems);
                }
            }
        }
        _ => {}
    }
}

/// Whether a number is written as an integer type reads it: `2`, and not `2.0`, which is whole to JSON Schema.
pub(super) fn is_integer(number: &Number) -> bool {
    number.is_i64() || number.is_u64()
}

/// Null in words, where it stands in quotation marks.
pub(super) fn is_null(text: &str) -> bool {
    let text = text.trim();
    text.is_empty()
        || ["null", "none", "n/a", "nil", "undefined"]
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word))
}

/// What a template has in the place of a text: `...`, `string`, `<rationale>`, `[the rationale]`.
fn is_placeholder(text: &str, name: &str) -> bool {
    let text = text.trim();
    let inside =
        |open: char, close: char| text.strip_prefix(open).and_then(|text| text.strip_suffix(close));
    matches!(text, "..." | "…" | "string" | "text")
        || inside('<', '>').is_some_and(|inside| !inside.contains(['<', '>']) && inside.len() <= 60)
        || inside('[', ']')
            .or_else(|| inside('{', '}'))
            .is_some_and(|inside| !name.is_empty() && Spelling::of(inside) == Spelling::of(name))
}

fn is_in_form(node: &Node, value: &Value) -> bool {
    match (node, value) {
        (Node::Optional(_), Value::Null) => true,
        (Node::Optional(inner), _) => is_in_form(inner, value),
        (Node::Number { .. }, Value::Number(_)) => true,
        (Node::Text { max, .. }, Value::String(text)) => text.chars().count() <= *max,
        (Node::Array { items, max, .. }, Value::Array(list)) => {
            list.len() <= *max && list.iter().all(|item| is_in_form(items, item))
        }
        (Node::Object(object), Value::Object(values)) => object.members.iter().all(|member| {
            let value = values.get(&member.name);
            value.map_or(!member.required, |value| is_in_form(&member.node, value))
        }),
        _ => problems_at(node, value, "").is_empty(),
    }
}

/// What is wrong with `value`, which stands at `path`.
pub(super) fn problems_at(node: &Node, value: &Value, path: &str) -> Vec<String> {
    let mut problems = Vec::new();
    check(node, value, Path::At(path), &mut problems);
    problems
}

fn check(node: &Node, value: &Value, path: Path<'_>, problems: &mut Vec<String>) {
    if problems.len() >= MAX_COUNTED_PROBLEMS {
        return;
    }
    let mut wrong = |expected: &str| problems.push(mismatch(&path, value, expected));
    match node {
        Node::Optional(_) if value.is_null() => {}
        Node::Optional(inner) => check(inner, value, path, problems),
        Node::Boolean if value.is_boolean() => {}
        Node::Boolean => wrong("true or false"),
        // What is wrong inside is part of the value.
        Node::Judged(_) => {}
        Node::Choice(choices) => {
            let label = value.as_str();
            if !choices.labels.iter().any(|choice| Some(choice.label.as_str()) == label) {
                wrong(&label_wanted(choices));
            }
        }
        Node::Number { minimum, maximum, integer, .. } => match value.as_f64() {
            Some(number)
                if (*minimum..=*maximum).contains(&number)
                    && (!integer || number.fract() == 0.0) => {}
            _ => wrong(&number_wanted(*minimum, *maximum, *integer)),
        },
        Node::Text { min, max } => match value.as_str().map(|text| text.chars().count()) {
            Some(length) if (*min..=*max).contains(&length) => {}
            Some(length) if length > *max => {
                wrong(&format!(
                    "a text of at most {}; it has {length}",
                    counted(*max, "character")
                ));
            }
            Some(_) => wrong(&format!("a text of at least {}", counted(*min, "character"))),
            None => wrong("a text"),
        },
        Node::Array { items, min, max } => match value.as_array() {
            Some(list) if !(*min..=*max).contains(&list.len()) => {
                let limit = if list.len() < *min { "least" } else { "most" };
                let bound = if list.len() < *min { min } else { max };
                let bound = counted(*bound, "item");
                wrong(&format!("a list of at {limit} {bound}; it has {}", list.len()));
            }
            Some(list) => {
                for (index, item) in list.iter().enumerate() {
                    check(items, item, Path::Item(&path, index), problems);
                }
            }
            None => wrong("a list"),
        },
        Node::Object(Object { members, closed }) => match value.as_object() {
            Some(object) => {
                for member in members {
                    match object.get(&member.name) {
                        Some(value) => {
                            check(&member.node, value, Path::Member(&path, &member.name), problems);
                        }
                        None if member.required => problems.push(missing(&path, member)),
                        None => {}
                    }
                }
                for name in object.keys() {
                    if *closed && !members.iter().any(|member| member.name == *name) {
                        problems.push(unknown(&path, name, members));
                    }
                }
            }
            None => wrong("an object"),
        },
    }
}

fn label_wanted(choices: &Choices) -> String {
    // A list that a question brings may be long, and the model has it in front of it.
    if let Some(list) = &choices.list {
        return format!("a name of the list {list:?}, as it stands there");
    }
    let labels: Vec<_> =
        choices.labels.iter().map(|choice| format!("{:?}", choice.label)).collect();
    format!("one of {}", labels.join(", "))
}

/// `1 item`, `2 items`.
fn counted(number: usize, thing: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{s}")
}

pub(super) fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn mismatch(path: &Path<'_>, value: &Value, expected: &str) -> String {
    let path = path.to_string();
    let place = if path.is_empty() { "the answer".to_owned() } else { format!("{path:?}") };
    format!("{place} is {}; it must be {expected}", quoted(value))
}

fn missing(path: &Path<'_>, member: &Member) -> String {
    let place = Path::Member(path, &member.name).to_string();
    match member.node {
        Node::Optional(_) => format!("{place:?} is missing; write null if there is none"),
        _ => format!("{place:?} is missing"),
    }
}

fn unknown(path: &Path<'_>, name: &str, members: &[Member]) -> String {
    let names: Vec<_> = members.iter().map(|member| format!("{:?}", member.name)).collect();
    let place = excerpt(&Path::Member(path, name).to_string(), MAX_QUOTED_CHARACTERS);
    format!("{place:?} is not a member; the members are {}", names.join(", "))
}

fn number_wanted(minimum: f64, maximum: f64, integer: bool) -> String {
    let kind = if integer { "a whole number" } else { "a number" };
    match (minimum.is_finite(), maximum.is_finite()) {
        (true, true) => format!("{kind} from {minimum} to {maximum}"),
        (true, false) => format!("{kind} of at least {minimum}"),
        (false, true) => format!("{kind} of at most {maximum}"),
        (false, false) => kind.to_owned(),
    }
}

fn quoted(value: &Value) -> String {
    match value {
        Value::Object(_) => "an object".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::String(text) => format!("{:?}", excerpt(text, MAX_QUOTED_CHARACTERS)),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn schema() -> Schema {
        Schema::compile(json!({
            "type": "object", "additionalProperties": false, "required": ["label", "score", "tags", "owner"],
            "properties": {
                "label": {"oneOf": [{"const": "good", "description": "It is good."}, {"const": "bad"}]},
                "score": {"type": "number", "minimum": -1, "maximum": 1},
                "tags": {"type": "array", "maxItems": 2, "items": {"type": "string", "minLength": 1}},
                "owner": {"anyOf": [{"$ref": "#/$defs/Owner"}, {"type": "null"}]},
            },
            "$defs": {"Owner": {"type": "object", "properties": {"age": {"type": ["integer", "null"]}}, "required": ["age"]}},
        }))
        .unwrap()
    }

    #[test]
    fn a_value_that_fits_has_no_problems() {
        let value = json!({"label": "good", "score": 1, "tags": ["a"], "owner": {"age": null}});
        assert_eq!(schema().problems(&value), Vec::<String>::new());
    }

    #[test]
    fn every_problem_is_named_at_once_with_place_value_and_expectation() {
        let value = json!({"label": "great", "score": 1.5, "tags": ["a", ""], "owner": {"age": 1.5}, "mood": 1});
        assert_eq!(
            schema().problems(&value),
            [
                r#""label" is "great"; it must be one of "good", "bad""#,
                r#""score" is 1.5; it must be a number from -1 to 1"#,
                r#""tags[1]" is ""; it must be a text of at least 1 character"#,
                r#""owner.age" is 1.5; it must be a whole number"#,
                r#""mood" is not a member; the members are "label", "score", "tags", "owner""#,
            ]
        );
        assert_eq!(
            schema().problems(&json!({"tags": ["a", "b", "c"], "score": "1"})),
            [
                r#""label" is missing"#,
                r#""score" is "1"; it must be a number from -1 to 1"#,
                r#""tags" is a list; it must be a list of at most 2 items; it has 3"#,
                r#""owner" is missing; write null if there is none"#,
            ]
        );
        assert_eq!(schema().problems(&json!([])), ["the answer is a list; it must be an object"]);
    }

    #[test]
    fn a_value_is_in_form_in_spite_of_a_number_out_of_range_and_not_of_another_type_or_length() {
        let good = json!({"label": "good", "score": 1, "tags": ["a"], "owner": {"age": null}});
        for (member, value, is_in_form) in [
            ("score", json!(7), true),
            ("score", json!("7"), false),
            ("score", json!(null), false),
            ("tags", json!([""]), true),
            ("tags", json!([1]), false),
            ("tags", json!(["a", "b", "c"]), false),
            ("label", json!("great"), false),
            ("owner", json!(null), true),
            ("owner", json!({}), false),
        ] {
            let mut changed = good.clone();
            changed[member] = value;
            assert_eq!(schema().is_in_form(&changed), is_in_form, "{changed}");
        }
        assert!(!schema().is_in_form(&json!({"label": "good", "score": 1, "tags": []})));
    }

    #[test]
    fn the_tree_and_a_validator_agree_on_every_value() {
        let schema = schema();
        let validator = jsonschema::validator_for(schema.json()).unwrap();
        let parts = [
            json!(null),
            json!(true),
            json!(0),
            json!(-1),
            json!(1.5),
            json!(1.0),
            json!(7),
            json!(""),
            json!("good"),
            json!("bad"),
            json!("Good"),
            json!([]),
            json!(["a"]),
            json!(["a", ""]),
            json!(["a", "b", "c"]),
            json!([1]),
            json!({}),
            json!({"age": null}),
            json!({"age": 3}),
            json!({"age": 3.5}),
            json!({"age": 3.0, "name": "x"}),
        ];
        let good = json!({"label": "good", "score": 1, "tags": ["a"], "owner": null});
        let mut agreed = [0, 0];
        for member in ["label", "score", "tags", "owner", "other"] {
            for part in &parts {
                let mut value = good.clone();
                value[member] = part.clone();
                let valid = validator.is_valid(&value);
                assert_eq!(schema.problems(&value).is_empty(), valid, "{value}");
                agreed[usize::from(valid)] += 1;
            }
            let mut value = good.clone();
            value.as_object_mut().unwrap().remove(member);
            assert_eq!(
                schema.problems(&value).is_empty(),
                validator.is_valid(&value),
                "without {member}"
            );
        }
        assert!(agreed.iter().all(|count| *count > 10), "both verdicts occur: {agreed:?}");
    }

    #[test]
    fn the_number_of_problems_and_the_length_of_each_are_limited() {
        let schema =
            Schema::compile(json!({"type": "array", "items": {"type": "number"}})).unwrap();
        let value = Value::from(vec!["x".repeat(10_000); 2 * MAX_COUNTED_PROBLEMS]);
        let problems = schema.problems(&value);
        assert_eq!(problems.len(), MAX_COUNTED_PROBLEMS);
        assert!(problems.iter().all(|problem| problem.len() < 200));
    }
}
