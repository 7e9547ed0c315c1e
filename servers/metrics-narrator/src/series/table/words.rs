//! Cells as text.

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
    fn a_cell_that_is_not_utf_8_is_windows_1252() {
        assert_eq!(text("°".as_bytes()), "°");
        assert_eq!(text(b"\xB0C"), "°C");
    }
}
