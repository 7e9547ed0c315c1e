//! The figures that documents show of a command are those that it prints. Times are not compared, and what takes data that the project does
//! not have is held by `floors` instead.

use regex::Regex;
use serde_json::Value;

use super::document;
use crate::floors::scores;

#[test]
fn the_table_of_the_corpus_is_what_the_command_counts() {
    let files = ["cut", "meaning", "none", "notation", "place"];
    let arguments = files.map(|file| format!("tests/corpus/{file}.jsonl")).join(" ");
    let counted = scores(&format!("answers {arguments}"));
    let text = document("docs/answers.md");
    let rows = rows(&text, "file");
    assert_eq!(rows.len(), files.len());
    for row in rows {
        let [file, cases, exact, wrong, accepted, _] = row.as_slice() else { panic!("{row:?}") };
        let path = format!("tests/corpus/{}", file.trim_matches('`'));
        let counts = counted["files"].as_array().into_iter().flatten();
        let counts = counts.clone().find(|counts| counts["file"] == path.as_str()).expect(file);
        // What a file has nothing of is not counted in it.
        let count = |name: &str| counts[name].as_u64().unwrap_or(0);
        let expected = match (count("must_refuse"), count("cases")) {
            (0, all) => format!("{all}"),
            (refused, all) if refused == all => format!("{all}, none to be accepted"),
            (refused, all) => format!("{all}, of which {refused} to be refused"),
        };
        assert_eq!(*cases, expected, "{row:?}");
        let accepted_wrongly = count("wrongly_accepted") + count("inconsistent");
        for (shown, counted) in
            [(exact, count("exact")), (wrong, count("wrong")), (accepted, accepted_wrongly)]
        {
            assert_eq!(shown.parse().unwrap_or(0), counted, "{row:?}");
        }
    }
}

#[test]
fn the_figures_of_the_check_of_numbers_are_what_the_command_prints() {
    assert_figures("twelfth", "set", "**twelfth, unseen**, likewise", "By kind, the twelfth set");
}

#[test]
fn the_figures_of_replies_are_what_the_command_prints() {
    assert_figures(
        "tenth_replies",
        "replies",
        "**tenth**, likewise, unseen",
        "By kind, the tenth replies",
    );
}

/// That the row `name` of the table `head` in docs/numbers.md, and the line `by_kind`, are what `eval -- numbers` prints of
/// the narratives in `file`.
#[track_caller]
fn assert_figures(file: &str, head: &str, name: &str, by_kind: &str) {
    let printed = scores(&format!("numbers tests/narratives/{file}.jsonl --seed 1"));
    let text = document("docs/numbers.md");
    let rows = rows(&text, head);
    let row = rows.iter().find(|row| row[0] == name).expect("it has a row");
    let first = row[2].split(',').next().expect("three drawings").trim_matches('*');
    assert_eq!(first, share(&printed["caught"], 3), "{printed}");
    assert_eq!(row[3].trim_matches('*'), share(&printed["falsely_refused"], 3), "{printed}");
    let kinds = [
        ("digit", "Digit"),
        ("other fact", "OtherFact"),
        ("other series", "OtherSeries"),
        ("unit", "Unit"),
        ("direction", "Direction"),
        ("name", "Name"),
        ("time", "Time"),
    ];
    let kinds = kinds
        .map(|(shown, kind)| format!("{shown} {}", share(&printed["by_kind"][kind]["caught"], 2)));
    let line = format!("{by_kind}: {}.", kinds.join(", "));
    assert!(text.contains(&line), "the document has no line {line:?}");
}

#[test]
fn the_table_of_noise_is_what_the_command_prints() {
    let printed = scores("noise");
    let text = document("docs/performance.md");
    let rows = rows(&text, "noise");
    assert_eq!(rows.len(), 4);
    for row in rows {
        let name = row[0].split(" (").next().unwrap_or_default().replace(' ', "_");
        for (shown, what) in row[2..].iter().zip(["anomalies", "change_points", "trend", "season"])
        {
            let shares = row[1].split(", ").map(|values| &printed[&name][values][what]);
            let shares = shares.map(|one| if *one == 0.0 { "0".to_owned() } else { share(one, 3) });
            assert_eq!(*shown, shares.collect::<Vec<_>>().join(", "), "{what}, {name}");
        }
    }
}

#[test]
fn the_figures_of_the_readmes_status_stand_in_the_document_that_it_links() {
    let readme = document("README.md");
    let (_, status) = readme.split_once("\n## Status\n").expect("it has a status");
    let status = in_one_line(status.split("\n## ").next().unwrap_or(status));
    assert!(status.contains("docs/numbers.md#figures"), "{status}");
    let linked = in_one_line(&document("docs/numbers.md"));
    let counts = Regex::new(r"\d+ of \d+").expect("it is a pattern");
    let counts: Vec<_> = counts.find_iter(&status).map(|count| count.as_str()).collect();
    assert!(!counts.is_empty(), "{status}");
    for count in counts {
        assert!(linked.contains(count), "docs/numbers.md does not have {count:?}");
    }
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_facts_of_a_table_are_printed() {
    let printed = scores("facts docs/tables/service.csv");
    assert!(printed.to_string().contains("latency"), "{printed}");
}

/// The rows of the table whose first column is called `head`.
fn rows<'d>(document: &'d str, head: &str) -> Vec<Vec<&'d str>> {
    let (_, rest) =
        document.split_once(&format!("\n| {head} |")).expect("the document has the table");
    let table = rest.split("\n\n").next().unwrap_or(rest);
    let cells = |row: &'d str| row.trim_matches('|').split('|').map(str::trim).collect();
    table.lines().skip(2).map(cells).collect()
}

/// A share as documents write it: without a zero in front.
fn share(value: &Value, digits: usize) -> String {
    let value = value.as_f64().expect("a share is a number");
    // Halves go up, as the eye rounds the four digits that are printed.
    let text = format!("{:.digits$}", value + 1e-9);
    text.strip_prefix('0').unwrap_or(&text).to_owned()
}
