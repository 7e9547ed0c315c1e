//! The slow course of a series: a line that turns now and then, and jumps where the level changes.
//!
//! What doubles within a third of the time and then stays, or rises and falls again, is neither straight nor a change of
//! level. A course is straight between its turns (a spline of the first degree). Turns are put one by one where they help
//! most and moved when another one comes (as in Friedman, 1991, "Multivariate adaptive regression splines"), as long as
//! each is worth its two numbers, a place and a slope, by the Bayesian information criterion (Schwarz, 1978).
//!
//! The pieces of lines that follow a bend meet in small jumps, which happen nowhere. A step that a turn describes as well
//! is left out.
//!
//! `parts` compares the courses that there may be.

mod parts;

use crate::series::statistics::{adjusted::Adjusted, steps::Step};
use parts::Parts;

/// In fewer values, a turn is an accident.
const FEWEST_VALUES: usize = 24;

/// A course that turns and has both sides of its steps to tell has at most so many corners between its ends.
const MAX_CORNERS: usize = 6;

/// The course of a series.
#[derive(Debug)]
pub(crate) struct Course {
    /// Where it begins, turns and ends, and both sides of its steps; empty if it is straight, or if chance may have bent it.
    pub(crate) corners: Vec<Corner>,
    /// The numbers of the steps that are no part of a bend, and the height of each.
    pub(crate) heights: Vec<(usize, f64)>,
}

impl Course {
    /// The level at each of `times`, where there are no steps, when the course is that of values at the times `of`; none if it
    /// is straight.
    pub(crate) fn levels(&self, of: &[f64], times: &[f64]) -> Option<Vec<f64>> {
        let time = |corner: &Corner| of.get(corner.place).copied().unwrap_or_default();
        let mut stretches = self.corners.iter().zip(self.corners.iter().skip(1)).peekable();
        let (mut from, mut to) = stretches.next()?;
        let level = |at: &f64| {
            while *at > time(to)
                && let Some(next) = stretches.next()
            {
                (from, to) = next;
            }
            let slope = (to.level - from.level) / (time(to) - time(from));
            from.level + slope * (at - time(from))
        };
        Some(times.iter().map(level).collect())
    }
}

/// Where a course begins, turns or ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Corner {
    /// Which of the values is there.
    pub(crate) place: usize,
    /// The level there.
    pub(crate) level: f64,
}

/// The course of the `adjusted` values, between `steps`, when these are `values`.
pub(crate) fn course(adjusted: &Adjusted, values: &[f64], steps: &[Step]) -> Course {
    let parts = Parts::of(adjusted, values, steps);
    let all: Vec<usize> = (0..steps.len()).collect();
    if values.len() < FEWEST_VALUES {
        return parts.course(&parts.straight(all), adjusted, steps);
    }
    let bent = parts.without_steps_of_bends(steps);
    let straight = parts.straight(bent.steps.clone());
    let is_told = bent.turns.len() + 2 * bent.steps.len() <= MAX_CORNERS
        && parts.is_more_than_noise(&bent, &straight);
    let fit = if is_told { bent } else { parts.straight(all) };
    parts.course(&fit, adjusted, steps)
}
