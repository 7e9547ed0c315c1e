//! An answer as the caller gets it: the value, and where it came from.
//!
//! [`Sampler::ask`](crate::Sampler::ask) gives an [`Asked`]: either the model's answer, validated, or the
//! reason why there is none. [`Asked::or_fall_back`] turns both into an [`Answer`], so that no caller
//! takes an estimate for a reading. The files below hold the way from a model's text to a value:
//!
//! - `judge`: the entrance, and the short way of a text that is plain JSON (`strict`)
//! - `reading`: the way of a damaged text, by `extract` (where the answer stands), `lenient` (what it says), `wrapped`
//!   (what it stands in), `coerce` (in the form of the schema; `spelling` compares names), `validate` and `verdict`
//! - `schema`: what an answer must be; `shape` is what the model is shown of it
//! - `kinds`: answers that are no object, and items that are judged alone; `plain_text` reads the former
//! - `provenance`: where an answer comes from; `problem`: what was wrong with it; `pictured` puts a picture beside it

mod coerce;
mod extract;
pub(crate) mod judge;
mod kinds;
mod lenient;
mod pictured;
mod plain_text;
mod problem;
mod provenance;
mod reading;
mod schema;
mod shape;
mod spelling;
mod strict;
mod validate;
mod verdict;
mod wrapped;

use std::{borrow::Cow, sync::Arc};

use rmcp::model::JsonObject;
use schemars::{JsonSchema, Schema as JsonSchemaValue, SchemaGenerator, generate::SchemaSettings};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use judge::{Accepted, read, read_as};
pub use kinds::{Judged, Text};
pub use pictured::Pictured;
pub use problem::{Problem, Remedy};
pub use provenance::{Provenance, Reason, Repair, Source};
pub use schema::{Schema, SchemaError};
pub(crate) use validate::Path;

/// What a model said, as the host passed it on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The text blocks of the reply, joined by line breaks; empty if there was none.
    pub text: String,
    /// The name the host gives for its model.
    pub model: String,
    /// Why the model stopped, if known: in the words of the protocol (`endTurn`, `maxTokens`, …) or of the host's
    /// provider.
    pub stop_reason: Option<String>,
}

impl Said {
    /// A text by an unnamed model that stopped of its own accord.
    pub fn new(text: impl Into<String>) -> Self {
        let stop_reason = Some("endTurn".to_owned());
        Self { text: text.into(), model: String::new(), stop_reason }
    }

    /// Why the text ends where it ends.
    pub(crate) fn ending(&self) -> Ending {
        // `MAX_TOKENS`, `max_tokens`, `FinishReason.MAX_TOKENS`: hosts pass on what their provider says.
        let letters = self.stop_reason.iter().flat_map(|reason| reason.chars());
        let reason: String =
            letters.filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
        let is_one_of = |endings: &[&str]| endings.iter().any(|ending| reason.ends_with(ending));
        if is_one_of(&LIMITS) {
            Ending::Limit
        } else if is_one_of(&CHOSEN_ENDS) {
            Ending::Chosen
        } else {
            Ending::Unknown
        }
    }
}

/// How the reason for a stop ends, in letters alone, where a limit was reached: in the words of the protocol, and of
/// the providers whose words hosts pass on (`max_output_tokens`, `model_length`, `model_context_window_exceeded`).
const LIMITS: [&str; 5] =
    ["maxtokens", "maxoutputtokens", "length", "tokenlimit", "contextwindowexceeded"];

/// The same where the model came to its end (`stop`, `eos_token`, `COMPLETE`).
const CHOSEN_ENDS: [&str; 6] =
    ["endturn", "stop", "stopsequence", "eostoken", "complete", "completed"];

/// Why a text ends where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// The model ended it.
    Chosen,
    /// The token limit was reached.
    Limit,
    /// The host does not say, or in words that nobody knows.
    Unknown,
}

/// What came of a question: the model's answer, or the reason why there is none.
#[derive(Debug)]
#[must_use = "a question that was asked has an answer or needs a fallback"]
pub struct Asked<T> {
    pub(crate) value: Option<T>,
    pub(crate) provenance: Provenance,
}

impl<T> Asked<T> {
    /// The model's answer as part of what a tool replies, for a question whose answer is no object: a draft or a
    /// translation ([`Text`]).
    pub fn map<U>(self, part_of: impl FnOnce(T) -> U) -> Asked<U> {
        Asked { value: self.value.map(part_of), provenance: self.provenance }
    }

    /// The model's answer, or `fallback`'s where the model did not help.
    pub fn or_fall_back(self, fallback: impl FnOnce() -> T) -> Answer<T> {
        Answer { value: self.value.unwrap_or_else(fallback), provenance: self.provenance }
    }
}

/// A value of the declared type together with its provenance, as one object: the members of `T` and
/// beside them `provenance`. So `T` is a struct with named members, none of which is called `provenance`: another type
/// cannot be written as such an object, and the caller would hear of an internal error.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer<T> {
    /// The answer.
    #[serde(flatten)]
    pub value: T,
    /// Where the answer comes from.
    pub provenance: Provenance,
}

/// Written out because `schemars` renders a flattened member as `unevaluatedProperties`, which some hosts
/// reject: the same members as one plain object. The keywords that only forgive (`x-…`) are left out: clients
/// that validate replies strictly refuse a schema with a keyword they do not know.
impl<T: JsonSchema> JsonSchema for Answer<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}Answer", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> JsonSchemaValue {
        let provenance = generator.subschema_for::<Provenance>();
        let mut schema = inlined_schema::<T>();
        let object = schema.ensure_object();
        if let Some(Value::Object(properties)) = object.get_mut("properties") {
            properties.insert("provenance".to_owned(), provenance.to_value());
        }
        if let Some(Value::Array(required)) = object.get_mut("required") {
            required.push("provenance".into());
        }
        schema
    }
}

/// The schema of a reply, without references and without the keywords that only forgive: what a generator defines
/// elsewhere would keep them.
pub(crate) fn inlined_schema<T: JsonSchema>() -> JsonSchemaValue {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let settings = settings.with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    without_hints(&mut schema);
    let mut schema = JsonSchemaValue::try_from(schema).unwrap_or_default();
    schema.remove("$schema");
    schema
}

/// The output schema of a tool whose reply is a `T`, for its definition: the macro infers one only from `Json`. What
/// the type is called here says nothing to a caller.
pub(crate) fn output_schema<T: JsonSchema>() -> Arc<JsonObject> {
    let mut schema = inlined_schema::<T>();
    schema.remove("title");
    schema.remove("description");
    Arc::new(schema.ensure_object().clone())
}

/// Takes the keywords out that tell our reader what to forgive.
fn without_hints(schema: &mut Value) {
    match schema {
        Value::Object(keywords) => {
            keywords.retain(|keyword, _| !keyword.starts_with("x-"));
            keywords.values_mut().for_each(without_hints);
        }
        Value::Array(schemas) => schemas.iter_mut().for_each(without_hints),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_an_answer_ends_is_known_by_the_words_of_the_protocol_and_of_providers() {
        for (reason, ending) in [
            ("maxTokens", Ending::Limit),
            ("max_tokens", Ending::Limit),
            ("MAX_TOKENS", Ending::Limit),
            ("FinishReason.MAX_TOKENS", Ending::Limit),
            ("max_output_tokens", Ending::Limit),
            ("length", Ending::Limit),
            ("model_length", Ending::Limit),
            ("model_context_window_exceeded", Ending::Limit),
            ("endTurn", Ending::Chosen),
            ("end_turn", Ending::Chosen),
            ("stopSequence", Ending::Chosen),
            ("STOP", Ending::Chosen),
            ("eos_token", Ending::Chosen),
            ("toolUse", Ending::Unknown),
            ("unknown", Ending::Unknown),
            ("", Ending::Unknown),
        ] {
            let said = Said { stop_reason: Some(reason.to_owned()), ..Said::new("") };
            assert_eq!(said.ending(), ending, "{reason}");
        }
        assert_eq!(Said { stop_reason: None, ..Said::new("") }.ending(), Ending::Unknown);
    }
}
