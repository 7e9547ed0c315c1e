//! The tool for one ticket: check the input, put the question, accept or fall back.

use std::sync::Arc;

use rmcp::{
    Json,
    handler::server::{router::tool::ToolRouter, wrapper::Parameters},
    tool, tool_router,
};
use schemars::JsonSchema;
use serde::Deserialize;
use shared::{Answer, Question, Refusal, Sampler, SamplingServer, material, resources::Resources};

use crate::{
    answer::{TICKET, Ticket},
    batch::TICKETS,
    fallback,
    taxonomy::Taxonomy,
};

/// A longer ticket is rather an export of many.
const MAX_TICKET_BYTES: usize = 200_000;
/// A category, a reason with its quotations, and what else comes into question.
const MAX_ANSWER_TOKENS: u32 = 1_000;

/// The server, with the categories in force.
#[derive(Debug, Clone)]
pub struct TicketClassifier {
    taxonomy: Arc<Taxonomy>,
}

/// The arguments of `classify_ticket`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClassifyTicket {
    /// What the ticket says, in any language; with the subject at most 200,000 bytes.
    body: String,
    /// Its subject; none by default.
    #[serde(default)]
    subject: String,
    /// The categories to choose from, each a name or "name: description"; by default those the server was started with.
    #[serde(default)]
    categories: Vec<String>,
}

#[tool_router]
impl TicketClassifier {
    #[tool(
        title = "Classify a ticket",
        description = "Finds the category and the priority of a support ticket, with the reason, the phrases that decide and \
            other categories that come into question. A category of null says that none fits. `provenance` says who answered: \
            the host's model, or a local estimate.",
        annotations(read_only_hint = true, idempotent_hint = true, open_world_hint = false)
    )]
    async fn classify_ticket(
        &self,
        Parameters(call): Parameters<ClassifyTicket>,
        sampler: Sampler,
    ) -> Result<Json<Answer<Ticket>>, Refusal> {
        let taxonomy = self.taxonomy(&call.categories)?;
        let ticket = material::joined([call.subject.as_str(), call.body.as_str()]);
        let name = if call.subject.trim().is_empty() { "body" } else { "body with subject" };
        let ticket = material::text(name, ticket, MAX_TICKET_BYTES)?.named("ticket");

        let question = Question::new(taxonomy.prompt())
            .about(taxonomy.material())
            .about(&ticket)
            .max_tokens(MAX_ANSWER_TOKENS)
            .checked_by(|answer: &Ticket| answer.problems(&ticket));
        let asked = sampler.ask(&question).await;
        Ok(Json(asked.or_fall_back(|| fallback::ticket(&ticket, &taxonomy))))
    }
}

impl SamplingServer for TicketClassifier {
    const NAME: &str = env!("CARGO_PKG_NAME");
    const VERSION: &str = env!("CARGO_PKG_VERSION");
    const INSTRUCTIONS: &str = "Finds the category and the priority of support tickets, among categories that the user \
        names, by asking this host's own model where it may. `provenance` in a reply says who gave the answer: where \
        `source` is `fallback`, it is an estimate from the words that a ticket shares with a category, and you may \
        judge the text yourself instead.";

    fn tools() -> ToolRouter<Self> {
        Self::tool_router() + Self::batch_tools()
    }

    fn resources(&self) -> Vec<&dyn Resources> {
        vec![&TICKET, &TICKETS, &*self.taxonomy]
    }
}

impl TicketClassifier {
    /// A server with the categories of `taxonomy`, unless a call brings its own.
    pub fn new(taxonomy: Taxonomy) -> Self {
        Self { taxonomy: Arc::new(taxonomy) }
    }

    /// The categories of a call: its own, or those in force.
    pub(crate) fn taxonomy(&self, given: &[String]) -> Result<Arc<Taxonomy>, Refusal> {
        match given {
            [] => Ok(Arc::clone(&self.taxonomy)),
            given => Taxonomy::from_call(given).map(Arc::new),
        }
    }
}
