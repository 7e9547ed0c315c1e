//! The schema of an answer, compiled once per type into a tree of our own.
//!
//! `schemars` writes what serde will write: references with siblings, `anyOf` with null for options, a
//! `oneOf` of constants as soon as one variant has a doc comment. Here all of that becomes a small tree
//! that is quick to check ([`validate`](super::validate)) and to show to a model
//! ([`shape`](super::shape)). A keyword that the tree does not know is an error of compilation, so that
//! no rule of a type is silently unchecked; the test of every prompt finds it.

use std::{collections::BTreeMap, fmt};

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Map, Value};

use super::spelling::Spelling;
use crate::material::one_line;

/// Other names of the members of an object: `{"rationale": ["reason", "explanation"]}`.
const ALIASES: &str = "x-aliases";

/// Other words for the labels of a choice: `{"favourable": "positive"}`.
const SYNONYMS: &str = "x-synonyms";

/// On a text: it is one of a list of labels that only a question knows, by the name of the list: `"categories"`.
const CHOSEN_FROM: &str = "x-chosen-from";

/// `"fraction"`: a percentage may stand for the number.
const UNIT: &str = "x-unit";

/// `true`: what does not fit costs itself and not the whole answer.
pub(super) const JUDGED: &str = "x-judged-alone";

/// References may nest this deep; a type that contains itself is refused at the same limit.
const MAX_DEPTH: usize = 24;

/// A compiled schema, together with the JSON Schema it was made from.
#[derive(Debug)]
pub struct Schema {
    pub(super) root: Node,
    /// Whether items of it are judged alone: then its values are not written as they are said.
    pub(super) judges_items: bool,
    json: Value,
}

/// What a value at one place must be.
#[derive(Debug)]
pub(super) enum Node {
    Object(Object),
    Array {
        items: Box<Node>,
        min: usize,
        max: usize,
    },
    Text {
        min: usize,
        max: usize,
    },
    Choice(Choices),
    Number {
        minimum: f64,
        maximum: f64,
        integer: bool,
        /// A percentage or a fraction may stand for it (`x-unit: fraction`).
        fraction: bool,
    },
    Boolean,
    /// The node or null.
    Optional(Box<Node>),
    /// The node, or what is wrong with it: see [`Judged`](super::Judged).
    Judged(Box<Node>),
}

#[derive(Debug)]
pub(super) struct Object {
    pub(super) members: Vec<Member>,
    pub(super) closed: bool,
}

#[derive(Debug)]
pub(super) struct Member {
    pub(super) name: String,
    /// The spellings of the other names (`x-aliases`).
    aliases: Vec<Spelling>,
    spelling: Spelling,
    pub(super) doc: Option<String>,
    pub(super) node: Node,
    pub(super) required: bool,
}

/// A closed set of labels.
#[derive(Debug)]
pub(super) struct Choices {
    /// The list that the labels come from, by the name under which the model sees it, if they are not part of the type.
    pub(super) list: Option<String>,
    pub(super) labels: Vec<Choice>,
    /// The spellings of other words, each with the place of its label (`x-synonyms`).
    pub(super) synonyms: Vec<(Spelling, usize)>,
}

#[derive(Debug)]
pub(super) struct Choice {
    pub(super) label: String,
    pub(super) spelling: Spelling,
    pub(super) doc: Option<String>,
}

/// By which of its names a member was called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Called {
    /// Letter by letter.
    Exactly,
    /// In other letters: another case, other separators.
    Respelled,
    /// By an alias.
    Alias,
}

impl Choice {
    fn new(label: &str, doc: Option<String>) -> Self {
        Self { label: label.to_owned(), spelling: Spelling::of(label), doc }
    }
}

impl Object {
    /// The place of the member that goes by `name`, and how it was called.
    pub(super) fn member(&self, name: &str) -> Option<(usize, Called)> {
        let find = |called: &dyn Fn(&Member) -> bool| self.members.iter().position(called);
        if let Some(place) = find(&|member| member.name == name) {
            return Some((place, Called::Exactly));
        }
        let spelling = Spelling::of(name);
        let respelled = find(&|member| member.spelling == spelling);
        let alias = || find(&|member| member.aliases.contains(&spelling));
        let is_word = !spelling.as_str().is_empty();
        respelled
            .map(|place| (place, Called::Respelled))
            .or_else(|| Some((alias()?, Called::Alias)))
            .filter(|_| is_word)
    }
}

/// A schema that the tree cannot express, with the place and the reason.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the schema at {place} {reason}")]
pub struct SchemaError {
    place: String,
    reason: String,
}

impl Schema {
    /// The schema of what `T` serializes to: members are required, and absent is written null.
    ///
    /// # Errors
    ///
    /// A [`SchemaError`] if the type uses a keyword that is not understood, or contains itself.
    pub fn of<T: JsonSchema>() -> Result<Self, SchemaError> {
        let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
        Self::compile(generator.into_root_schema_for::<T>().to_value())
    }

    /// Compiles a JSON Schema (2020-12) known only at run time.
    ///
    /// # Errors
    ///
    /// A [`SchemaError`] if it uses a keyword that is not understood, or refers to itself.
    pub fn compile(json: Value) -> Result<Self, SchemaError> {
        Self::compile_choosing(json, &[])
    }

    /// The same schema for a question whose labels (`x-chosen-from`) are `labels`; without them no label fits.
    #[must_use]
    pub fn choosing(&self, labels: &[String]) -> Self {
        Self::compile_choosing(self.json.clone(), labels).expect("labels change no keyword")
    }

    fn compile_choosing(json: Value, labels: &[String]) -> Result<Self, SchemaError> {
        let compiler = Compiler { definitions: json.get("$defs"), labels };
        let root = compiler.node(&json, &Place::root(), 0)?;
        Ok(Self { judges_items: judges_items(&root), root, json })
    }

    /// Whether the answer is a text and no JSON.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self.root, Node::Text { .. })
    }

    /// The JSON Schema as it was given or generated.
    pub fn json(&self) -> &Value {
        &self.json
    }
}

fn judges_items(node: &Node) -> bool {
    match node {
        Node::Judged(_) => true,
        Node::Optional(inner) => judges_items(inner),
        Node::Array { items, .. } => judges_items(items),
        Node::Object(object) => object.members.iter().any(|member| judges_items(&member.node)),
        _ => false,
    }
}

/// A place in a schema, for the message of an error.
struct Place(String);

impl Place {
    fn root() -> Self {
        Self("the root".to_owned())
    }

    fn child(name: impl fmt::Display) -> Self {
        Self(format!("`{name}`"))
    }

    fn error<T>(&self, reason: impl Into<String>) -> Result<T, SchemaError> {
        Err(SchemaError { place: self.0.clone(), reason: reason.into() })
    }
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

/// `labels` with the synonyms that `schema` declares.
fn labeled(
    labels: Vec<Choice>,
    schema: &Map<String, Value>,
    place: &Place,
) -> Result<Choices, SchemaError> {
    let mut synonyms: Vec<(Spelling, usize)> = Vec::new();
    for (word, label) in schema.get(SYNONYMS).and_then(Value::as_object).into_iter().flatten() {
        let Some(index) = labels.iter().position(|choice| *label == *choice.label) else {
            return place.error(format!("has the synonym {word:?} for {label}, which is no label"));
        };
        let spelling = Spelling::of(word);
        let taken = |(other, at): &(Spelling, usize)| *other == spelling && *at != index;
        let is_label = |(at, choice): (usize, &Choice)| choice.spelling == spelling && at != index;
        if synonyms.iter().any(taken) || labels.iter().enumerate().any(is_label) {
            return place.error(format!("has the synonym {word:?}, which means another label too"));
        }
        synonyms.push((spelling, index));
    }
    Ok(Choices { list: None, labels, synonyms })
}

fn choices(
    labels: &Value,
    schema: &Map<String, Value>,
    place: &Place,
) -> Result<Node, SchemaError> {
    let labels = labels.as_array().map(Vec::as_slice).unwrap_or_default();
    let texts: Vec<Choice> =
        labels.iter().filter_map(|label| Some(Choice::new(label.as_str()?, None))).collect();
    let nulls = labels.iter().filter(|label| label.is_null()).count();
    if texts.is_empty() || texts.len() + nulls < labels.len() {
        return place.error("has an `enum` of something other than texts and null");
    }
    let choice = Node::Choice(labeled(texts, schema, place)?);
    Ok(if nulls > 0 { Node::Optional(Box::new(choice)) } else { choice })
}

/// The labels of one alternative. Variants without a doc comment share one, beside those that have one.
fn constants(schema: &Value, place: &Place) -> Result<Vec<Choice>, SchemaError> {
    let Some(labels) = schema.get("enum").and_then(Value::as_array) else {
        return Ok(vec![constant(schema, place)?]);
    };
    let labels = labels.iter().map(|label| Some(Choice::new(label.as_str()?, None)));
    labels
        .collect::<Option<_>>()
        .map_or_else(|| place.error("has an `enum` of other than texts"), Ok)
}

fn constant(schema: &Value, place: &Place) -> Result<Choice, SchemaError> {
    match schema.get("const").and_then(Value::as_str) {
        Some(label) => Ok(Choice::new(label, doc(schema))),
        None => place.error("offers alternatives other than constant texts and null"),
    }
}

fn doc(schema: &Value) -> Option<String> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn error(schema: Value) -> String {
        Schema::compile(schema).unwrap_err().to_string()
    }

    #[test]
    fn a_keyword_that_is_not_understood_is_an_error() {
        assert_eq!(
            error(
                json!({"type": "object", "properties": {"at": {"type": "string", "pattern": "^x"}}})
            ),
            "the schema at `at` has the keyword `pattern`, which is not understood here"
        );
        assert!(
            error(json!({"type": "object", "patternProperties": {}})).contains("patternProperties")
        );
        assert!(error(json!({"$ref": "#/$defs/A", "minLength": 1})).contains("minLength"));
    }

    #[test]
    fn a_type_that_contains_itself_is_an_error() {
        let schema = json!({
            "$defs": {"List": {"type": "array", "items": {"$ref": "#/$defs/List"}}},
            "$ref": "#/$defs/List",
        });
        assert!(error(schema).contains("contains itself"));
    }

    #[test]
    fn alternatives_other_than_constants_and_null_are_an_error() {
        assert!(
            error(json!({"anyOf": [{"type": "string"}, {"type": "number"}]}))
                .contains("alternatives")
        );
        assert!(error(json!({"type": ["string", "number"]})).contains("list of types"));
        assert!(error(json!({"enum": ["a", 1]})).contains("`enum`"));
    }

    /// An object with the members `a` and `b` and these aliases.
    fn with_aliases(aliases: Value) -> Value {
        let text = json!({"type": "string"});
        json!({"type": "object", "properties": {"a": text, "b": text, "root_cause": text}, "x-aliases": aliases})
    }

    #[test]
    fn a_member_is_found_by_its_name_its_spelling_and_its_aliases() {
        let schema = with_aliases(json!({"a": ["first", "the one"], "root_cause": ["why"]}));
        let Node::Object(object) = Schema::compile(schema).unwrap().root else {
            panic!("the schema is an object");
        };
        let cases = [
            ("a", Some((0, Called::Exactly))),
            ("A", Some((0, Called::Respelled))),
            ("first", Some((0, Called::Alias))),
            ("TheOne", Some((0, Called::Alias))),
            ("b", Some((1, Called::Exactly))),
            ("rootCause", Some((2, Called::Respelled))),
            ("Why", Some((2, Called::Alias))),
            ("c", None),
            ("", None),
        ];
        for (name, expected) in cases {
            assert_eq!(object.member(name), expected, "{name:?}");
        }
    }

    #[test]
    fn aliases_name_one_member_each() {
        let cases = [
            (json!({"c": ["x"]}), "has `x-aliases` for \"c\", which is no member"),
            (json!({"a": ["b"]}), "gives \"a\" and \"b\" the same name or alias"),
            (json!({"a": ["B"]}), "gives \"a\" and \"b\" the same name or alias"),
            (json!({"a": ["Root Cause"]}), "gives \"a\" and \"root_cause\" the same name or alias"),
            (json!({"a": ["x", "y"], "b": ["Y"]}), "gives \"a\" and \"b\" the same name or alias"),
            (json!({"a": "x"}), "has `x-aliases` that are not lists of names"),
            (json!({"a": []}), "has `x-aliases` that are not lists of names"),
            (json!({"a": ["x", 1]}), "has `x-aliases` that are not lists of names"),
        ];
        for (aliases, expected) in cases {
            let error = error(with_aliases(aliases.clone()));
            assert_eq!(error, format!("the schema at the root {expected}"), "{aliases}");
        }
        assert!(Schema::compile(with_aliases(json!({"a": ["x", "x", "A"]}))).is_ok());
    }

    #[test]
    fn a_synonym_means_one_label() {
        let with_synonyms = |synonyms: &Value| json!({"type": "string", "enum": ["good", "bad", null], "x-synonyms": synonyms});
        let cases = [
            (json!({"fine": "great"}), "has the synonym \"fine\" for \"great\", which is no label"),
            (json!({"fine": null}), "has the synonym \"fine\" for null, which is no label"),
            (json!({"fine": "Good"}), "has the synonym \"fine\" for \"Good\", which is no label"),
            (json!({"bad": "good"}), "has the synonym \"bad\", which means another label too"),
            (json!({"Bad!": "good"}), "has the synonym \"Bad!\", which means another label too"),
            (
                json!({"so so": "good", "so-so": "bad"}),
                "has the synonym \"so-so\", which means another label too",
            ),
        ];
        for (synonyms, expected) in cases {
            let error = error(with_synonyms(&synonyms));
            assert_eq!(error, format!("the schema at the root {expected}"), "{synonyms}");
        }
        let fine = json!({"fine": "good", "Fine": "good", "good": "good"});
        assert!(Schema::compile(with_synonyms(&fine)).is_ok());
    }

    #[test]
    fn a_unit_is_a_fraction() {
        let with_unit = |unit: Value| json!({"type": "number", "x-unit": unit});
        for unit in [json!("percent"), json!("Fraction"), json!(true), json!(null)] {
            assert_eq!(
                error(with_unit(unit)),
                "the schema at the root has an `x-unit` other than \"fraction\""
            );
        }
        let root = |json: Value| Schema::compile(json).unwrap().root;
        let is_fraction = |json| matches!(root(json), Node::Number { fraction: true, .. });
        assert!(is_fraction(with_unit(json!("fraction"))));
        assert!(!is_fraction(json!({"type": "number"})));
        assert!(error(json!({"type": "string", "x-unit": "fraction"})).contains("`x-unit`"));
    }

    #[test]
    fn what_is_judged_alone_is_known_wherever_it_stands() {
        let row = json!({"x-judged-alone": true, "$ref": "#/$defs/Row"});
        let list = json!({"type": "array", "items": row});
        let row_of_text = json!({"Row": {"type": "string", "minLength": 1}});
        let cases = [
            (list.clone(), true),
            (json!({"type": "object", "properties": {"rows": list}}), true),
            (json!({"anyOf": [list, {"type": "null"}]}), true),
            (row.clone(), true),
            (json!({"$ref": "#/$defs/Row"}), false),
            (json!({"x-judged-alone": true, "type": "string"}), true),
        ];
        for (mut schema, expected) in cases {
            schema["$defs"] = row_of_text.clone();
            assert_eq!(Schema::compile(schema.clone()).unwrap().judges_items, expected, "{schema}");
        }
        for other in [json!(false), json!("yes"), json!(1)] {
            let error = error(json!({"x-judged-alone": other, "type": "string"}));
            assert!(error.contains("keyword `x-judged-alone`"), "{error}");
        }
    }
}
