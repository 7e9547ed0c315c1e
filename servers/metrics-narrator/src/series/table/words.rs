//! Cells as text.

/// A cell as text: what is not UTF-8 is taken for windows-1252, which Excel writes in western countries.
pub(crate) fn text(cell: &[u8]) -> std::borrow::Cow<'_, str> {
    let cell = unquoted(cell);
    match str::from_utf8(cell) {
        Ok(text) => text.into(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(cell).0,
    }
}

/// A cell without the quotation marks that are no part of it: those of a database, or behind a blank, where they do not
/// begin a cell: `1, "2"`.
pub(crate) fn unquoted(cell: &[u8]) -> &[u8] {
    match cell.trim_ascii() {
        [open @ (b'"' | b'\''), inner @ .., close] if open == close => inner,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_around_a_cell_are_no_part_of_it() {
        for (cell, expected) in [
            (" \"5\"", "5"),
            ("'a b'\r", "a b"),
            ("\"\"", ""),
            ("\"", "\""),
            ("'5\"", "'5\""),
            ("5'3\"", "5'3\""),
            ("=\"5\"", "=\"5\""),
        ] {
            assert_eq!(text(cell.as_bytes()), expected, "{cell}");
        }
    }

    #[test]
    fn a_cell_that_is_not_utf_8_is_windows_1252() {
        assert_eq!(text("°".as_bytes()), "°");
        assert_eq!(text(b"\xB0C"), "°C");
    }
}
