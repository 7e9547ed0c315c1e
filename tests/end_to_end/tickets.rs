//! The ticket classifier in whole conversations about one ticket each. Here is the ticket, a good answer about it and
//! how the tool is called; the batches of tickets are tested in `batch`.

mod answers;
mod categories;
mod command_line;
mod fallback;
mod hostile;

use end_to_end::{
    host::{Era, Host, Offers, Outcome},
    model::{Model, Reply},
};
use serde_json::{Value, json};
use ticket_classifier::{Taxonomy, TicketClassifier};

const BODY: &str = "The VPN drops every few minutes, and the audit is at noon. Excel is slow too.";

fn good() -> Value {
    json!({
        "category": "network", "priority": "high", "confidence": 0.9,
        "reason": "The VPN fails before a deadline.", "evidence": ["The VPN drops every few minutes", "the audit is at noon"],
        "alternatives": [{"category": "software", "confidence": 0.1}],
    })
}

/// The good answer with one change.
fn answer(change: impl FnOnce(&mut Value)) -> Reply {
    let mut answer = good();
    change(&mut answer);
    Reply::json(answer)
}

async fn host(era: Era, offers: Offers, model: Model, arguments: &[&str]) -> Host {
    let server = TicketClassifier::new(Taxonomy::it_support());
    Host::in_memory(era, offers, model, arguments, server).await
}

/// Classifies the ticket that `arguments` hold.
async fn classify(era: Era, model: Model, arguments: Value) -> Outcome {
    host(era, Offers::Sampling, model, &[]).await.call("classify_ticket", arguments).await
}

/// Classifies [`BODY`] with a model that gives `replies`.
async fn classify_body(era: Era, replies: impl IntoIterator<Item = Reply>) -> Outcome {
    classify(era, Model::replies(replies), json!({"body": BODY})).await
}
