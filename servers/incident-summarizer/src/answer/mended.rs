//! What is left of an answer that stays wrong: everything that the report bears out. What a reply must have and the model did not
//! give is then put in place by rules, and the reply says so.

use super::{ActionItem, Incident, Wanted, of_cause, times::untimed};
use crate::{
    fallback,
    report::{Evidence, Report, Severity, Status},
};

impl Incident {
    /// What is left of this answer without everything that the report does not bear out. A title or a summary of which nothing is
    /// left is empty until [`complete`](Self::complete).
    pub fn mended(mut self, report: &Report, wanted: Wanted) -> Self {
        let evidence = &report.evidence;
        let borne = |at: Option<String>| at.filter(|at| untimed(report, "", at).is_none());
        self.started_at = borne(self.started_at);
        self.resolved_at = borne(self.resolved_at);
        if self.turned().is_some() {
            self.resolved_at = None;
        }
        if self.unended(report).next().is_some() {
            self.resolved_at = None;
            self.duration_minutes = None;
        }
        if self.misreckoned(report).is_some() {
            let ends = (self.started_at.as_deref(), self.resolved_at.as_deref());
            let labeled = report.stated.labeled.duration_minutes;
            self.duration_minutes = labeled.or_else(|| Evidence::minutes_between(ends));
        }
        if self.misjudged(report).is_some() {
            self.severity = report.severity_by_words.unwrap_or(Severity::Unknown);
        }
        if self.status_contradicted(report).is_some() {
            let is_over = evidence.is_over() == Some(true);
            self.status = if is_over { Status::Resolved } else { Status::Unknown };
        }
        if !self.mistitled(report).is_empty() {
            self.title.clear();
        }
        self.services.retain(|name| evidence.unnamed("", name).is_none());
        self.contributing_factors.retain(|factor| of_cause(evidence, "", factor).is_empty());
        self.timeline.retain(|entry| entry.problems("", evidence).is_empty());
        let items = self.action_items.into_iter();
        self.action_items = items.filter_map(|item| item.mended(evidence)).collect();
        self.impact = self.impact.and_then(|text| evidence.borne_sentences(&text, usize::MAX));
        if self.cause_unknown(report).is_some() {
            self.root_cause = None;
        }
        self.root_cause = self.root_cause.and_then(|text| evidence.borne_causes(&text));
        self.summary =
            evidence.borne_sentences(&self.summary, wanted.max_words).unwrap_or_default();
        self
    }

    /// Whether no sentence, name or entry is left. A title and times alone tell nothing that rules would not.
    pub(super) fn says_nothing(&self) -> bool {
        self.summary.is_empty()
            && self.impact.is_none()
            && self.root_cause.is_none()
            && self.services.is_empty()
            && self.contributing_factors.is_empty()
            && self.timeline.is_empty()
            && self.action_items.is_empty()
    }

    /// Puts the rules' title and summary in place of those of which nothing is left, and says in `problems` of every member that is
    /// no longer the model's whose it is.
    pub fn complete(&mut self, report: &Report, wanted: Wanted, problems: &mut [String]) {
        let is_filled = [
            ("title", self.title.is_empty()),
            ("summary", self.summary.is_empty()),
            ("severity", self.severity != Severity::Unknown),
            ("status", self.status != Status::Unknown),
            ("duration_minutes", self.duration_minutes.is_some()),
        ];
        if self.title.is_empty() {
            self.title = fallback::title(report);
        }
        if self.summary.is_empty() {
            self.summary = fallback::summary(report, wanted);
        }
        for (name, _) in is_filled.into_iter().filter(|(_, is_filled)| *is_filled) {
            let of_member = |problem: &&mut String| {
                problem.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '))
            };
            for problem in problems.iter_mut().filter(of_member) {
                if let Some(wrong) = problem.strip_suffix(LEFT_OUT) {
                    *problem = format!("{wrong}{REPLACED}");
                }
            }
        }
    }
}

/// What stands behind a problem of a mended answer.
const LEFT_OUT: &str = "(left out)";
/// What stands there where the member is not empty all the same.
const REPLACED: &str = "(left out; the rules' own stands in its place)";

impl ActionItem {
    /// This item without an owner and a date that the report does not name; none if the action itself is not in it.
    pub(crate) fn mended(mut self, evidence: &Evidence) -> Option<Self> {
        self.owner = self.owner.filter(|owner| evidence.unowned("", owner, &self.action).is_none());
        self.due = self.due.filter(|due| evidence.undated("", due, &self.action).is_none());
        evidence.unplanned("", &self.action).is_empty().then_some(self)
    }
}
