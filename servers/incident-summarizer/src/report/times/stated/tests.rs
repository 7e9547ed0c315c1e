use super::*;
use crate::report::{markdown, sections::sections, timeline};

/// The times of a report in Markdown: start, end and minutes.
fn times_of(report: &str) -> (String, String, Option<u32>) {
    let document = markdown::read(report);
    let sections = sections(&document);
    let entries = timeline::entries(&document, &sections);
    let stated = stated(&document, &sections, &entries, &Context::of(&document));
    let written =
        |moment: Option<Moment>| moment.map(|moment| moment.to_string()).unwrap_or_default();
    (written(stated.started_at), written(stated.resolved_at), stated.duration_minutes)
}

fn times(start: &str, end: &str, minutes: u32) -> (String, String, Option<u32>) {
    (start.to_owned(), end.to_owned(), Some(minutes))
}

#[test]
fn labelled_fields_state_the_times() {
    let expected = times("2024-01-02T14:05Z", "2024-01-02T15:35Z", 90);
    for report in [
        "# Search down\n\n- **Start time**: 2024-01-02 14:05 UTC\n- **End time**: 2024-01-02 15:35 UTC\n",
        "# Search down\n\n| Incident began | 2024-01-02 14:05 UTC |\n|---|---|\n| Resolved at | Jan 2, 15:35 UTC |\n",
        "# Search down\n\n| Start (UTC) | End (UTC) | Duration |\n|---|---|---|\n| 2024-01-02 14:05Z | 2024-01-02 15:35Z | 90 minutes |\n",
        "# Search down\n\n- Key events\n  - First detected 2024-01-02 14:05 UTC\n  - Incident declared 2024-01-02 14:30 UTC\n\
        \x20 - Resolved 2024-01-02 15:35 UTC\n",
        "# Search down on 2024-01-02\n\nDuration: 14:05 to 15:35 UTC (90 minutes)\n",
    ] {
        assert_eq!(times_of(report), expected, "{report}");
    }
}

#[test]
fn a_stated_duration_counts_more_than_the_times_between() {
    let report = "# Down\n\n- Start: 2024-01-02 14:00\n- End: 2024-01-03 10:00\n- Time to resolve: 4h (support hours)\n";
    assert_eq!(times_of(report), times("2024-01-02T14:00", "2024-01-03T10:00", 240));
}

#[test]
fn sentences_state_the_times() {
    for (report, expected) in [
        (
            "# Search down\n\nOn January 2, 2024, between 14:05 and 14:29 UTC, search requests failed.\n",
            times("2024-01-02T14:05Z", "2024-01-02T14:29Z", 24),
        ),
        (
            "# Search down\n\nErrors began at 14:05 UTC on January 2, 2024. Service was fully restored at 14:29 UTC.\n",
            times("2024-01-02T14:05Z", "2024-01-02T14:29Z", 24),
        ),
        (
            "# Search down\n\nOn January 2, 2024, at 14:05 UTC, we were alerted to errors. The incident lasted 24 minutes. \
            At 14:29 UTC, service resumed.\n",
            times("2024-01-02T14:05Z", "2024-01-02T14:29Z", 24),
        ),
    ] {
        assert_eq!(times_of(report), expected, "{report}");
    }
}

#[test]
fn a_timeline_states_the_times_by_its_failures_and_recoveries() {
    let report = "# Search down on 2024-01-02\n\n## Timeline\n\n- 13:50 UTC - Version 12 is deployed\n- 14:05 UTC - Errors rise\n\
        - 14:20 UTC - The disk seems to be fixed\n- 14:29 UTC - Service restored\n- 16:00 UTC - Report written\n";
    assert_eq!(times_of(report), times("2024-01-02T14:05Z", "2024-01-02T14:29Z", 24));
}

#[test]
fn entries_that_are_a_stated_duration_apart_are_the_ends() {
    let report = "# Search down on 2024-01-02\n\n## Timeline\n\n- 14:05 UTC - Errors rise\n- 14:36 UTC - Downgraded, which solved it\n\
        - 16:00 UTC - Upgraded again and fixed for good\n\n## Stats\n\n- Time to recovery: 31 minutes\n";
    assert_eq!(times_of(report), times("2024-01-02T14:05Z", "2024-01-02T14:36Z", 31));
}

#[test]
fn updates_state_the_times_where_nothing_else_does() {
    let report = "# Search down\n\n### Resolved\n\nThis incident has been resolved.\n\nPosted Jan 2, 2024 - 15:35 UTC\n\n\
        ### Investigating\n\nWe are looking into it.\n\nPosted Jan 2, 2024 - 14:05 UTC\n";
    assert_eq!(times_of(report), times("2024-01-02T14:05Z", "2024-01-02T15:35Z", 90));
}

#[test]
fn what_a_report_does_not_state_is_none() {
    for report in [
        "# Search down\n\nWe are sorry.\n",
        "",
        "# Search\n\nWe roll out version 2 at 14:05 UTC.\n",
    ] {
        assert_eq!(times_of(report), (String::new(), String::new(), None), "{report}");
    }
}

#[test]
fn an_end_before_the_start_is_left_out() {
    let report = "# Down\n\n- Start: 2024-01-02 14:05\n- Resolved: 2023-01-02 15:35\n";
    assert_eq!(times_of(report), ("2024-01-02T14:05".to_owned(), String::new(), None));
}

#[test]
fn hostile_text_is_read_in_time() {
    for piece in [
        "from 10:05 to ",
        "12/05/2025 ",
        "started at 1 ",
        "1h",
        "Jan 1-",
        ": ",
        "9 a.m. ",
        "- 10:05 down for 5 minutes\n",
    ] {
        let report = format!("# Down 2024-01-02\n\n## Timeline\n\n{}", piece.repeat(10_000));
        let begin = std::time::Instant::now();
        times_of(&report);
        assert!(begin.elapsed().as_secs() < 10, "{piece}");
    }
}
