//! Bytes as text, in the encodings that spreadsheets write, and the refusal of what is no text.
//!
//! A byte-order mark decides. Without one, bytes that are UTF-8 are UTF-8: other text hardly ever is by chance.
//! What remains is read as windows-1252, which Excel writes for "CSV" in western countries and which holds
//! ISO 8859-1. That is an assumption; whoever shows the table can name it.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::material::kind;

/// `bytes` as text without a byte-order mark, its lines ended by line feeds alone, and the name of its encoding;
/// or what they are instead, as the end of a sentence.
pub(super) fn decoded(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), String> {
    if let Some(problem) = kind::kind_instead_of_table(bytes) {
        return Err(problem);
    }
    let (text, mut encoding, is_damaged) = UTF_8.decode(bytes);
    let mut text = with_line_feeds(text);
    if is_damaged && encoding != UTF_8 {
        return Err("begins as UTF-16 and is damaged; export it as CSV in UTF-8".to_owned());
    }
    if is_damaged {
        // Two bytes that make one letter in UTF-8 are rare in windows-1252: unless the damage outnumbers them, one
        // bad byte must not turn every é into two letters.
        let damages = text.matches(char::REPLACEMENT_CHARACTER).count();
        let letters = text.chars().filter(|character| !character.is_ascii()).count() - damages;
        if (letters >= damages || Encoding::for_bom(bytes).is_some())
            && let Some(line) = line_of(&text, |character| character == char::REPLACEMENT_CHARACTER)
        {
            return Err(format!("is UTF-8 with damage in line {line}; save it as UTF-8 again"));
        }
        encoding = WINDOWS_1252;
        text = with_line_feeds(encoding.decode_without_bom_handling(bytes).0);
        // Five bytes are no characters in windows-1252.
        if let Some(line) = line_of(&text, |character| matches!(character, '\u{80}'..='\u{9F}')) {
            return Err(format!(
                "is neither UTF-8 nor windows-1252 (line {line}); save it as UTF-8"
            ));
        }
    }
    if let Some(line) = line_of(&text, |character| character == '\0') {
        return Err(format!(
            "holds a zero byte in line {line}, so that it is no text, or UTF-16 without a byte-order mark; export it \
             as CSV in UTF-8"
        ));
    }
    // In another encoding, a text shows its kind only now.
    if let Some(problem) = kind::kind_instead_of_table(text.trim_start().as_bytes()) {
        return Err(problem);
    }
    Ok((text, encoding.name()))
}

fn with_line_feeds(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text }
}

/// The line of the first character that is `wanted`.
fn line_of(text: &str, wanted: impl Fn(char) -> bool) -> Option<usize> {
    let before = text.get(..text.find(wanted)?)?;
    Some(before.matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
    }

    #[test]
    fn text_is_read_in_the_encodings_that_spreadsheets_write() {
        for (bytes, text, encoding) in [
            ("é€😀".as_bytes().to_vec(), "é€😀", "UTF-8"),
            ("\u{FEFF}é€😀".as_bytes().to_vec(), "é€😀", "UTF-8"),
            (utf_16("é€😀", u16::to_le_bytes), "é€😀", "UTF-16LE"),
            (utf_16("é€😀", u16::to_be_bytes), "é€😀", "UTF-16BE"),
            (
                b"caf\xE9 \x80 5 \x96 \x93good\x94 \xFF\x7F".to_vec(),
                "café € 5 – “good” ÿ\x7F",
                "windows-1252",
            ),
            (Vec::new(), "", "UTF-8"),
        ] {
            assert_eq!(decoded(&bytes), Ok((text.into(), encoding)));
        }
    }

    #[test]
    fn damaged_text_is_refused_with_its_line_and_not_read_as_another_encoding() {
        for (bytes, refusal) in [
            (
                "é\nà\nü".bytes().chain(*b"\n\xFF").collect(),
                "is UTF-8 with damage in line 4; save it as UTF-8 again",
            ),
            (
                b"\xEF\xBB\xBFa\rb\r\xFF".to_vec(),
                "is UTF-8 with damage in line 3; save it as UTF-8 again",
            ),
            // Cyrillic letters in another encoding.
            (
                b"a\n\xCF\xF0\x8D".to_vec(),
                "is neither UTF-8 nor windows-1252 (line 2); save it as UTF-8",
            ),
            (
                b"\xFF\xFEa\0b".to_vec(),
                "begins as UTF-16 and is damaged; export it as CSV in UTF-8",
            ),
            (
                b"\xFE\xFF\xD8\x00\0a".to_vec(),
                "begins as UTF-16 and is damaged; export it as CSV in UTF-8",
            ),
        ] {
            assert_eq!(decoded(&bytes), Err(refusal.to_owned()));
        }
    }

    #[test]
    fn what_is_no_table_of_text_is_refused_by_its_kind() {
        for (bytes, kind) in [
            (
                &b"PK\x03\x04\x14\0"[..],
                "an office file (.xlsx, .docx, .ods) or another ZIP archive",
            ),
            (b"\xD0\xCF\x11\xE0\xA1", "an old office file (.xls, .doc, .msg)"),
            (b"%PDF-1.7\n", "a PDF document"),
            (b"SQLite format 3\0", "a database"),
            (b"\xEF\xBB\xBF\n <!DOCTYPE html>", "an HTML page"),
            (b"<TABLE><tr>", "an HTML page"),
            (b"<?xml version", "an XML document"),
            (b"{\"a\": 1}", "JSON"),
            (b"[{\"a\": 1}]", "JSON"),
        ] {
            let refusal = format!("is {kind}, not a table of text; export it as CSV");
            assert_eq!(decoded(bytes), Err(refusal));
        }
        for text in ["PK,b\n1,2", "[a],{b}\n1,2", "<a>,b"] {
            assert!(decoded(text.as_bytes()).is_ok(), "{text}");
        }
    }

    #[test]
    fn a_zero_byte_is_in_no_text() {
        for bytes in [&b"a\nb\0c"[..], b"\0\n\0a", b"a\n\xE9\0"] {
            let refusal = decoded(bytes).unwrap_err();
            assert!(refusal.starts_with("holds a zero byte in line "), "{refusal}");
        }
        assert!(decoded(b"a\nb\0c").unwrap_err().contains("line 2,"));
    }

    #[test]
    fn every_byte_of_windows_1252_has_its_character() {
        let high: Vec<u8> = (0x80..=0xFF)
            .filter(|byte| !matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D))
            .collect();
        let latin_1: String = (0xA0..=0xFF).map(char::from).collect();
        let expected = format!("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ{latin_1}");
        assert_eq!(decoded(&high), Ok((expected.into(), "windows-1252")));
        for byte in [0x81, 0x8D, 0x8F, 0x90, 0x9D] {
            assert!(decoded(&[byte]).is_err(), "{byte:#x}");
        }
    }
}
