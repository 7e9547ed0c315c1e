//! Which column holds the times: the one that the caller named, or the only one that names and cells of the sample show.

use super::{Head, columns, header::Header, look::Look};
use crate::series::table::clock::{self, Clock, Epoch, Form, ShortYear};
use shared::material::{listed, quoted};

/// A column that may be the one with the times.
struct Candidate {
    column: usize,
    form: Form,
    header: Header,
}

/// A cell that is no time.
struct NoTime {
    /// The cell, and where it stands, before the name of its column.
    place: String,
    /// What is wrong with it if it has the name of a zone, and what else the cells may be, as ends of a sentence.
    zone: Option<String>,
    reading: Option<String>,
}

impl Head {
    /// The column of times that the caller named.
    pub(super) fn named_times(&self, looks: &[Look], name: &str) -> Result<(usize, Form), String> {
        let column = columns::find(&self.names, "timestamp_column", name)?;
        let name = self.name(column);
        let Some(look) = looks.get(column) else { return Err("has no such column".to_owned()) };
        let form = self.form(column, look, &Header::of(name), true);
        let are_numbers = look.numbers * 2 > look.filled;
        let form = form.ok_or_else(|| match self.no_time(column) {
            Some(NoTime { zone: None, reading: None, place }) if are_numbers => format!(
                "holds {place} its column {}, which timestamp_column names and whose numbers are no times: they neither \
                 count from 1970 nor rise from row to row; name another column",
                quoted(name)
            ),
            _ if look.times_of_day > 0 => format!(
                "holds times of day without a day in its column {}; join day and time in one column, as in \
                 2024-03-01T14:00:00",
                quoted(name)
            ),
            None => format!("has nothing in its column {}, which timestamp_column names; name another one", quoted(name)),
            Some(NoTime { place, zone, reading }) => {
                let name = quoted(name);
                match zone.or(reading) {
                    Some(problem) => format!("holds {place} its column {name}, which {problem}"),
                    None => format!(
                        "holds {place} its column {name}, which timestamp_column names and which cannot be read as a \
                         time; write times as 2024-03-01T14:00:00, or name another column"
                    ),
                }
            }
        })?;
        Ok((column, form))
    }

    /// The column whose cells are times, if there is one alone or one alone that is called so.
    pub(super) fn times(&self, looks: &[Look]) -> Result<(usize, Form), String> {
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
            [Candidate { form: Form::Number(Epoch::Year), .. }] | []
                if let Some(column) = self.doubtful(looks) =>
            {
                Err(self.no_times(Some(column)))
            }
            [Candidate { form: Form::Number(Epoch::Elapsed(_)), .. }]
                if let Some(column) = self.unread(looks) =>
            {
                Err(self.no_times(Some(column)))
            }
            [Candidate { column, form, .. }] => Ok((*column, *form)),
            [] => Err(self.no_times(self.supposed(looks))),
            several => Err(format!(
                "has several columns of times; name one of {} in timestamp_column",
                listed(several.iter().map(|candidate| self.name(candidate.column)))
            )),
        }
    }

    /// A column that is called like times and holds numbers that may be several ones.
    fn doubtful(&self, looks: &[Look]) -> Option<usize> {
        let is_doubtful = |(column, look): (usize, &Look)| {
            let header = Header::of(self.name(column));
            let is_read = || self.form(column, look, &header, false).is_some();
            let cells: Vec<String> = self.cells(column).collect();
            let has_reading = || clock::other_reading(cells.iter().map(String::as_str)).is_some();
            header.is_whole && has_reading() && !is_read()
        };
        looks.iter().enumerate().position(is_doubtful)
    }

    /// A column that is called like times and holds texts of digits, which may be times that are not understood: beside
    /// them, a count may count anything.
    fn unread(&self, looks: &[Look]) -> Option<usize> {
        let is_unread = |(column, look): (usize, &Look)| {
            let has_digit = |text: &str| text.contains(|sign: char| sign.is_ascii_digit());
            let has_word = || Header::of(self.name(column)).has_word;
            look.are_texts() && look.text.as_deref().is_some_and(has_digit) && has_word()
        };
        looks.iter().enumerate().position(is_unread)
    }

    /// The column where times are looked for.
    fn supposed(&self, looks: &[Look]) -> Option<usize> {
        let columns = || 0..self.names.len();
        let has_word = |column: &usize| Header::of(self.name(*column)).has_word;
        let has_text = |column: &usize| looks.get(*column).is_some_and(|look| look.text.is_some());
        columns().find(has_word).or_else(|| columns().find(has_text))
    }

    /// What is wrong with a table none of whose columns holds times, with a cell of the `column` where they are looked
    /// for.
    fn no_times(&self, column: Option<usize>) -> String {
        let example = column.and_then(|column| {
            let NoTime { place, zone, reading } = self.no_time(column)?;
            let problem = match (zone, reading) {
                (Some(zone), _) => format!("{zone}; else, "),
                (None, Some(reading)) => format!("{reading}; "),
                (None, None) => "is no time that can be read; ".to_owned(),
            };
            Some(format!("{place} the column {} {problem}", quoted(self.name(column))))
        });
        format!(
            "has no column whose times can be recognized; {}write times as 2024-03-01T14:00:00, 2024-01-31 or 2024-01, \
             or as seconds since 1970, or name their column in timestamp_column; its columns are {}",
            example.unwrap_or_default(),
            listed(self.names.iter().map(String::as_str))
        )
    }

    /// The first cell of a column that holds no times, or the first that is none beside others that are.
    fn no_time(&self, column: usize) -> Option<NoTime> {
        let is_time = |cell: &str| clock::read_calendar(cell).is_some();
        let cells: Vec<(u64, String)> = self.cells_in_lines(column).collect();
        let has_times = cells.iter().any(|(_, cell)| is_time(cell));
        let odd = cells.iter().find(|(_, cell)| has_times && !is_time(cell));
        let (line, cell) = odd.or(cells.first())?;
        Some(NoTime {
            place: match odd {
                Some(_) => format!("{} in line {line} of", quoted(cell)),
                None => format!("{} in", quoted(cell)),
            },
            zone: clock::not_an_offset(cell),
            reading: clock::other_reading(cells.iter().map(|(_, cell)| cell.as_str())),
        })
    }

    /// What reads the times of a column, which are written in `form`.
    pub(super) fn clock(&self, column: usize, form: Form) -> Clock {
        Clock::new(form).with_decimal_commas(self.has_decimal_commas(column))
    }

    fn has_decimal_commas(&self, column: usize) -> bool {
        let cells: Vec<String> = self.cells(column).collect();
        clock::have_decimal_commas(cells.iter().map(String::as_str))
    }

    /// How the times of a column are written, if it can hold times.
    fn form(&self, column: usize, look: &Look, header: &Header, is_named: bool) -> Option<Form> {
        if look.calendar * 2 > look.filled && years_are_last(&look.short) {
            return Some(Form::Calendar(look.usual_span()));
        }
        if look.numbers * 2 <= look.filled || !(is_named || header.has_word || header.is_counter) {
            return None;
        }
        let has_decimal_commas = self.has_decimal_commas(column);
        let cells = self.cells(column);
        let cells: Vec<String> = cells
            .map(|cell| if has_decimal_commas { cell.replace(',', ".") } else { cell })
            .collect();
        // A day number of a spreadsheet is no count of seconds.
        let is_counter = header.is_counter || (is_named && !header.has_word);
        let cells = cells.iter().map(String::as_str);
        let epoch = Epoch::of(cells.clone(), header.unit, is_counter)?;
        // Steps are never days.
        let may_be_days = header.unit.is_none() && (header.is_whole || !header.is_counter);
        let is_certain = match epoch {
            Epoch::Since1970(_) | Epoch::Month | Epoch::Digits => true,
            Epoch::Year => is_named || header.is_whole || header.has_year,
            Epoch::Elapsed(_) if may_be_days && clock::are_no_seconds(cells.clone()) => false,
            Epoch::Elapsed(_) => {
                is_named || (header.is_counter && may_count(header, cells.clone()))
            }
        };
        // A caller may name any column: what its numbers count is a time only if they go one way.
        let is_said = !is_named || header.has_word || header.is_counter || epoch.is_calendar();
        (is_certain && (is_said || goes_one_way(cells))).then_some(Form::Number(epoch))
    }
}

/// Whether numbers may count seconds or steps. Where their name may be that of others as well, they do not rise and fall.
fn may_count<'c>(header: &Header, cells: impl Iterator<Item = &'c str> + Clone) -> bool {
    /// One in so many begins again.
    const STEPS_PER_OTHER: usize = 10;
    let numbers: Vec<f64> = cells.filter_map(|cell| cell.parse().ok()).collect();
    let steps = || numbers.iter().zip(numbers.iter().skip(1));
    let rising = steps().filter(|(number, next)| number < next).count();
    let falling = steps().filter(|(number, next)| number > next).count();
    !header.is_ambiguous || rising.min(falling) * STEPS_PER_OTHER <= rising + falling
}

/// Whether numbers rise or fall from one to the next all the way.
fn goes_one_way<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let numbers: Vec<f64> = cells.filter_map(|cell| cell.trim().parse().ok()).collect();
    numbers.is_sorted() || numbers.is_sorted_by(|one, next| one >= next)
}

/// Whether two digits at the end of days can be their years: these go one way, and change no more often than days and
/// months. Else they are days, behind a month or behind a year of two digits, which only then makes the days go one way:
/// `20.11.28`, `20.12.28`, `21.01.28`.
fn years_are_last(days: &[ShortYear]) -> bool {
    let changes = |part: fn(&ShortYear) -> u32| {
        days.iter().zip(days.iter().skip(1)).filter(|(day, next)| part(day) != part(next)).count()
    };
    let years = changes(|day| day.year);
    let others = changes(|day| day.first).max(changes(|day| day.second));
    let year_first = are_in_order(days, |day| [day.first, day.second, day.year % 100]);
    let year_last = are_in_order(days, |day| [day.year, day.second, day.first])
        || are_in_order(days, |day| [day.year, day.first, day.second]);
    is_one_way(days, |day| day.year) && years <= others && (year_last || !year_first)
}

/// Whether these can be years, months and days, which are 0 where only a month is told, and go one way.
fn are_in_order(days: &[ShortYear], parts: impl Fn(&ShortYear) -> [u32; 3]) -> bool {
    let is_day = |[_, month, day]: [u32; 3]| (1..=12).contains(&month) && day <= 31;
    days.iter().all(|day| is_day(parts(day))) && is_one_way(days, parts)
}

fn is_one_way<P: Ord>(days: &[ShortYear], part: impl Fn(&ShortYear) -> P) -> bool {
    days.is_sorted_by_key(&part) || days.is_sorted_by_key(|day| std::cmp::Reverse(part(day)))
}
