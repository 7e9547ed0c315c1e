//! One handler in every era: whatever a handler does around its questions comes to the same.

use std::sync::atomic::Ordering::Relaxed;

use end_to_end::{
    host::{ALL, BOTH, Era, Host, Offers, Outcome, options},
    model::{Model, Reply},
};
use serde_json::json;
use shared::Sampling;

use crate::probe::{Forgetful, Prompted, echo, host, host_that, material};

/// The words of an outcome.
pub(crate) fn words(outcome: &Outcome) -> Vec<String> {
    let words = outcome.content()["words"].as_array().cloned().unwrap_or_default();
    words.iter().map(|word| word["word"].as_str().unwrap_or_default().to_owned()).collect()
}

/// The source of each word, or the reason for its fallback.
pub(crate) fn sources(outcome: &Outcome) -> Vec<String> {
    let words = outcome.content()["words"].as_array().cloned().unwrap_or_default();
    let source = |word: &serde_json::Value| {
        let provenance = &word["provenance"];
        provenance["reason"]
            .as_str()
            .or(provenance["source"].as_str())
            .unwrap_or_default()
            .to_owned()
    };
    words.iter().map(source).collect()
}

/// What each question was about, sorted.
pub(crate) fn asked(outcome: &Outcome) -> Vec<String> {
    let mut asked: Vec<_> = outcome.samples.iter().map(material).collect();
    asked.sort();
    asked
}

/// 1 where the server asks during the call, one more for each round otherwise.
fn requests(era: Era, rounds: usize) -> usize {
    if era == Era::RoundTrip { rounds + 1 } else { 1 }
}

#[tokio::test(start_paused = true)]
async fn one_question_is_answered_in_every_era() {
    for era in ALL {
        let (mut host, _) = host(era, Model::new(echo), &[]).await;
        let outcome = host.call("one", json!({})).await;
        assert_eq!(
            (words(&outcome), outcome.samples.len()),
            (vec!["one".to_owned()], 1),
            "{era:?}"
        );
        assert_eq!(outcome.requests, requests(era, 1));
        let provenance = &outcome.content()["words"][0]["provenance"];
        assert_eq!(
            (&provenance["model"], &provenance["asked"]),
            (&json!("scripted-model"), &json!(1))
        );
    }
}

#[tokio::test(start_paused = true)]
async fn what_stays_wrong_is_taken_out_of_an_answer_that_is_worth_having_without_it() {
    let says = |word: &str| Reply::says(json!({"word": word}).to_string());
    let lasting = |first: Reply, second: Reply| vec![first, second];
    for era in BOTH {
        for (replies, word, source) in [
            (lasting(says("one and more"), says("one and even more")), "one", "model"),
            // The host fails the second time: what is left of the first answer is better than none.
            (lasting(says("one and more"), Reply::Silent), "one", "model"),
            (lasting(says("one and more"), says("one")), "one", "model"),
            // Nothing acceptable is left.
            (lasting(says("two"), says("three")), "-", "unusable"),
        ] {
            let (mut host, _) = host(era, Model::replies(replies), &[]).await;
            let outcome = host.call("mended", json!({})).await;
            assert_eq!(
                (words(&outcome), sources(&outcome)),
                (vec![word.to_owned()], vec![source.to_owned()]),
                "{era:?}"
            );
            let problems = &outcome.content()["words"][0]["provenance"]["problems"];
            assert!(!problems.as_array().unwrap().is_empty(), "what was taken out stays named");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_host_without_sampling_is_never_asked() {
    for era in ALL {
        let (mut host, _) = host_that(era, Offers::Nothing, Model::never(), &[]).await;
        assert_eq!(sources(&host.call("one", json!({})).await), ["no_sampling"], "{era:?}");
        let (mut host, _) =
            host_that(era, Offers::Sampling, Model::never(), &["--sampling", "off"]).await;
        assert_eq!(sources(&host.call("one", json!({})).await), ["not_asked"], "{era:?}");
    }
}

#[tokio::test]
async fn a_question_beside_other_work_is_answered() {
    for era in BOTH {
        let (mut host, _) = host(era, Model::new(echo), &[]).await;
        let outcome = host.call("join", json!({})).await;
        assert_eq!(words(&outcome), ["one"], "{era:?}");
        assert_eq!(outcome.samples.len(), 1);
    }
}

#[tokio::test]
async fn work_then_a_question_in_eight_branches_takes_one_round() {
    for era in BOTH {
        let (mut host, seen) = host(era, Model::new(echo), &[]).await;
        let outcome = host.call("branches", json!({})).await;
        let expected: Vec<_> = (0..8).map(|index| format!("branch {index}")).collect();
        assert_eq!(words(&outcome), expected, "{era:?}");
        assert_eq!((asked(&outcome), outcome.requests), (expected, requests(era, 1)));
        assert_eq!(seen.works.load(Relaxed), 8, "the work of a branch is done once for a call");
    }
}

#[tokio::test(start_paused = true)]
async fn branches_that_only_yield_before_they_ask_share_a_round() {
    for era in BOTH {
        let (mut host, _) = host(era, Model::new(echo), &[]).await;
        let outcome = host.call("yields", json!({})).await;
        assert_eq!((outcome.samples.len(), outcome.requests), (8, requests(era, 1)), "{era:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn fifty_questions_at_once_are_all_answered_in_order() {
    for era in BOTH {
        let (mut host, _) = host(era, Model::new(echo), &["--max-questions", "50"]).await;
        let outcome = host.call("many", json!({"questions": 50})).await;
        let expected: Vec<_> = (0..50).map(|index| index.to_string()).collect();
        assert_eq!(words(&outcome), expected, "{era:?}");
        assert_eq!((outcome.samples.len(), outcome.requests), (50, requests(era, 1)));
    }
}

#[tokio::test(start_paused = true)]
async fn a_question_abandoned_by_select_costs_nothing_and_leaves_nothing_behind() {
    for era in BOTH {
        let model = Model::new(|sample| match material(sample).as_str() {
            "abandoned" => Reply::Silent,
            _ => echo(sample),
        });
        let (mut host, _) = host(era, model, &[]).await;
        let outcome = host.call("select", json!({})).await;
        assert_eq!(words(&outcome), ["kept"], "{era:?}");
        match era {
            // It never leaves: the round ends later.
            Era::RoundTrip => assert_eq!(asked(&outcome), ["kept"]),
            // It left, and is withdrawn.
            Era::Session(_) => {
                assert_eq!(asked(&outcome), ["abandoned", "kept"]);
                assert_eq!(outcome.withdrawn.len(), 1);
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_same_question_twice_travels_once() {
    for era in BOTH {
        let (mut host, _) = host(era, Model::new(echo), &[]).await;
        let outcome = host.call("twice", json!({})).await;
        assert_eq!(words(&outcome), ["same"; 3], "{era:?}");
        assert_eq!((outcome.samples.len(), outcome.requests), (1, requests(era, 1)));
    }
}

#[tokio::test(start_paused = true)]
async fn a_question_from_a_spawned_task_is_answered() {
    for era in BOTH {
        let (mut host, _) = host(era, Model::new(echo), &[]).await;
        let outcome = host.call("spawned", json!({})).await;
        assert_eq!(words(&outcome), ["one"], "{era:?}");
        assert_eq!(outcome.samples.len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_spawned_task_that_nobody_waits_for_is_not_left_waiting() {
    for era in BOTH {
        let (mut host, seen) = host(era, Model::always(Reply::Silent), &[]).await;
        let outcome = host.call("left_behind", json!({})).await;
        assert!(outcome.result.is_ok(), "{era:?}: {outcome:?}");
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        assert!(seen.settled.load(Relaxed) >= 1, "{era:?}: the task came to its end");
    }
}

#[tokio::test(start_paused = true)]
async fn a_question_that_differs_on_replay_is_asked_anew() {
    let (mut host, _) = host(Era::RoundTrip, Model::new(echo), &[]).await;
    let outcome = host.call("differs", json!({})).await;
    assert_eq!(asked(&outcome), ["first", "second"]);
    assert_eq!(words(&outcome), ["second"], "the answer to the first is not given to the second");

    let (mut host, _) =
        host_that(Era::Session("2025-11-25"), Offers::Sampling, Model::new(echo), &[]).await;
    let outcome = host.call("differs", json!({})).await;
    assert_eq!(
        (asked(&outcome), words(&outcome)),
        (vec!["first".to_owned()], vec!["first".to_owned()])
    );
}

#[tokio::test(start_paused = true)]
async fn a_panicking_handler_is_a_protocol_error_without_its_message() {
    for era in BOTH {
        let (mut host, _) = host(era, Model::new(echo), &[]).await;
        for tool in ["panics", "panics_in_work"] {
            let outcome = host.call(tool, json!({})).await;
            assert_eq!(outcome.error_code(), -32603, "{era:?} {tool}");
            assert!(!format!("{:?}", outcome.result).contains("nobody may see"));
        }
        let outcome = host.call("one", json!({})).await;
        assert_eq!(words(&outcome), ["one"], "the server serves on");
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_forgot_to_hand_over_its_calls_says_what_to_add() {
    for era in BOTH {
        let sampling = Sampling::new(options(&[]), None).unwrap();
        let handler = Forgetful::new();
        let mut host =
            Host::of_handler(era, Offers::Sampling, Model::never(), &sampling, handler).await;
        let outcome = host.call("one", json!({})).await;
        assert_eq!(outcome.error_code(), -32603, "{era:?}");
        assert!(
            format!("{:?}", outcome.result).contains("must hand over to `Sampling::call_tool`")
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_handles_requests_itself_asks_like_any_other() {
    for era in BOTH {
        let sampling = Sampling::new(options(&[]), None).unwrap();
        let handler = Prompted::new(sampling.clone());
        let model = Model::new(echo);
        let mut host = Host::of_handler(era, Offers::Sampling, model, &sampling, handler).await;
        assert_eq!(words(&host.call("one", json!({})).await), ["one"], "{era:?}");
        let prompts = host.request("prompts/list", json!({})).await.unwrap();
        assert_eq!(prompts["prompts"][0]["name"], "greet", "{era:?}");
    }
}

#[tokio::test]
async fn work_that_is_refused_is_a_tool_error() {
    for era in BOTH {
        let (mut host, _) = host(era, Model::never(), &[]).await;
        assert_eq!(
            host.call("refuses_in_work", json!({})).await.refusal(),
            "send another table",
            "{era:?}"
        );
    }
}

#[tokio::test]
async fn work_of_once_is_done_once_for_a_call_and_not_once_a_run() {
    for era in BOTH {
        let (mut host, seen) = host(era, Model::new(echo), &[]).await;
        let outcome = host.call("works_once", json!({})).await;
        assert_eq!(words(&outcome), ["a0", "b0"], "{era:?}");
        assert_eq!((outcome.requests, seen.works.load(Relaxed)), (requests(era, 2), 1));
    }
}

#[tokio::test]
async fn other_calls_go_on_beside_work_and_each_run_does_it_again() {
    for era in BOTH {
        let (mut host, seen) = host(era, Model::new(echo), &[]).await;
        let id = host.send("tools/call", json!({"name": "works_aside", "arguments": {}})).await;
        while seen.works.load(Relaxed) == 0 {
            tokio::task::yield_now().await;
        }
        assert!(host.call("releases", json!({})).await.result.is_ok(), "{era:?}");
        host.notify("notifications/cancelled", json!({"requestId": id})).await;
        let outcome = host.call("works_aside", json!({})).await;
        assert_eq!(words(&outcome), ["a", "b"], "{era:?}");
        // The cancelled call did it once as well.
        assert_eq!(seen.works.load(Relaxed), 1 + requests(era, 2), "{era:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_call_drops_its_handler_and_withdraws_its_question() {
    let era = Era::Session("2025-11-25");
    let (mut host, _) = host(era, Model::always(Reply::Abandons), &[]).await;
    let outcome = host.call("one", json!({})).await;
    assert_eq!(outcome.withdrawn.len(), 1, "{outcome:?}");
}

#[tokio::test]
async fn a_cancelled_call_stops_its_work() {
    for era in BOTH {
        let (mut host, seen) = host(era, Model::never(), &[]).await;
        let id = host.send("tools/call", json!({"name": "works_for_ever", "arguments": {}})).await;
        while seen.works.load(Relaxed) == 0 {
            tokio::task::yield_now().await;
        }
        host.notify("notifications/cancelled", json!({"requestId": id})).await;
        while seen.stopped.load(Relaxed) == 0 {
            tokio::task::yield_now().await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_host_that_never_calls_again_leaves_nothing_behind() {
    let (mut host, seen) = host(Era::RoundTrip, Model::always(Reply::Abandons), &[]).await;
    assert!(host.call("spawned", json!({})).await.result.is_err());
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    assert_eq!(seen.settled.load(Relaxed), 1, "the spawned task came to its end");
    assert_eq!(
        std::sync::Arc::strong_count(&seen),
        2,
        "the test and the server hold it, and no task"
    );
}

#[tokio::test(start_paused = true)]
async fn the_end_of_input_with_a_question_open_ends_in_a_fallback_at_once() {
    let (mut host, _) = host(Era::Session("2025-11-25"), Model::never(), &[]).await;
    let id = host.send("tools/call", json!({"name": "one", "arguments": {}})).await;
    while host.read().await.expect("the question comes")["method"] != "sampling/createMessage" {}
    let begin = tokio::time::Instant::now();
    host.close().await;
    let message = host.read().await.expect("the answer comes");
    assert_eq!(message["id"], id);
    let provenance = &message["result"]["structuredContent"]["words"][0]["provenance"];
    assert_eq!(provenance["reason"], "failed");
    assert_eq!(host.read().await, None, "the server closes its output");
    assert!(begin.elapsed().as_millis() < 1_000);
}
