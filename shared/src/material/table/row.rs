//! A row of a table, or why a record is none.

use std::borrow::Cow;

use super::{delimiter::DELIMITERS, records::Record};

/// A row below the header. Lines without any text are no rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// 1 is the first row below the header.
    pub number: usize,
    /// The line of the file on which the row begins; 1 is the first line, and a line inside of a quoted
    /// cell counts.
    pub line: usize,
    /// As many cells as there are columns, as they are written, with white space, but with `\n` at inner ends of
    /// lines; or why this row cannot be used, for the end of a sentence: `it has 3 cells and the header has 4`.
    pub cells: Result<Vec<String>, String>,
}

/// The cells of `record`, without the blank ones that are too many, or why they cannot be used.
pub(super) fn cells(
    record: Record<'_>,
    header: &Record<'_>,
    delimiter: Option<u8>,
) -> Result<Vec<String>, String> {
    let columns = header.filled;
    if let Some(problem) = record.problem {
        return Err(problem);
    }
    if !record.fits(header) {
        // Blank cells at the end count only where even they are too few.
        let width = if record.width < columns { record.width } else { record.filled };
        let s = if width == 1 { "" } else { "s" };
        return Err(format!("it has {width} cell{s} and the header has {columns}"));
    }
    let (first, last) = record.lines;
    if last > first && record.cells.iter().any(|cell| holds_rows(cell, header, delimiter)) {
        return Err(format!(
            "a quoted cell of it runs over the lines {first} to {last}, which look like rows; close its quotation \
             mark where the cell ends"
        ));
    }
    let filled = record.filled.max(columns);
    let mut cells: Vec<_> = record.cells.into_iter().take(filled).map(Cow::into_owned).collect();
    // The room for blank cells is kept otherwise, in each of a million rows.
    cells.shrink_to_fit();
    Ok(cells)
}

/// Whether the lines inside of a quoted cell are rows of this table, as they are when its mark was not closed and
/// the next mark, perhaps for inches, did: all of them divide as the header does, and this is no chance.
fn holds_rows(cell: &str, header: &Record<'_>, delimiter: Option<u8>) -> bool {
    /// How many delimiters stand in the right places by more than chance. A text of five lines with just
    /// one comma each is possible, one of ten hardly.
    const BEYOND_CHANCE: usize = 10;

    let line_end = if cell.contains('\n') { '\n' } else { '\r' };
    let divides = |delimiter: u8, columns: usize| {
        let mut lines = cell.split(line_end).skip(1).peekable();
        let mut delimiters = 0;
        while let Some(line) = lines.next() {
            // The last line is only the begin of a row.
            if lines.peek().is_none() {
                break;
            }
            let here = line.bytes().filter(|&byte| byte == delimiter).count();
            if here + 1 != columns {
                return false;
            }
            delimiters += here;
        }
        delimiters >= BEYOND_CHANCE
    };
    match delimiter {
        Some(delimiter) => divides(delimiter, header.filled),
        // A row that swallowed all others leaves none that shows the delimiter; the header may.
        None => DELIMITERS.iter().any(|&delimiter| {
            let names = header.cells.iter().flat_map(|name| name.bytes());
            divides(delimiter, names.filter(|&byte| byte == delimiter).count() + 1)
        }),
    }
}
