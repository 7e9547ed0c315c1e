//! The updates of a status page: a state ("Resolved"), a message, and the time at which it was posted, which stands
//! before all updates of a page or behind the state or the message of each.

use super::super::characters::folded;
use super::super::document::{Block, Document};
use super::super::states::{State, state as state_of, time_alone};
use super::super::times::{Stamp, stamp};
use super::Entry;
use super::lines::stamp_at_end;

/// The updates in `blocks`, in their order.
pub(super) fn entries(blocks: &[Block]) -> Vec<Entry> {
    let mut begins = states(blocks);
    if begins.is_empty() {
        return Vec::new();
    }
    let is_time =
        |at: &usize| blocks.get(*at).is_some_and(|block| time_alone(&block.text()).is_some());
    let times: Vec<usize> = (0..blocks.len()).filter(is_time).collect();
    if stand_before(&times, &begins) {
        // A time over something else is an entry of a timeline, which is read line by line.
        if times.iter().any(|time| begins.binary_search(&(time + 1)).is_err()) {
            return Vec::new();
        }
        for begin in &mut begins {
            *begin = time_above(&times, *begin).unwrap_or(*begin);
        }
    }
    let ends = begins.iter().skip(1).copied().chain([blocks.len()]);
    let updates =
        begins.iter().zip(ends).filter_map(|(begin, end)| entry(blocks.get(*begin..end)?));
    updates.collect()
}

/// Where in `blocks` the states of updates stand.
fn states(blocks: &[Block]) -> Vec<usize> {
    let mut is_open = false;
    let mut states = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let state = state(block, blocks.get(at + 1));
        // "Update: …" below a state that stands alone is its message.
        if state.is_some() && !is_open {
            states.push(at);
        }
        is_open = state.is_some_and(|(_, message)| message.is_empty()) && !is_open;
    }
    states
}

/// Whether the page writes the time of an update before it. A time between two updates may be that of either; it is
/// the one below where fewer updates would be without a time so.
fn stand_before(times: &[usize], states: &[usize]) -> bool {
    let above = states.iter().filter(|state| time_above(times, **state).is_some());
    let ends = states.iter().skip(1).copied().chain([usize::MAX]);
    let below = states.iter().zip(ends).filter(|(state, end)| {
        let next = times.get(times.partition_point(|time| time < state));
        next.is_some_and(|time| time < end)
    });
    above.count() > below.count()
}

/// Where the time right above the block at `state` stands.
fn time_above(times: &[usize], state: usize) -> Option<usize> {
    let above = state.checked_sub(1)?;
    times.binary_search(&above).is_ok().then_some(above)
}

/// Whether `blocks` hold such updates.
pub(super) fn are_in(blocks: &[Block]) -> bool {
    !entries(blocks).is_empty()
}

/// The update that `blocks` begin with: its state, or the time above that.
fn entry(blocks: &[Block]) -> Option<Entry> {
    let (first, rest) = blocks.split_first()?;
    let above = time_alone(&first.text());
    let (first, rest) = if above.is_some() { rest.split_first()? } else { (first, rest) };
    let (state, message) = state(first, rest.first())?;
    let mut quoted = blocks.get(..blocks.len() - rest.len())?.to_vec();
    let (mut posted, mut message) = match posted_in(message) {
        Some((posted, message)) => (Some(posted), message.to_owned()),
        None => (above, message.to_owned()),
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
