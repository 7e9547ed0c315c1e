//! Codes for a missing value: `-999.99`, `-9999`, which weather services and loggers write where there is no number, `65535`,
//! the largest number of a register, and the fill values of data formats.
//!
//! A cell does not show by itself whether it is one, for a balance may be -999; nor do the first rows, since a column may
//! reach that far later. So a column is read in both ways from the first such cell on, and its end decides, when the lowest
//! and the highest of all other numbers are known: nothing is kept but a second tally, and no row comes too late. Positive
//! nines, `9999`, are left alone: what is counted and measured reaches up more often than down, and timeouts are of nines.

use super::{MAX_NAMED, readings::Codes};
use crate::series::{
    facts::MissingCode,
    table::{number::written, tally::Tally},
};

/// Fewer numbers do not show how far a column reaches.
const FEWEST_NUMBERS: u64 = 12;

/// The numbers, none of nines, that stand for a missing value where they come again: what a register of 16 or 32 bits holds at
/// most and at least, the fill values of netCDF and of climate models, and what a thermometer sends that is not there.
const FILLS: [f64; 13] = [
    32_767.0,
    65_535.0,
    2_147_483_647.0,
    4_294_967_295.0,
    1e20,
    1e30,
    9.969_21e36,
    9.969_209_968_386_869e36,
    3.402_823_5e38,
    -99.0,
    -127.0,
    -32_768.0,
    -2_147_483_648.0,
];

/// Fewer of them than these are numbers that happened.
const FEWEST_FILLS: u64 = 3;

/// What is nearer to zero than both is no code, and most numbers need no closer look.
const NEAREST: [f64; 2] = [-99.0, 32_767.0];

/// Whether codes may be as far from zero as `number`.
#[inline]
pub(super) fn are_as_far_as(number: f64) -> bool {
    let [negative, positive] = NEAREST;
    number <= negative || number >= positive
}

/// Whether `number` may be one of them.
pub(super) fn may_be_fill(number: f64) -> bool {
    FILLS.contains(&number)
}

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

/// What the number `code` of so many `cells` is, beside all the `others` of its column that count something in `unit`.
///
/// It stands for a missing value if it is further from all of them than they are from one another, as -99.9 beside degrees from
/// -30 to 30; or, of nines, if none goes a tenth as far below zero, as where nothing is negative. Money is lost to any amount,
/// and counted by people, who leave a cell empty.
pub(super) fn decided(code: f64, cells: u64, others: &Tally, unit: Option<&str>) -> Codes {
    let is_fill = may_be_fill(code);
    let is_far = others.reach().is_none_or(|(lowest, highest)| {
        let away = (lowest - code).max(code - highest);
        (!is_fill && lowest > code / 10.0)
            || (others.count() >= FEWEST_NUMBERS && away > highest - lowest)
    });
    let is_enough = !is_fill || cells >= FEWEST_FILLS;
    let is_money = unit.is_some_and(written::is_money);
    if is_far && is_enough && !is_money { Codes::Missing } else { Codes::Numbers }
}
