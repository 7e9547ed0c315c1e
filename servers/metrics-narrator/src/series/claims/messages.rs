//! What a refused number is told: whose number it was read as, and what the facts have in its place.
//!
//! A model has to mend its text with it, so a message says in plain words what the words claim and the facts that are
//! nearest to it: those of the same series and statistic, and the fact that the number would be, if it is one.

use std::ops::Range;

use crate::series::{
    durations::{DAY, HOUR},
    facts::{ChangePoint, Correlation, Series, Table, Trend, Turn},
    wording,
};

use super::{
    check::Check,
    context::scope::Scope,
    numbers::{self, claim::Claim},
    reading::{cues::Cue, mentions::What, units::Dimension},
    values::{
        quantities::{Owner, Quantity, change_of},
        statistics::Statistic as S,
    },
};

impl Check<'_> {
    /// The bytes of the claim that the mention at a place makes: from the name of the series that it is about, if its
    /// sentence has it, to the mention itself. One of the two is wrong, and which one only the writer knows.
    pub(super) fn claim_range(&self, at: usize) -> Range<usize> {
        let Some(mention) = self.scope.get(at) else { return 0..0 };
        let own = mention.range.clone();
        let name = self.scope.name_of(at).and_then(|name| self.scope.get(name));
        name.map_or(own.clone(), |name| {
            own.start.min(name.range.start)..own.end.max(name.range.end)
        })
    }
}

/// At most so many facts are told in place of a number: more would hide the one that is meant.
const MAX_CANDIDATES: usize = 2;

impl Claim<'_> {
    /// What is wrong with the number, and what the facts say in its place.
    pub(super) fn message(&self) -> String {
        let mut message = self.claimed();
        let mut told = self.told_coefficients();
        let candidates = if told.is_empty() { self.candidates() } else { Vec::new() };
        for candidate in candidates {
            let text = self.told(candidate);
            if !told.contains(&text) && told.len() < MAX_CANDIDATES {
                told.push(text);
            }
        }
        if told.is_empty() {
            message.push_str("; write a number of the facts with the digits that they have.");
        } else {
            message.push_str(&format!(": {}.", told.join("; ")));
        }
        message
    }

    /// What no fact bears out. Of two numbers that are told together either may be right, and the two are wrong.
    fn claimed(&self) -> String {
        let quoted =
            |at: usize| self.check.scope.get(at).map_or("", |mention| self.check.quoted(mention));
        let (own, of) = (quoted(self.at), self.subject_names());
        match self.other_half().filter(|_| self.has_role()) {
            Some(other) => {
                let other = quoted(other.at);
                format!("“{own}” and “{other}” are no facts of {of} that belong together")
            }
            None => {
                let said = self.said().map_or_else(String::new, |said| format!("the {said} "));
                format!("No fact of {of} bears out {said}“{own}”")
            }
        }
    }

    /// The coefficients of the series that the sentence names, if the number is told as one.
    fn told_coefficients(&self) -> Vec<String> {
        let scope = &self.check.scope;
        let (figure, written) = (self.figure, &self.figure.written);
        let is_coefficient = figure.unit.is_none()
            && written.value <= 1.0
            && scope.is_licensed(self.at, S::Coefficient);
        let named: Vec<&str> =
            scope.names_of_sentence(self.at).into_iter().filter_map(|at| self.name(at)).collect();
        let is_named = |name: &String| named.contains(&name.as_str());
        let of = |is_it: &dyn Fn(&Correlation) -> bool| {
            let found =
                self.facts().correlations.iter().filter(|pair| is_coefficient && is_it(pair));
            let told = found.map(|Correlation { series: [one, other], coefficient, .. }| {
                format!("the coefficient of {one} and {other} is {}", shown(*coefficient))
            });
            told.take(MAX_CANDIDATES).collect::<Vec<String>>()
        };
        let of_pair = of(&|pair| pair.series.iter().all(is_named));
        if of_pair.is_empty() { of(&|pair| pair.series.iter().any(is_named)) } else { of_pair }
    }

    /// The series that the number is read as one of.
    fn subject_names(&self) -> String {
        let names: Vec<&str> =
            self.subjects.series.iter().filter_map(|at| self.name(*at)).collect();
        match names.as_slice() {
            [] => "this table".to_owned(),
            [names @ .., last] if !names.is_empty() && names.len() < 4 => {
                format!("{} or {last}", names.join(", "))
            }
            [name] => (*name).to_owned(),
            _ => "the series named".to_owned(),
        }
    }

    fn name(&self, series: usize) -> Option<&str> {
        self.facts().series.get(series).map(|series| series.name.as_str())
    }

    /// What the words next to the number say that it is, if they say one thing.
    fn said(&self) -> Option<&'static str> {
        let governor = self.governors.iter().find(|governor| governor.is_binding())?;
        Some(match governor.cue {
            Cue::Maximum => S::Maximum.name(),
            Cue::Minimum => S::Minimum.name(),
            cue => match cue.statistics() {
                [one] => one.name(),
                _ => return None,
            },
        })
    }

    /// Facts that may stand in the number's place, the likeliest first: what its series has for the words next to it,
    /// then what the number would be a value of.
    fn candidates(&self) -> Vec<&Quantity> {
        let says = |quantity: &&Quantity| {
            let mut governors = self.governors.iter();
            governors.any(|governor| governor.cue.says(quantity.statistic))
        };
        if let Some(pool) = self.counts_or_durations() {
            return pool;
        }
        let levels = |series: &usize| self.check.quantities.levels_of(*series).iter();
        let of_subjects: Vec<&Quantity> = self.subjects.series.iter().flat_map(levels).collect();
        let mut near: Vec<&Quantity> = of_subjects.iter().copied().filter(says).collect();
        if near.is_empty() {
            near = of_subjects;
        }
        // An event whose time or other number is told is what the text speaks of; then the value decides.
        let has_times = !self.check.scope.times_of(self.at).is_empty();
        let events = self.events_of_other_half();
        let rank = |quantity: &Quantity| {
            let place = match quantity.statistic.is_of_event() {
                true if self.shares_event(quantity) => 0,
                true if has_times => 2,
                true if events.contains(&quantity.of) => 0,
                _ => 1,
            };
            (place, self.distance(quantity), quantity.value.abs())
        };
        near.sort_by(|one, two| {
            let (one, two) = (rank(one), rank(two));
            one.0.cmp(&two.0).then(one.1.total_cmp(&two.1)).then(one.2.total_cmp(&two.2))
        });
        // One or two digits are those of some series by chance.
        let is_telling = self.figure.written.digits > 2;
        let is_it = |quantity: &&Quantity| {
            quantity.of.series.is_some_and(|series| {
                (is_telling || self.subjects.series.contains(&series))
                    && self.is_level_of(series, quantity)
            })
        };
        let same = self.check.quantities.levels.iter().find(is_it);
        near.truncate(if same.is_some() { 1 } else { MAX_CANDIDATES });
        near.into_iter().chain(same).collect()
    }

    /// The events that the number which this one is told together with is a value of.
    fn events_of_other_half(&self) -> Vec<Owner> {
        let Some(other) = self.other_half() else { return Vec::new() };
        let is_its = |quantity: &&Quantity| {
            let is_level = |series: usize| other.is_level_of(series, quantity);
            quantity.statistic.is_of_event() && quantity.of.series.is_some_and(is_level)
        };
        let levels = self.check.quantities.levels.iter().filter(is_its);
        levels.map(|quantity| quantity.of).collect()
    }

    /// The counts that the number's noun may be, or the lengths of time if it is one; none if it is a value.
    fn counts_or_durations(&self) -> Option<Vec<&Quantity>> {
        let of_subject = |quantity: &&Quantity| {
            let series = quantity.of.series;
            series.is_none_or(|series| self.subjects.series.contains(&series))
        };
        let quantities = &self.check.quantities;
        // `lack 15 values`: the verb says which values are counted.
        let governing = self.governors.iter().map(|governor| governor.cue);
        let missing = governing.into_iter().find(|cue| *cue == Cue::Missing);
        let noun = numbers::noun(self);
        if let Some(noun) = noun.and(missing).or(noun) {
            let is_said = |quantity: &&Quantity| noun.says(quantity.statistic);
            // What is counted of a series comes before what is counted of the table.
            let mut found: Vec<&Quantity> =
                quantities.counts.iter().filter(of_subject).filter(is_said).collect();
            found.sort_by_key(|quantity| quantity.of.series.is_none());
            return Some(found);
        }
        let seconds = self.figure.seconds_per_unit?;
        // Minutes are no value of a series of milliseconds.
        let is_of_time = |series: &usize| {
            quantities.unit(*series).is_some_and(|unit| {
                unit.dimension == Dimension::Time && seconds <= 60.0 * unit.factor
            })
        };
        if self.subjects.series.iter().any(is_of_time) {
            return None;
        }
        let told = self.figure.written.value * seconds;
        // Of two lengths of one thing, the first is the one that the facts tell.
        let mut found: Vec<&Quantity> = Vec::new();
        for quantity in quantities.durations.iter().filter(of_subject) {
            let is_of_same = |other: &&Quantity| {
                (other.statistic, other.of) == (quantity.statistic, quantity.of)
            };
            if !found.iter().any(is_of_same) {
                found.push(quantity);
            }
        }
        // What is of the series comes before what is of the table.
        let rank =
            |quantity: &Quantity| (quantity.of.series.is_none(), (quantity.value - told).abs());
        found.sort_by(|one, two| {
            let (one, two) = (rank(one), rank(two));
            one.0.cmp(&two.0).then(one.1.total_cmp(&two.1))
        });
        Some(found)
    }

    /// How far the number is from a fact, as a share of the fact.
    fn distance(&self, quantity: &Quantity) -> f64 {
        let factor = quantity.of.series.and_then(|series| self.factor(series)).unwrap_or(1.0);
        let value = self.figure.written.value * factor;
        (value - quantity.value.abs()).abs() / quantity.value.abs().max(f64::MIN_POSITIVE)
    }

    /// A fact in a few words: `the mean of cpu is 45.6`.
    fn told(&self, quantity: &Quantity) -> String {
        let series = quantity.of.series.and_then(|series| self.facts().series.get(series));
        let plain = |name: &str| {
            let value = match quantity.statistic.is_of_time() {
                true => shown_time(quantity.value),
                false => shown(quantity.value),
            };
            format!("the {} of {name} is {value}", quantity.statistic.name())
        };
        let Some(series) = series else { return plain("the table") };
        let table = &self.facts().table;
        told_event(table, series, quantity).unwrap_or_else(|| plain(&series.name))
    }
}

/// Both levels of a change, and where it went back to.
pub(super) fn told_change(series: &Series, change: &ChangePoint) -> String {
    let (from, to) = (shown(change.from), shown(change.to));
    let back = change.returned.as_ref().map_or_else(String::new, |back| {
        format!(" and went back to {} by {}", shown(back.level), back.at)
    });
    format!("the level of {} changed from {from} to {to} at {}{back}", series.name, change.at)
}

/// What belongs together is told together: both levels of a change, what an anomaly was and should have been.
fn told_event(table: &Table, series: &Series, quantity: &Quantity) -> Option<String> {
    let name = &series.name;
    match quantity.statistic {
        S::ChangeFrom | S::ChangeTo => {
            Some(told_change(series, change_of(series, quantity.of.event)?))
        }
        S::AnomalyValue | S::Expected | S::Deviations => {
            let anomaly = series.anomalies.get(quantity.of.event)?;
            let (value, expected) = (shown(anomaly.value), shown(anomaly.expected));
            let deviations = shown(anomaly.deviations);
            Some(format!(
                "at {} {name} was {value} where {expected} was expected, {deviations} deviations off",
                anomaly.at
            ))
        }
        S::AnomalyDuration => {
            let anomaly = series.anomalies.get(quantity.of.event)?;
            let lasting = table.lasting(anomaly.from, anomaly.to);
            let when = table.from_to(anomaly.from, anomaly.to);
            Some(format!("{name} was unusual for {lasting}, {when}"))
        }
        S::TrendFrom | S::TrendTo | S::Slope => {
            let trend = series.trend.as_ref()?;
            let (line, slope, per) = (trend_line(trend), shown(trend.slope), trend.per.name());
            Some(format!("the trend line of {name} goes {line}, {slope} per {per}"))
        }
        S::Maximum => {
            let summary = series.summary.as_ref()?;
            Some(format!("the maximum of {name} is {} at {}", shown(summary.max), summary.max_at))
        }
        S::Minimum => {
            let summary = series.summary.as_ref()?;
            Some(format!("the minimum of {name} is {} at {}", shown(summary.min), summary.min_at))
        }
        _ => None,
    }
}

/// `from 20 to 30 at 2026-03-01, to 31`
pub(super) fn trend_line(trend: &Trend) -> String {
    let turn = |turn: &Turn| format!("to {} at {}, ", shown(turn.value), turn.at);
    let turns: String = trend.turns.iter().map(turn).collect();
    format!("from {} {turns}to {}", shown(trend.from), shown(trend.to))
}

/// A length of time in the largest unit that there are two of.
fn shown_time(seconds: f64) -> String {
    const UNITS: [(f64, &str); 3] = [(DAY, "days"), (HOUR, "hours"), (60.0, "minutes")];
    let unit = UNITS.iter().find(|(unit, _)| seconds >= 2.0 * unit);
    let (unit, name) = unit.copied().unwrap_or((1.0, "seconds"));
    format!("{} {name}", shown(seconds / unit))
}

/// A smaller value is as good as none.
const MAX_DECIMALS: i32 = 12;

/// A value with the five digits that a reader can use.
pub(super) fn shown(value: f64) -> String {
    let decimals = wording::decimals(value).clamp(0, MAX_DECIMALS) as usize;
    let text = format!("{value:.decimals$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

impl Scope<'_> {
    /// The name that says which series a place is about: before it, the first of a list without a number between;
    /// behind it where the sentence has none before.
    fn name_of(&self, at: usize) -> Option<usize> {
        let (start, end) = self.sentence(at);
        let subjects = self.subjects(at).series;
        let is_it = |place: usize| match self.what(place) {
            Some(What::Name(series, _)) => series.iter().any(|series| subjects.contains(series)),
            _ => false,
        };
        let mut found = None;
        for back in (start..at).rev() {
            if is_it(back) {
                found = Some(back);
            } else if found.is_some() && matches!(self.what(back), Some(What::Number(_))) {
                break;
            }
        }
        found.or_else(|| (at + 1..end).find(|place| is_it(*place)))
    }
}
