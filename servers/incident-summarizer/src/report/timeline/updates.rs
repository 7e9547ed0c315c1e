//! The updates of a status page: a state ("Resolved"), a message, and the time at which it was posted before or
//! after it.

use super::super::characters::folded;
use super::super::document::{Block, Document};
use super::super::states::{State, state as state_of, time_alone};
use super::super::times::{Stamp, stamp};
use super::Entry;
use super::lines::stamp_at_end;

/// The updates in `blocks`, in their order.
pub(super) fn entries(blocks: &[Block]) -> Vec<Entry> {
    let mut is_open = false;
    let mut begins = Vec::new();
    for (begin, block) in blocks.iter().enumerate() {
        let state = state(block, blocks.get(begin + 1));
        // "Update: …" below a state that stands alone is its message.
        if state.is_some() && !is_open {
            begins.push(begin);
        }
        is_open = state.is_some_and(|(_, message)| message.is_empty()) && !is_open;
    }
    let ends = begins.iter().skip(1).copied().chain([blocks.len()]);
    let updates =
        begins.iter().zip(ends).filter_map(|(begin, end)| entry(blocks.get(*begin..end)?));
    updates.collect()
}

/// Whether `blocks` hold such updates.
pub(super) fn are_in(blocks: &[Block]) -> bool {
    !entries(blocks).is_empty()
}

/// The update that begins with its state.
fn entry(blocks: &[Block]) -> Option<Entry> {
    let (first, rest) = blocks.split_first()?;
    let (state, message) = state(first, rest.first())?;
    let mut quoted = vec![first.clone()];
    let (mut posted, mut message) = match posted_in(message) {
        Some((posted, message)) => (Some(posted), message.to_owned()),
        None => (None, message.to_owned()),
    };
    for block in rest.iter().take(MAX_BLOCKS) {
        if matches!(block, Block::Heading { .. }) || (posted.is_some() && !message.is_empty()) {
            break;
        }
        let text = block.text();
        quoted.push(block.clone());
        match time_alone(&text) {
            Some(time) => posted = posted.or(Some(time)),
            None if message.is_empty() => message = text,
            None => {}
        }
    }
    let (written, date) = posted?;
    let event = if message.is_empty() { state.to_owned() } else { format!("{state}: {message}") };
    let quote = Document { blocks: quoted }
        .to_string()
        .trim_start_matches(['#', ' ', '-'])
        .trim_end()
        .to_owned();
    Some(Entry { written, date, event, quote })
}

/// A message of more paragraphs is quoted in part.
const MAX_BLOCKS: usize = 6;

/// The state that a block begins with, and what it says after it. A line with nothing but a time there is a field,
/// unless it is an item over its message.
fn state<'a>(block: &'a Block, next: Option<&Block>) -> Option<(&'a str, &'a str)> {
    let (text, is_line) = match block {
        Block::Heading { text, .. } => (text, false),
        Block::Item { text, .. } => (text, !matches!(next, Some(Block::Paragraph(_)))),
        Block::Paragraph(text) => (text, true),
        _ => return None,
    };
    let State { word: state, after, .. } = state_of(text)?;
    let message = after.trim_start().strip_prefix(['-', '–', '—', ':', '|', '·']);
    match message {
        // "Resolved: 14:20" is a field.
        Some(message)
            if !matches!(block, Block::Heading { .. }) && time_alone(message).is_some() =>
        {
            None
        }
        Some(message) => Some((state, message.trim())),
        None if after.trim().is_empty() => Some((state, "")),
        None if !is_line && time_alone(after).is_some() => Some((state, after.trim())),
        None => None,
    }
}

/// The time in the first or the last words of a message, "Dec 5, 09:20 UTC …" or "… Posted Dec 5, 09:20 UTC", and the
/// message without it.
fn posted_in(message: &str) -> Option<((String, Option<String>), &str)> {
    if let Some(time) = time_alone(message) {
        return Some((time, ""));
    }
    if let Some((before, time)) = message.rsplit_once("Posted ") {
        return Some((time_alone(&folded(time))?, before.trim_end()));
    }
    let (text, stamp) = stamp(message)
        .map(|stamp| (stamp.rest, stamp))
        .filter(|(_, stamp)| is_posted(stamp))
        .or_else(|| {
            // "The first error was at 09:20 on 5 December" is a sentence.
            stamp_at_end(message).filter(|(text, stamp)| {
                is_posted(stamp) && text.ends_with(['.', '!', '?', ')', '”', '"'])
            })
        })?;
    Some(((stamp.written.to_owned(), stamp.date.map(str::to_owned)), text))
}

/// The time at which something was posted has a day.
fn is_posted(stamp: &Stamp<'_>) -> bool {
    stamp.has_clock && stamp.date.is_some()
}
