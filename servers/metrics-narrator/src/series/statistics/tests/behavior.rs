//! What a series with one known effect is said to do.

use std::f64::consts::TAU;

use crate::series::facts::Character;

use super::{Chance, analysis_every, analysis_of, anomalies, changes, series};
use crate::series::statistics::{ChangePoint, Points, analysis};

/// No change point.
const NONE: [usize; 0] = [];

#[test]
fn a_series_without_values_is_empty() {
    for values in [&[][..], &[f64::NAN, f64::INFINITY, f64::NEG_INFINITY]] {
        let found = analysis_of(values);
        assert_eq!((found.character, found.trend), (Character::Empty, None));
    }
}

#[test]
fn a_series_of_one_value_is_constant_and_does_nothing() {
    let found = analysis_of(&[512.0; 300]);
    assert_eq!(found.character, Character::Constant);
    assert_eq!((&found.trend, &found.seasonality), (&None, &None));
    assert!(found.change_points.is_empty() && found.anomalies.is_empty());
}

#[test]
fn a_series_that_rarely_leaves_one_value_is_flat_and_may_have_an_anomaly() {
    let found = analysis_of(&series(300, |row| if row == 200.0 { 3.0 } else { 1.0 }));
    assert_eq!(found.character, Character::Flat);
    assert_eq!((&found.trend, &found.seasonality), (&None, &None));
    assert_eq!(changes(&found), NONE);
    let [anomaly] = found.anomalies[..] else { panic!("{:?}", found.anomalies) };
    assert_eq!(
        (anomaly.from, anomaly.at, anomaly.to, anomaly.value, anomaly.expected),
        (200, 200, 200, 3.0, 1.0)
    );
}

#[test]
fn a_step_is_a_change_point_with_the_medians_around_it_and_no_trend() {
    let mut chance = Chance(1);
    let found =
        analysis_of(&series(400, |row| if row < 150.0 { 120.0 } else { 160.0 } + chance.normal()));
    assert_eq!(changes(&found), [150]);
    let change = found.change_points[0];
    assert!((change.from - 120.0).abs() < 0.5 && (change.to - 160.0).abs() < 0.5, "{change:?}");
    assert!(!found.trend.as_ref().unwrap().matters);
    assert_eq!(anomalies(&found), []);
}

#[test]
fn a_step_in_a_long_series_is_placed_to_the_row() {
    let mut chance = Chance(2);
    let found =
        analysis_of(&series(9_000, |row| if row < 4_321.0 { 0.0 } else { 8.0 } + chance.normal()));
    assert_eq!(changes(&found), [4_321]);
}

#[test]
fn levels_that_go_up_and_down_change_at_each_step() {
    let mut chance = Chance(3);
    let level = |row: f64| if (100.0..220.0).contains(&row) { 9.0 } else { 5.0 };
    let found = analysis_of(&series(300, |row| level(row) + 0.3 * chance.normal()));
    assert_eq!(changes(&found), [100, 220]);
}

#[test]
fn a_line_from_nothing_begins_at_nothing() {
    let line = analysis_of(&series(20, |row| row)).trend.unwrap();
    assert_eq!((line.from, line.to), (0.0, 19.0));
}

#[test]
fn a_trend_is_no_staircase() {
    let mut chance = Chance(4);
    for noise in [0.0, 1.0, 20.0] {
        let found = analysis_of(&series(500, |row| 0.5 * row + noise * chance.normal()));
        assert_eq!(changes(&found), NONE, "{noise}");
        let trend = found.trend.as_ref().unwrap();
        assert!(trend.matters, "{noise}");
        assert!((trend.slope_per_millisecond * 60_000.0 - 0.5).abs() < 0.03, "{noise}: {trend:?}");
    }
}

#[test]
fn a_fall_between_two_rises_is_told_by_the_levels_beside_it() {
    let mut chance = Chance(11);
    let values = series(200, |row| {
        let fallen = if row < 100.0 { 0.0 } else { 60.0 };
        row - fallen + chance.normal()
    });
    let found = analysis_of(&values);
    let change = found.change_points[0];
    // The median of the second rise is above that of the first.
    assert!((change.from - 99.0).abs() < 3.0 && (change.to - 40.0).abs() < 3.0, "{found:?}");
    assert_eq!(change.index, 100);
}

#[test]
fn a_short_ramp_from_one_level_to_another_is_a_change_from_the_one_to_the_other() {
    let mut chance = Chance(41);
    for rows in [20.0, 60.0, 150.0] {
        for height in [15.0, -60.0, 200.0] {
            let ramp = |row: f64| ((row - 400.0) / rows).clamp(0.0, 1.0);
            let values = series(1_000, |row| 300.0 + height * ramp(row) + chance.normal());
            let found = analysis_of(&values);
            let [change] = found.change_points[..] else { panic!("{rows} {height}: {found:?}") };
            let at = f64::from(u32::try_from(change.index).unwrap());
            assert!((395.0..=405.0 + rows).contains(&at), "{rows} {height}: {change:?}");
            assert!((change.from - 300.0).abs() < 1.0, "{rows} {height}: {change:?}");
            assert!((change.to - 300.0 - height).abs() < 1.0, "{rows} {height}: {change:?}");
        }
    }
}

#[test]
fn a_smooth_ramp_has_no_change_points() {
    let ramps: [fn(f64) -> f64; 5] = [
        |t| t * t,
        |t| (3.0 * t).exp(),
        f64::sqrt,
        |t| 1.0 / (1.0 + (-8.0 * (t - 0.5)).exp()),
        |t| (TAU * t).sin(),
    ];
    let mut chance = Chance(5);
    for (index, ramp) in ramps.iter().enumerate() {
        for noise in [0.0, 0.1] {
            let found =
                analysis_of(&series(500, |row| ramp(row / 499.0) + noise * chance.normal()));
            assert_eq!(changes(&found), NONE, "ramp {index}, noise {noise}");
        }
    }
}

#[test]
fn a_season_has_a_period_and_an_amplitude_and_is_neither_trend_nor_change_nor_anomaly() {
    let mut chance = Chance(6);
    let found = analysis_of(&series(1_000, |row| {
        100.0 + 20.0 * (TAU * row / 125.0).sin() + 2.0 * chance.normal()
    }));
    let season = found.seasonality.as_ref().unwrap();
    assert_eq!(season.period_milliseconds, 125.0 * 60_000.0);
    assert!((season.amplitude - 40.0).abs() < 3.0, "{season:?}");
    assert!(season.strength > 0.95, "{season:?}");
    assert!(!found.trend.as_ref().unwrap().matters);
    assert_eq!((changes(&found), anomalies(&found)), (vec![], vec![]));
}

#[test]
fn a_season_of_short_spikes_keeps_its_shape() {
    let mut chance = Chance(7);
    let found = analysis_of(&series(
        900,
        |row| if row % 30.0 == 7.0 { 10.0 } else { 0.0 } + 0.2 * chance.normal(),
    ));
    let season = found.seasonality.as_ref().unwrap();
    assert_eq!(season.period_milliseconds, 30.0 * 60_000.0);
    assert!(season.amplitude > 9.0, "{season:?}");
    assert_eq!(anomalies(&found), []);
}

#[test]
fn a_day_is_preferred_to_a_period_that_noise_makes_look_a_little_better() {
    let five_minutes = 300_000;
    for seed in 0..20 {
        let mut chance = Chance(seed);
        let found = analysis_every(
            five_minutes,
            &series(1_000, |row| (TAU * row / 288.0).sin() + 0.5 * chance.normal()),
        );
        assert_eq!(
            found.seasonality.as_ref().unwrap().period_milliseconds,
            86_400_000.0,
            "seed {seed}"
        );
    }
}

#[test]
fn a_season_goes_on_behind_a_gap_in_the_times() {
    let mut chance = Chance(8);
    // The rows from 400 to 470, which is no whole number of periods, are not in the table.
    let rows: Vec<i64> = (0..800).filter(|row| !(400..470).contains(row)).collect();
    let moments: Vec<i64> = rows.iter().map(|row| row * 60_000).collect();
    let value = |row: &i64| (TAU * f64::from(i32::try_from(*row).unwrap()) / 100.0).sin();
    let values: Vec<f64> = rows.iter().map(|row| value(row) + 0.1 * chance.normal()).collect();
    let found =
        analysis(&Points { moments: &moments, values: &values, lows: &values, highs: &values });
    let season = found.seasonality.as_ref().unwrap();
    assert_eq!(season.period_milliseconds, 100.0 * 60_000.0);
    assert!(season.strength > 0.9, "{season:?}");
    assert_eq!((changes(&found), anomalies(&found)), (vec![], vec![]));
}

#[test]
fn a_season_and_a_step_are_both_found() {
    let mut chance = Chance(9);
    let value = |row: f64| (TAU * row / 60.0).sin() + if row < 300.0 { 0.0 } else { 12.0 };
    let found = analysis_of(&series(600, |row| value(row) + 0.2 * chance.normal()));
    assert_eq!(found.seasonality.as_ref().unwrap().period_milliseconds, 3_600_000.0);
    assert_eq!(changes(&found), [300]);
}

#[test]
fn the_levels_around_a_change_are_as_far_apart_as_the_step_whatever_the_season_is_there() {
    let mut chance = Chance(45);
    let value = |row: f64| {
        let step = if row < 684.0 { 0.0 } else { 18.0 };
        40.0 + 15.0 * ((row - 96.0) * TAU / 288.0).sin() + step
    };
    let found = analysis_of(&series(1_152, |row| value(row) + 0.5 * chance.normal()));
    let [change] = found.change_points[..] else { panic!("{found:?}") };
    assert_eq!(change.index, 684);
    assert!((change.from - 40.0).abs() < 1.0 && (change.to - 58.0).abs() < 1.0, "{change:?}");
}

#[test]
fn a_trend_is_measured_without_its_season_and_its_anomalies() {
    let mut chance = Chance(10);
    let anomaly = |row: f64| if (590.0..594.0).contains(&row) { 90.0 } else { 0.0 };
    // The series ends within a period, which alone would turn the line.
    let value = |row: f64| 0.03 * row + 20.0 * (TAU * row / 120.0).sin() + anomaly(row);
    let found = analysis_of(&series(650, |row| value(row) + chance.normal()));
    let trend = found.trend.as_ref().unwrap();
    assert!(trend.matters);
    assert!((trend.slope_per_millisecond * 60_000.0 - 0.03).abs() < 0.002, "{trend:?}");
    assert!((trend.to - trend.from - 0.03 * 649.0).abs() < 1.5, "{trend:?}");
}

#[test]
fn an_anomaly_has_an_onset_a_peak_and_an_end() {
    let mut chance = Chance(11);
    let bump = |row: f64| match row - 300.0 {
        after if !(0.0..8.0).contains(&after) => 0.0,
        5.0 => 45.0,
        _ => 30.0,
    };
    let found = analysis_of(&series(500, |row| 50.0 + bump(row) + chance.normal()));
    let [anomaly] = found.anomalies[..] else { panic!("{:?}", found.anomalies) };
    assert_eq!((anomaly.from, anomaly.at, anomaly.to), (300, 305, 307));
    assert!(
        (anomaly.value - 95.0).abs() < 4.0 && (anomaly.expected - 50.0).abs() < 1.0,
        "{anomaly:?}"
    );
    assert!((anomaly.deviations - 45.0).abs() < 6.0, "{anomaly:?}");
    assert_eq!(changes(&found), NONE);
}

#[test]
fn the_value_of_an_anomaly_is_its_extreme_wherever_it_lies_in_it() {
    let mut chance = Chance(40);
    let mut values = series(1_000, |row| {
        50.0 + if (300.0..340.0).contains(&row) { 30.0 } else { 0.0 } + chance.normal()
    });
    values[302] = 90.0;
    let [anomaly] = analysis_of(&values).anomalies[..] else { panic!("not one") };
    assert_eq!((anomaly.from, anomaly.at, anomaly.to, anomaly.value), (300, 302, 339, 90.0));
}

#[test]
fn what_rises_fast_and_falls_slowly_or_the_reverse_is_an_anomaly_and_no_change_for_good() {
    let mut chance = Chance(42);
    for (first, rows) in [(150, 40), (400, 70), (300, 110)] {
        for turned in [false, true] {
            let mut values = series(900, |_| 100.0 + chance.normal());
            let bump = values.iter_mut().skip(first).take(rows).zip(0..);
            bump.for_each(|(value, row)| {
                let passed = f64::from(row) / rows as f64;
                *value += 40.0 * if turned { passed } else { 1.0 - passed };
            });
            let found = analysis_of(&values);
            assert_eq!(changes(&found), NONE, "{first} {rows} {turned}");
            let [anomaly] = found.anomalies[..] else { panic!("{found:?}") };
            let extreme = values.iter().copied().fold(0.0, f64::max);
            assert_eq!(anomaly.value, extreme, "{first} {rows} {turned}");
            assert!((anomaly.expected - 100.0).abs() < 2.0, "{anomaly:?}");
        }
    }
}

#[test]
fn what_goes_away_smoothly_and_returns_is_one_anomaly_whatever_else_moves() {
    let mut chance = Chance(47);
    let dip = |row: f64| 20.0 * (((row - 600.0) / 40.0).clamp(0.0, 1.0) * TAU / 2.0).sin();
    let (mut alike, mut walk) = (0.0, 0.0);
    let values = series(1_000, |row| 6.0 * (row / 140.0).sin() + chance.normal() - dip(row));
    assert_one_dip(&values, "upon a wave");
    let values = series(1_000, |row| {
        alike = 0.9 * alike + chance.normal();
        alike - dip(row)
    });
    assert_one_dip(&values, "in noise whose neighbors are alike");
    let values = series(1_000, |row| {
        walk += 0.3 * chance.normal();
        walk - dip(row)
    });
    assert_one_dip(&values, "in a random walk");
}

/// Asserts that the only thing to tell of `values` is what they do from 600 to 640, with its lowest in the middle.
fn assert_one_dip(values: &[f64], what: &str) {
    let found = analysis_of(values);
    let [anomaly] = found.anomalies[..] else { panic!("{what}: {found:?}") };
    assert!((598..=610).contains(&anomaly.from), "{what}: {anomaly:?}");
    assert!((610..=630).contains(&anomaly.at), "{what}: {anomaly:?}");
    assert!((630..=660).contains(&anomaly.to), "{what}: {anomaly:?}");
    assert_eq!(changes(&found), NONE, "{what}");
}

#[test]
fn a_short_anomaly_is_no_pair_of_change_points() {
    for (n, from, to) in [(336, 246, 258), (2_000, 700, 760)] {
        let mut chance = Chance(12);
        let is_in = |row: f64| (f64::from(from)..f64::from(to)).contains(&row);
        let found = analysis_of(&series(
            n,
            |row| if is_in(row) { 3.0 } else { 0.3 } + 0.05 * chance.normal(),
        ));
        assert_eq!(changes(&found), NONE);
        assert_eq!(
            anomalies(&found),
            [(usize::try_from(from).unwrap(), usize::try_from(to - 1).unwrap())]
        );
    }
}

#[test]
fn a_level_that_is_too_short_to_be_for_good_is_an_anomaly_at_either_end() {
    let mut chance = Chance(53);
    for (n, rows) in [(600, 1), (600, 4), (600, 6), (600, 11), (1_440, 12), (288, 4)] {
        for (is_last, height) in [(true, 40.0), (true, -40.0), (false, 40.0), (false, -40.0)] {
            let what = format!("{rows} of {n} rows, {height}, last: {is_last}");
            let from = if is_last { n - rows } else { 0 };
            let mut values = series(u32::try_from(n).unwrap(), |_| 100.0 + 2.0 * chance.normal());
            values.iter_mut().skip(from).take(rows).for_each(|value| *value += height);
            let found = analysis_of(&values);
            let [anomaly] = found.anomalies[..] else { panic!("{what}: {found:?}") };
            // The row next to it may be noise on the same side.
            let ends = (anomaly.from.abs_diff(from), anomaly.to.abs_diff(from + rows - 1));
            assert!(ends.0 <= 1 && ends.1 <= 1, "{what}: {anomaly:?}");
            assert!((anomaly.expected - 100.0).abs() < 2.0, "{what}: {anomaly:?}");
            assert_eq!(changes(&found), NONE, "{what}");
        }
    }
}

#[test]
fn a_value_that_is_usual_at_another_time_of_the_season_is_an_anomaly() {
    let mut chance = Chance(13);
    let mut values = series(960, |row| 50.0 + 30.0 * (TAU * row / 96.0).sin() + chance.normal());
    // The season's peak is at row 504; the value is that of its mean.
    values[504] = 50.0;
    let found = analysis_of(&values);
    assert_eq!(anomalies(&found), [(504, 504)]);
    assert!((found.anomalies[0].expected - 80.0).abs() < 3.0, "{:?}", found.anomalies);
}

#[test]
fn an_anomaly_is_measured_from_the_level_of_its_piece() {
    let mut chance = Chance(14);
    let mut values = series(800, |row| if row < 400.0 { 10.0 } else { 60.0 } + chance.normal());
    values[200] = 60.0;
    assert_eq!(anomalies(&analysis_of(&values)), [(200, 200)]);
}

#[test]
fn what_a_change_of_level_begins_with_is_no_anomaly_beside_it_and_a_spike_is_one() {
    let mut chance = Chance(43);
    for rows in [3.0, 8.0] {
        for height in [30.0, -50.0] {
            // A part of the way before the change, and a little too far behind it.
            let level = |row: f64| match row - 400.0 {
                before if before < -rows => 0.0,
                before if before < 0.0 => 0.5,
                behind if behind < rows => 1.3,
                _ => 1.0,
            };
            let mut values =
                series(1_000, |row| 200.0 + height * level(row) + 0.5 * chance.normal());
            let found = analysis_of(&values);
            assert_eq!(changes(&found).len(), 1, "{rows} {height}: {found:?}");
            assert_eq!(anomalies(&found), [], "{rows} {height}: {found:?}");
            values[401] = 600.0;
            let found = analysis_of(&values);
            assert_eq!(found.anomalies.len(), 1, "{rows} {height}: {found:?}");
            assert_eq!(found.anomalies[0].at, 401, "{rows} {height}: {found:?}");
        }
    }
}

#[test]
fn spikes_that_come_again_and_again_are_usual_and_a_larger_one_is_not() {
    let mut chance = Chance(15);
    let mut next_spike = 5.0;
    let mut values = series(1_000, |row| {
        if row >= next_spike {
            next_spike = row + 10.0 + 20.0 * chance.even();
            return 20.0 + chance.normal();
        }
        chance.normal()
    });
    assert_eq!(anomalies(&analysis_of(&values)), []);
    values[613] = 80.0;
    assert_eq!(anomalies(&analysis_of(&values)), [(613, 613)]);
}

#[test]
fn what_lasts_without_being_extreme_is_found() {
    let mut chance = Chance(16);
    let is_in = |row: f64| (1_200.0..1_260.0).contains(&row);
    let found =
        analysis_of(&series(2_000, |row| if is_in(row) { 3.0 } else { 0.0 } + chance.normal()));
    let [(from, to)] = anomalies(&found)[..] else { panic!("{:?}", found.anomalies) };
    assert!(from.abs_diff(1_200) <= 5 && to.abs_diff(1_259) <= 5, "{from} {to}");
}

#[test]
fn what_lies_for_a_while_where_no_other_value_does_is_found_in_the_largest_noise() {
    for seed in 0..10 {
        let mut chance = Chance(seed);
        let mut values = series(720, |_| 120.0 * (0.35 * chance.normal()).exp());
        values[300..312].fill(0.0);
        let found = anomalies(&analysis_of(&values));
        let is_told = |(from, to): &(usize, usize)| *from == 300 && to.abs_diff(311) <= 1;
        assert!(found.iter().any(is_told), "seed {seed}: {found:?}");
    }
}

#[test]
fn a_count_of_nothing_is_unusual_where_noise_falls_off_like_that_of_counts() {
    let mut told = 0;
    for seed in 0..20 {
        let mut chance = Chance(seed);
        let mut values = series(1_440, |_| (30.0 + 5.5 * chance.normal()).round());
        values[700] = 0.0;
        told += usize::from(anomalies(&analysis_of(&values)) == [(700, 700)]);
    }
    assert!(told >= 10, "{told} of 20");
}

#[test]
fn a_series_has_at_most_three_anomalies_in_the_order_of_time() {
    let mut chance = Chance(17);
    let mut values = series(1_000, |_| chance.normal());
    for (row, value) in [(100, 40.0), (300, 60.0), (500, 50.0), (700, 70.0), (900, 3.5)] {
        values[row] = value;
    }
    assert_eq!(anomalies(&analysis_of(&values)), [(300, 300), (500, 500), (700, 700)]);
}

#[test]
fn a_spike_within_a_bucket_is_found_in_the_extremes() {
    let mut chance = Chance(18);
    let values = series(300, |_| 10.0 + 0.1 * chance.normal());
    let lows: Vec<f64> = values.iter().map(|value| value - 2.0).collect();
    let mut highs: Vec<f64> = values.iter().map(|value| value + 2.0).collect();
    highs[123] = 30.0;
    let moments: Vec<i64> = (0..300).collect();
    let found =
        analysis(&Points { moments: &moments, values: &values, lows: &lows, highs: &highs });
    let [anomaly] = found.anomalies[..] else { panic!("{:?}", found.anomalies) };
    assert_eq!((anomaly.from, anomaly.at, anomaly.to, anomaly.value), (123, 123, 123, 30.0));
    assert!((anomaly.expected - 12.0).abs() < 0.5, "{anomaly:?}");
}

#[test]
fn missing_values_are_passed_over_and_rows_keep_their_numbers() {
    let mut chance = Chance(19);
    let mut values = series(400, |row| if row < 150.0 { 0.0 } else { 8.0 } + chance.normal());
    values[300] = 40.0;
    for row in [0, 1, 77, 148, 149, 299, 301, 398, 399] {
        values[row] = f64::NAN;
    }
    let found = analysis_of(&values);
    assert_eq!((changes(&found), anomalies(&found)), (vec![150], vec![(300, 300)]));
}

#[test]
fn the_size_of_the_numbers_makes_no_difference() {
    let mut chance = Chance(20);
    let season = |row: f64| (TAU * row / 50.0).sin();
    let mut values = series(500, |row| {
        season(row) + if row < 200.0 { 0.0 } else { 3.0 } + 0.1 * chance.normal()
    });
    values[400] += 4.0;
    let usual = analysis_of(&values);
    assert_eq!((changes(&usual), anomalies(&usual)), (vec![200], vec![(400, 400)]));
    for factor in [1e-300, 1e300] {
        let scaled: Vec<f64> = values.iter().map(|value| value * factor).collect();
        let found = analysis_of(&scaled);
        assert_eq!(
            (changes(&found), anomalies(&found)),
            (changes(&usual), anomalies(&usual)),
            "{factor}"
        );
        let amplitude = found.seasonality.as_ref().unwrap().amplitude / factor;
        assert!(
            (amplitude / usual.seasonality.as_ref().unwrap().amplitude - 1.0).abs() < 1e-6,
            "{factor}"
        );
    }
}

#[test]
fn what_a_season_that_does_not_fit_the_rows_leaves_over_is_no_change() {
    let mut chance = Chance(21);
    let found = analysis_of(&series(1_200, |row| {
        20.0 * (TAU * row / 100.45).sin() + 0.5 * chance.normal()
    }));
    assert!(found.seasonality.is_some());
    assert_eq!(changes(&found), NONE);
}

#[test]
fn a_step_within_the_noise_is_not_told() {
    let mut chance = Chance(22);
    for (step, expected) in [(0.6, 0), (2.0, 1)] {
        let level = |row: f64| if row < 1_500.0 { 0.0 } else { step };
        let found = analysis_of(&series(3_000, |row| level(row) + chance.normal()));
        assert_eq!(changes(&found).len(), expected, "{step}");
    }
}

#[test]
fn on_a_slope_the_expected_is_on_the_slope() {
    let mut chance = Chance(23);
    let mut values = series(500, |row| 0.2 * row + chance.normal());
    values[100] = 50.0;
    let found = analysis_of(&values);
    assert_eq!(anomalies(&found), [(100, 100)]);
    assert!((found.anomalies[0].expected - 20.0).abs() < 1.0, "{:?}", found.anomalies);
}

#[test]
fn a_small_anomaly_is_told_unless_there_is_a_much_larger_one() {
    let mut chance = Chance(24);
    let mut values = series(600, |_| chance.normal());
    values[100] = 12.0;
    assert_eq!(anomalies(&analysis_of(&values)), [(100, 100)]);
    values[400] = 100.0;
    assert_eq!(anomalies(&analysis_of(&values)), [(400, 400)]);
}

#[test]
fn a_single_far_value_does_not_hide_what_lasts() {
    let mut chance = Chance(43);
    let mut values = series(2_000, |row| {
        120.0 + if (1_200.0..1_300.0).contains(&row) { 90.0 } else { 0.0 } + 8.0 * chance.normal()
    });
    assert_eq!(anomalies(&analysis_of(&values)), [(1_200, 1_299)]);
    values[700] = 1_610.0;
    assert_eq!(anomalies(&analysis_of(&values)), [(700, 700), (1_200, 1_299)]);
    for glitch in [100, 300, 500, 1_700] {
        values[glitch] = 1_600.0;
    }
    let told = anomalies(&analysis_of(&values));
    assert!(told.len() == 3 && told.contains(&(1_200, 1_299)), "{told:?}");
}

#[test]
fn an_anomaly_does_not_begin_with_a_far_value_that_ordinary_ones_part_from_it() {
    let mut chance = Chance(44);
    for stray in [487, 491, 527] {
        let mut values = series(1_000, |row| {
            100.0 - if (500.0..520.0).contains(&row) { 90.0 } else { 0.0 } + 3.0 * chance.normal()
        });
        values[stray] = 86.0;
        assert_eq!(anomalies(&analysis_of(&values)), [(500, 519)], "{stray}");
    }
}

#[test]
fn a_slope_that_is_sure_and_slight_does_not_matter() {
    let mut chance = Chance(25);
    for (rise, matters) in [(0.5, false), (2.0, true)] {
        let found = analysis_of(&series(3_000, |row| rise * row / 3_000.0 + chance.normal()));
        assert_eq!(found.trend.as_ref().unwrap().matters, matters, "{rise}");
    }
}

#[test]
fn a_change_that_takes_its_time_is_told_with_where_it_begins_and_ends() {
    let mut chance = Chance(73);
    for (rows, noise) in [(0.0, 0.0), (0.0, 3.0), (10.0, 0.5), (30.0, 0.5), (30.0, 3.0)] {
        let course = |row: f64| 10.0 + 40.0 * ((row - 100.0) / f64::max(rows, 1.0)).clamp(0.0, 1.0);
        let found = analysis_of(&series(240, |row| course(row) + noise * chance.normal()));
        let what = format!("{rows} rows, noise {noise}: {found:?}");
        let [change] = found.change_points[..] else { panic!("{what}") };
        let Some([from, to]) = change.transition else {
            assert_eq!(rows, 0.0, "{what}");
            continue;
        };
        // From a tenth of the way to nine tenths, as far as the noise lets one see.
        let (from, to) = (from as f64, to as f64);
        assert!(rows > 0.0 && from >= 98.0 && from <= 100.0 + 0.3 * rows, "{what}");
        assert!(to >= 100.0 + 0.7 * rows && to <= 102.0 + rows, "{what}");
        assert!((from..=to).contains(&(change.index as f64)), "{what}");
    }
}

#[test]
fn what_a_line_misses_where_a_series_bends_is_not_unusual() {
    for noise in [0.2, 1.0] {
        let mut chance = Chance(60);
        let values = series(600, |t| {
            let since = t - 200.0;
            let high = if since < 0.0 {
                0.0
            } else if since < 60.0 {
                18.0
            } else {
                18.0 * ((60.0 - since) / 30.0).exp()
            };
            10.0 + high + noise * chance.normal()
        });
        let found = analysis_of(&values);
        assert_eq!(anomalies(&found), [], "{noise}: {found:?}");
    }
}

#[test]
fn a_collapse_that_recovers_slowly_hides_no_season() {
    let mut chance = Chance(3);
    let values = series(132, |month| {
        let lost = if month < 98.0 { 0.0 } else { 0.9 * (1.0 - (month - 98.0) / 22.0).max(0.0) };
        let season = 1.0 + 0.2 * (month * TAU / 12.0).sin();
        200.0 * season * (1.0 - lost) * (1.0 + 0.03 * chance.normal())
    });
    let found = analysis_every(2_629_800_000, &values);
    assert!(found.seasonality.is_some(), "{found:?}");
    let [collapse] = found.change_points[..] else { panic!("{found:?}") };
    assert!(collapse.index.abs_diff(98) <= 1 && collapse.to < 40.0, "{collapse:?}");
}

#[test]
fn the_tail_of_what_returns_ever_more_slowly_is_part_of_it_and_no_level() {
    for slow in [20.0, 30.0, 50.0] {
        let mut chance = Chance(5);
        let values = series(600, |t| {
            let high = if t >= 250.0 { 18.0 * ((250.0 - t) / slow).exp() } else { 0.0 };
            10.0 + high + 0.2 * chance.normal()
        });
        let found = analysis_of(&values);
        assert!(matches!(anomalies(&found)[..], [(250, 270..)]), "{slow}: {found:?}");
        assert!(found.change_points.is_empty(), "{slow}: {found:?}");
        assert!(!found.trend.unwrap().matters, "{slow}");
    }
}

#[test]
fn a_level_that_goes_back_ever_more_slowly_is_told_with_where_it_is_back() {
    let course = |after: fn(f64) -> f64| {
        let mut chance = Chance(8);
        let values = series(600, |t| {
            let high = if t >= 250.0 { 18.0 * after(t - 250.0) } else { 0.0 };
            10.0 + high + chance.normal()
        });
        let found = analysis_of(&values);
        found.change_points.iter().map(|change| change.returned).collect::<Vec<_>>()
    };
    let slow = course(|since| (-since / 60.0).exp());
    let [Some(back)] = slow[..] else { panic!("{slow:?}") };
    assert!((340..450).contains(&back.index), "{back:?}");
    assert!((back.level - 10.5).abs() < 1.0, "{back:?}");
    // What stays is not back, nor what falls through the level before and goes on.
    assert_eq!(course(|_| 1.0), [None]);
    assert_eq!(course(|since| 1.0 - since / 100.0).last(), Some(&None));
}

#[test]
fn a_few_far_values_between_ordinary_ones_do_not_last() {
    let mut chance = Chance(12);
    let mut values = series(5_000, |_| 100.0 + chance.normal());
    for far in [2_400, 2_440, 2_480] {
        values[far] = 500.0;
    }
    let found = analysis_of(&values);
    assert_eq!(anomalies(&found), [(2_400, 2_400), (2_440, 2_440), (2_480, 2_480)]);
}

#[test]
fn a_level_that_is_said_to_jump_does_so_in_that_row() {
    for seed in 0..40 {
        let mut chance = Chance(seed);
        let mut walk = 80.0;
        let values = series(500, |_| {
            walk += chance.normal();
            walk
        });
        for change in analysis_of(&values).change_points {
            let way = change.to - change.from;
            let moved = values[change.index] - values[change.index - 1];
            let is_jump = moved / way > 0.3;
            assert!(is_jump || change.transition.is_some(), "{seed} {moved}: {change:?}");
        }
    }
}

#[test]
fn a_plateau_of_a_few_rows_is_told_with_both_its_ends() {
    for (n, from, to) in [(40, 21, 29), (80, 41, 57)] {
        let mut right = 0;
        for seed in 0..12 {
            let mut chance = Chance(seed);
            let values = series(n, |row| {
                let level = if (from..to).contains(&(row as usize)) { 700.0 } else { 500.0 };
                level + 40.0 * chance.normal()
            });
            let found = analysis_of(&values);
            let returned = |change: &ChangePoint| Some(change.returned?.index);
            let ends = match &found.change_points[..] {
                [up] => Some(up.index).zip(returned(up)),
                [up, down] => Some((up.index, down.index)),
                _ => found.anomalies.first().map(|it| (it.from, it.to + 1)),
            };
            right += usize::from(ends == Some((from, to)));
        }
        assert!(right >= 10, "{right} of 12 among {n} rows");
    }
}
