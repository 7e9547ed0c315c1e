//! Reads the word lists of `words/`: lines of a head, a colon and entries parted by commas. An empty line
//! or one that starts with `#` says nothing.

use super::tokens::tokens;

/// The lines of a word list, each with its head and its entries; every entry as its stems, joined by
/// spaces.
pub(super) fn lines(list: &'static str) -> impl Iterator<Item = (&'static str, Vec<String>)> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(':')).map(|(head, entries)| {
        let entries = entries.split(',').map(joined_stems);
        (head.trim(), entries.filter(|entry| !entry.is_empty()).collect())
    })
}

/// The stems of a word or phrase, joined by spaces.
pub(super) fn joined_stems(phrase: &str) -> String {
    let stems: Vec<String> = tokens(phrase).into_iter().map(|token| token.stem).collect();
    stems.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_head_and_the_stems_of_its_entries() {
        let read: Vec<_> = lines("# Money.\n\n0.5: charges, paid out,\nnonsense\n").collect();
        assert_eq!(read, [("0.5", vec!["charg".to_owned(), "paid out".to_owned()])]);
    }
}
