//! A text as records of cells, each with the line on which it begins.

use std::borrow::Cow;

use super::quoted::{Quoted, blanks, quoted};
use crate::limits;

/// The records of a text, one after the other; blank lines are none. The last item is an error where a cell
/// never closes.
pub(super) struct Records<'t> {
    text: &'t str,
    delimiter: Option<u8>,
    at: usize,
    line: usize,
    /// The line of a cell that ended in doubt, with as many marks opened as closed.
    doubted: Option<usize>,
}

/// One record.
pub(super) struct Record<'t> {
    /// The line on which it begins, and the one on which it ends; 1 is the first of the text.
    pub(super) lines: (usize, usize),
    /// How many cells it has.
    pub(super) width: usize,
    /// How many it has without the blank ones at its end.
    pub(super) filled: usize,
    /// Its cells, up to the limit of columns.
    pub(super) cells: Vec<Cow<'t, str>>,
    /// Why its cells are not certain.
    pub(super) problem: Option<String>,
}

/// A quotation mark that nothing closes.
pub(super) struct Unclosed {
    /// The line on which it opens.
    pub(super) line: usize,
}

impl<'t> Records<'t> {
    /// The records of `text`; with no `delimiter`, each has one cell.
    pub(super) fn new(text: &'t str, delimiter: Option<u8>) -> Self {
        Self { text, delimiter, at: 0, line: 1, doubted: None }
    }

    /// The records after the first line, whatever it holds.
    pub(super) fn after_first_line(mut self) -> Self {
        self.at = self.line_end();
        self.pass_line_end();
        self
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Where the line ends on which we are.
    fn line_end(&self) -> usize {
        self.until(|byte| matches!(byte, b'\r' | b'\n'))
    }

    /// Where the next byte stands that is `wanted`, or where the text ends.
    fn until(&self, wanted: impl Fn(u8) -> bool) -> usize {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at + rest.iter().position(|&byte| wanted(byte)).unwrap_or(rest.len())
    }

    fn pass_line_end(&mut self) {
        match (self.byte(self.at), self.byte(self.at + 1)) {
            (Some(b'\r'), Some(b'\n')) => self.at += 2,
            (Some(_), _) => self.at += 1,
            (None, _) => return,
        }
        self.line += 1;
    }

    /// Goes to the next line that holds more than white space and delimiters: spreadsheets leave `;;;`
    /// where rows were emptied.
    fn pass_blank_lines(&mut self) {
        loop {
            let delimiter = self.delimiter;
            let end = self.until(|byte| !matches!(byte, b' ' | b'\t') && Some(byte) != delimiter);
            match self.byte(end) {
                Some(b'\r' | b'\n') => {
                    self.at = end;
                    self.pass_line_end();
                }
                Some(_) => return,
                None => {
                    self.at = end;
                    return;
                }
            }
        }
    }

    fn record(&mut self) -> Result<Record<'t>, Unclosed> {
        let line = self.line;
        let mut record =
            Record { lines: (line, line), width: 0, filled: 0, cells: Vec::new(), problem: None };
        loop {
            let open = self.at + blanks(self.text, self.delimiter, self.at);
            if self.byte(open) == Some(b'"') {
                self.quoted_cell(open, &mut record)?;
            } else {
                self.bare_cell(&mut record);
            }
            if self.delimiter.is_none() || self.byte(self.at) != self.delimiter {
                break;
            }
            self.at += 1;
        }
        record.lines.1 = self.line;
        self.pass_line_end();
        Ok(record)
    }

    fn bare_cell(&mut self, record: &mut Record<'t>) {
        let delimiter = self.delimiter;
        let end = self.until(|byte| matches!(byte, b'\r' | b'\n') || Some(byte) == delimiter);
        let cell = self.text.get(self.at..end).unwrap_or_default();
        record.push(cell.into());
        self.at = end;
        // A doubted cell may have gone on to here after all. Otherwise a mark is text: 19" screen.
        if let Some(line) = self.doubted
            && cell.trim_end().ends_with('"')
            && cell.matches('"').count() % 2 == 1
        {
            self.doubted = None;
            record.problem.get_or_insert(format!(
                "its cell {} ends with a quotation mark that may close the cell begun in line {line}; double the marks \
                 in a quoted cell",
                record.width
            ));
        }
    }

    fn quoted_cell(&mut self, open: usize, record: &mut Record<'t>) -> Result<(), Unclosed> {
        let line = self.line;
        let (end, lines) = match quoted(self.text, self.delimiter, open) {
            Quoted::Cell { text, end, lines } => {
                record.push(text);
                (end, lines)
            }
            Quoted::Doubtful { end, lines } => {
                record.push(Cow::Borrowed(""));
                record.problem.get_or_insert(doubt(record.width, line, line + lines));
                self.doubted = (lines == 0).then_some(line);
                (end, lines)
            }
            Quoted::Unclosed => {
                self.at = self.text.len();
                return Err(Unclosed { line });
            }
        };
        self.at = end;
        self.line += lines;
        Ok(())
    }
}

fn doubt(cell: usize, first_line: usize, last_line: usize) -> String {
    if first_line == last_line {
        return format!(
            "its cell {cell} goes on behind a closing quotation mark; quote the whole cell and double the marks in it"
        );
    }
    format!(
        "its cell {cell} has a quotation mark that is not doubled or not closed, so that nobody can tell the cells \
         of the lines {first_line} to {last_line}; double the marks in a quoted cell"
    )
}

impl<'t> Iterator for Records<'t> {
    type Item = Result<Record<'t>, Unclosed>;

    fn next(&mut self) -> Option<Self::Item> {
        self.pass_blank_lines();
        (self.at < self.text.len()).then(|| self.record())
    }
}

impl<'t> Record<'t> {
    fn push(&mut self, cell: Cow<'t, str>) {
        self.width += 1;
        if !cell.trim_start().is_empty() {
            self.filled = self.width;
        }
        // A hostile line is nothing but delimiters; who reads the record learns the number from its width.
        if self.cells.len() < limits::MAX_COLUMNS {
            self.cells.push(cell);
        }
    }

    /// Whether this is a row below `header`: nothing is missing but columns without a name, and what is too much
    /// is blank.
    pub(super) fn fits(&self, header: &Record<'_>) -> bool {
        self.problem.is_none() && self.width >= header.filled && self.filled <= header.cells.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each record as `line: cell|cell`, and `first-last!` where its cells are not certain.
    fn records(text: &str, delimiter: Option<u8>) -> Vec<String> {
        let shown = |record: Result<Record<'_>, Unclosed>| match record {
            Ok(Record { lines, problem: Some(_), .. }) => format!("{}-{}!", lines.0, lines.1),
            Ok(record) => format!("{}: {}", record.lines.0, record.cells.join("|")),
            Err(unclosed) => format!("{}: never closed", unclosed.line),
        };
        Records::new(text, delimiter).map(shown).collect()
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
            ("\"a\r\nb\rc\",d\re", &["1: a\r\nb\rc|d", "4: e"]),
            ("\"\",\"\"\"\",\"\"\"a\"\"\"", &["1: |\"|\"a\""]),
            ("\"a\" , \"b, c\" \nd", &["1: a|b, c", "2: d"]),
            ("\"a\"", &["1: a"]),
            // A blank line is a row where its cell is written down.
            ("\"\"\n", &["1: "]),
        ]);
    }

    #[test]
    fn marks_inside_of_a_cell_are_text_where_the_cell_ends_on_its_line() {
        check(&[
            ("19\" screen,a\"b\",c\"\n", &["1: 19\" screen|a\"b\"|c\""]),
            ("\"a \"good\" day\",5", &["1: a \"good\" day|5"]),
            ("\"a 19\" screen\",5\nb,6", &["1: a 19\" screen|5", "2: b|6"]),
            ("\"\"a\" b\",5", &["1: \"a\" b|5"]),
        ]);
    }

    #[test]
    fn where_a_cell_has_two_readings_its_row_is_reported_and_the_next_is_read() {
        check(&[
            // As many marks open as close.
            ("\"Good\" she said,5\nb,6", &["1-1!", "2: b|6"]),
            ("a, \"Good\" b", &["1-1!"]),
            ("\"a \"\"b\" c,d\ne,6", &["1-1!", "2: e|6"]),
            // The mark before `foo` may open a cell, and the one behind `bar` close another.
            ("1,\"foo\n2,\"bar\"\n3,baz", &["1-2!", "3: 3|baz"]),
            ("\"1\",\"foo\n\"2\",\"bar\"\n\"3\",\"b\"", &["1-2!", "3: 3|b"]),
            // Here it may be another line that ends the cell.
            ("\"a 5\" pipe\nand more\",5\nb,6\"", &["1-1!", "2-2!", "3: b|6\""]),
            ("\"a\nb \"c\" d\",5\r\nb,6", &["1-2!", "3: b|6"]),
        ]);
    }

    #[test]
    fn a_mark_that_nothing_closes_is_reported_with_its_line() {
        check(&[
            ("a\n\"b\nc,d\n", &["1: a", "2: never closed"]),
            ("a,\"b\nc\",\"d\ne", &["2: never closed"]),
            ("\"", &["1: never closed"]),
            ("\"a\"\"", &["1: never closed"]),
            ("\"a \"b\" c\" d\" e", &["1: never closed"]),
        ]);
    }

    #[test]
    fn without_a_delimiter_a_line_is_a_cell_and_a_tab_may_be_the_delimiter() {
        assert_eq!(records("a,b\n\"c;\nd\"", None), ["1: a,b", "2: c;\nd"]);
        assert_eq!(records("a,\t\"b\"\t\n\t\t\n \tc", Some(b'\t')), ["1: a,|b|", "3:  |c"]);
    }

    #[test]
    fn a_doubt_is_worded_with_the_cell_and_its_lines() {
        let problem = |text| {
            let record = Records::new(text, Some(b',')).next();
            record.and_then(Result::ok).and_then(|record| record.problem).unwrap()
        };
        assert_eq!(
            problem("x,\"Good\" she said"),
            "its cell 2 goes on behind a closing quotation mark; quote the whole cell and double the marks in it"
        );
        assert_eq!(
            problem("1,\"foo\n2,\"bar\""),
            "its cell 2 has a quotation mark that is not doubled or not closed, so that nobody can tell the cells \
             of the lines 1 to 2; double the marks in a quoted cell"
        );
        let text = "\"a 5\" pipe\n1,more\"";
        let second = Records::new(text, Some(b',')).nth(1).and_then(Result::ok).unwrap();
        assert_eq!(
            second.problem.unwrap(),
            "its cell 2 ends with a quotation mark that may close the cell begun in line 1; double the marks in a \
             quoted cell"
        );
    }

    #[test]
    fn a_line_of_delimiters_does_not_fill_the_memory() {
        let text = format!("a{}b", ",".repeat(1_000_000));
        let record = Records::new(&text, Some(b',')).next().and_then(Result::ok).unwrap();
        assert_eq!((record.width, record.cells.len()), (1_000_001, limits::MAX_COLUMNS));
    }
}
