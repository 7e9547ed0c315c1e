//! Where a table comes from, and which of its columns are asked about.

use std::path::PathBuf;

use shared::{Refusal, limits::MAX_INLINE_BYTES, material};

use crate::series::table::{self, Selection, Table};

/// A table that a caller named or sent.
#[derive(Debug)]
pub struct Source {
    input: Input,
    timestamp_column: String,
    columns: Vec<String>,
}

#[derive(Debug)]
enum Input {
    File(String),
    Inline(String),
}

impl Source {
    /// The table at `path` or in `csv`, whichever is not empty. An empty `timestamp_column` is looked for, and no
    /// `columns` are all columns of numbers.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] if there is neither or both, or if `csv` is longer than [`MAX_INLINE_BYTES`].
    pub fn new(
        path: String,
        csv: String,
        timestamp_column: String,
        columns: Vec<String>,
    ) -> Result<Self, Refusal> {
        let input = match (path.is_empty(), csv.is_empty()) {
            (false, true) => Input::File(path),
            (true, false) if csv.len() > MAX_INLINE_BYTES => {
                return Err(Refusal::new(format!(
                    "csv has {} bytes and the limit is {MAX_INLINE_BYTES}; send a part of it, or the path of a file",
                    csv.len()
                )));
            }
            (true, false) => Input::Inline(csv),
            (true, true) => {
                return Err(Refusal::new(
                    "there is no table; send the path of a CSV file in path, or the table itself in csv",
                ));
            }
            (false, false) => {
                return Err(Refusal::new("path and csv are two tables; send one of them"));
            }
        };
        Ok(Self { input, timestamp_column, columns })
    }

    /// The table, if it is a file then one inside of `roots`. `stop` says whether nobody waits for it any more.
    ///
    /// # Errors
    ///
    /// The [`Refusal`] of [`material::opened`] or of [`table::read`].
    pub(super) fn read(
        &self,
        roots: &[PathBuf],
        stop: &dyn Fn() -> bool,
    ) -> Result<Table, Refusal> {
        let named = Some(self.timestamp_column.as_str()).filter(|name| !name.is_empty());
        let selection = Selection { timestamp_column: named, columns: &self.columns };
        match &self.input {
            Input::File(path) => {
                table::read("path", material::opened("path", path, roots)?, &selection, stop)
            }
            Input::Inline(csv) => table::read("csv", csv.as_bytes(), &selection, stop),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_sent_in_one_way() {
        let refused = |path: &str, csv: &str| {
            Source::new(path.to_owned(), csv.to_owned(), String::new(), Vec::new())
                .unwrap_err()
                .to_string()
        };
        assert!(refused("", "").starts_with("there is no table; "));
        assert!(refused("a.csv", "t,x\n1,2").starts_with("path and csv are two tables; "));
        let long = "1".repeat(MAX_INLINE_BYTES + 1);
        assert!(refused("", &long).starts_with("csv has 5242881 bytes and the limit is 5242880; "));
    }
}
