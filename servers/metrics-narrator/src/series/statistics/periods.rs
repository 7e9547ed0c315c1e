//! Which periods a series may have: the peaks of its autocorrelation, and those of the calendar.

use std::collections::VecDeque;

use crate::series::{
    durations::{DAY, HOUR, SECOND_MILLISECONDS, WEEK, YEAR},
    statistics::descriptive::{as_f64, as_usize},
};

/// A period shorter than this many cells has no course that could be told from noise.
pub(crate) const SHORTEST_PERIOD: usize = 4;

/// What was seen fewer times than this is not known to repeat itself.
const FEWEST_PERIODS: usize = 3;

/// Below this autocorrelation, or rising by less from a shorter lag, no peak leads to a season that is strong enough.
const LEAST_AUTOCORRELATION: f64 = 0.1;

/// A period may be this part of itself away from the peak that leads to it.
const SHARPENED_PART: usize = 20;

/// A peak is the highest autocorrelation within this part of its lag on either side.
const NEIGHBORHOOD_PART: usize = 4;

/// How much higher the autocorrelation at a longer lag has to be. Noise lifts a multiple of a period by less.
const HIGHER_AUTOCORRELATION: f64 = 0.02;

/// The periods that people and machines live by, in seconds. One near a peak is preferred to the top of the peak.
const CALENDAR: [f64; 6] = [60.0, HOUR, DAY / 2.0, DAY, WEEK, YEAR];

/// The least rise to a period of the calendar. That of noise is smaller in a long series, where each period that is tried
/// takes its time.
const LEAST_CALENDAR_RISE: f64 = 0.01;

/// How many peaks of the autocorrelation are tried.
const MAX_PERIODS_TRIED: usize = 8;

/// A period that a series may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// In cells.
    pub(crate) period: usize,
    /// That of the calendar near it, if there is one.
    pub(crate) calendar: Option<usize>,
}

/// The periods that a series of this `autocorrelation` may have, in ascending order: its peaks and, as an event that lasts
/// hides them, what the calendar has.
pub(crate) fn candidates(autocorrelation: &[f64], cell_milliseconds: f64) -> Vec<Candidate> {
    let candidate =
        |period| Candidate { period, calendar: calendar_period(period, cell_milliseconds) };
    let mut candidates: Vec<_> = periods(autocorrelation).into_iter().map(candidate).collect();
    for period in calendar_periods(autocorrelation, cell_milliseconds) {
        if candidates.iter().all(|candidate| candidate.calendar != Some(period)) {
            candidates.push(Candidate { period, calendar: Some(period) });
        }
    }
    candidates.sort_by_key(|candidate| candidate.period);
    candidates
}

/// The periods of the calendar at which the autocorrelation is higher than at a shorter lag.
fn calendar_periods(
    autocorrelation: &[f64],
    cell_milliseconds: f64,
) -> impl Iterator<Item = usize> {
    let longest = autocorrelation.len() / FEWEST_PERIODS;
    let rises = move |period: &usize| {
        let lowest = autocorrelation.iter().take(*period).copied().fold(f64::INFINITY, f64::min);
        autocorrelation.get(*period).is_some_and(|here| here - lowest >= LEAST_CALENDAR_RISE)
    };
    let cells = calendar_cells(cell_milliseconds).into_iter().map(as_usize);
    cells.filter(move |period| (SHORTEST_PERIOD..=longest).contains(period)).filter(rises)
}

/// The lags at which the autocorrelation is the highest within a quarter of the lag on either side, and higher than at any
/// shorter such lag: a multiple of a period is as high as the period.
fn periods(autocorrelation: &[f64]) -> Vec<usize> {
    let longest = autocorrelation.len() / FEWEST_PERIODS;
    let (mut lowest, mut highest) = (f64::INFINITY, LEAST_AUTOCORRELATION);
    let mut periods = Vec::new();
    let lags = autocorrelation.iter().zip(highest_around(autocorrelation)).enumerate();
    for (lag, (&here, around)) in lags.take(longest + 1) {
        lowest = lowest.min(here);
        let is_peak = here >= around && here - lowest >= LEAST_AUTOCORRELATION;
        if lag >= SHORTEST_PERIOD && is_peak && here > highest && periods.len() < MAX_PERIODS_TRIED
        {
            highest = here + HIGHER_AUTOCORRELATION;
            periods.push(sharpened(lag, autocorrelation));
        }
    }
    periods
}

/// Whether `period`, in cells, is one of the calendar.
pub(crate) fn is_of_calendar(period: usize, cell_milliseconds: f64) -> bool {
    calendar_period(period, cell_milliseconds) == Some(period)
}

/// The periods of the calendar in cells, as whole numbers.
fn calendar_cells(cell_milliseconds: f64) -> [f64; 6] {
    CALENDAR.map(|seconds| in_cells(seconds, cell_milliseconds))
}

/// So many seconds in cells, as a whole number.
pub(crate) fn in_cells(seconds: f64, cell_milliseconds: f64) -> f64 {
    (seconds * SECOND_MILLISECONDS / cell_milliseconds).round()
}

/// The period of the calendar near `period`, in cells.
fn calendar_period(period: usize, cell_milliseconds: f64) -> Option<usize> {
    let reach = as_f64(period) / as_f64(SHARPENED_PART);
    let near = calendar_cells(cell_milliseconds)
        .into_iter()
        .find(|cells| (cells - as_f64(period)).abs() <= reach)?;
    Some(as_usize(near)).filter(|cells| *cells >= SHORTEST_PERIOD)
}

/// For each lag the highest of `values` within a quarter of it on either side. Both ends of that window only move on, so
/// that a queue of the values that may still become the highest serves all lags (Lemire, 2006).
fn highest_around(values: &[f64]) -> impl Iterator<Item = f64> {
    let mut queue: VecDeque<(usize, f64)> = VecDeque::new();
    let mut coming = values.iter().copied().enumerate().peekable();
    (0..values.len()).map(move |lag| {
        let reach = (lag / NEIGHBORHOOD_PART).max(1);
        while let Some((index, value)) = coming.next_if(|(index, _)| *index <= lag + reach) {
            while queue.back().is_some_and(|(_, last)| *last <= value) {
                queue.pop_back();
            }
            queue.push_back((index, value));
        }
        while queue.front().is_some_and(|(index, _)| *index + reach < lag) {
            queue.pop_front();
        }
        queue.front().map_or(f64::INFINITY, |(_, highest)| *highest)
    })
}

/// The period near `lag` whose multiples have the highest autocorrelation: noise moves the top of a broad peak, but
/// hardly those of all its repetitions.
fn sharpened(lag: usize, autocorrelation: &[f64]) -> usize {
    let n = autocorrelation.len();
    let reach = lag / SHARPENED_PART;
    // The autocorrelation at a lag comes from the pairs that far apart; the fewer they are, the less it counts.
    let height = |period: usize| {
        let (sum, pairs) = autocorrelation
            .iter()
            .enumerate()
            .skip(period)
            .step_by(period.max(1))
            .map(|(lag, value)| (value, as_f64(n - lag)))
            .fold((0.0, 0.0), |(sum, all), (value, pairs)| (sum + value * pairs, all + pairs));
        sum / pairs
    };
    (lag - reach..=lag + reach).max_by(|a, b| height(*a).total_cmp(&height(*b))).unwrap_or(lag)
}

#[cfg(test)]
mod tests {
    use std::f64::consts::TAU;

    use super::*;

    #[test]
    fn a_period_is_found_once_and_not_with_its_multiples() {
        let wave: Vec<f64> = (0..600).map(|lag| (TAU * f64::from(lag) / 24.0).cos()).collect();
        assert_eq!(periods(&wave), [24]);
    }

    #[test]
    fn a_longer_period_with_a_higher_peak_is_found_too() {
        let wave = |lag: i32, period: f64| (TAU * f64::from(lag) / period).cos();
        let both: Vec<f64> =
            (0..900).map(|lag| 0.7 * wave(lag, 24.0) + 0.3 * wave(lag, 168.0)).collect();
        assert_eq!(periods(&both), [24, 168]);
    }

    #[test]
    fn what_only_fades_has_no_period() {
        let fading: Vec<f64> = (0..600).map(|lag| 0.98_f64.powi(lag)).collect();
        assert_eq!(periods(&fading), [0; 0]);
        assert_eq!(periods(&[]), [0; 0]);
    }

    #[test]
    fn the_highest_value_around_each_lag_is_as_looked_up_one_by_one() {
        let values: Vec<f64> = (0..100).map(|index: u32| f64::from(index * 37 % 101)).collect();
        for (lag, highest) in highest_around(&values).enumerate() {
            let reach = (lag / NEIGHBORHOOD_PART).max(1);
            let around = &values[lag.saturating_sub(reach)..(lag + reach + 1).min(100)];
            assert_eq!(highest, around.iter().copied().fold(0.0, f64::max), "{lag}");
        }
    }

    #[test]
    fn a_period_near_one_of_the_calendar_leads_to_it() {
        for (period, expected) in
            [(287, Some(288)), (300, Some(288)), (250, None), (12, Some(12)), (0, None)]
        {
            assert_eq!(calendar_period(period, 300_000.0), expected, "{period}");
        }
        assert_eq!(calendar_period(288, 0.0), None);
    }
}
