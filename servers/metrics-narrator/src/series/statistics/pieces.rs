//! The pieces into which changes of level cut the values of a series, and the level of each.

use crate::series::statistics::{
    descriptive::{as_f64, as_usize, median},
    lines::{Straight, robust_line},
};

/// A piece is described by a line rather than by its median when the line explains half of its variance.
const SLOPING_SHARE: f64 = 0.5;

/// The share of the values at either end of a piece that may be far away without turning its line.
pub(crate) const CLIPPED_SHARE: f64 = 0.05;

/// Fewer values than this have no line worth the name.
pub(crate) const SHORTEST_PIECE: usize = 5;

/// A piece is at least this part of the series: what lasts shorter is not for good.
const SHORTEST_PIECE_SHARE: f64 = 0.02;

/// So many values on either side of a change say where the series is there.
pub(crate) const VALUES_BESIDE: usize = 5;

/// How many of `n` values have to be at a level for it to be one.
pub(crate) fn shortest_piece(n: usize) -> usize {
    as_usize((SHORTEST_PIECE_SHARE * as_f64(n)).ceil()).max(SHORTEST_PIECE)
}

/// Where each piece begins and ends when `n` values are cut at `changes`.
pub(crate) fn pieces(changes: &[usize], n: usize) -> impl Iterator<Item = (usize, usize)> {
    let begins = std::iter::once(0).chain(changes.iter().copied());
    begins.zip(changes.iter().copied().chain(std::iter::once(n)))
}

/// A piece between two changes, without its season.
pub(crate) struct Piece<'a> {
    pub(crate) times: &'a [f64],
    pub(crate) values: &'a [f64],
    /// The line through it, level where its median describes it as well.
    pub(crate) line: Straight,
}

impl<'a> Piece<'a> {
    pub(crate) fn of(times: &'a [f64], values: &'a [f64], from: usize, to: usize) -> Self {
        let times = times.get(from..to).unwrap_or_default();
        let values = values.get(from..to).unwrap_or_default();
        let (line, explained) = robust_line(times, values, CLIPPED_SHARE);
        let level = || Straight::level(median(values.iter().copied()));
        Self { times, values, line: if explained >= SLOPING_SHARE { line } else { level() } }
    }

    /// The level of its values. A line through what bends ends where the values do not.
    pub(crate) fn level(&self) -> Level {
        let at = |time: Option<&f64>| self.line.at(time.copied().unwrap_or_default());
        let level = Level { begin: at(self.times.first()), end: at(self.times.last()) };
        if level.begin == level.end { level } else { level.held(self.values, VALUES_BESIDE) }
    }
}

/// The level of a piece.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Level {
    /// The level at which the piece begins.
    pub(crate) begin: f64,
    /// The one at which it ends.
    pub(crate) end: f64,
}

impl Level {
    /// This level, each end held among the `beside` of `values` next to it.
    pub(crate) fn held(self, values: &[f64], beside: usize) -> Self {
        Self {
            begin: held(self.begin, values.iter().take(beside)),
            end: held(self.end, values.iter().rev().take(beside)),
        }
    }
}

/// `level` or, where none of the values `near` is as low or as high, the nearest of them.
pub(crate) fn held<'a>(level: f64, near: impl Iterator<Item = &'a f64> + Clone) -> f64 {
    let lowest = near.clone().copied().fold(f64::INFINITY, f64::min);
    let highest = near.copied().fold(f64::NEG_INFINITY, f64::max);
    level.max(lowest).min(highest)
}
