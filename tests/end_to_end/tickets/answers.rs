//! Good answers as they stand, and wrong ones that are asked about again.

use end_to_end::host::{ALL, BOTH};

use super::*;

/// What makes a good answer a wrong one.
type Change = fn(&mut Value);

#[tokio::test(start_paused = true)]
async fn a_good_answer_is_given_as_it_stands_in_every_era() {
    for era in ALL {
        let outcome = classify_body(era, [Reply::json(good())]).await;
        let mut content = outcome.content().clone();
        let provenance = content.as_object_mut().unwrap().remove("provenance").unwrap();
        assert_eq!(content, good(), "{era:?}");
        let prompt = provenance["prompt"].as_str().unwrap_or_default();
        assert!(prompt.starts_with("ticket@") && prompt.len() == "ticket@".len() + 8, "{prompt}");
        let expected = json!({
            "source": "model", "reason": null, "note": null, "model": "scripted-model", "prompt": prompt,
            "asked": 1, "repairs": [], "problems": [],
        });
        assert_eq!(provenance, expected);
    }
}

#[tokio::test(start_paused = true)]
async fn null_is_an_answer() {
    let unfitting = json!({
        "category": null, "priority": "low", "confidence": 0.2, "reason": "It is about the weather only.",
        "evidence": [], "alternatives": [],
    });
    for era in BOTH {
        let outcome = classify_body(era, [Reply::json(unfitting.clone())]).await;
        assert_eq!(outcome.source(), ("model", None), "{era:?}");
        assert_eq!(outcome.content()["category"], json!(null));
        assert_eq!(outcome.provenance()["asked"], 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_quotation_may_come_from_the_subject() {
    let arguments = json!({"subject": "Wi-Fi is gone", "body": "Since this morning."});
    let quoted = answer(|answer| answer["evidence"] = json!(["Wi-Fi is gone"]));
    for era in BOTH {
        let outcome = classify(era, Model::replies([quoted.clone()]), arguments.clone()).await;
        assert_eq!(outcome.source(), ("model", None), "{era:?}");
        let question = outcome.samples[0].last();
        assert!(question.contains("begins =====\nWi-Fi is gone\n\nSince this morning.\n====="));
    }
}

#[tokio::test(start_paused = true)]
async fn a_wrong_answer_is_asked_about_again_and_the_model_is_told_why() {
    let cases: [(Change, &str); 9] = [
        (
            |answer| answer["category"] = json!("plumbing"),
            "\"category\" is \"plumbing\"; it must be a name of the list \"categories\", as it stands there",
        ),
        (
            |answer| answer["evidence"] = json!(["the building is on fire"]),
            "evidence \"the building is on fire\" is not in the ticket; copy phrases exactly as they stand there",
        ),
        (
            |answer| answer["reason"] = json!("High."),
            "reason \"High.\" gives no reason; say in a sentence why this category and why priority \"high\"",
        ),
        (
            |answer| answer["evidence"] = json!([]),
            "evidence is empty and category is \"network\"; quote what decides, or choose null",
        ),
        (|answer| answer["priority"] = json!("whenever"), "\"priority\" is \"whenever\""),
        (|answer| answer["confidence"] = json!(-3), "\"confidence\" is -3"),
        (
            |answer| answer["alternatives"][0]["category"] = json!("network"),
            "alternatives[0] is \"network\" like category; name other categories only",
        ),
        (
            |answer| answer["alternatives"][0]["category"] = json!("plumbing"),
            "\"alternatives[0].category\" is \"plumbing\"",
        ),
        (
            |answer| {
                answer.as_object_mut().unwrap().remove("priority");
            },
            "\"priority\" is missing",
        ),
    ];
    for era in BOTH {
        for (change, problem) in cases {
            let outcome = classify_body(era, [answer(change), Reply::json(good())]).await;
            assert_eq!(outcome.source(), ("model", None), "{era:?} {problem}");
            assert_eq!(outcome.content()["category"], "network");
            let problems = outcome.provenance()["problems"].as_array().unwrap();
            let only = match problems.as_slice() {
                [only] => only.as_str().unwrap_or_default(),
                _ => panic!("{problem}: {problems:?}"),
            };
            assert!(only.starts_with(problem), "{problem}: {only}");
            let [_, own, again] = outcome.samples[1].turns()[..] else { panic!("three turns") };
            assert!(own.starts_with("{\"alternatives\""), "the model sees its own answer: {own}");
            assert!(again.contains(only), "and is told: {again}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn every_problem_is_named_at_once() {
    let misshapen = answer(|answer| {
        answer["category"] = json!("plumbing");
        answer["priority"] = json!("whenever");
        answer["mood"] = json!("sunny");
        answer.as_object_mut().unwrap().remove("reason");
    });
    let untrue = answer(|answer| {
        answer["evidence"] = json!(["on fire", "The VPN drops every few minutes", "in flames"]);
        answer["reason"] = json!("-");
        answer["alternatives"] = json!([{"category": "network", "confidence": 0.1}]);
    });
    let cases = [
        (
            misshapen,
            &[
                "\"category\" is \"plumbing\"",
                "\"priority\" is \"whenever\"",
                "\"mood\" is not a member",
                "\"reason\" is missing",
            ][..],
        ),
        (
            untrue,
            &[
                "evidence \"on fire\"",
                "evidence \"in flames\"",
                "reason \"-\" gives no reason",
                "alternatives[0] is \"network\"",
            ],
        ),
    ];
    for era in BOTH {
        for (wrong, problems) in &cases {
            let outcome = classify_body(era, [wrong.clone(), Reply::json(good())]).await;
            assert_eq!(outcome.source(), ("model", None), "{era:?}");
            let told = outcome.samples[1].last();
            for problem in *problems {
                assert!(told.contains(problem), "{era:?} {problem}: {told}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_in_other_words_is_repaired_and_says_how() {
    let cases: [(Reply, &str); 5] = [
        (answer(|answer| answer["category"] = json!("Network")), "label_spelling"),
        (answer(|answer| answer["priority"] = json!("HIGH")), "label_spelling"),
        (answer(|answer| answer["priority"] = json!("major")), "label_synonym"),
        (Reply::says(format!("```json\n{:#}\n```", good())), "code_fence"),
        (
            Reply::says(good().to_string().replace("\"category\":\"n", "\"label\":\"n")),
            "renamed_member",
        ),
    ];
    for era in BOTH {
        for (reply, repair) in &cases {
            let outcome = classify_body(era, [reply.clone()]).await;
            assert_eq!(outcome.source(), ("repaired", None), "{era:?} {repair}");
            assert_eq!(outcome.provenance()["repairs"], json!([repair]), "{era:?}");
            let mut content = outcome.content().clone();
            content.as_object_mut().unwrap().remove("provenance");
            assert_eq!(content, good(), "{era:?} {repair}");
        }
    }
}
