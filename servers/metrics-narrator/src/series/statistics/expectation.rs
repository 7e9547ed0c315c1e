//! What is to be expected of every value of a sample: the season upon the level of the piece that it is in.

use std::ops::Range;

use crate::series::statistics::{
    ChangePoint, Return,
    autoregression::innovations,
    changes::{changes, shortest_piece},
    course::{Usual, course},
    days,
    exponential::Exponential,
    lines::{Straight, Sums, robust_line},
    noise_scale::NoiseScale,
    order::{
        DEVIATIONS_PER_MEDIAN_DISTANCE, clipped, count, median, outlying_distance, quantile,
        variance,
    },
    rest::Rest,
    sample::Sample,
    season::{Season, beside_level, upon},
    steps::{Level, Sides, Step, VALUES_BESIDE, goes_away},
};

/// A piece is described by a line rather than by its median when the line explains half of its variance.
const SLOPING_SHARE: f64 = 0.5;

/// How many usual deviations of the values around them two neighboring levels have to be apart. What is nearer is a change
/// that statistics see and people do not.
const LEAST_STEP_DEVIATIONS: f64 = 1.0;

/// Levels that leave over at most this many times what a season leaves over are as good a description.
const AS_WELL: f64 = 1.2;

/// The share of the values at either end of a piece that may be far away without turning its line.
const CLIPPED_SHARE: f64 = 0.05;

/// What leads back from an episode lasts at most this part of the series.
const LONGEST_TAIL_SHARE: f64 = 0.2;

/// What is to be expected of a sample.
#[derive(Debug)]
pub(crate) struct Expectation {
    /// For every value.
    pub(crate) values: Vec<f64>,
    /// Whether it is made of straight lines. A series that bends leaves these at their ends.
    pub(crate) has_corners: bool,
    /// How large the noise of every value is beside that of the others; empty where it is the same for all.
    noise_scales: Vec<f64>,
    /// Where the level changes: the first value of each new level.
    pub(crate) changes: Vec<usize>,
    /// Those that are worth telling.
    pub(crate) steps: Vec<Step>,
    /// What went away from a level until it returned.
    pub(crate) episodes: Vec<Range<usize>>,
}

impl Expectation {
    /// One level for everything.
    pub(crate) fn level(sample: &Sample) -> Self {
        let level = median(sample.values.iter().copied());
        Self {
            values: vec![level; sample.values.len()],
            has_corners: false,
            noise_scales: vec![],
            changes: vec![],
            steps: vec![],
            episodes: vec![],
        }
    }

    /// The season, if there is one, upon the levels.
    pub(crate) fn of(sample: &Sample, season: Option<&Season>) -> Self {
        let mut rest = Rest::of(sample, season, |_| true);
        let all = rest.values.len();
        let mut episodes = Vec::new();
        let levels = loop {
            let levels = Levels::of(sample, season, &rest);
            match &levels.episode {
                // Half of a series says what is usual, and less does not.
                Some(episode) if 2 * (rest.values.len() - episode.len()) > all => {
                    episodes.push(rest.take_out(episode.clone()));
                }
                _ => break levels,
            }
        };
        let changes = levels.changes_of_sample(&rest);
        let mut values = levels.expected(&changes, &sample.times);
        let mut has_corners = !changes.is_empty();
        if levels.steps.is_empty()
            && let Some(curve) = curve(&rest, &sample.times)
            && (changes.is_empty() || distance(&rest, &curve.levels) < distance(&rest, &values))
        {
            Curve { levels: values, has_corners } = curve;
        }
        let noise_scales = scales_of_noise(sample, &values, &rest);
        let levels_and_cells = values.iter_mut().zip(&sample.cells);
        levels_and_cells.for_each(|(it, cell)| *it = sample.held(upon(season, *cell, *it)));
        let of_sample = |place: usize| rest.indices.get(place).copied().unwrap_or(place);
        let steps = levels.steps.into_iter().map(|step| step.moved(of_sample)).collect();
        Self { values, has_corners, noise_scales, changes, steps, episodes }
    }

    /// How large the noise of a value is beside that of the others.
    pub(crate) fn noise_scale(&self, index: usize) -> f64 {
        self.noise_scales.get(index).copied().unwrap_or(1.0)
    }

    /// The `distances` of the values, each divided by how large its noise is.
    pub(crate) fn for_noise(&self, mut distances: Vec<f64>) -> Vec<f64> {
        let scaled = distances.iter_mut().zip(&self.noise_scales);
        scaled.for_each(|(distance, scale)| *distance /= scale);
        distances
    }

    /// Whether these levels, without a season, describe `sample` as well as `season` and the levels below it, and with at
    /// most one change in a period.
    pub(crate) fn are_simpler_than(
        &self,
        seasonal: &Self,
        sample: &Sample,
        season: &Season,
    ) -> bool {
        let periods = count(sample.cell_count()) / count(season.period());
        let around = |expected: &[f64]| -> Vec<f64> {
            sample.values.iter().zip(expected).map(|(value, expected)| value - expected).collect()
        };
        let mut levels = Vec::with_capacity(sample.values.len());
        for (from, to) in pieces(&self.changes, sample.values.len()) {
            let piece = sample.values.get(from..to).unwrap_or_default();
            levels.resize(to, median(piece.iter().copied()));
        }
        // A course that is averaged over few periods is nearer to their values than to those of another one.
        let (by_season, by_levels) = (around(&seasonal.values), around(&levels));
        let limits = [&by_season, &by_levels].map(|left| outlying_distance(left));
        // What neither expects says nothing about which of them is the better description.
        let usual = by_season.into_iter().zip(by_levels);
        let (by_season, by_levels): (Vec<f64>, Vec<f64>) = usual
            .filter(|(season, level)| season.abs() <= limits[0] || level.abs() <= limits[1])
            .unzip();
        let unseen = variance(&by_season) * periods / (periods - 1.0).max(1.0);
        !self.changes.is_empty()
            && count(self.changes.len()) <= periods
            && variance(&by_levels) <= AS_WELL * unseen
    }

    /// The changes that are worth telling, with the levels before and after them.
    pub(crate) fn change_points(&self, sample: &Sample) -> Vec<ChangePoint> {
        let row = |index: usize| sample.rows.get(index).copied().unwrap_or_default();
        self.steps
            .iter()
            .map(|step| ChangePoint {
                index: row(step.at),
                from: sample.in_unit(step.from),
                to: sample.in_unit(step.to),
                transition: step.transition.map(|ends| ends.map(row)),
                returned: step
                    .returned
                    .map(|it| Return { index: row(it.index), level: sample.in_unit(it.level) }),
            })
            .collect()
    }
}

/// The first and the last piece of `n` values between `changes`.
fn edges(changes: &[usize], n: usize) -> impl Iterator<Item = Range<usize>> {
    let first = changes.first().map(|end| 0..*end);
    let last = changes.last().map(|begin| *begin..n);
    first.into_iter().chain(last)
}

/// The piece, of those between `changes`, that comes just behind what was taken out of `rest` and begins between that and the
/// level before it, or just before it and ends between that and the level behind: the tail of what returns ever more slowly.
/// It does not last.
fn rest_of_episode(
    changes: &[usize],
    levels: &[Level],
    sample: &Sample,
    season: Option<&Season>,
    rest: &Rest,
) -> Option<Range<usize>> {
    let n = rest.values.len();
    // The level of what was taken out before or behind a place.
    let taken_out = |place: usize, is_before: bool| {
        let (last, first) = (*rest.indices.get(place.checked_sub(1)?)?, *rest.indices.get(place)?);
        let taken = last + 1..first;
        let near = if is_before {
            taken.start..taken.end.min(taken.start + VALUES_BESIDE)
        } else {
            taken.start.max(taken.end.saturating_sub(VALUES_BESIDE))..taken.end
        };
        sample.median_level(season, &sample.values, near)
    };
    let lies_between = |from: f64, level: f64, to: f64| (level - from) * (to - level) > 0.0;
    pieces(changes, n).zip(levels).enumerate().find_map(|(number, ((from, to), level))| {
        let before = number.checked_sub(1).and_then(|before| levels.get(before));
        let (before, after) = (before?, levels.get(number + 1)?);
        let leads_back = taken_out(from, false)
            .is_some_and(|taken| lies_between(before.end, level.begin, taken));
        let leads_away =
            taken_out(to, true).is_some_and(|taken| lies_between(after.begin, level.end, taken));
        let is_short = count(to - from) <= LONGEST_TAIL_SHARE * count(sample.values.len());
        (is_short && (leads_back || leads_away)).then_some(from..to)
    })
}

/// An episode with what leads to it and away from it, of `n` values.
fn with_slopes(episode: &Range<usize>, n: usize) -> Range<usize> {
    let slope = episode.len() / 2;
    episode.start.saturating_sub(slope)..(episode.end + slope).min(n)
}

/// A course that is bent, but changes nowhere.
struct Curve {
    /// Its level at each time.
    levels: Vec<f64>,
    /// Whether it is straight between its turns.
    has_corners: bool,
}

/// The course through what is left at each of `times`; none where it is straight. Where growth or decay describes it as well as
/// straight lines with turns do, it does so with fewer numbers.
fn curve(rest: &Rest, times: &[f64]) -> Option<Curve> {
    let turning = turning(rest, times)?;
    let exponential = Exponential::of(&rest.times, &rest.values).levels(times);
    let has_corners = distance(rest, &turning) < distance(rest, &exponential);
    Some(Curve { levels: if has_corners { turning } else { exponential }, has_corners })
}

/// The levels of a course that is straight between its turns. A few far values turn it no more than they turn a line.
fn turning(rest: &Rest, times: &[f64]) -> Option<Vec<f64>> {
    let line = robust_line(&rest.times, &rest.values, CLIPPED_SHARE).0;
    let mut near = clipped(line.around(&rest.times, &rest.values), CLIPPED_SHARE / 5.0);
    near.iter_mut().zip(&rest.times).for_each(|(rest, time)| *rest += line.at(*time));
    course(&Usual { values: &near, ..rest.usual() }, &[]).levels(&rest.times, times)
}

/// How large the noise of every value is upon these `levels`, by what is left of the values. A rhythm of days and nights says
/// nothing of it: what is on by day and off by night has another kind of noise then, and not less of it.
fn scales_of_noise(sample: &Sample, levels: &[f64], rest: &Rest) -> Vec<f64> {
    let zero = sample.scale.small(0.0);
    let (seen, around): (Vec<f64>, Vec<f64>) = rest
        .values
        .iter()
        .zip(rest.only(levels))
        .map(|(value, level)| (level - zero, value - level))
        .unzip();
    NoiseScale::of(&seen, &around)
        .map(|scale| levels.iter().map(|level| scale.at(level - zero)).collect())
        .unwrap_or_default()
}

/// The median distance of what is left from what is `expected` of each value of the sample.
fn distance(rest: &Rest, expected: &[f64]) -> f64 {
    let distances = rest.values.iter().zip(rest.only(expected));
    median(distances.map(|(value, expected)| (value - expected).abs()))
}

/// The levels of what is left of a sample, between changes.
struct Levels {
    /// The first place of each new level.
    changes: Vec<usize>,
    /// What describes each level.
    lines: Vec<Straight>,
    /// The changes that are worth telling.
    steps: Vec<Step>,
    /// The places of what goes away from a level and returns, or would if there were more.
    episode: Option<Range<usize>>,
}

impl Levels {
    fn of(sample: &Sample, season: Option<&Season>, rest: &Rest) -> Self {
        let (times, values) = (&rest.times[..], &rest.values[..]);
        let n = values.len();
        let cells = rest.only(&sample.cells).into_iter().zip(values);
        let seasons = cells.map(|(cell, level)| beside_level(season, cell, *level));
        let changes = changes(times, values, &seasons.collect::<Vec<_>>());
        let mut changes = telling(changes, times, values, days::least_step(sample, season, rest));
        let shortest = shortest_piece(n);
        let edge = edges(&changes, n).find(|edge| edge.len() < shortest && goes_away(edge, values));
        changes.retain(|change| (shortest..=n - shortest).contains(change));
        let news_around_line = innovations(&Sums::of(times, values).line().around(times, values));
        // The level of a piece may be that of what comes later, or of no time of its season.
        let beside = shortest.max(season.map_or(0, Season::period));
        let (mut lines, mut levels, mut held) = (vec![], vec![], vec![]);
        let mut around = Vec::with_capacity(n);
        for (from, to) in pieces(&changes, n) {
            let piece = Piece::of(times, values, from, to);
            around.extend(piece.line.around(piece.times, piece.values));
            let level = piece.level();
            levels.push(level);
            let near = level.held(piece.values, shortest);
            let rows = rest.numbers(from..to);
            held.push(near.held(sample.values.get(rows).unwrap_or_default(), beside));
            lines.push(piece.line);
        }
        let sides = Sides::of(&changes, &levels, &held, values, &around, news_around_line);
        let steps = sides.steps();
        let episode = sides.episode(&steps).map(|episode| with_slopes(&episode, n));
        let episode =
            edge.or(episode).or_else(|| rest_of_episode(&changes, &levels, sample, season, rest));
        Self { changes, lines, steps, episode }
    }

    /// The number in the sample of the first value of each new level.
    fn changes_of_sample(&self, rest: &Rest) -> Vec<usize> {
        self.changes.iter().filter_map(|place| rest.indices.get(*place)).copied().collect()
    }

    /// What is to be expected at each of `times` when the levels change at `changes` of them.
    fn expected(&self, changes: &[usize], times: &[f64]) -> Vec<f64> {
        let mut expected = Vec::with_capacity(times.len());
        for ((from, to), line) in pieces(changes, times.len()).zip(&self.lines) {
            let times = times.get(from..to).unwrap_or_default();
            expected.extend(times.iter().map(|time| line.at(*time)));
        }
        expected
    }
}

/// A piece between two changes, without its season.
struct Piece<'a> {
    times: &'a [f64],
    values: &'a [f64],
    /// The line through it, level where its median describes it as well.
    line: Straight,
}

impl<'a> Piece<'a> {
    fn of(times: &'a [f64], values: &'a [f64], from: usize, to: usize) -> Self {
        let times = times.get(from..to).unwrap_or_default();
        let values = values.get(from..to).unwrap_or_default();
        let (line, explained) = robust_line(times, values, CLIPPED_SHARE);
        let level = || Straight::level(median(values.iter().copied()));
        Self { times, values, line: if explained >= SLOPING_SHARE { line } else { level() } }
    }

    /// The level of its values. A line through what bends ends where the values do not.
    fn level(&self) -> Level {
        let at = |time: Option<&f64>| self.line.at(time.copied().unwrap_or_default());
        let level = Level { begin: at(self.times.first()), end: at(self.times.last()) };
        if level.begin == level.end { level } else { level.held(self.values, VALUES_BESIDE) }
    }
}

impl Level {
    /// This level, each end held among the `beside` of `values` next to it.
    fn held(self, values: &[f64], beside: usize) -> Self {
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

/// Those of `changes` behind which the level is another one than before, by more than `least`, as far as the noise lets one see.
fn telling(mut changes: Vec<usize>, times: &[f64], values: &[f64], least: f64) -> Vec<usize> {
    let n = values.len();
    let mut around = Vec::with_capacity(n);
    for (from, to) in pieces(&changes, n) {
        let times = times.get(from..to).unwrap_or_default();
        let values = values.get(from..to).unwrap_or_default();
        let line = robust_line(times, values, CLIPPED_SHARE).0;
        around.extend(times.iter().zip(values).map(|(time, value)| (value - line.at(*time)).abs()));
    }
    let noise = DEVIATIONS_PER_MEDIAN_DISTANCE * quantile(&mut around, 0.5);
    drop(around);
    let least = least.max(LEAST_STEP_DEVIATIONS * noise);
    loop {
        let level = |(from, to)| median(values.get(from..to).unwrap_or_default().iter().copied());
        let levels: Vec<f64> = pieces(&changes, n).map(level).collect();
        let steps = levels.iter().zip(levels.iter().skip(1)).map(|(from, to)| (to - from).abs());
        let smallest = steps.enumerate().min_by(|a, b| a.1.total_cmp(&b.1));
        match smallest {
            Some((index, step)) if step <= least => {
                changes.remove(index);
            }
            _ => return changes,
        }
    }
}

/// Where each piece begins and ends when `n` values are cut at `changes`.
pub(crate) fn pieces(changes: &[usize], n: usize) -> impl Iterator<Item = (usize, usize)> {
    let begins = std::iter::once(0).chain(changes.iter().copied());
    begins.zip(changes.iter().copied().chain(std::iter::once(n)))
}
