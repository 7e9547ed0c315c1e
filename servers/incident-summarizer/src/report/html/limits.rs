//! What no report has, found by one look at the tags before a parser sees them. A parser repairs what is written
//! badly, and some repairs take time that grows with the square of the page, or more: it looks through all open
//! elements for the one that a tag closes, and it opens each `<b>` that was never closed anew in every paragraph.
//! So what matters is how many elements are open at any moment, and that is followed here the way the parser does it
//! (HTML, section 13.2.6), or to the careful side where following it would mean to parse.

use super::Unreadable;
use super::tags::{Tag, Tags};

/// The longest page that is read: ten times that of a long article, with room for pictures that stand in it.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;

/// The most elements: a table of 10,000 rows.
pub const MAX_ELEMENTS: usize = 60_000;

/// The most elements inside one another. Pages that people write stay below 60.
pub const MAX_DEPTH: usize = 256;

/// The most attributes of a tag. The parser compares each with all others.
pub const MAX_ATTRIBUTES: usize = 256;

/// Whether the page is within the limits.
pub(super) fn check(page: &str) -> Result<(), Unreadable> {
    if page.len() > MAX_BYTES {
        return Err(Unreadable::TooLong { bytes: page.len() });
    }
    let mut elements = 0;
    let mut open = Open::default();
    let lower = page.to_ascii_lowercase();
    for tag in Tags::of(&lower) {
        if tag.attributes > MAX_ATTRIBUTES {
            return Err(Unreadable::TooManyAttributes);
        }
        elements += 1 + open.formatting.len();
        if elements > MAX_ELEMENTS {
            return Err(Unreadable::TooManyElements);
        }
        open.take(&tag);
        if open.elements.len() + open.formatting.len() > MAX_DEPTH {
            return Err(Unreadable::TooDeep);
        }
    }
    Ok(())
}

/// The elements that are open, and the formatting that a parser opens anew until it is closed by name.
#[derive(Default)]
struct Open<'a> {
    elements: Vec<Opened<'a>>,
    formatting: Vec<&'a str>,
}

struct Opened<'a> {
    name: &'a str,
    /// How much formatting was open before it.
    formatting: usize,
}

impl<'a> Open<'a> {
    fn take(&mut self, tag: &Tag<'a>) {
        if tag.is_end {
            self.close(tag.name);
        } else {
            self.open(tag);
        }
    }

    fn open(&mut self, tag: &Tag<'a>) {
        let is_foreign = tag.is_foreign;
        if if is_foreign { tag.closes_itself } else { is_one_of(VOID, tag.name) } {
            return;
        }
        if !is_foreign {
            self.close_before(tag.name);
            if is_one_of(FORMATTING, tag.name) {
                // A link ends the one before it.
                if is_one_of("a nobr", tag.name) {
                    self.close(tag.name);
                }
                self.formatting.push(tag.name);
            }
        }
        self.elements.push(Opened { name: tag.name, formatting: self.formatting.len() });
    }

    /// Closes what does not need an end tag where the element `name` begins.
    fn close_before(&mut self, name: &str) {
        if is_one_of(IN_TABLES, name) {
            if let Some(table) = self.position(|open| is_one_of("table template", open)) {
                self.truncate(table + 1);
            }
        } else if is_one_of("li dd dt", name) {
            let is_it =
                |open: &str| if name == "li" { open == "li" } else { is_one_of("dd dt", open) };
            let is_border =
                |open: &str| is_one_of(SPECIAL, open) && !is_one_of("address div p", open);
            if let Some(item) = self.position(|open| is_it(open) || is_border(open))
                && self.elements.get(item).is_some_and(|open| is_it(open.name))
            {
                self.truncate(item);
            }
            self.close_paragraph();
        } else if is_one_of("option", name) {
            if self.elements.last().is_some_and(|open| open.name == "option") {
                self.truncate(self.elements.len() - 1);
            }
        } else if is_one_of(SPECIAL, name) && !is_one_of(BESIDE_PARAGRAPHS, name) {
            self.close_paragraph();
        }
    }

    fn close_paragraph(&mut self) {
        let is_border = |open: &str| open == "p" || open == "button" || is_one_of(SCOPE, open);
        if let Some(paragraph) = self.position(is_border)
            && self.elements.get(paragraph).is_some_and(|open| open.name == "p")
        {
            self.truncate(paragraph);
        }
    }

    fn close(&mut self, name: &str) {
        if is_one_of(FORMATTING, name)
            && let Some(position) = self.formatting.iter().rposition(|open| *open == name)
        {
            self.formatting.remove(position);
        }
        let is_it =
            |open: &str| open == name || is_one_of(HEADINGS, name) && is_one_of(HEADINGS, open);
        let is_border = |open: &str| {
            if is_one_of("table template", name) || is_one_of(IN_TABLES, name) {
                is_one_of("table template", open)
            } else if is_one_of(SPECIAL, name) {
                is_one_of(SCOPE, open)
            } else {
                is_one_of(SPECIAL, open)
            }
        };
        if let Some(position) = self.position(|open| is_it(open) || is_border(open))
            && self.elements.get(position).is_some_and(|open| is_it(open.name))
        {
            self.truncate(position);
        }
    }

    /// The innermost open element with such a name.
    fn position(&self, is_it: impl Fn(&str) -> bool) -> Option<usize> {
        self.elements.iter().rposition(|open| is_it(open.name))
    }

    /// Closes all elements from `length` on. The formatting in a cell ends with it.
    fn truncate(&mut self, length: usize) {
        if let Some(scope) = self
            .elements
            .get(length..)
            .and_then(|closed| closed.iter().find(|open| is_one_of(MARKERS, open.name)))
        {
            self.formatting.truncate(scope.formatting);
        }
        self.elements.truncate(length);
    }
}

fn is_one_of(names: &str, name: &str) -> bool {
    names.split_ascii_whitespace().any(|other| other == name)
}

const VOID: &str = "area base basefont bgsound br col embed hr img input link meta param source track wbr frame \
    html head body keygen image";

const FORMATTING: &str = "a b big code em font i nobr s small strike strong tt u";

const HEADINGS: &str = "h1 h2 h3 h4 h5 h6";

const IN_TABLES: &str = "caption colgroup tbody tfoot thead tr td th";

/// Elements beyond which an end tag does not reach.
const SCOPE: &str = "applet caption html table td th marquee object select template";

/// Elements whose formatting ends with them.
const MARKERS: &str = "applet object marquee template td th caption";

/// Elements that begin inside a paragraph. A table does so in pages without a document type.
const BESIDE_PARAGRAPHS: &str = "applet button iframe marquee noembed noframes noscript object script select style \
    table template textarea title";

const SPECIAL: &str = "address applet article aside blockquote button caption center colgroup dd details dir div dl \
    dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup iframe li listing main marquee \
    menu nav noembed noframes noscript object ol p plaintext pre script search section select style summary \
    table tbody td template textarea tfoot th thead title tr ul xmp";
