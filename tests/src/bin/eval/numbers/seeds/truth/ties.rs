//! What the words and the other numbers around a number make it be.

use super::{
    Tie,
    cues::{self, Cue},
    is_derived,
    reading::{Reach, reaches},
};
use crate::numbers::seeds::{
    known::{Atom, Known, Nature, Pair, Role},
    text::{Measure, Number, Text},
};

/// What the words and the other numbers around a number make it be.
pub(super) fn tie(
    known: &Known,
    text: &Text,
    number: &Number,
    atoms: &[&Atom],
    reach: Reach,
) -> Tie {
    if let Some(partners) = partners(known, text, number, atoms, reach, Together::Joined) {
        return Tie::Partners(partners);
    }
    let is_meant = |cue: &Cue| atoms.iter().any(|atom| cue.roles.contains(&atom.role));
    if let Some(cue) = cues::nearest(text, number, is_meant) {
        return Tie::Roles(cue.roles);
    }
    if let Some(partners) = partners(known, text, number, atoms, reach, Together::InSentence) {
        return Tie::Partners(partners);
    }
    let is_paired = |atom: &&&Atom| cues::PAIRED.contains(&atom.role);
    let is_stated = |atom: &&Atom| {
        known.pairs.iter().filter(|pair| atom.series == [pair.series]).any(|pair| {
            let of_pair = [pair.from, pair.to].map(|value| Atom {
                value,
                role: Role::LevelTo,
                ..level(known, pair)
            });
            let others = others(text, number);
            others.iter().any(|other| of_pair.iter().any(|end| reaches(other, end, ROUNDED)))
                && follows(atom, pair)
        })
    };
    if atoms.iter().filter(is_paired).any(is_stated) {
        return Tie::Roles(cues::PAIRED);
    }
    Tie::Loose
}

/// How the two numbers of a pair stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Together {
    /// From one to the other.
    Joined,
    /// In one sentence.
    InSentence,
}

/// The values that fit the other number of a pair, where both are one that is known.
fn partners(
    known: &Known,
    text: &Text,
    number: &Number,
    atoms: &[&Atom],
    reach: Reach,
    together: Together,
) -> Option<Vec<f64>> {
    let nature =
        atoms.iter().map(|atom| atom.nature).find(|nature| matches!(nature, Nature::Value(_)))?;
    let candidates = match together {
        Together::Joined => joined(text, number),
        Together::InSentence => others(text, number)
            .into_iter()
            .flat_map(|other| [(other, Side::From), (other, Side::To)])
            .collect(),
    };
    let mut found = Vec::new();
    let mut is_known = false;
    for (other, side) in candidates {
        let borrowed = Number { measure: other.measure.or(number.measure), ..other.clone() };
        for pair in &known.pairs {
            let (mine, its) =
                if side == Side::To { (pair.to, pair.from) } else { (pair.from, pair.to) };
            let with =
                |value| Atom { series: vec![pair.series], role: Role::LevelTo, value, nature };
            // Nothing changes where nothing changes: two equal numbers are no pair.
            if mine != its && reaches(&borrowed, &with(its), ROUNDED) {
                found.push(mine);
                is_known |= reaches(number, &with(mine), reach)
                    && atoms.iter().any(|atom| atom.value == mine && !is_derived(atom.role));
            }
        }
    }
    is_known.then_some(found)
}

/// Which end of a pair a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    From,
    To,
}

/// The other number of `from X to Y`, and which end the first one is.
fn joined<'t>(text: &'t Text, number: &Number) -> Vec<(&'t Number, Side)> {
    let Some(at) = text.numbers.iter().position(|other| other.range == number.range) else {
        return Vec::new();
    };
    let are_joined = |a: &Number, b: &Number| {
        let words = text.words(end(a)..b.range.start);
        cues::joins(text.words(text.sentence(a.range.start).start..a.range.start), words)
    };
    let before = at
        .checked_sub(1)
        .and_then(|at| text.numbers.get(at))
        .filter(|other| are_joined(other, number));
    let after = text.numbers.get(at + 1).filter(|other| are_joined(number, other));
    before
        .map(|other| (other, Side::To))
        .or(after.map(|other| (other, Side::From)))
        .into_iter()
        .collect()
}

/// The other numbers of the sentence.
fn others<'t>(text: &'t Text, number: &Number) -> Vec<&'t Number> {
    let sentence = text.sentence(number.range.start);
    text.numbers
        .iter()
        .filter(|other| sentence.contains(&other.range.start) && other.range != number.range)
        .collect()
}

/// A value of the series of a pair.
fn level(known: &Known, pair: &Pair) -> Atom {
    let unit = known.unit_of.get(pair.series).and_then(|unit| Measure::of(unit.as_deref()?));
    Atom {
        series: vec![pair.series],
        role: Role::LevelTo,
        value: pair.to,
        nature: Nature::Value(unit),
    }
}

/// Whether a derived value is the difference, the ratio or the change of a pair.
fn follows(atom: &Atom, pair: &Pair) -> bool {
    let (a, b) = (pair.from, pair.to);
    [(a - b).abs(), a / b, b / a, (a / b - 1.0).abs(), (b / a - 1.0).abs()].contains(&atom.value)
}

pub(crate) fn end(number: &Number) -> usize {
    let ends = [&number.unit, &number.multiple].into_iter().flatten().map(|range| range.end);
    ends.chain([number.range.end]).max().unwrap_or(number.range.end)
}

/// As the other number of a pair may be written.
const ROUNDED: Reach = Reach { is_coarse: true, steps: 0.500_001, share: 0.0 };
