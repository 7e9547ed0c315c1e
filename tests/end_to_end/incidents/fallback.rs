//! The answer without a model.

use incident_summarizer::{
    answer::{Audience, Wanted},
    fallback, report as reading,
};

use super::*;

#[tokio::test(start_paused = true)]
async fn without_sampling_the_report_speaks_for_itself() {
    for (name, report) in
        [("incident_fallback_page", page()), ("incident_fallback_report", report())]
    {
        let outcome = without_sampling(json!({ "report": report })).await;
        assert_eq!(outcome.source(), ("fallback", Some("no_sampling")));
        insta::assert_json_snapshot!(name, outcome.content());
    }
}

#[tokio::test(start_paused = true)]
async fn a_text_that_reports_no_incident_is_told_from_one() {
    let recipe = "# Pancakes\n\nMix the flour with the eggs, and let it rest for 30 minutes.\n";
    let outcome = without_sampling(json!({ "report": recipe })).await;
    assert_eq!(said(&outcome)["summary"], "The text reports no incident.");
    assert_eq!(problems(&outcome), [fallback::NO_INCIDENT]);
    assert_eq!(problems(&without_sampling(json!({ "report": report() })).await), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn the_audience_changes_the_summary_and_no_fact() {
    let facts = async |audience: &str| {
        let outcome = without_sampling(json!({"report": report(), "audience": audience})).await;
        let mut facts = said(&outcome);
        let summary = facts["summary"].take();
        (facts, summary.as_str().unwrap().to_owned())
    };
    let (facts_of_engineers, summary) = facts("engineer").await;
    assert!(summary.starts_with("From 06:12 to 07:40 on 11 February 2026"), "{summary}");
    for audience in ["executive", "customer"] {
        let (facts, summary) = facts(audience).await;
        assert_eq!(facts, facts_of_engineers);
        assert!(summary.starts_with("All uploads failed for 88 minutes"), "{summary}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_summary_is_no_longer_than_was_asked_for() {
    for max_words in [20, 40, 600] {
        for report in [report(), page(), REPORTS[1].1.to_owned()] {
            let outcome = without_sampling(json!({"report": report, "max_words": max_words})).await;
            let summary = outcome.content()["summary"].as_str().unwrap().to_owned();
            assert!((1..=max_words).contains(&shared::material::words(&summary)), "{summary}");
        }
    }
}

/// Reports in other forms than the two examples.
const REPORTS: [(&str, &str); 8] = [
    (
        "plain text with a dated title",
        "Outage of the search, 5 March 2026\n\nAll times are CET.\n\nTimeline\n\
         14:05 - The index node runs out of memory.\n14:12 - On-call is paged.\n14:31 - The node is restarted.\n\n\
         Impact: Search returned errors for 26 minutes.\n\nRoot cause: A query without a limit filled the memory of the node.\n\n\
         Action items\n- Limit the memory of a query (owner: Anna, due 2026-03-20)\n- Alert on memory above 90 %\n",
    ),
    (
        "headless prose",
        "Yesterday our login service was down for about two hours. A new version was deployed at 9:15 am, and it could not reach \
         the database because a firewall rule had been removed the week before. We rolled back at 11:05 am. Nobody could log in, \
         but those who were logged in could go on working. We are sorry, and we will test firewall rules before they are changed.\n",
    ),
    (
        "times without a date",
        "Timeline:\n\n- 08:02 Queue grows\n- 08:40 Workers restarted\n- 09:10 Queue empty\n\nMessages were late.\n",
    ),
    (
        "a page with a table",
        "<html><head><title>Incident 4711</title></head><body><main><h1>Mail was delayed</h1><p>On 2 April 2026 mail was delivered late.</p>\
         <h2>Timeline (UTC)</h2><table><tr><th>Time</th><th>What</th></tr><tr><td>07:00</td><td>A disk fills up.</td></tr>\
         <tr><td>07:45</td><td>The disk is cleared.</td></tr></table><h2>Follow-ups</h2><ul><li>Bob: watch the disk</li></ul></main></body></html>",
    ),
    (
        "an unresolved status page",
        "<html><body><main class=\"incident\"><h1 class=\"incident-name impact-critical\">API unavailable</h1><div class=\"updates\">\
         <div class=\"update\"><strong>Identified</strong> - A network change has cut off one region. <small>Apr 7, 2026 - 16:20 UTC</small></div>\
         <div class=\"update\"><strong>Investigating</strong> - All API requests fail. <small>Apr 7, 2026 - 16:02 UTC</small></div>\
         </div></main></body></html>",
    ),
    ("one sentence", "The site was down."),
    (
        "a heading and a template",
        "# Postmortem\n\n## Summary\n\nTBD\n\n## Timeline\n\n| Time | Event |\n|---|---|\n| TBD | TBD |\n",
    ),
    (
        "another language",
        "# Störung der Anmeldung\n\nAm 3. Februar 2026 war von 10:15 bis 11:00 Uhr keine Anmeldung möglich. Ein Zertifikat war abgelaufen.\n",
    ),
];

#[test]
fn the_fallback_passes_the_checks_that_a_models_answer_must_pass() {
    let examples = [("the page", page()), ("the report", report())];
    let others = REPORTS.map(|(name, report)| (name, report.to_owned()));
    for (name, text) in examples.into_iter().chain(others) {
        let report = reading::read(&text).unwrap();
        for audience in [Audience::Engineer, Audience::Executive, Audience::Customer] {
            for max_words in [20, 120, 600] {
                let wanted = Wanted { audience, max_words };
                let incident = fallback::incident(&report, wanted);
                let problems = incident.problems(&report, wanted);
                assert!(problems.is_empty(), "{name}: {problems:#?}\n{incident:#?}");
                assert_eq!(incident.clone().mended(&report, wanted), incident, "{name}");
                assert!(incident.clone().yield_to(&report).is_empty(), "{name}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_fallback_keeps_to_the_schema_of_the_tool() {
    let era = Era::Session("2025-11-25");
    let tools = host(era, Offers::Nothing, Model::never(), &[]).await.tools().await;
    let schema = jsonschema::validator_for(&tools["summarize_incident"]["outputSchema"]).unwrap();
    let long = "word ".repeat(300);
    let odd = format!(
        "# {long}\n\n## Affected services\n\n- {long}\n\n## Timeline\n\n- 2026-03-05 14:05 {long}\n"
    );
    let flood = format!("# {}\n\n2026-03-05 14:05: {}", "x".repeat(50_000), "y".repeat(50_000));
    let others = REPORTS.map(|(_, report)| report.to_owned());
    for report in [page(), report(), rows(300, 200, 8), odd, flood].into_iter().chain(others) {
        let outcome = without_sampling(json!({ "report": report })).await;
        let errors: Vec<_> =
            schema.iter_errors(outcome.content()).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_report_does_not_say_is_null() {
    let outcome = without_sampling(json!({"report": "The site was down."})).await;
    let mut facts = said(&outcome);
    facts["severity"].take();
    assert_eq!(
        facts,
        json!({
            "title": "The site was down.", "severity": null, "status": "unknown", "started_at": null, "resolved_at": null,
            "duration_minutes": null, "services": [], "summary": "The site was down.", "impact": "The site was down.",
            "root_cause": null,
            "contributing_factors": [], "timeline": [], "action_items": [],
        })
    );
    let nothing = without_sampling(json!({"report": "Hello."})).await;
    assert_eq!(nothing.content()["severity"], "unknown");
}

/// A post-mortem with many entries and items, in rows of so many words.
fn rows(entries: usize, items: usize, words: usize) -> String {
    let text = "the \"gateway\" was restarted and did not come back ".repeat(words);
    let mut report =
        "# Everything was down\n\nDate: 2026-03-05\n\n## Timeline\n\n| Time | Event |\n|---|---|\n"
            .to_owned();
    for entry in 0..entries {
        report.push_str(&format!("| {:02}:{:02} | {entry} {text} |\n", entry / 60, entry % 60));
    }
    report.push_str("\n## Action items\n\n| Action | Owner | Due |\n|---|---|---|\n");
    for item in 0..items {
        report
            .push_str(&format!("| Restart gateway {item}: {text} | Team {item} | 2026-04-01 |\n"));
    }
    report
}

#[tokio::test(start_paused = true)]
async fn a_reply_is_never_longer_than_hosts_accept() {
    // Few words, or so many that every entry is as long as it may be.
    for words in [0, 1, 3, 8] {
        let outcome = without_sampling(json!({"report": rows(300, 200, words)})).await;
        assert_eq!(outcome.content()["timeline"][0]["at"], "2026-03-05T00:00");
        let entries = outcome.content()["timeline"].as_array().unwrap().len();
        assert!(entries >= 20, "{entries} entries");
        let reply = outcome.result.unwrap().to_string();
        assert!(reply.chars().count() <= 40_000, "{words}: {}", reply.chars().count());
    }
}
