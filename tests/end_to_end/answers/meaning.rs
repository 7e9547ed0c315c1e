//! A JSON Schema without the freedom of its wording: two schemas that say the same of a value, and of what is
//! forgiven, have the same meaning. `schemars` and a person write the same rule in different words.

use serde_json::{Map, Value, json};

/// References are resolved, constants are an `enum`, null is a mark of its own, and what only explains is left
/// out.
pub(super) fn meaning(schema: &Value) -> Value {
    // The name of the root is what a model may wrap its answer in; the names below it say nothing.
    let mut meaning = within(schema, &schema["$defs"]);
    meaning["title"] = schema["title"].clone();
    meaning
}

fn within(schema: &Value, definitions: &Value) -> Value {
    let mut meaning = Map::new();
    for (keyword, value) in schema.as_object().unwrap() {
        let each = |value: &Value| within(value, definitions);
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "format" => {}
            "$ref" => {
                let name = value.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                merge(&mut meaning, each(&definitions[name]));
            }
            "oneOf" => {
                let constants: Vec<_> = value.as_array().unwrap().iter().collect();
                let labels: Value = constants.iter().map(|one| one["const"].clone()).collect();
                merge(&mut meaning, json!({"type": "string", "enum": labels}));
            }
            "anyOf" => {
                let [schema, null] = value.as_array().unwrap().as_slice() else {
                    panic!("{value} is other than one schema or null");
                };
                assert_eq!(null["type"], "null");
                merge(&mut meaning, each(schema));
                meaning.insert("or null".to_owned(), true.into());
            }
            "type" if value.is_array() => {
                assert_eq!(value[1], "null");
                merge(&mut meaning, json!({"type": value[0], "or null": true}));
            }
            "items" => merge(&mut meaning, json!({"items": each(value)})),
            "properties" => {
                let members = value.as_object().unwrap().iter();
                let members: Map<_, _> =
                    members.map(|(name, member)| (name.clone(), each(member))).collect();
                merge(&mut meaning, json!({"properties": members}));
            }
            _ => merge(&mut meaning, json!({keyword: value})),
        }
    }
    meaning.into()
}

fn merge(meaning: &mut Map<String, Value>, other: Value) {
    for (keyword, value) in other.as_object().unwrap() {
        assert!(
            meaning.insert(keyword.clone(), value.clone()).is_none(),
            "{keyword} is said twice"
        );
    }
}

#[test]
fn a_schema_from_a_type_and_one_by_hand_mean_the_same_and_another_does_not() {
    let from_type = json!({
        "title": "A", "description": "Of a.", "type": "object", "required": ["b", "c"],
        "properties": {
            "b": {"$ref": "#/$defs/B", "description": "A b."},
            "c": {"type": ["number", "null"], "format": "double", "minimum": 0},
        },
        "$defs": {"B": {"title": "B", "oneOf": [{"type": "string", "const": "x"}], "x-synonyms": {"y": "x"}}},
    });
    let mut by_hand = json!({
        "title": "A", "type": "object", "required": ["b", "c"],
        "properties": {
            "b": {"type": "string", "enum": ["x"], "x-synonyms": {"y": "x"}},
            "c": {"anyOf": [{"type": "number", "minimum": 0}, {"type": "null"}]},
        },
    });
    assert_eq!(meaning(&from_type), meaning(&by_hand));
    by_hand["properties"]["b"]["x-synonyms"]["z"] = json!("x");
    assert_ne!(meaning(&from_type), meaning(&by_hand));
}
