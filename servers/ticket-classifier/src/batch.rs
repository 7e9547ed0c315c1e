//! Many tickets at once: the same question in short, some twenty tickets in each. A fork that needs no batch deletes
//! this file and the lines that the compiler then names, in `lib.rs`, `server.rs` and `taxonomy.rs`.

use rmcp::{handler::server::wrapper::Parameters, tool, tool_router};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared::{
    Material, Prompt, Question, Refusal, Sampler,
    batch::{
        BatchAnswer, Brief, Column, Input, ItemAnswer, ItemAnswers, Listed, Rows, first_row,
        most_rows, output_schema,
    },
    material,
    reply::to_hundredths,
};

use crate::{
    TicketClassifier,
    answer::{Priority, Ticket},
    fallback,
};

/// The question about many tickets: the instructions of the one, and the type of its answer.
pub static TICKETS: Prompt<ItemAnswers<ItemTicket>> =
    Prompt::for_items("tickets", include_str!("prompt.md"));

/// A category, a priority and a quotation.
const MAX_TOKENS_PER_TICKET: u32 = 100;

/// The names that columns of ids, subjects and bodies usually have, the likeliest first.
const IDS: [&str; 14] = [
    "id",
    "key",
    "number",
    "no",
    "ticket id",
    "ticket number",
    "case id",
    "case number",
    "issue id",
    "issue key",
    "issue number",
    "request id",
    "reference",
    "uuid",
];
const SUBJECTS: [&str; 5] = ["subject", "title", "summary", "headline", "short description"];
const BODIES: [&str; 11] = [
    "body",
    "description",
    "message",
    "text",
    "content",
    "comment",
    "details",
    "ticket text",
    "question",
    "issue",
    "query",
];

/// What the model must answer about one of many tickets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-aliases" = {
    "item": ["number", "id"],
    "category": ["label", "class", "type"],
    "priority": ["urgency"],
    "evidence": ["quote", "phrase"],
}))]
pub struct ItemTicket {
    /// The number of the item.
    #[schemars(range(min = 1))]
    pub item: u32,
    /// The category the ticket belongs to; null if none fits.
    #[schemars(extend("x-chosen-from" = "categories"))]
    pub category: Option<String>,
    /// How soon somebody must look at it.
    pub priority: Priority,
    /// The probability that a careful reader would choose this category too.
    #[schemars(range(min = 0, max = 1), extend("x-unit" = "fraction"))]
    pub confidence: f64,
    /// The phrase of this item that decides; null only if category is null.
    #[schemars(length(min = 1, max = 200))]
    pub evidence: Option<String>,
}

impl ItemAnswer for ItemTicket {
    fn item(&self) -> u32 {
        self.item
    }
}

impl ItemTicket {
    /// Everything that is wrong with this answer about `ticket`. The quotation also shows that the answer is about this
    /// ticket and not about its neighbor.
    pub fn problems(&self, ticket: &Material) -> Vec<String> {
        match (&self.evidence, &self.category) {
            (Some(quote), _) => Vec::from_iter(ticket.misquoted("evidence", quote)),
            (None, None) => Vec::new(),
            (None, Some(category)) => {
                vec![format!(
                    "evidence is null and category is {category:?}; quote what decides, or choose null"
                )]
            }
        }
    }
}

/// The reply about one row.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TicketRow {
    /// The category the ticket belongs to; null if none fits.
    pub category: Option<String>,
    /// How soon somebody must look at it.
    pub priority: Priority,
    /// The probability, from 0 to 1, that a careful reader would choose this category too.
    pub confidence: f64,
}

impl TicketRow {
    fn new(category: Option<&str>, priority: Priority, confidence: f64) -> Self {
        Self {
            category: category.map(str::to_owned),
            priority,
            confidence: to_hundredths(confidence),
        }
    }
}

impl Brief for TicketRow {
    fn label(&self) -> Option<&str> {
        self.category.as_deref()
    }

    fn remark(&self) -> String {
        match self.priority {
            Priority::Normal => self.confidence.to_string(),
            priority => format!("{priority} {}", self.confidence),
        }
    }
}

/// One ticket of a list.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct ListedTicket {
    /// What it says.
    body: String,
    /// Its subject; none by default.
    #[serde(default)]
    subject: String,
    /// Your own id, which the reply repeats; none by default.
    #[serde(default)]
    id: String,
}

/// The arguments of `classify_ticket_batch`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClassifyTicketBatch {
    /// The tickets, each at most 20,000 characters; none by default. Send these or `path`.
    #[serde(default)]
    tickets: Vec<ListedTicket>,
    /// A CSV file with a header and a ticket in each row, inside a folder that the server was started with; none by default.
    #[serde(default)]
    path: String,
    /// The column of the body; by default one with a usual name, such as "body", "description" or "message".
    #[serde(default)]
    body_column: String,
    /// The column of the subject; by default one with a usual name, such as "subject", "title" or "summary".
    #[serde(default)]
    subject_column: String,
    /// The column of your own ids, which the reply repeats; by default one with a usual name, such as "id".
    #[serde(default)]
    id_column: String,
    /// The categories to choose from, each a name or "name: description"; by default those the server was started with.
    #[serde(default)]
    categories: Vec<String>,
    /// The first row to read; 1, the first row of data, by default.
    #[serde(default = "first_row")]
    #[schemars(range(min = 1))]
    start_row: i64,
    /// The most rows to read, 1 to 200; 200 by default.
    #[serde(default = "most_rows")]
    #[schemars(range(min = 1, max = 200))]
    max_rows: i64,
}

impl ClassifyTicketBatch {
    fn input(self) -> Input {
        let item = |ticket: ListedTicket| Listed {
            id: Some(ticket.id),
            text: material::joined([ticket.subject.as_str(), ticket.body.as_str()]),
        };
        Input {
            list: "tickets",
            items: self.tickets.into_iter().map(item).collect(),
            path: self.path,
            id: Column { argument: "id_column", named: self.id_column, usual: &IDS },
            text: vec![
                Column { argument: "subject_column", named: self.subject_column, usual: &SUBJECTS },
                Column { argument: "body_column", named: self.body_column, usual: &BODIES },
            ],
            start_row: self.start_row,
            max_rows: self.max_rows,
        }
    }
}

#[tool_router(router = batch_tools, vis = "pub(crate)")]
impl TicketClassifier {
    #[tool(
        title = "Classify many tickets",
        description = "Classifies up to 200 support tickets, from a list or from a CSV file: category, priority and confidence \
            of each row, the distribution, and the `next_row` to go on from. `source` says of each row who answered: the \
            host's model, or a local estimate.",
        annotations(read_only_hint = true, idempotent_hint = true, open_world_hint = false),
        output_schema = output_schema::<TicketRow>()
    )]
    async fn classify_ticket_batch(
        &self,
        Parameters(call): Parameters<ClassifyTicketBatch>,
        sampler: Sampler,
    ) -> Result<BatchAnswer<TicketRow>, Refusal> {
        let taxonomy = self.taxonomy(&call.categories)?;
        let rows = Rows::of(&sampler, call.input()).await?;

        let question = |items: &Material| {
            Question::new(taxonomy.prompt_for_items()).about(taxonomy.material()).about(items)
        };
        let outcomes =
            rows.ask(&sampler, MAX_TOKENS_PER_TICKET, question, ItemTicket::problems).await;
        Ok(outcomes.reply(
            |answer| TicketRow::new(answer.category.as_deref(), answer.priority, answer.confidence),
            |ticket| {
                let Ticket { category, priority, confidence, .. } =
                    fallback::ticket(ticket, &taxonomy);
                TicketRow::new(category.as_deref(), priority, confidence)
            },
        ))
    }
}
