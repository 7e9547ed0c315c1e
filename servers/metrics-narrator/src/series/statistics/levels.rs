//! The levels between the changes of a series, and which of these are to be seen.

use std::ops::Range;

use crate::series::statistics::{
    adjusted::Adjusted,
    changes::changes,
    days,
    descriptive::{as_f64, median, scaled_mad_around},
    lines::{Straight, Sums, robust_line},
    pieces::{CLIPPED_SHARE, Level, Piece, VALUES_BESIDE, pieces, shortest_piece},
    sample::Sample,
    season::{Season, offset_as_change},
    steps::{Sides, Step, goes_away, least_step_deviations},
};

/// What leads back from an episode lasts at most this part of the series.
const LONGEST_TAIL_SHARE: f64 = 0.2;

/// The levels of what is left of a sample, between changes.
pub(crate) struct Levels {
    /// The first place of each new level.
    changes: Vec<usize>,
    /// What describes each level.
    lines: Vec<Straight>,
    /// The changes that are worth telling.
    pub(crate) steps: Vec<Step>,
    /// The places of what goes away from a level and returns, or would if there were more.
    pub(crate) episode: Option<Range<usize>>,
}

impl Levels {
    pub(crate) fn of(sample: &Sample, season: Option<&Season>, adjusted: &Adjusted) -> Self {
        let (times, values) = (&adjusted.times[..], &adjusted.values[..]);
        let n = values.len();
        let cells = adjusted.only(&sample.cells).into_iter().zip(values);
        let seasons = cells.map(|(cell, level)| offset_as_change(season, cell, *level));
        let changes = changes(times, values, &seasons.collect::<Vec<_>>());
        let mut changes =
            telling(changes, times, values, days::least_step(sample, season, adjusted));
        let shortest = shortest_piece(n);
        let edge = edges(&changes, n).find(|edge| edge.len() < shortest && goes_away(edge, values));
        changes.retain(|change| (shortest..=n - shortest).contains(change));
        let around_line = Sums::of(times, values).line().residuals(times, values);
        // The level of a piece may be that of what comes later, or of no time of its season.
        let beside = shortest.max(season.map_or(0, Season::period));
        let (mut lines, mut levels, mut held) = (vec![], vec![], vec![]);
        let mut around = Vec::with_capacity(n);
        for (from, to) in pieces(&changes, n) {
            let piece = Piece::of(times, values, from, to);
            around.extend(piece.line.residuals(piece.times, piece.values));
            let level = piece.level();
            levels.push(level);
            let near = level.held(piece.values, shortest);
            let rows = adjusted.numbers(from..to);
            held.push(near.held(sample.values.get(rows).unwrap_or_default(), beside));
            lines.push(piece.line);
        }
        let sides = Sides::of(&changes, &levels, &held, values, around, around_line);
        let steps = sides.steps();
        let episode = sides.episode(&steps).map(|episode| with_slopes(&episode, n));
        let episode = edge
            .or(episode)
            .or_else(|| rest_of_episode(&changes, &levels, sample, season, adjusted));
        Self { changes, lines, steps, episode }
    }

    /// The number in the sample of the first value of each new level.
    pub(crate) fn changes_of_sample(&self, adjusted: &Adjusted) -> Vec<usize> {
        self.changes.iter().filter_map(|place| adjusted.indices.get(*place)).copied().collect()
    }

    /// What is to be expected at each of `times` when the levels change at `changes` of them.
    pub(crate) fn expected(&self, changes: &[usize], times: &[f64]) -> Vec<f64> {
        let mut expected = Vec::with_capacity(times.len());
        for ((from, to), line) in pieces(changes, times.len()).zip(&self.lines) {
            let times = times.get(from..to).unwrap_or_default();
            expected.extend(times.iter().map(|time| line.at(*time)));
        }
        expected
    }
}

/// Those of `changes` behind which the level is another one than before, by more than `least`, as far as the noise lets one see.
fn telling(mut changes: Vec<usize>, times: &[f64], values: &[f64], least: f64) -> Vec<usize> {
    let n = values.len();
    let mut residuals = Vec::with_capacity(n);
    for (from, to) in pieces(&changes, n) {
        let times = times.get(from..to).unwrap_or_default();
        let values = values.get(from..to).unwrap_or_default();
        residuals.extend(robust_line(times, values, CLIPPED_SHARE).0.residuals(times, values));
    }
    let least =
        least.max(least_step_deviations(changes.len()) * scaled_mad_around(0.0, &residuals));
    drop(residuals);
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

/// The first and the last piece of `n` values between `changes`.
fn edges(changes: &[usize], n: usize) -> impl Iterator<Item = Range<usize>> {
    let first = changes.first().map(|end| 0..*end);
    let last = changes.last().map(|begin| *begin..n);
    first.into_iter().chain(last)
}

/// The piece, of those between `changes`, that comes just behind what was taken out and begins between that and the
/// level before it, or just before it and ends between that and the level behind: the tail of what returns ever more slowly.
/// It does not last.
fn rest_of_episode(
    changes: &[usize],
    levels: &[Level],
    sample: &Sample,
    season: Option<&Season>,
    adjusted: &Adjusted,
) -> Option<Range<usize>> {
    let n = adjusted.values.len();
    // The level of what was taken out before or behind a place.
    let taken_out = |place: usize, is_before: bool| {
        let (last, first) =
            (*adjusted.indices.get(place.checked_sub(1)?)?, *adjusted.indices.get(place)?);
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
        let is_short = as_f64(to - from) <= LONGEST_TAIL_SHARE * as_f64(sample.values.len());
        (is_short && (leads_back || leads_away)).then_some(from..to)
    })
}

/// An episode with what leads to it and away from it, of `n` values.
fn with_slopes(episode: &Range<usize>, n: usize) -> Range<usize> {
    let slope = episode.len() / 2;
    episode.start.saturating_sub(slope)..(episode.end + slope).min(n)
}
