//! What a header says: its words without its unit, and what else its series may be called.

use crate::series::{
    claims::reading::{
        cues,
        units::{self, Dimension, Unit},
    },
    facts::Series,
};

use super::{
    lists::LISTS,
    stems::{is_weak, letters, stem},
};

/// The stems of a header, without its unit.
pub(super) fn header_stems(header: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in without_unit(header).split(|c: char| !(c.is_alphanumeric() || c == '.')) {
        split_camel(part, &mut words);
    }
    let stems: Vec<String> = words.iter().map(|word| stem(&word.to_lowercase())).collect();
    let is_unit = |at: usize| {
        at > 0
            && (units::unit(words.get(at).map_or("", String::as_str)).is_some()
                || matches!(
                    stems.get(at).map_or("", String::as_str),
                    "percent" | "m3" | "m2" | "c" | "f" | "m" | "per" | "ppm" | "rpm"
                ))
    };
    // Units stand at the end.
    let mut end = stems.len();
    while end > 1 && is_unit(end - 1) {
        end -= 1;
    }
    let kept: Vec<String> = stems.get(..end).unwrap_or_default().to_vec();
    if kept.is_empty() { vec![letters(header)] } else { kept }
}

/// The words of `requestLatencyP95`.
fn split_camel(part: &str, words: &mut Vec<String>) {
    let mut word = String::new();
    let mut was_lower = false;
    for sign in part.chars() {
        if sign.is_uppercase() && was_lower && word.chars().count() > 1 {
            words.push(std::mem::take(&mut word));
        }
        was_lower = sign.is_lowercase();
        word.push(sign);
    }
    if !word.is_empty() {
        words.push(word);
    }
}

/// A header without a unit in brackets, or behind a slash that stands apart: `Requests /s`.
pub(super) fn without_unit(header: &str) -> &str {
    let name = header.split(['(', '[']).next().unwrap_or_default();
    name.split_once(" /").map_or(name, |(name, _)| name)
}

/// What a series may be called for its unit: what is in a currency is a price of something, what is in degrees a
/// temperature, and what is counted for each second or minute a throughput.
pub(super) fn words_of_unit(series: &Series) -> Vec<&'static str> {
    let unit = series.unit.as_deref();
    let known = unit.and_then(units::unit);
    let is_of = |is_it: fn(&str) -> bool| matches!(&known, Some(Unit { dimension: Dimension::Other(name), .. }) if is_it(name));
    let is_energy = |name: &str| name == "wh";
    let is_degrees = |name: &str| matches!(name, "celsius" | "fahrenheit");
    let mut words = Vec::new();
    if is_of(units::is_currency) {
        words.extend(["price", "prices"]);
    }
    if is_of(is_energy) {
        words.extend(["electricity", "energy"]);
    }
    if series.name.ends_with("_C") || series.name.ends_with("_F") || is_of(is_degrees) {
        words.extend(["temperature", "thermometer"]);
    }
    if series.name.to_lowercase().contains("_per_") || unit.is_some_and(|unit| unit.contains('/')) {
        words.extend(["throughput", "production"]);
    }
    words
}

/// What a header is called for short: the first letters of its words (`RR` for `RespRate`), and a word without the
/// number behind it (`OD` for `OD600`).
pub(super) fn abbreviations(stems: &[String]) -> Vec<String> {
    const WORDS: [&str; 24] = [
        "am", "an", "as", "at", "be", "by", "do", "go", "he", "if", "in", "is", "it", "me", "my",
        "no", "of", "on", "or", "pm", "so", "to", "up", "we",
    ];
    let initials: String = stems.iter().filter_map(|stem| stem.chars().next()).collect();
    let without_number = stems.iter().filter_map(|stem| {
        let letters = stem.trim_end_matches(|c: char| c.is_ascii_digit());
        (letters.len() < stem.len()).then(|| letters.to_owned())
    });
    let is_told = |short: &String| {
        (2..=4).contains(&short.len())
            && short.chars().all(char::is_alphabetic)
            && !WORDS.contains(&short.as_str())
            && !LISTS.shorts.contains_key(short)
            && !is_weak(short)
            && units::unit(short).is_none()
            && cues::phrase(short).is_none()
    };
    without_number.chain([initials]).filter(is_told).collect()
}

/// The acronyms of a header: the `NAV` of `NAV (EUR)`.
pub(super) fn acronyms(header: &str) -> impl Iterator<Item = String> {
    let words = without_unit(header).split(|c: char| !c.is_alphanumeric());
    let is_acronym = |word: &&str| {
        MIN_ACRONYM <= word.len()
            && word.len() <= MAX_ACRONYM
            && word.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    words.filter(is_acronym).map(str::to_lowercase)
}

/// Two letters begin too many pairs of words.
pub(super) const MIN_ACRONYM: usize = 3;

/// Longer words in capitals are words.
pub(super) const MAX_ACRONYM: usize = 5;
