//! The answers of the corpus as Rust types: what a server would write for each of the schemas in
//! `tests/corpus/schemas.json`. What a model may get wrong about a name, a label or a unit is declared
//! beside it, with the keywords `x-aliases`, `x-synonyms` and `x-unit`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The sentiment of a text.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-aliases" = {
    "label": ["sentiment", "classification"],
    "confidence": ["score", "confidence_score"],
    "rationale": ["reasoning", "explanation", "reason"],
}))]
pub(super) struct Sentiment {
    /// Of the text as a whole.
    label: Label,
    /// The probability that a careful reader would choose this label too.
    #[schemars(range(min = 0, max = 1), extend("x-unit" = "fraction"))]
    confidence: f64,
    /// Why, in a sentence.
    #[schemars(length(min = 1))]
    rationale: String,
}

/// A sentiment.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-synonyms" = {
    "pos": "positive", "favorable": "positive", "favourable": "positive",
    "neg": "negative", "unfavorable": "negative", "unfavourable": "negative",
    "neu": "neutral", "ambivalent": "mixed",
}))]
enum Label {
    /// Pleased, hopeful or full of praise.
    Positive,
    /// Displeased, worried or full of blame.
    Negative,
    /// Reporting or asking without feeling.
    Neutral,
    /// Both good and bad, and neither prevails.
    Mixed,
}

/// Where a ticket belongs.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-aliases" = {
    "category": ["type", "classification"],
    "priority": ["severity", "urgency"],
    "confidence": ["score", "confidence_score"],
    "reason": ["rationale", "reasoning", "explanation"],
}))]
pub(super) struct Ticket {
    /// What the ticket is about.
    category: Category,
    /// How soon somebody must look at it.
    priority: Priority,
    /// The probability that a careful reader would choose this category too.
    #[schemars(range(min = 0, max = 1), extend("x-unit" = "fraction"))]
    confidence: f64,
    /// Why, in a sentence.
    #[schemars(length(min = 1))]
    reason: String,
}

/// What a ticket is about.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-synonyms" = {
    "payment": "billing", "bug": "bug_report", "defect": "bug_report",
    "feature": "feature_request", "enhancement": "feature_request",
    "login": "account_access", "howto": "how_to", "question": "how_to",
}))]
enum Category {
    /// Invoices, charges and refunds.
    Billing,
    /// Something does not do what it should.
    BugReport,
    /// Something should be there and is not.
    FeatureRequest,
    /// Signing in, passwords and permissions.
    AccountAccess,
    /// It works, and too slowly.
    Performance,
    /// A leak, a hole or an attack.
    Security,
    /// How something is done.
    HowTo,
    /// None of the others.
    Other,
}

/// How soon somebody must look at a ticket.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-synonyms" = {"medium": "normal", "critical": "urgent"}))]
enum Priority {
    /// When there is time.
    Low,
    /// In its turn.
    Normal,
    /// Today.
    High,
    /// At once.
    Urgent,
}

/// What is known of an incident.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-aliases" = {
    "root_cause": ["cause"],
    "timeline": ["events"],
    "action_items": ["actions", "follow_ups"],
}))]
pub(super) struct Incident {
    /// The incident in a few words.
    #[schemars(length(min = 1))]
    title: String,
    /// How bad it was.
    severity: Severity,
    /// What happened.
    #[schemars(length(min = 1))]
    summary: String,
    /// Who noticed it, and how.
    #[schemars(length(min = 1))]
    impact: String,
    /// Why it happened; null if that is not known.
    #[schemars(length(min = 1))]
    root_cause: Option<String>,
    /// What happened when, in this order.
    #[schemars(length(min = 1))]
    timeline: Vec<Event>,
    /// What is to be done; [] if nothing is.
    action_items: Vec<ActionItem>,
}

/// How bad an incident was.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-synonyms" = {
    "s1": "sev1", "s2": "sev2", "s3": "sev3", "s4": "sev4",
    "severity 1": "sev1", "severity 2": "sev2", "severity 3": "sev3", "severity 4": "sev4",
}))]
enum Severity {
    /// Nobody could work.
    Sev1,
    /// Many could not.
    Sev2,
    /// Some noticed it.
    Sev3,
    /// Nobody noticed it.
    Sev4,
}

/// Something that happened.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-aliases" = {"at": ["time", "timestamp"], "event": ["description"]}))]
struct Event {
    /// The time, as the report writes it.
    #[schemars(length(min = 1))]
    at: String,
    /// What happened then.
    #[schemars(length(min = 1))]
    event: String,
}

/// Something that is to be done.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-aliases" = {"owner": ["assignee"], "action": ["task"]}))]
struct ActionItem {
    /// Who does it; null if nobody is named.
    #[schemars(length(min = 1))]
    owner: Option<String>,
    /// What is to be done.
    #[schemars(length(min = 1))]
    action: String,
}

/// Series of numbers in words.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-aliases" = {
    "headline": ["title"],
    "paragraphs": ["body"],
    "highlights": ["key_points"],
}))]
pub(super) struct Narrative {
    /// The most important statement, in one line.
    #[schemars(length(min = 1))]
    headline: String,
    /// The whole story.
    #[schemars(length(min = 1), inner(length(min = 1)))]
    paragraphs: Vec<String>,
    /// What stands out; [] if nothing does.
    highlights: Vec<Highlight>,
}

/// A statement on one series.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Highlight {
    /// The name of the series.
    #[schemars(length(min = 1))]
    series: String,
    /// What is to be said about it.
    #[schemars(length(min = 1))]
    statement: String,
    /// The number that the statement is about.
    value: f64,
}
