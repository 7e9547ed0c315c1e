//! Whether the words and times around a number let it be a certain fact.
//!
//! A word that governs the number decides. Where none does, facts that a text calls by their names wherever it gives
//! them need such a name in the sentence, and a time that is told with the number must be that of the fact's event.

use crate::series::{
    claims::{
        context::governors::Governor,
        reading::{
            mentions::{Figure, Hedge, What},
            statistics::{Cue, Statistic as S},
            words,
        },
        values::quantities::{Instant, Quantity},
    },
    facts::Character,
};

use super::claim::Claim;

impl Claim<'_> {
    /// Whether the cues around the number let it be a statistic.
    pub(in crate::series::claims) fn accepts(&self, quantity: &Quantity) -> bool {
        let statistic = quantity.statistic;
        let scope = &self.check.scope;
        let says = |governor: &Governor| {
            governor.cue.statistics().contains(&statistic)
                && governor.allows_direction(quantity)
                && self.is_end_of(*governor, statistic)
        };
        let is_said = self.governors.iter().any(says);
        let is_said = is_said
            || self.is_average_of_level(statistic)
            || self.is_average_of_row(quantity)
            || self.is_then_or_now(statistic);
        if self.is_timed_otherwise(quantity, is_said)
            || self.is_other_side(quantity)
            || self.is_origin_of_end(quantity)
        {
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
        let says_other =
            |governor: &Governor| matches!(governor.cue, Cue::Mean | Cue::Median | Cue::Deviation);
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

    /// `10 then, 14 now`: the first and the last value.
    fn is_then_or_now(&self, statistic: S) -> bool {
        let has = |words: &[&str]| self.check.scope.has_word(self.at, words);
        match statistic {
            S::First => self.word(1) == "then" && has(&["now", "today", "currently", "nowadays"]),
            S::Last => self.word(1) == "now" && has(&["then", "before", "earlier"]),
            _ => false,
        }
    }

    /// `183.80 francs on average in December` where a row is a month: the value of a row is an average too.
    fn is_average_of_row(&self, quantity: &Quantity) -> bool {
        let is_end = matches!(
            quantity.statistic,
            S::First | S::Last | S::Minimum | S::Maximum | S::AnomalyValue
        );
        let averages = |governor: &Governor| governor.is_behind && governor.cue == Cue::Mean;
        is_end
            && self.facts().table.step_seconds >= 86_400.0
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
    pub(in crate::series::claims) fn is_usual_value(&self, quantity: &Quantity) -> bool {
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
    pub(in crate::series::claims) fn is_constant(&self, series: usize) -> bool {
        let series = self.facts().series.get(series);
        series
            .is_some_and(|series| matches!(series.character, Character::Constant | Character::Flat))
    }

    /// Whether a number after `to` may be what a movement ends at, and one after `from` what it starts from.
    pub(in crate::series::claims) fn is_end_of(&self, governor: Governor, statistic: S) -> bool {
        if !matches!(governor.cue, Cue::Rise | Cue::Fall | Cue::Spike | Cue::Dip) {
            return true;
        }
        let is_start = matches!(
            statistic,
            S::Expected | S::Median | S::Mean | S::ChangeFrom | S::TrendFrom | S::First
        );
        // Nothing rises from its highest value or falls from its lowest.
        let is_farthest = match governor.cue {
            Cue::Rise | Cue::Spike => statistic == S::Maximum,
            _ => statistic == S::Minimum,
        };
        match self.check.scope.lead_word(self.at) {
            "to" | "at" => !is_start,
            "from" => !is_farthest && !matches!(statistic, S::TrendTo | S::Last),
            _ => true,
        }
    }

    /// Whether the number is what a movement ends at: `spiked to 412`.
    pub(in crate::series::claims) fn is_end_of_movement(&self) -> bool {
        let moves = |governor: &Governor| {
            governor.words <= 2
                && matches!(
                    governor.cue,
                    Cue::Rise | Cue::Fall | Cue::Spike | Cue::Dip | Cue::Reach
                )
        };
        self.governors.iter().any(moves)
            && matches!(self.check.scope.lead_word(self.at), "to" | "at")
    }

    /// Whether the words say that the number is a difference: `5.5 degrees too cold`, `22 minutes longer`, `a gain of 36`.
    pub(in crate::series::claims) fn is_difference(&self) -> bool {
        const MORE: [&str; 16] = [
            "more", "less", "fewer", "longer", "shorter", "higher", "lower", "above", "below",
            "too", "lighter", "heavier", "warmer", "cooler", "faster", "slower",
        ];
        let scope = &self.check.scope;
        let is_compared = (MORE.contains(&self.word(1))
            || matches!(self.what(1), Some(What::Cue(Cue::Compared))))
            && !matches!(self.word(2), "or" | "which")
            && !self.is_before_a_length()
            || self.is_compared_with_usual();
        let (start, _) = scope.sentence(self.at);
        let gain = (start..self.at)
            .rev()
            .take(3)
            .find(|at| scope.get(*at).is_some_and(|mention| mention.word == "of"));
        let is_gain = gain.and_then(|at| scope.get(at.checked_sub(1)?)).is_some_and(|mention| {
            matches!(&mention.what, What::Cue(Cue::Rise | Cue::Fall))
                && !matches!(mention.word.as_str(), "peak" | "rate")
        });
        // `fell by 57 ms`, but not `falls by 2 a day`, which is a slope.
        let says_width = |governor: &Governor| {
            matches!(governor.cue, Cue::Range | Cue::Amplitude | Cue::Deviation | Cue::Season)
        };
        let is_by = scope.lead_word(self.at) == "by"
            && self.figure.per_seconds.is_none()
            && scope.has_cue(self.at, &[Cue::Rise, Cue::Fall, Cue::Spike, Cue::Dip])
            && !self.shares_a_slope()
            && !self.governors.iter().any(says_width);
        is_compared || is_by || is_gain && scope.lead_word(self.at) == "of"
    }

    /// `16.2 %, less than twelve hours later`: what is less is the next number, a length of time.
    fn is_before_a_length(&self) -> bool {
        let is_length = |figure: &Figure| {
            figure.seconds_per_unit.is_some()
                && figure.seconds_per_unit != self.figure.seconds_per_unit
        };
        self.word(2) == "than"
            && matches!(self.what(3), Some(What::Number(figure)) if is_length(figure))
    }

    /// `47 % under the median`, `30 °C over the 218 that were expected`; `12 over three days` says how long.
    fn is_compared_with_usual(&self) -> bool {
        // `1.5 points under`, `7.3 km/h, or 22 %, above`
        let offset = match (self.word(1), self.word(2)) {
            ("points" | "units" | "more" | "steps" | "places", _) => 1,
            (",", "or") if matches!(self.what(3), Some(What::Number(_))) && self.word(4) == "," => {
                4
            }
            ("or", _) if matches!(self.what(2), Some(What::Number(_))) && self.word(3) == "," => 3,
            _ => 0,
        };
        // `a mean of 327 exceeds the median` compares two values, none of which is a difference.
        let is_verb = self.check.scope.get(self.at + 1 + offset).is_some_and(|mention| {
            let word = mention.last_word.as_str();
            ["exceed", "surpass", "outpace", "outstrip", "undercut", "top"]
                .iter()
                .any(|verb| word.starts_with(verb))
        });
        let offset = offset as isize;
        let compares =
            matches!(self.what(1 + offset), Some(What::Cue(Cue::Above | Cue::Below))) && !is_verb;
        let is_usual = |ahead: isize| match self.what(ahead) {
            Some(What::Cue(cue)) => {
                matches!(
                    cue,
                    Cue::Expected
                        | Cue::Usual
                        | Cue::Typical
                        | Cue::Median
                        | Cue::Mean
                        | Cue::First
                        | Cue::Last
                        | Cue::Maximum
                        | Cue::Minimum
                )
            }
            Some(What::Number(figure)) => figure.is_value(),
            _ => false,
        };
        let is_small = |ahead: isize| matches!(self.word(ahead), "the" | "its" | "a" | "an");
        // `19 % under the March high`
        let is_other = |ahead: isize| matches!(self.what(ahead), Some(What::Time(_) | What::Word));
        compares
            && (is_usual(2 + offset)
                || is_small(2 + offset) && is_usual(3 + offset)
                || is_small(2 + offset) && is_other(3 + offset) && is_usual(4 + offset))
    }

    /// Whether the time that it is a slope for stands behind the next number: `by 1.24 and 1.26 per minute`.
    fn shares_a_slope(&self) -> bool {
        let next = self.what(2);
        self.word(1) == "and"
            && matches!(next, Some(What::Number(figure)) if figure.per_seconds.is_some())
    }

    /// Whether the time that is told with the number is that of another event than the fact's.
    pub(in crate::series::claims) fn is_timed_otherwise(
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
    pub(in crate::series::claims) fn is_other_side(&self, quantity: &Quantity) -> bool {
        if !matches!(quantity.statistic, S::ChangeFrom | S::ChangeTo) {
            return false;
        }
        let scope = &self.check.scope;
        let is_number = |place: usize| matches!(scope.what(place), Some(What::Number(_)));
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
            let has_own = (self.at.saturating_sub(8)..self.at + 4)
                .filter(|place| *place != word)
                .any(|place| {
                    scope.get(place).is_some_and(|mention| words::holds(OWN_SIDES, &mention.word))
                });
            let is_distance = word.checked_sub(1).is_some_and(is_number) && at < self.at;
            let is_of_change =
                self.check.moments_at(at).iter().any(|instant| is_of_event(instant, quantity));
            (is_of_change && !is_of_other && !is_distance && !has_own).then_some(side)
        });
        let sides: Vec<S> = sides.collect();
        !sides.is_empty() && !sides.contains(&quantity.statistic)
    }

    /// Whether the number is the level before a change and the words say what it came to: `settled at 118`, `moved to 118`.
    pub(in crate::series::claims) fn is_origin_of_end(&self, quantity: &Quantity) -> bool {
        let scope = &self.check.scope;
        let lead = scope.lead_word(self.at);
        let settles = |word: &str| {
            ["settl", "stabilis", "stabiliz", "plateau"].iter().any(|stem| word.starts_with(stem))
        };
        let ends = |governor: &Governor| {
            let word = scope.word(governor.at);
            !governor.is_behind
                && match governor.cue {
                    Cue::Return => true,
                    Cue::Change => lead == "to" || settles(word),
                    _ => settles(word),
                }
        };
        quantity.statistic == S::ChangeFrom
            && matches!(lead, "to" | "at")
            && self.governors.iter().any(ends)
    }

    /// Whether a time of the sentence is that of a statistic.
    pub(in crate::series::claims) fn is_timed(&self, quantity: &Quantity) -> bool {
        self.is_at_a_time_of(|instant| {
            instant.statistic == quantity.statistic
                && (instant.of.series.is_none() || instant.of.series == quantity.of.series)
        })
    }

    /// Whether a time of the sentence is that of the event that a value belongs to.
    pub(in crate::series::claims) fn shares_event(&self, quantity: &Quantity) -> bool {
        self.is_at_a_time_of(|instant| is_of_event(instant, quantity))
    }

    pub(in crate::series::claims) fn is_at_a_time_of(
        &self,
        is_it: impl Fn(&Instant) -> bool,
    ) -> bool {
        let (start, end) = self.check.scope.sentence(self.at);
        (start..end).any(|at| self.check.moments_at(at).iter().any(&is_it))
    }
}

/// Words next to a number that say themselves on which side of a change it is.
const OWN_SIDES: &str = "\
    before after afterwards afterward previously formerly earlier later then now instead against thereafter \
    beforehand";

/// The moment of a statistic of a series.
pub(in crate::series::claims) fn moment_of<'i>(
    instants: &'i [Instant],
    quantity: &Quantity,
) -> Option<&'i Instant> {
    instants.iter().find(|instant| {
        instant.statistic == quantity.statistic && instant.of.series == quantity.of.series
    })
}

/// Whether a moment is that of the event that a value belongs to.
pub(in crate::series::claims) fn is_of_event(instant: &Instant, quantity: &Quantity) -> bool {
    let statistic = match quantity.statistic {
        S::Expected | S::Deviations => S::AnomalyValue,
        S::ChangeFrom => S::ChangeTo,
        statistic => statistic,
    };
    instant.statistic == statistic
        && instant.of.series == quantity.of.series
        && (!statistic.is_of_event() || instant.of.event == quantity.of.event)
}

/// Whether a statistic is one that a text calls by its name wherever it gives its value.
pub(in crate::series::claims) fn needs_license(statistic: S) -> bool {
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
pub(in crate::series::claims) fn needs_name(statistic: S) -> bool {
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
