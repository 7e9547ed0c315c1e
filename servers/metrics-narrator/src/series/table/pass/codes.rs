//! Codes for a missing value: `-999.99`, `-9999`, which weather services and loggers write where there is no number.
//!
//! A cell does not show by itself whether it is one, for a balance may be -999; nor do the first rows, since a column may
//! reach down that far later. So a column is read in both ways from the first such cell on, and its end decides, when the
//! lowest and the highest of all other numbers are known: nothing is kept but a second tally, and no row comes too late.
//! Positive codes, `9999`, are left alone: what is counted and measured reaches up more often than down.

use super::{MAX_NAMED, readings::Codes};
use crate::series::{
    facts::MissingCode,
    table::{number::written, tally::Tally},
};

/// Fewer numbers do not show how far a column reaches.
const FEWEST_NUMBERS: u64 = 12;

/// Notes that `cell` in a `line` may be the `code` of its column, and says whether it is the one that it has already: beside
/// it, another number of nines is one of the others.
pub(super) fn note(code: &mut Option<MissingCode>, cell: &str, line: &dyn Fn() -> u64) -> bool {
    let code = code.get_or_insert_with(|| MissingCode {
        text: cell.to_owned(),
        cells: 0,
        lines: Vec::new(),
    });
    if code.text != cell {
        return false;
    }
    code.cells += 1;
    if code.lines.len() < MAX_NAMED {
        code.lines.push(line());
    }
    true
}

/// What the number `code` is, beside all the `others` of its column that count something in `unit`.
///
/// It stands for a missing value if none of them goes a tenth as far below zero, as where nothing is negative; or if it is
/// further below the lowest than this is below the highest, as -99.9 beside degrees from -30 to 30. Money is lost to
/// any amount, and counted by people, who leave a cell empty.
pub(super) fn decided(code: f64, others: &Tally, unit: Option<&str>) -> Codes {
    let is_far_below = others.reach().is_none_or(|(lowest, highest)| {
        lowest > code / 10.0
            || (others.count() >= FEWEST_NUMBERS && lowest - code > highest - lowest)
    });
    let is_money = unit.is_some_and(written::is_money);
    if is_far_below && !is_money { Codes::Missing } else { Codes::Numbers }
}
