//! Reports in the manner of templates that many teams use, read as a whole.

use super::actions::{self, ActionItem};
use super::document::Document;
use super::sections::{Kind, Sections, sections};
use super::{markdown, plain, services, timeline};

fn item(action: &str, owner: Option<&str>, due: Option<&str>) -> ActionItem {
    let (owner, due) = (owner.map(str::to_owned), due.map(str::to_owned));
    ActionItem { action: action.to_owned(), owner, due, is_done: None }
}

fn times(document: &Document, sections: &Sections) -> Vec<String> {
    timeline::entries(document, sections).into_iter().map(|entry| entry.written).collect()
}

#[test]
fn a_review_with_five_whys() {
    let report = markdown::read(include_str!("template_tests/five_whys.md"));
    let sections = sections(&report);
    let text = |kind| sections.text_of(kind);
    assert_eq!(text(Kind::RootCause).as_deref(), Some("Connections leaked when a query failed."));
    assert_eq!(text(Kind::Impact).as_deref(), Some("About 300 payments failed."));
    assert_eq!(text(Kind::Resolution).as_deref(), Some("The change was rolled back."));
    assert_eq!(times(&report, &sections), ["13:48", "14:00", "15:10"]);
    assert_eq!(
        actions::items(&sections),
        [
            item("Limit connections for each client", Some("Payments Lead"), Some("2023-04-03")),
            item("Test the limit", Some("Quality"), Some("next sprint")),
        ]
    );
}

#[test]
fn a_postmortem_that_begins_with_fields() {
    let report = markdown::read(include_str!("template_tests/fields.md"));
    let sections = sections(&report);
    let text = |kind| sections.text_of(kind);
    assert_eq!(text(Kind::Summary).as_deref(), Some("Maps were down for 45 minutes."));
    assert_eq!(
        text(Kind::RootCause).as_deref(),
        Some("A cache was emptied while traffic was high.")
    );
    assert_eq!(times(&report, &sections), ["14:51", "14:53", "15:36"]);
    assert_eq!(
        actions::items(&sections),
        [
            item("Warm the cache before a release", Some("oncall-maps"), None),
            item("Write a playbook", None, None)
        ]
    );
}

#[test]
fn an_export_of_a_chat_tool() {
    let report = markdown::read(include_str!("template_tests/chat_tool.md"));
    let sections = sections(&report);
    let text = |kind| sections.text_of(kind);
    assert_eq!(text(Kind::Summary).as_deref(), Some("New pages were not found for 3 hours."));
    assert_eq!(text(Kind::RootCause).as_deref(), Some("A change doubled the size of documents."));
    assert_eq!(text(Kind::Resolution).as_deref(), Some("The change was undone."));
    assert_eq!(times(&report, &sections), ["09:14", "09:20"]);
    assert_eq!(services::named(&report, &sections), ["Search", "Indexer"]);
    assert_eq!(
        actions::items(&sections),
        [
            item("Alert on lag", Some("Search Lead"), None),
            item("Review schema changes", Some("Search team"), Some("2024-05-20")),
        ]
    );
}

#[test]
fn a_plain_text_of_an_office() {
    let report = plain::read(include_str!("template_tests/office.txt"));
    let sections = sections(&report);
    let text = |kind| sections.text_of(kind);
    assert_eq!(
        text(Kind::Summary).as_deref(),
        Some("People could not apply for a licence for about two hours.")
    );
    assert_eq!(
        text(Kind::RootCause).as_deref(),
        Some("A certificate of the payments gateway had expired.")
    );
    assert_eq!(times(&report, &sections), ["9:05am", "9.20am", "11:10am"]);
    assert_eq!(
        actions::items(&sections),
        [
            item("Watch the dates of certificates", Some("Platform team"), Some("2023-06-30")),
            item("Write a runbook for renewals", None, None),
        ]
    );
}
