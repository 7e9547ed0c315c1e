//! Accept an answer, or say what is wrong with it.
//!
//! The pipeline works on a schema at run time ([`read`]); the typed form ([`read_as`]) is a thin layer
//! above it. A text that is plain JSON and validates takes a short path: one parse, one check.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    Repair, Said,
    coerce::coerced,
    extract::{
        Candidate, candidates,
        encoding::decoded,
        fields,
        surroundings::disown,
        thought::{Thoughtless, without_thoughts},
    },
    lenient::{self, Loose, Opening, plain},
    provenance::Repairs,
    schema::{Node, Schema},
    strict::Unambiguous,
    validate::problems_at,
    wrapped,
};
use crate::limits::{MAX_ANSWER_BYTES, MAX_ANSWER_WORK};

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

/// What is wrong with an answer that ends at its length limit.
pub(crate) const CUT: &str = "the answer was cut at its length limit; write a shorter one";

/// How often an encoding is undone: JSON in a text in a text.
const MAX_ENCODINGS: usize = 3;

/// What `said` answers, as a `T` whose schema is `schema`.
///
/// # Errors
///
/// The problems, as [`read`] gives them.
pub fn read_as<T: DeserializeOwned>(
    schema: &Schema,
    said: &Said,
) -> Result<Accepted<T>, Vec<String>> {
    read_about(schema, said, "")
}

/// The same for a question about `material`: what only repeats it is no answer.
pub(crate) fn read_about<T: DeserializeOwned>(
    schema: &Schema,
    said: &Said,
    material: &str,
) -> Result<Accepted<T>, Vec<String>> {
    let Accepted { value, repairs } = value_about(schema, said, material)?;
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
    value_about(schema, said, "")
}

fn value_about(
    schema: &Schema,
    said: &Said,
    material: &str,
) -> Result<Accepted<Value>, Vec<String>> {
    if said.text.len() > MAX_ANSWER_BYTES {
        return Err(vec![format!(
            "the answer has {} bytes; it must have at most {MAX_ANSWER_BYTES}",
            said.text.len()
        )]);
    }
    if let Node::Text { .. } = schema.root {
        return plain_text(schema, said);
    }
    if !schema.judges_items
        && let Ok(Unambiguous(value)) = serde_json::from_str(&said.text)
        && schema.problems(&value).is_empty()
        && schema.empty_words(&value).is_empty()
        && !material.contains(said.text.trim())
    {
        return Ok(Accepted { value, repairs: Vec::new() });
    }
    let mut reading = Reading {
        schema,
        material,
        cut: said.was_cut(),
        work: MAX_ANSWER_WORK,
        repairs: Repairs::default(),
    };
    let result = reading.text(&said.text, MAX_ENCODINGS);
    result.map_err(|problems| match problems {
        _ if said.was_cut() => {
            vec![CUT.to_owned()]
        }
        problems => problems,
    })
}

/// The way of one text through the pipeline.
struct Reading<'s> {
    schema: &'s Schema,
    /// What the question is about.
    material: &'s str,
    cut: bool,
    work: usize,
    repairs: Repairs,
}

/// A value that validates.
struct Valid {
    value: Value,
    repairs: Repairs,
    /// Of which candidate it was read.
    candidate: usize,
}

impl Reading<'_> {
    fn text(&mut self, text: &str, encodings: usize) -> Result<Accepted<Value>, Vec<String>> {
        let Thoughtless { answer, thought, unfinished } = without_thoughts(text);
        if unfinished {
            return Err(vec![
                "the answer ends inside a thought; write the answer itself".to_owned(),
            ]);
        }
        if thought {
            self.repairs.add(Repair::ThoughtRemoved);
        }
        if encodings > 0
            && let Some((decoded, repair)) = decoded(answer)
        {
            self.repairs.add(repair);
            return self.text(&decoded, encodings - 1);
        }
        let found = candidates(answer, &self.schema.root, self.cut, &mut self.work);
        if found.too_many {
            return Err(vec![
                "the answer holds too many brackets; write one JSON object and nothing else"
                    .to_owned(),
            ]);
        }
        if let Some(unreadable) = found.unreadable {
            return Err(vec![format!(
                "the JSON of the answer cannot be read: {}",
                unreadable.reason
            )]);
        }
        let mut judged = Judged::default();
        if let (Node::Array { .. }, [_, _, ..]) = (plain(&self.schema.root), found.found.as_slice())
        {
            // One item a line.
            let items = found.found.into_iter().map(|candidate| candidate.read.value).collect();
            let list = Loose::List { items, whole: !self.cut };
            self.judge(&list, Repairs::of(Repair::Wrapped), Standing::Answer, 0, &mut judged);
            return judged.verdict(self.schema, answer, self.cut, self.repairs);
        }
        for candidate in &found.found {
            self.candidate(answer, candidate, &mut judged);
        }
        if judged.valid.is_none() && judged.disowned.is_empty() && found.found.len() > 1 {
            let pieces = found.found.into_iter().map(|candidate| candidate.read.value);
            if let Some(assembled) = wrapped::assembled(&pieces.collect::<Vec<_>>()) {
                self.fit(&assembled, Repairs::of(Repair::Wrapped), Standing::Answer, &mut judged);
            }
        }
        if judged.valid.is_none() && judged.disowned.is_empty() && !judged.has_members() {
            for fields in fields::readings(answer, &self.schema.root, self.cut, &mut self.work) {
                let standing = self.standing(answer, fields.start, fields.end);
                self.judge(&fields.value, Repairs::of(fields.repair), standing, 0, &mut judged);
            }
        }
        judged.verdict(self.schema, answer, self.cut, self.repairs)
    }

    fn candidate(&mut self, text: &str, candidate: &Candidate<'_>, judged: &mut Judged) {
        let mut repairs = candidate.read.repairs;
        let end = candidate.read.end;
        repairs.extend(around(text, candidate.start, end));
        let standing = self.standing(text, candidate.start, end);
        judged.candidates += 1;
        self.judge(&candidate.read.value, repairs, standing, 0, judged);
        judged.last_is_whole = candidate.read.value.is_whole();
    }

    fn standing(&self, text: &str, start: usize, end: usize) -> Standing {
        let repeats = text.get(start..end).is_some_and(|piece| self.material.contains(piece));
        if repeats || disown(text, start, end) { Standing::Disowned } else { Standing::Answer }
    }

    /// Judges `loose`, or what it wraps: an object around the answer, a list of one, a tool call.
    fn judge(
        &mut self,
        loose: &Loose<'_>,
        repairs: Repairs,
        standing: Standing,
        depth: usize,
        judged: &mut Judged,
    ) {
        let Node::Object(object) = plain(&self.schema.root) else {
            self.fit(loose, repairs, standing, judged);
            return;
        };
        let mut inside = repairs;
        inside.add(Repair::Wrapped);
        match loose {
            _ if depth > MAX_WRAPPERS => {}
            Loose::Object { members, .. } => {
                let is_known = |name: &str| object.member(name).is_some();
                let is_call = wrapped::is_tool_call(members);
                let is_answer = !is_call && members.iter().any(|(name, _)| is_known(name));
                if is_answer && self.fit(loose, repairs, standing, judged) {
                    return;
                }
                // Under a name of the answer, too, where a label is due and an object stands.
                let may_wrap = |name: &str, value: &Loose<'_>| {
                    is_call || wrapped::may_wrap(object, name, value)
                };
                for (name, value) in members.iter().filter(|(name, value)| may_wrap(name, value)) {
                    let standing =
                        if wrapped::is_no_answer(name) { Standing::Disowned } else { standing };
                    self.judge(value, inside, standing, depth + 1, judged);
                }
            }
            Loose::List { items, .. } => {
                if let Some(assembled) = wrapped::assembled(items)
                    && self.fit(&assembled, inside, standing, judged)
                {
                    return;
                }
                for item in items {
                    self.judge(item, inside, standing, depth + 1, judged);
                }
            }
            Loose::Text { text, cut: false }
                if depth > 0 && text.trim_start().starts_with(['{', '[']) =>
            {
                let root = &self.schema.root;
                if let Ok(read) = lenient::read(
                    text.trim_start(),
                    0,
                    Opening::Present,
                    root,
                    false,
                    &mut self.work,
                ) {
                    inside.add(Repair::DoubleEncoded);
                    inside.extend(read.repairs);
                    self.judge(&read.value, inside, standing, depth + 1, judged);
                }
            }
            _ => {}
        }
    }

    /// Whether `loose` itself, brought into the form of the schema, is a valid answer.
    fn fit(
        &mut self,
        loose: &Loose<'_>,
        repairs: Repairs,
        standing: Standing,
        judged: &mut Judged,
    ) -> bool {
        let coerced = coerced(self.schema, loose, &mut self.work);
        let mut problems = coerced.doubts;
        problems.extend(self.schema.problems(&coerced.value));
        if problems.is_empty() {
            problems = self.schema.empty_words(&coerced.value);
        }
        if !problems.is_empty() {
            judged.rejected.push((coerced.value, problems));
            return false;
        }
        let mut all = repairs;
        all.extend(coerced.repairs);
        let candidate = judged.candidates;
        judged.accept(Valid { value: coerced.value, repairs: all, candidate }, standing);
        true
    }
}

/// How deep an answer may be wrapped.
const MAX_WRAPPERS: usize = 8;

/// Whether a value stands in the text as the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Answer,
    /// Quoted, given as an example or taken back.
    Disowned,
}

/// What came of the candidates of one text.
#[derive(Default)]
struct Judged {
    valid: Option<Valid>,
    /// A valid value that is disowned.
    disowned: Vec<Value>,
    /// Whether two valid values differ.
    differ: bool,
    /// Values that do not fit, each with what is wrong.
    rejected: Vec<(Value, Vec<String>)>,
    /// How many candidates were judged, and whether the end of the last one was seen.
    candidates: usize,
    last_is_whole: bool,
}

impl Judged {
    fn accept(&mut self, valid: Valid, standing: Standing) {
        match (&mut self.valid, standing) {
            (_, Standing::Disowned) => self.disowned.push(valid.value),
            (Some(first), _) if first.value != valid.value => self.differ = true,
            (Some(first), _) => first.repairs.add(Repair::RepeatedAnswer),
            (None, _) => self.valid = Some(valid),
        }
    }

    /// Whether something was read as JSON that has members of the answer.
    fn has_members(&self) -> bool {
        self.rejected
            .iter()
            .any(|(value, _)| value.as_object().is_some_and(|members| !members.is_empty()))
    }

    /// Whether anything in the text says something else than `value`.
    fn contradicts(&self, schema: &Schema, value: &Value) -> bool {
        self.differ
            || self.disowned.iter().any(|other| other != value)
            || self.rejected.iter().any(|(other, _)| differ_in_a_label(&schema.root, other, value))
    }

    fn verdict(
        mut self,
        schema: &Schema,
        text: &str,
        cut: bool,
        repairs: Repairs,
    ) -> Result<Accepted<Value>, Vec<String>> {
        if let Some(valid) = self.valid.take() {
            if self.contradicts(schema, &valid.value) {
                return Err(vec![
                    "the answer holds several different JSON objects; write exactly one".to_owned(),
                ]);
            }
            let is_cut = valid.repairs.has(Repair::CutText) || valid.repairs.has(Repair::CutList);
            if cut && !self.last_is_whole && !is_cut && valid.candidate != self.candidates {
                // What the cut took away might have been another answer.
                return Err(Vec::new());
            }
            let mut all = repairs;
            all.extend(valid.repairs);
            return Ok(Accepted { value: valid.value, repairs: all.list() });
        }
        // Brackets in prose are no answer with problems, if there is anything else.
        let meant = |(value, _): &&(Value, Vec<String>)| {
            value.as_object().is_some_and(|object| !object.is_empty())
        };
        let rejected = self.rejected.iter().find(meant).or(self.rejected.first());
        Err(match rejected {
            Some((_, problems)) => problems.clone(),
            None if !self.disowned.is_empty() => {
                vec![
                    "the answer only quotes a JSON object; write your own answer as one".to_owned(),
                ]
            }
            None if text.trim().is_empty() => vec!["the answer holds no text".to_owned()],
            None => vec![
                "the answer holds no JSON object; write the object and nothing else".to_owned(),
            ],
        })
    }
}

/// Whether two values of one schema say different things about a label, a number or a truth. Texts may be
/// worded in two ways.
fn differ_in_a_label(node: &Node, one: &Value, other: &Value) -> bool {
    match plain(node) {
        Node::Object(object) => object.members.iter().any(|member| {
            match (one.get(&member.name), other.get(&member.name)) {
                (Some(one), Some(other)) => differ_in_a_label(&member.node, one, other),
                _ => false,
            }
        }),
        Node::Choice(_) | Node::Number { .. } | Node::Boolean => {
            one != other && problems_at(node, one, "").is_empty()
        }
        _ => false,
    }
}

/// What stands around the answer, as repairs.
fn around(text: &str, start: usize, end: usize) -> Repairs {
    let before = text.get(..start).unwrap_or_default().trim();
    let behind = text.get(end..).unwrap_or_default().trim();
    let mut repairs = Repairs::default();
    if before.contains("```") || before.contains("~~~") {
        repairs.add(Repair::CodeFence);
    }
    let is_fence = |text: &str| {
        text.trim_matches(['`', '~']).chars().all(char::is_alphanumeric)
            && (text.is_empty() || text.starts_with(['`', '~']))
    };
    if !repairs.has(Repair::CodeFence) && (!is_fence(before) || !is_fence(behind)) {
        repairs.add(Repair::SurroundingText);
    }
    repairs
}

/// An answer that is a text and no JSON.
fn plain_text(schema: &Schema, said: &Said) -> Result<Accepted<Value>, Vec<String>> {
    let Thoughtless { answer, thought, unfinished } = without_thoughts(&said.text);
    let mut repairs = Repairs::default();
    if thought {
        repairs.add(Repair::ThoughtRemoved);
    }
    if unfinished {
        return Err(vec!["the answer ends inside a thought; write the answer itself".to_owned()]);
    }
    if said.was_cut() {
        repairs.add(Repair::CutText);
    }
    let text = answer.trim();
    let fenced = text.strip_prefix("```").and_then(|text| text.strip_suffix("```"));
    let text = match fenced.and_then(|inside| inside.split_once('\n')) {
        Some((_, inside)) if !inside.contains("```") => {
            repairs.add(Repair::CodeFence);
            inside.trim()
        }
        _ => text,
    };
    let value = Value::from(text);
    let problems = schema.problems(&value);
    if problems.is_empty() {
        Ok(Accepted { value, repairs: repairs.list() })
    } else {
        Err(problems)
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
        let text = "{\"score\": 0.1} ".repeat(17);
        assert!(judged(&text).unwrap_err().join("").contains("too many brackets"));
    }

    #[test]
    fn hostile_sizes_and_depths_are_problems() {
        assert!(judged(&"[".repeat(100_000)).is_err());
        assert!(judged(&"{\"a\":".repeat(50_000)).is_err());
        assert!(judged(&format!("{}1{}", "{\"a\":".repeat(20_000), "}".repeat(20_000))).is_err());
        assert!(judged(&"x".repeat(8_000_000)).unwrap_err().join("").contains("bytes"));
    }
}
