//! Slow courses: straight ones, those that turn, and those that changes of level and seasons interrupt.

use std::f64::consts::TAU;

use super::{Chance, MINUTE_MILLISECONDS, analysis_of, anomalies, changes, series};
use crate::series::statistics::{Analysis, Points, Trend, analysis, descriptive::mean};

/// The rows and the levels at which a course begins, turns and ends.
fn course(found: &Analysis, rows: usize) -> Vec<(usize, f64)> {
    let line = found.trend.as_ref().unwrap();
    let turns = line.turns.iter().map(|turn| (turn.index, turn.value));
    [(0, line.from)].into_iter().chain(turns).chain([(rows - 1, line.to)]).collect()
}

/// How much a trend rises in a row.
fn per_row(trend: &Trend) -> f64 {
    trend.slope_per_millisecond * MINUTE_MILLISECONDS as f64
}

#[test]
fn a_course_that_turns_is_told_by_where_it_begins_turns_and_ends() {
    type Course = fn(f64) -> f64;
    type Corners = &'static [(usize, f64)];
    let courses: [(&str, Course, Corners); 6] = [
        (
            "up, then level",
            |row| 100.0 + 1.5 * row.min(60.0),
            &[(0, 100.0), (60, 190.0), (199, 190.0)],
        ),
        (
            "level, then up",
            |row| 100.0 + 1.5 * (row - 140.0).max(0.0),
            &[(0, 100.0), (140, 100.0), (199, 188.5)],
        ),
        (
            "up for a while at the beginning",
            |row| 100.0 + 3.0 * row.min(30.0),
            &[(0, 100.0), (30, 190.0), (199, 190.0)],
        ),
        (
            "up for half of the time",
            |row| 100.0 + row.min(100.0),
            &[(0, 100.0), (100, 200.0), (199, 200.0)],
        ),
        (
            "up and down",
            |row| 200.0 - (row - 100.0).abs(),
            &[(0, 100.0), (100, 200.0), (199, 101.0)],
        ),
        ("down and up", |row| 20.0 + (row - 100.0).abs(), &[(0, 120.0), (100, 20.0), (199, 119.0)]),
    ];
    let mut chance = Chance(61);
    for (what, level, corners) in courses {
        for noise in [0.0, 3.0] {
            let found = analysis_of(&series(200, |row| level(row) + noise * chance.normal()));
            assert!(found.trend.as_ref().unwrap().matters, "{what}, {noise}: {found:?}");
            assert_eq!((changes(&found), anomalies(&found)), (vec![], vec![]), "{what}, {noise}");
            let told = course(&found, 200);
            assert_eq!(told.len(), corners.len(), "{what}, {noise}: {told:?}");
            for ((row, level), (expected_row, expected)) in told.iter().zip(corners) {
                assert!(row.abs_diff(*expected_row) <= 6, "{what}, {noise}: {told:?}");
                assert!((level - expected).abs() <= 5.0, "{what}, {noise}: {told:?}");
            }
        }
    }
}

#[test]
fn two_neighbors_on_a_bend_are_no_change_of_level() {
    let mut chance = Chance(62);
    for noise in [0.5, 2.0, 4.0] {
        let doubled = |row: f64| 100.0 + 100.0 / (1.0 + (-(row - 60.0) / 12.0).exp());
        let found = analysis_of(&series(200, |row| doubled(row) + noise * chance.normal()));
        assert_eq!(changes(&found), [0; 0], "{noise}: {found:?}");
        let told = course(&found, 200);
        let (first, last) = (told.first().unwrap().1, told.last().unwrap().1);
        assert!((first - 100.0).abs() < 6.0 && (last - 200.0).abs() < 6.0, "{noise}: {told:?}");
        // Half of the way is within two months.
        assert!(told.len() >= 4 && (20..=60).contains(&told[1].0), "{noise}: {told:?}");
    }
}

#[test]
fn what_falls_ever_slower_is_not_unusual_where_it_begins() {
    let mut chance = Chance(63);
    let found = analysis_of(&series(200, |row| {
        100.0 + 100.0 * (-row / 40.0).exp() + 2.0 * chance.normal()
    }));
    assert_eq!((changes(&found), anomalies(&found)), (vec![], vec![]));
    let line = found.trend.as_ref().unwrap();
    assert!(line.matters && line.from > 180.0 && line.to < 105.0, "{found:?}");
}

#[test]
fn an_incident_upon_a_course_that_turns_is_measured_from_the_course() {
    let mut chance = Chance(64);
    let mut values = series(400, |row| 300.0 - (row - 200.0).abs() + chance.normal());
    values[120] += 40.0;
    let found = analysis_of(&values);
    assert_eq!(anomalies(&found), [(120, 120)]);
    assert!((found.anomalies[0].expected - 220.0).abs() < 5.0, "{:?}", found.anomalies);
}

#[test]
fn the_ends_of_a_straight_line_are_as_far_apart_as_it_rises() {
    let mut chance = Chance(65);
    for values in [
        series(300, |row| 5.0 + 0.1 * row + 4.0 * chance.normal()),
        // A count that begins with nothing.
        series(300, |row| (0.02 * row + chance.normal()).round().max(0.0)),
        series(20, |row| row * row),
    ] {
        let found = analysis_of(&values);
        let line = found.trend.as_ref().unwrap();
        let rise = per_row(line) * (values.len() - 1) as f64;
        assert!((line.to - line.from - rise).abs() < 1e-9 * rise.abs(), "{line:?}");
        assert!(line.matters, "{line:?}");
        let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        assert!(line.from >= lowest && line.to <= highest, "{line:?}");
    }
}

#[test]
fn the_slope_of_a_straight_trend_is_that_of_the_best_line() {
    let mut chance = Chance(12);
    let values = series(300, |row| 20.0 + 0.5 * row + 10.0 * chance.normal());
    let times = series(300, |row| row);
    let (middle, middle_time) = (mean(&values), mean(&times));
    let common: f64 =
        times.iter().zip(&values).map(|(t, x)| (t - middle_time) * (x - middle)).sum();
    let spread: f64 = times.iter().map(|t| (t - middle_time).powi(2)).sum();
    let line = &analysis_of(&values).trend.unwrap();
    assert!((per_row(line) - common / spread).abs() < 1e-9, "{line:?}");
    assert!((line.from - (middle - middle_time * common / spread)).abs() < 1e-9, "{line:?}");
}

#[test]
fn what_grows_between_its_changes_of_level_has_a_trend() {
    let mut chance = Chance(66);
    let disk = series(504, |row| {
        let cleaned = if row < 291.0 { 0.0 } else { 140.0 };
        410.0 + 0.55 * row - cleaned + chance.normal()
    });
    let found = analysis_of(&disk);
    assert_eq!(changes(&found), [291]);
    let line = found.trend.as_ref().unwrap();
    assert!(line.matters && line.turns.is_empty(), "{found:?}");
    assert!((per_row(line) - 0.55).abs() < 0.01, "{line:?}");
    assert!((line.from - 410.0).abs() < 3.0 && (line.to - 546.6).abs() < 3.0, "{line:?}");
}

#[test]
fn a_trend_is_measured_against_what_its_season_leaves_over() {
    let mut chance = Chance(67);
    // A warming of 2.5 degrees below winters and summers of 16.
    let century = series(1_488, |month| {
        14.0 + 0.02 * month / 12.0 + 8.0 * (month * TAU / 12.0).sin() + 0.4 * chance.normal()
    });
    let found = analysis_of(&century);
    let line = found.trend.as_ref().unwrap();
    assert!(found.seasonality.is_some() && line.matters && line.turns.is_empty(), "{found:?}");
    assert!((line.to - line.from - 2.48).abs() < 0.1, "{line:?}");
}

#[test]
fn noise_does_not_turn() {
    let mut chance = Chance(69);
    for n in [20, 50, 100, 300] {
        let mut before = 0.0;
        let turned = (0..200).filter(|round| {
            let values = series(n, |_| {
                before = if round % 2 == 0 { 0.0 } else { 0.5 * before } + chance.normal();
                before
            });
            !analysis_of(&values).trend.unwrap().turns.is_empty()
        });
        let turned = turned.count();
        assert!(turned <= 4, "{turned} of 200 with {n} values");
    }
}

#[test]
fn a_straight_line_is_straight_in_time_whatever_the_steps_between_its_rows() {
    let minutes = |minutes: i64| minutes * MINUTE_MILLISECONDS;
    let slow_then_quick: Vec<i64> =
        (0..400).map(minutes).chain((1..3_000).map(|row| minutes(400) + 1_000 * row)).collect();
    // Three hours of each day, which a grid of minutes would be empty beside.
    let mornings: Vec<i64> =
        (0..14).flat_map(|day| (0..180).map(move |row| minutes(1_440 * day + row))).collect();
    let mut chance = Chance(67);
    for (what, moments) in [("slow, then quick", slow_then_quick), ("mornings", mornings)] {
        let last = *moments.last().unwrap() as f64;
        let at = |moment: &i64| 100.0 + 30.0 * *moment as f64 / last + 0.5 * chance.normal();
        let values: Vec<f64> = moments.iter().map(at).collect();
        let points = Points { moments: &moments, values: &values, lows: &values, highs: &values };
        let found = analysis(&points);
        let trend = found.trend.as_ref().unwrap();
        assert!(trend.matters && trend.turns.is_empty(), "{what}: {found:?}");
        assert!((trend.slope_per_millisecond * last - 30.0).abs() < 0.5, "{what}: {trend:?}");
        assert!((trend.from - 100.0).abs() < 0.5 && (trend.to - 130.0).abs() < 0.5, "{what}");
        assert_eq!((changes(&found), anomalies(&found)), (vec![], vec![]), "{what}");
    }
}

#[test]
fn growth_and_decay_are_nowhere_unusual_and_what_happens_in_them_is() {
    for factor in [3.0_f64, 10.0, 1_000.0, 0.01] {
        for rows in [60, 300, 2_000] {
            let mut values = series(rows, |row| 100.0 * factor.powf(row / f64::from(rows)));
            let found = analysis_of(&values);
            assert_eq!((changes(&found), anomalies(&found)), (vec![], vec![]), "{factor} {rows}");
            assert!(found.trend.unwrap().matters, "{factor} {rows}");
            let middle = values.len() / 2;
            values[middle] *= 1.5;
            let found = anomalies(&analysis_of(&values));
            assert_eq!(found, [(middle, middle)], "{factor} {rows}");
        }
    }
}

#[test]
fn a_line_that_only_some_times_of_a_season_follow_does_not_matter() {
    for of_all in [false, true] {
        let mut chance = Chance(9);
        let values = series(180, |t| {
            let grows = 3.0 * t;
            let is_sunday = t % 7.0 == 6.0;
            let backup = if is_sunday { 800.0 } else { 11.0 };
            backup + if of_all || is_sunday { grows } else { 0.0 } + chance.normal()
        });
        let found = analysis_of(&values);
        assert!(found.seasonality.is_some(), "{found:?}");
        assert_eq!(found.trend.unwrap().matters, of_all);
    }
}

#[test]
fn a_step_is_no_straight_line_and_a_straight_line_no_step() {
    for (n, half) in [(100, 50.0), (300, 150.0), (1_000, 500.0)] {
        let (mut steps, mut lines) = (0, 0);
        for seed in 0..10 {
            let mut chance = Chance(seed);
            let step = series(n, |t| if t < half { 0.0 } else { 1.5 } + chance.normal());
            let found = analysis_of(&step);
            steps += usize::from(found.change_points.len() == 1);
            let line = series(n, |t| t / half + chance.normal());
            let found = analysis_of(&line);
            lines += usize::from(changes(&found).is_empty() && found.trend.unwrap().matters);
        }
        assert!(steps >= 7 && lines >= 9, "{n}: {steps} steps, {lines} lines");
    }
}
