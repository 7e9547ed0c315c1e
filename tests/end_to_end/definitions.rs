//! One ill-formed schema can break a user's whole chat: hosts and model providers reject combinators at the
//! root and lists of types. Every tool of every server is held to the same rules here.

use std::collections::BTreeMap;

use end_to_end::host::{ALL, BOTH, Era, Host, Offers};
use end_to_end::model::{Model, Reply};
use incident_summarizer::IncidentSummarizer;
use metrics_narrator::MetricsNarrator;
use sentiment_analyzer::SentimentAnalyzer;
use serde_json::{Value, json};
use ticket_classifier::{Taxonomy, TicketClassifier};

/// A host of each server, whose model is of no help.
async fn hosts(era: Era) -> [(&'static str, Host); 4] {
    let model = || Model::always(Reply::says("no"));
    let tickets = TicketClassifier::new(Taxonomy::it_support());
    let offers = Offers::Sampling;
    [
        ("sentiment-analyzer", Host::in_memory(era, offers, model(), &[], SentimentAnalyzer).await),
        ("ticket-classifier", Host::in_memory(era, offers, model(), &[], tickets).await),
        ("metrics-narrator", Host::in_memory(era, offers, model(), &[], MetricsNarrator).await),
        (
            "incident-summarizer",
            Host::in_memory(era, offers, model(), &[], IncidentSummarizer).await,
        ),
    ]
}

/// Every server, with its tools by name.
async fn servers() -> Vec<(&'static str, BTreeMap<String, Value>)> {
    let mut servers = Vec::new();
    for (server, mut host) in hosts(Era::Session("2025-11-25")).await {
        servers.push((server, host.tools().await.into_iter().collect()));
    }
    servers
}

#[tokio::test(start_paused = true)]
async fn every_folder_in_servers_is_tested() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../servers");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut folders: Vec<_> = entries.map(|name| name.into_string().unwrap()).collect();
    folders.sort();
    let mut listed: Vec<_> = servers().await.into_iter().map(|(server, _)| server).collect();
    listed.sort_unstable();
    assert_eq!(listed, folders, "add the server to `servers` here");
    let mut run: Vec<_> = crate::binary::SERVERS.iter().map(|(server, ..)| *server).collect();
    run.sort_unstable();
    assert_eq!(run, folders, "add the server to `SERVERS` in binary.rs");
}

#[tokio::test(start_paused = true)]
async fn the_definitions_of_all_tools_are_as_reviewed() {
    for (server, tools) in servers().await {
        insta::assert_json_snapshot!(format!("tools_of_{server}"), tools);
    }
}

#[tokio::test(start_paused = true)]
async fn every_tool_keeps_to_the_rules() {
    for (server, tools) in servers().await {
        assert!(!tools.is_empty());
        for (name, tool) in tools {
            let problems = problems(&tool);
            assert!(problems.is_empty(), "{server} {name}: {problems:#?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_definitions_are_the_same_in_every_era() {
    let mut definitions = Vec::new();
    for era in ALL {
        let mut tools = Vec::new();
        for (_, mut host) in hosts(era).await {
            tools.push(host.tools().await);
        }
        definitions.push(tools);
    }
    assert!(definitions.windows(2).all(|pair| pair[0] == pair[1]));
}

#[tokio::test(start_paused = true)]
async fn a_server_says_how_to_take_its_replies() {
    let [(_, mut host), ..] = hosts(Era::RoundTrip).await;
    let result = host.request("server/discover", json!({})).await.unwrap();
    let instructions = result["instructions"].as_str().unwrap_or_default();
    assert!(instructions.contains("you may judge the text yourself"), "{result}");
    assert_eq!(instructions.matches(". ").count(), 1, "two sentences: {instructions}");
}

/// The shortest call of a tool.
fn call(tool: &str) -> Value {
    let csv = "day,orders\n2026-03-01,5\n2026-03-02,6\n2026-03-03,9\n";
    match tool {
        "analyze_sentiment" => json!({"text": "The room was clean."}),
        "analyze_sentiment_batch" => json!({"texts": ["The room was clean."]}),
        "classify_ticket" => json!({"body": "The printer is broken."}),
        "classify_ticket_batch" => json!({"tickets": [{"body": "The printer is broken."}]}),
        "describe_metrics" | "narrate_metrics" => json!({"csv": csv}),
        "summarize_incident" => json!({"report": "Checkout was down from 14:05 to 14:20 UTC."}),
        _ => panic!("add a call of {tool} here"),
    }
}

#[tokio::test(start_paused = true)]
async fn every_tool_takes_null_for_absent_and_a_whole_number_with_a_fraction_of_zero() {
    for era in BOTH {
        for (_, mut host) in hosts(era).await {
            for (name, tool) in host.tools().await {
                let plain = call(&name);
                let (mut nulls, mut wholes) = (plain.clone(), plain.clone());
                for (argument, schema) in tool["inputSchema"]["properties"].as_object().unwrap() {
                    if plain.get(argument).is_none() {
                        nulls[argument] = Value::Null;
                    }
                    if schema["type"] == "integer" {
                        wholes[argument] = json!(schema["default"].as_f64().unwrap());
                    }
                }
                let expected = host.call(&name, plain).await;
                for arguments in [nulls, wholes] {
                    let outcome = host.call(&name, arguments.clone()).await;
                    assert_eq!(outcome.content(), expected.content(), "{era:?} {name} {arguments}");
                }
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn every_tool_names_the_argument_of_another_type_and_what_to_send() {
    for era in BOTH {
        for (_, mut host) in hosts(era).await {
            for (name, tool) in host.tools().await {
                for argument in tool["inputSchema"]["properties"].as_object().unwrap().keys() {
                    let mut arguments = call(&name);
                    arguments[argument] = json!({"a": 1.5});
                    let outcome = host.call(&name, arguments).await;
                    let expected = format!("{argument} is {{\"a\":1.5}}; send ");
                    assert!(outcome.refusal().starts_with(&expected), "{}", outcome.refusal());
                }
            }
        }
    }
}

/// What is wrong with the definition of a tool.
fn problems(tool: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    let text = |value: &Value| value.as_str().is_some_and(|text| text.len() > 2);
    if !text(&tool["title"]) || !text(&tool["description"]) {
        problems.push("has no title or no description".to_owned());
    }
    for (hint, expected) in
        [("readOnlyHint", true), ("idempotentHint", true), ("openWorldHint", false)]
    {
        if tool["annotations"][hint] != expected {
            problems.push(format!("{hint} is not {expected}"));
        }
    }
    for schema in ["inputSchema", "outputSchema"] {
        if tool[schema]["type"] != "object" {
            problems.push(format!("the root of {schema} is not an object"));
        }
    }
    let input = &tool["inputSchema"];
    for keyword in ["oneOf", "anyOf", "allOf", "$ref", "not"] {
        if input.get(keyword).is_some() {
            problems.push(format!("{keyword} stands at the root of the input"));
        }
    }
    flat(input, "input", &mut problems);
    for (name, argument) in input["properties"].as_object().into_iter().flatten() {
        let optional =
            !input["required"].as_array().is_some_and(|names| names.contains(&json!(name)));
        if !argument["description"].as_str().is_some_and(|text| text.ends_with('.')) {
            problems.push(format!("the argument {name} has no sentence"));
        }
        if optional && argument.get("default").is_none() {
            problems.push(format!("the optional argument {name} has no default"));
        }
    }
    problems
}

/// Input schemas are flat: no list of types, no unsigned or float formats, no extensions.
fn flat(schema: &Value, path: &str, problems: &mut Vec<String>) {
    match schema {
        Value::Object(members) => {
            for (name, value) in members {
                let odd = match name.as_str() {
                    "type" => value.is_array(),
                    "format" => value.as_str().is_some_and(|format| {
                        format.starts_with("uint") || matches!(format, "float" | "double")
                    }),
                    "nullable" => true,
                    name => name.starts_with("x-"),
                };
                if odd {
                    problems.push(format!("{path} has {name}: {value}"));
                }
                flat(value, &format!("{path}.{name}"), problems);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| flat(item, path, problems)),
        _ => {}
    }
}

#[test]
fn a_definition_that_breaks_the_rules_is_found() {
    let bad = json!({
        "description": "x",
        "inputSchema": {
            "type": "object", "oneOf": [],
            "properties": {"n": {"type": ["integer", "null"], "format": "uint32", "x-unit": "ms"}},
        },
        "outputSchema": {"anyOf": []},
    });
    let found = problems(&bad).join("\n");
    for expected in [
        "no title",
        "readOnlyHint",
        "openWorldHint",
        "root of outputSchema",
        "oneOf stands",
        "has type",
        "has format",
        "x-unit",
        "no sentence",
        "no default",
    ] {
        assert!(found.contains(expected), "{expected} is missed in {found}");
    }
}
