//! Whether the times that are told with a number are those of a fact.

use crate::series::claims::{
    numbers::claim::Claim,
    reading::{mentions::What, words},
    values::{
        quantities::{Instant, Quantity},
        statistics::Statistic as S,
    },
};

impl Claim<'_> {
    /// Whether the time that is told with the number is that of another event than the fact's.
    pub(in crate::series::claims::numbers) fn is_timed_otherwise(
        &self,
        quantity: &Quantity,
        is_said: bool,
    ) -> bool {
        let statistic = quantity.statistic;
        let is_timeless = !statistic.is_of_event()
            && !matches!(
                statistic,
                S::Maximum | S::Minimum | S::First | S::Last | S::TrendFrom | S::TrendTo
            );
        if is_said && is_timeless {
            return false;
        }
        // `fell from 527 until noon`: noon is the time of the other end.
        let scope = &self.check.scope;
        let is_start = scope.lead_word(self.at) == "from";
        let is_end = |at: &usize| {
            at.checked_sub(1).is_some_and(|before| matches!(scope.word(before), "until" | "till"))
        };
        let times = scope.times_of(self.at);
        // `between 14:30 and 15:25 it peaked at 527`: a span may hold the time of what is named.
        if is_said && times.len() > 1 && matches!(statistic, S::Maximum | S::Minimum) {
            return false;
        }
        let times = times.into_iter().filter(|at| !(is_start && is_end(at)));
        let fitting: Vec<Instant> =
            times.flat_map(|at| self.check.moments_at(at)).copied().collect();
        // From the first to the last row is the time of everything.
        let is_at_end = |end: S| {
            fitting.iter().any(|instant| instant.of.series.is_none() && instant.statistic == end)
        };
        let is_whole = is_at_end(S::First) && is_at_end(S::Last);
        let of_series = |instant: &Instant| {
            instant.of.series == quantity.of.series && instant.of.series.is_some()
        };
        let events: Vec<Instant> = fitting.into_iter().filter(of_series).collect();
        // `the anomaly that began at 14:30 had a maximum of 527`
        let moment = moment_of(&self.check.quantities.instants, quantity);
        let is_held = |instant: &Instant| {
            matches!(statistic, S::Maximum | S::Minimum)
                && instant.from.milliseconds < instant.to.milliseconds
                && moment.is_some_and(|moment| {
                    (instant.from.milliseconds..=instant.to.milliseconds)
                        .contains(&moment.from.milliseconds)
                })
                && self.tells_end_of(instant)
        };
        !is_whole
            && !events.is_empty()
            && !events.iter().any(is_held)
            && !events.iter().any(|instant| is_of_event(instant, quantity))
            && !self.is_timed(quantity)
    }

    /// Whether a time that is told with the number is an end of a stretch of time.
    fn tells_end_of(&self, instant: &Instant) -> bool {
        self.check.scope.times_of(self.at).into_iter().any(|at| {
            matches!(self.check.scope.what(at), Some(What::Time(time)) if time.fits(instant.from) || time.fits(instant.to))
        })
    }

    /// Whether a level is told for the other side of its change: `since 09:50` is after it, `until 09:50` before it.
    pub(in crate::series::claims::numbers) fn is_other_side(&self, quantity: &Quantity) -> bool {
        if !matches!(quantity.statistic, S::ChangeFrom | S::ChangeTo) {
            return false;
        }
        let scope = &self.check.scope;
        let is_number = |place: usize| scope.is_number(place);
        let turns = |place: usize| {
            matches!(scope.word(place), "when" | "then" | "where" | "at" | "→" | "from" | "to")
                && place + 1 < self.at
        };
        let sides = scope.times_of(self.at).into_iter().filter_map(|at| {
            let small = |place: &usize| {
                matches!(
                    scope.word(*place),
                    "about" | "around" | "the" | "roughly" | "shortly" | "at" | "on"
                ) || matches!(scope.what(*place), Some(What::Time(_)))
            };
            let word = (0..at).rev().take(6).find(|place| !small(place))?;
            let side = match scope.get(word)?.last_word.as_str() {
                "since" | "after" | "from" => S::ChangeTo,
                "until" | "till" | "before" | "to" if scope.word(word) != "from" => S::ChangeFrom,
                _ => return None,
            };
            // `118.3 before 03:40, then 175.75`: the time of the number before it, or of what happens next.
            let is_of_other = at < self.at
                && (word.checked_sub(1).is_some_and(is_number) || (at..self.at).any(turns));
            // `since 12:20 it is 84 ms, before that 120`
            // `78.0 until 9 December, 76.4 since`
            let has_own = scope.word(self.at + 1) == "since" && scope.is_boundary(self.at + 2)
                || (self.at.saturating_sub(8)..self.at + 4).filter(|place| *place != word).any(
                    |place| {
                        scope
                            .get(place)
                            .is_some_and(|mention| words::holds(OWN_SIDES, &mention.word))
                    },
                );
            let is_distance = word.checked_sub(1).is_some_and(is_number) && at < self.at;
            let is_of_change =
                self.check.moments_at(at).iter().any(|instant| is_of_event(instant, quantity));
            (is_of_change && !is_of_other && !is_distance && !has_own).then_some(side)
        });
        let sides: Vec<S> = sides.collect();
        !sides.is_empty() && !sides.contains(&quantity.statistic)
    }

    /// Whether the number is a value of the event that happened at a moment.
    pub(in crate::series::claims) fn is_level_at(&self, moment: &Instant) -> bool {
        let Some(series) = moment.of.series else { return false };
        let mut levels = self.check.quantities.levels_of(series).iter();
        levels.any(|level| is_of_event(moment, level) && self.is_level_of(series, level))
    }

    /// Whether a time of the sentence is that of a statistic.
    pub(in crate::series::claims::numbers) fn is_timed(&self, quantity: &Quantity) -> bool {
        self.is_at_a_time_of(|instant| {
            instant.statistic == quantity.statistic
                && (instant.of.series.is_none() || instant.of.series == quantity.of.series)
        })
    }

    /// Whether a time of the sentence is that of the event that a value belongs to.
    pub(in crate::series::claims) fn shares_event(&self, quantity: &Quantity) -> bool {
        self.is_at_a_time_of(|instant| is_of_event(instant, quantity))
    }

    fn is_at_a_time_of(&self, is_it: impl Fn(&Instant) -> bool) -> bool {
        let (start, end) = self.check.scope.sentence(self.at);
        self.check.moments_in(start..end).any(is_it)
    }
}

/// Words next to a number that say themselves on which side of a change it is.
const OWN_SIDES: &str = "\
    before after afterwards afterward previously formerly earlier later then now instead against thereafter \
    beforehand";

/// The moment of a statistic of a series.
pub(in crate::series::claims::numbers) fn moment_of<'i>(
    instants: &'i [Instant],
    quantity: &Quantity,
) -> Option<&'i Instant> {
    instants.iter().find(|instant| {
        instant.statistic == quantity.statistic && instant.of.series == quantity.of.series
    })
}

/// Whether a moment is that of the event that a value belongs to.
pub(in crate::series::claims::numbers) fn is_of_event(
    instant: &Instant,
    quantity: &Quantity,
) -> bool {
    let statistic = match quantity.statistic {
        S::Expected | S::Deviations => S::AnomalyValue,
        S::ChangeFrom => S::ChangeTo,
        statistic => statistic,
    };
    instant.statistic == statistic
        && instant.of.series == quantity.of.series
        && (!statistic.is_of_event() || instant.of.event == quantity.of.event)
}
