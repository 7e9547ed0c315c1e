//! What is particular to the session route: time limits, cancellation, the limit in flight.

use std::{sync::atomic::Ordering::Relaxed, time::Duration};

use end_to_end::{
    host::{Era, Offers},
    model::{Model, Reply},
};
use serde_json::json;
use tokio::time::Instant;

use crate::{
    probe::{echo, host, host_that},
    sampler::sources,
};

const SESSION: Era = Era::Session("2025-06-18");

#[tokio::test(start_paused = true)]
async fn a_silent_host_is_told_that_its_time_is_up_and_the_fallback_answers() {
    let (mut host, _) = host(SESSION, Model::always(Reply::Silent), &[]).await;
    let begin = Instant::now();
    let outcome = host.call("one", json!({})).await;
    assert_eq!((sources(&outcome), outcome.withdrawn.len()), (vec!["timed_out".to_owned()], 1));
    assert_eq!(begin.elapsed().as_secs(), 25, "--ask-timeout");
}

#[tokio::test(start_paused = true)]
async fn a_slow_answer_within_its_time_is_taken() {
    let model = Model::new(|sample| echo(sample).after(Duration::from_secs(24)));
    let (mut host, _) = host(SESSION, model, &[]).await;
    assert_eq!(sources(&host.call("one", json!({})).await), ["model"]);
}

#[tokio::test(start_paused = true)]
async fn an_answer_after_its_time_changes_nothing() {
    let model = Model::new(|sample| echo(sample).after(Duration::from_secs(26)));
    let (mut host, _) = host(SESSION, model, &[]).await;
    assert_eq!(sources(&host.call("one", json!({})).await), ["timed_out"]);
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(sources(&host.call("one", json!({})).await), ["timed_out"], "the server serves on");
}

#[tokio::test(start_paused = true)]
async fn a_call_ends_in_its_time_however_many_questions_wait() {
    let model = Model::new(|sample| echo(sample).after(Duration::from_secs(20)));
    let arguments = ["--max-questions", "20", "--max-concurrent", "4"];
    let (mut host, _) = host(SESSION, model, &arguments).await;
    let begin = Instant::now();
    let outcome = host.call("many", json!({"questions": 16})).await;
    assert_eq!(begin.elapsed().as_secs(), 50, "--call-timeout");
    let (answered, late) = (vec!["model".to_owned(); 8], vec!["timed_out".to_owned(); 8]);
    assert_eq!(sources(&outcome), [answered, late].concat());
    assert_eq!((outcome.samples.len(), outcome.withdrawn.len()), (12, 4));
}

#[tokio::test(start_paused = true)]
async fn no_question_is_put_when_the_time_of_the_call_is_over_or_too_short_for_anybody() {
    for (call_timeout, source, asked) in
        [("44", "timed_out", 0), ("45.5", "timed_out", 0), ("47", "model", 1)]
    {
        let (mut host, _) =
            host(SESSION, Model::new(echo), &["--call-timeout", call_timeout]).await;
        let outcome = host.call("late", json!({})).await;
        assert_eq!((sources(&outcome), outcome.samples.len()), (vec![source.to_owned()], asked));
        assert_eq!(outcome.withdrawn.len(), 0, "{call_timeout}");
    }
    let (mut host, _) = host(SESSION, Model::new(echo), &["--call-timeout", "0.5"]).await;
    assert_eq!(sources(&host.call("one", json!({})).await), ["model"], "a short time is time too");
}

#[tokio::test(start_paused = true)]
async fn a_call_ends_in_its_time_though_the_host_reads_nothing() {
    let (mut host, seen) = host(SESSION, Model::never(), &[]).await;
    let arguments = json!({"questions": 3, "bytes": 1_500_000});
    host.send("tools/call", json!({"name": "many", "arguments": arguments})).await;
    tokio::time::sleep(Duration::from_secs(51)).await;
    assert_eq!(seen.settled.load(Relaxed), 3);
}

#[tokio::test(start_paused = true)]
async fn no_more_requests_are_in_flight_than_the_option_says() {
    let in_flight = std::sync::Arc::new(std::sync::Mutex::new(Vec::<Instant>::new()));
    let times = in_flight.clone();
    let model = Model::new(move |sample| {
        times.lock().unwrap().push(Instant::now());
        echo(sample).after(Duration::from_secs(1))
    });
    let arguments = ["--max-questions", "9", "--max-concurrent", "3"];
    let (mut host, _) = host(SESSION, model, &arguments).await;
    let begin = Instant::now();
    let outcome = host.call("many", json!({"questions": 9})).await;
    assert_eq!(sources(&outcome), ["model"; 9]);
    let begun: Vec<_> =
        in_flight.lock().unwrap().iter().map(|time| (*time - begin).as_secs()).collect();
    assert_eq!(begun, [0, 0, 0, 1, 1, 1, 2, 2, 2]);
}

#[tokio::test(start_paused = true)]
async fn two_time_outs_in_a_row_end_asking() {
    let arguments = ["--ask-timeout", "1"];
    let (mut host, _) =
        host_that(SESSION, Offers::Sampling, Model::always(Reply::Silent), &arguments).await;
    let outcome = host.call("steps", json!({"questions": 5})).await;
    assert_eq!((sources(&outcome), outcome.samples.len()), (vec!["timed_out".to_owned(); 5], 2));
}
