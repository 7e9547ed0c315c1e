//! The characters of a report that a reader sees. What is invisible (zero-width characters, direction marks, tag
//! characters, control characters) could carry words to a model that no reader of the page has seen, and it keeps
//! words from being found; so every reader drops it before anything else.

use std::borrow::Cow;

use shared::material;

/// `text` without characters that show nothing; line feeds and tabs stay.
pub(super) fn visible(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    match material::without_hidden(&text) {
        Cow::Owned(visible) => visible,
        Cow::Borrowed(_) => text,
    }
}

/// `text` on one line, with single blanks and none at its ends.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_nothing_is_dropped_and_lines_stay() {
        assert_eq!(visible("\u{FEFF}a\u{200B}b\r\nc\rd\u{E0041}\u{1}\te"), "ab\nc\nd\te");
    }

    #[test]
    fn white_space_of_any_kind_becomes_one_blank() {
        assert_eq!(folded(" a\u{A0}\u{2009}b\n\tc "), "a b c");
    }
}
