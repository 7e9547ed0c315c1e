//! The estimate where no model helps: when, why, and in what shape.

use std::time::Duration;

use end_to_end::{
    host::{ALL, BOTH},
    model::DECLINES,
};

use super::*;

/// An estimate has every member of an answer, claims no more than it may, and says that it is one.
#[track_caller]
fn assert_estimate(outcome: &Outcome, reason: &str, body: &str, names: &[&str]) {
    assert_eq!(outcome.source(), ("fallback", Some(reason)));
    let mut content = outcome.content().clone();
    let provenance = content.as_object_mut().unwrap().remove("provenance").unwrap();
    let note = provenance["note"].as_str().unwrap_or_default();
    assert!(note.starts_with("No answer of a model, because "), "{note}");
    assert_eq!((&provenance["model"], &provenance["repairs"]), (&json!(null), &json!([])));
    let members: Vec<_> = content.as_object().unwrap().keys().collect();
    let mut expected: Vec<_> = good().as_object().unwrap().keys().cloned().collect();
    expected.sort();
    assert_eq!(members, expected.iter().collect::<Vec<_>>());
    let category = content["category"].as_str();
    assert!(category.is_none_or(|category| names.contains(&category)), "{content}");
    assert!(
        ["low", "normal", "high", "urgent"].iter().any(|name| content["priority"] == *name),
        "{content}"
    );
    assert!((0.0..=1.0).contains(&content["confidence"].as_f64().unwrap()), "{content}");
    let quotes = content["evidence"].as_array().unwrap();
    assert!(quotes.iter().all(|quote| body.contains(quote.as_str().unwrap())), "{content}");
    assert!(content["reason"].as_str().unwrap().ends_with('.'), "{content}");
}

const BUILT_IN: [&str; 10] = [
    "access", "hardware", "software", "network", "email", "security", "data", "billing", "request",
    "how-to",
];

#[tokio::test(start_paused = true)]
async fn every_way_in_which_the_model_does_not_help_has_its_reason() {
    let session = Era::Session("2025-11-25");
    let declined = json!({"code": -1, "message": "User rejected sampling request"});
    let cases = [
        (session, Model::always(DECLINES), "declined"),
        (session, Model::always(Reply::Fails(-32603)), "failed"),
        (session, Model::always(Reply::Silent), "timed_out"),
        (session, Model::always(Reply::json(good()).after(Duration::from_secs(60))), "timed_out"),
        (Era::RoundTrip, Model::always(Reply::Gives(declined)), "declined"),
        (Era::RoundTrip, Model::always(Reply::Silent), "failed"),
        (Era::RoundTrip, Model::always(Reply::Gives(json!(7))), "failed"),
    ];
    for (era, model, reason) in cases {
        let outcome = classify(era, model, json!({"body": BODY})).await;
        assert_estimate(&outcome, reason, BODY, &BUILT_IN);
    }
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_used_twice_falls_back_and_says_what_was_wrong() {
    let useless = [
        Reply::says("I'm sorry, but I can't help with that."),
        Reply::says(""),
        Reply::says("{\"category\": \"network\""),
        Reply::IsCut("{\"category\": \"network\", \"priority\": \"hi".to_owned()),
        answer(|answer| answer["category"] = json!("plumbing")),
        answer(|answer| answer["evidence"] = json!(["never written"])),
        answer(|answer| answer["reason"] = json!("High.")),
    ];
    for era in BOTH {
        for reply in &useless {
            let outcome = classify_body(era, [reply.clone(), reply.clone()]).await;
            assert_estimate(&outcome, "unusable", BODY, &BUILT_IN);
            assert_eq!(outcome.samples.len(), 2, "{era:?} {reply:?}");
            assert!(!outcome.provenance()["problems"].as_array().unwrap().is_empty());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_limits_of_a_server_have_their_reasons() {
    let cases = [
        (&["--sampling", "off"][..], 0, "not_asked"),
        (&["--max-questions", "0"], 0, "out_of_questions"),
        (&["--questions-per-minute", "0"], 0, "rate_limited"),
        (&["--max-asks", "1"], 1, "unusable"),
        (&["--max-asks", "3"], 3, "unusable"),
    ];
    for era in BOTH {
        for (arguments, asked, reason) in cases {
            let mut host =
                host(era, Offers::Sampling, Model::always(Reply::says("no")), arguments).await;
            let outcome = host.call("classify_ticket", json!({"body": BODY})).await;
            assert_estimate(&outcome, reason, BODY, &BUILT_IN);
            assert_eq!(
                (outcome.samples.len(), &outcome.provenance()["asked"]),
                (asked, &json!(asked)),
                "{era:?}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn without_sampling_the_estimate_keeps_to_the_categories_in_force() {
    for era in ALL {
        let mut host = host(era, Offers::Nothing, Model::never(), &[]).await;
        let outcome = host.call("classify_ticket", json!({"body": BODY})).await;
        assert_estimate(&outcome, "no_sampling", BODY, &BUILT_IN);
        let arguments = json!({"body": BODY, "categories": ["VPN: remote access", "Excel"]});
        let outcome = host.call("classify_ticket", arguments).await;
        assert_estimate(&outcome, "no_sampling", BODY, &["VPN", "Excel"]);
    }
}
