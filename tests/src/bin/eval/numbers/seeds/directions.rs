//! A direction is turned round: fell for rose, below for above, minimum for maximum.

mod evidence;
mod pairs;

use std::ops::Range;

use self::pairs::{Turn, found};
use crate::numbers::seeds::{Change, digits::like, known::Known, text::Text};

/// A word that says a direction, where it stands.
struct Word {
    range: Range<usize>,
    turn: &'static Turn,
}

/// Directions that are turned round where that is false.
pub(crate) fn changes(known: &Known, text: &Text) -> Vec<Change> {
    words(known, text)
        .iter()
        .filter(|word| {
            !is_denied(text, word) && evidence::is_false(known, text, &word.range, word.turn)
        })
        .map(|word| change(text, word))
        .collect()
}

fn words(known: &Known, text: &Text) -> Vec<Word> {
    let is_name = |at: usize| text.mentions.iter().any(|mention| mention.range.contains(&at));
    // Where a series is called declined_pct, `declines` are its values.
    let is_like_name = |word: &str| {
        known.names.iter().any(|name| {
            word.get(..word.len().saturating_sub(2)).is_some_and(|stem| {
                stem.len() > 3 && name.to_lowercase().contains(&stem.to_lowercase())
            })
        })
    };
    found(text.whole)
        .into_iter()
        .map(|(range, turn)| Word { range, turn })
        .filter(|word| {
            !is_name(word.range.start)
                && !is_like_name(text.words(word.range.clone()))
                && is_direction(text, word)
        })
        .collect()
}

/// Many of the words have other uses: set up, up to 40, back down, high time.
fn is_direction(text: &Text, word: &Word) -> bool {
    let before = text
        .words(text.sentence(word.range.start).start..word.range.start)
        .trim_end()
        .to_lowercase();
    let after = text.words(word.range.end..text.whole.len()).trim_start().to_lowercase();
    let goes = |words: &[&str]| {
        words.iter().any(|one| before.rsplit([' ', '\n', '(', '*']).next() == Some(*one))
    };
    // What goes back after an event goes the other way than the event.
    let is_way_back = goes(&["back", "again", "came", "come"])
        || ["back", "again", "to normal", "to its usual", "to their usual", "off", "out"]
            .iter()
            .any(|one| after.starts_with(one));
    match word.turn.was {
        "up" | "down" => {
            !is_way_back
                && (goes(&[
                    "went", "go", "goes", "going", "moved", "is", "are", "was", "were", "stepped",
                    "crept", "ticked", "edged", "drifted", "drifts", "shot", "trended", "trending",
                    "trends", "pushed", "drove", "sharply", "slightly", "steadily",
                ]) || ["by ", "from ", "sharply", "steadily"]
                    .iter()
                    .any(|one| after.starts_with(one)))
                && !after.starts_with("to ")
                || (after.starts_with("from ") && !is_way_back)
        }
        "high" | "low" => goes(&["a", "its", "the"]) && after.starts_with("of "),
        _ => !is_way_back,
    }
}

/// Who denies a direction does not claim it.
fn is_denied(text: &Text, word: &Word) -> bool {
    let start = text.sentence(word.range.start).start;
    let before = text.words(start..word.range.start).to_lowercase();
    let last: Vec<&str> = before.split_whitespace().rev().take(4).collect();
    last.iter().any(|one| {
        [
            "no", "not", "never", "neither", "nor", "without", "none", "nothing", "if", "whether",
            "hardly",
        ]
        .contains(one)
            || one.ends_with("n't")
    })
}

fn change(text: &Text, word: &Word) -> Change {
    let was = text.words(word.range.clone());
    let is = like(was, word.turn.is);
    // `An increase` becomes `a decrease`.
    let before = text.words(0..word.range.start);
    let is_vowel = |word: &str| {
        word.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U'])
            && !word.starts_with("up")
    };
    let starts_vowel = |word: &str| word.starts_with("up") || is_vowel(word);
    for (article, other) in [("an ", "a "), ("a ", "an ")] {
        let stands = [" ", "\n", "(", "*"]
            .iter()
            .any(|blank| before.ends_with(&format!("{blank}{article}")));
        if stands && starts_vowel(was) != starts_vowel(&is) {
            let range = word.range.start - article.len()..word.range.end;
            return Change::new(range, format!("{other}{is}"));
        }
    }
    Change::new(word.range.clone(), is)
}
