//! The text in the bytes of a file: by its byte-order mark, as UTF-8, by the character set that a page names, or as windows-1252,
//! which older tools write and which any bytes are.

use encoding_rs::{Encoding, WINDOWS_1252};

/// A page names its character set within so many bytes (HTML standard, 4.2.5.4).
const SNIFFED_BYTES: usize = 1024;

/// The text in `bytes`.
pub fn decoded(bytes: &[u8]) -> String {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = match (marked, std::str::from_utf8(bytes)) {
        (None, Ok(text)) => return text.to_owned(),
        (Some(encoding), _) => encoding,
        (None, Err(_)) => named(bytes).unwrap_or(WINDOWS_1252),
    };
    encoding.decode(bytes).0.into_owned()
}

/// The character set that a page names: `<meta charset="iso-8859-15">`.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..SNIFFED_BYTES).unwrap_or(bytes).to_ascii_lowercase();
    let name = b"charset=";
    let at = head.windows(name.len()).position(|window| window == name)?;
    let rest = head.get(at + name.len()..)?;
    let label = rest.iter().skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '));
    let label: Vec<u8> = label
        .copied()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        .collect();
    Encoding::for_label(&label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_by_their_mark_as_utf_8_or_by_what_the_page_names() {
        let cases: [(&[u8], &str); 5] = [
            ("käse".as_bytes(), "käse"),
            (b"\xef\xbb\xbfa", "a"),
            (b"\xff\xfea\0", "a"),
            (b"k\xe4se", "käse"),
            (b"<meta charset='koi8-r'>\xc1", "<meta charset='koi8-r'>а"),
        ];
        for (bytes, text) in cases {
            assert_eq!(decoded(bytes), text);
        }
    }
}
