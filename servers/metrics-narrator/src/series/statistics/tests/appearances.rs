//! Series that look like more than they are.

use std::f64::consts::TAU;

use super::{Chance, analysis_every, analysis_of, anomalies, changes, series};
use crate::series::statistics::{Points, analysis};

#[test]
fn a_series_whose_means_are_all_the_same_has_no_trend_that_matters() {
    let means = [5.0; 50];
    let highs = series(50, |row| 6.0 + row % 7.0);
    let moments: Vec<i64> = (0..50).collect();
    let found =
        analysis(&Points { moments: &moments, values: &means, lows: &means, highs: &highs });
    let trend = found.trend.as_ref().unwrap();
    assert!(trend.slope_per_millisecond == 0.0 && !trend.matters, "{trend:?}");
}

#[test]
fn the_line_through_a_series_that_levels_off_ends_where_the_series_does() {
    let found = analysis_of(&series(300, |row| (20.0 + 0.5 * row).min(100.0)));
    let trend = found.trend.as_ref().unwrap();
    assert!(trend.matters && trend.from >= 20.0 && trend.to <= 100.0, "{trend:?}");
}

#[test]
fn what_rounding_leaves_over_is_neither_an_anomaly_nor_a_season() {
    let hundredths = [
        0.10, 0.11, 0.12, 0.13, 0.14, 0.15, 0.16, 0.17, 0.18, 0.19, 0.20, 0.21, 0.22, 0.23, 0.24,
        0.25, 0.26, 0.27, 0.28, 0.29,
    ];
    let thousandths = series(200, |row| ((5.0 + 0.013 * row) * 1_000.0).round() / 1_000.0);
    let teeth = series(1_000, |row| 63.55 * (row % 50.0));
    for values in [&hundredths[..], &thousandths, &teeth] {
        assert_eq!(anomalies(&analysis_of(values)), []);
    }
    assert_eq!(analysis_of(&thousandths).seasonality, None);
}

#[test]
fn of_rare_small_counts_none_is_unusual() {
    let mut chance = Chance(31);
    let mut told = 0;
    for _ in 0..40 {
        let rare = |chance: &mut Chance| match (chance.even() < 0.045, chance.even()) {
            (false, _) => 0.0,
            (true, size) => 1.0 + (3.0 * size).floor(),
        };
        told +=
            usize::from(!anomalies(&analysis_of(&series(600, |_| rare(&mut chance)))).is_empty());
    }
    assert!(told <= 6, "{told} of 40");
}

#[test]
fn of_incidents_that_are_alike_as_many_are_told_as_a_series_may_have() {
    let mut chance = Chance(32);
    let noise = series(1_000, |_| chance.normal());
    for (incidents, rows, told) in [(3, 1, 3), (7, 1, 3), (7, 6, 3)] {
        let mut values = noise.clone();
        // No two of the distances between them are equal, as those of a period would be.
        for first in [60, 170, 330, 420, 645, 700, 890].into_iter().take(incidents) {
            values[first..first + rows].fill(40.0);
        }
        let found = analysis_of(&values);
        assert_eq!(anomalies(&found).len(), told, "{incidents} of {rows} rows");
        assert_eq!(found.anomalies_left_out, incidents - told, "{incidents} of {rows} rows");
    }
}

#[test]
fn a_dozen_rare_incidents_are_told_and_what_comes_again_and_again_is_not() {
    let mut chance = Chance(61);
    let day = |row: f64| 6.0 * (TAU * row / 24.0).sin();
    // How many hours of 60 days are down, how long each time, and how many are told.
    for (incidents, rows, told) in [(14, 1, 3), (18, 3, 3), (60, 1, 0)] {
        let mut values = series(1_440, |row| 40.0 + day(row) + chance.normal());
        let apart = 1_440 / incidents;
        for incident in 0..incidents {
            let first = incident * apart + (chance.even() * 0.7 * apart as f64) as usize;
            values[first..first + rows].fill(0.0);
        }
        let found = analysis_every(3_600_000, &values);
        assert_eq!(anomalies(&found).len(), told, "{incidents} of {rows} rows: {found:?}");
        assert!(found.anomalies.iter().all(|anomaly| anomaly.value == 0.0), "{found:?}");
    }
    let nightly = series(1_440, |row| {
        let up = if row % 24.0 == 2.0 { 0.0 } else { 40.0 };
        up + chance.normal()
    });
    let found = analysis_every(3_600_000, &nightly);
    assert_eq!(found.seasonality.as_ref().unwrap().period_milliseconds, 86_400_000.0);
    assert_eq!(anomalies(&found), []);
}

#[test]
fn a_season_is_as_long_as_what_repeats_itself() {
    let mut chance = Chance(33);
    for (course, noise) in [
        (&[10.0, 20.0][..], 0.0),
        (&[10.0, 20.0], 1.0),
        (&[1.0, 5.0, 9.0], 0.0),
        (&[1.0, 5.0, 9.0], 0.5),
    ] {
        let values: Vec<f64> =
            course.iter().cycle().take(60).map(|value| value + noise * chance.normal()).collect();
        let season = analysis_of(&values).seasonality.unwrap();
        assert_eq!(
            season.period_milliseconds,
            60_000.0 * course.len() as f64,
            "{course:?} {noise}"
        );
    }
}

#[test]
fn a_dozen_values_of_noise_have_no_season() {
    let mut chance = Chance(34);
    for n in [12, 13, 15, 18] {
        let found =
            (0..200).filter(|_| analysis_of(&series(n, |_| chance.normal())).seasonality.is_some());
        let found = found.count();
        assert!(found <= 2, "{found} of 200 with {n} values");
    }
    let wave = series(12, |row| [10.0, 14.0, 8.0, 4.0][row as usize % 4] + 0.5 * chance.normal());
    assert_eq!(analysis_of(&wave).seasonality.as_ref().unwrap().period_milliseconds, 240_000.0);
}

#[test]
fn random_walks_and_counters_have_hardly_a_change_of_level() {
    let mut chance = Chance(35);
    let mut of_counters = 0;
    let mut of_walks = 0;
    for _ in 0..20 {
        let (mut counter, mut walk) = (0.0, 0.0);
        let counter = series(1_000, |_| {
            counter -= (1.0 - chance.even()).max(1e-9).ln();
            counter
        });
        let walk = series(1_000, |_| {
            walk += chance.normal();
            walk
        });
        of_counters += changes(&analysis_of(&counter)).len();
        of_walks += changes(&analysis_of(&walk)).len();
    }
    assert!(of_counters == 0 && of_walks <= 5, "{of_counters} {of_walks}");
}

#[test]
fn a_slope_that_ends_is_no_change_of_level() {
    let mut chance = Chance(36);
    for noise in [0.0, 0.3] {
        let found = analysis_of(&series(200, |row| {
            (50.0 + 0.25 * row).min(75.0) + noise * chance.normal()
        }));
        assert_eq!(changes(&found), [0; 0], "{noise}");
    }
}

#[test]
fn the_levels_around_a_change_are_values_of_the_series() {
    let mut chance = Chance(37);
    let mut counter = 0.0;
    let values = series(500, |row| {
        counter = if row == 300.0 { 0.0 } else { counter + 130.0 * chance.even() };
        counter
    });
    let found = analysis_of(&values);
    assert_eq!(changes(&found), [300]);
    let change = found.change_points[0];
    assert!((values[295]..=values[299]).contains(&change.from), "{change:?}");
    assert!((0.0..=values[304]).contains(&change.to), "{change:?}");
}

#[test]
fn a_level_that_comes_later_is_no_step_to_it() {
    let mut chance = Chance(39);
    for _ in 0..5 {
        // A store that is emptied over the winter and filled over the summer.
        let values = series(900, |row| {
            let year = 70.0 - 25.0 * ((row - 200.0) / 365.0 * TAU).cos();
            let level = if row < 200.0 { 75.0 - 0.15 * row } else { year };
            level + 0.3 * chance.normal()
        });
        assert_eq!(changes(&analysis_of(&values)), [0; 0]);
    }
}

#[test]
fn stairs_of_equal_steps_are_changes_of_level_and_no_season_upon_a_trend() {
    let mut chance = Chance(38);
    for steps in [3, 4, 7] {
        for n in [120, 400] {
            let stair = |row: f64| 10.0 * (row * f64::from(steps) / f64::from(n)).floor();
            let found = analysis_of(&series(n, |row| stair(row) + chance.normal()));
            assert_eq!(changes(&found).len(), steps as usize - 1, "{steps} {n}");
            assert!(
                found.seasonality.is_none() && !found.trend.as_ref().unwrap().matters,
                "{steps} {n}: {found:?}"
            );
            assert_eq!(anomalies(&found), []);
        }
    }
    let waves = analysis_of(&series(
        400,
        |row| if row % 50.0 < 25.0 { 0.0 } else { 10.0 } + chance.normal(),
    ));
    assert_eq!(waves.seasonality.as_ref().unwrap().period_milliseconds, 3_000_000.0);
    assert_eq!(changes(&waves), [0; 0]);
}
