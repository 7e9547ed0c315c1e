//! What is told of what is missing, stands twice or is asked about in vain.

use super::*;

/// Whether a report with this headline passes the check.
fn is_borne_out(headline: &str, facts: &Facts) -> bool {
    let report = Narrative {
        headline: headline.to_owned(),
        paragraphs: vec!["Nothing.".to_owned()],
        highlights: Vec::new(),
    };
    report.problems("", facts).is_empty()
}

#[test]
fn a_series_that_ends_before_the_table_is_told_first() {
    let facts = facts(&hourly(&["orders", "temp"], 240, |row, column| match (row, column) {
        (200.., 0) => String::new(),
        _ => scattered(row, column).to_string(),
    }));
    let orders = &facts.series[0];
    assert_eq!(
        orders.no_values_since.map(|at| at.to_string()).as_deref(),
        Some("2024-03-09T08:00:00")
    );
    assert_eq!(facts.series[1].no_values_since, None);
    let report = narrative(&facts, "");
    assert_eq!(
        report.headline,
        "orders had no values from 2024-03-09 08:00 to the end of the table."
    );
    assert_eq!(report.highlights[0].facts, ["s1.no_values_since"]);
    assert_eq!(report.problems("", &facts), Vec::<String>::new());
    let statements = facts.to_string();
    assert!(
        statements.contains("[s1.no_values_since] orders: has no values from 2024-03-09 08:00"),
        "{statements}"
    );
}

#[test]
fn the_longest_stretch_without_values_and_the_longest_gap_have_their_times() {
    let table = hourly(&["x"], 240, |row, _| match row {
        100..110 | 150 => String::new(),
        _ => scattered(row, 0).to_string(),
    });
    let facts = facts(&table);
    let report = narrative(&facts, "");
    assert!(
        report.paragraphs[1].ends_with(
            "11 values are missing, the longest stretch of them from 2024-03-05 04:00 to 2024-03-05 13:00."
        ),
        "{report:#?}"
    );
    assert_eq!(report.problems("", &facts), Vec::<String>::new());
    let gaps =
        table.split_inclusive('\n').filter(|line| !line.contains("-03 1")).collect::<String>();
    let facts = super::facts(&gaps);
    let report = narrative(&facts, "");
    assert!(
        report.paragraphs[0]
            .ends_with("There is 1 gap, of 11 hours, from 2024-03-03 09:00 to 2024-03-03 20:00."),
        "{report:#?}"
    );
    assert_eq!(report.problems("", &facts), Vec::<String>::new());
    for (text, is_borne) in [
        ("The longest gap began at 2024-03-03 09:00.", true),
        ("x had no values from 2024-03-05 04:00 to 2024-03-05 13:00.", true),
        ("x had no values from 2024-03-06 05:00 to 2024-03-06 14:00.", false),
    ] {
        assert_eq!(is_borne_out(text, &facts), is_borne, "{text}");
    }
}

#[test]
fn a_gap_that_is_nearly_whole_years_or_days_is_told_as_these() {
    // The last row before the gap, the first one behind it, and how long it is.
    for (before, behind, told) in [
        ("2024-04-09T00:00:00", "2026-04-09T00:00:00", "1 gap, of 2 years, "),
        ("2024-04-09T00:00:00", "2024-04-09T23:59:59", "1 gap, of 1 day, "),
    ] {
        let hours = |time: &str, hours: &mut dyn Iterator<Item = i64>| -> String {
            let time: chrono::NaiveDateTime = time.parse().unwrap();
            let row = |hour| {
                let at = time + chrono::TimeDelta::hours(hour);
                format!("{at},{}\n", scattered(hour.unsigned_abs() as u32, 0))
            };
            hours.map(row).collect()
        };
        let rows = hours(before, &mut (-30..=0)) + &hours(behind, &mut (0..=30));
        let facts = facts(&format!("time,x\n{rows}"));
        let report = narrative(&facts, "");
        assert!(report.paragraphs[0].contains(told), "{report:#?}");
        assert_eq!(report.problems("", &facts), Vec::<String>::new());
    }
}

#[test]
fn rows_of_one_time_are_told() {
    let table = hourly(&["x"], 60, |row, _| scattered(row, 0).to_string());
    let twice: String = table.lines().flat_map(|line| [line, "\n"]).collect::<String>();
    let last = twice.lines().last().unwrap().to_owned();
    let facts = facts(&format!("{twice}{last}\n"));
    let report = narrative(&facts, "");
    assert!(
        report.paragraphs[0].ends_with(" 1 row has a time that another row has."),
        "{report:#?}"
    );
    assert_eq!(report.problems("", &facts), Vec::<String>::new());
}

#[test]
fn a_series_is_named_once_and_what_is_furthest_from_the_expected_is_told() {
    let names = [
        "requests_of_all_services",
        "p95_latency_of_all_services_ms",
        "cpu_of_all_services",
        "error_rate_of_all_services",
    ];
    let facts = facts(&hourly(&names, 240, |row, column| {
        let spike = match (row, column) {
            (100, 3) => 400.0,
            (100 | 103, _) => 40.0,
            _ => 0.0,
        };
        format!("{:.1}", 50.0 + spike + scattered(row, column))
    }));
    for group in &facts.coincidences {
        let mut names = group.series.clone();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), group.series.len(), "{group:?}");
    }
    let report = narrative(&facts, "");
    assert!(report.headline.contains("error_rate_of_all_services reached 45"), "{report:#?}");
    assert!(
        report.highlights[0].statement.contains("error_rate_of_all_services reached 45"),
        "{report:#?}"
    );
    assert_eq!(report.problems("", &facts), Vec::<String>::new());
}

#[test]
fn a_question_about_what_the_table_has_not_is_told_so() {
    let facts = super::facts(&service());
    let headline = |question: &str| narrative(&facts, question).headline;
    assert!(
        headline("Did memory leak?").starts_with("memory_limit_mb")
            || headline("Did disks fill up?")
                .starts_with("The question names no series of this table. error_rate reached"),
        "{}",
        headline("Did disks fill up?")
    );
    assert!(headline("What happened since noon?").starts_with("error_rate reached"));
}

#[test]
fn series_that_are_asked_about_come_first_and_many_are_counted() {
    let names: Vec<_> = (0..16).map(|number| format!("cluster_{number}_load")).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let facts = facts(&hourly(&names, 240, |row, column| {
        let spike = if row == 100 { 40.0 } else { 0.0 };
        format!("{:.2}", 50.0 + spike + scattered(row, column))
    }));
    let report = narrative(&facts, "How is cluster 7?");
    assert!(
        report.headline.contains("16 series, among them cluster_7_load, cluster_0_load"),
        "{report:#?}"
    );
    let last = report.paragraphs.last().unwrap();
    assert!(last.starts_with("cluster_7_load averaged"), "{last}");
    let service = super::facts(&service());
    let latency = narrative(&service, "How did latency develop?");
    assert!(latency.headline.starts_with("The level of latency_ms fell"), "{latency:#?}");
    assert!(latency.paragraphs[1].starts_with("The level of latency_ms fell"), "{latency:#?}");
    assert_eq!(report.problems("", &facts), Vec::<String>::new());
}

#[test]
fn what_has_no_room_is_told_by_its_name() {
    let names: Vec<_> = (0..20)
        .map(|number| format!("{}_{number}", "latency_of_a_service_in_the_region".repeat(2)))
        .collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let facts = facts(&hourly(&names, 60, |row, column| scattered(row, column).to_string()));
    let report = narrative(&facts, "");
    let last = report.paragraphs.last().unwrap();
    assert!(
        last.contains(" Of latency_of_a_service") && last.ends_with("the facts tell more."),
        "{last}"
    );
    assert_eq!(report.problems("", &facts), Vec::<String>::new());
}

#[test]
fn codes_for_a_missing_value_are_told() {
    let told = |codes: &[(u32, usize, &str)]| {
        let facts = facts(&hourly(&["co2_ppm", "ch4_ppb"], 100, |row, column| {
            let code = codes.iter().find(|(at, of, _)| (*at, *of) == (row, column));
            let number = 360.0 + 1000.0 * column as f64 + 20.0 * scattered(row, column);
            code.map_or_else(|| format!("{number:.2}"), |(.., code)| (*code).to_owned())
        }));
        let report = narrative(&facts, "");
        assert_eq!(report.problems("", &facts), Vec::<String>::new());
        let facts = facts.statements();
        let fact = facts.into_iter().find(|fact| fact.id == "s1.missing_code");
        (report.paragraphs[0].clone(), fact.map(|fact| fact.statement))
    };
    let (text, fact) = told(&[(7, 0, "-999.99"), (50, 0, "-999.99"), (64, 0, "-999.99")]);
    let expected =
        " 3 cells of co2_ppm hold -999.99, a code for a missing value, and count as missing.";
    assert!(text.ends_with(expected), "{text}");
    assert_eq!(fact.as_deref(), Some("3 cells with -999.99, a code for a missing value"));
    let (text, _) = told(&[(7, 0, "-999"), (50, 0, "-999"), (50, 1, "-999")]);
    let expected = " 2 cells of co2_ppm and 1 cell of ch4_ppb hold -999, a code for a missing value, and count as \
                    missing.";
    assert!(text.ends_with(expected), "{text}");
    let (text, _) = told(&[(7, 0, "-9999.0"), (50, 1, "-999.99")]);
    let expected = " 1 cell of co2_ppm holds -9999.0, a code for a missing value, and counts as missing. 1 cell of \
                    ch4_ppb holds -999.99, a code for a missing value, and counts as missing.";
    assert!(text.ends_with(expected), "{text}");
    assert_eq!(told(&[]).1, None);
}

#[test]
fn a_code_with_a_decimal_comma_is_told_as_it_is_written() {
    let cell = |day: u32| match day {
        7 | 12 => "-999,99".to_owned(),
        _ => format!("36{},5", day % 10),
    };
    let rows = (1..=20).map(|day| format!("2024-03-{day:02};{}\n", cell(day)));
    let facts = facts(&format!("time;co2\n{}", rows.collect::<String>()));
    let report = narrative(&facts, "");
    assert_eq!(report.problems("", &facts), Vec::<String>::new());
    let expected =
        " 2 cells of co2 hold -999,99, a code for a missing value, and count as missing.";
    assert!(report.paragraphs[0].ends_with(expected), "{report:#?}");
}

#[test]
fn a_code_for_a_missing_value_is_no_value_in_a_text() {
    let facts = facts(&hourly(&["co2"], 100, |row, _| match row {
        7 | 50 => "-999.99".to_owned(),
        _ => format!("{:.2}", 360.0 + 20.0 * scattered(row, 0)),
    }));
    for (text, is_borne) in [
        ("Two cells of co2 hold -999.99, which stands for a missing value.", true),
        ("The sensor wrote -999.99 in 2 rows, and these count as missing.", true),
        ("co2 fell to its minimum of -999.99.", false),
        ("The sensor wrote -99.99 in 2 rows.", false),
    ] {
        assert_eq!(is_borne_out(text, &facts), is_borne, "{text}");
    }
}
