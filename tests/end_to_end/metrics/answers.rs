//! What becomes of a model's report.

use end_to_end::host::BOTH;

use super::*;

#[tokio::test(start_paused = true)]
async fn a_report_that_the_facts_bear_out_is_the_answer_with_the_facts_it_rests_on() {
    for era in BOTH {
        let outcome = narrate(era, [Reply::json(good())]).await;
        assert_eq!(outcome.source(), ("model", None), "{outcome:?}");
        let content = outcome.content();
        assert_eq!(content["headline"], good()["headline"]);
        let ids: Vec<_> =
            content["facts"].as_array().unwrap().iter().map(|fact| &fact["id"]).collect();
        assert_eq!(ids, ["s4.max", "s4.anomaly_1"]);
        assert!(
            content["facts"][0]["statement"].as_str().unwrap().contains("maximum 2.8394"),
            "{content}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn what_the_facts_do_not_bear_out_is_asked_about_again_with_the_place() {
    let cases = [
        (
            "a number",
            "/paragraphs/0",
            "latency_ms fell from 118.95 ms to 38.85 ms at 09:50 UTC on 1 March 2026.",
        ),
        (
            "a direction",
            "/paragraphs/0",
            "The level of latency_ms rose from 118.95 ms to 83.85 ms at 09:50 UTC.",
        ),
        ("a time", "/paragraphs/1", "error_rate peaked at 2.8394 at 21:55 UTC."),
        ("a series", "/paragraphs/1", "noise peaked at 2.8394 at 20:55 UTC."),
        (
            "a unit",
            "/paragraphs/0",
            "The level of latency_ms fell from 118.95 s to 83.85 s at 09:50 UTC.",
        ),
        ("a statistic", "/paragraphs/1", "error_rate averaged 2.8394."),
        ("a headline", "/headline", "The error rate peaked at 7.5."),
    ];
    for (what, place, text) in cases {
        for era in BOTH {
            let outcome = narrate(era, [with(place, json!(text)), Reply::json(good())]).await;
            assert_eq!(outcome.source(), ("model", None), "{what}: {outcome:?}");
            assert_eq!(outcome.provenance()["asked"], 2, "{what}");
            let problems = outcome.provenance()["problems"].as_array().unwrap();
            let asked_again = outcome.samples[1].last();
            assert!(!problems.is_empty(), "{what}");
            for problem in problems {
                let problem = problem.as_str().unwrap();
                let named = problem.split_once(": ").unwrap().0.replace('[', "/").replace(']', "");
                assert_eq!(format!("/{named}"), place, "{what}: {problem}");
                assert!(asked_again.contains(problem), "{what}: {problem}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_highlight_names_a_series_of_the_table_and_facts_about_it() {
    let cases = [
        ("series", json!("errors"), "highlights[0].series \"errors\" is no series of the table"),
        (
            "facts",
            json!(["s4.max", "s9.max"]),
            "highlights[0].facts names \"s9.max\", and no fact has this id",
        ),
        ("facts", json!(["s1.max"]), "highlights[0].facts names no fact about \"error_rate\""),
    ];
    for (member, value, expected) in cases {
        let wrong = with(&format!("/highlights/0/{member}"), value);
        let outcome = narrate(BOTH[0], [wrong, Reply::json(good())]).await;
        let problems = outcome.provenance()["problems"].to_string().replace("\\\"", "\"");
        assert!(problems.contains(expected), "{expected}: {problems}");
        assert_eq!(outcome.source(), ("model", None));
    }
}

#[tokio::test(start_paused = true)]
async fn a_model_that_keeps_to_a_wrong_number_is_not_believed() {
    let wrong = || with("/headline", json!("The error rate peaked at 7.5."));
    for era in BOTH {
        let outcome = narrate(era, [wrong(), wrong()]).await;
        assert_eq!(outcome.source(), ("fallback", Some("unusable")));
        assert!(!outcome.content().to_string().contains("7.5."), "{outcome:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_table_is_read_once_for_a_call_and_not_once_a_run() {
    for era in BOTH {
        let folder = std::env::temp_dir().join(
            format!("metrics-once-{}-{era:?}", std::process::id()).replace(['"', '(', ')'], ""),
        );
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("table.csv");
        std::fs::write(&file, csv()).unwrap();
        let mut answers =
            [with("/headline", json!("The error rate peaked at 7.5.")), Reply::json(good())]
                .into_iter();
        // Whoever reads the table again after the first question finds none.
        let model = Model::new(move |_| {
            let _ = std::fs::remove_file(&file);
            answers.next().unwrap()
        });
        let root = folder.display().to_string();
        let mut host = host(era, Offers::Sampling, model, &["--root", &root]).await;
        let outcome = host.call("narrate_metrics", json!({"path": "table.csv"})).await;
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(outcome.source(), ("model", None), "{era:?}: {outcome:?}");
        assert_eq!(outcome.provenance()["asked"], 2);
    }
}
