//! The updates of a status page. Most pages write the state, what is said, and last the time; the time is brought
//! beside the state, where those look for it who read a timeline.

use super::super::document::{Block, Document};
use super::super::states::state;
use super::super::times::stamp;

/// Puts the time of each update right behind the line with its state.
pub(super) fn bring_times_forward(document: &mut Document) {
    let blocks = &mut document.blocks;
    let states: Vec<usize> = blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| is_bare_state(block))
        .map(|(at, _)| at)
        .collect();
    let is_time =
        |blocks: &[Block], at: Option<usize>| at.and_then(|at| blocks.get(at)).is_some_and(is_time);
    let come_first = states.iter().all(|at| is_time(blocks, at.checked_sub(1)));
    for (number, at) in states.iter().copied().enumerate() {
        let next = states.get(number + 1).copied().unwrap_or(blocks.len());
        if come_first && (next < blocks.len() || !is_time(blocks, next.checked_sub(1))) {
            blocks.swap(at - 1, at);
        } else if !is_time(blocks, Some(at + 1))
            && let Some(time) =
                (at + 1..next).rev().find(|position| is_time(blocks, Some(*position)))
            && let Some(update) = blocks.get_mut(at + 1..=time)
        {
            update.rotate_right(1);
        }
    }
}

/// Whether a block is the state of an update and nothing else.
fn is_bare_state(block: &Block) -> bool {
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => {
            state(text).is_some_and(|state| state.rest.is_empty())
        }
        _ => false,
    }
}

/// Whether a block is a time and nothing else.
fn is_time(block: &Block) -> bool {
    matches!(block, Block::Paragraph(text) if stamp(text).is_some_and(|stamp| stamp.rest.is_empty()))
}
