//! A table: a row for each member, or a column for each and one row of values.

use std::borrow::Cow;

use super::{Fields, ValueReader, member_called};
use crate::answer::{Repair, lenient::Loose, provenance::Repairs, schema::Object};

/// The answer in the first table of `text` that speaks of members.
pub(super) fn row<'t>(
    text: &'t str,
    object: &Object,
    reader: &mut ValueReader<'_>,
) -> Option<Fields<'t>> {
    let mut at = 0;
    let (mut start, mut end) = (text.len(), 0);
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some(cells) = cells(line) {
            (start, end) = (start.min(at), at + line.trim_end().len());
            if !is_rule(&cells) {
                rows.push(cells);
            }
        }
        at += line.len();
    }
    let is_named = |cell: &&&str| member_called(object, cell).is_some();
    let across = rows.iter().position(|cells| cells.iter().filter(is_named).count() >= 2);
    let pairs: Vec<(&str, &str)> = match across {
        Some(header) => {
            let (names, values) = (rows.get(header)?, rows.get(header + 1)?);
            let is_single = rows.len() == header + 2 && names.len() == values.len();
            is_single.then(|| names.iter().copied().zip(values.iter().copied()).collect())?
        }
        None => rows
            .iter()
            .filter_map(|cells| match cells.as_slice() {
                [name, value] => Some((*name, *value)),
                _ => None,
            })
            .filter(|(name, _)| is_named(&name))
            .collect(),
    };
    let members: Vec<_> = pairs
        .into_iter()
        .filter_map(|(name, value)| {
            let (name, node) = member_called(object, name)?;
            Some((Cow::Owned(name.to_owned()), reader.value(value, Some(node))))
        })
        .collect();
    let value = Loose::Object { members, whole: true, closed: true };
    (across.is_some() || rows.len() >= 2).then_some(Fields {
        value,
        repairs: Repairs::of(Repair::FieldLines),
        start,
        end,
        disowned: false,
    })
}

/// The cells of a line of a table: between bars, or between tabs.
fn cells(line: &str) -> Option<Vec<&str>> {
    let line = line.trim();
    if let Some(inside) = line.strip_prefix('|') {
        let inside = inside.strip_suffix('|').unwrap_or(inside);
        return Some(inside.split('|').map(str::trim).collect());
    }
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    (cells.len() >= 2).then_some(cells)
}

/// The line under the heads of a table.
fn is_rule(cells: &[&str]) -> bool {
    cells
        .iter()
        .all(|cell| !cell.is_empty() && cell.chars().all(|sign| matches!(sign, '-' | ':' | '=')))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::{assert_fields, assert_no_fields};
    use crate::answer::Repair;

    #[test]
    fn a_table_has_a_row_or_a_column_for_each_member() {
        let good = || json!({"label": "good", "reason": "so", "score": 0.5});
        assert_fields(
            Repair::FieldLines,
            false,
            &[
                ("| Label | Reason | Score |\n|---|:---:|---|\n| good | so | 0.5 |", good()),
                ("Label | Reason", json!(null)),
                ("Here:\n\n|label|why|score|\n|-|-|-|\n|good|so|0.5\n\nThat is all.", good()),
                (
                    "| Member | Value |\n|---|---|\n| label | good |\n| reason | so |\n| score | 0.5 |",
                    good(),
                ),
                ("| **label** | good |\n| `reason` | so |\n| score | 0.5 |", good()),
                ("label\treason\tscore\ngood\tso\t0.5", good()),
                (
                    "| label | mood |\n|---|---|\n| reason | so |\n| mood | up |",
                    json!({"label": "mood", "reason": "so"}),
                ),
            ],
        );
    }

    #[test]
    fn a_table_of_several_answers_or_of_other_things_is_none() {
        assert_no_fields(&[
            "| label | reason |\n|---|---|\n| good | so |\n| bad | no |",
            "| label | reason |\n|---|---|",
            "| label | reason |\n|---|---|\n| good |",
        ]);
    }
}
