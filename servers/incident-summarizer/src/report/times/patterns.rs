//! Patterns, and what keeps them quick on any text.

use regex::Regex;

/// A pattern of this program's own. Its word boundaries are those of ASCII, with which the engine is as fast on any
/// text as on ASCII.
pub(in crate::report) fn pattern(text: &str) -> Regex {
    Regex::new(&text.replace(r"\b", r"(?-u:\b)"))
        .expect("patterns are constants, and every one is compiled by a test")
}

/// The last bytes of a text. Patterns that end with it are looked for here, for a text of many times would otherwise
/// be read from its beginning for each of them.
pub(super) fn tail(text: &str) -> &str {
    let start = (text.len().saturating_sub(TAIL_BYTES)..text.len())
        .find(|start| text.is_char_boundary(*start));
    start.and_then(|start| text.get(start..)).unwrap_or_default()
}

/// A cue and ten words behind it.
const TAIL_BYTES: usize = 120;
