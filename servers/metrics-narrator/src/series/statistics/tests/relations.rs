//! Which series are said to go together.

use std::f64::consts::TAU;

use super::{Chance, analysis_of, series};
use crate::series::statistics::{Anomaly, coincidences, correlations};

#[test]
fn series_that_go_together_are_found_with_their_sign_the_closest_first() {
    let mut chance = Chance(1);
    let load = series(400, |row| 10.0 * (TAU * row / 80.0).sin() + chance.normal());
    let free: Vec<f64> =
        load.iter().map(|load| 100.0 - 3.0 * load + 9.0 * chance.normal()).collect();
    let mut near: Vec<f64> = load.iter().map(|load| 2.0 * load + chance.normal()).collect();
    near[17] = f64::NAN;
    let alone = series(400, |_| chance.normal());
    let found = correlations(&[&load, &free, &alone, &near], &[]);
    let pairs: Vec<(usize, usize)> =
        found.iter().map(|related| (related.first, related.second)).collect();
    assert_eq!(pairs, [(0, 3), (0, 1), (1, 3)]);
    assert!(
        found[0].coefficient > 0.95 && found[1].coefficient < -0.8 && found[2].coefficient < -0.8
    );
}

#[test]
fn the_coefficient_is_as_counted_by_hand() {
    let a: Vec<f64> = (0..30).map(|row: i32| f64::from(row % 5)).collect();
    let b: Vec<f64> = (0..30)
        .map(|row: i32| f64::from([0, 2, 1, 3, 4][usize::try_from(row % 5).unwrap()]))
        .collect();
    // Of the ranks 0 to 4, one pair of neighbors changes places.
    let [related] = correlations(&[&a, &b], &[])[..] else { panic!() };
    assert!((related.coefficient - 0.9).abs() < 1e-12, "{related:?}");
}

#[test]
fn series_that_only_drift_do_not_go_together() {
    let mut chance = Chance(2);
    let up = series(300, |row| 0.1 * row + chance.normal());
    let also_up = series(300, |row| 5.0 + 0.3 * row + 2.0 * chance.normal());
    let step = series(300, |row| if row < 140.0 { 0.0 } else { 9.0 } + chance.normal());
    assert_eq!(correlations(&[&up, &also_up, &step], &[]), []);
}

#[test]
fn one_spike_at_the_same_time_makes_no_two_series_go_together() {
    for seed in 0..10 {
        let mut chance = Chance(seed);
        let mut noise =
            || series(300, |row| chance.normal() + if row == 140.0 { 40.0 } else { 0.0 });
        let noises = [noise(), noise()];
        let anomalies = noises.each_ref().map(|noise| analysis_of(noise).anomalies);
        let noises = noises.each_ref().map(Vec::as_slice);
        assert_eq!(correlations(&noises, &anomalies.each_ref().map(Vec::as_slice)), [], "{seed}");
        // Nor does it part those that do.
        let other: Vec<f64> = noises[0].iter().map(|value| 3.0 * value + 0.5).collect();
        let series = [noises[0], &other];
        assert_eq!(correlations(&series, &[&anomalies[0], &anomalies[0]]).len(), 1, "{seed}");
    }
}

#[test]
fn constant_and_flat_series_take_no_part() {
    let constant = vec![3.0; 200];
    let mut flat = vec![1.0; 200];
    flat[50] = 9.0;
    let mut varying = series(200, |row| (row / 9.0).sin());
    varying[50] = 90.0;
    assert_eq!(correlations(&[&constant, &flat, &varying, &[]], &[]), []);
}

#[test]
fn a_few_rows_prove_nothing() {
    let a = [1.0, 5.0, 2.0, 8.0, 3.0];
    let b = [2.0, 9.0, 4.0, 17.0, 6.0];
    assert_eq!(correlations(&[&a, &b], &[]), []);
    // Ten rows with a coefficient of 0.7: one pair of unrelated ones in 30 has that by chance.
    let a = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0, 5.0, 3.0];
    let b = [4.0, 2.0, 2.0, 3.0, 6.0, 7.0, 4.0, 4.0, 7.0, 1.0];
    assert_eq!(correlations(&[&a, &b], &[]), []);
}

#[test]
fn anomalies_of_different_series_at_one_time_are_a_group() {
    let anomaly =
        |from, to| Anomaly { from, to, at: from, value: 0.0, expected: 0.0, deviations: 9.0 };
    let (a, b, c) = (
        [anomaly(10, 12), anomaly(500, 510)],
        [anomaly(508, 520), anomaly(900, 900)],
        [anomaly(525, 525)],
    );
    // 520 and 525 are nearly at one time in 1,000 rows, and far apart in 100.
    assert_eq!(coincidences(&[&a, &b, &c], 1_000), [vec![(0, 1), (1, 0), (2, 0)]]);
    assert_eq!(coincidences(&[&a, &b, &c], 100), [vec![(0, 1), (1, 0)]]);
}

#[test]
fn anomalies_that_are_days_apart_in_a_long_table_do_not_coincide() {
    let anomaly =
        |from, to| Anomaly { from, to, at: from, value: 0.0, expected: 0.0, deviations: 9.0 };
    let (a, b, c) = ([anomaly(5_000, 5_000)], [anomaly(5_160, 5_160)], [anomaly(5_168, 5_168)]);
    assert_eq!(coincidences(&[&a, &b, &c], 17_520), [vec![(1, 0), (2, 0)]]);
}

#[test]
fn one_anomaly_of_a_group_is_close_to_all_others() {
    let anomaly =
        |from, to| Anomaly { from, to, at: from, value: 0.0, expected: 0.0, deviations: 9.0 };
    let chain: Vec<[Anomaly; 1]> =
        (0..6).map(|link| [anomaly(100 + 8 * link, 100 + 8 * link)]).collect();
    let chain: Vec<&[Anomaly]> = chain.iter().map(|link| &link[..]).collect();
    let threes = [vec![(0, 0), (1, 0), (2, 0)], vec![(3, 0), (4, 0), (5, 0)]];
    assert_eq!(coincidences(&chain, 5_000), threes);
    // What lasts is at the same time as all that happens meanwhile.
    let (long, one, two) = ([anomaly(100, 400)], [anomaly(120, 120)], [anomaly(390, 395)]);
    assert_eq!(coincidences(&[&long, &one, &two], 5_000), [vec![(0, 0), (1, 0), (2, 0)]]);
}

#[test]
fn anomalies_of_one_series_do_not_coincide() {
    let anomaly =
        |from, to| Anomaly { from, to, at: from, value: 0.0, expected: 0.0, deviations: 9.0 };
    assert_eq!(coincidences(&[&[anomaly(1, 2), anomaly(3, 4)], &[]], 100), Vec::<Vec<_>>::new());
    assert_eq!(coincidences(&[], 0), Vec::<Vec<_>>::new());
}
