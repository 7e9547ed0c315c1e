//! From a JSON Schema, as `schemars` writes it, to the tree.

use std::{collections::BTreeMap, fmt};

use serde_json::{Map, Value};

use super::{
    Choice, Choices, JUDGED, Member, Node, Object, SchemaError, Spelling,
    labels::{SYNONYMS, choices, constant, constants, labeled},
};
use crate::material::one_line;

/// Other names of the members of an object: `{"rationale": ["reason", "explanation"]}`.
const ALIASES: &str = "x-aliases";

/// On a text: it is one of a list of labels that only a question knows, by the name of the list: `"categories"`.
const CHOSEN_FROM: &str = "x-chosen-from";

/// `"fraction"`: a percentage may stand for the number.
const UNIT: &str = "x-unit";

/// References may nest this deep; a type that contains itself is refused at the same limit.
const MAX_DEPTH: usize = 24;

/// The tree of a JSON Schema. `labels` are those that `x-chosen-from` chooses from.
pub(super) fn compile(json: &Value, labels: &[String]) -> Result<Node, SchemaError> {
    Compiler { definitions: json.get("$defs"), labels }.node(json, &Place::root(), 0)
}

struct Compiler<'a> {
    definitions: Option<&'a Value>,
    /// What `x-chosen-from` chooses from.
    labels: &'a [String],
}

impl Compiler<'_> {
    fn node(&self, json: &Value, place: &Place, depth: usize) -> Result<Node, SchemaError> {
        let Some(schema) = json.as_object() else {
            return place.error("is not an object");
        };
        if depth > MAX_DEPTH {
            return place.error("nests too deep or contains itself");
        }
        if schema.get(JUDGED) == Some(&Value::Bool(true)) {
            let mut inner = schema.clone();
            inner.remove(JUDGED);
            let node = self.node(&Value::Object(inner), place, depth + 1)?;
            return Ok(Node::Judged(Box::new(node)));
        }
        if let Some(reference) = schema.get("$ref") {
            known(schema, place, &["$ref"])?;
            return self.node(self.definition(reference, place)?, place, depth + 1);
        }
        if let Some(alternatives) = schema.get("anyOf").or_else(|| schema.get("oneOf")) {
            known(schema, place, &["anyOf", "oneOf", SYNONYMS])?;
            return self.alternatives(alternatives, schema, place, depth);
        }
        if let Some(labels) = schema.get("enum") {
            known(schema, place, &["enum", "type", SYNONYMS])?;
            return choices(labels, schema, place);
        }
        if schema.contains_key("const") {
            known(schema, place, &["const", "type", SYNONYMS])?;
            return Ok(Node::Choice(labeled(vec![constant(json, place)?], schema, place)?));
        }
        match schema.get("type") {
            Some(Value::String(name)) => self.typed(name, schema, place, depth),
            Some(Value::Array(names)) => match names.as_slice() {
                [Value::String(name), Value::String(null)] if null == "null" => {
                    let node = self.typed(name, schema, place, depth)?;
                    Ok(Node::Optional(Box::new(node)))
                }
                _ => place.error("has a list of types other than one type and null"),
            },
            _ => place.error("names no type"),
        }
    }

    fn definition(&self, reference: &Value, place: &Place) -> Result<&Value, SchemaError> {
        reference
            .as_str()
            .and_then(|path| path.strip_prefix("#/$defs/"))
            .and_then(|name| self.definitions?.get(name))
            .map_or_else(|| place.error(format!("refers to an unknown {reference}")), Ok)
    }

    /// Either one schema or null, or a closed set of constants.
    fn alternatives(
        &self,
        alternatives: &Value,
        schema: &Map<String, Value>,
        place: &Place,
        depth: usize,
    ) -> Result<Node, SchemaError> {
        let all = alternatives.as_array().map(Vec::as_slice).unwrap_or_default();
        let is_null = |schema: &&Value| schema.get("type").is_some_and(|name| name == "null");
        let others: Vec<&Value> = all.iter().filter(|schema| !is_null(schema)).collect();
        let node = match others.as_slice() {
            [only] => self.node(only, place, depth + 1)?,
            [] => return place.error("has no alternatives"),
            several => {
                let mut labels = Vec::new();
                for schema in several {
                    labels.extend(constants(schema, place)?);
                }
                Node::Choice(labeled(labels, schema, place)?)
            }
        };
        Ok(if others.len() < all.len() { Node::Optional(Box::new(node)) } else { node })
    }

    fn typed(
        &self,
        name: &str,
        schema: &Map<String, Value>,
        place: &Place,
        depth: usize,
    ) -> Result<Node, SchemaError> {
        let count = |keyword: &str, default: usize| {
            let number = schema.get(keyword).and_then(Value::as_u64);
            number.map_or(default, |number| usize::try_from(number).unwrap_or(usize::MAX))
        };
        let bound = |keyword: &str, default: f64| {
            schema.get(keyword).and_then(Value::as_f64).unwrap_or(default)
        };
        match name {
            "object" => {
                let keywords = ["type", "properties", "required", "additionalProperties", ALIASES];
                known(schema, place, &keywords)?;
                self.object(schema, place, depth)
            }
            "array" => {
                known(schema, place, &["type", "items", "minItems", "maxItems"])?;
                let Some(items) = schema.get("items") else {
                    return place.error("is an array without `items`");
                };
                Ok(Node::Array {
                    items: Box::new(self.node(items, place, depth + 1)?),
                    min: count("minItems", 0),
                    max: count("maxItems", usize::MAX),
                })
            }
            "string" if schema.contains_key(CHOSEN_FROM) => {
                known(schema, place, &["type", CHOSEN_FROM])?;
                let Some(Value::String(list)) = schema.get(CHOSEN_FROM) else {
                    return place
                        .error(format!("has an `{CHOSEN_FROM}` that is no name of a list"));
                };
                let labels = self.labels.iter().map(|label| Choice::new(label, None)).collect();
                let list = Some(list.clone());
                Ok(Node::Choice(Choices { list, labels, synonyms: Vec::new() }))
            }
            "string" => {
                known(schema, place, &["type", "minLength", "maxLength"])?;
                Ok(Node::Text { min: count("minLength", 0), max: count("maxLength", usize::MAX) })
            }
            "number" | "integer" => {
                // The format of a number only repeats its Rust type.
                known(schema, place, &["type", "minimum", "maximum", "format", UNIT])?;
                let unit = schema.get(UNIT);
                if unit.is_some_and(|unit| unit != "fraction") {
                    return place.error(format!("has an `{UNIT}` other than \"fraction\""));
                }
                Ok(Node::Number {
                    minimum: bound("minimum", f64::NEG_INFINITY),
                    maximum: bound("maximum", f64::INFINITY),
                    integer: name == "integer",
                    fraction: unit.is_some(),
                })
            }
            "boolean" => {
                known(schema, place, &["type"])?;
                Ok(Node::Boolean)
            }
            other => place.error(format!("has the type {other:?}, which no answer uses")),
        }
    }

    fn object(
        &self,
        schema: &Map<String, Value>,
        place: &Place,
        depth: usize,
    ) -> Result<Node, SchemaError> {
        let required = schema.get("required").and_then(Value::as_array);
        let properties = schema.get("properties").and_then(Value::as_object);
        let mut aliases = aliases(schema, place)?;
        let members = properties.into_iter().flatten().map(|(name, member)| {
            Ok::<_, SchemaError>(Member {
                name: name.clone(),
                aliases: aliases.remove(name.as_str()).unwrap_or_default(),
                spelling: Spelling::of(name),
                doc: doc(member),
                node: self.node(member, &Place::child(name), depth + 1)?,
                required: required.is_some_and(|names| names.iter().any(|other| other == name)),
            })
        });
        let mut members: Vec<Member> = members.collect::<Result<_, _>>()?;
        // A JSON object keeps no order here, the list of required members does: a model reads and writes
        // the members in the order in which the type declares them.
        members.sort_by_key(|member| {
            required.and_then(|names| names.iter().position(|name| *name == member.name))
        });
        if let Some(name) = aliases.keys().next() {
            return place.error(format!("has `{ALIASES}` for {name:?}, which is no member"));
        }
        unambiguous(&members, place)?;
        if schema.get("additionalProperties").is_some_and(Value::is_object) {
            return place
                .error("has a schema for members of any name, which is not understood here");
        }
        let closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
        Ok(Node::Object(Object { members, closed }))
    }
}

/// The spellings of the aliases of each member.
fn aliases<'a>(
    schema: &'a Map<String, Value>,
    place: &Place,
) -> Result<BTreeMap<&'a str, Vec<Spelling>>, SchemaError> {
    let mut aliases = BTreeMap::new();
    let Some(declared) = schema.get(ALIASES) else { return Ok(aliases) };
    for (name, others) in declared.as_object().into_iter().flatten() {
        let names = others.as_array().map(Vec::as_slice).unwrap_or_default();
        let spellings: Vec<_> =
            names.iter().filter_map(|name| Some(Spelling::of(name.as_str()?))).collect();
        if spellings.is_empty() || spellings.len() < names.len() {
            return place.error(format!("has `{ALIASES}` that are not lists of names"));
        }
        aliases.insert(name.as_str(), spellings);
    }
    Ok(aliases)
}

/// No name or alias is spelled like another member's: which of two was meant could not be told.
fn unambiguous(members: &[Member], place: &Place) -> Result<(), SchemaError> {
    for (index, member) in members.iter().enumerate() {
        for (other_index, other) in members.iter().enumerate() {
            let taken = |spelling: &Spelling| {
                *spelling == other.spelling || other.aliases.contains(spelling)
            };
            if index != other_index && (taken(&member.spelling) || member.aliases.iter().any(taken))
            {
                let (name, other) = (&member.name, &other.name);
                return place.error(format!("gives {name:?} and {other:?} the same name or alias"));
            }
        }
    }
    Ok(())
}

/// What the comment of a member or a label says, in one line.
pub(super) fn doc(schema: &Value) -> Option<String> {
    let description = schema.get("description")?.as_str()?;
    Some(one_line(description))
}

/// Every keyword of `schema` is in `keywords` or says nothing about values.
fn known(schema: &Map<String, Value>, place: &Place, keywords: &[&str]) -> Result<(), SchemaError> {
    const SILENT: [&str; 5] = ["$schema", "$defs", "title", "description", "default"];
    let unknown = schema
        .keys()
        .find(|key| !SILENT.contains(&key.as_str()) && !keywords.contains(&key.as_str()));
    match unknown {
        Some(key) => place.error(format!("has the keyword `{key}`, which is not understood here")),
        None => Ok(()),
    }
}

/// A place in a schema, for the message of an error.
pub(super) struct Place(String);

impl Place {
    fn root() -> Self {
        Self("the root".to_owned())
    }

    fn child(name: impl fmt::Display) -> Self {
        Self(format!("`{name}`"))
    }

    pub(super) fn error<T>(&self, reason: impl Into<String>) -> Result<T, SchemaError> {
        Err(SchemaError { place: self.0.clone(), reason: reason.into() })
    }
}
