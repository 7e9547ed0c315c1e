//! Scores what the servers do without a model, and prints one JSON object: the analyses on labeled data, and
//! the reading of model answers on answers that are damaged.
#![expect(clippy::print_stdout, reason = "this program's output is its result")]

mod answers;
mod costs;
mod facts;
mod incidents;
mod lines;
mod measures;
mod metrics;
mod noise;
mod numbers;
mod sentiment;
mod tickets;

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
    /// The ticket fallback, on lines of {"text", "label"} or {"title", "body", "label"}
    Tickets {
        /// JSON lines
        file: PathBuf,
        /// JSON lines of labeled examples
        #[arg(long)]
        shots: Option<PathBuf>,
        /// How many examples of each label are used, the first ones [default: all]
        #[arg(long, requires = "shots")]
        per_class: Option<usize>,
        /// JSON lines of tickets that belong to no category
        #[arg(long)]
        oos: Option<PathBuf>,
        /// A taxonomy, in place of the labels of the tickets
        #[arg(long)]
        categories: Option<PathBuf>,
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
    /// The facts of series, on a folder with the folders nab, tcpd and synthetic
    Metrics {
        /// The folder that holds them
        folder: PathBuf,
        /// Also what was found in each series
        #[arg(long)]
        verbose: bool,
    },
    /// The incident fallback, on a folder with gold.jsonl, hand_gold.jsonl and the folders docs and clean
    Incidents {
        /// The folder that holds them
        folder: PathBuf,
        /// Also what was missed, document by document
        #[arg(long)]
        verbose: bool,
    },
    /// The check of numbers in prose, on lines of {"text"} and "facts" or "table"
    Numbers {
        /// JSON lines
        file: PathBuf,
        /// Which errors are drawn
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Where what was refused falsely and what was missed is written, as JSON lines
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// The facts of a table of any size, and how long they took
    Facts {
        /// A CSV file
        file: PathBuf,
    },
    /// What is claimed of series in which there is nothing but noise
    Noise,
    /// What the facts and the chart of large series take, in time and memory
    Costs,
}

fn main() -> anyhow::Result<()> {
    let CommandLine { analysis } = CommandLine::parse();
    let scores = match analysis {
        Analysis::Sentiment { file } => sentiment::scores(&file)?,
        Analysis::Tickets { file, shots, per_class, oos, categories } => {
            let per_class = per_class.unwrap_or(usize::MAX);
            let shots = shots.as_deref().map(|path| (path, per_class));
            let given = tickets::Given { shots, categories: categories.as_deref() };
            tickets::scores(&file, &given, oos.as_deref())?
        }
        Analysis::Answers { files, out } => answers::scores(&files, out.as_deref())?,
        Analysis::Metrics { folder, verbose } => metrics::scores(&folder, verbose)?,
        Analysis::Incidents { folder, verbose } => incidents::scores(&folder, verbose)?,
        Analysis::Numbers { file, seed, out } => numbers::scores(&file, seed, out.as_deref())?,
        Analysis::Facts { file } => facts::facts(&file)?,
        Analysis::Noise => noise::scores(),
        Analysis::Costs => costs::costs()?,
    };
    println!("{scores}");
    Ok(())
}
