//! What happened when, by the report's own account. Entries stand in the section that is called a timeline, or they
//! are the updates of a status page, or the lines of a report that begin with a clock. `lines` and `rows` read
//! entries that hold their time, `updates` those of status pages; what a time means is found in `times`.

mod lines;
mod rows;
#[cfg(test)]
mod tests;
mod updates;

use super::document::{Block, Document};
use super::sections::{Kind, Sections};
use super::stamps::stamp;
use lines::Position;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its time, as it is written there.
    pub written: String,
    /// The date that holds for it, as it is written: its own, or that of the entry or heading before it.
    pub date: Option<String>,
    /// What happened.
    pub event: String,
    /// What the report says of it, letter by letter as in the text of the document.
    pub quote: String,
}

/// The entries of the timeline, in the order of the report.
pub fn entries(document: &Document, sections: &Sections) -> Vec<Entry> {
    let date = title_date(document);
    let of_timeline = |position| -> Vec<Entry> {
        let mut entries = Vec::new();
        for section in
            sections.of(Kind::Timeline).filter(|section| !updates::are_in(&section.blocks))
        {
            let own = section.heading.as_deref().and_then(date_in).or_else(|| date.clone());
            lines::read(&section.blocks, own, position, &mut entries);
        }
        entries
    };
    let scattered = || {
        let mut entries = Vec::new();
        lines::read(&document.blocks, date.clone(), Position::FirstWithClock, &mut entries);
        Some(entries).filter(|entries| entries.len() >= MIN_SCATTERED_ENTRIES)
    };
    let found = |entries: Vec<Entry>| Some(entries).filter(|entries| !entries.is_empty());
    found(of_timeline(Position::First))
        .or_else(|| found(updates::entries(&document.blocks)))
        .or_else(scattered)
        .or_else(|| found(of_timeline(Position::Last)))
        .or_else(|| found(of_timeline(Position::InCode)))
        .unwrap_or_default()
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
