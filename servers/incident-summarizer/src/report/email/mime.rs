//! What a mail program saves instead of the text of a message: parts of several types, bytes that stand for others, and
//! headers in letters that a mail server takes (RFC 2045, RFC 2046 and RFC 2047).

use base64::{
    Engine as _,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

use super::super::encoding::decoded;
use super::headers;

/// How a body is written.
#[derive(Debug, Clone, Default)]
pub(super) struct Content {
    /// Its type with parameters: `multipart/alternative; boundary=x`.
    pub(super) kind: String,
    /// How its bytes are written, in lower case: `quoted-printable`.
    pub(super) encoding: String,
}

impl Content {
    fn is(&self, kind: &str) -> bool {
        self.kind.get(..kind.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(kind))
    }

    /// What divides the parts of a body that has some.
    fn boundary(&self) -> Option<&str> {
        let at =
            self.kind.to_ascii_lowercase().find("boundary=").filter(|_| self.is("multipart/"))?;
        let value = self.kind.get(at + "boundary=".len()..)?.trim_start_matches('"');
        value.split(['"', ';']).next().filter(|boundary| !boundary.is_empty())
    }
}

/// The lines of the text in a body: of several parts the one that is plain, else the page.
pub(super) fn text(content: &Content, lines: &[&str]) -> Vec<String> {
    let mut content = content.clone();
    let mut lines = lines;
    for _ in 0..MAX_DEPTH {
        let Some(border) = content.boundary().map(|boundary| format!("--{boundary}")) else {
            break;
        };
        let parts: Vec<(Content, &[&str])> = lines
            .split(|line| line.starts_with(&border))
            .skip(1)
            .map(|part| {
                let (headers, count) = headers::at(part).unwrap_or_default();
                (headers.content, part.get(count..).unwrap_or_default())
            })
            .collect();
        let of = |kind: &str| parts.iter().find(|(content, _)| content.is(kind));
        let Some((inner, own)) =
            of("text/plain").or_else(|| of("multipart/")).or_else(|| of("text/html"))
        else {
            break;
        };
        (content, lines) = (inner.clone(), own);
    }
    let written = lines.join("\n");
    let bytes = match content.encoding.as_str() {
        "quoted-printable" => of_quoted(&written),
        "base64" => of_base64(&written),
        _ => written.clone().into_bytes(),
    };
    let text = decoded(&bytes).unwrap_or(written);
    text.lines().map(|line| line.trim_end().to_owned()).collect()
}

/// An alternative stands in what is related to it, and that beside an attachment.
const MAX_DEPTH: usize = 5;

/// A header with its encoded words as text: `=?utf-8?Q?Wi-Fi?=`.
pub(super) fn header(written: &str) -> String {
    let mut text = String::new();
    let mut rest = written;
    while let Some((before, word)) = rest.split_once("=?") {
        let mut parts = word.splitn(4, '?');
        let mut next = || parts.next().unwrap_or_default();
        let (_, kind, letters, after) = (next(), next(), next(), next());
        let bytes = match kind {
            "Q" | "q" => of_quoted(&letters.replace('_', " ")),
            _ => of_base64(letters),
        };
        let Some(after) = after.strip_prefix('=') else { break };
        // Blanks between two such words only keep them apart.
        if text.is_empty() || !before.trim().is_empty() {
            text.push_str(before);
        }
        text.push_str(&decoded(&bytes).unwrap_or_default());
        rest = after;
    }
    text.push_str(rest);
    text
}

/// The bytes that a text in quoted-printable stands for: `=C3=BC`, and `=` at the end of a line that goes on.
fn of_quoted(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('=') {
        bytes.extend(before.as_bytes());
        let code = after.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.extend(code);
        rest = match code {
            Some(_) => after.get(2..).unwrap_or_default(),
            None => after.strip_prefix('\n').unwrap_or(after),
        };
    }
    bytes.extend(rest.as_bytes());
    bytes
}

/// The bytes that a text in base64 stands for; what is no letter of it divides its lines, and a letter too many is
/// dropped.
fn of_base64(text: &str) -> Vec<u8> {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/".contains(byte);
    let mut letters: Vec<u8> = text.bytes().filter(is_letter).collect();
    if letters.len() % 4 == 1 {
        letters.pop();
    }
    BASE64.decode(letters).unwrap_or_default()
}

/// Without the padding, which is no letter, and with whatever stands in the bits that are left over.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true),
);

#[cfg(test)]
mod tests {
    use super::super::super::read as read_report;

    const FAILED: &str = "Payments failed on 3 March – for 30 % of customers.";

    #[test]
    fn the_text_of_a_saved_message_is_read_in_any_encoding() {
        let quoted = "Payments failed on=\n 3 March =E2=80=93 for 30 % of customers.";
        let base64 = "UGF5bWVudHMgZmFpbGVkIG9uIDMgTWFyY2gg4oCTIGZvciAzMCAl\nIG9mIGN1c3RvbWVycy4=";
        let page = "<html><body><p>Payments failed on 3 March &ndash; for 30 % of customers.</p></body></html>";
        let part = |kind: &str, encoding: &str, body: &str| {
            format!(
                "Content-Type: {kind}; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n{body}\n"
            )
        };
        let plain = part("text/plain", "quoted-printable", quoted);
        let html = part("text/html", "8bit", page);
        let alternative = format!(
            "Content-Type: multipart/alternative;\n boundary=\"=_b1\"\n\n--=_b1\n{html}\n--=_b1\n{plain}\n--=_b1--\n"
        );
        for body in [
            plain.clone(),
            html.clone(),
            part("text/plain", "base64", base64),
            alternative.clone(),
            format!("Content-Type: multipart/mixed; boundary=b2\n\n--b2\n{alternative}\n--b2--\n"),
            format!("Content-Type: multipart/mixed; boundary=b2\n\n--b2\n{html}\n--b2--\n"),
        ] {
            let report = read_report(&format!(
                "From: ops@example.com\nSubject: =?utf-8?Q?Payments_=E2=80=93?=\n =?utf-8?B?IGZhaWw=?=\n{body}"
            ))
            .unwrap();
            assert_eq!(report.marks.title.as_deref(), Some("Payments – fail"), "{body}");
            assert!(report.text.to_string().contains(FAILED), "{body}: {}", report.text);
            assert!(!report.text.to_string().contains("=_b1"), "{body}");
        }
    }
}
