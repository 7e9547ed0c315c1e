//! What follows from two values: their difference, their ratio, and the change from one to the other.

use super::{Atom, Known, Nature, Role};
use crate::numbers::seeds::text::Measure;

/// Roles that a narrative compares with one another in passing, without an event that joins them.
const COMPARED: [Role; 14] = [
    Role::Min,
    Role::Max,
    Role::Mean,
    Role::Median,
    Role::P25,
    Role::P75,
    Role::P90,
    Role::P95,
    Role::P99,
    Role::First,
    Role::Last,
    Role::Deviation,
    Role::Expected,
    Role::AnomalyValue,
];

/// Levels are compared with what is usual too.
const LEVELS: [Role; 5] =
    [Role::LevelFrom, Role::LevelTo, Role::TrendFrom, Role::TrendTo, Role::Amplitude];

pub(super) fn add(known: &mut Known) {
    let mut derived = Vec::new();
    for series in 0..known.names.len() {
        let of: Vec<&Atom> = known
            .atoms
            .iter()
            .filter(|atom| atom.series == [series])
            .filter(|atom| COMPARED.contains(&atom.role) || LEVELS.contains(&atom.role))
            .collect();
        for a in &of {
            for b in &of {
                between(a, b, &mut derived);
            }
        }
    }
    for pair in &known.pairs {
        let unit = known.unit_of.get(pair.series).and_then(|unit| Measure::of(unit.as_deref()?));
        let of = [pair.series];
        push(
            &mut derived,
            &of,
            Role::PairDifference,
            (pair.to - pair.from).abs(),
            Nature::Value(unit),
        );
        for (a, b) in
            [(pair.from, pair.to), (pair.to, pair.from)].into_iter().filter(|(_, b)| *b != 0.0)
        {
            push(&mut derived, &of, Role::PairRatio, a / b, Nature::Times);
            push(&mut derived, &of, Role::PairRatio, a / b, Nature::Share);
            push(&mut derived, &of, Role::PairChange, (a / b - 1.0).abs(), Nature::Share);
        }
    }
    for pair in known.atoms.iter().filter(|a| a.role == Role::Missing || a.role == Role::Count) {
        for rows in known.atoms.iter().filter(|b| b.role == Role::Rows) {
            push(&mut derived, &pair.series, Role::Ratio, pair.value / rows.value, Nature::Share);
        }
    }
    same_role_of_two(known, &mut derived);
    between_times(known, &mut derived);
    known.atoms.extend(derived);
}

fn between(a: &Atom, b: &Atom, derived: &mut Vec<Atom>) {
    if a.value >= b.value {
        push(derived, &a.series, Role::Difference, a.value - b.value, a.nature);
    }
    if b.value != 0.0 {
        push(derived, &a.series, Role::Ratio, a.value / b.value, Nature::Times);
        push(derived, &a.series, Role::Ratio, a.value / b.value, Nature::Share);
        push(derived, &a.series, Role::Change, (a.value / b.value - 1.0).abs(), Nature::Share);
    }
}

/// The same value of two series: one is so much more, or so many times, the other.
fn same_role_of_two(known: &Known, derived: &mut Vec<Atom>) {
    let of_one = |atom: &&Atom| {
        atom.series.len() == 1 && (COMPARED.contains(&atom.role) || atom.role == Role::Missing)
    };
    let atoms: Vec<&Atom> = known.atoms.iter().filter(of_one).collect();
    for a in &atoms {
        for b in atoms
            .iter()
            .filter(|b| b.series != a.series && (b.role == a.role || b.role == Role::Max))
        {
            let series: Vec<usize> = a.series.iter().chain(&b.series).copied().collect();
            if a.value >= b.value {
                push(derived, &series, Role::Difference, a.value - b.value, a.nature);
            }
            if b.value != 0.0 {
                push(derived, &series, Role::Ratio, a.value / b.value, Nature::Times);
                push(derived, &series, Role::Ratio, a.value / b.value, Nature::Share);
            }
        }
    }
}

/// How long after one time another one is.
fn between_times(known: &Known, derived: &mut Vec<Atom>) {
    let mut times: Vec<i64> = known.moments.iter().map(|moment| moment.milliseconds).collect();
    times.sort_unstable();
    times.dedup();
    for a in &times {
        for b in times.iter().filter(|b| *b > a) {
            let seconds = b.saturating_sub(*a) as f64 / 1000.0;
            push(derived, &[], Role::Between, seconds, Nature::Seconds);
        }
    }
}

fn push(derived: &mut Vec<Atom>, series: &[usize], role: Role, value: f64, nature: Nature) {
    if value.is_finite() {
        derived.push(Atom { series: series.to_vec(), role, value, nature });
    }
}
