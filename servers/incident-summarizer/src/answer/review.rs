//! What is wrong with an answer, member by member, and what is left of it without that: everything that the report
//! bears out.
//!
//! Each member goes through a review once. It comes out as far as it is right, and what is wrong is noted in a sentence
//! that the model can act on. So what is asked again and what is left out cannot differ.

use shared::material;

use super::{ActionItem, Incident, TimelineEntry, Wanted};
use crate::report::{self, Evidence, Report, Severity, Status};

/// Something that a model said about a report, on its way through the checks.
#[derive(Debug)]
pub(crate) struct Review<'r> {
    evidence: &'r Evidence,
    /// What was wrong so far.
    pub(crate) problems: Vec<String>,
}

impl Incident {
    /// Everything in this answer that the report does not bear out.
    pub fn problems(&self, report: &Report, wanted: Wanted) -> Vec<String> {
        if self.says_nothing() {
            return vec!["nothing in the answer stands in the report".to_owned()];
        }
        self.clone().reviewed(report, wanted).1
    }

    /// What is left of this answer without that. A title or a summary of which nothing is left is empty until
    /// [`complete`](Self::complete).
    pub fn mended(self, report: &Report, wanted: Wanted) -> Self {
        self.reviewed(report, wanted).0
    }

    /// A reply names the first problems. What rules may put something in place of goes first, so that it is named in
    /// any case.
    fn reviewed(self, report: &Report, wanted: Wanted) -> (Self, Vec<String>) {
        let mut review = Review::of(&report.evidence);
        let (started_at, resolved_at) = review.ends(report, self.started_at, self.resolved_at);
        let ends = (started_at.as_deref(), resolved_at.as_deref());
        let duration_minutes = review.duration(report, ends, self.duration_minutes);
        let incident = Self {
            duration_minutes,
            started_at,
            resolved_at,
            title: review.title(report, self.title),
            severity: review.severity(report, self.severity),
            status: review.status(report, self.status),
            summary: review.summary(self.summary, wanted.max_words),
            impact: self.impact.and_then(|text| review.impact(text)),
            root_cause: self.root_cause.and_then(|cause| review.root_cause(report, cause)),
            contributing_factors: review.each(
                "contributing_factors",
                self.contributing_factors,
                Review::factor,
            ),
            services: review.each("services", self.services, Review::service),
            timeline: review.each("timeline", self.timeline, Review::entry),
            action_items: review.each("action_items", self.action_items, Review::item),
        };
        (incident, review.problems)
    }

    /// Whether no sentence, name or entry is left. A title and times alone tell nothing that rules would not.
    fn says_nothing(&self) -> bool {
        self.summary.is_empty()
            && self.impact.is_none()
            && self.root_cause.is_none()
            && self.services.is_empty()
            && self.contributing_factors.is_empty()
            && self.timeline.is_empty()
            && self.action_items.is_empty()
    }
}

impl<'r> Review<'r> {
    /// A review by what a report says.
    pub(crate) fn of(evidence: &'r Evidence) -> Self {
        Self { evidence, problems: Vec::new() }
    }

    /// Notes what is wrong, and says whether anything is.
    pub(super) fn finds(&mut self, wrong: impl IntoIterator<Item = String>) -> bool {
        let before = self.problems.len();
        self.problems.extend(wrong);
        self.problems.len() > before
    }

    /// What is left of a list: `review` gives what is left of each item, told with its place.
    pub(crate) fn each<T>(
        &mut self,
        name: &str,
        items: Vec<T>,
        review: impl Fn(&mut Self, &str, T) -> Option<T>,
    ) -> Vec<T> {
        let items = items.into_iter().enumerate();
        items.filter_map(|(index, item)| review(self, &format!("{name}[{index}]"), item)).collect()
    }

    /// The title that the page itself bears needs no other proof.
    fn title(&mut self, report: &Report, title: String) -> String {
        let is_marked = report
            .marks
            .title
            .as_ref()
            .is_some_and(|marked| *marked == title || report::is_same_title(marked, &title));
        if !is_marked && self.finds(self.evidence.check_prose("title", &title)) {
            return String::new();
        }
        title
    }

    /// Where no mark of the page says how grave the incident was, the words of the report do; one step beside them is a
    /// matter of judgment.
    fn severity(&mut self, report: &Report, severity: Severity) -> Severity {
        let by_words = report.severity_by_words.filter(|_| report.marks.severity.is_none());
        let Some(by_words) = by_words.filter(|by_words| severity.steps_to(*by_words) > 1) else {
            return severity;
        };
        self.problems.push(format!(
            "severity is {}, but by the rubric the words of the report say {}; read again what users noticed",
            severity.as_str(),
            by_words.as_str()
        ));
        by_words
    }

    /// Where no mark of the page says how far the work has come, its words do.
    fn status(&mut self, report: &Report, status: Status) -> Status {
        if report.marks.status.is_some() || !self.finds(self.evidence.check_status(status)) {
            return status;
        }
        if self.evidence.is_over() == Some(true) { Status::Resolved } else { Status::Unknown }
    }

    fn summary(&mut self, summary: String, max_words: usize) -> String {
        let words = material::words(&summary);
        let is_long = words > max_words;
        let too_long = is_long
            .then(|| format!("summary has {words} words and may have {max_words}; shorten it"));
        let wrong = self.evidence.check_prose("summary", &summary);
        if !self.finds(wrong.into_iter().chain(too_long)) {
            return summary;
        }
        self.evidence.borne_prose(&summary, max_words).unwrap_or_default()
    }

    /// An impact may be short, but is that of this incident.
    fn impact(&mut self, impact: String) -> Option<String> {
        let impact = self.prose("impact", impact)?;
        (!self.finds(self.evidence.check_impact("impact", &impact))).then_some(impact)
    }

    /// Running text, in sentences that are left or not.
    pub(crate) fn prose(&mut self, place: &str, text: String) -> Option<String> {
        if !self.finds(self.evidence.check_prose(place, &text)) {
            return Some(text);
        }
        self.evidence.borne_prose(&text, usize::MAX)
    }

    /// A cause that the report calls unknown is known to nobody, unless one of its sentences names one after all.
    fn root_cause(&mut self, report: &Report, cause: String) -> Option<String> {
        if report.calls_cause_unknown() {
            let cause = material::quoted(&cause);
            self.problems.push(format!(
                "root_cause is {cause}, but the report calls the cause unknown; write null"
            ));
            return None;
        }
        if !self.finds(self.evidence.check_cause("root_cause", &cause)) {
            return Some(cause);
        }
        self.evidence.borne_cause(&cause)
    }

    fn factor(&mut self, place: &str, factor: String) -> Option<String> {
        (!self.finds(self.evidence.check_cause(place, &factor))).then_some(factor)
    }

    /// The name of a service that was affected.
    pub(crate) fn service(&mut self, place: &str, name: String) -> Option<String> {
        (!self.finds(self.evidence.check_service(place, &name))).then_some(name)
    }

    /// Words of the report.
    pub(crate) fn quote(&mut self, place: &str, quote: String) -> Option<String> {
        (!self.finds(self.evidence.check_quote(place, &quote))).then_some(quote)
    }

    /// An event is left whole or not at all: without its time or its quotation it proves nothing.
    pub(crate) fn entry(&mut self, place: &str, entry: TimelineEntry) -> Option<TimelineEntry> {
        let (evidence, TimelineEntry { at, event, quote }) = (self.evidence, &entry);
        let misquoted = evidence.check_quote(&format!("{place}.quote"), quote);
        let is_copied = misquoted.is_none();
        let mistimed = at.as_deref().and_then(|at| {
            let place = format!("{place}.at");
            let of_quote = || evidence.check_time_of_quote(&place, at, quote);
            evidence.check_time(&place, at).or_else(|| of_quote().filter(|_| is_copied))
        });
        let place = format!("{place}.event");
        let unknown = evidence.check_particulars(&place, event);
        let untold = evidence.check_event(&place, event, quote).filter(|_| is_copied);
        let wrong = misquoted.into_iter().chain(mistimed).chain(unknown).chain(untold);
        (!self.finds(wrong)).then_some(entry)
    }

    /// An action without an owner and a date that the report does not name with it; none if the action itself is not in
    /// it.
    pub(crate) fn item(&mut self, place: &str, item: ActionItem) -> Option<ActionItem> {
        let (evidence, ActionItem { action, owner, due }) = (self.evidence, item);
        let is_foreign = self.finds(evidence.check_action(&format!("{place}.action"), &action));
        let owner = owner.filter(|owner| {
            !self.finds(evidence.check_owner(&format!("{place}.owner"), owner, &action))
        });
        let due = due
            .filter(|due| !self.finds(evidence.check_due(&format!("{place}.due"), due, &action)));
        (!is_foreign).then_some(ActionItem { action, owner, due })
    }
}
