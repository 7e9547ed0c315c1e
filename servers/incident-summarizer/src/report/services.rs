//! The services and components that a report names as affected: in a field, a section or a list of them, or behind
//! "affected:", or in the `components` of a status page. Where it lists none, `told` takes them from what its sentences
//! say failed.

mod clause;
mod components;
mod nouns;
mod tokens;
mod told;
#[cfg(test)]
mod told_tests;

pub(super) use components::component;
pub(super) use told::failing;
pub use told::told;

use super::document::{Block, Document};
use super::sections::{Kind, Sections, is_placeholder};
use super::words::{spaced, words};

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
                Block::Row { cells, is_head: false }
                    if !cells.iter().any(|cell| is_spared(cell)) =>
                {
                    add(&mut names, cells.first().map_or("", String::as_str));
                }
                Block::Paragraph(text) if !has_list && text.len() <= MAX_LIST_BYTES => {
                    add_all(&mut names, text);
                }
                _ => {}
            }
        }
    }
    components::failing(&document.blocks).for_each(|name| add(&mut names, name));
    let mut column = None;
    for block in &document.blocks {
        match block {
            Block::Row { cells, is_head: true } => column = service_column(cells),
            Block::Row { cells, .. } => {
                column
                    .and_then(|column| cells.get(column))
                    .into_iter()
                    .for_each(|cell| add(&mut names, cell));
            }
            _ => column = None,
        }
        let text = block.text();
        if let Some(list) = announced(&text) {
            add_all(&mut names, list);
        }
    }
    names
}

/// The column of services in the head of a table of what happened.
fn service_column(head: &[String]) -> Option<usize> {
    let has = |cell: &String, names: &[&str]| {
        names.contains(&cell.to_lowercase().replace('_', " ").as_str())
    };
    let is_of_events = head
        .iter()
        .any(|cell| has(cell, &["event", "created on", "timestamp", "time", "created at"]));
    let column = head.iter().position(|cell| has(cell, &["service", "service name", "component"]));
    column.filter(|_| is_of_events)
}

/// A longer paragraph tells something instead of listing names.
const MAX_LIST_BYTES: usize = 300;

/// The list behind "affected:", up to the end of its sentence.
fn announced(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let list = ANNOUNCEMENTS.iter().find_map(|words| {
        let begin = lower.find(words)?;
        let before = lower.get(..begin)?;
        // "Unaffected: …" and "not affected: …" list what went on working.
        let is_denied = before.ends_with(char::is_alphabetic) || before.trim_end().ends_with("not");
        text.get(begin + words.len()..).filter(|_| !is_denied)
    })?;
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
    let is_name = (1..=MAX_NAME_WORDS).contains(&words)
        && !is_placeholder(name)
        && !is_spared(text)
        && !is_about_people(name);
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

/// Whether a text says of a service that it went on working.
fn is_spared(text: &str) -> bool {
    let words = spaced(text);
    let is_working = words.contains(" operational ")
        && !["not operational", "non operational", "partially operational"]
            .iter()
            .any(|down| words.contains(down));
    is_working || SPARED.iter().any(|spared| words.contains(spared))
}

const SPARED: &[&str] = &[
    " not affected ",
    " unaffected ",
    " not impacted ",
    " no impact ",
    " was fine ",
    " were fine ",
    " remained available ",
    " stayed available ",
    " remained up ",
    " stayed up ",
    " continued to work ",
    " kept working ",
    " worked normally ",
    " working normally ",
    " fully functional ",
    " healthy ",
];

/// Whether a text counts or names those who were hit, or where they are.
fn is_about_people(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_digit())
        || words(name).any(|word| PEOPLE.contains(&word.as_str()))
        || PLACES.contains(&name.to_lowercase().as_str())
}

const PEOPLE: &[&str] = &[
    "users",
    "user",
    "customers",
    "customer",
    "clients",
    "people",
    "visitors",
    "employees",
    "staff",
    "everyone",
    "tenants",
    "subscribers",
    "merchants",
    "region",
    "regions",
    "countries",
];

/// Where customers are. Names of towns cannot be told from names of services.
const PLACES: &[&str] = &[
    "africa",
    "america",
    "asia",
    "australia",
    "europe",
    "north america",
    "south america",
    "latin america",
    "middle east",
    "oceania",
    "eu",
    "us",
    "usa",
    "uk",
    "emea",
    "apac",
    "latam",
    "worldwide",
    "global",
    "globally",
];

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
            "# Down\n\n| Services | Search API, Login, Billing |\n|--|--|\n| Owner | Storage team |\n",
            "# Down\n\nThis incident affected: Search API (US, EU), Login and Billing.\n",
            "# Down\n\n## Affected services\n\n| Service | State |\n|--|--|\n| Search API | Down |\n| Login | Down |\n| Billing | Slow |\n",
            "# Down\n\n- Search API Major outage\n- Login - Partial outage\n- Mail Operational\n- Billing Degraded performance\n",
        ] {
            assert_eq!(of(report), ["Search API", "Login", "Billing"], "{report}");
        }
    }

    #[test]
    fn a_sentence_is_no_list() {
        for report in [
            "# Down\n\nThe search API was affected and login was not.\n",
            "# Down\n\n## Affected services\n\nNone\n",
            "# Down\n\n## Affected services\n\nAll of the requests that came in while the disk was full failed.\n",
        ] {
            assert_eq!(of(report), [""; 0], "{report}");
        }
    }

    #[test]
    fn a_column_of_services_names_them_in_a_table_of_events() {
        let report = "# Down\n\n| Time | Service | Event |\n|--|--|--|\n| 10:00 | search-api | alert |\n| 10:05 | search-api | up |\n";
        assert_eq!(of(report), ["search-api"]);
        let report = "# Down\n\n| Owner | Service |\n|--|--|\n| Storage | search-api |\n";
        assert_eq!(of(report), [""; 0]);
    }

    #[test]
    fn services_that_went_on_working_are_not_named() {
        for report in [
            "# Down\n\n## Affected services\n\n- Search API\n- Billing (unaffected)\n- Login: remained operational\n- Mail was not affected\n- Chat - Operational\n",
            "# Down\n\n## Affected services\n\n| Service | State |\n|--|--|\n| Search API | Down |\n| Login | Operational |\n| Mail | no impact |\n",
            "# Down\n\n## Affected services\n\nSearch API\n\n## Services not affected\n\n- Login\n",
            "# Down\n\nAffected services: Search API.\n\nServices not affected: Login, Mail.\n",
            "# Down\n\nAffected services: Search API.\n\nUnaffected: Login, Mail.\n",
            "# Down\n\n## Affected services\n\nSearch API\n\n## Unaffected services\n\n- Login\n",
            "# Down\n\n## Affected services\n\nSearch API\n\n## Not affected services\n\n- Login\n",
        ] {
            assert_eq!(of(report), ["Search API"], "{report}");
        }
    }

    #[test]
    fn people_places_and_numbers_are_no_services() {
        for report in [
            "# Down\n\nAffected: customers in Germany, 300 users, Europe\n",
            "# Down\n\n- Customers affected: 120\n",
            "# Down\n\nAffected regions: Frankfurt, Dublin\n",
            "# Down\n\n## Affected users\n\n- Wholesale\n",
        ] {
            assert_eq!(of(report), [""; 0], "{report}");
        }
    }
}
