//! Whether a table is a long one: with a row for each time and each of several things, such as hosts. Read as one
//! series, it would be the mean of things that have nothing to do with each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{Head, fits, header::Header, look::Look};
use crate::series::{durations::HOUR_MILLISECONDS, table::clock::Form};
use shared::material::listed;

/// In a long table, more than one row in so many has the time of another row.
const ROWS_PER_REPEATED: usize = 3;

/// Of the rows whose time another row has, the things of a long table leave less than one in so many that has both its
/// time and its thing in common with another.
const REPEATED_PER_LEFT: usize = 4;

/// Numbers are names of things where at most one time in so many has others than the rest.
const TIMES_PER_OTHER: usize = 5;

/// How many things a refusal names. The sample does not show how many there are.
const MAX_NAMED: usize = 10;

/// Whether the caller has named the columns of numbers: what is then left out refuses a table only where it leaves no
/// doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Columns {
    Named,
    All,
}

impl Head {
    /// Refuses a long table, as far as the sample shows it; `timestamp` is the column of the times, which are written in
    /// `form`.
    pub(super) fn refuse_several_things(
        &self,
        looks: &[Look],
        timestamp: usize,
        form: Form,
        columns: Columns,
    ) -> Result<(), String> {
        let times = self.sampled_times(timestamp, form);
        let by_time = repeated(times.iter().map(|(time, _)| (*time, "")));
        let few = (times.len() / 2).max(by_time.most);
        let is_long = by_time.rows * ROWS_PER_REPEATED > times.len();
        let sampled =
            Sampled { head: self, looks, timestamp, columns, times, repeated: by_time.rows, few };
        let found = if is_long {
            sampled.at_one_time().map(|names| ("several rows for one time", names))
        } else {
            let names = sampled.one_below_the_other();
            names.map(|names| ("several series one below the other", names))
        };
        let found =
            found.or_else(|| sampled.in_turn().map(|names| ("rows of several series", names)));
        found.map_or(Ok(()), |(why, names)| Err(self.told_apart(why, &names)))
    }

    /// The times of the rows of the sample, and which of them have one.
    fn sampled_times(&self, column: usize, form: Form) -> Vec<(i64, usize)> {
        let mut clock = self.clock(column, form);
        let rows = self.sample.iter().enumerate().filter(|(_, row)| fits(row, &self.layout));
        let times = rows
            .filter_map(|(index, row)| Some((clock.read(row.get(column)?, &|| 0).ok()?.at, index)));
        times.collect()
    }

    fn told_apart(&self, why: &str, names: &Names) -> String {
        // In the order of the table.
        let mut first = BTreeSet::new();
        let things = names.of_rows.iter().filter(|name| first.insert(name.as_str()));
        let more = if names.count > MAX_NAMED { " and others" } else { "" };
        let columns = names.columns.iter().filter_map(|column| self.names.get(*column));
        format!(
            "holds {why}, told apart by {} ({}{more}); send the rows of one of them, or give each its own column of \
             numbers; in a table without these names, the rows of one time are described by their mean",
            listed(columns),
            listed(things.take(MAX_NAMED))
        )
    }

    fn cell(&self, row: usize, column: usize) -> String {
        let cell = self.sample.get(row).and_then(|row| row.get(column)).unwrap_or_default();
        super::text(cell).trim().to_owned()
    }
}

/// The rows of the sample that have a time.
struct Sampled<'h> {
    head: &'h Head,
    looks: &'h [Look],
    /// The column of the times.
    timestamp: usize,
    columns: Columns,
    /// The times of the rows, and which rows they are.
    times: Vec<(i64, usize)>,
    /// How many rows have the time of another.
    repeated: usize,
    /// The most things that a long table has.
    few: usize,
}

impl Sampled<'_> {
    /// The names of things of which several have a row at one and the same time, at time after time.
    fn at_one_time(&self) -> Option<Names> {
        let named = self.named_things().into_iter();
        let found = named
            .filter(|names| self.are_told_apart(names))
            .find(|names| self.groups(names).are_long(self.columns));
        let numbers = || {
            let looks = self.looks.iter().enumerate();
            looks.filter(|(column, look)| *column != self.timestamp && look.may_be_numbers())
        };
        // What tells the rows apart has a number to say something about.
        if found.is_some() || numbers().count() < 2 {
            return found;
        }
        numbers()
            .map(|(column, _)| self.names(&[column]))
            .filter(|names| (2..=self.few).contains(&names.count) && self.are_told_apart(names))
            .find(|names| {
                let groups = self.groups(names);
                groups.are_alike() && groups.are_long(self.columns)
            })
    }

    /// The names of things each of which has its rows below those of another.
    fn one_below_the_other(&self) -> Option<Names> {
        if is_one_way(&self.times) {
            return None;
        }
        let mut named = self.named_things().into_iter();
        named.find(|names| begins_again(names.rows(&self.times), names.count))
    }

    /// The names of things whose rows take turns, each at a time of its own: a name of what is measured comes back, or
    /// several names of what it is measured on.
    fn in_turn(&self) -> Option<Names> {
        let looks = self.looks.iter().enumerate();
        let texts = looks.filter(|(column, look)| *column != self.timestamp && look.are_texts());
        let mut named = texts.filter_map(|(column, _)| {
            let header = Header::of(self.head.name(column));
            let wanted = match self.columns {
                _ if header.has_measure => 1,
                Columns::All if header.has_thing => 2,
                _ => return None,
            };
            Some(self.names(&[column])).filter(|names| names.returning() >= wanted)
        });
        named.find(|names| names.count < self.times.len())
    }

    /// The columns whose cells may be names of a few things, and what they name together: a host and a measure may name
    /// the thing together.
    fn named_things(&self) -> Vec<Names> {
        let looks = self.looks.iter().zip(&self.head.names).enumerate();
        let may_name = looks.filter(|(column, (look, name))| {
            let header = Header::of(name);
            *column != self.timestamp && (look.are_texts() || header.has_id || header.has_thing)
        });
        let mut named: Vec<Names> = may_name
            .map(|(column, _)| self.names(&[column]))
            .filter(|names| (2..=self.few).contains(&names.count))
            .collect();
        let columns: Vec<usize> = named.iter().flat_map(|names| names.columns.clone()).collect();
        let joint = self.names(&columns);
        if named.len() > 1 && joint.count <= self.few {
            named.push(joint);
        }
        named
    }

    fn names(&self, columns: &[usize]) -> Names {
        Names::of(self.head, &self.times, columns)
    }

    fn groups<'n>(&'n self, names: &'n Names) -> Groups<'n> {
        Groups::of(names, &self.times)
    }

    /// Whether hardly any two rows have both their time and their name in common.
    fn are_told_apart(&self, names: &Names) -> bool {
        repeated(names.rows(&self.times)).rows * REPEATED_PER_LEFT < self.repeated
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

    /// The time and the name of each row.
    fn rows<'n>(
        &'n self,
        times: &'n [(i64, usize)],
    ) -> impl Iterator<Item = (i64, &'n str)> + Clone {
        times.iter().map(|(time, _)| *time).zip(self.of_rows.iter().map(String::as_str))
    }

    /// How many of them stand again below rows of others.
    fn returning(&self) -> usize {
        let mut runs: BTreeMap<&str, usize> = BTreeMap::new();
        for run in self.of_rows.chunk_by(|name, next| name == next) {
            *runs.entry(run.first().map_or("", String::as_str)).or_default() += 1;
        }
        runs.values().filter(|count| **count > 1).count()
    }
}

/// The times that several rows have, with the names of these rows.
struct Groups<'n> {
    /// How many times there are, those of single rows included.
    times: usize,
    shared: BTreeMap<i64, BTreeSet<&'n str>>,
    /// The names that most of the shared times have, and how many have exactly these.
    usual: BTreeSet<&'n str>,
    most: usize,
}

impl<'n> Groups<'n> {
    fn of(names: &'n Names, times: &'n [(i64, usize)]) -> Self {
        let mut groups: BTreeMap<i64, Vec<&str>> = BTreeMap::new();
        for (time, name) in names.rows(times) {
            groups.entry(time).or_default().push(name);
        }
        let times = groups.len();
        let shared: BTreeMap<i64, BTreeSet<&str>> = groups
            .into_iter()
            .filter(|(_, names)| names.len() > 1)
            .map(|(time, names)| (time, names.into_iter().collect()))
            .collect();
        let mut counts: BTreeMap<&BTreeSet<&str>, usize> = BTreeMap::new();
        for names in shared.values() {
            *counts.entry(names).or_default() += 1;
        }
        let usual = counts.into_iter().max_by_key(|(_, count)| *count);
        let (usual, most) = usual.map(|(names, most)| (names.clone(), most)).unwrap_or_default();
        Self { times, shared, usual, most }
    }

    /// Whether times are shared because several things have them, and not by a value that was corrected, nor by the hour
    /// that comes twice when summer time ends.
    fn are_long(&self, columns: Columns) -> bool {
        let is_certain = columns == Columns::All || self.shared.len() > 1 || self.times == 1;
        if self.shared.len() * 2 >= self.times && is_certain {
            return true;
        }
        let (first, last) = (self.shared.keys().next(), self.shared.keys().next_back());
        let is_one_hour =
            first.zip(last).is_none_or(|(first, last)| last - first < HOUR_MILLISECONDS);
        columns == Columns::All && self.most > 1 && !is_one_hour
    }

    /// Whether the same names come at time after time, which numbers that are measured do not.
    fn are_alike(&self) -> bool {
        let is_usual = |names: &&BTreeSet<&str>| {
            names.is_subset(&self.usual) || names.is_superset(&self.usual)
        };
        let others = self.shared.len() - self.shared.values().filter(is_usual).count();
        self.most > 1 && others * TIMES_PER_OTHER <= self.shared.len()
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

/// Whether the times go one way, but for the hour that comes twice when summer time ends.
fn is_one_way(times: &[(i64, usize)]) -> bool {
    let steps = times.iter().zip(times.iter().skip(1)).map(|((time, _), (next, _))| next - time);
    let (ahead, back): (Vec<i64>, Vec<i64>) =
        steps.filter(|step| *step != 0).partition(|step| *step > 0);
    let span: i64 = ahead.iter().chain(&back).sum();
    match (ahead.as_slice(), back.as_slice()) {
        ([], _) | (_, []) => true,
        ([step], _) | (_, [step]) => step.abs() < HOUR_MILLISECONDS && step.abs() * 2 < span.abs(),
        _ => false,
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
