//! What others wrote, made short enough for a sentence.

use shared::limits::MAX_QUOTED_CHARACTERS;

/// How many names a sentence lists.
const MAX_LISTED: usize = 40;

/// `text` in quotation marks, a long one cut short.
pub(crate) fn quoted(text: &str) -> String {
    match text.char_indices().nth(MAX_QUOTED_CHARACTERS) {
        Some((end, _)) => format!("{:?}", format!("{}…", text.get(..end).unwrap_or_default())),
        None => format!("{text:?}"),
    }
}

/// `names` in quotation marks, many of them cut short.
pub(crate) fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let mut names = names.into_iter();
    let listed: Vec<_> = names.by_ref().take(MAX_LISTED).map(quoted).collect();
    match names.count() {
        0 => listed.join(", "),
        more => format!("{} and {more} more", listed.join(", ")),
    }
}

/// A cell as text: what is not UTF-8 is taken for windows-1252, which Excel writes in western countries.
pub(crate) fn text(cell: &[u8]) -> std::borrow::Cow<'_, str> {
    match str::from_utf8(cell) {
        Ok(text) => text.into(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(cell).0,
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

    #[test]
    fn a_cell_that_is_not_utf_8_is_windows_1252() {
        assert_eq!(text("°".as_bytes()), "°");
        assert_eq!(text(b"\xB0C"), "°C");
    }
}
