//! Series in which there is nothing to be found. Chance makes some look as if there were; the tests say how many.

use super::{Chance, analysis_of, series};
use crate::series::statistics::Analysis;

/// How many of 100 series of `n` values of `course` make a claim of each kind: changes, anomalies, trends, seasons.
fn claims(n: u32, mut course: impl FnMut(&mut Chance) -> f64) -> [usize; 4] {
    let mut chance = Chance(u64::from(n));
    let found: Vec<Analysis> =
        (0..100).map(|_| analysis_of(&series(n, |_| course(&mut chance)))).collect();
    let count =
        |is_claimed: fn(&Analysis) -> bool| found.iter().filter(|one| is_claimed(one)).count();
    [
        count(|one| !one.change_points.is_empty()),
        count(|one| !one.anomalies.is_empty()),
        count(|one| one.trend.as_ref().is_some_and(|trend| trend.matters)),
        count(|one| one.seasonality.is_some()),
    ]
}

#[test]
fn noise_and_random_small_tables_do_nothing() {
    for n in [3, 8, 12, 20, 40, 100, 300] {
        let normal = claims(n, Chance::normal);
        assert!(normal.iter().all(|claims| *claims <= 5), "{n} normal: {normal:?}");
        let even = claims(n, Chance::even);
        assert!(even.iter().all(|claims| *claims <= 5), "{n} even: {even:?}");
        assert!(normal[0] + even[0] <= 1, "{n} changes: {normal:?} {even:?}");
    }
}

#[test]
fn noise_with_a_long_tail_has_hardly_a_change_point_and_an_anomaly_now_and_then() {
    for n in [20, 100, 300] {
        let [changes, anomalies, trends, seasons] =
            claims(n, |chance| -(1.0 - chance.even()).max(1e-9).ln());
        assert!(changes <= 3 && trends <= 2 && seasons <= 3, "{n}: {changes} {trends} {seasons}");
        assert!(anomalies <= 30, "{n}: {anomalies}");
    }
}

#[test]
fn rare_counts_have_an_anomaly_now_and_then() {
    let [_, anomalies, ..] = claims(720, |chance| {
        let size = -(1.0 - chance.even()).max(1e-9).ln();
        if chance.even() < 0.12 { (5.0 * size).ceil() } else { 0.0 }
    });
    assert!(anomalies <= 38, "{anomalies}");
}

#[test]
fn noise_in_which_neighbors_are_alike_has_no_level_of_its_own() {
    for n in [100, 300] {
        let mut before = 0.0;
        let claims = claims(n, |chance| {
            before = 0.6 * before + chance.normal();
            before
        });
        assert!(claims.iter().all(|claims| *claims <= 3), "{n}: {claims:?}");
    }
}

#[test]
fn noise_that_grows_with_the_level_makes_no_value_of_a_growing_series_unusual() {
    let mut told = 0;
    for seed in 80..110 {
        let mut chance = Chance(seed);
        let values = series(300, |row| 100.0 * (row / 60.0 + 0.05 * chance.normal()).exp());
        told += usize::from(!analysis_of(&values).anomalies.is_empty());
    }
    assert!(told <= 2, "{told} of 30");
}
