//! Which column holds the times and which hold numbers: what the caller named, or what names and cells of the sample
//! show. Where these leave a choice, it is the caller's.

use super::{Head, Layout, columns, fits, header::Header};
use crate::series::table::{
    MAX_SERIES, Selection,
    clock::{Clock, Epoch, Form, is_day_with_points, is_time_of_day, read_calendar},
    number::{Cells, Outcome, Unread, written},
    unit,
    words::text,
};
use shared::material::{listed, quoted};

/// What is read of a table.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) layout: Layout,
    /// The column of the times.
    pub(crate) timestamp: usize,
    pub(crate) timestamp_column: String,
    pub(crate) clock: Clock,
    pub(crate) series: Vec<SeriesPlan>,
}

/// A column of numbers that is read.
#[derive(Debug)]
pub(crate) struct SeriesPlan {
    /// Where it is.
    pub(crate) column: usize,
    pub(crate) name: String,
    pub(crate) unit: Option<String>,
    /// Whether the caller asked for it by name.
    pub(crate) is_named: bool,
    /// Whether the table is written as in countries with a decimal comma.
    pub(crate) has_decimal_commas: bool,
}

/// What the cells of a column are that are not empty.
#[derive(Debug, Default)]
struct Look {
    filled: usize,
    numbers: usize,
    calendar: usize,
    /// Times of a calendar without a time of day.
    days: usize,
    times_of_day: usize,
    /// The first that is neither a number nor a time.
    text: Option<String>,
}

/// A column that may be the one with the times.
struct Candidate {
    column: usize,
    form: Form,
    header: Header,
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
        let looks: Vec<Look> = (0..self.names.len()).map(|column| self.look(column)).collect();
        let (timestamp, form) = match selection.timestamp_column {
            Some(name) => self.named_times(&looks, name)?,
            None => self.times(&looks)?,
        };
        let name = |column: usize| self.names.get(column).cloned().unwrap_or_default();
        let series = self.series(&looks, selection.columns, timestamp)?;
        // Semicolons stand between cells where the comma is taken, and points in days where it is decimal.
        let has_decimal_commas = self.layout.delimiter == b';'
            || self.cells(timestamp).next().is_some_and(|cell| is_day_with_points(&cell));
        let series = series.into_iter().map(|column| SeriesPlan {
            column,
            name: name(column),
            unit: unit::of_header(&name(column)),
            is_named: !selection.columns.is_empty(),
            has_decimal_commas,
        });
        Ok(Plan {
            layout: self.layout,
            timestamp,
            timestamp_column: name(timestamp),
            clock: Clock::new(form),
            series: series.collect(),
        })
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = String> {
        let rows = self.sample.iter().filter(|row| fits(row, &self.layout));
        let cells =
            rows.filter_map(move |row| row.get(column)).map(|cell| text(cell).trim().to_owned());
        // A cell of several lines has swallowed others, and says nothing about the column.
        cells.filter(|cell| !written::is_none(cell) && !cell.contains('\n'))
    }

    fn look(&self, column: usize) -> Look {
        let mut look = Look::default();
        let mut cells = Cells::default();
        for cell in self.cells(column) {
            look.filled += 1;
            // A number that differs from the others in its unit is still a number.
            if !matches!(cells.read(cell.as_bytes()), Outcome::Unread(Unread::NoNumber)) {
                look.numbers += 1;
            } else if let Some(calendar) = read_calendar(&cell) {
                look.calendar += 1;
                look.days += usize::from(!calendar.has_time_of_day());
            } else if is_time_of_day(&cell) {
                look.times_of_day += 1;
            } else if look.text.is_none() {
                look.text = Some(cell);
            }
        }
        look
    }

    /// The column of times that the caller named.
    fn named_times(&self, looks: &[Look], name: &str) -> Result<(usize, Form), String> {
        let column = columns::find(&self.names, "timestamp_column", name)?;
        let header = Header::of(self.names.get(column).map_or("", String::as_str));
        let (Some(look), Some(name)) = (looks.get(column), self.names.get(column)) else {
            return Err("has no such column".to_owned());
        };
        let form = self.form(column, look, &header, true);
        let form = form.ok_or_else(|| match self.cells(column).next() {
            _ if look.times_of_day > 0 => format!(
                "holds times of day without a day in its column {}; join day and time in one column, as in \
                 2024-03-01T14:00:00",
                quoted(name)
            ),
            None => format!("has nothing in its column {}, which timestamp_column names; name another one", quoted(name)),
            Some(cell) => format!(
                "holds {} in its column {}, which timestamp_column names and which cannot be read as a time; \
                 write times as 2024-03-01T14:00:00, or name another column",
                quoted(&cell),
                quoted(name)
            ),
        })?;
        self.refuse_split_times(looks, column, form)?;
        Ok((column, form))
    }

    /// The column whose cells are times, if there is one alone or one alone that is called so.
    fn times(&self, looks: &[Look]) -> Result<(usize, Form), String> {
        let mut found = Vec::new();
        for (column, (look, name)) in looks.iter().zip(&self.names).enumerate() {
            let header = Header::of(name);
            if let Some(form) = self.form(column, look, &header, false) {
                found.push(Candidate { column, form, header });
            }
        }
        // One after the other, what speaks for some of them leaves out the rest.
        let reasons: [fn(&Candidate) -> bool; 4] = [
            |candidate| !matches!(candidate.form, Form::Number(Epoch::Elapsed(_))),
            |candidate| candidate.header.has_word,
            |candidate| candidate.form != Form::Number(Epoch::Year),
            |candidate| candidate.header.is_whole,
        ];
        for reason in reasons {
            if found.iter().any(reason) {
                found.retain(reason);
            }
        }
        match found.as_slice() {
            [Candidate { column, form, .. }] => {
                self.refuse_split_times(looks, *column, *form)?;
                Ok((*column, *form))
            }
            [] => Err(format!(
                "has no column whose times can be recognised; write times as 2024-03-01T14:00:00 or as seconds since \
                 1970, or name their column in timestamp_column; its columns are {}",
                listed(self.names.iter().map(String::as_str))
            )),
            several => Err(format!(
                "has several columns of times; name one of {} in timestamp_column",
                listed(
                    several
                        .iter()
                        .filter_map(|candidate| self.names.get(candidate.column))
                        .map(String::as_str)
                )
            )),
        }
    }

    /// How the times of a column are written, if it can hold times.
    fn form(&self, column: usize, look: &Look, header: &Header, is_named: bool) -> Option<Form> {
        if look.calendar * 2 > look.filled {
            return Some(Form::Calendar);
        }
        if look.numbers * 2 <= look.filled || !(is_named || header.has_word || header.is_counter) {
            return None;
        }
        let cells: Vec<String> = self.cells(column).collect();
        // A day number of a spreadsheet is no count of seconds.
        let is_counter = header.is_counter || (is_named && !header.has_word);
        let epoch = Epoch::of(cells.iter().map(String::as_str), header.unit, is_counter)?;
        let is_certain = match epoch {
            Epoch::Since1970(_) | Epoch::Digits => true,
            Epoch::Year => is_named || header.is_whole || header.has_year,
            Epoch::Elapsed(_) => is_named || header.is_counter,
        };
        is_certain.then_some(Form::Number(epoch))
    }

    /// Days in one column and times of day in another are not the times of the rows.
    fn refuse_split_times(&self, looks: &[Look], column: usize, form: Form) -> Result<(), String> {
        let name = |column: usize| self.names.get(column).map_or("", String::as_str);
        let is_days = form == Form::Calendar
            && looks.get(column).is_some_and(|look| look.days == look.calendar);
        let other = looks.iter().position(|look| look.times_of_day * 2 > look.filled);
        match other {
            Some(other) if is_days || form == Form::Number(Epoch::Digits) => Err(format!(
                "holds days in its column {} and times of day in its column {}; join them in one column, as in \
                 2024-03-01T14:00:00",
                quoted(name(column)),
                quoted(name(other))
            )),
            _ => Ok(()),
        }
    }

    /// The columns of numbers that the caller named, or all of them.
    fn series(
        &self,
        looks: &[Look],
        named: &[String],
        timestamp: usize,
    ) -> Result<Vec<usize>, String> {
        let name = |column: usize| self.names.get(column).map_or("", String::as_str);
        let may_be_numbers = |look: &Look| look.numbers * 2 > look.filled || look.filled == 0;
        let mut series = Vec::new();
        for named in named {
            let column = columns::find(&self.names, "columns", named)?;
            let look = looks.get(column).filter(|look| !may_be_numbers(look));
            if column == timestamp {
                return Err(format!(
                    "has its times in the column {}, which columns names; leave it out",
                    quoted(named)
                ));
            }
            if series.contains(&column) {
                return Err(format!(
                    "has one column {}, which columns names twice; name it once",
                    quoted(named)
                ));
            }
            if let Some(look) = look {
                return Err(no_numbers(name(column), look.text.as_deref().unwrap_or_default()));
            }
            series.push(column);
        }
        if named.is_empty() {
            let is_numbers = |column: &usize| {
                let look = looks.get(*column);
                // A column that has neither a name nor a cell is left over from a spreadsheet.
                let is_there = |look: &Look| look.filled > 0 || *column < self.layout.filled;
                *column != timestamp
                    && look.is_some_and(|look| may_be_numbers(look) && is_there(look))
            };
            series.extend((0..self.names.len()).filter(is_numbers));
        }
        if series.len() > MAX_SERIES {
            return Err(format!(
                "has {} columns of numbers and the limit is {MAX_SERIES}; name up to {MAX_SERIES} of them in \
                 columns: {}",
                series.len(),
                listed(series.iter().map(|column| name(*column)))
            ));
        }
        if series.is_empty() {
            return Err(format!(
                "has no column of numbers beside its times in {}; its columns are {}",
                quoted(name(timestamp)),
                listed(self.names.iter().map(String::as_str))
            ));
        }
        Ok(series)
    }
}

/// The end of a sentence about a table whose column `name` was asked for, and holds texts such as `example`.
pub(crate) fn no_numbers(name: &str, example: &str) -> String {
    format!(
        "holds fewer numbers than texts such as {} in its column {}, which columns names; leave it out",
        quoted(example),
        quoted(name)
    )
}
