//! What holds for every text that a model may say, stated once: the properties beside this file and the
//! fuzz target (`fuzz/`) both include it. A rule that is broken is told in a sentence.

use std::{fmt, sync::LazyLock};

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};
use shared::{
    answer::{Accepted, Said, Schema, read},
    limits::MAX_ANSWER_BYTES,
    material::without_hidden,
};

/// The schemas of `schemas.json`: lists of objects, texts and numbers that may be null, labels that begin
/// like another label, a member that may be missing.
pub(crate) static SCHEMAS: LazyLock<Vec<Schema>> = LazyLock::new(|| {
    let json: Vec<Value> = serde_json::from_str(include_str!("schemas.json")).expect("it is JSON");
    json.into_iter().map(|json| Schema::compile(json).expect("the tree expresses it")).collect()
});

/// What `said` is read as, if the rules hold that need nothing but the text: what is accepted validates and hides nothing, its
/// own JSON is accepted as it stands, and where no repair is recorded the text was that JSON.
pub(crate) fn read_soundly(
    schema: &Schema,
    said: &Said,
) -> Result<Option<Accepted<Value>>, String> {
    let Ok(accepted) = read(schema, said) else { return Ok(None) };
    let problems = schema.problems(&accepted.value);
    if !problems.is_empty() {
        return Err(format!("accepted, and does not validate: {} {problems:?}", accepted.value));
    }
    if hides_characters(&accepted.value) {
        return Err(format!("accepted, with hidden characters: {:?}", accepted.value));
    }
    let as_it_stands = || serde_json::from_str(said.text.trim());
    if accepted.repairs.is_empty() && !as_it_stands().is_ok_and(|json| same(&accepted.value, &json))
    {
        return Err(format!("no repair is recorded, and yet read as {}", accepted.value));
    }
    let json = accepted.value.to_string();
    // Escapes make a text longer than it was said.
    if json.len() <= MAX_ANSWER_BYTES {
        accepted_as_it_stands(schema, &json, &accepted.value)?;
    }
    Ok(Some(accepted))
}

/// Whether a text of `value` holds characters that show nothing or turn what stands around them, which are taken out.
pub(crate) fn hides_characters(value: &Value) -> bool {
    match value {
        Value::String(text) => without_hidden(text) != text.as_str(),
        Value::Array(items) => items.iter().any(hides_characters),
        Value::Object(members) => members.values().any(hides_characters),
        _ => false,
    }
}

/// Whether the plain JSON of a valid value is read as this value, and nothing is forgiven.
pub(crate) fn accepted_as_it_stands(
    schema: &Schema,
    json: &str,
    value: &Value,
) -> Result<(), String> {
    match read(schema, &Said::new(json)) {
        Err(problems) => Err(format!("valid, and refused: {json} {problems:?}")),
        Ok(again) if !again.repairs.is_empty() => {
            Err(format!("valid, and repaired: {json} {:?}", again.repairs))
        }
        Ok(again) if !same(&again.value, value) => {
            Err(format!("valid, and read differently: {json} as {}", again.value))
        }
        Ok(_) => Ok(()),
    }
}

/// A valid answer of which only the first `end` bytes were said, because the token limit was reached,
/// is refused or consistent with the whole, whatever the host says of it.
pub(crate) fn cut_consistently(
    schema: &Schema,
    whole: &Tree,
    text: &str,
    end: usize,
) -> Result<(), String> {
    let text = text.get(..end).unwrap_or_default();
    for stop_reason in [Some("maxTokens"), Some("LENGTH"), None] {
        let said = Said { stop_reason: stop_reason.map(str::to_owned), ..Said::new(text) };
        if let Some(Accepted { value, .. }) = read_soundly(schema, &said)?
            && !consistent(&value, whole, schema.json(), Edge::Cut)
        {
            return Err(format!("cut to {text:?} ({stop_reason:?}), and read as {value}"));
        }
    }
    Ok(())
}

/// A JSON value whose members stand in the order in which they were written: what a cut takes away
/// depends on it.
#[derive(Debug, Clone)]
pub(crate) enum Tree {
    Object(Vec<(String, Tree)>),
    List(Vec<Tree>),
    Text(String),
    /// A number, a truth value or null.
    Other(Value),
}

/// Whether a place of the answer reaches up to the cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Cut,
    Whole,
}

/// Whether `part` says nothing that `whole` does not say: the same members, equal labels and numbers; only
/// what was written last may be a shorter list or the beginning of a text.
fn consistent(part: &Value, whole: &Tree, schema: &Value, edge: Edge) -> bool {
    let schema = schema.get("anyOf").and_then(|both| both.get(0)).unwrap_or(schema);
    let edge_of =
        |index: usize, length: usize| if index + 1 == length { edge } else { Edge::Whole };
    match (part, whole) {
        (Value::Object(part), Tree::Object(whole)) => {
            part.keys().all(|name| whole.iter().any(|(other, _)| name == other))
                && whole.iter().enumerate().all(|(index, (name, whole_member))| {
                    let schema = &schema["properties"][name];
                    let edge = edge_of(index, whole.len());
                    part.get(name).is_some_and(|part| consistent(part, whole_member, schema, edge))
                })
        }
        (Value::Array(part), Tree::List(whole)) => {
            let whole_length = part.len() == whole.len();
            (whole_length || edge == Edge::Cut && part.len() < whole.len())
                && part.iter().zip(whole).enumerate().all(|(index, (item, whole))| {
                    consistent(item, whole, &schema["items"], edge_of(index, part.len()))
                })
        }
        (Value::String(part), Tree::Text(whole)) => {
            part == whole
                || edge == Edge::Cut
                    && schema.get("enum").is_none()
                    && whole.starts_with(part.as_str())
        }
        (part, Tree::Other(whole)) => same(part, whole),
        _ => false,
    }
}

/// Whether two values are equal, apart from the last bit of a number: `serde_json` reads a number of
/// seventeen digits with an error of that size.
pub(crate) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(name, one)| other.get(name).is_some_and(|other| same(one, other)))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Number(one), Value::Number(other)) => {
            one == other
                || one.as_f64().zip(other.as_f64()).is_some_and(|(one, other)| {
                    (one - other).abs() <= 4.0 * f64::EPSILON * one.abs().max(other.abs())
                })
        }
        _ => one == other,
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Other(Value::Bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Other(Value::Number(value.into())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Other(Value::Number(value.into())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
        Ok(Tree::Other(Number::from_f64(value).map_or(Value::Null, Value::Number)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Other(Value::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Tree, A::Error> {
        let mut object = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        Ok(Tree::Object(object))
    }
}
