//! Words of movement that say of no series that it moves: what is denied or asked, an extreme that only measures,
//! `climbs and falls` together, and `up` and `down` that belong to another verb.

use crate::series::claims::{
    check::Check,
    context::scope::Scope,
    reading::{cues::Cue, mentions::What, words},
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
    // `the first jump`, `all jumps`: a thing that is done, not a movement of its numbers
    let is_deed = words::holds(DEEDS, check.scope.word(at))
        && at.checked_sub(1).is_some_and(|before| {
            matches!(check.scope.what(before), Some(What::Cue(Cue::First | Cue::Last)))
                || matches!(check.scope.word(before), "all" | "each" | "every" | "per")
        });
    // `shed nothing`
    let is_nothing = matches!(check.scope.word(at + 1), "nothing" | "none" | "nowhere");
    // `the two shorter ones`, `the largest item`
    let is_choice = words::holds(PARTS, check.scope.word(at + 1))
        // `the high level did not last`
        || matches!(check.scope.last_word(at), "high" | "low")
            && matches!(check.scope.word(at + 1), "level" | "levels" | "plateau" | "phase");
    if is_undisturbed
        || is_deed
        || is_nothing
        || is_choice
        || points_back(check, at)
        || fails_to_come(&check.scope, at)
        || check.scope.is_of_list_of_cues(at)
        || compares_events(&check.scope, at)
    {
        return true;
    }
    let clause = check.scope.clause(at);
    clause.take_while(|place| *place < at).any(|place| {
        check.scope.get(place).is_some_and(|mention| {
            UNSAID.contains(&mention.word.as_str()) || mention.word.ends_with("n't")
        })
    }) || check.scope.sentence_asks(at)
}

/// Things that are done and called by a word of movement.
const DEEDS: &str =
    "jump jumps climb climbs dive dives drop drops lift lifts ascent ascents descent descents";

/// What is larger or smaller beside others, and does not move.
const PARTS: &str = "\
    one ones event events item items part parts share component components contributor contributors cost costs expense expenses \
    source sources block line consumer user category group change changes step steps move shift shifts deviation \
    deviations disturbance disturbances episode episodes excursion excursions effect effects";

/// Whether a noun of movement points back to one that was told before: `three days before that drop,`.
fn points_back(check: &Check, at: usize) -> bool {
    let scope = &check.scope;
    let before = at.checked_sub(1).map_or("", |before| scope.word(before));
    matches!(before, "this" | "that" | "these" | "those") && scope.is_boundary(at + 1)
}

/// Whether what a word names did not come: `the Saturday peak failed to appear`, `the surge was absent`.
fn fails_to_come(scope: &Scope, at: usize) -> bool {
    const ABSENT: &str = "absent missing lacking cancelled canceled";
    const COME: &str = "appear come happen materialise materialize show occur arrive exist take";
    let denies = |place: usize| {
        matches!(scope.word(place), "not" | "never") || scope.word(place).ends_with("n't")
    };
    let fails = |place: usize| {
        matches!(scope.word(place), "failed" | "fails" | "fail") && scope.word(place + 1) == "to"
            || denies(place) && words::holds(COME, scope.word(place + 1))
            || words::holds(ABSENT, scope.word(place))
    };
    let stops = |place: &usize| scope.is_boundary(*place) || scope.is_number(*place);
    (at + 1..at + 5).take_while(|place| !stops(place)).any(fails)
}

/// Whether a comparative sets one event against another: `a second, smaller episode`.
fn compares_events(scope: &Scope, at: usize) -> bool {
    const SIZES: &str = "smaller larger bigger greater lesser longer shorter";
    let is_event = |place: usize| {
        matches!(scope.what(place), Some(What::Cue(Cue::Anomaly | Cue::Spike | Cue::Dip)))
    };
    let stops = |place: &usize| scope.is_boundary(*place) || scope.is_number(*place);
    words::holds(SIZES, scope.word(at))
        && (at + 1..at + 4).take_while(|place| !stops(place)).any(is_event)
}

/// Whether an extreme is what something else is measured by: `eighteen times the low`, `17 degrees below the high`.
pub(super) fn is_measure(check: &Check, at: usize, cue: Cue) -> bool {
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
pub(super) fn is_of_both(check: &Check, at: usize) -> bool {
    let direction = |at: usize| match check.scope.what(at) {
        Some(What::Cue(cue)) => cue.side(),
        _ => 0,
    };
    let is_extreme =
        |at: usize| matches!(check.scope.what(at), Some(What::Cue(Cue::Maximum | Cue::Minimum)));
    let is_joined = |one: usize, two: usize| {
        direction(one) * direction(two) < 0
            && is_extreme(one) == is_extreme(two)
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
pub(super) fn is_particle(check: &Check, at: usize) -> bool {
    let scope = &check.scope;
    if usual::compares(check, at) {
        return false;
    }
    is_idle(scope, at)
        || loses_readings(scope, at)
        || falls_without_becoming_less(scope, at)
        || may_be_particle(scope, at) && !is_movement(scope, at)
}

/// `up by` without a number.
fn is_idle(scope: &Scope, at: usize) -> bool {
    scope.word(at + 1) == "by" && !(at + 2..at + 8).any(|place| scope.is_number(place))
}

/// `the counter lost 5 days` of readings.
fn loses_readings(scope: &Scope, at: usize) -> bool {
    let is_of_readings = || {
        scope.figure(at + 1).is_some_and(|figure| {
            figure.seconds_per_unit.is_some()
                || matches!(scope.what(at + 2), Some(What::Cue(Cue::Readings)))
        })
    };
    matches!(scope.word(at), "lost" | "dropped" | "loses" | "lose") && is_of_readings()
}

/// Rain and night fall without becoming less, and so does what falls behind, ill or silent.
fn falls_without_becoming_less(scope: &Scope, at: usize) -> bool {
    const WEATHER: &str = "rain snow rainfall night darkness";
    let word = scope.word(at);
    let previous = at.checked_sub(1).map_or("", |before| scope.last_word(before));
    let is_weather = |back: usize| {
        let word = at.checked_sub(back).map_or("", |place| scope.word(place));
        words::holds(WEATHER, word) || word == "hail"
    };
    const OTHERWISE: &str = "\
        between within in into on short behind ill sick silent asleep apart outside inside due through foul prey victim";
    // `fell up to 50 seconds behind`
    let is_behind = || {
        let mut words = (at + 1..at + 8).take_while(|place| !scope.is_boundary(*place));
        words.any(|place| scope.word(place) == "behind")
    };
    // `its maximum of 18.25 fell at 21:00`
    let is_extreme =
        |place: usize| matches!(scope.what(place), Some(What::Cue(Cue::Maximum | Cue::Minimum)));
    let is_dated = scope.word(at + 1) == "at"
        && matches!(scope.what(at + 2), Some(What::Time(_)))
        && (at.saturating_sub(5)..at).any(is_extreme);
    matches!(word, "fell" | "fall" | "falls" | "falling" | "fallen")
        && (words::holds(OTHERWISE, scope.word(at + 1)) || is_behind() || is_dated)
        || previous == "back"
        || words::holds(WEATHER, previous)
        || word == "fallen" && (2..=3).any(is_weather)
}

/// Whether a word of movement may say nothing beside another verb.
fn may_be_particle(scope: &Scope, at: usize) -> bool {
    const PARTICLES: &str = "up down over under past beyond more less lead step close";
    words::holds(PARTICLES, scope.word(at)) && scope.word(at) == scope.last_word(at)
}

/// Whether `up` or `down` is said of a movement: `was up`, `down from 12`.
fn is_movement(scope: &Scope, at: usize) -> bool {
    const BEFORE: &str = "\
        is are was were went go goes going gone , ( trending sharply moved it % came come comes way";
    let before = at.checked_sub(1).map_or("", |before| scope.word(before));
    matches!(scope.word(at), "up" | "down")
        && (words::holds(BEFORE, before)
            || scope.is_number(at + 1)
            || matches!(scope.word(at + 1), "from" | "by"))
}
