//! What is particular to the round-trip route: sealed state, rounds and their limits, and answers that no
//! real client should send.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use end_to_end::{
    host::{Era, Host, Offers, options},
    model::{Model, Reply},
};
use sentiment_analyzer::SentimentAnalyzer;
use serde_json::{Value, json};
use shared::Sampling;

use crate::{
    probe::{Probe, echo, host, material},
    sampler::{asked, sources, words},
};

/// Calls `tool` for the first round only.
async fn first_round(host: &mut Host, tool: &str, arguments: &Value) -> Value {
    let result =
        host.request("tools/call", json!({"name": tool, "arguments": arguments})).await.unwrap();
    assert_eq!(result["resultType"], "input_required", "{result}");
    result
}

/// Calls `tool` for the next round, with whatever state and answers.
async fn next_round(
    host: &mut Host,
    tool: &str,
    arguments: &Value,
    state: &Value,
    answers: &Value,
) -> Result<Value, Value> {
    let mut call = json!({"name": tool, "arguments": arguments, "inputResponses": answers});
    call["requestState"] = state.clone();
    host.request("tools/call", call).await
}

/// Good answers to every question of a round.
fn answers(round: &Value) -> Value {
    let questions = round["inputRequests"].as_object().cloned().unwrap_or_default();
    let answer = |question: &Value| {
        let sample = end_to_end::model::Sample(question["params"].clone());
        echo(&sample).result().unwrap_or_default()
    };
    questions.iter().map(|(key, question)| (key.clone(), answer(question))).collect()
}

async fn refusing_host() -> Host {
    host(Era::RoundTrip, Model::never(), &[]).await.0
}

#[tokio::test(start_paused = true)]
async fn state_that_was_forged_or_belongs_to_another_call_is_refused_with_one_fixed_message() {
    let mut host = refusing_host().await;
    let here = json!({"questions": 1});
    let round = first_round(&mut host, "steps", &here).await;
    let (state, good) = (round["requestState"].as_str().unwrap().to_owned(), answers(&round));

    let mut flipped = state.clone().into_bytes();
    let middle = flipped.len() / 2;
    flipped[middle] = if flipped[middle] == b'A' { b'B' } else { b'A' };
    let cases = [
        ("forged", "steps", here.clone(), json!(String::from_utf8(flipped).unwrap())),
        ("cut", "steps", here.clone(), json!(&state[..state.len() - 3])),
        ("invented", "steps", here.clone(), json!("round=2")),
        ("empty", "steps", here.clone(), json!("")),
        ("other arguments", "steps", json!({"questions": 2}), json!(state)),
        ("another tool", "many", here.clone(), json!(state)),
    ];
    for (what, tool, arguments, state) in cases {
        let error = next_round(&mut host, tool, &arguments, &state, &good).await.unwrap_err();
        assert_eq!(error["code"], -32602, "{what}");
        let message = "requestState is not valid for this call; call the tool again without it";
        assert_eq!(error["message"], message, "{what}");
    }
    let result = next_round(&mut host, "steps", &here, &json!(state), &good).await.unwrap();
    assert_eq!(
        result["structuredContent"]["words"][0]["word"], "step 0",
        "the right one still opens"
    );
}

#[tokio::test(start_paused = true)]
async fn state_from_another_process_opens_only_with_the_same_key() {
    let key = Some("a key that all the replicas were given");
    for (one, other, opens) in [(key, key, true), (key, None, false), (None, None, false)] {
        let mut hosts = Vec::new();
        for key in [one, other] {
            let sampling = Sampling::new(options(&[]), key).unwrap();
            let probe = Probe::default();
            hosts.push(
                Host::beside(Era::RoundTrip, Offers::Sampling, Model::never(), &sampling, probe)
                    .await,
            );
        }
        let round = first_round(&mut hosts[0], "one", &json!({})).await;
        let (state, answers) = (&round["requestState"], answers(&round));
        let result = next_round(&mut hosts[1], "one", &json!({}), state, &answers).await;
        assert_eq!(result.is_ok(), opens);
    }
}

#[tokio::test(start_paused = true)]
async fn a_missing_answer_is_asked_for_once_more_and_then_failed() {
    let (mut host, _) = host(Era::RoundTrip, Model::always(Reply::Silent), &[]).await;
    let outcome = host.call("one", json!({})).await;
    assert_eq!((sources(&outcome), outcome.samples.len()), (vec!["failed".to_owned()], 2));

    let model = Model::new({
        let mut asked = 0;
        move |sample| {
            asked += 1;
            if asked == 1 { Reply::Silent } else { echo(sample) }
        }
    });
    let (mut host, _) = crate::probe::host(Era::RoundTrip, model, &[]).await;
    assert_eq!(sources(&host.call("one", json!({})).await), ["model"]);
}

#[tokio::test(start_paused = true)]
async fn one_missing_answer_does_not_cost_its_siblings_theirs() {
    let model = Model::new({
        let mut missed = false;
        move |sample| {
            if material(sample) == "1" && !std::mem::replace(&mut missed, true) {
                return Reply::Silent;
            }
            echo(sample)
        }
    });
    let (mut host, _) = host(Era::RoundTrip, model, &[]).await;
    let outcome = host.call("many", json!({"questions": 3})).await;
    assert_eq!(words(&outcome), ["0", "1", "2"]);
    assert_eq!(asked(&outcome), ["0", "1", "1", "2"]);
}

#[tokio::test(start_paused = true)]
async fn misshapen_answers_are_failures() {
    let shapes = [
        json!(null),
        json!([]),
        json!("positive"),
        json!(7),
        json!({}),
        json!({"content": {"type": "text"}}),
        json!({"role": "assistant", "model": "m", "content": {"type": "holo", "data": 1}}),
        json!({"action": "accept", "content": {}}),
        json!({"code": -32601, "message": "no such method"}),
    ];
    for shape in shapes {
        let (mut host, _) =
            host(Era::RoundTrip, Model::always(Reply::Gives(shape.clone())), &[]).await;
        let outcome = host.call("one", json!({})).await;
        assert_eq!(
            (sources(&outcome), outcome.samples.len()),
            (vec!["failed".to_owned()], 1),
            "{shape}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_reply_of_images_only_is_unusable() {
    for era in end_to_end::host::BOTH {
        let image = json!({
            "role": "assistant", "model": "m",
            "content": [{"type": "image", "data": "AAAA", "mimeType": "image/png"}],
        });
        let (mut host, _) = host(era, Model::always(Reply::Gives(image)), &[]).await;
        let outcome = host.call("one", json!({})).await;
        assert_eq!(
            (sources(&outcome), outcome.samples.len()),
            (vec!["unusable".to_owned()], 2),
            "{era:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn several_text_blocks_are_one_text() {
    for era in end_to_end::host::BOTH {
        let blocks = json!({
            "role": "assistant", "model": "m",
            "content": [{"type": "text", "text": "{\"word\":"}, {"type": "text", "text": "\"one\"}"}],
        });
        let (mut host, _) = host(era, Model::replies([Reply::Gives(blocks)]), &[]).await;
        assert_eq!(sources(&host.call("one", json!({})).await), ["model"], "{era:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_nobody_asked_for_is_ignored() {
    let mut host = refusing_host().await;
    let arguments = json!({"questions": 2});
    // Without state, the answers of an invented round answer nothing.
    let fake = json!({"echo.1.0123456789abcdef": echo_of("step 0")});
    let call = json!({"name": "steps", "arguments": arguments, "inputResponses": fake});
    let round = host.request("tools/call", call).await.unwrap();
    assert_eq!(round["resultType"], "input_required");

    // With state, only the keys that were put are looked at: an answer to the second question that came
    // before it was asked is not taken.
    let mut good = answers(&round);
    let second = first_round_of_second_step(&mut host, &arguments).await;
    good[&second] = echo_of("something else");
    let state = &round["requestState"];
    let next = next_round(&mut host, "steps", &arguments, state, &good).await.unwrap();
    assert_eq!(next["resultType"], "input_required", "the second question is asked all the same");
    assert!(next["inputRequests"].get(&second).is_some());
}

fn echo_of(word: &str) -> Value {
    Reply::json(json!({ "word": word })).result().unwrap_or_default()
}

/// The key of the second question of `steps`.
async fn first_round_of_second_step(host: &mut Host, arguments: &Value) -> String {
    let round = first_round(host, "steps", arguments).await;
    let (state, answers) = (&round["requestState"], answers(&round));
    let next = next_round(host, "steps", arguments, state, &answers).await.unwrap();
    next["inputRequests"].as_object().unwrap().keys().next().unwrap().clone()
}

#[tokio::test(start_paused = true)]
async fn a_call_has_eight_rounds() {
    let (mut host, _) = host(Era::RoundTrip, Model::new(echo), &["--max-questions", "20"]).await;
    let outcome = host.call("steps", json!({"questions": 10})).await;
    let expected = [vec!["model"; 8], vec!["out_of_rounds"; 2]].concat();
    assert_eq!(sources(&outcome), expected);
    assert_eq!(
        outcome.requests, 9,
        "eight rounds of questions, and the call that brings the result"
    );
}

#[tokio::test(start_paused = true)]
async fn a_round_carries_64_questions_and_the_others_follow_in_the_next() {
    let (mut host, _) = host(Era::RoundTrip, Model::new(echo), &["--max-questions", "100"]).await;
    let outcome = host.call("many", json!({"questions": 100})).await;
    assert_eq!(sources(&outcome), ["model"; 100]);
    assert_eq!((outcome.requests, outcome.samples.len()), (3, 100));
}

#[tokio::test(start_paused = true)]
async fn a_round_carries_4_mib_and_the_others_follow_in_the_next() {
    let model = Model::new(|sample| {
        // The answer must be short enough to be read; this one is judged wrong, which is no matter here.
        Reply::json(json!({"word": material(sample).chars().take(5).collect::<String>()}))
    });
    let (mut host, _) = host(Era::RoundTrip, model, &["--max-asks", "1"]).await;
    let outcome = host.call("many", json!({"questions": 5, "bytes": 1_500_000})).await;
    assert_eq!(
        (outcome.requests, outcome.samples.len()),
        (4, 5),
        "two, two and one, and the result"
    );
}

#[tokio::test(start_paused = true)]
async fn the_state_names_no_text_of_the_caller() {
    let arguments = json!({"text": "A SECRET of the caller.", "aspects": ["SECRET"]});
    let mut host =
        Host::in_memory(Era::RoundTrip, Offers::Sampling, Model::never(), &[], SentimentAnalyzer)
            .await;
    let round = first_round(&mut host, "analyze_sentiment", &arguments).await;
    assert!(round["inputRequests"].to_string().contains("SECRET"), "the question does: {round}");
    let state = decoded(&round["requestState"]);
    assert!(state.contains("sentiment.1."), "it is the state that is looked at: {state}");
    assert!(!state.contains("SECRET"), "{state}");
}

/// Everything that a sealed state says: its parts are base64, and one of them is JSON.
fn decoded(state: &Value) -> String {
    let parts = state.as_str().unwrap_or_default().split('.');
    let decoded = parts.filter_map(|part| BASE64_URL_SAFE_NO_PAD.decode(part).ok());
    decoded.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

#[tokio::test(start_paused = true)]
async fn a_state_can_be_brought_back_whatever_the_model_says() {
    let hostile = |text: &str| {
        json!({
            "role": "assistant", "model": "m", "stopReason": "endTurn",
            "content": {"type": "text", "text": text},
        })
    };
    for (text, most) in [("\u{1}", 10_000), ("\"", 4 << 20), ("x", 4 << 20)] {
        let answer = hostile(&text.repeat(250_000));
        let mut host = host(Era::RoundTrip, Model::never(), &[]).await.0;
        let arguments = json!({"questions": 10});
        let mut round = first_round(&mut host, "many", &arguments).await;
        while round["resultType"] == "input_required" {
            let state = round["requestState"].as_str().unwrap();
            assert!(state.len() < most, "{} bytes", state.len());
            let keys = round["inputRequests"].as_object().unwrap().keys();
            let answers: Value = keys.map(|key| (key.clone(), answer.clone())).collect();
            round = next_round(&mut host, "many", &arguments, &round["requestState"], &answers)
                .await
                .unwrap();
        }
        let words = round["structuredContent"]["words"].as_array().unwrap();
        assert!(words.iter().all(|word| word["provenance"]["reason"] == "unusable"), "{round}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_keys_of_a_question_are_the_same_in_every_process() {
    let mut keys = Vec::new();
    for _ in 0..2 {
        let round = first_round(&mut refusing_host().await, "one", &json!({})).await;
        keys.extend(round["inputRequests"].as_object().unwrap().keys().cloned());
    }
    assert_eq!(keys[0], keys[1]);
    assert!(keys[0].starts_with("echo.1."), "{keys:?}");
}
