//! The metrics narrator in whole conversations. Here is the table, a report that its facts bear out, and how the tools are
//! called.

mod answers;
mod fallback;
mod hostile;
mod picture;
mod tables;

use end_to_end::{
    host::{Era, Host, Offers, Outcome},
    model::{Model, Reply},
    workspace,
};
use metrics_narrator::MetricsNarrator;
use serde_json::{Value, json};

/// Latency falls for good at 09:50, and errors rise from 20:30 to 21:25.
const TABLE: &str = "docs/tables/service.csv";

fn csv() -> String {
    workspace::document(TABLE)
}

fn good() -> Value {
    json!({
        "headline": "Latency fell for good, and the error rate rose for almost an hour in the evening.",
        "paragraphs": [
            "The level of latency_ms fell from 118.95 ms to 83.85 ms at 09:50 UTC on 1 March 2026.",
            "error_rate peaked at 2.8394 at 20:55 UTC; it averaged 0.339 over the whole table.",
        ],
        "highlights": [{
            "series": "error_rate", "statement": "error_rate reached a maximum of 2.8394 at 20:55 UTC.", "facts": ["s4.max", "s4.anomaly_1"],
        }],
    })
}

/// The good report with another value at `place`, a JSON pointer.
fn with(place: &str, value: Value) -> Reply {
    let mut report = good();
    *report.pointer_mut(place).expect("the good report has such a place") = value;
    Reply::json(report)
}

async fn host(era: Era, offers: Offers, model: Model, arguments: &[&str]) -> Host {
    Host::in_memory(era, offers, model, arguments, MetricsNarrator).await
}

/// Has the table told by a model that gives `replies`.
async fn narrate(era: Era, replies: impl IntoIterator<Item = Reply>) -> Outcome {
    let model = Model::replies(replies);
    let arguments = json!({"csv": csv(), "chart": "none"});
    host(era, Offers::Sampling, model, &[]).await.call("narrate_metrics", arguments).await
}

/// The facts of the table in `csv`.
async fn describe(csv: &str) -> Outcome {
    let era = Era::Session("2025-11-25");
    let mut host = host(era, Offers::Nothing, Model::never(), &[]).await;
    host.call("describe_metrics", json!({ "csv": csv })).await
}
