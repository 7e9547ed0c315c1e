//! The words of a text, and lists of words, which stand in text files: one a line, and lines that begin with "#" say
//! what they are.

use std::{collections::HashMap, sync::LazyLock};

/// A list that is read when it is first needed.
pub(super) type Words = LazyLock<Vec<&'static str>>;

/// Months, days and other stretches of time.
pub(super) static PERIODS: Words = Words::new(|| read(include_str!("words/periods.txt")));

/// The words of a list.
pub(super) fn read(list: &'static str) -> Vec<&'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

/// The lines of a list that have a kind and a phrase, with a tab between.
pub(super) fn kinds(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    read(list).into_iter().filter_map(|line| line.split_once('\t'))
}

/// Phrases with what each stands for, by their first words, so that a text is read once for all of them.
pub(super) struct Phrases<T>(HashMap<&'static str, Vec<(T, &'static str)>>);

impl Phrases<()> {
    /// The phrases of a list that all stand for the same.
    pub(super) fn of_list(list: &'static str) -> Self {
        Self::of(read(list).into_iter().map(|phrase| ((), phrase)))
    }
}

impl<T: Copy> Phrases<T> {
    pub(super) fn of(phrases: impl IntoIterator<Item = (T, &'static str)>) -> Self {
        let mut by_first: HashMap<_, Vec<_>> = HashMap::new();
        for (meaning, phrase) in phrases {
            let first = phrase.split(' ').next().unwrap_or_default();
            by_first.entry(first).or_default().push((meaning, phrase));
        }
        Self(by_first)
    }

    /// What those stand for that a text holds, which is [`spaced`].
    pub(super) fn in_text<'a>(&'a self, spaced: &'a str) -> impl Iterator<Item = T> + 'a {
        spaced.match_indices(' ').flat_map(|(blank, _)| {
            let text = spaced.get(blank + 1..).unwrap_or_default();
            let first = text.split(' ').next().unwrap_or_default();
            let begun = self.0.get(first).into_iter().flatten();
            begun.filter_map(move |(meaning, phrase)| {
                text.strip_prefix(phrase)?.starts_with(' ').then_some(*meaning)
            })
        })
    }

    /// Whether a text that is [`spaced`] holds any of them.
    pub(super) fn are_in(&self, spaced: &str) -> bool {
        self.in_text(spaced).next().is_some()
    }
}

/// The words of a text in lower case with one blank around each.
pub(super) fn spaced(text: &str) -> String {
    format!(" {} ", words(text).collect::<Vec<_>>().join(" "))
}

/// Whether a word is that of a list, where "fail*" is any word that begins so.
pub(super) fn is_alike(word: &str, listed: &str) -> bool {
    listed.strip_suffix('*').map_or(word == listed, |begin| word.starts_with(begin))
}

/// Whether a word in lower case denies what stands behind it.
pub(super) fn negates(word: &str) -> bool {
    matches!(word, "no" | "not" | "without" | "never" | "none" | "nor" | "neither" | "zero")
        || word.ends_with("n't")
}

/// The words of a text in lower case: its letters and digits, without what stands between.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    let runs = text.split(|character: char| !character.is_alphanumeric());
    runs.filter(|word| !word.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_and_empty_lines_are_no_words() {
        assert_eq!(read("# Fruit\napple\n\nripe pear\n"), ["apple", "ripe pear"]);
    }
}
