//! Checks levels: values of a series, statistics of its values, slopes.

use crate::series::claims::{
    numbers::claim::Claim,
    reading::{cues::Cue, mentions::What, units::Dimension},
    values::{
        quantities::{Quantity, sign},
        statistics::Statistic as S,
    },
};
use crate::series::durations::{DAY, HOUR, MONTH, WEEK, YEAR};

impl Claim<'_> {
    /// Whether the number is a value or a statistic of a series that may be meant.
    pub(super) fn is_level(&self) -> bool {
        let may_share = self.is_loose() || self.subjects.is_counted;
        let found = (0..self.facts().series.len()).find(|series| {
            let is_subject = self.is_subject(*series);
            let levels = self.check.quantities.levels_of(*series).iter();
            (is_subject || may_share)
                && levels.into_iter().any(|level| {
                    self.is_level_of(*series, level)
                        && (is_subject || self.shares_event(level))
                        && self.accepts(level)
                })
        });
        if let Some(series) = found {
            self.check.remember(self.at, series);
        }
        found.is_some()
    }

    /// Whether the number is a value of a series, in its unit and with its sign.
    pub(in crate::series::claims) fn is_level_of(
        &self,
        series: usize,
        quantity: &Quantity,
    ) -> bool {
        let is_it =
            |factor: f64| self.is_value(factor, quantity.value) && self.has_sign_of(quantity.value);
        match quantity.statistic {
            S::Deviations | S::Strength => false,
            S::Slope => self.is_slope(series, quantity.value),
            S::Range | S::InterquartileRange | S::Amplitude | S::Deviation
                if self.points_factor(series).is_some_and(is_it) =>
            {
                true
            }
            _ if self.is_rate_of_another(series) => self.is_rescaled(series, quantity),
            _ => {
                self.factor(series).is_some_and(is_it)
                    || self.is_in_percent() && self.is_fraction(series) && is_it(0.01)
                    || self.is_rescaled(series, quantity)
            }
        }
    }

    /// Whether the number is told in percent: `56 %, was 42 before`, where a share from 0 to 1 has no other way to be
    /// 42.
    fn is_in_percent(&self) -> bool {
        let written = &self.figure.written;
        self.dimension() == Some(&Dimension::Percent)
            || self.figure.unit.is_none() && written.digits >= 2 && written.value > 1.0
    }

    pub(in crate::series::claims) fn has_sign_of(&self, value: f64) -> bool {
        let sign = self.figure.written.sign;
        let is_said = || self.check.scope.has_any(self.at, WORDS_OF_LESS_THAN_NOTHING);
        value == 0.0
            || self.figure.written.value == 0.0
            || (value < 0.0) == (sign < 0)
            || value < 0.0 && is_said()
    }

    fn is_slope(&self, series: usize, per_second: f64) -> bool {
        const PERIODS: [f64; 7] = [60.0, HOUR, DAY, WEEK, MONTH, YEAR, 1.0];
        let Some(factor) = self.difference_factor(series) else {
            return false;
        };
        let told = self.check.scope.told_direction(self.at, self.figure);
        if told != 0 && told != sign(per_second) {
            return false;
        }
        let of = |seconds: f64| self.is_value(factor, per_second * seconds);
        let says_trend = || self.check.scope.has_cue(self.at, &[Cue::Trend, Cue::Rate]);
        // `72 km per hour` of a series in km is a speed, in metres for each second of its own.
        if self.is_speed_of(series) {
            return of(1.0);
        }
        if let Some(seconds) =
            self.figure.per_seconds.filter(|_| !self.is_rate_of(series) && !self.has_second_time())
        {
            return of(seconds);
        }
        self.figure.per_seconds.is_some_and(of)
            || says_trend()
                && (self.figure.written.digits > 1 || self.figure.written.is_spelled)
                && PERIODS.into_iter().any(of)
    }

    /// Whether the number's unit is that of the series in each second.
    pub(in crate::series::claims::numbers) fn is_speed_of(&self, series: usize) -> bool {
        let own = self.check.quantities.unit(series).map(|unit| &unit.dimension);
        match (self.dimension(), own) {
            (Some(Dimension::Other(told)), Some(Dimension::Other(own))) => {
                told.strip_suffix("/s") == Some(own)
            }
            _ => false,
        }
    }

    /// `65 a month for each year`: where a number has two times, the slope may be told for either.
    fn has_second_time(&self) -> bool {
        let is_rate = |at: &usize| matches!(self.check.scope.what(*at), Some(What::Cue(Cue::Rate)));
        let is_time = |at: &usize| {
            is_rate(at) || matches!(self.check.scope.word(*at), "each" | "per" | "every")
        };
        // `1,900 a month from one year to the next`
        let is_step_of_time = |at: &usize| {
            self.check.scope.word(*at) == "from"
                && matches!(
                    self.check.scope.word(at + 1),
                    "one" | "year" | "month" | "week" | "day"
                )
                && (at + 2..at + 5).any(|place| self.check.scope.word(place) == "next")
        };
        (self.at + 1..self.at + 7).filter(|at| is_time(at) || is_step_of_time(at)).count() > 1
    }

    /// A slope that says itself what it is: `falls by 0.2 a day`.
    pub(in crate::series::claims::numbers) fn is_said_slope(&self) -> bool {
        let levels = self.check.quantities.levels.iter();
        self.figure.per_seconds.is_some()
            && levels.filter(|quantity| quantity.statistic == S::Slope).any(|quantity| {
                quantity.of.series.is_some_and(|series| {
                    self.is_subject(series) && self.is_slope(series, quantity.value)
                })
            })
    }

    /// How far a series goes up and down: `a difference of 210 boardings between peak and trough`, `the distance between
    /// best and worst`.
    pub(super) fn is_swing(&self) -> bool {
        let is_swing = |series: usize| {
            let mut levels = self.check.quantities.levels_of(series).iter();
            levels.any(|level| {
                matches!(level.statistic, S::Amplitude | S::Range)
                    && self.is_level_of(series, level)
            })
        };
        self.check.scope.tells_opposites(self.at) && self.all_subjects().into_iter().any(is_swing)
    }

    /// The directions of the facts among some statistics that the number is the value of.
    pub(in crate::series::claims) fn directions_of(&self, statistics: &[S]) -> Vec<i8> {
        let levels = self.check.quantities.levels.iter();
        let is_it = |quantity: &&Quantity| {
            let Some(series) = quantity.of.series else { return false };
            statistics.contains(&quantity.statistic)
                && (self.is_subject(series) || self.is_loose() && self.shares_event(quantity))
                && match quantity.statistic {
                    S::Deviations => self.is_value(1.0, quantity.value),
                    _ => self.is_level_of(series, quantity),
                }
        };
        levels.filter(is_it).map(|quantity| quantity.of.direction).collect()
    }

    /// `two gaps`, `three anomalies`: a whole number right before what facts count is no value of a series.
    pub(in crate::series::claims::numbers) fn counts_what_follows(&self) -> bool {
        let written = &self.figure.written;
        let is_counted =
            matches!(self.what(1), Some(What::Cue(Cue::Gap | Cue::Duplicate | Cue::Anomaly)))
                && self.word(1).ends_with('s');
        self.figure.unit.is_none() && written.is_plain_integer && written.sign == 0 && is_counted
    }
}

/// Words that say that a value is below zero: what goes out, is owed or is cold.
const WORDS_OF_LESS_THAN_NOTHING: &str = "\
    minus zero freezing negative descent descents sink sinking outflow outflows outgoing loss losses lost cost costs deficit deficits overdrawn debt \
    export exports exported exporting feed-in discharge discharged discharging withdrawal withdrawals withdrawn \
    withdrew";
