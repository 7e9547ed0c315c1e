//! The attempts at one question: it is put again, with every problem named, until its answer can be used.

use std::ops::ControlFlow::{self, Break, Continue};

use super::{Heard, Retry, call::Call};
use crate::{
    answer::{
        Asked, Problem, Provenance, Reason, Remedy, Said, Schema,
        judge::{self, Accepted, CUT, Refused},
    },
    limits::{MAX_PROBLEM_CHARACTERS, MAX_PROBLEMS},
    question::{AnswerType, Conversation, Question},
    telemetry::Traffic,
    text::excerpt,
};

/// What comes of `question`, which is put as often as `call` may.
pub(super) async fn ask<T: AnswerType>(
    call: &Call,
    question: &Question<'_, T>,
) -> (Asked<T>, Traffic) {
    let max_asks = call.options().max_asks;
    let mut attempts = Attempts::at(question, call);
    for attempt in 1..=max_asks {
        let heard = call.request(question.id(), attempt, &attempts.conversation).await;
        if attempts.take(heard, max_asks - attempt).is_break() {
            break;
        }
    }
    attempts.end()
}

/// What has come of a question so far.
struct Attempts<'a, 'q, T: 'static> {
    question: &'a Question<'q, T>,
    conversation: Conversation<'q>,
    provenance: Provenance,
    traffic: Traffic,
    /// The first cut answer of which something is certain, used if no complete one follows: later ones were to be
    /// shorter, so that less of them is certain.
    kept: Option<Kept<T>>,
    /// The last answer that fits the schema and not the check of the question, and what is wrong with it. It has
    /// heeded what was said of those before.
    flawed: Option<(Kept<T>, Vec<Problem>)>,
    /// Why there is no answer, if there is none in the end, and the code of the host's error.
    reason: (Reason, Option<i64>),
}

/// An answer that can be used, and who gave it.
struct Kept<T> {
    accepted: Accepted<T>,
    model: String,
}

impl<'a, 'q, T: AnswerType> Attempts<'a, 'q, T> {
    fn at(question: &'a Question<'q, T>, call: &Call) -> Self {
        Self {
            question,
            conversation: question.conversation(&call.tool, call.options()),
            provenance: Provenance::unasked(question.version()),
            traffic: Traffic::default(),
            kept: None,
            flawed: None,
            reason: (Reason::Unusable, None),
        }
    }

    /// Takes what came of one attempt, with so many `left`. Whether that was the last one.
    fn take(&mut self, heard: Heard, left: u32) -> ControlFlow<()> {
        self.traffic.count(&self.conversation, &heard);
        self.provenance.asked += u32::from(!matches!(heard, Heard::NotPut(_)));
        match heard {
            Heard::Said(said) => self.take_answer(said, left),
            Heard::Nothing { reason, retry, code } => {
                self.reason = (reason, code);
                match retry {
                    Retry::Worthwhile => Continue(()),
                    Retry::Pointless => Break(()),
                }
            }
            Heard::NotPut(reason) => {
                self.reason = (reason, None);
                Break(())
            }
        }
    }

    fn take_answer(&mut self, said: Said, left: u32) -> ControlFlow<()> {
        let (question, schema) = (self.question, self.question.schema());
        let problems = match judge::read_about::<T>(schema, &said, question.material()) {
            Err(Refused { mut problems, in_form }) => {
                // The model puts right what is named, and may have no attempt left for the rest.
                problems.extend(in_form.iter().flat_map(|answer| question.problems(answer)));
                shortened(problems, schema)
            }
            Ok(accepted) => {
                let problems = question.problems(&accepted.value);
                let asks_for_a_shorter_one =
                    accepted.is_cut() && !question.takes_parts() && left > 0;
                let answer = Kept { accepted, model: said.model };
                if !problems.is_empty() {
                    let problems = shortened(problems, schema);
                    self.flawed = Some((answer, problems.clone()));
                    problems
                } else if asks_for_a_shorter_one {
                    self.kept.get_or_insert(answer);
                    vec![CUT.to_owned().into()]
                } else {
                    self.kept = Some(answer);
                    return Break(());
                }
            }
        };
        self.reason = (Reason::Unusable, None);
        self.conversation.ask_again(&said.text, &problems, schema);
        for problem in problems {
            if !self.provenance.problems.contains(&problem) {
                self.provenance.problems.push(problem);
            }
        }
        Continue(())
    }

    fn end(self) -> (Asked<T>, Traffic) {
        let Self {
            question, mut provenance, traffic, kept, flawed, reason: (reason, code), ..
        } = self;
        let kept = kept.or_else(|| {
            let (Kept { accepted, model }, problems) = flawed?;
            let value = question.mended(accepted.value)?;
            for problem in &mut provenance.problems {
                if problems.contains(problem) {
                    problem.remedy = Some(Remedy::LeftOut);
                }
            }
            Some(Kept { accepted: Accepted { value, ..accepted }, model })
        });
        let asked = match kept {
            Some(Kept { accepted, model }) => {
                provenance.model = Some(model);
                let provenance = provenance.accepted(accepted.repairs);
                Asked { value: Some(accepted.value), provenance }
            }
            None => Asked { value: None, provenance: provenance.without_answer(reason, code) },
        };
        (asked, traffic)
    }
}

/// Few and short enough for the next request and for the reply; the last one says how many more there are, and of which
/// members.
fn shortened(problems: Vec<String>, schema: &Schema) -> Vec<Problem> {
    let problems = problems.into_iter().map(|text| Problem::of(text, schema));
    let mut problems: Vec<_> = problems.collect();
    let others = problems.split_off(problems.len().min(MAX_PROBLEMS));
    for problem in &mut problems {
        problem.text = excerpt(&problem.text, MAX_PROBLEM_CHARACTERS);
    }
    if !others.is_empty() {
        let (count, of_members) = (others.len(), counted_by_member(&others, schema));
        let more = format!("{count} more problems, which this list has no room for{of_members}");
        problems.push(more.into());
    }
    problems
}

/// How many of `problems` each member of an answer has: ": 8 of \"timeline\", 1 of \"title\"".
fn counted_by_member(problems: &[Problem], schema: &Schema) -> String {
    let counts = schema.member_names().filter_map(|name| {
        let is_about = |problem: &&Problem| problem.member.as_deref() == Some(name);
        let count = problems.iter().filter(is_about).count();
        (count > 0).then(|| format!("{count} of {name:?}"))
    });
    let counts: Vec<_> = counts.collect();
    if counts.is_empty() { String::new() } else { format!(": {}", counts.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_problems_that_is_cut_says_how_many_more_there_are_and_of_what() {
        let schema = serde_json::json!({
            "type": "object", "properties": {
                "title": {"type": "string"},
                "timeline": {"type": "array", "items": {"type": "string"}},
            },
        });
        let schema = Schema::compile(schema).unwrap();
        let problems = |count: usize| (0..count).map(|index| format!("timeline[{index}] is wrong"));
        let cut = |problems: Vec<String>| shortened(problems, &schema);
        assert_eq!(cut(problems(MAX_PROBLEMS).collect()).len(), MAX_PROBLEMS);
        let others = ["\"title\" is missing".to_owned(), "the answer is late".to_owned()];
        let cut = cut(problems(MAX_PROBLEMS + 3).chain(others).collect());
        assert_eq!(cut.len(), MAX_PROBLEMS + 1);
        assert_eq!(
            cut.last().unwrap().text,
            "5 more problems, which this list has no room for: 3 of \"timeline\", 1 of \"title\""
        );
    }
}
