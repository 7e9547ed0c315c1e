//! The incident summarizer in whole conversations. Here are the two reports, a good answer about each, and how the tool is
//! called.

mod answers;
mod fallback;
mod hostile;
mod parts;

use end_to_end::{
    host::{Era, Host, Offers, Outcome},
    model::{Model, Reply, Sample},
    workspace,
};
use incident_summarizer::IncidentSummarizer;
use serde_json::{Value, json};

/// A status page, with its navigation, its cookie notice, its comments and a hidden instruction.
fn page() -> String {
    workspace::document("docs/incidents/checkout.html")
}

/// A post-mortem.
fn report() -> String {
    workspace::document("docs/incidents/storage.md")
}

/// A good answer about the [`report`].
fn good() -> Value {
    json!({
        "title": "Uploads failed after a certificate expired", "severity": "high", "status": "resolved",
        "started_at": "2026-02-11T06:12Z", "resolved_at": "2026-02-11T07:40Z", "duration_minutes": 88,
        "services": ["Uploads", "Thumbnails"],
        "summary": "The certificate of the storage gateway expired at 06:12, and no file could be uploaded for 88 minutes. \
            Its renewal had been failing since 27 January without an alert. Nothing was lost.",
        "impact": "14,310 uploads of 2,120 customers failed.",
        "root_cause": "The renewal job had not been given the DNS token that was rotated on 27 January.",
        "contributing_factors": [
            "The renewal job exits with 0 when it fails.", "The dashboard shows the certificates of web servers only.",
        ],
        "timeline": [
            {"at": "2026-01-27T14:00Z", "event": "The DNS token is rotated.", "quote": "The DNS token is rotated; the renewal job keeps the old one."},
            {"at": "2026-02-11T06:12Z", "event": "The certificate expires.", "quote": "The certificate expires. Uploads begin to fail."},
            {"at": "2026-02-11T07:40Z", "event": "Uploads work again.", "quote": "Uploads work again."},
        ],
        "action_items": [
            {"action": "Let the renewal job exit with an error when it fails", "owner": "Platform team", "due": "2026-02-13"},
            {"action": "Alert on certificates that expire within 14 days", "owner": "Observability team", "due": "2026-02-20"},
        ],
    })
}

/// A good answer about the [`page`], which says nothing of what will be done.
fn good_about_the_page() -> Value {
    json!({
        "title": "Payments fail at checkout", "severity": "high", "status": "resolved",
        "started_at": "2026-03-05T09:42Z", "resolved_at": "2026-03-05T10:31Z", "duration_minutes": 49,
        "services": ["Checkout", "Payment API"],
        "summary": "A release of the payment gateway rejected the cards of two issuers; about 38% of card payments failed until it was rolled back.",
        "impact": "Some customers could not pay by card.", "root_cause": "A release of the payment gateway rejects cards of two issuers.",
        "contributing_factors": [],
        "timeline": [
            {"at": "2026-03-05T09:42Z", "event": "Customers cannot pay by card.", "quote": "Since 09:42 UTC some customers cannot pay by card."},
            {"at": "2026-03-05T10:24Z", "event": "The release is rolled back.", "quote": "We rolled back the release of the payment gateway at 10:24 UTC"},
        ],
        "action_items": [],
    })
}

/// `answer` with another value at `place`, a JSON pointer.
fn changed(mut answer: Value, place: &str, value: Value) -> Value {
    *answer.pointer_mut(place).expect("the answer has such a place") = value;
    answer
}

/// The good answer about the [`report`] with another value at `place`.
fn with(place: &str, value: Value) -> Reply {
    Reply::json(changed(good(), place, value))
}

async fn host(era: Era, offers: Offers, model: Model, arguments: &[&str]) -> Host {
    Host::in_memory(era, offers, model, arguments, IncidentSummarizer).await
}

/// Calls the tool at a host whose model gives `replies`.
async fn call(era: Era, arguments: Value, replies: impl IntoIterator<Item = Reply>) -> Outcome {
    let mut host = host(era, Offers::Sampling, Model::replies(replies), &[]).await;
    host.call("summarize_incident", arguments).await
}

/// Has `report` summarized by a model that gives `replies`.
async fn summarize(era: Era, report: &str, replies: impl IntoIterator<Item = Reply>) -> Outcome {
    call(era, json!({ "report": report }), replies).await
}

/// The answer for `arguments` of a host that offers no sampling.
async fn without_sampling(arguments: Value) -> Outcome {
    let era = Era::Session("2025-11-25");
    let mut host = host(era, Offers::Nothing, Model::never(), &[]).await;
    host.call("summarize_incident", arguments).await
}

/// What an answer says, without where it comes from.
fn said(outcome: &Outcome) -> Value {
    let mut content = outcome.content().clone();
    content.as_object_mut().expect("an answer is an object").remove("provenance");
    content
}

/// The problems that the provenance names.
fn problems(outcome: &Outcome) -> Vec<&str> {
    let problems = outcome.provenance()["problems"].as_array().expect("problems are a list");
    problems.iter().map(|problem| problem.as_str().expect("a problem is a sentence")).collect()
}

/// The material `name` in the first turn of a question: between two marks with one digest, whatever else looks like a mark.
fn material<'s>(sample: &'s Sample, name: &str) -> &'s str {
    let question = sample.turns().first().copied().expect("a question has a turn");
    let begin = format!("\n===== {name} ");
    let between = |(at, _): (usize, &str)| {
        let (digest, rest) = question[at + begin.len()..].split_once(" begins =====\n")?;
        let (text, _) = rest.split_once(&format!("\n===== {name} {digest} ends ====="))?;
        Some(text)
    };
    let text = question.match_indices(&begin).find_map(between);
    text.unwrap_or_else(|| panic!("no {name} in {question}"))
}
