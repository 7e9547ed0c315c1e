//! Tables and lists that one call cannot take: each names the row to go on from, and following it reaches every row once.

use std::{collections::BTreeSet, path::Path};

use super::*;

/// A table of a thousand rows, each with an id and a text.
fn thousand() -> String {
    let row = |number: u32| format!("R-{number},The VPN of room {number} is slow.\r\n");
    ["id,text\r\n".to_owned()].into_iter().chain((1..=1_000).map(row)).collect()
}

/// Calls `tool` until there is no next row.
async fn followed(tool: Tool, host: &mut Host, mut arguments: Value) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    loop {
        let outcome = host.call(tool.name(), arguments.clone()).await;
        let next = outcome.content()["next_row"].clone();
        outcomes.push(outcome);
        if next.is_null() {
            return outcomes;
        }
        arguments["start_row"] = next;
        assert!(outcomes.len() < 50, "it never ends: {arguments}");
    }
}

/// What stands in a member of each row, over all calls.
pub(super) fn members(outcomes: &[Outcome], member: &str) -> Vec<Value> {
    let rows = outcomes.iter().flat_map(|outcome| outcome.content()["rows"].as_array().unwrap());
    rows.map(|row| row[member].clone()).collect()
}

async fn of_folder(tool: Tool, era: Era, model: Model, folder: &Path) -> Host {
    tool.host(era, Offers::Sampling, model, &["--root", folder.to_str().unwrap()]).await
}

#[tokio::test(start_paused = true)]
async fn of_a_table_of_a_thousand_rows_every_one_is_classified_once() {
    let folder = folder("thousand", &[("export.csv", thousand().as_bytes())]);
    for (tool, era) in TOOLS.into_iter().flat_map(|tool| BOTH.map(|era| (tool, era))) {
        // Each answer lacks an item, so that every call asks again.
        let model = tool.model(|sample, mut answers| {
            if !is_again(sample) {
                answers.remove(3);
            }
            said(&answers)
        });
        let mut host = of_folder(tool, era, model, &folder).await;
        let outcomes = followed(tool, &mut host, json!({"path": "export.csv"})).await;
        assert_eq!(
            members(&outcomes, "row"),
            (1..=1_000).map(Value::from).collect::<Vec<_>>(),
            "{era:?}"
        );
        let ids: Vec<_> = (1..=1_000).map(|number| json!(format!("R-{number}"))).collect();
        assert_eq!(members(&outcomes, "id"), ids);
        assert!(members(&outcomes, "source").iter().all(|source| source == "model"));
        let samples: Vec<_> = outcomes.iter().flat_map(|outcome| &outcome.samples).collect();
        assert!(samples.len() <= 60, "{} questions", samples.len());
        let texts: BTreeSet<_> =
            samples.iter().flat_map(|sample| sample.items()).map(|(_, text)| text).collect();
        assert_eq!(texts.len(), 1_000);
        for outcome in &outcomes {
            assert_eq!(outcome.content()["total_rows"], 1_000);
            assert_eq!(outcome.content()["columns"], json!(["id", "text"]));
            assert!(characters(outcome) <= 40_000);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_takes_the_rows_that_it_is_told_to() {
    let folder = folder("window", &[("export.csv", thousand().as_bytes())]);
    let cases = [
        (json!({"start_row": 998}), vec![998, 999, 1_000], json!(null)),
        (json!({"start_row": 1_000, "max_rows": 1}), vec![1_000], json!(null)),
        (json!({"start_row": 7, "max_rows": 2}), vec![7, 8], json!(9)),
        (json!({"max_rows": 1}), vec![1], json!(2)),
    ];
    for (tool, era) in TOOLS.into_iter().flat_map(|tool| BOTH.map(|era| (tool, era))) {
        let mut host = of_folder(tool, era, tool.able(), &folder).await;
        for (window, rows, next) in &cases {
            let mut arguments = window.clone();
            arguments["path"] = json!("export.csv");
            let outcome = host.call(tool.name(), arguments).await;
            assert_eq!(rows_from(&outcome, "model"), *rows, "{era:?} {window}");
            assert_eq!(&outcome.content()["next_row"], next, "{era:?} {window}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn large_texts_are_fewer_to_a_question_and_every_row_comes_once() {
    // Ten kilobytes each, so three to a question and thirty to a call; more than the state keeps between two runs.
    let row = |number: u32| {
        format!("{number};\"{}\nRoom {number} is slow.\"\n", "It is as long as that. ".repeat(440))
    };
    let table: String = ["id;text\n".to_owned()].into_iter().chain((1..=70).map(row)).collect();
    let folder = folder("large", &[("export.csv", table.as_bytes())]);
    for (tool, era) in TOOLS.into_iter().flat_map(|tool| BOTH.map(|era| (tool, era))) {
        let mut host = of_folder(tool, era, tool.able(), &folder).await;
        let outcomes = followed(tool, &mut host, json!({"path": "export.csv"})).await;
        assert_eq!(
            members(&outcomes, "row"),
            (1..=70).map(Value::from).collect::<Vec<_>>(),
            "{era:?}"
        );
        let taken: Vec<_> = outcomes.iter().map(|outcome| outcome.samples.len()).collect();
        assert_eq!(taken, [10, 10, 4], "{era:?}");
        let bytes =
            |sample: &Sample| sample.items().iter().map(|(_, text)| text.len()).sum::<usize>();
        assert!(
            outcomes
                .iter()
                .flat_map(|outcome| &outcome.samples)
                .all(|sample| bytes(sample) <= 32 * 1024)
        );
        assert!(members(&outcomes, "source").iter().all(|source| source == "model"));
    }
}
