//! Checks that numbers that are told together belong together: from this to that, between this and that.

use crate::series::claims::{
    context::{governors::Governor, scope::Scope, subjects::Source},
    numbers::{claim::Claim, derived},
    reading::{
        cues::{Cue, Grip},
        mentions::{Figure, What},
    },
    values::{quantities::Quantity, statistics::Statistic as S},
};

use super::spans::span;

/// What a check of two numbers finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::series::claims::numbers) enum Verdict {
    /// The number is not told together with another.
    Alone,
    /// The two are facts that belong together.
    Borne,
    /// They are not.
    Wrong,
}

/// Whether a number and the one that it is told together with are facts that belong together.
pub(in crate::series::claims::numbers) fn verdict(claim: &Claim) -> Verdict {
    let Some((from, to)) = span(&claim.check.scope, claim.at) else { return Verdict::Alone };
    // `coefficients between 0.994 and 0.997` are of two pairs of series.
    if are_coefficients(claim, [from, to]) {
        return Verdict::Alone;
    }
    // `unusual for 24 to 30 seconds at a time`
    if are_lengths_of_anomalies(claim, [from, to]) {
        return Verdict::Borne;
    }
    let is_joint = |governor: &Governor| claim.check.scope.last_word(governor.at) == "to";
    // `from a mean of 12 to a peak of 45` says itself what the two are.
    let is_said = |at: usize| {
        let governors = claim.check.scope.governors(at);
        governors.into_iter().any(|governor| {
            governor.at > from && governor.cue.grip() == Grip::Firm && !is_joint(&governor)
        })
    };
    let is_bound = claim.is_bound_firmly() && !claim.governors.iter().any(is_joint);
    if is_bound || is_said(to) {
        return Verdict::Alone;
    }
    let figures = (claim.check.scope.figure(from), claim.check.scope.figure(to));
    let (Some(first), Some(second)) = figures else { return Verdict::Alone };
    // A name may stand behind either: `from 46.2k to 38.8k tokens per second`.
    let mut claim = claim.with(claim.figure);
    for at in [from, to] {
        let subjects = claim.check.scope.subjects(at);
        let is_name = |place: usize| claim.check.scope.is_name(place);
        let is_link = at == to && matches!(claim.check.scope.word(at + 1), "for" | "in" | "of");
        let follows = is_name(at + 1) || is_link && is_name(at + 2);
        if subjects.is_of_clause && !claim.subjects.is_of_clause || follows {
            claim.subjects = subjects;
        }
    }
    match belong_together(&claim, to, first, second) {
        true => Verdict::Borne,
        // `up 14 ms to 108`, `gained 14 ms to 108`: the first says how far it went.
        false if is_led_by_way(&claim.check.scope, from) && is_way(&claim, from, first) => {
            Verdict::Alone
        }
        false => Verdict::Wrong,
    }
}

/// Whether a word of movement stands right before a number, which may be how far something went.
fn is_led_by_way(scope: &Scope, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| match scope.what(before) {
        Some(What::Cue(cue)) => cue.is_movement(),
        _ => matches!(scope.word(before), "added" | "adds" | "adding"),
    })
}

/// Whether a number of a span is how far something went.
fn is_way(claim: &Claim, at: usize, figure: &Figure) -> bool {
    derived::is_borne(&Claim { at, ..claim.with(figure) })
}

/// Whether two numbers may be coefficients, and the words speak of some.
fn are_coefficients(claim: &Claim, ends: [usize; 2]) -> bool {
    let scope = &claim.check.scope;
    let is_small =
        |at: usize| scope.figure(at).is_some_and(|it| it.unit.is_none() && it.written.value <= 1.0);
    scope.has_cue(claim.at, &[Cue::Correlation]) && ends.into_iter().all(is_small)
}

/// Whether two numbers are how long two anomalies of the series lasted.
fn are_lengths_of_anomalies(claim: &Claim, ends: [usize; 2]) -> bool {
    let is_length = |at: usize| {
        claim.check.scope.figure(at).is_some_and(|figure| {
            let seconds = figure.seconds_per_unit;
            seconds.is_some_and(|seconds| claim.with(figure).is_duration_of_anomaly(seconds))
        })
    };
    ends.into_iter().all(is_length)
}

/// Whether two numbers, the second of which is at the mention `end`, are two facts of a series that are told together.
fn belong_together(claim: &Claim, end: usize, from: &Figure, to: &Figure) -> bool {
    // `from 2.96 to 5.43 %`: the unit of one is that of both.
    let per_seconds = from.per_seconds.or(to.per_seconds.filter(|_| from.unit.is_none()));
    let from = Figure { per_seconds, ..from.in_unit_of(to) };
    let to = to.in_unit_of(&from);
    // `from 17.9 to 28.2 thousand`: so is the scale.
    let (scaled_from, scaled_to) = (from.at_scale_of(&to), to.at_scale_of(&from));
    let first = [claim.with(&from), claim.with(&scaled_from)];
    let second = [claim.with(&to), claim.with(&scaled_to)];
    let telling = Telling::of(claim, end);
    telling.series_meant(&from, &to).into_iter().any(|series| {
        let levels = claim.check.quantities.levels_of(series);
        let is = |number: &[Claim; 2], level: &Quantity| {
            number.iter().any(|claim| claim.is_level_of(series, level))
        };
        let is_first = |one: &&Quantity| telling.may_be(one.statistic) && is(&first, one);
        let is_borne = levels
            .iter()
            .filter(is_first)
            .any(|one| levels.iter().any(|two| telling.joins(one, two) && is(&second, two)));
        if is_borne {
            claim.check.remember(claim.at, series);
        }
        is_borne
    })
}

/// Statistics of a series, each with those that a text may tell behind it.
const TOGETHER: [(S, &[S]); 11] = [
    (S::Mean, &[S::Median]),
    (S::TrendFrom, &[S::TrendTo]),
    (S::ChangeFrom, &[S::ChangeTo]),
    (S::ChangeTo, &[S::Last, S::ChangeFrom, S::ChangeTo]),
    (S::First, &[S::Last, S::Maximum, S::Minimum, S::AnomalyValue]),
    (S::Minimum, &[S::Maximum, S::Last]),
    (S::Maximum, &[S::Minimum, S::Last]),
    (S::P25, &[S::P75]),
    (S::Expected, &[S::AnomalyValue]),
    (S::AnomalyValue, &[S::Expected, S::Last, S::AnomalyValue]),
    (S::Last, &[S::First]),
];

/// How two numbers are told together.
struct Telling<'c> {
    claim: &'c Claim<'c>,
    /// The claim at the second number.
    at_end: Claim<'c>,
    /// Whether the words speak of a range, which has no order, and not of a movement.
    is_range: bool,
    /// Whether those up to the second number speak of a movement.
    moves: bool,
    /// Whether `up to` or `down to` leads to the second.
    is_led_to: bool,
}

impl<'c> Telling<'c> {
    fn of(claim: &'c Claim<'c>, end: usize) -> Self {
        let scope = &claim.check.scope;
        let (start, _) = scope.sentence(claim.at);
        let is_movement = |at: usize| matches!(scope.what(at), Some(What::Cue(cue)) if cue.is_movement() || *cue == Cue::Change);
        let is_range = is_range(claim);
        let moves = !is_range && (start..end).any(is_movement);
        let before = end.checked_sub(1).filter(|before| scope.last_word(*before) == "to");
        let is_way = |at: usize| matches!(scope.word(at), "up" | "down");
        let is_led_to =
            before.is_some_and(|to| is_way(to) || scope.word(to) == "to" && is_way(to - 1));
        let at_end = Claim { at: end, ..claim.with(claim.figure) };
        Self { claim, at_end, is_range, moves, is_led_to }
    }

    /// The series that the two numbers may be of.
    fn series_meant(&self, from: &Figure, to: &Figure) -> Vec<usize> {
        let claim = self.claim;
        // The two ends of a range with enough digits say themselves whose they are, unless a name does.
        let is_clear = match self.is_range {
            true => claim.subjects.source == Source::Named,
            false => {
                claim.subjects.source != Source::Carried
                    && !claim.check.scope.has_other_subject(claim.at)
            }
        };
        let is_telling = !self.is_range || from.written.digits >= 3 && to.written.digits >= 3;
        match !is_clear && is_telling {
            true => (0..claim.facts().series.len()).collect(),
            false => claim.all_subjects(),
        }
    }

    /// Whether the words let one of the two be a statistic. The ends of a range are only meant where they speak of one.
    fn may_be(&self, statistic: S) -> bool {
        let (scope, at) = (&self.claim.check.scope, self.claim.at);
        match statistic {
            // `goes from 9.6 up to 49.1`
            S::Minimum | S::Maximum if self.is_led_to => true,
            S::Minimum | S::Maximum | S::P25 | S::P75 => {
                !self.moves
                    || scope.is_licensed(at, statistic)
                        && scope.has_cue(
                            at,
                            &[Cue::Range, Cue::Quartiles, Cue::Maximum, Cue::Minimum, Cue::Extreme],
                        )
            }
            S::Mean | S::Median => scope.is_licensed(at, statistic) || compares_averages(scope, at),
            // What a series begins with is no end of the range of its values.
            S::First | S::Last => !self.is_range || scope.is_licensed(at, statistic),
            _ => true,
        }
    }

    /// Whether a text tells two facts of a series so, the first before the second.
    fn joins(&self, one: &Quantity, two: &Quantity) -> bool {
        let found = TOGETHER.iter().find(|(first, _)| *first == one.statistic);
        found.is_some_and(|(_, partners)| partners.contains(&two.statistic))
            && one.value != two.value
            && (self.may_be(two.statistic) || self.claim.is_timed(two))
            && self.is_order_of_events(one, two)
            && !self.is_unsaid_end(one, two)
            && !self.is_backwards(one, two)
            && !self.is_untimed_anomaly(one, two)
            && !self.is_elsewhere(one, two)
    }

    /// Whether two facts are of one event, or of a level and a later one; a range has no order.
    fn is_order_of_events(&self, one: &Quantity, two: &Quantity) -> bool {
        let is_after_change = one.statistic == S::ChangeTo;
        let is_backwards = is_after_change
            && two.statistic == S::ChangeFrom
            && !self.is_range
            && one.of.event >= two.of.event;
        let is_trend = (one.statistic, two.statistic) == (S::TrendFrom, S::TrendTo);
        if is_trend && one.of.event > two.of.event {
            return false;
        }
        let are_anomalies = one.statistic == S::AnomalyValue && two.statistic == S::AnomalyValue;
        // `0.8–0.9 A on these days`
        are_anomalies && !self.moves
            || one.of.event == two.of.event && !is_backwards
            || !(one.statistic.is_of_event() && two.statistic.is_of_event())
            || is_after_change && (self.is_range || two.of.event > one.of.event)
    }

    /// Nothing moves from its last value to its first one.
    fn is_backwards(&self, one: &Quantity, two: &Quantity) -> bool {
        self.moves && (one.statistic, two.statistic) == (S::Last, S::First)
    }

    /// What is the lowest and then the last is called so.
    fn is_unsaid_end(&self, one: &Quantity, two: &Quantity) -> bool {
        two.statistic == S::Last
            && matches!(one.statistic, S::Minimum | S::Maximum)
            && !self.claim.check.scope.is_licensed(self.claim.at, S::Last)
    }

    /// From the first value on to an anomaly, whose time is told.
    fn is_untimed_anomaly(&self, one: &Quantity, two: &Quantity) -> bool {
        const EVENTS: [Cue; 5] = [Cue::Spike, Cue::Dip, Cue::Anomaly, Cue::Maximum, Cue::Minimum];
        one.statistic == S::First
            && two.statistic == S::AnomalyValue
            && !self.claim.shares_event(two)
            && !self.claim.check.scope.has_cue(self.claim.at, &EVENTS)
    }

    /// `fell from 118 to 83 at 23:05`, where that happened at another time.
    fn is_elsewhere(&self, one: &Quantity, two: &Quantity) -> bool {
        one.statistic == S::ChangeFrom
            && two.statistic == S::ChangeTo
            && self.at_end.is_timed_otherwise(two, true)
    }
}

/// Whether the sentence or the one before compares a mean with a median.
fn compares_averages(scope: &Scope, at: usize) -> bool {
    let says = |cue: Cue| {
        scope.has_cue(at, &[cue])
            || scope.sentence_before(at).is_some_and(|(before, _)| scope.has_cue(before, &[cue]))
    };
    says(Cue::Mean) && says(Cue::Median)
}

/// Whether two numbers are told as the ends of a range: `between X and Y`, `X–Y`, `ranged from X to Y`.
fn is_range(claim: &Claim) -> bool {
    let Some((from, to)) = span(&claim.check.scope, claim.at) else { return false };
    let scope = &claim.check.scope;
    let says_range = |governor: Governor| {
        !governor.is_behind && governor.cue == Cue::Range && governor.words <= 1
    };
    scope.governors(from).into_iter().any(says_range)
        || (from..to).any(|at| matches!(scope.word(at), "and" | "–" | "-"))
}
