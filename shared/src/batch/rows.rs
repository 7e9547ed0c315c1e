//! The rows of a call, from an inline list or from the columns of a table.

use std::{collections::HashMap, mem::take};

use serde::{Deserialize, Serialize};

use super::window::Window;
use crate::{
    Refusal, Sampler,
    hidden::{is_blank, without_hidden_but_spaces},
    limits::{
        MAX_ID_CHARACTERS, MAX_INLINE_BYTES, MAX_ITEM_CHARACTERS, MAX_QUOTED_CHARACTERS,
        MAX_TABLE_BYTES,
    },
    material::{self, Given, Table},
    sampler::Stop,
    text::excerpt,
};

/// One entry of an inline list.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// The caller's own name for it.
    pub id: Option<String>,
    /// What is asked about.
    pub text: String,
}

/// The arguments of a batch tool, as far as all of them have the same.
#[derive(Debug, Clone)]
pub struct Input {
    /// The name of the argument that holds the inline list.
    pub list: &'static str,
    /// The inline list; empty if it was not given.
    pub items: Vec<Listed>,
    /// The table; empty if none was given.
    pub path: String,
    /// The column of the caller's own ids.
    pub id: Column,
    /// The columns of the text, in the order in which they are put together. The last one must be there.
    pub text: Vec<Column>,
    /// The first row to take; 1 is the first.
    pub start_row: i64,
    /// The most rows to take.
    pub max_rows: i64,
}

impl Input {
    /// A column that the caller named.
    fn named_column(&self) -> Option<&Column> {
        std::iter::once(&self.id).chain(&self.text).find(|column| !column.named.is_empty())
    }
}

/// A column of a table: the one that the caller named, or one with a usual name.
#[derive(Debug, Clone)]
pub struct Column {
    /// The argument by which a caller names it.
    pub argument: &'static str,
    /// The name that the caller gave; empty if none was given.
    pub named: String,
    /// The names that such a column usually has, the likeliest first.
    pub usual: &'static [&'static str],
}

/// The rows that one call takes, and where to go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// The rows, in their order.
    pub rows: Vec<Row>,
    /// How many rows there are in all.
    pub total: usize,
    /// The first row that was not taken.
    pub next_row: Option<usize>,
    /// The columns that were read, in the order id, text; none of an inline list.
    pub columns: Vec<String>,
    /// The encoding of the table, as far as it can be known.
    pub encoding: Option<String>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number; 1 is the first item or the first row of data.
    pub number: usize,
    /// The line of the file on which it begins, 1 being the first.
    pub line: Option<usize>,
    /// The caller's own name for it.
    pub id: Option<String>,
    /// What is asked about, or why there is nothing to ask.
    pub text: Result<String, String>,
}

impl Rows {
    /// The rows that `input` names. A table is read once for a call, and not once a run.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] if there is no list and no table or both, if the table cannot be read or has none of the columns,
    /// or if `start_row` or `max_rows` are out of range.
    pub async fn of(sampler: &Sampler, mut input: Input) -> Result<Self, Refusal> {
        let window = Window::of(&input, sampler.max_questions())?;
        let list = input.list;
        match Given::of(("path", take(&mut input.path)), (list, take(&mut input.items)))? {
            Given::Inline(items) => {
                if let Some(Column { argument, .. }) = input.named_column() {
                    return Err(Refusal::new(format!(
                        "{argument} names a column and {list} is no table; leave it out, or send path"
                    )));
                }
                let bytes: usize = items.iter().map(|item| item.text.len()).sum();
                if bytes > MAX_INLINE_BYTES {
                    return Err(Refusal::new(format!(
                        "{list} has {bytes} bytes together and the limit is {MAX_INLINE_BYTES}; send several calls, or path"
                    )));
                }
                let row = |(index, Listed { id, text })| Row::new(index + 1, None, id, Ok(text));
                window.of_rows(items.into_iter().enumerate().map(row))
            }
            Given::File(path) => {
                let roots = sampler.roots().to_vec();
                let read = move |stop: &Stop| {
                    let bytes = material::file("path", &path, &roots, MAX_TABLE_BYTES as u64)?;
                    let table = Table::read_unless("path", &bytes, stop)?;
                    let (rows, columns) = of_table(&table, &input)?;
                    let encoding = Some(table.encoding().to_owned());
                    Ok(Self { columns, encoding, ..window.of_rows(rows)? })
                };
                sampler.once("rows", read).await
            }
        }
    }

    /// Each distinct text of the rows, in the order of its first row, and for each row the place of its text.
    pub(super) fn distinct(&self) -> (Vec<&str>, Vec<Option<usize>>) {
        let (mut texts, mut places) = (Vec::new(), HashMap::new());
        let of_rows = self.rows.iter().map(|row| {
            let text = row.text.as_deref().ok()?;
            Some(*places.entry(text).or_insert_with(|| {
                texts.push(text);
                texts.len() - 1
            }))
        });
        let of_rows = of_rows.collect();
        (texts, of_rows)
    }
}

impl Row {
    fn new(
        number: usize,
        line: Option<usize>,
        id: Option<String>,
        text: Result<String, String>,
    ) -> Self {
        let id = id.map(|id| plain(&id)).filter(|id| !id.is_empty());
        let text = text.and_then(|text| match text.chars().count() {
            _ if is_blank(&text) => Err("it has no text".to_owned()),
            length if length > MAX_ITEM_CHARACTERS => Err(format!(
                "its text has {length} characters and the limit in a batch is {MAX_ITEM_CHARACTERS}; send it alone"
            )),
            // Before it is written as JSON, which would show a control character to the model.
            _ => Ok(without_hidden_but_spaces(&text).into_owned()),
        });
        let too_long =
            id.as_ref().map(|id| id.chars().count()).filter(|length| *length > MAX_ID_CHARACTERS);
        match too_long {
            None => Self { number, line, id, text },
            Some(length) => {
                let why = format!(
                    "its id has {length} characters and the limit is {MAX_ID_CHARACTERS}; shorten it"
                );
                Self { number, line, id: None, text: Err(why) }
            }
        }
    }
}

/// `id` on one line and without control characters: a name that stands in a line must not begin another one.
fn plain(id: &str) -> String {
    material::one_line(&id.replace(char::is_control, " "))
}

/// The rows of `table`, and the names of the columns that were read. There may be a million rows, of which a call takes
/// few: each is made where it is taken.
fn of_table(
    table: &Table,
    input: &Input,
) -> Result<(impl ExactSizeIterator<Item = Row>, Vec<String>), Refusal> {
    let find = |column: &Column| {
        let named = Some(column.named.as_str()).filter(|name| !name.is_empty());
        table.column(column.argument, named, column.usual)
    };
    let id = find(&input.id)?;
    let mut texts = input.text.iter().map(&find).collect::<Result<Vec<_>, _>>()?;
    if let ([_], Some(text @ None)) = (table.columns(), texts.last_mut()) {
        // Whatever the only column is called, nothing else can be meant.
        *text = Some(0);
    }
    if let (Some(None), Some(column)) = (texts.last(), input.text.last()) {
        let known = table.columns_in_words();
        return Err(Refusal::new(format!(
            "path: no column is named like a text ({}); name one in {}: there are {known}",
            column.usual.join(", "),
            column.argument
        )));
    }
    let texts: Vec<usize> = texts.into_iter().flatten().collect();
    let columns = id.iter().chain(&texts).filter_map(|column| table.columns().get(*column));
    let columns = columns.map(|name| excerpt(name, MAX_QUOTED_CHARACTERS)).collect();
    let rows = table.rows().iter().map(move |row| {
        let cells = row.cells.as_ref().map_err(Clone::clone);
        let cell = |column: &usize| cells.as_ref().ok()?.get(*column).map(String::as_str);
        let own = id.as_ref().and_then(cell).map(str::to_owned);
        let text = cells.as_ref().map(|_| material::joined(texts.iter().filter_map(cell)));
        Row::new(row.number, Some(row.line), own, text.map_err(Clone::clone))
    });
    Ok((rows, columns))
}
