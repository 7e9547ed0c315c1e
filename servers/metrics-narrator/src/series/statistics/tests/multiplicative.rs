//! Seasons that are multiplied with their level: what is told of the level, and what is no change of it.

use std::f64::consts::TAU;

use super::{Chance, analysis_every, anomalies, changes, series};

const HOUR_MILLISECONDS: i64 = 3_600_000;
const DAY_MILLISECONDS: i64 = 86_400_000;
const WEEK_MILLISECONDS: f64 = 604_800_000.0;

/// What is usual in each row of a period.
type Usual = fn(f64) -> f64;

/// 90 calls an hour from 8 to 18, from Monday to Friday.
fn of_office(row: f64) -> f64 {
    let is_open = (row / 24.0).floor() % 7.0 < 5.0 && (8.0..18.0).contains(&(row % 24.0));
    if is_open { 90.0 } else { 0.0 }
}

/// The visits of a page, fewer at the weekend.
fn of_page(row: f64) -> f64 {
    let of_day = 40.0 + 30.0 * (TAU * (row - 15.0) / 24.0).cos();
    if (row / 24.0).floor() % 7.0 < 5.0 { of_day } else { 0.6 * of_day }
}

/// The tickets of a day, fewer at the weekend.
fn of_week(row: f64) -> f64 {
    if row % 7.0 < 5.0 { 75.0 } else { 12.0 }
}

/// The mean of `values`.
fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

#[test]
fn a_step_by_a_factor_is_told_at_its_row_and_with_the_means_before_and_after() {
    let courses: [(&str, Usual, i64, u32); 3] = [
        ("office hours", of_office, HOUR_MILLISECONDS, 1_008),
        ("a page", of_page, HOUR_MILLISECONDS, 1_008),
        ("tickets", of_week, DAY_MILLISECONDS, 364),
    ];
    for (what, usual, step, n) in courses {
        for factor in [0.5, 1.7, 2.5] {
            let mut chance = Chance(71);
            let half = f64::from(n / 2);
            let mut values = series(n, |row| {
                let usual = usual(row) * if row < half { 1.0 } else { factor };
                (usual + 0.4 * usual.sqrt() * chance.normal()).max(0.0)
            });
            let found = analysis_every(step, &values);
            let season = found.seasonality.as_ref().unwrap();
            assert_eq!(season.period_milliseconds, WEEK_MILLISECONDS, "{what} {factor}");
            assert!(season.multiplicative, "{what} {factor}");
            let [change] = &found.change_points[..] else { panic!("{what} {factor}: {found:?}") };
            let place = (n / 2) as usize;
            assert!(change.index.abs_diff(place) <= 8, "{what} {factor}: {change:?}");
            // At night, noise may hide the jump for some hours.
            let rows = change.transition.map_or(0, |[from, to]| to - from);
            assert!(rows <= 12, "{what} {factor}: {change:?}");
            let after = values.split_off(place);
            for (told, values) in [(change.from, values), (change.to, after)] {
                let mean = mean(&values);
                assert!((told / mean - 1.0).abs() < 0.05, "{what} {factor}: {told} for {mean}");
            }
        }
    }
}

#[test]
fn growth_upon_a_season_is_that_of_the_mean_and_its_first_weekends_are_usual() {
    let mut chance = Chance(73);
    let values = series(700, |row| {
        let growth = 4_f64.powf(row / 700.0);
        (growth * of_week(row) * (1.0 + 0.04 * chance.normal())).round()
    });
    let found = analysis_every(DAY_MILLISECONDS, &values);
    assert_eq!((changes(&found), anomalies(&found)), (vec![], vec![]));
    let trend = found.trend.unwrap();
    for (told, week) in [(trend.from, &values[..7]), (trend.to, &values[693..])] {
        let mean = mean(week);
        assert!((told / mean - 1.0).abs() < 0.1, "{told} for {mean}");
    }
}

#[test]
fn a_season_that_is_as_large_at_every_level_is_added() {
    for step in [0.0, 30.0] {
        let mut chance = Chance(79);
        let values = series(1_008, |row| {
            let level = if row < 500.0 { 100.0 } else { 100.0 + step };
            level + 20.0 * (TAU * row / 24.0).sin() + 2.0 * chance.normal()
        });
        let found = analysis_every(HOUR_MILLISECONDS, &values);
        assert!(!found.seasonality.as_ref().unwrap().multiplicative, "{step}");
        assert_eq!(found.change_points.len(), usize::from(step > 0.0), "{found:?}");
    }
}

#[test]
fn a_series_that_falls_below_zero_has_no_parts_of_a_level() {
    let mut chance = Chance(83);
    let values = series(1_008, |row| {
        let grows = if row < 500.0 { 1.0 } else { 2.0 };
        grows * (1.0 + 5.0 * (TAU * row / 24.0).sin()) + 0.2 * chance.normal()
    });
    let found = analysis_every(HOUR_MILLISECONDS, &values);
    assert!(!found.seasonality.as_ref().unwrap().multiplicative);
}

#[test]
fn the_weather_of_some_days_is_no_level() {
    for seed in 0..6 {
        let mut chance = Chance(seed);
        let mut clouds = 0.0;
        let values = series(45 * 24, |row| {
            if row % 24.0 == 0.0 {
                clouds = 0.5 * clouds + 0.87 * chance.normal();
            }
            let sun = (TAU * (row - 6.0) / 24.0).sin().max(0.0);
            let let_through = 0.25 + 0.75 / (1.0 + (-2.0_f64 * clouds).exp());
            (5.0 * sun * let_through * (1.0 + 0.1 * chance.normal())).max(0.0)
        });
        let found = analysis_every(HOUR_MILLISECONDS, &values);
        assert!(found.seasonality.is_some(), "{seed}");
        assert_eq!(changes(&found), [0; 0], "{seed}");
    }
}

#[test]
fn a_day_without_sun_is_told_beside_a_change_of_level() {
    let mut chance = Chance(2);
    let mut values = series(1_008, |row| {
        let sun = (TAU * (row - 12.0) / 24.0).cos().max(0.0);
        let level = if row < 672.0 { 100.0 } else { 125.0 };
        level * sun * (1.0 + 0.06 * chance.normal())
    });
    values[249..273].fill(0.0);
    let found = analysis_every(HOUR_MILLISECONDS, &values);
    assert!(found.seasonality.as_ref().unwrap().multiplicative, "{found:?}");
    let [dark] = anomalies(&found)[..] else { panic!("{found:?}") };
    assert!((249..=250).contains(&dark.0) && (254..273).contains(&dark.1), "{dark:?}");
    let [change] = changes(&found)[..] else { panic!("{found:?}") };
    assert!(change.abs_diff(672) <= 9, "{change}");
}
