//! A text as records of cells, each with the line on which it begins. The `csv-core` crate takes it apart.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use cells::Cells;

use crate::limits;

mod cells;

/// What stands between the cells of a table of one column: a byte that is in no UTF-8.
const NO_DELIMITER: u8 = 0xFF;

/// A record behind the text. It holds what no text does: where it is not read as it stands here, a mark is open.
const END: &str = "\n\0";

/// The records of a text, one after the other; blank lines are none. Where a quotation mark is never closed, the
/// last item is the line on which it opens.
pub(super) struct Records<'t> {
    text: &'t str,
    delimiter: Option<u8>,
    reader: Reader,
    /// How much of the text and of [`END`] is read.
    bytes: usize,
    cells: Cells,
}

/// One record.
pub(super) struct Record {
    /// The line on which it begins, and the one on which it ends; 1 is the first of the text.
    pub(super) lines: (usize, usize),
    /// How many cells it has.
    pub(super) width: usize,
    /// How many it has without the blank ones at its end.
    pub(super) filled: usize,
    /// The cells up to the last that is not blank and up to the limit of columns.
    pub(super) cells: Vec<String>,
    /// Why its cells are not certain.
    pub(super) problem: Option<String>,
}

impl<'t> Records<'t> {
    /// The records of `text`, whose lines end with line feeds; with no `delimiter`, each has one cell.
    pub(super) fn new(text: &'t str, delimiter: Option<u8>) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter.unwrap_or(NO_DELIMITER)).build();
        Self { text, delimiter, reader, bytes: 0, cells: Cells::default() }
    }

    /// The byte and the line at which the next record is looked for.
    fn place(&self) -> (usize, usize) {
        (self.bytes, self.reader.line() as usize)
    }

    /// What is not read yet: of the text, or of [`END`] behind it.
    fn rest(&self) -> &'t [u8] {
        let of_text = self.text.as_bytes().get(self.bytes..).filter(|rest| !rest.is_empty());
        let of_end = || END.as_bytes().get(self.bytes - self.text.len()..).unwrap_or_default();
        of_text.unwrap_or_else(of_end)
    }

    /// Reads the next record into `cells`, if there is one.
    fn read(&mut self) -> bool {
        self.cells.clear();
        loop {
            let rest = self.rest();
            let (room, ends) = self.cells.room();
            let (result, read, written, ended) = self.reader.read_record(rest, room, ends);
            self.bytes += read;
            self.cells.take(written, ended);
            match result {
                ReadRecordResult::Record => return true,
                ReadRecordResult::End => return false,
                ReadRecordResult::InputEmpty
                | ReadRecordResult::OutputFull
                | ReadRecordResult::OutputEndsFull => {}
            }
        }
    }
}

impl Iterator for Records<'_> {
    type Item = Result<Record, usize>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (begin, line) = self.place();
            if !self.read() {
                return None;
            }
            let (end, line_behind) = self.place();
            if let Some(open) = self.cells.last().strip_suffix('\0') {
                let line = line_behind - open.matches('\n').count();
                return (!open.is_empty()).then_some(Err(line));
            }

            let (width, filled) = (self.cells.width(), self.cells.filled());
            let written = self.text.get(begin..end.min(self.text.len())).unwrap_or_default();
            // Spreadsheets leave `;;;` where rows were emptied; an empty cell in quotation marks is meant.
            if filled == 0 && !written.contains('"') {
                continue;
            }
            let record = written.trim_start_matches('\n');
            let first = line + written.len() - record.len();
            let record = record.strip_suffix('\n').unwrap_or(record);
            let lines = (first, first + record.matches('\n').count());
            let problem = doubt(record, lines, self.delimiter, width);
            let cells = self.cells.first(filled.min(limits::MAX_COLUMNS));
            return Some(Ok(Record { lines, width, filled, cells, problem }));
        }
    }
}

impl Record {
    /// Whether this is a row below `header`: nothing is missing but columns without a name, and what is too much
    /// is blank.
    pub(super) fn fits(&self, header: &Record) -> bool {
        self.problem.is_none()
            && self.width >= header.filled
            && self.filled <= header.width.min(limits::MAX_COLUMNS)
    }
}

/// Why nobody can tell whether the cells of a record over several lines are its own: where a mark is not closed,
/// the next one closes it, on whatever line it stands.
fn doubt(
    record: &str,
    (first, last): (usize, usize),
    delimiter: Option<u8>,
    width: usize,
) -> Option<String> {
    /// How many delimiters stand in the right places by more than chance. A text of five lines with just
    /// one comma each is possible, one of ten hardly.
    const BEYOND_CHANCE: usize = 10;

    if first == last {
        return None;
    }
    // The next mark opens another cell: outside of the quoted cells, something else than whole cells is left.
    let edge = delimiter.map_or('\n', char::from);
    let marked = format!("{edge}{}{edge}", record.replace("\"\"", ""));
    let mut outside = marked.split('"').step_by(2).map(|part| part.trim_matches(' '));
    if !outside.all(|part| part.starts_with(edge) && part.ends_with(edge)) {
        return Some(format!(
            "it has a quotation mark that is not doubled or not closed, so that nobody can tell the cells of the lines \
             {first} to {last}; double the marks in a quoted cell"
        ));
    }
    // The next mark stands at the end of a cell, perhaps for inches: the lines between divide as the record does.
    let (inner, delimiters) = (last - first - 1, width - 1);
    let mut between = record.lines().skip(1).take(inner);
    let holds_rows = inner * delimiters >= BEYOND_CHANCE
        && between.all(|line| line.matches(edge).count() == delimiters);
    holds_rows.then(|| {
        format!(
            "a quoted cell of it runs over the lines {first} to {last}, which look like rows; close its quotation mark \
             where the cell ends"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{super::encoding, *};

    /// Each record as `line: cell|cell`, and `first-last!` where its cells are not certain.
    fn records(text: &str, delimiter: Option<u8>) -> Vec<String> {
        let shown = |record: Result<Record, usize>| match record {
            Ok(Record { lines, problem: Some(_), .. }) => format!("{}-{}!", lines.0, lines.1),
            Ok(Record { lines, width, mut cells, .. }) => {
                cells.resize(width, String::new());
                format!("{}: {}", lines.0, cells.join("|"))
            }
            Err(line) => format!("{line}: never closed"),
        };
        let (text, _) = encoding::decoded(text.as_bytes()).unwrap();
        Records::new(&text, delimiter).map(shown).collect()
    }

    #[track_caller]
    fn check(cases: &[(&str, &[&str])]) {
        for (text, expected) in cases {
            assert_eq!(records(text, Some(b',')), *expected, "{text:?}");
        }
    }

    #[test]
    fn lines_end_in_each_of_the_three_ways_and_blank_ones_count_as_lines_only() {
        check(&[
            ("a,b\nc,d\n", &["1: a|b", "2: c|d"]),
            ("a,b\r\nc,d", &["1: a|b", "2: c|d"]),
            ("a,b\rc,d\r", &["1: a|b", "2: c|d"]),
            ("a\r\rb\r\n\nc\n\rd", &["1: a", "3: b", "5: c", "7: d"]),
            ("\n \n\t\n,,\n , \nx,\n\n", &["6: x|"]),
            ("", &[]),
            ("\n", &[]),
            (",", &[]),
            ("a\n  ", &["1: a"]),
        ]);
    }

    #[test]
    fn cells_in_quotation_marks_hold_delimiters_ends_of_lines_and_doubled_marks() {
        check(&[
            ("\"a,b\",c", &["1: a,b|c"]),
            ("\"a\nb\",c\nd", &["1: a\nb|c", "3: d"]),
            ("\"a\r\nb\rc\",d\re", &["1: a\nb\nc|d", "4: e"]),
            ("\"\",\"\"\"\",\"\"\"a\"\"\"", &["1: |\"|\"a\""]),
            ("\"a\"", &["1: a"]),
            // A blank line is a row where its cell is written down.
            ("\"\"\n", &["1: "]),
        ]);
    }

    #[test]
    fn marks_inside_of_a_cell_do_not_change_where_it_ends() {
        check(&[
            ("19\" screen,a\"b\",c\"\n", &["1: 19\" screen|a\"b\"|c\""]),
            ("a, \"Good\" b", &["1: a| \"Good\" b"]),
            // Where the cell begins with a mark, the next one is lost too.
            ("\"a \"good\" day\",5", &["1: a good\" day\"|5"]),
            ("\"a 19\" screen\",5\nb,6", &["1: a 19 screen\"|5", "2: b|6"]),
            ("\"\"a\" b\",5", &["1: a\" b\"|5"]),
            ("\"Good\" she said,5\nb,6", &["1: Good she said|5", "2: b|6"]),
            // A blank before a mark makes it text.
            ("\"a\" , \"b, c\" \nd", &["1: a | \"b| c\" ", "2: d"]),
        ]);
    }

    #[test]
    fn where_lines_have_two_readings_their_row_is_reported_and_the_next_is_read() {
        check(&[
            // The mark before `foo` may open a cell, and the one behind `bar` close another.
            ("1,\"foo\n2,\"bar\"\n3,baz", &["1-2!", "3: 3|baz"]),
            ("\"1\",\"foo\n\"2\",\"bar\"\n\"3\",\"b\"", &["1-2!", "3: 3|b"]),
            ("\"a\nb \"c\" d\",5\r\nb,6", &["1-2!", "3: b|6"]),
            ("19\",\"a\nb\"\nb,6", &["1-2!", "3: b|6"]),
            // Here they have not.
            ("\"a \"\"b\"\"\nc\" ,\"\"\nd", &["1: a \"b\"\nc |", "3: d"]),
            ("\"\"\"\n\"\"\",\"\"\"\"\nd", &["1: \"\n\"|\"", "3: d"]),
        ]);
    }

    #[test]
    fn a_mark_that_nothing_closes_is_reported_with_its_line() {
        check(&[
            ("a\n\"b\nc,d\n", &["1: a", "2: never closed"]),
            ("a,\"b\nc\",\"d\ne", &["2: never closed"]),
            ("\"", &["1: never closed"]),
            ("\"a\"\"", &["1: never closed"]),
        ]);
    }

    #[test]
    fn without_a_delimiter_a_line_is_a_cell_and_a_tab_may_be_the_delimiter() {
        assert_eq!(records("a,b\n\"c;\nd\"", None), ["1: a,b", "2: c;\nd"]);
        assert_eq!(records("a,\t\"b\"\t\n\t\t\n \tc", Some(b'\t')), ["1: a,|b|", "3:  |c"]);
    }

    #[test]
    fn a_doubt_is_worded_with_its_lines() {
        let record = Records::new("1,\"foo\n2,\"bar\"", Some(b',')).next();
        assert_eq!(
            record.and_then(Result::ok).and_then(|record| record.problem).unwrap(),
            "it has a quotation mark that is not doubled or not closed, so that nobody can tell the cells of the \
             lines 1 to 2; double the marks in a quoted cell"
        );
    }

    #[test]
    fn a_line_of_delimiters_does_not_fill_the_memory() {
        let text = format!("a{}b", ",".repeat(1_000_000));
        let mut records = Records::new(&text, Some(b','));
        let record = records.next().and_then(Result::ok).unwrap();
        assert_eq!((record.width, record.cells.len()), (1_000_001, limits::MAX_COLUMNS));
        let kept = records.cells.kept_bytes();
        assert!(kept < 100_000, "{kept} bytes are kept of two letters and their delimiters");
    }

    #[test]
    fn what_is_kept_of_a_record_grows_with_its_text_alone() {
        for text in ["a,".repeat(100_000), "a".repeat(100_000), "\n".repeat(100_000)] {
            let mut records = Records::new(&text, Some(b','));
            while records.next().is_some() {}
            let kept = records.cells.kept_bytes();
            assert!(kept < 4 * text.len(), "{kept} bytes for {}", text.len());
        }
    }
}
