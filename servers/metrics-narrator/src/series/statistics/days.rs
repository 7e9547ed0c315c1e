//! What the days of a series have in common: the weather of a day is in each of its hours, and the level of some cloudy days is
//! none. Around a season of days it takes more than that to change the level.

use crate::series::{
    durations::DAY,
    statistics::{
        adjusted::Adjusted,
        descriptive::{as_usize, median, scaled_mad},
        periods::in_cells,
        sample::Sample,
        season::Season,
    },
};

/// Fewer days than these do not say how far the next one usually is.
const FEWEST_DAYS: usize = 8;

/// How many times as far as from one day to the next a step goes at least.
const BEYOND_USUAL_DAYS: f64 = 3.0;

/// The least step that is no more than what days differ by: 0 of a series whose `season` has no days.
pub(crate) fn least_step(sample: &Sample, season: Option<&Season>, adjusted: &Adjusted) -> f64 {
    let day = as_usize(in_cells(DAY, sample.cell_milliseconds));
    let has_days = |season: &Season| day > 1 && season.period().is_multiple_of(day);
    if !season.is_some_and(has_days) {
        return 0.0;
    }
    let days = adjusted.only(&sample.cells).into_iter().map(|cell| cell / day);
    let days: Vec<(usize, f64)> = days.zip(adjusted.values.iter().copied()).collect();
    let days = days.chunk_by(|(one, _), (other, _)| one == other);
    let levels: Vec<f64> = days.map(|day| median(day.iter().map(|(_, value)| *value))).collect();
    if levels.len() < FEWEST_DAYS {
        return 0.0;
    }
    let moves = levels.iter().zip(levels.iter().skip(1)).map(|(from, to)| to - from);
    BEYOND_USUAL_DAYS * scaled_mad(&moves.collect::<Vec<_>>())
}
