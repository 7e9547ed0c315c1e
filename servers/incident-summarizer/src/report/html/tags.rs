//! The tags of a page in a row, comments among them, without parsing it: as many of them as a parser finds, or more.
//! Text in scripts and comments that looks like a tag is none, unless it cannot be told that a parser takes it for text
//! as well.

/// A tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its name; empty for a comment, a document type, and a `<` that begins nothing.
    pub(super) name: &'a str,
    /// Whether it ends an element.
    pub(super) is_end: bool,
    /// Whether it ends with `/>`.
    pub(super) closes_itself: bool,
    /// Whether it may be one of a drawing or a formula, where other rules hold.
    pub(super) is_foreign: bool,
    /// Whether it may be outside of the drawing or formula that looks open: then it ends no more than the last element.
    pub(super) ends_last_only: bool,
    /// How many attributes it has.
    pub(super) attributes: usize,
}

/// The tags of a page.
pub(super) struct Tags<'a> {
    rest: &'a str,
    /// How many drawings and formulas are open.
    foreign: usize,
    /// Whether the parser may have left the drawing or formula that is open.
    has_left: bool,
    /// Whether there was an element in which the parser passes over tags: then no text is taken for anything else.
    is_unsure: bool,
}

impl<'a> Tags<'a> {
    /// Those of `page`, which has to be in lower case.
    pub(super) fn of(page: &'a str) -> Self {
        Self { rest: page, foreign: 0, has_left: false, is_unsure: false }
    }

    /// Passes over a comment, a document type or the like that `self.rest` begins with.
    fn skip_declaration(&mut self) {
        self.is_unsure |= self.rest.starts_with("<![cdata[");
        let end = if let Some(comment) = self.rest.strip_prefix("<!--") {
            // `<!-->` and `<!--->` are whole.
            if comment.starts_with('>') || comment.starts_with("->") {
                comment.find('>').map(|end| 4 + end + 1)
            } else {
                comment_end(comment).map(|end| 4 + end)
            }
        } else {
            self.rest.find('>').map(|end| end + 1)
        };
        self.rest = end.and_then(|end| self.rest.get(end..)).unwrap_or_default();
    }

    fn tag(&mut self, begin: &'a str, is_end: bool) -> Tag<'a> {
        let end = begin
            .find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')
            .unwrap_or(begin.len());
        let (name, after) = begin.split_at(end);
        let (attributes, closes_itself, rest) = attributes(after);
        self.rest = rest;
        let is_root = matches!(name, "svg" | "math");
        let is_foreign = self.foreign > 0 || is_root;
        let is_stray = is_root && is_end && self.foreign == 0;
        self.has_left |= self.foreign > 0 && !is_root && LEAVES_FOREIGN.contains(&name);
        let ends_last_only = self.has_left;
        if is_root && is_end {
            self.foreign = self.foreign.saturating_sub(1);
            self.has_left &= self.foreign > 0;
        } else if is_root && !closes_itself {
            self.foreign += 1;
        }
        self.is_unsure |= matches!(name, "select" | "frameset")
            || is_foreign && !is_root && LEAVES_FOREIGN.contains(&name);
        if !is_end && !is_foreign && !self.is_unsure && RAW_TEXT.contains(&name) {
            self.skip_raw_text(name);
        }
        let closes_itself = closes_itself && !self.is_unsure;
        let name = if is_stray { "" } else { name };
        Tag { name, is_end, closes_itself, is_foreign, ends_last_only, attributes }
    }

    /// Passes over text in which only the end tag `name` is one.
    fn skip_raw_text(&mut self, name: &str) {
        let mut from = 0;
        while let Some(found) = self.rest.get(from..).and_then(|rest| rest.find("</")) {
            let end = from + found;
            let after = self.rest.get(end + 2..).and_then(|rest| rest.strip_prefix(name));
            if after.is_some_and(|after| {
                after.starts_with(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')
            }) {
                self.rest = self.rest.get(end..).unwrap_or_default();
                return;
            }
            from = end + 2;
        }
        self.rest = "";
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        self.rest = self.rest.get(self.rest.find('<')?..)?;
        let after = self.rest.get(1..)?;
        if after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Some(self.tag(after, false));
        }
        match after.strip_prefix('/') {
            Some(name) if name.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                return Some(self.tag(name, true));
            }
            _ if after.starts_with(['!', '?', '/']) => self.skip_declaration(),
            _ => self.rest = after,
        }
        Some(Tag {
            name: "",
            is_end: false,
            closes_itself: true,
            is_foreign: false,
            ends_last_only: false,
            attributes: 0,
        })
    }
}

/// Where a comment ends, after its beginning.
fn comment_end(comment: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let dashes = from + comment.get(from..)?.find("--")?;
        let after = comment.get(dashes + 2..)?;
        if after.starts_with('>') {
            return Some(dashes + 3);
        }
        if after.starts_with("!>") {
            return Some(dashes + 4);
        }
        from = dashes + 1;
    }
}

/// Elements in which, or before which, the rules for drawings and formulas no longer hold. A page may have them there
/// for a good reason; it is then only read with more care.
const LEAVES_FOREIGN: &[&str] = &[
    "title",
    "desc",
    "foreignobject",
    "annotation-xml",
    "mi",
    "mo",
    "mn",
    "ms",
    "mtext",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "i",
    "img",
    "li",
    "listing",
    "menu",
    "meta",
    "nobr",
    "ol",
    "p",
    "pre",
    "ruby",
    "s",
    "small",
    "span",
    "strong",
    "strike",
    "sub",
    "sup",
    "table",
    "tt",
    "u",
    "ul",
    "var",
    "font",
];

/// Elements whose content is text whatever it looks like.
const RAW_TEXT: &[&str] =
    &["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript"];

/// How many attributes there are up to the end of the tag, whether it closes itself, and what follows it.
fn attributes(mut rest: &str) -> (usize, bool, &str) {
    let mut count = 0;
    let mut closes_itself = false;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
        if let Some(after) = rest.strip_prefix('>') {
            return (count, closes_itself, after);
        }
        if let Some(after) = rest.strip_prefix('/') {
            closes_itself = true;
            rest = after;
            continue;
        }
        if rest.is_empty() {
            return (count, closes_itself, rest);
        }
        count += 1;
        closes_itself = false;
        // A name may begin with an equals sign.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let name = rest.get(first..).unwrap_or_default();
        let end =
            name.find(|c: char| c.is_ascii_whitespace() || "/>=".contains(c)).unwrap_or(name.len());
        rest = name.get(end..).unwrap_or_default();
        let value = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
        if let Some(value) = value.strip_prefix('=') {
            let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
            rest = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value
                    .get(1..)
                    .and_then(|value| value.split_once(quote))
                    .map_or("", |(_, after)| after),
                _ => {
                    let end = value
                        .find(|c: char| c.is_ascii_whitespace() || c == '>')
                        .unwrap_or(value.len());
                    value.get(end..).unwrap_or_default()
                }
            };
        }
    }
}
