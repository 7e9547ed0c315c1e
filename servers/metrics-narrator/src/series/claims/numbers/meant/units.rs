//! Units that say whose a number is, whatever name stands next to it: `25 % of builds failed, where 5.8 % was usual`.

use crate::series::claims::{
    numbers::claim::Claim,
    reading::{
        mentions::What,
        names,
        units::{self, Dimension},
        words,
    },
};

impl Claim<'_> {
    /// Whether the number's unit is that of a series and of none of the number's subjects.
    pub(super) fn has_unit_of_this_only(&self, series: usize) -> bool {
        let is_of_this_only = |is: &dyn Fn(usize) -> bool| {
            is(series) && !self.subjects.series.iter().any(|subject| is(*subject))
        };
        let is_same = |series: usize| {
            let unit = self.check.quantities.unit(series).map(|unit| &unit.dimension);
            unit.is_some() && unit == self.dimension()
        };
        match self.has_prefix_of(series) {
            true => is_of_this_only(&|series| self.has_prefix_of(series)),
            // `126 m` beside a wind in m/s is the distance.
            false => {
                is_of_this_only(&|series| self.is_in_unit_of(series)) || is_of_this_only(&is_same)
            }
        }
    }

    /// Whether none of the number's subjects can have a value like it: a share of `builds` is no number of builds, and
    /// what is told for a second is no `consumer_lag`.
    pub(super) fn is_in_no_unit_of_subjects(&self) -> bool {
        let is_value_of = |series: &usize| match self.figure.unit {
            Some(_) => self.factor(*series).is_some(),
            None => self.is_rate_of(*series),
        };
        (self.figure.unit.is_some() || self.figure.per_seconds.is_some())
            && !self.subjects.series.iter().any(is_value_of)
            && (self.is_name_of_something_else()
                || self.figure.unit.is_some() && self.is_named_in_part())
    }

    /// Whether the name beside the number is no more than a part of a header, so that it may be a word of its own:
    /// the `call` of `the call surge, at 29.4 %`.
    pub(in crate::series::claims::numbers) fn is_named_in_part(&self) -> bool {
        let scope = &self.check.scope;
        let (start, end) = scope.sentence(self.at);
        let before = (start..self.at).rev().find(|place| scope.is_name(*place));
        let name = before.or_else(|| (self.at + 1..end).find(|place| scope.is_name(*place)));
        name.and_then(|place| scope.get(place)).is_some_and(|name| !name.is_whole_name())
    }

    /// Whether the last name before the number is that of a thing that does something, `builds failed`, `a viewer
    /// waited`, or of what a share is a share of, `its share of sales`, and not of what is measured.
    fn is_name_of_something_else(&self) -> bool {
        let scope = &self.check.scope;
        let (start, _) = scope.sentence(self.at);
        let Some(name) = (start..self.at).rev().find(|place| scope.is_name(*place)) else {
            return false;
        };
        let word_before = |back: usize| name.checked_sub(back).map_or("", |at| scope.word(at));
        let is_share = word_before(1) == "of" && matches!(word_before(2), "share" | "proportion");
        let verb = scope.word(name + 1);
        let acts = matches!(scope.what(name + 1), Some(What::Word))
            && (verb.ends_with("ed") || words::holds(ACTIONS, verb))
            && !words::holds(MEASURED, verb);
        is_share || acts || self.figure.unit.is_none() && self.is_modifier(name)
    }

    /// Whether a name is a word of headers that says whose the quantity behind it is: the `consumers` of `consumer_lag`.
    fn is_modifier(&self, name: usize) -> bool {
        let Some(mention) = self.check.scope.get(name) else { return false };
        let stem = names::stem(&mention.word);
        let is_before_quantity = |series: &usize| {
            let Some(header) = self.check.quantities.header(*series) else { return false };
            let place = header.stems.iter().position(|known| *known == stem);
            let behind = place.and_then(|place| header.words.get(place + 1));
            behind.is_some_and(|word| word != "per" && units::unit(word).is_none())
        };
        !mention.is_whole_name()
            && !self.subjects.series.is_empty()
            && self.subjects.series.iter().all(is_before_quantity)
    }

    /// Whether the header of a series says that it is measured in what the number is.
    fn is_in_unit_of(&self, series: usize) -> bool {
        let Some(unit) = &self.figure.unit else { return self.is_rate_of(series) };
        match (self.check.quantities.unit(series), &unit.dimension) {
            (Some(of), Dimension::Points) => of.dimension == Dimension::Percent,
            (Some(of), dimension) => of.dimension.is_like(dimension),
            (None, Dimension::Percent) => self.is_fraction(series),
            (None, Dimension::Other(_)) => self.unit_in_name(series).is_some(),
            (None, Dimension::Time) => {
                self.figure.written.digits >= 2 && self.is_length_of_time(series)
            }
            (None, _) => false,
        }
    }

    /// Whether the name of a series ends with a unit of time and not with that of a rate, `wait_min`, not
    /// `calls_per_min`, or counts such units to something: `days_to_next_slot`.
    fn is_length_of_time(&self, series: usize) -> bool {
        let words = self.check.quantities.header(series).map(|header| header.words.as_slice());
        let counts = |first: &String, joint: &String| {
            matches!(joint.as_str(), "to" | "until" | "since")
                && units::seconds_of(first) == self.figure.seconds_per_unit
        };
        match words {
            Some([first, joint, _, ..]) if counts(first, joint) => true,
            Some([.., before, _]) => before != "per" && self.unit_in_name(series).is_some(),
            _ => false,
        }
    }
}

/// What things do that are counted, besides verbs that end in `-ed`.
const ACTIONS: &str = "\
    take takes took taken wait waits fail fails run runs ran go goes went get gets got come comes came leave leaves \
    left made makes we they you that who";

/// What a text says of a value in verbs that end in `-ed`.
const MEASURED: &str = "\
    averaged measured recorded registered logged reported observed showed stayed remained hovered settled lasted \
    reached peaked totalled totaled needed used ended opened closed started recovered returned moved changed shifted";
