//! How status pages write their updates: a state on a line of its own or before a message, and the time at which it
//! was posted.

use super::stamps::stamp;

/// The state that `text` begins with, and what follows it.
pub(super) fn state(text: &str) -> Option<(&str, &str)> {
    let begins =
        |name: &&&str| text.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
    let name = STATES.iter().find(begins)?;
    text.split_at_checked(name.len())
}

const STATES: &[&str] = &[
    "investigating",
    "identified",
    "monitoring",
    "resolved",
    "updated",
    "update",
    "in progress",
    "scheduled",
    "completed",
    "verifying",
    "fixing",
    "recovering",
    "mitigated",
    "degraded performance",
    "partial outage",
    "major outage",
    "operational",
    "watching",
    "closed",
    "postmortem",
    "post-mortem",
];

/// The time of a text that says nothing else: "Dec 5, 09:20 UTC", "Posted 2 days ago. Dec 5, 2025 - 09:20 UTC". As it
/// is written, and its date.
pub(super) fn time_alone(text: &str) -> Option<(String, Option<String>)> {
    let mut rest = text.trim();
    if let Some((lead, after)) = rest.split_once(". ").filter(|(lead, _)| lead.ends_with("ago")) {
        rest = if lead.len() <= MAX_LEAD_BYTES { after } else { rest };
    }
    let found = stamp(rest).filter(|stamp| stamp.has_clock && stamp.rest.is_empty())?;
    Some((found.written.to_owned(), found.date.map(str::to_owned)))
}

/// "Posted about 11 months ago" and the like.
const MAX_LEAD_BYTES: usize = 40;
