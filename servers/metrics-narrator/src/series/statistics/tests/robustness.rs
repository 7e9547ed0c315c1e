//! Whatever the numbers and the times are, everything said is finite and within the series.

use std::f64::consts::TAU;

use super::{Chance, analysis_of, series};
use crate::series::statistics::{Analysis, Points, analysis, correlations};

fn assert_sound(found: &Analysis, rows: usize, what: &str) {
    if let Some(trend) = &found.trend {
        assert!(
            [trend.slope_per_millisecond, trend.from, trend.to]
                .iter()
                .all(|number| number.is_finite()),
            "{what}: {trend:?}"
        );
    }
    if let Some(season) = &found.seasonality {
        assert!(
            season.period_milliseconds.is_finite() && season.amplitude.is_finite(),
            "{what}: {season:?}"
        );
        assert!((0.0..=1.0).contains(&season.strength), "{what}: {season:?}");
    }
    for change in &found.change_points {
        assert!(
            change.index < rows && change.from.is_finite() && change.to.is_finite(),
            "{what}: {change:?}"
        );
    }
    assert!(found.anomalies.len() <= 3, "{what}");
    for anomaly in &found.anomalies {
        assert!(
            anomaly.from <= anomaly.at && anomaly.at <= anomaly.to && anomaly.to < rows,
            "{what}: {anomaly:?}"
        );
        assert!(
            [anomaly.value, anomaly.expected, anomaly.deviations]
                .iter()
                .all(|number| number.is_finite()),
            "{what}: {anomaly:?}"
        );
    }
}

#[test]
fn extreme_numbers_give_finite_facts() {
    let extremes = [
        0.0,
        -0.0,
        1e308,
        -1e308,
        f64::MAX,
        f64::MIN,
        1e-320,
        -1e-320,
        f64::MIN_POSITIVE,
        f64::EPSILON,
    ];
    let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1.0];
    let mut chance = Chance(1);
    for n in [0, 1, 2, 3, 4, 5, 9, 10, 11, 12, 13, 40, 300, 1_100] {
        for round in 0..if n < 100 { 30 } else { 5 } {
            // From a few different numbers to all of them.
            let choice: Vec<f64> =
                extremes.iter().chain(&odd).copied().filter(|_| chance.even() < 0.4).collect();
            let mut pick = |_| {
                let place = chance.even() * f64::from(u32::try_from(choice.len()).unwrap());
                choice.get(place as usize).copied().unwrap_or(1.0)
            };
            let values = series(n, &mut pick);
            assert_sound(
                &analysis_of(&values),
                values.len(),
                &format!("{n} values, round {round}: {choice:?}"),
            );
        }
    }
}

#[test]
fn odd_times_give_finite_facts() {
    let mut chance = Chance(2);
    let values = series(500, |row| (row / 10.0).sin() + 0.1 * chance.normal());
    type Time = fn(i64) -> i64;
    let times: [(&str, Time); 6] = [
        ("equal", |_| 7),
        ("descending", |row| -row),
        ("from the first to the last of all", |row| match row {
            0 => i64::MIN,
            499 => i64::MAX,
            row => row,
        }),
        ("far apart", |row| (row - 250) * (i64::MAX / 250)),
        ("one large gap", |row| if row < 250 { row } else { row + 1_000_000_000_000 }),
        ("growing steps", |row| row * row * row),
    ];
    for (what, time) in times {
        let moments: Vec<i64> = (0..500).map(time).collect();
        let found =
            analysis(&Points { moments: &moments, values: &values, lows: &values, highs: &values });
        assert_sound(&found, values.len(), what);
    }
}

#[test]
fn lines_levels_and_what_is_expected_are_within_what_the_series_had() {
    type Course = fn(f64) -> f64;
    let courses: [(&str, Course); 6] = [
        ("what rises ever faster", |row| row * row),
        ("what levels off", |row| (0.5 * row).min(60.0)),
        ("a season that is closed for a while", |row| {
            if (90.0..130.0).contains(&row) { 0.0 } else { 40.0 + 12.0 * (row * TAU / 52.0).cos() }
        }),
        ("sun, and a day of clouds", |row| {
            let sun = 40.0 * (row * TAU / 96.0).sin().max(0.0);
            if (96.0..192.0).contains(&row) { 0.3 * sun } else { sun }
        }),
        ("a hump on the ground", |row| 50.0 * (row * TAU / 600.0 - 1.0).sin().max(0.0)),
        ("what decays", |row| 80.0 * (-row / 40.0).exp()),
    ];
    let mut chance = Chance(3);
    for (what, course) in courses {
        for noise in [0.0, 1.0, 5.0] {
            let values = series(480, |row| (course(row) + noise * chance.normal()).max(0.0));
            let highest = values.iter().copied().fold(0.0, f64::max);
            let found = analysis_of(&values);
            let line = found.trend.iter().flat_map(|line| [line.from, line.to]);
            let levels = found.change_points.iter().flat_map(|change| [change.from, change.to]);
            let expected = found.anomalies.iter().map(|anomaly| anomaly.expected);
            for told in line.chain(levels).chain(expected) {
                assert!((0.0..=highest).contains(&told), "{what}, {noise}: {told} in {found:?}");
            }
        }
    }
}

#[test]
fn slices_of_different_lengths_end_with_the_shortest() {
    let values = series(100, |row| row);
    let moments: Vec<i64> = (0..90).collect();
    let found = analysis(&Points {
        moments: &moments,
        values: &values,
        lows: &values[..80],
        highs: &values,
    });
    assert_eq!(found.trend.as_ref().unwrap().to, 79.0);
    assert_sound(&found, 80, "80 of 100");
}

#[test]
fn extremes_that_contradict_the_value_are_no_extremes() {
    let values = series(100, |row| row % 7.0);
    let moments: Vec<i64> = (0..100).collect();
    let (lows, highs) = (vec![f64::INFINITY; 100], vec![f64::NAN; 100]);
    let odd = analysis(&Points { moments: &moments, values: &values, lows: &lows, highs: &highs });
    let usual =
        analysis(&Points { moments: &moments, values: &values, lows: &values, highs: &values });
    assert_eq!(odd, usual);
}

#[test]
fn correlations_of_extreme_numbers_are_coefficients() {
    let huge = series(60, |row| if row % 2.0 == 0.0 { 1e308 } else { -1e308 });
    let tiny = series(60, |row| if row % 2.0 == 0.0 { 1e-310 } else { -1e-310 });
    let odd = series(60, |row| if row % 2.0 == 0.0 { f64::NAN } else { row });
    let found = correlations(&[&huge, &tiny, &odd, &[f64::NAN; 60]], &[]);
    assert!(found.iter().all(|related| related.coefficient.abs() <= 1.0), "{found:?}");
    assert!(found.iter().any(|related| (related.first, related.second) == (0, 1)), "{found:?}");
}
