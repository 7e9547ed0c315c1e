//! What a report states about its incident by marks rather than in sentences: its title, how severe it is, and how
//! far the work on it has come. A page has classes, data attributes and badges for that; every report may have a title,
//! fields ("Severity: SEV-2"), and updates that begin with a state ("Resolved - …").
//!
//! - `levels`: the words for a severity, in one table
//! - `latest`: the status of the latest update
//! - `fields`: names with their values, in lines, lists and tables
//! - `page`: the marks that only a page has

mod fields;
mod latest;
mod levels;
mod page;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::{Block, Document};
use super::lines::{begins_in_small_letters, label};
use super::sections::{Kind, is_placeholder, kind};
use super::sentences::is_common;
use super::states::state;
use super::times::{is_failure, stamp};
use super::words::words;
pub(super) use page::of_page;

/// How severe an incident is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(extend("x-synonyms" = {
    "sev1": "critical", "sev2": "high", "sev3": "medium", "sev4": "low", "major": "high", "minor": "medium", "none": "low",
}))]
pub enum Severity {
    /// The whole main service was down, or data or security was harmed.
    Critical,
    /// A major function failed for many, or everything for a short time.
    High,
    /// A limited group was hit, or the service was slower or partly wrong.
    Medium,
    /// Users noticed little or nothing.
    Low,
    /// The report does not say.
    Unknown,
}

/// How far the work on an incident has come.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[schemars(extend("x-synonyms" = {"closed": "resolved", "completed": "resolved", "postmortem": "resolved", "fixed": "resolved"}))]
pub enum Status {
    /// The cause is looked for.
    Investigating,
    /// The cause is known.
    Identified,
    /// A fix is in place and watched.
    Monitoring,
    /// It is over.
    Resolved,
    /// The report does not say.
    Unknown,
}

impl Severity {
    /// As the answer writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::Unknown => "unknown",
        }
    }

    /// How many steps lie between two, 0 if one is unknown.
    pub fn steps_to(self, other: Self) -> u8 {
        let step = |severity: Self| match severity {
            Self::Critical => Some(3_u8),
            Self::High => Some(2),
            Self::Medium => Some(1),
            Self::Low => Some(0),
            Self::Unknown => None,
        };
        step(self).zip(step(other)).map_or(0, |(one, two)| one.abs_diff(two))
    }
}

impl Status {
    /// As the answer writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Investigating => "investigating",
            Self::Identified => "identified",
            Self::Monitoring => "monitoring",
            Self::Resolved => "resolved",
            Self::Unknown => "unknown",
        }
    }
}

/// What a report states by marks. What it does not state is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// Its title, without the name of the site.
    pub title: Option<String>,
    /// How severe it says the incident is.
    pub severity: Option<Severity>,
    /// Its own word for that, in lower case: `minor`, `sev-2`. It may be one without a severity: `maintenance`.
    pub severity_mark: Option<String>,
    /// How far it says the work has come: where it has several updates, in the latest.
    pub status: Option<Status>,
}

/// The marks of a report that was read from any format.
pub fn of_document(document: &Document) -> Marks {
    let title = title(document);
    let fields = fields::of(document);
    let level = fields.severity.or_else(|| title.as_deref().and_then(levels::in_title));
    Marks {
        severity: level.as_ref().and_then(|level| level.severity),
        severity_mark: level.map(|level| level.mark),
        status: fields.status.or_else(|| latest::status(document)),
        title,
    }
}

/// Whether a text is a level and says nothing else: "Major", "SEV-2", "1 - High".
pub fn is_level(text: &str) -> bool {
    let word = text.trim_start_matches(|c: char| c.is_ascii_digit() || " -–".contains(c));
    levels::exact(text).is_some() || levels::exact(word).is_some()
}

/// The severity of the step that a text names: "SEV-2 declared".
pub(super) fn step(text: &str) -> Option<Severity> {
    levels::in_title(text)?.severity
}

/// The first heading, if it is one of the first level or stands before everything else.
fn title(document: &Document) -> Option<String> {
    let first_of_all = document.blocks.first();
    let mut titles = document.blocks.iter().filter_map(|block| match block {
        Block::Heading { level: 1, text } => Some(text),
        _ => None,
    });
    let heading = titles.next().or_else(|| match first_of_all {
        Some(Block::Heading { text, .. }) if !is_update(text) && !is_section(text) => Some(text),
        _ => None,
    });
    let heading = heading.filter(|heading| !is_of_any(heading)).cloned();
    heading.or_else(|| document.blocks.iter().take(MAX_BLOCKS_TO_TITLE).find_map(title_field))
}

/// Whether a line may be the title of a report: it is no greeting, and no sentence in small letters that says nothing
/// of a failure.
pub(super) fn is_title(line: &str) -> bool {
    let line = line.trim();
    let is_remark = || begins_in_small_letters(line) && words(line).any(|word| is_common(&word));
    !line.ends_with(',') && (is_failure(line) || !is_remark())
}

/// The title that a field gives: "Incident: search is slow". A number or a time of one word names nothing.
fn title_field(block: &Block) -> Option<String> {
    let (Block::Paragraph(text) | Block::Item { text, .. }) = block else { return None };
    let (name, value) = label(text)?;
    let is_name = matches!(
        name.to_lowercase().as_str(),
        "incident" | "title" | "incident title" | "incident name" | "outage" | "subject"
    );
    let is_title = value.len() <= MAX_FIELD_BYTES
        && words(value).filter(|word| word.chars().all(char::is_alphabetic)).count() > 1
        && stamp(value).is_none()
        && !is_placeholder(value);
    (is_name && is_title).then(|| value.trim_end_matches('.').to_owned())
}

/// The fields of a report stand at its beginning.
const MAX_BLOCKS_TO_TITLE: usize = 6;

/// A longer value tells what happened.
const MAX_FIELD_BYTES: usize = 120;

/// Whether a heading would stand over any report: "Major incident report".
fn is_of_any(heading: &str) -> bool {
    let mut words = words(heading).peekable();
    words.peek().is_some() && words.all(|word| OF_ANY.contains(&word.as_str()))
}

const OF_ANY: &[&str] = &[
    "major",
    "critical",
    "incident",
    "outage",
    "report",
    "review",
    "post",
    "mortem",
    "postmortem",
    "rca",
    "summary",
    "status",
    "notice",
    "update",
    "notification",
    "final",
    "preliminary",
    "notes",
    "information",
];

/// Whether a heading begins an update. "Partial outage: uploads fail" is a title.
fn is_update(heading: &str) -> bool {
    state(heading).is_some_and(|state| state.status.is_some() || state.rest.is_empty())
}

/// Whether a heading opens a part of a report, as those of a form do: "Incident summary".
fn is_section(heading: &str) -> bool {
    kind(heading).is_some_and(|kind| kind != Kind::Other)
}

#[cfg(test)]
mod tests {
    use super::super::markdown;
    use super::*;

    #[test]
    fn a_heading_that_begins_an_update_or_a_section_is_no_title() {
        let title = |report: &str| of_document(&markdown::read(report)).title;
        let partial = "Partial outage: uploads fail";
        assert_eq!(title(&format!("## {partial}\n\nText\n")).as_deref(), Some(partial));
        assert_eq!(title("### Incident summary\n\nUploads fail.\n\n### Impact\n\nMany.\n"), None);
        assert_eq!(title("## Resolved - It is over\n\nText\n"), None);
        assert_eq!(title("# Major incident report\n\nUploads fail.\n"), None);
    }

    #[test]
    fn a_greeting_or_a_remark_in_small_letters_is_no_title() {
        for line in [
            "Search slow",
            "label printers down in Leeds",
            "Ausfall von Rechenzentrum 2",
            "iOS app: logins fail",
            "障害報告",
            "2024-03-05 etcd",
            "nginx migration",
        ] {
            assert!(is_title(line), "{line}");
        }
        for line in ["Sehr geehrte Kunden,", "Hi all,", "notes from last night, not yet written up"]
        {
            assert!(!is_title(line), "{line}");
        }
    }

    #[test]
    fn a_field_names_the_report_where_no_heading_does() {
        let title = |report: &str| of_document(&markdown::read(report)).title;
        let report = "**When:** 8 March 08:00\n\n**Incident:** Search slow\n\nText\n";
        assert_eq!(title(report).as_deref(), Some("Search slow"));
        assert_eq!(title("**Incident:** INC-12\n\n**When:** 10:00\n\nText\n"), None);
        assert_eq!(title(&format!("# Uploads fail\n\n{report}")).as_deref(), Some("Uploads fail"));
    }
}
