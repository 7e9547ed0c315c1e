//! Whether a sentence is false with its direction turned round, by the numbers and times in it and by what is known.

use std::ops::Range;

use super::pairs::{Class, Turn};
use crate::numbers::seeds::{
    known::{Known, Move, MoveKind, Role},
    text::{Dimension, Number, Stated, Text},
    truth::{self, fits_only, meaning},
};

/// Bytes between a direction and the number that it is the direction of, at most.
const FAR: usize = 60;

pub(super) fn is_false(known: &Known, text: &Text, word: &Range<usize>, turn: &Turn) -> bool {
    match turn.class {
        Class::Change => {
            numbers_move(text, word, turn)
                || (compares(text, word, turn) && turn.was.ends_with("er"))
                || all_move(known, text, word, turn)
        }
        Class::Extremum => is_other_end(known, text, word, turn),
        Class::Side => compares(text, word, turn) || is_off(known, text, word, turn),
        Class::Sign => all_correlate(known, text, word, turn),
    }
}

fn clause(text: &Text, word: &Range<usize>) -> Range<usize> {
    let sentence = text.sentence(word.start);
    let is_end = |c: char| matches!(c, ';' | ':' | '—' | '(' | ')');
    let start = text
        .words(sentence.start..word.start)
        .rfind(is_end)
        .map_or(sentence.start, |at| sentence.start + at);
    let end =
        text.words(word.end..sentence.end).find(is_end).map_or(sentence.end, |at| word.end + at);
    start..end
}

/// `From 20 to 45` after the word, or `to 45 from 20`: no more is needed.
fn numbers_move(text: &Text, word: &Range<usize>, turn: &Turn) -> bool {
    let clause = clause(text, word);
    let after: Vec<&Number> = text
        .numbers
        .iter()
        .filter(|number| number.range.start >= word.end && number.range.end <= clause.end)
        .collect();
    let [a, b, ..] = after.as_slice() else { return false };
    let (lead, between) =
        (text.words(word.end..a.range.start), text.words(truth::end(a)..b.range.start));
    let is_near = lead.len() <= FAR && !lead.contains(',');
    let is_same = a.measure.is_none() || b.measure.is_none() || a.measure == b.measure;
    let is_up = if lead.contains("from") && (between.contains(" to ") || between.trim() == "to") {
        b.value > a.value
    } else if lead.contains(" to ") && between.trim() == "from" {
        a.value > b.value
    } else {
        return false;
    };
    is_near && is_same && a.value != b.value && is_up == turn.is_up
}

/// All that the series of the sentence do, or do at its times, is in this direction.
fn all_move(known: &Known, text: &Text, word: &Range<usize>, turn: &Turn) -> bool {
    let series = text.series_at(word.start);
    let is_mine = |one: &&Move| series.contains(&one.series);
    agree(known, text, word, turn, &known.moves.iter().filter(is_mine).collect::<Vec<_>>())
}

fn agree(_: &Known, text: &Text, word: &Range<usize>, turn: &Turn, moves: &[&Move]) -> bool {
    let sentence = text.sentence(word.start);
    let times: Vec<&Stated> =
        text.times.iter().filter(|time| sentence.contains(&time.range.start)).collect();
    let at_time: Vec<&&Move> = moves
        .iter()
        .filter(|one| one.kind != MoveKind::Trend)
        .filter(|one| {
            times.iter().any(|time| {
                time.is(one.from) || time.is(one.to) || time.is_within(one.from, one.to)
            })
        })
        .collect();
    let of: Vec<&&Move> = if at_time.is_empty() { moves.iter().collect() } else { at_time };
    !of.is_empty() && of.iter().all(|one| one.is_up == turn.is_up)
}

/// A number of this end of the range, and not of the other one.
fn is_other_end(known: &Known, text: &Text, word: &Range<usize>, turn: &Turn) -> bool {
    let clause = clause(text, word);
    let near = text.numbers.iter().filter(|number| {
        let after = number.range.start >= word.end && number.range.start - word.end <= FAR;
        after && number.range.end <= clause.end + 20
    });
    // The first number after the word is the one that it is about.
    let Some(number) = near.min_by_key(|number| number.range.start) else { return false };
    let Some(meaning) = meaning(known, text, number) else { return false };
    let [series] = meaning.series.as_slice() else { return false };
    let (mine, other) = if turn.is_up { (Role::Max, Role::Min) } else { (Role::Min, Role::Max) };
    let is_mine = fits_only(known, number, *series, |role| role == mine)
        || fits_only(known, number, *series, |role| role == Role::AnomalyValue)
            && known
                .moves
                .iter()
                .filter(|one| one.series == *series && one.kind == MoveKind::Anomaly)
                .all(|one| one.is_up == turn.is_up);
    is_mine && !fits_only(known, number, *series, |role| role == other)
}

/// A number on each side of the word, both of the same kind, and in this order.
fn compares(text: &Text, word: &Range<usize>, turn: &Turn) -> bool {
    let clause = clause(text, word);
    let before = text
        .numbers
        .iter()
        .rfind(|number| clause.start <= number.range.start && truth::end(number) <= word.start);
    let after = text
        .numbers
        .iter()
        .find(|number| word.end <= number.range.start && number.range.end <= clause.end);
    let (Some(a), Some(b)) = (before, after) else { return false };
    let lead = text.words(truth::end(a)..word.start);
    let follow = text.words(word.end..b.range.start);
    let is_relative = |number: &Number| {
        number.measure.is_some_and(|one| {
            matches!(
                one.dimension,
                Dimension::Percent | Dimension::Points | Dimension::Times | Dimension::Deviations
            )
        })
    };
    let is_plain = !lead.contains(" and ")
        && lead.len() + follow.len() <= 30
        && !is_relative(a)
        && a.measure == b.measure;
    is_plain && a.value != b.value && (a.value > b.value) == turn.is_up
}

/// So many per cent, times or deviations above what was expected.
fn is_off(known: &Known, text: &Text, word: &Range<usize>, turn: &Turn) -> bool {
    let after = text
        .words(word.end..word.end.saturating_add(FAR).min(clause(text, word).end))
        .to_lowercase();
    let is_expected = ["expect", "usual", "normal", "forecast", "predicted", "baseline", "typical"]
        .iter()
        .any(|one| after.find(one).is_some_and(|at| at <= 30));
    let series = text.series_at(word.start);
    let moves: Vec<&Move> = known
        .moves
        .iter()
        .filter(|one| series.contains(&one.series) && one.kind == MoveKind::Anomaly)
        .collect();
    is_expected && agree(known, text, word, turn, &moves)
}

/// The series of the sentence go together in this way only.
fn all_correlate(known: &Known, text: &Text, word: &Range<usize>, turn: &Turn) -> bool {
    let sentence = text.sentence(word.start);
    let words = text.words(sentence).to_lowercase();
    if !["correl", "relat", "coefficient", "r =", "together", "direction"]
        .iter()
        .any(|one| words.contains(one))
    {
        return false;
    }
    let series = text.series_at(word.start);
    let among: Vec<f64> = known
        .coefficients
        .iter()
        .filter(|(pair, _)| {
            let named = pair.iter().filter(|one| series.contains(one)).count();
            named == 2 || (series.len() < 2 && named == series.len())
        })
        .map(|(_, value)| *value)
        .collect();
    !among.is_empty() && among.iter().all(|value| (*value > 0.0) == turn.is_up)
}
