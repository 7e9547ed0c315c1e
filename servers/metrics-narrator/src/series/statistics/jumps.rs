//! Where a series jumps to another level and stays there, beside swings that are larger.
//!
//! A cut into pieces is paid for by the variance of everything, and a jump of a quarter of a season's swing, or one beside a
//! ten times larger change, explains little of that. But a person sees it by its edge. A jump is an edge that stands out
//! from all other moves of the series in the same time, as an anomaly stands out from its values; so that a random walk,
//! which has edges everywhere, has none.

use std::ops::Range;

use crate::series::statistics::{
    basis::{Basis, coefficient},
    descriptive::{median, quantile, variance},
    pieces::{pieces, shortest_piece},
};

/// A jump is this many times as large as the moves that few others exceed.
const BEYOND_USUAL_MOVES: f64 = 3.0;

/// The share of all moves that are usual. Three jumps touch an eighth of them.
const USUAL_SHARE: f64 = 0.85;

/// A jump is at least this part of the range of the series.
const LEAST_SHARE_OF_RANGE: f64 = 0.05;

/// Fewer moves than these, one after the other, do not say what is usual.
const FEWEST_MOVES: usize = 30;

/// A jump is at least this many standard deviations of the values on both sides of it.
const LEAST_DEVIATIONS: f64 = 1.5;

/// The share of the values at either end that do not count for the range.
const OUTER_SHARE: f64 = 0.01;

/// So much of a jump happens between the values next to it: a ramp takes longer.
const LEAST_PART_AT_ONCE: f64 = 0.75;

/// So much of it stays, beside a curve through the piece that it is in: what returns is no level.
const LEAST_PART_THAT_STAYS: f64 = 0.6;

/// The highest power of the time in that curve.
const HIGHEST_POWER: i32 = 3;

/// `changes` with the first index of each level to which `values` jump upon their `seasons`, ascending.
pub(crate) fn with_jumps(
    mut changes: Vec<usize>,
    times: &[f64],
    values: &[f64],
    seasons: &[f64],
) -> Vec<usize> {
    let n = values.len();
    let length = shortest_piece(n);
    if n < FEWEST_MOVES * length {
        return changes;
    }
    let seen = values.iter().zip(seasons).map(|(value, season)| value + season).collect();
    let least = LEAST_SHARE_OF_RANGE * range(seen);
    while let Some(jump) = largest_jump(&changes, times, values, length, least) {
        let place = changes.partition_point(|change| *change < jump);
        changes.insert(place, jump);
    }
    changes
}

/// The largest jump between `changes` that is at least as large as the `least`, in moves from `length` values to the next
/// ones.
fn largest_jump(
    changes: &[usize],
    times: &[f64],
    values: &[f64],
    length: usize,
    least: f64,
) -> Option<usize> {
    let at_once = (2 * length / 5).max(2);
    let mut moves = Vec::new();
    for (begin, end) in pieces(changes, values.len()) {
        let places = (begin + length..=end.saturating_sub(length)).filter(|place| *place < end);
        moves.extend(places.map(|place| (begin..end, place, move_at(values, place, length))));
    }
    let middle = median(moves.iter().map(|(.., size)| *size));
    let mut sizes: Vec<f64> = moves.iter().map(|(.., size)| (size - middle).abs()).collect();
    let far = BEYOND_USUAL_MOVES * quantile(&mut sizes, USUAL_SHARE);
    let jumps = moves.into_iter().filter_map(|(piece, place, size)| {
        let size = size - middle;
        let is_jump = size.abs() >= least
            && size.abs() > far
            && move_at(values, place, at_once) / size >= LEAST_PART_AT_ONCE
            && stays(times, values, piece, place, size);
        is_jump.then_some((place, size.abs()))
    });
    jumps.max_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(place, _)| place)
}

/// How much higher the `length` values from `place` on are than those before them.
fn move_at(values: &[f64], place: usize, length: usize) -> f64 {
    let middle = |from: usize| median(values.iter().skip(from).take(length).copied());
    middle(place) - middle(place.saturating_sub(length))
}

/// Whether a piece is higher from `place` on by a good part of `size`, beside a curve through all of it.
fn stays(times: &[f64], values: &[f64], piece: Range<usize>, place: usize, size: f64) -> bool {
    let times = times.get(piece.clone()).unwrap_or_default();
    let values = values.get(piece.clone()).unwrap_or_default();
    let mut basis = Basis::of_powers(times, HIGHEST_POWER);
    let jump = basis.residuals(piece.map(|index| f64::from(u8::from(index >= place))).collect());
    let height = coefficient(values, &jump);
    basis.add(jump);
    let deviation = variance(&basis.residuals(values.to_vec())).sqrt();
    height / size >= LEAST_PART_THAT_STAYS && size.abs() >= LEAST_DEVIATIONS * deviation
}

/// From the lowest to the highest of `values`, without a few far ones.
fn range(mut values: Vec<f64>) -> f64 {
    quantile(&mut values, 1.0 - OUTER_SHARE) - quantile(&mut values, OUTER_SHARE)
}
