//! Scores what the servers do without a model, and prints one JSON object: the analyses on labelled data, and
//! the reading of model answers on answers that are damaged.
#![expect(clippy::print_stdout, reason = "this program's output is its result")]

mod answers;
mod measures;
mod sentiment;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Scores what the servers do without a model
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
    /// The reading of model answers, on lines of {"id", "schema", "input", "stop_reason"} and "expect", "refuse" or
    /// "prefix_of"
    Answers {
        /// JSON lines
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Where what came of every case is written, as JSON lines
        #[arg(long)]
        out: Option<PathBuf>,
    },
}

fn main() -> anyhow::Result<()> {
    let CommandLine { analysis } = CommandLine::parse();
    let scores = match analysis {
        Analysis::Sentiment { file } => sentiment::scores(&file)?,
        Analysis::Answers { files, out } => answers::scores(&files, out.as_deref())?,
    };
    println!("{scores}");
    Ok(())
}
