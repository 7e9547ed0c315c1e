//! A page as a tree of the elements that its reader sees: what is hidden, what is no text, and characters that show
//! nothing are not in it. Each element knows how many words it has, and how many of them are links: by that the
//! content is told from what surrounds it.

use scraper::node::Element as Tag;
use scraper::{ElementRef, Html, Node as Parsed};

use super::super::characters::visible;
use super::hidden::Surroundings;
use super::style::Styles;
use super::{MAX_DEPTH, Unreadable};

/// A piece of a page.
#[derive(Debug)]
pub(in super::super) enum Node<'a> {
    /// Text as it stands in the page, white space included.
    Text(String),
    /// An element.
    Element(Element<'a>),
}

/// An element that is seen, with what is seen of its content.
#[derive(Debug)]
pub(in super::super) struct Element<'a> {
    /// Its name and attributes.
    pub(in super::super) tag: &'a Tag,
    /// Its content.
    pub(in super::super) children: Vec<Node<'a>>,
    /// How much text there is in it.
    pub(in super::super) size: Size,
    /// Whether it is a link or in one.
    is_link: bool,
}

/// How much text an element has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) struct Size {
    /// Its words.
    pub(in super::super) words: usize,
    /// Those of them that are links.
    pub(in super::super) linked: usize,
    /// How many links there are.
    pub(in super::super) links: usize,
    /// How many headings of the first level.
    pub(in super::super) titles: usize,
    /// How many elements that are marked as the main content.
    pub(in super::super) mains: usize,
}

/// What is seen of the body of a page.
pub(super) fn body(page: &Html) -> Result<Element<'_>, Unreadable> {
    let styles = Styles::of(page);
    let root = page.root_element();
    let body = root.child_elements().find(|child| child.value().name() == "body").unwrap_or(root);
    let on_root = Surroundings::default().on_page(root, &styles);
    let surroundings = on_root.on_page(body, &styles);
    let place = Place { surroundings, is_link: false, is_in_heading: false, depth: 0 };
    let seen = Builder { styles: &styles }.element(body, place)?;
    // What was spent on the last element shows only now.
    if styles.are_too_much() { Err(Unreadable::TooMuchStyle) } else { Ok(seen) }
}

struct Builder<'s> {
    styles: &'s Styles,
}

/// Where an element stands.
struct Place {
    /// Those in the element itself.
    surroundings: Surroundings,
    is_link: bool,
    is_in_heading: bool,
    depth: usize,
}

impl Builder<'_> {
    fn element<'a>(&self, parsed: ElementRef<'a>, place: Place) -> Result<Element<'a>, Unreadable> {
        // The parser may nest elements more deeply than the tags say, where they are closed in the wrong order.
        if place.depth > 2 * MAX_DEPTH {
            return Err(Unreadable::TooDeep);
        }
        if self.styles.are_too_much() {
            return Err(Unreadable::TooMuchStyle);
        }
        let tag = parsed.value();
        let is_link = place.is_link || tag.name() == "a" && tag.attr("href").is_some();
        let is_in_heading = place.is_in_heading || level(tag).is_some() || tag.name() == "summary";
        let hides_text = place.surroundings.hide_text();
        let mut children = Vec::new();
        for child in parsed.children() {
            if let Parsed::Text(text) = child.value() {
                if !hides_text {
                    children.push(Node::Text(visible(text)));
                }
            } else if let Some(child) = ElementRef::wrap(child) {
                let tag = child.value();
                let is_left_out =
                    NOT_TEXT.contains(&tag.name()) || tag.name() == "button" && !is_in_heading;
                if is_left_out {
                    continue;
                }
                if let Some(surroundings) = place.surroundings.inside(child, self.styles) {
                    let depth = place.depth + 1;
                    let place = Place { surroundings, is_link, is_in_heading, depth };
                    children.push(Node::Element(self.element(child, place)?));
                }
            }
        }
        let mut element = Element { tag, children, is_link, size: Size::default() };
        element.measure();
        Ok(element)
    }
}

/// Elements without text for a reader, or whose text is no part of what a page says, for instance because it is struck
/// out.
const NOT_TEXT: &[&str] = &[
    "script", "style", "template", "noscript", "head", "title", "iframe", "object", "embed",
    "applet", "audio", "video", "canvas", "svg", "math", "select", "datalist", "option",
    "textarea", "progress", "meter", "map", "frameset", "noframes", "noembed", "del", "s",
    "strike",
];

impl<'a> Element<'a> {
    /// The name of its tag.
    pub(in super::super) fn name(&self) -> &'a str {
        self.tag.name()
    }

    /// The elements right in it.
    pub(in super::super) fn elements(&self) -> impl DoubleEndedIterator<Item = &Element<'a>> {
        self.children.iter().filter_map(Node::element)
    }

    /// The words that are not links.
    pub(in super::super) fn own_words(&self) -> usize {
        self.size.words.saturating_sub(self.size.linked)
    }

    /// Whether at least `percent` of the words are links.
    pub(in super::super) fn is_linked(&self, percent: usize) -> bool {
        self.size.words > 0 && self.size.linked * 100 >= self.size.words * percent
    }

    /// The first element, in reading order and this one included, for which `is_it` holds.
    pub(in super::super) fn find(
        &self,
        is_it: &dyn Fn(&Element<'a>) -> bool,
    ) -> Option<&Element<'a>> {
        if is_it(self) {
            return Some(self);
        }
        self.elements().find_map(|child| child.find(is_it))
    }

    /// Does something with this element and each one in it, in reading order.
    pub(in super::super) fn visit<'e>(&'e self, visitor: &mut dyn FnMut(&'e Element<'a>)) {
        visitor(self);
        for child in self.elements() {
            child.visit(visitor);
        }
    }

    /// Its text on one line.
    pub(in super::super) fn text(&self) -> String {
        super::lines::one_line(self)
    }

    /// Counts how much text it has, from what was counted for its content.
    pub(super) fn measure(&mut self) {
        let mut size = Size::default();
        for child in &self.children {
            match child {
                Node::Text(text) => {
                    let words = text.split_whitespace().count();
                    size.words += words;
                    size.linked += if self.is_link { words } else { 0 };
                }
                Node::Element(element) => {
                    size.words += element.size.words;
                    size.linked += element.size.linked;
                    size.links += element.size.links;
                    size.titles += element.size.titles;
                    size.mains += element.size.mains;
                }
            }
        }
        size.links += usize::from(self.name() == "a" && self.tag.attr("href").is_some());
        size.titles += usize::from(level(self.tag) == Some(1) && size.words > 0);
        size.mains += usize::from(self.name() == "main" || self.tag.attr("role") == Some("main"));
        self.size = size;
    }
}

impl<'a> Node<'a> {
    /// The element that it is.
    pub(in super::super) fn element(&self) -> Option<&Element<'a>> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) => None,
        }
    }
}

/// The level of a heading.
pub(in super::super) fn level(tag: &Tag) -> Option<u8> {
    match tag.name() {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ if tag.attr("role") == Some("heading") => Some(
            tag.attr("aria-level")
                .and_then(|level| level.parse().ok())
                .map_or(2, |level: u8| level.clamp(1, 6)),
        ),
        _ => None,
    }
}
