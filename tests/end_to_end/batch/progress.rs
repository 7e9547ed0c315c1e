//! How long a batch takes, what it tells of its progress, and what becomes of it when it is cancelled.

use std::time::Duration;

use end_to_end::host::Wants;
use tokio::time::Instant;

use super::*;

#[tokio::test(start_paused = true)]
async fn eight_questions_in_flight_take_as_long_as_their_waves() {
    for tool in TOOLS {
        let model = tool.model(|_, answers| said(&answers).after(Duration::from_millis(50)));
        let mut host = tool.host(SESSION, Offers::Sampling, model, &[]).await;
        let arguments = tool.arguments(&texts(200));
        let began = Instant::now();
        let outcome = host.call(tool.name(), arguments).await;
        let taken = began.elapsed();
        assert_eq!(rows_from(&outcome, "model").len(), 200);
        // Ten questions are two waves, 100 ms.
        assert!(taken <= Duration::from_millis(120), "{tool:?}: {taken:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_batch_is_one_round_and_one_more_where_something_is_wrong() {
    for tool in TOOLS {
        for (lacks_one, most) in [(false, 2), (true, 3)] {
            let model = tool.model(move |sample, mut answers| {
                if lacks_one && !is_again(sample) {
                    answers.pop();
                }
                said(&answers)
            });
            let outcome = tool.call(Era::RoundTrip, model, &[], &texts(200)).await;
            assert_eq!(rows_from(&outcome, "model").len(), 200);
            assert_eq!(outcome.requests, most, "{tool:?}");
        }
    }
}

/// What `outcome` tells of its progress: the value of each notification and its total.
fn told(outcome: &Outcome) -> Vec<(u64, u64)> {
    let number = |value: &Value| value.as_f64().unwrap() as u64;
    outcome
        .progress
        .iter()
        .map(|told| (number(&told["progress"]), number(&told["total"])))
        .collect()
}

/// Progress that may be told: under the token of the request that is open, ever more of one total, and all in the end.
#[track_caller]
fn assert_progress(host: &Host, outcome: &Outcome, total: u64) {
    let told = told(outcome);
    assert!(told.windows(2).all(|pair| pair[0].0 < pair[1].0), "it increases: {told:?}");
    assert!(told.iter().all(|(done, of)| done <= of && *of == total), "of one total: {told:?}");
    assert_eq!(told.last(), Some(&(total, total)), "all in the end: {told:?}");
    let mut ended = Vec::new();
    for message in &host.received {
        if message["method"] == "notifications/progress" {
            let token = &message["params"]["progressToken"];
            assert!(token.is_i64() && !ended.contains(&token), "none after the result: {message}");
        } else if message.get("method").is_none() {
            ended.push(&message["id"]);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn progress_increases_over_all_rounds_of_a_call_and_ends_at_its_total() {
    for (tool, era) in TOOLS.into_iter().flat_map(|tool| BOTH.map(|era| (tool, era))) {
        let model = tool.model(|sample, mut answers| {
            if !is_again(sample) {
                answers.pop();
            }
            said(&answers).after(Duration::from_millis(numbers(sample)[0]))
        });
        let mut host = tool.host(era, Offers::Sampling, model, &[]).await.wanting(Wants::Progress);
        for total in [100, 7] {
            let outcome = host.call(tool.name(), tool.arguments(&texts(total as usize))).await;
            assert_eq!(rows_from(&outcome, "model").len() as u64, total);
            host.request("tools/list", json!({})).await.unwrap();
            assert_progress(&host, &outcome, total);
            let values: Vec<_> = told(&outcome).into_iter().map(|(done, _)| done).collect();
            let expected: &[u64] = if total == 100 { &[20, 40, 60, 80, 99, 100] } else { &[6, 7] };
            assert_eq!(
                values, expected,
                "{tool:?} {era:?}: what has to be asked again is not done"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn progress_is_told_of_estimates_too_and_of_a_text_in_many_rows_once() {
    for (tool, era) in TOOLS.into_iter().flat_map(|tool| BOTH.map(|era| (tool, era))) {
        let repeated = [texts(30), texts(30), vec![" ".to_owned()]].concat();
        for (offers, model) in [
            (Offers::Nothing, Model::never()),
            (Offers::Sampling, Model::always(Reply::says("no"))),
        ] {
            let mut host = tool.host(era, offers, model, &[]).await.wanting(Wants::Progress);
            let outcome = host.call(tool.name(), tool.arguments(&repeated)).await;
            assert_eq!(rows_from(&outcome, "fallback").len(), 60);
            host.request("tools/list", json!({})).await.unwrap();
            assert_progress(&host, &outcome, 30);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn without_a_token_no_progress_is_told() {
    for (tool, era) in TOOLS.into_iter().flat_map(|tool| BOTH.map(|era| (tool, era))) {
        let outcome = tool.call(era, tool.able(), &[], &texts(60)).await;
        assert_eq!(
            (rows_from(&outcome, "model").len(), &outcome.progress),
            (60, &vec![]),
            "{era:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_cancelled_withdraws_its_open_questions_and_asks_no_more() {
    for tool in TOOLS {
        let mut asked = 0;
        let model = tool.model(move |_, answers| {
            asked += 1;
            match asked {
                1 | 2 => said(&answers),
                10 => Reply::Abandons,
                _ => Reply::Silent,
            }
        });
        let mut host = tool.host(SESSION, Offers::Sampling, model, &[]).await;
        let outcome = host.call(tool.name(), tool.arguments(&texts(200))).await;
        assert_eq!(
            outcome.result.as_ref().unwrap_err()["message"],
            "the host has cancelled the call"
        );
        assert_eq!((outcome.samples.len(), outcome.withdrawn.len()), (10, 8), "{tool:?}");
        // The server is still there, and takes the next call.
        let before = host.received.len();
        host.request("tools/list", json!({})).await.unwrap();
        tokio::time::sleep(Duration::from_secs(60)).await;
        host.request("tools/list", json!({})).await.unwrap();
        let later: Vec<_> = host.received[before..]
            .iter()
            .filter(|message| message.get("method").is_some())
            .collect();
        assert!(
            later.iter().all(|message| message["method"] == "notifications/cancelled"),
            "{later:?}"
        );
    }
}
