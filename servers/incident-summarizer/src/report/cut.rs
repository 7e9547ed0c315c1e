//! Cutting a document into pieces of a size, where its sections end if that is possible.

use super::{Block, Document};

/// A document in pieces of at most `max_bytes`, cut before headings where that is possible, between blocks where it is
/// not, and inside of a block only where one alone is too long.
pub fn cut(document: &Document, max_bytes: usize) -> Vec<Document> {
    let mut sections: Vec<Vec<Block>> = vec![Vec::new()];
    for block in document.blocks.iter().flat_map(|block| short(block, max_bytes)) {
        let begins = matches!(block, Block::Heading { .. });
        match sections.last_mut() {
            Some(section) if !begins => section.push(block),
            _ => sections.push(vec![block]),
        }
    }
    let mut parts = vec![Piece::default()];
    for section in sections {
        let bytes = section.iter().map(bytes_of).sum::<usize>();
        let fits = |piece: &Piece, more: usize| piece.bytes + more <= max_bytes;
        let starts_new = parts.last().is_some_and(|piece| !fits(piece, bytes) && piece.bytes > 0);
        if starts_new {
            parts.push(Piece::default());
        }
        for block in section {
            let more = bytes_of(&block);
            if parts.last().is_some_and(|piece| !fits(piece, more) && piece.bytes > 0) {
                parts.push(Piece::default());
            }
            if let Some(piece) = parts.last_mut() {
                piece.bytes += more;
                piece.blocks.push(block);
            }
        }
    }
    parts.into_iter().map(|piece| Document { blocks: piece.blocks }).collect()
}

#[derive(Default)]
struct Piece {
    blocks: Vec<Block>,
    bytes: usize,
}

/// The bytes of a block in the text of its document, with the empty line behind it.
fn bytes_of(block: &Block) -> usize {
    Document { blocks: vec![block.clone()] }.to_string().len() + 1
}

/// A block, or several if it is longer than `max_bytes`: a log of a thousand lines is none that one question could
/// hold.
fn short(block: &Block, max_bytes: usize) -> Vec<Block> {
    if bytes_of(block) <= max_bytes {
        return vec![block.clone()];
    }
    let made = |text: String| match block {
        Block::Code(_) => Block::Code(text),
        _ => Block::Paragraph(text),
    };
    // What a block has beside its text: the fence of code, the empty line behind it.
    let room = max_bytes.saturating_sub(16).max(4);
    let mut blocks = Vec::new();
    let mut piece = String::new();
    for word in block.text().split_inclusive(['\n', ' ']) {
        for letters in pieces(word, room) {
            if piece.len() + letters.len() > room && !piece.is_empty() {
                blocks.push(made(std::mem::take(&mut piece)));
            }
            piece.push_str(letters);
        }
    }
    if !piece.is_empty() {
        blocks.push(made(piece));
    }
    blocks
}

/// A word in pieces of at most `max_bytes`; a flood of letters without a blank is none, and is cut all the same.
fn pieces(word: &str, max_bytes: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = word;
    while rest.len() > max_bytes {
        let end =
            (1..=max_bytes).rev().find(|end| rest.is_char_boundary(*end)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
    }
    pieces.push(rest);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(text: &str) -> Block {
        Block::Heading { level: 2, text: text.to_owned() }
    }

    fn paragraph(letters: usize) -> Block {
        Block::Paragraph("word ".repeat(letters / 5))
    }

    #[test]
    fn a_document_is_cut_where_its_sections_end() {
        let blocks = vec![
            heading("A"),
            paragraph(400),
            heading("B"),
            paragraph(400),
            heading("C"),
            paragraph(100),
        ];
        let parts = cut(&Document { blocks }, 600);
        let begins: Vec<_> = parts.iter().filter_map(|part| part.blocks.first().cloned()).collect();
        assert_eq!(begins, [heading("A"), heading("B")]);
        assert_eq!(parts.len(), 2, "the third section has room beside the second");
    }

    #[test]
    fn every_word_of_a_document_is_in_some_part_and_no_part_is_too_long() {
        for (blocks, max_bytes) in [
            (vec![paragraph(5_000)], 300),
            (vec![Block::Code("x".repeat(1_000)), heading("B"), paragraph(90)], 100),
            (vec![Block::Paragraph("é".repeat(700))], 99),
            (vec![], 100),
        ] {
            let document = Document { blocks };
            let letters = |document: &Document| {
                let text: String = document.blocks.iter().map(Block::text).collect();
                text.chars().filter(|character| !character.is_whitespace()).collect::<String>()
            };
            let parts = cut(&document, max_bytes);
            assert_eq!(parts.iter().map(letters).collect::<String>(), letters(&document));
            assert!(parts.iter().all(|part| part.to_string().len() <= max_bytes), "{max_bytes}");
        }
    }
}
