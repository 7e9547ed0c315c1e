//! What came of the candidates of one text: one answer, several that differ, or what is wrong with all of them.

use serde_json::Value;

use super::{
    Repair,
    judge::{Accepted, CUT, Refused},
    lenient::plain,
    provenance::Repairs,
    schema::{Node, Schema},
    validate::problems_at,
};

/// A value that validates.
pub(super) struct Valid {
    pub(super) value: Value,
    pub(super) repairs: Repairs,
    /// Of which candidate it was read.
    pub(super) candidate: usize,
}

/// Whether a value stands in the text as the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Answer,
    /// Quoted, given as an example or taken back.
    Disowned,
}

/// A value that does not validate.
pub(super) struct Rejected {
    pub(super) value: Value,
    /// What is wrong with it; nothing if it was only said beside the answer.
    pub(super) problems: Vec<String>,
    /// Of which candidate it was read.
    pub(super) candidate: usize,
    /// Whether it has the form of the schema all the same.
    pub(super) is_in_form: bool,
}

/// What came of the candidates of one text.
#[derive(Default)]
pub(super) struct Verdict {
    pub(super) valid: Option<Valid>,
    /// A valid value that is disowned.
    pub(super) disowned: Vec<Value>,
    /// Whether two valid values differ.
    pub(super) differ: bool,
    /// Values that do not fit.
    pub(super) rejected: Vec<Rejected>,
    /// How many candidates were judged, and whether the end of the last one was seen.
    pub(super) candidates: usize,
    pub(super) last_is_whole: bool,
}

impl Verdict {
    pub(super) fn accept(&mut self, valid: Valid, standing: Standing) {
        match (&mut self.valid, standing) {
            (_, Standing::Disowned) => self.disowned.push(valid.value),
            (Some(first), _) if first.value != valid.value => self.differ = true,
            (Some(first), _) => first.repairs.add(Repair::RepeatedAnswer),
            (None, _) => self.valid = Some(valid),
        }
    }

    /// Whether nothing was found that is an answer, or was meant to be one.
    pub(super) fn is_empty(&self) -> bool {
        self.valid.is_none() && self.disowned.is_empty() && self.rejected.is_empty()
    }

    /// Whether something was read as JSON that has members of the answer.
    pub(super) fn has_members(&self) -> bool {
        self.rejected
            .iter()
            .any(|rejected| rejected.value.as_object().is_some_and(|members| !members.is_empty()))
    }

    /// Whether anything in the text says something else than `valid`. What stands behind it may correct it, even
    /// with a label that nobody knows.
    fn contradicts(&self, schema: &Schema, valid: &Valid) -> bool {
        let differs = |rejected: &Rejected| {
            let is_behind = rejected.candidate > valid.candidate;
            differ(&schema.root, &rejected.value, &valid.value, is_behind)
        };
        self.differ
            || self.disowned.iter().any(|other| *other != valid.value)
            || self.rejected.iter().any(differs)
    }

    pub(super) fn into_result(
        mut self,
        schema: &Schema,
        text: &str,
        cut: bool,
        repairs: Repairs,
    ) -> Result<Accepted<Value>, Refused<Value>> {
        if let Some(valid) = self.valid.take() {
            if self.contradicts(schema, &valid) {
                return Err(vec![
                    "the answer holds several different JSON objects; write exactly one".to_owned(),
                ]
                .into());
            }
            let is_cut = valid.repairs.has(Repair::CutText) || valid.repairs.has(Repair::CutList);
            let is_inside =
                valid.candidate == self.candidates && !valid.repairs.has(Repair::Wrapped);
            if cut && !self.last_is_whole && !is_cut && !is_inside {
                // What the cut took away might have been another answer.
                return Err(vec![CUT.to_owned()].into());
            }
            let mut all = repairs;
            all.extend(valid.repairs);
            return Ok(Accepted { value: valid.value, repairs: all.list() });
        }
        // Brackets in prose are no answer with problems, if there is anything else.
        let meant = |rejected: &&Rejected| {
            rejected.value.as_object().is_some_and(|object| !object.is_empty())
        };
        let rejected = self.rejected.iter().find(meant).or(self.rejected.first());
        if let Some(Rejected { value, problems, is_in_form, .. }) = rejected {
            let in_form = is_in_form.then(|| value.clone());
            return Err(Refused { problems: problems.clone(), in_form });
        }
        let problem = if !self.disowned.is_empty() {
            "the answer only quotes a JSON object; write your own answer as one"
        } else if text.trim().is_empty() {
            "the answer holds no text"
        } else {
            "the answer holds no JSON object; write the object and nothing else"
        };
        Err(vec![problem.to_owned()].into())
    }
}

/// Whether two values of one schema say different things about a label, a number or a truth. Texts may be worded
/// in two ways, and a label that does not fit says nothing, unless it stands behind the other.
fn differ(node: &Node, one: &Value, other: &Value, is_behind: bool) -> bool {
    if is_behind && one.is_null() != other.is_null() {
        return true;
    }
    match plain(node) {
        Node::Object(object) => object.members.iter().any(|member| {
            match (one.get(&member.name), other.get(&member.name)) {
                (Some(one), Some(other)) => differ(&member.node, one, other, is_behind),
                _ => false,
            }
        }),
        Node::Choice(_) | Node::Number { .. } | Node::Boolean => {
            one != other && (is_behind || problems_at(node, one, "").is_empty())
        }
        _ => false,
    }
}
