//! Which changes from one piece of a series to the next are steps that a person would tell.
//!
//! Pieces also meet where a slope begins or ends, and a random walk has pieces everywhere. They are needed to say what is to
//! be expected, but nothing happens where they meet.

use crate::series::statistics::{
    changes::innovations,
    order::{count, median, normal_deviation},
};

/// A step is at least this part of the range of all levels, and at least as large as the usual deviation from them.
const LEAST_STEP_SHARE: f64 = 0.05;

/// How many times as far as a random walk with the same increments goes within a piece a step of it has to go at once.
const BEYOND_WALK: f64 = 1.2;

/// How many numbers each change has to be worth against a random walk: its place, a level, a slope, and the
/// autocorrelation.
const NUMBERS_PER_CHANGE: f64 = 4.0;

/// So many values on either side of a change say where the series is there.
pub(crate) const VALUES_BESIDE: usize = 5;

/// What is to be expected of one piece.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Level {
    /// The level at which the piece begins.
    pub(crate) begin: f64,
    /// The one at which it ends.
    pub(crate) end: f64,
}

/// Whether each of `changes`, between two of `levels`, is a step of `values` to tell, and one of the `held` levels, too, which
/// are told. Each value is `around` away from its level; `news_around_line` are the innovations of the values around one line through everything.
pub(crate) fn steps<'a>(
    changes: &[usize],
    levels: &'a [Level],
    held: &'a [Level],
    values: &[f64],
    around: &[f64],
    news_around_line: f64,
) -> Vec<bool> {
    let ends = || levels.iter().flat_map(|level| [level.begin, level.end]);
    let range = ends().fold(f64::NEG_INFINITY, f64::max) - ends().fold(f64::INFINITY, f64::min);
    let least = (LEAST_STEP_SHARE * range).max(normal_deviation(around)).max(wandering(
        values,
        around,
        news_around_line,
        changes.len(),
    ));
    let pairs = |levels: &'a [Level]| levels.iter().zip(levels.iter().skip(1));
    changes
        .iter()
        .zip(pairs(levels).zip(pairs(held)))
        .map(|(&change, ((before, after), (held_before, held_after)))| {
            let is_sloping = before.begin != before.end || after.begin != after.end;
            let step = after.begin - before.end;
            let told = (held_after.begin - held_before.end) * step.signum();
            step.abs().min(told) >= least && (!is_sloping || step * direction(values, change) > 0.0)
        })
        .collect()
}

/// How far a random walk with the increments of `values` would go in a piece; 0 if they are none. They are one if what is
/// new in each value is nearly as large around one line as around the levels behind `changes` changes.
fn wandering(values: &[f64], around: &[f64], news_around_line: f64, changes: usize) -> f64 {
    let (n, changes) = (count(values.len()), count(changes));
    let news = |innovations: f64| innovations.max(f64::MIN_POSITIVE);
    let shorter = n * (news(news_around_line) / news(innovations(around))).ln();
    if shorter >= NUMBERS_PER_CHANGE * n.ln() * changes {
        return 0.0;
    }
    let increments: Vec<f64> =
        values.iter().zip(values.iter().skip(1)).map(|(from, to)| to - from).collect();
    BEYOND_WALK * normal_deviation(&increments) * (n / (changes + 1.0)).sqrt()
}

/// How much higher the values just behind `change` are than those just before it.
fn direction(values: &[f64], change: usize) -> f64 {
    let before = values.iter().take(change).skip(change.saturating_sub(VALUES_BESIDE)).copied();
    median(values.iter().skip(change).take(VALUES_BESIDE).copied()) - median(before)
}
