//! Checks that numbers that are told together belong together: from this to that, between this and that.

use crate::series::claims::{
    context::{governors::Governor, scope::Scope, subjects::Source},
    reading::{
        mentions::{Figure, What},
        statistics::{Cue, Grip, Statistic as S},
    },
    values::quantities::Quantity,
};

use super::claim::Claim;

/// What a check of two numbers finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::series::claims) enum Verdict {
    /// The number is not told together with another.
    Alone,
    /// The two are facts that belong together.
    Borne,
    /// They are not.
    Wrong,
}

/// Whether a number and the one that it is told together with are facts that belong together.
pub(in crate::series::claims) fn verdict(claim: &Claim) -> Verdict {
    let Some((from, to)) = span(&claim.check.scope, claim.at) else { return Verdict::Alone };
    let is_joint = |governor: &Governor| {
        claim.check.scope.get(governor.at).is_some_and(|mention| mention.last_word == "to")
    };
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
    let figure = |at: usize| match claim.check.scope.get(at).map(|mention| &mention.what) {
        Some(What::Number(figure)) => Some(figure.as_ref()),
        _ => None,
    };
    let (Some(first), Some(second)) = (figure(from), figure(to)) else { return Verdict::Alone };
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
    if belong_together(&claim, to, first, second) { Verdict::Borne } else { Verdict::Wrong }
}

/// The two numbers of `from X to Y`, `X → Y`, one of which is at a mention.
pub(in crate::series::claims) fn span(scope: &Scope, at: usize) -> Option<(usize, usize)> {
    let (start, end) = scope.sentence(at);
    let is_number = |at: usize| matches!(scope.get(at).map(|mention| &mention.what), Some(What::Number(figure)) if !figure.written.is_spelled || figure.written.value == 0.0);
    let word = |at: usize| scope.get(at).map_or("", |mention| mention.word.as_str());
    let last_word = |at: usize| scope.get(at).map_or("", |mention| mention.last_word.as_str());
    let is_small = |at: usize| {
        last_word(at) != "to"
            && matches!(
                word(at),
                "about"
                    | "around"
                    | "some"
                    | "roughly"
                    | "nearly"
                    | "almost"
                    | "just"
                    | "over"
                    | "under"
                    | "up"
                    | "down"
                    | "a"
                    | "the"
                    | "only"
                    | "approximately"
                    | "~"
                    | "as"
                    | "back"
            )
    };
    let lead = |at: usize| (start..at).rev().find(|place| !is_small(*place));
    // The number before the `to`, with its unit, a time or a few words between.
    let before_to = |to: usize| {
        let is_joint = |place: &usize| {
            last_word(*place) == "to" || matches!(word(*place), "→" | "and" | "–" | "-")
        };
        let joint = lead(to).filter(is_joint)?;
        // `from 108 (2 March, 02:00) to 371`: a time in brackets does not part them.
        let mut depth = 0;
        let mut parts = |place: usize| {
            match word(place) {
                ")" => depth += 1,
                "(" if depth > 0 => depth -= 1,
                _ => return depth == 0 && scope.is_boundary(place),
            }
            false
        };
        let mut outer = (start..joint).rev().take(8).take_while(|place| !parts(*place));
        // `by 512 litres (17.7 %) to 2,381`: what stands in a bracket is no end of it.
        let is_in_bracket = |place: usize| {
            let inner = (place..joint).find(|at| matches!(word(*at), "(" | ")"));
            inner.is_some_and(|at| word(at) == ")")
        };
        let from = outer.find(|place| is_number(*place) && !is_in_bracket(*place))?;
        // `from an expected 738 to 89`
        let is_said = |place: &usize| {
            is_small(*place)
                || !matches!(word(*place), "between" | "from")
                    && matches!(scope.get(*place).map(|mention| &mention.what), Some(What::Cue(_)))
                || matches!(word(*place), "an" | "of" | "its" | "level")
        };
        let before = (start..from).rev().take(4).find(|place| !is_said(place));
        let is_dash = matches!(word(joint), "–" | "-");
        if is_dash && !(from + 1 == joint && joint + 1 == to) {
            return None;
        }
        // `vibration 2.1 to 5.3 mm/s`: where nothing stands between the two, the `to` joins them by itself.
        let before = before.map_or("", word);
        let is_bare = from + 1 == joint && joint + 1 == to && before != "by";
        let is_from = match word(joint) {
            "→" | "–" | "-" => true,
            "and" => before == "between",
            _ => is_bare || matches!(before, "from" | "("),
        };
        is_from.then_some((from, to))
    };
    if !is_number(at) {
        return None;
    }
    if let Some(found) = before_to(at) {
        return Some(found);
    }
    let next = (at + 1..end).take(9).find(|place| is_number(*place))?;
    before_to(next).filter(|(from, _)| *from == at)
}

/// Whether two numbers, the second of which is at the mention `end`, are two facts of a series that are told together.
fn belong_together(claim: &Claim, end: usize, from: &Figure, to: &Figure) -> bool {
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
        (S::AnomalyValue, &[S::Expected, S::Last]),
        (S::Last, &[S::First]),
    ];
    // The ends of a range are only meant where the words speak of one.
    let scope = &claim.check.scope;
    let is_range = is_range(claim);
    let (start, _) = scope.sentence(claim.at);
    let is_movement = |at: usize| {
        matches!(
            scope.what(at),
            Some(What::Cue(Cue::Rise | Cue::Fall | Cue::Change | Cue::Spike | Cue::Dip))
        )
    };
    let moves = !is_range && (start..end).any(is_movement);
    let may_be = |statistic: S| match statistic {
        S::Minimum | S::Maximum | S::P25 | S::P75 => {
            !moves
                || scope.is_licensed(claim.at, statistic)
                    && scope.has_cue(
                        claim.at,
                        &[Cue::Range, Cue::Quartiles, Cue::Maximum, Cue::Minimum, Cue::Extreme],
                    )
        }
        S::Mean | S::Median => {
            scope.is_licensed(claim.at, statistic) || compares_averages(scope, claim.at)
        }
        // What a series begins with is no end of the range of its values.
        S::First | S::Last => !is_range || scope.is_licensed(claim.at, statistic),
        _ => true,
    };
    // `from 2.96 to 5.43 %`: the unit of one is that of both.
    let per_seconds = from.per_seconds.or(to.per_seconds).filter(|_| from.unit.is_none());
    let from = &Figure {
        unit: from.unit.clone().or_else(|| to.unit.clone()),
        per_seconds: from.per_seconds.or(per_seconds),
        ..from.clone()
    };
    let to = &Figure { unit: to.unit.clone().or_else(|| from.unit.clone()), ..to.clone() };
    // `from 17.9 to 28.2 thousand`: so is the scale.
    let (scaled_from, scaled_to) = (from.at_scale_of(to), to.at_scale_of(from));
    let (other, scaled) = (claim.with(&scaled_from), claim.with(&scaled_to));
    let (from, to) = (claim.with(from), claim.with(to));
    let mut at_end = claim.with(to.figure);
    at_end.at = end;
    // The two ends of a range with enough digits say themselves whose they are, unless a name does.
    let is_clear = match is_range {
        true => claim.subjects.source == Source::Named,
        false => claim.subjects.source != Source::Carried && !scope.has_other_subject(claim.at),
    };
    let is_telling = !is_range || from.figure.written.digits >= 3 && to.figure.written.digits >= 3;
    let meant = match !is_clear && is_telling {
        true => (0..claim.facts().series.len()).collect(),
        false => claim.all_subjects(),
    };
    meant.into_iter().any(|series| {
        let levels = claim.check.quantities.levels_of(series);
        let is_first = |one: &&Quantity| {
            may_be(one.statistic)
                && (from.is_level_of(series, one) || other.is_level_of(series, one))
        };
        let is_borne = levels.iter().filter(is_first).any(|one| {
            let found = TOGETHER.iter().find(|(first, _)| *first == one.statistic);
            let partners = found.map_or(&[][..], |(_, partners)| *partners);
            levels.iter().any(|two| {
                let is_backwards = one.statistic == S::ChangeTo
                    && two.statistic == S::ChangeFrom
                    && !is_range
                    && one.of.event >= two.of.event;
                let is_event = one.of.event == two.of.event && !is_backwards
                    || !(one.statistic.is_of_event() && two.statistic.is_of_event())
                    // From one level to a later one; a range has no order.
                    || one.statistic == S::ChangeTo
                        && (is_range || two.of.event > one.of.event);
                // What is the lowest and then the last is called so.
                let is_unsaid_end = two.statistic == S::Last
                    && matches!(one.statistic, S::Minimum | S::Maximum)
                    && !scope.is_licensed(claim.at, S::Last);
                // From the first value on to an anomaly, whose time is told.
                let is_untimed = one.statistic == S::First
                    && two.statistic == S::AnomalyValue
                    && !claim.shares_event(two)
                    && !scope.has_cue(
                        claim.at,
                        &[Cue::Spike, Cue::Dip, Cue::Anomaly, Cue::Maximum, Cue::Minimum],
                    );
                // `fell from 118 to 83 at 23:05`, where that happened at another time.
                let is_elsewhere = one.statistic == S::ChangeFrom
                    && two.statistic == S::ChangeTo
                    && at_end.is_timed_otherwise(two, true);
                partners.contains(&two.statistic)
                    && !is_untimed
                    && !is_elsewhere
                    && (may_be(two.statistic) || claim.is_timed(two))
                    && is_event
                    && one.value != two.value
                    && !is_unsaid_end
                    && (to.is_level_of(series, two) || scaled.is_level_of(series, two))
            })
        });
        if is_borne {
            claim.check.remember(claim.at, series);
        }
        is_borne
    })
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
        || (from..to).any(|at| {
            claim
                .check
                .scope
                .get(at)
                .is_some_and(|mention| matches!(mention.word.as_str(), "and" | "–" | "-"))
        })
}
