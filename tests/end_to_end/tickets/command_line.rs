//! The user's categories on the command line: the files in `docs/taxonomies`, a file of one's own, labeled examples, and
//! files that cannot be used. With the real binary, as a host starts it.

use std::path::{Path, PathBuf};

use end_to_end::{binaries::binary, workspace::root};
use tokio::process::Command;

use super::*;

const SESSION: Era = Era::Session("2025-11-25");

/// A folder of this suite with these files, made anew.
fn files(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("tickets").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    for (file, content) in files {
        std::fs::write(folder.join(file), content).unwrap();
    }
    folder
}

fn started_with(options: &[(&str, &Path)]) -> Command {
    let mut command = Command::new(binary("ticket-classifier"));
    for (option, path) in options {
        command.arg(option).arg(path);
    }
    command
}

/// The local answer about `body`: the category, and who gave it.
async fn estimated(server: Command, body: &str) -> Value {
    let mut host = Host::of_process(SESSION, Offers::Nothing, Model::never(), server).await;
    let outcome = host.call("classify_ticket", json!({ "body": body })).await;
    assert_eq!(outcome.source(), ("fallback", Some("no_sampling")));
    outcome.content()["category"].clone()
}

#[tokio::test]
async fn the_taxonomies_of_the_documents_can_be_used() {
    let cases = [
        ("content-moderation.toml", "Buy cheap followers here, click the link!", "spam"),
        ("intent.toml", "Where is my parcel? It should have come on Monday.", "order status"),
    ];
    for (file, body, expected) in cases {
        let path = root().join("docs/taxonomies").join(file);
        assert_eq!(
            estimated(started_with(&[("--taxonomy", &path)]), body).await,
            expected,
            "{file}"
        );
    }
}

#[tokio::test]
async fn labeled_examples_teach_what_no_description_says() {
    let folder = files(
        "examples",
        &[
            ("shop.toml", "[[categories]]\nname = \"alpha\"\n[[categories]]\nname = \"beta\"\n"),
            (
                "seen.csv",
                "text;category\nMy tyre is flat;alpha\n\"The tyre,\nagain\";alpha\nThe saddle creaks;beta\nA new saddle, please;beta\n",
            ),
        ],
    );
    let (taxonomy, examples) = (folder.join("shop.toml"), folder.join("seen.csv"));
    let body = "A flat tyre";
    assert_eq!(estimated(started_with(&[("--taxonomy", &taxonomy)]), body).await, json!(null));
    let taught = started_with(&[("--taxonomy", &taxonomy), ("--examples", &examples)]);
    assert_eq!(estimated(taught, body).await, "alpha");
}

#[tokio::test]
async fn a_file_that_cannot_be_used_ends_the_start_with_what_to_change() {
    let folder = files(
        "unusable",
        &[
            ("form.toml", "[[categories]]\nname = \"a\"\ncolour = \"red\"\n"),
            ("none.toml", "categories = []\n"),
            ("unknown.csv", "text,category\nslow,network\nbroken,printers\n"),
        ],
    );
    let cases = [
        ("--taxonomy", "missing.toml", "missing.toml cannot be used"),
        ("--taxonomy", "form.toml", "unknown field `colour`"),
        ("--taxonomy", "none.toml", "categories is empty; name at least one"),
        (
            "--examples",
            "unknown.csv",
            "examples, line 3: there is no category \"printers\"; write one of \"access\",",
        ),
    ];
    for (option, file, expected) in cases {
        let mut server = started_with(&[(option, &folder.join(file))]);
        let output = server.env("RUST_BACKTRACE", "1").output().await.unwrap();
        let message = String::from_utf8_lossy(&output.stderr);
        assert!(!message.contains("backtrace"), "this is no fault of ours: {message}");
        assert!(!output.status.success() && message.contains(expected), "{file}: {message}");
        assert!(output.stdout.is_empty());
    }
}
