//! Seasons that begin, end or come to be larger.

use std::f64::consts::TAU;

use super::{Chance, analysis_every, anomalies, changes, series};
use crate::series::statistics::AmplitudeChange;

const HOUR_MILLISECONDS: i64 = 3_600_000;

/// What is usual in each row.
type Usual = fn(f64) -> f64;

/// 9 from two to four each night.
fn of_job(row: f64) -> f64 {
    if (2.0..4.0).contains(&(row % 24.0)) { 9.0 } else { 0.0 }
}

/// From -1 to 1 in a day of hours.
fn of_day(row: f64) -> f64 {
    (TAU * (row - 15.0) / 24.0).cos()
}

#[test]
fn a_season_that_comes_to_be_larger_is_told_with_both_amplitudes() {
    for factor in [0.5, 2.0] {
        let mut chance = Chance(3);
        let values = series(504, |row| {
            let height = if row < 259.0 { 20.0 } else { 20.0 * factor };
            100.0 + height * of_day(row) + 4.0 * chance.normal()
        });
        let found = analysis_every(HOUR_MILLISECONDS, &values);
        let season = found.seasonality.as_ref().unwrap();
        let [change] = &season.changes[..] else { panic!("{factor}: {season:?}") };
        assert!(change.index.abs_diff(259) <= 6, "{factor}: {change:?}");
        for (told, height) in [(change.from, 20.0), (change.to, 20.0 * factor)] {
            assert!((told / (2.0 * height) - 1.0).abs() <= 0.15, "{factor}: {change:?}");
        }
        assert_eq!((changes(&found), anomalies(&found)), (vec![], vec![]), "{factor}");
    }
}

#[test]
fn a_season_that_is_there_in_a_part_is_told_with_where_it_begins_or_ends() {
    for is_end in [false, true] {
        let mut chance = Chance(5);
        let values = series(840, |row| {
            let is_there = (row < 420.0) == is_end;
            20.0 + 2.0 * chance.normal() + if is_there { 8.0 * of_day(row) } else { 0.0 }
        });
        let found = analysis_every(HOUR_MILLISECONDS, &values);
        let season = found.seasonality.as_ref().unwrap();
        let [change] = &season.changes[..] else { panic!("{is_end}: {season:?}") };
        assert!(change.index.abs_diff(420) <= 6, "{is_end}: {change:?}");
        let [there, not] = if is_end { [change.from, change.to] } else { [change.to, change.from] };
        assert!((there / 16.0 - 1.0).abs() <= 0.15 && not == 0.0, "{is_end}: {change:?}");
    }
}

#[test]
fn what_is_off_for_half_of_the_time_has_no_level_there() {
    let mut chance = Chance(9);
    let values = series(1_008, |row| {
        let sun = of_day(row).max(0.0);
        if row < 504.0 { 100.0 * sun * (1.0 + 0.06 * chance.normal()) } else { 0.0 }
    });
    let found = analysis_every(HOUR_MILLISECONDS, &values);
    let season = found.seasonality.as_ref().unwrap();
    assert!(season.multiplicative && season.changes.is_empty(), "{season:?}");
    let [change] = &found.change_points[..] else { panic!("{found:?}") };
    assert!(change.index.abs_diff(504) <= 12 && change.to == 0.0, "{change:?}");
    assert!((change.from / 31.8 - 1.0).abs() < 0.05, "the mean of a day: {change:?}");
}

#[test]
fn an_amplitude_that_drifts_or_varies_has_no_change() {
    let mut chance = Chance(21);
    let year = |row: f64| (TAU * row / 2_920.0).sin();
    let drifts =
        series(2_920, |row| (5.0 + 3.0 * year(row)) * (TAU * row / 8.0).cos() + chance.normal());
    let grows = series(1_440, |row| (10.0 + row / 72.0) * of_day(row) + 2.0 * chance.normal());
    let weather: Vec<f64> = (0..60).map(|_| 0.3 + 0.7 * chance.even()).collect();
    let varies = series(1_440, |row| {
        100.0 * of_day(row).max(0.0) * weather[(row / 24.0) as usize] + chance.even()
    });
    for (what, step, values) in [
        ("drifts", 3 * HOUR_MILLISECONDS, drifts),
        ("grows", HOUR_MILLISECONDS, grows),
        ("varies", HOUR_MILLISECONDS, varies),
    ] {
        let season = analysis_every(step, &values).seasonality;
        assert_eq!(season.map(|season| season.changes), Some(vec![]), "{what}");
    }
}

#[test]
fn a_season_that_comes_at_another_time_has_neither_ended_nor_begun() {
    let courses: [(&str, Usual, f64); 2] = [("wave", of_day, 9.0), ("job", of_job, 12.0)];
    for (what, usual, later) in courses {
        for end in [302.0, 706.0] {
            let mut chance = Chance(31);
            let values = series(1_008, |row| {
                let time = if row < end { row } else { row - later };
                50.0 + 20.0 * usual(time) + 3.0 * chance.normal()
            });
            let season = analysis_every(HOUR_MILLISECONDS, &values).seasonality;
            let changes = season.map(|season| season.changes).unwrap_or_default();
            let is_there = |change: &AmplitudeChange| change.from > 0.0 && change.to > 0.0;
            assert!(changes.iter().all(is_there), "{what} {end}: {changes:?}");
        }
    }
}

#[test]
fn three_days_of_half_the_usual_are_a_lower_level_and_no_other_course() {
    let mut chance = Chance(6);
    let values = series(1_080, |row| {
        let level = if (480.0..552.0).contains(&row) { 0.5 } else { 1.0 };
        level * (60.0 + 30.0 * of_day(row)) * (1.0 + 0.06 * chance.normal())
    });
    let found = analysis_every(HOUR_MILLISECONDS, &values);
    assert!(found.seasonality.as_ref().unwrap().multiplicative, "{found:?}");
    assert_eq!((changes(&found), anomalies(&found)), (vec![480, 552], vec![]), "{found:?}");
}
