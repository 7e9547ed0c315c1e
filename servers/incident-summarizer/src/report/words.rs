//! The words of a text, and lists of words, which stand in text files: one a line, and lines that begin with "#" say
//! what they are.

use std::sync::LazyLock;

/// A list that is read when it is first needed.
pub(super) type Words = LazyLock<Vec<&'static str>>;

/// Months, days and other stretches of time.
pub(super) static PERIODS: Words = Words::new(|| read(include_str!("words/periods.txt")));

/// The words of a list.
pub(super) fn read(list: &'static str) -> Vec<&'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
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
