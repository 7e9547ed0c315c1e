//! What a series of numbers does over time: its character, its trend, its season, where its level changes for good and
//! what is unusual in it; and which series go together.
//!
//! A series is looked at in this order, each step without what the steps before it explain:
//!
//! - `flat_lines` finds where it stands still for long, which says nothing of what it does;
//! - `sample` leaves that out and what is missing, brings the values to one size and lays the rows on an even grid of time;
//! - `season` finds what repeats itself: `periods` proposes after how long, by the autocorrelation that `fourier` computes,
//!   `phases` says what is usual at each time of a period, and `form` whether that is added to the level or multiplied with
//!   it; `adjusted` has the values without it;
//! - `changes` finds where the level changes, by the best cut into `pieces` of straight `lines` without `spikes`, `jumps` what
//!   is seen by its edge alone, and `only_step` what a line would be told of otherwise;
//! - `levels` leaves out the changes that are not to be seen, such as the weather of `days`, and `steps` says which of the
//!   others a person would tell;
//! - `expectation` says what is to be expected at every row: the season upon the level of the piece, or upon a course that is
//!   bent everywhere and changes nowhere, as `exponential` growth is; and how large the noise is there (`noise_scale`);
//! - `anomalies` finds what is further from the expected than the rest of the series ever is, by its `block_maxima`, goes
//!   there and returns, and is no part of a step;
//! - `trend` draws the line through all that is left, with the turns that `course` finds in it, and leaves out the steps that
//!   are part of a turn.
//!
//! `correlations` and `coincidences` compare several series. `descriptive` holds medians, quantiles and variances, `averages`
//! the means of neighbors, `basis` least squares in several directions, `autoregression` what noise does whose neighbors are
//! alike.
//!
//! Everything here is a pure function of its arguments. A series of n rows needs memory in proportion to n and time in
//! proportion to n log n: about nine lists as long as it is, and the transforms. Whatever is as long as the series lives no
//! longer than it is needed, and has its whole length from the beginning; a table is 20 such lists already.
//!
//! Start with [`analyses`]; read `changes` next.

mod adjusted;
mod anomalies;
mod autoregression;
mod averages;
mod basis;
mod block_maxima;
mod changes;
mod coincidences;
mod correlations;
mod course;
mod days;
pub(crate) mod descriptive;
mod expectation;
mod exponential;
mod flat_lines;
mod fourier;
mod jumps;
mod levels;
mod lines;
mod noise_scale;
mod only_step;
mod periods;
mod phases;
mod pieces;
mod sample;
mod season;
mod spikes;
mod steps;
mod trend;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::series::facts::Character;
pub use coincidences::coincidences;
pub use correlations::{Related, correlations};
use expectation::Expectation;
use flat_lines::flat_lines;
use fourier::Fourier;
use sample::Sample;
use season::Season;

/// One series over time. All slices have the same length; what is longer than the shortest is not looked at.
#[derive(Debug, Clone, Copy)]
pub struct Points<'a> {
    /// When each point was, in milliseconds, ascending. Steps may vary, and gaps happen.
    pub moments: &'a [i64],
    /// What it was. A value that is not finite is missing.
    pub values: &'a [f64],
    /// The smallest value of the time that the point stands for; the value itself where it stands for one moment.
    pub lows: &'a [f64],
    /// The largest one.
    pub highs: &'a [f64],
}

impl Points<'_> {
    /// The number of each point that is not missing, with its smallest value, its value and its largest one; an extreme that is not
    /// finite is the value.
    fn known(&self) -> impl Iterator<Item = (usize, [f64; 3])> {
        let extremes = self.lows.iter().zip(self.highs);
        let rows = self.moments.iter().zip(self.values).zip(extremes).enumerate();
        rows.filter(|(_, ((_, value), _))| value.is_finite()).map(
            |(row, ((_, &value), (&low, &high)))| {
                let low = if low.is_finite() { low.min(value) } else { value };
                let high = if high.is_finite() { high.max(value) } else { value };
                (row, [low, value, high])
            },
        )
    }
}

/// What one series does.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// How it moves.
    pub character: Character,
    /// The line through it; none if it does not vary or has fewer than three values.
    pub trend: Option<Trend>,
    /// What repeats itself in it.
    pub seasonality: Option<Seasonality>,
    /// The points of each flat line, on which it stands still, in the order of time.
    pub flat_lines: Vec<Range<usize>>,
    /// Where its level changes for good, in the order of time.
    pub change_points: Vec<ChangePoint>,
    /// What is unusual in it, at most three, in the order of time.
    pub anomalies: Vec<Anomaly>,
    /// How much more there is that is unusual, and no further away.
    pub anomalies_left_out: usize,
}

/// The line through a series, without its season.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// How much the line rises in a millisecond, from its beginning to its end, without the changes of level.
    pub slope_per_millisecond: f64,
    /// Where the line begins; where that is outside of all values, the lowest or the highest of them.
    pub from: f64,
    /// Where it turns, in the order of time; empty if it is straight.
    pub turns: Vec<Turn>,
    /// Where it ends, in the same way as it begins.
    pub to: f64,
    /// Whether it is more than chance and large enough to speak of.
    pub matters: bool,
}

/// Where the line through a series turns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turn {
    /// The point there.
    pub index: usize,
    /// The level there.
    pub value: f64,
}

/// What repeats itself in a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Seasonality {
    /// After how many milliseconds it repeats itself.
    pub period_milliseconds: f64,
    /// The share of the variance around the moving level that it explains, outliers left out, from 0 to 1.
    pub strength: f64,
    /// From the lowest to the highest usual value within a period; where it changes, that of the part in which it is largest.
    pub amplitude: f64,
    /// Where it changes, in the order of time.
    pub changes: Vec<AmplitudeChange>,
    /// Whether it is multiplied with the level; then the amplitude is that at the median of the levels of some height.
    pub multiplicative: bool,
}

impl Seasonality {
    /// The points of each part of `n` in which it is not there.
    pub fn silent(&self, n: usize) -> Vec<Range<usize>> {
        let before = self.changes.first().filter(|first| first.from == 0.0);
        let mut silent: Vec<_> = before.map(|first| 0..first.index).into_iter().collect();
        let next = self.changes.iter().skip(1).map(|next| next.index).chain([n]);
        let ended = self.changes.iter().zip(next).filter(|(change, _)| change.to == 0.0);
        silent.extend(ended.map(|(change, next)| change.index..next));
        silent
    }
}

/// A change of a season's amplitude for good.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AmplitudeChange {
    /// The first point of the new amplitude.
    pub index: usize,
    /// The amplitude before; 0 where the season only begins.
    pub from: f64,
    /// The amplitude after; 0 where it ends.
    pub to: f64,
}

/// A change of a series' level for good.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChangePoint {
    /// The first point of the new level.
    pub index: usize,
    /// The level since the change before:
    ///
    /// - the median, in the middle of its season;
    /// - of a multiplicative season, its mean;
    /// - where the series rises or falls all the way, the end of the line through it.
    ///
    /// It is no lower or higher than all values just before the change.
    pub from: f64,
    /// The level after, in the same way until the next change.
    pub to: f64,
    /// The last point of the level before and the first one of the level after, where the way from one to the other takes more
    /// than a few points and none of them makes half of it.
    pub transition: Option<[usize; 2]>,
    /// Where the series is back near the level before, if it goes there ever more slowly, which is no change of its own.
    pub returned: Option<Return>,
}

/// That a series is back near a level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Return {
    /// The first point there.
    pub index: usize,
    /// The level at which it stays.
    pub level: f64,
}

/// Something unusual in a series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anomaly {
    /// The first point of it.
    pub from: usize,
    /// The last one.
    pub to: usize,
    /// The one that is furthest from what was to be expected.
    pub at: usize,
    /// The value there.
    pub value: f64,
    /// The value to be expected there.
    pub expected: f64,
    /// How far apart the two are, in usual deviations of the series.
    pub deviations: f64,
}

/// What each of several series does: each is looked at before the next is taken, so that who gives them may end it. Of
/// series of one length, this is quicker than one [`analysis`] after the other.
pub fn analyses<'a>(series: impl IntoIterator<Item = Points<'a>>) -> Vec<Analysis> {
    let mut fourier = Fourier::default();
    series.into_iter().map(|points| analysis_by(&mut fourier, &points)).collect()
}

/// What one series does, where there is no other: in the measurements and the tests.
pub fn analysis(points: &Points<'_>) -> Analysis {
    analysis_by(&mut Fourier::default(), points)
}

fn analysis_by(fourier: &mut Fourier, points: &Points<'_>) -> Analysis {
    let mut analysis = Analysis {
        character: Character::Empty,
        trend: None,
        seasonality: None,
        flat_lines: Vec::new(),
        change_points: Vec::new(),
        anomalies: Vec::new(),
        anomalies_left_out: 0,
    };
    let flat_lines = flat_lines(points);
    let Some(sample) = Sample::without(&flat_lines, points) else { return analysis };
    analysis.flat_lines = flat_lines;
    analysis.character = sample.character();
    match analysis.character {
        Character::Empty | Character::Constant => return analysis,
        // What is nearly always the same has one level and no season, whatever happens to it now and then.
        Character::Flat => {
            let level = Expectation::level(&sample);
            let unusual = anomalies::anomalies(&sample, None, &level);
            analysis.anomalies = sample.in_units(unusual.anomalies);
            analysis.anomalies_left_out = unusual.left_out;
            return analysis;
        }
        Character::Varying => {}
    }
    let (season, shifts, unusual) = {
        let (season, expectation) = season_and_level(&sample, fourier);
        let unusual = anomalies::anomalies(&sample, season.as_ref(), &expectation);
        (season, expectation.shifts, unusual)
    };
    let trend = trend::trend(&sample, season.as_ref(), &shifts, &unusual.anomalies);
    let (trend, steps) = trend.map_or((None, shifts.steps), |(trend, kept)| (Some(trend), kept));
    analysis.trend = trend;
    analysis.seasonality = season.map(|season| season.in_units(&sample));
    analysis.change_points = steps.iter().map(|step| step.in_units(&sample)).collect();
    analysis.anomalies = sample.in_units(unusual.anomalies);
    analysis.anomalies_left_out = unusual.left_out;
    analysis
}

/// What repeats itself, and what is to be expected of every value.
///
/// Stairs of equal steps repeat themselves upon a slope, but levels alone describe them with fewer numbers. A large change of
/// level hides a season from the autocorrelation. Where none is found at first, it is looked for once more around the
/// levels. And whether it is multiplied with levels that lasted for a few periods is seen when these are known.
fn season_and_level(sample: &Sample, fourier: &mut Fourier) -> (Option<Season>, Expectation) {
    let season = Season::of(sample, &sample.values, fourier);
    let expectation = Expectation::of(sample, season.as_ref());
    if let Some(season) = season {
        let steps = Expectation::of(sample, None);
        if steps.are_simpler_than(&expectation, sample, &season) {
            return (None, steps);
        }
        if !expectation.shifts.steps.is_empty() {
            let levels = expectation.levels(sample, &season);
            if let Some(multiplied) = season.multiplied(sample, &levels) {
                let expectation = Expectation::of(sample, Some(&multiplied));
                return (Some(multiplied), expectation);
            }
        }
        return (Some(season), expectation);
    }
    if expectation.shifts.changes.is_empty() {
        return (None, expectation);
    }
    let around: Vec<f64> =
        sample.values.iter().zip(&expectation.values).map(|(value, level)| value - level).collect();
    match Season::of(sample, &around, fourier) {
        None => (None, expectation),
        Some(season) => {
            let expectation = Expectation::of(sample, Some(&season));
            (Some(season), expectation)
        }
    }
}
