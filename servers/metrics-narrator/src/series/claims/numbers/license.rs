//! Whether the words and times around a number let it be a certain fact.
//!
//! A word that governs the number decides. Where none does, facts that a text calls by their names wherever it gives
//! them need such a name in the sentence, and a time that is told with the number must be that of the fact's event.
//! `moments` compares the times, `ends` says which facts are ends of something, `differences` which numbers are
//! differences and no values.

mod differences;
mod ends;
mod moments;

use crate::series::{
    claims::{
        context::governors::Governor,
        reading::{
            cues::Cue,
            mentions::{Hedge, What},
        },
        values::{quantities::Quantity, statistics::Statistic as S},
    },
    durations::DAY,
    facts::Character,
};

use super::claim::Claim;

pub(super) use moments::{is_of_event, moment_of};

impl Claim<'_> {
    /// Whether the cues around the number let it be a statistic.
    pub(super) fn accepts(&self, quantity: &Quantity) -> bool {
        let statistic = quantity.statistic;
        let scope = &self.check.scope;
        let is_said = self.is_said_to_be(quantity);
        if self.is_timed_otherwise(quantity, is_said)
            || self.is_other_side(quantity)
            || self.is_origin_of_end(quantity)
        {
            return false;
        }
        let is_of_middle =
            matches!(statistic, S::Mean | S::Median | S::P25 | S::P75 | S::P90 | S::P95 | S::P99);
        if is_of_middle && !is_said && self.is_called_sum() {
            return false;
        }
        // A slope says itself what it is: `27 a day on average`.
        if is_said || statistic == S::Slope && self.figure.per_seconds.is_some() {
            return true;
        }
        let is_percentile = matches!(statistic, S::P25 | S::P75 | S::P90 | S::P95 | S::P99);
        let binds = |governor: &Governor| {
            governor.is_binding() && !self.is_of_header(*governor, quantity.of.series)
        };
        // `80.1 at the first quartile and 81.6 at the third`
        let is_next_to = |governor: &Governor| {
            !governor.is_behind
                && !(governor.at..self.at).any(|at| scope.is_number(at))
                && !scope.follows_its_number(governor.at, scope.sentence(self.at).0)
        };
        let says_other = |governor: &Governor| match governor.cue {
            Cue::Mean | Cue::Median | Cue::Deviation | Cue::Minimum => true,
            // `one in ten tops 435`
            Cue::Maximum => scope.last_word(governor.at) != "tops",
            Cue::P25 | Cue::P75 | Cue::P90 | Cue::P95 | Cue::P99 => is_next_to(governor),
            _ => false,
        };
        // `half of the weeks brought no more than 3`
        let bounds = |governor: &Governor| matches!(governor.cue, Cue::AtMost | Cue::AtLeast);
        if statistic == S::Median
            && scope.is_licensed(self.at, statistic)
            && self.governors.iter().any(bounds)
        {
            return true;
        }
        if is_percentile && scope.is_licensed(self.at, statistic) {
            return !self.governors.iter().any(|governor| binds(governor) && says_other(governor));
        }
        if self.governors.iter().any(binds) {
            return false;
        }
        let is_constant = quantity.of.series.is_some_and(|series| self.is_constant(series));
        let is_range = matches!(statistic, S::Minimum | S::Maximum | S::P25 | S::P75)
            && scope.is_of_range(self.at);
        // Where nothing says what a number is, its digits do, if there are enough of them or several facts have it.
        let is_plain =
            matches!(statistic, S::Minimum | S::Maximum | S::Mean | S::Median | S::First | S::Last);
        // What a series is about is its mean or its median.
        let is_about = matches!(statistic, S::Mean | S::Median)
            && self.figure.hedge == Hedge::About
            && self.figure.written.digits >= 2;
        let is_many = is_about
            || is_plain
                && !self.is_extreme_of_another_time(quantity)
                && (self.figure.written.digits >= 3 || self.is_usual_value(quantity));
        is_constant
            || is_many
            || is_range
            || !needs_license(statistic)
            || scope.is_licensed(self.at, statistic)
            || self.is_timed(quantity)
    }

    /// Whether words say of the number that it is a statistic.
    fn is_said_to_be(&self, quantity: &Quantity) -> bool {
        let statistic = quantity.statistic;
        let says = |governor: &Governor| {
            governor.cue.says(statistic)
                && (governor.allows_direction(quantity)
                    || self.is_origin(governor)
                    || self.goes_on_from_before(governor, quantity))
                && self.is_end_of(*governor, statistic)
        };
        self.governors.iter().any(says)
            || self.is_average_of_level(statistic)
            || self.is_average_of_row(quantity)
            || self.is_then_or_now(statistic)
            || self.is_at_end_of_event(quantity)
            || self.is_one_of_extremes(statistic)
    }

    /// Whether a statistic is that of one moment, and the number is told with another time.
    fn is_extreme_of_another_time(&self, quantity: &Quantity) -> bool {
        let is_of_moment = matches!(quantity.statistic, S::Minimum | S::Maximum);
        is_of_moment
            && !self.check.scope.times_of(self.at).is_empty()
            && !self.check.scope.is_of_range(self.at)
            && !self.is_timed(quantity)
    }

    /// `the median was 118 before and 176 after`: the level before or after a change is an average too.
    fn is_average_of_level(&self, statistic: S) -> bool {
        let averages =
            |governor: &Governor| matches!(governor.cue, Cue::Median | Cue::Mean | Cue::Typical);
        matches!(statistic, S::ChangeFrom | S::ChangeTo)
            && self.governors.iter().any(averages)
            && self.check.scope.has_word(
                self.at,
                &["before", "after", "since", "until", "till", "afterwards", "then", "now"],
            )
    }

    /// `from lows near 15 to highs near 27`: of many highs one tells what few values are above.
    fn is_one_of_extremes(&self, statistic: S) -> bool {
        let is_many = |governor: &Governor| {
            governor.cue == Cue::Maximum
                && matches!(self.check.scope.word(governor.at), "highs" | "peaks" | "maxima")
        };
        matches!(statistic, S::P95 | S::P99)
            && self.figure.hedge == Hedge::About
            && self.governors.iter().any(is_many)
    }

    /// `183.80 francs on average in December` where a row is a month: the value of a row is an average too.
    fn is_average_of_row(&self, quantity: &Quantity) -> bool {
        let is_end = matches!(
            quantity.statistic,
            S::First | S::Last | S::Minimum | S::Maximum | S::AnomalyValue
        );
        let averages = |governor: &Governor| governor.is_behind && governor.cue == Cue::Mean;
        is_end
            && self.facts().table.step_seconds >= DAY
            && self.governors.iter().any(averages)
            && self.check.scope.times_of(self.at).into_iter().any(|at| {
                let is_of_row = matches!(self.check.scope.what(at), Some(What::Time(time))
                    if time.day.is_some() || time.month.is_some());
                is_of_row
                    && self.check.moments_at(at).iter().any(|instant| {
                        instant.statistic == quantity.statistic
                            && (instant.of.series.is_none()
                                || instant.of.series == quantity.of.series)
                    })
            })
    }

    /// Whether a value is what half a series' statistics are, or both its mean and its median.
    fn is_usual_value(&self, quantity: &Quantity) -> bool {
        let same = quantity
            .of
            .series
            .map_or(&[][..], |series| self.check.quantities.levels_of(series))
            .iter();
        let same = same.filter(|other| {
            let is_plain = matches!(
                other.statistic,
                S::Minimum
                    | S::Maximum
                    | S::Mean
                    | S::Median
                    | S::P25
                    | S::P75
                    | S::First
                    | S::Last
            );
            is_plain && quantity.of.series.is_some_and(|series| self.is_level_of(series, other))
        });
        let found: Vec<S> = same.map(|other| other.statistic).collect();
        found.len() >= 3 || found.contains(&S::Mean) && found.contains(&S::Median)
    }

    /// Whether a series has one value nearly all of the time.
    fn is_constant(&self, series: usize) -> bool {
        let series = self.facts().series.get(series);
        series
            .is_some_and(|series| matches!(series.character, Character::Constant | Character::Flat))
    }
}

/// Whether a statistic is one that a text calls by its name wherever it gives its value.
fn needs_license(statistic: S) -> bool {
    needs_name(statistic)
        || matches!(
            statistic,
            S::Expected
                | S::Strength
                | S::First
                | S::Last
                | S::Mean
                | S::Median
                | S::Minimum
                | S::Maximum
                | S::TrendFrom
                | S::TrendTo
        )
}

/// Whether a statistic is one that nobody gives without saying so.
pub(super) fn needs_name(statistic: S) -> bool {
    matches!(
        statistic,
        S::P25
            | S::P75
            | S::P90
            | S::P95
            | S::P99
            | S::Deviation
            | S::Range
            | S::InterquartileRange
            | S::Amplitude
            | S::Slope
    )
}
