//! Tables as they come, and what is said of those that cannot be used.

use super::*;

#[tokio::test(start_paused = true)]
async fn the_facts_of_a_table_hold_what_is_in_it() {
    let outcome = describe(&csv()).await;
    let facts = outcome.content();
    assert_eq!(facts["table"]["rows"], 336);
    assert_eq!(facts["table"]["step_seconds"], 300.0);
    assert_eq!(facts["table"]["from"], "2026-03-01T00:00:00Z");
    let series = |name: &str| {
        let found =
            facts["series"].as_array().unwrap().iter().find(|series| series["name"] == name);
        found.unwrap_or_else(|| panic!("{name}: {facts}")).clone()
    };
    let latency = series("latency_ms");
    assert_eq!((&latency["id"], &latency["unit"]), (&json!("s3"), &json!("ms")));
    assert_eq!(latency["change_points"][0]["at"], "2026-03-01T09:50:00Z");
    assert_eq!(latency["change_points"][0]["from"], 118.95);
    assert_eq!(series("error_rate")["anomalies"][0]["from"], "2026-03-01T20:30:00Z");
    assert_eq!(series("free_capacity")["missing"], 3);
    assert_eq!(series("memory_limit_mb")["character"], "constant");
    assert_eq!(series("noise")["anomalies"], json!([]));
    assert_eq!(facts["correlations"][0]["series"], json!(["cpu_load", "free_capacity"]));
}

#[tokio::test(start_paused = true)]
async fn the_readme_shows_what_its_example_replies() {
    let readme = workspace::document("servers/metrics-narrator/README.md");
    let blocks = readme.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let [arguments, excerpt]: [Value; 2] = blocks
        .take(2)
        .map(|block| serde_json::from_str(block).unwrap())
        .collect::<Vec<_>>()
        .try_into()
        .unwrap();
    let mut host =
        host(Era::Session("2025-11-25"), Offers::Nothing, Model::never(), &["--root", &tables()])
            .await;
    let outcome = host.call("describe_metrics", arguments).await;
    let differences = differences("", &excerpt, outcome.content());
    assert_eq!(differences, [""; 0]);
}

/// Where the tables of the documents are.
fn tables() -> String {
    workspace::root().join("docs/tables").display().to_string()
}

/// Where `whole` is not what `excerpt` shows; "…" stands for what is left out.
fn differences(place: &str, excerpt: &Value, whole: &Value) -> Vec<String> {
    match (excerpt, whole) {
        (Value::Object(excerpt), Value::Object(whole)) => excerpt
            .iter()
            .filter(|(name, _)| *name != "…")
            .flat_map(|(name, shown)| {
                differences(
                    &format!("{place}/{name}"),
                    shown,
                    whole.get(name).unwrap_or(&Value::Null),
                )
            })
            .collect(),
        (Value::Array(excerpt), Value::Array(whole))
            if excerpt.len() == whole.len() || excerpt.last() == Some(&json!("…")) =>
        {
            let shown = excerpt.iter().filter(|shown| **shown != json!("…")).enumerate();
            shown
                .flat_map(|(index, shown)| {
                    differences(
                        &format!("{place}/{index}"),
                        shown,
                        whole.get(index).unwrap_or(&Value::Null),
                    )
                })
                .collect()
        }
        _ if excerpt == whole => Vec::new(),
        _ => vec![format!("{place} shows {excerpt} and is {whole}")],
    }
}

#[tokio::test(start_paused = true)]
async fn the_same_table_written_otherwise_has_the_same_facts() {
    let expected = describe(&csv()).await.content().clone();
    let european =
        csv().replace(',', ";").replace('.', ",").replace('T', " ").replace('Z', "+00:00");
    let tabs = csv().replace(',', "\t").replace('\n', "\r\n");
    for table in [european, tabs] {
        let mut facts = describe(&table).await.content().clone();
        facts["table"]["timestamp_column"] = "timestamp".into();
        assert_eq!(facts, expected);
    }
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_used_is_refused_in_words_that_say_what_to_change() {
    let tables = [
        "",
        "timestamp,x\n",
        "name,city\na,b\nc,d\n",
        "x,y\n1.5,2\n2.5,3\n",
        "day,x\n01/02/2024,1\n03/04/2024,2\n05/06/2024,3\n",
        "start,end,x\n2024-01-01,2024-01-02,1\n2024-01-02,2024-01-03,2\n",
        "t;x\n2024-01-01;1,234\n2024-01-02;2,345\n",
        "t,x\n2024-01-01T00:00:00Z,1\n2024-01-02T00:00:00,2\n",
        "t,x\n2024-01-01 00:00 CET,1\n2024-01-02 00:00 CET,2\n",
        "PK\u{3}\u{4}xl/worksheets",
    ];
    let mut refusals = Vec::new();
    for table in tables {
        refusals.push(json!({"table": table, "refusal": describe(table).await.refusal()}));
    }
    insta::assert_json_snapshot!("metrics_refusals", refusals);
}

#[tokio::test(start_paused = true)]
async fn a_file_is_read_inside_of_the_roots_and_nowhere_else() {
    let call = async |arguments: &[&str], path: &str| {
        let mut host = host(Era::RoundTrip, Offers::Nothing, Model::never(), arguments).await;
        host.call("describe_metrics", json!({ "path": path })).await
    };
    let tables = workspace::root().join("docs/tables").display().to_string();
    assert_eq!(call(&["--root", &tables], "service.csv").await.content()["table"]["rows"], 336);
    let outside = call(&["--root", &tables], "../decisions.md").await;
    assert!(outside.refusal().contains("names no file that this server may read"), "{outside:?}");
    let without = call(&[], "service.csv").await;
    assert!(without.refusal().contains("--root DIR"), "{without:?}");
}

#[tokio::test(start_paused = true)]
async fn columns_are_chosen_by_name_and_an_unknown_one_is_answered_with_the_choices() {
    let mut host = host(Era::RoundTrip, Offers::Nothing, Model::never(), &[]).await;
    let arguments =
        json!({"csv": csv(), "columns": ["noise", "latency_ms"], "timestamp_column": "timestamp"});
    let chosen = host.call("describe_metrics", arguments).await;
    let names: Vec<_> = chosen.content()["series"]
        .as_array()
        .unwrap()
        .iter()
        .map(|series| &series["name"])
        .collect();
    assert_eq!(names, ["noise", "latency_ms"]);
    let unknown = host.call("describe_metrics", json!({"csv": csv(), "columns": ["speed"]})).await;
    assert!(
        unknown.refusal().contains("\"speed\"") && unknown.refusal().contains("\"latency_ms\""),
        "{unknown:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn skipped_rows_are_counted_and_named_by_line() {
    let mut table = csv();
    table.push_str("yesterday,1,2,3,4,5,6,7\n2026-03-02T04:00:00Z,1,2\n");
    let outcome = describe(&table).await;
    let skipped = &outcome.content()["table"]["skipped"];
    assert_eq!(skipped["rows"], 2, "{skipped}");
    assert_eq!(
        (&skipped["first"][0]["line"], &skipped["first"][1]["line"]),
        (&json!(338), &json!(339))
    );
}

#[tokio::test(start_paused = true)]
async fn a_column_that_is_not_described_is_named_with_the_reason() {
    let table = csv().replace("Z,", "Z,eu-west,").replace("timestamp,", "timestamp,region,");
    let outcome = describe(&table).await;
    assert_eq!(
        outcome.content()["table"]["left_out"],
        json!({"columns": 1, "first": [
            {"name": "region", "reason": "it holds fewer numbers than texts such as \"eu-west\""}
        ]})
    );
}

#[tokio::test(start_paused = true)]
async fn an_argument_that_no_tool_has_is_refused_with_those_that_there_are() {
    for (tool, known) in [
        ("describe_metrics", "columns, csv, path, timestamp_column"),
        ("narrate_metrics", "chart, columns, csv, path, question, timestamp_column"),
    ] {
        let mut host = host(Era::RoundTrip, Offers::Nothing, Model::never(), &[]).await;
        let outcome = host.call(tool, json!({"csv": csv(), "sep": ";"})).await;
        let expected = format!("sep is unknown; send only {known}");
        assert!(outcome.refusal().contains(&expected), "{outcome:?}");
    }
}

/// Twenty columns with long names, and in each of them several levels and three spikes.
fn full_table() -> String {
    let name = |column: u32| format!(",{column}_{}", "of_the_application_server_".repeat(4));
    let value = |row: u32, column: u32| {
        let level = 10 * ((row / 90).pow(2) * (column + 3) % 7);
        let spike = if [150, 445, 745].contains(&(row + 7 * column)) { 900 } else { 0 };
        format!(",{}.{}", 100 + level + spike, (row * 7919 + column * 104_729) % 97 % 10)
    };
    let header: String = (1..=20).map(name).collect();
    let rows = (0..1_000).map(|row| {
        let values: String = (1..=20).map(|column| value(row, column)).collect();
        format!("\n{}{values}", 1_700_000_000 + 60 * row)
    });
    format!("time{header}{}", rows.collect::<String>())
}

#[tokio::test(start_paused = true)]
async fn a_table_whose_facts_no_reply_holds_is_told_although_it_cannot_be_described() {
    let refused = describe(&full_table()).await;
    let begin = "the facts of these 20 series would have ";
    assert!(refused.refusal().starts_with(begin), "{}", refused.refusal());
    let end =
        " characters as JSON and a reply has room for 39600; name those that matter in columns";
    assert!(refused.refusal().ends_with(end), "{}", refused.refusal());
    for era in [Era::Session("2025-11-25"), Era::RoundTrip] {
        let model = Model::always(Reply::says("no"));
        let mut host = host(era, Offers::Sampling, model, &[]).await;
        let arguments = json!({"csv": full_table(), "chart": "none"});
        let outcome = host.call("narrate_metrics", arguments).await;
        assert_eq!(outcome.source(), ("fallback", Some("unusable")));
        assert_eq!(outcome.content()["highlights"].as_array().unwrap().len(), 8);
        let reply = outcome.result.unwrap().to_string();
        assert!(reply.chars().count() <= 40_000, "{}", reply.chars().count());
    }
}
