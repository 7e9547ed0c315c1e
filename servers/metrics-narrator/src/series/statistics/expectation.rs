//! What is to be expected of every value of a sample: the season upon the level of the piece that it is in.

use std::ops::Range;

use crate::series::statistics::{
    adjusted::Adjusted,
    course::course,
    descriptive::{as_f64, clipped, median, outlying_distance, variance},
    exponential::Exponential,
    levels::Levels,
    lines::robust_line,
    noise_scale::NoiseScale,
    pieces::{CLIPPED_SHARE, pieces},
    sample::Sample,
    season::{LEAST_PART_OF_LEVEL, Season, upon, without},
    steps::Step,
};

/// Levels that leave over at most this many times what a season leaves over are as good a description.
const AS_WELL: f64 = 1.2;

/// What is to be expected of a sample.
#[derive(Debug)]
pub(crate) struct Expectation {
    /// For every value.
    pub(crate) values: Vec<f64>,
    /// Whether it is made of straight lines. A series that bends leaves these at their ends.
    pub(crate) has_corners: bool,
    /// How large the noise of every value is beside that of the others; empty where it is the same for all.
    noise_scales: Vec<f64>,
    pub(crate) shifts: Shifts,
}

/// Where the level of a sample shifts.
#[derive(Debug, Default)]
pub(crate) struct Shifts {
    /// The first value of each new level.
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
            shifts: Shifts::default(),
        }
    }

    /// The season, if there is one, upon the levels.
    pub(crate) fn of(sample: &Sample, season: Option<&Season>) -> Self {
        let mut adjusted = Adjusted::of(sample, season, LEAST_PART_OF_LEVEL, |_| true);
        let all = adjusted.values.len();
        let mut episodes = Vec::new();
        let levels = loop {
            let levels = Levels::of(sample, season, &adjusted);
            match &levels.episode {
                // Half of a series says what is usual, and less does not.
                Some(episode) if 2 * (adjusted.values.len() - episode.len()) > all => {
                    episodes.push(adjusted.take_out(episode.clone()));
                }
                _ => break levels,
            }
        };
        let changes = levels.changes_of_sample(&adjusted);
        let mut values = levels.expected(&changes, &sample.times);
        let mut has_corners = !changes.is_empty();
        if levels.steps.is_empty()
            && let Some(curve) = curve(&adjusted, &sample.times)
            && (changes.is_empty()
                || median_residual(&adjusted, &curve.levels) < median_residual(&adjusted, &values))
        {
            Curve { levels: values, has_corners } = curve;
        }
        let noise_scales = scales_of_noise(sample, &values, &adjusted);
        let levels_and_cells = values.iter_mut().zip(&sample.cells);
        levels_and_cells.for_each(|(it, cell)| *it = sample.held(upon(season, *cell, *it)));
        let of_sample = |place: usize| adjusted.indices.get(place).copied().unwrap_or(place);
        let steps = levels.steps.into_iter().map(|step| step.moved(of_sample)).collect();
        let shifts = Shifts { changes, steps, episodes };
        Self { values, has_corners, noise_scales, shifts }
    }

    /// The levels below a `season`, one for each value.
    pub(crate) fn levels(&self, sample: &Sample, season: &Season) -> Vec<f64> {
        let cells = self.values.iter().zip(&sample.cells);
        let level = |(value, cell): (&f64, &usize)| without(Some(season), *cell, *value, 0.0);
        cells.map(|both| level(both).unwrap_or_default()).collect()
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
        let periods = as_f64(sample.cell_count()) / as_f64(season.period());
        let around = |expected: &[f64]| -> Vec<f64> {
            sample.values.iter().zip(expected).map(|(value, expected)| value - expected).collect()
        };
        let mut levels = Vec::with_capacity(sample.values.len());
        for (from, to) in pieces(&self.shifts.changes, sample.values.len()) {
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
        !self.shifts.changes.is_empty()
            && as_f64(self.shifts.changes.len()) <= periods
            && variance(&by_levels) <= AS_WELL * unseen
    }
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
fn curve(adjusted: &Adjusted, times: &[f64]) -> Option<Curve> {
    let turning = turning(adjusted, times)?;
    let exponential = Exponential::of(&adjusted.times, &adjusted.values).levels(times);
    let has_corners = median_residual(adjusted, &turning) < median_residual(adjusted, &exponential);
    Some(Curve { levels: if has_corners { turning } else { exponential }, has_corners })
}

/// The levels of a course that is straight between its turns. A few far values turn it no more than they turn a line.
fn turning(adjusted: &Adjusted, times: &[f64]) -> Option<Vec<f64>> {
    let line = robust_line(&adjusted.times, &adjusted.values, CLIPPED_SHARE).0;
    let mut near = clipped(line.residuals(&adjusted.times, &adjusted.values), CLIPPED_SHARE / 5.0);
    near.iter_mut().zip(&adjusted.times).for_each(|(value, time)| *value += line.at(*time));
    course(adjusted, &near, &[]).levels(&adjusted.times, times)
}

/// How large the noise of every value is upon these `levels`, by what is left of the values. A rhythm of days and nights says
/// nothing of it: what is on by day and off by night has another kind of noise then, and not less of it.
fn scales_of_noise(sample: &Sample, levels: &[f64], adjusted: &Adjusted) -> Vec<f64> {
    let zero = sample.scale.normalized(0.0);
    let (seen, around): (Vec<f64>, Vec<f64>) = adjusted
        .values
        .iter()
        .zip(adjusted.only(levels))
        .map(|(value, level)| (level - zero, value - level))
        .unzip();
    NoiseScale::of(&seen, &around)
        .map(|scale| levels.iter().map(|level| scale.at(level - zero)).collect())
        .unwrap_or_default()
}

/// The median absolute residual of what is left when this is `expected` of each value of the sample.
fn median_residual(adjusted: &Adjusted, expected: &[f64]) -> f64 {
    let distances = adjusted.values.iter().zip(adjusted.only(expected));
    median(distances.map(|(value, expected)| (value - expected).abs()))
}
