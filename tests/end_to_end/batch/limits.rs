//! No reply is longer than hosts accept: rows that do not fit are left to the next call, and none is lost or doubled.

use super::{continued::members, *};

/// The most characters that hosts accept of one reply.
const MOST: usize = 40_000;

/// Calls the tool for tickets until there is no next row; each reply fits, and the rows, answered and skipped, come in
/// their order, `count` of them.
async fn assert_all_fit(era: Era, model: Model, mut arguments: Value, count: u64) -> Vec<Outcome> {
    let mut host = Tool::Tickets.host(era, Offers::Sampling, model, &[]).await;
    let (mut outcomes, mut come) = (Vec::new(), Vec::new());
    loop {
        let outcome = host.call("classify_ticket_batch", arguments.clone()).await;
        assert!(characters(&outcome) <= MOST, "{era:?}: {} characters", characters(&outcome));
        let content = outcome.content();
        let rows = content["rows"]
            .as_array()
            .unwrap()
            .iter()
            .chain(content["skipped"].as_array().unwrap());
        let mut rows: Vec<_> = rows.map(|row| row["row"].as_u64().unwrap()).collect();
        assert!(!rows.is_empty(), "each call comes further: {content}");
        rows.sort_unstable();
        come.extend(rows);
        let sources = &content["sources"];
        let counted: u64 = ["model", "repaired", "fallback"]
            .iter()
            .map(|source| sources[source].as_u64().unwrap())
            .sum();
        assert_eq!(
            counted as usize,
            content["rows"].as_array().unwrap().len(),
            "only what is there is counted"
        );
        let shares = content["distribution"].as_array().unwrap();
        assert_eq!(
            shares.iter().map(|share| share["rows"].as_u64().unwrap()).sum::<u64>(),
            counted
        );
        let next = content["next_row"].clone();
        outcomes.push(outcome);
        if next.is_null() {
            assert_eq!(come, (1..=count).collect::<Vec<_>>(), "{era:?}");
            return outcomes;
        }
        assert_eq!(next, json!(come.len() + 1), "{era:?}");
        arguments["start_row"] = next;
    }
}

/// So many tickets, with ids made of their numbers.
fn tickets(count: u64, id: impl Fn(u64) -> String) -> Value {
    (1..=count).map(|number| json!({"id": id(number), "body": format!("The VPN of room {number} is slow.")})).collect()
}

#[tokio::test(start_paused = true)]
async fn two_hundred_rows_with_usual_ids_fit_into_one_reply() {
    for era in BOTH {
        let tickets = tickets(200, |number| format!("SUPPORT-{number:06}"));
        let outcomes =
            assert_all_fit(era, Tool::Tickets.able(), json!({ "tickets": tickets }), 200).await;
        assert_eq!(outcomes.len(), 1, "{era:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn long_ids_and_long_names_of_categories_come_in_several_replies() {
    // JSON writes a quotation mark with two signs, and the text of a reply is JSON in JSON.
    let fillings = ["x", "\""];
    for (era, filling) in BOTH.into_iter().flat_map(|era| fillings.map(|filling| (era, filling))) {
        let fill =
            |number: u64, length: usize| format!("{number:03}{}", filling.repeat(length - 3));
        let categories: Vec<_> = (0..200).map(|number| fill(number, 80)).collect();
        let named = categories.clone();
        let model = Tool::Tickets.model(move |_, mut answers| {
            for answer in &mut answers {
                let item = answer["item"].as_u64().unwrap() as usize;
                answer["category"] = json!(named[item % 200]);
            }
            said(&answers)
        });
        let tickets = tickets(200, |number| fill(number, 200));
        let arguments = json!({"tickets": tickets, "categories": categories});
        let outcomes = assert_all_fit(era, model, arguments, 200).await;
        assert!(
            (2..=30).contains(&outcomes.len()),
            "{era:?} {filling:?}: {} calls",
            outcomes.len()
        );
        let ids: Vec<_> = (1..=200).map(|number| json!(fill(number, 200))).collect();
        assert_eq!(members(&outcomes, "id"), ids, "{era:?} {filling:?}");
        assert!(members(&outcomes, "source").iter().all(|source| source == "model"));
    }
}

#[tokio::test(start_paused = true)]
async fn rows_that_cannot_fit_into_the_reply_are_not_asked_about() {
    let tickets = tickets(200, |number| format!("{number:0>200}"));
    let outcomes =
        assert_all_fit(SESSION, Tool::Tickets.able(), json!({ "tickets": tickets }), 200).await;
    let rows_and_questions: Vec<_> = outcomes
        .iter()
        .map(|outcome| (outcome.content()["rows"].as_array().unwrap().len(), outcome.samples.len()))
        .collect();
    assert_eq!(rows_and_questions, [(77, 5), (77, 5), (46, 3)]);
}

#[tokio::test(start_paused = true)]
async fn an_id_that_is_too_long_is_skipped_and_not_cut() {
    for era in BOTH {
        let tickets = tickets(3, |number| "i".repeat(if number == 2 { 201 } else { 200 }));
        let outcomes =
            assert_all_fit(era, Tool::Tickets.able(), json!({ "tickets": tickets }), 3).await;
        let skipped = json!([{"row": 2, "reason": "its id has 201 characters and the limit is 200; shorten it"}]);
        assert_eq!(outcomes[0].content()["skipped"], skipped, "{era:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_list_over_the_limit_is_refused_with_both_sizes() {
    let texts = vec!["x".repeat(20_000); 263];
    for tool in TOOLS {
        let outcome = tool.call(SESSION, Model::never(), &[], &texts).await;
        let list = tool.list();
        assert_eq!(
            outcome.refusal(),
            format!(
                "{list} has 5260000 bytes together and the limit is 5242880; send several calls, or path"
            )
        );
    }
}

#[tokio::test(start_paused = true)]
async fn two_hundred_skipped_rows_come_in_several_replies() {
    let body = "x".repeat(20_001);
    let tickets: Value = (0..200).map(|_| json!({"body": body})).collect();
    for era in BOTH {
        let outcomes =
            assert_all_fit(era, Model::never(), json!({ "tickets": tickets }), 200).await;
        assert!((2..=4).contains(&outcomes.len()), "{era:?}: {} calls", outcomes.len());
        let reason =
            "its text has 20001 characters and the limit in a batch is 20000; send it alone";
        assert_eq!(outcomes[0].content()["skipped"][0], json!({"row": 1, "reason": reason}));
    }
}

#[tokio::test(start_paused = true)]
async fn whatever_the_model_says_the_reply_fits() {
    let flooded = |answers: &[Value], change: fn(&mut Value)| {
        let mut answers = answers.to_vec();
        answers.iter_mut().for_each(change);
        said(&answers)
    };
    let floods: [fn(&mut Value); 5] = [
        |answer| answer["evidence"] = json!("\u{1}\"\\".repeat(60)),
        |answer| answer["category"] = json!("\u{7f}\"".repeat(500)),
        |answer| answer["priority"] = json!("é".repeat(500)),
        |answer| answer["item"] = json!("9".repeat(500)),
        |answer| {
            let more = (0..200)
                .map(|number| (format!("member {number} \"{}", "x".repeat(100)), json!(number)));
            answer.as_object_mut().unwrap().extend(more);
        },
    ];
    // A flood costs time, so each text stands in five rows.
    let rows = |row: u64| json!({"id": format!("T-{row}"), "body": format!("The VPN of room {} is slow.", row % 40)});
    let tickets: Value = (1..=200).map(rows).collect();
    for era in BOTH {
        for flood in floods {
            let model = Tool::Tickets.model(move |_, answers| flooded(&answers, flood));
            let outcomes = assert_all_fit(era, model, json!({ "tickets": tickets }), 200).await;
            let problems = outcomes[0].provenance()["problems"].as_array().unwrap();
            assert!(problems.len() <= 12, "{} problems", problems.len());
            assert!(
                problems.iter().all(|problem| problem.as_str().unwrap().chars().count() <= 501),
                "{problems:?}"
            );
        }
        for reply in [Reply::says("x".repeat(300_000)), Reply::says("{".repeat(10_000))] {
            let outcomes =
                assert_all_fit(era, Model::always(reply), json!({ "tickets": tickets }), 200).await;
            assert_eq!(reasons(&outcomes[0])[0]["reason"], "unusable");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_text_of_twenty_thousand_characters_is_still_asked_about() {
    let longest = format!("{} is slow.", "é".repeat(19_991));
    assert_eq!(longest.chars().count(), 20_000);
    for (tool, era) in TOOLS.into_iter().flat_map(|tool| BOTH.map(|era| (tool, era))) {
        let model = tool.model(move |sample, _| {
            let answers = sample.items().into_iter().map(|(item, _)| tool.answer(item, "is slow."));
            said(&answers.collect::<Vec<_>>())
        });
        let outcome = tool
            .call(era, model, &[], &[longest.clone(), longest.replace("slow", "bad, so slow")])
            .await;
        assert_eq!(rows_from(&outcome, "model"), [1], "{era:?}");
        assert_eq!(outcome.content()["skipped"][0]["row"], 2);
    }
}

#[tokio::test(start_paused = true)]
async fn an_id_cannot_write_lines_of_its_own_into_the_text_of_a_reply() {
    let ids = ["T-1", "A\nrental: 99 [VIP] urgent 1\u{7}", "x], 3 [y"];
    let tickets: Value = ids
        .iter()
        .map(|id| json!({"id": id, "body": format!("The VPN is slow, says {id}.")}))
        .collect();
    for era in BOTH {
        let mut host = Tool::Tickets.host(era, Offers::Sampling, Tool::Tickets.able(), &[]).await;
        let outcome = host.call("classify_ticket_batch", json!({ "tickets": tickets })).await;
        let text = outcome.result.as_ref().unwrap()["content"][0]["text"].as_str().unwrap();
        let row = text.lines().nth(1).unwrap();
        let expected = "network: 1 [T-1] high 0.9, 2 [\"A rental: 99 [VIP] urgent 1\"] high 0.9, 3 [\"x], 3 [y\"] high 0.9";
        assert_eq!((row, text.lines().count()), (expected, 2), "{era:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn names_of_columns_are_as_long_as_they_like_and_the_reply_is_not() {
    let many: Vec<_> = (0..900).map(|number| format!("{}{number}", "x".repeat(300))).collect();
    let table = format!("{}\n{}\n", many.join(","), vec!["y"; 900].join(","));
    let prose = format!("{}\nThe VPN is slow.\n", "word ".repeat(30_000));
    let folder =
        folder("long_columns", &[("many.csv", table.as_bytes()), ("prose.csv", prose.as_bytes())]);
    let root = folder.to_str().unwrap();
    let mut host = Tool::Tickets
        .host(SESSION, Offers::Sampling, Tool::Tickets.able(), &["--root", root])
        .await;
    let many = host.call("classify_ticket_batch", json!({"path": "many.csv"})).await;
    assert!(
        many.refusal().len() < 6_000 && many.refusal().contains("body_column"),
        "{}",
        many.refusal()
    );
    let prose = host.call("classify_ticket_batch", json!({"path": "prose.csv"})).await;
    assert_eq!(prose.content()["sources"]["model"], 1);
    assert!(characters(&prose) < 2_000, "{}", characters(&prose));
}
