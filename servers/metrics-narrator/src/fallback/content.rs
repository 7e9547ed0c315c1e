//! What the table holds beside what was found: its rows and the values of each series.

use crate::series::{
    facts::{Character, Facts, LeftOut, Series, Table},
    phrases,
    wording::{counted, span, step, time},
};

/// The rows, and what is missing from the table, a sentence each.
pub(super) fn table(facts: &Facts) -> impl Iterator<Item = String> {
    let Facts { table, series, .. } = facts;
    let sentences = [
        Some(rows(table, series.len())),
        gaps(table),
        skipped(table.skipped.rows),
        unread(table.unread.cells),
        left_out(&table.left_out),
    ];
    sentences.into_iter().flatten()
}

fn rows(table: &Table, series: usize) -> String {
    let content = format!("The table holds {} of {series} series", counted(table.rows, "row"));
    let (from, to) = (time(table.from), time(table.to));
    if table.from == table.to {
        format!("{content}, at {from}.")
    } else {
        format!("{content} from {from} to {to}, one {}.", step(table.step_seconds))
    }
}

fn gaps(table: &Table) -> Option<String> {
    let longest = span(table.longest_gap_seconds);
    match table.gaps {
        0 => None,
        1 => Some(format!("There is 1 gap, of {longest}.")),
        gaps => Some(format!("There are {}, the longest of {longest}.", counted(gaps, "gap"))),
    }
}

fn skipped(rows: u64) -> Option<String> {
    (rows > 0).then(|| format!("{} could not be read.", counted(rows, "row")))
}

fn unread(cells: u64) -> Option<String> {
    match cells {
        0 => None,
        1 => Some("1 cell could not be read as a number and counts as missing.".to_owned()),
        _ => Some(format!(
            "{} could not be read as numbers and count as missing.",
            counted(cells, "cell")
        )),
    }
}

fn left_out(columns: &LeftOut) -> Option<String> {
    (columns.columns > 0).then(|| format!("The {}.", phrases::left_out(columns)))
}

/// The values of a series in a sentence.
pub(super) fn distribution(series: &Series) -> String {
    let name = &series.name;
    let Some(summary) = &series.summary else { return format!("{name} has no values.") };
    let value = |value| series.quantity(value);
    let missing = match series.missing {
        0 => String::new(),
        1 => "; 1 value is missing".to_owned(),
        missing => format!("; {} are missing", counted(missing, "value")),
    };
    match series.character {
        Character::Constant => {
            format!("{name} was {} all of the time{missing}.", value(summary.median))
        }
        Character::Flat => {
            format!("{name} was {} nearly all of the time{missing}.", value(summary.median))
        }
        Character::Varying | Character::Empty => format!(
            "{name} averaged {}, between {} and {}{missing}.",
            value(summary.mean),
            value(summary.min),
            value(summary.max)
        ),
    }
}
