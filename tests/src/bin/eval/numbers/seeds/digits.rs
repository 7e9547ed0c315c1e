//! One digit of a number or of a time is another one; a number in words is the next one up or down.

use crate::numbers::seeds::{
    Change,
    known::Known,
    shifts::{self, Bound},
    text::{Number, Part, PartKind, Stated, Text, WORDS},
    truth::{self, meaning},
};
use end_to_end::draws::Draws;

/// For each number and each time one change at a random place that makes it false, where there is one.
pub(crate) fn changes(known: &Known, text: &Text, draws: &mut Draws) -> Vec<Change> {
    let numbers = text.numbers.iter().filter_map(|number| of_number(known, text, number, draws));
    let mut changes: Vec<Change> = numbers.collect();
    changes.extend(text.times.iter().filter_map(|time| of_time(known, text, time, draws)));
    changes
}

fn of_number(known: &Known, text: &Text, number: &Number, draws: &mut Draws) -> Option<Change> {
    let meaning = meaning(known, text, number)?;
    let written = text.words(number.range.clone());
    let mut others = if number.is_word { other_words(written) } else { other_digits(written) };
    draws.shuffle(&mut others);
    let factor = number.factor;
    others.into_iter().find_map(|(range, is)| {
        let mut whole = written.to_owned();
        whole.replace_range(range.clone(), &is);
        let of = |written: &str| {
            if number.is_word { word_value(written) } else { digits_value(written) }
        };
        // What is written out besides the digits (`and a half`) stays.
        let value = number.value.abs() + (of(&whole)? - of(written)?) * factor;
        let value = value.copysign(number.value);
        let other = Number { value, ..number.clone() };
        let start = number.range.start;
        (!meaning.may_be(known, &other)).then(|| Change {
            range: start + range.start..start + range.end,
            is,
            claim: number.range.clone(),
        })
    })
}

fn other_digits(written: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let digits = written.chars().filter(char::is_ascii_digit).count();
    let places = written.char_indices().filter(|(_, c)| c.is_ascii_digit());
    let others = |(at, was): (usize, char)| {
        // No number of several digits begins with 0, but for 0.5.
        let least = if at == 0 && digits > 1 { 1 } else { 0 };
        (least..10u8)
            .map(|digit| char::from(b'0' + digit))
            .filter(move |is| *is != was)
            .map(move |is| (at..at + 1, is.to_string()))
    };
    places.flat_map(others).collect()
}

fn other_words(written: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let Some(at) = WORDS.iter().position(|word| word.eq_ignore_ascii_case(written)) else {
        return Vec::new();
    };
    // `One` is often no number, and is followed by a singular.
    if at < 2 {
        return Vec::new();
    }
    let near = [at.checked_sub(1).filter(|at| *at > 1), Some(at + 1), Some(at + 2)];
    near.into_iter()
        .flatten()
        .filter_map(|other| WORDS.get(other))
        .map(|word| (0..written.len(), like(written, word)))
        .collect()
}

/// A word with a capital where the other one has one.
pub(crate) fn like(was: &str, is: &str) -> String {
    let capital = was.chars().next().is_some_and(char::is_uppercase);
    let mut letters = is.chars();
    match letters.next() {
        Some(first) if capital => first.to_uppercase().chain(letters).collect(),
        _ => is.to_owned(),
    }
}

fn word_value(word: &str) -> Option<f64> {
    let at = WORDS.iter().position(|one| one.eq_ignore_ascii_case(word))?;
    Some(f64::from(u32::try_from(at).ok()?))
}

fn digits_value(written: &str) -> Option<f64> {
    crate::numbers::seeds::text::value(written).map(|(value, _)| value)
}

fn of_time(known: &Known, text: &Text, time: &Stated, draws: &mut Draws) -> Option<Change> {
    if !truth::means(known, time) || shifts::bound(text, time) != Bound::None {
        return None;
    }
    let mut others: Vec<(Part, usize, String)> = Vec::new();
    for part in &time.parts {
        let written = text.words(part.range.clone());
        if !written.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        for (range, is) in other_digits_of_part(written, part.kind) {
            others.push((part.clone(), range.start, is));
        }
    }
    draws.shuffle(&mut others);
    others.into_iter().find_map(|(part, at, is)| {
        let mut whole = text.words(part.range.clone()).to_owned();
        whole.replace_range(at..at + 1, &is);
        let other = time.with(part.kind, whole.parse().ok()?);
        let is_false = other.exists() && !truth::may_be(known, text, time.range.start, &other);
        let start = part.range.start + at;
        // The ending of 2nd would no longer fit.
        let has_ending =
            text.words(part.range.end..part.range.end + 2).starts_with(|c: char| c.is_alphabetic())
                && part.kind == PartKind::Day;
        (is_false && !has_ending).then(|| Change {
            range: start..start + 1,
            is,
            claim: time.range.clone(),
        })
    })
}

fn other_digits_of_part(written: &str, kind: PartKind) -> Vec<(std::ops::Range<usize>, String)> {
    let first = if kind == PartKind::Year { 2 } else { 0 };
    let places = written.char_indices().filter(move |(at, _)| *at >= first);
    places
        .flat_map(|(at, was)| {
            (0..10u8)
                .map(|digit| char::from(b'0' + digit))
                .filter(move |is| *is != was)
                .map(move |is| (at..at + 1, is.to_string()))
        })
        .filter(|(range, is)| !(written.len() == 1 && range.start == 0 && is == "0"))
        .collect()
}
