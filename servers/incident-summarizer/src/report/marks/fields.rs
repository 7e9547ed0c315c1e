//! Fields of a report: "Severity: SEV-2" in a line or an item, `Priority | P1` in a row, a column "Status" of a table
//! with one row, or a heading "Severity" over its value. A field stands alone. Words of the same form in a sentence, a
//! quotation, an update or the words of a customer may be anybody's, and state nothing; `places` says where fields are
//! those of the incident, `line` finds them in a line.

mod line;
mod places;
#[cfg(test)]
mod tests;

use super::super::document::{Block, Document};
use super::super::sections::is_placeholder;
use super::super::states;
use super::Status;
use super::levels::{self, Level};
use line::{Name, name};
use places::{Place, Places};

/// What the fields of a report say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Fields {
    /// Its severity, from a field of that name before one that may be about something else.
    pub(super) severity: Option<Level>,
    /// Its status.
    pub(super) status: Option<Status>,
    /// The level that a field called impact gives.
    impact: Option<Level>,
}

/// The fields of `document`, of several with one name the first.
pub(super) fn of(document: &Document) -> Fields {
    let mut fields = Fields::default();
    let mut places = Places::default();
    let blocks = &document.blocks;
    for (position, block) in blocks.iter().enumerate() {
        let place = places.of(block);
        let (next, after) = (blocks.get(position + 1), blocks.get(position + 2));
        match (block, place) {
            (_, Place::Elsewhere) | (Block::Code(_) | Block::Quote(_), _) => {}
            (Block::Row { cells, .. }, _) => fields.take_row(cells, next, after),
            (Block::Heading { text, .. }, _) => match (name(text), next) {
                (Some(name), Some(Block::Item { is_done: Some(_), .. })) => {
                    fields.take(name, ticked(blocks.get(position + 1..)).unwrap_or_default());
                }
                (Some(name), Some(Block::Paragraph(value) | Block::Item { text: value, .. })) => {
                    fields.take(name, value);
                }
                _ => fields.take_line(text),
            },
            (Block::Paragraph(text) | Block::Item { text, .. }, Place::Fields) => {
                match (name(text), next) {
                    (Some(name), Some(Block::Paragraph(value))) => fields.take(name, value),
                    _ => fields.take_line(text),
                }
            }
            (Block::Paragraph(text) | Block::Item { text, .. }, Place::Lists) => {
                let before = position.checked_sub(1).and_then(|before| blocks.get(before));
                if [before, next].into_iter().flatten().any(line::is_field) {
                    fields.take_line(text);
                }
            }
            (Block::Paragraph(_) | Block::Item { .. }, _) => {}
        }
    }
    fields.severity = fields.severity.take().or(fields.impact.take());
    fields
}

/// The item of a form that is ticked.
fn ticked(blocks: Option<&[Block]>) -> Option<&str> {
    let mut items = blocks?.iter().map_while(|block| match block {
        Block::Item { text, is_done: Some(is_done), .. } => Some((text, *is_done)),
        _ => None,
    });
    items.find(|(_, is_done)| *is_done).map(|(text, _)| text.as_str())
}

impl Fields {
    fn take(&mut self, name: Name, value: &str) {
        if is_placeholder(value) || is_choice(value) {
            return;
        }
        match name {
            Name::Severity if self.severity.is_none() => self.severity = levels::leading(value),
            // An impact is mostly a sentence; "Major" alone is a level.
            Name::Impact if self.impact.is_none() => self.impact = levels::exact(value),
            Name::Status if self.status.is_none() => self.status = states::of_value(value),
            _ => {}
        }
    }

    fn take_line(&mut self, line: &str) {
        for (name, value) in line::fields(line) {
            self.take(name, value);
        }
    }

    /// Takes the fields of a row: a name and its value side by side, or the names in the head of a table and the values
    /// in its only row.
    fn take_row(&mut self, cells: &[String], next: Option<&Block>, after: Option<&Block>) {
        let names: Vec<Option<Name>> = cells.iter().map(|cell| name(cell)).collect();
        let values = match next {
            Some(Block::Row { cells: values, .. })
                if cells.len() == values.len()
                    && cells.len() > 2
                    && !matches!(after, Some(Block::Row { .. }))
                    && !cells.iter().any(|cell| places::is_about_work(cell)) =>
            {
                values.as_slice()
            }
            _ => cells.get(1..).unwrap_or_default(),
        };
        for (name, value) in names.iter().zip(values) {
            if let Some(name) = name {
                self.take(*name, value);
            }
        }
    }
}

/// Whether a value still offers what to choose from: "SEV1 / SEV2 / SEV3", "Investigating | Resolved".
fn is_choice(value: &str) -> bool {
    let parts = || value.split(['/', '|', ',', ';']).take(MAX_CHOICES).map(str::trim);
    let differ = |first: Option<u8>, mut others: Vec<u8>| {
        others.retain(|other| Some(*other) != first);
        !others.is_empty()
    };
    let severities: Vec<u8> =
        parts().filter_map(|part| Some(levels::exact(part)?.severity? as u8)).collect();
    let statuses: Vec<u8> =
        parts().filter_map(|part| Some(states::of_update(&part.to_lowercase())? as u8)).collect();
    differ(severities.first().copied(), severities) || differ(statuses.first().copied(), statuses)
}

/// A template offers no more.
const MAX_CHOICES: usize = 10;
