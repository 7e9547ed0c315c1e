//! What the facts say: each value with the role it plays, and what follows from pairs of them.

mod collect;
mod derived;

use chrono::NaiveDateTime;
use metrics_narrator::series::facts::{Facts, Moment};

use crate::numbers::seeds::text::{Dimension, Measure};

/// The role that a value plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    Min,
    Max,
    Mean,
    Deviation,
    P25,
    Median,
    P75,
    P90,
    P95,
    P99,
    First,
    Last,
    Slope,
    TrendFrom,
    TrendTo,
    Period,
    Strength,
    Amplitude,
    LevelFrom,
    LevelTo,
    AnomalyValue,
    Expected,
    Deviations,
    AnomalyLength,
    Coefficient,
    Count,
    Missing,
    MissingShare,
    Rows,
    Gaps,
    LongestGap,
    Step,
    OutOfOrder,
    Duplicates,
    Skipped,
    Line,
    Span,
    SeriesCount,
    EventCount,
    Between,
    /// It follows from two values.
    Difference,
    Ratio,
    Change,
    /// It follows from two values of which one leads to the other.
    PairDifference,
    PairRatio,
    PairChange,
}

/// A value that is known.
#[derive(Debug, Clone)]
pub(crate) struct Atom {
    /// The series that it is about; none for the table.
    pub(crate) series: Vec<usize>,
    pub(crate) role: Role,
    pub(crate) value: f64,
    pub(crate) nature: Nature,
}

/// What a value is a value of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Nature {
    /// In the unit of a series; none where the facts do not know it.
    Value(Option<Measure>),
    /// In seconds.
    Seconds,
    /// How many.
    Count,
    /// From 0 to 1, or 1.5 for half as much again: written as a percentage or a fraction.
    Share,
    /// How many times.
    Times,
    Deviations,
    /// In the unit of a series for each so many seconds.
    Slope(Option<Measure>, f64),
}

/// Two values of which one leads to the other: before and after, expected and found.
#[derive(Debug, Clone)]
pub(crate) struct Pair {
    pub(crate) series: usize,
    pub(crate) from: f64,
    pub(crate) to: f64,
}

/// Something that goes up or down.
#[derive(Debug, Clone)]
pub(crate) struct Move {
    pub(crate) series: usize,
    pub(crate) from: NaiveDateTime,
    pub(crate) to: NaiveDateTime,
    pub(crate) is_up: bool,
    pub(crate) kind: MoveKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MoveKind {
    Trend,
    ChangePoint,
    Anomaly,
}

/// The facts, made to be looked up.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) names: Vec<String>,
    /// The units that the headers name.
    pub(crate) units: Vec<String>,
    /// The unit of each series.
    pub(crate) unit_of: Vec<Option<String>>,
    pub(crate) atoms: Vec<Atom>,
    pub(crate) pairs: Vec<Pair>,
    pub(crate) moves: Vec<Move>,
    /// All times.
    pub(crate) moments: Vec<Moment>,
    /// The times of a series, in the order of `names`.
    pub(crate) moments_of: Vec<Vec<Moment>>,
    /// Begin and end of each anomaly, with its series.
    pub(crate) intervals: Vec<(usize, Moment, Moment)>,
    /// The times of the table and of coincidences.
    pub(crate) common: Vec<Moment>,
    /// Coefficients by pairs of series.
    pub(crate) coefficients: Vec<([usize; 2], f64)>,
}

impl Known {
    pub(crate) fn new(facts: &Facts) -> Self {
        let mut known = Self {
            names: facts.series.iter().map(|series| series.name.clone()).collect(),
            unit_of: facts.series.iter().map(|series| series.unit.clone()).collect(),
            units: facts.series.iter().filter_map(|series| series.unit.clone()).collect(),
            ..Self::default()
        };
        known.add_table(facts);
        for (index, series) in facts.series.iter().enumerate() {
            known.add_series(index, series, facts);
        }
        known.add_pairs_of_series(facts);
        derived::add(&mut known);
        known
    }

    fn add(&mut self, series: &[usize], role: Role, value: f64, nature: Nature) {
        if value.is_finite() {
            self.atoms.push(Atom { series: series.to_vec(), role, value, nature });
        }
    }

    /// What a series is counted in.
    pub(crate) fn dimension(&self, series: usize) -> Option<Dimension> {
        let unit = self.unit_of.get(series)?.as_deref()?;
        Measure::of(unit).map(|measure| measure.dimension)
    }
}
