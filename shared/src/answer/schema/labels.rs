//! Closed sets of labels: an `enum`, a `const`, or a `oneOf` of both, and the other words that mean them.

use serde_json::{Map, Value};

use super::{
    Choice, Choices, Node, SchemaError, Spelling,
    compile::{Place, doc},
};

/// Other words for the labels of a choice: `{"favourable": "positive"}`.
pub(super) const SYNONYMS: &str = "x-synonyms";

/// `labels` with the synonyms that `schema` declares.
pub(super) fn labeled(
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

pub(super) fn choices(
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
pub(super) fn constants(schema: &Value, place: &Place) -> Result<Vec<Choice>, SchemaError> {
    let Some(labels) = schema.get("enum").and_then(Value::as_array) else {
        return Ok(vec![constant(schema, place)?]);
    };
    let labels = labels.iter().map(|label| Some(Choice::new(label.as_str()?, None)));
    labels
        .collect::<Option<_>>()
        .map_or_else(|| place.error("has an `enum` of other than texts"), Ok)
}

pub(super) fn constant(schema: &Value, place: &Place) -> Result<Choice, SchemaError> {
    match schema.get("const").and_then(Value::as_str) {
        Some(label) => Ok(Choice::new(label, doc(schema))),
        None => place.error("offers alternatives other than constant texts and null"),
    }
}
