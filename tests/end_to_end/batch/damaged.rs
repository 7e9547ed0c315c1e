//! Every kind of damage to one item of an answer: what can be mended is, what is wrong is asked again, and only that.

use super::*;

/// Asks about five items. The first answer is the good one with `damage`; what is asked again is answered well. Checks
/// that the items `again`, and no others, are asked again with a `problem` that is told, and that each row has an answer.
async fn assert_asked_again(
    tool: Tool,
    damage: impl Fn(&[Value]) -> Reply,
    again: &[u64],
    problem: &str,
) {
    for era in BOTH {
        let model = |twice: bool| {
            let first = damage(&tool.answers_about(&texts(5)));
            tool.model(move |sample, answers| match is_again(sample) {
                false => first.clone(),
                true if twice => Reply::json(json!({"items": []})),
                true => said(&answers),
            })
        };
        let outcome = tool.call(era, model(false), &[], &texts(5)).await;
        let told = format!("{tool:?} {era:?} {problem}: {}", outcome.provenance());
        assert_eq!(rows_from(&outcome, "fallback"), [0; 0], "{told}");
        assert_eq!(outcome.content()["rows"].as_array().unwrap().len(), 5, "{told}");
        let asked: Vec<_> = outcome.samples.iter().map(numbers).collect();
        let expected: Vec<_> = if again.is_empty() { vec![] } else { vec![again.to_vec()] };
        assert_eq!(asked[1..], expected, "{told}");
        assert_eq!(outcome.provenance()["asked"], asked.len(), "{told}");
        if let Some(question) = outcome.samples.get(1) {
            assert!(question.last().contains(problem), "{told}");
        }

        // What stays wrong falls back, and costs itself only.
        let outcome = tool.call(era, model(true), &[], &texts(5)).await;
        assert_eq!(rows_from(&outcome, "fallback"), again, "{told}");
    }
}

/// What damages good answers about five items.
type Damage = fn(Tool, &mut Vec<Value>);

impl Tool {
    fn answers_about(self, texts: &[String]) -> Vec<Value> {
        (1..).zip(texts).map(|(number, text)| self.answer(number, text)).collect()
    }
}

#[tokio::test(start_paused = true)]
async fn an_item_that_is_missing_or_wrong_is_asked_again_alone() {
    let cases: [(Damage, &[u64], &str); 23] = [
        // Missing, and doubled.
        (|_, answers| drop(answers.remove(2)), &[3], "item 3 has no answer"),
        (|_, answers| drop(answers.drain(1..4)), &[2, 3, 4], "item 4 has no answer"),
        (|_, answers| answers.clear(), &[1, 2, 3, 4, 5], "item 1 has no answer"),
        (|_, answers| answers.push(answers[1].clone()), &[], ""),
        (
            |_, answers| {
                let mut other = answers[1].clone();
                other["confidence"] = json!(0.2);
                answers.push(other);
            },
            &[2],
            "item 2 is answered twice, in different ways; answer it once",
        ),
        // Wrong.
        (|tool, answers| answers[1][tool.label()] = json!("plumbing"), &[2], "\" is \"plumbing\""),
        (
            |_, answers| answers[1]["evidence"] = json!("on fire"),
            &[2],
            "item 2: evidence \"on fire\" is not in the item",
        ),
        (
            |_, answers| answers[1]["evidence"] = answers[2]["evidence"].clone(),
            &[2],
            "item 2: evidence \"The VPN of room 3 is slow.\" is not in the item",
        ),
        (|_, answers| answers[1]["evidence"] = json!(null), &[2], "item 2: evidence is null and "),
        (|_, answers| answers[1]["confidence"] = json!(-7), &[2], "\"items[1].confidence\" is -7"),
        // Shifted by one.
        (
            |_, answers| {
                answers.remove(0);
                answers
                    .iter_mut()
                    .zip(1..)
                    .for_each(|(answer, number): (_, u64)| answer["item"] = json!(number));
            },
            &[1, 2, 3, 4, 5],
            "item 4: evidence \"The VPN of room 5 is slow.\" is not in the item",
        ),
        // The number of the item.
        (|_, answers| answers[1]["item"] = json!("2"), &[], ""),
        (|_, answers| answers[1]["item"] = json!(99), &[2], "item 2 has no answer"),
        (|_, answers| answers[1]["item"] = json!(0), &[2], "item 2 has no answer"),
        (|_, answers| answers[1]["item"] = json!(2.5), &[2], "\"items[1].item\" is 2.5"),
        (|_, answers| answers[1]["item"] = json!(4_294_967_298_u64), &[2], "item 2 has no answer"),
        (|_, answers| answers[1]["item"] = json!(1e300), &[2], "item 2 has no answer"),
        (|_, answers| answers[1]["item"] = json!(-2), &[2], "\"items[1].item\" is -2"),
        (
            |_, answers| answers[1]["item"] = json!("second"),
            &[2],
            "\"items[1].item\" is \"second\"",
        ),
        // Members, and items that are none.
        (
            |_, answers| drop(answers[1].as_object_mut().unwrap().remove("confidence")),
            &[2],
            "\"items[1].confidence\" is missing",
        ),
        (
            |_, answers| drop(answers[1].as_object_mut().unwrap().remove("item")),
            &[2],
            "\"items[1].item\" is missing",
        ),
        (|_, answers| answers[1] = json!(null), &[2], "item 2 has no answer that can be used"),
        (
            |_, answers| answers[1] = json!("The VPN of room 2 is slow."),
            &[2],
            "item 2 has no answer that can be used",
        ),
    ];
    for tool in TOOLS {
        for (change, again, problem) in cases {
            let damage = |answers: &[Value]| {
                let mut answers = answers.to_vec();
                change(tool, &mut answers);
                said(&answers)
            };
            assert_asked_again(tool, damage, again, problem).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn damage_inside_one_item_costs_that_item_only() {
    let cases: [(&str, &str, &[u64]); 6] = [
        ("\"item\":2,", "\"item\":2,,", &[]),
        ("\"item\":2,", "'item':2,", &[]),
        ("\"item\":2,", "item:2,", &[]),
        ("\"item\":2,", "\"item\":2,???", &[2]),
        ("\"item\":2,", "\"item\":,", &[2]),
        ("\"evidence\":\"The VPN of room 2", "{?\"evidence\":\"The VPN of room 2", &[2]),
    ];
    for tool in TOOLS {
        for (sound, damaged, again) in cases {
            let damage = |answers: &[Value]| {
                let text = json!({ "items": answers }).to_string();
                assert!(text.contains(sound), "{text}");
                Reply::says(text.replacen(sound, damaged, 1))
            };
            assert_asked_again(tool, damage, again, "item 2 has no answer that can be used").await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_in_another_wrapping_is_read_whole() {
    let wrappings: [fn(&str) -> String; 9] = [
        |list| list.to_owned(),
        // One a line, as the items are shown to the model.
        |list| list.trim_matches(['[', ']']).replace("},{", "}\n{"),
        |list| format!("```jsonl\n{}\n```", list.trim_matches(['[', ']']).replace("},{", "}\n{")),
        |list| format!("The verdicts [1]:\n```json\n{list}\n```\n[1] of five items"),
        |list| format!("```json\n{{\"items\": {list}}}\n```"),
        |list| format!("Here are the verdicts:\n\n{{\"items\": {list}}}\n\nLet me know!"),
        |list| format!("<think>five items, so five answers</think>{{\"items\": {list}}}"),
        |list| format!("{{\"answer\": {{\"items\": {list}}}}}"),
        |list| format!("{{\"items\": {}", list.trim_end_matches(']')),
    ];
    for tool in TOOLS {
        for wrapping in wrappings {
            let damage = |answers: &[Value]| Reply::says(wrapping(&json!(answers).to_string()));
            assert_asked_again(tool, damage, &[], "").await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn of_a_list_that_is_cut_the_whole_items_are_kept_and_only_the_missing_ones_asked_again() {
    for tool in TOOLS {
        for kept in 1..5_usize {
            let again: Vec<u64> = (kept as u64 + 1..=5).collect();
            for more in
                ["{\"item\": ", "{", "", "{\"item\": 5, \"confidence\": 0.9, \"evidence\": \"The V"]
            {
                let damage = |answers: &[Value]| {
                    let whole: Vec<_> = answers[..kept].iter().map(Value::to_string).collect();
                    Reply::IsCut(format!("{{\"items\": [{}, {more}", whole.join(", ")))
                };
                assert_asked_again(
                    tool,
                    damage,
                    &again,
                    &format!("item {} has no answer", kept + 1),
                )
                .await;
            }
        }
    }
}
