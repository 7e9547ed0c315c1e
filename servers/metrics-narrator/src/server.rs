//! The tools: check the input, put the question, accept or fall back.

use rmcp::{
    Json,
    handler::server::{router::tool::ToolRouter, wrapper::Parameters},
    tool, tool_router,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared::{
    Answer, Material, Pictured, Question, Refusal, Sampler, SamplingServer,
    limits::MAX_STRUCTURED_CHARACTERS, material, reply, resources::Resources,
};

use crate::{
    answer::{NARRATIVE, Narrative, Report},
    fallback,
    series::{self, Chart, Described, Source, facts::Facts},
};

/// A longer question is rather a report of its own.
const MAX_QUESTION_BYTES: usize = 2_000;
/// A headline, six paragraphs and eight highlights.
const MAX_ANSWER_TOKENS: u32 = 2_500;

/// The server. It keeps nothing from call to call.
#[derive(Debug, Clone, Copy)]
pub struct MetricsNarrator;

/// Which table: the arguments of `describe_metrics`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DescribeMetrics {
    /// A table with a header, a column of times and columns of numbers, as a CSV file inside a folder that the server was started with; none by default.
    #[serde(default)]
    path: String,
    /// Such a table itself, at most 5 MiB; none by default. Send this or `path`.
    #[serde(default)]
    csv: String,
    /// The column of the times; by default the one that holds times.
    #[serde(default)]
    timestamp_column: String,
    /// The columns of numbers to look at, at most 20; all by default.
    #[serde(default)]
    columns: Vec<String>,
}

impl DescribeMetrics {
    fn source(self) -> Result<Source, Refusal> {
        let Self { path, csv, timestamp_column, columns } = self;
        Source::new(path, csv, timestamp_column, columns)
    }
}

/// The arguments of `narrate_metrics`.
// Beside flattened members, serde does not support `deny_unknown_fields`. The schema has it, and a call that does not
// fit the schema is refused before it is read.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct NarrateMetrics {
    #[serde(flatten)]
    table: DescribeMetrics,
    /// What you want to know of the table, at most 2,000 bytes; by default what matters most in it.
    #[serde(default)]
    question: String,
    /// A picture beside the text: "png" (the default) or "none".
    #[serde(default)]
    chart: Chart,
}

#[tool_router]
impl MetricsNarrator {
    #[tool(
        title = "Describe metrics",
        description = "Computes what is to be known about a table of metrics over time, without asking a model: distribution, trend, season, \
            changes of level and anomalies of each column, and which columns move together. Each fact has an id.",
        annotations(read_only_hint = true, idempotent_hint = true, open_world_hint = false)
    )]
    async fn describe_metrics(
        &self,
        Parameters(call): Parameters<DescribeMetrics>,
        sampler: Sampler,
    ) -> Result<Json<Facts>, Refusal> {
        let source = call.source()?;
        let facts = described(source, String::new(), Chart::None, &sampler).await?.facts;
        fits(&facts, "the facts of", &facts)?;
        Ok(Json(facts))
    }

    #[tool(
        title = "Narrate metrics",
        description = "Tells what happened in a table of metrics over time: a headline, paragraphs, the findings with the facts they rest on, and a \
            chart. Every number in the text is among the computed facts. `provenance` says who wrote it: the host's model, or templates.",
        annotations(read_only_hint = true, idempotent_hint = true, open_world_hint = false),
        output_schema = Pictured::<Answer<Report>>::output_schema()
    )]
    async fn narrate_metrics(
        &self,
        Parameters(call): Parameters<NarrateMetrics>,
        sampler: Sampler,
    ) -> Result<Pictured<Answer<Report>>, Refusal> {
        let NarrateMetrics { table, question, chart } = call;
        let source = table.source()?;
        let asked = (!question.trim().is_empty())
            .then(|| material::text("question", question, MAX_QUESTION_BYTES))
            .transpose()?;
        let question = asked.as_deref().unwrap_or_default();
        let Described { facts, png } =
            described(source, question.to_owned(), chart, &sampler).await?;

        let statements = Material::new("facts", facts.to_string());
        let mut narrative =
            Question::new(&NARRATIVE).about(&statements).max_tokens(MAX_ANSWER_TOKENS);
        if let Some(asked) = &asked {
            narrative = narrative.about(asked);
        }
        let narrative =
            narrative.checked_by(|answer: &Narrative| answer.problems(question, &facts));
        let Answer { value, provenance } =
            sampler.ask(&narrative).await.or_fall_back(|| fallback::narrative(&facts, question));
        let report = Answer { value: Report::new(value, &facts), provenance };
        fits(&report, "the report about", &facts)?;
        Ok(Pictured { value: report, png })
    }
}

impl SamplingServer for MetricsNarrator {
    const NAME: &str = env!("CARGO_PKG_NAME");
    const VERSION: &str = env!("CARGO_PKG_VERSION");
    const INSTRUCTIONS: &str = "Computes the facts of a table of metrics (trends, seasons, changes of level, \
        anomalies, correlations), and has them told by this host's own model where it may, each number checked against \
        them. `provenance` in a reply says who wrote the text: where `source` is `fallback`, it was made from \
        templates, and you may judge the text yourself or write a better one from the facts.";

    fn tools() -> ToolRouter<Self> {
        Self::tool_router()
    }

    fn resources(&self) -> Vec<&dyn Resources> {
        vec![&NARRATIVE]
    }
}

/// The facts of a table and its picture: it is read once for a call, however often this handler runs for it.
async fn described(
    source: Source,
    question: String,
    chart: Chart,
    sampler: &Sampler,
) -> Result<Described, Refusal> {
    let roots = sampler.roots().to_vec();
    sampler
        .once("table", move |stop| series::described(&source, &roots, &question, chart, stop))
        .await
}

/// Refuses an `answer` about the series of `facts` for which a reply has no room; `what` it is begins the sentence.
fn fits(answer: &impl Serialize, what: &str, facts: &Facts) -> Result<(), Refusal> {
    match reply::characters(answer) {
        0..=MAX_STRUCTURED_CHARACTERS => Ok(()),
        characters => Err(Refusal::new(format!(
            "{what} these {} series would have {characters} characters as JSON and a reply has room for \
             {MAX_STRUCTURED_CHARACTERS}; name those that matter in columns",
            facts.series.len()
        ))),
    }
}
