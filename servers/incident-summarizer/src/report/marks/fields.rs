//! Fields of a report: "Severity: SEV-2" in a line or an item, `Priority | P1` in a row, a column "Status" of a table
//! with one row, or a heading "Severity" over its value. Fields of action items are no fields of the incident.

use super::super::document::{Block, Document};
use super::super::states;
use super::Status;
use super::levels::{self, Level};

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

/// The fields of `document`.
pub(super) fn of(document: &Document) -> Fields {
    let mut fields = Fields::default();
    let mut skipped: Option<u8> = None;
    let blocks = &document.blocks;
    for (position, block) in blocks.iter().enumerate() {
        if let Block::Heading { level, text } = block {
            if skipped.is_some_and(|open| *level <= open) {
                skipped = None;
            }
            if skipped.is_none() && is_about_work(text) {
                skipped = Some(*level);
            }
        }
        if skipped.is_some() {
            continue;
        }
        let next = blocks.get(position + 1);
        match block {
            Block::Row { cells, .. } => {
                let after = blocks.get(position + 2);
                fields.take_row(cells, next, after);
            }
            Block::Heading { text, .. } => match (name(text), next) {
                (Some(name), Some(Block::Paragraph(value) | Block::Item { text: value, .. })) => {
                    fields.take(name, value);
                }
                _ => fields.take_line(text),
            },
            Block::Paragraph(text) | Block::Item { text, .. } | Block::Quote(text) => {
                match (name(text), next) {
                    (Some(name), Some(Block::Paragraph(value))) => fields.take(name, value),
                    _ => fields.take_line(text),
                }
            }
            Block::Code(_) => {}
        }
    }
    fields.severity = fields.severity.take().or(fields.impact.take());
    fields
}

/// Whether a heading opens a list of work, whose entries have a status and a priority of their own.
fn is_about_work(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    [
        "action",
        "follow-up",
        "follow up",
        "remediation",
        "next step",
        "todo",
        "to do",
        "related incident",
    ]
    .iter()
    .any(|part| heading.contains(part))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Severity,
    Impact,
    Status,
}

/// The field that a name is of.
fn name(text: &str) -> Option<Name> {
    if text.len() > MAX_NAME_BYTES {
        return None;
    }
    let name = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    match name.strip_prefix("incident ").unwrap_or(&name) {
        "severity" | "severity level" | "sev" | "sev level" | "priority" | "priority level"
        | "criticality" | "impact level" => Some(Name::Severity),
        "impact" => Some(Name::Impact),
        "status" | "current status" | "state" => Some(Name::Status),
        _ => None,
    }
}

/// Longer than any of these names.
const MAX_NAME_BYTES: usize = 40;

impl Fields {
    fn take(&mut self, name: Name, value: &str) {
        match name {
            Name::Severity if self.severity.is_none() => self.severity = levels::leading(value),
            // An impact is mostly a sentence; "Major" alone is a level, and "none" is none.
            Name::Impact if self.impact.is_none() => self.impact = levels::exact(value),
            Name::Status if self.status.is_none() => self.status = states::of_value(value),
            _ => {}
        }
    }

    /// Takes the fields of a line: "Severity: SEV-2", "Severity: SEV-2 | Status: Resolved".
    fn take_line(&mut self, line: &str) {
        if line.len() > MAX_LINE_BYTES {
            return;
        }
        let mut begin = 0;
        for (colon, _) in line.match_indices([':', '=']) {
            let before = line.get(begin..colon).unwrap_or_default();
            let value = line.get(colon + 1..).unwrap_or_default();
            let found = last_words(before).find_map(name);
            if let Some(found) = found {
                let end = match found {
                    Name::Impact => value.find(['|', ';', '·', ',']).unwrap_or(value.len()),
                    _ => value.len(),
                };
                self.take(found, value.get(..end).unwrap_or_default());
            }
            begin = colon + 1;
        }
    }

    /// Takes the fields of a row: a name and its value side by side, or the names in the head of a table and the values
    /// in its only row.
    fn take_row(&mut self, cells: &[String], next: Option<&Block>, after: Option<&Block>) {
        let names: Vec<Option<Name>> = cells.iter().map(|cell| name(cell)).collect();
        match (next, after) {
            (Some(Block::Row { cells: values, .. }), after)
                if cells.len() == values.len()
                    && cells.len() > 2
                    && !matches!(after, Some(Block::Row { .. }))
                    && !cells
                        .iter()
                        .any(|cell| is_about_work(cell) || cell.eq_ignore_ascii_case("owner")) =>
            {
                for (name, value) in names.iter().zip(values) {
                    if let Some(name) = name {
                        self.take(*name, value);
                    }
                }
            }
            _ => {
                for (name, value) in names.iter().zip(cells.iter().skip(1)) {
                    if let Some(name) = name {
                        self.take(*name, value);
                    }
                }
            }
        }
    }
}

/// A longer line is prose, and its colons are those of sentences.
const MAX_LINE_BYTES: usize = 300;

/// The last word of `text`, its last two and its last three.
fn last_words(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim_end();
    let borders =
        text.rmatch_indices(|c: char| !c.is_alphanumeric()).map(|(at, mark)| at + mark.len());
    let begins: Vec<usize> = borders.take(3).chain([0]).collect();
    begins.into_iter().rev().filter_map(move |begin| text.get(begin..))
}
