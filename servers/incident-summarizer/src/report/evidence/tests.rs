use super::{super::read, *};
use crate::report::Status;

const REPORT: &str = "# Uploads fail\n\nFrom 06:12 to 07:40 UTC on 11 February 2026 uploads failed in three regions: 14,310 requests of 1,187 customers, \
    2.5% of all. The certificate of the storage gateway had expired, because its renewal job had lost its token. It was not caused by an attack, \
    and the network was ruled out. Downloads were not affected.\n\n\
    ## Timeline\n\n- 06:12 UTC - The certificate expires\n- 06:55 UTC - The expired certificate is found\n- 07:40 UTC - Uploads work again\n\n\
    ## Action items\n\n- Alert on certificates that expire within 14 days (owner: Platform team, due 2026-02-20)\n\
    - Let the renewal job in Frankfurt report its failures, by the end of March\n- Do not restart the gateway by hand\n";

pub(super) fn evidence() -> Evidence {
    read(REPORT).unwrap().evidence
}

/// What `check` accepts of `right` and `wrong`, which should be all and nothing.
pub(super) fn assert_told<T: std::fmt::Debug>(
    check: impl Fn(&T) -> bool,
    right: &[T],
    wrong: &[T],
) {
    let refused: Vec<_> = right.iter().filter(|right| !check(right)).collect();
    let passed: Vec<_> = wrong.iter().filter(|wrong| check(wrong)).collect();
    assert!(refused.is_empty() && passed.is_empty(), "refused: {refused:#?}, passed: {passed:#?}");
}

#[test]
fn numbers_of_prose_stand_in_the_report_or_follow_from_its_times() {
    let evidence = evidence();
    assert_told(
        |prose| evidence.check_numbers("summary", prose).is_none(),
        &[
            "14310 uploads failed.",
            "Uploads failed for 88 minutes, from 6:12 am to 7:40 am.",
            "An hour and 28 minutes later 2.5 percent had failed.",
            "About 1,200 customers in three regions were hit.",
            "Nearly 1,200 customers were hit for almost an hour and a half.",
            "More than a thousand customers were hit on 11 February.",
            "14.3k requests failed.",
            "Three action items remain.",
            "Nobody knows how many.",
        ],
        &[
            "14,320 uploads failed.",
            "It lasted 89 minutes.",
            "88 uploads failed.",
            "25% failed.",
            "12 customers were hit.",
            "Nine hundred customers were hit.",
            "Two regions were hit.",
            "More than 1,200 customers were hit.",
            "About 1,300 customers were hit.",
            "Half of all uploads failed.",
            "It began on 12 February.",
            "11 customers were hit.",
            "14 customers were hit.",
        ],
    );
}

#[test]
fn large_numbers_and_shares_may_be_written_in_another_unit() {
    let report = read("# Down\n\n1.21B queries were lost in 90 minutes, and 50% of calls failed. 12 of the 48 nodes crashed.\n").unwrap();
    assert_told(
        |prose| report.evidence.check_numbers("summary", prose).is_none(),
        &[
            "1.2 billion queries",
            "1,210 million queries",
            "for 1.5 hours",
            "half of all calls",
            "25% of the nodes",
            "a quarter of the nodes",
        ],
        &[
            "1.3 billion queries",
            "121 million queries",
            "for 2.5 hours",
            "a third of all calls",
            "48% of the nodes",
        ],
    );
}

#[test]
fn numbers_are_written_as_people_write_them() {
    let report = read("# Down\n\nKubernetes v1.20 broke all services with status 503. They were found after 88 minutes and repaired after 267 minutes. \
        The limit is 100.000 watches.\n").unwrap();
    assert_told(
        |prose| report.evidence.check_numbers("summary", prose).is_none(),
        &[
            "503s from all services after Kubernetes 1.20.",
            "It took four and a half hours.",
            "Detection took 88 minutes and repair 267.",
            "The limit of 100,000 watches was hit.",
        ],
        &[
            "504s from all services after Kubernetes 1.21.",
            "It took three and a half hours.",
            "It took 260 minutes.",
            "Detection took 88 minutes and repair 367.",
            "The limit of 10,000 watches was hit.",
        ],
    );
}

#[test]
fn shares_lengths_and_bounds_may_be_written_in_words_or_another_unit() {
    let report = read("# Down\n\nApprox 1 in 5 checkouts failed. Calls took 400ms more; p99 is 12s. About 1.2 million requests were lost with error 502, \
        and fewer than 10 customers called.\n").unwrap();
    assert_told(
        |prose| report.evidence.check_numbers("summary", prose).is_none(),
        &[
            "About one in five checkouts failed.",
            "20% of checkouts failed.",
            "Every fifth checkout failed.",
            "Calls took 0.4 seconds more.",
            "Calls took 0.4 s more.",
            "The p99 rose to 12s.",
            "The p99 rose to 12 seconds.",
            "1.2M requests were lost.",
            "Less than ten customers called.",
            "Requests failed with 502.",
        ],
        &[
            "About one in six checkouts failed.",
            "30% of checkouts failed.",
            "Calls took 4 seconds more.",
            "1.2k requests were lost.",
            "Requests failed with 503.",
        ],
    );
    let unrelated = report.evidence.check_topic("impact", "1.2M requests failed.");
    assert_eq!(unrelated, None, "a number with its unit is about nothing");
}

#[test]
fn times_stand_in_the_report_or_follow_from_one_and_a_length() {
    let evidence = evidence();
    assert_told(
        |at| evidence.check_time("started_at", at).is_none(),
        &["2026-02-11T06:12Z", "2026-02-11T07:40", "2026-02-11", "2026-02-11T08:40+01:00"],
        &["2026-02-11T06:13Z", "2026-02-12T06:12Z", "06:12", "this morning"],
    );
    let report = read("# Down\n\nOn 2026-02-11 at 06:12 it went down for 88 minutes.\n").unwrap();
    assert_eq!(report.evidence.check_time("resolved_at", "2026-02-11T07:40"), None);
}

#[test]
fn a_time_of_yesterday_is_on_the_day_before_that_of_the_report() {
    let report = "# Fibre cut\n\nPosted on 4 June 2026\n\nYesterday at 14:07 CEST an excavator cut our fibre.\n";
    let evidence = read(report).unwrap().evidence;
    let today = read(&report.replace("Yesterday", "Today")).unwrap().evidence;
    let at = "2026-06-03T14:07+02:00";
    assert_eq!(evidence.check_time("started_at", at), None);
    assert!(today.check_time("started_at", at).is_some());
    assert!(evidence.check_time("started_at", "2026-06-02T14:07+02:00").is_some());
    assert_eq!(evidence.check_numbers("summary", "It was cut at 14:07 on 3 June."), None);
}

#[test]
fn the_time_of_an_entry_is_that_of_the_one_that_its_quotation_stands_in() {
    let evidence = evidence();
    let at = |(at, quote): &(&str, &str)| evidence.check_time_of_quote("at", at, quote).is_none();
    let found = "The expired certificate is found";
    assert_told(
        at,
        &[
            ("2026-02-11T06:55Z", found),
            ("2026-02-11", found),
            ("2026-02-11T07:40Z", "From 06:12 to 07:40 UTC on 11 February 2026 uploads failed"),
        ],
        &[
            ("2026-02-11T07:40Z", found),
            ("2026-02-11T06:55Z", "From 06:12 to 07:40 UTC on 11 February 2026 uploads failed"),
        ],
    );
    let problem =
        evidence.check_time_of_quote("timeline[1].at", "2026-02-11T07:40Z", found).unwrap();
    assert!(problem.contains("\"2026-02-11T06:55Z\"; write that"), "{problem}");
}

#[test]
fn dates_of_actions_may_be_written_in_another_way() {
    let evidence = evidence();
    assert_told(
        |due| evidence.check_due("due", due, "").is_none(),
        &[
            "2026-02-20",
            "20 February 2026",
            "end of March",
            "2026-03-31",
            "2026-03",
            "March 2026",
            "February 2026",
        ],
        &["2026-03-20", "Q2", "2026-04", "2026-03-30", "March 2027", "soon"],
    );
    let report = read("# Down on 2026-02-11\n\n## Action items\n\n- Add an alert, Q2\n- Move the disk, next sprint\n").unwrap();
    assert_told(
        |due| report.evidence.check_due("due", due, "").is_none(),
        &["Q2", "Q2 2026", "2026-Q2", "2026-06-30", "next sprint"],
        &["Q3", "2026-06-29", "this sprint"],
    );
}

#[test]
fn a_service_is_named_and_not_called_unaffected() {
    let evidence = evidence();
    assert_told(
        |name| evidence.check_service("services[0]", name).is_none(),
        &["uploads", "storage gateway"],
        &["Downloads", "users", "the", "not affected", "expired", "Thumbnails"],
    );
}

#[test]
fn names_in_prose_are_those_of_the_report() {
    let evidence = evidence();
    assert_told(
        |prose| evidence.check_names("summary", prose).is_none(),
        &[
            "The Storage gateway's certificate expired. Uploads failed on Wednesday.",
            "It affected the Platform. Nobody could upload, and we are sorry.",
            "Customers in Frankfurt saw that \"uploads failed\".",
        ],
        &[
            "It was caused by Kubernetes 1.29.",
            "The host db-07 failed.",
            "Uploads returned HTTP 503.",
            "The gateway said \"disk full\".",
            "Then GitHub was down.",
            "Amazon Web Services was down.",
        ],
    );
}

#[test]
fn a_status_agrees_with_the_words_of_the_report() {
    let contradicted =
        |report: &str, status| read(report).unwrap().evidence.check_status(status).is_some();
    let over = "# Uploads fail\n\nUploads failed at 06:12. The problem was fixed and service was restored at 07:40.\n";
    let open = "# Uploads fail\n\nUploads fail since 06:12. We are investigating. Other services remain operational.\n";
    let silent = "# Uploads fail\n\nUploads failed at 06:12.\n";
    for (report, status, expected) in [
        (over, Status::Investigating, true),
        (over, Status::Resolved, false),
        (over, Status::Unknown, false),
        (open, Status::Resolved, true),
        (open, Status::Investigating, false),
        (silent, Status::Resolved, false),
        (silent, Status::Identified, false),
    ] {
        assert_eq!(contradicted(report, status), expected, "{report} {status:?}");
    }
}

#[test]
fn a_decorated_title_is_the_same_and_another_is_not() {
    for (marked, written, expected) in [
        ("[P1] Checkout — ongoing", "Checkout fails for card payments", true),
        ("INC-2041: Uploads failed (resolved)", "Uploads failed", true),
        (
            "Uploads failed for all customers in Europe on Monday",
            "Uploads failed for customers in Europe",
            true,
        ),
        ("Payments fail at checkout", "Cards are rejected", false),
        ("[P1] Checkout — ongoing", "Nothing happened", false),
        ("Uploads failed", "Uploads failed because nobody cared", false),
    ] {
        assert_eq!(is_same_title(marked, written), expected, "{marked} {written}");
    }
}

#[test]
fn long_reports_and_long_answers_are_checked_in_time() {
    let line = "- 06:12 UTC - The certificate of gateway 17 expires for 3 customers, and Downloads were not affected\n";
    let report = format!("# Down on 2026-02-11\n\n## Action items\n\n{}", line.repeat(1_000));
    let evidence = read(&report).unwrap().evidence;
    let begin = std::time::Instant::now();
    for _ in 0..10 {
        let text =
            "Renew the certificate of the gateway for 4 customers of Downloads at 06:13 ".repeat(4);
        let _ = (
            evidence.check_action("", &text),
            evidence.check_particulars("", &text),
            evidence.check_service("", "Downloads"),
        );
        let _ = (
            evidence.check_cause("", &text),
            evidence.check_owner("", "gateway", &text),
            evidence.check_event("", &text, line),
        );
    }
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}

#[test]
fn a_text_about_another_incident_is_refused() {
    let evidence = evidence();
    assert_told(
        |prose| evidence.check_topic("summary", prose).is_none(),
        &[
            "Uploads fail",
            "Nobody could upload for an hour and a half: a gateway cert had run out.",
            "Files weren't accepted since the storage gateway's certificate hadn't been renewed. Sorry!",
            "It lasted an hour.",
        ],
        &[
            "Kelp outage",
            "Trains stopped between two stations after lightning struck a signal box.",
            "Uploads failed, for the certificate had expired. The parking meters of three towns gave away free tickets.",
        ],
    );
    let german = "# Upload gestört\n\nAm 11. Februar schlugen alle Uploads fehl, weil ein Zertifikat abgelaufen war.\n";
    let german = read(german).unwrap().evidence;
    assert_eq!(
        german.check_topic("summary", "No file could be stored: a credential had run out."),
        None
    );
}

#[test]
fn a_name_at_the_beginning_of_a_sentence_is_known_by_what_it_does() {
    let evidence = evidence();
    assert_told(
        |prose| evidence.check_particulars("summary", prose).is_empty(),
        &[
            "Access was lost. Traffic dropped. Engineers found it. Support had been told.",
            "Yesterday's uploads were lost. Monitoring did not notice.",
        ],
        &["Globex rejected the uploads.", "Uploads failed. Initech was down."],
    );
}
