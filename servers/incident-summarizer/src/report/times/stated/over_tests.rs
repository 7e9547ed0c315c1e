//! Whether it is over, and when, in the words that people use for it.

use super::tests::{stated_in, times, times_of};
use crate::report::marks::Status;

#[test]
fn an_end_in_other_words_is_one() {
    let expected = times("2024-01-02T14:05Z", "2024-01-02T14:29Z", 24);
    for end in [
        "Things started working again around 14:29 UTC.",
        "The database was brought back at 14:29 UTC.",
        "We brought the replica back online at 14:29 UTC.",
        "The site was up again at 14:29 UTC.",
        "All regions had recovered by 14:29 UTC.",
        "The last error was seen at 14:29 UTC.",
        "The last failed request was logged at 14:29 UTC.",
        "The team closed the incident at 14:29 UTC.",
        "Logins were not possible until 14:29 UTC.",
        "The errors continued until 14:29 UTC.",
        "Search was not restored until 14:29 UTC.",
        "At 14:29 UTC the server started responding again.",
        "At 14:29 UTC the errors stopped.",
        "By 14:29 UTC traffic had returned to normal levels.",
        "Machines have worked again since 14:29 UTC.",
        "At 14:29 UTC the circuit came back into service.",
        "By 14:29 UTC all APIs functioned normally.",
        "\n\n- 14:05 UTC errors begin\n- 14:29 UTC resolved. alice will write it up by Friday",
    ] {
        let report = format!("# Down\n\nErrors began at 14:05 UTC on 2024-01-02. {end}\n");
        assert_eq!(times_of(&report), expected, "{end}");
    }
}

#[test]
fn an_entry_that_says_that_it_works_again_is_the_end() {
    for last in [
        "Server started pinging again",
        "Confirmed a new certificate had been issued",
        "All nodes brought back",
    ] {
        let report = format!(
            "# Post mortem 2024-01-02\n\n## Timeline\n\n- 14:05 UTC: Requests fail\n- 14:20 UTC: Disk replaced\n- 14:29 UTC: {last}\n"
        );
        assert_eq!(
            times_of(&report),
            times("2024-01-02T14:05Z", "2024-01-02T14:29Z", 24),
            "{last}"
        );
    }
}

#[test]
fn what_stops_or_comes_back_badly_is_no_end() {
    for sentence in [
        "At 14:29 UTC the nodes stopped working again.",
        "At 14:29 UTC the errors were back.",
        "The failure was not noticed until 14:29 UTC.",
        "At 14:29 UTC we confirmed the outage.",
    ] {
        let report = format!("# Down\n\nErrors began at 14:05 UTC on 2024-01-02. {sentence}\n");
        assert_eq!(stated_in(&report).resolved_at, None, "{sentence}");
    }
}

#[test]
fn a_duration_needs_no_date() {
    for (report, minutes) in [
        ("# Down\n\nTimeframe: September 16, 4:06 pm – 4:38 pm (local time)\n", 32),
        ("# Down\n\nThe site was down from 10:35 to 15:16 UTC.\n", 281),
        ("# Down\n\n- 23:50 UTC: Requests fail\n- 00:10 UTC: Service restored\n", 20),
        ("# Down\n\nThe database was unreachable for about seven minutes.\n", 7),
        ("# Down\n\nThere were about 90 seconds where most requests were blocked.\n", 2),
    ] {
        let stated = stated_in(report);
        assert_eq!((stated.started_at, stated.resolved_at), (None, None), "{report}");
        assert_eq!(stated.duration_minutes, Some(minutes), "{report}");
    }
}

#[test]
fn a_length_of_a_rule_or_of_another_failure_is_not_that_of_the_incident() {
    for sentence in [
        "FIRING: errors > 5% for 5m.",
        "It is the second failure this year: in May the app was down for a day.",
        "It was the third outage in a month, after one that lasted two days.",
    ] {
        let stated = stated_in(&format!("# Mail\n\nOn 2 January 2024 mail was lost. {sentence}\n"));
        assert_eq!(stated.duration_minutes, None, "{sentence}");
    }
}

#[test]
fn the_beginning_is_when_it_failed_and_not_when_it_was_noticed() {
    let report = "# Down 2024-01-02\n\nAt 14:25 UTC we were notified that the certificate had expired.\n\n## Timeline\n\n\
        - 14:05 UTC - The certificate expired\n- 14:25 UTC - First notification from users about the issue\n\
        - 14:29 UTC - Service restored\n";
    assert_eq!(times_of(report), times("2024-01-02T14:05Z", "2024-01-02T14:29Z", 24));
    let report = "# Queue 2024-01-02\n\n## Timeline\n\n- 14:05 UTC - Investigation begins: the topic shows 0 messages\n\
        - 14:15 UTC - Broker found in a crash loop\n- 14:29 UTC - Service restored\n";
    assert_eq!(times_of(report), times("2024-01-02T14:05Z", "2024-01-02T14:29Z", 24));
}

#[test]
fn a_report_that_looks_back_is_over() {
    for report in [
        "# Down\n\nThe outage was resolved quickly.\n",
        "# Down\n\nService has been restored.\n",
        "# Down\n\nLogins failed, but everything is back to normal.\n",
        "# Down\n\nThe fault was found and patched, restoring normal service.\n",
        "# Down\n\nChecks did not run. Delayed checks were eventually processed.\n",
        "# Retrospective: disk full\n\nA disk was full and requests failed.\n",
        "# Post-incident review of the queue\n\nThe queue was full.\n",
        "# Down\n\nTimeframe: 4:06 pm – 4:38 pm\n\nUsers saw errors.\n",
    ] {
        assert_eq!(stated_in(report).is_over, Some(true), "{report}");
    }
    let open = "# Postmortem of the queue (draft)\n\nThe queue is still full and the incident is ongoing.\n";
    assert_eq!(stated_in(open).is_over, Some(false));
}

#[test]
fn what_is_not_over_is_watched_or_its_cause_is_known() {
    for (report, expected) in [
        ("# Down\n\nA fix is in place, we keep watching.\n", Some(Status::Monitoring)),
        (
            "# Down\n\nThe fix has been deployed and we are monitoring the results.\n",
            Some(Status::Monitoring),
        ),
        (
            "# Down\n\nLogins are still failing. The cause has been identified.\n",
            Some(Status::Identified),
        ),
        ("# Down\n\nLogins are still failing.\n", None),
    ] {
        let stated = stated_in(report);
        assert_ne!(stated.is_over, Some(true), "{report}");
        assert_eq!(stated.open_status, expected, "{report}");
    }
}
