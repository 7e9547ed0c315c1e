//! Answer types that mean more to the pipeline than their members: plain text, and items that are judged alone.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema as JsonSchemaValue, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::schema::JUDGED;

/// An answer that is a text and no JSON: a draft, a translation, a rewrite.
///
/// Any type whose schema is a string is answered like this; one of your own can have other limits:
///
/// ```
/// #[derive(serde::Deserialize, serde::Serialize, schemars::JsonSchema)]
/// struct Headline(#[schemars(length(min = 1, max = 80))] String);
///
/// static HEADLINE: shared::Prompt<Headline> = shared::Prompt::new("headline", "Write a headline.");
/// assert!(HEADLINE.system_prompt().ends_with("text of at most 80 characters"));
/// ```
///
/// A refusal and an introduction are texts too: where that matters, answer with an object of one member. A tool that
/// asks for a text has it checked by a function, and makes it a member of its reply:
///
/// ```
/// use shared::{Answer, Material, Prompt, Question, Refusal, Sampler, answer::Text, material};
///
/// #[derive(serde::Serialize, schemars::JsonSchema)]
/// struct Translation {
///     /// Null where no model has translated it.
///     translation: Option<String>,
/// }
///
/// static TRANSLATION: Prompt<Text> = Prompt::new("translation", "Translate the material into German.");
///
/// async fn translate(text: String, sampler: Sampler) -> Result<Answer<Translation>, Refusal> {
///     let text = material::text("text", text, 20_000)?;
///     let question =
///         Question::new(&TRANSLATION).about(&text).checked_by(|Text(answer)| problems(answer, &text));
///     let asked = sampler.ask(&question).await;
///     let translated = asked.map(|Text(answer)| Translation { translation: Some(answer) });
///     Ok(translated.or_fall_back(|| Translation { translation: None }))
/// }
///
/// /// What is wrong with a translation of `text`: a number that it has lost.
/// fn problems(translation: &str, text: &Material) -> Vec<String> {
///     let numbers = text.split_whitespace().filter(|word| word.parse::<f64>().is_ok());
///     let lost = numbers.filter(|number| !translation.contains(number));
///     lost.map(|number| format!("the number {number} of the text is missing")).collect()
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Text(#[schemars(length(min = 1))] pub String);

/// One of many items of an answer: the item, or everything that is wrong with it. A list of these is accepted
/// with its broken items, which then cost themselves and not their neighbors.
///
/// ```
/// use shared::answer::{Judged, Said, Schema, read_as};
///
/// #[derive(serde::Deserialize, schemars::JsonSchema)]
/// struct Row { id: f64 }
///
/// let schema = Schema::of::<Vec<Judged<Row>>>()?;
/// let said = Said::new(r#"[{"id": 1}, {"id": "two"}, {"id": 3}]"#);
/// let rows: Vec<Judged<Row>> = read_as(&schema, &said).unwrap().value;
/// let good: Vec<bool> = rows.iter().map(|row| row.0.is_ok()).collect();
/// assert_eq!(good, [true, false, true]);
/// # Ok::<(), shared::answer::SchemaError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Judged<T>(pub Result<T, Vec<String>>);

/// Written out, so that an item which fits the schema and not its Rust type costs itself too.
impl<'de, T: DeserializeOwned> Deserialize<'de> for Judged<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let judged = Result::<Value, Vec<String>>::deserialize(deserializer)?;
        Ok(Self(judged.and_then(|item| {
            serde_path_to_error::deserialize(item)
                .map_err(|error| vec![format!("the item does not fit: {error}")])
        })))
    }
}

impl<T: JsonSchema> JsonSchema for Judged<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Judged{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> JsonSchemaValue {
        let mut schema = generator.subschema_for::<T>();
        schema.insert(JUDGED.to_owned(), Value::Bool(true));
        schema
    }
}
