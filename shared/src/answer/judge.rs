//! Accept an answer, or say what is wrong with it.
//!
//! The pipeline works on a schema at run time ([`read`]); the typed form ([`read_as`]) is a thin layer
//! above it. A text that is plain JSON and validates takes a short path: one parse, one check.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    Ending, Repair, Said, plain_text, reading::Reading, schema::Schema, strict::Unambiguous,
};
use crate::limits::MAX_ANSWER_BYTES;

/// An accepted value and what was forgiven on the way to it.
#[derive(Debug, PartialEq)]
pub struct Accepted<T> {
    /// The answer.
    pub value: T,
    /// The forgiving steps, in the order of the pipeline; none for plain JSON.
    pub repairs: Vec<Repair>,
}

impl<T> Accepted<T> {
    /// Whether the answer was cut, so that this is only the certain part of it.
    pub fn is_cut(&self) -> bool {
        self.repairs.iter().any(|repair| matches!(repair, Repair::CutText | Repair::CutList))
    }
}

/// Why a text is no answer that can be used.
#[derive(Debug, PartialEq)]
pub(crate) struct Refused<T> {
    /// What is wrong, each in a sentence the model can act on.
    pub(crate) problems: Vec<String>,
    /// The answer all the same, where it has the form of the schema ([`Schema::is_in_form`]): what else is wrong with
    /// it can be said at once.
    pub(crate) in_form: Option<T>,
}

impl<T> From<Vec<String>> for Refused<T> {
    fn from(problems: Vec<String>) -> Self {
        Self { problems, in_form: None }
    }
}

/// What is wrong with an answer that ends at its length limit.
pub(crate) const CUT: &str = "the answer was cut at its length limit; write a shorter one";

/// What is wrong with an answer that ends inside its JSON, where nobody says why.
const OPEN_END: &str =
    "the answer ends before its JSON does; write all of it, and a shorter one if it was cut";

/// What is wrong with an answer that never gets past its thoughts.
pub(super) const IN_A_THOUGHT: &str = "the answer ends inside a thought; write the answer itself";

/// What `said` answers, as a `T` whose schema is `schema`.
///
/// # Errors
///
/// The problems, as [`read`] gives them.
pub fn read_as<T: DeserializeOwned>(
    schema: &Schema,
    said: &Said,
) -> Result<Accepted<T>, Vec<String>> {
    read_about(schema, said, "").map_err(|refused| refused.problems)
}

/// The same for a question about `material`: what only repeats it is no answer.
pub(crate) fn read_about<T: DeserializeOwned>(
    schema: &Schema,
    said: &Said,
    material: &str,
) -> Result<Accepted<T>, Refused<T>> {
    let Accepted { value, repairs } =
        value_about(schema, said, material).map_err(|Refused { problems, in_form }| Refused {
            problems,
            in_form: in_form.and_then(|value| serde_json::from_value(value).ok()),
        })?;
    // The schema comes from the same type, so this fails only where a type checks more than its schema
    // says. Then the message is one more problem for the model, never a fault of ours.
    let value = serde_path_to_error::deserialize(value)
        .map_err(|error| vec![format!("the answer does not fit: {error}")])?;
    Ok(Accepted { value, repairs })
}

/// The one value in `said` that validates against `schema`, or everything that is wrong.
///
/// # Errors
///
/// The problems, each in a sentence the model can act on. Two values that both validate and differ are
/// a problem too: nothing is guessed.
pub fn read(schema: &Schema, said: &Said) -> Result<Accepted<Value>, Vec<String>> {
    value_about(schema, said, "").map_err(|refused| refused.problems)
}

fn value_about(
    schema: &Schema,
    said: &Said,
    material: &str,
) -> Result<Accepted<Value>, Refused<Value>> {
    if said.text.len() > MAX_ANSWER_BYTES {
        return Err(vec![format!(
            "the answer has {} bytes; it must have at most {MAX_ANSWER_BYTES}",
            said.text.len()
        )]
        .into());
    }
    if schema.is_text() {
        return plain_text::read(schema, said, material).map_err(Refused::from);
    }
    let ending = said.ending();
    // A number that is all there is may go on behind the cut.
    let is_open = ending == Ending::Limit && !said.text.trim_end().ends_with(['}', ']']);
    if !schema.judges_items
        && !is_open
        && let Ok(Unambiguous(value)) = serde_json::from_str(&said.text)
        && schema.problems(&value).is_empty()
        && schema.unfinished(&value).is_empty()
        && !repeats(material, said.text.trim())
    {
        return Ok(Accepted { value, repairs: Vec::new() });
    }
    let read = |cut| {
        let mut reading = Reading::new(schema, material, cut);
        let result = reading.text(&said.text);
        (result, reading.ends_open)
    };
    match ending {
        Ending::Chosen => read(false).0,
        Ending::Limit => read(true).0.map_err(|_| vec![CUT.to_owned()].into()),
        Ending::Unknown => with_an_open_end_as_cut(read),
    }
}

/// What a text answers of which nobody knows why it ends. One that ends inside its JSON is read as one that was cut.
fn with_an_open_end_as_cut(
    read: impl Fn(bool) -> (Result<Accepted<Value>, Refused<Value>>, bool),
) -> Result<Accepted<Value>, Refused<Value>> {
    let (whole, _) = read(false);
    let may_be_cut = match &whole {
        Ok(accepted) => accepted.repairs.contains(&Repair::MissingBracket),
        Err(_) => true,
    };
    if !may_be_cut {
        return whole;
    }
    let (cut, ends_open) = read(true);
    match (whole, cut) {
        (whole, _) if !ends_open => whole,
        (_, Ok(accepted)) => Ok(accepted),
        (whole, Err(_)) => {
            let mut refused = whole.err().unwrap_or_else(|| Vec::new().into());
            refused.problems.insert(0, OPEN_END.to_owned());
            Err(refused)
        }
    }
}

/// Whether `text` stands in `material`, as it is or inside a JSON text, as the items of a batch are. Its first sign, a
/// brace as a rule, is looked for first: that is quick.
pub(super) fn repeats(material: &str, text: &str) -> bool {
    let holds = |text: &str| {
        text.chars().next().is_some_and(|first| material.contains(first)) && material.contains(text)
    };
    let in_a_text = || {
        let written = serde_json::to_string(text).expect("a text can be written as JSON");
        written.get(1..written.len() - 1).is_some_and(holds)
    };
    // Only a material that holds JSON texts has escaped quotation marks.
    let may_hold = || text.starts_with(['{', '[']) && material.contains("\\\"");
    holds(text) || (may_hold() && in_a_text())
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
    fn a_whole_number_with_a_point_is_read_as_an_integer() {
        let schema =
            Schema::compile(json!({"type": "array", "items": {"type": "integer", "minimum": 0}}));
        let said = Said::new("[2.0, 3, 1e2]");
        let expected =
            Accepted { value: vec![2_u32, 3, 100], repairs: vec![Repair::NumberNotation] };
        assert_eq!(read_as(&schema.unwrap(), &said), Ok(expected));
    }

    #[test]
    fn nothing_is_guessed() {
        let cases = [
            ("{\"score\": 0.1} no: {\"score\": 0.9}", "several different JSON objects"),
            ("{\"score\": 0.1, \"score\": 0.9}", "\"score\" stands twice"),
            ("```{\"score\": 0.1}``` no: {\"score\": 0.9}", "several different JSON objects"),
            ("{\"score\": 0.9} no: ```{\"score\": 0.1}```", "several different JSON objects"),
            ("{\"score\": 1.5}", "it must be a number from 0 to 1"),
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
    fn an_answer_that_ends_inside_its_json_was_cut_where_nobody_says_why() {
        let schema = Schema::compile(json!({
            "type": "object", "required": ["reason", "tags"],
            "properties": {
                "reason": {"type": "string"},
                "tags": {"type": "array", "items": {"type": "string"}},
                "score": {"type": ["number", "null"]},
            },
        }));
        let schema = schema.unwrap();
        let known = json!({"reason": "x", "tags": ["a"], "score": null});
        let in_a_list = "{\"reason\": \"x\", \"score\": null, \"tags\": [\"a\"";
        let in_an_item = format!("{in_a_list}, \"b");
        let a_brace_short = format!("{in_a_list}]");
        let in_a_number = "{\"reason\": \"x\", \"tags\": [\"a\"], \"score\": 1";
        let (list, brace) =
            (vec![Repair::MissingBracket, Repair::CutList], vec![Repair::MissingBracket]);
        for (text, stop_reason, repairs) in [
            (in_a_list, None, Some(&list)),
            (in_a_list, Some("why not"), Some(&list)),
            (in_a_list, Some("MAX_TOKENS"), Some(&list)),
            (in_a_list, Some("end_turn"), Some(&brace)),
            (&in_an_item, None, Some(&list)),
            (&in_an_item, Some("length"), Some(&list)),
            (&in_an_item, Some("stop"), None),
            (&a_brace_short, None, Some(&brace)),
            (in_a_number, None, None),
        ] {
            let said = Said { stop_reason: stop_reason.map(str::to_owned), ..Said::new(text) };
            let accepted = read(&schema, &said).ok();
            let expected = repairs.map(|repairs| (known.clone(), repairs.clone()));
            let accepted = accepted.map(|accepted| (accepted.value, accepted.repairs));
            assert_eq!(accepted, expected, "{text} {stop_reason:?}");
        }
    }

    #[test]
    fn what_is_wrong_beside_an_open_end_is_named_too() {
        let said = Said { stop_reason: None, ..Said::new("{\"score\": 1.5") };
        let problems = read(&schema(), &said).unwrap_err();
        assert_eq!(problems[0], OPEN_END);
        assert!(problems[1].contains("it must be a number from 0 to 1"), "{problems:?}");
        let said = Said { text: "I cannot judge that.".to_owned(), ..said };
        assert!(read(&schema(), &said).unwrap_err()[0].contains("holds no JSON object"));
    }

    #[test]
    fn more_objects_than_are_looked_at_are_refused() {
        let text = "{\"score\": 0.1} ".repeat(17);
        assert!(judged(&text).unwrap_err().join("").contains("too many brackets"));
    }

    #[test]
    fn all_problems_are_counted_though_few_are_told() {
        let members: String = (0..40).map(|number| format!("\"m{number}\": 1, ")).collect();
        let problems = judged(&format!("{{{members}\"score\": 2}}")).unwrap_err();
        assert_eq!(problems.len(), 41, "{problems:?}");
        let schema = Schema::compile(json!({
            "type": "object", "properties": {"tags": {"type": "array", "items": {"type": "string"}}},
        }));
        let said = Said::new(json!({"tags": vec![1; 40]}).to_string());
        assert_eq!(read(&schema.unwrap(), &said).unwrap_err().len(), 40);
    }

    #[test]
    fn hostile_sizes_and_depths_are_problems() {
        assert!(judged(&"[".repeat(100_000)).is_err());
        assert!(judged(&"{\"a\":".repeat(50_000)).is_err());
        assert!(judged(&format!("{}1{}", "{\"a\":".repeat(20_000), "}".repeat(20_000))).is_err());
        assert!(judged(&"x".repeat(8_000_000)).unwrap_err().join("").contains("bytes"));
    }
}
