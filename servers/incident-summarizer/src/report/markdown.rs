//! Reads a report in Markdown. `pulldown-cmark` takes it apart into events, which become blocks here; `html` is for
//! the HTML in it, `front` for the fields that may stand before it, and `parts` for the lines of a text.

mod front;
mod html;
mod parts;
#[cfg(test)]
mod tests;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::characters::visible;
use super::document::{ACTING_LEVEL, Block, Document};
use super::html::{Hidden, Pieces};
use super::lines::{announcement, marked};
use parts::{bold_line, clean, parts, timed_parts};

/// The blocks of `text`.
pub fn read(text: &str) -> Document {
    let text = visible(text);
    let mut reader = Reader { pieces: pieces(&text), ..Reader::default() };
    for event in Parser::new_ext(&text, options()) {
        reader.take(event);
    }
    reader.flush();
    Document { blocks: reader.blocks }
}

/// What the style sheets in the text hide, which may stand behind it.
fn pieces(text: &str) -> Pieces {
    if !text.to_ascii_lowercase().contains("<style") {
        return Pieces::default();
    }
    let html: String = Parser::new_ext(text, options())
        .filter_map(|event| match event {
            Event::Html(html) | Event::InlineHtml(html) => Some(html.into_string()),
            // A sheet in the middle of a line is taken for text between two tags.
            Event::Text(text) => Some(text.into_string()),
            _ => None,
        })
        .collect();
    Pieces::of(&html)
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
}

/// Marks in the open text. No text of a report holds them, for control characters are dropped from it.
const BOLD: char = '\u{1}';
const BOLD_END: char = '\u{2}';
const HARD_BREAK: char = '\u{3}';

/// What has been read, and the text of the block that is still open.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    open: String,
    /// The items that the open text is in, from the outermost.
    items: Vec<Item>,
    quotes: usize,
    /// The cells of the open row.
    cells: Vec<String>,
    is_in_head: bool,
    /// The open text is kept as it is written: code, HTML or front matter.
    is_verbatim: bool,
    images: usize,
    /// What is struck out does not hold any more.
    struck: usize,
    hidden: Hidden,
    pieces: Pieces,
}

#[derive(Default)]
struct Item {
    is_done: Option<bool>,
    /// Its first text has been made a block; what follows in it are paragraphs.
    has_block: bool,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.add(&text),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.add(&text),
            Event::Html(html) => self.open.push_str(&html),
            Event::InlineHtml(html) => self.html(&html),
            Event::SoftBreak => self.open.push('\n'),
            Event::HardBreak => self.open.push(HARD_BREAK),
            Event::Rule => self.flush(),
            Event::TaskListMarker(is_done) => {
                if let Some(item) = self.items.last_mut() {
                    item.is_done = Some(is_done);
                }
            }
            Event::FootnoteReference(_) => {}
        }
    }

    fn add(&mut self, text: &str) {
        if self.images > 0 || self.struck > 0 || self.hidden.is_open() {
            return;
        }
        if self.is_verbatim {
            self.open.push_str(text);
        } else {
            // An entity may stand for a character that shows nothing.
            self.open.push_str(&visible(text));
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::Table(_) | Tag::FootnoteDefinition(_) => {
                self.flush();
            }
            Tag::List(_) => {
                self.flush();
                self.announce();
            }
            Tag::Item => {
                self.flush();
                self.items.push(Item::default());
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.flush();
                self.is_verbatim = true;
            }
            Tag::TableHead => self.is_in_head = true,
            Tag::Strong if !self.hidden.is_open() => self.open.push(BOLD),
            Tag::Image { .. } => self.images += 1,
            Tag::Strikethrough => self.struck += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::List(_) | TagEnd::Table | TagEnd::FootnoteDefinition => {
                self.flush();
            }
            TagEnd::Heading(level) => self.heading(level as u8),
            TagEnd::Item => {
                self.flush();
                self.items.pop();
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                let text = self.verbatim();
                self.push(Block::Code(text.trim_end().to_owned()));
            }
            TagEnd::HtmlBlock => {
                let html = self.verbatim();
                self.html(&html);
                self.flush();
            }
            TagEnd::MetadataBlock(_) => {
                let text = self.verbatim();
                self.blocks.extend(front::blocks(&text));
            }
            TagEnd::TableCell => self.cell(),
            TagEnd::TableRow | TagEnd::TableHead => {
                self.row(self.is_in_head);
                self.is_in_head = false;
            }
            TagEnd::Strong if !self.hidden.is_open() => self.open.push(BOLD_END),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            _ => {}
        }
    }

    fn verbatim(&mut self) -> String {
        self.is_verbatim = false;
        std::mem::take(&mut self.open)
    }

    fn cell(&mut self) {
        let text = clean(&std::mem::take(&mut self.open));
        self.cells.push(text);
    }

    fn row(&mut self, is_head: bool) {
        let cells = std::mem::take(&mut self.cells);
        self.push(Block::Row { cells, is_head });
    }

    fn heading(&mut self, level: u8) {
        let text = clean(&std::mem::take(&mut self.open));
        // A line under a paragraph makes a heading of it in Markdown, and seldom in the mind of its author.
        if text.len() > MAX_HEADING_BYTES && text.ends_with('.') {
            self.push(Block::Paragraph(text));
        } else {
            self.push(Block::Heading { level, text });
        }
    }

    /// Makes the open text blocks.
    fn flush(&mut self) {
        let open = std::mem::take(&mut self.open);
        if open.trim().is_empty() {
            return;
        }
        let depth = self.items.len().saturating_sub(1).min(MAX_DEPTH) as u8;
        if let Some(item) = self.items.last_mut()
            && !item.has_block
        {
            item.has_block = true;
            let mut is_done = item.is_done;
            // Lines that begin with a time are entries, also where the format makes one item of them.
            for text in timed_parts(&open) {
                self.push(Block::Item { depth, text, is_done });
                is_done = None;
            }
            return;
        }
        for part in parts(&open) {
            let text = clean(&part);
            if self.quotes > 0 {
                self.push(Block::Quote(text));
            } else if let Some(text) = bold_line(&part) {
                self.push(Block::Heading { level: ACTING_LEVEL, text });
            } else if let Some(item) = marked(&text) {
                let (text, is_done) = (item.text.to_owned(), item.is_done);
                self.push(Block::Item { depth: 0, text, is_done });
            } else {
                self.push(Block::Paragraph(text));
            }
        }
    }

    /// Makes the line before a list a heading, if a colon ends it.
    fn announce(&mut self) {
        if self.items.is_empty()
            && let Some(Block::Paragraph(line)) = self.blocks.last()
            && let Some(text) = announcement(line)
        {
            self.blocks.pop();
            self.push(Block::Heading { level: ACTING_LEVEL, text });
        }
    }

    fn push(&mut self, block: Block) {
        if !block.text().trim().is_empty() {
            self.blocks.push(block);
        }
    }
}

/// Lists in lists deeper than this are read as if they were in the last one.
const MAX_DEPTH: usize = 8;

/// A longer heading that ends with a full stop is a paragraph.
const MAX_HEADING_BYTES: usize = 120;
