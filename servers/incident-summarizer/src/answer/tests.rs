use super::*;
use crate::{fallback, report};

const WANTED: Wanted = Wanted { audience: Audience::Engineer, max_words: 120 };

/// The problems that an answer with these times has.
fn problems(report: &str, times: (Option<&str>, Option<&str>, Option<u32>)) -> Vec<String> {
    let report = report::read(report).unwrap();
    let (started_at, resolved_at, duration_minutes) = times;
    let incident = Incident {
        started_at: started_at.map(str::to_owned),
        resolved_at: resolved_at.map(str::to_owned),
        duration_minutes,
        ..fallback::incident(&report, WANTED)
    };
    incident.problems(&report, WANTED)
}

const SEARCH: &str = "# Search down\n\nOn 2024-01-02 errors began at 14:05 UTC. Service was restored at 14:29 UTC. The outage in \
    August lasted two days, and the logs of 3 hours were lost.\n";

#[test]
fn a_duration_agrees_with_the_start_and_the_end() {
    let ends = (Some("2024-01-02T14:05Z"), Some("2024-01-02T14:29Z"));
    for minutes in [24, 26] {
        assert_eq!(problems(SEARCH, (ends.0, ends.1, Some(minutes))), Vec::<String>::new());
    }
    let wrong = problems(SEARCH, (ends.0, ends.1, Some(180)));
    assert_eq!(wrong, ["duration_minutes is 180, but from started_at to resolved_at it is 24"]);
}

#[test]
fn a_duration_that_a_labelled_field_states_needs_no_other_proof() {
    let report = "# Down\n\n- Start: 2024-01-02 14:00\n- End: 2024-01-03 10:00\n- Duration: 4 hours of support\n";
    let ends = (Some("2024-01-02T14:00"), Some("2024-01-03T10:00"));
    assert_eq!(problems(report, (ends.0, ends.1, Some(240))), Vec::<String>::new());
}

#[test]
fn without_both_ends_a_duration_is_one_that_the_report_tells_of_its_incident() {
    let report =
        "# Mail\n\nMail was delayed for three hours. The SLA allows 4 hours of downtime.\n";
    assert_eq!(problems(report, (None, None, Some(180))), Vec::<String>::new());
    assert_eq!(problems(report, (None, None, Some(240))).len(), 1);
}

#[test]
fn a_start_that_was_only_inferred_is_not_told_to_the_model_as_right() {
    let stated = |report: &str| format!("{:?}", report::read(report).unwrap().stated());
    assert!(!stated(SEARCH).contains("started_at"), "{}", stated(SEARCH));
    assert!(stated("# Down\n\nStart: 2024-01-02 14:00\n").contains("started_at: 2024-01-02T14:00"));
}

#[test]
fn an_answer_about_another_incident_gives_way_to_the_report() {
    let report = report::read(SEARCH).unwrap();
    let wrong = Incident {
        title: "Kelp outage".to_owned(),
        summary: "Trains stopped between stations after lightning struck a signal box.".to_owned(),
        impact: Some("Passengers walked along the rails.".to_owned()),
        ..fallback::incident(&report, WANTED)
    };
    let problems = wrong.problems(&report, WANTED);
    assert_eq!(problems.len(), 3, "{problems:#?}");
    let mended = wrong.mended(&report, WANTED);
    assert_eq!(mended.title, "Search down");
    assert!(mended.summary.contains("errors began") && mended.impact.is_none(), "{mended:#?}");
    assert_eq!(mended.problems(&report, WANTED), Vec::<String>::new());
}
