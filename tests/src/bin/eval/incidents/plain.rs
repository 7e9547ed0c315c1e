//! A text in Markdown as the sentences that a summary is made of and compared by: without marks, code and what is short.

use std::sync::LazyLock;

use regex::Regex;

use crate::incidents::tokens::pattern;

static DROPPED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?s)```.*?```|<!--.*?-->|<img[^>]*>|<br\s*/?>|!\[[^\]]*\]\([^)]*\)")
});
static LINK: LazyLock<Regex> = LazyLock::new(|| pattern(r"\[([^\]]*)\]\([^)]*\)"));
static RULE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*[|:-]{3,}"));
static ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*(?:[-*+•]|[0-9]+\.)\s+"));
static EMPHASIS: LazyLock<Regex> = LazyLock::new(|| pattern(r"[*_`]{1,3}"));
static END: LazyLock<Regex> = LazyLock::new(|| pattern(r#"([.!?])\s+([A-Z0-9"“'(*`])"#));

/// A paragraph or a sentence of so many characters says too little.
const MAX_SHORT: usize = 25;

/// The sentences of `text`.
pub(super) fn sentences(text: &str) -> Vec<String> {
    let text = DROPPED.replace_all(text, "");
    let text = LINK.replace_all(&text, "$1");
    let is_long = |text: &str| text.chars().count() > MAX_SHORT;
    let mut sentences = Vec::new();
    for paragraph in paragraphs(&text) {
        let paragraph = EMPHASIS.replace_all(&paragraph, "");
        let paragraph = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
        if is_long(&paragraph) {
            let split = END.replace_all(&paragraph, "$1\n$2");
            sentences.extend(split.lines().filter(|sentence| is_long(sentence)).map(str::to_owned));
        }
    }
    sentences
}

/// The sentences of `text` with a blank between them; the text itself if none is long enough.
pub(super) fn joined(text: &str) -> String {
    let sentences = sentences(text);
    if sentences.is_empty() { text.to_owned() } else { sentences.join(" ") }
}

/// Paragraphs, items of lists, and rows of tables without their first cell.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines() {
        if line.trim().is_empty() || line.starts_with('#') || RULE.is_match(line) {
            paragraphs.push(String::new());
        } else if line.starts_with('|') {
            let cells: Vec<&str> =
                line.trim_matches('|').split('|').skip(1).map(str::trim).collect();
            paragraphs.extend([cells.join(" "), String::new()]);
        } else if let Some(mark) = ITEM.find(line) {
            paragraphs.push(line.get(mark.end()..).unwrap_or_default().to_owned());
        } else if let Some(last) = paragraphs.last_mut() {
            last.push_str(&format!(" {line}"));
        }
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_headings_code_and_short_paragraphs_are_left_out() {
        let text = "# Title of the whole report, left out\n\
            The **API** [was down](https://example.org) for\ntwo hours and more. It came back at noon by itself.\n\
            - Short.\n- An item of a list is a paragraph\n\n\
            | 10:00 | The pager rang for the whole team |\n|---|---|\n\
            ```\nlet code = \"is not a sentence of the report\";\n```\n";
        assert_eq!(
            sentences(text),
            [
                "The API was down for two hours and more.",
                "It came back at noon by itself.",
                "An item of a list is a paragraph",
                "The pager rang for the whole team",
            ]
        );
    }
}
