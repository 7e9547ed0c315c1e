//! Whether the times of a table are spread over several columns: days beside times of day, years beside months.

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
        let name = |column: usize| self.names.get(column).map_or("", String::as_str);
        let header = |other: usize| Header::of(name(other));
        if form == Form::Number(Epoch::Year) {
            let parts: Vec<&str> = (0..self.names.len())
                .filter(|other| *other != column && header(*other).is_part_of_year)
                .map(name)
                .collect();
            if parts.is_empty() {
                return Ok(());
            }
            return Err(format!(
                "holds years in its column {} and the rest of its times in {}; join them in one column, as in 2024-03, \
                 2024-03-01 or 2024-03-01T14:00:00",
                quoted(name(column)),
                listed(parts)
            ));
        }
        let is_days = form == Form::Number(Epoch::Digits)
            || (form == Form::Calendar
                && looks.get(column).is_some_and(|look| look.days == look.calendar));
        if !is_days || are_named {
            return Ok(());
        }
        let other = looks.iter().enumerate().position(|(other, look)| {
            let header = header(other);
            let is_beside = other == column + 1 || header.is_time_of_day;
            (look.times_of_day * 2 > look.filled && is_beside)
                || (other != column && header.is_hour && look.numbers * 2 > look.filled)
        });
        match other {
            Some(other) => Err(format!(
                "holds days in its column {} and times of day in its column {}; join them in one column, as in \
                 2024-03-01T14:00:00, or, if the second one is something else, name the others in timestamp_column and \
                 columns",
                quoted(name(column)),
                quoted(name(other))
            )),
            None => Ok(()),
        }
    }
}
