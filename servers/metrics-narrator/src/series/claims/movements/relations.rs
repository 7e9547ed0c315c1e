//! Checks what is said of two series together: whether they go the same way or opposite ways.

use crate::series::claims::{
    check::Check,
    context::subjects::extend,
    reading::{cues::Cue, mentions::What, words},
    values::quantities::sign,
};

/// What is wrong with the relation that the cue at a mention speaks of.
pub(in crate::series::claims) fn problem(check: &Check, at: usize, cue: Cue) -> Option<String> {
    let mention = check.scope.get(at)?;
    let told = match cue {
        Cue::Positive => 1,
        Cue::Negative => -1,
        Cue::Together
            if matches!(mention.word.as_str(), "same" | "moving" | "move" | "moves" | "moved") =>
        {
            1
        }
        Cue::Together if says_together(check, at) => 1,
        Cue::Rise | Cue::Fall | Cue::Spike | Cue::Dip => told_by_movements(check, at)?,
        _ => return None,
    };
    if !(is_of_correlation(check, at) || matches!(cue, Cue::Rise | Cue::Fall) || moves(check, at)) {
        return None;
    }
    let coefficient = coefficient_near(check, at).or_else(|| coefficient_of_names(check, at))?;
    let shown = if coefficient < 0.0 { "opposite ways" } else { "the same way" };
    (sign(coefficient) == -told).then(|| {
        format!(
            "“{}” is the wrong way round: the series go {shown} (coefficient {coefficient}).",
            check.quoted(mention)
        )
    })
}

/// Whether a word says that two series move alike: `moved together`, `rise and fall in step`, but not `together, but in
/// opposite directions`.
fn says_together(check: &Check, at: usize) -> bool {
    let scope = &check.scope;
    let (_, end) = scope.sentence(at);
    let mut behind = (at + 1..end).take(4);
    let is_turned = behind.any(|at| matches!(scope.what(at), Some(What::Cue(Cue::Negative))));
    matches!(scope.word(at), "together" | "in" | "lockstep" | "tandem" | "hand")
        && moves(check, at)
        && !is_turned
}

/// Whether a movement of series stands right before a word: `moved in opposite directions`, `rose and fell together`.
fn moves(check: &Check, at: usize) -> bool {
    const VERBS: [&str; 14] = [
        "moved", "move", "moves", "moving", "went", "go", "goes", "going", "ran", "run", "pulled",
        "pull", "headed", "head",
    ];
    let scope = &check.scope;
    let mut before = (0..at).rev().take(3).take_while(|place| !scope.is_name(*place));
    let names = scope.names_of_sentence(at).len();
    let has_times = (scope.sentence(at).0..scope.sentence(at).1)
        .any(|place| matches!(scope.what(place), Some(What::Time(_))));
    names == 2
        && !has_times
        && !is_denied(check, at)
        && before.any(|place| {
            VERBS.contains(&scope.word(place))
                || matches!(scope.what(place), Some(What::Cue(Cue::Rise | Cue::Fall)))
        })
}

fn is_denied(check: &Check, at: usize) -> bool {
    check.scope.has_word(
        at,
        &["not", "never", "neither", "no", "sometimes", "once", "briefly", "didn't", "don't", "if"],
    )
}

/// What two movements that are told of each other say of two series, if the one at a mention is the first of them: 1
/// for `latency rose whenever errors rose`, -1 for `latency falls when requests rise`.
fn told_by_movements(check: &Check, at: usize) -> Option<i8> {
    movements(check, at).filter(|(first, ..)| *first == at).map(|(.., told)| told)
}

/// Whether a movement is one of two that are told of each other. It then says nothing of the series alone.
pub(super) fn is_of_another(check: &Check, at: usize) -> bool {
    movements(check, at).is_some_and(|(first, second, _)| at == first || at == second)
}

/// The two movements of a sentence that tells that one series moves whenever another does, and whether they are alike.
fn movements(check: &Check, at: usize) -> Option<(usize, usize, i8)> {
    let scope = &check.scope;
    let (start, end) = scope.sentence(at);
    let mut places = (start..end).take(MAX_OF_A_RULE);
    let rule = places.find(|place| match scope.word(*place) {
        "whenever" => true,
        "time" | "times" => place
            .checked_sub(1)
            .is_some_and(|before| matches!(scope.word(before), "every" | "each")),
        "every" | "each" => scope.get(*place).is_some_and(|mention| mention.last_word == "time"),
        "when" | "if" | "as" => is_of_the_present(check, start, end),
        _ => false,
    })?;
    let found: Vec<(usize, i8)> = (start..end)
        .filter_map(|place| match scope.what(place) {
            Some(What::Cue(cue @ (Cue::Rise | Cue::Fall | Cue::Spike | Cue::Dip))) => {
                Some((place, cue.direction()))
            }
            _ => None,
        })
        .collect();
    let [(first, one), (second, other)] = found.as_slice() else { return None };
    let has_numbers = (start..end)
        .any(|place| matches!(scope.what(place), Some(What::Number(_) | What::Time(_))));
    let is_between = rule < *first || rule < *second;
    let names = scope.names_of_sentence(at).len();
    (is_between && names == 2 && !has_numbers && !is_denied_rule(check, at)).then_some((
        *first,
        *second,
        one * other,
    ))
}

fn is_denied_rule(check: &Check, at: usize) -> bool {
    check.scope.has_word(at, &["not", "never", "no", "doesn't", "don't"])
}

/// Whether the movements between two mentions are told as what is always so: `when requests rise, latency rises`.
fn is_of_the_present(check: &Check, start: usize, end: usize) -> bool {
    const PRESENT: &str = "\
        rise rises fall falls climb climbs drop drops grow grows sink sinks decline declines increase increases \
        decrease decreases goes go dips jumps";
    let moves = |place: &usize| {
        matches!(
            check.scope.what(*place),
            Some(What::Cue(Cue::Rise | Cue::Fall | Cue::Spike | Cue::Dip))
        )
    };
    (start..end).filter(moves).all(|place| words::holds(PRESENT, check.scope.word(place)))
}

/// A sentence that tells a rule of two series is no longer than this, in mentions.
const MAX_OF_A_RULE: usize = 40;

/// Whether a sentence speaks of how series go together: it says so, or gives a coefficient.
fn is_of_correlation(check: &Check, at: usize) -> bool {
    const WORDS: &str = "\
        related relation relationship coupled linked associated association directions direction connected";
    // `varied inversely with it`
    let is_with = check.scope.word(at + 1) == "with";
    is_with || check.scope.has_cue(at, &[Cue::Correlation]) || check.scope.has_any(at, WORDS)
}

/// The coefficient that the sentence writes next to a word, with its sign.
fn coefficient_near(check: &Check, at: usize) -> Option<f64> {
    let (start, end) = check.scope.sentence(at);
    let coefficient = |at: usize| match check.scope.what(at) {
        Some(What::Number(figure)) => Some(&figure.written).filter(|written| {
            figure.unit.is_none() && written.value <= 1.0 && !written.is_plain_integer
        }),
        _ => None,
    };
    // Without a sign it says nothing that the word does not say.
    let signed = |at: usize| {
        let written = coefficient(at).filter(|written| written.sign != 0)?;
        Some(f64::from(written.sign) * written.value)
    };
    // The coefficient behind the word is its own, with a sign or without.
    match (at..end).find(|at| coefficient(*at).is_some()) {
        Some(behind) => signed(behind),
        None => (start..at).rev().find_map(signed),
    }
}

/// The coefficient of the only pair that a sentence names.
fn coefficient_of_names(check: &Check, at: usize) -> Option<f64> {
    let mut named = check.scope.names_of_sentence(at);
    if named.len() < 2 {
        extend(&mut named, check.scope.carried(at));
    }
    let [one, other] = named.as_slice() else { return None };
    let facts = check.quantities.facts;
    let name = |index: usize| facts.series.get(index).map(|series| series.name.as_str());
    let (one, other) = (name(*one)?, name(*other)?);
    let pair = facts.correlations.iter().find(|correlation| {
        correlation.series.iter().any(|name| name == one)
            && correlation.series.iter().any(|name| name == other)
    });
    pair.map(|correlation| correlation.coefficient)
}
