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

/// Phrases by their first words, so that a text is read once for all of them.
pub(super) struct Phrases(HashMap<&'static str, Vec<(usize, &'static str)>>);

impl Phrases {
    pub(super) fn of(phrases: impl IntoIterator<Item = &'static str>) -> Self {
        let mut by_first: HashMap<_, Vec<_>> = HashMap::new();
        for (number, phrase) in phrases.into_iter().enumerate() {
            let first = phrase.split(' ').next().unwrap_or_default();
            by_first.entry(first).or_default().push((number, phrase));
        }
        Self(by_first)
    }

    /// The numbers of those that a text holds, whose words have one blank around each.
    pub(super) fn in_text<'a>(&'a self, spaced: &'a str) -> impl Iterator<Item = usize> + 'a {
        spaced.match_indices(' ').flat_map(|(blank, _)| {
            let text = spaced.get(blank + 1..).unwrap_or_default();
            let first = text.split(' ').next().unwrap_or_default();
            let begun = self.0.get(first).into_iter().flatten();
            begun.filter_map(move |(number, phrase)| {
                text.strip_prefix(phrase)?.starts_with(' ').then_some(*number)
            })
        })
    }
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
