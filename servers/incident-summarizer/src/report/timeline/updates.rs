//! The updates of a status page: a state ("Resolved"), a message, and the time at which it was posted before or
//! after it.

use super::super::characters::folded;
use super::super::document::{Block, Document};
use super::super::states::{State, state as state_of, time_alone};
use super::Entry;

/// The updates in `blocks`, in their order.
pub(super) fn entries(blocks: &[Block]) -> Vec<Entry> {
    let begins: Vec<usize> = blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| state(block).is_some())
        .map(|(begin, _)| begin)
        .collect();
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
    let (state, message) = state(first)?;
    let mut quoted = vec![first.clone()];
    let mut message = message.to_owned();
    let mut posted = posted_in(&message);
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

/// The state that a block begins with, and what it says after it.
fn state(block: &Block) -> Option<(&str, &str)> {
    let (text, is_heading) = match block {
        Block::Heading { text, .. } => (text, true),
        Block::Paragraph(text) | Block::Item { text, .. } => (text, false),
        _ => return None,
    };
    let State { word: state, after, .. } = state_of(text)?;
    let message = after.trim_start().strip_prefix(['-', '–', '—', ':', '|', '·']);
    match message {
        // "Resolved: 14:20" is a field.
        Some(message) if !is_heading && time_alone(message).is_some() => None,
        Some(message) => Some((state, message.trim())),
        None if after.trim().is_empty() => Some((state, "")),
        None if is_heading && time_alone(after).is_some() => Some((state, after.trim())),
        None => None,
    }
}

/// The time in the last words of a message: "… Posted Dec 5, 09:20 UTC".
fn posted_in(message: &str) -> Option<(String, Option<String>)> {
    if let Some(time) = time_alone(message) {
        return Some(time);
    }
    let (_, time) = message.rsplit_once("Posted ")?;
    time_alone(&folded(time))
}
