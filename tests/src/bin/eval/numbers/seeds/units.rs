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
    let meaning = meaning.loose();
    match (&number.multiple, &number.unit) {
        (Some(range), _) => of_multiple(known, text, number, &meaning, range),
        (None, Some(range)) => of_unit(known, text, number, &meaning, range),
        (None, None) => Vec::new(),
    }
}

fn of_multiple(
    known: &Known,
    text: &Text,
    number: &Number,
    meaning: &Meaning,
    range: &Range<usize>,
) -> Vec<Change> {
    let was = text.words(range.clone());
    let scaled = |is: &str| {
        let ratio = factor(is) / factor(was);
        Number {
            value: number.value * ratio,
            step: number.step * ratio,
            coarse_step: number.coarse_step * ratio,
            ..number.clone()
        }
    };
    swaps(was)
        .iter()
        .filter(|is| !meaning.may_be(known, &scaled(is)))
        .map(|is| Change {
            claim: number.range.start..range.end,
            range: range.clone(),
            is: (*is).to_owned(),
        })
        .collect()
}

fn of_unit(
    known: &Known,
    text: &Text,
    number: &Number,
    meaning: &Meaning,
    range: &Range<usize>,
) -> Vec<Change> {
    let is_percent = number.measure.is_some_and(|measure| measure.dimension == Dimension::Percent);
    let others: Vec<String> = if is_percent {
        // A relative change as a difference in the unit of the series; a share of something else stays debatable.
        let is_change = meaning.atoms.iter().all(|atom| is_derived(atom.role));
        match meaning.series.as_slice() {
            [series] if is_change => absolute(known, *series).into_iter().collect(),
            _ => Vec::new(),
        }
    } else {
        swaps(text.words(range.clone())).iter().map(ToString::to_string).collect()
    };
    let is_word_like = text.words(number.range.end..range.start) == "-";
    let mut changes = Vec::new();
    for is in others {
        let other = Number { measure: Measure::of(&is), ..number.clone() };
        let is_readable = !(is_word_like && is.contains('%'));
        // `35%` becomes `35 ms`.
        let needs_blank =
            range.start == number.range.end && is.starts_with(char::is_alphabetic) && is_percent;
        let is = if needs_blank { format!(" {is}") } else { is };
        if is_readable && !meaning.may_be(known, &other) {
            changes.push(Change { claim: number.range.start..range.end, range: range.clone(), is });
        }
    }
    changes
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
