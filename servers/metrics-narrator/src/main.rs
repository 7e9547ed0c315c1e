//! Starts the metrics narrator on standard input and output.

use anyhow::Context as _;
use clap::Parser;
use metrics_narrator::MetricsNarrator;

#[derive(Parser)]
#[command(version, about)]
struct CommandLine {
    #[command(flatten)]
    options: shared::Options,
}

fn main() -> anyhow::Result<()> {
    let CommandLine { options } = CommandLine::parse();
    shared::serve(options, MetricsNarrator).context("metrics-narrator stopped")
}
