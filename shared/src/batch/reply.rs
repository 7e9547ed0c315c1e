//! What a batch tool replies, as its caller reads it: a row for each row.

use std::sync::Arc;

use rmcp::{
    ErrorData,
    handler::server::tool::IntoCallToolResult,
    model::{CallToolResponse, CallToolResult, ContentBlock, JsonObject},
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    answer::{self, Reason, Repair, Source},
    reply,
};

/// The answer about one row, in short.
pub trait Brief: Clone + Serialize + JsonSchema + 'static {
    /// What the row is counted under; none where no label fits.
    fn label(&self) -> Option<&str>;

    /// What else there is to say of it, in a word or two.
    fn remark(&self) -> String;
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
    /// What was forgiven in the accepted answers, by name.
    // `docs/answers.md` shows an example of each; the caller's model does not have that file.
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

impl<R: Brief> BatchAnswer<R> {
    /// How long the result of the call is, as it travels.
    pub(super) fn characters(&self) -> usize {
        reply::characters(&self.result())
    }

    fn result(&self) -> CallToolResult {
        let structured = serde_json::to_value(self).expect("a reply can be written as JSON");
        let mut result = CallToolResult::structured(structured);
        result.content = vec![ContentBlock::text(self.text())];
        result
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
