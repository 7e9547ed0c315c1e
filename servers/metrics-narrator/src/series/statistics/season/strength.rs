//! How strong a season is, and how strong it has to be for it to be no chance.

use crate::series::statistics::{
    autoregression::{effective_size, lag_one_coefficient},
    descriptive::{as_f64, outlying_distance, variance},
};

/// A season explains at least this share of the variance around the moving average, for periods it has not seen.
const LEAST_STRENGTH: f64 = 0.4;

/// The same of a period of the calendar: a daily rhythm in noise as large as itself is expected, and wanted.
const LEAST_CALENDAR_STRENGTH: f64 = 0.2;

/// How much more it has to explain where there are few events, divided by their number: a handful of spikes are now and
/// then equally far apart.
const STRENGTH_OF_FEW_EVENTS: f64 = 2.0;

/// How much more where what it leaves over is like few independent values, divided by their number: noise whose neighbors
/// are alike, and a random walk, have waves of a few periods.
const STRENGTH_OF_FEW_VALUES: f64 = 6.0;

/// A season that explains so much is seen, whatever it leaves over.
const SURE_STRENGTH: f64 = 0.8;

/// How much more a period has to explain of which there are few, divided by their number.
const STRENGTH_OF_FEW_PERIODS: f64 = 1.0;

/// The same of the calendar, where a period is to be expected.
const STRENGTH_OF_FEW_CALENDAR_PERIODS: f64 = 0.3;

/// A longer period holds a shorter one several times and fits at least as well. It has to explain this much more of the
/// variance to be the better description.
pub(crate) const BETTER_STRENGTH: f64 = 0.05;

/// A longer period of the calendar is the better description, too, if it leaves at most this part of what a shorter one does.
/// Of noise, the one with fewer periods leaves more.
const LITTLE_LEFT: f64 = 2.0 / 3.0;

/// How strong a season is, and how much it is seen in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Strength {
    /// The share of the variance around the moving average that it explains, for periods it has not seen, outliers left out.
    pub(crate) explained: f64,
    /// The sum of the squares of what it leaves over; an outlier counts as much as the furthest value that is none. What
    /// comes with every period, and a smooth course does not follow, is an outlier.
    pub(crate) left: f64,
    /// As many events of one size would make the season.
    events: f64,
    /// As many values without any likeness to their neighbors would vary like what the season leaves over.
    effective_size: f64,
}

/// The periods of a season in a series.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Periods {
    /// How many there are.
    pub(crate) count: f64,
    /// Whether people and machines live by them.
    pub(crate) are_of_calendar: bool,
}

impl Strength {
    /// That of a season which leaves `left` of `rest`; what is NaN has no part.
    pub(crate) fn of(left: &[f64], rest: &[f64]) -> Self {
        let known: Vec<f64> = left.iter().copied().filter(|left| !left.is_nan()).collect();
        let (far, n) = (outlying_distance(&known), as_f64(known.len()));
        let left_over = known.iter().map(|left| left.abs().min(far).powi(2)).sum();
        drop(known);
        let is_usual = |left: &f64| left.abs() <= far;
        let usual = left.iter().zip(rest).filter(|(left, _)| is_usual(left));
        let (unseen, all): (Vec<f64>, Vec<f64>) = usual.unzip();
        let explained = 1.0 - variance(&unseen) / variance(&all).max(f64::MIN_POSITIVE);
        // As many as there are values where all are equally large, and as many as there are spikes where those are all.
        let sum = |power: i32| all.iter().map(|value| value.powi(power)).sum::<f64>();
        let events = sum(2).powi(2) / sum(4).max(f64::MIN_POSITIVE);
        let pairs = left.iter().zip(left.iter().skip(1));
        let kept = lag_one_coefficient(pairs.filter(|(a, b)| is_usual(a) && is_usual(b)));
        let effective_size = effective_size(n, kept);
        Self { explained, left: left_over, events, effective_size }
    }

    /// Whether a season of these `periods` describes a series better than one of `shorter` periods.
    pub(crate) fn is_better(&self, shorter: &Self, periods: Periods) -> bool {
        self.explained >= shorter.explained + periods.better()
            || self.leaves_little(shorter, periods)
    }

    /// Whether a season of these `periods`, of the calendar, leaves little of what one of `shorter` periods does: Sundays are
    /// little of what a working day explains.
    pub(crate) fn leaves_little(&self, shorter: &Self, periods: Periods) -> bool {
        periods.are_of_calendar && 1.0 - self.explained <= LITTLE_LEFT * (1.0 - shorter.explained)
    }

    /// The share that a season of these `periods` has to explain to be no chance.
    pub(crate) fn least(&self, periods: Periods) -> f64 {
        let least = if periods.are_of_calendar { LEAST_CALENDAR_STRENGTH } else { LEAST_STRENGTH };
        // Weak seasons are believed where they were seen often.
        let often = least + STRENGTH_OF_FEW_PERIODS / periods.count;
        let of_periods = often.min(LEAST_STRENGTH + periods.few());
        let of_events = STRENGTH_OF_FEW_EVENTS / self.events.max(f64::MIN_POSITIVE);
        let of_values = STRENGTH_OF_FEW_VALUES / self.effective_size.max(f64::MIN_POSITIVE);
        of_periods.max(least + of_events).max((least + of_values).min(SURE_STRENGTH))
    }
}

impl Periods {
    /// How much more a season has to explain of which there are no more than these.
    fn few(self) -> f64 {
        let of_one = if self.are_of_calendar {
            STRENGTH_OF_FEW_CALENDAR_PERIODS
        } else {
            STRENGTH_OF_FEW_PERIODS
        };
        of_one / self.count
    }

    /// How much more a season of these has to explain than one of shorter periods.
    pub(crate) fn better(self) -> f64 {
        self.few().max(BETTER_STRENGTH)
    }
}
