//! A report as a row of blocks, whatever it was written in, and the text that these make.

use std::fmt::{self, Write as _};

/// A report: its blocks in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// The blocks, without any that has no text.
    pub blocks: Vec<Block>,
}

/// The level of a line that only acts as a heading.
pub const ACTING_LEVEL: u8 = 6;

/// A piece of a report. Texts are plain: no markup, white space folded, and links as their words.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading, or a line of its own that acts as one (bold, or with a colon at its end before a list).
    Heading {
        /// 1 for the title, up to 6; a line that only acts as a heading is 6.
        level: u8,
        /// Its words.
        text: String,
    },
    /// A paragraph.
    Paragraph(String),
    /// An item of a list.
    Item {
        /// 0 for an item of a list that is in no other list.
        depth: u8,
        /// Its words, without those of the items below it.
        text: String,
        /// Whether a box before it is ticked; none without a box.
        is_done: Option<bool>,
    },
    /// A row of a table.
    Row {
        /// The cells, empty ones included.
        cells: Vec<String>,
        /// Whether it heads the table.
        is_head: bool,
    },
    /// Code, logs or anything else whose line breaks count.
    Code(String),
    /// A quotation.
    Quote(String),
}

impl Block {
    /// All of its words, the cells of a row with blanks between them.
    pub fn text(&self) -> String {
        match self {
            Self::Heading { text, .. } | Self::Item { text, .. } => text.clone(),
            Self::Paragraph(text) | Self::Code(text) | Self::Quote(text) => text.clone(),
            Self::Row { cells, .. } => cells.join(" "),
        }
    }
}

/// The text that a model is shown, that quotes are looked for in, and that main content is measured by: Markdown
/// without links and emphasis.
impl fmt::Display for Document {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut previous: Option<&Block> = None;
        for block in &self.blocks {
            if let Some(previous) = previous {
                let is_close = matches!(
                    (previous, block),
                    (Block::Item { .. }, Block::Item { .. })
                        | (Block::Row { .. }, Block::Row { .. })
                );
                formatter.write_str(if is_close { "\n" } else { "\n\n" })?;
            }
            match block {
                Block::Heading { level, text } => {
                    write!(formatter, "{} {text}", "#".repeat(usize::from(*level)))?;
                }
                Block::Paragraph(text) => formatter.write_str(text)?,
                Block::Item { depth, text, is_done } => {
                    let tick = match is_done {
                        Some(true) => "[x] ",
                        Some(false) => "[ ] ",
                        None => "",
                    };
                    write!(formatter, "{}- {tick}{text}", "  ".repeat(usize::from(*depth)))?;
                }
                Block::Row { cells, .. } => write!(formatter, "| {} |", cells.join(" | "))?,
                Block::Code(text) => write!(formatter, "```\n{text}\n```")?,
                Block::Quote(text) => write!(formatter, "> {text}")?,
            }
            previous = Some(block);
        }
        formatter.write_char('\n')
    }
}
