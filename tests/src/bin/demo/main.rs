//! Shows what the project is for: real calls of a real server process, with a scripted model that answers
//! well, damaged, uselessly and not at all. No key, no network.
//!
//! `demo --play` makes the person at the keyboard the host's model and reviewer.
#![expect(clippy::print_stdout, reason = "this program talks to a person")]
#![expect(clippy::indexing_slicing, reason = "indexing a JSON value gives null")]

mod charts;
mod play;
mod said;
mod table;

use std::time::Instant;

use clap::Parser;
use end_to_end::{binaries, scenes};

/// Calls the real server over stdio, with a scripted model
#[derive(Parser)]
struct CommandLine {
    /// Be the host's model and reviewer yourself
    #[arg(long)]
    play: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let CommandLine { play } = CommandLine::parse();
    if play {
        return play::play(&binaries::binary("sentiment-analyzer")).await;
    }
    let begin = Instant::now();
    let mut calls = 0;
    for (name, scenes) in scenes::all() {
        let server = binaries::binary(name);
        let mut table = table::Table::new();
        for scene in &scenes {
            let (model, said) = said::recorded(scene.replies.clone());
            let outcome = scene.play(&server, model).await;
            let chart = charts::saved(&outcome, &(table.rows() + 1).to_string())?;
            table.add(scene, &said.lock().expect("the model has finished"), &outcome, chart);
        }
        println!("{name}\n{}\n", table.draw());
        calls += scenes.len();
    }
    println!(
        "{calls} calls in {:.1} s. Each row is one call of the server above it; `asked` counts the requests to the host's model, and \
         `rounds` the times a 2026-07-28 host called again.\nNothing the model says reaches the caller unchecked: `from` is the \
         reply's provenance. To play the model yourself: cargo run --bin demo -- --play",
        begin.elapsed().as_secs_f64(),
    );
    Ok(())
}
