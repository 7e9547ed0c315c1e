//! Bytes as text, in the encodings that spreadsheets write, and the refusal of what is no text.
//!
//! A byte-order mark decides. Without one, bytes that are UTF-8 are UTF-8: other text hardly ever is by chance.
//! What remains is read as windows-1252, which Excel writes for "CSV" in western countries and which holds
//! ISO 8859-1. That is an assumption; whoever shows the table can name it.

use std::borrow::Cow;

/// How files begin that people take for tables, and what they are.
const OTHER_BYTES: [(&[u8], &str); 4] = [
    (b"PK\x03\x04", "a spreadsheet (.xlsx, .ods) or another ZIP archive"),
    (b"\xD0\xCF\x11\xE0", "an old spreadsheet (.xls)"),
    (b"%PDF-", "a PDF document"),
    (b"SQLite format 3", "a database"),
];

/// The same for texts, in small letters.
const OTHER_TEXTS: [(&str, &str); 6] = [
    ("<!doctype", "an HTML page"),
    ("<html", "an HTML page"),
    ("<table", "an HTML page"),
    ("<?xml", "an XML document"),
    ("{\"", "JSON"),
    ("[{", "JSON"),
];

/// What the bytes 0x80 to 0x9F are in windows-1252, NUL where they are nothing; from 0xA0 on, bytes are code points.
const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘',
    '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// `bytes` as text without a byte-order mark, and the name of their encoding; or what they are instead, as
/// the end of a sentence.
pub(super) fn decoded(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), String> {
    if let Some((_, kind)) = OTHER_BYTES.iter().find(|(begin, _)| bytes.starts_with(begin)) {
        return Err(no_table(kind));
    }
    let (text, encoding) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => match str::from_utf8(rest) {
            Ok(text) => (text.into(), "UTF-8"),
            Err(error) => return Err(damaged(rest, error.valid_up_to())),
        },
        [0xFF, 0xFE, rest @ ..] => (utf_16(rest, u16::from_le_bytes)?.into(), "UTF-16LE"),
        [0xFE, 0xFF, rest @ ..] => (utf_16(rest, u16::from_be_bytes)?.into(), "UTF-16BE"),
        _ => match str::from_utf8(bytes) {
            Ok(text) => (text.into(), "UTF-8"),
            Err(error) => (windows_1252(bytes, error.valid_up_to())?.into(), "windows-1252"),
        },
    };
    let text: Cow<'_, str> = text;
    if let Some(at) = text.bytes().position(|byte| byte == 0) {
        return Err(format!(
            "holds a zero byte in line {}, so that it is no text, or UTF-16 without a byte-order mark; export it as \
             CSV in UTF-8",
            line(text.as_bytes(), at)
        ));
    }
    let begin: String = text.trim_start().chars().take(10).collect();
    let begin = begin.to_ascii_lowercase();
    if let Some((_, kind)) = OTHER_TEXTS.iter().find(|(other, _)| begin.starts_with(other)) {
        return Err(no_table(kind));
    }
    Ok((text, encoding))
}

fn no_table(kind: &str) -> String {
    format!("is {kind}, not a table of text; export it as CSV")
}

fn damaged(bytes: &[u8], at: usize) -> String {
    format!("is UTF-8 with damage in line {}; save it as UTF-8 again", line(bytes, at))
}

/// The line on which the byte `at` stands.
fn line(bytes: &[u8], at: usize) -> usize {
    let before = bytes.get(..at).unwrap_or_default();
    let feeds = before.iter().filter(|&&byte| byte == b'\n').count();
    // Only the oldest files end their lines with a carriage return alone.
    let ends = if feeds > 0 { feeds } else { before.iter().filter(|&&byte| byte == b'\r').count() };
    ends + 1
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, String> {
    let (units, rest) = bytes.as_chunks::<2>();
    let text =
        char::decode_utf16(units.iter().map(|&bytes| unit(bytes))).collect::<Result<String, _>>();
    match text {
        Ok(text) if rest.is_empty() => Ok(text),
        _ => Err("begins as UTF-16 and is damaged; export it as CSV in UTF-8".to_owned()),
    }
}

/// `bytes`, which are not UTF-8 at `invalid_at`, as windows-1252.
fn windows_1252(bytes: &[u8], invalid_at: usize) -> Result<String, String> {
    // Two bytes that make one letter in UTF-8 are rare in windows-1252: unless the damage outnumbers them, one
    // bad byte must not turn every é into two letters.
    let (mut letters, mut damages) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().bytes().filter(|&byte| byte >= 0xC0).count();
        damages += usize::from(!chunk.invalid().is_empty());
    }
    if letters >= damages {
        return Err(damaged(bytes, invalid_at));
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for (at, &byte) in bytes.iter().enumerate() {
        let high = usize::from(byte).checked_sub(0x80).and_then(|index| WINDOWS_1252.get(index));
        match high {
            Some('\0') => {
                return Err(format!(
                    "is neither UTF-8 nor windows-1252 (line {}); save it as UTF-8",
                    line(bytes, at)
                ));
            }
            Some(&character) => text.push(character),
            None => text.push(char::from(byte)),
        }
    }
    Ok(text)
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
            (&b"PK\x03\x04\x14\0"[..], "a spreadsheet (.xlsx, .ods) or another ZIP archive"),
            (b"\xD0\xCF\x11\xE0\xA1", "an old spreadsheet (.xls)"),
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
