//! Row by row through a table: times and numbers go into blocks, which the tallies count; what cannot be used is
//! counted and named by line. `so_far` has all that is known of the rows, `series` what is known about one column,
//! in the `readings` of its cells that are possible; `codes` for missing values are numbers in one of them.

mod codes;
mod readings;
mod series;
mod so_far;

use std::io::Read;

use csv::{ByteRecord, Reader};
use shared::sampler::Stop;

use crate::series::{
    facts::SkippedLine,
    table::{
        Table,
        clock::Trouble,
        head::{self, Plan},
        input::{self, Input, Limited},
    },
};
use so_far::SoFar;

/// The most rows that are kept as they are. They take 40 MB at most; and whatever is computed from moments takes its
/// time for each of them.
pub const EXACT_ROWS: usize = 200_000;

/// How many rows are counted together: so many numbers of a few columns stay in the cache of a core.
const BLOCK_ROWS: usize = 512;

/// The table in `input`, as `plan` says; or why it cannot be read, as the end of a sentence.
pub(crate) fn read(input: Input<impl Read>, plan: Plan, stop: &Stop) -> Result<Table, String> {
    let Plan { layout, timestamp, timestamp_column, clock, series, left_out } = plan;
    let mut reader = head::records(input.from(layout.begin), layout.delimiter, input::BUFFER_BYTES);
    let mut record = ByteRecord::new();
    let mut so_far = SoFar::new(clock, series);
    let mut records = 0_u64;
    // Blank lines may stand above the header, which is the first record that is not blank.
    let mut header: Option<ByteRecord> = None;
    let mut has_units = layout.has_units;
    // The line behind the last record.
    let mut behind = reader.position().line();
    while next(&mut reader, &mut record)? {
        let has_several_lines = reader.position().line() > behind + 1;
        behind = reader.position().line();
        if record.as_slice().ends_with(b"\0") {
            end(&mut reader, &mut record, layout.line)?;
            break;
        }
        if records.is_multiple_of(BLOCK_ROWS as u64) && stop.requested() {
            return Err("was not read to its end, because the call was cancelled".to_owned());
        }
        records += 1;
        let Some(header) = &header else {
            header = (head::filled(&record) > 0).then(|| record.clone());
            continue;
        };
        let line = || layout.line + head::first_line(&record, reader.position().line()) - 1;
        let trouble = if has_several_lines && so_far.has_lost(&record, timestamp, layout.delimiter)
        {
            Err(Trouble::Skip(String::new()))
        } else if head::fits(&record, &layout) {
            let time = record.get(timestamp).unwrap_or_default();
            so_far.add(time, &record, &line)
        } else {
            Err(Trouble::Skip(misfit(&record, layout.filled)))
        };
        match trouble {
            Ok(()) => {}
            Err(Trouble::Skip(_))
                if head::filled(&record) == 0 || head::is_rule(&record, &layout) => {}
            Err(Trouble::Skip(_)) if std::mem::take(&mut has_units) => {}
            Err(Trouble::Skip(_))
                if so_far.has_rows() && head::is_another(header, &record, timestamp) =>
            {
                return Err(head::another_header(&record, line()));
            }
            Err(Trouble::Skip(reason)) => {
                so_far.skipped.add(|| SkippedLine {
                    line: line(),
                    reason: swallowed(&record, line()).unwrap_or(reason),
                });
            }
            Err(Trouble::Refuse(reason)) => return Err(format!("{reason} (line {})", line())),
        }
    }
    so_far.table(timestamp_column, left_out)
}

/// Reads the next record, and says whether there is one.
fn next<R: Read>(reader: &mut Reader<Limited<R>>, record: &mut ByteRecord) -> Result<bool, String> {
    let is_read = reader.read_byte_record(record).map_err(|error| match error.into_kind() {
        csv::ErrorKind::Io(error) => input::unreadable(&error),
        _ => "cannot be taken apart; export it as CSV again".to_owned(),
    })?;
    reader.get_mut().record_ended();
    Ok(is_read)
}

/// Looks at a record with a zero byte at its end: it marks the end of the table, unless it belongs to a cell.
fn end<R: Read>(
    reader: &mut Reader<Limited<R>>,
    record: &mut ByteRecord,
    line: u64,
) -> Result<(), String> {
    // The mark is not followed by a line feed, as a row is.
    let line = line + reader.position().line() - 1 - head::line_feeds(record);
    let is_mark = record.len() == 1 && record.as_slice() == b"\0";
    if next(reader, record)? {
        return Err(format!(
            "holds a zero byte in line {}, so that it is no text; export it as CSV in UTF-8",
            line - 1
        ));
    }
    if is_mark {
        Ok(())
    } else {
        Err(format!("has a quotation mark in line {line} that is never closed; close it"))
    }
}

/// Why a record over several lines is not used.
fn swallowed(record: &ByteRecord, line: u64) -> Option<String> {
    let more = head::line_feeds(record);
    (more > 0).then(|| {
        format!("a quoted cell of it runs over the lines {line} to {}; close its quotation mark where the cell \
            ends", line + more)
    })
}

fn misfit(record: &ByteRecord, columns: usize) -> String {
    // Blank cells at the end count only where even they are too few.
    let cells = if record.len() < columns { record.len() } else { head::filled(record) };
    let s = if cells == 1 { "" } else { "s" };
    format!("it has {cells} cell{s} and the header has {columns}")
}

/// Makes room for rows that are kept: first for a short table, then for all that are ever kept, since memory that is
/// never touched costs nothing, and a list that grows step by step leaves as much behind as it has.
pub(crate) fn reserve<T>(rows: &mut Vec<T>, more: usize) {
    /// Rows of a table as people paste it: a list of them takes 64 KiB.
    const SHORT: usize = 8192;
    if rows.len() + more > rows.capacity() {
        let wanted = if rows.len() + more <= SHORT { SHORT } else { EXACT_ROWS };
        rows.reserve_exact(wanted.saturating_sub(rows.len()).max(more));
    }
}

/// How many of the rows, cells and columns that are not used are named.
const MAX_NAMED: usize = 10;

/// Rows or cells that are not used.
#[derive(Default)]
struct Unused {
    count: u64,
    first: Vec<SkippedLine>,
}

impl Unused {
    /// Counts one more; `named` says which, if there is room.
    fn add(&mut self, named: impl FnOnce() -> SkippedLine) {
        self.count += 1;
        if self.first.len() < MAX_NAMED {
            self.first.push(named());
        }
    }
}
