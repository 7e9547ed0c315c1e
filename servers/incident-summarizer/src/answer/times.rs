//! Whether the start, the end and the duration of an answer are those of the report and agree with one another.

use super::Incident;
use crate::report::{Evidence, Report, Status};

impl Incident {
    /// What the report says goes on has no end yet, and so no length, unless a labeled field gives one.
    pub(super) fn unended(&self, report: &Report) -> impl Iterator<Item = String> {
        let labeled = &report.stated.labeled;
        let has_end = self.resolved_at.is_some() && labeled.resolved_at.is_none();
        let has_length = self.duration_minutes.is_some() && labeled.duration_minutes.is_none();
        let members = [
            ("resolved_at", has_end),
            ("duration_minutes", has_length && labeled.resolved_at.is_none()),
        ];
        let members = members.into_iter().filter(|(_, is_given)| *is_given && goes_on(report));
        members.map(|(name, _)| {
            format!("{name} is given, but the report says that the incident goes on; write null")
        })
    }

    /// What ends does so after it began.
    pub(super) fn turned(&self) -> Option<String> {
        let (start, end) = (self.started_at.as_deref()?, self.resolved_at.as_deref()?);
        Evidence::is_before(end, start).then(|| {
            format!("resolved_at {end:?} is before started_at {start:?}; write when it was over for users, or null")
        })
    }

    /// A duration is that of a labeled field, or it follows from the start and the end; without both it is one that the report
    /// tells of a failure.
    pub(super) fn misreckoned(&self, report: &Report) -> Option<String> {
        let minutes = self.duration_minutes?;
        let stated = &report.stated;
        if stated.labeled.duration_minutes.is_some_and(|labeled| are_close(minutes, labeled)) {
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
}

/// Whether the report says that the incident goes on: in its times, by the status that it marks, or in its words.
fn goes_on(report: &Report) -> bool {
    let is_open = || match report.marks.status {
        Some(status) => matches!(status, Status::Investigating | Status::Identified),
        None => report.evidence.is_over() == Some(false),
    };
    report.stated.is_over.map_or_else(is_open, |is_over| !is_over)
}

/// What is wrong with a start or an end. What a labeled field states is right, and the model is told so; its day may come from
/// elsewhere than that of the same clock in the text.
pub(super) fn untimed(report: &Report, place: &str, at: &str) -> Option<String> {
    let labeled = report.stated.labeled;
    let labeled = [labeled.started_at, labeled.resolved_at];
    let is_labeled = || labeled.into_iter().flatten().any(|labeled| labeled.to_string() == at);
    report.evidence.untimed(place, at).filter(|_| !is_labeled())
}

/// As close as two readers of the same report are: within three minutes or a twentieth.
fn are_close(one: u32, other: u32) -> bool {
    f64::from(one.abs_diff(other)) <= (f64::from(other) * 0.05).max(3.0)
}
