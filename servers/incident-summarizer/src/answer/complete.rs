//! What a reply must have and the model did not give is put in place by rules, and the reply says so.

use shared::answer::LEFT_OUT;

use super::{Incident, Wanted};
use crate::{
    fallback,
    report::{Report, Severity, Status},
};

impl Incident {
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

/// What stands in the place of [`LEFT_OUT`] where the member is not empty all the same.
const REPLACED: &str = "(left out; the rules' own stands in its place)";
