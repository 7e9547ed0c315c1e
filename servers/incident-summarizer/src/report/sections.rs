//! Which blocks of a report stand under which kind of heading. Whatever acts as a heading opens a section: a heading,
//! a field such as "Impact: …", an item of a list that is only a label, a row of a table with a label and a text.

mod kinds;
#[cfg(test)]
mod tests;
mod text;

pub use kinds::Kind;
pub(crate) use kinds::kind;
use kinds::meaning;
pub(crate) use text::is_placeholder;

use super::document::{ACTING_LEVEL, Block, Document};
use super::lines::label;

/// The sections of a report in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sections {
    /// None without blocks.
    pub sections: Vec<Section>,
}

/// Blocks under one heading, without those that a heading of another kind in it heads.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// What its heading stands for, or the one around it.
    pub kind: Kind,
    /// The words of its heading or label, 200 characters of them at most; none before the first one.
    pub heading: Option<String>,
    /// Headings in it included, and labels left out.
    pub blocks: Vec<Block>,
}

/// The sections of `document`.
pub fn sections(document: &Document) -> Sections {
    let mut divider = Divider { title: title(document), ..Divider::default() };
    divider.begin(Kind::Other, None);
    for (position, block) in document.blocks.iter().enumerate() {
        let next = document.blocks.get(position + 1);
        divider.take(position, block, next);
    }
    divider.sections.retain(|section| !section.blocks.is_empty());
    Sections { sections: divider.sections }
}

impl Sections {
    /// The blocks of all sections of a kind.
    pub fn blocks_of(&self, kind: Kind) -> impl Iterator<Item = &Block> {
        self.of(kind).flat_map(|section| &section.blocks)
    }

    /// The sections of a kind.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(move |section| section.kind == kind)
    }

    /// The prose of a section of a kind that says anything, one line a block: of the one whose heading means it most
    /// surely, and of the first among equals. "TBD", "N/A" and the like say nothing.
    pub fn text_of(&self, kind: Kind) -> Option<String> {
        let texts =
            self.of(kind).filter_map(|section| Some((section, text::prose(&section.blocks)?)));
        texts.min_by_key(|(section, _)| section.rank()).map(|(_, text)| text)
    }
}

impl Section {
    /// How surely its heading stands for its kind; the lower, the surer.
    fn rank(&self) -> usize {
        let meaning = self.heading.as_deref().and_then(meaning);
        meaning
            .filter(|meaning| meaning.kind == self.kind)
            .map_or(usize::MAX, |meaning| meaning.rank)
    }
}

/// What made the incident possible or worse: the items of the section that lists it, or its sentences where it is
/// short.
pub fn contributing_factors(sections: &Sections) -> Vec<String> {
    let blocks: Vec<&Block> = sections.blocks_of(Kind::ContributingFactors).collect();
    text::items_or_sentences(&blocks)
}

/// The place of the heading that names the whole report: the first one of level 1, if others stand below it and none
/// beside it.
fn title(document: &Document) -> Option<usize> {
    let levels = document.blocks.iter().enumerate().filter_map(|(position, block)| match block {
        Block::Heading { level, .. } if *level < ACTING_LEVEL => Some((position, *level)),
        _ => None,
    });
    let mut levels = levels.skip_while(|(_, level)| *level > 1);
    let (position, _) = levels.next()?;
    let others: Vec<u8> = levels.map(|(_, level)| level).collect();
    (!others.is_empty() && !others.contains(&1)).then_some(position)
}

/// Labels of items stand below all headings, each as deep as its item.
const ITEM_LEVEL: u8 = 10;

/// Labels of items over what is no part of their list.
const BARE_LEVEL: u8 = ITEM_LEVEL - 1;

/// A heading that is open: what stands under it is in its section.
struct Open {
    level: u8,
    kind: Kind,
    heading: String,
}

/// As much of a heading as tells it from others; it is copied to each part of its section.
fn beginning(heading: &str) -> String {
    heading.chars().take(MAX_HEADING_CHARACTERS).collect()
}

const MAX_HEADING_CHARACTERS: usize = 200;

/// Whether headings and labels in a section of this kind are phases, teams or areas, whatever their words.
fn is_ruled(kind: Kind) -> bool {
    matches!(kind, Kind::Timeline | Kind::ActionItems)
}

#[derive(Default)]
struct Divider {
    title: Option<usize>,
    open: Vec<Open>,
    sections: Vec<Section>,
}

impl Divider {
    fn take(&mut self, position: usize, block: &Block, next: Option<&Block>) {
        match block {
            Block::Heading { level, text } => {
                self.close(*level);
                let own = if self.title == Some(position) { None } else { kind(text) };
                self.heading(*level, text, own, block);
            }
            Block::Item { depth, text, is_done } => {
                let is_over_items =
                    matches!(next, Some(Block::Item { depth: below, .. }) if below > depth);
                // What belongs to a label may follow it as a list or a text of its own.
                let is_label = *depth == 0 && label(text).is_some_and(|(_, text)| text.is_empty());
                let is_bare = is_label && !is_over_items;
                let level = if is_bare { BARE_LEVEL } else { ITEM_LEVEL.saturating_add(*depth) };
                self.close(if is_label { BARE_LEVEL } else { level });
                match self.field(text, is_over_items) {
                    Some((label, kind, text)) => {
                        self.open.push(Open { level, kind, heading: beginning(label) });
                        self.begin(kind, Some(&beginning(label)));
                        let (depth, text) = (*depth, text.to_owned());
                        self.put(Block::Item { depth, text, is_done: *is_done });
                    }
                    None => self.put(block.clone()),
                }
            }
            Block::Row { cells, .. } => match cells.as_slice() {
                [label, text]
                    if self.field(label, true).is_some_and(|(_, _, rest)| rest.is_empty()) =>
                {
                    self.close(ITEM_LEVEL);
                    let kind = kind(label).unwrap_or(Kind::Other);
                    self.alone(kind, label, Block::Paragraph(text.clone()));
                }
                _ => self.put(block.clone()),
            },
            Block::Paragraph(text) => match self.field(text, false) {
                Some((label, kind, text)) if !text.is_empty() => {
                    self.close(ITEM_LEVEL);
                    self.alone(kind, label, Block::Paragraph(text.to_owned()));
                }
                _ => self.put(block.clone()),
            },
            Block::Code(_) | Block::Quote(_) => self.put(block.clone()),
        }
    }

    /// Closes what is open and not above `level`.
    fn close(&mut self, level: u8) {
        while self.open.last().is_some_and(|open| open.level >= level) {
            self.open.pop();
            let (kind, heading) = self.current();
            self.begin(kind, heading.as_deref());
        }
    }

    /// What the innermost open heading stands for, and its words.
    fn current(&self) -> (Kind, Option<String>) {
        self.open.last().map_or((Kind::Other, None), |open| (open.kind, Some(open.heading.clone())))
    }

    /// Opens a heading. Words that are known count more than the heading around them, if it does not rule; words of
    /// what belongs to no section ("Attendees") always do.
    fn heading(&mut self, level: u8, text: &str, own: Option<Kind>, block: &Block) {
        let (around, _) = self.current();
        let own = own.filter(|own| *own == Kind::Other || !is_ruled(around));
        let kind = own.unwrap_or(around);
        self.open.push(Open { level, kind, heading: beginning(text) });
        if own.is_some() || around == Kind::Other {
            self.begin(kind, Some(&beginning(text)));
        } else {
            self.put(block.clone());
        }
    }

    /// The label of a field, what it stands for and its text. Where a heading says what its section is about, labels
    /// in it are only words; a line that acts as a heading is a label itself, and the next one is beside it.
    fn field<'a>(&self, text: &'a str, may_lack_colon: bool) -> Option<(&'a str, Kind, &'a str)> {
        let is_open = match self.open.last() {
            Some(open) if open.level == ACTING_LEVEL => !is_ruled(open.kind),
            Some(open) => matches!(open.kind, Kind::Other | Kind::Summary | Kind::Background),
            None => true,
        };
        if !is_open {
            return None;
        }
        let (label, text) = match label(text) {
            Some(field) => field,
            None if may_lack_colon => (text, ""),
            None => return None,
        };
        Some((label, kind(label)?, text))
    }

    /// A section of one block, after which the section around it goes on.
    fn alone(&mut self, kind: Kind, label: &str, block: Block) {
        self.begin(kind, Some(&beginning(label)));
        self.put(block);
        let (kind, heading) = self.current();
        self.begin(kind, heading.as_deref());
    }

    /// Begins a section, or goes on with the latest one where it is the same.
    fn begin(&mut self, kind: Kind, heading: Option<&str>) {
        let is_same = |last: &Section| last.kind == kind && last.heading.as_deref() == heading;
        if !self.sections.last().is_some_and(is_same) {
            let heading = heading.map(str::to_owned);
            self.sections.push(Section { kind, heading, blocks: Vec::new() });
        }
    }

    fn put(&mut self, block: Block) {
        if let Some(section) = self.sections.last_mut().filter(|_| !block.text().is_empty()) {
            section.blocks.push(block);
        }
    }
}
