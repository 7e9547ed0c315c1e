use shared::answer::{Problem, Remedy};

use super::*;
use crate::{
    fallback,
    report::{self, Report},
};

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
    for minutes in [24, 25] {
        assert_eq!(problems(SEARCH, (ends.0, ends.1, Some(minutes))), Vec::<String>::new());
    }
    for minutes in [26, 180] {
        let wrong = problems(SEARCH, (ends.0, ends.1, Some(minutes)));
        assert_eq!(
            wrong,
            [format!("duration_minutes is {minutes}, but from started_at to resolved_at it is 24")]
        );
    }
}

#[test]
fn a_duration_that_the_report_rounds_may_be_told_as_it_does() {
    let ends = (Some("2024-01-02T14:05Z"), Some("2024-01-02T14:29Z"));
    let rounded = SEARCH.replace("14:29 UTC.", "14:29 UTC. The outage lasted about 26 minutes.");
    assert_eq!(problems(&rounded, (ends.0, ends.1, Some(26))), Vec::<String>::new());
    let another = SEARCH.replace("14:29 UTC.", "14:29 UTC. Search was down for 40 minutes.");
    assert_eq!(problems(&another, (ends.0, ends.1, Some(40))).len(), 1);
}

#[test]
fn a_duration_that_a_labeled_field_states_needs_no_other_proof() {
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
    let stated = |report: &str| format!("{:?}", report::read(report).unwrap().stated_material());
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
        contributing_factors: vec!["The logs of 3 hours were lost.".to_owned()],
        ..fallback::incident(&report, WANTED)
    };
    let problems = wrong.problems(&report, WANTED);
    assert_eq!(problems.len(), 3, "{problems:#?}");
    let mut mended = wrong.mended(&report, WANTED);
    assert_eq!(mended.problems(&report, WANTED), Vec::<String>::new());
    let left_out = |member: &str| Problem {
        member: Some(member.to_owned()),
        text: "not in the report".to_owned(),
        remedy: Some(Remedy::LeftOut),
    };
    let mut named = [left_out("title"), left_out("impact")];
    mended.complete(&report, WANTED, &mut named);
    let by_rules = Remedy::Replaced { by: "the rules' own" };
    assert_eq!(named.map(|problem| problem.remedy), [Some(by_rules), Some(Remedy::LeftOut)]);
    assert_eq!(mended.title, "Search down");
    assert!(mended.summary.contains("errors began") && mended.impact.is_none(), "{mended:#?}");
    assert_eq!(mended.problems(&report, WANTED), Vec::<String>::new());
}

#[test]
fn an_answer_of_which_no_word_is_left_is_not_accepted() {
    let report = report::read(SEARCH).unwrap();
    let wrong = Incident {
        summary: "Trains stopped between stations after lightning struck a signal box.".to_owned(),
        impact: None,
        root_cause: None,
        services: Vec::new(),
        contributing_factors: Vec::new(),
        timeline: Vec::new(),
        action_items: Vec::new(),
        ..fallback::incident(&report, WANTED)
    };
    let left = wrong.mended(&report, WANTED).problems(&report, WANTED);
    assert_eq!(left, ["nothing in the answer stands in the report"]);
}

#[test]
fn an_incident_that_goes_on_has_no_end() {
    let open = "# Login fails\n\n10 July 2026, 17:20 UTC: Logins fail.\n\n10 July 2026, 18:40 UTC: The problem is ongoing. We do not know yet when this will be fixed.\n";
    let incident = |report: &Report| Incident {
        started_at: Some("2026-07-10T17:20Z".to_owned()),
        resolved_at: Some("2026-07-10T18:40Z".to_owned()),
        duration_minutes: Some(80),
        summary: "Logins fail. It is over.".to_owned(),
        ..fallback::incident(report, WANTED)
    };
    let report = report::read(open).unwrap();
    let problems = incident(&report).problems(&report, WANTED);
    let places: Vec<_> = problems.iter().filter_map(|problem| problem.split(' ').next()).collect();
    assert_eq!(places, ["resolved_at", "duration_minutes", "summary"], "{problems:#?}");
    let mended = incident(&report).mended(&report, WANTED);
    assert_eq!((mended.resolved_at, mended.duration_minutes), (None, None));
    assert_eq!(mended.summary, "Logins fail.");

    let over = open.replace(
        "The problem is ongoing. We do not know yet when this will be fixed",
        "The problem is resolved",
    );
    let report = report::read(&over).unwrap();
    assert_eq!(incident(&report).problems(&report, WANTED), Vec::<String>::new());
}

#[test]
fn a_length_that_a_labeled_field_gives_outlives_an_end_that_is_refused() {
    let open = "# Login fails\n\n- Start: 2026-07-10 17:20 UTC\n- Duration: 80 minutes\n\nThe problem is ongoing. We do not know yet when this will be fixed.\n";
    let report = report::read(open).unwrap();
    let incident = Incident {
        started_at: Some("2026-07-10T17:20Z".to_owned()),
        resolved_at: Some("2026-07-10T18:40Z".to_owned()),
        duration_minutes: Some(80),
        ..fallback::incident(&report, WANTED)
    };
    let problems = incident.problems(&report, WANTED);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    let mended = incident.mended(&report, WANTED);
    assert_eq!((mended.resolved_at, mended.duration_minutes), (None, Some(80)));
}

#[test]
fn a_cause_that_the_report_calls_unknown_is_null() {
    let unknown = "# Payments fail\n\nPayments through the vendor Fastline fail since 09:10 UTC. Root cause unknown.\n";
    let named =
        format!("{unknown}\nUpdate: the root cause was a full disk at the vendor Fastline.\n");
    for (report, left) in
        [(unknown, None), (named.as_str(), Some("A fault at the vendor Fastline."))]
    {
        let report = report::read(report).unwrap();
        let incident = Incident {
            root_cause: Some("A fault at the vendor Fastline.".to_owned()),
            ..fallback::incident(&report, WANTED)
        };
        let problems = incident.problems(&report, WANTED);
        assert_eq!(problems.len(), usize::from(left.is_none()), "{problems:?}");
        assert_eq!(incident.mended(&report, WANTED).root_cause.as_deref(), left);
    }
}
