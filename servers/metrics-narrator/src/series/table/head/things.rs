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

/// Numbers are names of things where at most one time in so many has others than the rest.
const TIMES_PER_OTHER: usize = 5;

/// How many things a refusal names. The sample does not show how many there are.
const MAX_NAMED: usize = 10;

/// The hour that clocks go through twice when summer time ends, in milliseconds.
const HOUR: i64 = 3_600_000;

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
        let found = self
            .at_one_time(looks, timestamp, &times, columns)
            .map(|names| ("several rows for one time", names))
            .or_else(|| {
                let names = self.one_below_the_other(looks, timestamp, &times)?;
                Some(("several series one below the other", names))
            })
            .or_else(|| {
                let names = self.in_turn(looks, timestamp, &times, columns)?;
                Some(("rows of several series", names))
            });
        found.map_or(Ok(()), |(why, names)| Err(self.told_apart(why, &names)))
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

    /// The names of things of which several have a row at one and the same time, at time after time.
    fn at_one_time(
        &self,
        looks: &[Look],
        timestamp: usize,
        times: &[(i64, usize)],
        columns: Columns,
    ) -> Option<Names> {
        let by_time = repeated(times.iter().map(|(time, _)| (*time, "")));
        if by_time.rows * ROWS_PER_REPEATED <= times.len() {
            return None;
        }
        let tells_apart =
            |names: &Names| repeated(names.rows(times)).rows * REPEATED_PER_LEFT < by_time.rows;
        let few = (times.len() / 2).max(by_time.most);
        let found = self
            .named_things(looks, timestamp, times, few)
            .into_iter()
            .filter(tells_apart)
            .find(|names| Groups::of(names, times).are_long(columns));
        let numbers = |column: &usize| looks.get(*column).is_some_and(Look::may_be_numbers);
        let others = || (0..self.names.len()).filter(|column| *column != timestamp).filter(numbers);
        // What tells the rows apart has a number to say something about.
        if found.is_some() || others().count() < 2 {
            return found;
        }
        others()
            .map(|column| Names::of(self, times, &[column]))
            .filter(|names| (2..=few).contains(&names.count) && tells_apart(names))
            .find(|names| {
                let groups = Groups::of(names, times);
                groups.are_alike() && groups.are_long(columns)
            })
    }

    /// The names of things each of which has its rows below those of another.
    fn one_below_the_other(
        &self,
        looks: &[Look],
        timestamp: usize,
        times: &[(i64, usize)],
    ) -> Option<Names> {
        let by_time = repeated(times.iter().map(|(time, _)| (*time, "")));
        let is_long = by_time.rows * ROWS_PER_REPEATED > times.len();
        if is_long || is_one_way(times) {
            return None;
        }
        self.named_things(looks, timestamp, times, (times.len() / 2).max(by_time.most))
            .into_iter()
            .find(|names| begins_again(names.rows(times), names.count))
    }

    /// The names of things whose rows take turns, each at a time of its own: a name of what is measured comes back, or
    /// several names of what it is measured on.
    fn in_turn(
        &self,
        looks: &[Look],
        timestamp: usize,
        times: &[(i64, usize)],
        columns: Columns,
    ) -> Option<Names> {
        let texts = looks
            .iter()
            .enumerate()
            .filter(|(column, look)| *column != timestamp && look.are_texts());
        texts
            .filter_map(|(column, _)| {
                let header = Header::of(self.name(column));
                let wanted = match columns {
                    _ if header.has_measure => 1,
                    Columns::All if header.has_thing => 2,
                    _ => return None,
                };
                Some((Names::of(self, times, &[column]), wanted))
            })
            .find(|(names, wanted)| names.count < times.len() && names.returning() >= *wanted)
            .map(|(names, _)| names)
    }

    /// The columns whose cells may be `few` names of things, and what they name together: a host and a measure may
    /// name the thing together.
    fn named_things(
        &self,
        looks: &[Look],
        timestamp: usize,
        times: &[(i64, usize)],
        few: usize,
    ) -> Vec<Names> {
        let mut named: Vec<Names> = self
            .names_of_things(looks, timestamp)
            .into_iter()
            .map(|column| Names::of(self, times, &[column]))
            .filter(|names| (2..=few).contains(&names.count))
            .collect();
        let columns: Vec<usize> = named.iter().flat_map(|names| names.columns.clone()).collect();
        let joint = Names::of(self, times, &columns);
        if named.len() > 1 && joint.count <= few {
            named.push(joint);
        }
        named
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
            let header = Header::of(name);
            *column != timestamp && (look.are_texts() || header.has_id || header.has_thing)
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
        if self.shared.len() * 2 >= self.times {
            return true;
        }
        let (first, last) = (self.shared.keys().next(), self.shared.keys().next_back());
        let is_one_hour = first.zip(last).is_none_or(|(first, last)| last - first < HOUR);
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
        ([step], _) | (_, [step]) => step.abs() < HOUR && step.abs() * 2 < span.abs(),
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
