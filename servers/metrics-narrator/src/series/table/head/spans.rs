//! Whether what can be read as months or quarters is something else that is written alike: weeks, quarters, thirds of
//! years, or years that end in the next one, such as seasons and financial years.

use super::{Head, header::Header};
use crate::series::table::clock::{Epoch, Form, Span};
use shared::material::quoted;

/// A cell of a year and a number of two digits or one.
struct Numbered {
    year: u32,
    number: u32,
    /// Whether the year stands in front.
    is_first: bool,
    /// Whether the number has one digit.
    is_short: bool,
}

const QUARTER: (&str, &str) = ("a quarter", "quarters as 2024-Q1");

impl Head {
    /// Refuses times in `column` that are read as months or quarters, where its name or all of its cells speak for
    /// something else.
    pub(super) fn refuse_other_spans(&self, column: usize, form: Form) -> Result<(), String> {
        match form {
            Form::Calendar(Span::Month) | Form::Number(Epoch::Month) => self.refuse_months(column),
            Form::Calendar(Span::Quarter) => self.refuse_quarters(column),
            _ => Ok(()),
        }
    }

    /// Of a year, `T1` is the first of four parts in the Romance languages, and of three in others; a fourth decides.
    fn refuse_quarters(&self, column: usize) -> Result<(), String> {
        let has_t = |cell: &String| cell.contains(['T', 't']);
        let cells: Vec<String> = self.cells(column).filter(has_t).collect();
        let has_fourth = cells.iter().any(|cell| cell.ends_with('4'));
        match cells.first().filter(|_| !has_fourth) {
            Some(first) => Err(self.may_be(
                column,
                first,
                "a quarter",
                "a third of a year",
                "quarters as 2024-Q1",
            )),
            None => Ok(()),
        }
    }

    fn refuse_months(&self, column: usize) -> Result<(), String> {
        let cells: Vec<_> =
            self.cells(column).filter_map(|cell| Some((numbered(&cell)?, cell))).collect();
        let Some((first_cell, first)) = cells.first() else { return Ok(()) };
        let are_several_years = cells.iter().any(|(cell, _)| cell.year != first_cell.year);
        let are_all = |fits: fn(&Numbered) -> bool| cells.iter().all(|(cell, _)| fits(cell));
        let (other, example) = match Header::of(self.name(column)).span {
            Some(Span::Week) => ("a week", "weeks as 2024-W05"),
            Some(Span::Quarter) if are_all(|cell| cell.number <= 4) => QUARTER,
            // The months of several years go on to 12.
            _ if are_all(|cell| cell.is_short && cell.number <= 4) && are_several_years => QUARTER,
            // Nobody tells one month of each year, and of each the next one.
            _ if are_all(ends_in_the_next) && are_several_years => {
                ("a year that ends in the next one", "such years as 2024-07-01")
            }
            _ => return Ok(()),
        };
        Err(self.may_be(
            column,
            first,
            "a month",
            other,
            &format!("{example}, and months as 2024-05-01"),
        ))
    }

    /// What is wrong with a column whose `cell` may be either of two, with what to write.
    fn may_be(&self, column: usize, cell: &str, one: &str, other: &str, write: &str) -> String {
        format!(
            "holds in its column {} the time {}, which may be {one} or {other}; write {write}",
            quoted(self.name(column)),
            quoted(cell)
        )
    }
}

/// `2008-09` as the year 2008 to 2009.
fn ends_in_the_next(cell: &Numbered) -> bool {
    cell.is_first && cell.number == (cell.year + 1) % 100
}

/// `2024-05`, `2024/5`, `202405`, `05/2024`.
fn numbered(cell: &str) -> Option<Numbered> {
    let (first, second) = match cell.split_once(['-', '/']) {
        Some(parts) => parts,
        None => cell.split_at_checked(4)?,
    };
    let is_first = first.len() == 4;
    let (year, number) = if is_first { (first, second) } else { (second, first) };
    let fits = year.len() == 4 && (1..=2).contains(&number.len());
    let value = |part: &str| part.parse().ok().filter(|_| fits);
    Some(Numbered {
        year: value(year)?,
        number: value(number)?,
        is_first,
        is_short: number.len() == 1,
    })
}
