//! Consent and cost: when a call stops asking, and what it says then.

use std::time::Duration;

use end_to_end::{
    host::{BOTH, Era, Host, Offers},
    model::{DECLINES, Model, Reply},
};
use serde_json::json;

use crate::{
    probe::{Probe, echo, host, material},
    sampler::sources,
};

const SESSION: Era = Era::Session("2025-11-25");

#[tokio::test(start_paused = true)]
async fn a_declined_question_ends_asking_for_the_rest_of_the_call() {
    let (mut host, _) = host(SESSION, Model::replies([DECLINES]), &[]).await;
    let outcome = host.call("steps", json!({"questions": 4})).await;
    assert_eq!((sources(&outcome), outcome.samples.len()), (vec!["declined".to_owned(); 4], 1));
}

#[tokio::test(start_paused = true)]
async fn a_refusal_that_reaches_the_server_in_a_round_ends_asking_too() {
    let refusals = [
        json!({"code": -1, "message": "User rejected sampling request"}),
        json!({"error": {"code": -1, "message": "User rejected sampling request"}}),
    ];
    for refusal in refusals {
        let (mut host, _) =
            host(Era::RoundTrip, Model::replies([Reply::Gives(refusal)]), &[]).await;
        let outcome = host.call("steps", json!({"questions": 4})).await;
        assert_eq!((sources(&outcome), outcome.samples.len()), (vec!["declined".to_owned(); 4], 1));
    }
}

#[tokio::test(start_paused = true)]
async fn a_refusal_of_one_question_of_a_round_ends_asking_for_those_before_it_too() {
    let model = Model::new(|sample| match material(sample).as_str() {
        "0" => Reply::says("I would rather not say."),
        "1" => Reply::Gives(json!({"code": -1, "message": "no"})),
        _ => echo(sample),
    });
    let (mut host, _) = host(Era::RoundTrip, model, &[]).await;
    let outcome = host.call("many", json!({"questions": 3})).await;
    assert_eq!(sources(&outcome), ["declined", "declined", "model"]);
    assert_eq!(outcome.samples.len(), 3, "the first is not asked again");
}

#[tokio::test(start_paused = true)]
async fn two_failures_in_one_round_end_asking_for_good() {
    let (mut host, _) = host(Era::RoundTrip, Model::always(Reply::Silent), &[]).await;
    let outcome = host.call("many", json!({"questions": 2})).await;
    assert_eq!((sources(&outcome), outcome.samples.len()), (vec!["failed".to_owned(); 2], 2));
}

#[tokio::test(start_paused = true)]
async fn branches_count_their_questions_alike_in_both_eras() {
    for era in BOTH {
        let (mut host, _) = host(era, Model::new(echo), &["--max-questions", "4"]).await;
        let outcome = host.call("chains", json!({})).await;
        assert_eq!(sources(&outcome), ["model", "out_of_questions"].repeat(4), "{era:?}");
        assert_eq!(outcome.samples.len(), 4);
    }
}

#[tokio::test(start_paused = true)]
async fn what_does_not_fit_into_a_round_is_counted_when_it_leaves() {
    let arguments = ["--max-questions", "80", "--questions-per-minute", "80"];
    for era in BOTH {
        let (mut host, _) = host(era, Model::new(echo), &arguments).await;
        let outcome = host.call("many", json!({"questions": 80})).await;
        assert_eq!(sources(&outcome), ["model"; 80], "{era:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn questions_that_wait_for_their_turn_are_not_put_after_a_refusal() {
    let (mut host, _) = host(SESSION, Model::always(DECLINES), &["--max-concurrent", "2"]).await;
    let outcome = host.call("many", json!({"questions": 10})).await;
    assert_eq!(sources(&outcome), ["declined"; 10]);
    assert_eq!(outcome.samples.len(), 2, "only what was in flight already");
}

#[tokio::test(start_paused = true)]
async fn two_failures_in_a_row_end_asking() {
    let misshapen = || Reply::Gives(json!({"unexpected": true}));
    for era in BOTH {
        let (mut host, _) = host(era, Model::new(move |_| misshapen()), &[]).await;
        let outcome = host.call("steps", json!({"questions": 5})).await;
        assert_eq!(
            (sources(&outcome), outcome.samples.len()),
            (vec!["failed".to_owned(); 5], 2),
            "{era:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_between_two_failures_keeps_the_call_asking() {
    for era in BOTH {
        let model = Model::new(|sample| match material(sample).as_str() {
            "step 0" | "step 2" => Reply::Gives(json!({"unexpected": true})),
            _ => echo(sample),
        });
        let (mut host, _) = host(era, model, &[]).await;
        let outcome = host.call("steps", json!({"questions": 4})).await;
        assert_eq!(sources(&outcome), ["failed", "model", "failed", "model"], "{era:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_error_that_may_pass_is_tried_once_more() {
    let busy = Model::new({
        let mut calls = 0;
        move |sample| {
            calls += 1;
            if calls == 1 { Reply::Fails(-32603) } else { echo(sample) }
        }
    });
    let (mut host, _) = host(SESSION, busy, &[]).await;
    let outcome = host.call("one", json!({})).await;
    assert_eq!((sources(&outcome), outcome.samples.len()), (vec!["model".to_owned()], 2));
}

#[tokio::test(start_paused = true)]
async fn an_error_that_cannot_pass_is_not_tried_again() {
    for code in [-32601, -32602, -32600, -32700] {
        let (mut host, _) = host(SESSION, Model::always(Reply::Fails(code)), &[]).await;
        let outcome = host.call("one", json!({})).await;
        assert_eq!(
            (sources(&outcome), outcome.samples.len()),
            (vec!["failed".to_owned()], 1),
            "{code}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_question_is_put_as_often_as_the_option_says_and_no_more() {
    for era in BOTH {
        for (max_asks, expected) in [("1", 1), ("2", 2), ("3", 3)] {
            let model = Model::always(Reply::says("I would rather not say."));
            let (mut host, _) = host(era, model, &["--max-asks", max_asks]).await;
            let outcome = host.call("one", json!({})).await;
            assert_eq!(
                (sources(&outcome), outcome.samples.len()),
                (vec!["unusable".to_owned()], expected)
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_has_a_number_of_questions_in_both_eras() {
    for era in BOTH {
        let (mut host, _) = host(era, Model::new(echo), &["--max-questions", "3"]).await;
        for tool in ["many", "steps"] {
            let outcome = host.call(tool, json!({"questions": 5})).await;
            let expected = ["model", "model", "model", "out_of_questions", "out_of_questions"];
            assert_eq!(sources(&outcome), expected, "{era:?} {tool}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn asking_again_is_the_same_question_and_does_not_count_against_the_number() {
    for era in BOTH {
        let model =
            Model::new(
                |sample| if sample.turns().len() == 1 { Reply::says("?") } else { echo(sample) },
            );
        let (mut host, _) = host(era, model, &["--max-questions", "2"]).await;
        let outcome = host.call("many", json!({"questions": 2})).await;
        assert_eq!(
            (sources(&outcome), outcome.samples.len()),
            (vec!["model".to_owned(); 2], 4),
            "{era:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_minute_has_a_number_of_requests_over_all_calls() {
    for era in BOTH {
        let (mut host, _) = host(era, Model::new(echo), &["--questions-per-minute", "3"]).await;
        let first = host.call("many", json!({"questions": 2})).await;
        assert_eq!(sources(&first), ["model", "model"], "{era:?}");
        let second = host.call("many", json!({"questions": 3})).await;
        assert_eq!(sources(&second), ["model", "rate_limited", "rate_limited"], "{era:?}");
        tokio::time::sleep(Duration::from_secs(60)).await;
        assert_eq!(sources(&host.call("one", json!({})).await), ["model"], "{era:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_keeps_to_a_limit_that_it_was_told_when_the_next_round_falls_into_another_minute() {
    let model = Model::new(|sample| echo(sample).after(Duration::from_secs(61)));
    let (mut host, _) = host(Era::RoundTrip, model, &["--questions-per-minute", "1"]).await;
    let outcome = host.call("many", json!({"questions": 2})).await;
    assert_eq!(sources(&outcome), ["model", "rate_limited"]);
    assert_eq!(outcome.samples.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_abandoned_question_counts_alike_in_both_eras_however_often_the_handler_runs() {
    for era in BOTH {
        for (max_questions, expected) in [("1", "out_of_questions"), ("2", "model")] {
            let model = Model::new(|sample| match material(sample).as_str() {
                "abandoned" => Reply::Silent,
                _ => echo(sample),
            });
            let (mut host, _) = host(era, model, &["--max-questions", max_questions]).await;
            assert_eq!(sources(&host.call("select", json!({})).await), [expected], "{era:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_question_that_never_left_is_no_request_of_its_minute() {
    let (mut host, _) =
        host(Era::RoundTrip, Model::new(echo), &["--questions-per-minute", "1"]).await;
    assert_eq!(sources(&host.call("select", json!({})).await), ["model"]);
}

#[tokio::test(start_paused = true)]
async fn a_question_that_is_too_large_is_never_put() {
    for era in BOTH {
        let (mut host, _) = host(era, Model::never(), &[]).await;
        let outcome = host.call("many", json!({"questions": 1, "bytes": 4 << 20})).await;
        assert_eq!(sources(&outcome), ["too_large"], "{era:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn every_reason_is_told_in_a_sentence() {
    let (mut host, _) = host(SESSION, Model::always(DECLINES), &[]).await;
    let outcome = host.call("one", json!({})).await;
    let provenance = &outcome.content()["words"][0]["provenance"];
    assert_eq!(
        provenance["note"],
        "No answer of a model, because the request to ask the model was declined."
    );
    assert_eq!((&provenance["source"], &provenance["asked"]), (&json!("fallback"), &json!(1)));
}

#[tokio::test(start_paused = true)]
async fn the_code_of_a_hosts_error_is_told_beside_the_reason() {
    for (code, message, note) in [
        (-32601, "Method not found", "the host could not answer the request (error -32601)"),
        (
            -32000,
            "The user has denied it",
            "the request to ask the model was declined (error -32000)",
        ),
        (-1, "no", "the request to ask the model was declined"),
    ] {
        let error = Reply::Gives(json!({"error": {"code": code, "message": message}}));
        let (mut host, _) = host(Era::RoundTrip, Model::always(error), &[]).await;
        let outcome = host.call("one", json!({})).await;
        let told = &outcome.content()["words"][0]["provenance"]["note"];
        assert_eq!(*told, format!("No answer of a model, because {note}."));
    }
}

#[tokio::test(start_paused = true)]
async fn calls_at_once_do_not_share_their_questions() {
    let sampling = shared::Sampling::new(end_to_end::host::options(&[]), None).unwrap();
    let probe = Probe::default();
    let one = Host::beside(SESSION, Offers::Sampling, Model::new(echo), &sampling, probe.clone());
    let two =
        Host::beside(Era::RoundTrip, Offers::Sampling, Model::always(DECLINES), &sampling, probe);
    let (mut one, mut two) = tokio::join!(one, two);
    let (one, two) = tokio::join!(one.call("one", json!({})), two.call("one", json!({})));
    assert_eq!(sources(&one), ["model"]);
    assert!(two.result.is_err(), "this client ends the call when its user declines");
}
