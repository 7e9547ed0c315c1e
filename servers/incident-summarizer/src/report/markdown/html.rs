//! The HTML in a text of Markdown: `<br>`, `<details>`, tables, comments. It comes in pieces, between which Markdown
//! stands, so that no tree can be made of it; what its tags mean for the blocks is enough here.

use super::super::document::{ACTING_LEVEL, Block};
use super::super::html::{Markup, MarkupTag, decoded};
use super::parts::clean;
use super::{BOLD, BOLD_END, HARD_BREAK, Reader};

impl Reader {
    /// Reads tags and the text between them.
    pub(super) fn html(&mut self, html: &str) {
        let mut rest = html;
        while !rest.is_empty() {
            let begin = rest.find('<').unwrap_or(rest.len());
            let (text, markup) = rest.split_at(begin);
            self.html_text(text);
            rest = match Markup::first(markup, &self.pieces) {
                Some((Markup::Tag(tag), after)) => {
                    if self.hidden.shows(&tag) {
                        self.tag(&tag);
                    }
                    after
                }
                Some((Markup::Comment, after)) => after,
                None => {
                    self.html_text(markup.get(..1).unwrap_or_default());
                    markup.get(1..).unwrap_or_default()
                }
            };
        }
    }

    fn html_text(&mut self, text: &str) {
        if self.hidden.is_open() || text.is_empty() {
            return;
        }
        self.open.push_str(&decoded(text));
    }

    fn tag(&mut self, tag: &MarkupTag) {
        match (tag.name.as_str(), tag.is_end) {
            ("br", _) => self.open.push(HARD_BREAK),
            ("b" | "strong", false) => self.open.push(BOLD),
            ("b" | "strong", true) => self.open.push(BOLD_END),
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary", true) => {
                let level = tag.name.strip_prefix('h').and_then(|level| level.parse().ok());
                self.heading(level.unwrap_or(ACTING_LEVEL));
            }
            ("li", true) => {
                let text = clean(&std::mem::take(&mut self.open));
                self.push(Block::Item { depth: 0, text, is_done: None });
            }
            ("td" | "th", false) => self.open.clear(),
            ("td" | "th", true) => {
                self.is_in_head = tag.name == "th";
                self.cell();
            }
            ("tr", true) => {
                self.row(self.is_in_head);
                self.is_in_head = false;
            }
            (name, _) if BLOCK_ELEMENTS.contains(&name) => self.flush(),
            _ => {}
        }
    }
}

const BLOCK_ELEMENTS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dd",
    "div",
    "dl",
    "dt",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];
