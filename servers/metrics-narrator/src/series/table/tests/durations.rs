//! Columns of durations, which look like times of day.

use super::tables::{columns, refusal, selected, table};

/// A table with a row each day, a column of numbers and one called `name`.
fn daily(name: &str, cells: &[&str]) -> String {
    let rows = cells.iter().zip(1..);
    let rows = rows.map(|(cell, day)| format!("2024-01-{day:02};{day};{cell}\n"));
    format!("day;x;{name}\n{}", rows.collect::<String>())
}

#[test]
fn durations_are_read_in_seconds() {
    for (name, cells, column, seconds) in [
        ("Avg pace", &["5:47", "6:08"][..], "Avg pace [s]", &[347.0, 368.0][..]),
        ("Pace (min/km)", &["5:47", "6:08"], "Pace (min/km) [s/km]", &[347.0, 368.0]),
        ("Time (min)", &["5:30", "6:00"], "Time (min) [s]", &[330.0, 360.0]),
        ("Time (mm:ss)", &["5:30", "6:00"], "Time (mm:ss) [s]", &[330.0, 360.0]),
        (
            "Sleep duration (h:mm)",
            &["7:45", "8:00"],
            "Sleep duration (h:mm) [s]",
            &[27_900.0, 28_800.0],
        ),
        ("worked (h:mm)", &["37:30", "75:00"], "worked (h:mm) [s]", &[135_000.0, 270_000.0]),
        ("Dauer (h)", &["7:45", "8:00"], "Dauer (h) [s]", &[27_900.0, 28_800.0]),
        ("hours_worked", &["37:30", "40:00"], "hours_worked [s]", &[135_000.0, 144_000.0]),
        ("duration", &["0:07:45", "1:00:00"], "duration [s]", &[465.0, 3600.0]),
        // What has three parts shows what those with two are.
        ("elapsed", &["7:45", "1:00:00"], "elapsed [s]", &[465.0, 3600.0]),
        // No clock shows these.
        ("5k (mm:ss)", &["24:10", "23:50"], "5k (mm:ss) [s]", &[1450.0, 1430.0]),
        ("marathon", &["59:10", "1:02:33"], "marathon [s]", &[3550.0, 3753.0]),
        ("uptime", &["23:59:59", "24:00:00"], "uptime [s]", &[86_399.0, 86_400.0]),
        ("heat", &["1:23.45", "1:22,5"], "heat [s]", &[83.45, 82.5]),
        ("split", &["-0:15", "+0:10"], "split [s]", &[-15.0, 10.0]),
        (
            "sleep",
            &["7h 45m", "8h", "50m", "8h 5m"],
            "sleep [s]",
            &[27_900.0, 28_800.0, 3000.0, 29_100.0],
        ),
        ("up", &["2d 4h", "12 d 0 h 30 min"], "up [s]", &[187_200.0, 1_038_600.0]),
        ("build", &["5m30s", "12 min 1.5 s"], "build [s]", &[330.0, 721.5]),
        ("a", &["1 hour 30 minutes", "2 Std. 5 Min."], "a [s]", &[5400.0, 7500.0]),
    ] {
        let table = table(&daily(name, cells));
        assert_eq!(columns(&table)[1], column, "{cells:?}");
        assert_eq!(table.columns[1].values, seconds, "{cells:?}");
        assert_eq!(table.facts.left_out.columns, 0);
    }
}

#[test]
fn numbers_with_a_unit_of_time_are_no_durations_of_several_parts() {
    let table = table(&daily("a", &["45 m", "50 m", "5 m", "1h 5m"]));
    assert_eq!(columns(&table)[1], "a [m]");
    assert_eq!(table.facts.unread.first[0].reason, "its cell \"1h 5m\" in \"a\" is no number");
}

#[test]
fn what_is_no_duration_in_a_column_of_them_is_missing() {
    let table = table(&daily("pace", &["5:47", "-", "DNF", "5:61", "6:08", "5:50", "5.5", "5:40"]));
    let unread = &table.facts.unread.first;
    assert_eq!((table.columns[1].count, unread.len()), (4, 3));
    assert_eq!(unread[0].reason, "its cell \"DNF\" in \"pace\" is no duration");
}

#[test]
fn durations_that_no_calculation_survives_are_missing() {
    for huge in [format!("1{}h 1m", "0".repeat(200)), format!("{}h 1m", "9".repeat(320))] {
        let table = table(&daily("a", &["2h 5m", "3h 1m", &huge]));
        assert_eq!((table.columns[1].count, table.columns[1].missing), (2, 1));
    }
    let table = table(&daily("sleep (h:mm) duration", &["7:45", "8:00", "7:45.5"]));
    assert_eq!((table.columns[1].count, table.columns[1].missing), (2, 1));
}

#[test]
fn durations_beside_the_day_are_no_part_of_the_time() {
    let text = "date,pace\n2024-01-01,5:47\n2024-01-02,6:08\n";
    assert_eq!(table(text).columns[0].values, [347.0, 368.0]);
    assert_eq!(selected(text, None, &["pace"]).unwrap().columns[0].values, [347.0, 368.0]);
}

#[test]
fn what_may_be_hours_or_minutes_and_what_may_be_a_clock_is_left_out_with_what_to_change() {
    let either = "it holds durations that may be hours and minutes or minutes and seconds; say (h:mm) or (m:ss) in its \
                  header";
    let clock = "it holds times and no numbers; if these are durations, say so in its header, as in duration (h:mm)";
    for (name, cells, reason) in [
        ("duration", &["7:45", "8:00"][..], either),
        ("worked", &["7:45", "75:00"], either),
        ("weekly_total", &["37:30", "40:00"], either),
        ("seen", &["7:45", "14:00"], clock),
        ("seen", &["7:45:10", "14:00:00"], clock),
        ("seen (h:mm)", &["7:45", "14:00"], clock),
        ("until", &["23:00", "24:00"], clock),
        ("offset", &["+02:00", "+01:00"], clock),
    ] {
        let left_out = table(&daily(name, cells)).facts.left_out;
        assert_eq!(left_out.first[0].reason, reason, "{cells:?}");
    }
    let refused = selected(&daily("duration", &["7:45", "8:00"]), None, &["duration"]);
    assert_eq!(
        refused.unwrap_err(),
        format!(
            "the table in csv has no numbers in its column \"duration\", which columns names: {either}"
        )
    );
}

#[test]
fn times_beside_days_that_come_once_each_are_left_out_and_the_table_is_read() {
    for name in ["aht", "build_time", "duration"] {
        let table = table(&format!("day,{name},x\n2024-01-01,5:37,1\n2024-01-02,6:02,2\n"));
        assert_eq!(columns(&table), ["x"]);
        let reason = &table.facts.left_out.first[0].reason;
        assert!(reason.contains("(h:mm)"), "{reason}");
    }
    // Times of day they are where a day has several, or where their column is called so.
    for (name, days) in
        [("aht", ["2024-01-01", "2024-01-01"]), ("time", ["2024-01-01", "2024-01-02"])]
    {
        let [one, two] = days;
        let refusal = refusal(&format!("day,{name},x\n{one},5:37,1\n{two},6:02,2\n"));
        assert!(refusal.contains("join them in one column"), "{refusal}");
    }
}
