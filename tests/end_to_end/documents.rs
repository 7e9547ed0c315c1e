//! What documents show is what there is.

mod answers;
mod commands;
mod figures;
mod hosts;
mod transcripts;

use std::path::PathBuf;

use end_to_end::{
    binaries::binary,
    workspace::{document, root},
};
use regex::Regex;
use tokio::process::Command;

/// The first block of `language` in a document.
fn block<'d>(document: &'d str, language: &str) -> &'d str {
    let (_, rest) =
        document.split_once(&format!("```{language}\n")).expect("the document has such a block");
    rest.split_once("\n```").expect("the block ends").0
}

#[tokio::test]
async fn the_demo_shows_at_least_twelve_calls_of_both_eras_and_the_readme_an_excerpt_of_them() {
    let output = Command::new(binary("demo")).output().await.expect("the demo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let shown = String::from_utf8(output.stdout).expect("the demo writes UTF-8");
    for (version, least) in [("│ 2025-11-25", 5), ("│ 2026-07-28", 5)] {
        assert!(shown.matches(version).count() >= least, "{version}: {shown}");
    }
    assert!(shown.matches("│ 202").count() >= 12, "{shown}");
    for outcome in [
        "model",
        "repaired",
        "unusable",
        "declined",
        "failed",
        "timed_out",
        "no_sampling",
        "not_asked",
    ] {
        assert!(shown.contains(outcome), "{outcome} is not shown");
    }
    let readme = document("README.md");
    for line in block(&readme, "text").lines() {
        assert!(
            shown.contains(line),
            "the README shows a line that the demo does not print:\n{line}\n{shown}"
        );
    }
}

#[test]
fn the_test_command_of_the_readme_is_what_the_ci_runs() {
    let readme = document("README.md");
    let commands: Vec<_> = block(&readme, "sh").lines().collect();
    assert_eq!(commands, ["cargo run --bin demo", "cargo test --workspace"]);
    let ci = document(".ci/run");
    for command in commands {
        assert!(ci.contains(&format!("step {command}\n")), "{command} is missing in .ci/run");
    }
}

#[test]
fn links_between_documents_lead_somewhere() {
    let documents = documents();
    assert!(documents.len() > 15, "{documents:?}");
    for path in documents {
        let text = std::fs::read_to_string(&path).expect("a document is text");
        let folder = path.parent().expect("a document lies in a folder");
        for link in
            text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link)
        {
            let target = link.split('#').next().unwrap_or_default();
            if !link.contains(':') && !target.is_empty() {
                assert!(
                    folder.join(target).exists(),
                    "{} links to {target}, which is not there",
                    path.display()
                );
            }
        }
    }
}

/// The documents of the project, wherever they lie.
fn documents() -> Vec<PathBuf> {
    let folders = ["docs", "fuzz", "packaging", "servers", "shared", "tests"];
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    let mut documents = vec![root().join("README.md")];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() && !path.ends_with("target") {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                documents.push(path);
            }
        }
    }
    documents
}

#[test]
fn the_versions_of_prompts_in_the_readmes_are_those_in_force() {
    let versions = [
        sentiment_analyzer::answer::SENTIMENT.version(),
        sentiment_analyzer::batch::SENTIMENTS.version(),
        ticket_classifier::answer::TICKET.version(),
        ticket_classifier::batch::TICKETS.version(),
        metrics_narrator::answer::NARRATIVE.version(),
        incident_summarizer::answer::INCIDENT.version(),
        incident_summarizer::parts::PART.version(),
    ];
    for (server, ..) in crate::binary::SERVERS {
        let readme = document(&format!("servers/{server}/README.md"));
        let shown: Vec<_> = readme
            .split('"')
            .filter(|text| text.split_once('@').is_some_and(|(_, digest)| digest.len() == 8))
            .collect();
        assert!(!shown.is_empty(), "{server} shows a provenance");
        for version in shown {
            assert!(
                versions.contains(&version),
                "{server} shows {version}; there are {versions:?}"
            );
        }
    }
}

#[test]
fn no_file_of_a_server_knows_the_protocols_eras() {
    let era = Regex::new(r"InputRequired|ProtocolVersion|\b(2025|2026)-\d\d-\d\d\b|(?i)\brounds?\b|\bround[-_ ]trips?\b").unwrap();
    for (text, names_one) in [
        ("a round of questions", true),
        ("RoundTrip in two rounds", true),
        ("since 2026-07-28", true),
        ("(number * 100.0).round_ties_even() in the background, around 5", false),
    ] {
        assert_eq!(era.is_match(text), names_one, "{text}");
    }
    for (server, ..) in crate::binary::SERVERS {
        let source = root().join("servers").join(server).join("src");
        for entry in std::fs::read_dir(source).expect("the server has source") {
            let path = entry.expect("it can be listed").path();
            if path.is_file() {
                let text = std::fs::read_to_string(&path).expect("it can be read");
                // A number is rounded by a method of that name.
                let text = text.replace(".round()", "");
                let named = era.find(&text).map(|found| found.as_str());
                assert_eq!(named, None, "{} names an era", path.display());
            }
        }
    }
    let lines = document("servers/sentiment-analyzer/src/server.rs").lines().count();
    assert!(lines <= 125, "server.rs has {lines} lines");
}
