//! The first rows of a table, looked at before it is read: where it begins below `comments`, what stands between the
//! cells, what the columns are called, and, in `plan`, which of them hold times and which numbers. `headings` tells the
//! header from other rows of text, and `durations` columns of these from times of day; `parts` and `things` look for
//! tables whose times or series are spread over several columns, and `spans` for months that are none.

mod columns;
mod comments;
mod delimiter;
mod durations;
mod header;
mod headings;
mod look;
mod numbers;
mod parts;
mod plan;
mod spans;
mod things;
mod times;

use csv::{ByteRecord, Position, Reader, ReaderBuilder, Terminator};
use shared::limits::MAX_COLUMNS;
use shared::material::quoted;

use crate::series::table::{clock, number::written, words::text};
pub(crate) use headings::{another_header, is_another};
pub(crate) use numbers::{few_numbers, no_numbers};
pub(crate) use plan::{LeftOutPlan, Plan, SeriesPlan};

/// How many rows are looked at to tell what the columns hold.
const SAMPLE_ROWS: usize = 1000;

/// How many bytes of the head are read at once: a small table is read as quickly as it is small.
const HEAD_BUFFER_BYTES: usize = 4096;

/// What the first bytes of a table show.
#[derive(Debug)]
pub(crate) struct Head {
    layout: Layout,
    /// The names of the columns; those at the end that have neither a name nor cells are left out.
    names: Vec<String>,
    /// The units in the row below the header, if there is one of units.
    units: Vec<Option<String>>,
    /// The rows below it, each with its position, whose line counts from that of the header.
    sample: Vec<ByteRecord>,
}

impl Head {
    /// The name of a column; empty if there is no such column.
    fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }
}

/// Where the table begins, and how its rows are made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    pub(crate) delimiter: u8,
    /// The byte at which the header begins, or blank lines before it.
    pub(crate) begin: u64,
    /// The line of that byte, from 1.
    pub(crate) line: u64,
    /// How many cells the header has without the blank ones at its end, and with them.
    pub(crate) filled: usize,
    pub(crate) width: usize,
    /// Whether the row below the header holds the units of the columns.
    pub(crate) has_units: bool,
}

/// A reader of records with any number of cells, whose lines end with a line feed. A carriage return before it is
/// white space at the end of the last cell.
pub(crate) fn records<R: std::io::Read>(input: R, delimiter: u8, buffer_bytes: usize) -> Reader<R> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .terminator(Terminator::Any(b'\n'))
        .delimiter(delimiter)
        .buffer_capacity(buffer_bytes)
        .from_reader(input)
}

/// How many cells of a record are not blank or stand before one that is not.
pub(crate) fn filled(record: &ByteRecord) -> usize {
    record.len() - record.iter().rev().take_while(|cell| cell.trim_ascii().is_empty()).count()
}

/// Whether a record is the line under the header of a Markdown table: `|---|--:|`.
pub(crate) fn is_rule(record: &ByteRecord, layout: &Layout) -> bool {
    let is_of_rule = |byte: &u8| matches!(byte, b'-' | b':');
    layout.delimiter == b'|'
        && filled(record) > 0
        && record.iter().all(|cell| cell.trim_ascii().iter().all(is_of_rule))
}

/// What `head` shows, the first bytes of a table, or all of them if it `is_whole`; or what is wrong with the table,
/// as the end of a sentence.
pub(crate) fn read(head: &[u8], is_whole: bool) -> Result<Head, String> {
    let above = comments::above(head, is_whole);
    let (delimiter, begin) = delimiter::find(head.get(above..).unwrap_or_default(), is_whole)?;
    let begin = above + begin;
    let lines = head.iter().take(begin).filter(|byte| **byte == b'\n');
    let table = head.get(begin..).unwrap_or_default();
    let mut records = first_records(table, is_whole, delimiter).into_iter();
    let header = records.next().ok_or_else(|| no_header(head))?;
    let mut layout = Layout {
        delimiter,
        begin: begin as u64,
        line: 1 + lines.count() as u64,
        filled: filled(&header),
        width: header.len(),
        has_units: false,
    };
    if layout.filled > MAX_COLUMNS {
        return Err(format!(
            "has {} columns and the limit is {MAX_COLUMNS}; send the columns that matter",
            layout.filled
        ));
    }
    let mut sample: Vec<_> = records.filter(|row| !is_rule(row, &layout)).collect();
    headings::refuse_title(&header, &sample)?;
    if looks_like_data(&header) {
        return Err(format!(
            "has no header: its first line begins with {}; put a line with the names of the columns above it",
            quoted(text(header.get(0).unwrap_or_default()).trim())
        ));
    }
    let first = sample.first().ok_or_else(|| no_rows(&header, is_whole))?;
    if !sample.iter().any(|row| fits(row, &layout)) {
        return Err(format!(
            "has {} cells in its header and {} in its first row; give each row as many as the header has, without \
             lines above it, and put numbers with a decimal comma in quotation marks, or semicolons between the cells",
            layout.filled,
            filled(first)
        ));
    }
    let widest = sample.iter().filter(|row| fits(row, &layout)).map(filled).max().unwrap_or(0);
    let cells = header.iter().chain(std::iter::repeat(&b""[..])).take(layout.filled.max(widest));
    let names = columns::names(cells);
    let units = headings::units(first, &layout).filter(|_| sample.len() > 1);
    layout.has_units = units.is_some();
    sample.drain(..usize::from(layout.has_units));
    Ok(Head { layout, names, units: units.unwrap_or_default(), sample })
}

/// What is wrong with a table in which no record is found.
fn no_header(head: &[u8]) -> String {
    match head.trim_ascii() {
        [] => "is empty; send a header and rows below it",
        _ => "has no row that ends within its first MiB; send a header and rows below it",
    }
    .to_owned()
}

/// What is wrong with a table in which no record is found below its header.
fn no_rows(header: &ByteRecord, is_whole: bool) -> String {
    if header.as_slice().contains(&b'\n') {
        "has a quotation mark in its header that is never closed; close it"
    } else if is_whole {
        "has a header and no rows; send rows below it"
    } else {
        "has no row below its header that ends within its first MiB; end each row with a line feed"
    }
    .to_owned()
}

/// Whether `record` is a row: nothing is missing but columns without a name, and what is too much is blank.
pub(crate) fn fits(record: &ByteRecord, layout: &Layout) -> bool {
    record.len() == layout.width
        || (record.len() >= layout.filled && filled(record) <= layout.width)
}

/// The line on which a record begins; `behind` it is the line that comes next. Where the reader was before it read the
/// record may be on a blank line.
pub(crate) fn first_line(record: &ByteRecord, behind: u64) -> u64 {
    behind.saturating_sub(1 + line_feeds(record))
}

pub(crate) fn line_feeds(record: &ByteRecord) -> u64 {
    record.as_slice().iter().filter(|byte| **byte == b'\n').count() as u64
}

/// The header and the rows that are looked at, without blank ones and without one that may be cut off.
fn first_records(bytes: &[u8], is_whole: bool, delimiter: u8) -> Vec<ByteRecord> {
    let mut reader = records(bytes, delimiter, HEAD_BUFFER_BYTES);
    let mut found = Vec::new();
    let mut record = ByteRecord::new();
    // Bytes in memory can be read.
    while found.len() <= SAMPLE_ROWS && reader.read_byte_record(&mut record).unwrap_or(false) {
        let is_cut = !is_whole && reader.position().byte() >= bytes.len() as u64;
        if !is_cut && filled(&record) > 0 {
            let read = bytes.get(..reader.position().byte() as usize).unwrap_or(bytes);
            let behind = reader.position().line() + u64::from(!read.ends_with(b"\n"));
            let mut position = Position::new();
            position.set_line(first_line(&record, behind).max(1));
            record.set_position(Some(position));
            found.push(record.clone());
        }
    }
    found
}

/// Whether a header holds nothing but times, numbers and words for none.
fn looks_like_data(header: &ByteRecord) -> bool {
    let mut has_data = false;
    header.iter().all(|cell| {
        let cell = text(cell);
        let cell = cell.trim();
        let is_data = is_data(cell);
        has_data |= is_data;
        is_data || written::says_nothing(cell)
    }) && has_data
}

/// Whether a cell holds a number or a time, as no header does.
fn is_data(cell: &str) -> bool {
    written::read(cell).is_some() || clock::read_calendar(cell).is_some()
}
