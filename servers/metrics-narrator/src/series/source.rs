//! Where a table comes from, and which of its columns are asked about.

use std::path::PathBuf;

use shared::{
    Refusal,
    limits::MAX_INLINE_BYTES,
    material::{self, Given},
    sampler::Stop,
};

use crate::series::table::{self, Selection, Table};

/// A table that a caller named or sent.
#[derive(Debug)]
pub struct Source {
    given: Given<String>,
    timestamp_column: String,
    columns: Vec<String>,
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
        let given = Given::of(("path", path), ("csv", csv))?;
        if let Given::Inline(csv) = &given
            && csv.len() > MAX_INLINE_BYTES
        {
            return Err(Refusal::new(format!(
                "csv has {} bytes and the limit is {MAX_INLINE_BYTES}; send a part of it, or the path of a file",
                csv.len()
            )));
        }
        Ok(Self { given, timestamp_column, columns })
    }

    /// The table, if it is a file then one inside of `roots`. `stop` says whether nobody waits for it any more.
    ///
    /// # Errors
    ///
    /// The [`Refusal`] of [`material::opened`] or of [`table::read`].
    pub(super) fn read(&self, roots: &[PathBuf], stop: &Stop) -> Result<Table, Refusal> {
        let named = Some(self.timestamp_column.as_str()).filter(|name| !name.is_empty());
        let selection = Selection { timestamp_column: named, columns: &self.columns };
        match &self.given {
            Given::File(path) => {
                table::read("path", material::opened("path", path, roots)?, &selection, stop)
            }
            Given::Inline(csv) => table::read("csv", csv.as_bytes(), &selection, stop),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_in_the_call_is_refused_above_the_limit() {
        let long = "1".repeat(MAX_INLINE_BYTES + 1);
        let refusal = Source::new(String::new(), long, String::new(), Vec::new()).unwrap_err();
        let begin = "csv has 5242881 bytes and the limit is 5242880; ";
        assert!(refusal.to_string().starts_with(begin), "{refusal}");
    }
}
