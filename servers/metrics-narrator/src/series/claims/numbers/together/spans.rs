//! Finds the two ends of what is told as one: `from X to Y`, `X → Y`, `between X and Y`.

use crate::series::claims::{
    context::scope::Scope,
    reading::{mentions::What, words},
};

/// The mentions of the two numbers of `from X to Y`, `X → Y`, one of which is at a mention.
pub(in crate::series::claims) fn span(scope: &Scope, at: usize) -> Option<(usize, usize)> {
    if !is_end(scope, at) {
        return None;
    }
    let (_, end) = scope.sentence(at);
    span_to(scope, at)
        .or_else(|| {
            let next = (at + 1..end).take(9).find(|place| is_end(scope, *place))?;
            span_to(scope, next).filter(|(from, _)| *from == at)
        })
        .or_else(|| span_back(scope, at, end))
}

/// `up to 3.90 from its low of 2.85`: the span that a text tells from its end, one of whose numbers is at a mention.
fn span_back(scope: &Scope, at: usize, end: usize) -> Option<(usize, usize)> {
    let begins = |to: usize| {
        let from = (to + 1..end.min(to + 7)).find(|place| is_end(scope, *place))?;
        let is_said = |place: usize| {
            is_small(scope, place)
                || is_level_word(scope, place)
                || matches!(scope.what(place), Some(What::Cue(_)))
        };
        let is_back = scope.word(to + 1) == "from" && (to + 2..from).all(is_said);
        (scope.lead_word(to) == "to" && is_back).then_some((from, to))
    };
    let (start, _) = scope.sentence(at);
    let before = || (start.max(at.saturating_sub(6))..at).rev().find(|place| is_end(scope, *place));
    begins(at).or_else(|| begins(before()?).filter(|(from, _)| *from == at))
}

/// Whether a mention is a number in digits, or zero.
fn is_end(scope: &Scope, at: usize) -> bool {
    scope.figure(at).is_some_and(|figure| !figure.written.is_spelled || figure.written.value == 0.0)
}

/// The span whose second number is at a mention.
fn span_to(scope: &Scope, to: usize) -> Option<(usize, usize)> {
    let (start, _) = scope.sentence(to);
    let is_joint = |place: &usize| {
        scope.last_word(*place) == "to" || matches!(scope.word(*place), "→" | "and" | "–" | "-")
    };
    let is_said = |place: &usize| is_small(scope, *place) || is_level_word(scope, *place);
    let joint = (start..to).rev().find(|place| !is_said(place)).filter(is_joint)?;
    let from = number_before(scope, start, joint)?;
    let is_tight = from + 1 == joint && joint + 1 == to;
    let before = word_before(scope, start, from);
    let is_span = match scope.word(joint) {
        "–" | "-" => is_tight,
        "→" => true,
        "and" => before == "between",
        // `vibration 2.1 to 5.3 mm/s`: where nothing stands between the two, the `to` joins them by itself.
        // `up 14 ms to 108` tells how far, and where to.
        _ => {
            let is_step = from > start && matches!(scope.last_word(from - 1), "up" | "down");
            is_tight && before != "by" && !is_step || matches!(before, "from" | "(")
        }
    };
    is_span.then_some((from, to))
}

/// The number before a joint, with its unit, a time or a few words between.
fn number_before(scope: &Scope, start: usize, joint: usize) -> Option<usize> {
    // `from 108 (2 March, 02:00) to 371`: a time in brackets does not part them.
    let mut depth = 0;
    let mut parts = |place: usize| {
        match scope.word(place) {
            ")" => depth += 1,
            "(" if depth > 0 => depth -= 1,
            _ => return depth == 0 && scope.is_boundary(place),
        }
        false
    };
    // `by 512 litres (17.7 %) to 2,381`: what stands in a bracket is no end of it.
    let is_in_bracket = |place: usize| {
        let bracket = (place..joint).find(|at| matches!(scope.word(*at), "(" | ")"));
        bracket.is_some_and(|at| scope.word(at) == ")")
    };
    let mut outer = (start..joint).rev().take(8).take_while(|place| !parts(*place));
    outer.find(|place| is_end(scope, *place) && !is_in_bracket(*place))
}

/// The word before a number, without those that say what it is: `from an expected 738 to 89`.
fn word_before<'s>(scope: &Scope<'s>, start: usize, number: usize) -> &'s str {
    let is_said = |place: &usize| {
        let word = scope.word(*place);
        is_small(scope, *place)
            || matches!(scope.what(*place), Some(What::Cue(_)))
                && !matches!(word, "between" | "from")
            || is_level_word(scope, *place)
    };
    let before = (start..number).rev().take(4).find(|place| !is_said(place));
    before.map_or("", |place| scope.word(place))
}

/// Whether a word only says that a number is a level: `from a level of 15 to a level of 52`.
fn is_level_word(scope: &Scope, at: usize) -> bool {
    matches!(scope.word(at), "an" | "of" | "its" | "level")
}

/// Whether a word only says how exact a number is.
fn is_small(scope: &Scope, at: usize) -> bool {
    const SMALL: &str = "\
        about around some roughly nearly almost just over under up down a the only approximately ~ as back";
    scope.last_word(at) != "to" && words::holds(SMALL, scope.word(at))
}
