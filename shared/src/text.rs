//! Text that somebody else wrote, made short enough for a sentence.

use crate::limits::MAX_QUOTED_CHARACTERS;

/// How many names a sentence lists.
const MAX_LISTED: usize = 40;

/// The first `max_bytes` of `text`, or as many fewer as leave its last character whole.
pub fn beginning(text: &str, max_bytes: usize) -> &str {
    let end = (0..=max_bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// The first `max_characters` characters of `text`, and a mark where something is left out.
pub(crate) fn excerpt(text: &str, max_characters: usize) -> String {
    match text.char_indices().nth(max_characters) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// `text` in quotation marks, a long one cut short.
pub fn quoted(text: &str) -> String {
    format!("{:?}", excerpt(text, MAX_QUOTED_CHARACTERS))
}

/// `names` in quotation marks, long ones and many of them cut short.
pub fn listed<N: AsRef<str>>(names: impl IntoIterator<Item = N>) -> String {
    let mut names = names.into_iter();
    let listed: Vec<_> =
        names.by_ref().take(MAX_LISTED).map(|name| quoted(name.as_ref())).collect();
    match names.count() {
        0 => listed.join(", "),
        more => format!("{} and {more} more", listed.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_and_long_lists_are_cut_short_with_a_mark() {
        assert_eq!(quoted("a \"b\""), r#""a \"b\"""#);
        assert_eq!(quoted(&"é".repeat(81)), format!("\"{}…\"", "é".repeat(80)));
        assert_eq!(listed(["a", "b"]), r#""a", "b""#);
        assert!(listed(["a"; 43]).ends_with("\"a\" and 3 more"));
    }
}
