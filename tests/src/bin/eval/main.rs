//! Scores the analyses that need no model on labelled data, and prints one JSON object.
#![expect(clippy::print_stdout, reason = "this program's output is its result")]

mod measures;
mod sentiment;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Scores the servers' own analyses on labelled data
#[derive(Parser)]
struct CommandLine {
    #[command(subcommand)]
    analysis: Analysis,
}

#[derive(Subcommand)]
enum Analysis {
    /// The sentiment fallback, on lines of {"ds", "text", "label"}
    Sentiment {
        /// JSON lines
        file: PathBuf,
    },
}

fn main() -> anyhow::Result<()> {
    let CommandLine { analysis } = CommandLine::parse();
    let scores = match analysis {
        Analysis::Sentiment { file } => sentiment::scores(&file)?,
    };
    println!("{scores}");
    Ok(())
}
