//! Starts the incident summarizer on standard input and output.

use anyhow::Context as _;
use clap::{CommandFactory as _, FromArgMatches as _, Parser};
use incident_summarizer::{IncidentSummarizer, parts::QUESTIONS_OF_A_REPORT};

#[derive(Parser)]
#[command(version, about)]
struct CommandLine {
    #[command(flatten)]
    options: shared::Options,
}

fn main() -> anyhow::Result<()> {
    // A report never takes more, whatever the servers have in common.
    let command = CommandLine::command().mut_arg("max_questions", |argument| {
        argument.default_value(QUESTIONS_OF_A_REPORT.to_string()).help(format!(
            "The most questions of one call; a report takes {QUESTIONS_OF_A_REPORT} at most"
        ))
    });
    let CommandLine { options } =
        CommandLine::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit());
    shared::serve(options, IncidentSummarizer).context("incident-summarizer stopped")
}
