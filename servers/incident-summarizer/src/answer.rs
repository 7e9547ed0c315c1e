//! What the model must answer, and what is wrong with an answer that has the right shape.
//!
//! Everything in an answer that can be tied to the report is tied to it ([`Evidence`]). The comments on the members are shown
//! to the model; they are part of the prompt. In `answer/`:
//!
//! - `times`: whether the start, the end and the duration are right
//! - `mended`: what is left of an answer that stays wrong
//! - `marks`: what the page itself marks wins
//! - `shorten`: an answer that is longer than hosts accept

mod marks;
mod mended;
mod shorten;
#[cfg(test)]
mod tests;
mod times;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared::{
    Material, Prompt,
    material::{self, labels_alone},
};

use times::untimed;

use crate::report::{self, Evidence, MAX_TITLE_CHARACTERS, Report, Severity, Status};

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
    #[schemars(length(max = MAX_SERVICES), inner(length(min = 1, max = 120)))]
    pub services: Vec<String>,
    /// What happened, for the reader that is wanted.
    #[schemars(length(min = 1, max = 4000))]
    pub summary: String,
    /// What users noticed, in one to three sentences; null if the report does not say.
    #[schemars(length(max = 1500))]
    pub impact: Option<String>,
    /// Why it happened, in one to three sentences; null if the report does not say.
    #[schemars(length(max = 1500))]
    pub root_cause: Option<String>,
    /// What made it worse, longer or later noticed, one sentence each.
    #[schemars(length(max = MAX_FACTORS), inner(length(min = 1, max = 500)))]
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
    #[schemars(length(min = 1, max = 300))]
    pub event: String,
    /// The words of the report that say so, copied.
    #[schemars(length(min = 1, max = 300))]
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
    #[schemars(length(min = 1, max = 400))]
    pub action: String,
    /// Who; null if the report does not say.
    #[schemars(length(max = 120))]
    pub owner: Option<String>,
    /// By when, as the report writes it or in ISO 8601; null if it does not say.
    #[schemars(length(max = 60))]
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

impl Incident {
    /// Everything in this answer that the report does not bear out, each in a sentence that the model can act on.
    pub fn problems(&self, report: &Report, wanted: Wanted) -> Vec<String> {
        if self.says_nothing() {
            return vec!["nothing in the answer stands in the report".to_owned()];
        }
        let evidence = &report.evidence;
        let times = [("started_at", &self.started_at), ("resolved_at", &self.resolved_at)];
        let times =
            times.into_iter().filter_map(|(place, at)| untimed(report, place, at.as_deref()?));
        let services =
            of_each("services", &self.services, |place, name| evidence.unnamed(place, name));
        let factors = of_each("contributing_factors", &self.contributing_factors, |place, text| {
            of_cause(evidence, place, text)
        });
        let entries =
            of_each("timeline", &self.timeline, |place, entry| entry.problems(place, evidence));
        let items = of_each("action_items", &self.action_items, |place, item| {
            item.problems(place, evidence)
        });
        let title = self.mistitled(report);
        let prose = [("summary", Some(&self.summary)), ("impact", self.impact.as_ref())];
        let prose = prose.into_iter().filter_map(|(place, text)| Some((place, text?)));
        let prose = prose.flat_map(|(place, text)| evidence.untrue(place, text));
        let cause =
            self.root_cause.iter().flat_map(|cause| of_cause(evidence, "root_cause", cause));
        let cause = cause.chain(self.cause_unknown(report));
        let status = self.status_contradicted(report);
        let length = self.too_long(wanted.max_words);
        let grave = self.misjudged(report);
        let turned = self.turned();
        let unended = self.unended(report);
        let lasting = self.misreckoned(report);
        // A reply names the first ones, and what rules may put something in place of is named in any case.
        times
            .chain(turned)
            .chain(unended)
            .chain(title)
            .chain(prose)
            .chain(length)
            .chain(status)
            .chain(grave)
            .chain(lasting)
            .chain(cause)
            .chain(services)
            .chain(factors)
            .chain(entries)
            .chain(items)
            .collect()
    }

    /// The title that the page itself bears needs no other proof.
    fn mistitled(&self, report: &Report) -> Vec<String> {
        let marked = report.marks.title.as_ref();
        let is_marked = marked.is_some_and(|marked| {
            *marked == self.title || report::is_same_title(marked, &self.title)
        });
        if is_marked { Vec::new() } else { report.evidence.untrue("title", &self.title) }
    }

    /// A cause that the report calls unknown is known to nobody, unless one of its sentences names one after all.
    fn cause_unknown(&self, report: &Report) -> Option<String> {
        let cause = self.root_cause.as_deref().filter(|_| report.calls_cause_unknown())?;
        let cause = material::quoted(cause);
        Some(format!("root_cause is {cause}, but the report calls the cause unknown; write null"))
    }

    fn too_long(&self, max_words: usize) -> Option<String> {
        let words = material::words(&self.summary);
        (words > max_words)
            .then(|| format!("summary has {words} words and may have {max_words}; shorten it"))
    }

    /// Where no mark of the page says how grave the incident was, the words of the report do; one step beside them is a matter
    /// of judgement.
    fn misjudged(&self, report: &Report) -> Option<String> {
        let by_words = report.severity_by_words.filter(|_| report.marks.severity.is_none())?;
        (self.severity.steps_to(by_words) > 1).then(|| {
            format!(
                "severity is {}, but by the rubric the words of the report say {}; read again what users noticed",
                self.severity.as_str(),
                by_words.as_str()
            )
        })
    }

    /// Where no mark of the page says how far the work has come, its words do.
    fn status_contradicted(&self, report: &Report) -> Option<String> {
        report.evidence.contradicted(self.status).filter(|_| report.marks.status.is_none())
    }
}

impl TimelineEntry {
    /// Everything in this entry that the report does not bear out.
    pub(crate) fn problems(&self, place: &str, evidence: &Evidence) -> Vec<String> {
        let quote = evidence.misquoted(&format!("{place}.quote"), &self.quote);
        let at = self.at.as_deref().and_then(|at| {
            let place = format!("{place}.at");
            let is_copied = quote.is_none();
            let misplaced = || evidence.misplaced(&place, at, &self.quote).filter(|_| is_copied);
            evidence.untimed(&place, at).or_else(misplaced)
        });
        let place = format!("{place}.event");
        let event = evidence.unborne(&place, &self.event);
        let untold = evidence.untold(&place, &self.event, &self.quote).filter(|_| quote.is_none());
        quote.into_iter().chain(at).chain(event).chain(untold).collect()
    }
}

impl ActionItem {
    /// Everything in this item that the report does not bear out.
    pub(crate) fn problems(&self, place: &str, evidence: &Evidence) -> Vec<String> {
        let action = evidence.unplanned(&format!("{place}.action"), &self.action);
        let owner = self
            .owner
            .as_deref()
            .and_then(|owner| evidence.unowned(&format!("{place}.owner"), owner, &self.action));
        let due = self
            .due
            .as_deref()
            .and_then(|due| evidence.undated(&format!("{place}.due"), due, &self.action));
        action.into_iter().chain(owner).chain(due).collect()
    }
}

/// What is wrong with a cause or a factor.
fn of_cause(evidence: &Evidence, place: &str, cause: &str) -> Vec<String> {
    evidence.unborne(place, cause).into_iter().chain(evidence.uncaused(place, cause)).collect()
}

/// What `problems` says of each item of a list, told with the item's place in it.
pub(crate) fn of_each<T, P: IntoIterator<Item = String>>(
    name: &str,
    items: &[T],
    problems: impl Fn(&str, &T) -> P,
) -> impl Iterator<Item = String> {
    let items = items.iter().enumerate();
    items.flat_map(move |(index, item)| problems(&format!("{name}[{index}]"), item))
}
