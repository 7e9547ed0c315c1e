//! What is left of a page as blocks.

use super::super::characters::folded;
use super::super::document::{ACTING_LEVEL, Block, Document};
use super::lines::{Line, first_character, is_block, is_permalink, moment, paragraphs};
use super::tables;
use super::tree::{Element, Node, level};

/// The blocks of `body`.
pub(super) fn document(body: &Element<'_>) -> Document {
    let mut writer = Writer::default();
    writer.content(body, Style::default());
    writer.flush(Style::default());
    acting_headings(&mut writer.blocks);
    Document { blocks: writer.blocks }
}

/// The level of the titles of incidents under the month of a history.
const INCIDENT_LEVEL: u8 = 3;

/// More words than a heading has.
const MAX_HEADING_WORDS: usize = 12;

#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    line: Line,
    /// The items that are open, the innermost last.
    items: Vec<Item>,
}

/// An item of a list that is being read.
struct Item {
    /// Where its block is, once it has one.
    position: Option<usize>,
    is_done: Option<bool>,
}

/// How text is to be read.
#[derive(Debug, Clone, Copy, Default)]
struct Style {
    is_bold: bool,
    is_quote: bool,
    /// Whether line feeds are seen.
    keeps_lines: bool,
}

impl Writer {
    fn content(&mut self, element: &Element<'_>, style: Style) {
        for child in &element.children {
            match child {
                Node::Text(text) if style.keeps_lines => {
                    for (position, line) in text.split('\n').enumerate() {
                        if position > 0 {
                            self.line.push_break();
                        }
                        self.line.push(line, style.is_bold);
                    }
                }
                Node::Text(text) => self.line.push(text, style.is_bold),
                Node::Element(child) => self.element(child, style),
            }
        }
    }

    fn element(&mut self, element: &Element<'_>, style: Style) {
        let style = style.of(element);
        if let Some(level) = level(element.tag) {
            self.flush(style);
            self.heading(level, element);
            return;
        }
        match element.name() {
            _ if is_title_of_incident(element) => {
                self.flush(style);
                self.heading(INCIDENT_LEVEL, element);
            }
            "br" => self.line.push_break(),
            "input" => self.tick(element),
            "hr" => self.flush(style),
            "pre" | "listing" | "xmp" => {
                self.flush(style);
                self.code(element);
            }
            "li" => self.item(element, style),
            "dl" => {
                self.flush(style);
                self.definitions(element, style);
            }
            "table" => {
                self.flush(style);
                match tables::rows(element) {
                    Some(rows) => self.blocks.extend(rows),
                    None => self.content(element, style),
                }
                self.flush(style);
            }
            "summary" => {
                self.flush(style);
                self.heading(ACTING_LEVEL, element);
            }
            _ if is_block(element) => {
                let outer = Style { is_quote: false, ..style };
                self.flush(if element.name() == "blockquote" { outer } else { style });
                self.content(element, style);
                self.flush(style);
            }
            _ if is_permalink(element) => {}
            _ => {
                self.line.element_begins(first_character(element));
                match moment(element) {
                    Some(moment) => self.line.push(&moment, style.is_bold),
                    None => self.content(element, style),
                }
                self.line.element_ends();
            }
        }
    }

    fn heading(&mut self, level: u8, element: &Element<'_>) {
        let text = element.text();
        if !text.is_empty() {
            self.blocks.push(Block::Heading { level, text });
        }
    }

    fn code(&mut self, element: &Element<'_>) {
        let mut text = String::new();
        raw_text(element, &mut text);
        let text = text.trim_matches('\n').trim_end();
        if !text.trim().is_empty() {
            self.blocks.push(Block::Code(text.to_owned()));
        }
    }

    /// An item of a list. One that has a heading is an entry of its own, such as an update of a status page: it is read
    /// as what is in it.
    fn item(&mut self, element: &Element<'_>, style: Style) {
        self.flush(style);
        if element.find(&|inner| level(inner.tag).is_some_and(|level| level <= 4)).is_some() {
            let outer = std::mem::take(&mut self.items);
            self.content(element, style);
            self.flush(style);
            self.items = outer;
            return;
        }
        self.items.push(Item { position: None, is_done: box_of(element) });
        self.content(element, style);
        self.flush(style);
        self.items.pop();
    }

    /// A list of terms is a table of two columns.
    fn definitions(&mut self, list: &Element<'_>, style: Style) {
        let mut term = String::new();
        for part in list.elements().flat_map(|part| {
            // Each pair may be in a group of its own.
            if part.name() == "div" { part.elements().collect() } else { vec![part] }
        }) {
            match part.name() {
                "dt" => term = part.text(),
                "dd" if part
                    .find(&|inner| matches!(inner.name(), "ul" | "ol" | "table"))
                    .is_some() =>
                {
                    if !term.is_empty() {
                        self.blocks.push(Block::Heading {
                            level: ACTING_LEVEL,
                            text: std::mem::take(&mut term),
                        });
                    }
                    self.content(part, style);
                    self.flush(style);
                }
                _ => {
                    let cells = vec![term.clone(), part.text()];
                    if cells.iter().any(|cell| !cell.is_empty()) {
                        self.blocks.push(Block::Row { cells, is_head: false });
                    }
                }
            }
        }
    }

    /// The box before an item.
    fn tick(&mut self, input: &Element<'_>) {
        if let (Some("checkbox"), Some(item)) = (input.tag.attr("type"), self.items.last_mut()) {
            item.is_done = Some(input.tag.attr("checked").is_some());
        }
    }

    /// Ends the paragraph that is open.
    fn flush(&mut self, style: Style) {
        let (lines, is_bold) = self.line.take();
        let paragraphs = paragraphs(lines);
        let is_heading = is_bold && paragraphs.len() == 1;
        for text in paragraphs {
            self.paragraph(text, is_heading, style);
        }
    }

    fn paragraph(&mut self, text: String, is_bold: bool, style: Style) {
        let depth = u8::try_from(self.items.len().saturating_sub(1)).unwrap_or(u8::MAX);
        if let Some(item) = self.items.last_mut() {
            let open = item.position.and_then(|position| self.blocks.get_mut(position));
            if let Some(Block::Item { text: begun, .. }) = open {
                begun.push(' ');
                begun.push_str(&text);
            } else {
                item.position = Some(self.blocks.len());
                self.blocks.push(Block::Item { depth, text, is_done: item.is_done });
            }
        } else if style.is_quote {
            self.blocks.push(Block::Quote(text));
        } else if is_bold && is_heading(&text) {
            self.blocks.push(Block::Heading { level: ACTING_LEVEL, text });
        } else if let Some(item) = text.strip_prefix(['•', '‣', '◦', '▪']) {
            self.blocks.push(Block::Item { depth: 0, text: folded(item), is_done: None });
        } else {
            self.blocks.push(Block::Paragraph(text));
        }
    }
}

impl Style {
    fn of(self, element: &Element<'_>) -> Self {
        let is_kept = |value: &str| value.contains("pre-wrap") || value.contains("pre-line");
        Self {
            is_bold: self.is_bold || matches!(element.name(), "b" | "strong"),
            is_quote: self.is_quote || element.name() == "blockquote",
            keeps_lines: self.keeps_lines
                || ["class", "style"]
                    .iter()
                    .any(|name| element.tag.attr(name).is_some_and(is_kept)),
        }
    }
}

/// Whether an element is what a history of incidents calls the title of one: `<a class="incident-title">`.
fn is_title_of_incident(element: &Element<'_>) -> bool {
    let classes = element.tag.attr("class").unwrap_or_default();
    let is_title = classes
        .split_ascii_whitespace()
        .any(|class| matches!(class, "incident-title" | "incident-name"));
    is_title
        && element.size.words <= MAX_HEADING_WORDS
        && element.find(&|inner| level(inner.tag).is_some()).is_none()
}

/// Whether the item has a box, and whether that is ticked, in pages that draw it by a class.
fn box_of(item: &Element<'_>) -> Option<bool> {
    let classes = |element: &Element<'_>| element.tag.attr("class").unwrap_or_default().to_owned();
    let is_box = |element: &Element<'_>| classes(element).contains("checkbox-o");
    let drawn = item.elements().find_map(|child| child.find(&is_box));
    drawn.map(|drawn| classes(drawn).contains("checkbox-on")).or_else(|| {
        // Confluence and Jira.
        let state = item.tag.attr("data-inline-task-state").or(item.tag.attr("aria-checked"))?;
        Some(matches!(state, "DONE" | "true"))
    })
}

fn is_heading(text: &str) -> bool {
    text.split(' ').count() <= MAX_HEADING_WORDS && !text.ends_with(['.', ',', ';'])
}

/// A short line that ends with a colon before a list or a table acts as a heading.
fn acting_headings(blocks: &mut [Block]) {
    for position in 1..blocks.len() {
        let is_list =
            matches!(blocks.get(position), Some(Block::Item { depth: 0, .. } | Block::Row { .. }));
        if let (true, Some(block)) = (is_list, blocks.get_mut(position - 1))
            && let Block::Paragraph(text) = block
            && text.ends_with(':')
            && is_heading(text)
        {
            *block = Block::Heading { level: ACTING_LEVEL, text: std::mem::take(text) };
        }
    }
}

fn raw_text(element: &Element<'_>, text: &mut String) {
    for child in &element.children {
        match child {
            Node::Text(piece) => text.push_str(piece),
            Node::Element(child) if child.name() == "br" => text.push('\n'),
            Node::Element(child) => raw_text(child, text),
        }
    }
}
