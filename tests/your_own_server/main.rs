//! The guide `docs/your-own-server.md`, followed word by word: its commands are run and its files are written in a copy
//! of the workspace, and the server that comes of it holds a conversation.
//!
//! A program of its own, so that the builds of this test do not slow down tests that look at the clock.
#![cfg(unix)]

use std::{
    path::{Path, PathBuf},
    process::{Output, Stdio},
};

use end_to_end::{
    binaries::target_directory,
    host::{BOTH, Host, Offers},
    model::{Model, Reply},
    workspace::{document, root},
};
use serde_json::{Value, json};
use tokio::{io::AsyncWriteExt, process::Command};

/// One thing that the guide has its reader do.
#[derive(Debug, PartialEq)]
enum Step<'g> {
    /// Run these commands, where the last ones have left off.
    Run(&'g str),
    /// Let the file hold this; its path is relative to the folder of the new server.
    Write(&'g str, &'g str),
}

/// The steps of a guide: every block of shell, and every other block under a heading that names its file.
fn steps(guide: &str) -> Vec<Step<'_>> {
    let sections = guide.split("\n## ").skip(1);
    let blocks = sections.flat_map(|section| {
        let heading = section.lines().next().unwrap_or_default();
        let file = heading.split('`').nth(1);
        let fences = section.split("\n```").skip(1).step_by(2);
        fences.map(move |fence| {
            let (language, block) = fence.split_once('\n').expect("a block has lines");
            match (language, file) {
                ("sh", _) => Step::Run(block),
                (_, Some(file)) => Step::Write(file, block),
                _ => panic!("nothing says where this block belongs: {block}"),
            }
        })
    });
    blocks.collect()
}

#[test]
fn a_guide_is_read_as_commands_and_files() {
    let guide = "# T\n\n## 1. Copy\n\n```sh\na\nb\n```\n\n## 2. Tell: `src/x.md`\n\n```markdown\ntext\n```\n\n```sh\nc\n```\n";
    assert_eq!(steps(guide), [Step::Run("a\nb"), Step::Write("src/x.md", "text"), Step::Run("c")]);
}

/// A copy of what the guide needs of the workspace. Files keep their times, so that cargo builds anew only what changed.
async fn copied_workspace() -> PathBuf {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("your-own-server");
    let script = "rm -rf \"$0\" \"$1\" && mkdir -p \"$0\" && cp -pR Cargo.toml Cargo.lock packaging servers shared tests \"$0\"";
    let mut command = Command::new("sh");
    let outside = copy.with_file_name("title-suggester");
    command.current_dir(root()).arg("-c").arg(script).args([&copy, &outside]);
    succeeded(command.output().await.expect("a shell starts"));
    copy
}

fn succeeded(output: Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}\n{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

/// Follows `steps` in the workspace at `copy`, in one shell, and gives what it printed.
async fn follow(steps: &[Step<'_>], copy: &Path) -> String {
    let mut script = String::from("set -eu\n");
    for step in steps {
        match step {
            Step::Run(commands) => script.push_str(&format!("{commands}\n")),
            Step::Write(file, text) => {
                script.push_str(&format!("cat > {file} <<'END OF FILE'\n{text}\nEND OF FILE\n"));
            }
        }
    }
    let mut bash = Command::new("bash");
    bash.current_dir(copy).env("CARGO_TARGET_DIR", target_directory());
    bash.env("CARGO_NET_OFFLINE", "true").env("CARGO_TERM_QUIET", "true");
    let piped = bash.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut bash = piped.spawn().expect("bash starts");
    let mut stdin = bash.stdin.take().expect("standard input is piped");
    stdin.write_all(script.as_bytes()).await.expect("bash reads its script");
    drop(stdin);
    succeeded(bash.wait_with_output().await.expect("bash ends"))
}

#[test]
fn the_guide_names_what_a_test_asks_of_a_server_in_the_documents() {
    let guide = document("docs/your-own-server.md");
    let tests = document("tests/end_to_end/documents/hosts.rs");
    let asking = tests.split("\nfn ").filter(|test| test.contains("for name in servers()"));
    // What every link must hold is right where the links are those that the command prints.
    let asking: Vec<&str> = asking
        .filter(|test| test.contains("document(DOCUMENT)"))
        .filter_map(|test| test.split('(').next())
        .collect();
    assert!(!asking.is_empty());
    let links = "every_install_link_is_one_that_the_command_prints_and_no_other";
    assert!(tests.contains(links), "there is no test {links}");
    for test in asking.into_iter().chain([links]) {
        assert!(guide.contains(test), "the guide does not say what {test} asks for");
    }
}

#[test]
fn the_guide_declares_an_argument_with_a_closed_set_as_the_servers_do() {
    let guide = document("docs/your-own-server.md");
    let shown = document("servers/incident-summarizer/src/answer.rs");
    let (_, attribute) = shown.split_once("#[schemars(inline, ").expect("a closed set as argument");
    assert!(attribute.starts_with("transform = labels_alone)]"), "{attribute}");
    assert!(guide.contains("#[schemars(inline, transform = material::labels_alone)]"));
}

/// The names of the files in `folder`, sorted.
fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.map(|entry| entry.file_name());
    let names = entries.filter_map(|entry| name(entry).ok()?.into_string().ok());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_server_made_by_the_guide_builds_and_converses_in_both_eras() {
    let guide = document("docs/your-own-server.md");
    let copy = copied_workspace().await;
    // Outside of the workspace the shared crate is a git dependency, which no test fetches: the copy stands in its place.
    let address = "git = \"https://github.com/OWNER/REPOSITORY\"";
    assert!(guide.contains(address), "the guide says where the shared crate comes from");
    let guide = guide.replace(address, "path = \"../your-own-server/shared\"");
    let printed = follow(&steps(&guide), &copy).await;
    assert_eq!(
        files(&copy.join("servers/title-suggester/src")),
        ["answer.rs", "fallback.rs", "lib.rs", "main.rs", "prompt.md", "server.rs"],
        "nothing is left of the server that was copied"
    );
    let times = |text| printed.matches(text).count();
    assert_eq!(
        times("title-suggester 0.1.0"),
        2,
        "it runs in the workspace and outside: {printed}"
    );
    let passed = times("test result: ok. 1 passed");
    assert_eq!(passed, 2, "its own test passes in the workspace and outside: {printed}");
    let mut replies = printed.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let reply = replies.next_back().expect("the last command shows a conversation");
    let content = &reply["result"]["structuredContent"];
    assert_eq!(content["title"], "The pump failed at nine", "{printed}");
    assert_eq!(content["provenance"]["reason"], "no_sampling");

    let binary = target_directory().join("debug/title-suggester");
    let text = json!({"text": "The pump failed at nine. Nobody noticed."});
    let good = json!({"title": "A pump fails unnoticed", "keywords": ["pump"]});
    let invented = json!({"title": "A fire", "keywords": ["fire"]});
    for era in BOTH {
        let model = Model::replies([Reply::json(invented.clone()), Reply::json(good.clone())]);
        let server = Command::new(&binary);
        let mut host = Host::of_process(era, Offers::Sampling, model, server).await;
        let outcome = host.call("suggest_title", text.clone()).await;
        assert_eq!(outcome.source(), ("model", None), "{era:?}");
        assert_eq!(outcome.content()["title"], good["title"]);
        let problem =
            "keyword \"fire\" is not in the text; copy phrases exactly as they stand there";
        assert_eq!(outcome.provenance()["problems"], json!([problem]));
    }
}
