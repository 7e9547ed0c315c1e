//! Tables that are made to fill the memory.

use std::io::{Read, repeat};

use crate::series::table::{Selection, read};
use shared::sampler::Stop;

fn refusal(begin: &str, then: u8, bytes: u64) -> String {
    let input = begin.as_bytes().chain(repeat(then).take(bytes));
    read("csv", input, &Selection::default(), &Stop::never()).unwrap_err().to_string()
}

/// More than anyone would keep.
const MANY: u64 = 200_000_000;

#[test]
fn a_line_that_never_ends_and_a_mark_that_never_closes_are_refused_early() {
    let rows: String = (0..200_000).map(|row| format!("{},1\n", 1_700_000_000 + row)).collect();
    for (begin, then) in [
        ("t,a\n".to_owned() + &rows, b'1'),
        (format!("t,a\n{rows}1,\""), b'\n'),
        (format!("t,a\n{rows}"), b','),
    ] {
        let refusal = refusal(&begin, then, MANY);
        assert!(refusal.contains("has a row of more than 1 MiB"), "{refusal}");
    }
    for begin in ["", "t,a", "t,a,\"", "t,"] {
        let refusal = refusal(begin, b'a', MANY);
        assert!(refusal.contains("send a header and rows below it"), "{refusal}");
    }
}

#[test]
fn a_million_columns_are_refused() {
    let refusal = refusal("t", b',', MANY);
    assert!(refusal.contains("has no row that ends within its first MiB"), "{refusal}");
    let header = "a,".repeat(400_000);
    let text = format!("{header}\n{header}\n");
    let refusal = read("csv", text.as_bytes(), &Selection::default(), &Stop::never())
        .unwrap_err()
        .to_string();
    assert!(refusal.contains("has 400000 columns and the limit is 1000"), "{refusal}");
}

#[test]
fn rows_of_delimiters_are_skipped() {
    let text = format!("t,a\n2024-01-01,5\n{}", format!("{}\n", ",".repeat(100_000)).repeat(20));
    let table = read("csv", text.as_bytes(), &Selection::default(), &Stop::never()).unwrap();
    assert_eq!((table.facts.rows, table.facts.skipped.rows), (1, 0));
}
