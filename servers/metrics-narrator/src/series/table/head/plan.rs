//! What is read of a table: which column holds the times and which hold numbers. Where names and cells leave a choice, it
//! is the caller's. `look` says what the cells are, `times` and `numbers` choose the columns.

use super::{Head, Layout, look::Look, things::Columns};
use crate::series::table::{
    Selection,
    clock::{Clock, is_day_with_points},
    number::durations::Parts,
    unit,
};

/// What is read of a table.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) layout: Layout,
    /// The column of the times.
    pub(crate) timestamp: usize,
    pub(crate) timestamp_column: String,
    pub(crate) clock: Clock,
    pub(crate) series: Vec<SeriesPlan>,
    /// The other columns, if all columns of numbers were asked for.
    pub(crate) left_out: Vec<LeftOutPlan>,
}

/// A column of numbers that is read.
#[derive(Debug)]
pub(crate) struct SeriesPlan {
    /// Where it is.
    pub(crate) column: usize,
    pub(crate) name: String,
    pub(crate) unit: Option<String>,
    /// What the parts of its cells are if these are durations.
    pub(crate) durations: Option<Parts>,
    /// Whether the caller asked for it by name.
    pub(crate) is_named: bool,
    /// Whether the table is written as in countries with a decimal comma.
    pub(crate) has_decimal_commas: bool,
}

/// A column that is not described.
#[derive(Debug)]
pub(crate) struct LeftOutPlan {
    /// Where it is.
    pub(crate) column: usize,
    pub(crate) name: String,
    pub(crate) reason: String,
}

impl Head {
    /// What is read for `selection`; or what is wrong, as the end of a sentence about the table.
    pub(crate) fn plan(self, selection: &Selection<'_>) -> Result<Plan, String> {
        if self.names.len() < 2 {
            return Err(
                "has a single column with a name; it needs one with times and at least one with \
                numbers"
                    .to_owned(),
            );
        }
        let looks = self.looks();
        let (timestamp, form) = match selection.timestamp_column {
            Some(name) => self.named_times(&looks, name)?,
            None => self.times(&looks)?,
        };
        let are_named = selection.timestamp_column.is_some() && !selection.columns.is_empty();
        self.refuse_split_times(&looks, timestamp, form, are_named)?;
        self.refuse_other_spans(timestamp, form)?;
        let columns = if selection.columns.is_empty() { Columns::All } else { Columns::Named };
        self.refuse_several_things(&looks, timestamp, form, columns)?;
        let series = self.numbers(&looks, selection.columns, timestamp)?;
        let left_out = if selection.columns.is_empty() {
            self.left_out(&looks, timestamp, &series)
        } else {
            Vec::new()
        };
        // Semicolons stand between cells where the comma is taken, and points in days where it is decimal.
        let has_decimal_commas = self.layout.delimiter == b';'
            || self.cells(timestamp).next().is_some_and(|cell| is_day_with_points(&cell));
        let series = series.into_iter().map(|column| {
            let durations = looks.get(column).and_then(Look::parts);
            let unit =
                unit::of_header(self.name(column)).or_else(|| self.units.get(column)?.clone());
            SeriesPlan {
                column,
                name: self.name(column).to_owned(),
                unit: if durations.is_some() { Some(in_seconds(unit.as_deref())) } else { unit },
                durations,
                is_named: !selection.columns.is_empty(),
                has_decimal_commas,
            }
        });
        Ok(Plan {
            layout: self.layout,
            timestamp,
            timestamp_column: self.name(timestamp).to_owned(),
            clock: self.clock(timestamp, form),
            series: series.collect(),
            left_out,
        })
    }
}

/// The unit of durations that are read in seconds, in a column of `unit`: `s/km` for `min/km`.
fn in_seconds(unit: Option<&str>) -> String {
    let per = unit.and_then(|unit| unit.strip_prefix("min/"));
    per.map_or_else(|| "s".to_owned(), |per| format!("s/{per}"))
}
