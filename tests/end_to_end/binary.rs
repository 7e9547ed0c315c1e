//! The built binary as a host runs it: standard output, exits, options and logs.

use std::{
    ffi::OsStr,
    process::{Output, Stdio},
    time::{Duration, Instant},
};

use end_to_end::{
    binaries::binary,
    host::{BOTH, Era, Host, Offers},
    model::{Model, Reply},
};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::{Child, Command},
};

/// Each server, a tool of it with one question, the argument that holds what the tool is about, and usual arguments.
pub(crate) const SERVERS: [(&str, &str, &str, &str); 4] = [
    ("sentiment-analyzer", "analyze_sentiment", "text", r#"{"text": "I love it"}"#),
    ("ticket-classifier", "classify_ticket", "body", r#"{"body": "I love it"}"#),
    (
        "metrics-narrator",
        "narrate_metrics",
        "csv",
        r#"{"csv": "day,sales\n2024-01-01,1\n2024-01-02,2\n"}"#,
    ),
    (
        "incident-summarizer",
        "summarize_incident",
        "report",
        r#"{"report": "Uploads failed from 06:12 to 07:40."}"#,
    ),
];
const SESSION: Era = Era::Session("2025-11-25");

fn command(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(binary(name));
    command.args(arguments);
    command
}

fn good() -> Reply {
    Reply::json(json!({
        "label": "positive", "score": 0.8, "confidence": 0.9, "rationale": "Praise.", "evidence": ["love"], "aspects": [],
    }))
}

/// A host that has put a call and received its question.
async fn with_a_question_open((name, tool, _, arguments): (&str, &str, &str, &str)) -> Host {
    let arguments: serde_json::Value = serde_json::from_str(arguments).expect("they are JSON");
    let server = command(name, &[]);
    let mut host = Host::of_process(SESSION, Offers::Sampling, Model::never(), server).await;
    host.send("tools/call", json!({"name": tool, "arguments": arguments})).await;
    while host.read().await.expect("the question comes")["method"] != "sampling/createMessage" {}
    host
}

/// Waits for the end of the process; two seconds are when the first clients kill it.
async fn exit(child: &mut Child) -> (std::process::ExitStatus, Duration) {
    let begin = Instant::now();
    let status = tokio::time::timeout(Duration::from_secs(10), child.wait()).await;
    (status.expect("the server ends").expect("the server can be waited for"), begin.elapsed())
}

#[tokio::test]
async fn a_real_process_converses_in_both_eras() {
    for era in BOTH {
        let server = command("sentiment-analyzer", &[]);
        let mut host =
            Host::of_process(era, Offers::Sampling, Model::replies([good()]), server).await;
        let outcome = host.call("analyze_sentiment", json!({"text": "I love it"})).await;
        assert_eq!(outcome.source(), ("model", None), "{era:?}");
    }
}

#[tokio::test]
async fn the_end_of_input_ends_the_process_within_a_second_also_with_a_question_open() {
    for server in SERVERS {
        let name = server.0;
        let mut host = with_a_question_open(server).await;
        host.close().await;
        let (status, elapsed) = exit(host.server.as_mut().unwrap()).await;
        assert!(
            status.success() && elapsed < Duration::from_secs(1),
            "{name}: {status} after {elapsed:?}"
        );
        let answer = host.read().await.expect("the open call is answered");
        assert_eq!(answer["result"]["structuredContent"]["provenance"]["reason"], "failed");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn sigterm_ends_the_process_within_a_second_also_with_a_question_open() {
    for server in SERVERS {
        let name = server.0;
        let mut host = with_a_question_open(server).await;
        let child = host.server.as_mut().unwrap();
        let id = child.id().expect("it runs").to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().await.unwrap().success());
        let (status, elapsed) = exit(child).await;
        assert!(
            status.success() && elapsed < Duration::from_secs(1),
            "{name}: {status} after {elapsed:?}"
        );
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_host_that_no_longer_reads_does_not_keep_the_process() {
    for signal in [None, Some("-TERM")] {
        let server = command("sentiment-analyzer", &[]);
        let mut host = Host::of_process(SESSION, Offers::Nothing, Model::never(), server).await;
        // More answers than a pipe holds, and nobody reads them.
        for _ in 0..300 {
            let arguments = json!({"text": "I love it"});
            host.send("tools/call", json!({"name": "analyze_sentiment", "arguments": arguments}))
                .await;
        }
        let child = host.server.as_mut().unwrap();
        let id = child.id().expect("it runs").to_string();
        match signal {
            Some(signal) => {
                assert!(Command::new("kill").args([signal, &id]).status().await.unwrap().success());
            }
            None => host.close().await,
        }
        let (status, elapsed) = exit(host.server.as_mut().unwrap()).await;
        assert!(
            status.success() && elapsed < Duration::from_secs(1),
            "{signal:?}: {status} after {elapsed:?}"
        );
    }
}

#[tokio::test]
async fn a_first_message_that_opens_nothing_is_an_error_that_does_not_show_it() {
    let first = json!({"jsonrpc": "2.0", "id": 1, "result": {"text": "SECRET"}});
    let output = run(command("sentiment-analyzer", &[]), format!("{first}\n").as_bytes()).await;
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && message.contains("did not open a connection"), "{message}");
    assert!(!message.contains("SECRET"), "{message}");
}

/// Runs `command` with `input` on its standard input, to its end.
async fn run(mut command: Command, input: &[u8]) -> Output {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().expect("the server starts");
    let mut stdin = child.stdin.take().expect("standard input is piped");
    let input = input.to_owned();
    // A server that does not start closes its input early, and the rest of the input with it.
    let writing = tokio::spawn(async move { stdin.write_all(&input).await });
    let output = tokio::time::timeout(Duration::from_secs(20), child.wait_with_output()).await;
    let _closed_early = writing.await.expect("the writer does not panic");
    output.expect("the server ends").expect("the server can be waited for")
}

#[tokio::test]
async fn a_server_without_any_input_ends_cleanly() {
    for (name, ..) in SERVERS {
        let output = run(command(name, &[]), b"").await;
        assert!(output.status.success() && output.stdout.is_empty(), "{output:?}");
    }
}

/// Lines that no client should send, and some that it may, with calls of `tool` whose argument `text` is odd.
fn odd_input(tool: &str, text: &str) -> Vec<u8> {
    let initialize = json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": "2025-11-25", "capabilities": {"sampling": {}}, "clientInfo": {"name": "x", "version": "1"},
    }});
    let call = |id: i64, value: serde_json::Value| {
        json!({"jsonrpc": "2.0", "id": id, "method": "tools/call",
               "params": {"name": tool, "arguments": {text: value}}})
    };
    let mut input = format!("{initialize}\n").into_bytes();
    let lines = [
        "not json".to_owned(),
        "{}".to_owned(),
        "[1, 2".to_owned(),
        "\u{0}\u{1}".to_owned(),
        "[".repeat(100_000),
        json!({"jsonrpc": "2.0", "id": 2, "method": "no/such"}).to_string(),
        json!({"jsonrpc": "2.0", "id": 3, "result": {"an answer": "to nothing"}}).to_string(),
        json!({"jsonrpc": "2.0", "id": 99, "error": {"code": -1, "message": "x"}}).to_string(),
        json!({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 77}}).to_string(),
        json!({"jsonrpc": "2.0", "id": 4, "method": "tools/call", "params": {"name": "no_such_tool"}}).to_string(),
        call(5, json!("")).to_string(),
        call(6, json!({"deep": [[[[]]]]})).to_string(),
        call(7, json!("x".repeat(17 << 20))).to_string(),
        call(8, json!("I love it \u{202e}\u{0}\u{feff}👩‍👩‍👧")).to_string(),
    ];
    for line in lines {
        input.extend(line.bytes().chain(*b"\n"));
    }
    input.extend([0xff, 0xfe, b'\n']);
    input
}

#[tokio::test]
async fn nothing_but_json_rpc_reaches_standard_output_whatever_comes_in() {
    for (name, tool, text, _) in SERVERS {
        let input = odd_input(tool, text);
        for log in ["warn", "trace"] {
            let output = run(command(name, &["--log", log]), &input).await;
            assert!(output.status.success(), "{:?}", output.status);
            let text = String::from_utf8(output.stdout).expect("the output is UTF-8");
            let messages: Vec<serde_json::Value> =
                text.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
            assert!(messages.iter().all(|message| message["jsonrpc"] == "2.0"), "{text}");
            // The calls that can be answered are: the line that is too long is dropped by the library.
            for id in [1, 2, 4, 5, 6, 8] {
                assert!(
                    messages.iter().any(|message| message["id"] == id),
                    "{name}: no answer to {id}"
                );
            }
        }
    }
}

#[tokio::test]
async fn logs_tell_of_each_call_and_question_and_never_show_the_texts() {
    let mut answer = good().result().unwrap();
    let verdict = "\"aspects\":[{\"aspect\":\"SECRET\",\"label\":null,\"evidence\":null}]";
    let text = answer["content"]["text"].as_str().unwrap().replace("\"aspects\":[]", verdict);
    answer["content"]["text"] = json!(text);
    let replies =
        || Model::replies([Reply::says("the model's SECRET"), Reply::Gives(answer.clone())]);
    for (format, call, question) in [
        ("text", "call ended outcome=\"complete\"", "attempts=2 source=Model"),
        ("json", "\"outcome\":\"complete\"", "\"attempts\":2"),
    ] {
        let server = command("sentiment-analyzer", &["--log", "trace", "--log-format", format]);
        let mut host = Host::of_process(SESSION, Offers::Sampling, replies(), server).await;
        let arguments = json!({"text": "I love my SECRET", "aspects": ["SECRET"]});
        let refused = host
            .call("analyze_sentiment", json!({"text": "SECRET", "aspects": ["SECRET", "SECRET"]}))
            .await;
        assert!(refused.refusal().contains("SECRET"));
        let outcome = host.call("analyze_sentiment", arguments).await;
        assert_eq!(outcome.samples.len(), 2);
        let log = log_of(host).await;
        assert!(!log.contains("SECRET"), "{log}");
        for part in [
            call,
            question,
            "bytes_asked",
            "bytes_answered",
            "estimated_tokens",
            "elapsed_ms",
            "session",
        ] {
            assert!(log.contains(part), "{format}: {part} is missing in {log}");
        }
    }
}

/// What `host`'s server has logged when it has ended.
async fn log_of(mut host: Host) -> String {
    host.close().await;
    let mut log = String::new();
    host.server.as_mut().unwrap().stderr.take().unwrap().read_to_string(&mut log).await.unwrap();
    log
}

#[tokio::test]
async fn why_a_host_failed_is_logged_by_its_code_and_what_is_no_failure_as_none() {
    let call = || json!({"name": "analyze_sentiment", "arguments": {"text": "I love it"}});
    let server = command("sentiment-analyzer", &[]);
    let fails = Model::always(Reply::Fails(-32601));
    let mut host = Host::of_process(SESSION, Offers::Sampling, fails, server).await;
    host.call("analyze_sentiment", call()["arguments"].clone()).await;
    let log = log_of(host).await;
    assert!(log.contains("code=-32601 retry=Pointless"), "{log}");

    let server = command("sentiment-analyzer", &["--log", "info"]);
    let mut host = Host::of_process(SESSION, Offers::Sampling, Model::never(), server).await;
    let id = host.send("tools/call", call()).await;
    host.notify("notifications/cancelled", json!({"requestId": id})).await;
    let log = log_of(host).await;
    assert!(log.contains("call ended outcome=\"cancelled\""), "{log}");

    let server = command("sentiment-analyzer", &["--log", "info"]);
    let mut host = Host::of_process(Era::RoundTrip, Offers::Sampling, Model::never(), server).await;
    let mut forged = call();
    forged["requestState"] = json!("rs1.forged");
    host.request("tools/call", forged).await.unwrap_err();
    let log = log_of(host).await;
    assert!(log.contains("call ended outcome=\"error\""), "{log}");
}

#[tokio::test]
async fn the_default_log_is_silent_about_calls_that_go_well() {
    let server = command("sentiment-analyzer", &[]);
    let mut host =
        Host::of_process(SESSION, Offers::Sampling, Model::replies([good()]), server).await;
    host.call("analyze_sentiment", json!({"text": "I love it"})).await;
    assert_eq!(log_of(host).await, "");
}

#[tokio::test]
async fn help_and_version_are_as_everyone_expects() {
    for (name, ..) in SERVERS {
        let output = run(command(name, &["--version"]), b"").await;
        assert_eq!(
            String::from_utf8_lossy(&output.stdout),
            format!("{name} {}\n", env!("CARGO_PKG_VERSION"))
        );
        let output = run(command(name, &["--help"]), b"").await;
        let help = String::from_utf8_lossy(&output.stdout).into_owned();
        for option in [
            "--root",
            "--sampling",
            "--ask-timeout",
            "--call-timeout",
            "--max-asks",
            "--max-questions",
            "--max-concurrent",
            "--questions-per-minute",
            "--model-hint",
            "--priority",
            "--temperature",
            "--max-tokens",
            "--metadata",
            "--log",
            "--log-format",
        ] {
            let variable = format!(
                "SAMPLING_{}",
                option.trim_start_matches('-').replace('-', "_").to_uppercase()
            );
            assert!(
                help.contains(option) && help.contains(&variable),
                "{option} {variable}: {help}"
            );
        }
    }
}

#[tokio::test]
async fn an_option_that_makes_no_sense_is_refused_with_what_to_change() {
    let cases: [(&[&str], &str); 11] = [
        (&["--temperature", "1.5"], "write a number from 0 to 1"),
        (&["--ask-timeout", "soon"], "write a number of seconds"),
        (&["--call-timeout", "0"], "write a number of seconds"),
        (&["--max-asks", "4"], "1..=3"),
        (&["--max-concurrent", "0"], "from 1 to 10000"),
        (&["--max-concurrent", "18446744073709551615"], "from 1 to 10000"),
        (&["--max-tokens", "0"], "1.."),
        (&["--metadata", "[1]"], "write a JSON object"),
        (&["--sampling", "maybe"], "auto, off"),
        (&["--model-hint", ""], "a value is required"),
        (&["--root", "/no/such/directory"], "No such file or directory"),
    ];
    for (arguments, expected) in cases {
        let output = run(command("sentiment-analyzer", arguments), b"").await;
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && message.contains(expected), "{arguments:?}: {message}");
        assert!(output.stdout.is_empty());
    }
}

#[tokio::test]
async fn options_are_read_from_the_environment_too() {
    let mut server = command("sentiment-analyzer", &[]);
    server.env("SAMPLING_SAMPLING", "off");
    let mut host = Host::of_process(SESSION, Offers::Sampling, Model::never(), server).await;
    let outcome = host.call("analyze_sentiment", json!({"text": "I love it"})).await;
    assert_eq!(outcome.source(), ("fallback", Some("not_asked")));
}

#[tokio::test]
async fn a_state_key_that_cannot_be_used_is_refused_at_the_start_in_one_line() {
    let refused = async |name: &str, key: &OsStr, expected: &str| {
        let mut server = command(name, &[]);
        server.env("SAMPLING_STATE_KEY", key).env("RUST_BACKTRACE", "1");
        let output = run(server, b"").await;
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(message.starts_with(expected) && message.lines().count() == 1, "{message}");
        assert!(!message.contains("secret"), "the key itself is not shown: {message}");
        assert!(output.stdout.is_empty());
    };
    let too_short = "error: SAMPLING_STATE_KEY is too short: write at least 32 bytes";
    for (name, ..) in SERVERS {
        refused(name, OsStr::new("a secret"), too_short).await;
    }
    refused("sentiment-analyzer", OsStr::new(""), too_short).await;
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        let key = OsStr::from_bytes(&[0xFF; 32]);
        refused("sentiment-analyzer", key, "error: SAMPLING_STATE_KEY is not UTF-8: write").await;
    }
}
