//! Whether each number of a text is told by the report: as a figure of its own, as a time or as a length of time. A
//! part of a clock or of a date bears out no count.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::LazyLock,
};

use regex::Regex;
use shared::{material, numerals};

use super::{
    Evidence,
    figures::{Figure, Sense, Unit, figures, in_seconds, sense},
    passages::{self, Form},
    times::MINUTES_A_DAY,
};
use crate::report::times::{self, Length, pattern};

/// The numbers that a report tells.
#[derive(Debug, Default)]
pub(super) struct Told {
    counts: Vec<f64>,
    shares: Vec<f64>,
    seconds: Vec<f64>,
    /// The codes of errors, which no count is.
    codes: HashSet<u32>,
    /// The counts of each thing, by the stem of its word.
    of_things: HashMap<String, Vec<f64>>,
    /// How many items stand in its lists, and how many services it names: a reader counts them.
    list_sizes: HashSet<usize>,
}

impl Evidence {
    /// What is wrong with the numbers of `prose`.
    pub fn check_numbers(&self, place: &str, prose: &str) -> Option<String> {
        let unknown: Vec<&str> =
            self.unknown_numbers(prose).into_iter().filter_map(|range| prose.get(range)).collect();
        (!unknown.is_empty()).then(|| {
            let unknown = material::listed(unknown);
            format!("{place} tells numbers that the report does not: {unknown}; write numbers as they stand there, or leave them out")
        })
    }

    /// Where `prose` tells a number that the report does not bear out.
    fn unknown_numbers(&self, prose: &str) -> Vec<Range<usize>> {
        let mut unknown = Vec::new();
        let mut read: Vec<Range<usize>> = Vec::new();
        for found in times::moments(prose, &self.context).into_iter().take(MAX_NUMBERS) {
            let stands = || {
                prose
                    .get(found.range.clone())
                    .is_some_and(|written| self.text.contains_quote(written))
            };
            if !self.tells(&found) && !stands() {
                unknown.push(found.range.clone());
            }
            read.push(found.range);
        }
        let is_read = |read: &[Range<usize>], range: &Range<usize>| {
            read.iter().any(|other| other.start < range.end && range.start < other.end)
        };
        for length in times::lengths(prose).into_iter().take(MAX_NUMBERS) {
            let written = prose.get(length.range.clone()).unwrap_or_default();
            // Seconds are counted, for lengths are told in minutes.
            if is_read(&read, &length.range) || length.minutes == 0 || written.contains("sec") {
                continue;
            }
            // "503s" may be many codes and no length.
            let is_code =
                || written.strip_suffix('s').is_some_and(|code| self.text.contains_quote(code));
            if !self.tells_length(prose, &length) && !is_code() {
                unknown.push(length.range.clone());
            }
            read.push(length.range);
        }
        let figures = figures(prose).into_iter().filter(|figure| !is_read(&read, &figure.range));
        unknown.extend(
            figures
                .take(MAX_NUMBERS)
                .filter(|figure| !self.tells_figure(prose, figure))
                .map(|figure| figure.range),
        );
        unknown.sort_by_key(|range| range.start);
        unknown
    }

    /// A number of `own` of a share or of a thing of which `said` tells other numbers only.
    pub(super) fn other_figure<'o>(&self, own: &'o str, said: &str) -> Option<&'o str> {
        let (counted, known) = (self.counted(own), self.counted(said));
        let values = |kind: &Option<String>| -> Vec<f64> {
            let of_kind = known.iter().filter(|(_, other)| other == kind);
            of_kind.map(|(figure, _)| figure.value).collect()
        };
        let shares = values(&None);
        let (other, _) = counted.iter().find(|(_, kind)| {
            let mut values = values(kind);
            // "36 nodes" for "12 nodes in one region and 24 nodes in another", and "24 nodes" for "half of the 48
            // nodes".
            let sum = (values.len() > 1).then(|| values.iter().sum::<f64>());
            let shares = shares.iter().filter(|_| kind.is_some());
            let parts = shares.flat_map(|share| values.iter().map(move |all| all * share / 100.0));
            let parts: Vec<f64> = parts.collect();
            values.extend(sum.into_iter().chain(parts));
            let mut same = counted.iter().filter(|(_, other)| other == kind);
            let is_known = |figure: &Figure| values.iter().any(|known| figure.fits(*known));
            !values.is_empty() && !same.any(|(figure, _)| is_known(figure))
        })?;
        own.get(other.range.clone())
    }

    /// The figures of a text that are shares, which have no stem, or count a thing, with its stem. A time, a length of
    /// time or a code counts nothing.
    fn counted(&self, text: &str) -> Vec<(Figure, Option<String>)> {
        let moments = times::moments(text, &self.context).into_iter().map(|found| found.range);
        let lengths = times::lengths(text).into_iter().map(|length| length.range);
        let times: Vec<Range<usize>> = moments.chain(lengths).collect();
        let is_apart = |figure: &Figure| {
            !times.iter().any(|time| time.start < figure.range.end && figure.range.start < time.end)
        };
        let kind = |figure: &Figure| match figure.unit {
            Unit::PerCent => Some(None),
            Unit::Count => thing(text, &figure.range)
                .filter(|thing| !CODES.contains(&thing.as_str()))
                .map(Some),
        };
        let figures = figures(text).into_iter().filter(is_apart).take(MAX_NUMBERS);
        figures.filter_map(|figure| kind(&figure).map(|kind| (figure, kind))).collect()
    }

    fn tells_length(&self, prose: &str, length: &Length) -> bool {
        if self.has_length(length.minutes) || self.follows(length.minutes) {
            return true;
        }
        let written = prose.get(length.range.clone()).unwrap_or_default();
        let minutes = f64::from(length.minutes);
        let is_round = |unit| length.minutes.is_multiple_of(unit) && !written.contains("min");
        let figure = Figure {
            range: length.range.clone(),
            value: minutes,
            // "1.5 hours" is right for 88 minutes, "two hours" for 122, and "an hour" for 54.
            step: if written.starts_with('a') {
                0.4 * minutes
            } else if is_round(MINUTES_A_DAY) {
                0.2 * minutes
            } else if is_round(MINUTES_A_DAY / 48) || written.contains('.') {
                0.1 * minutes
            } else {
                0.0
            },
            coarse_step: (0.3 * minutes).max(1.0),
            unit: Unit::Count,
            sense: sense(
                prose.get(..length.range.start).unwrap_or_default(),
                prose.get(length.range.end..).unwrap_or_default(),
            ),
        };
        let is_rounded = figure.sense != Sense::Exact || figure.step > 0.0;
        is_rounded && self.known_lengths().iter().any(|known| figure.fits(f64::from(*known)))
    }

    fn tells_figure(&self, prose: &str, figure: &Figure) -> bool {
        let told = self.told();
        let known = match figure.unit {
            Unit::Count => &told.counts,
            Unit::PerCent => &told.shares,
        };
        // "0.4 seconds" for "400ms".
        let in_seconds = in_seconds(prose, figure);
        if in_seconds.is_some_and(|figure| told.seconds.iter().any(|known| figure.fits(*known))) {
            return true;
        }
        let is_whole = figure.unit == Unit::Count && figure.value.fract() == 0.0;
        let thing = thing(prose, &figure.range).filter(|_| figure.unit == Unit::Count);
        // Where the report counts the same things, it must be their count.
        if let Some(counts) = thing.as_ref().and_then(|thing| told.of_things.get(thing)) {
            return counts.iter().any(|known| figure.fits(*known));
        }
        let is_year = (1990.0..2100.0).contains(&figure.value) && is_whole;
        let written = prose.get(figure.range.clone()).unwrap_or_default();
        // "503 errors", and the "1.20" of "v1.20".
        let is_code = || {
            let is_of_code = thing.as_ref().is_some_and(|thing| CODES.contains(&thing.as_str()));
            is_of_code && self.text.contains_quote(written)
                || thing.is_none() && is_whole && told.codes.contains(&(figure.value as u32))
                || written.contains('.') && self.text.contains(&format!("v{written}"))
        };
        // "Detection took 88 minutes and recovery 122."
        let is_length =
            || is_whole && thing.is_none() && self.has_length(figure.value.abs() as u32);
        known.iter().any(|known| figure.fits(*known))
            || is_year && self.has_year(figure.value as i32)
            || is_whole
                && figure.value <= MAX_COUNTED
                && told.list_sizes.contains(&(figure.value as usize))
            || is_code()
            || is_length()
    }

    /// The numbers that the report tells.
    fn told(&self) -> &Told {
        self.told.get_or_init(|| {
            let text: &str = &self.text;
            let mut told = Told::default();
            // Parts of a time and of a length of time count nothing; seconds do, for lengths are told in minutes.
            let lengths = times::lengths(text).into_iter().filter(|length| length.minutes > 0);
            let lengths = lengths.map(|length| length.range).filter(|range| {
                text.get(range.clone()).is_some_and(|written| !written.contains("sec"))
            });
            let moments = times::moments(text, &self.context).into_iter().map(|found| found.range);
            let mut times: Vec<_> = moments.chain(lengths).collect();
            times.sort_by_key(|range| range.start);
            let mut times = times.into_iter().peekable();
            let mut last: Option<Figure> = None;
            for figure in figures(text) {
                while times.next_if(|time| time.end <= figure.range.start).is_some() {}
                if times.peek().is_some_and(|time| time.start < figure.range.end) {
                    continue;
                }
                if let Some(part) = last.filter(|part| is_part_of(text, part, &figure)) {
                    told.shares.push(100.0 * part.value / figure.value);
                }
                let seconds = in_seconds(text, &figure);
                told.seconds.extend(seconds.map(|figure| figure.value));
                match figure.unit {
                    Unit::PerCent => told.shares.push(figure.value),
                    Unit::Count => {
                        // "100.000" is a hundred thousand in half of Europe.
                        let written = text.get(figure.range.clone()).unwrap_or_default();
                        let parts = written.split_once('.');
                        let thousands = parts.is_some_and(|(_, rest)| rest.len() == 3);
                        let value = figure.value;
                        let values = [Some(value), thousands.then_some(1_000.0 * value)];
                        told.counts.extend(values.into_iter().flatten());
                        if let Some(thing) = thing(text, &figure.range) {
                            let of_thing = told.of_things.entry(thing).or_default();
                            of_thing.extend(values.into_iter().flatten());
                        }
                    }
                }
                last = Some(figure);
            }
            let codes =
                CODE.captures_iter(text).filter_map(|code| code.get(1)?.as_str().parse().ok());
            told.codes = codes.collect();
            told.list_sizes = self.list_sizes();
            told
        })
    }

    fn list_sizes(&self) -> HashSet<usize> {
        let lines = &self.passages().lines;
        let mut sizes = HashSet::from([self.services.len()]);
        let same = |one: &Form, other: &Form| {
            matches!((one, other), (Form::Item { .. }, Form::Item { .. }) | (Form::Row, Form::Row))
        };
        for list in lines.chunk_by(|one, other| same(&one.form, &other.form)) {
            let outer = list
                .iter()
                .filter(|line| matches!(line.form, Form::Item { depth: 0 } | Form::Row))
                .count();
            // A table has a head.
            sizes.extend([
                outer,
                outer.saturating_sub(usize::from(
                    list.first().is_some_and(|line| line.form == Form::Row),
                )),
            ]);
        }
        sizes
    }
}

/// A length of time in `own`, if `said` tells other lengths only.
pub(super) fn other_length<'o>(own: &'o str, said: &str) -> Option<&'o str> {
    let (lengths, known) = (times::lengths(own), times::lengths(said));
    let is_known = |length: &Length| known.iter().any(|known| known.minutes == length.minutes);
    let other = lengths.first().filter(|_| !known.is_empty() && !lengths.iter().any(is_known))?;
    own.get(other.range.clone())
}

/// Whether "12 of the 48" stands there.
fn is_part_of(text: &str, part: &Figure, whole: &Figure) -> bool {
    let between = text.get(part.range.end..whole.range.start).unwrap_or_default();
    let words: Vec<&str> = between.split_whitespace().take(5).collect();
    let is_joint = match words.as_slice() {
        [of, rest @ ..] if *of == "of" => rest.len() <= 1,
        ["out", "of", rest @ ..] => rest.len() <= 1,
        _ => false,
    };
    is_joint && part.unit == Unit::Count && part.value < whole.value
}

/// The stem of the word that a count is of: "three regions", "14,310 failed requests".
fn thing(text: &str, figure: &Range<usize>) -> Option<String> {
    let after = text.get(figure.end..)?;
    let end = after.char_indices().map(|(at, _)| at).take(MAX_THING_CHARACTERS).last()?;
    let after = after.get(..end)?;
    let after = after.split(['.', ',', ';', ':', '\n', '|', '(']).next()?;
    let thing = passages::stems(after).into_iter().find(|stem| numerals::cardinal(stem).is_none());
    thing.filter(|thing| thing != "time")
}

static CODE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:https?|errors?|codes?|status)[\x20:#]+([1-5][0-9]{2})\b"));

/// Stems of words that a number in front of them names: "503 errors".
const CODES: &[&str] = &["error", "respon", "status", "code"];

const MAX_THING_CHARACTERS: usize = 40;

/// A reader counts the items of a short list.
const MAX_COUNTED: f64 = 12.0;

/// A text with more numbers of a kind is no summary.
const MAX_NUMBERS: usize = 200;
