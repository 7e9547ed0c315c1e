//! What the model must answer, and what is wrong with an answer that has the right shape.
//!
//! Everything in an answer that can be tied to the report is tied to it (`Review`). The comments on the members are
//! shown to the model; they are part of the prompt. In `answer/`:
//!
//! - `review`: what is wrong with an answer, member by member, and what is left of it without that
//! - `times`: the same for the start, the end and the duration
//! - `complete`: what rules put in place of what is not left
//! - `marks`: what the page itself marks wins
//! - `shorten`: an answer that is longer than hosts accept

mod complete;
mod marks;
mod review;
mod shorten;
#[cfg(test)]
mod tests;
mod times;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared::{Material, Prompt, material::labels_alone};

pub(crate) use review::Review;

use crate::report::{MAX_TITLE_CHARACTERS, Severity, Status};

/// The question about a whole report: its instructions and the type of its answer.
pub static INCIDENT: Prompt<Incident> = Prompt::new("incident", include_str!("prompt.md"));

/// So many services are named at most.
pub const MAX_SERVICES: usize = 20;
/// So many contributing factors.
pub const MAX_FACTORS: usize = 10;
/// So many entries has a timeline: with their quotations they are half of what a reply may hold.
pub const MAX_ENTRIES: usize = 40;
/// So many action items.
pub const MAX_ACTION_ITEMS: usize = 30;
/// The longest name of a service or a person.
pub const MAX_NAME_CHARACTERS: usize = 120;
/// One to three sentences.
pub const MAX_TOLD_CHARACTERS: usize = 1_500;
/// One sentence on a contributing factor.
pub const MAX_FACTOR_CHARACTERS: usize = 500;
/// One sentence on an event, and its quotation.
pub const MAX_EVENT_CHARACTERS: usize = 300;
/// What will be done.
pub const MAX_ACTION_CHARACTERS: usize = 400;
/// By when, in words or digits.
pub const MAX_DUE_CHARACTERS: usize = 60;

/// What a report says about an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-aliases" = {
    "started_at": ["start", "start_time", "started"],
    "resolved_at": ["end", "end_time", "resolved"],
    "duration_minutes": ["duration"],
    "services": ["affected_services", "components", "affected_components"],
    "root_cause": ["cause"],
    "timeline": ["events"],
    "action_items": ["actions", "follow_ups", "next_steps"],
}))]
pub struct Incident {
    /// What the incident is called, in one line.
    #[schemars(length(min = 1, max = MAX_TITLE_CHARACTERS))]
    pub title: String,
    /// How grave it was.
    pub severity: Severity,
    /// How far it is dealt with.
    pub status: Status,
    /// When the impact began, in ISO 8601; null if the report does not say.
    #[schemars(length(max = 40))]
    pub started_at: Option<String>,
    /// When it was over for users, in ISO 8601; null if the report does not say.
    #[schemars(length(max = 40))]
    pub resolved_at: Option<String>,
    /// How many minutes the impact lasted; null if the report does not say and it does not follow.
    #[schemars(range(min = 0, max = 10_000_000))]
    pub duration_minutes: Option<u32>,
    /// The names of the services that were affected, as the report writes them.
    #[schemars(length(max = MAX_SERVICES), inner(length(min = 1, max = MAX_NAME_CHARACTERS)))]
    pub services: Vec<String>,
    /// What happened, for the reader that is wanted.
    #[schemars(length(min = 1, max = 4000))]
    pub summary: String,
    /// What users noticed, in one to three sentences; null if the report does not say.
    #[schemars(length(max = MAX_TOLD_CHARACTERS))]
    pub impact: Option<String>,
    /// Why it happened, in one to three sentences; null if the report does not say.
    #[schemars(length(max = MAX_TOLD_CHARACTERS))]
    pub root_cause: Option<String>,
    /// What made it worse, longer or later noticed, one sentence each.
    #[schemars(length(max = MAX_FACTORS), inner(length(min = 1, max = MAX_FACTOR_CHARACTERS)))]
    pub contributing_factors: Vec<String>,
    /// What happened when, in the order of time.
    #[schemars(length(max = MAX_ENTRIES))]
    pub timeline: Vec<TimelineEntry>,
    /// What will be or was done about it.
    #[schemars(length(max = MAX_ACTION_ITEMS))]
    pub action_items: Vec<ActionItem>,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-aliases" = {"at": ["time", "timestamp", "when"], "event": ["description", "text"]}))]
pub struct TimelineEntry {
    /// When, in ISO 8601; null if the report gives no time that can be read.
    #[schemars(length(max = 40))]
    pub at: Option<String>,
    /// What happened, in one sentence.
    #[schemars(length(min = 1, max = MAX_EVENT_CHARACTERS))]
    pub event: String,
    /// The words of the report that say so, copied.
    #[schemars(length(min = 1, max = MAX_EVENT_CHARACTERS))]
    pub quote: String,
}

/// One thing that will be or was done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-aliases" = {
    "action": ["task", "description", "item"],
    "owner": ["assignee", "responsible"],
    "due": ["due_date", "deadline"],
}))]
pub struct ActionItem {
    /// What, in the words of the report.
    #[schemars(length(min = 1, max = MAX_ACTION_CHARACTERS))]
    pub action: String,
    /// Who; null if the report does not say.
    #[schemars(length(max = MAX_NAME_CHARACTERS))]
    pub owner: Option<String>,
    /// By when, as the report writes it or in ISO 8601; null if it does not say.
    #[schemars(length(max = MAX_DUE_CHARACTERS))]
    pub due: Option<String>,
}

/// What is asked for: for whom the summary is written, and how long it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// For whom.
    pub audience: Audience,
    /// The most words of the summary.
    pub max_words: usize,
}

/// For whom a summary is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline, transform = labels_alone)]
pub enum Audience {
    /// Those who run the systems.
    #[default]
    Engineer,
    /// Those who answer for the business.
    Executive,
    /// Those who were hit.
    Customer,
}

impl Wanted {
    /// As the model reads it.
    pub fn material(self) -> Material {
        let reader = match self.audience {
            Audience::Engineer => "engineers",
            Audience::Executive => "executives",
            Audience::Customer => "customers",
        };
        let words = self.max_words;
        Material::new("wanted", format!("summary for {reader}, at most {words} words"))
    }
}
