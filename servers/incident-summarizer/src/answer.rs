//! What the model must answer, what is wrong with an answer that has the right shape, and what is left of one that stays wrong.
//!
//! Everything in an answer that can be tied to the report is tied to it ([`Evidence`]). The comments on the members are shown
//! to the model; they are part of the prompt.

#[cfg(test)]
mod tests;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared::{Material, Prompt, material};

use crate::{
    fallback,
    report::{self, Evidence, MAX_TITLE_CHARACTERS, Report, Severity, Status},
};

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
        let prose = [
            ("title", Some(&self.title)),
            ("summary", Some(&self.summary)),
            ("impact", self.impact.as_ref()),
        ];
        let prose = prose.into_iter().filter_map(|(place, text)| Some((place, text?)));
        let prose = prose.flat_map(|(place, text)| evidence.unborne(place, text));
        let cause =
            self.root_cause.iter().flat_map(|cause| of_cause(evidence, "root_cause", cause));
        let status = self.status_contradicted(report);
        let length = self.too_long(wanted.max_words);
        let grave = self.misjudged(report);
        let turned = self.turned();
        let lasting = self.misreckoned(report);
        times
            .chain(turned)
            .chain(services)
            .chain(factors)
            .chain(entries)
            .chain(items)
            .chain(prose)
            .chain(cause)
            .chain(status)
            .chain(length)
            .chain(grave)
            .chain(lasting)
            .collect()
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

    /// What ends does so after it began.
    fn turned(&self) -> Option<String> {
        let (start, end) = (self.started_at.as_deref()?, self.resolved_at.as_deref()?);
        Evidence::is_before(end, start).then(|| {
            format!("resolved_at {end:?} is before started_at {start:?}; write when it was over for users, or null")
        })
    }

    /// A duration is that of a labelled field, or it follows from the start and the end; without both it is one that the report
    /// tells of a failure.
    fn misreckoned(&self, report: &Report) -> Option<String> {
        let minutes = self.duration_minutes?;
        let stated = &report.stated;
        if stated.labelled.duration_minutes.is_some_and(|labelled| are_close(minutes, labelled)) {
            return None;
        }
        // A time that the report does not bear out proves nothing about another value.
        let borne = |at: &&str| untimed(report, "", at).is_none();
        let ends =
            (self.started_at.as_deref().filter(borne), self.resolved_at.as_deref().filter(borne));
        let Some(follows) = Evidence::minutes_between(ends) else {
            let mut told = stated.duration_minutes.iter().chain(&stated.told_minutes);
            return (!told.any(|told| are_close(minutes, *told))).then(|| {
                format!(
                    "duration_minutes {minutes} neither stands in the report nor follows from started_at and resolved_at; \
                     write what the report says, or null"
                )
            });
        };
        (!are_close(minutes, follows)).then(|| {
            format!(
                "duration_minutes is {minutes}, but from started_at to resolved_at it is {follows}"
            )
        })
    }

    /// What is left of this answer without everything that the report does not bear out.
    pub fn mended(mut self, report: &Report, wanted: Wanted) -> Self {
        let evidence = &report.evidence;
        let borne = |at: Option<String>| at.filter(|at| untimed(report, "", at).is_none());
        self.started_at = borne(self.started_at);
        self.resolved_at = borne(self.resolved_at);
        if self.turned().is_some() {
            self.resolved_at = None;
        }
        if self.misreckoned(report).is_some() {
            let ends = (self.started_at.as_deref(), self.resolved_at.as_deref());
            let labelled = report.stated.labelled.duration_minutes;
            self.duration_minutes = labelled.or_else(|| Evidence::minutes_between(ends));
        }
        if self.misjudged(report).is_some() {
            self.severity = report.severity_by_words.unwrap_or(Severity::Unknown);
        }
        if self.status_contradicted(report).is_some() {
            let is_over = evidence.is_over() == Some(true);
            self.status = if is_over { Status::Resolved } else { Status::Unknown };
        }
        if !evidence.unborne("", &self.title).is_empty() {
            self.title = fallback::title(report);
        }
        self.services.retain(|name| evidence.unnamed("", name).is_none());
        self.contributing_factors.retain(|factor| of_cause(evidence, "", factor).is_empty());
        self.timeline.retain(|entry| entry.problems("", evidence).is_empty());
        let items = self.action_items.into_iter();
        self.action_items = items.filter_map(|item| item.mended(evidence)).collect();
        self.impact = self.impact.and_then(|text| evidence.borne_sentences(&text, usize::MAX));
        self.root_cause = self.root_cause.and_then(|text| evidence.borne_causes(&text));
        self.summary = evidence
            .borne_sentences(&self.summary, wanted.max_words)
            .unwrap_or_else(|| fallback::summary(report, wanted));
        self
    }

    /// Leaves out the last item of the longest list, and without lists a text that may be null, and names in `problems` what
    /// was left out; false if there is nothing more to leave out.
    pub fn shorten(&mut self, problems: &mut Vec<String>) -> bool {
        let lengths = [
            ("timeline", self.timeline.iter().map(TimelineEntry::bytes).sum::<usize>()),
            ("action_items", self.action_items.iter().map(ActionItem::bytes).sum()),
            ("contributing_factors", self.contributing_factors.iter().map(String::len).sum()),
            ("services", self.services.iter().map(String::len).sum()),
        ];
        let longest = lengths.into_iter().max_by_key(|(_, bytes)| *bytes);
        let name = match longest {
            Some((name, 1..)) => name,
            _ if self.impact.is_some() => "impact",
            _ if self.root_cause.is_some() => "root_cause",
            _ => return false,
        };
        match name {
            "timeline" => drop(self.timeline.pop()),
            "action_items" => drop(self.action_items.pop()),
            "contributing_factors" => drop(self.contributing_factors.pop()),
            "services" => drop(self.services.pop()),
            "impact" => self.impact = None,
            _ => self.root_cause = None,
        }
        let problem = format!("{name} is not whole: hosts accept no longer reply");
        if !problems.contains(&problem) {
            problems.push(problem);
        }
        true
    }

    /// Lets what the page itself marks win, and says where it did.
    pub fn yield_to(&mut self, report: &Report) -> Vec<String> {
        let mut yielded = Vec::new();
        let marks = &report.marks;
        let is_other =
            |title: &&String| **title != self.title && !report::is_same_title(title, &self.title);
        if let Some(title) = marks.title.as_ref().filter(is_other) {
            yielded.push(format!(
                "title: the report is called {}, which stands in place of the model's {}",
                material::quoted(title),
                material::quoted(&self.title)
            ));
            self.title.clone_from(title);
        }
        if let Some(severity) = marks.severity.filter(|severity| *severity != self.severity) {
            yielded.push(format!(
                "severity: the report marks {}, which stands in place of the model's {}",
                severity.as_str(),
                self.severity.as_str()
            ));
            self.severity = severity;
        }
        if let Some(status) = marks.status.filter(|status| *status != self.status) {
            yielded.push(format!(
                "status: the report marks {}, which stands in place of the model's {}",
                status.as_str(),
                self.status.as_str()
            ));
            self.status = status;
        }
        yielded
    }
}

impl TimelineEntry {
    fn bytes(&self) -> usize {
        self.event.len() + self.quote.len() + self.at.as_ref().map_or(0, String::len)
    }

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
    fn bytes(&self) -> usize {
        let bytes = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        self.action.len() + bytes(&self.owner) + bytes(&self.due)
    }

    /// Everything in this item that the report does not bear out.
    pub(crate) fn problems(&self, place: &str, evidence: &Evidence) -> Vec<String> {
        let action = evidence.foreign(&format!("{place}.action"), &self.action);
        let owner = self
            .owner
            .as_deref()
            .and_then(|owner| evidence.unowned(&format!("{place}.owner"), owner, &self.action));
        let due =
            self.due.as_deref().and_then(|due| evidence.undated(&format!("{place}.due"), due));
        let told = evidence.unborne(&format!("{place}.action"), &self.action);
        action.into_iter().chain(told).chain(owner).chain(due).collect()
    }

    /// This item without an owner and a date that the report does not name; none if the action itself is not in it.
    pub(crate) fn mended(mut self, evidence: &Evidence) -> Option<Self> {
        self.owner = self.owner.filter(|owner| evidence.unowned("", owner, &self.action).is_none());
        self.due = self.due.filter(|due| evidence.undated("", due).is_none());
        let is_told = evidence.foreign("", &self.action).is_none()
            && evidence.unborne("", &self.action).is_empty();
        is_told.then_some(self)
    }
}

/// What is wrong with a cause or a factor.
fn of_cause(evidence: &Evidence, place: &str, cause: &str) -> Vec<String> {
    evidence.unborne(place, cause).into_iter().chain(evidence.uncaused(place, cause)).collect()
}

/// What is wrong with a start or an end. What a labelled field states is right, and the model is told so; its day may come from
/// elsewhere than that of the same clock in the text.
fn untimed(report: &Report, place: &str, at: &str) -> Option<String> {
    let labelled = report.stated.labelled;
    let labelled = [labelled.started_at, labelled.resolved_at];
    let is_labelled = || labelled.into_iter().flatten().any(|labelled| labelled.to_string() == at);
    report.evidence.untimed(place, at).filter(|_| !is_labelled())
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

/// As close as two readers of the same report are: within three minutes or a twentieth.
fn are_close(one: u32, other: u32) -> bool {
    f64::from(one.abs_diff(other)) <= (f64::from(other) * 0.05).max(3.0)
}
