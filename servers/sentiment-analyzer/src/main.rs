//! Starts the sentiment analyzer on standard input and output.

use anyhow::Context as _;
use clap::Parser;
use sentiment_analyzer::SentimentAnalyzer;

#[derive(Parser)]
#[command(version, about)]
struct CommandLine {
    #[command(flatten)]
    options: shared::Options,
}

fn main() -> anyhow::Result<()> {
    let CommandLine { options } = CommandLine::parse();
    shared::serve(options, SentimentAnalyzer).context("sentiment-analyzer stopped")
}
