//! Whether the times of a table are spread over several columns: days beside times of day, years beside months.

use std::collections::HashSet;

use super::{Head, header::Header, look::Look};
use crate::series::table::clock::{Epoch, Form};
use shared::material::{listed, quoted};

impl Head {
    /// Refuses a table whose column of times, `column`, holds a part of them only. Where all columns are named, a time
    /// of day may be a number of its own; a year beside a month never is the whole time.
    pub(super) fn refuse_split_times(
        &self,
        looks: &[Look],
        column: usize,
        form: Form,
        are_named: bool,
    ) -> Result<(), String> {
        if form == Form::Number(Epoch::Year) {
            return self.refuse_split_years(looks, column);
        }
        let is_days = matches!(form, Form::Number(Epoch::Month | Epoch::Digits))
            || (matches!(form, Form::Calendar(_))
                && looks.get(column).is_some_and(|look| look.days == look.calendar));
        if is_days && !are_named { self.refuse_split_days(looks, column) } else { Ok(()) }
    }

    fn refuse_split_years(&self, looks: &[Look], column: usize) -> Result<(), String> {
        let others = self.names.iter().enumerate().filter(|(other, _)| *other != column);
        let mut parts: Vec<&String> =
            others.map(|(_, name)| name).filter(|name| Header::of(name).is_part_of_year).collect();
        if parts.is_empty() {
            let counter = self.counter_of_one_time(looks, column);
            parts.extend(counter.and_then(|other| self.names.get(other)));
        }
        if parts.is_empty() {
            return Ok(());
        }
        Err(format!(
            "holds years in its column {} and the rest of its times in {}; join them in one column, as in 2024-03, \
             2024-03-01 or 2024-03-01T14:00:00",
            quoted(self.name(column)),
            listed(parts)
        ))
    }

    fn refuse_split_days(&self, looks: &[Look], column: usize) -> Result<(), String> {
        let days: Vec<String> = self.cells(column).collect();
        // Where every row has a day of its own, times beside them may be anything: how long a call took on average.
        let come_again = days.iter().collect::<HashSet<_>>().len() < days.len();
        let holds_times_of_day = |(other, look): (usize, &Look)| {
            let header = Header::of(self.name(other));
            let is_beside = (other == column + 1 && come_again) || header.is_time_of_day;
            (look.times_of_day * 2 > look.filled && is_beside)
                || (other != column && header.is_hour && look.numbers * 2 > look.filled)
        };
        let found = looks.iter().enumerate().position(holds_times_of_day);
        match found.or_else(|| self.counter_of_one_time(looks, column)) {
            Some(other) => Err(format!(
                "holds days in its column {} and times of day in its column {}; join them in one column, as in \
                 2024-03-01T14:00:00, or, if the second one is something else, name the others in timestamp_column and \
                 columns",
                quoted(self.name(column)),
                quoted(self.name(other))
            )),
            None => Ok(()),
        }
    }

    /// The numbers that count the rows of a single day or year, beside others: the half hours of a market for power, `0`
    /// to `2300`, the days of a year.
    fn counter_of_one_time(&self, looks: &[Look], column: usize) -> Option<usize> {
        const ROWS: usize = 3;
        let times: Vec<_> = self.cells(column).collect();
        let is_one = times.len() >= ROWS && times.iter().all(|time| Some(time) == times.first());
        let has_numbers = |(other, look): &(usize, &Look)| {
            *other != column && look.filled == times.len() && look.numbers == look.filled
        };
        let numbers: Vec<usize> =
            looks.iter().enumerate().filter(has_numbers).map(|(other, _)| other).collect();
        let counts = |other: &&usize| {
            let header = Header::of(self.name(**other));
            let cells = self.cells(**other).map(|cell| cell.parse::<u32>().ok());
            let counts: Option<Vec<u32>> = cells.collect();
            let rise = |counts: Vec<u32>| counts.is_sorted_by(|count, next| count < next);
            !header.is_index && !header.has_id && counts.is_some_and(rise)
        };
        numbers.iter().find(counts).copied().filter(|_| is_one && numbers.len() > 1)
    }
}
