//! What no report has, found by one look at the tags before a parser sees them. A parser repairs what is written
//! badly, and some repairs take time that grows with the square of the page, or more: it looks through all open
//! elements for the one that a tag closes, and it opens each `<b>` that was never closed anew in every paragraph.
//! So what matters is how many elements are open at any moment, and that is followed here the way the parser does it
//! (HTML, section 13.2.6), or to the careful side where following it would mean to parse.

use super::Unreadable;
use super::tags::{Tag, Tags};

/// The longest page that is read: ten times a long article with its scripts.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

/// The most elements: a table of 10,000 rows.
pub const MAX_ELEMENTS: usize = 60_000;

/// The most elements inside one another. Pages that people write stay below 60.
pub const MAX_DEPTH: usize = 256;

/// The most attributes of a tag. The parser compares each with all others.
pub const MAX_ATTRIBUTES: usize = 64;

/// The most open elements that the parser may pass in search of one, over all tags: a page of [`MAX_ELEMENTS`] may have
/// 30 of them open at each.
const MAX_PASSED: usize = 30 * MAX_ELEMENTS;

/// Whether the page is within the limits.
pub(super) fn check(page: &str) -> Result<(), Unreadable> {
    if page.len() > MAX_BYTES {
        return Err(Unreadable::TooLong { bytes: page.len() });
    }
    let mut elements = 0;
    let mut passed = 0;
    let mut open = Open::default();
    let lower = page.to_ascii_lowercase();
    for tag in Tags::of(&lower) {
        if tag.attributes > MAX_ATTRIBUTES {
            return Err(Unreadable::TooManyAttributes);
        }
        elements += 1 + open.formatting.len();
        passed += open.elements.len();
        if elements > MAX_ELEMENTS {
            return Err(Unreadable::TooManyElements);
        }
        open.take(&tag);
        if open.elements.len() + open.formatting.len() > MAX_DEPTH || passed > MAX_PASSED {
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
    kind: Kind,
    /// How much formatting was open before it.
    formatting: usize,
}

impl<'a> Open<'a> {
    fn take(&mut self, tag: &Tag<'a>) {
        if tag.is_end && tag.ends_last_only {
            if self.elements.last().is_some_and(|open| open.name == tag.name) {
                self.truncate(self.elements.len() - 1);
            }
        } else if tag.is_end {
            self.close(tag.name, Kind::of(tag.name));
        } else if !tag.name.is_empty() {
            self.open(tag);
        }
    }

    fn open(&mut self, tag: &Tag<'a>) {
        let Tag { name, is_foreign, closes_itself, .. } = *tag;
        if if is_foreign { closes_itself } else { is_one_of(VOID, name) } {
            return;
        }
        let kind = Kind::of(name);
        if !is_foreign {
            // Parts of a table are passed over where there is none.
            if is_one_of(IN_TABLES, name) && !self.elements.iter().any(|open| open.kind.is_table) {
                return;
            }
            self.close_before(name, kind);
            if is_one_of(FORMATTING, name) {
                // A link ends the one before it.
                if is_one_of("a nobr", name) {
                    self.close(name, kind);
                }
                self.formatting.push(name);
            }
        }
        self.elements.push(Opened { name, kind, formatting: self.formatting.len() });
    }

    /// Closes what does not need an end tag where the element `name` begins.
    fn close_before(&mut self, name: &str, kind: Kind) {
        if is_one_of(IN_TABLES, name) {
            if let Some(table) = self.elements.iter().rposition(|open| open.kind.is_table) {
                self.truncate(table + 1);
            }
        } else if is_one_of("li dd dt", name) {
            let ends = if name == "li" { "li" } else { "dd dt" };
            self.close_first(
                |open| is_one_of(ends, open.name),
                |open| open.kind.is_special && !is_one_of("address div p", open.name),
            );
            self.close_paragraph();
        } else if name == "option" {
            if self.elements.last().is_some_and(|open| open.name == "option") {
                self.truncate(self.elements.len() - 1);
            }
        } else if kind.is_special && !is_one_of(BESIDE_PARAGRAPHS, name) {
            self.close_paragraph();
            // A heading ends the one before it.
            if kind.is_heading && self.elements.last().is_some_and(|open| open.kind.is_heading) {
                self.truncate(self.elements.len() - 1);
            }
        }
    }

    fn close_paragraph(&mut self) {
        self.close_first(
            |open| open.name == "p",
            |open| open.kind.is_scope || open.name == "button",
        );
    }

    fn close(&mut self, name: &str, kind: Kind) {
        if let Some(position) = self.formatting.iter().rposition(|open| *open == name) {
            self.formatting.remove(position);
        }
        // The end of a form leaves what is open in it open.
        if name == "form" {
            if let Some(position) = self.elements.iter().rposition(|open| open.name == "form") {
                self.elements.remove(position);
            }
            return;
        }
        let is_of_table = kind.is_table || is_one_of(IN_TABLES, name);
        self.close_first(
            |open| open.name == name || kind.is_heading && open.kind.is_heading,
            |open| match (is_of_table, kind.is_special) {
                (true, _) => open.kind.is_table,
                (false, true) => open.kind.is_scope,
                (false, false) => open.kind.is_special,
            },
        );
    }

    /// Closes the innermost element for which `is_it` holds, with those in it, unless a border is met before.
    fn close_first(
        &mut self,
        is_it: impl Fn(&Opened<'a>) -> bool,
        is_border: impl Fn(&Opened<'a>) -> bool,
    ) {
        let met =
            self.elements.iter().enumerate().rev().find(|(_, open)| is_it(open) || is_border(open));
        if let Some((position, open)) = met
            && is_it(open)
        {
            self.truncate(position);
        }
    }

    /// Closes all elements from `length` on. The formatting in a cell ends with it.
    fn truncate(&mut self, length: usize) {
        let closed = self.elements.get(length..).unwrap_or_default();
        if let Some(marker) = closed.iter().find(|open| open.kind.is_marker) {
            self.formatting.truncate(marker.formatting);
        }
        self.elements.truncate(length);
    }
}

fn is_one_of(names: &str, name: &str) -> bool {
    names.split_ascii_whitespace().any(|other| other == name)
}

/// What the rules ask about a name, looked up once for each tag.
#[derive(Debug, Clone, Copy)]
struct Kind {
    is_special: bool,
    is_scope: bool,
    is_heading: bool,
    is_table: bool,
    is_marker: bool,
}

impl Kind {
    fn of(name: &str) -> Self {
        Self {
            is_special: is_one_of(SPECIAL, name),
            is_scope: is_one_of(SCOPE, name),
            is_heading: is_one_of(HEADINGS, name),
            is_table: is_one_of("table template", name),
            is_marker: is_one_of(MARKERS, name),
        }
    }
}

const VOID: &str = "area base basefont bgsound br col embed hr img input link meta param source track wbr frame \
    html head body keygen image";

const FORMATTING: &str = "a b big code em font i nobr s small strike strong tt u";

const HEADINGS: &str = "h1 h2 h3 h4 h5 h6";

const IN_TABLES: &str = "caption colgroup tbody tfoot thead tr td th";

/// Elements beyond which an end tag does not reach.
const SCOPE: &str = "applet caption frameset html table td th marquee object select template";

/// Elements whose formatting ends with them.
const MARKERS: &str = "applet object marquee template td th caption";

/// Elements that begin inside a paragraph. A table does so in pages without a document type.
const BESIDE_PARAGRAPHS: &str = "applet button iframe marquee noembed noframes noscript object script select style \
    table template textarea title";

const SPECIAL: &str = "address applet article aside blockquote button caption center colgroup dd details dir div dl \
    dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup iframe li listing main marquee \
    menu nav noembed noframes noscript object ol p plaintext pre script search section select style summary \
    table tbody td template textarea tfoot th thead title tr ul xmp";

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;

    /// The most elements that are open at once, as far as the tags say.
    fn depth(page: &str) -> usize {
        let mut open = Open::default();
        let depths = Tags::of(page).map(|tag| {
            open.take(&tag);
            open.elements.len() + open.formatting.len()
        });
        depths.max().unwrap_or(0)
    }

    /// A parser adds parts of a table and the content of templates: at most one element to each that is written.
    #[test]
    fn no_soup_of_tags_is_parsed_more_deeply_than_its_tags_say() {
        let names: Vec<&str> = SOUP.split(' ').collect();
        let mut seed = 1u32;
        let mut below = |bound: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 12) as usize % bound
        };
        for _ in 0..1500 {
            let chosen: Vec<&str> = (0..4).map(|_| names[below(names.len())]).collect();
            let soup: String = (0..2 + below(7))
                .map(|_| match (chosen[below(4)], below(10)) {
                    (name, 0..=4) => format!("<{name}>"),
                    (name, 5..=7) => format!("</{name}>"),
                    (name, 8) => format!("<{name}/>"),
                    _ => ["x", "<!--", "-->", "<![cdata[", "]]>"][below(5)].to_owned(),
                })
                .collect();
            let page = soup.repeat(30);
            let parsed = Html::parse_document(&page);
            let deepest = parsed.tree.nodes().map(|node| node.ancestors().count()).max();
            assert!(deepest.unwrap_or(0) <= 2 * depth(&page) + 10, "{soup}");
        }
    }

    const SOUP: &str = "div b a p li ul table tr td th caption tbody template svg math g foreignobject title desc style \
        script select option button span x h1 dd object marquee applet form nobr rt ruby optgroup textarea iframe br \
        col colgroup frameset body html mi annotation-xml";
}
