//! The HTML in a text of Markdown: `<br>`, `<details>`, tables, comments. It comes in pieces, between which Markdown
//! stands, so that no tree can be made of it; what its tags mean for the blocks is enough here.

use scraper::Html;

use super::super::characters::visible;
use super::super::document::{ACTING_LEVEL, Block};
use super::super::html::Pieces;
use super::parts::clean;
use super::{BOLD, BOLD_END, HARD_BREAK, Reader};

/// The element whose content is not shown, and how many of its kind are open in it.
#[derive(Default)]
pub(super) struct Hidden {
    name: String,
    depth: usize,
}

impl Hidden {
    /// Whether nothing is shown now.
    pub(super) fn is_open(&self) -> bool {
        self.depth > 0
    }

    /// Takes note of a tag, and says whether it and what follows is shown.
    fn shows(&mut self, tag: &Tag) -> bool {
        if !self.is_open() {
            if !tag.is_hidden || tag.is_end {
                return true;
            }
            self.name.clone_from(&tag.name);
            self.depth = 1;
        } else if self.name == tag.name {
            self.depth = if tag.is_end { self.depth - 1 } else { self.depth + 1 };
        }
        false
    }
}

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
        if text.contains('&') {
            let decoded: String = Html::parse_fragment(text).root_element().text().collect();
            self.open.push_str(&visible(&decoded));
        } else {
            self.open.push_str(text);
        }
    }

    fn tag(&mut self, tag: &Tag) {
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

/// Elements whose content is not shown on a page, or is struck out.
const UNSHOWN_ELEMENTS: &[&str] = &[
    "script", "style", "template", "noscript", "head", "title", "iframe", "object", "textarea",
    "svg", "math", "select", "datalist", "canvas", "audio", "video", "del", "s", "strike",
];

/// What begins with an angle bracket.
enum Markup {
    Tag(Tag),
    /// A comment, or anything else that is neither tag nor text.
    Comment,
}

struct Tag {
    /// In small letters.
    name: String,
    is_end: bool,
    is_hidden: bool,
}

impl Markup {
    /// What `text` begins with, and the text after it; none if it begins with a bracket that means itself.
    fn first<'t>(text: &'t str, pieces: &Pieces) -> Option<(Self, &'t str)> {
        if let Some(comment) = text.strip_prefix("<!--") {
            // A comment that does not end hides all that follows, as on a page.
            return Some((Self::Comment, comment.split_once("-->").map_or("", |(_, after)| after)));
        }
        if text.starts_with("<!") || text.starts_with("<?") {
            return Some((Self::Comment, text.split_once('>').map_or("", |(_, after)| after)));
        }
        let inner = text.strip_prefix('<')?;
        let (inner, is_end) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
        if !inner.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return None;
        }
        let (attributes_begin, length) = tag_length(inner);
        let name = inner.get(..attributes_begin)?.to_ascii_lowercase();
        let attributes = inner.get(attributes_begin..length)?;
        let is_unshown = UNSHOWN_ELEMENTS.contains(&name.as_str());
        let is_hidden = is_unshown || !is_end && pieces.hide(&name, attributes);
        let is_void = attributes.ends_with('/') || VOID_ELEMENTS.contains(&name.as_str());
        let tag = Tag { name, is_end, is_hidden: is_hidden && !is_void };
        Some((Self::Tag(tag), inner.get(length + 1..).unwrap_or_default()))
    }
}

/// Elements that have no content which could be hidden.
const VOID_ELEMENTS: &[&str] = &["br", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// Where the name of a tag ends, and where the tag does; a bracket between quotation marks does not end it.
fn tag_length(inner: &str) -> (usize, usize) {
    let mut quote = None;
    let mut name_end = None;
    for (position, character) in inner.char_indices() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '>') => return (name_end.unwrap_or(position), position),
            (None, '/') => name_end = name_end.or(Some(position)),
            (None, other) if other.is_whitespace() => name_end = name_end.or(Some(position)),
            (None, _) => {}
        }
    }
    (name_end.unwrap_or(inner.len()), inner.len())
}
