//! Which columns hold numbers that are described: those that the caller named, or all but the ones that only count or
//! tell rows apart.

use super::{Head, LeftOutPlan, columns, header::Header, look::Look};
use crate::series::table::MAX_SERIES;
use shared::material::{listed, quoted};

/// The longest name of a column that is read, in characters: a reply repeats it many times.
const MAX_NAME_CHARACTERS: usize = 120;

impl Head {
    /// The columns of numbers that the caller named, or all of them; `timestamp` is the column of the times.
    pub(super) fn numbers(
        &self,
        looks: &[Look],
        named: &[String],
        timestamp: usize,
    ) -> Result<Vec<usize>, String> {
        let columns = if named.is_empty() {
            self.all_numbers(looks, timestamp)?
        } else {
            self.named_numbers(looks, named, timestamp)?
        };
        if columns.len() > MAX_SERIES {
            return Err(format!(
                "has {} columns of numbers and the limit is {MAX_SERIES}; name up to {MAX_SERIES} of them in \
                 columns: {}",
                columns.len(),
                listed(columns.iter().map(|column| self.name(*column)))
            ));
        }
        let length = |column: &usize| self.name(*column).chars().count();
        let too_long = |column: &&usize| length(column) > MAX_NAME_CHARACTERS;
        if let Some(column) = std::iter::once(&timestamp).chain(&columns).find(too_long) {
            return Err(format!(
                "has a column whose name has {} characters, {}, and the limit is {MAX_NAME_CHARACTERS}; shorten it, or \
                 name other columns in columns",
                length(column),
                quoted(self.name(*column))
            ));
        }
        Ok(columns)
    }

    fn named_numbers(
        &self,
        looks: &[Look],
        named: &[String],
        timestamp: usize,
    ) -> Result<Vec<usize>, String> {
        let mut columns = Vec::new();
        for named in named {
            let column = columns::find(&self.names, "columns", named)?;
            if column == timestamp {
                return Err(format!(
                    "has its times in the column {}, which columns names; leave it out",
                    quoted(named)
                ));
            }
            if columns.contains(&column) {
                return Err(format!(
                    "has one column {}, which columns names twice; name it once",
                    quoted(named)
                ));
            }
            if let Some(look) = looks.get(column).filter(|look| !look.may_be_numbers()) {
                if let Some(reason) = look.no_durations() {
                    let name = quoted(self.name(column));
                    return Err(format!(
                        "has no numbers in its column {name}, which columns names: {reason}"
                    ));
                }
                return Err(no_numbers(
                    self.name(column),
                    look.text.as_deref().unwrap_or_default(),
                ));
            }
            columns.push(column);
        }
        Ok(columns)
    }

    fn all_numbers(&self, looks: &[Look], timestamp: usize) -> Result<Vec<usize>, String> {
        let is_numbers = |column: &usize| {
            // A column that has neither a name nor a cell is left over from a spreadsheet.
            let is_there = |look: &Look| look.filled > 0 || *column < self.layout.filled;
            let look = looks.get(*column);
            *column != timestamp
                && !self.is_border(*column)
                && look.is_some_and(|look| look.may_be_numbers() && is_there(look))
        };
        let mut columns: Vec<usize> = (0..self.names.len()).filter(is_numbers).collect();
        if columns.iter().any(|column| !self.is_index(*column)) {
            columns.retain(|column| !self.is_index(*column));
        }
        if columns.is_empty() {
            let texts = looks.iter().enumerate().filter(|(column, _)| *column != timestamp);
            let example = texts
                .filter_map(|(column, look)| Some((look.text.as_deref()?, column)))
                .map(|(cell, column)| {
                    let (cell, name) = (quoted(cell), quoted(self.name(column)));
                    format!("{cell} in the column {name} is no number, write it as 1234.5; ")
                })
                .next();
            return Err(format!(
                "has no column of numbers beside its times in {}; {}its columns are {}",
                quoted(self.name(timestamp)),
                example.unwrap_or_default(),
                listed(self.names.iter().map(String::as_str))
            ));
        }
        Ok(columns)
    }

    /// Whether a column is what stands before the first bar of a Markdown table: `| time | load |`.
    fn is_border(&self, column: usize) -> bool {
        column == 0
            && self.layout.delimiter == b'|'
            && self.is_unnamed(column)
            && self.cells(column).next().is_none()
    }

    /// The columns beside `timestamp` and `series`, each with the reason.
    pub(super) fn left_out(
        &self,
        looks: &[Look],
        timestamp: usize,
        series: &[usize],
    ) -> Vec<LeftOutPlan> {
        let others = looks.iter().enumerate().filter(|(column, look)| {
            *column != timestamp && !series.contains(column) && look.filled > 0
        });
        let plan = |(column, look): (usize, &Look)| {
            let reason = match &look.text {
                _ if look.may_be_numbers() => {
                    "its numbers count the rows or tell them apart".to_owned()
                }
                _ if let Some(reason) = look.no_durations() => reason.to_owned(),
                Some(text) if !look.are_times() => few_numbers(text),
                _ => "it holds times and no numbers".to_owned(),
            };
            LeftOutPlan { column, name: self.name(column).to_owned(), reason }
        };
        others.map(plan).collect()
    }

    /// Whether the header gives a column no name.
    fn is_unnamed(&self, column: usize) -> bool {
        self.name(column) == format!("column {}", column + 1)
    }

    /// Whether the numbers of a column count the rows, or tell them apart.
    fn is_index(&self, column: usize) -> bool {
        let name = self.name(column);
        if !self.is_unnamed(column) && !Header::of(name).is_index {
            return false;
        }
        let numbers: Option<Vec<u64>> = self.cells(column).map(|cell| cell.parse().ok()).collect();
        let Some(numbers) = numbers.filter(|numbers| numbers.len() > 1) else { return false };
        let counts_rows = numbers.is_sorted_by(|number, next| number.checked_add(1) == Some(*next))
            && numbers.first().is_some_and(|first| *first < 2);
        counts_rows
            || (!self.is_unnamed(column) && numbers.is_sorted_by(|number, next| number < next))
    }
}

/// Why a column is not described that holds texts such as `example`.
pub(crate) fn few_numbers(example: &str) -> String {
    format!("it holds fewer numbers than texts such as {}", quoted(example))
}

/// The end of a sentence about a table whose column `name` was asked for, and holds texts such as `example`.
pub(crate) fn no_numbers(name: &str, example: &str) -> String {
    format!(
        "holds fewer numbers than texts such as {} in its column {}, which columns names; leave it out",
        quoted(example),
        quoted(name)
    )
}
