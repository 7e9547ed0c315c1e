//! Codes for a missing value, `-999.99`, and numbers that look like them.

use super::tables::{selected, table};
use crate::series::{facts::MissingCode, table::Table};

/// A table with a row each hour, and one column.
fn hourly<C: AsRef<str>>(name: &str, cells: &[C]) -> String {
    let rows = cells.iter().enumerate();
    let rows =
        rows.map(|(row, cell)| format!("{};{}\n", 1_700_000_000 + row * 3600, cell.as_ref()));
    format!("time;{name}\n{}", rows.collect::<String>())
}

/// As `5 × -999` and the lines of the cells, if the first column holds a code.
fn code(table: &Table) -> Option<(String, &[u64])> {
    let MissingCode { text, cells, lines } = table.columns[0].missing_code.as_ref()?;
    Some((format!("{cells} × {text}"), lines))
}

/// The smallest number of the first column, and how many cells have none.
fn lowest(table: &Table) -> (Option<f64>, u64) {
    let column = &table.columns[0];
    (column.summary.as_ref().map(|summary| summary.min), column.missing)
}

#[test]
fn a_code_for_a_missing_value_is_no_value_and_is_named_by_line() {
    for (name, cells, expected, lines, min) in [
        ("co2_ppm", &["364.5", "-999.99", "366", "-999.99"][..], "2 × -999.99", &[3, 5][..], 364.5),
        ("a", &["-999", "12", "11"], "1 × -999", &[2], 11.0),
        ("a", &["1.5", "0", "-9999.0"], "1 × -9999.0", &[4], 0.0),
        ("a", &["1.5", "-2", "-99.9"], "1 × -99.9", &[4], -2.0),
        ("a", &["1,5", "-999,99", "3"], "1 × -999,99", &[3], 1.5),
        ("a", &["-999,99", "1,5", "1.234,5"], "1 × -999,99", &[2], 1.5),
        ("a", &["1,234.5", "-9999", "2,345"], "1 × -9999", &[3], 1234.5),
        // Only behind it a cell says how decimals are separated.
        ("a", &["1,234", "-9999", "2,5"], "1 × -9999", &[3], 1.234),
        ("a", &["2,345", "-99.999", "1.5"], "1 × -99.999", &[3], 1.5),
        // Programs write it without the unit of the others.
        ("a", &["364.5 ppm", "-999.99", "366 ppm"], "1 × -999.99", &[3], 364.5),
        ("a", &["-999", "21 %", "0,5 %"], "1 × -999", &[2], 0.5),
        // A second code is a number like others.
        ("a", &["-9999", "5", "-99.9"], "1 × -9999", &[2], -99.9),
    ] {
        let table = table(&hourly(name, cells));
        let found = code(&table).unwrap_or_else(|| panic!("{cells:?}"));
        assert_eq!(found, (expected.to_owned(), lines), "{cells:?}");
        assert_eq!(lowest(&table), (Some(min), lines.len() as u64), "{cells:?}");
        assert_eq!(table.facts.unread.cells, 0);
    }
}

#[test]
fn a_number_that_looks_like_a_code_is_one_where_the_column_reaches_that_far() {
    for (name, cells, min) in [
        ("balance", &["120", "-999", "-1500", "800"][..], -1500.0),
        ("balance", &["120", "-120", "-999", "800"], -999.0),
        ("a", &["5", "-999", "-9999"], -9999.0),
        // Nobody measures money with a sensor.
        ("profit_usd", &["120", "-999", "800"], -999.0),
        ("profit", &["$120", "-$999", "$800"], -999.0),
        ("profit", &["120 €", "-999", "800 €"], -999.0),
        ("profit", &["120", "(999)", "800"], -999.0),
        // Too short, not of nines, or positive.
        ("a", &["5", "-99", "6"], -99.0),
        ("a", &["5", "-9.99", "6"], -9.99),
        ("a", &["5", "-99.0", "6"], -99.0),
        ("a", &["5", "-998", "6"], -998.0),
        ("a", &["5", "-999.5", "6"], -999.5),
        ("a", &["5", "9999", "6"], 5.0),
    ] {
        let table = table(&hourly(name, cells));
        assert_eq!(code(&table), None, "{cells:?}");
        assert_eq!(lowest(&table), (Some(min), 0), "{cells:?}");
    }
}

#[test]
fn among_many_numbers_a_code_is_further_below_them_than_they_reach() {
    // From -32 to 30 degrees, and from -110 to -70 dBm.
    let degrees = |row: i32| f64::from(row * 7 % 63 - 32);
    let signal = |row: i32| f64::from(row * 7 % 41 - 110);
    let with = |number: &dyn Fn(i32) -> f64, code: &str| {
        let cell = |row: i32| if row == 7 { code.to_owned() } else { number(row).to_string() };
        table(&hourly("a", &(0..100).map(cell).collect::<Vec<_>>()))
    };
    assert_eq!(code(&with(&degrees, "-99.9")), Some(("1 × -99.9".to_owned(), &[9][..])));
    assert_eq!(code(&with(&signal, "-999")), Some(("1 × -999".to_owned(), &[9][..])));
    assert_eq!(code(&with(&signal, "-99.9")), None);
    // Few numbers do not show how far they reach.
    assert_eq!(code(&table(&hourly("a", &["-400", "-450", "-999"]))), None);
}

#[test]
fn a_fill_value_that_comes_again_far_from_all_others_is_no_value() {
    let with = |name: &str, fill: &str, times: usize, other: &dyn Fn(usize) -> String| {
        let cell = |row: usize| {
            if row % 20 == 3 && row / 20 < times { fill.to_owned() } else { other(row) }
        };
        table(&hourly(name, &(0..100).map(cell).collect::<Vec<_>>()))
    };
    let moisture = |row: usize| (25 + row * 7 % 11).to_string();
    for fill in ["65535", "32767", "4294967295", "1e20", "9.96921e36", "-99", "-127.0", "-32768"] {
        let found = with("moisture", fill, 3, &moisture);
        assert_eq!(code(&found), Some((format!("3 × {fill}"), &[5, 25, 45][..])), "{fill}");
        assert_eq!(lowest(&found), (Some(25.0), 3), "{fill}");
        // Once or twice, it may have happened.
        assert_eq!(code(&with("moisture", fill, 2, &moisture)), None, "{fill}");
        // Beside numbers that reach as far it is one of them.
        let widely = |row: usize| (row as f64 * 1e36 - 5e37).to_string();
        assert_eq!(code(&with("a", fill, 3, &widely)), None, "{fill}");
    }
    let bytes = |row: usize| (row * 900).to_string();
    for (name, number, other) in [
        ("bytes", "65535", &bytes as &dyn Fn(usize) -> String),
        ("timeout_ms", "9999", &moisture),
        ("price_eur", "65535", &moisture),
        ("a", "65534", &moisture),
    ] {
        assert_eq!(code(&with(name, number, 5, other)), None, "{name} {number}");
    }
}

#[test]
fn a_column_of_codes_alone_has_no_values() {
    let text = "time,a,b\n2024-01-01,-9999,1\n2024-01-02,-9999,2\n2024-01-03,-9999,3\n";
    let table = table(text);
    assert_eq!(code(&table), Some(("3 × -9999".to_owned(), &[2, 3, 4][..])));
    assert_eq!(lowest(&table), (None, 3));
    assert_eq!(selected(text, None, &["a"]).unwrap().columns[0].count, 0);
}

#[test]
fn a_row_behind_those_that_are_kept_decides_about_a_code() {
    const ROWS: usize = 210_000;
    let mut cells: Vec<String> = (0..ROWS).map(|row| (row % 500).to_string()).collect();
    for row in [0, 1500, ROWS - 2] {
        cells[row] = "-999".to_owned();
    }
    let codes = table(&hourly("a", &cells));
    assert_eq!(code(&codes), Some(("3 × -999".to_owned(), &[2, 1502, 210_000][..])));
    assert_eq!(lowest(&codes), (Some(0.0), 3));
    assert!(codes.columns[0].values.iter().all(|mean| *mean >= 0.0));
    cells[ROWS - 1] = "-1500".to_owned();
    let numbers = table(&hourly("a", &cells));
    assert_eq!((code(&numbers), numbers.columns[0].count), (None, 210_000));
    assert_eq!(numbers.columns[0].lows[0], -999.0);
}

#[test]
fn of_many_codes_the_first_are_named_and_all_are_counted() {
    let cells: Vec<_> = (0..40).map(|row| if row % 2 == 0 { "-999" } else { "5" }).collect();
    let table = table(&hourly("a", &cells));
    let MissingCode { cells, lines, .. } = table.columns[0].missing_code.as_ref().unwrap();
    assert_eq!((*cells, lines.len(), lines.last()), (20, 10, Some(&20)));
}
