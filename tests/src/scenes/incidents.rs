//! A report of an incident, summarized by the model, or by rules: a status page, and a report that is too long for one question.

use crate::{
    host::{Era, Offers},
    model::Reply,
    workspace::document,
};
use serde_json::json;

use super::{Replies, SESSION, Scene};

/// Payments that failed for 49 minutes, with a banner, comments and instructions in hidden text around it.
const PAGE: &str = "checkout.html";

const BEGAN: &str = "Since 09:42 UTC some customers cannot pay by card.";
const FOUND: &str = "A release of the payment gateway rejects cards of two issuers.";
const MENDED: &str = "We rolled back the release of the payment gateway at 10:24 UTC";
/// What no update says.
const INVENTED: &str = "The database of the payment gateway ran out of connections.";

/// A short report, and one that needs several questions and two rounds.
pub(super) fn good() -> Vec<Scene> {
    vec![scene(SESSION, [Reply::Says(checkout(FOUND))]), long(SESSION)]
}

/// The calls, in the order of the table.
pub(super) fn all() -> Vec<Scene> {
    let right = || checkout(FOUND);
    let wrong = || checkout(INVENTED);
    let says = Reply::Says;
    vec![
        scene(Era::RoundTrip, [says(right())]),
        scene(SESSION, [says(wrong()), says(right())]),
        // The entry is dropped, the rest of the answer stays.
        scene(SESSION, [says(wrong()), says(wrong())]),
        Scene { offers: Offers::Nothing, ..scene(SESSION, []) },
        long(SESSION),
        long(Era::RoundTrip),
    ]
}

fn scene(era: Era, replies: impl Into<Vec<Reply>>) -> Scene {
    let arguments = json!({"path": PAGE, "audience": "customer"});
    let options = vec!["--root", "docs/incidents"];
    Scene { options, ..Scene::new(era, "summarize_incident", arguments, replies) }
}

/// The summary of the page, in the order in which the prompt shows its members; the second entry of its timeline quotes `found`.
fn checkout(found: &str) -> String {
    let entries = [
        entry("2026-03-05T09:42Z", "Card payments begin to fail.", BEGAN),
        entry("2026-03-05T09:58Z", "The release is found to be the cause.", found),
        entry("2026-03-05T10:24Z", "The release is rolled back.", MENDED),
    ];
    format!(
        "{{\"title\": \"Payments fail at checkout\", \"severity\": \"high\", \"status\": \"resolved\", \"started_at\": \"2026-03-05T09:42Z\", \
         \"resolved_at\": \"2026-03-05T10:31Z\", \"duration_minutes\": 49, \"services\": [\"Checkout\", \"Payment API\"], \"summary\": \
         \"From 09:42 to 10:31 UTC about 38% of card payments failed. Orders that failed were not charged.\", \"impact\": \"Some customers could \
         not pay by card.\", \"root_cause\": \"A release of the payment gateway rejected cards of two issuers.\", \"contributing_factors\": [], \
         \"timeline\": [{}], \"action_items\": []}}",
        entries.join(", ")
    )
}

fn entry(at: &str, event: &str, quote: &str) -> String {
    format!("{{\"at\": {at:?}, \"event\": {event:?}, \"quote\": {quote:?}}}")
}

/// A report with the logs of the night behind it: three parts, noted together, and a question about the notes.
fn long(era: Era) -> Scene {
    let arguments = json!({"report": document("docs/incidents/storage.md") + &logs()});
    Scene {
        replies: Replies::ByWords(about_storage()),
        ..Scene::new(era, "summarize_incident", arguments, [])
    }
}

/// What two servers logged while no file could be uploaded, some 60 KB.
fn logs() -> String {
    let mut logs = String::new();
    for server in ["gateway-1", "gateway-2"] {
        logs.push_str(&format!("\n## Log of {server}\n\n```\n"));
        for second in 0..330 {
            let (minute, second) = (12 + second / 60, second % 60);
            logs.push_str(&format!(
                "2026-02-11T06:{minute:02}:{second:02}Z {server} PUT /files failed: the certificate has expired (attempt 1 of 3)\n"
            ));
        }
        logs.push_str("```\n");
    }
    logs
}

/// The part with the report has something to note, the logs have not; the last question shows the notes.
fn about_storage() -> Vec<(&'static str, String)> {
    const EXPIRED: &str = "The certificate of the storage gateway expired at 06:12.";
    const FAILED: &str = "All uploads failed for 88 minutes: 14,310 requests of 2,120 customers.";
    const EVENT: &str = "The certificate expires.";
    const ACTION: &str = "Let the renewal job exit with an error when it fails";
    let entries = [
        entry("2026-02-11T06:12Z", EVENT, "The certificate expires. Uploads begin to fail."),
        entry("2026-02-11T07:40Z", "Uploads work again.", "Uploads work again."),
    ];
    let timeline = entries.join(", ");
    let item = format!(
        "{{\"action\": {ACTION:?}, \"owner\": \"Platform team\", \"due\": \"2026-02-13\"}}"
    );
    let summary = format!(
        "{{\"title\": \"Uploads failed after a certificate expired\", \"severity\": \"high\", \"status\": \"resolved\", \"started_at\": \
         \"2026-02-11T06:12Z\", \"resolved_at\": \"2026-02-11T07:40Z\", \"duration_minutes\": 88, \"services\": [\"Uploads\", \
         \"Thumbnails\"], \"summary\": \"No file could be uploaded for 88 minutes, because the certificate of the storage gateway had \
         expired.\", \"impact\": {FAILED:?}, \"root_cause\": {EXPIRED:?}, \"contributing_factors\": [], \"timeline\": [{timeline}], \
         \"action_items\": [{item}]}}"
    );
    let notes = format!(
        "{{\"gist\": \"No file could be uploaded for 88 minutes.\", \"impact\": [{FAILED:?}], \"causes\": [{EXPIRED:?}], \"services\": \
         [\"Uploads\", \"Thumbnails\"], \"timeline\": [{timeline}], \"action_items\": [{item}]}}"
    );
    let nothing = "{\"gist\": null, \"impact\": [], \"causes\": [], \"services\": [], \"timeline\": [], \"action_items\": []}";
    vec![("# Part 1 of", summary), (FAILED, notes), ("", nothing.to_owned())]
}
