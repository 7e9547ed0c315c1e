//! Courses through a series in parts, and which of them describes it best.

use crate::series::statistics::{
    adjusted::Adjusted,
    autoregression::{self, innovations},
    averages,
    basis::{Basis, coefficient},
    descriptive::{as_f64, variance},
    lines::Sums,
    steps::Step,
};

use super::{Corner, Course};

/// A longer series is averaged in this many parts: turns are told to a hundredth of its time.
const MAX_PARTS: usize = 100;

/// More turns than these are no course that a person would tell.
const MAX_TURNS: usize = 4;

/// From turn to turn it takes at least this part of the time, and half of it to the beginning and the end, where a stretch
/// may go on. What is shorter is a change or an incident.
const SHORTEST_STRETCH_SHARE: f64 = 0.1;

/// A few values are no stretch, however short the series is.
const FEWEST_VALUES_OF_STRETCH: usize = 5;

/// A turn adds a place and a slope to the description, and a step a place and a height.
const NUMBERS_EACH: f64 = 2.0;

/// Turns that explain this much of all deviations from the line are there to be seen, whatever the noise may be.
const OBVIOUS_SHARE: f64 = 0.8;

/// A step that is smaller than this part of the way of the whole course may be two neighbors on a bend.
const SMALL_STEP_SHARE: f64 = 0.15;

/// Noise below this part of the variance around one line is not seen, and a turn that is worth no more is not either.
const LEAST_NOISE_SHARE: f64 = 0.1;

/// How often every turn is moved to where it is best beside the others.
const ROUNDS: usize = 2;

/// Noise below this part of the range is rounding.
const LEAST_DEVIATION: f64 = 1e-9;

/// Values in parts of equal length.
pub(super) struct Parts {
    /// How many values a part has.
    width: usize,
    times: Vec<f64>,
    values: Vec<f64>,
    /// For each step, how much of it each part is behind: from 0 to 1.
    steps: Vec<Vec<f64>>,
    /// What a number of the description costs.
    penalty: f64,
}

/// A course through the parts.
#[derive(Clone)]
pub(super) struct Fit {
    /// The parts at which it turns, ascending.
    pub(super) turns: Vec<usize>,
    /// The numbers of the steps.
    pub(super) steps: Vec<usize>,
    /// How far each part is from it.
    residuals: Vec<f64>,
}

impl Parts {
    pub(super) fn of(adjusted: &Adjusted, values: &[f64], steps: &[Step]) -> Self {
        let n = values.len();
        let width = n.div_ceil(MAX_PARTS).max(1);
        let passed = |step: &Step| {
            let passed: Vec<f64> =
                adjusted.indices.iter().map(|index| step.share_passed(*index)).collect();
            averages::of_blocks(&passed, width)
        };
        let (part_times, part_values) =
            (averages::of_blocks(&adjusted.times, width), averages::of_blocks(values, width));
        let steps: Vec<Vec<f64>> = steps.iter().map(passed).collect();
        let line = Sums::of(&adjusted.times, values).line();
        let around = variance(&line.residuals(&adjusted.times, values));
        let averaged = variance(&line.residuals(&part_times, &part_values));
        let mut parts = Self { width, times: part_times, values: part_values, steps, penalty: 0.0 };
        // What the richest description leaves over in the parts, and what the averages of these hide.
        let n = as_f64(parts.values.len());
        let richest = parts.richest();
        let free = n - NUMBERS_EACH * as_f64(1 + richest.turns.len() + richest.steps.len());
        let noise = residual_squares(&richest) / free.max(1.0) + (around - averaged).max(0.0);
        parts.penalty = n.ln() * noise.max(LEAST_NOISE_SHARE * around).max(LEAST_DEVIATION.powi(2));
        parts
    }

    /// The course with all steps and as many turns as there may be.
    fn richest(&self) -> Fit {
        let mut fit = self.straight((0..self.steps.len()).collect());
        while fit.turns.len() < MAX_TURNS
            && let Some(next) = self.with_another_turn(&fit)
        {
            fit = next;
        }
        fit
    }

    /// The course that describes the parts best, without the small steps that a turn makes up for.
    pub(super) fn without_steps_of_bends(&self, steps: &[Step]) -> Fit {
        let all: Vec<usize> = (0..steps.len()).collect();
        let mut best = self.best(all.clone());
        let mut leave_out = |may_leave_out: &dyn Fn(usize) -> bool| {
            let reach = self.reach(&best);
            let is_small = |number: usize| {
                let step = steps.get(number);
                step.is_some_and(|step| (step.to - step.from).abs() < SMALL_STEP_SHARE * reach)
            };
            let is_kept = |step: &usize| !(may_leave_out(*step) && is_small(*step));
            let kept: Vec<usize> = best.steps.iter().copied().filter(is_kept).collect();
            if kept.len() == best.steps.len() {
                return;
            }
            let fit = self.best(kept);
            if !fit.turns.is_empty() && self.cost(&fit) <= self.cost(&best) {
                best = fit;
            }
        };
        leave_out(&|_| true);
        all.iter().for_each(|one| leave_out(&|step| step == *one));
        best
    }

    /// From the lowest to the highest level of a course.
    fn reach(&self, fit: &Fit) -> f64 {
        let levels = || self.values.iter().zip(&fit.residuals).map(|(value, rest)| value - rest);
        levels().fold(f64::NEG_INFINITY, f64::max) - levels().fold(f64::INFINITY, f64::min)
    }

    /// The best course with these steps and any number of turns.
    fn best(&self, steps: Vec<usize>) -> Fit {
        let mut best = self.straight(steps);
        let mut last = best.clone();
        while last.turns.len() < MAX_TURNS
            && let Some(next) = self.with_another_turn(&last)
        {
            if self.cost(&next) < self.cost(&best) {
                best = next.clone();
            }
            last = next;
        }
        best
    }

    pub(super) fn straight(&self, steps: Vec<usize>) -> Fit {
        self.fit(Vec::new(), steps)
    }

    fn fit(&self, mut turns: Vec<usize>, steps: Vec<usize>) -> Fit {
        turns.sort_unstable();
        let residuals = self.basis(&turns, &steps).residuals(self.values.clone());
        Fit { turns, steps, residuals }
    }

    /// `fit` with one more turn where it helps most, and the others moved to where they do.
    fn with_another_turn(&self, fit: &Fit) -> Option<Fit> {
        let mut turns = fit.turns.clone();
        turns.push(self.best_turn(&turns, &fit.steps)?);
        for _ in 0..ROUNDS * turns.len() {
            let moved = turns.remove(0);
            turns.push(self.best_turn(&turns, &fit.steps).unwrap_or(moved));
        }
        Some(self.fit(turns, fit.steps.clone()))
    }

    /// The part at which a turn beside others explains most.
    fn best_turn(&self, others: &[usize], steps: &[usize]) -> Option<usize> {
        let basis = self.basis(others, steps);
        let common = self.common_with_turns(&basis.residuals(self.values.clone()));
        // The squared length of what is new in a turn at each part.
        let mut lengths = self.lengths_of_turns();
        for direction in &basis.directions {
            let length: f64 = direction.iter().map(|value| value * value).sum();
            if length > 0.0 {
                let common = self.common_with_turns(direction);
                lengths.iter_mut().zip(common).for_each(|(new, it)| *new -= it * it / length);
            }
        }
        let time = |part: &usize| self.times.get(*part).copied();
        let is_apart = |part: usize, other: usize, share: f64| {
            let times = time(&part).zip(time(&other));
            times.is_some_and(|(one, two)| (one - two).abs() >= 2.0 * share)
                && part.abs_diff(other) * self.width >= FEWEST_VALUES_OF_STRETCH
        };
        let ends = [0, self.times.len().saturating_sub(1)];
        let is_free = |part: usize| {
            others.iter().all(|other| is_apart(part, *other, SHORTEST_STRETCH_SHARE))
                && ends.iter().all(|end| is_apart(part, *end, SHORTEST_STRETCH_SHARE / 2.0))
        };
        let parts = common.iter().zip(&lengths).enumerate();
        let free = parts.filter(|(part, (_, length))| is_free(*part) && **length > 0.0);
        let explained = free.map(|(part, (common, length))| (part, common * common / length));
        explained.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(part, _)| part)
    }

    /// For a turn at each part, the sum of the `values` behind it, each times how long it is behind.
    fn common_with_turns(&self, values: &[f64]) -> Vec<f64> {
        let (mut sum, mut moment) = (0.0, 0.0);
        let common = self.times.iter().zip(values).rev().map(|(time, value)| {
            sum += value;
            moment += time * value;
            moment - time * sum
        });
        let mut common: Vec<f64> = common.collect();
        common.reverse();
        common
    }

    /// For a turn at each part, the sum of the squares of how long the others are behind it.
    fn lengths_of_turns(&self) -> Vec<f64> {
        let (mut n, mut sum, mut squares) = (0.0, 0.0, 0.0);
        let lengths = self.times.iter().rev().map(|time| {
            n += 1.0;
            sum += time;
            squares += time * time;
            squares - 2.0 * time * sum + n * time * time
        });
        let mut lengths: Vec<f64> = lengths.collect();
        lengths.reverse();
        lengths
    }

    /// How long each part is behind a time.
    fn behind(&self, at: f64) -> Vec<f64> {
        self.times.iter().map(|time| (time - at).max(0.0)).collect()
    }

    /// All courses that turn at these parts and have these steps.
    fn basis(&self, turns: &[usize], steps: &[usize]) -> Basis {
        let mut basis = Basis::default();
        basis.add(vec![1.0; self.times.len()]);
        basis.add(self.times.clone());
        let turns = turns.iter().filter_map(|part| self.times.get(*part));
        turns.for_each(|at| basis.add(self.behind(*at)));
        let steps = steps.iter().filter_map(|step| self.steps.get(*step));
        steps.for_each(|step| basis.add(step.clone()));
        basis
    }

    /// What is left over, and what the description costs.
    fn cost(&self, fit: &Fit) -> f64 {
        residual_squares(fit)
            + NUMBERS_EACH * self.penalty * as_f64(fit.turns.len() + fit.steps.len())
    }

    /// Whether the turns of `bent` are more than what chance does to a `straight` course: unless they explain most of what
    /// that leaves over, they have to shorten the description of what is new in each part, too.
    pub(super) fn is_more_than_noise(&self, bent: &Fit, straight: &Fit) -> bool {
        let (n, turns) = (as_f64(self.values.len()), as_f64(bent.turns.len()));
        let of_line = n - NUMBERS_EACH;
        let free = of_line - NUMBERS_EACH * turns;
        if free < 1.0 {
            return false;
        }
        let news = [straight, bent].map(|fit| innovations(&fit.residuals));
        residual_squares(bent) / free
            <= (1.0 - OBVIOUS_SHARE) * residual_squares(straight) / of_line
            || !autoregression::explains(n, turns, free, news)
    }

    /// What `fit` is to values whose `steps` these are.
    pub(super) fn course(&self, fit: &Fit, adjusted: &Adjusted, steps: &[Step]) -> Course {
        let heights: Vec<(usize, f64)> =
            fit.steps.iter().map(|step| (*step, self.height(*step, fit))).collect();
        if fit.turns.is_empty() {
            return Course { corners: Vec::new(), heights };
        }
        let raised = |share: &dyn Fn(usize) -> f64| -> f64 {
            heights.iter().map(|(step, height)| height * share(*step)).sum()
        };
        let last = self.values.len().saturating_sub(1);
        let between = |part: usize| {
            let passed = |step: usize| {
                self.steps.get(step).and_then(|it| it.get(part)).copied().unwrap_or(0.0)
            };
            Some(self.values.get(part)? - fit.residuals.get(part)? - raised(&passed))
        };
        let corner = |place: usize| {
            let part = (place / self.width).min(last);
            let inner = if part == 0 { 1 } else { part - 1 };
            let (at, inner_at) = (*self.times.get(part)?, *self.times.get(inner)?);
            let slope = (between(part)? - between(inner)?) / (at - inner_at);
            let index = adjusted.indices.get(place)?;
            let here = |step: usize| steps.get(step).map_or(0.0, |step| step.share_passed(*index));
            let level = between(part)? + slope * (adjusted.times.get(place)? - at) + raised(&here);
            Some(Corner { place, level })
        };
        let place = |index: usize| adjusted.indices.partition_point(|other| *other < index);
        let kept = fit.steps.iter().filter_map(|step| steps.get(*step));
        let sides = kept.flat_map(|step| {
            let [begin, end] = step.ends().map(place);
            let before = begin.saturating_sub(usize::from(begin == end));
            [Corner { place: before, level: step.from }, Corner { place: end, level: step.to }]
        });
        let mut corners: Vec<Corner> = sides.collect();
        // Where the course turns as its level changes, the change says so.
        let is_apart =
            |turn: &usize| corners.iter().all(|it| it.place.abs_diff(*turn) > 2 * self.width);
        let turns = fit.turns.iter().map(|part| part * self.width + self.width / 2);
        let ends = [0, adjusted.values.len().saturating_sub(1)];
        let others: Vec<Corner> = turns.filter(is_apart).chain(ends).filter_map(corner).collect();
        corners.extend(others);
        corners.sort_by_key(|corner| corner.place);
        Course { corners, heights }
    }

    /// How high a step is, beside all else (Frisch and Waugh, 1933).
    fn height(&self, step: usize, fit: &Fit) -> f64 {
        let others: Vec<usize> = fit.steps.iter().copied().filter(|other| *other != step).collect();
        let basis = self.basis(&fit.turns, &others);
        let alone = basis.residuals(self.steps.get(step).cloned().unwrap_or_default());
        coefficient(&self.values, &alone)
    }
}

/// The residual sum of squares of a course.
fn residual_squares(fit: &Fit) -> f64 {
    fit.residuals.iter().map(|rest| rest * rest).sum()
}
