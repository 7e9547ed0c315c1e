//! The words of a section.

use super::super::document::Block;
use super::super::sentences::split;
use super::super::words::{Words, read, words};

/// The prose of blocks, one line a block; none if they say nothing.
pub(super) fn prose(blocks: &[Block]) -> Option<String> {
    let is_row = |block: &&Block| matches!(block, Block::Row { .. });
    let mut lines: Vec<String> =
        blocks.iter().filter(|block| !is_row(block)).filter_map(line).collect();
    // A table beside a text lists figures.
    if lines.is_empty() {
        lines = blocks.iter().filter(is_row).filter_map(line).collect();
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The items of lists and tables, or else the sentences of a text that is short enough for each to name one thing.
pub(super) fn items_or_sentences(blocks: &[&Block]) -> Vec<String> {
    let depth = |block: &&Block| match block {
        Block::Item { depth, .. } => Some(*depth),
        Block::Row { is_head: false, .. } => Some(0),
        _ => None,
    };
    // What stands below an item tells more of it.
    let outermost = blocks.iter().filter_map(depth).min();
    let items = blocks.iter().filter(|block| outermost.is_some() && depth(block) == outermost);
    let items: Vec<String> = items.filter_map(|block| line(block)).collect();
    if !items.is_empty() {
        return items;
    }
    let sentences: Vec<String> = blocks
        .iter()
        .filter_map(|block| line(block))
        .flat_map(|text| split(&text).into_iter().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    if sentences.len() > MAX_SENTENCES { Vec::new() } else { sentences }
}

/// More sentences than these tell a story; they do not list factors.
const MAX_SENTENCES: usize = 6;

fn line(block: &Block) -> Option<String> {
    let text = match block {
        Block::Heading { .. } | Block::Code(_) => return None,
        Block::Row { cells, .. } => {
            let cells: Vec<&str> =
                cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
            cells.join(": ")
        }
        other => other.text(),
    };
    (!is_placeholder(&text)).then_some(text)
}

/// Whether a text only holds the place of one: "TBD", "<fill in>", or a remark in brackets and nothing else.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let text = text.trim().trim_matches(['*', '_']).trim();
    let words: Vec<String> = words(text).collect();
    is_in_brackets(text) || words.is_empty() || PLACEHOLDERS.contains(&words.join(" ").as_str())
}

/// Whether one pair of brackets is around all of a text.
fn is_in_brackets(text: &str) -> bool {
    [('[', ']'), ('<', '>'), ('{', '}'), ('(', ')')].into_iter().any(|(open, close)| {
        let inner = text.strip_prefix(open).and_then(|text| text.strip_suffix(close));
        inner.is_some_and(|inner| {
            inner.trim_matches([open, close]).chars().all(|character| character != close)
        })
    })
}

static PLACEHOLDERS: Words = Words::new(|| read(include_str!("../words/placeholders.txt")));
