//! Checks directions: what is said to rise must rise, what is said to be above must be above.
//!
//! The numbers that a word of movement governs decide first, then the events at the times of its clause, then the trend
//! and the changes of its series. Where nothing speaks against the word it stands: a direction is refused only if the
//! facts show the opposite and nothing of what is said.
//!
//! - `figures` weighs the numbers, `behind` those behind the word, `ends` what one of them says
//! - `constants` refuses any movement of a series that never changes
//! - `times` weighs the times, `course` the course of the series
//! - `known` says what the facts know of it in a message

mod behind;
mod constants;
mod course;
mod ends;
mod figures;
mod known;
mod times;

use crate::series::claims::{
    check::Check,
    reading::{
        cues::Cue,
        mentions::{Figure, What},
        units::Dimension,
        words,
    },
};

use super::{relations, unsaid};

/// What is wrong with the movement that the cue at a mention speaks of.
pub(in crate::series::claims) fn problem(check: &Check, at: usize, cue: Cue) -> Option<String> {
    let direction = cue.side();
    if direction == 0
        || unsaid::is_unsaid(check, at)
        || unsaid::is_particle(check, at)
        || unsaid::is_of_both(check, at)
        || relations::is_of_another(check, at)
    {
        return None;
    }
    // What is slower may be more, of a time, or less, of a speed.
    let is_of_pace = matches!(check.scope.word(at), "slower" | "faster" | "quicker");
    if is_of_pace && matches!(cue, Cue::Above | Cue::Below) || unsaid::is_measure(check, at, cue) {
        return None;
    }
    let movement = Movement { check, at, cue, direction };
    if movement.is_amount_below_zero() {
        return None;
    }
    (movement.is_of_constant() || movement.is_contradicted()).then(|| movement.message())
}

/// A word that says up or down.
struct Movement<'c> {
    check: &'c Check<'c>,
    at: usize,
    cue: Cue,
    direction: i8,
}

/// Whether a slope that may be chance counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    Sure,
    Any,
}

/// What evidence says of a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Evidence {
    None,
    For,
    Against,
}

impl Movement<'_> {
    fn is_contradicted(&self) -> bool {
        let of_numbers = self.of_numbers();
        if of_numbers != Evidence::None {
            return of_numbers == Evidence::Against;
        }
        if self.recurs() {
            return false;
        }
        // What happened at a time that is told may be another thing than what is spoken of.
        let (of_times, of_series) = (self.of_times(), self.of_series());
        [of_times, of_series].contains(&Evidence::Against)
            && ![of_times, of_series].contains(&Evidence::For)
    }

    /// Whether the word says that a series with a season goes up or down each time: it does both.
    fn recurs(&self) -> bool {
        let scope = &self.check.scope;
        let facts = self.check.quantities.facts;
        let subjects = scope.subjects(self.at).series.into_iter();
        scope.recurs(scope.clause(self.at))
            && subjects
                .filter_map(|index| facts.series.get(index))
                .any(|it| it.seasonality.is_some())
    }

    /// Whether the word speaks of an amount, and all that is spoken of lies below zero, so that what becomes less goes up:
    /// a vacuum of -25 that weakens.
    fn is_amount_below_zero(&self) -> bool {
        const OF_AMOUNTS: &str = "\
            weaken weakens weakened weakening strengthen strengthens strengthened strengthening collapse collapses \
            collapsed collapsing ease eases eased easing fade fades faded fading";
        if !words::holds(OF_AMOUNTS, self.check.scope.word(self.at)) {
            return false;
        }
        let facts = &self.check.quantities.facts.series;
        let is_below = |series: usize| {
            let summary = facts.get(series).and_then(|series| series.summary.as_ref());
            summary.is_some_and(|summary| summary.max < 0.0)
        };
        let subjects = self.check.scope.subjects(self.at).series;
        !subjects.is_empty() && subjects.into_iter().all(is_below)
    }

    /// Weighs directions that facts have.
    fn weighed(&self, directions: &[i8]) -> Evidence {
        match directions {
            _ if directions.contains(&self.direction) => Evidence::For,
            _ if directions.iter().any(|direction| *direction == -self.direction) => {
                Evidence::Against
            }
            _ => Evidence::None,
        }
    }

    fn figure(&self, at: usize) -> Option<&Figure> {
        match self.check.scope.what(at) {
            Some(What::Number(figure)) if figure.is_value() || self.is_of_time_series(at) => {
                Some(figure)
            }
            _ => None,
        }
    }

    /// Whether a number of seconds or minutes may be a value of its series.
    fn is_of_time_series(&self, at: usize) -> bool {
        let subjects = self.check.scope.subjects(at).series;
        subjects.into_iter().any(|series| {
            self.check.quantities.unit(series).is_some_and(|unit| unit.dimension == Dimension::Time)
        })
    }

    /// Whether it is said to be sudden.
    fn is_abrupt(&self) -> bool {
        matches!(self.cue, Cue::Spike | Cue::Dip)
            || self.check.scope.has_word(self.at, &["sharply", "suddenly", "abruptly"])
    }
}
