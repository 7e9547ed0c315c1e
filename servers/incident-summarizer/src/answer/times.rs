//! Whether the start, the end and the duration of an answer are those of the report and agree with one another.

use super::Review;
use crate::report::{Evidence, Report, Status};

impl Review<'_> {
    /// The start and the end as far as they are right: both stand in the report, what ends does so after it began, and
    /// what goes on has no end yet, unless a labeled field gives one.
    pub(super) fn ends(
        &mut self,
        report: &Report,
        started_at: Option<String>,
        resolved_at: Option<String>,
    ) -> (Option<String>, Option<String>) {
        let start = started_at.filter(|at| !self.finds(check_end(report, "started_at", at)));
        let end = resolved_at.filter(|at| !self.finds(check_end(report, "resolved_at", at)));
        let end = end.filter(|end| {
            let start = start.as_deref();
            let turned = start.filter(|start| Evidence::is_before(end, start)).map(|start| {
                format!("resolved_at {end:?} is before started_at {start:?}; write when it was over for users, or null")
            });
            !self.finds(turned)
        });
        let is_stated = report.stated.labeled.resolved_at.is_some();
        let end = end.filter(|_| is_stated || !self.finds(check_is_over(report, "resolved_at")));
        (start, end)
    }

    /// The duration as far as it is right: that of a labeled field, or what follows from the start and the end, to the
    /// minute or as the report rounds it; without both it is one that the report tells of a failure. What goes on has
    /// none yet, unless a labeled field gives it or its end.
    pub(super) fn duration(
        &mut self,
        report: &Report,
        ends: (Option<&str>, Option<&str>),
        minutes: Option<u32>,
    ) -> Option<u32> {
        let (stated, minutes) = (&report.stated, minutes?);
        let labeled = stated.labeled.duration_minutes;
        if labeled.is_some_and(|labeled| are_close(minutes, labeled)) {
            return Some(minutes);
        }
        let is_stated = labeled.is_some() || stated.labeled.resolved_at.is_some();
        if !is_stated && self.finds(check_is_over(report, "duration_minutes")) {
            return None;
        }
        let mut told = stated.duration_minutes.iter().chain(&stated.told_minutes);
        let Some(follows) = Evidence::minutes_between(ends) else {
            if told.any(|told| are_close(minutes, *told)) {
                return Some(minutes);
            }
            self.problems.push(format!(
                "duration_minutes {minutes} neither stands in the report nor follows from started_at and resolved_at; \
                 write what the report says, or null"
            ));
            return labeled;
        };
        let is_rounded = are_close(minutes, follows) && told.any(|told| *told == minutes);
        if minutes.abs_diff(follows) <= MAX_MINUTES_APART || is_rounded {
            return Some(minutes);
        }
        self.problems.push(format!(
            "duration_minutes is {minutes}, but from started_at to resolved_at it is {follows}"
        ));
        Some(labeled.unwrap_or(follows))
    }
}

/// What is wrong with the end of something that the report says goes on: in its times, by the status that it marks, or
/// in its words.
fn check_is_over(report: &Report, place: &str) -> Option<String> {
    let is_open = || match report.marks.status {
        Some(status) => matches!(status, Status::Investigating | Status::Identified),
        None => report.evidence.is_over() == Some(false),
    };
    let goes_on = report.stated.is_over.map_or_else(is_open, |is_over| !is_over);
    goes_on.then(|| {
        format!("{place} is given, but the report says that the incident goes on; write null")
    })
}

/// What is wrong with a start or an end. What a labeled field states is right, and the model is told so; its day may
/// come from elsewhere than that of the same clock in the text.
fn check_end(report: &Report, place: &str, at: &str) -> Option<String> {
    let labeled = report.stated.labeled;
    let labeled = [labeled.started_at, labeled.resolved_at];
    let is_labeled = || labeled.into_iter().flatten().any(|labeled| labeled.to_string() == at);
    report.evidence.check_time(place, at).filter(|_| !is_labeled())
}

/// Seconds that a time leaves out make as much of a difference.
const MAX_MINUTES_APART: u32 = 1;

/// As close as two readers of the same report are: within three minutes or a twentieth.
fn are_close(one: u32, other: u32) -> bool {
    f64::from(one.abs_diff(other)) <= (f64::from(other) * 0.05).max(3.0)
}
