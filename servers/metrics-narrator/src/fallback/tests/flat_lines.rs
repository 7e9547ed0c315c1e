//! Series that stand still, and seasons that begin, end or come to be larger.

use super::*;

#[test]
fn a_sensor_that_is_stuck_is_told_with_its_value_and_times() {
    let facts = facts(&hourly(&["Temp (°C)"], 504, |row, _| {
        format!("{:.2}", if row < 300 { wave(row, 8.0) } else { 21.4 })
    }));
    let [line] = &facts.series[0].flat_lines[..] else { panic!("{facts:?}") };
    assert_eq!(
        (line.id.as_str(), line.value, line.seconds),
        ("s1.flat_line_1", 21.4, 204.0 * 3_600.0)
    );
    let report = narrative(&facts, "");
    assert_eq!(
        report.headline,
        "Temp (°C) stood still at 21.4 °C for 8 days 12 hours, from 2024-03-13 12:00 to 2024-03-21 23:00."
    );
    let statement = "Temp (°C): stands still at 21.4 °C for 8 days 12 hours, from 2024-03-13 12:00 to 2024-03-21 23:00";
    assert!(facts.to_string().contains(&format!("[s1.flat_line_1] {statement}")), "{facts}");
}

#[test]
fn a_season_that_changes_its_amplitude_is_told_with_all_of_them() {
    let told = |heights: [f64; 3]| {
        let facts = facts(&hourly(&["load"], 720, |row, _| {
            let height = heights[(row / 240) as usize];
            format!("{:.2}", wave(row, height))
        }));
        let report = narrative(&facts, "");
        assert_eq!(report.problems("", &facts), Vec::<String>::new(), "{report:#?}");
        report.headline
    };
    for (heights, statement) in [
        (
            [8.0, 8.0, 3.0],
            "repeats itself every day, with an amplitude of 15.66 from low to high until 2024-03-21 01:00 and one of \
             5.93 since: it is highest around 06:00 and lowest around 18:00",
        ),
        (
            [8.0, 0.0, 8.0],
            "repeats itself every day, with an amplitude of 15.75 from low to high until 2024-03-11 01:00, none until \
             2024-03-21 01:00 and one of 15.86 since: it is highest around 06:00 and lowest around 18:00",
        ),
        (
            [8.0, 3.0, 0.0],
            "repeated itself every day, with an amplitude of 15.56 from low to high until 2024-03-11 02:00, one of 5.8 \
             until 2024-03-21 01:00 and none since",
        ),
        (
            [0.0, 8.0, 0.0],
            "repeated itself every day between 2024-03-11 01:00 and 2024-03-21 00:00, with an amplitude of 15.89 from \
             low to high: it was highest around 06:00 and lowest around 18:00",
        ),
        (
            [8.0, 8.0, 0.0],
            "repeated itself every day until 2024-03-21 00:00, with an amplitude of 15.62 from low to high: it was \
             highest around 06:00 and lowest around 18:00",
        ),
        (
            [0.0, 8.0, 8.0],
            "repeats itself every day since 2024-03-11 00:00, with an amplitude of 15.9 from low to high: it is \
             highest around 06:00 and lowest around 18:00",
        ),
    ] {
        assert_eq!(told(heights), format!("load {statement}."), "{heights:?}");
    }
}
