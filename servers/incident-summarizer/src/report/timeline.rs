//! What happened when, by the report's own account. Entries stand in the section that is called a timeline, or they are
//! the updates of a status page, or the lines of a report that begin with a clock, or the messages of a chat, or
//! sentences tell them one after the other. `lines` and `rows` read entries that hold their time, `updates` those of
//! status pages, `chat` messages and `told` sentences; what a time means is found in `times`.
//!
//! The moments are read once, in [`events`]; the start and the end of an incident are told from the same ones.

mod chat;
mod lines;
mod rows;
#[cfg(test)]
mod tests;
mod told;
mod updates;

pub(super) use chat::is_author;

use super::document::{Block, Document};
use super::sections::{Kind, Section, Sections};
use super::states;
use super::times::stamp;
use super::times::{self, Context, Found, Moment};
use lines::Position;
pub(super) use lines::{shown, stamp_at_end};

/// One entry of a timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// When, if its time can be read.
    pub at: Option<Moment>,
    /// What happened.
    pub event: String,
    /// The words of the report, letter by letter.
    pub quote: String,
    /// Whether a sentence or a message tells it, and no entry: these are written after the fact, so that their words
    /// say more about the ends of the incident than their times do.
    pub is_told: bool,
}

/// The entries of the timeline, in the order of time; one whose time cannot be read stays behind the one above it.
pub fn events(document: &Document, sections: &Sections, context: &Context) -> Vec<Event> {
    let told = || chat::entries(&document.blocks).or_else(|| told::entries(sections, context));
    let (entries, is_told) = match entries(document, sections) {
        entries if !entries.is_empty() => (entries, false),
        // Milestones at the ends of lines ("Resolved 2024-01-02 16:30") say when it began and was over; sentences tell
        // what happened between.
        _ => match told() {
            Some(entries) => (entries, true),
            None => (of_timeline(document, sections, Position::Last), false),
        },
    };
    let placed = times::in_order(&found(&entries, context));
    let mut entries: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
    let event = |placed: times::Placed| {
        let Entry { event, quote, .. } = entries.get_mut(placed.index)?.take()?;
        Some(Event { at: placed.moment, event, quote, is_told })
    };
    placed.into_iter().filter_map(event).collect()
}

/// The times of the entries. The date of an entry and its zone hold for those below it; a zone that the report gives
/// for all of its times comes back where an entry has none.
fn found(entries: &[Entry], context: &Context) -> Vec<Option<Found>> {
    let mut around = *context;
    let mut date: Option<&str> = None;
    let found = entries.iter().map(|entry| {
        if entry.date.as_deref() != date {
            date = entry.date.as_deref();
            let days = date.map(|date| times::moments(date, &around)).unwrap_or_default();
            around = around.on(days.into_iter().find_map(|found| found.moment.date));
        }
        let found = times::moments(&entry.written, &around).into_iter().next();
        let zone = found.as_ref().and_then(|found| found.moment.zone);
        around.zone = context.zone.or(zone).or(around.zone);
        found
    });
    found.collect()
}

/// One thing that happened, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its time.
    pub(super) written: String,
    /// The date that holds for it: its own, or that of the entry or heading before it.
    date: Option<String>,
    /// What happened.
    event: String,
    /// What the report says of it, letter by letter as in the text of the document.
    quote: String,
}

/// The entries of the timeline, in the order of the report.
pub(super) fn entries(document: &Document, sections: &Sections) -> Vec<Entry> {
    let scattered = || {
        let mut entries = Vec::new();
        lines::read(&document.blocks, title_date(document), Position::FirstWithClock, &mut entries);
        Some(entries).filter(|entries| entries.len() >= MIN_SCATTERED_ENTRIES)
    };
    let found = |entries: Vec<Entry>| Some(entries).filter(|entries| !entries.is_empty());
    found(of_timeline(document, sections, Position::First))
        .or_else(|| found(updates::entries(&document.blocks)))
        .or_else(scattered)
        .or_else(|| found(of_timeline(document, sections, Position::InCode)))
        .unwrap_or_default()
}

/// The entries of the sections that are called a timeline.
fn of_timeline(document: &Document, sections: &Sections, position: Position) -> Vec<Entry> {
    let date = title_date(document);
    let mut entries = Vec::new();
    // "Update" over a message is the state of a status page.
    let is_state = |heading: &String| states::state(heading).is_some();
    let is_list = |section: &&Section| {
        !section.heading.as_ref().is_some_and(is_state) && !updates::are_in(&section.blocks)
    };
    for section in sections.of(Kind::Timeline).filter(is_list) {
        let own = section.heading.as_deref().and_then(date_in).or_else(|| date.clone());
        lines::read(&section.blocks, own, position, &mut entries);
    }
    entries
}

/// Where no heading announces a timeline, one line that begins with a clock makes none.
const MIN_SCATTERED_ENTRIES: usize = 2;

/// The date in the title of the report.
fn title_date(document: &Document) -> Option<String> {
    document.blocks.iter().find_map(|block| match block {
        Block::Heading { text, .. } => Some(date_in(text)),
        _ => None,
    })?
}

/// The first date in a heading.
fn date_in(heading: &str) -> Option<String> {
    let end =
        heading.char_indices().nth(MAX_HEADING_CHARACTERS).map_or(heading.len(), |(end, _)| end);
    let heading = heading.get(..end)?;
    let mut is_in_word = false;
    heading.char_indices().find_map(|(position, character)| {
        let begins = !std::mem::replace(&mut is_in_word, character.is_alphanumeric()) && is_in_word;
        if begins { stamp(heading.get(position..)?)?.date.map(str::to_owned) } else { None }
    })
}

/// A title is shorter; a longer text is looked at in part.
const MAX_HEADING_CHARACTERS: usize = 300;
