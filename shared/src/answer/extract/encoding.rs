//! Encodings of a whole answer: JSON inside a JSON text, escaped quotes without a text around, HTML entities.

use std::borrow::Cow;

use crate::answer::Repair;

/// `text` without one level of encoding, and what it was.
pub(crate) fn decoded(text: &str) -> Option<(Cow<'_, str>, Repair)> {
    let text = text.trim();
    encoded_text(text)
        .or_else(|| escaped_quotes(text))
        .map(|decoded| (Cow::Owned(decoded), Repair::DoubleEncoded))
        .or_else(|| Some((Cow::Owned(without_entities(text)?), Repair::HtmlEntities)))
        .or_else(|| Some((Cow::Owned(without_quote_marks(text)?), Repair::SurroundingText)))
        .or_else(|| Some((Cow::Owned(with_narrow_brackets(text)?), Repair::OtherBracket)))
}

/// Lines that all begin with the mark of a block quote: all of it is quoted, and so nothing is.
fn without_quote_marks(text: &str) -> Option<String> {
    let is_quote = |line: &str| line.starts_with('>') || line.trim().is_empty();
    (text.starts_with("> ") && text.lines().all(is_quote)).then_some(())?;
    let lines = text.lines().map(|line| line.strip_prefix('>').unwrap_or(line));
    Some(lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n"))
}

/// `｛"label"：…｝`, with the brackets of East Asian typography.
fn with_narrow_brackets(text: &str) -> Option<String> {
    (text.starts_with('｛') && !text.contains('{')).then_some(())?;
    let wide = [('｛', "{"), ('｝', "}"), ('［', "["), ('］', "]")];
    Some(wide.into_iter().fold(text.to_owned(), |text, (wide, narrow)| text.replace(wide, narrow)))
}

/// A JSON text that is all there is.
fn encoded_text(text: &str) -> Option<String> {
    let inside = text.strip_prefix('"')?.strip_suffix('"')?;
    inside.contains(['{', '[']).then_some(())?;
    serde_json::from_str(text).ok()
}

/// `{\"label\": …` without quotes around it.
fn escaped_quotes(text: &str) -> Option<String> {
    let start = text.find(['{', '['])?;
    let end = text.rfind(['}', ']'])? + 1;
    // A cut text goes on behind the last bracket.
    let end = if text.get(end..)?.contains("\\\"") { text.len() } else { end };
    let object = text.get(start..end)?;
    let opens = object.trim_start_matches(['{', '[', ' ', '\n', '\r', '\t']);
    let line_breaks = opens.trim_start_matches("\\n").trim_start_matches([' ', '\t']);
    (opens.starts_with("\\\"") || line_breaks.starts_with("\\\"")).then_some(())?;
    let bare = object.replace(['\n', '\r', '\t'], " ");
    let decoded: String = serde_json::from_str(&format!("\"{bare}\"")).ok()?;
    // What stands around it may say that it is no answer.
    Some(format!("{}{decoded}{}", text.get(..start)?, text.get(end..)?))
}

/// `{&quot;label&quot;: …`
fn without_entities(text: &str) -> Option<String> {
    let quotes = ["&quot;", "&#34;", "&#034;", "&#x22;", "&#x0022;"];
    // Where a name begins, and not somewhere in a text.
    let inside =
        text.get(text.find(['{', '['])?..)?.trim_start_matches(['{', '[', ' ', '\n', '\r', '\t']);
    let is_encoded = !text.contains('"') && quotes.iter().any(|quote| inside.starts_with(quote));
    is_encoded.then(|| unescaped_entities(text))
}

/// The longest entity, in bytes.
const MAX_ENTITY_BYTES: usize = 9;

/// `text` with the entities that XML knows, and the numeric ones, replaced.
pub(crate) fn unescaped_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        out.push_str(before);
        let length = behind.bytes().take(MAX_ENTITY_BYTES).position(|byte| byte == b';');
        let entity = length.and_then(|length| {
            let name = behind.get(..length)?;
            let character = match name {
                "quot" => '"',
                "apos" => '\'',
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "nbsp" => '\u{a0}',
                _ => {
                    let number = name.strip_prefix('#')?;
                    let code = match number.strip_prefix(['x', 'X']) {
                        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                        None => number.parse().ok()?,
                    };
                    char::from_u32(code)?
                }
            };
            Some((character, length))
        });
        match entity {
            Some((character, length)) => {
                out.push(character);
                rest = behind.get(length + 1..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_level_of_encoding_is_undone() {
        let cases = [
            (r#""{\"a\": 1}""#, r#"{"a": 1}"#),
            (r#"{\"a\": \"b\"}"#, r#"{"a": "b"}"#),
            ("{&quot;a&quot;: &#39;b &amp; c&#x27;}", "{\"a\": 'b & c'}"),
        ];
        for (text, expected) in cases {
            assert_eq!(decoded(text).unwrap().0, expected);
        }
        for text in ["{\"a\": \"&quot;\"}", "\"plain\"", "{\"a\": 1}"] {
            assert_eq!(decoded(text), None, "{text}");
        }
    }
}
