//! What numbers a value may be written as, and how far from it a number may be.

use crate::numbers::seeds::{
    known::{Atom, Nature, Role},
    text::{Dimension, Hedge, Measure, Number},
};

use super::is_derived;

/// How far a number may be from a value: `steps` of its last digit or `share` of the value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    pub(super) is_coarse: bool,
    pub(super) steps: f64,
    pub(super) share: f64,
}

/// Rounding; then with zeros that are no digits; then cut off instead of rounded; then about.
const READINGS: [Reach; 4] = [
    Reach { is_coarse: false, steps: 0.500_001, share: 0.0 },
    Reach { is_coarse: true, steps: 0.500_001, share: 0.0 },
    Reach { is_coarse: false, steps: 1.0, share: 0.0 },
    Reach { is_coarse: true, steps: 1.0, share: 0.0 },
];
/// About 40 is true of 44, and nobody would swear that it is not of 45.
const ABOUT_SHARE: f64 = 0.125;
/// A bound is chosen near the value: more than 40 is said of 41 and of 50, and of 60 something else would be said.
const BOUND_SHARE: f64 = 0.3;

/// How a number may be read, the strictest way first.
pub(super) fn readings(number: &Number) -> Vec<Reach> {
    match number.hedge {
        Hedge::Exact => READINGS.to_vec(),
        Hedge::About => {
            let mut readings = READINGS.to_vec();
            readings.iter_mut().for_each(|reach| reach.share = ABOUT_SHARE);
            readings.truncate(2);
            readings
        }
        Hedge::Above | Hedge::Below => {
            vec![Reach { is_coarse: false, steps: 0.0, share: BOUND_SHARE }]
        }
    }
}

/// Whether a number may stand for a value.
pub(super) fn reaches(number: &Number, atom: &Atom, reach: Reach) -> bool {
    let written = number.value + number.beside.copysign(number.value);
    let step = if reach.is_coarse { number.coarse_step } else { number.step };
    spelled(number.measure, atom).into_iter().any(|value| {
        // `fell by 12` is true of -12.
        [value, -value].into_iter().any(|value| {
            if value < 0.0
                && written > 0.0
                && !is_derived(atom.role)
                && !matches!(atom.role, Role::Slope | Role::Coefficient)
            {
                return false;
            }
            let distance = written - value;
            // Infinity times zero is no number, and a bound of an infinite reach is true on all of its side.
            let is_near =
                reach.share.is_infinite() || distance.abs() <= reach.share * value.abs() + step;
            match number.hedge {
                Hedge::Above => distance <= 0.0 && is_near,
                Hedge::Below => distance >= 0.0 && is_near,
                Hedge::Exact | Hedge::About => {
                    distance.abs() <= (reach.steps * step).max(reach.share * value.abs())
                }
            }
        })
    })
}

/// The numbers that a value may be written as, in a unit.
fn spelled(unit: Option<Measure>, atom: &Atom) -> Vec<f64> {
    let value = atom.value;
    let Some(unit) = unit else {
        return match atom.nature {
            Nature::Share => vec![value, 100.0 * value],
            Nature::Slope(of, seconds) => {
                per_any(value, seconds).into_iter().flat_map(|value| bare(value, of)).collect()
            }
            Nature::Value(of) => bare(value, of),
            _ => vec![value],
        };
    };
    match (atom.nature, unit.dimension) {
        (Nature::Value(of), _) => converted(value, of, unit),
        (Nature::Slope(of, seconds), _) => per_any(value, seconds)
            .into_iter()
            .flat_map(|value| converted(value, of, unit))
            .collect(),
        (Nature::Seconds, Dimension::Time) => vec![value / unit.scale],
        (Nature::Share, Dimension::Percent | Dimension::Points) => vec![100.0 * value],
        (Nature::Times, Dimension::Times) => vec![value],
        (Nature::Deviations, Dimension::Deviations) => vec![value],
        // Six times in thirty days: how often something is the case.
        (Nature::Count, Dimension::Times) => vec![value],
        _ => Vec::new(),
    }
}

/// A value without a unit: thousands of euros are often written out as euros.
fn bare(value: f64, of: Option<Measure>) -> Vec<f64> {
    match of {
        Some(of) if of.dimension == Dimension::Money => vec![value, value * of.scale],
        _ => vec![value],
    }
}

fn converted(value: f64, of: Option<Measure>, to: Measure) -> Vec<f64> {
    match (of, to.dimension) {
        // A narrative knows the unit of a series better than its header does.
        (None, Dimension::Percent) => vec![value, 100.0 * value],
        (None, Dimension::Times) => Vec::new(),
        (None, _) => vec![value],
        (Some(of), _) if of.dimension == to.dimension => vec![value * of.scale / to.scale],
        (Some(of), Dimension::Points) if of.dimension == Dimension::Percent => vec![value],
        _ => Vec::new(),
    }
}

fn per_any(value: f64, seconds: f64) -> Vec<f64> {
    [1.0, 60.0, 3600.0, 86_400.0, 604_800.0, 2_629_800.0, 31_557_600.0]
        .into_iter()
        .map(|other| value * other / seconds)
        .collect()
}

/// A value as it is written in the unit of a number, without rounding.
pub(crate) fn written(number: &Number, atom: &Atom) -> Option<f64> {
    match atom.nature {
        // The value of another series is copied as it stands.
        Nature::Value(_) if spelled(number.measure, atom).is_empty() => Some(atom.value),
        _ => spelled(number.measure, atom).first().copied(),
    }
}
