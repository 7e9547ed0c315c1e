//! The line through a series, without its season, its anomalies and its changes of level, where it turns, and whether it is
//! worth a word.

use std::ops::Range;

use crate::series::statistics::{
    Anomaly, Trend, Turn,
    adjusted::Adjusted,
    autoregression::{effective_size, lag_one_coefficient},
    course::{Corner, Course, course},
    descriptive::{as_f64, median, variance},
    expectation::Shifts,
    lines::{Straight, Sums},
    pieces::{held, pieces, shortest_piece},
    sample::Sample,
    season::{LEAST_PART_OF_ANYTHING, LEAST_PART_OF_LEVEL, Season},
    steps::Step,
};

/// Through two points there is always a line.
const FEWEST_VALUES: usize = 3;

/// The fewest values of which a trend is more than an accident.
const FEWEST_VALUES_THAT_MATTER: usize = 8;

/// How many of its standard errors a slope has to be from 0. Three keep one trend of noise in 370; tables have many series.
pub(crate) const LEAST_STANDARD_ERRORS: f64 = 3.0;

/// A line that explains this much of the variance is there to be seen, whatever the noise may be.
const OBVIOUS_SHARE: f64 = 2.0 / 3.0;

/// The line has to rise or fall by this many standard deviations of the values around it.
const LEAST_RISE_DEVIATIONS: f64 = 1.0;

/// Of what a slope for each piece between changes explains, one for all of them explains at least this part.
const LEAST_COMMON_SHARE: f64 = 2.0 / 3.0;

/// Of the rise of a line upon a season, most values have at least this part: where only those of Sundays rise, the line is true
/// of no day.
const LEAST_PART_OF_MOST: f64 = 0.5;

/// A line that rises or falls by less than this part of the range is as level as rounding lets it be.
const LEAST_RISE_SHARE: f64 = 1e-9;

/// The trend of `sample` between its steps, and those of the steps that are no part of a bend; none if it has too few values
/// that are usual.
pub(crate) fn trend(
    sample: &Sample,
    season: Option<&Season>,
    Shifts { changes, steps, episodes }: &Shifts,
    anomalies: &[Anomaly],
) -> Option<(Trend, Vec<Step>)> {
    let anomalies = anomalies.iter().map(|anomaly| anomaly.from..anomaly.to + 1);
    let unusual: Vec<Range<usize>> = anomalies.chain(episodes.iter().cloned()).collect();
    let is_usual = |index: usize| !unusual.iter().any(|range| range.contains(&index));
    let adjusted = Adjusted::of(sample, season, LEAST_PART_OF_LEVEL, is_usual);
    if adjusted.values.len() < FEWEST_VALUES || sample.milliseconds <= 0.0 {
        return None;
    }
    let Course { corners, heights } = course(&adjusted, &adjusted.values, steps);
    let kept = heights.iter().filter_map(|(step, height)| Some((steps.get(*step)?, *height)));
    let kept: Vec<(&Step, f64)> = kept.collect();
    let raised: f64 = kept.iter().map(|(_, height)| height).sum();
    let (ends, turns, matters) = match &corners[..] {
        [first, turns @ .., last] => ([first, last].map(|it| level(&adjusted, it)), turns, true),
        _ => {
            let all = || Adjusted::of(sample, season, LEAST_PART_OF_ANYTHING, is_usual);
            let all = season.is_some().then(all);
            let ([from, to], matters) = straight(&adjusted, &kept, changes, all.as_ref());
            ([from, to + raised], &[][..], matters)
        }
    };
    let [from, to] = ends.map(|level| sample.held(level));
    let rise = to - from - raised;
    let slope = if rise.abs() < LEAST_RISE_SHARE { 0.0 } else { rise / sample.milliseconds };
    let turn = |corner: &Corner| {
        let index = adjusted.indices.get(corner.place).and_then(|index| sample.rows.get(*index));
        let value = sample.in_unit(sample.held(level(&adjusted, corner)));
        index.map(|index| Turn { index: *index, value })
    };
    let trend = Trend {
        slope_per_millisecond: sample.difference_in_unit(slope),
        from: sample.in_unit(from),
        turns: turns.iter().filter_map(turn).collect(),
        to: sample.in_unit(to),
        matters: adjusted.values.len() >= FEWEST_VALUES_THAT_MATTER && matters,
    };
    Some((trend, kept.into_iter().map(|(step, _)| *step).collect()))
}

/// The level at a corner, no lower or higher than the values near it: the straight lines between corners cut off what is
/// round.
fn level(adjusted: &Adjusted, corner: &Corner) -> f64 {
    let near = shortest_piece(adjusted.values.len());
    let from = corner.place.saturating_sub(near);
    held(corner.level, adjusted.values.iter().skip(from).take(2 * near + 1))
}

/// The ends of the line through the values without `steps` of these heights, and whether it is worth a word beside `changes`.
/// Of `all` times of a season, if there is one, most have to follow it.
fn straight(
    adjusted: &Adjusted,
    steps: &[(&Step, f64)],
    changes: &[usize],
    all: Option<&Adjusted>,
) -> ([f64; 2], bool) {
    let values = adjusted.without_steps(steps);
    // Where there are levels, a small step that is not told is no slope between those that are.
    let changes = if steps.is_empty() { &[] } else { changes };
    let place = |change: &usize| adjusted.indices.partition_point(|it| it < change);
    let changes: Vec<usize> = changes.iter().map(place).collect();
    let line = Sums::of(&adjusted.times, &values).line();
    let around = line.residuals(&adjusted.times, &values);
    let within = Within::of(&adjusted.times, &values, &changes);
    let matters = is_large(&line, &around)
        && within.agree()
        && all.is_none_or(|all| is_of_most(&line, &all.times, &all.without_steps(steps)))
        && (within.is_significant(&line, &around) || within.is_obvious(&around));
    ([-1.0, 1.0].map(|end| line.at(end)), matters)
}

/// Whether `line` rises or falls by enough beside the distances `around` it.
fn is_large(line: &Straight, around: &[f64]) -> bool {
    // The range of a sample is as long as its time, from -1 to 1.
    line.slope.abs() >= LEAST_RISE_SHARE
        && 2.0 * line.slope.abs() >= LEAST_RISE_DEVIATIONS * variance(around).sqrt()
}

/// Whether the middle of the values rises or falls by a good part of what `line` does, from the first third of them to the last.
fn is_of_most(line: &Straight, times: &[f64], values: &[f64]) -> bool {
    let third = values.len() / 3;
    let rise = |of: &dyn Fn(usize) -> f64| {
        let middle = |from: usize| median((from..from + third).map(of));
        middle(values.len() - third) - middle(0)
    };
    let of_line = rise(&|index| times.get(index).map_or(0.0, |time| line.at(*time)));
    let of_most = rise(&|index| values.get(index).copied().unwrap_or_default());
    of_most / of_line >= LEAST_PART_OF_MOST
}

/// What the values within the pieces between changes say of a slope: how far the pieces are apart says nothing.
struct Within {
    /// The sum of the squared distances of the times from the middle of their piece.
    sxx: f64,
    /// The same of the values.
    variation: f64,
    /// What one slope for all pieces explains of it.
    explained: f64,
    /// What a slope for each piece explains.
    explained_by_each: f64,
}

impl Within {
    fn of(times: &[f64], values: &[f64], changes: &[usize]) -> Self {
        let (mut sxx, mut sxy, mut left, mut explained_by_each) = (0.0, 0.0, 0.0, 0.0);
        for (from, to) in pieces(changes, values.len()) {
            let points = times.iter().zip(values).take(to).skip(from);
            let sums = Sums::of_points(points);
            let (piece_sxx, piece_sxy) = sums.sxx_and_sxy();
            sxx += piece_sxx;
            sxy += piece_sxy;
            left += sums.residual_squares();
            if piece_sxx > 0.0 {
                explained_by_each += piece_sxy * piece_sxy / piece_sxx;
            }
        }
        let explained = if sxx > 0.0 { sxy * sxy / sxx } else { 0.0 };
        Self { sxx, variation: left + explained_by_each, explained, explained_by_each }
    }

    /// Whether one slope describes all pieces.
    fn agree(&self) -> bool {
        self.explained >= LEAST_COMMON_SHARE * self.explained_by_each
    }

    /// Whether a line from which the values are `around` away is too plain to ask for chance.
    fn is_obvious(&self, around: &[f64]) -> bool {
        let left = variance(around) * as_f64(around.len());
        left <= (1.0 - OBVIOUS_SHARE) * self.variation
    }

    /// Whether the slope is more than chance when a value may be like the one before it.
    fn is_significant(&self, line: &Straight, around: &[f64]) -> bool {
        let n = as_f64(around.len());
        let all: f64 = around.iter().map(|value| value * value).sum();
        let kept = lag_one_coefficient(around.iter().zip(around.iter().skip(1)));
        let size = effective_size(n, kept);
        let error = (all / n / (size - 2.0).max(0.0) / (self.sxx / n)).sqrt();
        line.slope.abs() >= LEAST_STANDARD_ERRORS * error
    }
}
