//! Entries in the rows of a table.

use super::super::times::{Stamp, is_unfilled, stamp};

/// The time of a row and what happened then.
pub(super) struct Row<'a> {
    pub(super) stamp: Stamp<'a>,
    pub(super) event: String,
}

/// The column whose head says that it holds times.
pub(super) fn time_column(head: &[String]) -> Option<usize> {
    let has_word = |cell: &String, wanted: &[&str]| {
        let cell = cell.to_lowercase();
        cell.split(|c: char| !c.is_alphanumeric()).any(|word| wanted.contains(&word))
    };
    let column = |wanted: &[&str]| head.iter().position(|cell| has_word(cell, wanted));
    column(&["time", "timestamp", "when", "clock", "times", "created", "startsat", "started"])
        .or_else(|| column(&["date", "day", "datetime"]))
}

/// A row whose time stands in any cell of its own, or at the beginning of the first one. In a column of times,
/// whatever stands there is one: people write "around noon" too. A row whose time is not filled in is none: templates
/// leave such rows behind.
pub(super) fn row<'a>(cells: &'a [String], time_column: Option<usize>) -> Option<Row<'a>> {
    let mut written: Option<Stamp<'_>> = None;
    let mut date = None;
    let mut event: Vec<&str> = Vec::new();
    for (column, cell) in cells.iter().enumerate() {
        let found = stamp(cell).filter(|stamp| stamp.rest.is_empty() || column == 0);
        match (found, &written) {
            (Some(stamp), None) => {
                event.extend(Some(stamp.rest).filter(|rest| !rest.is_empty()));
                written = Some(stamp);
            }
            // A column of dates and one of clocks make one time.
            (Some(stamp), Some(earlier)) if !earlier.has_clock && stamp.has_clock => {
                date = earlier.date;
                written = Some(stamp);
            }
            // The end of a period.
            (Some(_), Some(_)) => {}
            (None, None) if time_column == Some(column) && !cell.is_empty() => {
                let is_unfilled = is_unfilled(cell);
                written = Some(Stamp {
                    written: cell,
                    date: None,
                    has_clock: false,
                    is_unfilled,
                    rest: "",
                });
            }
            (None, _) => event.extend(Some(cell.as_str()).filter(|cell| !cell.is_empty())),
        }
    }
    let stamp = written.filter(|stamp| !stamp.is_unfilled)?;
    let stamp = Stamp { date: stamp.date.or(date), ..stamp };
    Some(Row { stamp, event: event.join(" – ") })
}
