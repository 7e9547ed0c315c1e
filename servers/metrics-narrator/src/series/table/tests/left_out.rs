//! Which columns are not described, and why.

use super::tables::{columns, selected, table};
use crate::series::table::Table;

/// As `name: reason` for each column that is named.
fn left_out(table: &Table) -> Vec<String> {
    let first = &table.facts.left_out.first;
    first.iter().map(|column| format!("{}: {}", column.name, column.reason)).collect()
}

#[test]
fn each_column_that_is_not_described_is_named_with_the_reason() {
    let text = "id,host,time,load,seen,note\n\
                1,web-1,2024-01-01,5,14:00,ok\n\
                2,web-2,2024-01-02,6,15:00,5\n\
                3,web-1,2024-01-03,7,16:00,6\n";
    let table = table(text);
    assert_eq!(columns(&table), ["load", "note"]);
    assert_eq!(
        left_out(&table),
        [
            "id: its numbers count the rows or tell them apart",
            "host: it holds fewer numbers than texts such as \"web-1\"",
            "seen: it holds times and no numbers; if these are durations, say so in its header, as in duration (h:mm)",
        ]
    );
    assert_eq!(table.facts.left_out.columns, 3);
}

#[test]
fn a_column_whose_texts_come_late_is_named_in_its_place() {
    let mut text = "note,time,load,host\n".to_owned();
    for row in 0..4000 {
        let note = if row < 1500 { "7" } else { "none yet" };
        text.push_str(&format!("{note},{},{row},web\n", 1_700_000_000 + row * 60));
    }
    assert_eq!(
        left_out(&table(&text)),
        [
            "note: it holds fewer numbers than texts such as \"none yet\"",
            "host: it holds fewer numbers than texts such as \"web\"",
        ]
    );
}

#[test]
fn of_many_columns_the_first_are_named_and_all_are_counted() {
    let names: Vec<_> = (1..=30).map(|number| format!("text {number}")).collect();
    let text = format!("time,load,{}\n2024-01-01,5{}\n", names.join(","), ",a".repeat(30));
    let left_out = table(&text).facts.left_out;
    let named: Vec<_> = left_out.first.into_iter().map(|column| column.name).collect();
    assert_eq!((left_out.columns, named.as_slice()), (30, &names[..10]));
}

#[test]
fn who_names_columns_leaves_out_the_others_and_a_nameless_empty_one_is_no_column() {
    let text = "time,load,host,\n2024-01-01,5,a,\n2024-01-02,6,b,\n";
    assert_eq!(left_out(&selected(text, None, &["load"]).unwrap()), [""; 0]);
    assert_eq!(left_out(&table(text)), ["host: it holds fewer numbers than texts such as \"a\""]);
}
