//! Which of the three ways of writing a report a text is in. Markdown may hold HTML and stays Markdown; HTML may come
//! without a document around it; and a text with few marks is plain, because reading plain text as Markdown would join
//! its lines.

use super::html::MAX_ELEMENTS;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// HTML, whole or a part of a page.
    Html,
    /// Markdown, with HTML in it or without.
    Markdown,
    /// Neither.
    Plain,
}

/// The format of `text`.
pub fn of(text: &str) -> Format {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let content = without_head(text);
    if is_page(content) {
        return Format::Html;
    }
    let has_head = content.len() < text.len() && !text.starts_with("<!--");
    let marks = Marks::of(content);
    let is_flood = || content.matches('<').count() > MAX_ELEMENTS;
    let is_markup = if text.starts_with('<') {
        marks.ends_of_blocks > 2 * marks.markdown_lines
    } else {
        marks.ends_of_blocks > 1 && marks.markdown_lines == 0
    };
    if is_markup || marks.are_none() && is_flood() {
        Format::Html
    } else if !marks.are_none() {
        Format::Markdown
    } else if has_head {
        Format::Html
    } else {
        Format::Plain
    }
}

/// What follows the comments, style sheets and other tags of a head, in which signs of Markdown mean something else.
fn without_head(mut text: &str) -> &str {
    loop {
        let end = if text.starts_with("<!--") {
            "-->"
        } else if begins(text, "<style") {
            "</style"
        } else if begins(text, "<script") {
            "</script"
        } else if begins(text, "<title") {
            "</title"
        } else if begins(text, "<meta") || begins(text, "<link") {
            ">"
        } else {
            return text;
        };
        let ends = text.match_indices(if end.starts_with("</") { "</" } else { end });
        let at = ends.map(|(at, _)| at).find(|at| begins(text.get(*at..).unwrap_or_default(), end));
        let after = at.and_then(|at| text.get(at..)).unwrap_or_default();
        text = after.split_once('>').map_or("", |(_, after)| after).trim_start();
    }
}

fn begins(text: &str, tag: &str) -> bool {
    text.get(..tag.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(tag))
}

/// Whether `text` begins as only a page does.
fn is_page(text: &str) -> bool {
    let begin: String = text.chars().take(MAX_BEGIN_CHARS).collect::<String>().to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| begin.starts_with(tag))
        || begin.starts_with("<?xml")
}

/// As much as the first tag of a page has.
const MAX_BEGIN_CHARS: usize = 20;

/// Whether `text` is a feed, which tells of several incidents and holds the page of each as a text in itself.
pub(super) fn is_feed(text: &str) -> bool {
    let mut text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    while text.starts_with("<?") || text.starts_with("<!") {
        let end = if text.starts_with("<!--") { "-->" } else { ">" };
        text = text.split_once(end).map_or("", |(_, after)| after).trim_start();
    }
    ["<rss ", "<rdf:rdf ", "<feed xmlns"].iter().any(|tag| begins(text, tag))
}

/// What of either language is in a text.
#[derive(Debug, Default)]
struct Marks {
    /// Ends of HTML elements that are blocks.
    ends_of_blocks: usize,
    /// Lines that are something in Markdown and nothing in HTML.
    markdown_lines: usize,
    /// Emphases and links.
    emphases: usize,
}

impl Marks {
    /// Whether nothing in the text is Markdown.
    fn are_none(&self) -> bool {
        self.markdown_lines == 0 && self.emphases == 0
    }

    fn of(text: &str) -> Self {
        let mut marks = Self::default();
        let mut is_fenced = false;
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if line.starts_with("```") || line.starts_with("~~~") {
                is_fenced = !is_fenced;
                marks.markdown_lines += 1;
            } else if !is_fenced {
                marks.ends_of_blocks += ends_of_blocks(line);
                marks.markdown_lines += usize::from(is_markdown(line));
                marks.emphases += usize::from(has_emphasis(line));
            }
        }
        marks
    }
}

fn ends_of_blocks(line: &str) -> usize {
    line.match_indices("</")
        .filter(|(at, _)| {
            let name = line
                .get(at + 2..)
                .and_then(|rest| rest.split_once('>'))
                .map_or("", |(name, _)| name);
            BLOCKS.iter().any(|block| name.trim().eq_ignore_ascii_case(block))
        })
        .count()
}

const BLOCKS: &[&str] = &[
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "article",
    "section",
    "main",
    "body",
    "html",
    "pre",
    "blockquote",
];

/// A heading, a row of a table, a front matter, a line under a heading, or a comment. Items of lists are in plain text,
/// too.
fn is_markdown(line: &str) -> bool {
    let hashes = line.len() - line.trim_start_matches('#').len();
    (1..=6).contains(&hashes) && line.get(hashes..).is_some_and(|rest| rest.starts_with(' '))
        || line.len() > 2 && line.starts_with('|') && line.ends_with('|')
        || line.starts_with("[//]: ")
        || line.len() >= 3 && (line.chars().all(|c| c == '=') || line.chars().all(|c| c == '-'))
}

fn has_emphasis(line: &str) -> bool {
    line.matches("**").count() > 1
        || line.matches("__").count() > 1
        || line.matches('`').count() > 1
        || line.contains("](")
        || line.contains("- [ ]")
        || line.contains("- [x]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_parts_of_pages_are_html() {
        for text in [
            "<!DOCTYPE html><html><body>x",
            "\u{FEFF}\n<!-- saved -->\n<HTML lang=en>",
            "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"\"><html>",
            "<h1>Outage</h1>\n<p>It was down.</p>",
            "<div class=\"incident\"><p>Down\n- for an hour</p></div>",
            "Outage<p>It was down.</p><p>It is up.</p>",
            "<style>.a__b .c__d{color:red}\n---\n# x</style>\n<p>It was down.</p>",
            "<meta charset=utf-8>\n<title>Outage</title>\n<STYLE>/* **a** */</STYLE>It was down.<p>It is up.",
            "<style>.a__b .c__d{color:red}",
        ] {
            assert_eq!(of(text), Format::Html, "{text}");
        }
    }

    #[test]
    fn markdown_with_html_in_it_is_markdown() {
        for text in [
            "# Outage\n\nIt was down.",
            "<img src=x>\n\n# Outage\n\n<details><p>Log</p></details>\n\n## Cause\n",
            "<!-- template -->\n# Outage\n<p>It was down.</p>",
            "<style>p { color: red }</style>\n\n# Outage\n\n<p>It was down.</p>\n\n## Cause",
            "Outage\n======\n<div>x</div>",
            "**Status**: Resolved\n",
            "```\n<div></div><div></div>\n```",
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "See [the log](https://example.com).",
            "It was down.\n\n[//]: # (a remark that nobody sees)",
        ] {
            assert_eq!(of(text), Format::Markdown, "{text}");
        }
    }

    #[test]
    fn the_rest_is_plain_text() {
        for text in [
            "",
            "It was down.",
            "Timeline\n- 14:05 down\n- 14:10 up",
            "if a < b then <none>",
            "1 * 2 * 3",
        ] {
            assert_eq!(of(text), Format::Plain, "{text}");
        }
    }
}
