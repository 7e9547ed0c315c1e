//! Entries whose line, row or heading holds their time.

use super::super::document::{ACTING_LEVEL, Block, Document};
use super::super::times::{Stamp, is_timed, stamp};
use super::Entry;
use super::rows;

/// Where in a line its time is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    /// At the beginning: a date is enough.
    First,
    /// At the beginning, with a clock.
    FirstWithClock,
    /// At the end, with a clock, as milestones have it: "Incident declared 2024-01-02 14:39".
    Last,
    /// At the beginning of a line of code: a log of a chat, or a list that its author wanted to keep as it is.
    InCode,
}

/// Adds the entries of `blocks`; `date` holds until another one is written.
pub(super) fn read(
    blocks: &[Block],
    date: Option<String>,
    position: Position,
    entries: &mut Vec<Entry>,
) {
    let has_clocks = blocks.iter().any(|block| is_timed(&block.text()));
    let mut reader = Reader { date, position, has_clocks, time_column: None, entries };
    for (index, block) in blocks.iter().enumerate() {
        let after = blocks.get(index + 1..).unwrap_or_default();
        if !matches!(block, Block::Row { .. }) {
            reader.time_column = None;
        }
        match block {
            Block::Code(text) if position == Position::InCode => reader.code(text),
            Block::Row { cells, is_head } => reader.row(block, cells, *is_head),
            Block::Code(_) => {}
            Block::Heading { text, .. } | Block::Item { text, .. } => {
                reader.line(text, block, after);
            }
            Block::Paragraph(text) | Block::Quote(text) => reader.line(text, block, after),
        }
    }
}

struct Reader<'a> {
    date: Option<String>,
    position: Position,
    /// Whether any time among the blocks has a clock: then days over them divide them.
    has_clocks: bool,
    time_column: Option<usize>,
    entries: &'a mut Vec<Entry>,
}

impl Reader<'_> {
    /// A block of one line, and those after it.
    fn line(&mut self, text: &str, block: &Block, after: &[Block]) {
        match (self.position, stamp(text)) {
            (Position::InCode, _) => {}
            (Position::Last, _) => {
                if let Some((event, stamp)) = stamp_at_end(text) {
                    self.add(&stamp, event.to_owned(), text.to_owned());
                }
            }
            (_, Some(stamp)) => self.timed(text, &stamp, block, after),
            (_, None) if matches!(block, Block::Heading { .. }) => {
                self.date = super::date_in(text).or_else(|| self.date.take());
            }
            (_, None) => {}
        }
    }

    /// A line that begins with a time.
    fn timed(&mut self, text: &str, stamp: &Stamp<'_>, block: &Block, after: &[Block]) {
        let is_remark =
            stamp.rest.is_empty() || (stamp.rest.starts_with('(') && stamp.rest.ends_with(')'));
        let divides = match block {
            Block::Heading { .. } => self.has_clocks,
            _ => self.has_clocks && is_remark && matches!(block, Block::Paragraph(_)),
        };
        let is_entry = stamp.has_clock || (self.position == Position::First && !divides);
        let is_entry = is_entry && !stamp.is_unfilled;
        let below = if stamp.rest.is_empty() { event_below(block, after) } else { None };
        match below {
            _ if !is_entry => self.note(stamp),
            Some((event, first)) => self.add(stamp, event, shown_until(block, first, text)),
            None => self.line_of_entries(stamp, text),
        }
    }

    /// The entry that a line is, or the several of a line that has lost its breaks: "14:05 - Errors rise14:20 -
    /// Restart14:29 - Up".
    fn line_of_entries(&mut self, stamp: &Stamp<'_>, text: &str) {
        let joined = joined(stamp, text);
        if joined.len() + 1 < MIN_JOINED_ENTRIES {
            return self.add(stamp, stamp.rest.to_owned(), text.to_owned());
        }
        let begins = std::iter::once(0).chain(joined.iter().copied());
        for (begin, end) in begins.zip(joined.iter().copied().chain([text.len()])) {
            let part = text.get(begin..end).unwrap_or_default().trim();
            if let Some(stamp) = self::stamp(part) {
                self.add(&stamp, stamp.rest.to_owned(), part.to_owned());
            }
        }
    }

    fn row(&mut self, block: &Block, cells: &[String], is_head: bool) {
        if matches!(self.position, Position::Last | Position::InCode) {
            return;
        }
        if is_head && stamp(cells.first().map_or("", String::as_str)).is_none() {
            self.time_column = rows::time_column(cells);
        } else if let Some(row) = rows::row(cells, self.time_column) {
            let begins_with_it = stamp(cells.first().map_or("", String::as_str)).is_some();
            let is_log = begins_with_it || self.time_column.is_some();
            if self.position == Position::First || (row.stamp.has_clock && is_log) {
                self.add(&row.stamp, row.event, shown(block));
            }
        }
    }

    fn code(&mut self, text: &str) {
        for line in text.lines().map(str::trim) {
            if let Some(stamp) = stamp(line).filter(|stamp| stamp.has_clock) {
                self.add(&stamp, stamp.rest.to_owned(), line.to_owned());
            }
        }
    }

    fn add(&mut self, stamp: &Stamp<'_>, event: String, quote: String) {
        self.note(stamp);
        if !event.is_empty() {
            let (written, date) = (stamp.written.to_owned(), self.date.clone());
            self.entries.push(Entry { written, date, event, quote });
        }
    }

    /// Remembers a date for the times that come.
    fn note(&mut self, stamp: &Stamp<'_>) {
        if let Some(date) = stamp.date {
            self.date = Some(date.to_owned());
        }
    }
}

/// Where in a line that begins with a time further entries begin, with times of the same form and the same mark behind
/// them.
fn joined(first: &Stamp<'_>, text: &str) -> Vec<usize> {
    let mark = |stamp: &Stamp<'_>, line: &str| {
        let end = line.find(stamp.written)? + stamp.written.len();
        let mark = line.get(end..line.len() - stamp.rest.len())?.trim();
        (!mark.is_empty()).then(|| mark.to_owned())
    };
    let Some(wanted) = mark(first, text) else { return Vec::new() };
    let is_begin = |(at, _): &(usize, char)| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let line = text.get(*at..).unwrap_or_default();
        let is_whole = before.is_some_and(|c| !c.is_ascii_digit() && !":.-/T+".contains(c));
        is_whole
            && stamp(line).is_some_and(|found| {
                found.has_clock && mark(&found, line).as_ref() == Some(&wanted)
            })
    };
    let digits = text.char_indices().filter(|(_, character)| character.is_ascii_digit());
    digits.filter(is_begin).map(|(at, _)| at).take(MAX_JOINED_ENTRIES).collect()
}

/// "14:05 - retried until 14:20 - gave up" is one.
const MIN_JOINED_ENTRIES: usize = 3;
const MAX_JOINED_ENTRIES: usize = 200;

/// What stands below a time that is alone in its block, and the first block of it.
fn event_below<'a>(block: &Block, after: &'a [Block]) -> Option<(String, &'a Block)> {
    let first = after.first()?;
    if is_timed(&first.text()) {
        return None;
    }
    let event = match (block, first) {
        (Block::Item { depth: above, .. }, Block::Item { depth, .. }) => {
            (depth > above).then(|| items(after, *depth))?
        }
        (_, Block::Item { depth, .. }) => items(after, *depth),
        (_, Block::Heading { level: ACTING_LEVEL, text }) => match after.get(1) {
            Some(Block::Item { depth, .. }) => {
                format!("{text}: {}", items(after.get(1..)?, *depth))
            }
            _ => text.clone(),
        },
        (_, Block::Paragraph(text) | Block::Quote(text)) => text.clone(),
        (_, Block::Code(text)) => text.lines().next()?.to_owned(),
        _ => return None,
    };
    Some((event, first))
}

/// The items that `blocks` begin with and that stand no further out than `depth`.
fn items(blocks: &[Block], depth: u8) -> String {
    let texts = blocks.iter().map_while(|block| match block {
        Block::Item { depth: other, text, .. } if *other >= depth => Some(text.as_str()),
        _ => None,
    });
    texts.collect::<Vec<_>>().join("; ")
}

/// A block as it is in the text of the document.
pub(in crate::report) fn shown(block: &Block) -> String {
    Document { blocks: vec![block.clone()] }.to_string().trim().to_owned()
}

/// The text of the document from the words of `block` to the end of the block after it.
fn shown_until(block: &Block, next: &Block, words: &str) -> String {
    let both = Document { blocks: vec![block.clone(), next.clone()] }.to_string();
    let begin = both.find(words).unwrap_or_default();
    let shown = both.get(begin..).unwrap_or_default();
    shown.trim_end_matches("```\n").trim_end().to_owned()
}

/// The time that a line ends with, and what stands before it.
pub(in crate::report) fn stamp_at_end(line: &str) -> Option<(&str, Stamp<'_>)> {
    let words: Vec<usize> =
        line.rmatch_indices(' ').take(MAX_TIME_WORDS).map(|(position, _)| position).collect();
    // The longest time is the whole one.
    words.into_iter().rev().find_map(|position| {
        let stamp = stamp(line.get(position + 1..)?)
            .filter(|stamp| stamp.has_clock && stamp.rest.is_empty())?;
        let event = line.get(..position)?.trim_end_matches([':', ' ', '-', '–', '—', ',', '(']);
        Some((event, stamp))
    })
}

/// "at 2:05 pm (UTC) on Tuesday, 5 December 2023" has nine.
const MAX_TIME_WORDS: usize = 9;
