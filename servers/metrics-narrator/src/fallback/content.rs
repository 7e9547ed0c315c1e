//! What the table holds beside what was found: its rows and the values of each series.

use crate::series::{
    facts::{Character, Facts, LeftOut, Series, Stretch, Table},
    phrases,
    wording::{counted, first_enumerated},
};

/// The rows, and what is missing from the table, a sentence each.
pub(super) fn table(facts: &Facts) -> impl Iterator<Item = String> {
    let Facts { table, series, .. } = facts;
    let sentences = [
        Some(rows(table, series)),
        gaps(table),
        repeated(table.duplicate_times),
        skipped(table.skipped.rows),
        unread(table.unread.cells),
    ];
    sentences.into_iter().flatten().chain(missing_codes(series)).chain(left_out(&table.left_out))
}

fn rows(table: &Table, series: &[Series]) -> String {
    let of = match series {
        [only] => only.name.clone(),
        _ => format!("{} series", series.len()),
    };
    let content = format!("The table holds {} of {of}", counted(table.rows, "row"));
    let when = table.from_to(table.from, table.to);
    if table.from == table.to {
        format!("{content}, {when}.")
    } else {
        format!("{content} {when}, one {}.", table.step())
    }
}

fn gaps(table: &Table) -> Option<String> {
    let longest = phrases::longest_gap(table);
    match table.gaps {
        0 => None,
        1 => Some(format!("There is 1 gap, {longest}.")),
        gaps => Some(format!("There are {}, the longest {longest}.", counted(gaps, "gap"))),
    }
}

/// Rows of one time count as their mean.
fn repeated(rows: u64) -> Option<String> {
    match rows {
        0 => None,
        1 => Some("1 row has a time that another row has.".to_owned()),
        _ => Some(format!("{} have a time that another row has.", counted(rows, "row"))),
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

/// A sentence for each code that stands for missing values.
fn missing_codes(series: &[Series]) -> Vec<String> {
    let mut told: Vec<(&str, Vec<String>, u64)> = Vec::new();
    for Series { name, missing_code, .. } in series {
        let Some(code) = missing_code else { continue };
        let cells = format!("{} of {name}", counted(code.cells, "cell"));
        match told.iter_mut().find(|(text, ..)| *text == code.text) {
            Some((_, all, count)) => {
                all.push(cells);
                *count += code.cells;
            }
            None => told.push((&code.text, vec![cells], code.cells)),
        }
    }
    let sentence = |(text, cells, count): (&str, Vec<String>, u64)| {
        let (hold, count_as) = if count == 1 { ("holds", "counts") } else { ("hold", "count") };
        let (cells, code) = (first_enumerated(&cells, cells.len()), phrases::missing_code(text));
        format!("{cells} {hold} {code}, and {count_as} as missing.")
    };
    told.into_iter().map(sentence).collect()
}

fn left_out(columns: &LeftOut) -> Option<String> {
    (columns.columns > 0).then(|| format!("The {}.", phrases::left_out(columns)))
}

/// The values of a series in a sentence.
pub(super) fn distribution(table: &Table, series: &Series) -> String {
    let name = &series.name;
    let Some(summary) = &series.summary else { return format!("{name} has no values.") };
    let value = |value| series.quantity(value);
    let missing = match series.missing {
        0 => String::new(),
        1 => "; 1 value is missing".to_owned(),
        missing => format!("; {} are missing{}", counted(missing, "value"), most(table, series)),
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

/// Where most of the missing values of a series lie.
fn most(table: &Table, series: &Series) -> String {
    let Some(Stretch { from, to }) = series.longest_missing else { return String::new() };
    format!(", the longest stretch of them {}", table.from_to(from, to))
}
