//! Many texts at once: the same question in short, some twenty texts in each. A fork that needs no batch deletes this
//! file and the lines that the compiler then names, in `lib.rs` and `server.rs`.

use rmcp::{handler::server::wrapper::Parameters, tool, tool_router};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared::{
    Material, Prompt, Question, Refusal, Sampler,
    batch::{
        BatchAnswer, Brief, Column, Input, ItemAnswer, ItemAnswers, Listed, Rows, first_row,
        most_rows, output_schema,
    },
    reply::to_hundredths,
};

use crate::{
    SentimentAnalyzer,
    answer::{Label, Sentiment, contradiction, unquoted},
    fallback,
};

/// The question about many texts: the instructions of the one, and the type of its answer.
pub static SENTIMENTS: Prompt<ItemAnswers<ItemSentiment>> =
    Prompt::for_items("sentiments", include_str!("prompt.md"));

/// A short verdict with its quotation.
const MAX_TOKENS_PER_TEXT: u32 = 100;

/// The names that columns of ids and texts usually have, the likeliest first.
const IDS: [&str; 8] =
    ["id", "key", "number", "no", "review id", "comment id", "reference", "uuid"];
const TEXTS: [&str; 10] = [
    "text",
    "review",
    "comment",
    "feedback",
    "body",
    "message",
    "content",
    "tweet",
    "post",
    "description",
];

/// What the model must answer about one of many texts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-aliases" = {
    "item": ["number", "id"],
    "label": ["sentiment", "classification"],
    "evidence": ["quote", "phrase"],
}))]
pub struct ItemSentiment {
    /// The number of the item.
    #[schemars(range(min = 1))]
    pub item: u32,
    /// Of the whole text; null only if it is in no language you know.
    pub label: Option<Label>,
    /// How negative (-1) or positive (1); null if label is null.
    #[schemars(range(min = -1, max = 1))]
    pub score: Option<f64>,
    /// The probability that a careful reader would choose this label too.
    #[schemars(range(min = 0, max = 1), extend("x-unit" = "fraction"))]
    pub confidence: f64,
    /// The phrase of this item that decides; null only if label is neutral or null.
    #[schemars(length(min = 1, max = 200))]
    pub evidence: Option<String>,
}

impl ItemAnswer for ItemSentiment {
    fn item(&self) -> u32 {
        self.item
    }
}

impl ItemSentiment {
    /// Everything that is wrong with this answer about `text`. The quotation also shows that the answer is about this
    /// text and not about its neighbor.
    pub fn problems(&self, text: &Material) -> Vec<String> {
        let mut problems = Vec::from_iter(contradiction(self.label, self.score));
        problems.extend(match &self.evidence {
            Some(quote) => text.misquoted("evidence", quote),
            None => unquoted(self.label, "null"),
        });
        problems
    }
}

/// The reply about one row.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SentimentRow {
    /// The sentiment of the text; null if it could not be read.
    pub label: Option<Label>,
    /// From -1 (negative) to 1 (positive); null if label is null.
    pub score: Option<f64>,
    /// The probability, from 0 to 1, that a careful reader would choose this label too.
    pub confidence: f64,
}

impl SentimentRow {
    fn new(label: Option<Label>, score: Option<f64>, confidence: f64) -> Self {
        Self { label, score: score.map(to_hundredths), confidence: to_hundredths(confidence) }
    }
}

impl Brief for SentimentRow {
    fn label(&self) -> Option<&str> {
        self.label.map(Label::as_str)
    }

    fn remark(&self) -> String {
        self.score.map(|score| score.to_string()).unwrap_or_default()
    }
}

// As in the arguments of every tool: a text that was not given is empty, and a count is an `i64`. An `Option` would add
// null to the type in the schema, which some hosts do not show, and a `u32` that is out of range would be refused in
// the words of the library and not with the limits. A null that is sent all the same counts as not given.

/// The arguments of `analyze_sentiment_batch`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnalyzeSentimentBatch {
    /// The texts to read, each at most 20,000 characters; none by default. Send these or `path`.
    #[serde(default)]
    texts: Vec<String>,
    /// A CSV file with a header and a text in each row, inside a folder that the server was started with; none by default.
    #[serde(default)]
    path: String,
    /// The column of the text; by default one with a usual name, such as "text", "review" or "comment".
    #[serde(default)]
    text_column: String,
    /// The column of your own ids, which the reply repeats; by default one with a usual name, such as "id".
    #[serde(default)]
    id_column: String,
    /// The first row to read; 1, the first row of data, by default.
    #[serde(default = "first_row")]
    #[schemars(range(min = 1))]
    start_row: i64,
    /// The most rows to read, 1 to 200; 200 by default.
    #[serde(default = "most_rows")]
    #[schemars(range(min = 1, max = 200))]
    max_rows: i64,
}

impl AnalyzeSentimentBatch {
    fn input(self) -> Input {
        Input {
            list: "texts",
            items: self.texts.into_iter().map(|text| Listed { id: None, text }).collect(),
            path: self.path,
            id: Column { argument: "id_column", named: self.id_column, usual: &IDS },
            text: vec![Column { argument: "text_column", named: self.text_column, usual: &TEXTS }],
            start_row: self.start_row,
            max_rows: self.max_rows,
        }
    }
}

#[tool_router(router = batch_tools, vis = "pub(crate)")]
impl SentimentAnalyzer {
    #[tool(
        title = "Analyze the sentiment of many texts",
        description = "Reads the sentiment of up to 200 texts, from a list or from a CSV file: label, score and confidence \
            of each row, the distribution, and the `next_row` to go on from. `source` says of each row who answered: the \
            host's model, or a local estimate.",
        annotations(read_only_hint = true, idempotent_hint = true, open_world_hint = false),
        output_schema = output_schema::<SentimentRow>()
    )]
    async fn analyze_sentiment_batch(
        &self,
        Parameters(call): Parameters<AnalyzeSentimentBatch>,
        sampler: Sampler,
    ) -> Result<BatchAnswer<SentimentRow>, Refusal> {
        let rows = Rows::of(&sampler, call.input()).await?;
        let question = |items: &Material| Question::new(&SENTIMENTS).about(items);
        let outcomes =
            rows.ask(&sampler, MAX_TOKENS_PER_TEXT, question, ItemSentiment::problems).await;
        Ok(outcomes.reply(
            |answer| SentimentRow::new(answer.label, answer.score, answer.confidence),
            |text| {
                let Sentiment { label, score, confidence, .. } = fallback::sentiment(text, &[]);
                SentimentRow::new(label, score, confidence)
            },
        ))
    }
}
