//! Which seasons are told, whatever else happens, and which are none.

use std::f64::consts::TAU;

use super::{Chance, MINUTE_MILLISECONDS, analysis_every, anomalies, series};
use crate::series::statistics::{Points, analysis};

const HOUR_MILLISECONDS: i64 = 3_600_000;
const DAY_MILLISECONDS: f64 = 86_400_000.0;

/// What happens to a series.
type Course = fn(&mut Chance, f64) -> f64;

#[test]
fn an_outage_an_episode_or_a_few_huge_spikes_hide_no_season() {
    type Day = fn(f64) -> f64;
    let days: [(&str, Day); 3] = [
        ("a wave", |hour| 8.0 * (TAU * hour / 24.0).sin()),
        ("working hours", |hour| if (9.0..18.0).contains(&hour) { 15.0 } else { 0.0 }),
        ("a spike each day", |hour| if hour == 3.0 { 15.0 } else { 0.0 }),
    ];
    for (what, day) in days {
        for anomalies in
            ["spikes", "an outage", "an episode", "hours of nothing", "a step and a spike"]
        {
            let mut chance = Chance(51);
            let mut values = series(1_440, |row| 40.0 + day(row % 24.0) + chance.normal());
            match anomalies {
                "spikes" => [100, 531, 777, 1_203].iter().for_each(|row| values[*row] = 900.0),
                "an outage" => values[500..560].fill(0.0),
                "an episode" => values[900..950].iter_mut().for_each(|value| *value += 150.0),
                "hours of nothing" => (0..14).for_each(|hour| values[hour * 97 + 5] = 0.0),
                _ => {
                    values[600..].iter_mut().for_each(|value| *value += 60.0);
                    values[1_000] = 400.0;
                }
            }
            let season = analysis_every(HOUR_MILLISECONDS, &values).seasonality;
            let period = season.map(|season| season.period_milliseconds);
            assert_eq!(period, Some(DAY_MILLISECONDS), "{what} with {anomalies}");
        }
    }
}

#[test]
fn a_year_of_weeks_or_months_is_a_season_that_three_of_them_show() {
    for (cells, milliseconds) in [(52, 604_800_000_i64), (12, 2_629_800_000)] {
        for seed in 0..5 {
            let mut chance = Chance(seed);
            let values = series(3 * cells, |row| {
                (TAU * row / f64::from(cells)).sin() + 0.3 * chance.normal()
            });
            let season = analysis_every(milliseconds, &values).seasonality;
            let period = season.map_or(0.0, |season| season.period_milliseconds);
            assert_eq!(period, milliseconds as f64 * f64::from(cells), "{cells}, seed {seed}");
        }
    }
}

#[test]
fn a_day_in_noise_as_large_as_itself_is_told_where_there_are_many_of_them() {
    for seed in 0..10 {
        let mut chance = Chance(seed);
        let values = series(1_440, |row| {
            let day = 1.0 + 0.35 * (TAU * row / 24.0).sin();
            120.0 * day * (0.35 * chance.normal()).exp()
        });
        let season = analysis_every(HOUR_MILLISECONDS, &values).seasonality;
        let period = season.map(|season| season.period_milliseconds);
        assert_eq!(period, Some(DAY_MILLISECONDS), "seed {seed}");
    }
}

#[test]
fn what_happens_beside_a_season_is_told_by_itself() {
    let mut chance = Chance(52);
    let day = |row: f64| 8.0 * (TAU * row / 24.0).sin();
    let mut values = series(1_440, |row| 40.0 + day(row) + chance.normal());
    values[500..540].fill(0.0);
    values[1_203] = 130.0;
    let found = analysis_every(HOUR_MILLISECONDS, &values);
    assert_eq!(anomalies(&found), [(500, 539), (1_203, 1_203)]);
    let amplitude = found.seasonality.as_ref().unwrap().amplitude;
    assert!((amplitude - 16.0).abs() < 2.0, "{amplitude}");
}

#[test]
fn neither_noise_nor_walks_nor_events_have_a_season() {
    let courses: [(&str, Course); 9] = [
        ("noise", |chance, _| chance.normal()),
        ("a long tail", |chance, _| -(1.0 - chance.even()).max(1e-9).ln()),
        ("a longer tail", |chance, _| 1.0 / (chance.even() + 1e-3)),
        ("noise that keeps six tenths", |chance, before| 0.6 * before + chance.normal()),
        ("noise that keeps nearly all", |chance, before| 0.97 * before + chance.normal()),
        ("a walk", |chance, before| before + chance.normal()),
        ("a walk of a long tail", |chance, before| before + chance.normal().powi(3)),
        ("rare anomalies", |chance, _| if chance.even() < 0.05 { 9.0 } else { 0.0 }),
        ("two states", |chance, before| if chance.even() < 0.02 { 9.0 - before } else { before }),
    ];
    for (what, course) in courses {
        let mut chance = Chance(53);
        let mut told = 0;
        for n in [15, 30, 60, 120, 350, 900] {
            for _ in 0..20 {
                let mut before = 0.0;
                let values = series(n, |_| {
                    before = course(&mut chance, before);
                    before
                });
                let found = analysis_every(HOUR_MILLISECONDS, &values);
                told += usize::from(found.seasonality.is_some());
            }
        }
        assert!(told <= 2, "{told} of 120 series of {what}");
    }
}

#[test]
fn a_day_of_opening_hours_is_a_day_and_not_a_part_of_it() {
    let mut chance = Chance(61);
    for (open, closed) in [(9, 17), (8, 18), (8, 20), (7, 22)] {
        let (mut moments, mut values) = (vec![], vec![]);
        for (day, hour) in (0..30).flat_map(|day| (open..closed).map(move |hour| (day, hour))) {
            let passed = f64::from(hour - open) + 0.5;
            let share = passed / f64::from(closed - open);
            moments.push((i64::from(day) * 24 + i64::from(hour)) * HOUR_MILLISECONDS);
            values.push(50.0 + 20.0 * (share * TAU / 2.0).sin() + 2.0 * chance.normal());
        }
        let points = Points { moments: &moments, values: &values, lows: &values, highs: &values };
        let season = analysis(&points).seasonality.unwrap();
        assert_eq!(season.period_milliseconds, DAY_MILLISECONDS, "{open} {closed}");
    }
}

#[test]
fn what_falls_back_at_the_end_of_every_period_is_not_unusual() {
    let mut chance = Chance(67);
    for noise in [0.0, 0.5] {
        let values = series(7 * 96, |row| 100.0 - row % 96.0 + noise * chance.normal());
        let found = analysis_every(HOUR_MILLISECONDS / 4, &values);
        let season = found.seasonality.as_ref().unwrap();
        assert!((season.amplitude - 95.0).abs() < 3.0, "{noise}: {season:?}");
        assert_eq!(anomalies(&found), [], "{noise}");
    }
}

#[test]
fn a_week_is_told_where_its_days_differ_and_a_day_that_is_like_none_of_its_kind_is_unusual() {
    let mut chance = Chance(71);
    let mut weeks = |sunday: f64| {
        series(28 * 24, |row| {
            let (day, hour) = ((row / 24.0).floor() % 7.0, row % 24.0);
            let open = if (8.0..18.0).contains(&hour) { 36.0 } else { 0.0 };
            let share = if day == 6.0 { sunday } else { 1.0 };
            4.0 + share * open + chance.normal()
        })
    };
    let found = analysis_every(HOUR_MILLISECONDS, &weeks(1.0));
    assert_eq!(found.seasonality.as_ref().unwrap().period_milliseconds, DAY_MILLISECONDS);
    let mut values = weeks(0.1);
    let found = analysis_every(HOUR_MILLISECONDS, &values);
    assert_eq!(found.seasonality.as_ref().unwrap().period_milliseconds, 7.0 * DAY_MILLISECONDS);
    assert_eq!(anomalies(&found), []);
    // A Thursday without anybody.
    let thursday = (14 + 3) * 24;
    values[thursday..thursday + 24].fill_with(|| 4.0 + chance.normal());
    let found = analysis_every(HOUR_MILLISECONDS, &values);
    assert_eq!(anomalies(&found), [(thursday + 8, thursday + 17)]);
}

#[test]
fn the_level_of_what_has_values_in_the_morning_only_is_that_of_its_mornings() {
    let minute = |day: i64, minute: i64| (1_440 * day + minute) * MINUTE_MILLISECONDS;
    // From three hours of a day to one: eight and 24 cells of a grid of minutes for each row.
    for length in [180, 60] {
        let moments: Vec<i64> =
            (0..14).flat_map(|day| (0..length).map(move |row| minute(day, row))).collect();
        let mut chance = Chance(71);
        let of_morning = |row: f64| 10.0 + 8.0 * (row % length as f64) / length as f64;
        let rows = u32::try_from(moments.len()).unwrap();
        let values = series(rows, |row| of_morning(row) + 0.3 * chance.normal());
        let points = Points { moments: &moments, values: &values, lows: &values, highs: &values };
        let found = analysis(&points);
        let season = found.seasonality.as_ref().unwrap();
        assert_eq!(season.period_milliseconds, minute(1, 0) as f64, "{length}");
        assert!((season.amplitude - 8.0).abs() < 0.5, "{length}: {season:?}");
        let trend = found.trend.unwrap();
        assert!(!trend.matters && (trend.from - 14.0).abs() < 0.5, "{length}: {trend:?}");
    }
}

#[test]
fn rows_that_no_even_grid_holds_have_no_season() {
    // Half an hour of seconds on each of 20 days, with a saw of ten minutes.
    let moments: Vec<i64> =
        (0..20).flat_map(|day| (0..1_800).map(move |row| (86_400 * day + row) * 1_000)).collect();
    let values = series(36_000, |row| row % 600.0);
    let points = Points { moments: &moments, values: &values, lows: &values, highs: &values };
    assert_eq!(analysis(&points).seasonality, None);
}
