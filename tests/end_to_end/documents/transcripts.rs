//! The conversations that `docs/sampling.md` shows, held with the server.

use std::process::Stdio;

use end_to_end::{binaries::binary, workspace::document};
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    process::Command,
};

/// What stands for what a document leaves out, at the end of a text.
const LEFT_OUT: &str = "…";

/// Who writes a message.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Writer {
    Host,
    Server,
}

/// The conversations of a document, each in a block of its own.
fn conversations(document: &str) -> Vec<Vec<(Writer, Value)>> {
    let blocks = document.split("```text\n→ ").skip(1);
    blocks.map(|block| messages(block.split("\n```").next().unwrap_or_default())).collect()
}

/// The messages of a block whose first sign is left out; a message may stand on several lines.
fn messages(block: &str) -> Vec<(Writer, Value)> {
    let mut written = vec![(Writer::Host, String::new())];
    for line in block.lines() {
        let begun = [("→ ", Writer::Host), ("← ", Writer::Server)];
        let begun = begun.map(|(sign, writer)| Some((writer, line.strip_prefix(sign)?.to_owned())));
        match begun.into_iter().flatten().next() {
            Some(message) => written.push(message),
            None => written.last_mut().expect("there is a first").1.push_str(line),
        }
    }
    let json =
        |text: &str| serde_json::from_str(text).unwrap_or_else(|why| panic!("{why}: {text}"));
    written.iter().map(|(writer, text)| (*writer, json(text))).collect()
}

/// Whether `message` is what is `shown` of it.
fn is_shown(shown: &Value, message: &Value) -> bool {
    match (shown, message) {
        (Value::String(shown), Value::String(text)) => {
            shown.strip_suffix(LEFT_OUT).map_or(shown == text, |begin| text.starts_with(begin))
        }
        (Value::Array(shown), Value::Array(items)) => {
            shown.len() == items.len()
                && shown.iter().zip(items).all(|(shown, item)| is_shown(shown, item))
        }
        (Value::Object(shown), Value::Object(members)) => {
            shown.len() == members.len()
                && shown.iter().all(|(name, shown)| {
                    members.get(name).is_some_and(|member| is_shown(shown, member))
                })
        }
        _ => shown == message,
    }
}

#[tokio::test]
async fn the_calls_by_hand_go_as_they_are_shown() {
    let conversations = conversations(&document("docs/sampling.md"));
    assert_eq!(conversations.iter().map(Vec::len).collect::<Vec<_>>(), [7, 4]);
    for conversation in conversations {
        let mut server = Command::new(binary("sentiment-analyzer"));
        let mut server = server.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut input = server.stdin.take().unwrap();
        let mut output = BufReader::new(server.stdout.take().unwrap()).lines();
        let mut state = Value::Null;
        for (writer, mut shown) in conversation {
            if writer == Writer::Host {
                // Only its beginning is shown, and it is another one each time.
                if let Some(sent) = shown.pointer_mut("/params/requestState") {
                    *sent = state.clone();
                }
                input.write_all(format!("{shown}\n").as_bytes()).await.unwrap();
                continue;
            }
            let line = output.next_line().await.unwrap().expect("the server answers");
            let message: Value = serde_json::from_str(&line).unwrap();
            assert!(is_shown(&shown, &message), "shown:\n{shown}\nwritten:\n{message}");
            state = message["result"]["requestState"].clone();
        }
        drop(input);
        assert!(server.wait().await.unwrap().success());
    }
}

#[test]
fn what_is_shown_may_leave_out_the_end_of_a_text_and_nothing_else() {
    let message = serde_json::json!({"a": [1, "the text"], "b": null});
    for (shown, expected) in [
        (serde_json::json!({"a": [1, "the text"], "b": null}), true),
        (serde_json::json!({"a": [1, "the…"], "b": null}), true),
        (serde_json::json!({"a": [1, "a…"], "b": null}), false),
        (serde_json::json!({"a": [1, "the…"]}), false),
        (serde_json::json!({"a": [1], "b": null}), false),
    ] {
        assert_eq!(is_shown(&shown, &message), expected, "{shown}");
    }
}
