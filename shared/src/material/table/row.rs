//! A row of a table, or why a record is none.

use super::records::Record;

/// A row below the header. Lines without any text are no rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// 1 is the first row below the header.
    pub number: usize,
    /// The line of the file on which the row begins; 1 is the first line, and a line inside of a quoted
    /// cell counts.
    pub line: usize,
    /// As many cells as there are columns, as they are written, with white space, but with `\n` at inner ends of
    /// lines; or why this row cannot be used, for the end of a sentence: `it has 3 cells and the header has 4`.
    pub cells: Result<Vec<String>, String>,
}

/// The cells of `record`, without the blank ones at its end, or why they cannot be used.
pub(super) fn cells(record: Record, header: &Record) -> Result<Vec<String>, String> {
    if record.fits(header) {
        return Ok(record.cells);
    }
    let columns = header.filled;
    // Blank cells at the end count only where even they are too few.
    let width = if record.width < columns { record.width } else { record.filled };
    let s = if width == 1 { "" } else { "s" };
    let why = format!("it has {width} cell{s} and the header has {columns}");
    Err(record.problem.unwrap_or(why))
}
