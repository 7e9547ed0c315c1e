//! Numbers that are differences: `5.5 degrees too cold`, `22 minutes longer`, `a gain of 36`.

use crate::series::claims::{
    context::governors::Governor,
    numbers::claim::Claim,
    reading::{
        cues::Cue,
        mentions::{Figure, What},
        units::Dimension,
    },
    values::statistics::Statistic as S,
};

impl Claim<'_> {
    /// Whether the words say that the number is a difference: `5.5 degrees too cold`, `22 minutes longer`, `a gain of
    /// 36`.
    pub(in crate::series::claims::numbers) fn is_difference(&self) -> bool {
        const MORE: [&str; 16] = [
            "more", "less", "fewer", "longer", "shorter", "higher", "lower", "above", "below",
            "too", "lighter", "heavier", "warmer", "cooler", "faster", "slower",
        ];
        let scope = &self.check.scope;
        let is_compared = (MORE.contains(&self.word(1))
            || matches!(self.what(1), Some(What::Cue(Cue::Compared)))
            || matches!(self.word(1), "ahead" | "short" | "shy" | "clear" | "adrift" | "up" | "down" | "off" | "away")
                && matches!(self.word(2), "of" | "on" | "from"))
            && !matches!(self.word(2), "or" | "which")
            // `and the last value is 84.7 too`
            && !(self.word(1) == "too" && scope.is_boundary(self.at + 2))
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
        // `a best climb of 3.8 m/s`, `a climb of 3.5 m/s at 05:22` may be a value of what climbs.
        let is_extreme = || {
            gain.and_then(|at| scope.what(at.checked_sub(2)?)).is_some_and(|what| {
                matches!(what, What::Cue(Cue::Extreme | Cue::Maximum | Cue::Minimum))
            })
        };
        let is_gain = is_gain && !is_extreme() && !self.is_extreme_at_its_time();
        // `fell by 57 ms`, but not `falls by 2 a day`, which is a slope.
        let says_width = |governor: &Governor| {
            matches!(governor.cue, Cue::Range | Cue::Amplitude | Cue::Deviation | Cue::Season)
        };
        let is_by = scope.lead_word(self.at) == "by"
            && self.figure.per_seconds.is_none()
            && !self.all_subjects().into_iter().any(|series| self.is_speed_of(series))
            && scope.has_cue(self.at, &[Cue::Rise, Cue::Fall, Cue::Spike, Cue::Dip])
            && !self.shares_a_slope()
            && !self.governors.iter().any(says_width);
        is_compared && !self.is_called()
            || is_by
            || (is_gain || self.word(-2) == "difference") && scope.lead_word(self.at) == "of"
    }

    /// Whether the number is the highest or lowest value of a series, told with its time.
    pub(in crate::series::claims) fn is_extreme_at_its_time(&self) -> bool {
        self.all_subjects().into_iter().any(|series| {
            let mut levels = self.check.quantities.levels_of(series).iter();
            levels.any(|level| {
                matches!(level.statistic, S::Maximum | S::Minimum)
                    && self.is_level_of(series, level)
                    && self.is_timed(level)
            })
        })
    }

    /// `its first value of 0.1 above what was to be expected`: whether the number is called a value, which is no
    /// difference.
    fn is_called(&self) -> bool {
        let calls = |governor: &Governor| {
            !governor.is_behind
                && governor.words == 0
                && governor.boundaries == 0
                && matches!(governor.cue, Cue::First | Cue::Last | Cue::Minimum | Cue::Maximum)
        };
        self.check.scope.lead_word(self.at) == "of" && self.governors.iter().any(calls)
    }

    /// `2063 (expected 1287, +776)`: a sign behind a comma or a bracket says how far from the numbers before it.
    pub(in crate::series::claims::numbers) fn is_signed_aside(&self) -> bool {
        self.figure.written.sign != 0 && matches!(self.word(-1), "," | "(" | ";" | "/" | "=")
    }

    /// `41.0 or 5.2 usual deviations below`, `9 kW or 22 % more` may be how far it was, and `72.3 or 21.5 deviations
    /// above` what it was.
    pub(in crate::series::claims::numbers) fn is_told_in_another_way(&self) -> bool {
        let is_relative = |figure: &Figure| {
            matches!(
                figure.dimension(),
                Some(Dimension::Deviations | Dimension::Percent | Dimension::Times)
            )
        };
        // `9 kW or about 22 %`
        let next = (2..=3).find_map(|ahead| match self.what(ahead) {
            Some(What::Number(figure)) => Some(figure),
            _ => None,
        });
        self.word(1) == "or"
            && !is_relative(self.figure)
            && next.is_some_and(|next| is_relative(next))
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
            // `20.5 and 17 dB above the median`
            ("and", _) if matches!(self.what(2), Some(What::Number(next)) if next.dimension() == self.dimension()) => {
                2
            }
            ("points" | "units" | "more" | "steps" | "places", _) => 1,
            // `some 14 beats over what was expected`
            (noun, _)
                if matches!(self.what(1), Some(What::Word))
                    && noun.len() > 3
                    && noun.ends_with('s')
                    && self.figure.unit.is_none() =>
            {
                1
            }
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
                        | Cue::Trend
                ) || self.word(ahead) == "line"
            }
            // `0.776 over 720 records` says of how many.
            Some(What::Number(figure)) => {
                figure.is_value()
                    && !matches!(self.what(ahead + 1), Some(What::Cue(Cue::Readings | Cue::Series)))
            }
            // `29 points under where it began`
            _ if self.word(ahead) == "where" => (ahead + 1..=ahead + 3)
                .any(|place| matches!(self.what(place), Some(What::Cue(Cue::First)))),
            // `812 was expected, and it was 24 % under it`
            _ => matches!(self.word(ahead), "it" | "that" | "this"),
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
}
