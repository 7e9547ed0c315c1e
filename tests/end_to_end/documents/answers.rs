//! The examples of `docs/answers.md`, run: every repair, every refusal, and one answer step by step.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::answer::{Accepted, Repair, Said, Schema, read, read_as};

use super::{block, document, root};

/// The document, and the schema that it shows.
fn shown() -> (String, Schema) {
    let text = document("docs/answers.md");
    let json = serde_json::from_str(block(&text, "json")).expect("the schema is JSON");
    let schema = Schema::compile(json).expect("the schema compiles");
    (text, schema)
}

/// What stands under a heading.
fn section<'d>(document: &'d str, heading: &str) -> &'d str {
    let (_, rest) =
        document.split_once(&format!("\n## {heading}\n")).expect("the document has the section");
    rest.split_once("\n## ").map_or(rest, |(section, _)| section)
}

/// The cells of the rows of a section's table, without its head.
fn rows(section: &str) -> Vec<Vec<&str>> {
    let cells = |row| Some(row).and_then(|row: &str| row.strip_prefix("| ")?.strip_suffix(" |"));
    let rows = section.lines().filter_map(cells).map(|row| row.split(" | ").collect());
    rows.skip(1).collect()
}

/// What stands between backticks.
fn code(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// What a model said that is shown as `example`: with signs for what a table cannot hold, and for where the
/// host stopped it.
fn said(example: &str) -> Said {
    let text = example.replace('⏎', "\n").replace('␠', "\u{a0}");
    match text.strip_suffix('✂') {
        Some(text) => Said { stop_reason: Some("maxTokens".to_owned()), ..Said::new(text) },
        None => Said::new(text),
    }
}

fn repair(name: &str) -> Option<Repair> {
    serde_json::from_value(Value::from(name)).ok()
}

fn repairs<'n>(names: impl IntoIterator<Item = &'n str>) -> BTreeSet<Repair> {
    let known = |name| repair(name).unwrap_or_else(|| panic!("{name} is no repair"));
    names.into_iter().map(known).collect()
}

#[test]
fn every_repair_has_a_row_whose_text_is_read_as_it_says() {
    let (text, schema) = shown();
    let mut named = Vec::new();
    for row in rows(section(&text, "Every repair")) {
        let [names, example, value, file] = row.as_slice() else { panic!("a row has {row:?}") };
        let (names, example, value) = (code(names), code(example).concat(), code(value).concat());
        let Accepted { value: read, repairs: recorded } =
            read(&schema, &said(&example)).unwrap_or_else(|refused| panic!("{row:?}: {refused:?}"));
        let value: Value = serde_json::from_str(&value).expect("the value is JSON");
        assert_eq!(read, value, "{row:?}");
        let recorded: BTreeSet<_> = recorded.into_iter().collect();
        assert_eq!(recorded, repairs(names.iter().copied()), "{row:?}");
        let file = root().join("shared/src/answer").join(code(file).concat());
        assert!(file.is_file(), "{row:?}");
        named.extend(names.first().and_then(|name| repair(name)));
    }
    assert_eq!(named, Repair::ALL, "one row for each, in the order of the pipeline");
}

#[test]
fn every_text_that_is_to_be_refused_is_refused_with_the_problem_that_is_shown() {
    let (text, schema) = shown();
    let rows = rows(section(&text, "What is refused"));
    assert!(rows.len() >= 25, "{rows:?}");
    for row in rows {
        let [_, example, problem] = row.as_slice() else { panic!("a row has {row:?}") };
        let (example, problem) = (code(example).concat(), code(problem).concat());
        match read(&schema, &said(&example)) {
            Ok(accepted) => panic!("{row:?} is read as {accepted:?}"),
            Err(problems) => {
                assert!(problems.join("; ").contains(&problem), "{row:?}: {problems:?}");
            }
        }
    }
}

/// The text after each step is an answer too: what was forgiven on the way there is not forgiven again.
#[test]
fn each_step_leaves_a_text_that_needs_only_what_the_later_steps_forgive() {
    const FENCE: &str = "````";
    let (text, schema) = shown();
    let parts: Vec<_> = section(&text, "One answer, step by step").split(FENCE).collect();
    // Prose and texts in turn; the prose before a text names what led to it.
    let steps: Vec<(BTreeSet<Repair>, &str)> = parts
        .chunks_exact(2)
        .map(|step| {
            let names = code(step[0]).into_iter().filter(|name| repair(name).is_some());
            (repairs(names), step[1].strip_prefix("text\n").expect("it is a text").trim_end())
        })
        .collect();
    assert_eq!(steps.len(), 5);
    let whole: Value = serde_json::from_str(steps[4].1).expect("the last step is plain JSON");
    for (at, (_, text)) in steps.iter().enumerate() {
        let Accepted { value, repairs } = read(&schema, &Said::new(*text)).expect(text);
        assert_eq!(value, whole, "{text}");
        let later = steps[at + 1..].iter().flat_map(|(repairs, _)| repairs.iter().copied());
        assert_eq!(BTreeSet::from_iter(repairs), later.collect(), "{text}");
    }
}

#[test]
fn the_type_that_is_shown_compiles_and_understands_what_it_declares() {
    let text = document("docs/answers.md");
    let rust = block(&text, "rust");
    let source = document("tests/end_to_end/documents/answers.rs");
    assert!(source.contains(rust), "the document shows another type:\n{rust}");
    let schema = Schema::of::<Ticket>().expect("the type compiles");
    let said = Said::new(r#"{"type": "defect", "confidence": 85, "reason": "It crashes."}"#);
    let ticket = read_as::<Ticket>(&schema, &said).expect("it is an answer").value;
    let value = serde_json::to_value(&ticket).expect("it serializes");
    let expected = serde_json::json!({
        "category": "bug_report", "confidence": 0.85, "summary": "It crashes.",
    });
    assert_eq!(value, expected);
}

#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-aliases" = {"category": ["type"], "summary": ["reason", "explanation"]}))]
struct Ticket {
    /// What the ticket is about.
    category: Category,
    /// The probability that a careful reader would choose this category too.
    #[schemars(range(min = 0, max = 1), extend("x-unit" = "fraction"))]
    confidence: f64,
    /// In a sentence.
    #[schemars(length(min = 1))]
    summary: String,
}

/// What a ticket is about.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-synonyms" = {"payment": "billing", "defect": "bug_report"}))]
enum Category {
    Billing,
    BugReport,
    HowTo,
}
