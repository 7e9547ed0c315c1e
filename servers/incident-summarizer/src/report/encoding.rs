//! The text in the bytes of a file: by its byte-order mark, as UTF-8, by the character set that a page names, or by the
//! one that its letters are most likely in. A report is long enough for that, and what is read is shown: who knows
//! better can save it as UTF-8.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use shared::material::kind_instead_of_text;

/// A page names its character set within so many bytes (HTML standard, 4.2.5.4).
const SNIFFED_BYTES: usize = 1024;

/// The text in `bytes`.
///
/// # Errors
///
/// What the bytes are instead, as the end of a sentence.
pub fn decoded(bytes: &[u8]) -> Result<String, String> {
    if let Some(kind) = kind_instead_of_text(bytes) {
        return Err(format!(
            "is {kind}, not a text; send its text, or export it as HTML, Markdown or plain text"
        ));
    }
    let text = encoding(bytes).decode(bytes).0.into_owned();
    // Texts have line ends and tabs, and terminals write an escape now and then.
    let is_odd =
        |sign: &char| sign.is_control() && !matches!(sign, '\t' | '\n' | '\r' | '\u{c}' | '\u{1b}');
    let odd = text.chars().filter(is_odd).count();
    if odd * 20 > text.chars().count() {
        return Err("holds bytes of which no text is made; save it as text in UTF-8".to_owned());
    }
    Ok(text)
}

fn encoding(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = of_two_bytes(bytes) {
        return encoding;
    }
    if is_utf_8(bytes) {
        return UTF_8;
    }
    named(bytes).unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(None, Utf8Detection::Deny)
    })
}

/// Whether the bytes are UTF-8, but for fewer damages than letters that took several bytes and are whole: in another
/// encoding these hardly come about by chance.
fn is_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut damaged) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    damaged == 0 || whole > damaged
}

/// UTF-16 without a mark: every other byte of what is written with few letters beyond ASCII is zero.
fn of_two_bytes(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..SNIFFED_BYTES).unwrap_or(bytes);
    let zeros =
        |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (high, low) = (zeros(0), zeros(1));
    let is_most = |one: usize, other: usize| one * 8 > head.len() && one > 8 * other;
    if is_most(low, high) {
        Some(UTF_16LE)
    } else if is_most(high, low) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The character set that a page names (`<meta charset="iso-8859-15">`, also inside of an `http-equiv`), or an XML
/// document.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..SNIFFED_BYTES).unwrap_or(bytes).to_ascii_lowercase();
    let label = |name: &[u8]| {
        let at = head.windows(name.len()).position(|window| window == name)?;
        let rest = head.get(at + name.len()..)?;
        let label = rest.iter().skip_while(|byte| matches!(byte, b'"' | b'\'' | b' ' | b'='));
        let label: Vec<u8> = label
            .copied()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            .collect();
        Encoding::for_label(&label)
    };
    let is_xml = head.trim_ascii_start().starts_with(b"<?xml");
    label(b"charset=")
        .or_else(|| label(b"charset ="))
        .or_else(|| is_xml.then(|| label(b"encoding=")).flatten())
}

#[cfg(test)]
mod tests {
    use encoding_rs::{EUC_JP, GBK, SHIFT_JIS, WINDOWS_1251};

    use super::*;

    #[test]
    fn bytes_are_read_by_their_mark_as_utf_8_or_by_what_the_page_names() {
        let cases: [(&[u8], &str); 8] = [
            ("käse".as_bytes(), "käse"),
            (b"\xef\xbb\xbfa", "a"),
            (b"\xff\xfea\0", "a"),
            (b"k\xe4se", "käse"),
            (b"<meta charset='koi8-r'>\xc1", "<meta charset='koi8-r'>а"),
            (
                b"<meta http-equiv=content-type content='text/html; charset=koi8-r'>\xc1",
                "<meta http-equiv=content-type content='text/html; charset=koi8-r'>а",
            ),
            (
                b"<?xml version='1.0' encoding='koi8-r'?>\xc1",
                "<?xml version='1.0' encoding='koi8-r'?>а",
            ),
            // One byte is damaged.
            (b"k\xc3\xa4se k\xc3\xa4se \xff", "käse käse \u{fffd}"),
        ];
        for (bytes, text) in cases {
            assert_eq!(decoded(bytes).as_deref(), Ok(text));
        }
    }

    #[test]
    fn text_without_a_mark_is_read_in_the_encoding_of_its_letters() {
        for (encoding, text) in [
            (SHIFT_JIS, "決済サービスの障害について。14:05に復旧しました。"),
            (EUC_JP, "決済サービスの障害について。14:05に復旧しました。"),
            (GBK, "支付服务发生故障，于14:05恢复正常。"),
            (WINDOWS_1251, "Сбой платёжного сервиса устранён в 14:05."),
        ] {
            let (bytes, ..) = encoding.encode(text);
            assert_eq!(decoded(&bytes).as_deref(), Ok(text), "{}", encoding.name());
        }
        let text = "Checkout was down from 14:05 to 14:20 UTC – café.";
        let units = || text.encode_utf16();
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decoded(&little).as_deref(), Ok(text));
        assert_eq!(decoded(&big).as_deref(), Ok(text));
    }

    #[test]
    fn what_is_no_text_is_refused_by_its_kind() {
        for (bytes, kind) in [
            (&b"\x89PNG\r\n"[..], "a picture (.png)"),
            (b"%PDF-1.7", "a PDF document"),
            (b"PK\x03\x04", "an office file (.xlsx, .docx, .ods) or another ZIP archive"),
            (b"{\\rtf1", "a document in RTF"),
        ] {
            assert_eq!(
                decoded(bytes),
                Err(format!(
                    "is {kind}, not a text; send its text, or export it as HTML, Markdown or plain text"
                ))
            );
        }
        let noise: Vec<u8> = (0..=255).cycle().take(4096).collect();
        assert!(decoded(&noise).is_err());
        assert_eq!(
            decoded(b"\x1b[1mdown\x1b[0m at 14:05\n").as_deref(),
            Ok("\u{1b}[1mdown\u{1b}[0m at 14:05\n")
        );
    }
}
