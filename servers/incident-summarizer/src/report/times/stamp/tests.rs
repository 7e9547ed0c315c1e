use super::*;

#[test]
fn times_in_their_usual_forms_are_recognized_at_the_beginning_of_a_line() {
    for (line, written, rest) in [
        ("14:05 — Errors rise", "14:05", "Errors rise"),
        ("14:05 UTC: Errors rise", "14:05 UTC", "Errors rise"),
        ("2024-01-02 14:05 UTC: Errors rise", "2024-01-02 14:05 UTC", "Errors rise"),
        ("2024-01-02T14:05:11.250Z deploy", "2024-01-02T14:05:11.250Z", "deploy"),
        ("[14:05] Errors rise", "14:05", "Errors rise"),
        ("At 2:05 pm, errors rise", "2:05 pm", "errors rise"),
        ("2pm - errors rise", "2pm", "errors rise"),
        ("Dec 5, 09:20 UTC", "Dec 5, 09:20 UTC", ""),
        (
            "December 5th, 2023 at 9:20 AM PST - errors",
            "December 5th, 2023 at 9:20 AM PST",
            "errors",
        ),
        ("03/Feb/26 7:12 AM errors", "03/Feb/26 7:12 AM", "errors"),
        ("5 January 2024 14:05 errors", "5 January 2024 14:05", "errors"),
        ("14:05–14:20 (UTC) errors", "14:05–14:20 (UTC)", "errors"),
        ("14:05 to 14:20 errors", "14:05 to 14:20", "errors"),
        ("1405 UTC errors", "1405 UTC", "errors"),
        ("Tue, 5 Dec 09:20 errors", "5 Dec 09:20", "errors"),
        ("14:05 UTC+2 errors", "14:05 UTC+2", "errors"),
        ("14h05 errors", "14h05", "errors"),
        ("2024-01-02 --:-- errors", "2024-01-02 --:--", "errors"),
        ("T+15m errors", "T+15m", "errors"),
        ("14:05 UTCThe team", "14:05 UTC", "The team"),
        ("14:05 UTCA team", "14:05 UTC", "A team"),
        ("14:05The team", "14:05", "The team"),
        ("04.01.2026, 14:05 Uhr: errors", "04.01.2026, 14:05 Uhr", "errors"),
        ("Am 4. Januar 2026 um 14 Uhr errors", "4. Januar 2026 um 14 Uhr", "errors"),
        ("01/02/2024 errors", "01/02/2024", "errors"),
    ] {
        let stamp = stamp(line).unwrap_or_else(|| panic!("{line}"));
        assert_eq!((stamp.written, stamp.rest), (written, rest), "{line}");
    }
}

#[test]
fn a_date_is_told_from_a_clock() {
    let date = |line| stamp(line).map(|stamp| (stamp.date.map(str::to_owned), stamp.has_clock));
    assert_eq!(date("2024-01-02 14:05 x"), Some((Some("2024-01-02".into()), true)));
    assert_eq!(date("14:05 on 2 Jan 2024 x"), Some((Some("2 Jan 2024".into()), true)));
    assert_eq!(date("5 Dec x"), Some((Some("5 Dec".into()), false)));
    assert_eq!(date("14:05 x"), Some((None, true)));
}

#[test]
fn numbers_that_are_no_times_are_not_taken_for_one() {
    for line in [
        "",
        "5 servers were lost",
        "12 hours later",
        "1.25 million requests",
        "2024 was a good year",
        "3:1 odds",
        "500 errors",
        "10.0.0.1 was down",
        "v1.2.3",
        "May we ask",
        "1430 requests",
        "May 2024",
        "2024-01 report",
        "99.99% of requests",
        "14:05abc",
        "Sun is down",
        "é",
    ] {
        assert_eq!(stamp(line), None, "{line}");
    }
}
