//! Reports of tables of many kinds, held to what is asked of a model, and what single findings are told as.

use std::fmt::Write as _;

mod calendar;
mod flat_lines;
mod missing;
mod seasons;

use shared::sampler::Stop;

use super::*;
use crate::{
    answer::NARRATIVE,
    series::{self, Chart, Source, phrases},
};

fn facts(csv: &str) -> Facts {
    let source = Source::new(String::new(), csv.to_owned(), String::new(), Vec::new()).unwrap();
    series::described(&source, &[], "", Chart::None, &Stop::never()).unwrap().facts
}

fn service() -> String {
    include_str!("../../../../docs/tables/service.csv").to_owned()
}

/// A table of `columns`, with a row each hour.
fn hourly(columns: &[&str], rows: u32, value: impl Fn(u32, usize) -> String) -> String {
    let mut csv = format!("time,{}\n", columns.join(","));
    for row in 0..rows {
        let (day, hour) = (row / 24 + 1, row % 24);
        write!(csv, "2024-03-{day:02} {hour:02}:00").unwrap();
        (0..columns.len()).for_each(|column| write!(csv, ",{}", value(row, column)).unwrap());
        csv.push('\n');
    }
    csv
}

/// A table with a row each month.
fn monthly() -> String {
    let row = |month: u32| {
        format!("{}-{:02}-01,{}\n", 2020 + month / 12, month % 12 + 1, scattered(month, 0))
    };
    format!("month,visits\n{}", (0..48).map(row).collect::<String>())
}

/// Up and then level, level and then down, up and down with a step between: courses that turn.
fn course(row: u32, column: usize) -> f64 {
    let row = f64::from(row);
    match column {
        0 => 100.0 + row.min(100.0),
        1 => 90.0 - 0.4 * (row - 180.0).max(0.0),
        _ => 300.0 - (row - 120.0).abs() + if row < 230.0 { 0.0 } else { 90.0 },
    }
}

/// What rises at once and falls ever more slowly.
fn flood() -> String {
    hourly(&["stage_cm"], 400, |row, column| {
        let flood = if row >= 150 { 200.0 * ((150.0 - f64::from(row)) / 60.0).exp() } else { 0.0 };
        format!("{:.2}", 60.0 + flood + scattered(row, column))
    })
}

/// A daily wave of this height around 20, in noise.
fn wave(row: u32, height: f64) -> f64 {
    20.0 + height * (f64::from(row) / 24.0 * std::f64::consts::TAU).sin() + scattered(row, 0)
}

/// Numbers without a pattern, the same on every run.
fn scattered(row: u32, column: usize) -> f64 {
    let mut mixed = u64::from(row) * 31 + column as u64 + 1;
    // The finalizer of SplitMix64 (Steele, Lea and Flood, 2014).
    mixed = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    f64::from((mixed >> 40) as u32) / f64::from(1_u32 << 24)
}

#[test]
fn the_fallback_keeps_to_everything_that_is_asked_of_a_model() {
    let many: Vec<_> = (0..15).map(|number| format!("queue_{number}_depth")).collect();
    let many: Vec<_> = many.iter().map(String::as_str).collect();
    let tables = [
        service(),
        flood(),
        hourly(&["x"], 1, |row, _| row.to_string()),
        hourly(&["x"], 2, |row, _| row.to_string()),
        monthly(),
        hourly(&["limit_mb", "Temp (°C)"], 100, |row, column| ["512".to_owned(), (20.0 + f64::from(row) / 10.0 + scattered(row, 0)).to_string()][column].clone()),
        hourly(&["a", "b"], 48, |row, column| if column == 0 { (scattered(row, 0) - 50.0).to_string() } else { String::new() } + if row == 0 { "1" } else { "" }),
        hourly(&many, 300, |row, column| format!("{:.3}", 100.0 + scattered(row, column) + if row > 150 + column as u32 { 9.0 } else { 0.0 } + if row == 77 { 60.0 } else { 0.0 })),
        hourly(&["revenue (€)", "error rate %"], 200, |row, column| format!("{:.2}", 1e6 * scattered(row, column) * f64::from(1 + u32::from(row == 120) * 9))),
        hourly(&["p95_latency_ms", "http_5xx"], 240, |row, column| format!("{:.4}", (f64::from(row) / 24.0 * std::f64::consts::TAU).sin() * 5.0 + scattered(row, column) - f64::from(row) * 0.2)),
        hourly(&[&"long ".repeat(24), &"name_".repeat(24)], 300, |row, column| format!("{:.3}", scattered(row, column) + if row == 77 { 60.0 } else { 0.0 } + if row > 200 { 7.0 } else { 0.0 })),
        hourly(&["disk %", "humidity_pct"], 300, |row, column| (scattered(row, column) + if column == 0 { 20.0 + f64::from(row) / 5.0 } else { 40.0 + 9.0 * (f64::from(row) / 24.0 * std::f64::consts::TAU).sin() }).to_string()),
        hourly(&["balance_eur", "offset"], 300, |row, column| (1e6 + scattered(row, column) * 0.02 + if row > 150 { 0.4 } else { 0.0 } + if row == 77 { 0.3 } else { 0.0 }).to_string()),
        hourly(&["users", "share %", "queue"], 300, |row, column| format!("{:.2}", scattered(row, column) + course(row, column))),
        hourly(&[&"long ".repeat(24)], 300, |row, _| format!("{:.2}", 1e6 * (scattered(row, 0) + course(row, 2) - (f64::from(row) - 60.0).abs()))),
        hourly(&["disk_gb"], 500, |row, _| format!("{:.2}", scattered(row, 0) + 0.55 * f64::from(row) - if row < 290 { 0.0 } else { 140.0 })),
        hourly(&["boiler_temp (°C)"], 504, |row, _| format!("{:.2}", if row < 300 { wave(row, 8.0) } else { 21.4 })),
        hourly(&["load", "pumps"], 504, |row, column| format!("{:.2}", wave(row, if (row < 252) == (column == 0) { 8.0 } else { [3.0, 0.0][column] }))),
        hourly(&["tiny", "huge"], 50, |row, column| format!("{:e}", scattered(row, column) * if column == 0 { 1e-9 } else { 1e17 })),
    ];
    for table in &tables {
        let facts = facts(table);
        for question in
            ["", "What about http_5xx and latency?", "And the limit, x, noise and free capacity?"]
        {
            let report = narrative(&facts, question);
            let value = serde_json::to_value(&report).unwrap();
            let problems =
                [NARRATIVE.schema().problems(&value), report.problems("", &facts)].concat();
            assert_eq!(problems, Vec::<String>::new(), "{table:.60}: {report:#?}");
        }
    }
}

#[test]
fn a_course_that_turns_is_told_from_turn_to_turn() {
    let table = hourly(&["users", "share %"], 300, |row, column| {
        format!("{:.2}", course(row, column) + 0.5 * scattered(row, column))
    });
    let report = narrative(&facts(&table), "");
    let trends = report.highlights.iter().filter(|it| it.facts[0].ends_with("trend"));
    let told: Vec<_> = trends.map(|highlight| highlight.statement.as_str()).collect();
    let [users, share] = told[..] else { panic!("{told:?}") };
    for (told, parts) in [
        (
            users,
            ["users rose from 100.", " to 200.", " until 2024-03-05 0", ", then held near 200."],
        ),
        (share, ["share % held near 90.", "% until", " 2024-03-08 1", ", then fell to 42."]),
    ] {
        assert!(parts.iter().all(|part| told.contains(part)), "{told}");
    }
}

#[test]
fn what_grows_between_its_changes_of_level_is_not_said_to_go_from_end_to_end() {
    let table = hourly(&["disk_gb"], 500, |row, _| {
        let cleaned = if row < 290 { 0.0 } else { 140.0 };
        format!("{:.2}", 0.55 * f64::from(row) - cleaned)
    });
    let report = narrative(&facts(&table), "");
    let text = format!("{report:?}");
    assert!(
        text.contains("disk_gb rose by 13.2 GB per day between its changes of level."),
        "{text}"
    );
}

#[test]
fn what_follows_the_last_change_of_level_is_not_said_to_stay() {
    let table = hourly(&["x"], 400, |row, _| {
        let level = match row {
            0..200 => 10.0,
            _ => 50.0 - 30.0 * f64::from(row - 200) / 200.0,
        };
        (level + 0.2 * scattered(row, 0)).to_string()
    });
    let report = narrative(&facts(&table), "");
    let text = format!("{report:?}");
    assert!(text.contains("The level of x rose from 10"), "{text}");
    assert!(!text.contains("stayed"), "{text}");
}

#[test]
fn a_trend_of_percentages_is_told_in_percentage_points() {
    let table = hourly(&["disk %"], 200, |row, _| {
        (20.0 + f64::from(row) / 5.0 + scattered(row, 0)).to_string()
    });
    let headline = narrative(&facts(&table), "").headline;
    assert!(headline.starts_with("disk % rose by 4.7"), "{headline}");
    assert!(headline.contains("percentage points per day, from 20."), "{headline}");
}

#[test]
fn what_happens_far_behind_the_first_digits_is_seen_in_the_text() {
    let table = hourly(&["balance_eur"], 300, |row, _| {
        let happens = if row >= 150 { 0.4 } else { 0.0 } + if row == 77 { 0.9 } else { 0.0 };
        format!("{:.2}", 1_234_567.0 + happens + 0.02 * scattered(row, 0))
    });
    let facts = facts(&table);
    let told = format!("{:?}", narrative(&facts, ""));
    for expected in ["from 1,234,567.01 EUR to 1,234,567.41 EUR", "reached 1,234,567.9"] {
        assert!(told.contains(expected), "{expected}: {told}");
    }
    let statements = facts.to_string();
    let [change] = &facts.series[0].change_points[..] else { panic!("{statements}") };
    assert!((change.to - change.from - 0.4).abs() < 0.011, "{change:?}");
    assert!(
        statements.contains("level rises from 1,234,567.01 EUR to 1,234,567.41 EUR"),
        "{statements}"
    );
    assert!(statements.contains("minimum 1,234,567 EUR"), "{statements}");
}

#[test]
fn of_more_anomalies_than_three_the_others_are_counted() {
    let table = hourly(&["queue"], 700, |row, _| {
        let height = if [40, 121, 277, 340, 467, 512, 650].contains(&row) { 90.0 } else { 0.0 };
        format!("{:.1}", 100.0 + height + scattered(row, 0))
    });
    let facts = facts(&table);
    let told = narrative(&facts, "");
    let others = "queue has 4 more unusual stretches, which go no further.";
    assert_eq!(format!("{told:?}").matches(others).count(), 2, "{told:?}");
    assert!(facts.to_string().contains("4 more unusual stretches, which go no further"));
}

#[test]
fn series_that_are_unusual_one_after_another_are_not_said_to_be_so_at_the_same_time() {
    let table = hourly(&["orders", "returns"], 300, |row, column| {
        let is_unusual = if column == 0 { (100..103).contains(&row) } else { row == 104 };
        let height = if is_unusual { 90.0 } else { 0.0 };
        format!("{:.1}", 100.0 + height + scattered(row, column))
    });
    let told = narrative(&facts(&table), "").headline;
    assert!(told.starts_with("orders and returns were unusual one after another, from"), "{told}");
}

#[test]
fn series_that_share_few_of_their_unusual_rows_are_said_to_overlap() {
    let table = hourly(&["orders", "returns"], 300, |row, column| {
        let own = if column == 0 { 100..108 } else { 107..115 };
        let height = if own.contains(&row) { 90.0 } else { 0.0 };
        format!("{:.1}", 100.0 + height + scattered(row, column))
    });
    let facts = facts(&table);
    let report = narrative(&facts, "");
    let told = &report.headline;
    assert!(
        told.starts_with("orders and returns were unusual at overlapping times, from"),
        "{told}"
    );
    assert_eq!(report.problems("", &facts), Vec::<String>::new());
}

#[test]
fn a_level_that_changes_slowly_is_told_to_do_so_between_two_times() {
    let table = hourly(&["queue"], 300, |row, _| {
        let risen = (row as f64 - 150.0).clamp(0.0, 20.0);
        format!("{:.1}", 100.0 + 5.0 * risen + scattered(row, 0))
    });
    let told = narrative(&facts(&table), "").headline;
    let [from, to] = ["2024-03-07 07:00", "2024-03-08 01:00"];
    let expected = format!("The level of queue rose from 100.5 to 200.4 between {from} and {to}.");
    assert_eq!(told, expected);
}

#[test]
fn a_question_about_series_in_which_nothing_happens_is_answered_with_that() {
    let facts = facts(&service());
    let headline = |question: &str| narrative(&facts, question).headline;
    assert_eq!(
        headline("Is memory_limit_mb or the noise a problem?"),
        "Nothing unusual, no change of level and no trend that matters in memory_limit_mb and noise."
    );
    assert!(headline("").starts_with("error_rate reached"));
}

#[test]
fn what_happens_to_several_series_at_once_is_told_of_the_one_that_is_asked_about() {
    let table = hourly(&["cpu", "free_capacity", "errors"], 240, |row, column| {
        let spike = if row == 100 { 40.0 } else { 0.0 };
        let season = 5.0 * (f64::from(row) / 24.0 * std::f64::consts::TAU).sin();
        format!("{:.3}", 50.0 + season + spike + scattered(row, column))
    });
    let report = narrative(&facts(&table), "What happened to the free capacity?");
    assert!(
        report.headline.starts_with("free_capacity, cpu and errors were unusual"),
        "{report:#?}"
    );
    let first = &report.highlights[0];
    assert_eq!(first.series, "free_capacity");
    assert!(first.statement.contains(". free_capacity reached 9"), "{first:?}");
}

#[test]
fn a_table_of_few_rows_is_not_said_to_be_quiet_and_its_gap_and_steps_read_as_english() {
    let of = |table: &str| narrative(&facts(table), "");
    let one = of("time,x\n2024-03-01 00:00,5\n");
    assert_eq!(one.headline, "1 row is too few to tell what is usual and what is not.");
    assert_eq!(one.paragraphs[0], "The table holds 1 row of x, at 2024-03-01 00:00.");
    let two = of("time,x\n2024-03-01 00:00,1\n2024-03-01 01:00,1000000\n");
    assert_eq!(two.headline, "2 rows are too few to tell what is usual and what is not.");
    let full = hourly(&["x"], 40, |row, _| scattered(row, 0).to_string());
    let gap: String = full.split_inclusive('\n').filter(|line| !line.contains("-01 1")).collect();
    let gap = of(&gap);
    let told = "There is 1 gap, of 11 hours, from 2024-03-01 09:00 to 2024-03-01 20:00.";
    assert!(gap.paragraphs[0].ends_with(told), "{gap:#?}");
    let monthly = of(&monthly());
    assert!(monthly.paragraphs[0].ends_with("one every month."), "{monthly:#?}");
}

#[test]
fn what_is_to_be_expected_of_a_bucket_is_said_to_be_of_its_highest_or_lowest() {
    let mut facts = facts(&service());
    facts.table.bucket_seconds = Some(1_800.0);
    let report = narrative(&facts, "");
    assert!(
        report.headline.contains(
            ", where 0.238 was to be expected as the highest of 30 minutes; it was unusual"
        ),
        "{report:#?}"
    );
    assert_eq!(report.problems("", &facts), Vec::<String>::new());
    let statements = facts.to_string();
    assert!(
        statements.contains("above the 0.238 to be expected as the highest of 30 minutes"),
        "{statements}"
    );
}

#[test]
fn cells_that_are_no_numbers_are_told() {
    let told = |unread: u32, empty: u32| {
        let facts = facts(&hourly(&["x", "y"], 200, |row, column| match (row, column) {
            (row, 0) if row % 20 == 3 && row / 20 < unread => "broken".to_owned(),
            (row, 0) if row % 20 == 7 && row / 20 < empty => String::new(),
            _ => scattered(row, column).to_string(),
        }));
        let report = narrative(&facts, "");
        assert_eq!(report.problems("", &facts), Vec::<String>::new());
        let fact = facts.statements().into_iter().find(|fact| fact.id == "table.unread");
        (report.paragraphs[0].clone(), fact.map(|fact| fact.statement))
    };
    let (text, fact) = told(9, 0);
    assert!(
        text.ends_with(" 9 cells could not be read as numbers and count as missing."),
        "{text}"
    );
    assert_eq!(
        fact.as_deref(),
        Some("all missing values are cells that could not be read as numbers")
    );
    let (text, fact) = told(1, 3);
    assert!(
        text.ends_with(" 1 cell could not be read as a number and counts as missing."),
        "{text}"
    );
    assert_eq!(
        fact.as_deref(),
        Some("some of the missing values are cells that could not be read as numbers")
    );
    assert_eq!(told(0, 3).1, None);
}

#[test]
fn columns_that_are_not_described_are_told() {
    let told = |others: &[&str]| {
        let columns = [&["load"], others].concat();
        let facts = facts(&hourly(&columns, 40, |row, column| match column {
            0 => scattered(row, 0).to_string(),
            _ => format!("text {row}"),
        }));
        let report = narrative(&facts, "");
        assert_eq!(report.problems("", &facts), Vec::<String>::new());
        let fact = facts.statements().into_iter().find(|fact| fact.id == "table.left_out");
        (report.paragraphs[0].clone(), fact.map(|fact| fact.statement))
    };
    let (text, fact) = told(&["host2"]);
    assert!(text.ends_with(" The column host2 is not described."), "{text}");
    assert_eq!(fact.as_deref(), Some("the column host2 is not described"));
    let (text, fact) = told(&["http 5xx", "region", "Zone 3 note"]);
    let named = "columns http 5xx, region and Zone 3 note are not described";
    assert!(text.ends_with(&format!(" The {named}.")), "{text}");
    assert_eq!(fact, Some(format!("the {named}")));
    assert_eq!(told(&[]).1, None);
}

#[test]
fn what_stands_out_most_is_the_headline_and_a_quiet_table_is_said_to_be_quiet() {
    let report = narrative(&facts(&service()), "");
    assert!(report.headline.starts_with("error_rate reached 2.8"), "{report:#?}");
    let quiet = narrative(
        &facts(&hourly(&["x", "y"], 100, |row, column| scattered(row, column).to_string())),
        "",
    );
    assert_eq!(
        quiet.headline,
        "Nothing unusual, no change of level and no trend that matters in 2 columns of numbers."
    );
    assert_eq!(quiet.highlights, []);
}

#[test]
fn levels_that_change_often_are_told_in_the_order_of_time() {
    let high = |row: u32| [0.0, 200.0, 0.0, 90.0, 0.0][row as usize / 60];
    let facts = facts(&hourly(&["power_w"], 300, |row, column| {
        format!("{:.2}", 100.0 + high(row) + scattered(row, column))
    }));
    let report = narrative(&facts, "");
    let levels = report.paragraphs.iter().find(|it| it.contains("The level of")).unwrap();
    let days: Vec<&str> = levels.split("2024-03-").skip(1).map(|it| &it[..2]).collect();
    assert_eq!(days, ["03", "06", "08", "11"], "{levels}");
    // The largest change is what the report begins with.
    assert!(report.headline.contains("2024-03-0"), "{}", report.headline);
}

#[test]
fn a_level_that_goes_back_slowly_is_told_with_when_it_is_back() {
    let facts = facts(&flood());
    let change = &facts.series[0].change_points[..];
    let [change] = change else { panic!("{change:?}") };
    assert!(change.returned.is_some(), "{change:?}");
    let report = narrative(&facts, "");
    assert!(report.headline.contains(", and went back to "), "{}", report.headline);
}

#[test]
fn durations_are_told_in_seconds() {
    for (name, unit) in [("Pace (min/km)", "s/km"), ("Time (min)", "s"), ("Avg pace", "s")] {
        let facts = facts(&hourly(&[name], 60, |row, _| match row {
            40 => "9:30".to_owned(),
            _ => format!("5:{:02}", 20 + (20.0 * scattered(row, 0)) as u32),
        }));
        let report = narrative(&facts, "");
        assert_eq!(report.problems("", &facts), Vec::<String>::new());
        let told = format!("{name} reached 570 {unit} ");
        assert!(report.headline.starts_with(&told), "{report:#?}");
    }
}
