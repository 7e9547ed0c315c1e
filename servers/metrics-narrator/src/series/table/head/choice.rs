//! Which column holds the times and which hold numbers: what the caller named, or what names and cells of the sample
//! show. Where these leave a choice, it is the caller's.

use super::{Head, Layout, columns, fits, header::Header};
use crate::series::table::{
    MAX_SERIES, Selection,
    clock::{Clock, Epoch, Form, ShortYear, is_day_with_points, is_time_of_day, read_calendar},
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
pub(super) struct Look {
    pub(super) filled: usize,
    pub(super) numbers: usize,
    pub(super) calendar: usize,
    /// Times of a calendar without a time of day.
    pub(super) days: usize,
    /// Those whose year has two digits.
    short: Vec<ShortYear>,
    pub(super) times_of_day: usize,
    /// The first that is neither a number nor a time.
    text: Option<String>,
}

/// The longest name of a column that is read, in characters: a reply repeats it many times.
const MAX_NAME_CHARACTERS: usize = 120;

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
        let are_named = selection.timestamp_column.is_some() && !selection.columns.is_empty();
        self.refuse_split_times(&looks, timestamp, form, are_named)?;
        self.refuse_several_things(&looks, timestamp, form)?;
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
                look.short.extend(calendar.short);
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
            [Candidate { column, form, .. }] => Ok((*column, *form)),
            [] => Err(format!(
                "has no column whose times can be recognised; {}write times as 2024-03-01T14:00:00, 2024-01-31 or 2024-01, \
                 or as seconds since 1970, or name their column in timestamp_column; its columns are {}",
                self.no_time(looks),
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

    /// A cell that is no time and stands where times are looked for, as a part of a sentence.
    fn no_time(&self, looks: &[Look]) -> String {
        let columns = || 0..self.names.len();
        let has_word =
            |column: &usize| self.names.get(*column).is_some_and(|name| Header::of(name).has_word);
        let has_text = |column: &usize| looks.get(*column).is_some_and(|look| look.text.is_some());
        let column = columns().find(has_word).or_else(|| columns().find(has_text));
        let example = column.and_then(|column| Some((self.cells(column).next()?, column)));
        example.map_or_else(String::new, |(cell, column)| {
            let name = self.names.get(column).map_or("", String::as_str);
            format!(
                "{} in the column {} is no time that can be read; ",
                quoted(&cell),
                quoted(name)
            )
        })
    }

    /// Whether the numbers of a column count the rows, or tell them apart.
    fn is_index(&self, column: usize) -> bool {
        let name = self.names.get(column).map_or("", String::as_str);
        let is_unnamed = name == format!("column {}", column + 1);
        if !is_unnamed && !Header::of(name).is_index {
            return false;
        }
        let numbers: Option<Vec<u64>> = self.cells(column).map(|cell| cell.parse().ok()).collect();
        let Some(numbers) = numbers.filter(|numbers| numbers.len() > 1) else { return false };
        let counts_rows = numbers.is_sorted_by(|number, next| number.checked_add(1) == Some(*next))
            && numbers.first().is_some_and(|first| *first < 2);
        counts_rows || (!is_unnamed && numbers.is_sorted_by(|number, next| number < next))
    }

    /// How the times of a column are written, if it can hold times.
    fn form(&self, column: usize, look: &Look, header: &Header, is_named: bool) -> Option<Form> {
        if look.calendar * 2 > look.filled && years_are_last(&look.short) {
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
            if series.iter().any(|column| !self.is_index(*column)) {
                series.retain(|column| !self.is_index(*column));
            }
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
            let texts = looks.iter().enumerate().filter(|(column, _)| *column != timestamp);
            let example = texts
                .filter_map(|(column, look)| Some((look.text.as_deref()?, column)))
                .map(|(cell, column)| {
                    let name = quoted(name(column));
                    format!(
                        "{} in the column {name} is no number, write it as 1234.5; ",
                        quoted(cell)
                    )
                })
                .next();
            return Err(format!(
                "has no column of numbers beside its times in {}; {}its columns are {}",
                quoted(name(timestamp)),
                example.unwrap_or_default(),
                listed(self.names.iter().map(String::as_str))
            ));
        }
        let length = |column: &usize| name(*column).chars().count();
        let too_long = |column: &&usize| length(column) > MAX_NAME_CHARACTERS;
        if let Some(column) = std::iter::once(&timestamp).chain(&series).find(too_long) {
            return Err(format!(
                "has a column whose name has {} characters, {}, and the limit is {MAX_NAME_CHARACTERS}; shorten it, or \
                 name other columns in columns",
                length(column),
                quoted(name(*column))
            ));
        }
        Ok(series)
    }
}

/// Whether two digits at the end of days can be their years: these go one way, and change no more often than days and
/// months. Else they are days, behind a month or behind a year of two digits.
fn years_are_last(days: &[ShortYear]) -> bool {
    let changes = |part: fn(&ShortYear) -> u32| {
        days.iter().zip(days.iter().skip(1)).filter(|(day, next)| part(day) != part(next)).count()
    };
    let years = changes(|day| day.year);
    let others = changes(|day| day.first).max(changes(|day| day.second));
    let is_one_way = days.is_sorted_by_key(|day| day.year)
        || days.is_sorted_by_key(|day| std::cmp::Reverse(day.year));
    is_one_way && years <= others
}

/// The end of a sentence about a table whose column `name` was asked for, and holds texts such as `example`.
pub(crate) fn no_numbers(name: &str, example: &str) -> String {
    format!(
        "holds fewer numbers than texts such as {} in its column {}, which columns names; leave it out",
        quoted(example),
        quoted(name)
    )
}
