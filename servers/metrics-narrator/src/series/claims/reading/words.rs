//! Reads the word lists of `words/`: lines of a head, a colon and entries parted by commas. An empty line or one that
//! starts with `#` says nothing.

/// Whether a list of words that blanks part holds a word.
pub(in crate::series::claims) fn holds(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|entry| entry == word)
}

/// The lines of a list, each with its head and its entries.
pub(super) fn lines(
    list: &'static str,
) -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(':')).map(|(head, entries)| {
        (head.trim(), entries.split(',').map(str::trim).filter(|entry| !entry.is_empty()))
    })
}
