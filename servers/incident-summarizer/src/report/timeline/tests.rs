use super::super::sections::sections;
use super::super::{markdown, plain};
use super::*;

fn read(document: &Document) -> Vec<(String, Option<String>, String)> {
    let text = document.to_string();
    let entries = entries(document, &sections(document));
    for entry in &entries {
        assert!(text.contains(&entry.quote), "{:?} is not in {text}", entry.quote);
    }
    entries.into_iter().map(|entry| (entry.written, entry.date, entry.event)).collect()
}

fn of(markdown: &str) -> Vec<(String, Option<String>, String)> {
    read(&markdown::read(markdown))
}

fn entry(written: &str, date: &str, event: &str) -> (String, Option<String>, String) {
    (written.to_owned(), (!date.is_empty()).then(|| date.to_owned()), event.to_owned())
}

#[test]
fn lists_tables_lines_and_headings_of_times_give_the_same_entries() {
    let expected =
        [entry("14:05", "2024-01-02", "Errors rise"), entry("14:20", "2024-01-02", "Rolled back")];
    for report in [
        "# Search down\n\n## Timeline (2024-01-02)\n\n- 14:05 - Errors rise\n- **14:20**: Rolled back\n",
        "# Search down\n\n## Timeline\n\n### 2024-01-02\n\n- 14:05 Errors rise\n- 14:20 Rolled back\n",
        "# Search down on 2024-01-02\n\n## Timeline\n\n14:05 — Errors rise\n14:20 — Rolled back\n",
        "# 2024-01-02 search down\n\n## Timeline\n\n### 14:05\n\nErrors rise\n\n### 14:20\n\nRolled back\n",
        "# Search down\n\n## Timeline\n\n- 2024-01-02\n  - 14:05 Errors rise\n  - 14:20 Rolled back\n",
        "# Search down\n\n## Timeline\n\n| Date | Time | Event |\n|---|---|---|\n| 2024-01-02 | 14:05 | Errors rise |\n\
         | 2024-01-02 | 14:20 | Rolled back |\n",
        "# Search down 2024-01-02\n\n- **Context**:\n  - Timeline:\n    - 14:05\n      - Errors rise\n    - 14:20\n\
         \x20     - Rolled back\n",
    ] {
        assert_eq!(of(report), expected, "{report}");
    }
}

#[test]
fn a_date_holds_until_the_next_one() {
    let report = "# Search down\n\n## Timeline\n\n- 2024-01-02 23:50 UTC: Errors\n- 23:55 UTC: Alert\n- Jan 3, 00:10 UTC: Up\n";
    assert_eq!(
        of(report),
        [
            entry("2024-01-02 23:50 UTC", "2024-01-02", "Errors"),
            entry("23:55 UTC", "2024-01-02", "Alert"),
            entry("Jan 3, 00:10 UTC", "Jan 3", "Up"),
        ]
    );
}

#[test]
fn milestones_with_their_time_at_the_end_are_entries_where_no_sentence_tells_more() {
    let milestones = "# Search down\n\n- **Key events**\n  - Fault occurs: 2024-01-02 14:05\n\
        \x20 - Resolved 2024-01-02 14:20\n- **Status**: Resolved\n";
    let entry = |at: &str, event: &str| (at.to_owned(), event.to_owned());
    assert_eq!(
        told_of(&markdown::read(milestones)),
        [entry("2024-01-02T14:05", "Fault occurs"), entry("2024-01-02T14:20", "Resolved")]
    );
    let told = format!(
        "{milestones}\n## Context\n\nWe raised it with the provider at 14:09. The index was rebuilt at 14:17.\n"
    );
    assert_eq!(
        told_of(&markdown::read(&told)),
        [
            entry("2024-01-02T14:09", "We raised it with the provider at 14:09."),
            entry("2024-01-02T14:17", "The index was rebuilt at 14:17.")
        ]
    );
}

#[test]
fn updates_of_a_status_page_are_entries_wherever_their_time_stands() {
    let expected = [
        entry("Dec 5, 09:20 UTC", "Dec 5", "Resolved: It is over."),
        entry("Dec 5, 08:56 UTC", "Dec 5", "Investigating: Search fails."),
    ];
    for report in [
        "# Search down\n\nResolved - It is over.\n\nDec 5, 09:20 UTC\n\nInvestigating - Search fails.\n\nDec 5, 08:56 UTC\n",
        "# Search down\n\n### Resolved\n\nIt is over.\n\nPosted Dec 5, 09:20 UTC\n\n### Investigating\n\nSearch fails.\n\n\
         Posted 2 days ago. Dec 5, 08:56 UTC\n",
        "# Search down\n\n## Updates\n\n### Resolved\n\nDec 5, 09:20 UTC\n\nIt is over.\n\n### Investigating\n\n\
         Dec 5, 08:56 UTC\n\nSearch fails.\n",
    ] {
        assert_eq!(of(report), expected, "{report}");
    }
}

#[test]
fn times_that_stand_before_their_updates_are_not_those_of_the_ones_above() {
    let expected = [
        entry("2026-03-05 10:31 UTC", "2026-03-05", "Resolved: It is over."),
        entry("2026-03-05 10:02 UTC", "2026-03-05", "Identified: A full disk."),
        entry("2026-03-05 09:42 UTC", "2026-03-05", "Investigating: Search fails."),
    ];
    let update = |entry: &(String, Option<String>, String), page: &str| {
        let (state, message) = entry.2.split_once(": ").unwrap();
        page.replace("TIME", &entry.0).replace("STATE", state).replace("MESSAGE", message)
    };
    for page in [
        "TIME\nSTATE - MESSAGE\n\n",
        "TIME\n\nSTATE - MESSAGE\n\nPlease reload the page.\n\n",
        "**TIME**\n\nSTATE - MESSAGE\n\n",
        "TIME\n\n### STATE\n\nMESSAGE\n\n",
        "STATE - MESSAGE\n\nTIME\n\n",
    ] {
        let updates = expected.each_ref().map(|entry| update(entry, page));
        let page = updates.concat();
        assert_eq!(of(&page), expected, "{page}");
        let mut reversed = updates.clone();
        reversed.reverse();
        let mut oldest_first = of(&reversed.concat());
        oldest_first.reverse();
        assert_eq!(oldest_first, expected, "{page}");
    }
    let page = expected.each_ref().map(|entry| update(entry, "TIME\nSTATE - MESSAGE\n\n")).concat();
    let evidence = super::super::read(&page).unwrap().evidence;
    let check = |at: &str| evidence.check_time_of_quote("at", at, "Resolved - It is over.");
    assert_eq!(check("2026-03-05T10:31Z"), None);
    assert!(check("2026-03-05T10:02Z").is_some());
    let single = "Search down\n\n2026-03-05 10:31 UTC\nResolved - It is over.\n";
    assert_eq!(read(&plain::read(single)), expected[..1]);
}

#[test]
fn times_over_states_and_over_other_words_are_one_timeline() {
    let report = "# Search down\n\n## Timeline\n\n14:05 UTC\n\nErrors rise\n\n14:10 UTC\n\nInvestigating - Logs are read.\n\n\
        14:20 UTC\n\nRolled back\n\n14:31 UTC\n\nResolved - It is over.\n";
    assert_eq!(
        of(report),
        [
            entry("14:05 UTC", "", "Errors rise"),
            entry("14:10 UTC", "", "Investigating - Logs are read."),
            entry("14:20 UTC", "", "Rolled back"),
            entry("14:31 UTC", "", "Resolved - It is over.")
        ]
    );
}

#[test]
fn without_a_heading_lines_that_begin_with_a_clock_are_a_timeline_and_a_single_one_is_not() {
    let report = "Search down\n\nWe are sorry.\n\n14:05 UTC - Errors rise\nin all regions\n14:20 UTC - Rolled back\n";
    assert_eq!(
        read(&plain::read(report)),
        [
            entry("14:05 UTC", "", "Errors rise in all regions"),
            entry("14:20 UTC", "", "Rolled back")
        ]
    );
    assert_eq!(read(&plain::read("Search down\n\nAt 14:05 UTC, errors rose. All is well.\n")), []);
    assert_eq!(of("# Search down\n\n## Impact\n\n5 servers\n\n2024 was better\n"), []);
}

#[test]
fn in_a_column_of_times_whatever_is_filled_in_is_a_time() {
    let report = "# Search down\n\n## Timeline\n\n| When (UTC) | What |\n|--|--|\n| around noon | Errors |\n\
        | 12:40 | Rolled back |\n| HH:MM | Describe what happened |\n| | |\n";
    assert_eq!(of(report), [entry("around noon", "", "Errors"), entry("12:40", "", "Rolled back")]);
}

#[test]
fn days_over_clocks_divide_a_timeline_and_days_without_clocks_are_its_entries() {
    let report = "# Search down\n\n## Timeline\n\n2024-01-02 (all times UTC)\n\n- 14:05 Errors\n- 14:20 Up\n";
    assert_eq!(
        of(report),
        [entry("14:05", "2024-01-02", "Errors"), entry("14:20", "2024-01-02", "Up")]
    );
    let report = "# Search down\n\n## Timeline\n\n### 2 January\n\nErrors\n\n### 5 January\n\nUp\n";
    assert_eq!(
        of(report),
        [entry("2 January", "2 January", "Errors"), entry("5 January", "5 January", "Up")]
    );
}

#[test]
fn a_timeline_kept_as_code_is_read_line_by_line_and_logs_elsewhere_are_not() {
    let report = "# Search down\n\n## Timeline\n\n```\n14:05 Errors\n14:20 Up\n```\n";
    assert_eq!(of(report), [entry("14:05", "", "Errors"), entry("14:20", "", "Up")]);
    let report = "# Search down\n\n## Cause\n\n```\n14:05:01 WARN a\n14:05:02 WARN b\n```\n";
    assert_eq!(of(report), []);
}

#[test]
fn a_status_page_in_plain_text_is_read_by_its_states() {
    let report = "Search is slow\n\nResolved\nIt is over.\nPosted 2 months ago. Dec 05, 2025 - 09:20 UTC\n\n\
        Investigating\nWe are looking\ninto it.\nPosted 2 months ago. Dec 05, 2025 - 08:56 UTC\n";
    assert_eq!(
        read(&plain::read(report)),
        [
            entry("Dec 05, 2025 - 09:20 UTC", "Dec 05, 2025", "Resolved: It is over."),
            entry(
                "Dec 05, 2025 - 08:56 UTC",
                "Dec 05, 2025",
                "Investigating: We are looking into it."
            ),
        ]
    );
}

/// The moments and the words of the events of a document.
fn told_of(document: &Document) -> Vec<(String, String)> {
    let events = events(document, &sections(document), &Context::of(document));
    let moment = |at: Option<Moment>| at.map_or("?".to_owned(), |at| at.to_string());
    events.into_iter().map(|event| (moment(event.at), event.event)).collect()
}

fn moments_of(report: &str) -> Vec<String> {
    told_of(&plain::read(report)).into_iter().map(|(moment, _)| moment).collect()
}

#[test]
fn the_zone_and_the_date_of_an_entry_hold_for_those_below_it() {
    for report in [
        "Down\n\n2024-01-02 14:05 CET - Errors\n14:20 - Rolled back\n",
        "Down\n\nAll times are in CET\n\n2024-01-02 14:05 - Errors\n14:20 - Rolled back\n",
    ] {
        assert_eq!(
            moments_of(report),
            ["2024-01-02T14:05+01:00", "2024-01-02T14:20+01:00"],
            "{report}"
        );
    }
    let report = "Down\n\n(all times UTC)\n\n2024-01-02 14:05 - Errors\n15:20 CET - Rolled back\n14:30 - Up\n";
    assert_eq!(
        moments_of(report),
        ["2024-01-02T14:05Z", "2024-01-02T15:20+01:00", "2024-01-02T14:30Z"]
    );
}

#[test]
fn a_timeline_whose_newest_entry_stands_first_is_told_in_the_order_of_time() {
    let report = "Down\n\nResolved - It is over.\nJan 3, 2024 - 00:40 UTC\n\nIdentified - A cut cable.\nJan 2, 2024 - 23:50 UTC\n\n\
        Investigating - Packets are lost.\nJan 2, 2024 - 23:10 UTC\n";
    assert_eq!(moments_of(report), ["2024-01-02T23:10Z", "2024-01-02T23:50Z", "2024-01-03T00:40Z"]);
}

#[test]
fn an_update_over_its_message_is_an_update_as_any_other() {
    let report = "<h1>Slow uploads</h1>\
        <h2>Resolved</h2><p>It is over.</p><p>Posted Jan 2, 2024 - 16:40 UTC</p>\
        <h2>Update</h2><p>Some uploads still fail.</p><p>Posted Jan 2, 2024 - 15:50 UTC</p>\
        <h2>Investigating</h2><p>Uploads fail.</p><p>Posted Jan 2, 2024 - 15:10 UTC</p>";
    let report = super::super::read(report).unwrap();
    let told: Vec<&str> = report.timeline.iter().map(|event| event.event.as_str()).collect();
    assert_eq!(
        told,
        [
            "Investigating: Uploads fail.",
            "Update: Some uploads still fail.",
            "Resolved: It is over."
        ]
    );
}

#[test]
fn the_comments_of_a_ticket_are_messages() {
    let ticket = "INC-4821 Exports are missing\n\nNo export has arrived.\n\n\
        Omar Haddad added a comment - 03/Feb/26 7:40 AM\nThe lock was never released.\n\n\
        Omar Haddad added a comment - 03/Feb/26 9:05 AM\nDeleted the lock.\n\n\
        Lena Fischer added a comment - 03/Feb/26 1:41 PM\nAll exports have arrived.\n";
    let told = [
        ("2026-02-03T07:40", "Omar Haddad: The lock was never released."),
        ("2026-02-03T09:05", "Omar Haddad: Deleted the lock."),
        ("2026-02-03T13:41", "Lena Fischer: All exports have arrived."),
    ];
    assert_eq!(told_of(&plain::read(ticket)), told.map(|(at, event)| (at.into(), event.into())));
}
