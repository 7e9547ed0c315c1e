//! Series that stand still for a while.

use std::f64::consts::TAU;

use super::{Analysis, Chance, analysis_every, analysis_of, anomalies, changes, series};

const HOUR_MILLISECONDS: i64 = 3_600_000;

/// Where each flat line begins, and the row behind it.
fn flat_lines(analysis: &Analysis) -> Vec<(usize, usize)> {
    analysis.flat_lines.iter().map(|rows| (rows.start, rows.end)).collect()
}

#[test]
fn a_stuck_sensor_is_told_from_its_first_row_and_hides_no_season() {
    for (from, to) in [(300, 600), (150, 600), (200, 400), (0, 250)] {
        let mut chance = Chance(17);
        let mut values =
            series(600, |row| 20.0 + 8.0 * (TAU * row / 24.0).cos() + 0.5 * chance.normal());
        values[from..to].fill(21.4);
        let found = analysis_every(HOUR_MILLISECONDS, &values);
        assert_eq!(flat_lines(&found), [(from, to)]);
        let season = found.seasonality.as_ref().unwrap();
        assert!(season.changes.is_empty(), "{from}: {season:?}");
        assert!((season.amplitude / 16.0 - 1.0).abs() < 0.1, "{from}: {season:?}");
        assert_eq!((changes(&found), anomalies(&found)), (vec![], vec![]), "{from}");
    }
}

#[test]
fn noise_that_stands_still_is_no_noise_of_another_level() {
    for seed in 0..8 {
        let mut chance = Chance(seed);
        let mut values = series(400, |_| chance.normal());
        let last = values[200].clamp(-1.5, 1.5);
        values[200..].fill(last);
        let found = analysis_of(&values);
        assert_eq!(flat_lines(&found), [(200, 400)], "{seed}");
        assert_eq!((changes(&found), anomalies(&found)), (vec![], vec![]), "{seed}");
    }
}

#[test]
fn what_stands_still_by_habit_or_at_an_end_of_its_scale_has_no_flat_line() {
    let mut chance = Chance(4);
    let closed_at_night =
        series(
            720,
            |row| {
                if (8.0..18.0).contains(&(row % 24.0)) { 90.0 + chance.normal() } else { 0.0 }
            },
        );
    let prices = series(600, |row| (row / 20.0).floor() % 7.0);
    let counts = series(400, |_| (0.4 + 0.5 * chance.normal()).max(0.0).floor());
    let mut off = series(400, |_| 50.0 + chance.normal());
    off[250..300].fill(0.0);
    let steps = series(300, |row| if row < 120.0 { 4.0 } else { 9.0 });
    for (what, values) in [
        ("nights", closed_at_night),
        ("prices", prices),
        ("counts", counts),
        ("off", off),
        ("steps", steps),
    ] {
        assert_eq!(flat_lines(&analysis_of(&values)), [], "{what}");
    }
}

#[test]
fn a_gap_parts_no_flat_line() {
    let mut chance = Chance(8);
    let mut values = series(300, |_| chance.normal());
    values[100..160].fill(0.25);
    values[120..130].fill(f64::NAN);
    assert_eq!(flat_lines(&analysis_of(&values)), [(100, 160)]);
}

#[test]
fn several_standstills_are_told() {
    let mut chance = Chance(12);
    let mut values = series(1_000, |_| chance.normal());
    let lines = [(100, 140), (300, 360), (500, 590), (700, 850)];
    lines.iter().for_each(|(from, to)| values[*from..*to].fill(0.25));
    assert_eq!(flat_lines(&analysis_of(&values)), lines);
}
