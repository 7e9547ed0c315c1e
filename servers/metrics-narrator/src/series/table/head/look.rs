//! What the cells of a column are, as far as the first rows show it.

use csv::Position;

use super::{Head, durations::Durations, fits};
use crate::series::table::{
    clock::{ShortYear, Span, is_time_of_day, read_calendar},
    number::{
        Cells, Fault, Outcome,
        durations::{Parts, is_duration},
        written,
    },
    words::text,
};

/// What the cells of a column are that are not empty.
#[derive(Debug, Default)]
pub(super) struct Look {
    pub(super) filled: usize,
    pub(super) numbers: usize,
    pub(super) calendar: usize,
    /// Times of a calendar without a time of day.
    pub(super) days: usize,
    /// How many stand for each of [`Span::ALL`].
    spans: [usize; Span::ALL.len()],
    /// Those whose year has two digits.
    pub(super) short: Vec<ShortYear>,
    pub(super) times_of_day: usize,
    /// What they are if most are written as durations.
    pub(super) durations: Option<Durations>,
    /// The first that is neither a number nor a time.
    pub(super) text: Option<String>,
}

impl Look {
    /// Whether most of them are numbers, or there are none that are something else.
    pub(super) fn may_be_numbers(&self) -> bool {
        self.numbers * 2 > self.filled || self.filled == 0
    }

    /// Whether most of them are neither numbers nor times.
    pub(super) fn are_texts(&self) -> bool {
        let texts = self.filled - self.numbers - self.calendar - self.times_of_day;
        texts * 2 > self.filled
    }

    /// What most of the times stand for; of several, the shortest.
    pub(super) fn usual_span(&self) -> Span {
        let spans = Span::ALL.into_iter().zip(self.spans).rev();
        spans.max_by_key(|(_, count)| *count).map_or(Span::Day, |(span, _)| span)
    }

    /// What the parts of most of them are if these are durations.
    pub(super) fn parts(&self) -> Option<Parts> {
        match self.durations? {
            Durations::Of(parts) => Some(parts),
            Durations::Either | Durations::Clock => None,
        }
    }

    /// Whether most of them are times.
    pub(super) fn are_times(&self) -> bool {
        (self.calendar + self.times_of_day) * 2 > self.filled
    }
}

impl Head {
    /// What each column holds.
    pub(super) fn looks(&self) -> Vec<Look> {
        (0..self.names.len()).map(|column| self.look(column)).collect()
    }

    fn look(&self, column: usize) -> Look {
        let mut look = Look::default();
        let mut cells = Cells::default();
        for cell in self.cells(column) {
            look.filled += 1;
            // The month of `2024 Jan` is no unit. A number that differs from the others in its unit is still a number.
            let calendar = read_calendar(&cell);
            let is_number =
                !matches!(cells.read(cell.as_bytes()), Outcome::Unread(Fault::NoNumber));
            let has_name = cell.contains(char::is_alphabetic);
            if is_number && !(has_name && calendar.is_some()) {
                look.numbers += 1;
            } else if let Some(calendar) = calendar {
                look.calendar += 1;
                let spans = look.spans.iter_mut().zip(Span::ALL);
                spans.filter(|(_, span)| *span == calendar.span).for_each(|(count, _)| *count += 1);
                look.days += usize::from(!calendar.has_time_of_day());
                look.short.extend(calendar.short);
            } else if is_time_of_day(&cell) {
                look.times_of_day += 1;
            } else if look.text.is_none() {
                look.text = Some(cell);
            }
        }
        if !look.may_be_numbers() {
            look.durations = self.durations(column);
        }
        if look.parts().is_some() {
            look.numbers = self.cells(column).filter(|cell| is_duration(cell)).count();
            look.times_of_day = 0;
        }
        look
    }

    /// The cells of a column that say something, without white space around them.
    pub(super) fn cells(&self, column: usize) -> impl Iterator<Item = String> {
        self.cells_in_lines(column).map(|(_, cell)| cell)
    }

    /// The same with the lines of their rows.
    pub(super) fn cells_in_lines(&self, column: usize) -> impl Iterator<Item = (u64, String)> {
        let rows = self.sample.iter().filter(|row| fits(row, &self.layout));
        let cells = rows.filter_map(move |row| {
            let line = self.layout.line - 1 + row.position().map_or(0, Position::line);
            Some((line, text(row.get(column)?).trim().to_owned()))
        });
        // A cell of several lines has swallowed others, and says nothing about the column.
        cells.filter(|(_, cell)| !written::says_nothing(cell) && !cell.contains('\n'))
    }
}
