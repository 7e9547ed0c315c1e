//! The fields that stand before a text for the program that publishes it ("title: …", "severity: …").

use super::super::characters::folded;
use super::super::document::Block;

/// The title as a heading and every other field as a paragraph.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    text.lines().filter_map(block).collect()
}

fn block(line: &str) -> Option<Block> {
    let (name, value) =
        line.split_once([':', '=']).filter(|(name, _)| name.starts_with(char::is_alphabetic))?;
    let value = folded(value.trim().trim_matches(['"', '\'']));
    let name = name.trim();
    if value.is_empty() || name.contains(char::is_whitespace) {
        return None;
    }
    Some(match name {
        "title" => Block::Heading { level: 1, text: value },
        _ => Block::Paragraph(format!("{name}: {value}")),
    })
}
