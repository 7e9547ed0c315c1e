//! The components that a status page lists with what each of them does: "Search API Partial outage".

use crate::report::document::Block;

/// A component of a status page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) struct Component<'a> {
    pub(super) name: &'a str,
    pub(super) is_working: bool,
}

/// The component that a line of such a list names.
pub(in crate::report) fn component(block: &Block) -> Option<Component<'_>> {
    let (name, state) = match block {
        Block::Item { text, .. } | Block::Paragraph(text) => {
            let state = STATES.iter().find(|state| ends_with(text, state))?;
            (text.get(..text.len() - state.len())?, *state)
        }
        Block::Row { cells, is_head: false } => {
            let (name, state) = (cells.first()?, cells.get(1)?);
            (name.as_str(), *STATES.iter().find(|known| known.eq_ignore_ascii_case(state.trim()))?)
        }
        _ => return None,
    };
    let name = name.trim().trim_end_matches(['-', '–', '—', ':', '(', ' ']);
    let is_name = (1..=MAX_NAME_WORDS).contains(&name.split_whitespace().count());
    is_name.then_some(Component { name, is_working: WORKING.contains(&state) })
}

fn ends_with(text: &str, state: &str) -> bool {
    let begin = text.len().checked_sub(state.len());
    let end = begin.and_then(|begin| text.get(begin..));
    end.is_some_and(|end| end.eq_ignore_ascii_case(state))
}

const MAX_NAME_WORDS: usize = 6;

/// What the products for status pages call it.
const STATES: &[&str] = &[
    "operational",
    "under maintenance",
    "partial outage",
    "major outage",
    "degraded performance",
    "performance issues",
    "service disruption",
    "service outage",
];

const WORKING: &[&str] = &["operational", "under maintenance"];

/// The names of the components that do not work, where a page lists those that do as well.
pub(super) fn failing(blocks: &[Block]) -> impl Iterator<Item = &str> {
    let components = || blocks.iter().filter_map(component);
    let is_list = components().any(|component| component.is_working);
    components()
        .filter(move |component| is_list && !component.is_working)
        .map(|component| component.name)
}
