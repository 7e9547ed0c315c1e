//! A series has the name of another one.

use crate::numbers::seeds::{
    Change,
    digits::like,
    known::{Known, Role},
    text::{Mention, Number, Spelling, Stated, Text, spelled},
    truth::{fits_only, moment_of},
};

/// After these a name is an ordinary word: they were delayed, twice its usual level.
const NO_SUBJECT: [&str; 15] = [
    "was", "were", "is", "are", "be", "been", "being", "usual", "normal", "typical", "new", "this",
    "that", "same", "previous",
];

/// Names in place of others, where a number or a time in the sentence is true of the one series and not of the other.
pub(crate) fn changes(known: &Known, text: &Text) -> Vec<Change> {
    let mut changes = Vec::new();
    for mention in &text.mentions {
        for other in 0..known.names.len() {
            if let Some(change) = renamed(known, text, mention, other) {
                changes.push(change);
            }
        }
    }
    changes
}

fn renamed(known: &Known, text: &Text, mention: &Mention, other: usize) -> Option<Change> {
    let spelling = mention.spelling?;
    let was = text.words(mention.range.clone());
    let name = spelled(known.names.get(mention.series)?, spelling);
    // `returns to normal` is not about the series Returns.
    let is_name = was == name
        || was == name.to_lowercase()
        || was == like("A", &name.to_lowercase())
        || was == like("A", &name);
    // `They were delayed` is not about the series delayed either.
    let before = text.words(0..mention.range.start).trim_end();
    let is_said_of = NO_SUBJECT.iter().any(|word| before.ends_with(&format!(" {word}")));
    let sentence = text.sentence(mention.range.start);
    let named: Vec<usize> = text
        .mentions
        .iter()
        .filter(|one| sentence.contains(&one.range.start) && one.range != mention.range)
        .map(|one| one.series)
        .collect();
    if other == mention.series
        || !is_name
        || is_said_of
        || named.contains(&mention.series)
        || named.contains(&other)
    {
        return None;
    }
    let numbers = text.numbers.iter().filter(|number| sentence.contains(&number.range.start));
    let times = text.times.iter().filter(|time| sentence.contains(&time.range.start));
    let is_false =
        numbers.into_iter().any(|number| number_says(known, number, mention.series, other, &named))
            || times.into_iter().any(|time| time_says(known, time, mention.series, other, &named));
    if !is_false {
        return None;
    }
    // In a sentence, a name without a unit is not followed by one with a unit; in code marks it may be.
    let is_code = before.ends_with(['`', '*']);
    let has_unit = spelled(known.names.get(mention.series)?, Spelling::NoUnit) != name;
    let spelling = match spelling {
        Spelling::Header if !is_code && !has_unit => Spelling::NoUnit,
        Spelling::Blanks if !has_unit => Spelling::BlanksNoUnit,
        other => other,
    };
    let is = spelled(known.names.get(other)?, spelling);
    let is =
        if was == name.to_lowercase() && was != name { is.to_lowercase() } else { like(was, &is) };
    Some(Change::new(mention.range.clone(), is))
}

/// Whether a number is about the series `mine` only, and can be about the series `other` in no way.
fn number_says(known: &Known, number: &Number, mine: usize, other: usize, named: &[usize]) -> bool {
    let is_plain = |role: Role| {
        !crate::numbers::seeds::truth::is_derived(role)
            && !matches!(role, Role::Count | Role::Missing | Role::EventCount | Role::MissingShare)
    };
    fits_only(known, number, mine, is_plain)
        && named.iter().all(|one| {
            !fits_only(known, number, *one, |_| true) || is_coefficient(known, number, mine, *one)
        })
        && !fits_only(known, number, other, |_| true)
}

fn is_coefficient(known: &Known, number: &Number, a: usize, b: usize) -> bool {
    known.coefficients.iter().any(|(pair, value)| {
        pair.contains(&a)
            && pair.contains(&b)
            && (number.value.abs() - value.abs()).abs() <= number.step
    })
}

fn time_says(known: &Known, time: &Stated, mine: usize, other: usize, named: &[usize]) -> bool {
    moment_of(known, time, mine)
        && named.iter().all(|one| !moment_of(known, time, *one))
        && !moment_of(known, time, other)
        && !crate::numbers::seeds::truth::is_common(known, time)
}
