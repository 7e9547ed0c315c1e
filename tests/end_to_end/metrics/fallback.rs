//! The report without a model.

use super::*;

#[tokio::test(start_paused = true)]
async fn without_sampling_templates_tell_what_happened() {
    let mut host = host(Era::Session("2025-11-25"), Offers::Nothing, Model::never(), &[]).await;
    let outcome = host.call("narrate_metrics", json!({"csv": csv(), "chart": "none"})).await;
    assert_eq!(outcome.source(), ("fallback", Some("no_sampling")));
    insta::assert_json_snapshot!("metrics_fallback", outcome.content());
}

#[tokio::test(start_paused = true)]
async fn what_a_question_asks_about_comes_first() {
    let mut host = host(Era::Session("2025-11-25"), Offers::Nothing, Model::never(), &[]).await;
    for (question, series) in
        [("What happened to latency ms?", "latency_ms"), ("And the error rate?", "error_rate")]
    {
        let arguments = json!({"csv": csv(), "question": question, "chart": "none"});
        let outcome = host.call("narrate_metrics", arguments).await;
        let highlights = &outcome.content()["highlights"];
        assert_eq!(highlights[0]["series"], series, "{highlights}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_blank_question_is_none() {
    let mut host = host(Era::Session("2025-11-25"), Offers::Nothing, Model::never(), &[]).await;
    let mut reports = Vec::new();
    for question in ["", " \n "] {
        let arguments = json!({"csv": csv(), "question": question, "chart": "none"});
        reports.push(host.call("narrate_metrics", arguments).await.content().clone());
    }
    assert_eq!(reports[0], reports[1]);
}
