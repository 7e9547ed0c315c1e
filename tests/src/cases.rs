//! Texts that a model may have said, one a line of a file, and what must come of each.
//!
//! The tests and `eval` read the same lines: those of `tests/corpus/` and any that are written in the same way.
//! Whether a value validates is asked of `jsonschema` here, which shares no code with what is
//! tested. [`compare`] says when a value is the expected one.

pub mod compare;

use std::{
    collections::{BTreeMap, btree_map::Entry},
    fs,
    path::Path,
    rc::Rc,
};

use anyhow::{Context as _, anyhow, ensure};
use jsonschema::Validator;
use serde::Deserialize;
use serde_json::{Map, Value};
use shared::answer::{Said, Schema};

use self::compare::Ordered;

/// The schemas that a line may give by name alone.
const NAMED: &str = include_str!("../corpus/schemas.json");

/// What a model said, and what must come of it.
#[derive(Debug)]
pub struct Case {
    /// Names the case in a message.
    pub id: String,
    /// The name of the schema, if the line has one.
    pub schema_name: Option<String>,
    /// What an answer must be.
    pub schema: Rc<Compiled>,
    /// What the model said.
    pub said: Said,
    /// The value that must come of it, if there is exactly one.
    pub expect: Option<Value>,
    /// Whether no value may come of it.
    pub refuse: bool,
    /// The whole answer, where the text was cut: what comes of it, if anything, says nothing else.
    pub prefix_of: Option<Ordered>,
}

/// What to think of what came of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The expected value, one consistent with the whole answer, or none where none may come.
    Right,
    /// No value, where there could be one: no harm, and no help.
    Missed,
    /// A value that must not come of it: the worst there is.
    Wrong,
}

impl Case {
    /// What to think of `value`, or of there being none.
    pub fn verdict(&self, value: Option<&Value>) -> Verdict {
        let Some(value) = value else {
            return if self.refuse { Verdict::Right } else { Verdict::Missed };
        };
        let expected = self.expect.as_ref().is_none_or(|expect| compare::same(expect, value));
        let consistent = (self.prefix_of.as_ref())
            .is_none_or(|whole| compare::consistent(whole, value, &self.said.text));
        if !self.refuse && self.schema.is_valid(value) && expected && consistent {
            Verdict::Right
        } else {
            Verdict::Wrong
        }
    }
}

/// A schema, compiled twice: for our own reading of an answer, and for the second opinion on it.
#[derive(Debug)]
pub struct Compiled {
    /// For our own reading.
    pub schema: Schema,
    validator: Validator,
}

impl Compiled {
    /// Whether `value` validates in the opinion of `jsonschema`.
    pub fn is_valid(&self, value: &Value) -> bool {
        self.validator.is_valid(value)
    }
}

/// A line as it is written. What says only where a case comes from is passed over.
#[derive(Deserialize)]
struct Line {
    id: String,
    schema: Option<Value>,
    schema_name: Option<String>,
    input: String,
    stop_reason: Option<String>,
    expect: Option<Value>,
    #[serde(default)]
    refuse: bool,
    prefix_of: Option<Ordered>,
}

/// The schemas of all cases read so far, each compiled once, however many lines repeat it.
#[derive(Debug)]
pub struct Schemas {
    named: Map<String, Value>,
    compiled: BTreeMap<String, Rc<Compiled>>,
}

impl Schemas {
    /// Those that lines may give by name; none is compiled yet.
    ///
    /// # Panics
    ///
    /// If the file of them is no JSON object.
    #[expect(clippy::new_without_default, reason = "reading a file is not what a default does")]
    pub fn new() -> Self {
        let named = serde_json::from_str(NAMED).expect("the schemas are an object");
        Self { named, compiled: BTreeMap::new() }
    }

    /// The names of those that lines may give by name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.named.keys().map(String::as_str)
    }

    /// The cases of a file, in its order.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or a line of it is no case; the message names the line.
    pub fn cases(&mut self, file: &Path) -> anyhow::Result<Vec<Case>> {
        let lines =
            fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        let case = |(index, line)| {
            self.case(line).with_context(|| format!("line {} of {}", index + 1, file.display()))
        };
        lines.lines().enumerate().map(case).collect()
    }

    /// The case that one line holds.
    ///
    /// # Errors
    ///
    /// If it is no JSON, has no schema or one that does not compile, or does not say what must come of it.
    pub fn case(&mut self, line: &str) -> anyhow::Result<Case> {
        let Line { id, schema, schema_name, input, stop_reason, expect, refuse, prefix_of } =
            serde_json::from_str(line).context("this is no case")?;
        ensure!(
            refuse || expect.is_some() || prefix_of.is_some(),
            "{id} has none of `expect`, `refuse: true` and `prefix_of`"
        );
        let schema = match (schema, &schema_name) {
            (Some(schema), _) => self.compiled(schema),
            (None, Some(name)) => self.named(name),
            (None, None) => Err(anyhow!("there is neither `schema` nor `schema_name`")),
        };
        let schema = schema.with_context(|| format!("the schema of {id}"))?;
        let said = Said { stop_reason, ..Said::new(input) };
        Ok(Case { id, schema_name, schema, said, expect, refuse, prefix_of })
    }

    /// The schema that lines may give by this name.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn named(&mut self, name: &str) -> anyhow::Result<Rc<Compiled>> {
        let schema =
            self.named.get(name).with_context(|| format!("no schema is named {name:?}"))?;
        self.compiled(schema.clone())
    }

    fn compiled(&mut self, json: Value) -> anyhow::Result<Rc<Compiled>> {
        match self.compiled.entry(json.to_string()) {
            Entry::Occupied(known) => Ok(Rc::clone(known.get())),
            Entry::Vacant(free) => {
                // The error borrows from the schema, which does not live as long.
                let validator = jsonschema::validator_for(&json)
                    .map_err(|error| anyhow!("{error}"))
                    .context("this is no JSON Schema")?;
                let schema = Schema::compile(json)?;
                Ok(Rc::clone(free.insert(Rc::new(Compiled { schema, validator }))))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A line with this schema, the text `said`, and what must come of it.
    fn case(wanted: &str) -> anyhow::Result<Case> {
        let schema = json!({
            "type": "object", "additionalProperties": false, "required": ["score", "why"],
            "properties": {"score": {"type": "number", "maximum": 1}, "why": {"type": "string"}},
        });
        let line = format!(r#"{{"id": "x-1", "schema": {schema}, "input": "said", {wanted}}}"#);
        Schemas::new().case(&line)
    }

    fn verdict(wanted: &str, value: Option<Value>) -> Verdict {
        case(wanted).unwrap().verdict(value.as_ref())
    }

    #[test]
    fn the_expected_value_is_right_another_is_wrong_and_none_is_missed() {
        let wanted = r#""expect": {"score": 0.3, "why": "so"}"#;
        let near = json!({"score": 0.1 + 0.2, "why": "so"});
        assert_eq!(verdict(wanted, Some(near)), Verdict::Right);
        assert_eq!(verdict(wanted, Some(json!({"score": 0.31, "why": "so"}))), Verdict::Wrong);
        assert_eq!(verdict(wanted, None), Verdict::Missed);
    }

    #[test]
    fn a_value_that_does_not_validate_is_wrong_even_if_it_is_the_expected_one() {
        let beyond = json!({"score": 2, "why": "so"});
        let wanted = format!(r#""expect": {beyond}"#);
        assert_eq!(verdict(&wanted, Some(beyond)), Verdict::Wrong);
    }

    #[test]
    fn where_none_may_come_any_value_is_wrong() {
        let wanted = r#""refuse": true, "expect": null"#;
        assert_eq!(verdict(wanted, Some(json!({"score": 0, "why": "so"}))), Verdict::Wrong);
        assert_eq!(verdict(wanted, None), Verdict::Right);
    }

    #[test]
    fn what_a_cut_text_gives_is_right_if_it_is_consistent_with_the_whole() {
        let wanted = r#""refuse": false, "prefix_of": {"score": 1, "why": "so it is"}"#;
        assert_eq!(verdict(wanted, Some(json!({"score": 1, "why": "so"}))), Verdict::Right);
        assert_eq!(verdict(wanted, Some(json!({"score": 0, "why": "so"}))), Verdict::Wrong);
        assert_eq!(verdict(wanted, None), Verdict::Missed);
    }

    #[test]
    fn a_line_that_is_no_case_is_an_error_that_says_why() {
        let error = |line: &str| format!("{:#}", Schemas::new().case(line).unwrap_err());
        assert!(error("{\"id\"").contains("this is no case: EOF"));
        assert!(error(r#"{"id": "x-1", "refuse": true}"#).contains("missing field `input`"));
        let line = |rest: &str| format!(r#"{{"id": "x-1", "input": "", {rest}}}"#);
        for (rest, expected) in [
            (r#""schema_name": "Ticket""#, "x-1 has none of `expect`, `refuse: true`"),
            (r#""refuse": true"#, "the schema of x-1: there is neither"),
            (r#""refuse": true, "schema_name": "Mood""#, "no schema is named \"Mood\""),
            (r#""refuse": true, "schema": {"type": 7}"#, "the schema of x-1: this is no JSON"),
            (r#""refuse": true, "schema": {"type": "null"}"#, "the schema of x-1: the schema at"),
        ] {
            assert!(error(&line(rest)).contains(expected), "{rest}: {}", error(&line(rest)));
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named() {
        let error = Schemas::new().cases(Path::new("nowhere.jsonl")).unwrap_err();
        assert_eq!(error.to_string(), "cannot read nowhere.jsonl");
    }
}
