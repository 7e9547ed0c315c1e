//! Answers that end at the token limit: a shorter one is asked for, and what is certain is kept.

use end_to_end::{
    host::{BOTH, Era},
    model::{DECLINES, Reply},
};
use serde_json::{Value, json};

use super::{TEXT, call, call_with, told};

const SHORTER: &str = "the answer was cut at its length limit; write a shorter one";

/// Cut answers whose certain part is an answer, with that part and the repairs.
fn cut_answers() -> [(&'static str, Value, Value); 3] {
    [
        (
            r#"{"level": "high", "findings": ["worn seal"], "summary": "The pump failed because"#,
            json!({"level": "high", "summary": "The pump failed because", "findings": ["worn seal"]}),
            json!(["missing_bracket", "cut_text"]),
        ),
        (
            r#"{"level": "high", "summary": "It failed.", "findings": ["worn seal", "no spare", "la"#,
            json!({"level": "high", "summary": "It failed.", "findings": ["worn seal", "no spare"]}),
            json!(["missing_bracket", "cut_list"]),
        ),
        (
            "```json\n{\"level\": \"low\", \"findings\": [], \"summary\": \"All is w",
            json!({"level": "low", "summary": "All is w", "findings": []}),
            json!(["code_fence", "missing_bracket", "cut_text"]),
        ),
    ]
}

fn whole() -> Value {
    json!({"level": "low", "summary": "It runs again.", "findings": []})
}

fn cut(text: &str) -> Reply {
    Reply::IsCut(text.to_owned())
}

#[tokio::test(start_paused = true)]
async fn a_cut_answer_is_asked_for_again_as_a_shorter_one_and_a_whole_one_wins() {
    for era in BOTH {
        for (text, ..) in cut_answers() {
            let outcome = call(era, "report", [cut(text), Reply::json(whole())]).await;
            assert_eq!(told(&outcome), (whole(), "model", 2, json!([])), "{era:?} {text}");
            let asked_again = outcome.samples[1].last();
            assert!(asked_again.contains(SHORTER), "the model is told: {asked_again}");
            assert_eq!(outcome.samples[1].turns()[1], text, "and sees its own answer");
            assert_eq!(outcome.provenance()["model"], "scripted-model");
            assert_eq!(outcome.provenance()["problems"], json!([SHORTER]), "and so is the caller");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_cut_answer_is_known_in_whatever_words_the_host_says_it_and_where_it_says_nothing() {
    for stop_reason in [json!("max_tokens"), json!("LENGTH"), json!("other"), Value::Null] {
        for era in BOTH {
            let (text, value, repairs) = &cut_answers()[1];
            let said = Reply::Gives(json!({
                "role": "assistant", "model": "scripted-model", "stopReason": stop_reason,
                "content": {"type": "text", "text": text},
            }));
            let outcome = call(era, "report", [said.clone(), Reply::json(whole())]).await;
            assert_eq!(told(&outcome), (whole(), "model", 2, json!([])), "{stop_reason}");
            let outcome = call(era, "report", [said, Reply::says("no")]).await;
            let expected = (value.clone(), "repaired", 2, repairs.clone());
            assert_eq!(told(&outcome), expected, "{stop_reason}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn where_the_second_answer_brings_nothing_what_is_certain_of_the_first_is_used() {
    let useless = [
        (Reply::says("I would rather not."), 2),
        (Reply::says(""), 2),
        (Reply::json(json!({"level": "severe", "summary": "So.", "findings": []})), 2),
        (cut("{\"level\": \"hi"), 1),
    ];
    let nothing = |era| match era {
        Era::Session(_) => [DECLINES, Reply::Fails(-32603), Reply::Silent],
        // A client of this era ends the call where the host fails; some give the error as the answer.
        Era::RoundTrip => [
            Reply::Gives(json!({"code": -1, "message": "no"})),
            Reply::Gives(json!({"code": -32603, "message": "no"})),
            Reply::Silent,
        ],
    };
    for era in BOTH {
        let replies = useless.iter().cloned().chain(nothing(era).map(|reply| (reply, 1)));
        for (reply, problems) in replies {
            for (text, value, repairs) in cut_answers() {
                let outcome = call(era, "report", [cut(text), reply.clone()]).await;
                assert_eq!(told(&outcome), (value, "repaired", 2, repairs), "{era:?} {reply:?}");
                let provenance = outcome.provenance();
                let expected = (&json!("scripted-model"), &json!(null), &json!(null));
                let found = (&provenance["model"], &provenance["reason"], &provenance["note"]);
                assert_eq!(found, expected, "the model helped");
                let named = provenance["problems"].as_array().unwrap();
                assert_eq!((named.len(), &named[0]), (problems, &json!(SHORTER)), "{reply:?}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn with_one_request_what_is_certain_of_a_cut_answer_is_used_at_once() {
    for era in BOTH {
        for (text, value, repairs) in cut_answers() {
            let one = ["--max-asks", "1"];
            let outcome = call_with(era, "report", TEXT, &one, [cut(text)]).await;
            assert_eq!(told(&outcome), (value, "repaired", 1, repairs), "{era:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_second_answer_that_is_cut_too_is_used_as_far_as_it_is_certain() {
    for era in BOTH {
        let [(first, ..), (second, value, repairs), _] = cut_answers();
        let outcome = call(era, "report", [cut(first), cut(second)]).await;
        assert_eq!(told(&outcome), (value, "repaired", 2, repairs), "{era:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn of_three_answers_a_whole_one_wins_whenever_it_comes() {
    let three = ["--max-asks", "3"];
    let [(text, value, repairs), ..] = cut_answers();
    for era in BOTH {
        let replies = [cut(text), Reply::says("no"), Reply::json(whole())];
        let outcome = call_with(era, "report", TEXT, &three, replies).await;
        assert_eq!(told(&outcome), (whole(), "model", 3, json!([])), "{era:?}");
        let replies = [Reply::says("no"), cut(text), Reply::says("no")];
        let outcome = call_with(era, "report", TEXT, &three, replies).await;
        assert_eq!(told(&outcome), (value.clone(), "repaired", 3, repairs.clone()), "{era:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_was_whole_when_the_limit_came_is_used_at_once() {
    for era in BOTH {
        let outcome = call(era, "report", [cut(&whole().to_string())]).await;
        assert_eq!(told(&outcome), (whole(), "model", 1, json!([])), "{era:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_cut_answer_of_which_nothing_is_certain_is_a_fallback_when_it_comes_twice() {
    let uncertain = [
        "",
        "{\"level\": \"hi",
        "{\"level\": \"high\", \"summary\": \"It failed.\"",
        "{\"level\": \"high\", \"summary\": \"It failed.\", ",
        "I shall now write the report about",
    ];
    for era in BOTH {
        for text in uncertain {
            let outcome = call(era, "report", [cut(text), cut(text)]).await;
            assert_eq!(outcome.source(), ("fallback", Some("unusable")), "{era:?} {text:?}");
            assert_eq!(outcome.provenance()["problems"], json!([SHORTER]), "{text:?}");
        }
    }
}
