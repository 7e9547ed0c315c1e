//! A cell as a time. `calendar` reads a time of a calendar in the forms that people and programs write; here is what
//! all cells of the column say together: whether the day or the month stands first, and which offsets they have.
//!
//! Times are kept to the millisecond. Those with an offset are instants of UTC; the others are what a clock on some
//! wall shows, and a table may not hold both kinds.

mod calendar;
mod compact;
mod epoch;
mod other;

pub(crate) use calendar::{
    ShortYear, Span, is_day_with_points, is_time_of_day, read as read_calendar,
};
use chrono::DateTime;
pub(crate) use epoch::{Epoch, Unit, have_decimal_commas};
pub(crate) use other::{are_no_seconds, reading as other_reading};
use shared::material::quoted;

use crate::series::table::words::{text, unquoted};

/// Reads the cells of the column of times.
#[derive(Debug, Clone)]
pub(crate) struct Clock {
    form: Form,
    /// Whether numbers have decimal commas.
    has_decimal_commas: bool,
    order: Order,
    /// The cell that has decided about it, for a sentence.
    decided_by: String,
    /// Whether the first time has an offset.
    has_offset: Option<bool>,
    /// The offset of the first time, in minutes to the east.
    offset: i32,
    offsets_differ: bool,
    /// Whether the year of the first day that was read patiently has two digits.
    has_short_years: Option<bool>,
    /// The last day that was read, and its beginning: a day follows itself in most rows.
    day: calendar::CachedDay,
    /// The last time that was read, in milliseconds since 1970, and the nanoseconds beyond them.
    last: (i64, u32),
    merged: Merged,
}

/// Times of different nanoseconds that became one with the time above them.
#[derive(Debug, Clone, Default)]
struct Merged {
    count: u64,
    first: String,
}

/// Where one time in so many becomes one with the time above it, the rest of the table stands for what it is.
const ROWS_PER_MERGED: u64 = 100;

/// How the times of a table are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As times of a calendar, the most of which stand for so much.
    Calendar(Span),
    /// As numbers.
    Number(Epoch),
}

/// Which of two numbers is the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Order {
    /// No cell so far has decided; the first that can be read in two ways, if there was one, and what it may be, for
    /// a sentence.
    Open(Option<String>),
    /// `31/12/2024`
    DayFirst,
    /// `12/31/2024`
    MonthFirst,
}

/// A time in milliseconds since 1970, of UTC or of the clock on the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// If the day stands first, or in any case.
    pub(crate) at: i64,
    /// If the month stands first and this is not decided.
    pub(crate) swapped: Option<i64>,
}

/// What a clock on the wall shows if the day stands first or in any case, and if the month does and this is not
/// decided, in milliseconds since 1970; the nanoseconds beyond them, and the offset.
type Reading = (i64, Option<i64>, u32, Option<i32>);

/// Why a cell is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// Its row is skipped; the reason, as a sentence.
    Skip(String),
    /// The table cannot be read at all; the reason, as an end of a sentence about it.
    Refuse(String),
}

impl Clock {
    pub(crate) fn new(form: Form) -> Self {
        Self {
            form,
            has_decimal_commas: false,
            order: Order::Open(None),
            decided_by: String::new(),
            has_offset: None,
            offset: 0,
            offsets_differ: false,
            has_short_years: None,
            day: calendar::CachedDay::default(),
            last: (i64::MIN, 0),
            merged: Merged::default(),
        }
    }

    /// The same for numbers with decimal commas, if they have some.
    pub(crate) fn with_decimal_commas(self, has_decimal_commas: bool) -> Self {
        Self { has_decimal_commas, ..self }
    }

    /// The time in `cell`; `line` is only asked for where day and month are told apart.
    #[inline]
    pub(crate) fn read(&mut self, cell: &[u8], line: &dyn Fn() -> u64) -> Result<Stamp, Trouble> {
        let cell = cell.trim_ascii();
        let (wall, swapped, finer, offset) = match self.form {
            Form::Calendar(_) => match calendar::iso(cell, &mut self.day) {
                Some((wall, finer, offset)) => (wall, None, finer, offset),
                None => self.read_patiently(cell, line)?,
            },
            Form::Number(epoch) => match epoch.read(cell).or_else(|| self.number(epoch, cell)) {
                Some((wall, finer)) => (wall, None, finer, epoch.is_instant().then_some(0)),
                None => return Err(unread_number(cell, epoch)),
            },
        };
        if self.has_offset != Some(offset.is_some())
            || (offset.is_some() && offset != Some(self.offset))
        {
            self.note(offset)?;
        }
        let shift = i64::from(offset.unwrap_or(0)) * 60_000;
        let at = wall - shift;
        if at == self.last.0 && finer != self.last.1 {
            self.note_merged(cell);
        }
        self.last = (at, finer);
        Ok(Stamp { at, swapped: swapped.map(|wall| wall - shift) })
    }

    /// Which of two numbers is the day.
    pub(crate) fn order(&self) -> &Order {
        &self.order
    }

    /// The offset of the table, in minutes to the east.
    pub(crate) fn offset(&self) -> Option<i32> {
        (self.has_offset == Some(true)).then_some(if self.offsets_differ { 0 } else { self.offset })
    }

    /// Refuses the times of `rows` rows, as the end of a sentence, if they are finer than they are kept.
    pub(crate) fn require_milliseconds(&self, rows: u64) -> Result<(), String> {
        let Merged { count, first } = &self.merged;
        if count.saturating_mul(ROWS_PER_MERGED) <= rows {
            return Ok(());
        }
        Err(format!(
            "has times that are finer than a millisecond, and {count} of {rows} rows, such as that of {first}, would \
             become one with the row above; send the means of milliseconds, or of longer times"
        ))
    }

    /// The number of a cell in quotation marks, or with a decimal comma.
    #[cold]
    fn number(&self, epoch: Epoch, cell: &[u8]) -> Option<(i64, u32)> {
        let is_comma = |byte: &u8| *byte == b',' && self.has_decimal_commas;
        let point = |byte: &u8| if is_comma(byte) { b'.' } else { *byte };
        let cell: Vec<u8> = unquoted(cell).iter().map(point).collect();
        epoch.read(&cell)
    }

    #[cold]
    fn note_merged(&mut self, cell: &[u8]) {
        if self.merged.count == 0 {
            self.merged.first = quoted(&text(cell));
        }
        self.merged.count += 1;
    }

    #[inline(never)]
    fn read_patiently(&mut self, cell: &[u8], line: &dyn Fn() -> u64) -> Result<Reading, Trouble> {
        let text = text(cell);
        let calendar = calendar::read(&text).ok_or_else(|| unread(cell))?;
        if let Form::Calendar(usual) = self.form
            && calendar.span > usual
        {
            return Err(Trouble::Skip(format!(
                "its time {} is a whole {}, and most stand for a {}",
                quoted(&text),
                calendar.span.name(),
                usual.name()
            )));
        }
        let is_short = calendar.short.is_some();
        if *self.has_short_years.get_or_insert(is_short) != is_short {
            return Err(Trouble::Skip(format!(
                "the year of its time {} does not have as many digits as those above",
                quoted(&text)
            )));
        }
        let (day_first, month_first) = calendar.walls();
        let order = match (day_first, month_first) {
            (None, None) => return Err(unread(cell)),
            (Some(wall), Some(swapped)) => match &self.order {
                _ if wall == swapped => return Ok((wall, None, calendar.finer, calendar.offset)),
                Order::DayFirst => return Ok((wall, None, calendar.finer, calendar.offset)),
                Order::MonthFirst => return Ok((swapped, None, calendar.finer, calendar.offset)),
                Order::Open(doubtful) => {
                    if doubtful.is_none() {
                        self.order = Order::Open(Some(format!(
                            "{}, which may be {} or {}",
                            quoted(text.trim()),
                            day(wall),
                            day(swapped)
                        )));
                    }
                    return Ok((wall, Some(swapped), calendar.finer, calendar.offset));
                }
            },
            (Some(_), None) => Order::DayFirst,
            (None, Some(_)) => Order::MonthFirst,
        };
        let is_open = matches!(self.order, Order::Open(_));
        if !is_open && self.order != order {
            return Err(self.two_orders(&text));
        }
        if is_open {
            self.decided_by = format!("{} in line {}", quoted(text.trim()), line());
        }
        self.order = order;
        let wall = day_first.or(month_first).ok_or_else(|| unread(cell))?;
        Ok((wall, None, calendar.finer, calendar.offset))
    }

    /// What is wrong where one cell shows that the day stands first and another that the month does: of those that
    /// show nothing, none is certain.
    #[cold]
    fn two_orders(&self, text: &str) -> Trouble {
        let (above, here) = match self.order {
            Order::MonthFirst => ("month", "day"),
            _ => ("day", "month"),
        };
        Trouble::Refuse(format!(
            "holds days in two orders; write them as 2024-12-31: the {above} stands first in {}, and the {here} in {}",
            self.decided_by,
            quoted(text.trim())
        ))
    }

    fn note(&mut self, offset: Option<i32>) -> Result<(), Trouble> {
        match self.has_offset {
            None => {
                self.has_offset = Some(offset.is_some());
                self.offset = offset.unwrap_or(0);
            }
            Some(has_offset) if has_offset != offset.is_some() => {
                return Err(Trouble::Refuse(
                    "has times with an offset from UTC and times without one; write all of them in one way"
                        .to_owned(),
                ));
            }
            Some(_) => self.offsets_differ = true,
        }
        Ok(())
    }
}

/// The day of a time in milliseconds since 1970.
fn day(milliseconds: i64) -> String {
    DateTime::from_timestamp_millis(milliseconds)
        .map(|time| time.date_naive().to_string())
        .unwrap_or_default()
}

#[cold]
fn unread(cell: &[u8]) -> Trouble {
    let text = text(cell);
    let text = text.trim();
    if crate::series::table::number::written::is_none(text) {
        return Trouble::Skip("it has no time".to_owned());
    }
    let problem = not_an_offset(text).unwrap_or_else(|| "cannot be read".to_owned());
    Trouble::Skip(format!("its time {} {problem}", quoted(text)))
}

#[cold]
fn unread_number(cell: &[u8], epoch: Epoch) -> Trouble {
    let Some((unit, usual)) = epoch.mixture(cell) else { return unread(cell) };
    Trouble::Skip(format!(
        "its time {} is in {} since 1970, and most are in {}",
        quoted(&text(cell)),
        unit.name(),
        usual.name()
    ))
}

/// What is wrong with a time that would be read with an offset from UTC in the place of the name of its zone, as the end
/// of a sentence. A name is not looked up: several zones share `CST` or `IST`.
pub(crate) fn not_an_offset(text: &str) -> Option<String> {
    let name = calendar::zone_name(text)?;
    Some(format!(
        "names its zone {} and not the offset from UTC; write that in its place, as in 2024-03-01T14:00:00+01:00",
        quoted(name)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> Clock {
        Clock::new(Form::Calendar(Span::Day))
    }

    fn at(clock: &mut Clock, text: &str) -> Result<i64, Trouble> {
        clock.read(text.as_bytes(), &|| 7).map(|stamp| stamp.at)
    }

    const DAY: i64 = 86_400_000;

    #[test]
    fn the_day_is_found_where_one_cell_shows_it_and_earlier_cells_keep_both_readings() {
        let mut clock = calendar();
        let doubtful = clock.read(b"02/01/1970", &|| 7).unwrap();
        assert_eq!(doubtful, Stamp { at: DAY, swapped: Some(31 * DAY) });
        // The same day in both orders says nothing.
        assert_eq!(clock.read(b"03/03/1970", &|| 7).unwrap().swapped, None);
        let both = "\"02/01/1970\", which may be 1970-01-02 or 1970-02-01".to_owned();
        assert_eq!(clock.order(), &Order::Open(Some(both)));
        assert_eq!(at(&mut clock, "01/13/1970"), Ok(12 * DAY));
        assert_eq!(clock.order(), &Order::MonthFirst);
        assert_eq!(at(&mut clock, "02/01/1970"), Ok(31 * DAY));
        assert_eq!(
            at(&mut clock, "13/01/1970"),
            Err(Trouble::Refuse(
                "holds days in two orders; write them as 2024-12-31: the month stands first in \"01/13/1970\" in \
                 line 7, and the day in \"13/01/1970\""
                    .to_owned()
            ))
        );
    }

    #[test]
    fn times_with_one_offset_keep_it_and_those_with_several_are_utc() {
        let mut clock = calendar();
        assert_eq!(at(&mut clock, "1970-01-01T02:00:00+02:00"), Ok(0));
        assert_eq!(clock.offset(), Some(120));
        assert_eq!(at(&mut clock, "1970-01-01T01:00:00+01:00"), Ok(0));
        assert_eq!(clock.offset(), Some(0));
        assert!(matches!(at(&mut clock, "1970-01-01T01:00:00"), Err(Trouble::Refuse(_))));
        let mut clock = calendar();
        assert_eq!(at(&mut clock, "1970-01-01 01:00"), Ok(3_600_000));
        assert_eq!(clock.offset(), None);
        assert!(matches!(at(&mut clock, "1970-01-01T01:00:00Z"), Err(Trouble::Refuse(_))));
    }

    #[test]
    fn a_cell_that_is_no_time_is_named() {
        let skip = |reason: &str| Err(Trouble::Skip(reason.to_owned()));
        assert_eq!(at(&mut calendar(), " "), skip("it has no time"));
        assert_eq!(at(&mut calendar(), "null"), skip("it has no time"));
        assert_eq!(at(&mut calendar(), "total"), skip("its time \"total\" cannot be read"));
        assert_eq!(
            at(&mut calendar(), "32/13/2024"),
            skip("its time \"32/13/2024\" cannot be read")
        );
        assert_eq!(
            at(&mut calendar(), "2024-03-01 14:05 CET"),
            skip(
                "its time \"2024-03-01 14:05 CET\" names its zone \"CET\" and not the offset from UTC; write that in \
                 its place, as in 2024-03-01T14:00:00+01:00"
            )
        );
    }
}
