//! Whether a table is a long one: with a row for each time and each of several things, such as hosts. Read as one
//! series, it would be the mean of things that have nothing to do with each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{Head, fits, header::Header, look::Look};
use crate::series::table::clock::{Clock, Form};
use shared::material::listed;

/// In a long table, more than one row in so many has the time of another row.
const ROWS_PER_REPEATED: usize = 3;

/// Of the rows whose time another row has, the things of a long table leave less than one in so many that has both its
/// time and its thing in common with another.
const REPEATED_PER_LEFT: usize = 4;

impl Head {
    /// Refuses a long table, as far as the sample shows it; `timestamp` is the column of the times, which are written in
    /// `form`.
    pub(super) fn refuse_several_things(
        &self,
        looks: &[Look],
        timestamp: usize,
        form: Form,
    ) -> Result<(), String> {
        let times = self.sampled_times(timestamp, form);
        let times = times.as_slice();
        let by_time = repeated(times.iter().map(|(time, _)| (*time, "")));
        let is_long = by_time.rows * ROWS_PER_REPEATED > times.len();
        let is_one_way = times.is_sorted_by_key(|(time, _)| *time)
            || times.is_sorted_by_key(|(time, _)| std::cmp::Reverse(*time));
        if !is_long && is_one_way {
            return Ok(());
        }
        let few = (times.len() / 2).max(by_time.most);
        let named: Vec<Names> = self
            .names_of_things(looks, timestamp)
            .into_iter()
            .map(|column| Names::of(self, times, &[column]))
            .filter(|names| (2..=few).contains(&names.count))
            .collect();
        // A host and a measure may name the thing together.
        let columns: Vec<usize> = named.iter().flat_map(|names| names.columns.clone()).collect();
        let joint = Names::of(self, times, &columns);
        for names in named.iter().chain((joint.count <= few).then_some(&joint)) {
            let rows = || {
                let names = names.of_rows.iter().map(String::as_str);
                times.iter().map(|(time, _)| *time).zip(names)
            };
            let left = repeated(rows()).rows;
            let why = if is_long && left * REPEATED_PER_LEFT < by_time.rows {
                "several rows for one time"
            } else if !is_long && begins_again(rows(), names.count) {
                "several series one below the other"
            } else {
                continue;
            };
            // In the order of the table.
            let mut first = BTreeSet::new();
            let columns = names.columns.iter().filter_map(|column| self.names.get(*column));
            return Err(format!(
                "holds {why}, told apart by {} ({}); send the rows of one of them, or give each its own column of \
                 numbers; in a table without these names, the rows of one time are described by their mean",
                listed(columns),
                listed(names.of_rows.iter().filter(|name| first.insert(name.as_str())))
            ));
        }
        Ok(())
    }

    /// The times of the rows of the sample, and which of them have one.
    fn sampled_times(&self, column: usize, form: Form) -> Vec<(i64, usize)> {
        let mut clock = Clock::new(form);
        let rows = self.sample.iter().enumerate().filter(|(_, row)| fits(row, &self.layout));
        let times =
            rows.filter_map(|(index, row)| Some((clock.read(row.get(column)?).ok()?.at, index)));
        times.collect()
    }

    /// The columns whose cells may be names of things: texts, or numbers that are called so.
    fn names_of_things(&self, looks: &[Look], timestamp: usize) -> Vec<usize> {
        let is_named_so = |(column, (look, name)): &(usize, (&Look, &String))| {
            let texts = look.filled - look.numbers - look.calendar - look.times_of_day;
            *column != timestamp && (texts * 2 > look.filled || Header::of(name).has_id)
        };
        let columns = looks.iter().zip(&self.names).enumerate();
        columns.filter(is_named_so).map(|(column, _)| column).collect()
    }

    fn cell(&self, row: usize, column: usize) -> String {
        let cell = self.sample.get(row).and_then(|row| row.get(column)).unwrap_or_default();
        super::text(cell).trim().to_owned()
    }
}

/// The names in one or several columns.
struct Names {
    columns: Vec<usize>,
    of_rows: Vec<String>,
    /// How many there are.
    count: usize,
}

impl Names {
    fn of(head: &Head, times: &[(i64, usize)], columns: &[usize]) -> Self {
        let name = |row: usize| -> String {
            let cells: Vec<_> = columns.iter().map(|column| head.cell(row, *column)).collect();
            cells.join(", ")
        };
        let of_rows: Vec<String> = times.iter().map(|(_, row)| name(*row)).collect();
        let count = of_rows.iter().collect::<BTreeSet<_>>().len();
        Self { columns: columns.to_vec(), of_rows, count }
    }
}

/// Rows that have something in common with another.
struct Repeated {
    rows: usize,
    /// The most that have it in common.
    most: usize,
}

fn repeated<'r>(rows: impl Iterator<Item = (i64, &'r str)>) -> Repeated {
    let mut counts: BTreeMap<(i64, &str), usize> = BTreeMap::new();
    for row in rows {
        *counts.entry(row).or_default() += 1;
    }
    Repeated {
        rows: counts.values().filter(|count| **count > 1).sum(),
        most: counts.values().copied().max().unwrap_or(0),
    }
}

/// Whether all rows of a thing stand together and in the order of time, for each of `count` things.
fn begins_again<'r>(rows: impl Iterator<Item = (i64, &'r str)> + Clone, count: usize) -> bool {
    let next = rows.clone().skip(1);
    let (mut changes, mut ascending, mut descending) = (0, 0, 0);
    for ((time, thing), (next_time, next_thing)) in rows.zip(next) {
        match next_time.cmp(&time) {
            _ if next_thing != thing => changes += 1,
            std::cmp::Ordering::Greater => ascending += 1,
            std::cmp::Ordering::Less => descending += 1,
            std::cmp::Ordering::Equal => {}
        }
    }
    // A few rows are in order by chance.
    changes + 1 == count
        && (ascending == 0 || descending == 0)
        && ascending + descending >= 2 * count
}
