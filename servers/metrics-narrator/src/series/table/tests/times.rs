//! Times that a program or a person wrote in an unusual way: read as they are meant, or refused with what they may be.

use super::tables::{lines, refusal, rows, selected, table};

/// A table of one column of numbers, which count its rows.
fn csv(header: &str, cells: &[&str]) -> String {
    let rows: String = cells.iter().zip(1..).map(|(cell, row)| format!("{cell};{row}\n")).collect();
    format!("{header};v\n{rows}")
}

/// The times of a table that is read.
fn times(header: &str, cells: &[&str]) -> Vec<String> {
    let rows = rows(&table(&csv(header, cells)));
    rows.into_iter().map(|row| row.split(' ').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_digits_of_a_calendar_are_no_count() {
    for (header, cells, expected) in [
        ("date", ["2024010100", "2024010101"], ["2024-01-01T00:00:00", "2024-01-01T01:00:00"]),
        ("time", ["202401010000", "202401010005"], ["2024-01-01T00:00:00", "2024-01-01T00:05:00"]),
        (
            "t",
            ["20240101000000000", "20240101000000250"],
            ["2024-01-01T00:00:00", "2024-01-01T00:00:00.250"],
        ),
        (
            "t",
            ["20240101000000.5", "20240101000001"],
            ["2024-01-01T00:00:00.500", "2024-01-01T00:00:01"],
        ),
        ("time", ["202401", "202402"], ["2024-01-01T00:00:00", "2024-02-01T00:00:00"]),
        ("date", ["20240101.0", "20240102.0"], ["2024-01-01T00:00:00", "2024-01-02T00:00:00"]),
    ] {
        assert_eq!(times(header, &cells), expected, "{cells:?}");
    }
    // Counts of the same length are none.
    assert_eq!(times("time", &["1704067200", "1704067201"])[0], "2024-01-01T00:00:00Z");
}

#[test]
fn one_cell_that_is_no_time_does_not_change_how_the_others_are_read() {
    for (header, cells, line) in [
        (
            "date",
            &["20240131000000", "20240201000000", "20240230000000"][..],
            "4: its time \"20240230000000\" cannot be read",
        ),
        ("time", &["20240131", "20240201", "20240230"], "4: its time \"20240230\" cannot be read"),
        ("time", &["00000000", "20240131", "20240201"], "2: its time \"00000000\" cannot be read"),
        ("time", &["20240131", "20240201", "99991231"], "4: its time \"99991231\" cannot be read"),
        ("date", &["20240131", "20240201", "Total"], "4: its time \"Total\" cannot be read"),
        ("year", &["2023", "2024", "Total"], "4: its time \"Total\" cannot be read"),
        (
            "time",
            &["1704067200", "1704067260", "1704067320000"],
            "4: its time \"1704067320000\" is in milliseconds since 1970, and most are in seconds",
        ),
        ("time", &["202401", "202402", "20240301"], "4: its time \"20240301\" cannot be read"),
    ] {
        let table = table(&csv(header, cells));
        assert_eq!((table.facts.rows, table.facts.skipped.rows), (2, 1), "{cells:?}");
        assert_eq!(lines(&table.facts.skipped.first), [line]);
        assert!(table.facts.from.to_string().starts_with("202"), "{cells:?}");
    }
}

#[test]
fn numbers_that_do_not_begin_in_1970_are_refused_with_what_they_may_be() {
    for (header, cells, part) in [
        ("date", &["45292", "45293"][..], "may be a day number of a spreadsheet (2024-01-01)"),
        ("time", &["45292", "45292.25"], "may be a day number of a spreadsheet (2024-01-01)"),
        (
            "time",
            &["638396640000000000", "638396640600000000"],
            "may be ticks of .NET (2024-01-01)",
        ),
        ("ts", &["133485408000000000", "133485408600000000"], "may be a FILETIME of Windows"),
        (
            "time",
            &["3786912000", "3786912060"],
            "may be seconds since 1904 of LabVIEW (2024-01-01)",
        ),
        ("visited at", &["13348540800000000"], "may be microseconds since 1601 of a browser"),
        ("time", &["240131", "240201"], "may be 2024-01-31, with a year of two digits"),
        ("date", &["2401010000", "2401010100"], "may be 2024-01-01, with a year of two digits"),
        ("time", &["240101000000", "240101000100"], "may be 2024-01-01, with a year of two digits"),
        ("time", &["200101", "200102"], "may be the month 2001-01 or the day 2020-01-01"),
        ("time", &["63839664000000", "63839664060000"], "is no time that can be read"),
        ("time", &["2024.042", "2024.125"], "may be a year with a fraction"),
        ("date", &["2024.0", "2024.5"], "may be a year with a fraction"),
        ("time", &["1.70931E+12", "1.70931E+12"], "is rounded to so few digits"),
    ] {
        let refusal = refusal(&csv(header, cells));
        assert!(refusal.contains(part), "{refusal}");
        assert!(refusal.contains("write times as 2024-03-01T14:00:00"), "{refusal}");
    }
    let years = refusal("year,date,v\n2024,45292,1\n2024,45293,2\n");
    assert!(years.contains("\"45292\" in the column \"date\" may be a day number"), "{years}");
    let day_first = refusal(&csv("time", &["13012024", "14012024"]));
    assert!(day_first.contains("\"13012024\" in the column \"time\" is no time"), "{day_first}");
    let named = selected(&csv("x", &["45292", "45293"]), Some("x"), &[]).unwrap_err();
    assert!(named.contains("which may be a day number of a spreadsheet"), "{named}");
    // Seconds begin near zero, or their unit stands in the header, and steps are never days.
    for (header, cells, expected) in [
        ("time", ["0", "45292"], "1970-01-01T00:00:00"),
        ("time (s)", ["45292", "45293"], "1970-01-01T12:34:52"),
        ("step", ["45292", "45293"], "1970-01-01T12:34:52"),
        ("time (s)", ["2024.042", "2024.125"], "1970-01-01T00:33:44.042"),
        ("time_ns", ["638396640000000000", "638396640600000000"], "1990-03-25T20:24:00Z"),
        // Whole days.
        ("time", ["631152000000000000", "631238400000000000"], "1990-01-01T00:00:00Z"),
    ] {
        assert_eq!(times(header, &cells)[0], expected, "{header}");
    }
}

#[test]
fn a_count_is_no_time_where_it_rises_and_falls_or_stands_beside_other_times() {
    for text in ["T,RH\n57,80\n52,81\n60,85\n", "index,v\n5,1\n7,2\n3,3\n9,4\n"] {
        assert!(refusal(text).contains("has no column whose times can be recognized"), "{text}");
    }
    let text = "Datum;T;v\n3. Brachet 2024;1;5\n4. Brachet 2024;2;7\n";
    assert!(refusal(text).contains("\"3. Brachet 2024\" in the column \"Datum\" is no time"));
    for text in [
        "t,day,v\n0,Mon,5\n1,Tue,6\n",
        "time,v\n5,1\n3,2\n4,3\n",
        "seconds,v\n5,1\n3,2\n4,3\n",
        "t,v\n2,1\n1,2\n0,3\n",
    ] {
        assert!(table(text).facts.from.to_string().starts_with("1970"), "{text}");
    }
}

#[test]
fn numbers_of_times_have_decimal_commas_where_one_of_them_shows_it() {
    for (header, cells, expected) in [
        ("Time [s]", ["0,5", "1,000"], ["1970-01-01T00:00:00.500", "1970-01-01T00:00:01"]),
        ("t", ["1,000", "1,25"], ["1970-01-01T00:00:01", "1970-01-01T00:00:01.250"]),
        (
            "timestamp",
            ["1709301600,5", "1709301601"],
            ["2024-03-01T14:00:00.500Z", "2024-03-01T14:00:01Z"],
        ),
    ] {
        assert_eq!(times(header, &cells), expected, "{cells:?}");
    }
    assert!(refusal(&csv("time", &["1,000", "2,000"])).contains("\"1,000\" in the column"));
}

#[test]
fn times_that_are_finer_than_they_are_kept_are_refused_where_they_would_become_one() {
    for (header, cells) in [
        ("time", ["1704067200000000", "1704067200000010", "1704067200000020"]),
        ("time", ["1704067200000000000", "1704067200000010000", "1704067200000020000"]),
        ("t", ["0.000010", "0.000020", "0.000030"]),
        ("t", ["1e-08", "2e-08", "3e-08"]),
        ("time (ms)", ["0", "0.25", "0.5"]),
        ("t", ["2024-01-01T00:00:00", "2024-01-01T00:00:00.000010", "2024-01-01T00:00:00.000020"]),
        ("t", ["1/13/2024 0:00:00", "1/13/2024 0:00:00.00001", "1/13/2024 0:00:00.00002"]),
    ] {
        let refusal = refusal(&csv(header, &cells));
        assert!(
            refusal.starts_with(&format!(
                "has times that are finer than a millisecond, and 2 of 3 rows, such as that of \"{}\",",
                cells[1]
            )),
            "{refusal}"
        );
    }
    for cells in [
        ["1704067200000000", "1704067200001000"],
        ["1704067200000000000", "1704067200001000000"],
        ["2024-01-01T00:00:00.000123Z", "2024-01-01T00:00:00.001000Z"],
        ["2024-01-01T00:00:00Z", "2024-01-01T00:00:00.001000000Z"],
    ] {
        assert_eq!(times("time", &cells), ["2024-01-01T00:00:00Z", "2024-01-01T00:00:00.001Z"]);
    }
    // A few are counted as rows of one time.
    let many: String = (0..300).map(|row| format!("{row}.5\n")).collect();
    let many: String = many.lines().map(|time| format!("{time},1\n")).collect();
    let table = table(&format!("t,v\n{many}299.5001,1\n"));
    assert_eq!((table.facts.rows, table.facts.duplicate_times), (301, 1));
}

#[test]
fn a_time_that_stands_for_more_than_the_others_is_no_row_of_theirs() {
    for (cells, line) in [
        (
            ["2024-01-30", "2024-01-31", "Jan 2024", "2024-02-01"],
            "4: its time \"Jan 2024\" is a whole month, and most stand for a day",
        ),
        (
            ["2024-01", "2024-02", "2024-03", "2024-Q1"],
            "5: its time \"2024-Q1\" is a whole quarter, and most stand for a month",
        ),
        (
            ["2024-W05", "2024-01-29 10:00", "2024-01-30 10:00", "2024-01-31 10:00"],
            "2: its time \"2024-W05\" is a whole week, and most stand for a day",
        ),
        (["20240130", "20240131", "202401", "20240201"], "4: its time \"202401\" cannot be read"),
    ] {
        let table = table(&csv("Date", &cells));
        assert_eq!(lines(&table.facts.skipped.first), [line]);
        assert_eq!((table.facts.rows, table.facts.duplicate_times), (3, 0));
    }
    // Where some programs write midnight, they leave out the time of day.
    assert_eq!(times("t", &["2024-01-30 23:00", "2024-01-31", "2024-01-31 01:00"]).len(), 3);
}

#[test]
fn weeks_quarters_and_years_that_end_in_the_next_are_no_months() {
    for (header, cells, part) in [
        (
            "week",
            ["2024-05", "2024-06"],
            "\"2024-05\", which may be a month or a week; write weeks as",
        ),
        (
            "Kalenderwoche",
            ["2024/5", "2024/6"],
            "may be a month or a week; write weeks as 2024-W05",
        ),
        ("KW", ["05/2024", "06/2024"], "may be a month or a week"),
        ("iso_week", ["202405", "202406"], "may be a month or a week"),
        (
            "year_quarter",
            ["2024-1", "2024-2"],
            "may be a month or a quarter; write quarters as 2024-Q1",
        ),
        ("Quartal", ["2024/04", "2025/01"], "may be a month or a quarter"),
        ("period", ["2023-4", "2024-1"], "may be a month or a quarter"),
        (
            "period",
            ["2024-T1", "2024-T2"],
            "may be a quarter or a third of a year; write quarters as",
        ),
        (
            "season",
            ["2008-09", "2009-10"],
            "may be a month or a year that ends in the next one; write",
        ),
        (
            "year",
            ["2010/11", "2011/12"],
            "write such years as 2024-07-01, and months as 2024-05-01",
        ),
    ] {
        let refusal = refusal(&csv(header, &cells));
        assert!(
            refusal.starts_with(&format!("holds in its column \"{header}\" the time")),
            "{refusal}"
        );
        assert!(refusal.contains(part), "{refusal}");
    }
    for (header, cells) in [
        ("quarter", ["2024-01", "2024-10"]),
        ("season", ["2008-09", "2008-10"]),
        ("period", ["2024-1", "2024-2"]),
        ("period", ["2024T3", "2024T4"]),
        ("period", ["2024-Q1", "2024-Q2"]),
        ("period", ["2023-04", "2024-01"]),
        ("date", ["2008-09", "2008-09"]),
        ("week", ["2024-05-06", "2024-05-13"]),
        ("week", ["2024-W05", "2024-W06"]),
        ("week", ["Mar 2024", "Apr 2024"]),
    ] {
        assert_eq!(table(&csv(header, &cells)).facts.rows, 2, "{cells:?}");
    }
}

#[test]
fn times_are_read_as_people_and_programs_write_them() {
    for (cells, expected) in [
        (["Q1 2024", "Q2 2024"], ["2024-01-01T00:00:00", "2024-04-01T00:00:00"]),
        (["2024q1", "2024q2"], ["2024-01-01T00:00:00", "2024-04-01T00:00:00"]),
        (["2024M01", "2024M02"], ["2024-01-01T00:00:00", "2024-02-01T00:00:00"]),
        (["01/2024", "02/2024"], ["2024-01-01T00:00:00", "2024-02-01T00:00:00"]),
        (["2024 JAN", "2024 FEB"], ["2024-01-01T00:00:00", "2024-02-01T00:00:00"]),
        (["Apr 23", "Mai 23"], ["2023-04-01T00:00:00", "2023-05-01T00:00:00"]),
        (["28. Februar 2024", "1. März 2024"], ["2024-02-28T00:00:00", "2024-03-01T00:00:00"]),
        (["sam. 02/03/2024", "mer. 13/03/2024"], ["2024-03-02T00:00:00", "2024-03-13T00:00:00"]),
        (["1 dic 2024", "1 ene 2025"], ["2024-12-01T00:00:00", "2025-01-01T00:00:00"]),
        (["1-mei-2024", "1-jun-2024"], ["2024-05-01T00:00:00", "2024-06-01T00:00:00"]),
        (
            ["Mar 1, 2024 @ 14:00:00.000", "Mar 1, 2024 @ 14:00:30.000"],
            ["2024-03-01T14:00:00", "2024-03-01T14:00:30"],
        ),
        (["1.2.2024 14.30", "1.2.2024 15.30"], ["2024-02-01T14:30:00", "2024-02-01T15:30:00"]),
        (
            ["31.01.2024 10:00 Uhr", "31.01.2024 11 Uhr"],
            ["2024-01-31T10:00:00", "2024-01-31T11:00:00"],
        ),
        (["2024-01-01T00", "2024-01-01T01"], ["2024-01-01T00:00:00", "2024-01-01T01:00:00"]),
        (
            ["2024-01-01t00:00:00z", "2024-01-01t00:00:01z"],
            ["2024-01-01T00:00:00Z", "2024-01-01T00:00:01Z"],
        ),
        (
            ["2024-01-01T00:00+01:00[Europe/Berlin]", "2024-01-01T01:00+01:00[Europe/Berlin]"],
            ["2024-01-01T00:00:00+01:00", "2024-01-01T01:00:00+01:00"],
        ),
        (
            ["2024-01-01T00:00\u{2212}05:00", "2024-01-01T01:00\u{2212}05:00"],
            ["2024-01-01T00:00:00-05:00", "2024-01-01T01:00:00-05:00"],
        ),
    ] {
        assert_eq!(times("x", &cells), expected, "{cells:?}");
    }
}

#[test]
fn a_refusal_names_the_cell_that_is_no_time_and_its_line() {
    let text = "\n\nday,v\n\n2024-01-01,1\n\nTotal,1\n";
    let part =
        "\"Total\" in line 7 of the column \"day\" is no time that can be read; write times as";
    assert!(refusal(text).contains(part), "{}", refusal(text));
    let named = selected(text, Some("day"), &[]).unwrap_err();
    assert!(named.contains("holds \"Total\" in line 7 of its column \"day\", which"), "{named}");
}

#[test]
fn comments_above_the_header_are_no_part_of_the_table() {
    let text = "# unit: ms\n# 2024, 2025\ntime,a\n2024-01-01,1\nTotal,2\n2024-01-02,3\n";
    let table = table(text);
    assert_eq!(rows(&table), ["2024-01-01T00:00:00 1", "2024-01-02T00:00:00 3"]);
    assert_eq!(lines(&table.facts.skipped.first), ["5: its time \"Total\" cannot be read"]);
}
