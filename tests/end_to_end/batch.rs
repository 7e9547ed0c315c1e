//! Many items in few questions, with the tools of both servers that take many.

use end_to_end::{
    host::{BOTH, Era, Host, Offers, Outcome},
    model::{Model, Reply, Sample},
};
use serde_json::{Value, json};
use ticket_classifier::{Taxonomy, TicketClassifier};

/// A good answer about each item of `sample`: a ticket quotes its own number.
fn answers(sample: &Sample) -> Vec<Value> {
    let answer = |(item, text): (u64, String)| {
        let evidence = text.lines().last().unwrap_or_default().to_owned();
        json!({"item": item, "category": "network", "priority": "high", "confidence": 0.9, "evidence": evidence})
    };
    sample.items().into_iter().map(answer).collect()
}

fn able() -> Model {
    Model::new(|sample| Reply::json(json!({"items": answers(sample)})))
}

fn tickets(count: usize) -> Value {
    (1..=count).map(|number| json!({"id": format!("T-{number}"), "body": format!("The VPN of room {number} is slow.")})).collect()
}

async fn classify(era: Era, model: Model, arguments: Value) -> Outcome {
    let server = |sampling| TicketClassifier::new(sampling, Taxonomy::it_support());
    let mut host = Host::in_memory(era, Offers::Sampling, model, &[], server).await;
    host.call("classify_ticket_batch", arguments).await
}

#[tokio::test(start_paused = true)]
async fn two_hundred_tickets_are_ten_questions_in_one_round() {
    for era in BOTH {
        let outcome = classify(era, able(), json!({"tickets": tickets(200)})).await;
        let content = outcome.content();
        assert_eq!(
            content["sources"],
            json!({"model": 200, "repaired": 0, "fallback": 0}),
            "{era:?}"
        );
        assert_eq!(content["next_row"], json!(null));
        assert_eq!(outcome.samples.len(), 10);
    }
}
