//! What is told of tables whose rows are days, weeks, months or years.

use super::*;

/// A table of `visits` with a row at each of `times`, and so much more at the rows `unusual`.
fn visits(times: &[String], unusual: std::ops::Range<usize>) -> Facts {
    let row = |(row, time): (usize, &String)| {
        let more = if unusual.contains(&row) { 60 } else { 0 };
        format!("{time},{}\n", 100 + (scattered(row as u32, 0) * 9.0) as u32 + more)
    };
    facts(&format!("time,visits\n{}", times.iter().enumerate().map(row).collect::<String>()))
}

fn days(count: u32) -> Vec<String> {
    let first = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    first.iter_days().take(count as usize).map(|day| day.to_string()).collect()
}

fn months(count: u32) -> Vec<String> {
    (0..count).map(|month| format!("{}-{:02}", 2021 + month / 12, month % 12 + 1)).collect()
}

fn years(count: u32) -> Vec<String> {
    (0..count).map(|year| format!("{}-01-01", 1980 + year)).collect()
}

#[test]
fn an_anomaly_lasts_to_the_end_of_its_last_row_and_is_told_by_what_the_rows_are() {
    let hours: Vec<String> =
        (0..96).map(|row| format!("2024-03-{:02} {:02}:00", row / 24 + 1, row % 24)).collect();
    for (facts, seconds, wrong, told) in [
        (
            visits(&hours, 50..53),
            3.0 * 3_600.0,
            "4 hours",
            "for 3 hours, from 2024-03-03 02:00 to 2024-03-03 04:00",
        ),
        (
            visits(&days(84), 40..42),
            2.0 * 86_400.0,
            "4 days",
            "for 2 days, from 2024-02-10 to 2024-02-11",
        ),
        (
            visits(&months(72), 21..23),
            61.0 * 86_400.0,
            "80 days",
            "for 2 months, from October 2022 to November 2022",
        ),
        (
            visits(&years(40), 20..23),
            1_096.0 * 86_400.0,
            "5 years",
            "for 3 years, from 2000 to 2002",
        ),
    ] {
        let [anomaly] = &facts.series[0].anomalies[..] else { panic!("{facts}") };
        assert_eq!(anomaly.seconds, seconds, "{anomaly:?}");
        let report = narrative(&facts, "");
        assert!(report.headline.ends_with(&format!("it was unusual {told}.")), "{report:#?}");
        assert!(facts.to_string().contains(&format!("unusual {told};")), "{facts}");
        assert_eq!(report.problems("", &facts), Vec::<String>::new());
        let wrong = Narrative {
            headline: format!("visits was unusual for {wrong}."),
            paragraphs: vec!["Nothing.".to_owned()],
            highlights: Vec::new(),
        };
        let message = wrong.problems("", &facts).concat();
        assert!(message.contains(&format!("visits was unusual {told}")), "{message}");
    }
}

#[test]
fn dates_have_no_time_of_day_and_steps_their_own_words() {
    for (times, told) in [
        (days(84), "from 2024-01-01 to 2024-03-24, one every day."),
        (months(48), "from January 2021 to December 2024, one every month."),
        (years(40), "from 1980 to 2019, one every year."),
    ] {
        let facts = visits(&times, 30..31);
        let report = narrative(&facts, "");
        assert!(report.paragraphs[0].ends_with(told), "{report:#?}");
        assert!(!format!("{report:?}{facts}").contains("00:00"), "{report:#?} {facts}");
        assert_eq!(report.problems("", &facts), Vec::<String>::new());
    }
}

#[test]
fn a_slope_is_told_for_a_time_that_suits_the_table() {
    let rising = |times: &[String]| {
        let row = |(row, time): (usize, &String)| format!("{time},{}\n", 3 * row);
        facts(&format!("time,x\n{}", times.iter().enumerate().map(row).collect::<String>()))
    };
    for (times, told) in [
        (days(56), "3 per day"),
        (days(168), "per week"),
        (days(336), "per month"),
        (months(30), "per month"),
        (months(60), "per year"),
        (years(30), "3 per year"),
    ] {
        let facts = rising(&times);
        let report = narrative(&facts, "");
        assert!(report.headline.contains(told), "{report:#?}");
        assert_eq!(report.problems("", &facts), Vec::<String>::new());
    }
}
