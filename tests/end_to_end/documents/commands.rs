//! Every command that a document shows is run; for the few that nothing runs, the reason stands here. What `eval` is said to print is
//! compared in `figures`.

use std::collections::BTreeSet;

use super::{document, documents};
use crate::floors;

/// What runs a command.
enum By {
    /// `floors`, with files of the project in place of those that the command names.
    Floors(&'static str),
    /// The test of this name.
    Test(&'static str),
    /// A part of `cargo test --workspace`: tests whose path holds this.
    Tests(&'static str),
}

use By::{Floors, Test, Tests};

/// What runs a command that neither `.ci/run` nor the guide's test does.
const RUN: [(&str, By); 15] = [
    (
        "cargo run --bin links",
        Test("every_install_link_is_one_that_the_command_prints_and_no_other"),
    ),
    (
        "cargo run --release --bin eval -- answers tests/corpus/*.jsonl",
        Test("the_table_of_the_corpus_is_what_the_command_counts"),
    ),
    (
        "cargo run --release --bin eval -- numbers tests/narratives/tenth_replies.jsonl --seed 1",
        Test("the_figures_of_replies_are_what_the_command_prints"),
    ),
    (
        "cargo run --release --bin eval -- numbers tests/narratives/twelfth.jsonl --seed 1",
        Test("the_figures_of_the_check_of_numbers_are_what_the_command_prints"),
    ),
    (
        "cargo run --release --bin eval -- noise",
        Test("the_table_of_noise_is_what_the_command_prints"),
    ),
    ("time target/release/eval facts TABLE.csv", Test("the_facts_of_a_table_are_printed")),
    (
        "cargo run --release --bin eval -- sentiment texts.jsonl",
        Floors("sentiment tests/fixtures/sentiment.jsonl"),
    ),
    (
        "cargo run --release --bin eval -- tickets banking77.jsonl",
        Floors("tickets tests/fixtures/tickets.jsonl"),
    ),
    (
        "cargo run --release --bin eval -- tickets github_issues.jsonl --categories github.toml",
        Floors("tickets tests/fixtures/tickets.jsonl --categories tests/fixtures/tickets.toml"),
    ),
    (
        "cargo run --release --bin eval -- tickets banking77.jsonl --shots banking77_shots20.jsonl --per-class 10",
        Floors(
            "tickets tests/fixtures/tickets.jsonl --shots tests/fixtures/tickets_examples.jsonl --per-class 10",
        ),
    ),
    (
        "cargo run --release --bin eval -- tickets clinc.jsonl --shots clinc_shots20_per_intent.jsonl --per-class 10 \
            --oos clinc_oos.jsonl",
        Floors(
            "tickets tests/fixtures/tickets.jsonl --shots tests/fixtures/tickets_examples.jsonl --per-class 10 \
                --oos tests/fixtures/tickets_outside.jsonl",
        ),
    ),
    ("cargo run --release --bin eval -- metrics DIR", Floors("metrics tests/fixtures/metrics")),
    (
        "cargo run --release --bin eval -- incidents DIR",
        Floors("incidents tests/fixtures/incidents"),
    ),
    ("cargo test --package end-to-end properties", Tests("properties")),
    (
        "cargo test --package end-to-end eight_questions_in_flight",
        Tests("eight_questions_in_flight"),
    ),
];

/// What nothing runs, by how it begins, and why.
const NOT_RUN: [(&str, &str); 17] = [
    ("cargo run --bin demo -- --play", "it waits for a person"),
    (
        "cargo run --bin package -- ",
        "it builds releases; what it writes is tested in packaging/tests",
    ),
    (
        "cargo run --release --bin soak -- ",
        "it takes minutes; .ci/run makes a hundredth of the calls",
    ),
    ("cargo run --release --bin eval -- costs", "it takes minutes, and prints times"),
    ("cargo build --release --bin eval", "the tests build it themselves, without optimization"),
    (
        "cargo test --release --package end-to-end properties",
        "it looks further than the tests, for minutes",
    ),
    (
        "cargo install ",
        "it builds a release into the home of its user; .ci/run installs each without optimization",
    ),
    (
        "cargo update --workspace --manifest-path fuzz/Cargo.toml",
        "it changes a file, with the network",
    ),
    ("cargo +nightly fuzz run ", "it needs another toolchain and ten minutes"),
    ("mkdir -p fuzz/corpus/answers", "it is for the command after it"),
    ("cargo publish ", "it publishes"),
    ("drive ", "it is not part of the project"),
    ("claude ", "it is a host; `hosts` starts the server that it names"),
    ("copilot ", "it is a host; `hosts` starts the server that it names"),
    ("goose ", "it is a host; `hosts` starts the server that it names"),
    ("npx ", "it is a host, and the network; .ci/run calls every tool from the Inspector"),
    ("pyftsubset ", "it made a file, and is not needed again"),
];

/// The guide, whose blocks a program of its own follows.
const GUIDE: &str = "docs/your-own-server.md";

#[test]
fn every_command_that_a_document_shows_is_run_or_has_a_reason_why_not() {
    let (mut unknown, mut used) = (Vec::new(), BTreeSet::new());
    let in_ci = run_by_ci();
    let mut count = 0;
    for path in documents() {
        let is_guide = path.ends_with(GUIDE);
        let text = std::fs::read_to_string(&path).expect("a document is text");
        for (place, command) in commands(&text) {
            count += 1;
            let is_followed = is_guide && matches!(place, Place::Block);
            let run = RUN.iter().map(|(shown, _)| *shown).find(|shown| *shown == command);
            let mut not_run = NOT_RUN.iter().map(|(begin, _)| *begin);
            let known = run.or_else(|| not_run.find(|begin| command.starts_with(begin)));
            used.extend(known);
            if !is_followed && !in_ci.contains(&command) && known.is_none() {
                unknown.push(format!("{}: {command}", path.display()));
            }
        }
    }
    assert!(
        unknown.is_empty(),
        "nothing runs these, and nothing says why:\n{}",
        unknown.join("\n")
    );
    assert!(count > 60, "only {count} commands are found");
    let listed = RUN.iter().map(|(shown, _)| shown).chain(NOT_RUN.iter().map(|(begin, _)| begin));
    for listed in listed {
        assert!(used.contains(listed), "no document shows {listed}");
    }
}

#[test]
fn what_is_said_to_run_a_command_is_there() {
    let tests = ["documents/figures.rs", "documents/hosts.rs", "batch/progress.rs", "main.rs"];
    let tests = tests.map(|file| document(&format!("tests/end_to_end/{file}"))).concat();
    for (shown, by) in RUN {
        let is_there = match by {
            Floors(arguments) => floors::has(arguments),
            Test(name) => tests.contains(&format!("fn {name}()")),
            Tests(name) => {
                ["fn ", "mod "].iter().any(|kind| tests.contains(&format!("{kind}{name}")))
            }
        };
        assert!(is_there, "nothing runs {shown}");
    }
}

/// The commands that `.ci/run` runs, as they are written without what only CI adds.
fn run_by_ci() -> BTreeSet<String> {
    let script = document(".ci/run");
    let commands = script.lines().filter_map(|line| line.split_once("step ")?.1.into());
    commands.map(|command: &str| command.replace("--locked ", "")).collect()
}

/// Where a command stands.
#[derive(Debug, PartialEq)]
enum Place {
    Block,
    Text,
}

/// The commands of a document, each on one line and without variables of the environment: the lines of blocks of shell, and of other text
/// the indented ones and the code that calls cargo with options.
fn commands(text: &str) -> Vec<(Place, String)> {
    let (mut commands, mut fence) = (Vec::new(), None);
    for line in text.replace("\\\n", " ").lines() {
        let after_marks = line.trim_start_matches('`');
        let marks = line.len() - after_marks.len();
        match fence {
            Some((open, _)) if marks == open && after_marks.is_empty() => fence = None,
            Some((_, is_shell)) if is_shell => commands.push((Place::Block, plain(line))),
            Some(_) => {}
            None if marks >= 3 => fence = Some((marks, after_marks == "sh")),
            None => commands.extend(in_text(line).map(|command| (Place::Text, plain(command)))),
        }
    }
    commands
}

/// What an indented line can begin with to be a command.
const PROGRAMS: [&str; 5] = ["cargo ", "drive ", "time ", "target/", "tests/"];

fn in_text(line: &str) -> impl Iterator<Item = &str> {
    let begins = |line: &&str| PROGRAMS.iter().any(|program| line.starts_with(program));
    let indented = line.strip_prefix("    ").filter(begins);
    let code = line.split('`').skip(1).step_by(2);
    let code = code.filter(|code| code.starts_with("cargo ") && code.contains(" --"));
    indented.into_iter().chain(code)
}

/// A command with single blanks and without the variables in front of it.
fn plain(line: &str) -> String {
    let words = line.split_whitespace().skip_while(|word| {
        word.split_once('=').is_some_and(|(name, _)| {
            name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
        })
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn commands_are_found_in_blocks_in_indented_lines_and_in_code() {
    let text = "Run `cargo test --workspace`, not `cargo doc`:\n\n    time target/x \\\n        --y\n    a diagram\n\n\
        ````text\n```sh\nno\n```\n````\n\n```sh\nA=1 B_C=2 cargo test\n```\n";
    let found = commands(text);
    let shown: Vec<_> = found.iter().map(|(place, command)| (place, command.as_str())).collect();
    assert_eq!(
        shown,
        [
            (&Place::Text, "cargo test --workspace"),
            (&Place::Text, "time target/x --y"),
            (&Place::Block, "cargo test"),
        ]
    );
}
