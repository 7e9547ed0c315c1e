//! The words for how far the work on an incident has come, and which of its updates is the latest. Updates stand in
//! either order, and a page that is opened again goes back to an earlier state, so their times decide where they have
//! some; where not, an incident is taken to get better.

use super::super::document::{Block, Document};
use super::super::stamps::stamp;
use super::super::times::{Context, Moment, moments};
use super::Status;

/// The state that a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct State<'a> {
    /// What it means; none for an update that leaves the state as it is, and for planned work.
    pub(in super::super) status: Option<Status>,
    /// What follows it, without the marks between.
    pub(in super::super) rest: &'a str,
}

/// What updates begin with. The longer one stands first.
const STATES: &[(&str, Option<Status>)] = &[
    ("scheduled maintenance", None),
    ("investigating", Some(Status::Investigating)),
    ("identified", Some(Status::Identified)),
    ("monitoring", Some(Status::Monitoring)),
    ("watching", Some(Status::Monitoring)),
    ("verifying", Some(Status::Monitoring)),
    ("mitigated", Some(Status::Monitoring)),
    ("resolved", Some(Status::Resolved)),
    ("completed", Some(Status::Resolved)),
    ("update", None),
    ("scheduled", None),
    ("in progress", None),
    ("postmortem", None),
    ("post-mortem", None),
];

/// The words of a field for the same, which are too common to begin an update with.
const VALUES: &[(&str, Status)] = &[
    ("ongoing", Status::Investigating),
    ("open", Status::Investigating),
    ("active", Status::Investigating),
    ("triggered", Status::Investigating),
    ("acknowledged", Status::Investigating),
    ("detected", Status::Investigating),
    ("fixing", Status::Identified),
    ("complete", Status::Resolved),
    ("closed", Status::Resolved),
    ("fixed", Status::Resolved),
    ("done", Status::Resolved),
    ("recovered", Status::Resolved),
    ("restored", Status::Resolved),
];

/// The state that `text` begins with, if it is an update: the word is all, or a mark or a time follows it.
pub(in super::super) fn state(text: &str) -> Option<State<'_>> {
    let (rest, status) =
        STATES.iter().find_map(|(word, status)| Some((after_word(text, word)?, *status)))?;
    let is_mark = |c: char| c.is_whitespace() || "-–—:|·•,([]".contains(c);
    let behind = rest.trim_start_matches(is_mark);
    let is_marked = rest.len() > behind.len()
        && rest.trim_start().starts_with(|c: char| is_mark(c) && !c.is_whitespace());
    (behind.is_empty() || is_marked || stamp(behind).is_some())
        .then_some(State { status, rest: behind })
}

/// The status that the value of a field begins with.
pub(super) fn of_value(value: &str) -> Option<Status> {
    let value = value.trim_start_matches(|c: char| !c.is_alphanumeric());
    let states = STATES.iter().filter_map(|(word, status)| Some((*word, (*status)?)));
    states
        .chain(VALUES.iter().copied())
        .find(|(word, _)| after_word(value, word).is_some())
        .map(|(_, status)| status)
}

/// The status that a word is, whole.
pub(super) fn of_update(word: &str) -> Option<Status> {
    STATES.iter().find(|(state, _)| *state == word).and_then(|(_, status)| *status)
}

/// What follows `word`, if `text` begins with it.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let begin = text.get(..word.len())?;
    let after = text.get(word.len()..)?;
    (begin.eq_ignore_ascii_case(word)
        && !after.starts_with(|c: char| c.is_alphanumeric() || c == '\''))
    .then_some(after)
}

/// The status of the latest update.
pub(super) fn of_latest_update(document: &Document) -> Option<Status> {
    let updates = updates(document);
    let first = updates.first()?;
    let last = updates.last()?;
    if first.status == last.status {
        return Some(first.status);
    }
    let context = Context::of(document);
    let dated: Vec<Option<Moment>> =
        updates.iter().take(MAX_COMPARED).map(|update| update.moment(&context)).collect();
    let mut later_below = 0usize;
    let mut earlier_below = 0usize;
    for (above, below) in dated.iter().zip(dated.iter().skip(1)) {
        let minutes = above.zip(*below).and_then(|(above, below)| above.minutes_until(&below));
        later_below += usize::from(minutes.is_some_and(|minutes| minutes > 0));
        earlier_below += usize::from(minutes.is_some_and(|minutes| minutes < 0));
    }
    let is_newest_first = if later_below == earlier_below {
        first.status >= last.status
    } else {
        earlier_below > later_below
    };
    Some(if is_newest_first { first.status } else { last.status })
}

/// More updates than an incident has; their order is the same all the way.
const MAX_COMPARED: usize = 100;

struct Update {
    status: Status,
    /// The text that says when.
    dated: String,
}

impl Update {
    fn moment(&self, context: &Context) -> Option<Moment> {
        moments(&self.dated, context).last().map(|found| found.moment)
    }
}

fn updates(document: &Document) -> Vec<Update> {
    let blocks = &document.blocks;
    let update = |(position, block): (usize, &Block)| {
        let text = match block {
            Block::Heading { text, .. } | Block::Paragraph(text) | Block::Item { text, .. } => {
                text.as_str()
            }
            Block::Row { cells, .. } => cells.iter().find(|cell| state(cell).is_some())?.as_str(),
            Block::Code(_) | Block::Quote(_) => return None,
        };
        // A line may begin with its time, and the state follows.
        let after_time = stamp(text).map_or(text, |stamp| stamp.rest);
        let status = state(text).or_else(|| state(after_time))?.status?;
        let below = blocks.get(position + 1).map(Block::text);
        let is_time = |text: &String| stamp(text).is_some_and(|stamp| stamp.rest.is_empty());
        let dated = below.filter(is_time).unwrap_or_else(|| block.text());
        Some(Update { status, dated })
    };
    blocks.iter().enumerate().filter_map(update).collect()
}
