//! Series that look like more than they are.

use super::{Chance, analysis_of, events, series};
use crate::series::statistics::{Points, analysis};

#[test]
fn a_series_whose_means_are_all_the_same_has_no_trend_that_matters() {
    let means = [5.0; 50];
    let highs = series(50, |row| 6.0 + row % 7.0);
    let moments: Vec<i64> = (0..50).collect();
    let found =
        analysis(&Points { moments: &moments, values: &means, lows: &means, highs: &highs });
    let trend = found.trend.unwrap();
    assert!(trend.slope_per_millisecond == 0.0 && !trend.matters, "{trend:?}");
}

#[test]
fn the_line_through_a_series_that_levels_off_ends_where_the_series_does() {
    let found = analysis_of(&series(300, |row| (20.0 + 0.5 * row).min(100.0)));
    let trend = found.trend.unwrap();
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
        assert_eq!(events(&analysis_of(values)), []);
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
        told += usize::from(!events(&analysis_of(&series(600, |_| rare(&mut chance)))).is_empty());
    }
    assert!(told <= 6, "{told} of 40");
}

#[test]
fn spikes_that_are_alike_are_all_told_or_none() {
    let mut chance = Chance(32);
    let noise = series(1_000, |_| chance.normal());
    for (spikes, told) in [(3, 3), (7, 0)] {
        let mut values = noise.clone();
        for row in (60..).step_by(130).take(spikes) {
            values[row] = 40.0;
        }
        assert_eq!(events(&analysis_of(&values)).len(), told, "{spikes}");
    }
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
    assert_eq!(analysis_of(&wave).seasonality.unwrap().period_milliseconds, 240_000.0);
}
