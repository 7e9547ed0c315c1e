//! Words of movement that say of no series that it moves: what is denied or asked, an extreme that only measures, `climbs and
//! falls` together, and `up` and `down` that belong to another verb.

use crate::series::claims::{
    check::Check,
    reading::{mentions::What, statistics::Cue},
};

use super::usual;

/// Whether a movement is denied, asked or imagined.
pub(in crate::series::claims) fn is_unsaid(check: &Check, at: usize) -> bool {
    const UNSAID: [&str; 29] = [
        "no", "not", "never", "without", "neither", "nor", "hardly", "isn't", "wasn't", "didn't",
        "doesn't", "aren't", "weren't", "nothing", "none", "if", "could", "may", "might", "would",
        "should", "whether", "unless", "don't", "hadn't", "haven't", "hasn't", "cannot", "can",
    ];
    // `growth unaffected`
    let is_undisturbed = matches!(
        check.scope.word(at + 1),
        "unaffected"
            | "unharmed"
            | "untouched"
            | "undisturbed"
            | "unimpaired"
            | "unabated"
            | "intact"
            | "uninterrupted"
    );
    if is_undisturbed {
        return true;
    }
    let clause = check.scope.clause(at);
    clause.take_while(|place| *place < at).any(|place| {
        check.scope.get(place).is_some_and(|mention| {
            UNSAID.contains(&mention.word.as_str()) || mention.word.ends_with("n't")
        })
    }) || check.scope.sentence_asks(at)
}

/// Whether an extreme is what something else is measured by: `eighteen times the low`, `17 degrees below the high`.
pub(in crate::series::claims) fn is_measure(check: &Check, at: usize, cue: Cue) -> bool {
    let scope = &check.scope;
    let before = (0..at).rev().take(4).take_while(|place| !scope.is_boundary(*place));
    let measures = |place: usize| match scope.what(place) {
        Some(What::Cue(Cue::Above | Cue::Below)) => true,
        Some(What::Number(figure)) => figure.is_ratio(),
        _ => false,
    };
    matches!(cue, Cue::Maximum | Cue::Minimum) && before.into_iter().any(measures)
}

/// Whether a word stands beside its opposite: `climbs and falls`, `the quietest and the busiest hour`.
pub(in crate::series::claims) fn is_of_both(check: &Check, at: usize) -> bool {
    let direction = |at: usize| match check.scope.what(at) {
        Some(What::Cue(Cue::Maximum)) => 1,
        Some(What::Cue(Cue::Minimum)) => -1,
        Some(What::Cue(cue)) => cue.direction(),
        _ => 0,
    };
    let is_joined = |one: usize, two: usize| {
        direction(one) * direction(two) < 0
            && two > one + 1
            && (one + 1..two).all(|between| {
                matches!(
                    check.scope.word(between),
                    "and" | "or" | "to" | "the" | "/" | "then" | "its" | "&"
                )
            })
    };
    (1..=3).any(|step| {
        is_joined(at, at + step) || at.checked_sub(step).is_some_and(|before| is_joined(before, at))
    })
}

/// Whether `up` or `down` belongs to another verb or says no direction: `up to`, `back up`, `made up`.
pub(in crate::series::claims) fn is_particle(check: &Check, at: usize) -> bool {
    let scope = &check.scope;
    let Some(mention) = scope.get(at) else { return false };
    let previous = at
        .checked_sub(1)
        .and_then(|at| scope.get(at))
        .map_or("", |mention| mention.last_word.as_str());
    let next = scope.get(at + 1);
    let is_number =
        |at: usize| matches!(scope.get(at).map(|mention| &mention.what), Some(What::Number(_)));
    if usual::compares(check, at) {
        return false;
    }
    let is_idle = next.is_some_and(|next| next.word == "by") && !(at + 2..at + 8).any(is_number);
    // `the counter lost 5 days` of readings.
    let is_missing = matches!(mention.word.as_str(), "lost" | "dropped" | "loses" | "lose")
        && match scope.what(at + 1) {
            Some(What::Number(figure)) => {
                figure.seconds_per_unit.is_some()
                    || matches!(scope.what(at + 2), Some(What::Cue(Cue::Readings)))
            }
            _ => false,
        };
    if is_missing {
        return true;
    }
    // Rain and night fall without becoming less.
    if is_idle
        || next.is_some_and(|next| {
            matches!(next.word.as_str(), "between" | "within" | "in" | "into" | "on" | "short")
        }) && matches!(mention.word.as_str(), "fell" | "fall" | "falls" | "falling")
        || matches!(previous, "back" | "rain" | "snow" | "rainfall" | "night" | "darkness")
        || mention.word == "fallen"
            && (2..=3).any(|back| {
                let word = at.checked_sub(back).map_or("", |place| scope.word(place));
                matches!(word, "rain" | "snow" | "rainfall" | "hail" | "night" | "darkness")
            })
    {
        return true;
    }
    if !matches!(
        mention.word.as_str(),
        "up" | "down"
            | "over"
            | "under"
            | "past"
            | "beyond"
            | "more"
            | "less"
            | "lead"
            | "step"
            | "close"
    ) || mention.word != mention.last_word
    {
        return false;
    }
    let before =
        at.checked_sub(1).and_then(|at| scope.get(at)).map_or("", |mention| mention.word.as_str());
    let after = scope.get(at + 1);
    let is_movement = matches!(
        before,
        "is" | "are"
            | "was"
            | "were"
            | "went"
            | "go"
            | "goes"
            | "going"
            | "gone"
            | ","
            | "("
            | "trending"
            | "sharply"
            | "moved"
            | "it"
            | "%"
            | "came"
            | "come"
            | "comes"
            | "way"
    ) || matches!(after.map(|mention| &mention.what), Some(What::Number(_)))
        || matches!(after.map(|mention| mention.word.as_str()), Some("from" | "by"));
    !(matches!(mention.word.as_str(), "up" | "down") && is_movement)
}
