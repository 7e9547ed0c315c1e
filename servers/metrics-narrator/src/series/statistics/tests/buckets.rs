//! What a series is said to do of which each value stands for many rows.

use std::f64::consts::TAU;

use super::{Chance, anomalies, series};
use crate::series::statistics::{Analysis, Points, analysis, descriptive::mean};

#[test]
fn what_repeats_itself_within_a_bucket_is_no_season_of_the_buckets() {
    let mut chance = Chance(5);
    for (width, n) in [(180, 1_000_000), (90, 250_000), (60, 200_000)] {
        let wave = |row: f64| 99.0 * (TAU * row / 100.0).sin();
        let found = analysis_in_buckets(width, n, |row| 200.0 + wave(row) + chance.normal());
        assert_eq!((&found.seasonality, anomalies(&found)), (&None, Vec::new()), "{width}");
    }
}

#[test]
fn a_season_of_buckets_is_found_in_noise_in_counts_and_where_values_are_held() {
    let mut chance = Chance(6);
    // By the golden ratio: multiples of 0.618 come again after 500 rows, 121 times in a week.
    let scattered = |row: f64| (row * 0.618_033_988_75).fract();
    // A day of 8,640 rows, and a period that no calendar has.
    for period in [8_640.0, 5_300.0] {
        let wave = |row: f64| (TAU * row / period).sin();
        let cases: [(&str, &mut dyn FnMut(f64) -> f64); 3] = [
            ("noise", &mut |row| 50.0 + wave(row) + 3.0 * chance.normal()),
            ("held", &mut |row| (2.0 + 4.0 * wave(row) + 2.0 * scattered(row)).max(0.0)),
            ("spikes", &mut |row| (wave(row) + 2.0) / (0.02 + scattered(row))),
        ];
        for (what, course) in cases {
            let found = analysis_in_buckets(90, 300_000, course);
            let seconds = found.seasonality.map_or(0.0, |it| it.period_milliseconds / 1000.0);
            let expected = 10.0 * period;
            assert!((seconds / expected - 1.0).abs() < 0.03, "{what}: {seconds} {expected}");
        }
    }
}

/// What `course`, which is given the index of a row, does when each `width` rows of `n` are one bucket.
fn analysis_in_buckets(width: u32, n: u32, course: impl FnMut(f64) -> f64) -> Analysis {
    let rows = series(n, course);
    let buckets = || rows.chunks(width as usize);
    let values: Vec<f64> = buckets().map(mean).collect();
    let lows: Vec<f64> =
        buckets().map(|rows| rows.iter().copied().fold(f64::INFINITY, f64::min)).collect();
    let highs: Vec<f64> =
        buckets().map(|rows| rows.iter().copied().fold(f64::NEG_INFINITY, f64::max)).collect();
    let step = 10_000 * i64::from(width);
    let moments: Vec<i64> = (0..).take(values.len()).map(|bucket: i64| bucket * step).collect();
    analysis(&Points { moments: &moments, values: &values, lows: &lows, highs: &highs })
}
