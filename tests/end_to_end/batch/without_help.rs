//! Questions that bring no answer at all: their rows fall back, and the others keep theirs.

use std::time::Duration;

use tokio::time::Instant;

use super::*;

/// Which of ten questions about 200 items `sample` is, 1 being the first.
fn place(sample: &Sample) -> u64 {
    numbers(sample)[0].div_ceil(20)
}

/// The rows of these questions.
fn rows_of(questions: &[u64]) -> Vec<u64> {
    questions.iter().flat_map(|place| 20 * place - 19..=20 * place).collect()
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_useless_twice_costs_its_twenty_rows_only() {
    let useless = ["I'm sorry, but I can't help with that.", "", "{\"items\": 7}", "```json\n```"];
    for (tool, era) in TOOLS.into_iter().flat_map(|tool| BOTH.map(|era| (tool, era))) {
        for text in useless {
            let model = tool.model(move |sample, answers| match place(sample) {
                3 => Reply::says(text),
                _ => said(&answers),
            });
            let outcome = tool.call(era, model, &[], &texts(200)).await;
            assert_eq!(rows_from(&outcome, "fallback"), rows_of(&[3]), "{era:?} {text}");
            assert_eq!(reasons(&outcome), &json!([{"reason": "unusable", "rows": 20}]));
            assert_eq!((outcome.samples.len(), &outcome.provenance()["asked"]), (11, &json!(11)));
            assert!(!outcome.provenance()["problems"].as_array().unwrap().is_empty());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_useless_answer_and_a_good_one_to_the_same_question_is_a_good_one() {
    for (tool, era) in TOOLS.into_iter().flat_map(|tool| BOTH.map(|era| (tool, era))) {
        let model = tool.model(|sample, answers| match sample.turns().len() {
            1 => Reply::says("Certainly! Shall I begin?"),
            _ => said(&answers),
        });
        let outcome = tool.call(era, model, &[], &texts(40)).await;
        assert_eq!(rows_from(&outcome, "model").len(), 40, "{era:?}");
        assert_eq!(outcome.provenance()["asked"], 4);
    }
}

#[tokio::test(start_paused = true)]
async fn a_decline_ends_asking_and_what_was_answered_stays() {
    let second = Duration::from_secs(1);
    for tool in TOOLS {
        let model = tool.model(move |sample, answers| match place(sample) {
            5 => Reply::Fails(-1),
            _ => said(&answers).after(second),
        });
        // Eight are in flight when the fifth is declined; the last two are never put.
        let outcome = tool.call(SESSION, model, &[], &texts(200)).await;
        assert_eq!(rows_from(&outcome, "fallback"), rows_of(&[5, 9, 10]), "{tool:?}");
        assert_eq!(reasons(&outcome), &json!([{"reason": "declined", "rows": 60}]));
        assert_eq!(outcome.samples.len(), 8);

        let model = tool.model(|sample, answers| match place(sample) {
            5 => Reply::Gives(json!({"code": -1, "message": "User rejected sampling request"})),
            2 => said(&answers[1..]),
            _ => said(&answers),
        });
        let outcome = tool.call(Era::RoundTrip, model, &[], &texts(200)).await;
        let expected = [vec![21], rows_of(&[5])].concat();
        assert_eq!(rows_from(&outcome, "fallback"), expected, "{tool:?}");
        let expected =
            json!([{"reason": "declined", "rows": 20}, {"reason": "unusable", "rows": 1}]);
        assert_eq!(
            (outcome.samples.len(), reasons(&outcome)),
            (10, &expected),
            "nothing is asked again"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_question_whose_time_is_up_costs_its_rows_and_the_rest_is_asked_on() {
    for tool in TOOLS {
        let model = tool.model(|sample, answers| match place(sample) {
            3 => Reply::Silent,
            4 if !is_again(sample) => said(&answers[1..]),
            _ => said(&answers),
        });
        let began = Instant::now();
        let outcome = tool.call(SESSION, model, &[], &texts(200)).await;
        assert_eq!(rows_from(&outcome, "fallback"), rows_of(&[3]), "{tool:?}");
        assert_eq!(reasons(&outcome), &json!([{"reason": "timed_out", "rows": 20}]));
        assert_eq!((outcome.samples.len(), outcome.withdrawn.len()), (11, 1));
        assert!(began.elapsed() < Duration::from_secs(26), "{:?}", began.elapsed());
    }
}

#[tokio::test(start_paused = true)]
async fn a_host_that_never_answers_gets_every_row_in_time() {
    for tool in TOOLS {
        let began = Instant::now();
        let outcome = tool.call(SESSION, Model::always(Reply::Silent), &[], &texts(200)).await;
        assert_eq!(rows_from(&outcome, "fallback").len(), 200, "{tool:?}");
        assert_eq!(reasons(&outcome), &json!([{"reason": "timed_out", "rows": 200}]));
        assert!(began.elapsed() <= Duration::from_secs(50), "{:?}", began.elapsed());

        let outcome =
            tool.call(Era::RoundTrip, Model::always(Reply::Silent), &[], &texts(200)).await;
        assert_eq!(reasons(&outcome), &json!([{"reason": "failed", "rows": 200}]), "{tool:?}");
        assert_eq!(outcome.samples.len(), 10, "nothing is asked a second time");
    }
}

#[tokio::test(start_paused = true)]
async fn without_a_model_every_row_has_an_estimate_and_its_reason() {
    let cases = [
        (Offers::Nothing, &[][..], "no_sampling"),
        (Offers::Sampling, &["--sampling", "off"], "not_asked"),
        (Offers::Sampling, &["--max-questions", "0"], "out_of_questions"),
        (Offers::Sampling, &["--questions-per-minute", "0"], "rate_limited"),
    ];
    for (tool, era) in TOOLS.into_iter().flat_map(|tool| BOTH.map(|era| (tool, era))) {
        for (offers, options, reason) in cases {
            let mut host = tool.host(era, offers, Model::never(), options).await;
            let outcome = host.call(tool.name(), tool.arguments(&texts(20))).await;
            assert_eq!(
                rows_from(&outcome, "fallback"),
                (1..=20).collect::<Vec<_>>(),
                "{era:?} {reason}"
            );
            assert_eq!(reasons(&outcome), &json!([{"reason": reason, "rows": 20}]), "{era:?}");
            assert_eq!(outcome.provenance()["asked"], 0);
            let text = outcome.result.as_ref().unwrap()["content"][0]["text"].as_str().unwrap();
            assert_eq!(text.matches('*').count(), 1 + 20, "each estimate is marked: {text}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn fewer_questions_take_fewer_rows_and_the_next_call_goes_on() {
    for (tool, era) in TOOLS.into_iter().flat_map(|tool| BOTH.map(|era| (tool, era))) {
        let mut host =
            tool.host(era, Offers::Sampling, tool.able(), &["--max-questions", "3"]).await;
        let mut arguments = tool.arguments(&texts(100));
        for (rows, next) in [(1..=40, json!(41)), (41..=80, json!(81)), (81..=100, json!(null))] {
            let outcome = host.call(tool.name(), arguments.clone()).await;
            assert_eq!(rows_from(&outcome, "model"), rows.collect::<Vec<_>>(), "{era:?}");
            assert_eq!(
                (&outcome.content()["next_row"], &outcome.content()["total_rows"]),
                (&next, &json!(100))
            );
            arguments["start_row"] = next;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_slow_model_has_answered_in_time_stays() {
    for tool in TOOLS {
        // Two waves of 20 seconds leave 10 of the call's 50 for what has to be asked again, and that is too little.
        let model = tool.model(|sample, answers| {
            let wrong = !is_again(sample) && place(sample) == 3;
            said(if wrong { &answers[2..] } else { &answers }).after(Duration::from_secs(20))
        });
        let began = Instant::now();
        let outcome = tool.call(SESSION, model, &[], &texts(200)).await;
        assert_eq!(rows_from(&outcome, "fallback"), [41, 42], "{tool:?}");
        assert_eq!(reasons(&outcome), &json!([{"reason": "unusable", "rows": 2}]));
        assert!(began.elapsed() <= Duration::from_secs(50), "{:?}", began.elapsed());
    }
}
