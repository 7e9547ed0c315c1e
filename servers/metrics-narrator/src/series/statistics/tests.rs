//! What one series, and several, are said to do.

mod amplitudes;
mod appearances;
mod behavior;
mod buckets;
mod courses;
mod flat_lines;
mod jumps;
mod multiplicative;
mod noise;
mod relations;
mod robustness;
mod seasons;

use crate::series::statistics::{Analysis, Points, analysis};

/// The time from one point to the next, unless a test is about times.
const MINUTE_MILLISECONDS: i64 = 60_000;

/// What `values` do, one a minute.
fn analysis_of(values: &[f64]) -> Analysis {
    analysis_every(MINUTE_MILLISECONDS, values)
}

/// What `values` do, one every `milliseconds`.
fn analysis_every(milliseconds: i64, values: &[f64]) -> Analysis {
    let moments: Vec<i64> = (0..).take(values.len()).map(|row: i64| row * milliseconds).collect();
    analysis(&Points { moments: &moments, values, lows: values, highs: values })
}

/// `n` values of `course`, which is given the index.
fn series(n: u32, course: impl FnMut(f64) -> f64) -> Vec<f64> {
    (0..n).map(f64::from).map(course).collect()
}

/// Where the level changes.
fn changes(analysis: &Analysis) -> Vec<usize> {
    analysis.change_points.iter().map(|change| change.index).collect()
}

/// The rows of each anomaly.
fn anomalies(analysis: &Analysis) -> Vec<(usize, usize)> {
    analysis.anomalies.iter().map(|anomaly| (anomaly.from, anomaly.to)).collect()
}

/// A stream of numbers that look drawn by chance (Steele, Lea and Flood, 2014: SplitMix).
struct Chance(u64);

impl Chance {
    /// Evenly from 0 to 1.
    fn even(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        f64::from(u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap()) / f64::from(u32::MAX)
    }

    /// With the mean 0 and the deviation 1, nearly normal.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.even()).sum::<f64>() - 6.0
    }
}
