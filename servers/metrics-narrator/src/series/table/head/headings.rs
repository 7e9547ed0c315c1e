//! Rows of text that are no rows of the table: what stands above its header, the units below it, and the header of
//! another table.

use csv::ByteRecord;
use shared::material::listed;

use super::{Layout, filled, fits, header::Header, is_data, text};
use crate::series::table::{clock, number::written, unit};

/// Refuses a table whose first record, `first`, is a title or a remark with as many cells as the header that follows
/// among `rows`.
pub(super) fn refuse_title(first: &ByteRecord, rows: &[ByteRecord]) -> Result<(), String> {
    /// More lines than anyone writes above a table.
    const MOST: usize = 50;
    for (row, next) in rows.iter().zip(rows.iter().skip(1)).take(MOST) {
        if cells(row).any(|cell| is_time(&cell)) {
            return Ok(());
        }
        if is_text(row) && (has_the_times(first, row, next) || is_wider(first, row, next)) {
            return Err(format!(
                "has {} above what looks like its header, {}; remove what stands above the header, or join both in one \
                 line",
                listed(filled_cells(first)),
                listed(filled_cells(row))
            ));
        }
    }
    Ok(())
}

/// Whether `row` names the times that stand below it in `next`, where `first` does not.
fn has_the_times(first: &ByteRecord, row: &ByteRecord, next: &ByteRecord) -> bool {
    let names_times = |cell: &str| Header::of(cell).has_word;
    let found =
        cells(row).zip(cells(next)).position(|(name, cell)| names_times(&name) && is_data(&cell));
    found.is_some_and(|column| !cells(first).nth(column).is_some_and(|name| names_times(&name)))
}

/// Whether `first` is a title that a spreadsheet has filled up with blank cells.
fn is_wider(first: &ByteRecord, row: &ByteRecord, next: &ByteRecord) -> bool {
    filled(first) < 2 && filled(row) > 1 && cells(next).any(|cell| is_time(&cell))
}

/// The units of the columns, if `row` holds them: texts of which at least one is a unit.
pub(super) fn units(row: &ByteRecord, layout: &Layout) -> Option<Vec<Option<String>>> {
    if !fits(row, layout) || !is_text(row) {
        return None;
    }
    let of_cells: Vec<Option<String>> = cells(row).map(|cell| unit::of_cell(&cell)).collect();
    of_cells.iter().any(Option::is_some).then_some(of_cells)
}

/// Whether `record` is the header of another table: texts wherever `header` has some, and a name of times among them
/// where the times are.
pub(crate) fn is_another(header: &ByteRecord, record: &ByteRecord, timestamp: usize) -> bool {
    let name = cells(record).nth(timestamp).unwrap_or_default();
    let is_of_times = Header::of(&name).is_whole || cells(header).nth(timestamp) == Some(name);
    let is_filled = || {
        cells(header).zip(cells(record)).all(|(first, cell)| first.is_empty() || !cell.is_empty())
    };
    let lower =
        |row: &'_ ByteRecord| cells(row).map(|cell| cell.to_lowercase()).collect::<Vec<_>>();
    is_of_times && is_text(record) && is_filled() && lower(header) != lower(record)
}

/// The end of a sentence about a table with another header in a `line`.
pub(crate) fn another_header(record: &ByteRecord, line: u64) -> String {
    format!(
        "has another header in line {line} ({}), below which another table begins; send each in a call of its own",
        listed(filled_cells(record))
    )
}

/// Whether no cell is a number or a time, and some cell is a text.
fn is_text(row: &ByteRecord) -> bool {
    filled_cells(row).next().is_some() && !cells(row).any(|cell| is_data(&cell))
}

fn is_time(cell: &str) -> bool {
    clock::read_calendar(cell).is_some()
}

/// The cells without white space around them.
fn cells(row: &ByteRecord) -> impl Iterator<Item = String> {
    row.iter().map(|cell| text(cell).trim().to_owned())
}

/// Those that say something.
fn filled_cells(row: &ByteRecord) -> impl Iterator<Item = String> {
    cells(row).filter(|cell| !written::says_nothing(cell))
}
