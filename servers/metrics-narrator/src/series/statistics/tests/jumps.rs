//! Jumps that are seen by their edge, and what is none.

use std::f64::consts::TAU;

use super::{Chance, analysis_every, analysis_of, anomalies, changes, series};

#[test]
fn a_level_that_jumps_by_a_fraction_of_the_swing_of_its_season_is_told() {
    for (jump, noise) in [(2.0, 0.3), (4.0, 0.3), (4.0, 1.0)] {
        let mut chance = Chance(7);
        let values = series(700, |t| {
            let level = if t >= 410.0 { 50.0 + jump } else { 50.0 };
            level + 8.0 * (t * TAU / 24.0).sin() + noise * chance.normal()
        });
        let found = analysis_of(&values);
        let [change] = found.change_points[..] else { panic!("{jump} {noise}: {found:?}") };
        assert!(change.index.abs_diff(410) <= 3, "{jump} {noise}: {change:?}");
        assert!((change.to - change.from - jump).abs() < 0.2 * jump, "{jump} {noise}: {change:?}");
        assert!(found.anomalies.is_empty(), "{jump} {noise}: {found:?}");
        assert!(!found.trend.unwrap().matters, "{jump} {noise}");
    }
}

#[test]
fn a_counter_that_starts_over_twice_does_so_twice_however_different_its_heights() {
    let mut chance = Chance(3);
    let values = series(600, |t| {
        let began = [0.0, 250.0, 400.0].into_iter().rfind(|began| t >= *began).unwrap();
        let height = if began == 0.0 { 5_300.0 } else { 0.0 };
        height + 10.0 * (t - began) + chance.normal()
    });
    let found = analysis_of(&values);
    assert_eq!(changes(&found), [250, 400], "{found:?}");
    assert!(found.change_points.iter().all(|change| change.to.abs() < 20.0), "{found:?}");
    let trend = found.trend.unwrap();
    assert!(trend.turns.is_empty(), "{trend:?}");
}

#[test]
fn neither_walks_nor_ramps_nor_what_returns_slowly_jump() {
    let mut told = 0;
    for seed in 0..20 {
        let mut chance = Chance(seed);
        let mut walk = 0.0;
        let walks = series(700, |_| {
            walk += chance.normal();
            walk
        });
        told += changes(&analysis_of(&walks)).len();
        let mut season = |t: f64| 8.0 * (t * TAU / 24.0).sin() + 0.3 * chance.normal();
        let ramp = series(700, |t| season(t) + ((t - 300.0) / 100.0).clamp(0.0, 1.0) * 2.0);
        let returning = series(700, |t| {
            season(t) + if t >= 300.0 { 4.0 * ((300.0 - t) / 20.0).exp() } else { 0.0 }
        });
        for values in [ramp, returning] {
            assert!(analysis_of(&values).change_points.is_empty(), "{seed}");
        }
    }
    assert!(told <= 10, "{told}");
}

#[test]
fn a_spike_or_an_outage_elsewhere_hides_no_level() {
    type Usual = fn(f64) -> f64;
    let courses: [(&str, Usual); 2] =
        [("level", |_| 60.0), ("day", |t| 60.0 + 30.0 * (t * TAU / 24.0).cos())];
    for (what, usual) in courses {
        for (from, to, times) in [(135, 136, 6.0), (135, 138, 4.0), (135, 141, 0.0)] {
            let mut chance = Chance(13);
            let mut values = series(504, |t| {
                let level = if t < 336.0 { 1.0 } else { 1.25 };
                usual(t) * level * (1.0 + 0.06 * chance.normal())
            });
            values[from..to].iter_mut().for_each(|value| *value *= times);
            let found = analysis_every(3_600_000, &values);
            let [change] = found.change_points[..] else { panic!("{what} {times}: {found:?}") };
            assert!(change.index.abs_diff(336) <= 6, "{what} {times}: {change:?}");
            assert_eq!(anomalies(&found), [(from, to - 1)], "{what} {times}: {found:?}");
        }
    }
}
