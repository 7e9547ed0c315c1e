//! What is unusual in a series: what is further from the expected than the rest of the series ever is.
//!
//! A fixed number of deviations would find nothing in one series and hundreds of spikes in another. The measure is the
//! series itself: its `block_maxima` say how far its values go. A spike that comes every hour is as large as the others
//! and is not unusual; the one that is far beyond the others is. Single values are looked at, and averages over more and
//! more of them, which find what lasts without being extreme.
//!
//! `runs` finds where a series is unusual, `extremes` says how far and for how long, and `selection` which of it is told.

mod extremes;
mod runs;
mod selection;

use std::ops::Range;

use crate::series::statistics::{
    Anomaly,
    block_maxima::unusual_distance,
    descriptive::{as_f64, as_usize, some_median},
    expectation::Expectation,
    pieces::VALUES_BESIDE,
    sample::Sample,
    season::Season,
    steps::Step,
};
use extremes::Extremes;
use runs::{Run, runs, scores};

/// A shorter series has too few blocks to say what is usual.
const FEWEST_VALUES: usize = 12;

/// An anomaly that is nearer than this many usual deviations does not catch the eye, even if it lasts, unless it lies where no
/// other value does: a throughput may vary by half, and stand still for an hour.
const LEAST_DEVIATIONS: f64 = 3.0;

/// The part of the series across which two unusual values are one anomaly.
const ONE_ANOMALY_SHARE: f64 = 0.01;

/// The fewest values that are averaged, and the fewest across which two are one anomaly.
const FEWEST_TOGETHER: usize = 3;

/// What lies between the levels of a change beside it, or beyond them by at most this part of the change, is its shoulder.
const SHOULDER_PART: f64 = 0.5;

/// An anomaly goes away from what is on both sides of it by at least this part of the way from what was to be expected.
const LEAST_PART_AWAY: f64 = 0.25;

/// Or its furthest value, which may be the furthest of noise, does by this part.
const LEAST_PART_AWAY_AT_ONCE: f64 = 0.75;

/// What is unusual in a sample.
#[derive(Debug, Default)]
pub(crate) struct Unusual {
    /// In the order of time, by indices and in values of the sample.
    pub(crate) anomalies: Vec<Anomaly>,
    /// How many more there are, which are not further away.
    pub(crate) left_out: usize,
}

/// What is unusual in `sample` beside what is to be expected of it.
pub(crate) fn anomalies(
    sample: &Sample,
    season: Option<&Season>,
    expectation: &Expectation,
) -> Unusual {
    let n = sample.values.len();
    if n < FEWEST_VALUES {
        return Unusual::default();
    }
    let extremes = Extremes::of(sample, expectation);
    let far = unusual_distance(&extremes.distances);
    if far <= 0.0 {
        return Unusual::default();
    }
    let scores = scores(&extremes.distances, &extremes.residuals());
    let reach = as_usize(ONE_ANOMALY_SHARE * as_f64(n)).max(FEWEST_TOGETHER);
    let found: Vec<(Run, Anomaly)> = runs(&scores, 1.0, reach)
        .into_iter()
        .flat_map(|run| extremes.anomalies(run, &scores, far))
        .filter(|(run, anomaly)| {
            anomaly.deviations >= LEAST_DEVIATIONS || extremes.lies_beyond_all(run, anomaly, reach)
        })
        .filter(|(_, anomaly)| {
            !expectation.shifts.steps.iter().any(|step| is_shoulder(anomaly, step, reach))
                && goes_away_and_returns(sample, season, expectation, anomaly)
        })
        .collect();
    selection::selected(found, &scores, reach)
}

/// Whether an anomaly is part of a change of level that is at most `reach` values away: of a slope to it, of what a level
/// begins or ends with.
fn is_shoulder(anomaly: &Anomaly, step: &Step, reach: usize) -> bool {
    let [begin, end] = step.ends();
    let is_beside = anomaly.from <= end + reach && begin <= anomaly.to + reach + 1;
    let change = step.to - step.from;
    let level = if anomaly.at < step.at { 0.0 } else { change };
    // How far on the way from the one level to the other, from 0 to 1.
    let place = (level + anomaly.value - anomaly.expected) / change;
    is_beside && (-SHOULDER_PART..=1.0 + SHOULDER_PART).contains(&place)
}

/// Whether `sample`, without its `season`, is further out in an anomaly than on both sides of it. Where it only goes on as it
/// was, the expectation was wrong, as that of straight lines is where a series bends; one without corners bends with it.
fn goes_away_and_returns(
    sample: &Sample,
    season: Option<&Season>,
    expectation: &Expectation,
    anomaly: &Anomaly,
) -> bool {
    if !expectation.has_corners {
        return true;
    }
    let side = (anomaly.value - anomaly.expected).signum();
    let extremes = if side > 0.0 { sample.highs() } else { sample.lows() };
    let level = |values: &[f64], rows: Range<usize>| sample.median_level(season, values, rows);
    let (begin, end) = (anomaly.from, anomaly.to + 1);
    // As many rows that say something of the level: what is out at dusk may be back at dawn.
    let beside = (end - begin).max(VALUES_BESIDE);
    let level_of = |row| sample.level(season, extremes, row);
    let sides = [
        some_median((0..begin).rev().filter_map(level_of).take(beside)),
        some_median((end..extremes.len()).filter_map(level_of).take(beside)),
    ];
    let stands_out = |near: usize, least_part: f64| {
        let from = begin.max(anomaly.at.saturating_sub(near));
        let rows = from..end.min(anomaly.at + near + 1);
        // Where the rows say nothing of the level, it may be as it was.
        let levels = level(extremes, rows.clone()).zip(level(&expectation.values, rows));
        levels.is_none_or(|(here, expected)| {
            let least = least_part * (here - expected) * side;
            sides.iter().flatten().all(|beside| (here - beside) * side >= least)
        })
    };
    stands_out(VALUES_BESIDE / 2, LEAST_PART_AWAY) || stands_out(0, LEAST_PART_AWAY_AT_ONCE)
}
