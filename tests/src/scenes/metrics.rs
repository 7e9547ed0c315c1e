//! A table of metrics, told by the model, or by templates.

use crate::{
    host::{Era, Offers},
    model::Reply,
};
use serde_json::json;

use super::{SESSION, Scene};

/// A day of a web service, one row every five minutes: latency falls for good, errors rise for an hour.
const TABLE: &str = "service.csv";

const LATENCY: &str =
    "The level of latency_ms fell from 118.95 ms to 83.85 ms at 2026-03-01 09:50 UTC.";
const ERRORS: &str = "error_rate peaked at 2.84 at 20:55 UTC on 1 March.";

/// The table described, which asks nothing, and narrated.
pub(super) fn good() -> Vec<Scene> {
    vec![
        Scene { tool: "describe_metrics", ..scene(SESSION, "", []) },
        scene(SESSION, "", [Reply::Says(report(LATENCY, ERRORS))]),
    ]
}

/// The calls, in the order of the table.
pub(super) fn all() -> Vec<Scene> {
    let right = || report(LATENCY, ERRORS);
    let says = Reply::Says;
    let transposed = LATENCY.replace("83.85", "38.85");
    let turned_round = LATENCY.replace("fell", "rose");
    let swapped = ERRORS.replace("error_rate", "noise");
    vec![
        scene(SESSION, "", [says(right())]),
        scene(SESSION, "", [says(report(&transposed, ERRORS)), says(right())]),
        scene(SESSION, "", [says(report(&turned_round, ERRORS)), says(right())]),
        scene(Era::RoundTrip, "", [says(report(LATENCY, &swapped)), says(right())]),
        scene(
            Era::RoundTrip,
            "",
            [
                says(report("error_rate peaked at 28.4.", ERRORS)),
                says(report("error_rate averaged 2.84.", ERRORS)),
            ],
        ),
        Scene { offers: Offers::Nothing, ..scene(SESSION, "What happened to the error rate?", []) },
    ]
}

fn scene(era: Era, question: &str, replies: impl Into<Vec<Reply>>) -> Scene {
    let mut arguments = json!({ "path": TABLE });
    if !question.is_empty() {
        arguments["question"] = question.into();
    }
    let options = vec!["--root", "docs/tables"];
    Scene { options, ..Scene::new(era, "narrate_metrics", arguments, replies) }
}

/// A short report with one finding, in the order in which the prompt shows its members.
fn report(headline: &str, finding: &str) -> String {
    format!(
        "{{\"headline\": {headline:?}, \"paragraphs\": [{finding:?}], \"highlights\": [{{\"series\": \"error_rate\", \"statement\": \
         {finding:?}, \"facts\": [\"s4.max\"]}}]}}"
    )
}
