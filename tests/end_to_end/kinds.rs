//! Answers of every kind in whole conversations: cut ones, plain texts, items that are judged alone, and labels of
//! a long list. Here is the server that asks for them.

mod asked_again;
mod chosen;
mod cut;
mod items;
mod plain_text;

use std::borrow::Cow;

use end_to_end::{
    host::{Era, Host, Offers, Outcome},
    model::{Model, Reply},
};
use rmcp::{
    Json,
    handler::server::{router::tool::ToolRouter, wrapper::Parameters},
    tool, tool_router,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use shared::{
    Material, Prompt, Provenance, Question, Refusal, Sampler, SamplingServer,
    answer::{Judged, Text},
    question::AnswerType,
    resources::Resources,
};

/// Its text and its list can both be cut: a model writes members in any order.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Report {
    /// How urgent it is.
    level: Level,
    /// In a sentence.
    #[schemars(length(min = 1))]
    summary: String,
    /// What was found.
    findings: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Level {
    Low,
    High,
}

/// A plain text with a limit of its own.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
struct Headline(#[schemars(length(min = 1, max = 40))] String);

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Row {
    /// The number of the row.
    id: u32,
    /// What stands in it.
    #[schemars(length(min = 1))]
    name: String,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Table {
    /// One for each row.
    rows: Vec<Judged<Row>>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Filed {
    /// Where it belongs.
    shelf: Shelf,
    /// How sure that is.
    #[schemars(range(min = 0, max = 1))]
    confidence: f64,
    /// Why.
    #[schemars(length(min = 1))]
    reason: String,
}

/// One of 150 labels.
#[derive(Debug, Serialize, Deserialize)]
struct Shelf(String);

impl Shelf {
    fn all() -> Vec<String> {
        (1..=150).map(|number| format!("shelf-{number:03}")).collect()
    }
}

impl JsonSchema for Shelf {
    fn schema_name() -> Cow<'static, str> {
        "Shelf".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "enum": Self::all()})
    }
}

/// Labels that the call brings.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Shelved {
    /// Where it belongs; null if nowhere.
    #[schemars(extend("x-chosen-from" = "shelves"))]
    shelf: Option<String>,
    /// Where else.
    also: Vec<OtherShelf>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-chosen-from" = "shelves"))]
struct OtherShelf(String);

static REPORT: Prompt<Report> = Prompt::new("report", "Report on the material.");
static DRAFT: Prompt<Text> = Prompt::new("draft", "Draft a reply to the material.");
static HEADLINE: Prompt<Headline> = Prompt::new("headline", "Write a headline for the material.");
static ROWS: Prompt<Vec<Judged<Row>>> = Prompt::new("rows", "Name each row of the material.");
static TABLE: Prompt<Table> = Prompt::new("table", "Name each row of the material.");
static FILED: Prompt<Filed> = Prompt::new("filed", "Say where the material belongs.");

static SHELVED: Prompt<Shelved> = Prompt::new("shelved", "Say where the book belongs.");

#[derive(Debug, Clone, Deserialize, JsonSchema)]
struct Shelves {
    /// The labels to choose from.
    shelves: Vec<String>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
struct Arguments {
    /// The material.
    text: String,
}

/// What a tool replies.
#[derive(Debug, Serialize, JsonSchema)]
struct Told {
    value: Value,
    provenance: Provenance,
}

type Reported = Result<Json<Told>, Refusal>;

/// Every text of a fallback.
const NONE: &str = "-";

async fn tell<T: AnswerType + Serialize>(
    sampler: &Sampler,
    prompt: &Prompt<T>,
    text: &str,
    fallback: T,
) -> Reported {
    let question = Question::new(prompt).about(&Material::new("text", text));
    let written =
        |answer: T| serde_json::to_value(answer).expect("an answer can be written as JSON");
    let asked = sampler.ask(&question).await.map(written);
    let answer = asked.or_fall_back(|| written(fallback));
    Ok(Json(Told { value: answer.value, provenance: answer.provenance }))
}

#[derive(Debug, Clone, Copy)]
struct Kinds;

#[tool_router]
impl Kinds {
    /// An object with a text and a list.
    #[tool]
    async fn report(&self, told: Parameters<Arguments>, sampler: Sampler) -> Reported {
        let none = Report { level: Level::Low, summary: NONE.to_owned(), findings: Vec::new() };
        tell(&sampler, &REPORT, &told.0.text, none).await
    }

    /// A plain text of any length.
    #[tool]
    async fn draft(&self, told: Parameters<Arguments>, sampler: Sampler) -> Reported {
        tell(&sampler, &DRAFT, &told.0.text, Text(NONE.to_owned())).await
    }

    /// A plain text of at most 40 characters.
    #[tool]
    async fn headline(&self, told: Parameters<Arguments>, sampler: Sampler) -> Reported {
        tell(&sampler, &HEADLINE, &told.0.text, Headline(NONE.to_owned())).await
    }

    /// A list of items that are judged alone.
    #[tool]
    async fn rows(&self, told: Parameters<Arguments>, sampler: Sampler) -> Reported {
        tell(&sampler, &ROWS, &told.0.text, Vec::new()).await
    }

    /// An object with such a list.
    #[tool]
    async fn table(&self, told: Parameters<Arguments>, sampler: Sampler) -> Reported {
        tell(&sampler, &TABLE, &told.0.text, Table { rows: Vec::new() }).await
    }

    /// A label of a long list.
    #[tool]
    async fn filed(&self, told: Parameters<Arguments>, sampler: Sampler) -> Reported {
        let none =
            Filed { shelf: Shelf(NONE.to_owned()), confidence: 0.0, reason: NONE.to_owned() };
        tell(&sampler, &FILED, &told.0.text, none).await
    }

    /// Labels of a list that the call brings.
    #[tool]
    async fn shelved(&self, told: Parameters<Shelves>, sampler: Sampler) -> Reported {
        let shelves = told.0.shelves;
        let none = Shelved { shelf: None, also: Vec::new() };
        tell(&sampler, &SHELVED.choosing(&shelves), &shelves.join("\n"), none).await
    }
}

impl SamplingServer for Kinds {
    const NAME: &str = "kinds";
    const VERSION: &str = "1";
    const INSTRUCTIONS: &str = "Asks for answers of every kind.";

    fn tools() -> ToolRouter<Self> {
        Self::tool_router()
    }

    fn resources(&self) -> Vec<&dyn Resources> {
        vec![&REPORT]
    }
}

const TEXT: &str = "The pump failed at nine.";

/// Calls `tool` about [`TEXT`], with a model that gives `replies`.
async fn call(era: Era, tool: &str, replies: impl IntoIterator<Item = Reply>) -> Outcome {
    call_with(era, tool, TEXT, &[], replies).await
}

/// The same about `text`, for a server that was started with `arguments`.
async fn call_with(
    era: Era,
    tool: &str,
    text: &str,
    arguments: &[&str],
    replies: impl IntoIterator<Item = Reply>,
) -> Outcome {
    let model = Model::replies(replies);
    let mut host = Host::in_memory(era, Offers::Sampling, model, arguments, Kinds).await;
    host.call(tool, json!({ "text": text })).await
}

/// The answer, its source, the number of requests and the repairs, for a short comparison.
fn told(outcome: &Outcome) -> (Value, &str, u64, Value) {
    let provenance = outcome.provenance();
    let asked = provenance["asked"].as_u64().unwrap_or_default();
    assert_eq!(asked as usize, outcome.samples.len(), "what was asked was put to the host");
    (outcome.content()["value"].clone(), outcome.source().0, asked, provenance["repairs"].clone())
}
