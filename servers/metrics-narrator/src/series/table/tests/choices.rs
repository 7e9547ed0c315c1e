//! Tables that can be read, and would say something that does not stand in them.

use super::tables::{columns, lines, refusal, selected, table};

#[test]
fn a_point_before_three_digits_is_no_decimal_one_where_the_table_speaks_against_it() {
    for text in [
        // Days with points and semicolons, as spreadsheets write them in Germany.
        "Datum;Besucher\n13.01.2024;1.234\n14.01.2024;980\n15.01.2024;12.345\n",
        "t;a\n2024-01-01;1.234\n2024-01-02;2.345\n",
        "t\ta\n13.01.2024\t1.234\n14.01.2024\t2.345\n",
        // Whole numbers beside it.
        "t,a\n2024-01-01,1.234\n2024-01-02,980\n2024-01-03,12.345\n",
    ] {
        let refusal = refusal(text);
        assert!(
            refusal.contains("\"1.234\"")
                && refusal.contains("write such numbers as 1234 or as 1.2340"),
            "{refusal}"
        );
    }
    for (text, expected) in [
        (
            "t;a\n13.01.2024;1.234\n14.01.2024;980\n15.01.2024;1.234.567\n",
            [1234.0, 980.0, 1_234_567.0],
        ),
        (
            "t;a;b\n13.01.2024;1.234;1,5\n14.01.2024;980;2\n15.01.2024;12.345;2\n",
            [1234.0, 980.0, 12_345.0],
        ),
        ("t;a\n13.01.2024;1.234\n14.01.2024;980\n15.01.2024;12.3450\n", [1.234, 980.0, 12.345]),
        (
            "t,a\n2024-01-01T00:00,0.123\n2024-01-02T00:00,98.765\n2024-01-03T00:00,5\n",
            [0.123, 98.765, 5.0],
        ),
    ] {
        assert_eq!(table(text).columns[0].values, expected, "{text:?}");
    }
}

#[test]
fn times_that_are_spread_over_columns_are_refused() {
    for (text, part) in [
        (
            "year,month,sales\n2023,12,5\n2024,1,6\n",
            "holds years in its column \"year\" and the rest of its times in \"month\"",
        ),
        (
            "year,month,day,hour,pm2.5\n2013,3,1,0,4\n2013,3,1,1,8\n",
            "the rest of its times in \"month\", \"day\", \"hour\"; join them in one column",
        ),
        ("date,hour,load\n2024-01-01,0,4\n2024-01-01,1,8\n", "times of day in its column \"hour\""),
        (
            "Uhrzeit;Datum;a\n14:00;13.01.2024;4\n15:00;13.01.2024;8\n",
            "times of day in its column \"Uhrzeit\"",
        ),
        ("STN,YYYYMMDD,   HH,   T\n260,20240313,1,57\n260,20240313,2,52\n", "in its column \"HH\""),
        ("datum;uur;v\n13.03.2024;1;4\n13.03.2024;2;8\n", "in its column \"uur\""),
        ("year,d,v\n2024,1,5\n2024,2,6\n2024,3,5\n", "the rest of its times in \"d\""),
        ("YYYY,MM,DD,v\n2024,1,1,5\n2024,1,2,6\n", "the rest of its times in \"MM\", \"DD\""),
        (
            "settlementDate,settlementPeriod,v\n2024-03-13,1,4\n2024-03-13,2,8\n2024-03-13,3,7\n",
            "times of day in its column \"settlementPeriod\"",
        ),
        (
            "date,hhmm,v\n2024-03-13,0,4\n2024-03-13,30,8\n2024-03-13,100,7\n",
            "times of day in its column \"hhmm\"",
        ),
    ] {
        let refusal = refusal(text);
        assert!(refusal.contains(part), "{refusal}");
    }
}

#[test]
fn a_named_column_is_one_of_times_only_if_its_numbers_can_be_times() {
    let text = |cells: [&str; 4]| {
        let rows = cells.map(|cell| format!("{cell},1\n"));
        format!("x,load\n{}", rows.concat())
    };
    for cells in [["26.0", "27.5", "25.1", "80"], ["2037", "1851", "1920", "1799"]] {
        let refusal = selected(&text(cells), Some("x"), &[]).unwrap_err();
        assert!(
            refusal.contains(
                "its column \"x\", which timestamp_column names and whose numbers are no times"
            ),
            "{refusal}"
        );
    }
    for cells in [
        ["0", "1.5", "3", "4.5"],
        ["40", "30", "20", "10"],
        ["1799", "1851", "1920", "2037"],
        ["1769904900", "1769904000", "1769905800", "1769906700"],
    ] {
        assert_eq!(columns(&selected(&text(cells), Some("x"), &[]).unwrap()), ["load"]);
    }
    // A header that says so is believed.
    let shuffled = text(["3", "1", "2", "4"]).replace("x,", "elapsed_s,");
    assert_eq!(columns(&selected(&shuffled, Some("elapsed_s"), &[]).unwrap()), ["load"]);
}

#[test]
fn a_column_of_durations_is_no_part_of_the_times() {
    let text =
        "Date,Sessions,Avg. session duration\n2024-01-01,50,00:01:12\n2024-01-02,60,00:01:30\n";
    assert_eq!(columns(&table(text)), ["Sessions", "Avg. session duration [s]"]);
    let text = "Date,Duration,Sessions\n2024-01-01,00:01:12,50\n2024-01-02,00:01:30,60\n";
    assert_eq!(columns(&table(text)), ["Duration [s]", "Sessions"]);
    // Where a day comes again, what stands beside it may be when.
    let text = text.replace("Duration", "First") + "2024-01-02,00:01:40,70\n";
    assert!(refusal(&text).contains("name the others in timestamp_column and columns"));
    assert_eq!(columns(&selected(&text, Some("Date"), &["Sessions"]).unwrap()), ["Sessions"]);
}

#[test]
fn rows_of_different_things_are_not_made_one_series() {
    let mut hosts = "time,region,host,cpu\n".to_owned();
    let mut stores = "Store,Date,Sales\n".replace("Store", "store_id");
    let mut measures = "time,host,measure,value\n".to_owned();
    let mut entities = "entity_id,state,last_changed\n".to_owned();
    for hour in 0..10 {
        for host in ["web1", "web2", "db"] {
            hosts += &format!("2024-01-01T{hour:02}:00:00Z,eu,{host},{hour}\n");
        }
    }
    for (row, hour) in (0..40).zip((0..10).flat_map(|hour| [hour; 4])) {
        let (host, measure) = (["web", "db"][row % 2], ["cpu", "disk"][row / 2 % 2]);
        measures += &format!("2024-01-01T{hour:02}:00:00Z,{host},{measure},{row}\n");
    }
    for store in 1..4 {
        for day in 1..10 {
            stores += &format!("{store},2024-01-0{day},{}\n", day * store);
            entities +=
                &format!("sensor.s{store},{},2024-01-0{day}T00:00:{store}{day}Z\n", day * store);
        }
    }
    for (text, part) in [
        (
            &hosts,
            "holds several rows for one time, told apart by \"host\" (\"web1\", \"web2\", \"db\")",
        ),
        (&stores, "told apart by \"store_id\" (\"1\", \"2\", \"3\")"),
        (
            &measures,
            "told apart by \"host\", \"measure\" (\"web, cpu\", \"db, cpu\", \"web, disk\",",
        ),
        (
            &entities,
            "holds several series one below the other, told apart by \"entity_id\" (\"sensor.s1\",",
        ),
    ] {
        let refusal = refusal(text);
        assert!(refusal.contains(part), "{refusal}");
    }
    // A note, and rows that no text tells apart.
    let mut notes = "time,note,cpu\n".to_owned();
    let mut levels = "time,level,duration\n".to_owned();
    for minute in 0..30 {
        let note = if minute % 7 == 0 { "deployed" } else { "none" };
        notes += &format!("2024-01-01T00:{minute:02}:00Z,{note},{minute}\n");
        let level = if minute % 10 == 0 { "error" } else { "info" };
        levels += &format!("2024-01-01T00:00:{:02}Z,{level},{minute}\n", minute / 5);
    }
    for text in [notes, levels] {
        assert_eq!(table(&text).columns.len(), 1, "{text}");
    }
}

/// A table with rows of `header`; in `row`, each `{}` is the day.
fn days(header: &str, rows: &[&str]) -> String {
    let day =
        |day: u32| rows.iter().map(move |row| row.replace("{}", &format!("2024-01-{day:02}")));
    let rows: Vec<_> = (1..5).flat_map(day).collect();
    format!("{header}\n{}\n", rows.join("\n"))
}

#[test]
fn a_number_that_tells_the_rows_of_each_time_apart_names_things_whatever_it_is_called() {
    for (header, rows, part) in [
        (
            "time,sensor,value",
            &["{},1001,10", "{},1002,500"][..],
            "by \"sensor\" (\"1001\", \"1002\")",
        ),
        ("time,value,store_no", &["{},10,1", "{},500,2", "{},5,3"], "told apart by"),
        ("time,quantile,seconds", &["{},0.5,10", "{},0.99,500"], "by \"quantile\""),
        ("time,le,count", &["{},0.1,10", "{},+Inf,500"], "by \"le\""),
        ("table,time,v", &["0,{},10", "1,{},500"], "by \"table\""),
        (
            "Settlement Date,Settlement Period,Price",
            &["{},1,10", "{},2,500", "{},3,70"],
            "by \"Settlement Period\"",
        ),
    ] {
        let refusal = refusal(&days(header, rows));
        assert!(refusal.contains("holds several rows for one time"), "{header}: {refusal}");
        assert!(refusal.contains(part), "{header}: {refusal}");
    }
    let text = "time,sensor,value\n2024-01-01,1001,10\n2024-01-01,1002,500\n2024-01-02,1001,11\n\
                2024-01-02,1002,510\n";
    assert!(refusal(text).contains("told apart by \"sensor\" (\"1001\", \"1002\")"));
    assert!(selected(text, None, &["value"]).unwrap_err().contains("told apart by \"sensor\""));
    for text in [
        // Rows that stand twice, numbers that change, and the values before and behind a step.
        days("time,sensor,value", &["{},1001,10", "{},1001,10"]),
        "time,a,b\n2024-01-01,5,7\n2024-01-01,6,8\n2024-01-02,7,9\n2024-01-02,9,8\n".to_owned(),
        days("time,state", &["{},0", "{},1"]),
    ] {
        assert!(table(&text).facts.duplicate_times > 0, "{text:?}");
    }
}

#[test]
fn a_value_that_was_corrected_and_the_hour_that_comes_twice_make_no_long_table() {
    let corrected =
        "time,v,note\n2024-01-01,1,ok\n2024-01-02,2,ok\n2024-01-02,3,corrected\n2024-01-03,4,ok\n";
    let mut twice = "time,v,wx\n".to_owned();
    for (hour, wx) in [(0, "sun"), (1, "sun"), (2, "sun"), (2, "rain"), (3, "rain"), (4, "rain")] {
        for minute in [0, 15, 30, 45] {
            twice += &format!("2024-10-27 {hour:02}:{minute:02},{minute},{wx}\n");
        }
    }
    let short = "time,v,note\n2024-01-01,1,ok\n2024-01-01,2,corrected\n2024-01-02,3,ok\n";
    assert_eq!(columns(&selected(short, None, &["v"]).unwrap()), ["v"]);
    for text in [corrected, &twice] {
        assert_eq!(columns(&table(text)), ["v"]);
        assert_eq!(columns(&selected(text, None, &["v"]).unwrap()), ["v"]);
    }
}

#[test]
fn rows_that_take_turns_are_several_series_where_a_column_is_called_so() {
    let metrics = "time,metric,value\n2024-01-01,cpu,1\n2024-01-02,mem,100\n2024-01-03,cpu,2\n";
    assert!(
        refusal(metrics)
            .contains("holds rows of several series, told apart by \"metric\" (\"cpu\", \"mem\")")
    );
    let hosts =
        "time,host,cpu\n2024-01-01,a,1\n2024-01-02,b,100\n2024-01-03,a,2\n2024-01-04,b,98\n";
    assert!(refusal(hosts).contains("told apart by \"host\""));
    for text in [
        hosts.replace("host", "wx"),
        metrics.replace("metric", "remark"),
        // One that was replaced by another.
        "time,host,cpu\n2024-01-01,a,1\n2024-01-02,a,2\n2024-01-03,b,2\n2024-01-04,b,1\n"
            .to_owned(),
    ] {
        assert_eq!(table(&text).columns.len(), 1, "{text:?}");
    }
    assert_eq!(columns(&selected(hosts, None, &["cpu"]).unwrap()), ["cpu"]);
}

#[test]
fn of_many_things_the_first_are_named() {
    let mut text = "time,host,cpu\n".to_owned();
    for row in 0..4000 {
        text += &format!("2024-01-0{},web-{row},{row}\n", 1 + row / 2000);
    }
    let refusal = refusal(&text);
    assert!(refusal.contains("\"web-9\" and others)"), "{refusal}");
}

#[test]
fn a_title_with_as_many_cells_as_the_header_is_not_taken_for_it() {
    for (text, part) in [
        (
            "Report,,\n,,\ntime,a,b\n2024-01-01,1,2\n2024-01-02,2,3\n",
            "has \"Report\" above what looks like its header, \"time\", \"a\", \"b\"; remove what stands above",
        ),
        ("Report,,\nZeitraum,a,b\n2024-01-01,1,2\n2024-01-02,2,3\n", "has \"Report\" above"),
        (
            "source: x, station: y\ntime,temp\n2024-01-01,1\n2024-01-02,2\n",
            "its header, \"time\", \"temp\"",
        ),
        (
            "Station;4711\nHöhe;500\nDatum;Wert\n01.01.2024;1,5\n02.01.2024;1,6\n",
            "has \"Station\", \"4711\" above what looks like its header, \"Datum\", \"Wert\"",
        ),
        (
            ",Zürich,Bern\ntime,temp,temp\n2024-01-01,1,2\n2024-01-02,2,3\n",
            "or join both in one line",
        ),
        ("Run 5,x\ntime,v\n1700000000,1\n1700000060,2\n", "has \"Run 5\", \"x\" above"),
    ] {
        let refusal = refusal(text);
        assert!(refusal.contains(part), "{text:?}: {refusal}");
    }
    assert_eq!(table("time,a\nunknown,x\n2024-01-01,1\n2024-01-02,1\n").facts.skipped.rows, 1);
}

#[test]
fn another_table_below_the_first_is_refused_and_a_header_that_stands_again_is_skipped() {
    let text = "time,v\n2024-01-01,1\n2024-01-02,2\n\ntime,w\n2024-01-03,100\n";
    assert_eq!(
        refusal(text),
        "has another header in line 5 (\"time\", \"w\"), below which another table begins; send each in a call of its \
         own"
    );
    assert!(refusal(&text.replace("time,w", "Date,w")).contains("has another header in line 5"));
    for other in ["time,v", "Time,V", "time,", "time,7", "offline,none"] {
        let table = table(&text.replace("time,w", other));
        assert_eq!((table.facts.rows, table.facts.skipped.rows), (3, 1), "{other}");
    }
}

#[test]
fn a_row_of_units_below_the_header_is_used() {
    for (text, expected) in [
        ("time,temp,p\n,°C,hPa\n2024-01-01,1,1000\n", ["temp [°C]", "p [hPa]"]),
        ("time,temp_F,p\nUTC,[°C],-\n2024-01-01,1,1000\n", ["temp_F [°F]", "p"]),
        ("time,a,b\n,m/s,celsius\n2024-01-01,1,1000\n", ["a [m/s]", "b [°C]"]),
    ] {
        let table = table(text);
        assert_eq!(columns(&table), expected);
        assert_eq!((table.facts.rows, table.facts.skipped.rows), (1, 0));
    }
    let text = "time,a,b\nunknown,x,y\n2024-01-01,1,1000\n2024-01-02,1,1000\n";
    assert_eq!(table(text).facts.skipped.rows, 1);
}

#[test]
fn rows_in_a_quoted_cell_that_nobody_reads_are_named() {
    let text = "time,v,n\n2024-01-01,1,\"a\n2024-01-02,2,b\n2024-01-03,3,c\"\n2024-01-04,4,d\n";
    let lost = table(text);
    assert_eq!((lost.facts.rows, lost.facts.skipped.rows), (1, 1));
    assert_eq!(
        lines(&lost.facts.skipped.first),
        [
            "2: a quoted cell of it runs over the lines 2 to 4; close its quotation mark where the cell ends"
        ]
    );
    let remark = "time,v,n\n2024-01-01,1,\"a,\nb, c\"\n2024-01-04,4,d\n";
    assert_eq!((table(remark).facts.rows, table(remark).facts.skipped.rows), (2, 0));
}

#[test]
fn only_the_names_of_columns_that_are_read_must_be_short() {
    let long = "a".repeat(121);
    let text = format!("time,{long},cpu\n2024-01-01,1,2\n2024-01-02,2,3\n");
    assert!(refusal(&text).contains("whose name has 121 characters"));
    assert_eq!(columns(&selected(&text, None, &["cpu"]).unwrap()), ["cpu"]);
}

#[test]
fn a_refusal_quotes_what_could_not_be_read() {
    for (text, part) in [
        (
            "Month,a\nLeden 24,1\nÚnor 24,2\n",
            "\"Leden 24\" in the column \"Month\" is no time that can be read; write times as 2024-03-01T14:00:00, \
             2024-01-31 or 2024-01",
        ),
        (
            "time,a\n2024-01-01,many\n2024-01-02,few\n",
            "\"many\" in the column \"a\" is no number, write it as 1234.5",
        ),
    ] {
        let refusal = refusal(text);
        assert!(refusal.contains(part), "{refusal}");
    }
}

#[test]
fn numbers_that_count_the_rows_are_no_series_unless_they_are_named() {
    for text in [
        ",time,a\n0,2024-01-01,5\n1,2024-01-02,6\n2,2024-01-03,7\n",
        "id,time,a\n17,2024-01-01,5\n18,2024-01-02,6\n20,2024-01-03,7\n",
        "Unnamed: 0,time,a\n1,2024-01-01,5\n2,2024-01-02,6\n",
    ] {
        assert_eq!(columns(&table(text)), ["a"], "{text:?}");
    }
    let text = ",time,a\n0,2024-01-01,5\n1,2024-01-02,6\n";
    assert_eq!(columns(&selected(text, None, &["column 1"]).unwrap()), ["column 1"]);
    assert_eq!(columns(&table("time,id\n2024-01-01,1\n2024-01-02,2\n")), ["id"]);
    assert_eq!(columns(&table(",time,a\n5,2024-01-01,5\n3,2024-01-02,6\n")), ["column 1", "a"]);
}

#[test]
fn a_negative_zero_is_zero_and_a_number_in_brackets_is_a_loss() {
    let table = table("time,a,b\n2024-01-01,-0.0,(234.50)\n2024-01-02,-0,\"(1,234.50)\"\n");
    assert!(table.columns[0].values.iter().all(|value| value.is_sign_positive()));
    assert_eq!(table.columns[1].values, [-234.5, -1234.5]);
}

#[test]
fn sizes_as_programs_write_them_are_no_billions() {
    let text = "time,v\n2024-01-01,512B\n2024-01-02,2K\n";
    assert_eq!(
        refusal(text),
        "holds \"512B\" beside \"2K\" in its column \"v\", which may be 512 bytes or 512 billions; write sizes as \
         512 B and 2 kB, billions as 512.0B, or name other columns in columns"
    );
    for (cells, unit, values) in [
        ("2024-01-01,512 B\n2024-01-02,2 kB\n", "v [B]", [512.0, 2000.0]),
        ("2024-01-01,512.0B\n2024-01-02,2K\n", "v [B]", [512.0, 2e-6]),
        ("2024-01-01,1.5B\n2024-01-02,800M\n", "v [B]", [1.5, 0.8]),
    ] {
        let table = table(&format!("time,v\n{cells}"));
        assert_eq!(columns(&table), [unit]);
        assert_eq!(table.columns[0].values, values);
    }
}

#[test]
fn an_infinite_number_is_named_by_line_and_counts_for_no_text() {
    let table = table("time,v\n2024-01-01,inf\n2024-01-02,-Inf\n2024-01-03,1.5\n");
    assert_eq!(
        lines(&table.facts.unread.first),
        ["2: its cell \"inf\" in \"v\" is infinite", "3: its cell \"-Inf\" in \"v\" is infinite"]
    );
    assert_eq!((table.columns[0].count, table.columns[0].missing), (1, 2));
}

#[test]
fn years_of_two_digits_are_read_where_the_column_leaves_no_doubt() {
    for (cells, first) in [
        (&["Jan-24", "Feb-24", "Mar-24"][..], "2024-01-01T00:00:00"),
        (&["1-Jan-24", "2-Jan-24", "3-Jan-24"], "2024-01-01T00:00:00"),
        (&["15.03.24", "16.03.24"], "2024-03-15T00:00:00"),
        (&["15.03.24 14:00", "16.03.24 14:00"], "2024-03-15T14:00:00"),
        (&["3/15/24", "3/16/24"], "2024-03-15T00:00:00"),
        (&["15.03.99", "16.03.99"], "1999-03-15T00:00:00"),
        (&["2024-W01", "2024-W02"], "2024-01-01T00:00:00"),
        (&["2024-Q2", "2024-Q3"], "2024-04-01T00:00:00"),
        (&["2024Q2", "2024Q3"], "2024-04-01T00:00:00"),
        (
            &["Fri Mar 01 2024 14:00:00 GMT+0000 (Coordinated Universal Time)"],
            "2024-03-01T14:00:00Z",
        ),
        (&["2024-03-01 14:00:00 +0000 UTC"], "2024-03-01T14:00:00Z"),
    ] {
        let rows: String = cells.iter().map(|cell| format!("{cell},1\n")).collect();
        let table = table(&format!("x,value\n{rows}"));
        assert_eq!(table.facts.from.to_string(), first, "{cells:?}");
        assert_eq!(table.moments.len(), cells.len(), "{cells:?}");
    }
    for cells in [
        // Days of January, and days with the year first, also those of months.
        ["Jan-01", "Jan-02", "Jan-03"],
        ["20.11.28", "20.12.28", "21.01.28"],
        ["20/11/01", "20/12/01", "21/01/01"],
        ["20-Nov-28", "20-Dec-28", "21-Jan-28"],
        ["24/03/15", "24/03/16", "24/04/01"],
        ["24.03.15", "24.03.16", "24.03.17"],
    ] {
        let rows: String = cells.iter().map(|cell| format!("{cell},1\n")).collect();
        let refusal = refusal(&format!("date,value\n{rows}"));
        assert!(refusal.contains("is no time that can be read"), "{refusal}");
    }
    let mixed = table("date,a\n15.03.2024,1\n16.03.2024,2\n17.03.24,3\n");
    assert_eq!((mixed.facts.rows, mixed.facts.skipped.rows), (2, 1));
}
