//! A table of metrics, read in one pass with bounded memory: times, columns of numbers, and what is known about them
//! for certain.
//!
//! `shared::material::Table` keeps every cell, up to 20 MiB of them. This one reads a gigabyte, so it keeps no row: what
//! stands here is read from a stream, byte by byte.
//!
//! In the order of the work:
//!
//! - `input`: any bytes as a stream of text, within limits
//! - `head`: the first rows, all columns: the delimiter, the header, which column holds the times and which hold
//!   numbers
//! - `clock`: a cell as a time; `number`: a cell as a number; `unit`: what the numbers count
//! - `pass`: row by row into blocks; what cannot be used is counted and named by line
//! - `timeline`: the times: their order and step; `step_counts`: how far those are apart that are not kept; `gaps`:
//!   which of them are gaps; `window`: the buckets they fall into
//! - `tally`: the numbers of a column: mean, deviation, extremes, quantiles, and a value for each moment
//!
//! Up to [`EXACT_ROWS`] rows, each time is a moment of the result. Above, the moments are buckets of equal width,
//! with the mean, the smallest and the largest value of each column. Count, mean, deviation, extremes, first and last
//! value are exact in both cases; quantiles and the usual step are exact in the first and within 1 % in the second.
//!
//! Two readings of one table may be possible until a later row decides: `01/02/2024` is a day in January or in
//! February, and `1,234` is a thousand or a little more than one. Both are then kept side by side (twice the memory,
//! still one pass), and a table that never decides is refused with the choices. `-999.99` is kept as a value and as a
//! code for a missing one, and what else the column holds decides.

mod clock;
mod gaps;
mod head;
mod input;
mod number;
mod pass;
mod step_counts;
mod tally;
#[cfg(test)]
mod tests;
mod timeline;
pub(crate) mod unit;
mod window;
mod words;

use std::io::Read;

use shared::{Refusal, sampler::Stop};

pub use pass::EXACT_ROWS;
pub use window::MAX_BUCKETS;

/// The most columns of numbers of one table: as a rule so many of them are described within the 40,000 characters that
/// hosts accept as a reply. Where names are long and much happens in each column, fewer are.
pub const MAX_SERIES: usize = 20;

/// What a caller asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Selection<'a> {
    /// The column that holds the times; it is looked for if none is named.
    pub timestamp_column: Option<&'a str>,
    /// The columns of numbers; all of them if none is named.
    pub columns: &'a [String],
}

/// A table that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The part of the facts that is about the table as a whole.
    pub facts: crate::series::facts::Table,
    /// The table's offset from UTC, in minutes to the east: 0 where the rows have different ones, none where they
    /// have none.
    pub offset: Option<i32>,
    /// Milliseconds since 1970, ascending, no two alike: the times of the rows, or the beginnings of the buckets that
    /// hold rows.
    pub moments: Vec<i64>,
    /// The columns of numbers, in the order of the table or, where they were named, of the call.
    pub columns: Vec<Column>,
}

/// A column of numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The header, without white space around it. A column without a header is called `column 3`, and where a header
    /// stands twice, the number of the column follows it: `load (column 3)`.
    pub name: String,
    /// What the numbers count, where the header or the cells say it. Of units that differ by a factor alone, such as ms
    /// and s, it is that of the first cell, and all numbers are in it.
    pub unit: Option<String>,
    /// How many cells are numbers.
    pub count: u64,
    /// How many are not.
    pub missing: u64,
    /// The code that some of these hold.
    pub missing_code: Option<crate::series::facts::MissingCode>,
    /// The distribution of the numbers; none if there are none.
    pub summary: Option<crate::series::facts::Summary>,
    /// One for each moment: the mean of its rows, NaN where they have no number.
    pub values: Vec<f64>,
    /// The smallest number of each moment; empty where each moment is a single row.
    pub lows: Vec<f64>,
    /// The largest number of each moment; empty where each moment is a single row.
    pub highs: Vec<f64>,
}

/// The table that `input` holds, in a single pass; `argument` is the name of the argument that it came in. `stop` is
/// asked from time to time whether nobody waits for the result any more.
///
/// # Errors
///
/// A [`Refusal`] that says what to change: if this is no table of text or one that goes beyond a limit, if its times
/// cannot be found, stand in several columns or can be read in two ways, if its rows are of several things, if a column
/// that was named is missing or holds no numbers, if there are more than [`MAX_SERIES`] columns of numbers, if no row
/// can be used, if the input cannot be read, or if `stop` says so.
pub fn read(
    argument: &'static str,
    input: impl Read,
    selection: &Selection<'_>,
    stop: &Stop,
) -> Result<Table, Refusal> {
    let in_argument = |why: String| Refusal::new(format!("the table in {argument} {why}"));
    let input = input::opened(input).map_err(in_argument)?;
    let head = head::read(input.head(), input.is_whole()).map_err(in_argument)?;
    let plan = head.plan(selection).map_err(in_argument)?;
    pass::read(input, plan, stop).map_err(in_argument)
}
