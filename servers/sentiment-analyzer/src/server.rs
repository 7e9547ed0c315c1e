//! The tool for one text: check the input, put the question, accept or fall back.

use rmcp::{
    Json,
    handler::server::{router::tool::ToolRouter, wrapper::Parameters},
    tool, tool_router,
};
use schemars::JsonSchema;
use serde::Deserialize;
use shared::{
    Answer, Material, Question, Refusal, Sampler, SamplingServer, material, resources::Resources,
};

use crate::{
    answer::{MAX_ASPECT_CHARACTERS, MAX_ASPECTS, SENTIMENT, Sentiment},
    batch::SENTIMENTS,
    fallback,
};

/// A longer text has more than one sentiment, and no host would pass it to a model.
const MAX_TEXT_BYTES: usize = 1_000_000;
/// A short verdict on each of twenty aspects, and the whole.
const MAX_ANSWER_TOKENS: u32 = 2_000;

/// The server. It keeps nothing from call to call.
#[derive(Debug, Clone, Copy)]
pub struct SentimentAnalyzer;

/// The arguments of `analyze_sentiment`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnalyzeSentiment {
    /// The text to read, in any language; at most 1,000,000 bytes.
    text: String,
    /// Aspects to judge one by one, such as "battery"; at most 20 of 100 characters, none by default.
    #[serde(default)]
    aspects: Vec<String>,
}

#[tool_router]
impl SentimentAnalyzer {
    #[tool(
        title = "Analyze sentiment",
        description = "Reads the sentiment of a text: label, score, confidence, rationale and the phrases that \
            decide, and a verdict on each aspect asked about. `provenance` says who answered: the host's model, \
            or a local estimate.",
        annotations(read_only_hint = true, idempotent_hint = true, open_world_hint = false)
    )]
    async fn analyze_sentiment(
        &self,
        Parameters(call): Parameters<AnalyzeSentiment>,
        sampler: Sampler,
    ) -> Result<Json<Answer<Sentiment>>, Refusal> {
        let text = material::text("text", call.text, MAX_TEXT_BYTES)?;
        let aspects =
            material::names("aspects", &call.aspects, MAX_ASPECTS, MAX_ASPECT_CHARACTERS)?;

        let mut question = Question::new(&SENTIMENT)
            .about(&text)
            .max_tokens(MAX_ANSWER_TOKENS)
            .checked_by(|answer: &Sentiment| answer.problems(&text, &aspects));
        if !aspects.is_empty() {
            question = question.about(&Material::new("aspects", aspects.join("\n")));
        }
        Ok(Json(sampler.ask(&question).await.or_fall_back(|| fallback::sentiment(&text, &aspects))))
    }
}

impl SamplingServer for SentimentAnalyzer {
    const NAME: &str = env!("CARGO_PKG_NAME");
    const VERSION: &str = env!("CARGO_PKG_VERSION");
    const INSTRUCTIONS: &str = "Reads the sentiment of a text, as a whole and of single aspects, by asking this host's \
        own model where it may. `provenance` in a reply says who gave the answer: where `source` is `fallback`, it is \
        an estimate from an English word list, and you may judge the text yourself instead.";

    fn tools() -> ToolRouter<Self> {
        Self::tool_router() + Self::batch_tools()
    }

    fn resources(&self) -> Vec<&dyn Resources> {
        vec![&SENTIMENT, &SENTIMENTS]
    }
}
