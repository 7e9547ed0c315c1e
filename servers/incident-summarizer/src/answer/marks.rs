//! What the page itself marks stands in place of what the model says, and the reply says where.

use shared::material;

use super::Incident;
use crate::report::{self, Report};

impl Incident {
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
