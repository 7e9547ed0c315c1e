//! A unit is another one: seconds for milliseconds, thousands for millions, a percentage for a difference.

use std::ops::Range;

use crate::numbers::seeds::{
    Change,
    known::Known,
    text::{Dimension, Measure, Number, Text},
    truth::{Meaning, is_derived, meaning},
};

/// Units, and what is written in their place.
const SWAPS: [(&str, &[&str]); 62] = [
    ("ms", &["s"]),
    ("s", &["ms"]),
    ("milliseconds", &["seconds"]),
    ("millisecond", &["second"]),
    ("seconds", &["milliseconds", "minutes"]),
    ("second", &["millisecond", "minute"]),
    ("sec", &["min"]),
    ("µs", &["ms"]),
    ("min", &["h"]),
    ("minutes", &["hours", "seconds"]),
    ("minute", &["hour", "second"]),
    ("h", &["min"]),
    ("hours", &["days", "minutes"]),
    ("hour", &["day", "minute"]),
    ("days", &["hours", "weeks"]),
    ("day", &["hour", "week"]),
    ("weeks", &["days"]),
    ("week", &["day"]),
    ("months", &["weeks"]),
    ("years", &["months"]),
    ("year", &["month"]),
    ("B", &["kB"]),
    ("bytes", &["megabytes"]),
    ("kB", &["MB"]),
    ("KB", &["MB"]),
    ("MB", &["GB", "kB"]),
    ("GB", &["MB", "TB"]),
    ("TB", &["GB"]),
    ("MiB", &["GiB"]),
    ("GiB", &["MiB"]),
    ("MB/s", &["GB/s", "kB/s"]),
    ("Mbps", &["Gbps"]),
    ("Mbit/s", &["Gbit/s", "kbit/s"]),
    ("W", &["kW"]),
    ("kW", &["MW", "W"]),
    ("MW", &["kW", "GW"]),
    ("GW", &["MW"]),
    ("kilowatts", &["megawatts"]),
    ("megawatts", &["kilowatts"]),
    ("Wh", &["kWh"]),
    ("kWh", &["MWh", "Wh"]),
    ("MWh", &["kWh"]),
    ("GWh", &["MWh"]),
    ("kilowatt hours", &["megawatt hours"]),
    ("m/s", &["km/h"]),
    ("km/h", &["m/s"]),
    ("mph", &["m/s"]),
    ("°C", &["°F"]),
    ("°F", &["°C"]),
    ("degrees Celsius", &["degrees Fahrenheit"]),
    ("k", &["M"]),
    ("K", &["M"]),
    ("M", &["k", "bn"]),
    ("m", &["k"]),
    ("bn", &["M"]),
    ("thousand", &["million"]),
    ("million", &["thousand", "billion"]),
    ("billion", &["million"]),
    ("percentage points", &["percent"]),
    ("points", &["percent"]),
    ("times", &["percent"]),
    ("x", &["%"]),
];

/// Numbers with other units that are false.
pub(crate) fn changes(known: &Known, text: &Text) -> Vec<Change> {
    text.numbers.iter().flat_map(|number| of_number(known, text, number)).collect()
}

fn of_number(known: &Known, text: &Text, number: &Number) -> Vec<Change> {
    let Some(meaning) = meaning(known, text, number).filter(|_| number.beside == 0.0) else {
        return Vec::new();
    };
    let place = Place { known, text, number, meaning: meaning.loose() };
    match (&number.multiple, &number.unit) {
        (Some(range), _) => place.other_multiples(range),
        (None, Some(range)) => place.other_units(range),
        (None, None) => Vec::new(),
    }
}

/// A number of the text, and what it means there.
struct Place<'a> {
    known: &'a Known,
    text: &'a Text<'a>,
    number: &'a Number,
    meaning: Meaning<'a>,
}

impl Place<'_> {
    fn other_multiples(&self, range: &Range<usize>) -> Vec<Change> {
        let Self { number, .. } = self;
        let was = self.text.words(range.clone());
        let scaled = |is: &str| {
            let ratio = factor(is) / factor(was);
            Number {
                value: number.value * ratio,
                step: number.step * ratio,
                coarse_step: number.coarse_step * ratio,
                ..(*number).clone()
            }
        };
        let others = swaps(was).iter().filter(|is| self.is_false(&scaled(is)));
        others.map(|is| self.change(range, (*is).to_owned())).collect()
    }

    fn other_units(&self, range: &Range<usize>) -> Vec<Change> {
        let Self { text, number, .. } = self;
        let is_percent =
            number.measure.is_some_and(|measure| measure.dimension == Dimension::Percent);
        let others: Vec<String> = if is_percent {
            self.absolute().into_iter().collect()
        } else {
            swaps(text.words(range.clone())).iter().map(ToString::to_string).collect()
        };
        let is_word_like = text.words(number.range.end..range.start) == "-";
        let is_readable = |is: &String| !(is_word_like && is.contains('%'));
        // `35%` becomes `35 ms`.
        let spaced = |is: String| {
            let needs_blank = range.start == number.range.end
                && is.starts_with(char::is_alphabetic)
                && is_percent;
            if needs_blank { format!(" {is}") } else { is }
        };
        let in_unit = |is: &str| Number { measure: Measure::of(is), ..(*number).clone() };
        others
            .into_iter()
            .filter(|is| is_readable(is) && self.is_false(&in_unit(is)))
            .map(|is| self.change(range, spaced(is)))
            .collect()
    }

    /// The unit of the series that a percentage is about, where it is a change of it: a share of something else stays
    /// debatable.
    fn absolute(&self) -> Option<String> {
        let is_change = self.meaning.atoms.iter().all(|atom| is_derived(atom.role));
        match self.meaning.series.as_slice() {
            [series] if is_change => absolute(self.known, *series),
            _ => None,
        }
    }

    fn is_false(&self, other: &Number) -> bool {
        !self.meaning.may_be(self.known, other)
    }

    fn change(&self, range: &Range<usize>, is: String) -> Change {
        Change { claim: self.number.range.start..range.end, range: range.clone(), is }
    }
}

fn absolute(known: &Known, series: usize) -> Option<String> {
    match known.dimension(series) {
        Some(Dimension::Percent) => Some("percentage points".to_owned()),
        _ => known.unit_of.get(series)?.clone().filter(|unit| Measure::of(unit).is_some()),
    }
}

fn swaps(unit: &str) -> &'static [&'static str] {
    SWAPS.iter().find(|(was, _)| *was == unit).map_or(&[], |(_, is)| is)
}

fn factor(multiple: &str) -> f64 {
    match multiple {
        "k" | "K" | "thousand" => 1e3,
        "M" | "m" | "million" => 1e6,
        _ => 1e9,
    }
}
