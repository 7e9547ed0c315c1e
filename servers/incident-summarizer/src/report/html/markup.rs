//! What begins with an angle bracket in a text where tags stand between other things, as in Markdown or in a text that
//! was copied from a page: no tree of elements can be made of it.

use std::borrow::Cow;

use scraper::Html;

use super::super::characters::visible;
use super::Pieces;

/// What begins with an angle bracket.
pub(in super::super) enum Markup {
    Tag(MarkupTag),
    /// A comment, or anything else that is neither tag nor text.
    Comment,
}

/// A tag that was read alone.
pub(in super::super) struct MarkupTag {
    /// In small letters.
    pub(in super::super) name: String,
    pub(in super::super) is_end: bool,
    is_hidden: bool,
}

impl Markup {
    /// What `text` begins with, and the text after it; none if it begins with a bracket that means itself.
    pub(in super::super) fn first<'t>(text: &'t str, pieces: &Pieces) -> Option<(Self, &'t str)> {
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
        let tag = MarkupTag { name, is_end, is_hidden: is_hidden && !is_void };
        Some((Self::Tag(tag), inner.get(length + 1..).unwrap_or_default()))
    }
}

/// Elements whose content is not shown on a page, or is struck out.
const UNSHOWN_ELEMENTS: &[&str] = &[
    "script", "style", "template", "noscript", "head", "title", "iframe", "object", "textarea",
    "svg", "math", "select", "datalist", "canvas", "audio", "video", "del", "s", "strike",
];

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

/// The element whose content is not shown, and how many of its kind are open in it.
#[derive(Default)]
pub(in super::super) struct Hidden {
    name: String,
    depth: usize,
}

impl Hidden {
    /// Whether nothing is shown now.
    pub(in super::super) fn is_open(&self) -> bool {
        self.depth > 0
    }

    /// Takes note of a tag, and says whether it and what follows is shown.
    pub(in super::super) fn shows(&mut self, tag: &MarkupTag) -> bool {
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

/// `text` with the characters that its entities stand for, but for those that show nothing.
pub(in super::super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let decoded: String = Html::parse_fragment(text).root_element().text().collect();
    visible(&decoded).into()
}
