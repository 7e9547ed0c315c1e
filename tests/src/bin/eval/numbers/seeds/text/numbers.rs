//! Numbers in a narrative, in digits and in words, with their units.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{
    Dimension, Measure,
    context::{Hedge, hedge, is_label, is_no_claim},
};
use crate::numbers::seeds::known::Known;

/// Numbers that are written as words, by their values.
pub(crate) const WORDS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

/// A number in a narrative.
#[derive(Debug, Clone)]
pub(crate) struct Number {
    /// The bytes of its digits, without sign and unit.
    pub(crate) range: Range<usize>,
    /// The bytes of what multiplies it: `k`, `million`.
    pub(crate) multiple: Option<Range<usize>>,
    /// The bytes of its unit.
    pub(crate) unit: Option<Range<usize>>,
    /// What the unit is.
    pub(crate) measure: Option<Measure>,
    /// What its digits are multiplied with.
    pub(crate) factor: f64,
    /// The value, with sign and multiple.
    pub(crate) value: f64,
    /// What the last digit counts, with the multiple.
    pub(crate) step: f64,
    /// What the last digit counts that is no zero before the decimal point.
    pub(crate) coarse_step: f64,
    /// What stands beside it in another unit of time (`1 hour 30 minutes`), in its own unit.
    pub(crate) beside: f64,
    /// How exact it claims to be.
    pub(crate) hedge: Hedge,
    /// Whether it is written as a word.
    pub(crate) is_word: bool,
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let words = WORDS.join("|");
    let digits = r"\d{1,3}(?:[,\u{a0}\u{202f}\u{2009}']\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?";
    Regex::new(&format!(r"(?i)(?P<digits>{digits})|\b(?P<word>{words})\b"))
        .expect("a valid expression")
});

static PART: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^ and a (half|quarter)\b").expect("a valid expression"));
static MULTIPLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[\s\u{a0}\u{202f}]?(?P<word>thousand|million|billion|mn|bn)\b|(?P<letter>[kKMG]|bn|m)\b)").expect("a valid expression")
});

pub(super) fn numbers(whole: &str, taken: &[Range<usize>], known: &Known) -> Vec<Number> {
    let mut numbers: Vec<Number> = NUMBER
        .captures_iter(whole)
        .filter_map(|found| number(whole, &found, known))
        .filter(|number| {
            taken
                .iter()
                .all(|taken| number.range.end <= taken.start || taken.end <= number.range.start)
        })
        .collect();
    add_neighbors(whole, &mut numbers);
    numbers
}

fn number(whole: &str, found: &regex::Captures, known: &Known) -> Option<Number> {
    let all = found.get(0)?;
    let range = all.range();
    let (before, after) = (whole.get(..range.start)?, whole.get(range.end..)?);
    let is_word = found.name("word").is_some();
    if is_no_claim(before, after) || (!is_word && is_label(before, after)) {
        return None;
    }
    let (written, step) =
        if is_word { (word_value(all.as_str())?, 1.0) } else { value(all.as_str())? };
    let (part, part_length) = part(after);
    let step = if part > 0.0 { 0.25 } else { step };
    let multiple = multiple(whole, range.end + part_length);
    let factor = multiple.as_ref().map_or(1.0, |(_, factor)| *factor);
    let end = multiple.as_ref().map_or(range.end + part_length, |(range, _)| range.end);
    let unit = unit(whole, end, known);
    let end_of_all = unit.as_ref().map_or(end, |(range, _)| range.end);
    let without_money = before.strip_suffix(['€', '$', '£']);
    let money = without_money.map(|_| Measure { dimension: Dimension::Money, scale: 1.0 });
    let (sign, before) = sign(without_money.unwrap_or(before));
    Some(Number {
        factor,
        value: sign * (written + part) * factor,
        step: step * factor,
        coarse_step: coarse(all.as_str(), step, is_word) * factor,
        beside: 0.0,
        hedge: hedge(before, whole.get(end_of_all..)?),
        measure: money.or(unit.as_ref().and_then(|(_, measure)| *measure)),
        unit: unit.map(|(range, _)| range).filter(|_| money.is_none()),
        multiple: multiple.map(|(range, _)| range),
        range,
        is_word,
    })
}

fn word_value(word: &str) -> Option<f64> {
    let value = WORDS.iter().position(|one| one.eq_ignore_ascii_case(word))?;
    Some(f64::from(u32::try_from(value).ok()?))
}

/// The part of one that `after` adds, as in `2 and a half`, and how many bytes say so.
fn part(after: &str) -> (f64, usize) {
    match PART.captures(after).and_then(|found| found.get(1)) {
        Some(part) => (if part.as_str() == "half" { 0.5 } else { 0.25 }, part.end()),
        None => (0.0, 0),
    }
}

/// What multiplies the number that ends at `end`.
fn multiple(whole: &str, end: usize) -> Option<(Range<usize>, f64)> {
    let found = MULTIPLE.captures(whole.get(end..)?)?;
    let one = found.name("word").or_else(|| found.name("letter"))?;
    let factor = match one.as_str() {
        "k" | "K" | "thousand" => 1e3,
        "M" | "m" | "mn" | "million" => 1e6,
        "G" | "bn" | "billion" => 1e9,
        _ => return None,
    };
    Some((end + one.start()..end + one.end(), factor))
}

/// The value of digits, and what the last one counts. A comma before other than three digits is a decimal one.
pub(crate) fn value(digits: &str) -> Option<(f64, f64)> {
    let plain = match digits.rsplit_once(',') {
        Some((head, last)) if last.len() != 3 && !head.contains(',') && !last.contains('.') => {
            format!("{head}.{last}")
        }
        _ => digits.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect(),
    };
    let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let step = 10f64.powi(-i32::try_from(decimals).ok()?);
    Some((plain.parse().ok()?, step))
}

fn coarse(digits: &str, step: f64, is_word: bool) -> f64 {
    if is_word || step < 1.0 {
        return step;
    }
    let zeros = digits.chars().rev().filter(char::is_ascii_digit).take_while(|c| *c == '0').count();
    10f64.powi(i32::try_from(zeros).unwrap_or(0)) * step
}

fn unit(whole: &str, end: usize, known: &Known) -> Option<(Range<usize>, Option<Measure>)> {
    let after = whole.get(end..)?;
    let blank =
        after.len() - after.trim_start_matches([' ', '\u{a0}', '\u{202f}', '*', '`', '-']).len();
    let rest = after.get(blank..)?;
    if blank > 2 || rest.starts_with('\n') {
        return None;
    }
    let attached = after.starts_with('-');
    if attached && !rest.starts_with(char::is_alphabetic) {
        return None;
    }
    let start = end + blank;
    // The units of the table first: `/s` and `€` are known from its headers only.
    let of_table = known.units.iter().filter(|unit| {
        rest.strip_prefix(unit.as_str())
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    if let Some((measure, length)) = Measure::at_start(rest) {
        return Some((start..start + length, Some(measure)));
    }
    of_table
        .max_by_key(|unit| unit.len())
        .map(|unit| (start..start + unit.len(), Measure::of(unit)))
}

fn sign(before: &str) -> (f64, &str) {
    let stripped = before.strip_suffix(['-', '−', '–']);
    match stripped {
        Some(rest) if rest.is_empty() || rest.ends_with([' ', '(', '\n', '*', '=', ':']) => {
            (-1.0, rest)
        }
        _ => (1.0, before.strip_suffix('+').unwrap_or(before)),
    }
}

/// Durations in two units are one claim.
fn add_neighbors(whole: &str, numbers: &mut [Number]) {
    let is_time = |number: &Number| number.measure.filter(|one| one.dimension == Dimension::Time);
    for second in 1..numbers.len() {
        let [.., a, b] = numbers.get(..=second).unwrap_or_default() else { continue };
        let (Some(large), Some(small)) = (is_time(a), is_time(b)) else { continue };
        let gap = a.unit.as_ref().and_then(|unit| whole.get(unit.end..b.range.start));
        let is_one = gap.is_some_and(|gap| ["", " ", ", ", " and ", ", and "].contains(&gap));
        if is_one && small.scale < large.scale {
            let of_small = b.value * small.scale / large.scale;
            let of_large = a.value * large.scale / small.scale;
            let step = b.step * small.scale / large.scale;
            if let Some(a) = numbers.get_mut(second - 1) {
                a.beside = of_small;
                (a.step, a.coarse_step) = (step, step);
            }
            if let Some(b) = numbers.get_mut(second) {
                b.beside = of_large;
            }
        }
    }
}
