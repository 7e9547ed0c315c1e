//! Tables as people have them.

use crate::series::table::{Selection, Table, read};
use shared::sampler::Stop;

fn bytes(bytes: &[u8]) -> Result<Table, String> {
    read("csv", bytes, &Selection::default(), &Stop::never()).map_err(|refusal| refusal.to_string())
}

pub(super) fn table(text: &str) -> Table {
    bytes(text.as_bytes()).unwrap_or_else(|refusal| panic!("{text:?}: {refusal}"))
}

pub(super) fn refusal(text: &str) -> String {
    match bytes(text.as_bytes()) {
        Ok(table) => panic!("{text:?}: {table:?}"),
        Err(refusal) => refusal
            .strip_prefix("the table in csv ")
            .expect("the sentence is about the table")
            .to_owned(),
    }
}

pub(super) fn selected(
    text: &str,
    timestamp_column: Option<&str>,
    columns: &[&str],
) -> Result<Table, String> {
    let columns: Vec<String> = columns.iter().map(|name| (*name).to_owned()).collect();
    let selection = Selection { timestamp_column, columns: &columns };
    read("csv", text.as_bytes(), &selection, &Stop::never()).map_err(|refusal| refusal.to_string())
}

/// Each moment in RFC 3339 with the values of the columns, as `time 1 2`.
pub(super) fn rows(table: &Table) -> Vec<String> {
    let row = |(index, milliseconds): (usize, &i64)| {
        let time =
            crate::series::facts::Moment { milliseconds: *milliseconds, offset: table.offset };
        let values: Vec<_> =
            table.columns.iter().map(|column| format!(" {}", column.values[index])).collect();
        format!("{time}{}", values.concat())
    };
    table.moments.iter().enumerate().map(row).collect()
}

pub(super) fn lines(named: &[crate::series::facts::SkippedLine]) -> Vec<String> {
    named.iter().map(|line| format!("{}: {}", line.line, line.reason)).collect()
}

/// As `name unit` for each column.
pub(super) fn columns(table: &Table) -> Vec<String> {
    let column = |column: &crate::series::table::Column| match &column.unit {
        Some(unit) => format!("{} [{unit}]", column.name),
        None => column.name.clone(),
    };
    table.columns.iter().map(column).collect()
}

#[test]
fn one_table_in_many_forms_is_the_same() {
    let expected = ["2024-12-30T14:00:00 1234.5 -7", "2024-12-31T14:00:00 0.25 NaN"];
    for text in [
        "time,a,b\n2024-12-30T14:00:00,1234.5,-7\n2024-12-31T14:00:00,0.25,\n",
        "time,a,b\r\n2024-12-30 14:00,1234.5,-7\r\n\r\n2024-12-31 14:00,0.25,NaN\r\n,,\r\n",
        "time,a,b\r2024-12-30 14:00,1234.5,-7\r2024-12-31 14:00,0.25,null",
        "time;a;b\n30.12.2024 14:00;1234,5;-7\n31.12.2024 14:00;0,25;n/a\n",
        "time\ta\tb\n30.12.2024 14:00\t1.234,5\t-7\n31.12.2024 14:00\t0,25\t-\n",
        "time|a|b\n2024/12/30 14:00|1 234.5|-7\n2024/12/31 14:00|.25|NA\n",
        "sep=;\ntime;a;b\n30/12/2024 14:00;1'234.5;-7\n31/12/2024 14:00;0.25;\n",
        "\u{feff}time,a,b\n\"Dec 30, 2024 2:00 PM\",\"1,234.5\",\"-7\"\n\"Dec 31, 2024 2:00 PM\",\"0.25\",\"\"\n",
        "\n\n time , a , b \n 12/30/2024 2:00 PM , 1234.5 , -7 \n 12/31/2024 2:00 PM , 0.25 , nil \n",
        "b,time,a\n-7,30 Dec 2024 14:00,1234.5\n?,31 Dec 2024 14:00,2.5e-1",
        // A table of a chat.
        "| time | a | b |\n|:-----|---:|---|\n| 2024-12-30 14:00 | 1234.5 | -7 |\n| 2024-12-31 14:00 | 0.25 | |\n",
        // The rows may come in any order.
        "time,a,b\n2024-12-31 14:00,0.25,\n2024-12-30 14:00,1234.5,-7\n",
    ] {
        let mut table = table(text);
        table.columns.sort_by(|a, b| a.name.cmp(&b.name));
        assert_eq!(columns(&table), ["a", "b"], "{text:?}");
        assert_eq!(rows(&table), expected, "{text:?}");
        assert_eq!(
            (table.facts.rows, table.facts.skipped.rows, table.facts.unread.cells),
            (2, 0, 0),
            "{text:?}"
        );
        let utf_16: Vec<u8> =
            format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut same = bytes(&utf_16).unwrap();
        same.columns.sort_by(|a, b| a.name.cmp(&b.name));
        assert_eq!(rows(&same), expected);
    }
}

#[test]
fn times_are_read_in_every_usual_form() {
    for (header, cells, first) in [
        ("t", &["1700000000", "1700000060"][..], "2023-11-14T22:13:20Z"),
        ("ts", &["1700000000123", "1700000060123"], "2023-11-14T22:13:20.123Z"),
        ("timestamp", &["1700000000123456", "1700000060123456"], "2023-11-14T22:13:20.123Z"),
        ("time", &["1700000000123456789", "1700000060123456789"], "2023-11-14T22:13:20.123Z"),
        ("epoch", &["1700000000.5", "1700000060.5"], "2023-11-14T22:13:20.500Z"),
        ("when", &["2024-03-01T14:00:00Z", "2024-03-01T14:00:01.5Z"], "2024-03-01T14:00:00Z"),
        (
            "x",
            &["2024-03-01T14:00:00+02:00", "2024-03-01T14:00:01+02:00"],
            "2024-03-01T14:00:00+02:00",
        ),
        // Daylight saving time begins.
        ("x", &["2024-03-31T01:30:00+0100", "2024-03-31T03:30:00+0200"], "2024-03-31T00:30:00Z"),
        ("x", &["2024-03-01", "2024-03-02"], "2024-03-01T00:00:00"),
        ("month", &["2024-03", "2024-04"], "2024-03-01T00:00:00"),
        ("Year", &["2023", "2024"], "2023-01-01T00:00:00"),
        ("date", &["20240301", "20240302"], "2024-03-01T00:00:00"),
        (
            "x",
            &["Tue, 31 Dec 2024 14:00:00 GMT", "Wed, 01 Jan 2025 14:00:00 GMT"],
            "2024-12-31T14:00:00Z",
        ),
        ("time (ms)", &["0", "250"], "1970-01-01T00:00:00"),
        ("t", &["0", "1"], "1970-01-01T00:00:00"),
    ] {
        let text = format!("{header};value\n{};1\n{};2\n", cells[0], cells[1]);
        let table = table(&text);
        assert_eq!(table.facts.from.to_string(), first, "{text}");
        assert_eq!(table.facts.timestamp_column, header);
        assert_eq!(table.moments.len(), 2, "{text}");
    }
}

#[test]
fn day_and_month_are_told_apart_by_a_single_row_wherever_it_stands() {
    let day_first = table("time,a\n01/02/2024,1\n05/02/2024,2\n13/02/2024,3\n");
    assert_eq!(
        rows(&day_first),
        ["2024-02-01T00:00:00 1", "2024-02-05T00:00:00 2", "2024-02-13T00:00:00 3"]
    );
    let month_first = table("time,a\n01/02/2024,1\n05/02/2024,2\n02/13/2024,3\n");
    assert_eq!(
        rows(&month_first),
        ["2024-01-02T00:00:00 1", "2024-02-13T00:00:00 3", "2024-05-02T00:00:00 2"]
    );
    assert_eq!(
        refusal("time,a\n01/02/2024,1\n05/02/2024,2\n02/13/2024,3\n13/01/2024,4\n"),
        "holds days in two orders; write them as 2024-12-31: the month stands first in \"02/13/2024\" in line 4, and \
         the day in \"13/01/2024\" (line 5)"
    );
    assert_eq!(
        refusal("time,v\n13/1/2024,1\n1/14/2024,2\n2/3/2024,3\n"),
        "holds days in two orders; write them as 2024-12-31: the day stands first in \"13/1/2024\" in line 2, and the \
         month in \"1/14/2024\" (line 3)"
    );
    assert_eq!(
        refusal("time,a\n01/02/2024,1\n05/02/2024,2\n"),
        "holds in its column \"time\" the time \"01/02/2024\", which may be 2024-02-01 or 2024-01-02, and no \
         other row decides; write days as 2024-12-31"
    );
    assert_eq!(rows(&table("time,a\n01/01/2024,1\n02/02/2024,2\n")).len(), 2);
}

#[test]
fn a_table_whose_order_shows_late_is_the_same_as_one_that_is_certain() {
    let mut texts = ["time,a\n"; 3].map(str::to_owned);
    for row in 0..2000 {
        let (day, month, hour) = (row * 7 % 12 + 1, row * 5 % 12 + 1, row / 144);
        // Largest and smallest stand far above the row that decides.
        let value = (row + 1500) % 2000;
        texts[0] += &format!("2024-{month:02}-{day:02} {hour:02}:00,{value}\n");
        texts[1] += &format!("{day}/{month}/2024 {hour}:00,{value}\n");
        texts[2] += &format!("{month}/{day}/2024 {hour}:00,{value}\n");
    }
    for (text, time) in texts.iter_mut().zip(["2024-12-31", "31/12/2024", "12/31/2024"]) {
        *text += &format!("{time},5\n");
    }
    let [certain, day_first, month_first] = texts.map(|text| table(&text));
    assert!(certain.facts.out_of_order > 0);
    assert_eq!(day_first, certain);
    assert_eq!(month_first, certain);
}

#[test]
fn day_and_month_are_told_apart_behind_the_rows_that_are_kept() {
    // A row a second from the first of January on: the 13th is a million rows away.
    let mut text = "time,a\n".to_owned();
    for row in 0..250_000 {
        let (day, second) = (row / 86_400 + 1, row % 86_400);
        text += &format!(
            "{day}/1/2024 {}:{:02}:{:02},{}\n",
            second / 3600,
            second / 60 % 60,
            second % 60,
            row % 1000
        );
    }
    assert!(refusal(&text).contains("the time \"2/1/2024 0:00:00\""));
    let table = table(&(text + "13/1/2024 00:00:00,5000\n"));
    assert_eq!(table.facts.to.to_string(), "2024-01-13T00:00:00");
    assert_eq!(
        (table.facts.rows, table.facts.gaps, table.facts.bucket_seconds),
        (250_001, 1, Some(300.0))
    );
    assert_eq!(table.columns[0].summary.as_ref().unwrap().max_at, table.facts.to);
}

#[test]
fn commas_and_points_are_read_as_the_column_or_else_the_table_shows() {
    for (text, expected) in [
        // The column itself.
        ("t;a\n2024-01-01;1,234\n2024-01-02;1,5", &[1.234, 1.5][..]),
        ("t;a\n2024-01-01;1,234\n2024-01-02;1,234.5", &[1234.0, 1234.5]),
        ("t;a\n2024-01-01;1,234\n2024-01-02;1,234,567", &[1234.0, 1_234_567.0]),
        ("t;a\n2024-01-01;1.234\n2024-01-02;1.234,5", &[1234.0, 1234.5]),
        ("t;a\n2024-01-01;1.234\n2024-01-02;0.5", &[1.234, 0.5]),
        // Another column.
        ("t;a;b\n2024-01-01;1,234;1,5\n2024-01-02;2,345;2", &[1.234, 2.345]),
        ("t;a;b\n2024-01-01;1,234;1.5\n2024-01-02;2,345;2", &[1234.0, 2345.0]),
        ("t;a;b\n2024-01-01;1.234;1,5\n2024-01-02;2.345;2", &[1234.0, 2345.0]),
        // A point alone is decimal, where nothing else is written as in countries with a decimal comma.
        ("t,a\n2024-01-01,98.765\n2024-01-02,2.345", &[98.765, 2.345]),
        ("t,a\n2024-01-01,1.234\n2024-01-02,0", &[1.234, 0.0]),
        ("t;a\n2024-01-01;1.234\n2024-01-02;0.123", &[1.234, 0.123]),
    ] {
        assert_eq!(table(text).columns[0].values, expected, "{text:?}");
    }
    for text in [
        "t;a\n2024-01-01;1,234\n2024-01-02;2,345",
        // The other columns disagree.
        "t;a;b;c\n2024-01-01;1,234;1.5;1,5\n2024-01-02;2,345;2;2",
    ] {
        assert_eq!(
            refusal(text),
            "holds \"1,234\" in its column \"a\", which may be 1234 or 1.234, and no other cell decides; write \
             such numbers as 1234 or as 1.2340, or name other columns in columns",
        );
    }
}

#[test]
fn a_comma_is_read_as_a_cell_behind_the_rows_that_are_kept_shows() {
    let rows: String =
        (0..210_000).map(|row| format!("{};1,{:03}\n", 1_700_000_000 + row, row % 1000)).collect();
    for (last, max) in [("2,5", 2.5), ("1.234,5", 1234.5)] {
        let table = table(&format!("t;a\n{rows}1700210000;{last}\n"));
        let summary = table.columns[0].summary.as_ref().unwrap();
        assert_eq!((summary.min, summary.max, table.columns[0].count), (1.0, max, 210_001));
        assert!((summary.median - 1.5).abs() < 0.01);
        // The other rows are read as it shows, those before it among them.
        let (_, before) = table.columns[0].values.split_last().unwrap();
        assert!(before.iter().all(|mean| (1.0..=2.0).contains(mean)));
    }
    let grouped = table(&format!("t;a\n{rows}1700210000;2,000.5\n"));
    assert_eq!(grouped.columns[0].summary.as_ref().unwrap().min, 1000.0);
}

#[test]
fn a_point_is_decimal_in_a_long_table_until_a_cell_says_otherwise() {
    let rows: String =
        (0..30_000).map(|row| format!("{}|1.{:03}\n", 1_700_000_000 + row, row % 1000)).collect();
    let decimal = table(&format!("t|a\n{rows}1700210000|1.5\n"));
    assert_eq!(decimal.columns[0].summary.as_ref().unwrap().max, 1.999);
    assert_eq!(
        refusal(&format!("t|a\n{rows}1700210000|1.234,5\n")),
        "writes the numbers of a column in several ways: in line 30002, its cell \"1.234,5\" in \"a\" separates \
         decimals or thousands in another way than the cells above it; write all of them in one way, or name \
         other columns in columns"
    );
}

#[test]
fn units_are_found_in_headers_and_in_cells() {
    let table = table(
        "time;latency_ms;Temp (°C);cpu;price;size;plain\n\
         2024-01-01;5;21;12 %;$5;1,5 GB;1\n\
         2024-01-02;6;22;0;$6.50;2 GB;2\n",
    );
    assert_eq!(
        columns(&table),
        ["latency_ms [ms]", "Temp (°C) [°C]", "cpu [%]", "price [$]", "size [GB]", "plain"]
    );
    assert_eq!(table.columns[2].values, [12.0, 0.0]);
    let mixed =
        self::table("time,a,b\n2024-01-01,5 ms,900 MB\n2024-01-02,2 s,1.5 GB\n2024-01-03,7 ms,0\n");
    assert_eq!(columns(&mixed), ["a [ms]", "b [MB]"]);
    assert_eq!(mixed.columns[0].values, [5.0, 2000.0, 7.0]);
    assert_eq!(mixed.columns[1].values, [900.0, 1500.0, 0.0]);
    let percent: String =
        (0..100).map(|row| format!("{},{row} %\n", 1_700_000_000 + row)).collect();
    let mixed = self::table(&format!("t,a\n{percent}1700000100,5 ms\n"));
    assert_eq!((mixed.columns[0].count, mixed.columns[0].missing), (100, 1));
    assert_eq!(
        lines(&mixed.facts.unread.first),
        ["102: its cell \"5 ms\" in \"a\" is not in the unit of the cells above it"]
    );
    let refusal = refusal(&format!("t,a\n{percent}1700000100,5 ms\n1700000101,6 ms\n"));
    assert!(refusal.contains("in line 102, its cell \"5 ms\""), "{refusal}");
}

#[test]
fn money_in_thousands_and_millions_is_read_in_its_currency() {
    for cells in [
        ["$950", "$8.4k", "$1.2M"],
        ["950 €", "8,4 Tsd. €", "1,2 Mio. €"],
        ["950 €", "8.4k€", "1.2M€"],
    ] {
        let rows: String =
            cells.iter().zip(1..).map(|(cell, day)| format!("2024-01-{day:02};{cell}\n")).collect();
        let table = table(&format!("time;a\n{rows}"));
        assert_eq!(table.columns[0].values, [950.0, 8400.0, 1.2e6], "{cells:?}");
    }
    // Without a currency, the letter of the first cell is the unit of all.
    let bare = table("time;a\n2024-01-01;950K\n2024-01-02;1.2M\n");
    assert_eq!(columns(&bare), ["a [K]"]);
    assert_eq!(bare.columns[0].values, [950.0, 1200.0]);
}

#[test]
fn numbers_that_are_written_in_several_ways_are_not_left_out_without_a_word() {
    for (cells, reason) in [
        (
            ["1,5", "1.5", "2.5"],
            "in line 3, its cell \"1.5\" in \"a\" separates decimals or thousands in another way",
        ),
        (
            ["2 %", "150 ms", "200 ms"],
            "in line 3, its cell \"150 ms\" in \"a\" is not in the unit of the cells above it",
        ),
    ] {
        let rows: String =
            cells.iter().zip(1..).map(|(cell, day)| format!("2024-01-{day:02};{cell}\n")).collect();
        let refusal = refusal(&format!("time;a\n{rows}"));
        assert!(refusal.contains(reason), "{refusal}");
    }
}

#[test]
fn a_header_in_windows_1252_is_read() {
    let table = bytes(b"Zeit;Temp (\xB0C)\n01.01.2024;21,5\n02.01.2024;22\n").unwrap();
    assert_eq!(columns(&table), ["Temp (°C) [°C]"]);
}

#[test]
fn what_is_skipped_is_counted_and_named_by_line() {
    let table = table(
        "time,a,b\n\
         2024-01-01,1,2\n\
         \n\
         2024-01-02,3\n\
         2024-01-03,4,5,6\n\
         total,7,8\n\
         ,9,10\n\
         2024-01-04,\"11\n\",12\n\
         2024-01-05,broken,13\n\
         2024-01-06,14,no,,\n\
         ,,\n\
         \"2024\n2024\",16,17\n\
         2024-01-07,1e999,18\n",
    );
    assert_eq!(
        lines(&table.facts.skipped.first),
        [
            "4: it has 2 cells and the header has 3",
            "5: it has 4 cells and the header has 3",
            "6: its time \"total\" cannot be read",
            "7: it has no time",
            "13: a quoted cell of it runs over the lines 13 to 14; close its quotation mark where the cell ends",
        ]
    );
    assert_eq!((table.facts.skipped.rows, table.facts.rows), (5, 5));
    assert_eq!(
        lines(&table.facts.unread.first),
        [
            "10: its cell \"broken\" in \"a\" is no number",
            "11: its cell \"no\" in \"b\" is no number",
            "15: its cell \"1e999\" in \"a\" is no number"
        ]
    );
    assert_eq!((table.columns[0].count, table.columns[0].missing), (3, 2));
    let many = "no time,1\n2024-01-01,1\n2024-01-02,1\n".repeat(50);
    let table = self::table(&format!("time,a\n{many}"));
    assert_eq!((table.facts.skipped.rows, table.facts.skipped.first.len()), (50, 10));
}

#[test]
fn a_quotation_mark_that_is_not_closed_swallows_no_rows_without_a_word() {
    for (text, part) in [
        (
            "time,a\n2024-01-01,1\n2024-01-02,\"2\n2024-01-03,3\n",
            "has a quotation mark in line 3 that is never closed",
        ),
        (
            "\n\ntime,a\n2024-01-01,1\n\"2024-01-02,2\n2024-01-03,3",
            "has a quotation mark in line 5 that is never closed",
        ),
        (
            "time,\"a\n2024-01-01,1\n2024-01-02,2\n",
            "has a quotation mark in its header that is never closed",
        ),
    ] {
        let refusal = refusal(text);
        assert!(refusal.contains(part), "{text:?}: {refusal}");
    }
    let table = table("time,a\n2024-01-01,1\n2024-01-02,\"2\n2024-01-03,3\"\n2024-01-04,4\n");
    assert_eq!(
        lines(&table.facts.unread.first),
        [
            "3: its cell \"2\\n2024-01-03,3\" in \"a\" runs over several lines; close its quotation mark where the cell ends"
        ]
    );
}

#[test]
fn a_zero_byte_far_below_is_refused() {
    let rows: String = (0..150_000).map(|row| format!("{},1\n", 1_700_000_000 + row)).collect();
    let refusal = refusal(&format!("t,a\n{rows}1700210000,\0\n1700210001,5\n"));
    assert!(refusal.starts_with("holds a zero byte in line 150002"), "{refusal}");
}

#[test]
fn unordered_and_duplicate_times_are_used_and_counted() {
    let table =
        table("time,a\n2024-01-03,5\n2024-01-01,1\n2024-01-03,7\n2024-01-02,3\n2024-01-09,3\n");
    assert_eq!(
        rows(&table),
        [
            "2024-01-01T00:00:00 1",
            "2024-01-02T00:00:00 3",
            "2024-01-03T00:00:00 6",
            "2024-01-09T00:00:00 3"
        ]
    );
    assert_eq!((&table.columns[0].lows[2], &table.columns[0].highs[2]), (&5.0, &7.0));
    let facts = &table.facts;
    assert_eq!((facts.rows, facts.out_of_order, facts.duplicate_times), (5, 2, 1));
    assert_eq!(
        (facts.step_seconds, facts.gaps, facts.longest_gap_seconds),
        (86_400.0, 1, 518_400.0)
    );
    let summary = table.columns[0].summary.as_ref().unwrap();
    assert_eq!((summary.first, summary.last, summary.max, summary.mean), (1.0, 3.0, 7.0, 3.8));
    assert_eq!(summary.max_at.to_string(), "2024-01-03T00:00:00");
}

#[test]
fn the_first_and_the_last_value_are_those_that_are_there_and_the_mean_of_one_time() {
    let table = table(
        "time,a\n2024-03-01 00:00,\n2024-03-01 01:00,2\n2024-03-01 02:00,9\n2024-03-01 03:00,5\n\
         2024-03-01 03:00,7\n2024-03-01 03:00,\n2024-03-01 04:00,\n",
    );
    let summary = table.columns[0].summary.clone().unwrap();
    assert_eq!((summary.first, summary.last), (2.0, 6.0));
}

#[test]
fn the_columns_of_numbers_are_read_and_texts_are_left_out() {
    let text = "time,host,cpu,empty,load,load,\n2024-01-01,web1,1,,5,7,\n2024-01-02,web2,2,,6,8,\n";
    assert_eq!(columns(&table(text)), ["cpu", "empty", "load (column 5)", "load (column 6)"]);
    let empty = &table(text).columns[1];
    assert_eq!((empty.count, empty.missing, &empty.summary), (0, 2, &None));
    assert!(empty.values.iter().all(|value| value.is_nan()));
    let named = selected(text, Some("TIME"), &["load (column 6)", "CPU"]).unwrap();
    assert_eq!(columns(&named), ["load (column 6)", "cpu"]);
    for (timestamp_column, columns, part) in [
        (
            None,
            &["host"][..],
            "holds fewer numbers than texts such as \"web1\" in its column \"host\", which columns names",
        ),
        (
            None,
            &["disk"],
            "has no column \"disk\", which columns names; its columns are \"time\", \"host\", \"cpu\"",
        ),
        (None, &["load"], "has no column \"load\""),
        (None, &["cpu", "cpu"], "which columns names twice"),
        (None, &["time"], "has its times in the column \"time\", which columns names"),
        (Some("when"), &[], "has no column \"when\", which timestamp_column names"),
        (Some("host"), &[], "holds \"web1\" in its column \"host\", which timestamp_column names"),
        (Some("empty"), &[], "has nothing in its column \"empty\""),
    ] {
        let refusal = selected(text, timestamp_column, columns).unwrap_err();
        assert!(refusal.contains(part), "{refusal}");
    }
}

#[test]
fn the_column_of_times_is_found_or_its_candidates_are_named() {
    for (text, expected) in [
        ("a,when it was\n1,2024-01-01\n2,2024-01-02", "when it was"),
        ("timestamp,created_at,a\n2024-01-01,2023-01-01,1\n2024-01-02,2023-01-01,2", "timestamp"),
        ("released,timestamp,a\n2023-01-01,1700000000,1\n2023-01-01,1700000060,2", "timestamp"),
        ("date,year,a\n2024-01-01,2024,1\n2024-01-02,2024,2", "date"),
        ("t,time,a\n0,2024-01-01,1\n1,2024-01-02,2", "time"),
        ("response_time,ts,a\n1500,1700000000,1\n1600,1700000060,2", "ts"),
    ] {
        assert_eq!(table(text).facts.timestamp_column, expected, "{text:?}");
    }
    for (text, part) in [
        ("a,b\n1,2\n3,4", "has no column whose times can be recognized"),
        ("a,b\n1700000000,2\n1700000060,4", "has no column whose times can be recognized"),
        // The day number of a spreadsheet.
        ("date,b\n45292,2\n45293,4", "has no column whose times can be recognized"),
        (
            "start,end,a\n2024-01-01,2024-01-02,1\n2024-01-02,2024-01-03,2",
            "name one of \"start\", \"end\" in timestamp_column",
        ),
        (
            "date,time,a\n2024-01-01,14:00,1\n2024-01-02,15:00,2",
            "holds days in its column \"date\" and times of day in its column \"time\"; join them",
        ),
    ] {
        let refusal = refusal(text);
        assert!(refusal.contains(part), "{text:?}: {refusal}");
    }
    let text = "start,end,a\n2024-01-01,2024-01-02,1\n2024-01-02,2024-01-03,2";
    assert_eq!(
        selected(text, Some("end"), &[]).unwrap().facts.from.to_string(),
        "2024-01-02T00:00:00"
    );
}

#[test]
fn what_is_no_table_of_metrics_is_refused_with_what_to_change() {
    let wide: Vec<String> = (0..21).map(|column| format!("c{column}")).collect();
    let wide = format!("t,{}\n2024-01-01{}\n", wide.join(","), ",1".repeat(21));
    for (text, part) in [
        ("", "is empty; send a header and rows below it"),
        (" \n\r\n", "is empty; send a header and rows below it"),
        ("time,a\n", "has a header and no rows; send rows below it"),
        (
            "time,a\n2024-01-01,1,5\n2024-01-02,2,5\n",
            "has 2 cells in its header and 3 in its first row",
        ),
        (
            &format!("time,{}\n2024-01-01,1\n", "a".repeat(121)),
            "has a column whose name has 121 characters",
        ),
        (
            "2024-01-01,5\n2024-01-02,6\n",
            "has no header: its first line begins with \"2024-01-01\"",
        ),
        ("My report\ntime,a\n2024-01-01,5\n2024-01-02,6\n", "remove what stands above the header"),
        ("time\n2024-01-01\n", "has a single column"),
        ("time,a\n2024-01-01,x\n2024-01-02,y\n", "has no column of numbers beside its times"),
        (
            "time,a\n2024-01-01T00:00:00Z,1\n2024-01-01T00:00:00,2\n",
            "has times with an offset from UTC and times without one",
        ),
        (
            "time,a\n32/13/2024,1\n33/13/2024,2\n",
            "has 2 rows and none that can be used: in line 2, its time \"32/13/2024\"",
        ),
        ("%PDF-1.7", "is a PDF document, not a table of text"),
        ("PK\u{3}\u{4}", "is an office file"),
        ("a\0b", "holds bytes that are no text"),
        (
            &wide,
            "has 21 columns of numbers and the limit is 20; name up to 20 of them in columns: \"c0\"",
        ),
        (&format!("{}\n1\n", "a,".repeat(1001)), "has 1001 columns and the limit is 1000"),
    ] {
        let refusal = refusal(text);
        assert!(refusal.contains(part), "{text:?}: {refusal}");
    }
    let named = selected(&wide, None, &["c3", "c20"]).unwrap();
    assert_eq!(columns(&named), ["c3", "c20"]);
}

#[test]
fn a_column_that_turns_out_to_be_text_is_left_out_or_refused_by_its_name() {
    let empty: String = (0..1500).map(|row| format!("{},{row},\n", 1_700_000_000 + row)).collect();
    let text: String = (0..9).map(|row| format!("{},{row},text\n", 1_700_010_000 + row)).collect();
    let text = format!("t,a,b\n{empty}{text}");
    assert_eq!(columns(&table(&text)), ["a"]);
    assert_eq!(table(&text).facts.unread.cells, 0);
    assert_eq!(
        selected(&text, None, &["b"]).unwrap_err(),
        "the table in csv holds fewer numbers than texts such as \"text\" in its column \"b\", which columns \
         names; leave it out"
    );
}

#[test]
fn a_single_row_is_a_table() {
    let table = table("time,a\n2024-01-01,5\n");
    let summary = table.columns[0].summary.as_ref().unwrap();
    assert_eq!(
        (summary.mean, summary.standard_deviation, summary.p99, summary.first),
        (5.0, 0.0, 5.0, 5.0)
    );
    assert_eq!((table.facts.step_seconds, table.facts.gaps), (0.0, 0));
}

#[test]
fn the_largest_and_the_smallest_numbers_have_finite_facts() {
    let table = table(
        "time,a,b\n2024-01-01,1e140,1e-320\n2024-01-02,-1e140,1e-310\n2024-01-03,1e308,-1e-320\n",
    );
    for column in &table.columns {
        let summary = column.summary.as_ref().unwrap();
        for value in [
            summary.mean,
            summary.standard_deviation,
            summary.median,
            summary.p99,
            summary.min,
            summary.max,
        ] {
            assert!(value.is_finite());
        }
    }
    assert_eq!(lines(&table.facts.unread.first), ["4: its cell \"1e308\" in \"a\" is no number"]);
}

#[test]
fn a_call_that_is_cancelled_is_not_read_to_its_end() {
    let text: String = (0..5000).map(|row| format!("{},{row}\n", 1_700_000_000 + row)).collect();
    let (stop, looks) = Stop::at(3);
    let refusal =
        read("csv", format!("t,a\n{text}").as_bytes(), &Selection::default(), &stop).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "the table in csv was not read to its end, because the call was cancelled"
    );
    assert_eq!(looks.load(std::sync::atomic::Ordering::Relaxed), 3);
}

#[test]
fn an_input_that_fails_is_no_short_table() {
    struct Failing;
    impl std::io::Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("gone"))
        }
    }
    let input = std::io::Read::chain(&b"t,a\n2024-01-01,5\n"[..], Failing);
    let refusal = read("path", input, &Selection::default(), &Stop::never()).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "the table in path cannot be read to its end (gone); send it again"
    );
}

#[test]
fn quotation_marks_behind_blanks_and_those_of_a_database_are_no_part_of_a_cell() {
    for text in [
        "time, \"a\"\n\"2024-01-01\", \"5\"\n\"2024-01-02\", \"6\"\n",
        "'time','a'\n'2024-01-01','5'\n'2024-01-02','6'\n",
        "'time','a'\n'1704067200','5'\n'1704153600','6'\n",
    ] {
        let table = table(text);
        assert_eq!(columns(&table), ["a"], "{text}");
        assert_eq!(table.columns[0].values, [5.0, 6.0]);
        assert_eq!(table.moments, [1_704_067_200_000, 1_704_153_600_000]);
        assert_eq!(table.facts.timestamp_column, "time");
    }
}
