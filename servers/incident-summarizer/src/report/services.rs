//! The services and components that a report names as affected: in a field, a section or a list of them, or behind
//! "affected:". Prose without these marks is not searched, for it names many services that were not.

use super::document::{Block, Document};
use super::sections::{Kind, Sections, is_placeholder};

/// The names, each once, in the order of the report.
pub fn named(document: &Document, sections: &Sections) -> Vec<String> {
    let mut names = Vec::new();
    for section in sections.of(Kind::Services) {
        // What a heading below begins, the updates of a page for instance, is no list of services any more.
        let own =
            || section.blocks.iter().take_while(|block| !matches!(block, Block::Heading { .. }));
        let has_list = own().any(|block| matches!(block, Block::Item { .. } | Block::Row { .. }));
        for block in own() {
            match block {
                Block::Item { text, .. } => add_all(&mut names, text),
                Block::Row { cells, is_head: false } => {
                    add(&mut names, cells.first().map_or("", String::as_str));
                }
                Block::Paragraph(text) if !has_list && text.len() <= MAX_LIST_BYTES => {
                    add_all(&mut names, text);
                }
                _ => {}
            }
        }
    }
    for block in &document.blocks {
        let text = block.text();
        if let Some(list) = announced(&text) {
            add_all(&mut names, list);
        }
    }
    names
}

/// A longer paragraph tells something instead of listing names.
const MAX_LIST_BYTES: usize = 300;

/// The list behind "affected:", up to the end of its sentence.
fn announced(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let list =
        ANNOUNCEMENTS.iter().find_map(|words| text.get(lower.find(words)? + words.len()..))?;
    Some(list.split(". ").next().unwrap_or(list))
}

const ANNOUNCEMENTS: &[&str] = &[
    "affected:",
    "impacted:",
    "affected services:",
    "affected components:",
    "affected products:",
    "affected systems:",
    "impacted services:",
    "impacted components:",
    "services affected:",
    "services impacted:",
    "components affected:",
];

/// Adds the names of a list that commas and "and" divide; what stands in brackets belongs to a name.
fn add_all(names: &mut Vec<String>, list: &str) {
    let mut depth = 0_usize;
    let mut begin = 0;
    for (position, character) in list.char_indices() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' | ';' if depth == 0 => {
                add_pair(names, list.get(begin..position).unwrap_or_default());
                begin = position + 1;
            }
            _ => {}
        }
    }
    add_pair(names, list.get(begin..).unwrap_or_default());
}

fn add_pair(names: &mut Vec<String>, text: &str) {
    let text = text.trim();
    let text = text.strip_prefix("and ").unwrap_or(text);
    // An "and" in brackets is part of a name.
    let divided = text
        .split_once(" and ")
        .filter(|(first, _)| first.matches('(').count() == first.matches(')').count());
    match divided {
        Some((first, second)) => {
            add(names, first);
            add(names, second);
        }
        None => add(names, text),
    }
}

fn add(names: &mut Vec<String>, text: &str) {
    // "API (Europe)", "API - degraded" and "API: down" name the API.
    let end =
        [" (", " [", " - ", " – ", " — ", ": "].iter().filter_map(|mark| text.find(mark)).min();
    let name = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    let name = name.trim().trim_matches(['.', '"', '\'', '`']).trim_start_matches("the ");
    let words = name.split_whitespace().count();
    let is_name =
        (1..=MAX_NAME_WORDS).contains(&words) && !is_placeholder(name) && !is_operational(text);
    if is_name
        && names.len() < MAX_NAMES
        && !names.iter().any(|other| other.eq_ignore_ascii_case(name))
    {
        names.push(name.to_owned());
    }
}

/// More words are a sentence.
const MAX_NAME_WORDS: usize = 6;

/// A status page may list every component of a company.
const MAX_NAMES: usize = 50;

fn is_operational(text: &str) -> bool {
    let state = text.trim_end_matches(['.', ')', ' ']).to_ascii_lowercase();
    state.ends_with("operational") && !state.ends_with("not operational")
        || state.ends_with("not affected")
}

#[cfg(test)]
mod tests {
    use super::super::markdown;
    use super::super::sections::sections;
    use super::*;

    fn of(markdown: &str) -> Vec<String> {
        let document = markdown::read(markdown);
        named(&document, &sections(&document))
    }

    #[test]
    fn fields_lists_and_tables_name_services() {
        for report in [
            "# Down\n\n**Affected services:** Search API, Login and Billing\n",
            "# Down\n\n## Affected components\n\n- Search API\n- Login (Europe)\n- Billing - degraded\n- Mail - Operational\n",
            "# Down\n\n| Services | Search API, Login, Billing |\n|--|--|\n| Owner | Jane |\n",
            "# Down\n\nThis incident affected: Search API (US, EU), Login and Billing.\n",
            "# Down\n\n## Affected services\n\n| Service | State |\n|--|--|\n| Search API | Down |\n| Login | Down |\n| Billing | Slow |\n",
        ] {
            assert_eq!(of(report), ["Search API", "Login", "Billing"], "{report}");
        }
    }

    #[test]
    fn prose_names_none() {
        for report in [
            "# Down\n\nThe search API was affected and login was not.\n",
            "# Down\n\n## Affected services\n\nNone\n",
            "# Down\n\n## Affected services\n\nAll of the requests that came in while the disk was full failed.\n",
        ] {
            assert_eq!(of(report), [""; 0], "{report}");
        }
    }
}
