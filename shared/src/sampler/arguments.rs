//! The arguments of a call, as the input schema of its tool has them.
//!
//! Hosts and models write `null` for an argument that they leave out, and `50.0` for a whole number. Both are taken for
//! what they mean, before a handler reads the arguments and before a state is bound to them. What is of another type is
//! refused by its name: the library would name a type of Rust.

use rmcp::model::JsonObject;
use serde_json::{Map, Value};

use crate::{answer::Path, limits::MAX_PROBLEMS, refusal::Refusal, text::excerpt};

/// The most of a value that a refusal shows, in characters.
const MAX_SHOWN_CHARACTERS: usize = 60;

/// The largest number up to which a float holds every whole number.
pub(super) const MAX_WHOLE: f64 = 9_007_199_254_740_992.0;

/// Makes `arguments` fit the schema of a tool.
///
/// # Errors
///
/// What does not fit, the first [`MAX_PROBLEMS`] of it, and what to send instead.
pub(crate) fn fit(schema: &JsonObject, arguments: &mut JsonObject) -> Result<(), Refusal> {
    let mut problems = Vec::new();
    fit_members(schema, arguments, Path::At(""), &mut problems);
    problems.truncate(MAX_PROBLEMS);
    if problems.is_empty() { Ok(()) } else { Err(Refusal::new(problems.join(". "))) }
}

fn fit_members(
    schema: &JsonObject,
    members: &mut JsonObject,
    path: Path<'_>,
    problems: &mut Vec<String>,
) {
    let no_properties = Map::new();
    let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&no_properties);
    let required = schema.get("required").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    members.retain(|name, value| !value.is_null() || required.iter().any(|other| other == name));
    for name in required.iter().filter_map(Value::as_str) {
        if !members.contains_key(name) {
            let wanted = properties.get(name).map_or("it", wanted);
            problems.push(format!("{} is missing; send {wanted}", Path::Member(&path, name)));
        }
    }
    for (name, value) in members {
        if problems.len() >= MAX_PROBLEMS {
            return;
        }
        if let Some(property) = properties.get(name) {
            fit_value(property, value, Path::Member(&path, name), problems);
        } else if schema.get("additionalProperties") == Some(&Value::Bool(false)) {
            let known: Vec<&str> = properties.keys().map(String::as_str).collect();
            let name = excerpt(name, MAX_SHOWN_CHARACTERS);
            let place = Path::Member(&path, &name);
            problems.push(format!("{place} is unknown; send only {}", known.join(", ")));
        }
    }
}

/// Leaves alone what the schema does not describe by a single type.
fn fit_value(schema: &Value, value: &mut Value, path: Path<'_>, problems: &mut Vec<String>) {
    let kind = schema.get("type").and_then(Value::as_str);
    if kind == Some("integer")
        && let Some(float) = value.as_f64().filter(|_| value.is_f64())
        && float.fract() == 0.0
        && float.abs() <= MAX_WHOLE
    {
        #[expect(clippy::cast_possible_truncation, reason = "a whole number that fits")]
        let whole = float as i64;
        *value = whole.into();
    }
    let choices = schema.get("enum").and_then(Value::as_array);
    let fits = choices.is_none_or(|choices| choices.contains(value))
        && match kind {
            Some("string") => value.is_string(),
            Some("integer") => value.is_i64() || value.is_u64(),
            Some("number") => value.is_number(),
            Some("boolean") => value.is_boolean(),
            Some("array") => value.is_array(),
            Some("object") => value.is_object(),
            _ => true,
        };
    if !fits {
        let shown = excerpt(&value.to_string(), MAX_SHOWN_CHARACTERS);
        let wanted = choices.map_or_else(|| wanted(schema).to_owned(), |choices| one_of(choices));
        problems.push(format!("{path} is {shown}; send {wanted}"));
        return;
    }
    match (value, schema.get("items"), schema) {
        (Value::Array(items), Some(schema), _) => {
            for (number, item) in items.iter_mut().enumerate() {
                if problems.len() >= MAX_PROBLEMS {
                    return;
                }
                fit_value(schema, item, Path::Item(&path, number), problems);
            }
        }
        (Value::Object(members), _, Value::Object(schema)) => {
            fit_members(schema, members, path, problems);
        }
        _ => {}
    }
}

/// What a schema asks for.
fn wanted(schema: &Value) -> &'static str {
    match schema.get("type").and_then(Value::as_str) {
        Some("string") => "a string",
        Some("integer") => "a whole number",
        Some("number") => "a number",
        Some("boolean") => "true or false",
        Some("array") => "a list",
        Some("object") => "an object",
        _ => "it",
    }
}

fn one_of(choices: &[Value]) -> String {
    let choices: Vec<String> = choices.iter().map(Value::to_string).collect();
    format!("one of {}", choices.join(", "))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fitted(arguments: Value) -> Result<Value, String> {
        let schema = json!({
            "type": "object", "additionalProperties": false, "required": ["text"],
            "properties": {
                "text": {"type": "string"},
                "most": {"type": "integer"},
                "for": {"type": "string", "enum": ["all", "none"]},
                "items": {"type": "array", "items": {
                    "type": "object", "required": ["id"],
                    "properties": {"id": {"type": "string"}, "row": {"type": "integer"}},
                }},
                "any": {"anyOf": [{"type": "string"}, {"type": "null"}]},
            },
        });
        let Value::Object(mut arguments) = arguments else { panic!("no object") };
        let fits = fit(schema.as_object().unwrap(), &mut arguments);
        fits.map(|()| Value::Object(arguments)).map_err(|refusal| refusal.to_string())
    }

    #[test]
    fn null_is_absent_and_a_float_without_a_fraction_is_a_whole_number() {
        for (sent, expected) in [
            (json!({"text": "x", "most": null, "for": null, "any": null}), json!({"text": "x"})),
            (json!({"text": "x", "most": 50.0}), json!({"text": "x", "most": 50})),
            (json!({"text": "x", "most": -2e3}), json!({"text": "x", "most": -2000})),
            (json!({"text": "x", "any": 7}), json!({"text": "x", "any": 7})),
            (
                json!({"text": "x", "items": [{"id": "a", "row": 1.0}, {"id": "b", "row": null}]}),
                json!({"text": "x", "items": [{"id": "a", "row": 1}, {"id": "b"}]}),
            ),
        ] {
            assert_eq!(fitted(sent.clone()), Ok(expected), "{sent}");
        }
    }

    #[test]
    fn everything_that_does_not_fit_is_named_with_what_to_send() {
        for (sent, expected) in [
            (json!({}), "text is missing; send a string"),
            (json!({"text": null}), "text is null; send a string"),
            (json!({"text": 7}), "text is 7; send a string"),
            (json!({"text": "x", "most": "9"}), "most is \"9\"; send a whole number"),
            (json!({"text": "x", "most": 1.5}), "most is 1.5; send a whole number"),
            (json!({"text": "x", "most": 1e300}), "most is 1e+300; send a whole number"),
            (json!({"text": "x", "for": "me"}), "for is \"me\"; send one of \"all\", \"none\""),
            (json!({"text": "x", "items": {}}), "items is {}; send a list"),
            (json!({"text": "x", "items": ["a"]}), "items[0] is \"a\"; send an object"),
            (json!({"text": "x", "items": [{}]}), "items[0].id is missing; send a string"),
            (json!({"text": "x", "b": 1}), "b is unknown; send only any, for, items, most, text"),
            (
                json!({"most": true, "for": 1}),
                "text is missing; send a string. for is 1; send one of \"all\", \"none\". \
                 most is true; send a whole number",
            ),
        ] {
            assert_eq!(fitted(sent.clone()), Err(expected.to_owned()), "{sent}");
        }
    }

    #[test]
    fn of_a_flood_of_wrong_items_the_first_are_named() {
        let refused = fitted(json!({"text": "x", "items": vec![0; 100_000]})).unwrap_err();
        assert_eq!(refused.matches("send an object").count(), MAX_PROBLEMS);
        assert!(refused.ends_with("items[11] is 0; send an object"), "{refused}");
        let many: Map<String, Value> =
            (0..1_000).map(|number| (format!("m{number}"), json!(1))).collect();
        let refused = fitted(Value::Object(many)).unwrap_err();
        assert_eq!(refused.matches("; send").count(), MAX_PROBLEMS);
    }
}
