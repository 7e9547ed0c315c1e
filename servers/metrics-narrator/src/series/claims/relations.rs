//! Checks what is said of two series together: whether they go the same way or opposite ways.

use super::{check::Check, mentions::What, quantities::sign, statistics::Cue, subjects::extend};

/// What is wrong with the relation that the cue at a mention speaks of.
pub(super) fn problem(check: &Check, at: usize, cue: Cue) -> Option<String> {
    let mention = check.scope.get(at)?;
    let told = match cue {
        Cue::Positive => 1,
        Cue::Negative => -1,
        Cue::Together
            if matches!(mention.word.as_str(), "same" | "moving" | "move" | "moves" | "moved") =>
        {
            1
        }
        _ => return None,
    };
    if !is_of_correlation(check, at) {
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

/// Whether a sentence speaks of how series go together: it says so, or gives a coefficient.
fn is_of_correlation(check: &Check, at: usize) -> bool {
    const WORDS: [&str; 10] = [
        "related",
        "relation",
        "relationship",
        "coupled",
        "linked",
        "associated",
        "association",
        "directions",
        "direction",
        "connected",
    ];
    // `varied inversely with it`
    let is_with = check.scope.word(at + 1) == "with";
    is_with || check.scope.has_cue(at, &[Cue::Correlation]) || check.scope.has_word(at, &WORDS)
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
