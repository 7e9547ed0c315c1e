//! The person at the keyboard is the host's model and reviewer: each question is shown as a host would
//! show it, and whatever comes back goes to the real server.

use std::{io::Write as _, path::Path};

use end_to_end::{
    host::{Era, Host, Offers},
    model::{DECLINES, Model, Reply, Sample},
};
use sentiment_analyzer::fallback;
use serde_json::{Value, json};
use tokio::process::Command;

use crate::table;

const EXAMPLE: &str =
    "The screen is gorgeous, but the battery died twice in one day and support never answered.";

/// Long enough to type an answer, short enough to wait for.
const ASK_TIMEOUT_SECONDS: &str = "60";
/// Long enough to be asked three times.
const CALL_TIMEOUT_SECONDS: &str = "180";

/// Plays until the person has enough.
pub(crate) async fn play(server: &Path) -> anyhow::Result<()> {
    println!(
        "You are the model of an MCP host, and the person who approves what it is asked. The server is real.\n"
    );
    while let Some(text) = line(&format!("A text to analyze (Enter: {EXAMPLE:?}; q: quit)\n> ")) {
        let text = match text.as_str() {
            "q" => break,
            "" => EXAMPLE.to_owned(),
            _ => text,
        };
        let era = match line("Host of 2025-11-25 (1, Enter) or of 2026-07-28 (2)? ").as_deref() {
            None => break,
            Some("2") => Era::RoundTrip,
            Some(_) => Era::Session("2025-11-25"),
        };
        let mut command = Command::new(server);
        command.args([
            "--max-asks",
            "3",
            "--ask-timeout",
            ASK_TIMEOUT_SECONDS,
            "--call-timeout",
            CALL_TIMEOUT_SECONDS,
        ]);
        let model = Model::new({
            let text = text.clone();
            move |sample| review(sample, &text)
        });
        let mut host = Host::of_process(era, Offers::Sampling, model, command).await;
        let outcome = host.call("analyze_sentiment", json!({ "text": text })).await;
        let [wrong, answer, from] = table::result(&outcome);
        println!("\n=== what the caller gets ===\n{answer}\n\nfrom: {}", from.replace('\n', ", "));
        if !wrong.is_empty() {
            println!("on the way:\n- {}", wrong.replace('\n', "\n- "));
        }
        println!();
    }
    Ok(())
}

/// Shows one question as a host would, and asks what comes back.
fn review(sample: &Sample, text: &str) -> Reply {
    println!("\n=== a server asks your model ===\n{}\n", sample.last());
    println!(
        "max tokens {}, temperature {}, instructions of {} characters",
        sample.0["maxTokens"],
        sample.0["temperature"],
        sample.system_prompt().chars().count()
    );
    loop {
        let choice = line(
            "\n1 answer well         2 answer well, in a fence with chatter   3 quote what is not there\n\
             4 cut your answer     5 refuse in prose                        6 say no as the user\n\
             7 fail as the host    8 say nothing                            s show the instructions\n\
             or type an answer of your own (up to 2025-11-25 the server waits for a minute)\n> ",
        );
        let answer = good_answer(text);
        return match choice.as_deref() {
            Some("1") => Reply::json(answer),
            Some("2") => Reply::says(format!(
                "Of course! Here it is:\n```json\n{answer:#}\n```\nAnything else?"
            )),
            Some("3") => {
                let mut invented = answer;
                invented["evidence"] = json!(["best thing since sliced bread"]);
                Reply::json(invented)
            }
            Some("4") => {
                let whole = answer.to_string();
                Reply::IsCut(whole.chars().take(whole.len() / 2).collect())
            }
            Some("5") => Reply::says("I'm sorry, but I don't feel comfortable judging that."),
            Some("6") | None => DECLINES,
            Some("7") => Reply::Fails(-32603),
            Some("8") => Reply::Silent,
            Some("s") => {
                println!("\n{}", sample.system_prompt());
                continue;
            }
            Some("") => continue,
            Some(own) => Reply::says(own),
        };
    }
}

/// What an able model might say: the local estimate, given as a model's answer.
fn good_answer(text: &str) -> Value {
    serde_json::to_value(fallback::sentiment(text, &[])).unwrap_or_default()
}

/// One line from the keyboard; none at the end of input.
fn line(prompt: &str) -> Option<String> {
    print!("{prompt}");
    std::io::stdout().flush().ok()?;
    let mut line = String::new();
    match std::io::stdin().read_line(&mut line) {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(line.trim().to_owned()),
    }
}
