//! The messages of a chat whose author stands before the time, as they are copied from a chat tool: "oncall-db 10:42
//! AM", with the message behind or below.

use std::collections::HashSet;

use super::super::document::Block;
use super::super::lines::label;
use super::super::times::{Stamp, stamp};
use super::Entry;

/// The messages in `blocks`, if they are a chat: hardly anything else, and someone speaks twice.
pub(super) fn entries(blocks: &[Block]) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut authors = HashSet::new();
    let mut date: Option<String> = None;
    let (paragraphs, mut messages) = (blocks.iter().filter(|block| is_prose(block)).count(), 0);
    let mut blocks = blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        let (Block::Paragraph(text) | Block::Heading { text, .. }) = block else { continue };
        if let Some(day) = stamp(text).filter(|stamp| !stamp.has_clock && stamp.rest.is_empty()) {
            date = day.date.map(str::to_owned).or(date);
        }
        let Some((author, stamp)) = message(text) else { continue };
        messages += 1;
        let mut said = stamp.rest.to_owned();
        if said.is_empty()
            && let Some(Block::Paragraph(below)) = blocks.peek()
            && message(below).is_none()
        {
            said.clone_from(below);
            messages += 1;
        }
        // A sign or a single word tells nothing.
        if said.split_whitespace().count() < 2 {
            continue;
        }
        let quote = if stamp.rest.is_empty() { said.clone() } else { text.clone() };
        authors.insert(author);
        entries.push(Entry {
            written: stamp.written.to_owned(),
            date: stamp.date.map(str::to_owned).or_else(|| date.clone()),
            event: format!("{author}: {said}"),
            quote,
        });
    }
    // A few lines of such a form in other prose are none.
    let is_chat = 2 * messages > paragraphs && authors.len() < entries.len();
    (is_chat && entries.len() >= MIN_MESSAGES).then_some(entries)
}

/// Whether a block would be a message in a chat: no heading, and no field of a ticket.
fn is_prose(block: &Block) -> bool {
    !matches!(block, Block::Heading { .. }) && label(&block.text()).is_none()
}

const MIN_MESSAGES: usize = 3;

/// Whether a line is the author of a message and its time, and nothing else.
pub(in crate::report) fn is_author(line: &str) -> bool {
    message(line).is_some_and(|(_, stamp)| stamp.rest.is_empty() && stamp.date.is_none())
}

/// The author of the message that `text` is, and its time.
fn message(text: &str) -> Option<(&str, Stamp<'_>)> {
    let begins = text.match_indices(' ').take(MAX_AUTHOR_WORDS).map(|(blank, _)| blank);
    let (blank, stamp) = begins.into_iter().find_map(|blank| {
        let stamp = stamp(text.get(blank + 1..)?).filter(|stamp| stamp.has_clock)?;
        Some((blank, stamp))
    })?;
    let author = text.get(..blank)?.trim_end_matches(|c: char| " ,[(-–—|·•".contains(c));
    let author = author.strip_suffix(" added a comment").unwrap_or(author);
    let is_name = author.len() <= MAX_AUTHOR_BYTES
        && author.starts_with(|c: char| c.is_alphanumeric() || c == '@')
        && author.ends_with(|c: char| c.is_alphanumeric() || c == ')')
        && !author.contains([':', ';', '!', '?', ','])
        && !author.split(' ').any(|word| PROSE.contains(&word.to_lowercase().as_str()));
    is_name.then_some((author, stamp))
}

/// A first and a last name, a title, and "APP" behind the name of a program; or a name and "added a comment -".
const MAX_AUTHOR_WORDS: usize = 6;
const MAX_AUTHOR_BYTES: usize = 40;

/// What leads to a time in a sentence or a field, and stands in no name.
const PROSE: &[&str] = &[
    "at",
    "by",
    "from",
    "since",
    "until",
    "on",
    "around",
    "about",
    "was",
    "is",
    "were",
    "began",
    "started",
    "ended",
    "posted",
    "sent",
    "date",
    "the",
    "a",
    "to",
    "and",
    "update",
    "updated",
    "published",
    "resolved",
    "between",
    "before",
    "after",
];
