//! The fields of one line: "Severity: SEV-2", "Severity: SEV-2 | Status: Resolved", "Severity SEV2".

use super::super::super::document::Block;
use super::super::super::lines::{after_word, label};
use super::super::super::states;
use super::super::levels;

/// A field whose value states something about the incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Severity,
    Impact,
    Status,
}

/// The names of these fields. The longer one stands first.
const NAMES: &[(&str, Name)] = &[
    ("severity rating", Name::Severity),
    ("severity level", Name::Severity),
    ("severity", Name::Severity),
    ("sev level", Name::Severity),
    ("sev", Name::Severity),
    ("priority level", Name::Severity),
    ("priority", Name::Severity),
    ("criticality", Name::Severity),
    ("impact level", Name::Severity),
    ("impact", Name::Impact),
    ("current status", Name::Status),
    ("status", Name::Status),
    ("current state", Name::Status),
    ("state", Name::Status),
];

/// The field that a text is the name of, whole.
pub(super) fn name(text: &str) -> Option<Name> {
    let (name, rest) = named(text)?;
    rest.chars().all(|character| !character.is_alphanumeric()).then_some(name)
}

/// The fields of a line that begins with one, and of the parts of it that bars, dots or semicolons divide.
pub(super) fn fields(line: &str) -> Vec<(Name, &str)> {
    if line.len() > MAX_LINE_BYTES || !begins_as_field(line) {
        return Vec::new();
    }
    let mut fields = Vec::new();
    let mut open: Option<(Name, usize)> = None;
    let borders = line.match_indices(BORDERS).map(|(at, border)| (at, at + border.len()));
    for (end_of_last, begin) in [(0, 0)].into_iter().chain(borders) {
        let part = line.get(begin..).unwrap_or_default();
        let Some((name, value)) = field(part, line.get(end_of_last..begin) == Some(",")) else {
            continue;
        };
        if let Some((name, begin)) = open {
            fields.push((name, line.get(begin..end_of_last).unwrap_or_default()));
        }
        open = Some((name, line.len() - value.len()));
    }
    if let Some((name, begin)) = open {
        fields.push((name, line.get(begin..).unwrap_or_default()));
    }
    fields
}

/// A longer line is prose, and its colons are those of sentences.
const MAX_LINE_BYTES: usize = 300;

const BORDERS: [char; 6] = ['|', ';', '·', '•', ',', '\t'];

/// Whether a line is a field of any name.
pub(super) fn is_field(block: &Block) -> bool {
    matches!(block, Block::Paragraph(text) | Block::Item { text, .. } if label(text).is_some_and(|(_, value)| !value.is_empty()))
}

/// Whether a line is a row of fields: its first part is one of any name, or a few words such as the number of the
/// incident.
fn begins_as_field(line: &str) -> bool {
    let first = line.split(['|', ';', '·', '•']).next().unwrap_or_default().trim();
    let is_number = first.len() < line.trim().len()
        && first.split_whitespace().count() <= MAX_NUMBER_WORDS
        && !first.ends_with(['.', '!', '?', ':'])
        && !first.contains(". ");
    field(line, false).is_some() || label(first).is_some() || is_number
}

/// "Incident INC-204" has two.
const MAX_NUMBER_WORDS: usize = 4;

/// The field that a part of a line begins with, and all that follows its mark. `needs_mark` where what stands before
/// may be a sentence that goes on.
fn field(part: &str, needs_mark: bool) -> Option<(Name, &str)> {
    let (name, rest) = named(part)?;
    let bare = rest.trim_start_matches(|c: char| c.is_whitespace() || "*_`".contains(c));
    // "Severity (customer facing): high".
    let bare = bare
        .strip_prefix('(')
        .and_then(|remark| remark.split_once(')'))
        .map_or(bare, |(_, after)| after.trim_start());
    if let Some(value) = bare.strip_prefix([':', '=']) {
        return Some((name, value));
    }
    let dashed = bare.strip_prefix(['-', '–', '—', '→']).filter(|_| rest.starts_with(' '));
    if let Some(value) = dashed.filter(|_| !needs_mark) {
        return Some((name, value));
    }
    let value = bare.split(BORDERS).next().unwrap_or_default().trim();
    let is_value = match name {
        Name::Severity => levels::exact(value).is_some(),
        Name::Status => states::of_update(&value.to_lowercase()).is_some(),
        Name::Impact => false,
    };
    (is_value && !needs_mark && bare.len() < rest.len()).then_some((name, bare))
}

/// The field whose name a text begins with, and what follows the name.
fn named(text: &str) -> Option<(Name, &str)> {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let text = after_word(text, "incident").map_or(text, str::trim_start);
    NAMES.iter().find_map(|(name, field)| Some((*field, after_word(text, name)?)))
}
