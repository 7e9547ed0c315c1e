//! Which rows a call takes: from `start_row` on, as many as it is told to, as its questions hold and as its reply has
//! room for.

use std::collections::HashSet;

use serde_json::Value;

use super::rows::{Input, Row, Rows};
use crate::{
    Refusal,
    limits::{
        MAX_BATCH_QUESTIONS, MAX_BATCH_ROWS, MAX_ITEMS_BYTES, MAX_ITEMS_PER_QUESTION,
        MAX_REPLY_CHARACTERS,
    },
};

/// What a row takes of a reply beside its id and its label: `{"row":1,"confidence":0.9,"source":"model"},` and
/// ` 1 0.9,`.
const MIN_ROW_CHARACTERS: usize = 50;

/// The default of `start_row`.
pub fn first_row() -> i64 {
    1
}

/// The default of `max_rows`.
pub fn most_rows() -> i64 {
    i64::try_from(MAX_BATCH_ROWS).unwrap_or(i64::MAX)
}

/// Which rows a call takes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    start: usize,
    rows: usize,
    questions: usize,
}

impl Window {
    pub(super) fn of(input: &Input, max_questions: u32) -> Result<Self, Refusal> {
        let number = |name: &str, given: i64, most: usize| {
            let number = usize::try_from(given).ok().filter(|number| (1..=most).contains(number));
            number.ok_or_else(|| match most {
                usize::MAX => Refusal::new(format!("{name} is {given}; the first row is 1")),
                most => Refusal::new(format!(
                    "{name} is {given}; it must be 1 to {most}, and next_row tells where to go on"
                )),
            })
        };
        // One question is kept for what has to be asked again.
        let questions = usize::try_from(max_questions).unwrap_or(usize::MAX).saturating_sub(1);
        Ok(Self {
            start: number("start_row", input.start_row, usize::MAX)?,
            rows: number("max_rows", input.max_rows, MAX_BATCH_ROWS)?,
            questions: questions.clamp(1, MAX_BATCH_QUESTIONS),
        })
    }

    pub(super) fn of_rows(self, rows: impl ExactSizeIterator<Item = Row>) -> Result<Rows, Refusal> {
        let total = rows.len();
        if self.start > total {
            let start = self.start;
            return Err(Refusal::new(format!(
                "start_row is {start} and the last row is {total}; send {total} or less"
            )));
        }
        let mut taken: Vec<Row> = rows.skip(self.start - 1).take(self.rows).collect();
        taken.truncate(self.askable(&taken).min(answerable(&taken)));
        let next_row = self.start + taken.len();
        Ok(Rows {
            rows: taken,
            total,
            next_row: (next_row <= total).then_some(next_row),
            columns: Vec::new(),
            encoding: None,
        })
    }

    /// How many of `rows` fit into the questions of one call.
    fn askable(self, rows: &[Row]) -> usize {
        let mut seen = HashSet::new();
        let mut packing = Packing::default();
        rows.iter()
            .take_while(|row| match row.text.as_deref() {
                Ok(text) if seen.insert(text) => packing.question_of(text) < self.questions,
                _ => true,
            })
            .count()
    }
}

/// How many of `rows` a reply has room for, if every answer is as short as it can be: what certainly does not fit is
/// not asked about. At least one is.
fn answerable(rows: &[Row]) -> usize {
    let mut characters = 0;
    let fit = rows.iter().take_while(|row| {
        // The id stands in the row as JSON, and in the text as JSON in JSON.
        let id = row.id.as_ref().map_or(0, |id| {
            let written = Value::from(id.as_str()).to_string();
            written.chars().count() + Value::from(written).to_string().chars().count()
        });
        characters += MIN_ROW_CHARACTERS + id;
        characters <= MAX_REPLY_CHARACTERS
    });
    fit.count().max(1)
}

/// Puts items into questions, in their order: at most so many, and so many bytes, into each.
#[derive(Debug, Default)]
pub(super) struct Packing {
    question: usize,
    items: usize,
    bytes: usize,
}

impl Packing {
    /// The place of the question that the next item, `text`, belongs to.
    pub(super) fn question_of(&mut self, text: &str) -> usize {
        let is_full =
            self.items == MAX_ITEMS_PER_QUESTION || self.bytes + text.len() > MAX_ITEMS_BYTES;
        if self.items > 0 && is_full {
            *self = Self { question: self.question + 1, ..Self::default() };
        }
        self.items += 1;
        self.bytes += text.len();
        self.question
    }
}
