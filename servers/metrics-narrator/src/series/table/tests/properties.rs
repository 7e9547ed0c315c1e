//! What holds for any table.

use crate::series::table::{EXACT_ROWS, MAX_BUCKETS, Selection, Table, read};
use proptest::prelude::*;
use shared::sampler::Stop;

fn table(bytes: &[u8]) -> Result<Table, String> {
    read("csv", bytes, &Selection::default(), &Stop::never()).map_err(|refusal| refusal.to_string())
}

/// What must hold for every table that is read.
fn check(table: &Table) {
    assert!(table.moments.is_sorted_by(|a, b| a < b));
    assert!(!table.moments.is_empty() && !table.columns.is_empty());
    for column in &table.columns {
        assert_eq!(column.values.len(), table.moments.len());
        assert_eq!(column.count + column.missing, table.facts.rows);
        assert_eq!(column.lows.len(), column.highs.len());
        assert_eq!(column.summary.is_some(), column.count > 0);
        for ((low, mean), high) in column.lows.iter().zip(&column.values).zip(&column.highs) {
            assert!((low <= mean && mean <= high) || mean.is_nan());
        }
        if let Some(summary) = &column.summary {
            let ascending = [
                summary.min,
                summary.p25,
                summary.median,
                summary.p75,
                summary.p90,
                summary.p95,
                summary.p99,
                summary.max,
            ];
            assert!(ascending.is_sorted(), "{ascending:?}");
            assert!(summary.min <= summary.mean && summary.mean <= summary.max);
            assert!(summary.standard_deviation >= 0.0);
            for moment in [summary.min_at, summary.max_at] {
                assert!(table.facts.from <= moment && moment <= table.facts.to);
            }
        }
    }
}

/// Pieces that tables are made of, so that many of the texts are nearly tables.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        ",",
        ",",
        ",",
        ";",
        "\t",
        "|",
        "\n",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "\"",
        "\"\"",
        " ",
        "time",
        "a",
        "t",
        "1",
        "23",
        "1,5",
        "1.234",
        "1e5",
        "-",
        "%",
        "ms",
        "2024-01-01",
        "2024-01-02T03:04:05Z",
        "01/02/2024",
        "13/02/2024",
        "1700000000",
        "1700000000000",
        "2024",
        "NaN",
        "é",
        "\u{feff}",
        "sep=;",
        "99999999999999999999",
        "1e308",
        "1e-320",
        "24:00",
        "Dec 31, 2024",
        "\0",
        "\u{a0}",
    ];
    prop_oneof![30 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,5}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_a_table_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(table) = table(&bytes) {
            check(&table);
        }
    }

    #[test]
    fn any_pieces_of_tables_are_a_table_or_refused(
        pieces in proptest::collection::vec(piece(), 0..60),
        with_header in any::<bool>(),
    ) {
        let text = if with_header { "time,a,b\n2024-01-01,1,2\n" } else { "" }.to_owned() + &pieces.concat();
        if let Ok(table) = table(text.as_bytes()) {
            check(&table);
        }
    }

    #[test]
    fn any_cell_is_read_or_named(
        cell in prop_oneof!["\\PC{0,12}", "[-+0-9,.' eE%$:/TZ]{0,16}"],
        is_time in any::<bool>(),
    ) {
        let cell = format!("\"{}\"", cell.replace('"', "\"\""));
        let row = if is_time { format!("{cell},5") } else { format!("2024-01-03,{cell}") };
        let text = format!("time,a\n2024-01-01,1\n2024-01-02,2\n{row}\n2024-01-04,4.5\n2024-01-05,5\n");
        if let Ok(table) = table(text.as_bytes()) {
            check(&table);
            prop_assert_eq!(table.facts.rows + table.facts.skipped.rows, 5);
        }
    }

    #[test]
    fn a_table_is_the_same_in_every_form(
        rows in proptest::collection::vec(
            (0_i64..200_000, -1_000_000_i64..1_000_000, proptest::option::of(0_i64..100_000)),
            1..40,
        ),
    ) {
        // A cell that decides about the comma, as real tables have.
        let decides = (200_000, 25, Some(15));
        let rows: Vec<_> = rows.into_iter().chain([decides]).collect();
        let form = |delimiter: char, time: &dyn Fn(i64) -> String, number: &dyn Fn(i64) -> String| {
            let mut text = format!("time{delimiter}a{delimiter}b\n");
            for (second, a, b) in &rows {
                let b = b.map(number).unwrap_or_default();
                text += &format!("{}{delimiter}{}{delimiter}{b}\n", time(1_700_000_000 + second), number(*a));
            }
            table(text.as_bytes())
        };
        let iso = |second: i64| crate::series::facts::Moment { milliseconds: second * 1000, offset: Some(0) }.to_string();
        let parts = |tenths: i64| {
            let sign = if tenths < 0 { "-" } else { "" };
            (sign, tenths.abs() / 10, tenths.abs() % 10)
        };
        let decimal = |tenths: i64| {
            let (sign, whole, rest) = parts(tenths);
            format!("{sign}{whole}.{rest}")
        };
        let comma = |tenths: i64| decimal(tenths).replace('.', ",");
        let grouped = |tenths: i64| match parts(tenths) {
            (sign, whole @ 0..1000, rest) => format!("{sign}{whole},{rest}"),
            (sign, whole, rest) => format!("{sign}{}.{:03},{rest}", whole / 1000, whole % 1000),
        };
        let expected = form(',', &iso, &decimal).unwrap();
        check(&expected);
        let expected = format!("{expected:?}");
        let milliseconds = |second: i64| (second * 1000).to_string();
        let seconds = |second: i64| second.to_string();
        for same in [
            form(';', &iso, &comma),
            form('\t', &seconds, &grouped),
            form(';', &milliseconds, &grouped),
            form('|', &|second| iso(second).replace('T', " "), &decimal),
            form(',', &|second| iso(second).replace('Z', ".000+00:00"), &decimal),
        ] {
            // NaN is not equal to itself, and in words it is.
            prop_assert_eq!(&format!("{:?}", same.unwrap()), &expected);
        }
    }
}

/// Rows of a table with two columns, and the statistics of the second computed from all of them.
fn long_table(rows: usize, time_of: impl Fn(usize) -> i64) -> (Table, Vec<f64>) {
    let mut text = "t,wave,count\n".to_owned();
    let mut counts = Vec::new();
    for row in 0..rows {
        let wave = (row as f64 / 5000.0).sin() * 100.0;
        let count = (row * 7919) % 1009;
        counts.push(count as f64);
        text += &format!("{},{wave:.3},{count}\n", 1_700_000_000 + time_of(row));
    }
    let table = table(text.as_bytes()).unwrap();
    check(&table);
    (table, counts)
}

#[test]
fn a_long_table_has_the_same_facts_whatever_the_order_of_its_rows() {
    let rows = EXACT_ROWS + 50_000;
    let (ascending, mut counts) = long_table(rows, |row| row as i64 * 60);
    let descending = long_table(rows, |row| (rows - 1 - row) as i64 * 60).0;
    for table in [&ascending, &descending] {
        assert_eq!(table.facts.rows, rows as u64);
        assert!(table.moments.len() > MAX_BUCKETS / 5 && table.moments.len() <= MAX_BUCKETS);
        assert_eq!(
            (table.facts.step_seconds, table.facts.gaps, table.facts.duplicate_times),
            (60.0, 0, 0)
        );
        assert_eq!(table.facts.bucket_seconds, Some(3600.0));
        assert_eq!(table.moments.len(), rows.div_ceil(60));
    }
    assert_eq!((ascending.facts.out_of_order, descending.facts.out_of_order), (0, rows as u64 - 1));
    let mirrored = descending.columns[1].summary.as_ref().unwrap();
    let summary = ascending.columns[1].summary.as_ref().unwrap();
    assert_eq!((summary.first, summary.last), (mirrored.last, mirrored.first));

    let mean = counts.iter().sum::<f64>() / rows as f64;
    let squares: f64 = counts.iter().map(|count| (count - mean) * (count - mean)).sum();
    assert!((summary.mean - mean).abs() < 1e-9);
    assert!((summary.standard_deviation - (squares / (rows as f64 - 1.0)).sqrt()).abs() < 1e-9);
    counts.sort_by(f64::total_cmp);
    for (share, quantile) in [(0.25, summary.p25), (0.5, summary.median), (0.99, summary.p99)] {
        let exact = counts[(share * (rows - 1) as f64) as usize];
        assert!((quantile - exact).abs() <= exact * 0.01, "{quantile} and {exact}");
    }
    // The mean of the buckets is the wave that went in.
    let wave = &ascending.columns[0];
    for (index, mean) in wave.values.iter().enumerate().skip(1).take(wave.values.len() - 2) {
        let row = (ascending.moments[index] - 1_700_000_000_000) / 60_000 + 30;
        assert!((mean - (row as f64 / 5000.0).sin() * 100.0).abs() < 1.0);
    }
}

#[test]
fn a_table_is_described_alike_by_rows_and_by_buckets() {
    let exact = long_table(EXACT_ROWS, |row| row as i64).0;
    let bucketed = long_table(EXACT_ROWS + 1, |row| row as i64).0;
    assert_eq!((exact.facts.bucket_seconds, bucketed.facts.bucket_seconds), (None, Some(30.0)));
    assert_eq!((exact.moments.len(), exact.columns[0].lows.len()), (EXACT_ROWS, 0));
    for (exact, bucketed) in exact.columns.iter().zip(&bucketed.columns) {
        let (exact, bucketed) =
            (exact.summary.as_ref().unwrap(), bucketed.summary.as_ref().unwrap());
        assert_eq!(
            (exact.min, exact.min_at, exact.max, exact.max_at),
            (bucketed.min, bucketed.min_at, bucketed.max, bucketed.max_at)
        );
        assert_eq!(exact.first, bucketed.first);
        for (exact, bucketed) in [
            (exact.mean, bucketed.mean),
            (exact.standard_deviation, bucketed.standard_deviation),
            (exact.p25, bucketed.p25),
            (exact.median, bucketed.median),
            (exact.p75, bucketed.p75),
            (exact.p90, bucketed.p90),
            (exact.p95, bucketed.p95),
            (exact.p99, bucketed.p99),
        ] {
            assert!((exact - bucketed).abs() <= exact.abs() * 0.01, "{exact} and {bucketed}");
        }
    }
}
