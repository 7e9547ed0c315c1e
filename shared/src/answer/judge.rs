//! Accept an answer, or say what is wrong with it.
//!
//! The pipeline works on a schema at run time ([`read`]); the typed form ([`typed`]) is a thin layer
//! above it. A text that is plain JSON and validates takes a short path: one parse, one check.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeOwned, Deserializer, Error, MapAccess, SeqAccess, Visitor,
};
use serde_json::{Map, Number, Value};

use super::{
    Repair, Said,
    extract::{Candidate, Candidates, Found, Rest, candidates},
    schema::Schema,
};
use crate::limits::MAX_ANSWER_BYTES;

/// An accepted value and what was forgiven on the way to it.
#[derive(Debug, PartialEq)]
pub struct Accepted<T> {
    /// The answer.
    pub value: T,
    /// The forgiving steps, in the order in which they were taken; none for plain JSON.
    pub repairs: Vec<Repair>,
}

/// What `said` answers, as a `T`.
pub(crate) fn typed<T: DeserializeOwned>(
    schema: &Schema,
    said: &Said,
) -> Result<Accepted<T>, Vec<String>> {
    let Accepted { value, repairs } = read(schema, said)?;
    // The schema comes from the same type, so this fails only where a type checks more than its schema
    // says. Then the message is one more problem for the model, never a fault of ours.
    let value =
        T::deserialize(value).map_err(|error| vec![format!("the answer does not fit: {error}")])?;
    Ok(Accepted { value, repairs })
}

/// The one value in `said` that validates against `schema`, or everything that is wrong.
///
/// # Errors
///
/// The problems, each in a sentence the model can act on. Two values that both validate and differ are
/// a problem too: nothing is guessed.
pub fn read(schema: &Schema, said: &Said) -> Result<Accepted<Value>, Vec<String>> {
    if said.text.len() > MAX_ANSWER_BYTES {
        return Err(vec![format!(
            "the answer has {} bytes; it must have at most {MAX_ANSWER_BYTES}",
            said.text.len()
        )]);
    }
    let mut accepted: Option<Accepted<Value>> = None;
    let mut problems: Option<Vec<String>> = None;
    let Candidates { objects, rest } = candidates(&said.text);
    if rest == Rest::More {
        return Err(vec![
            "the answer holds too many braces; write one JSON object and nothing else".to_owned(),
        ]);
    }
    // What the cut took away might have been another answer.
    let may_be_cut = said.was_cut() && rest == Rest::Unclosed;
    for candidate in objects {
        match validated(schema, &candidate) {
            Ok(value) => match &accepted {
                Some(first) if first.value != value => {
                    return Err(vec![
                        "the answer holds several different JSON objects; write exactly one"
                            .to_owned(),
                    ]);
                }
                Some(_) => {}
                None => accepted = Some(Accepted { value, repairs: repairs(candidate.found) }),
            },
            Err(found) => problems = problems.or(Some(found)),
        }
    }
    accepted.filter(|_| !may_be_cut).ok_or_else(|| match problems {
        _ if said.was_cut() => {
            vec!["the answer was cut at its length limit; write a shorter one".to_owned()]
        }
        Some(problems) => problems,
        None if said.text.trim().is_empty() => vec!["the answer holds no text".to_owned()],
        None => {
            vec!["the answer holds no JSON object; write the object and nothing else".to_owned()]
        }
    })
}

fn validated(schema: &Schema, candidate: &Candidate<'_>) -> Result<Value, Vec<String>> {
    let Unambiguous(value) = serde_json::from_str(candidate.text)
        .map_err(|error| vec![format!("the JSON object of the answer cannot be read: {error}")])?;
    let problems = schema.problems(&value);
    if problems.is_empty() { Ok(value) } else { Err(problems) }
}

fn repairs(found: Found) -> Vec<Repair> {
    match found {
        Found::Whole => Vec::new(),
        Found::Fence => vec![Repair::CodeFence],
        Found::Prose => vec![Repair::SurroundingText],
    }
}

/// A JSON value none of whose objects names a member twice with different values, where
/// `serde_json::Value` keeps the last one in silence.
struct Unambiguous(Value);

impl<'de> Deserialize<'de> for Unambiguous {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(UnambiguousVisitor).map(Self)
    }
}

struct UnambiguousVisitor;

impl<'de> Visitor<'de> for UnambiguousVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Unambiguous(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some((name, Unambiguous(value))) = members.next_entry::<String, _>()? {
            if object.get(&name).is_some_and(|first| *first != value) {
                return Err(A::Error::custom(format_args!(
                    "the member {name:?} stands twice with different values"
                )));
            }
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn schema() -> Schema {
        Schema::compile(json!({
            "type": "object", "additionalProperties": false, "required": ["score"],
            "properties": {"score": {"type": "number", "minimum": 0, "maximum": 1}},
        }))
        .unwrap()
    }

    fn judged(text: &str) -> Result<(Value, Vec<Repair>), Vec<String>> {
        read(&schema(), &Said::new(text)).map(|accepted| (accepted.value, accepted.repairs))
    }

    #[test]
    fn plain_json_is_accepted_without_a_repair() {
        assert_eq!(judged("{\"score\": 0.5}"), Ok((json!({"score": 0.5}), vec![])));
    }

    #[test]
    fn json_in_a_fence_and_in_prose_is_accepted_and_recorded() {
        assert_eq!(
            judged("```json\n{\"score\": 1}\n```"),
            Ok((json!({"score": 1}), vec![Repair::CodeFence]))
        );
        assert_eq!(
            judged("The score: {\"score\": 1}."),
            Ok((json!({"score": 1}), vec![Repair::SurroundingText]))
        );
    }

    #[test]
    fn nothing_is_guessed() {
        let cases = [
            ("{\"score\": 0.1} no: {\"score\": 0.9}", "several different JSON objects"),
            ("{\"score\": 0.1, \"score\": 0.9}", "\"score\" stands twice"),
            ("```{\"score\": 0.1}``` no: {\"score\": 0.9}", "several different JSON objects"),
            ("{\"score\": 0.9} no: ```{\"score\": 0.1}```", "several different JSON objects"),
            ("{\"score\": 1.5}", "it must be a number from 0 to 1"),
            ("{\"score\": 0.5", "no JSON object"),
            ("I cannot judge that.", "no JSON object"),
            (" \n", "no text"),
        ];
        for (text, expected) in cases {
            let problems = judged(text).unwrap_err();
            assert!(problems.join("; ").contains(expected), "{text}: {problems:?}");
        }
    }

    #[test]
    fn the_same_answer_twice_is_one_answer() {
        assert!(judged("{\"score\": 1} that is {\"score\": 1}").is_ok());
        assert!(judged("{\"score\": 1, \"score\": 1}").is_ok());
    }

    #[test]
    fn a_cut_answer_is_asked_for_again_as_a_shorter_one() {
        let said =
            Said { stop_reason: Some("maxTokens".to_owned()), ..Said::new("{\"score\": 0.") };
        let shorter =
            Err(vec!["the answer was cut at its length limit; write a shorter one".to_owned()]);
        assert_eq!(read(&schema(), &said), shorter);
        let said = Said { text: "{\"score\": 0.1} or rather {\"sco".to_owned(), ..said };
        assert_eq!(read(&schema(), &said), shorter, "what was cut off may be another answer");
        let said = Said { text: "{\"score\": 0.1}".to_owned(), ..said };
        assert!(read(&schema(), &said).is_ok(), "an object that is whole is whole");
    }

    #[test]
    fn more_objects_than_are_looked_at_are_refused() {
        let text = format!("{}{{\"score\": 0.9}}", "{\"score\": 0.1} ".repeat(16));
        assert!(judged(&text).unwrap_err().join("").contains("too many braces"));
    }

    #[test]
    fn hostile_sizes_and_depths_are_problems() {
        assert!(judged(&"[".repeat(100_000)).is_err());
        assert!(judged(&"{\"a\":".repeat(50_000)).is_err());
        assert!(judged(&format!("{}1{}", "{\"a\":".repeat(20_000), "}".repeat(20_000))).is_err());
        assert!(judged(&"x".repeat(8_000_000)).unwrap_err().join("").contains("bytes"));
    }
}
