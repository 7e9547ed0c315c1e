//! Lists of words, which stand in text files: one a line, and lines that begin with "#" say what they are.

use std::sync::LazyLock;

/// A list that is read when it is first needed.
pub(super) type Words = LazyLock<Vec<&'static str>>;

/// The words of a list.
pub(super) fn read(list: &'static str) -> Vec<&'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_and_empty_lines_are_no_words() {
        assert_eq!(read("# Fruit\napple\n\nripe pear\n"), ["apple", "ripe pear"]);
    }
}
