//! A table of text cells as people have it: any of the usual delimiters, encodings and ends of lines, rows that do not
//! fit, quotation marks in the wrong places. All cells are kept: for a table that is longer than that, or of numbers
//! alone, a server has a reader of its own.
//!
//! Nothing is cut: a row that does not fit, or that seems to have swallowed others, stays a row and says why.
//! In the order of the work: `encoding` turns bytes into text, `delimiter` finds the delimiter, `records` takes the
//! text apart, `row` holds a record against the header, and `columns` looks for the column that a caller means.
//!
//! Quotation marks count as programs write them: a cell is quoted where a mark is its first character. After a
//! blank, and inside of a cell that is not quoted, a mark is text (19" screen). Inside of a quoted cell marks are
//! doubled: `"a "good" day"` loses two of its four, and what follows the second is no longer quoted.
//!
//! Two things cannot be known. Without a byte-order mark, what is not UTF-8 is assumed to be windows-1252. And
//! the first line that is not blank is the header: a file without one loses its first row to it, and a title
//! above the header takes its place, which shows in the names of the columns.

use std::iter;

use crate::{Refusal, limits, sampler::Stop, text::listed};
pub use columns::columns_named;
pub use delimiter::{DELIMITERS, declared_delimiter};
pub use row::TableRow;

mod columns;
mod delimiter;
mod encoding;
mod records;
mod row;

/// After so many rows it is asked whether somebody still waits for the table: they are read in about a millisecond.
const ROWS_BETWEEN_LOOKS: usize = 1_000;

/// A header and the rows below it.
#[derive(Debug, Clone)]
pub struct Table {
    columns: Vec<String>,
    rows: Vec<TableRow>,
    encoding: &'static str,
    delimiter: Option<u8>,
}

impl Table {
    /// The table in `bytes`, a whole file or inline text; `argument` is the name of the argument that it came in.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] if this is no table of text (a spreadsheet, a PDF, bytes that are no text), if it is empty or
    /// has no rows, if the header cannot be read, if a quotation mark never closes and so swallows the rest, or
    /// if it is larger than [`limits::MAX_TABLE_BYTES`], [`limits::MAX_COLUMNS`], [`limits::MAX_TABLE_ROWS`] or
    /// [`limits::MAX_TABLE_CELLS`].
    pub fn read(argument: &'static str, bytes: &[u8]) -> Result<Self, Refusal> {
        Self::read_unless(argument, bytes, &Stop::never())
    }

    /// The same, unless `stop` says on the way that nobody waits for the table any more.
    ///
    /// # Errors
    ///
    /// The same, and if `stop` says so.
    pub fn read_unless(argument: &'static str, bytes: &[u8], stop: &Stop) -> Result<Self, Refusal> {
        let refused = |why| Refusal::new(format!("the table in {argument} {why}"));
        Self::parsed(bytes, stop).map_err(refused)
    }

    /// The names in the header, without the white space around them. A column without a name is called
    /// `column 3`; those at the end that have no cells either are left out.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The names in the header as a sentence lists them: in quotation marks, long ones and many of them cut short.
    pub fn columns_in_words(&self) -> String {
        listed(&self.columns)
    }

    /// The rows below the header, in order, those that cannot be used among them; at least one.
    pub fn rows(&self) -> &[TableRow] {
        &self.rows
    }

    /// The encoding that the bytes were read in: `UTF-8`, `UTF-16LE`, `UTF-16BE` or, by assumption,
    /// `windows-1252`.
    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// What stands between the cells; none in a table of one column.
    pub fn delimiter(&self) -> Option<char> {
        self.delimiter.map(char::from)
    }

    /// The index of the column that the caller `named`, or else of the first of the `usual` names that the header
    /// has, or none. A name counts as written, or else without regard to case, white space, `_` and `-`.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] that lists the columns if there is none of that name; one that gives their numbers if there
    /// are several.
    pub fn column(
        &self,
        argument: &'static str,
        named: Option<&str>,
        usual: &[&str],
    ) -> Result<Option<usize>, Refusal> {
        columns::column(&self.columns, argument, named, usual).map_err(Refusal::new)
    }

    fn parsed(bytes: &[u8], stop: &Stop) -> Result<Self, String> {
        if bytes.len() > limits::MAX_TABLE_BYTES {
            return Err(format!(
                "has {} bytes and the limit is {}; send a part of it",
                bytes.len(),
                limits::MAX_TABLE_BYTES
            ));
        }
        let (text, encoding) = encoding::decoded(bytes)?;
        let (delimiter, mut records) = delimiter::records(&text);
        let Some(header) = records.next() else {
            return Err("is empty; send a header and rows below it".to_owned());
        };
        let header = header.map_err(unclosed)?;
        if let Some(problem) = header.problem {
            return Err(format!(
                "has a header in line {} that cannot be read: {problem}",
                header.lines.0
            ));
        }
        if header.filled > limits::MAX_COLUMNS {
            return Err(format!(
                "has {} columns and the limit is {}; send the columns that matter",
                header.filled,
                limits::MAX_COLUMNS
            ));
        }

        let mut rows = Vec::new();
        let mut width = header.filled;
        for record in records {
            let record = record.map_err(unclosed)?;
            if record.fits(&header) {
                width = width.max(record.filled);
            }
            let (number, line) = (rows.len() + 1, record.lines.0);
            if number % ROWS_BETWEEN_LOOKS == 0 && stop.requested() {
                return Err("was not read to its end, because the call was cancelled".to_owned());
            }
            // Short rows are filled up to the width in the end.
            if number > limits::MAX_TABLE_ROWS || number * width > limits::MAX_TABLE_CELLS {
                return Err(format!(
                    "has more than {} rows or {} cells, which are the limits, by line {line}; send a part of it",
                    limits::MAX_TABLE_ROWS,
                    limits::MAX_TABLE_CELLS
                ));
            }
            rows.push(TableRow { number, line, cells: row::cells(record, &header) });
        }
        if rows.is_empty() {
            return Err("has a header and no rows; send rows below it".to_owned());
        }
        for cells in rows.iter_mut().filter_map(|row| row.cells.as_mut().ok()) {
            cells.reserve_exact(width - cells.len());
            cells.resize(width, String::new());
        }
        let names = header.cells.iter().map(String::as_str);
        let columns = columns::names(names.chain(iter::repeat("")).take(width));
        Ok(Self { columns, rows, encoding, delimiter })
    }
}

fn unclosed(line: usize) -> String {
    format!(
        "has a quotation mark in line {line} that is never closed, so that everything below it is one cell; close it, \
         or double it if it belongs to the text and quote the cell"
    )
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering::Relaxed;

    use super::*;

    fn read(text: &str) -> Result<Table, String> {
        Table::read("path", text.as_bytes()).map_err(|refusal| refusal.to_string())
    }

    /// Each row as `number@line cell|cell`, or `number@line: why not`.
    fn rows(table: &Table) -> Vec<String> {
        let shown = |TableRow { number, line, cells }: &TableRow| match cells {
            Ok(cells) => format!("{number}@{line} {}", cells.join("|")),
            Err(why) => format!("{number}@{line}: {why}"),
        };
        table.rows().iter().map(shown).collect()
    }

    #[test]
    fn rows_keep_their_number_and_the_line_on_which_they_begin() {
        let table = read("\n id ,text\r\n\r\n1,\"two\nlines\"\r\n,,\n2, x ").unwrap();
        assert_eq!(table.columns(), ["id", "text"]);
        assert_eq!(rows(&table), ["1@4 1|two\nlines", "2@7 2| x "]);
        assert_eq!((table.encoding(), table.delimiter()), ("UTF-8", Some(',')));
    }

    #[test]
    fn a_row_that_does_not_fit_says_why_and_the_others_are_read() {
        let table = read("a,b,c\n1,2,3\n1,2\n1\n1,2,3,4, ,\n1,2,3, ,\n1,,\n1,2,3,,5").unwrap();
        assert_eq!(
            rows(&table),
            [
                "1@2 1|2|3",
                "2@3: it has 2 cells and the header has 3",
                "3@4: it has 1 cell and the header has 3",
                "4@5: it has 4 cells and the header has 3",
                "5@6 1|2|3",
                "6@7 1||",
                "7@8: it has 5 cells and the header has 3",
            ]
        );
    }

    #[test]
    fn empty_columns_at_the_end_are_left_out_and_others_get_a_name() {
        for (text, columns, expected) in [
            ("a,b,,\n1,2,,\n3,4", &["a", "b"][..], &["1@2 1|2", "2@3 3|4"][..]),
            ("a,b,,\n1,2,x,\n3,4", &["a", "b", "column 3"], &["1@2 1|2|x", "2@3 3|4|"]),
            (",b\n1,2", &["column 1", "b"], &["1@2 1|2"]),
            ("a,a\n1,2", &["a", "a"], &["1@2 1|2"]),
            (
                "a,b,\n1,2,x,y\n1,2,",
                &["a", "b"],
                &["1@2: it has 4 cells and the header has 2", "2@3 1|2"],
            ),
        ] {
            let table = read(text).unwrap();
            assert_eq!(table.columns(), columns, "{text:?}");
            assert_eq!(rows(&table), expected, "{text:?}");
        }
    }

    #[test]
    fn a_table_of_one_column_has_no_delimiter() {
        let table = read("text\nHello, world\n\"two\nlines\"\n").unwrap();
        assert_eq!(rows(&table), ["1@2 Hello, world", "2@3 two\nlines"]);
        assert_eq!(table.delimiter(), None);
    }

    #[test]
    fn a_table_that_cannot_be_read_is_refused_with_what_to_change() {
        for (text, refusal) in [
            ("", "the table in path is empty; send a header and rows below it"),
            (" \n\r\n", "the table in path is empty; send a header and rows below it"),
            ("a,b\n", "the table in path has a header and no rows; send rows below it"),
            (
                "a,b\n1,2\n3,\"4\n5,6\n",
                "the table in path has a quotation mark in line 3 that is never closed, so that everything below it \
                 is one cell; close it, or double it if it belongs to the text and quote the cell",
            ),
            (
                "a,\"b\n1,\"2\"\n",
                "the table in path has a header in line 1 that cannot be read: it has a quotation mark that is not \
                 doubled or not closed, so that nobody can tell the cells of the lines 1 to 2; double the marks in a \
                 quoted cell",
            ),
            (
                "%PDF-1.4",
                "the table in path is a PDF document, not a table of text; export it as CSV",
            ),
        ] {
            assert_eq!(read(text).unwrap_err(), refusal, "{text:?}");
        }
    }

    #[test]
    fn a_table_that_nobody_waits_for_any_more_is_read_no_further() {
        let (stop, looks) = Stop::at(2);
        let table = format!("text\n{}", "a\n".repeat(100_000));
        let refusal = Table::read_unless("path", table.as_bytes(), &stop).unwrap_err();
        assert_eq!(
            refusal.to_string(),
            "the table in path was not read to its end, because the call was cancelled"
        );
        assert_eq!(looks.load(Relaxed), 2);
    }

    #[test]
    fn a_cell_that_has_swallowed_rows_is_reported_and_a_long_text_is_not() {
        let rows_below: String = (2..=12).map(|number| format!("{number},x,y\n")).collect();
        // The mark for inches closes what the first row opened.
        let table =
            read(&format!("id,size,text\n1,2,\"good\n{rows_below}13,19\"\n14,15,16")).unwrap();
        assert_eq!(
            rows(&table),
            [
                "1@2: a quoted cell of it runs over the lines 2 to 14, which look like rows; close its quotation mark \
                 where the cell ends",
                "2@15 14|15|16"
            ]
        );

        // Lines may end in other ways.
        let text = format!("id,size,text\n1,2,\"good\n{rows_below}13,14,19\"\n");
        for line_end in ["\n", "\r\n", "\r"] {
            let table = read(&text.replace('\n', line_end)).unwrap();
            let cells = &table.rows()[0].cells;
            assert!(
                cells.as_ref().is_err_and(|why| why.contains("look like rows")),
                "{line_end:?}"
            );
        }

        let letter = "Hello, all\n".repeat(9) + "no comma here\n" + &"Hello, all\n".repeat(9);
        let table = read(&format!("id,text\n1,\"{letter}\"\n")).unwrap();
        assert_eq!(table.rows()[0].cells, Ok(vec!["1".to_owned(), letter]));
    }

    #[test]
    fn what_is_over_a_limit_is_refused_with_the_limit() {
        let wide = ",".repeat(limits::MAX_COLUMNS - 1);
        let columns = |count| vec!["a"; count].join(",") + "\n";
        let row = format!("1{wide}\n");
        let cells = columns(limits::MAX_COLUMNS)
            + &row.repeat(limits::MAX_TABLE_CELLS / limits::MAX_COLUMNS + 1);
        let rows = "a\n".repeat(limits::MAX_TABLE_ROWS + 2);
        let bytes = "a".repeat(limits::MAX_TABLE_BYTES + 1);
        for (text, refusal) in [
            (
                columns(limits::MAX_COLUMNS + 1).repeat(2),
                "the table in path has 1001 columns and the limit is 1000; send the columns that matter",
            ),
            (
                cells,
                "the table in path has more than 1048576 rows or 2000000 cells, which are the limits, by line \
                 2002; send a part of it",
            ),
            (
                // One row is enough to make all the others wide.
                format!(
                    "a,b{wide}\n{}1{wide}2\n",
                    "1,2\n".repeat(limits::MAX_TABLE_CELLS / limits::MAX_COLUMNS)
                ),
                "the table in path has more than 1048576 rows or 2000000 cells, which are the limits, by line \
                 2002; send a part of it",
            ),
            (
                rows,
                "the table in path has more than 1048576 rows or 2000000 cells, which are the limits, by line \
                 1048578; send a part of it",
            ),
            (
                bytes,
                "the table in path has 20971521 bytes and the limit is 20971520; send a part of it",
            ),
        ] {
            assert_eq!(read(&text).unwrap_err(), refusal);
        }
    }

    #[test]
    fn delimiters_alone_make_neither_columns_nor_cells() {
        let wide = ",".repeat(20_000);
        let row = format!("1,2{wide}\n");
        let table = read(&format!("a,b{wide}\n{}", row.repeat(100))).unwrap();
        assert_eq!(table.columns(), ["a", "b"]);
        let capacity = |row: &TableRow| row.cells.as_ref().unwrap().capacity();
        assert!(table.rows().iter().all(|row| capacity(row) < 10));
    }

    #[test]
    fn whatever_the_bytes_are_each_line_of_text_is_in_a_row_a_header_or_a_refusal() {
        const PIECES: [&str; 14] =
            ["a", "b c", "\"", "\"\"", ",", ",", ";", "\t", "\n", "\n", "\r", "\r\n", " ", "é"];
        // A generator of its own, so that every run draws the same.
        let mut state = 1_u64;
        let mut draw = |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let mut read_tables = 0;
        for _ in 0..5_000 {
            let text: String = (0..draw(30)).map(|_| PIECES[draw(PIECES.len())]).collect();
            let Ok(table) = read(&text) else { continue };
            read_tables += 1;
            let letters =
                |text: &str| text.chars().filter(|character| character.is_alphabetic()).count();
            let mut kept: usize = table.columns().iter().map(|name| letters(name)).sum();
            let mut lines = 0;
            for (index, row) in table.rows().iter().enumerate() {
                assert_eq!(row.number, index + 1);
                assert!(row.line > lines, "{text:?}");
                lines = row.line;
                if let Ok(cells) = &row.cells {
                    assert_eq!(cells.len(), table.columns().len(), "{text:?}");
                    kept += cells.iter().map(|cell| letters(cell)).sum::<usize>();
                }
            }
            if table.rows().iter().all(|row| row.cells.is_ok())
                && !table.columns().concat().contains("column ")
            {
                assert_eq!(kept, letters(&text), "{text:?}");
            }
        }
        assert!(read_tables > 500, "{read_tables}");
    }
}
