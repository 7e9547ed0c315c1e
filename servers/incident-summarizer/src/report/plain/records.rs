//! What a tool for alerts exports instead of a text: rows of values under their names (CSV), or JSON. The names say
//! which value is the title; the others become fields, rows and sentences as a person would have written them.

use serde_json::{Map, Value};

use super::super::characters::folded;
use super::super::document::{Block, Document};
use super::tags::shown;

/// The document in `text`, if it is a record.
pub(super) fn read(text: &str) -> Option<Document> {
    let blocks = json(text).or_else(|| rows(text))?;
    Some(Document { blocks })
}

/// The blocks of a JSON object or of a list of them.
fn json(text: &str) -> Option<Vec<Block>> {
    let text = text.trim();
    let is_list = text.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with('{'));
    if !text.starts_with('{') && !is_list {
        return None;
    }
    // The parser refuses what is nested deeper than it can read.
    let value: Value = serde_json::from_str(text).ok()?;
    let mut reader = Reader::default();
    reader.value("", &value);
    let title = reader.titles.into_iter().min_by_key(|(rank, _)| *rank).map(|(_, title)| title);
    let is_told = |block: &Block| title.as_ref().is_none_or(|title| block.text() != *title);
    let mut told = reader.fields;
    told.retain(is_told);
    let heading = title.map(|text| Block::Heading { level: 1, text });
    let blocks: Vec<Block> = heading.into_iter().chain(told).chain(reader.rows).collect();
    (!blocks.is_empty()).then_some(blocks)
}

#[derive(Default)]
struct Reader {
    fields: Vec<Block>,
    rows: Vec<Block>,
    /// What may be the title, and how well its name says so.
    titles: Vec<(usize, String)>,
}

impl Reader {
    fn value(&mut self, name: &str, value: &Value) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    self.value(name, value);
                }
            }
            Value::Array(values) if values.iter().all(Value::is_object) => {
                self.table(values.iter().filter_map(Value::as_object));
            }
            Value::Array(values) => values.iter().for_each(|value| self.value(name, value)),
            other => self.field(name, &scalar(other)),
        }
    }

    fn field(&mut self, name: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(rank) = TITLES.iter().position(|title| name.eq_ignore_ascii_case(title)) {
            self.titles.push((rank, text.to_owned()));
        }
        let is_told = text.split(' ').count() >= MIN_SENTENCE_WORDS;
        let text = if is_told { text.to_owned() } else { format!("{}: {text}", label(name)) };
        self.fields.push(Block::Paragraph(text));
    }

    /// Objects beside one another as the rows of a table.
    fn table<'a>(&mut self, objects: impl Iterator<Item = &'a Map<String, Value>>) {
        let mut head: Vec<String> = Vec::new();
        let mut rows: Vec<Vec<(String, String)>> = Vec::new();
        for object in objects {
            let mut row = Vec::new();
            leaves(object, &mut row);
            for (name, _) in &row {
                if head.len() <= MAX_COLUMNS && !head.contains(name) {
                    head.push(name.clone());
                }
            }
            rows.push(row);
        }
        // So many different names are no columns.
        if head.len() > MAX_COLUMNS {
            rows.iter().flatten().for_each(|(name, text)| self.field(name, text));
            return;
        }
        let cells = |row: &Vec<(String, String)>| {
            let cell = |name: &String| {
                row.iter().find(|(other, _)| other == name).map_or("", |(_, text)| text.as_str())
            };
            head.iter().map(|name| cell(name).to_owned()).collect()
        };
        let rows: Vec<Vec<String>> = rows.iter().map(cells).collect();
        if !head.is_empty() {
            self.rows.push(Block::Row { cells: head, is_head: true });
            self.rows.extend(rows.into_iter().map(|cells| Block::Row { cells, is_head: false }));
        }
    }
}

/// More columns than an export of one incident has.
const MAX_COLUMNS: usize = 40;

/// Shorter values are no sentences, and say nothing without their names.
const MIN_SENTENCE_WORDS: usize = 4;

/// Names of values that are a title, the surest first.
const TITLES: &[&str] = &[
    "title",
    "incident_title",
    "subject",
    "summary",
    "alert_title",
    "message",
    "alertname",
    "name",
];

/// The values of an object and of those in it, under their own names.
fn leaves(object: &Map<String, Value>, into: &mut Vec<(String, String)>) {
    for (own, value) in object {
        match value {
            Value::Object(inner) => leaves(inner, into),
            Value::Array(values) => {
                let texts: Vec<String> =
                    values.iter().map(scalar).filter(|text| !text.is_empty()).collect();
                if !texts.is_empty() {
                    into.push((own.clone(), texts.join(", ")));
                }
            }
            other => {
                let text = scalar(other);
                if !text.is_empty() {
                    into.push((own.clone(), text));
                }
            }
        }
    }
}

/// The words of a value; none of a link, and none of a time that only holds the place of one.
fn scalar(value: &Value) -> String {
    let text = match value {
        Value::String(text) => folded(&shown(text)),
        Value::Number(number) => number.to_string(),
        Value::Bool(_) | Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
    };
    let is_silent = text.contains("://") && !text.contains(' ') || text.starts_with("0001-01-01");
    if is_silent { String::new() } else { text }
}

/// A name as a label: `commonLabels`, `started_at` as "Started at".
fn label(name: &str) -> String {
    let mut label = String::new();
    for character in name.chars() {
        if label.is_empty() {
            label.extend(character.to_uppercase());
        } else if character == '_' || character == '-' {
            label.push(' ');
        } else {
            label.push(character);
        }
    }
    label
}

/// The rows of a text whose lines are values that commas, semicolons or tabs divide, under a line of names.
fn rows(text: &str) -> Option<Vec<Block>> {
    let first = text.trim_start().lines().next()?;
    let delimiter = [b',', b';', b'\t'].into_iter().find(|delimiter| {
        let names: Vec<&str> = first.split(char::from(*delimiter)).collect();
        names.len() >= MIN_COLUMNS
            && names.len() <= MAX_COLUMNS
            && names.iter().all(|name| is_name(name))
    })?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(text.trim_start().as_bytes());
    let mut rows: Vec<Vec<String>> = Vec::new();
    for record in reader.records() {
        // Rows of other lengths are no table.
        rows.push(record.ok()?.iter().map(|cell| folded(&shown(cell))).collect());
    }
    let (head, body) = rows.split_first().filter(|(_, body)| !body.is_empty())?;
    let value_of = |name: &str| {
        let column = head.iter().position(|head| head.eq_ignore_ascii_case(name))?;
        body.iter().filter_map(|row| row.get(column)).find(|cell| !cell.is_empty())
    };
    let title = TITLES.iter().find_map(|name| value_of(name).cloned());
    let heading = title.map(|text| Block::Heading { level: 1, text });
    let head = Block::Row { cells: head.clone(), is_head: true };
    let body = body.iter().map(|cells| Block::Row { cells: cells.clone(), is_head: false });
    Some(heading.into_iter().chain([head]).chain(body).collect())
}

/// Two values in a line may be a sentence with a comma.
const MIN_COLUMNS: usize = 3;

/// Whether a text is the name of a column: `created_on`, "Created on".
fn is_name(text: &str) -> bool {
    let text = text.trim().trim_matches('"');
    let is_inside = |c: char| c.is_alphanumeric() || "_- .#".contains(c);
    text.len() <= MAX_NAME_BYTES
        && text.starts_with(char::is_alphabetic)
        && text.chars().all(is_inside)
        && text.split(' ').count() <= MAX_NAME_WORDS
}

const MAX_NAME_BYTES: usize = 30;
const MAX_NAME_WORDS: usize = 3;

#[cfg(test)]
mod tests {
    use super::super::read;

    #[test]
    fn an_alert_in_json_has_its_title_fields_and_rows() {
        let text = r#"{"status": "firing", "link": "https://alerts.example.org", "labels": {"severity": "warning"},
            "annotations": {"summary": "Disks of db-2 are full"}, "alerts": [{"host": "db-2", "at": "2026-03-05T10:00:00Z", "ends": "0001-01-01T00:00:00Z"}]}"#;
        assert_eq!(
            read(text).to_string(),
            "# Disks of db-2 are full\n\nSeverity: warning\n\nStatus: firing\n\n| at | host |\n| 2026-03-05T10:00:00Z | db-2 |\n"
        );
    }

    #[test]
    fn rows_of_values_are_a_table_under_their_title() {
        let text = "id,at,summary,note\n7,2026-03-05T10:00:00Z,\"Search: errors, 61%\",\n7,2026-03-05T10:09:00Z,,\"back, all pods up\"\n";
        assert_eq!(
            read(text).to_string(),
            "# Search: errors, 61%\n\n| id | at | summary | note |\n| 7 | 2026-03-05T10:00:00Z | Search: errors, 61% |  |\n| 7 | 2026-03-05T10:09:00Z |  | back, all pods up |\n"
        );
    }

    #[test]
    fn prose_with_commas_and_broken_records_are_no_table() {
        for text in [
            "Search, login, billing\nwere down, all of them\n",
            "{\"status\": \n",
            "[1, 2]\n",
            "a,b,c\n",
        ] {
            assert!(!read(text).to_string().starts_with('|'), "{text}");
        }
    }
}
