//! Which changes from one piece of a series to the next are steps that a person would tell.
//!
//! Pieces also meet where a slope begins or ends, and a random walk has pieces everywhere. They are needed to say what is to
//! be expected, but nothing happens where they meet. A short slope between two levels is one step, and what goes away and
//! comes back is none.

use std::{borrow::Cow, f64::consts::SQRT_2, ops::Range};

use crate::series::statistics::{
    ChangePoint, Return,
    autoregression::{self, cost, gain, innovations, lag_one_coefficient},
    changes::EXCURSION_SHARE,
    descriptive::{as_f64, as_usize, median, scaled_mad, variance},
    pieces::{Level, VALUES_BESIDE, pieces, shortest_piece},
    sample::Sample,
    spikes::{spike_distance, spikes_beyond},
};

/// A step is at least this part of the range of all levels, and at least as large as the usual deviation from them.
const LEAST_STEP_SHARE: f64 = 0.05;

/// How many usual deviations of the values around them two neighboring levels have to be apart. What is nearer is a change
/// that statistics see and people do not.
const LEAST_STEP_DEVIATIONS: f64 = 1.0;

/// How many the only two levels of a series have to be apart: a line through them rises by half as much again, and would be
/// told in their place.
const LEAST_ONLY_STEP_DEVIATIONS: f64 = 2.0 / 3.0;

/// How many times as far as a random walk with the same increments goes within a piece a step of it has to go at once.
const BEYOND_WALK: f64 = 1.2;

/// A random walk keeps at least this share of each value, also around levels that follow it.
const LEAST_KEPT_BY_WALK: f64 = 0.3;

/// Fewer values do not tell noise from a walk.
const FEWEST_VALUES_OF_NOISE: usize = 40;

/// How many standard errors the share has to be below that: few values show less of it.
const SURE_STANDARD_ERRORS: f64 = 1.0;

/// A ramp from one level to another is at most this part of the series.
const LONGEST_RAMP_SHARE: f64 = 0.2;

/// What goes away from a level and returns to it within this part of the series is an episode: little enough that the rest,
/// four fifths, says what is usual.
const LONGEST_EPISODE_SHARE: f64 = 0.15;

/// An episode goes this many times as far as the values usually move in half of its time. A random walk that returns goes
/// hardly half as far.
const BEYOND_USUAL_MOVES: f64 = 3.0;

/// It has returned when the levels on both sides of it are nearer to each other than this part of the way.
const RETURNED_PART: f64 = 0.5;

/// How much of the way from one level to another lies before the transition begins, and after it ends.
const PART_OF_TRANSITION_BEYOND_ENDS: f64 = 0.1;

/// So many deviations of the noise hide where a transition begins and ends; but no more than this part of the way.
const HIDING_DEVIATIONS: f64 = 1.5;
const MOST_HIDDEN: f64 = 0.4;

/// What ends nearer than this part of a step to the level before it has come back.
const RETURNING_PART: f64 = 0.4;

/// It stays for at least one of so many parts of the time that it took.
const PASSING_PARTS: usize = 3;

/// A transition of no more steps from one value to the next is as good as a jump.
const LONGEST_JUMP: usize = 2;

/// A change of level to tell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    /// The first value of the new level.
    pub(crate) at: usize,
    /// Where the ramp to it begins, and where it ends; both are `at` if it is none.
    pub(crate) ramp: [usize; 2],
    /// The level before.
    pub(crate) from: f64,
    /// The level after.
    pub(crate) to: f64,
    /// The last value of the level before and the first of the level after, where it is no jump.
    pub(crate) transition: Option<[usize; 2]>,
    /// Where the series is back without another step.
    pub(crate) returned: Option<Return>,
}

impl Step {
    /// The same step where each value has another number.
    pub(crate) fn moved(self, number: impl Fn(usize) -> usize) -> Self {
        Self {
            at: number(self.at),
            ramp: self.ramp.map(&number),
            transition: self.transition.map(|ends| ends.map(&number)),
            returned: self.returned.map(|it| Return { index: number(it.index), ..it }),
            ..self
        }
    }

    /// The step in the rows and units of the series.
    pub(crate) fn in_units(&self, sample: &Sample) -> ChangePoint {
        let row = |index: usize| sample.rows.get(index).copied().unwrap_or_default();
        let returned =
            |it: Return| Return { index: row(it.index), level: sample.in_unit(it.level) };
        ChangePoint {
            index: row(self.at),
            from: sample.in_unit(self.from),
            to: sample.in_unit(self.to),
            transition: self.transition.map(|ends| ends.map(row)),
            returned: self.returned.map(returned),
        }
    }

    /// Where the level leaves the one before, and where it has reached the one after.
    pub(crate) fn ends(&self) -> [usize; 2] {
        self.transition.unwrap_or(self.ramp)
    }

    /// How much of the way to the new level lies behind a value: from 0 to 1.
    pub(crate) fn share_passed(&self, index: usize) -> f64 {
        let [begin, end] = self.ramp;
        match index {
            index if index >= end => 1.0,
            index if index <= begin => 0.0,
            index => as_f64(index - begin) / as_f64(end - begin),
        }
    }
}

/// What lies on both sides of the places where the pieces of a series meet.
#[derive(Debug)]
pub(crate) struct Sides<'a> {
    /// Where they meet.
    changes: &'a [usize],
    /// The level of each piece.
    levels: &'a [Level],
    /// The same, no lower or higher than the values beside each change: what is told.
    held: &'a [Level],
    values: &'a [f64],
    /// The standard deviation of what hides where a level changes: of values that jump up and down around it, and not of those
    /// that wander.
    hiding_noise: f64,
    /// The least step that a person would tell.
    least: f64,
    /// Whether the values may be a random walk.
    is_walk: bool,
}

impl<'a> Sides<'a> {
    /// The sides of `changes` between pieces of these `levels`, which are told as they are `held`. `values` are `around` them,
    /// and `around_line`, the one through everything.
    pub(crate) fn of(
        changes: &'a [usize],
        levels: &'a [Level],
        held: &'a [Level],
        values: &'a [f64],
        around: Vec<f64>,
        around_line: Vec<f64>,
    ) -> Self {
        let noise = scaled_mad(&around);
        let walk = wandering(values, around, around_line, changes);
        let least = least_step(levels, noise).max(walk);
        let hiding_noise = noise.min(usual_move(values, 1) / SQRT_2);
        Self { changes, levels, held, values, hiding_noise, least, is_walk: walk > 0.0 }
    }

    /// The values between changes at which the level goes away and returns, and that are none for good but an anomaly: a short
    /// excursion, or a longer one of which `steps` do not tell both the beginning and the end, such as the rise of what falls
    /// slowly.
    pub(crate) fn episode(&self, steps: &[Step]) -> Option<Range<usize>> {
        let n = as_f64(self.values.len());
        let numbered = || self.changes.iter().copied().enumerate();
        numbered().find_map(|(first, begin)| {
            let is_short =
                |(_, end): &(usize, usize)| as_f64(end - begin) <= LONGEST_EPISODE_SHARE * n;
            let mut later = numbered().skip(first + 1).take_while(is_short);
            let (_, end) = later.find(|&(last, end)| {
                let within = steps.iter().filter(|step| (begin..=end).contains(&step.at));
                (as_f64(end - begin) <= EXCURSION_SHARE * n || !do_return(within))
                    && self.stands_out(first, last, end - begin)
            })?;
            Some(begin..end)
        })
    }

    /// Whether the level goes away and returns between some changes, `length` values apart, and further than the values
    /// usually move in half the time.
    fn stands_out(&self, first: usize, last: usize, length: usize) -> bool {
        let between = self.levels.get(first + 1..=last);
        let (Some([before, after]), Some(between)) = (ends(self.levels, first, last), between)
        else {
            return false;
        };
        let away = |level: f64| (level - before.max(after)).max(before.min(after) - level);
        let levels = between.iter().flat_map(|level| [level.begin, level.end]);
        let furthest = levels.map(away).fold(0.0, f64::max);
        (after - before).abs() < RETURNED_PART * furthest
            && furthest >= BEYOND_USUAL_MOVES * usual_move(self.values, length / 2)
    }

    /// The changes that are steps, and the ramps from one level to another, each as one step where it is steepest.
    pub(crate) fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut first = 0;
        while let Some(&change) = self.changes.get(first) {
            let steepest = self.steepest_of_ramp(first);
            let last = first + usize::from(steepest.is_some());
            let at = steepest.or_else(|| self.is_step(first, change).then_some(change));
            if let (Some(at), Some([from, to])) = (at, ends(self.held, first, last)) {
                let end = self.changes.get(last).copied().unwrap_or(change);
                let ramp = if steepest.is_some() { [change, end] } else { [at, at] };
                let begin = first.checked_sub(1).and_then(|before| self.changes.get(before));
                let end = self.changes.get(last + 1).copied().unwrap_or(self.values.len());
                let beside = begin.copied().unwrap_or(0)..end;
                let transition = self.transition(at, [from, to], beside);
                steps.push(Step { at, ramp, from, to, transition, returned: None });
            }
            first = last + 1;
        }
        let ends: Vec<usize> =
            steps.iter().skip(1).map(|next| next.ends()[0]).chain([self.values.len()]).collect();
        for (step, end) in steps.iter_mut().zip(ends) {
            step.returned = self.returned(step, end);
        }
        steps
    }

    /// Where the values between a step and the `end` of what follows it are back near the level before it, and stay.
    fn returned(&self, step: &Step, end: usize) -> Option<Return> {
        let way = step.to - step.from;
        let middle =
            |from: usize, to: usize| median(self.values.iter().take(to).skip(from).copied());
        let last = end.checked_sub(shortest_piece(self.values.len()))?;
        let level = middle(last, end);
        let near = self.hidden_part(way) * way.abs();
        let is_there = |from: usize, to: usize| (middle(from, to) - level).abs() <= near;
        let is_first = |at: &usize| is_there(*at, at + 1) && is_there(*at, at + VALUES_BESIDE);
        let at = (step.ends()[1]..last).find(is_first)?;
        let left = (level - step.from) / way;
        let is_back = (-self.hidden_part(way)..=RETURNING_PART).contains(&left);
        // What only passes by on its way has hardly been there when the series ends.
        let stays = is_there(at, end) && end - at >= (at - step.at) / PASSING_PARTS;
        (is_back && stays).then_some(Return { index: at, level })
    }

    /// How much of a `way` from one level to another may lie before it is seen to begin, and after it is seen to end.
    fn hidden_part(&self, way: f64) -> f64 {
        let hidden = HIDING_DEVIATIONS * self.hiding_noise / way.abs();
        hidden.clamp(PART_OF_TRANSITION_BEYOND_ENDS, MOST_HIDDEN)
    }

    /// The last value of the level before a step and the first of the one after, among the values on both sides of it; none
    /// where it is a jump. The ends are those of a transition in signal analysis: where it has passed a tenth of the way, and
    /// nine tenths (IEEE 181), or as much less as the noise hides.
    fn transition(
        &self,
        at: usize,
        [from, to]: [f64; 2],
        beside: Range<usize>,
    ) -> Option<[usize; 2]> {
        let way = to - from;
        let near = self.hidden_part(way);
        let passed = |index: usize| Some((self.values.get(index)? - from) / way);
        let begin = (beside.start..at).rev().find(|it| passed(*it).is_some_and(|it| it <= near))?;
        let end = (at..beside.end).find(|it| passed(*it).is_some_and(|it| it >= 1.0 - near))?;
        // A large move somewhere else on the way is no jump here.
        let beside_it = at.saturating_sub(1).max(begin)..(at + LONGEST_JUMP).min(end + 1);
        let within = self.values.get(beside_it)?;
        let moves = within.iter().zip(within.iter().skip(1)).map(|(from, to)| (to - from) / way);
        let largest = moves.fold(0.0, f64::max);
        (end - begin > LONGEST_JUMP && largest < 0.5).then_some([begin, end])
    }

    /// Whether the change of this number is a step of the values.
    fn is_step(&self, number: usize, change: usize) -> bool {
        let Some(step) = self.difference(number, number) else { return false };
        let is_sloping = |level: &Level| level.begin != level.end;
        let beside = self.levels.iter().skip(number).take(2);
        step.abs() >= self.least
            && (!beside.clone().any(is_sloping) || step * direction(self.values, change) > 0.0)
    }

    /// Where the piece behind the change of this number is steepest, if it is a short slope that leads from the level before
    /// it to the one after it: a longer one is a trend, and walks have slopes everywhere. That is a jump at either end or,
    /// where there is none, the middle.
    fn steepest_of_ramp(&self, number: usize) -> Option<usize> {
        let &[begin, end] = self.changes.get(number..number + 2)? else { return None };
        let slope = self.levels.get(number + 1)?;
        let step = self.difference(number, number + 1)?;
        let up = step.signum();
        let first = up * self.difference(number, number)?;
        let last = up * self.difference(number + 1, number + 1)?;
        let is_ramp = !self.is_walk
            && as_f64(end - begin) <= LONGEST_RAMP_SHARE * as_f64(self.values.len())
            && step.abs() >= self.least
            && (slope.end - slope.begin) * up >= step.abs() / 2.0
            && first.min(last) > -self.least;
        is_ramp.then(|| match first.max(last) {
            jump if jump < self.least => begin.midpoint(end),
            jump if jump > last => begin,
            _ => end,
        })
    }

    /// How much higher the level behind the last of some changes is than before the first one: by the levels of the pieces
    /// and by those that are told, whichever is less; 0 if they do not agree in which is higher.
    fn difference(&self, first: usize, last: usize) -> Option<f64> {
        let difference = |[from, to]: [f64; 2]| to - from;
        let levels = difference(ends(self.levels, first, last)?);
        let held = difference(ends(self.held, first, last)?) * levels.signum();
        Some(levels.signum() * levels.abs().min(held).max(0.0))
    }
}

/// Whether `steps` go away and return by at least half of the way.
fn do_return<'a>(steps: impl Iterator<Item = &'a Step>) -> bool {
    let (sum, furthest) = steps
        .map(|step| step.to - step.from)
        .fold((0.0, 0.0_f64), |(sum, furthest), step| (sum + step, furthest.max(step.abs())));
    furthest > 0.0 && sum.abs() <= furthest / 2.0
}

/// The level before the first and the one behind the last of some changes.
fn ends(levels: &[Level], first: usize, last: usize) -> Option<[f64; 2]> {
    Some([levels.get(first)?.end, levels.get(last + 1)?.begin])
}

/// How many usual deviations apart the levels between so many changes have to be.
pub(crate) fn least_step_deviations(changes: usize) -> f64 {
    if changes == 1 { LEAST_ONLY_STEP_DEVIATIONS } else { LEAST_STEP_DEVIATIONS }
}

/// The least step that a person would tell beside `levels` and this `noise`.
fn least_step(levels: &[Level], noise: f64) -> f64 {
    let ends = || levels.iter().flat_map(|level| [level.begin, level.end]);
    let range = ends().fold(f64::NEG_INFINITY, f64::max) - ends().fold(f64::INFINITY, f64::min);
    (LEAST_STEP_SHARE * range).max(least_step_deviations(levels.len().saturating_sub(1)) * noise)
}

/// How far a random walk with the increments of `values` would go in a piece; 0 if they are none. They are none if their levels
/// between `changes` describe them better than one line, and neighbors are hardly alike `around` the lines of the pieces; or if
/// what is new in each value is smaller around those than `around_line`, the one through everything.
fn wandering(
    values: &[f64],
    mut around: Vec<f64>,
    mut around_line: Vec<f64>,
    changes: &[usize],
) -> f64 {
    let near = take_spikes_out(values, &mut around, &mut around_line);
    let (n, count) = (as_f64(values.len()), as_f64(changes.len()));
    let of_piece = |(from, to)| {
        let values = near.get(from..to).unwrap_or_default();
        variance(values) * as_f64(values.len())
    };
    let of_levels: f64 = pieces(changes, values.len()).map(of_piece).sum();
    let of_line: f64 = around_line.iter().map(|it| it * it).sum();
    // A place and a height each, but no slope.
    let are_levels = values.len() >= FEWEST_VALUES_OF_NOISE
        && gain(n, of_line, of_levels) > cost(n, 2.0 * count);
    let kept = lag_one_coefficient(around.iter().zip(around.iter().skip(1)));
    let news = [&around_line, &around].map(|values| innovations(values));
    let keeps_less = kept + SURE_STANDARD_ERRORS / n.sqrt() < LEAST_KEPT_BY_WALK;
    if (are_levels && keeps_less) || !autoregression::explains(n, count, n, news) {
        return 0.0;
    }
    BEYOND_WALK * usual_move(values, 1) * (n / (count + 1.0)).sqrt()
}

/// `values` without their spikes, which are taken out of what is `around` their pieces and `around_line`, the one through everything,
/// too: of each, what the pieces do not follow.
fn take_spikes_out<'a>(
    values: &'a [f64],
    around: &mut Vec<f64>,
    around_line: &mut Vec<f64>,
) -> Cow<'a, [f64]> {
    let far = spike_distance(around);
    let longest = as_usize(EXCURSION_SHARE * as_f64(values.len()));
    let mut near = Cow::Borrowed(values);
    for index in spikes_beyond(far, longest, around_line).into_iter().flatten() {
        let spike = around.get(index).map_or(0.0, |around| around - around.clamp(-far, far));
        for values in [near.to_mut(), &mut *around, &mut *around_line] {
            values.get_mut(index).into_iter().for_each(|value| *value -= spike);
        }
    }
    near
}

/// Whether an `edge` of `values`, the first or the last of them, goes further away from the others than the values usually move
/// in its time.
pub(crate) fn goes_away(edge: &Range<usize>, values: &[f64]) -> bool {
    let middle = |begin: usize, end: usize| median(values.iter().take(end).skip(begin).copied());
    let beside = if edge.start == 0 {
        middle(edge.end, edge.end + VALUES_BESIDE)
    } else {
        middle(edge.start.saturating_sub(VALUES_BESIDE), edge.start)
    };
    let away = middle(edge.start, edge.end) - beside;
    away.abs() >= BEYOND_USUAL_MOVES * usual_move(values, edge.len())
}

/// How far `values` usually move within `length` of them: the standard deviation, whatever few of them do.
fn usual_move(values: &[f64], length: usize) -> f64 {
    let moves = values.iter().zip(values.iter().skip(length.max(1))).map(|(from, to)| to - from);
    scaled_mad(&moves.collect::<Vec<f64>>())
}

/// How much higher the values just behind `change` are than those just before it.
fn direction(values: &[f64], change: usize) -> f64 {
    let before = values.iter().take(change).skip(change.saturating_sub(VALUES_BESIDE)).copied();
    median(values.iter().skip(change).take(VALUES_BESIDE).copied()) - median(before)
}
