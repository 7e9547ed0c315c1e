//! What a number says of two values: their difference, or what the one is of the other.

use crate::series::claims::{
    numbers::claim::Claim,
    reading::{
        mentions::{Hedge, What},
        numerals::Written,
        units::Dimension,
    },
    values::{equality::is_value, quantities::sign},
};

/// What a number says of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Difference,
    Percent,
    Ratio,
}

/// Two values that something may follow from.
pub(super) struct Pair {
    pub(super) from: f64,
    pub(super) to: f64,
    /// How much either may be off, for numbers that are themselves rounded.
    pub(super) slack: f64,
    /// The series, for its unit; none if the values are already in the number's unit.
    pub(super) series: Option<usize>,
}

impl Pair {
    /// How much a value may be off; nothing if it is told so roughly that nearly anything would follow from it.
    fn slack_of(&self, value: f64) -> f64 {
        if self.slack <= value.abs() * MAX_SLACK { self.slack } else { 0.0 }
    }

    /// Whether a pair may be told as going up or down.
    pub(super) fn allows(&self, told: i8) -> bool {
        told == 0 || self.series.is_none() || sign(self.to - self.from) == told
    }
}

impl Form {
    pub(super) fn of(claim: &Claim) -> Self {
        match claim.dimension() {
            Some(Dimension::Percent) => Self::Percent,
            Some(Dimension::Times) => Self::Ratio,
            None if claim.is_ratio_again() => Self::Ratio,
            // `half`, but not `zero`
            None if claim.figure.written.is_spelled
                && claim.figure.written.value > 0.0
                && claim.figure.written.value < 1.0 =>
            {
                Self::Ratio
            }
            // `two and a half times as high (2.55)`
            None if claim.word(-1) == "("
                && (2..=6).any(|back| matches!(claim.what(-back), Some(What::Number(figure)) if figure.is_ratio())) =>
            {
                Self::Ratio
            }
            _ => Self::Difference,
        }
    }

    /// Whether a number follows from a pair.
    pub(super) fn follows(self, claim: &Claim, pair: &Pair) -> bool {
        let (from, to) = (pair.from, pair.to);
        let written = &claim.figure.written;
        let is = |factor: f64, value: f64, slack: f64| {
            let step = written.step + slack / factor.max(f64::MIN_POSITIVE);
            let loose = Written { step, ..written.clone() };
            is_value(&loose, claim.figure.hedge, factor, value)
        };
        match self {
            Self::Difference => {
                let factor = match pair.series {
                    Some(series) => claim.difference_factor(series),
                    None => Some(1.0),
                };
                // What is told too roughly says nothing of a difference.
                let is_fine = pair.slack <= (to - from).abs() * 0.1;
                is_fine && factor.is_some_and(|factor| is(factor, to - from, 2.0 * pair.slack))
            }
            Self::Percent if from != 0.0 => {
                let ratio = to / from;
                let slack = 200.0 * pair.slack_of(from) / from.abs() * ratio.abs().max(1.0);
                [ratio - 1.0, ratio].into_iter().any(|share| is(1.0, share * 100.0, slack))
            }
            Self::Ratio if from != 0.0 && to != 0.0 => {
                // `twice as much again`, `a third more` speak of what is added.
                let is_more = written.value < 1.0
                    || matches!(claim.word(1), "more" | "higher" | "larger" | "longer" | "again");
                let slack =
                    |of: f64, ratio: f64| 2.0 * pair.slack_of(of) / of.abs() * ratio.abs().max(1.0);
                // `more than three times` is less than four.
                let is_within = |ratio: f64| {
                    claim.figure.hedge == Hedge::Over
                        && written.value.fract() == 0.0
                        && written.value >= 2.0
                        && (written.value..written.value + 1.0).contains(&ratio.abs())
                };
                is_within(to / from)
                    || is_within(from / to)
                    || is(1.0, to / from, slack(from, to / from))
                    || is(1.0, from / to, slack(to, from / to))
                    || is_more && is(1.0, to / from - 1.0, slack(from, 1.0))
            }
            _ => false,
        }
    }
}

/// The share of itself that a number may be rounded by for others to follow from it.
const MAX_SLACK: f64 = 0.02;
