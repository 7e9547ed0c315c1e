//! Where the fields of a report are those of its incident: before the first prose of the report and under headings such
//! as "Summary" or "Details". A field further down may be one of an action item, of another incident or of a comment.

use super::super::super::document::Block;
use super::super::super::lines::label;
use super::super::super::sections::{Kind, kind};
use super::super::super::words::words;
use super::line;

/// What stands at a place counts as a field of the incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Lines, items and rows.
    Fields,
    /// Rows, and lines and items beside other fields.
    Lists,
    /// Rows: a table of fields is one wherever it stands.
    Rows,
    /// Nothing.
    Elsewhere,
}

/// The place of each block, told one after the other.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// The place of what follows; none at the head of the report.
    open: Option<Place>,
    has_title: bool,
    /// The level of the heading that nothing counts under.
    closed: Option<u8>,
}

impl Places {
    /// The place of the next block.
    pub(super) fn of(&mut self, block: &Block) -> Place {
        match block {
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(text) if self.open.is_none() && is_prose(text) => {
                self.open = Some(Place::Lists);
            }
            // What a colon announces are somebody's words.
            Block::Paragraph(text) if text.ends_with(':') && label(text).is_none() => {
                self.open = Some(Place::Rows);
            }
            _ => {}
        }
        if self.closed.is_some() { Place::Elsewhere } else { self.open.unwrap_or(Place::Fields) }
    }

    fn heading(&mut self, level: u8, text: &str) {
        if self.closed.is_some_and(|closed| level <= closed) {
            self.closed = None;
        }
        let is_title =
            !std::mem::replace(&mut self.has_title, true) || level == 1 && self.open.is_none();
        let is_field = line::name(text).is_some() || !line::fields(text).is_empty();
        if self.closed.is_some() || is_title || is_field {
            return;
        }
        if is_about_work(text) {
            self.closed = Some(level);
        } else if is_of_voices(text) {
            // No heading that somebody writes into a comment ends the comments.
            self.closed = Some(0);
        } else {
            self.open = Some(if is_of_details(text) { Place::Fields } else { Place::Rows });
        }
    }
}

/// Whether a line is told in sentences.
fn is_prose(text: &str) -> bool {
    let is_sentence = text.ends_with(['.', '!', '?', ':', '…']) || text.contains(". ");
    let is_long = text.split_whitespace().count() > MAX_HEAD_WORDS;
    line::fields(text).is_empty() && label(text).is_none() && (is_sentence || is_long)
}

/// "Written by the Storage team on 5 March 2024" stands in the head of a report.
const MAX_HEAD_WORDS: usize = 10;

/// Whether a heading opens a list of work, whose entries have a status and a priority of their own.
pub(super) fn is_about_work(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    ["action", "follow-up", "follow up", "remediation", "next step", "todo", "to do", "owner"]
        .iter()
        .any(|part| heading.contains(part))
}

/// Whether a heading opens what others wrote about the incident.
fn is_of_voices(heading: &str) -> bool {
    words(heading).any(|word| VOICES.contains(&word.as_str()))
}

const VOICES: &[&str] = &[
    "comment",
    "comments",
    "quote",
    "quotes",
    "said",
    "wrote",
    "discussion",
    "replies",
    "reply",
    "feedback",
    "voices",
    "reactions",
];

/// Whether a heading opens what identifies an incident: "Summary", "Incident details", "Key facts".
fn is_of_details(heading: &str) -> bool {
    let is_known = matches!(kind(heading), Some(Kind::Summary | Kind::Impact));
    is_known || words(heading).all(|word| DETAILS.contains(&word.as_str()))
}

const DETAILS: &[&str] = &[
    "incident",
    "outage",
    "report",
    "details",
    "detail",
    "information",
    "info",
    "metadata",
    "key",
    "facts",
    "general",
    "basic",
    "data",
    "classification",
    "properties",
    "fields",
    "header",
    "the",
    "and",
    "at",
    "a",
    "glance",
    "about",
    "this",
    "issue",
    "post",
    "mortem",
    "postmortem",
];
