//! The reply of a batch tool: a row for each row, within what hosts accept of one reply.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use rmcp::{
    ErrorData,
    handler::server::tool::IntoCallToolResult,
    model::{CallToolResponse, CallToolResult, ContentBlock, JsonObject},
};
use schemars::JsonSchema;
use serde::Serialize;

use super::{ask::Outcomes, judgment::Outcome, rows::Row};
use crate::{
    answer::{self, Reason, Repair, Source},
    limits::{MAX_PROBLEM_CHARACTERS, MAX_PROBLEMS, MAX_REPLY_CHARACTERS},
    text::excerpt,
};

/// The answer about one row, in short.
pub trait Brief: Clone + Serialize + JsonSchema + 'static {
    /// What the row is counted under; none where no label fits.
    fn label(&self) -> Option<&str>;

    /// What else there is to say of it, in a word or two.
    fn remark(&self) -> String;
}

/// `number` to two digits after the point, as a row of two hundred has room for it.
pub fn in_short(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// What a batch tool replies.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BatchAnswer<R> {
    /// The rows that were answered, in their order.
    pub rows: Vec<AnsweredRow<R>>,
    /// The rows that could not be read, and why.
    pub skipped: Vec<SkippedRow>,
    /// How often each label was given, the most frequent first.
    pub distribution: Vec<Share>,
    /// How many rows came from where.
    pub sources: Sources,
    /// How many rows there are in all.
    pub total_rows: usize,
    /// The `start_row` of the call that goes on from here; null at the end.
    pub next_row: Option<usize>,
    /// The columns that were read, the id first if there is one; [] of an inline list.
    pub columns: Vec<String>,
    /// The encoding that the table was read in; where it is `windows-1252`, that is an assumption. Null of an inline list.
    pub encoding: Option<String>,
    /// Where the answers come from.
    pub provenance: BatchProvenance,
}

/// The answer about one row.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AnsweredRow<R> {
    /// The number of the row; 1 is the first.
    pub row: usize,
    /// The caller's own id of it, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The answer in short.
    #[serde(flatten)]
    pub answer: R,
    /// Who gave the answer.
    pub source: Source,
}

/// A row that could not be read.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SkippedRow {
    /// The number of the row; 1 is the first.
    pub row: usize,
    /// The line of the file on which it begins; absent for an inline list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Why.
    pub reason: String,
}

/// How often a label was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Share {
    /// The label; null where none fits.
    pub label: Option<String>,
    /// How many rows have it.
    pub rows: usize,
}

/// How many rows came from where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Sources {
    /// From the host's model, as it stands.
    pub model: usize,
    /// From the host's model, after a repair.
    pub repaired: usize,
    /// From the server's own analysis.
    pub fallback: usize,
}

/// Where the answers of a batch come from: what [`Provenance`](crate::Provenance) says of one answer, for all of them.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BatchProvenance {
    /// Why the model did not help, and with how many rows.
    pub reasons: Vec<ReasonShare>,
    /// The same in a sentence; null if the model helped with every row.
    pub note: Option<String>,
    /// The name that the host gave for its model; null if no model answered.
    pub model: Option<String>,
    /// The question's id and the version of its prompt and answer schema.
    pub prompt: String,
    /// How many requests were put to the host.
    pub asked: u32,
    /// What was forgiven in the accepted answers, by name; `docs/answers.md` shows an example of each.
    #[schemars(with = "Vec<String>")]
    pub repairs: Vec<Repair>,
    /// What was wrong with the answers that were not accepted, the first ones.
    pub problems: Vec<String>,
}

/// Why the model did not help with some rows.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReasonShare {
    /// Why.
    pub reason: Reason,
    /// How many rows.
    pub rows: usize,
}

impl<A> Outcomes<A> {
    /// A row for each row: the model's answer in short, or the `fallback`'s where the model did not help.
    pub fn reply<R: Brief>(
        self,
        in_short: impl Fn(&A) -> R,
        fallback: impl Fn(&str) -> R,
    ) -> BatchAnswer<R> {
        let mut answers: BTreeMap<usize, R> = BTreeMap::new();
        let (mut rows, mut skipped) = (Vec::new(), Vec::new());
        for (row, place) in self.rows.rows.iter().zip(&self.places) {
            let outcome = place.and_then(|place| Some((place, self.outcomes.get(place)?)));
            match (&row.text, outcome) {
                (Ok(text), Some((place, outcome))) => {
                    let answer = answers.entry(place).or_insert_with(|| match outcome {
                        Ok((answer, _)) => in_short(answer),
                        Err(_) => fallback(text),
                    });
                    rows.push((
                        answered(row, answer.clone(), outcome),
                        outcome.as_ref().err().copied(),
                    ));
                }
                (Err(reason), _) => {
                    skipped.push(SkippedRow {
                        row: row.number,
                        line: row.line,
                        reason: reason.clone(),
                    });
                }
                (Ok(_), None) => unreachable!("every text has an outcome"),
            }
        }
        Draft { rows, skipped, outcomes: &self }.shortened()
    }
}

fn answered<A, R>(row: &Row, answer: R, outcome: &Outcome<A>) -> AnsweredRow<R> {
    let source = outcome.as_ref().map_or(Source::Fallback, |(_, source)| *source);
    AnsweredRow { row: row.number, id: row.id.clone(), answer, source }
}

/// A reply that may be too long.
struct Draft<'a, A, R> {
    /// Each row, and why the model did not help with it.
    rows: Vec<(AnsweredRow<R>, Option<Reason>)>,
    skipped: Vec<SkippedRow>,
    outcomes: &'a Outcomes<A>,
}

impl<A, R: Brief> Draft<'_, A, R> {
    /// The reply with as many rows as hosts accept in one; the others are left to the next call.
    fn shortened(&self) -> BatchAnswer<R> {
        let mut rows = self.outcomes.rows.rows.len();
        loop {
            let reply = self.reply(rows);
            let characters = reply.characters();
            if characters <= MAX_REPLY_CHARACTERS || rows <= 1 {
                return reply;
            }
            rows = (rows * MAX_REPLY_CHARACTERS / characters).clamp(1, rows - 1);
        }
    }

    /// The reply with the first `rows` rows.
    fn reply(&self, rows: usize) -> BatchAnswer<R> {
        let Outcomes { rows: all, record, .. } = self.outcomes;
        let next_row = all.rows.get(rows).map(|row| row.number).or(all.next_row);
        let is_taken = |row: usize| next_row.is_none_or(|next| row < next);
        let taken: Vec<_> = self.rows.iter().filter(|(row, _)| is_taken(row.row)).collect();
        let reasons = counted(taken.iter().filter_map(|(_, reason)| *reason));
        let problems = record.problems.iter().take(MAX_PROBLEMS);
        let provenance = BatchProvenance {
            note: note(&reasons),
            reasons: reasons
                .into_iter()
                .map(|(reason, rows)| ReasonShare { reason, rows })
                .collect(),
            model: record.model.clone(),
            prompt: record.prompt.clone(),
            asked: record.asked,
            repairs: record.repairs.iter().copied().collect(),
            problems: problems.map(|problem| excerpt(problem, MAX_PROBLEM_CHARACTERS)).collect(),
        };
        let mut sources = Sources::default();
        for (row, _) in &taken {
            *match row.source {
                Source::Model => &mut sources.model,
                Source::Repaired => &mut sources.repaired,
                Source::Fallback => &mut sources.fallback,
            } += 1;
        }
        let labels = counted(taken.iter().map(|(row, _)| row.answer.label().map(str::to_owned)));
        BatchAnswer {
            distribution: labels.into_iter().map(|(label, rows)| Share { label, rows }).collect(),
            rows: taken.into_iter().map(|(row, _)| row.clone()).collect(),
            skipped: self.skipped.iter().filter(|row| is_taken(row.row)).cloned().collect(),
            sources,
            total_rows: all.total,
            next_row,
            columns: all.columns.clone(),
            encoding: all.encoding.clone(),
            provenance,
        }
    }
}

/// A name in a line of the text: in quotation marks unless it has letters, digits and these `signs` only, so that it can be
/// nothing but a name.
fn plain_or_quoted<'n>(name: &'n str, signs: &str) -> Cow<'n, str> {
    let is_plain = name.chars().all(|sign| sign.is_alphanumeric() || signs.contains(sign));
    if is_plain { name.into() } else { format!("{name:?}").into() }
}

/// How often each value comes, the most frequent first.
fn counted<K: Ord>(values: impl Iterator<Item = K>) -> Vec<(K, usize)> {
    let mut counts: BTreeMap<K, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

fn note(reasons: &[(Reason, usize)]) -> Option<String> {
    let clauses: Vec<_> = reasons
        .iter()
        .map(|(reason, rows)| {
            format!("{} ({rows} {})", reason.clause(), if *rows == 1 { "row" } else { "rows" })
        })
        .collect();
    (!clauses.is_empty())
        .then(|| format!("Estimated without a model because {}.", clauses.join("; because ")))
}

impl<R: Brief> BatchAnswer<R> {
    /// The reply for a host that shows its model only text: a line for each label, with its rows. The same as JSON
    /// would be twice as long, and hosts refuse a reply over 40,000 characters.
    fn text(&self) -> String {
        let Sources { model, repaired, fallback } = self.sources;
        let mut lines = vec![format!(
            "{} of {} rows: {} answered by the host's model, {fallback} estimated without it (marked *).",
            self.rows.len(),
            self.total_rows,
            model + repaired,
        )];
        for share in &self.distribution {
            let rows = self.rows.iter().filter(|row| row.answer.label() == share.label.as_deref());
            let rows: Vec<_> = rows.map(AnsweredRow::text).collect();
            lines.push(format!(
                "{}: {}",
                share
                    .label
                    .as_deref()
                    .map_or("(none fits)".into(), |label| plain_or_quoted(label, " -_./#&+'")),
                rows.join(", ")
            ));
        }
        lines.extend(self.skipped.iter().map(SkippedRow::text));
        lines.extend(self.next_row.map(|row| format!("Go on with start_row {row}.")));
        lines.extend(self.provenance.note.clone());
        lines.join("\n")
    }

    /// How long the result of the call is, as it travels.
    fn characters(&self) -> usize {
        let result = serde_json::to_string(&self.result()).expect("a reply can be written as JSON");
        result.chars().count()
    }

    fn result(&self) -> CallToolResult {
        let structured = serde_json::to_value(self).expect("a reply can be written as JSON");
        let mut result = CallToolResult::structured(structured);
        result.content = vec![ContentBlock::text(self.text())];
        result
    }
}

impl<R: Brief> AnsweredRow<R> {
    /// `12 [T-12] high 0.90*`
    fn text(&self) -> String {
        let id = self.id.as_ref().map(|id| format!(" [{}]", plain_or_quoted(id, "-_.#/:")));
        let id = id.unwrap_or_default();
        let mark = if self.source == Source::Fallback { "*" } else { "" };
        format!("{}{id} {}{mark}", self.row, self.answer.remark())
    }
}

impl SkippedRow {
    fn text(&self) -> String {
        let line = self.line.map(|line| format!(" (line {line})")).unwrap_or_default();
        format!("Row {}{line} was skipped: {}.", self.row, self.reason)
    }
}

impl<R: Brief> IntoCallToolResult for BatchAnswer<R> {
    fn into_call_tool_result(self) -> Result<CallToolResponse, ErrorData> {
        Ok(self.result().into())
    }
}

/// The output schema of a batch tool.
pub fn output_schema<R: Brief>() -> Arc<JsonObject> {
    answer::output_schema::<BatchAnswer<R>>()
}
