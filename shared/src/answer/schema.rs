//! The schema of an answer, compiled once per type into a tree of our own.
//!
//! `schemars` writes what serde will write: references with siblings, `anyOf` with null for options, a `oneOf` of
//! constants as soon as one variant has a doc comment. Here all of that becomes a small tree that is quick to check
//! ([`validate`](super::validate)) and to show to a model ([`shape`](super::shape)). A keyword that the tree does not
//! know is an error of compilation, so that no rule of a type is silently unchecked; the test of every prompt finds it.
//! `compile` makes the tree, `labels` its closed sets.

mod compile;
mod labels;

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::Value;

use super::spelling::Spelling;

/// `true`: what does not fit costs itself and not the whole answer.
pub(super) const JUDGED: &str = "x-judged-alone";

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
        let root = compile::compile(&json, labels)?;
        Ok(Self { judges_items: judges_items(&root), root, json })
    }

    /// The names of the members of an answer, if it is an object.
    pub(crate) fn member_names(&self) -> impl Iterator<Item = &str> {
        let members = match &self.root {
            Node::Object(object) => object.members.as_slice(),
            _ => &[],
        };
        members.iter().map(|member| member.name.as_str())
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
