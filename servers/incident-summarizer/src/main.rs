//! Starts the incident summarizer on standard input and output.

use anyhow::Context as _;
use clap::Parser;
use incident_summarizer::IncidentSummarizer;

#[derive(Parser)]
#[command(version, about)]
struct CommandLine {
    #[command(flatten)]
    options: shared::Options,
}

fn main() -> anyhow::Result<()> {
    let CommandLine { options } = CommandLine::parse();
    shared::serve(options, IncidentSummarizer::new).context("incident-summarizer stopped")
}
