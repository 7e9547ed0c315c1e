//! What a number or a time of a narrative may mean, and whether another one in its place is false.

mod cues;
mod moments;
mod reading;
mod ties;

use self::reading::{Reach, reaches, readings};
pub(crate) use self::{
    moments::{is_common, may_be, means, moment_of},
    reading::written,
    ties::end,
};
use crate::numbers::seeds::{
    known::{Atom, Known, Nature, Role},
    text::{Dimension, Hedge, Number, Text},
};

/// What a number of a true narrative means.
#[derive(Debug)]
pub(crate) struct Meaning<'a> {
    /// The values that it may be.
    pub(crate) atoms: Vec<&'a Atom>,
    /// The series that it may be about, the only one if the values leave no choice.
    pub(crate) series: Vec<usize>,
    /// What it has to be, by the words around it.
    pub(crate) tie: Tie,
    /// Whether the unit that is written may be that of a series whose unit the facts do not know.
    is_unknown_unit: bool,
    /// How far it may be from what it means.
    reach: Reach,
}

/// What the words around a number make it be.
#[derive(Debug, PartialEq)]
pub(crate) enum Tie {
    /// Whatever fits.
    Loose,
    /// A value with one of these roles.
    Roles(&'static [Role]),
    /// One of these values, because of the other number that it forms a pair with.
    Partners(Vec<f64>),
}

/// What a number means; none if it is not known to mean anything.
pub(crate) fn meaning<'a>(known: &'a Known, text: &Text, number: &Number) -> Option<Meaning<'a>> {
    let named = text.series_at(number.range.start);
    for reach in readings(number) {
        let fits = |series: &[usize]| -> Vec<&'a Atom> {
            known
                .atoms
                .iter()
                .filter(|atom| is_about(atom, series) && reaches(number, atom, reach))
                .collect()
        };
        let mut atoms = fits(&named);
        if atoms.is_empty() && !named.is_empty() {
            atoms = fits(&[]);
        }
        if atoms.is_empty() {
            continue;
        }
        // Plain values explain a number before what has to be calculated does.
        if atoms.iter().any(|atom| !is_derived(atom.role)) {
            atoms.retain(|atom| !is_derived(atom.role));
        }
        // Nor is a duration a value of a series without a unit, where it is known as a duration.
        if atoms.iter().any(|atom| !is_unknown_unit(number, atom)) {
            atoms.retain(|atom| !is_unknown_unit(number, atom));
        }
        let is_unknown_unit = atoms.iter().any(|atom| is_unknown_unit(number, atom));
        let tie = ties::tie(known, text, number, &atoms, reach);
        if let Tie::Roles(roles) = tie {
            atoms.retain(|atom| roles.contains(&atom.role));
        }
        let first = atoms.first()?.series.clone();
        let is_one = first.len() == 1 && atoms.iter().all(|atom| atom.series == first);
        let series = if is_one { first } else { named };
        return Some(Meaning { atoms, series, tie, is_unknown_unit, reach });
    }
    None
}

impl Meaning<'_> {
    /// Whether the narrative may still be true with another number in the place of this one.
    pub(crate) fn may_be(&self, known: &Known, number: &Number) -> bool {
        // A number that is cut off instead of rounded is wrong by the book, and no error that anybody would mind.
        // And a bound stays true however far away it is.
        let share = if matches!(number.hedge, Hedge::Above | Hedge::Below) {
            f64::INFINITY
        } else {
            self.reach.share
        };
        let reach = Reach { steps: 0.999_999, share, ..self.reach };
        match &self.tie {
            Tie::Partners(values) => values.iter().any(|value| {
                self.atoms
                    .iter()
                    .any(|atom| reaches(number, &Atom { value: *value, ..(*atom).clone() }, reach))
            }),
            Tie::Roles(roles) => {
                self.fits_any(known, number, reach, |atom| roles.contains(&atom.role))
            }
            Tie::Loose => self.fits_any(known, number, reach, |_| true),
        }
    }

    fn fits_any(
        &self,
        known: &Known,
        number: &Number,
        reach: Reach,
        is_it: impl Fn(&Atom) -> bool,
    ) -> bool {
        known.atoms.iter().any(|atom| {
            is_it(atom)
                && is_about(atom, &self.series)
                && (self.is_unknown_unit || !is_unknown_unit(number, atom))
                && reaches(number, atom, reach)
        })
    }
}

/// Whether a number has a unit and a value has none that is known. A percentage may be a share of anything.
fn is_unknown_unit(number: &Number, atom: &Atom) -> bool {
    let is_unit = number.measure.is_some_and(|unit| unit.dimension != Dimension::Percent);
    is_unit && matches!(atom.nature, Nature::Value(None) | Nature::Slope(None, _))
}

pub(crate) fn is_derived(role: Role) -> bool {
    matches!(
        role,
        Role::Difference
            | Role::Ratio
            | Role::Change
            | Role::Between
            | Role::PairDifference
            | Role::PairRatio
            | Role::PairChange
    )
}

/// Whether a value is about one of the series, or about the table; any is if there is no series.
fn is_about(atom: &Atom, series: &[usize]) -> bool {
    series.is_empty()
        || atom.series.is_empty()
        || atom.series.iter().any(|one| series.contains(one))
}

/// Whether a number, however it is read, may be a value of a series with such a role. The table's own values do not count.
pub(crate) fn fits_only(
    known: &Known,
    number: &Number,
    series: usize,
    is_role: impl Fn(Role) -> bool,
) -> bool {
    known.atoms.iter().any(|atom| {
        atom.series.contains(&series)
            && is_role(atom.role)
            && readings(number).into_iter().any(|reach| reaches(number, atom, reach))
    })
}

impl Meaning<'_> {
    /// The same, whatever the words around it say: any value that fits makes it true.
    pub(crate) fn loose(self) -> Self {
        Self { tie: Tie::Loose, ..self }
    }
}
