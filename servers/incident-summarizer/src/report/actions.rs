//! What a report says is still to be done: the items and rows under its headings of action items. `owners` and `due`
//! find who does it and until when in the words of an item, `remarks` at its end, `table` in the columns of a table.
//! Where it lists nothing, `plans` reads what its sentences promise.

mod due;
mod owners;
mod plans;
mod remarks;
mod table;
#[cfg(test)]
mod tests;

use super::document::Block;
use super::lines::label;
use super::sections::{Kind, Section, Sections, is_placeholder};
use super::sentences::split;
use remarks::remarked;
use table::Columns;

/// Something that is to be done, so that it does not happen again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActionItem {
    /// What is to be done, in the words of the report.
    pub action: String,
    /// Who does it.
    pub owner: Option<String>,
    /// Until when: a date as `YYYY-MM-DD`, anything else as it is written.
    pub due: Option<String>,
    /// Whether it has been done, where the report says so.
    pub is_done: Option<bool>,
}

/// The action items of a report, in its order.
pub fn items(sections: &Sections) -> Vec<ActionItem> {
    let mut items = Vec::new();
    for section in sections.of(Kind::ActionItems) {
        let is_done = section.heading.as_deref().and_then(heading_state);
        Reader { items: &mut items, columns: None, is_done }.read(&section.blocks);
    }
    if items.is_empty() {
        items.extend(sections.of(Kind::ActionItems).flat_map(|section| {
            noted(section).map_or_else(
                || section.blocks.iter().flat_map(promises).collect(),
                |item| vec![item],
            )
        }));
    }
    if items.is_empty() {
        items = plans::plans(sections);
    }
    items
}

struct Reader<'a> {
    items: &'a mut Vec<ActionItem>,
    /// The columns of the table that is being read.
    columns: Option<Columns>,
    /// What the heading says of the items below it.
    is_done: Option<bool>,
}

impl Reader<'_> {
    fn read(&mut self, blocks: &[Block]) {
        for (position, block) in blocks.iter().enumerate() {
            match block {
                Block::Heading { text, .. } => self.is_done = heading_state(text),
                Block::Row { cells, is_head } => {
                    self.row(cells, *is_head);
                    continue;
                }
                Block::Item { text, is_done, depth } => {
                    let next = blocks.get(position + 1);
                    let is_over =
                        matches!(next, Some(Block::Item { depth: below, .. }) if below > depth);
                    self.item(text, *is_done, is_over);
                }
                Block::Paragraph(text) => {
                    self.detail(text);
                }
                Block::Code(_) | Block::Quote(_) => {}
            }
            self.columns = None;
        }
    }

    fn row(&mut self, cells: &[String], is_head: bool) {
        if let Some(columns) = Columns::of_head(cells).filter(|_| is_head || self.columns.is_none())
        {
            self.columns = Some(columns);
        } else if !is_head {
            let columns = self.columns.clone().unwrap_or_default();
            self.items.extend(columns.item(cells));
        }
    }

    /// An item of a list, unless it only introduces the items below it or tells more of the one before.
    fn item(&mut self, text: &str, is_ticked: Option<bool>, is_over: bool) {
        let introduces = is_over && text.ends_with(':');
        let is_told = is_ticked == Some(true) && says_what_is(text);
        if introduces || is_placeholder(text) || is_check(text) || is_told || self.detail(text) {
            return;
        }
        let mut item = from_text(text);
        if is_placeholder(&item.action) {
            return;
        }
        item.is_done = is_ticked.or(item.is_done).or(self.is_done);
        self.items.push(item);
    }

    /// Adds to the latest item what a field below it says: "Owner: Storage team".
    fn detail(&mut self, text: &str) -> bool {
        let Some((label, value)) = label(text) else { return false };
        // "Storage team: add quotas" is an action, "Owning team: Storage" tells of one.
        if owners::is_team(label) && !owners::is_named(value) {
            return false;
        }
        let Some(role) = table::role(label) else { return false };
        match self.items.last_mut() {
            Some(item) => {
                role.fill(item, value);
                true
            }
            None => false,
        }
    }
}

/// Whether an item says how a recovery was checked, or points elsewhere: "Verified that orders arrive", "See the
/// comment above".
fn is_check(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    matches!(first.as_str(), "confirmed" | "verified" | "observed" | "checked" | "see")
}

/// Whether an item to be ticked says how things are, and not what was done: "All sections are filled in".
fn says_what_is(text: &str) -> bool {
    let mut words = text.split(' ').skip(1).map(str::to_lowercase);
    words.any(|word| matches!(word.as_str(), "is" | "are" | "has" | "have"))
}

/// An action with what its text says of its owner and its date.
fn from_text(text: &str) -> ActionItem {
    let (leader, told) = owners::leader(text);
    let remarked = remarked(told);
    let due = remarked.due.or_else(|| due::due(told));
    let person = || due.as_ref().and_then(|_| plans::person(told));
    let owner = leader.or(remarked.owner).or_else(|| owners::owner(told));
    let owner = owner.or_else(|| person().map(str::to_owned));
    ActionItem { action: remarked.action.to_owned(), owner, due, is_done: state(text) }
}

/// Whether a text says that it has been done.
fn state(text: &str) -> Option<bool> {
    let words: Vec<&str> = text
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is_marked = text.contains(['✅', '✔', '☑']);
    let at_ends = words.first().into_iter().chain(words.last());
    let is_said = at_ends
        .into_iter()
        .any(|word| matches!(*word, "DONE" | "Done" | "Completed" | "COMPLETED"));
    (is_marked || is_said || text.ends_with("(done)") || text.ends_with("(completed)"))
        .then_some(true)
}

fn heading_state(heading: &str) -> Option<bool> {
    let heading = heading.to_lowercase();
    let is_done =
        ["(completed)", "(done)", "already done", "completed actions", "actions completed"];
    is_done.iter().any(|words| heading.contains(words)).then_some(true)
}

/// The action of a note for oneself, whose label is all of its heading: "TODO: buy toner". What ends as a sentence does
/// may tell anything under a heading of these words.
fn noted(section: &Section) -> Option<ActionItem> {
    let heading = section.heading.as_deref()?.to_lowercase();
    let [Block::Paragraph(text)] = section.blocks.as_slice() else { return None };
    let is_note = matches!(heading.as_str(), "todo" | "to do" | "to-do" | "action item")
        && text.split_whitespace().count() > 1
        && !text.ends_with(['.', '!', '?', ':'])
        && !is_placeholder(text);
    is_note.then(|| from_text(text))
}

/// The sentences of prose that promise something.
fn promises(block: &Block) -> Vec<ActionItem> {
    let Block::Paragraph(text) = block else { return Vec::new() };
    let promised = |sentence: &str| {
        let words = format!(" {} ", sentence.to_lowercase());
        let plans = plans::plan(sentence, plans::Place::Section);
        let is_promise = PROMISES.iter().any(|promise| words.contains(promise));
        if plans.is_empty() && is_promise { vec![from_text(sentence)] } else { plans }
    };
    split(text).into_iter().flat_map(promised).collect()
}

const PROMISES: &[&str] = &[
    " will ",
    "'ll ",
    "’ll ",
    " should ",
    " must ",
    " need to ",
    " needs to ",
    " plan to ",
    " planning to ",
    " going to ",
    " intend to ",
    " to be done ",
    " are working on ",
    " are adding ",
    " are improving ",
];
