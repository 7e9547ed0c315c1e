use super::*;
use crate::report::{markdown, marks, sections::sections, timeline};

/// The times of a report in Markdown: start, end and minutes.
pub(super) fn times_of(report: &str) -> (String, String, Option<u32>) {
    let stated = stated_in(report);
    let written =
        |moment: Option<Moment>| moment.map(|moment| moment.to_string()).unwrap_or_default();
    (written(stated.started_at), written(stated.resolved_at), stated.duration_minutes)
}

pub(super) fn stated_in(report: &str) -> Stated {
    let document = markdown::read(report);
    let sections = sections(&document);
    let context = Context::of(&document);
    let events = timeline::events(&document, &sections, &context);
    stated(&document, &sections, &events, marks::of_document(&document).status, &context)
}

pub(super) fn times(start: &str, end: &str, minutes: u32) -> (String, String, Option<u32>) {
    (start.to_owned(), end.to_owned(), Some(minutes))
}

#[test]
fn labeled_fields_state_the_times() {
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
fn an_incident_that_goes_on_has_no_end() {
    for report in [
        "# Login errors\n\n**Status:** Identified\n\n## Timeline (2024-01-02)\n\n- 09:00 Release deployed\n- 09:12 First errors\n\
         - 09:45 Cause found\n",
        "# Outage\n\n**Status**: Ongoing\n\n## Timeline 2024-01-02\n\n- 10:00 Two regions fail\n- 10:40 One region restored\n\
         - 11:00 The other is watched\n",
        "# Uploads\n\nSince 14:10 UTC on 2024-01-02 uploads fail. At 14:40 UTC a node was added and uploads recovered in part.\n\n\
         The incident is ongoing; the next update follows at 15:30 UTC.\n",
        "# Exports\n\nExports have been failing since 08:15 on 2 January 2024. Small ones recovered at 09:30, but large ones are not \
         yet resolved.\n",
        "# Pages\n\nAt 10:00 UTC on 2024-01-02 pages became slow. They were fixed at 10:20 UTC. Now the errors continue.\n",
        "# Disk 2024-01-02\n\n## Timeline\n\n- 10:00 Disk alarms\n- 10:10 Team looks into it\n- 10:40 Vendor called\n",
        "# Disk 2024-01-02\n\n## Timeline\n\n- 10:00 Disk alarms\n- 10:10 Disk replaced, service restored\n- 10:40 Writes are still failing\n",
        "# VPN\n\n- Start: 2024-01-02 07:30 UTC\n- End: not yet resolved (09:00 UTC)\n",
        "# Calls\n\n### Investigating\n\nDelays are back.\n\nJan 2, 2024 - 15:00 UTC\n\n### Resolved\n\nIt is resolved.\n\n\
         Jan 2, 2024 - 14:00 UTC\n\n### Investigating\n\nCalls wait.\n\nJan 2, 2024 - 13:00 UTC\n",
    ] {
        let stated = stated_in(report);
        assert!(stated.started_at.is_some(), "{report}");
        assert_eq!((stated.resolved_at, stated.duration_minutes), (None, None), "{report}");
    }
}

#[test]
fn work_that_goes_on_after_the_end_does_not_undo_it() {
    for last in [
        "We are still investigating the root cause.",
        "At 14:20 it was still failing for some.",
        "The review of our alerts is ongoing.",
        "We will continue to improve.",
    ] {
        let report = format!(
            "# Down\n\nErrors began at 14:05 UTC on 2024-01-02. Service was restored at 14:29 UTC. {last}\n"
        );
        assert_eq!(
            times_of(&report),
            times("2024-01-02T14:05Z", "2024-01-02T14:29Z", 24),
            "{last}"
        );
    }
}

#[test]
fn a_state_that_a_later_entry_supersedes_is_not_the_last_word() {
    let report = "# Down 2024-01-02\n\n## Timeline\n\n- 14:05 UTC Errors rise\n- 14:10 UTC Identified: a bad release\n\
        - 14:29 UTC Service restored\n";
    assert_eq!(times_of(report), times("2024-01-02T14:05Z", "2024-01-02T14:29Z", 24));
}

#[test]
fn words_that_only_look_like_an_end_are_none() {
    for sentence in [
        "The resolver no longer resolved names at 14:20 UTC.",
        "The ticket was unresolved at 14:20 UTC.",
        "At 14:20 UTC the name resolved to an old address.",
        "Some pages recovered at 14:20 UTC.",
        "Service was not restored at 14:20 UTC.",
    ] {
        let report = format!("# Down\n\nErrors began at 14:05 UTC on 2024-01-02. {sentence}\n");
        assert_eq!(stated_in(&report).resolved_at, None, "{sentence}");
    }
}

#[test]
fn an_end_is_told_in_many_words() {
    let expected = times("2024-01-02T09:15", "2024-01-02T11:30", 135);
    for report in [
        "# Shop\n\nOn Tuesday 2 January 2024, between 9.15am and 11.30am, the shop was offline.\n",
        "# Shop\n\nOn 2024-01-02 from 09:15 until 11:30, customers could not order.\n",
        "# Shop\n\nOn 2 January 2024, between 09:15 and 11:30, cards were charged twice.\n",
        "# Shop\n\nCustomers could not order on 2 January 2024 (09:15–11:30).\n",
        "# Shop down on 2 January 2024 from 09:15-11:30\n\nWe are sorry.\n",
        "# Shop\n\nThe shop was unavailable from about 9.15am on 2 January 2024. Everything was back to normal by 11.30am.\n",
        "# Shop\n\nOrders failed from 09:15 on 2024-01-02; since 11:30 everything works.\n",
        "# Shop\n\n2 January 2024 09:15–11:30\n\nWe are sorry.\n",
        "# Shop\n\nAt 9.15am on 2 January 2024 the shop stopped taking orders. The backlog was cleared by 11.30am.\n",
        "# Shop\n\nSince 09:15 on 2024-01-02 orders failed. All orders succeed since 11:30.\n",
        "# Shop\n\nSince 09:15 on 2024-01-02 orders failed. There have been no errors since 11:30.\n",
    ] {
        assert_eq!(times_of(report), expected, "{report}");
    }
}

#[test]
fn midnight_ends_the_day_and_noon_halves_it() {
    for (report, expected) in [
        (
            "# Down\n\nThe site went down at 23:30 UTC on 2 January 2024 and was restored at midnight.\n",
            times("2024-01-02T23:30Z", "2024-01-03T00:00Z", 30),
        ),
        (
            "# Down\n\nOn 2 January 2024 the site was down from noon until 1:15 pm UTC.\n",
            times("2024-01-02T12:00Z", "2024-01-02T13:15Z", 75),
        ),
    ] {
        assert_eq!(times_of(report), expected, "{report}");
    }
}

#[test]
fn an_update_that_names_an_earlier_end_is_not_the_end_itself() {
    let report = "# Calls drop\n\n### Resolved\n\nAll calls connect since 11:31 UTC. We close this incident.\n\n\
        Jan 2, 2024 - 12:10 UTC\n\n### Monitoring\n\nA fix was rolled out at 11:20 UTC.\n\nJan 2, 2024 - 11:25 UTC\n\n\
        ### Investigating\n\nCalls drop since 10:58 UTC.\n\nJan 2, 2024 - 11:04 UTC\n";
    assert_eq!(times_of(report), times("2024-01-02T10:58Z", "2024-01-02T11:31Z", 33));
}

#[test]
fn the_entry_that_is_marked_as_the_beginning_is_it_and_a_change_of_earlier_days_is_not() {
    for report in [
        "# Down\n\n## Timeline\n\n2024-01-02 (*all times UTC*)\n\n- 14:01 News reports bring more traffic\n- 14:05 OUTAGE BEGINS - back \
         ends melt\n- 14:06 Pager storm\n- 14:29 OUTAGE MITIGATED, traffic balanced\n- 14:50 INCIDENT ENDS\n",
        "# Down\n\n## Timeline (UTC)\n\n- 2023-12-10 09:00 Release 7 is deployed and delays a cache\n- 2024-01-02 14:05 Errors rise\n\
         - 2024-01-02 14:29 Release rolled back, service restored\n",
    ] {
        assert_eq!(
            times_of(report),
            times("2024-01-02T14:05Z", "2024-01-02T14:29Z", 24),
            "{report}"
        );
    }
}

#[test]
fn a_length_of_something_else_is_not_that_of_the_incident() {
    for sentence in [
        "In August a similar failure lasted two days.",
        "Last year, an outage lasted three days.",
        "Previous incident: the site was down for 8 hours.",
        "The SLA allows 4 hours of downtime a month.",
        "Backups fail for at most 30 minutes.",
    ] {
        let stated = stated_in(&format!("# Mail\n\nOn 2 January 2024 mail was lost. {sentence}\n"));
        assert_eq!((stated.duration_minutes, stated.told_minutes), (None, vec![]), "{sentence}");
    }
    let report =
        "# Jobs\n\nThe log of each job says\nDuration: 1 minute in its first line. Jobs failed.\n";
    assert_eq!(stated_in(report).duration_minutes, None);
    let report = "# Mail\n\n## Summary\n\nOn 2024-01-02 mail was lost.\n\n## Related incidents\n\nIt failed at 10:00 UTC for 2 hours.\n\n\
        Start: 2023-01-02 10:00\n";
    assert_eq!(times_of(report), ("2024-01-02".to_owned(), String::new(), None));
}

#[test]
fn a_length_that_contradicts_both_ends_is_not_taken_unless_a_field_states_it() {
    let report = "# Down\n\nOn 2024-01-02 errors began at 14:05 UTC. Logs were lost for 8 hours. Service was restored at 14:29 UTC.\n";
    assert_eq!(times_of(report), times("2024-01-02T14:05Z", "2024-01-02T14:29Z", 24));
}

#[test]
fn a_digest_does_not_mix_its_incidents() {
    let report = "# Weekly digest\n\n## Search\n\nStarted: 2024-01-02 10:00 UTC\n\n## Checkout\n\nStarted: 2024-01-04 08:00 UTC\n\n\
        Resolved: 2024-01-04 09:10 UTC\n";
    assert_eq!(times_of(report), ("2024-01-02T10:00Z".to_owned(), String::new(), None));
}

#[test]
fn a_digest_in_sentences_does_not_mix_its_incidents() {
    let report = "# Weekly report\n\nOn 2 January 2024, search was down from 08:40 UTC. It was restored at 10:15 UTC.\n\n\
        On 5 January 2024, checkout was down from 13:00 UTC. It was restored at 13:20 UTC.\n";
    assert_eq!(times_of(report), times("2024-01-02T08:40Z", "2024-01-02T10:15Z", 95));
}

#[test]
fn an_entry_that_names_an_earlier_moment_means_that_one() {
    let report = "# CDN\n\nAll times are in UTC.\n\n## Timeline of 2 January 2024\n\n- 10:30: Resolved. Error rates have been normal since \
        10:15.\n- 09:40: A bad configuration is found.\n- 08:47: We see errors since 08:40.\n";
    assert_eq!(times_of(report), times("2024-01-02T08:40Z", "2024-01-02T10:15Z", 95));
}

#[test]
fn planned_work_is_not_the_window_of_the_incident() {
    let report = "# Uploads\n\nA maintenance was planned for 2024-01-02 from 01:00 to 05:00 UTC. At 02:10 UTC uploads began to fail. \
        Uploads were restored at 06:30 UTC.\n";
    assert_eq!(times_of(report), times("2024-01-02T02:10Z", "2024-01-02T06:30Z", 260));
}

#[test]
fn only_what_labeled_fields_state_is_labeled() {
    let report = "# Down\n\n- Start: 2024-01-02 14:05 UTC\n- Duration: 24 minutes\n\nService was restored at 14:29 UTC.\n";
    let stated = stated_in(report);
    assert!(stated.resolved_at.is_some());
    let Labeled { started_at, resolved_at, duration_minutes } = stated.labeled;
    assert_eq!((started_at, resolved_at, duration_minutes), (stated.started_at, None, Some(24)));
    let prose =
        "# Down\n\nErrors began at 14:05 UTC on 2024-01-02. Service was restored at 14:29 UTC.\n";
    assert_eq!(stated_in(prose).labeled, Labeled::default());
    // A day is less than the entries tell.
    assert_eq!(stated_in("# Down\n\nDate: January 2-3, 2024\n").labeled, Labeled::default());
}

#[test]
fn days_are_told_where_no_clock_is() {
    for (report, start, end) in [
        (
            "# Exposed data\n\nBetween April 28 and May 3, 2026 an unauthorized party had access.\n",
            "2026-04-28",
            "2026-05-03",
        ),
        (
            "# Exposed data\n\nOn May 4, 2026, we discovered that they were exposed.\n",
            "2026-05-04",
            "",
        ),
    ] {
        assert_eq!(times_of(report), (start.to_owned(), end.to_owned(), None), "{report}");
    }
}

#[test]
fn the_first_entry_may_name_an_earlier_begin() {
    let report = "# Down 2024-01-02\n\n## Timeline\n\n- 11:45 The hosts failed at 11:20.\n- 12:10 All hosts are back.\n";
    assert_eq!(times_of(report), times("2024-01-02T11:20", "2024-01-02T12:10", 50));
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

#[test]
fn a_step_of_the_repair_that_begins_is_no_start() {
    for (begin, expected) in [
        ("Splicing began at 17:30 UTC", "2024-01-02"),
        ("Cleaning of the filters started at 17:30 UTC", "2024-01-02"),
        ("Flooding errors began at 17:30 UTC", "2024-01-02T17:30Z"),
        ("The outage was triggered at 2024-01-02T17:30:07Z", "2024-01-02T17:30:07Z"),
    ] {
        let (start, _, _) = times_of(&format!("# Link down on 2024-01-02\n\n{begin}.\n"));
        assert_eq!(start, expected, "{begin}");
    }
}
