//! Where the level of a series changes for good.
//!
//! The series is cut into pieces, each with a straight line of its own, so that a trend is no staircase. The cut is the one
//! that is best over all cuts (Jackson and others, 2005, "An algorithm for optimal partitioning of data on an interval") when
//! every change costs what the Bayesian information criterion charges for its three numbers: a place, a level and a slope
//! (Schwarz, 1978; Yao, 1988). But distances are measured in deviations from one line through everything, and not in those
//! that the cut leaves over: a change is what a person sees in a picture of the whole series, and beside a large one a
//! small one is none.
//!
//! Then everything is taken back that has a simpler reason: an excursion that returns to where it came from, a smooth
//! curve, noise whose neighbors are alike. What is too small for a cut, but is seen by its edge, is added (`jumps`). All of it
//! is done upon averages where there are many rows, and each change is placed among the rows at the end.

use std::{collections::BTreeMap, ops::Range};

use crate::series::statistics::{
    autoregression::{self, cost, innovations},
    averages,
    basis::Basis,
    descriptive::{as_f64, clipped, variance},
    jumps::with_jumps,
    lines::{Sums, robust_line},
    only_step::only_step,
    pieces::{SHORTEST_PIECE, shortest_piece},
    spikes::{bring_to_neighbors, without_spikes},
};

/// How many numbers a change adds to the description: its place, and the level and the slope behind it.
const NUMBERS_PER_CHANGE: f64 = 3.0;

/// A longer series is first cut in this many parts and each change then placed among the rows. All cuts of 1,024 are
/// compared in a few milliseconds, and a picture has no more columns.
const MAX_PARTS: usize = 1_024;

/// What lasts at most this part of the series, and then is as it was, is an excursion.
pub(crate) const EXCURSION_SHARE: f64 = 0.05;

/// The share of the values at either end whose distance from a line counts no more than that of the others.
const CLIPPED_SHARE: f64 = 0.01;

/// So many times a series is cut without the excursions of the cut before.
const MAX_CUTS: usize = 3;

/// Deviations from a line that are smaller than this part of the range are rounding, not noise.
const LEAST_DEVIATION: f64 = 1e-9;

/// Changes that explain this much of all deviations from one line are there to be seen, whatever the noise may be.
const OBVIOUS_SHARE: f64 = 2.0 / 3.0;

/// The smooth curves that are tried in place of changes have at most this many bends, and one number for each.
const MAX_BENDS: usize = 2;

/// The first index of each new level of `values` at `times` from -1 to 1; the first and the last level may be shorter than the
/// `shortest_piece`. `seasons` are the seasonal offsets that were taken from the values, each as the change of level that would
/// move its value as far.
pub(crate) fn changes(times: &[f64], values: &[f64], seasons: &[f64]) -> Vec<usize> {
    let n = values.len();
    if n < 2 * SHORTEST_PIECE {
        return Vec::new();
    }
    let line = robust_line(times, values, CLIPPED_SHARE).0;
    let near = clipped(line.residuals(times, values), CLIPPED_SHARE);
    let mut around = without_spikes(near);
    // At either end, a few far values may be all that there is of a level.
    let shortest = shortest_piece(n);
    let is_outer = |(index, _): &(usize, _)| *index < shortest || n - shortest <= *index;
    let rows = around.iter_mut().zip(times.iter().zip(values)).enumerate().filter(is_outer);
    rows.for_each(|(_, (around, (time, value)))| *around = value - line.at(*time));
    let width = n.div_ceil(MAX_PARTS);
    let (part_times, parts) =
        (averages::of_blocks(times, width), averages::of_blocks(&around, width));
    let seasonal = averages::of_blocks(seasons, width);
    let changes = cut(&part_times, parts.clone(), &seasonal);
    let mut changes = with_jumps(changes, &part_times, &parts, &seasonal);
    if changes.is_empty() {
        let upright = part_times.iter().zip(&parts).map(|(time, part)| part + line.at(*time));
        changes.extend(only_step(&part_times, &upright.collect::<Vec<_>>()));
    }
    let changes: Vec<usize> = changes.into_iter().map(|part| part * width).collect();
    if width == 1 || changes.is_empty() {
        return changes;
    }
    placed(changes, times, &around, 2 * width)
}

/// Where the pieces of the best cut of `values` meet, without what has a simpler reason. An excursion is as large as all steps
/// together: it is brought to the values beside it, and what is left is cut once more.
fn cut(times: &[f64], mut values: Vec<f64>, seasons: &[f64]) -> Vec<usize> {
    let mut cuts = 1;
    loop {
        let Some(mut pieces) = Pieces::of(times, &values, seasons) else { return Vec::new() };
        pieces.part_plateaus();
        let excursions = pieces.leave_out_excursions();
        if excursions.is_empty() || cuts == MAX_CUTS {
            return pieces.changes();
        }
        excursions.into_iter().for_each(|rows| bring_to_neighbors(&mut values, rows));
        cuts += 1;
    }
}

/// A series cut into pieces.
struct Pieces<'a> {
    times: &'a [f64],
    /// The values, around one line, of the variance 1 with their season.
    values: Vec<f64>,
    running: Vec<Sums>,
    /// What a change costs.
    penalty: f64,
    /// Where each piece ends: at each change and at the end of all.
    ends: Vec<usize>,
    /// Those of plateaus.
    plateaus: Vec<[usize; 2]>,
}

impl<'a> Pieces<'a> {
    /// The best cut of `values`; none if they do not vary.
    fn of(times: &'a [f64], values: &[f64], seasons: &[f64]) -> Option<Self> {
        let n = values.len();
        let around = Sums::of(times, values).line().residuals(times, values);
        let deviation = (variance(&around) + variance(seasons)).sqrt();
        if deviation < LEAST_DEVIATION {
            return None;
        }
        let values: Vec<f64> = around.iter().map(|value| value / deviation).collect();
        let running: Vec<Sums> = Sums::running(times, &values).collect();
        let penalty = cost(as_f64(n), NUMBERS_PER_CHANGE);
        let ends = best_cut(&running, penalty, shortest_piece(n));
        Some(Self { times, values, running, penalty, ends, plateaus: Vec::new() })
    }

    /// Where the pieces meet, without what has a simpler reason.
    fn changes(mut self) -> Vec<usize> {
        if self.count() < 1.0 || self.is_smooth_curve() || self.is_noise() {
            return Vec::new();
        }
        self.ends.pop();
        self.ends
    }

    /// How many changes there are, with as many numbers as each has: a plateau has those of one.
    fn count(&self) -> f64 {
        let is_left = |plateau: &&[usize; 2]| plateau.iter().all(|end| self.ends.contains(end));
        as_f64(self.ends.len() - 1 - self.plateaus.iter().filter(is_left).count())
    }

    /// Where the piece of this number begins.
    fn begin(&self, number: usize) -> usize {
        number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0)
    }

    /// The sums of the values from `from` up to `to`.
    fn sums(&self, from: usize, to: usize) -> Sums {
        let at = |index: usize| self.running.get(index).copied().unwrap_or_default();
        at(to) - at(from)
    }

    /// Parts a slope beside a change in two where a plateau beside one line describes both pieces better: what jumps away and
    /// returns is, with as many numbers, a jump and a slope back.
    fn part_plateaus(&mut self) {
        let n = self.values.len();
        let shortest = shortest_piece(n);
        let of_number = self.penalty / NUMBERS_PER_CHANGE;
        let mut index = 0;
        while let Some(&[change, end]) = self.ends.get(index..index + 2) {
            let begin = self.begin(index);
            let distance = |from: usize, to: usize| {
                let (before, after) = (self.sums(begin, from), self.sums(to, end));
                (before + after).residual_squares() + self.sums(from, to).squares_around_mean()
            };
            let lengths = |from: usize, to: usize| [from - begin, to - from, end - to];
            let plateaus = (begin..end).map(|place| (place.min(change), place.max(change)));
            let best = plateaus
                .filter(|(from, to)| lengths(*from, *to).into_iter().all(|it| it >= shortest))
                .map(|(from, to)| (from, to, distance(from, to)))
                .min_by(|a, b| a.2.total_cmp(&b.2));
            let slopes = self.sums(begin, change).residual_squares()
                + self.sums(change, end).residual_squares();
            match best {
                Some((from, to, distance)) if distance + of_number < slopes => {
                    self.ends.splice(index..=index, [from, to]);
                    self.plateaus.push([from, to]);
                    index += 2;
                }
                _ => index += 1,
            }
        }
    }

    /// Joins two pieces across a short one between them when one line describes both. Those between them are the excursions.
    fn leave_out_excursions(&mut self) -> Vec<Range<usize>> {
        let mut excursions = Vec::new();
        let longest = EXCURSION_SHARE * as_f64(self.values.len());
        let mut index = 0;
        while let Some(&[begin, back, end]) = self.ends.get(index..index + 3) {
            let (before, after) = (self.sums(self.begin(index), begin), self.sums(back, end));
            let joined = (before + after).residual_squares()
                - before.residual_squares()
                - after.residual_squares();
            if as_f64(back - begin) <= longest && joined < self.penalty {
                self.ends.drain(index..index + 2);
                excursions.push(begin..back);
                // The longer piece may be what an excursion before it returns to.
                index = index.saturating_sub(2);
            } else {
                index += 1;
            }
        }
        excursions
    }

    /// Whether a curve with a bend or two describes the values as well.
    fn is_smooth_curve(&self) -> bool {
        let cut: f64 = self.residual_squares() + self.penalty * self.count();
        let mut basis = Basis::default();
        (0..).take(MAX_BENDS + 2).any(|power| {
            let bends = as_f64(basis.directions.len()) - 1.0;
            basis.add_power(self.times, power);
            let rest = basis.residuals(self.values.clone());
            let distance: f64 = rest.iter().map(|value| value * value).sum();
            distance + bends.max(0.0) * self.penalty / NUMBERS_PER_CHANGE <= cut
        })
    }

    /// Whether noise, in which a value is like the one before it, explains the values as well: unless the changes explain
    /// most of what there is, they have to shorten the description of what is new in each value, too.
    fn is_noise(&self) -> bool {
        let (n, changes) = (as_f64(self.values.len()), self.count());
        let free = n - 2.0 - NUMBERS_PER_CHANGE * changes;
        if free < 1.0 {
            return true;
        }
        let left = self.residual_squares();
        let all = variance(&self.values) * n;
        let explained = 1.0 - left / free * (n - 2.0) / all;
        let news = [innovations(&self.values), innovations(&self.residuals())];
        explained < OBVIOUS_SHARE && autoregression::explains(n, changes, free, news)
    }

    /// The residual sum of squares of the lines of the pieces.
    fn residual_squares(&self) -> f64 {
        self.each_piece(|_, _, sums| sums.residual_squares()).into_iter().sum()
    }

    /// The residuals of the lines of the pieces.
    fn residuals(&self) -> Vec<f64> {
        let residuals = |from: usize, to: usize, sums: Sums| {
            let line = sums.line();
            let times = self.times.get(from..to).unwrap_or_default();
            line.residuals(times, self.values.get(from..to).unwrap_or_default())
        };
        self.each_piece(residuals).concat()
    }

    fn each_piece<T>(&self, of: impl Fn(usize, usize, Sums) -> T) -> Vec<T> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        begins
            .zip(self.ends.iter().copied())
            .map(|(from, to)| of(from, to, self.sums(from, to)))
            .collect()
    }
}

/// The end of each piece of the cut that costs least: the distance from the lines, and `penalty` for each change.
fn best_cut(running: &[Sums], penalty: f64, shortest: usize) -> Vec<usize> {
    // The least cost of all values before each index, and where the last piece of that cut begins.
    let mut best: Vec<(f64, usize)> = vec![(-penalty, 0)];
    for (end, sums) in running.iter().enumerate().skip(1) {
        // The first and the last piece may go on beyond what there is, and be short.
        let is_last = end + 1 == running.len();
        let last_begin = if is_last { end } else { (end + 1).saturating_sub(shortest).max(1) };
        let mut least = (f64::INFINITY, 0);
        for (begin, (before, (cost, _))) in running.iter().zip(&best).take(last_begin).enumerate() {
            let cost = cost + penalty;
            // What is dearer already without its last piece needs no further look.
            if cost < least.0 {
                let cost = cost + (*sums - *before).residual_squares();
                if cost < least.0 {
                    least = (cost, begin);
                }
            }
        }
        best.push(least);
    }
    let mut ends = vec![running.len() - 1];
    while let Some(&(_, begin)) = ends.last().and_then(|end| best.get(*end))
        && begin > 0
    {
        ends.push(begin);
    }
    ends.reverse();
    ends
}

/// Each of `changes` moved to the row, at most `reach` rows away, where the lines on both sides fit best.
fn placed(mut changes: Vec<usize>, times: &[f64], values: &[f64], reach: usize) -> Vec<usize> {
    let sums = sums_near(&changes, times, values, reach);
    let at = |index: usize| sums.get(&index).copied().unwrap_or_default();
    for index in 0..changes.len() {
        let neighbor = |index: Option<usize>| index.and_then(|index| changes.get(index)).copied();
        let begin = neighbor(index.checked_sub(1)).unwrap_or(0);
        let end = neighbor(index.checked_add(1)).unwrap_or(values.len());
        let Some(&change) = changes.get(index) else { continue };
        let (before, after) = (at(begin), at(end));
        let distance = |place: usize| {
            let here = at(place);
            (here - before).residual_squares() + (after - here).residual_squares()
        };
        let shortest = |is_outer: bool| if is_outer { 1 } else { SHORTEST_PIECE };
        let first = change.saturating_sub(reach).max(begin + shortest(begin == 0));
        let last = (change + reach).min(end.saturating_sub(shortest(end == values.len())));
        let places = (first..=last).map(|place| (place, distance(place)));
        let best = places.min_by(|(_, a), (_, b)| a.total_cmp(b));
        if let (Some(slot), Some((best, _))) = (changes.get_mut(index), best) {
            *slot = best;
        }
    }
    changes
}

/// The running sums of the values up to each place that is at most `reach` rows from one of `changes`, and of all. Those of
/// every row would be six times as large as the values.
fn sums_near(
    changes: &[usize],
    times: &[f64],
    values: &[f64],
    reach: usize,
) -> BTreeMap<usize, Sums> {
    let is_near = |place: usize| {
        let next = changes.partition_point(|change| change + reach < place);
        changes.get(next).is_some_and(|change| *change <= place + reach)
    };
    let sums = Sums::running(times, values).enumerate();
    sums.filter(|(place, _)| *place == values.len() || is_near(*place)).collect()
}
