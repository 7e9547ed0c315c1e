//! What a reply must have and the model did not give is put in place by rules, and the reply says so.

use shared::answer::{Problem, Remedy};

use super::{Incident, Wanted};
use crate::{
    fallback,
    report::{Report, Severity, Status},
};

impl Incident {
    /// Puts the rules' title and summary in place of those of which nothing is left, and notes with the `problems` of
    /// every member that is no longer the model's whose it is.
    pub fn complete(&mut self, report: &Report, wanted: Wanted, problems: &mut [Problem]) {
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
        let is_filled = |name: &str| is_filled.contains(&(name, true));
        for problem in problems {
            let is_of_ours = problem.member.as_deref().is_some_and(is_filled);
            if problem.remedy == Some(Remedy::LeftOut) && is_of_ours {
                problem.remedy = Some(Remedy::Replaced { by: "the rules' own" });
            }
        }
    }
}
