//! Other incidents in a report: "Previous incidents" at its end, and the further ones of a digest or of the history of
//! a status page. A report is of one incident, and what is told of others is left out of it.

use super::document::{Block, Document};
use super::marks::step;
use super::sections::kind;
use super::states::state;
use super::times::stamp;
use super::times::year;
use super::words::{PERIODS, words};

/// Removes what `document` tells of other incidents.
pub(super) fn remove(document: &mut Document) {
    remove_sections(&mut document.blocks);
    if let Some((begin, end)) = first_of_several(&document.blocks) {
        document.blocks.truncate(end);
        let before: Vec<Block> = document.blocks.drain(..begin).collect();
        if let Some(Block::Heading { level, .. }) = document.blocks.first_mut() {
            *level = 1;
        }
        // The incidents of a digest may have their year from its title.
        let is_period = |block: &&Block| {
            matches!(block, Block::Heading { .. }) && year(&block.text()).is_some()
        };
        if let Some(period) = before.iter().rfind(is_period) {
            let cells = vec!["Digest".to_owned(), period.text()];
            document.blocks.insert(1, Block::Row { cells, is_head: false });
        }
    }
}

/// Removes the sections whose headings say that they are about other incidents.
fn remove_sections(blocks: &mut Vec<Block>) {
    let mut open: Option<u8> = None;
    let mut has_title = false;
    let is_left_out = |block: &Block| {
        if let Block::Heading { level, text } = block {
            if open.is_some_and(|open| *level <= open) {
                open = None;
            }
            if open.is_none() && has_title && is_of_others(text) {
                open = Some(*level);
            }
            has_title = true;
        }
        open.is_some()
    };
    let left_out: Vec<bool> = blocks.iter().map(is_left_out).collect();
    let mut left_out = left_out.into_iter();
    blocks.retain(|_| !left_out.next().unwrap_or(false));
}

/// Whether a heading opens what is told of other incidents: "Previous incidents", "Related outages".
fn is_of_others(heading: &str) -> bool {
    let words: Vec<String> = words(heading).collect();
    let is_of_incidents = |word: &String| {
        ["incidents", "outages", "incident", "postmortems"].contains(&word.as_str())
    };
    let is_maintenance = || {
        words.last().is_some_and(|word| word == "maintenance")
            && words.iter().any(|word| PLANNED.contains(&word.as_str()))
    };
    words.len() <= MAX_HEADING_WORDS
        && (is_maintenance()
            || words.iter().any(|word| OTHERS.contains(&word.as_str()))
                && words.last().is_some_and(|word| is_of_incidents(word) || word == "history")
                && words.iter().any(is_of_incidents))
}

const PLANNED: &[&str] = &["scheduled", "planned", "upcoming"];

const MAX_HEADING_WORDS: usize = 5;

const OTHERS: &[&str] = &[
    "related", "previous", "past", "other", "similar", "earlier", "prior", "recent", "history",
    "older",
];

/// Where the first incident of a digest begins and ends.
fn first_of_several(blocks: &[Block]) -> Option<(usize, usize)> {
    let headings: Vec<(usize, u8, &str)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| match block {
            Block::Heading { level, text } => Some((at, *level, text.as_str())),
            _ => None,
        })
        .collect();
    let (title, below) = headings.split_first()?;
    if !is_of_several(title.2) && !is_period(title.2) {
        return None;
    }
    let end = |number: usize, level: u8| {
        let mut after = below.iter().skip(number + 1);
        after.find(|(_, other, _)| *other <= level).map_or(blocks.len(), |(at, _, _)| *at)
    };
    (1..=MAX_LEVEL).find_map(|level| {
        let mut incidents = below.iter().enumerate().filter(|(number, (at, own, text))| {
            let section = || blocks.get(at + 1..end(*number, level)).unwrap_or_default();
            let is_told = || step(text).is_some() || section().iter().any(tells);
            *own == level && is_name(text) && is_told()
        });
        let (number, (begin, _, _)) = incidents.next()?;
        incidents.next()?;
        Some((*begin, end(number, level)))
    })
}

/// Lines that only act as headings stand in one incident.
const MAX_LEVEL: u8 = 5;

/// Whether a title is that of several incidents: "Weekly incident digest", "Incident history", "Outages in March".
fn is_of_several(title: &str) -> bool {
    let words: Vec<String> = words(title).collect();
    let has = |these: &[&str]| words.iter().any(|word| these.contains(&word.as_str()));
    let is_list = has(&["digest", "roundup", "weekly", "monthly", "history", "newsletter"]);
    has(&["incidents", "outages", "postmortems"])
        || is_list && has(&["incident", "outage", "status", "ops", "operations", "service"])
}

/// Whether a heading may name an incident: it is no section, no state and no month.
fn is_name(heading: &str) -> bool {
    kind(heading).is_none() && state(heading).is_none() && !is_period(heading) && !is_time(heading)
}

/// Whether a heading is a month or a day and nothing else: "September 2025".
fn is_period(heading: &str) -> bool {
    words(heading)
        .all(|word| word.parse::<u32>().is_ok() || PERIODS.iter().any(|period| *period == word))
}

fn is_time(text: &str) -> bool {
    stamp(text).is_some_and(|stamp| stamp.rest.is_empty())
}

/// Whether a block is one that a report of an incident has: a section, a field or an update.
fn tells(block: &Block) -> bool {
    match block {
        Block::Heading { text, .. } => kind(text).is_some() || state(text).is_some(),
        Block::Row { cells, .. } => cells.first().is_some_and(|cell| is_field(cell)),
        Block::Paragraph(text) | Block::Item { text, .. } => {
            state(text).is_some()
                || is_time(text)
                || text.split_once(':').is_some_and(|(label, _)| is_field(label))
        }
        Block::Code(_) | Block::Quote(_) => false,
    }
}

fn is_field(label: &str) -> bool {
    kind(label).is_some()
        || ["severity", "status", "duration", "start", "started"]
            .iter()
            .any(|name| label.trim().eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::super::{Status, read};

    #[test]
    fn sections_about_other_incidents_are_left_out() {
        for heading in [
            "Previous incidents",
            "Related incidents",
            "Incident history",
            "Other recent outages",
            "Upcoming maintenance",
        ] {
            let report = read(&format!(
                "# Checkout errors\n\nSome checkouts failed.\n\n## {heading}\n\n### Checkout down\n\n**Severity:** SEV1\n\n\
                 **Impact:** All was down.\n\n#### Action items\n\n- Old action\n\n## Root cause\n\nA bad release.\n"
            ))
            .unwrap();
            assert_eq!(report.marks.severity, None, "{heading}");
            assert_eq!(report.action_items, [], "{heading}");
            assert!(!report.text.to_string().contains("All was down"), "{heading}");
            assert!(report.text.to_string().contains("A bad release."), "{heading}");
        }
    }

    #[test]
    fn the_first_incident_of_a_digest_is_the_incident() {
        let digest = "# Weekly incident digest\n\nTwo this week.\n\n## Payments slow\n\n**Status:** Resolved\n\nPayments were slow.\n\n\
            ### Action items\n\n- Add the index\n\n## Search down\n\n**Severity:** SEV1 | **Status:** Investigating\n\n### Action items\n\n- Restart it\n";
        let months = "<h2>March 2026</h2><a class='incident-title'>Payments slow</a><p>Resolved - They are fast again.</p><p>Mar 5, 10:00 - 10:20 UTC</p>\
            <a class='incident-title'>Search down</a><p>Search is down.</p><p>Mar 4, 10:00 - 10:20 UTC</p>";
        let history = "<h1>Incident History</h1><h2>March 2026</h2><h3>Payments slow</h3><p><b>Resolved</b> - They are fast again.</p>\
            <h3>Search down</h3><p><b>Investigating</b> - Search is down.</p>";
        for report in [digest, history, months] {
            let report = read(report).unwrap();
            assert_eq!(report.marks.title.as_deref(), Some("Payments slow"));
            assert_eq!(
                (report.marks.severity, report.marks.status),
                (None, Some(Status::Resolved))
            );
            assert!(!report.text.to_string().contains("Search down"));
            assert!(report.action_items.len() < 2);
        }
    }

    #[test]
    fn the_year_of_a_digest_is_that_of_its_incidents() {
        let report = read(
            "# Ops weekly, June 2026\n\n## 1. Shop down, 2 June (SEV1)\n\nFrom 19:42 to 20:11 the shop was down.\n\n## 2. Imports slow, 4 June (SEV3)\n\nThey were.\n",
        )
        .unwrap();
        assert_eq!(report.stated.started_at.unwrap().to_string(), "2026-06-02T19:42");
        assert!(!report.text.to_string().contains("Imports"));
    }

    #[test]
    fn a_report_of_two_phases_is_whole() {
        let report = read(
            "# Weekly backup failed\n\n## First wave\n\n**Impact:** It failed.\n\n## Second wave\n\n**Impact:** It failed again.\n",
        )
        .unwrap();
        assert!(report.text.to_string().contains("It failed again."));
    }
}
