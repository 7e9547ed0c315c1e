//! Calls every tool of every server from real clients that others wrote, in each era, with a model that answers well, one
//! that is of no use and one that fails, and compares each reply with what the scripted host gets.
//!
//! `tests/clients/install` installs the clients. A client that is not there is not run, and said to be so; with no client that
//! offers sampling in one of the eras the program fails.
#![expect(clippy::print_stdout, reason = "this program talks to a person")]
#![expect(clippy::indexing_slicing, reason = "indexing a JSON value gives null")]

mod calls;
mod client;
mod expected;

use std::{sync::Arc, thread, time::Instant};

use anyhow::ensure;
use comfy_table::{Table, presets};
use end_to_end::host::{BOTH, Offers};
use serde_json::Value;
use tokio::sync::Semaphore;

use crate::{
    calls::Call,
    client::{CLIENTS, Client},
    expected::Expected,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let begin = Instant::now();
    let calls = Arc::new(calls::all().await?);
    let (expected, ran) = tokio::join!(Expected::of(&calls), run_all(&calls));
    let expected = expected?;

    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED);
    table.set_header(["client", "package", "protocol", "tools", "samples", "passed"]);
    let (mut eras, mut failures) = (Vec::new(), Vec::new());
    for (client, ran) in CLIENTS.iter().zip(&ran) {
        let lines = match ran {
            Ok(lines) => lines,
            Err(reason) => {
                table.add_row([client.name(), format!("not run: {reason:#}")]);
                continue;
            }
        };
        let judged = calls.iter().zip(expected.of_client(client)).zip(lines);
        let problems: Vec<_> = judged
            .filter_map(|((call, answer), line)| answer.problem(call, client, line))
            .collect();
        table.add_row(row(client, &calls, lines, problems.len()));
        failures.extend(problems);
        if client.offers == Offers::Sampling {
            eras.push(client.era);
        }
    }
    println!("{table}");
    for failure in &failures {
        println!("FAILED {failure}");
    }
    println!(
        "{} calls for each client, {:.0} s in all",
        calls.len(),
        begin.elapsed().as_secs_f64()
    );
    ensure!(failures.is_empty(), "{} calls of real clients failed", failures.len());
    for era in BOTH {
        ensure!(eras.contains(&era), "no client of {} that offers sampling ran", era.version());
    }
    Ok(())
}

/// The lines of each client, or why it did not run. As many run at a time as there are processors.
async fn run_all(calls: &Arc<Vec<Call>>) -> Vec<anyhow::Result<Vec<Value>>> {
    let turns = Arc::new(Semaphore::new(thread::available_parallelism().map_or(1, usize::from)));
    let running = CLIENTS.iter().map(|client| {
        let (turns, calls) = (Arc::clone(&turns), Arc::clone(calls));
        tokio::spawn(async move {
            let _turn = turns.acquire().await?;
            client.run(&calls).await
        })
    });
    let mut ran = Vec::new();
    for client in running.collect::<Vec<_>>() {
        ran.push(client.await.unwrap_or_else(|panic| Err(panic.into())));
    }
    ran
}

fn row(client: &Client, calls: &[Call], lines: &[Value], failed: usize) -> [String; 6] {
    let samples: u64 = lines.iter().filter_map(|line| line["samples"].as_u64()).sum();
    [
        client.name(),
        format!("{} {}", in_all(lines, "client"), in_all(lines, "version")),
        in_all(lines, "protocol"),
        calls::tools(calls).len().to_string(),
        samples.to_string(),
        format!("{} of {}", lines.len() - failed, lines.len()),
    ]
}

/// What the lines say under `member`: one value, if all is well.
fn in_all(lines: &[Value], member: &str) -> String {
    let mut values: Vec<_> = lines.iter().filter_map(|line| line[member].as_str()).collect();
    values.dedup();
    values.join(", ")
}
