//! What a sentence says by its words: why, who was hit, what failed, that it is over, or what is still to be done.

use std::{collections::HashSet, sync::LazyLock};

use crate::report::words::{is_alike, kinds};

/// What a phrase is a cue for, and how much a sentence with it gains. The weights are round, and the choice hardly
/// depends on them: half or twice of any of them changes ROUGE-1 by less than .01.
const WEIGHTS: [(&str, f32); 5] =
    [("cause", 0.5), ("who", 0.5), ("failure", 0.5), ("recovery", 0.25), ("plan", -1.0)];

/// The gain of a sentence of these words, in lower case, by its cues. A cue counts once.
pub(super) fn gain(words: &[String]) -> f32 {
    let has =
        |kind: &str| PHRASES.iter().any(|(other, phrase)| *other == kind && is_in(phrase, words));
    WEIGHTS.iter().filter(|(kind, _)| has(kind)).map(|(_, weight)| weight).sum()
}

/// Whether a word says nothing about the subject of a sentence.
pub(in crate::report) fn is_common(word: &str) -> bool {
    COMMON.contains(word)
}

fn is_in(phrase: &[&str], words: &[String]) -> bool {
    words
        .windows(phrase.len())
        .any(|window| window.iter().zip(phrase).all(|(word, part)| is_alike(word, part)))
}

static PHRASES: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let cues = kinds(include_str!("words/cues.txt"));
    cues.map(|(kind, phrase)| (kind, phrase.split(' ').collect())).collect()
});

static COMMON: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("words/common.txt").split_whitespace().collect());

#[cfg(test)]
mod tests {
    use super::*;

    fn gain_of(text: &str) -> f32 {
        gain(&text.split(' ').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn sentences_that_say_why_and_who_gain_and_plans_lose() {
        assert!(
            gain_of("customers saw errors because a disk was full")
                > gain_of("customers saw errors")
        );
        assert!(gain_of("customers saw errors") > gain_of("a meeting was held"));
        assert!(gain_of("we will add an alert") < 0.0);
    }

    #[test]
    fn a_phrase_is_found_as_a_whole_and_once() {
        assert!(gain_of("the root of the tree is a cause") > 0.0);
        assert_eq!(gain_of("the root of the tree"), 0.0);
        assert_eq!(gain_of("errors errors errors"), gain_of("errors"));
    }
}
