//! Starts the ticket classifier on standard input and output.

use std::{fs, path::PathBuf};

use anyhow::Context as _;
use clap::{CommandFactory as _, Parser, error::ErrorKind};
use ticket_classifier::{Taxonomy, TicketClassifier};

#[derive(Parser)]
#[command(version, about)]
struct CommandLine {
    /// The categories, in TOML, in place of the built-in ones for IT support
    #[arg(long, value_name = "FILE", env = "SAMPLING_TAXONOMY")]
    taxonomy: Option<PathBuf>,

    /// Labeled examples of the categories: a CSV file with the columns text and category
    #[arg(long, value_name = "FILE", env = "SAMPLING_EXAMPLES")]
    examples: Option<PathBuf>,

    #[command(flatten)]
    options: shared::Options,
}

fn main() -> anyhow::Result<()> {
    let CommandLine { taxonomy, examples, options } = CommandLine::parse();
    // A file that its user can put right is told of like an option, without a backtrace.
    let categories = categories(taxonomy, examples).unwrap_or_else(|why| {
        CommandLine::command().error(ErrorKind::ValueValidation, format!("{why:#}")).exit()
    });
    shared::serve(options, TicketClassifier::new(categories)).context("ticket-classifier stopped")
}

fn categories(taxonomy: Option<PathBuf>, examples: Option<PathBuf>) -> anyhow::Result<Taxonomy> {
    let mut categories = Taxonomy::it_support();
    if let Some(path) = taxonomy {
        let unusable = || format!("the taxonomy {} cannot be used", path.display());
        let text = fs::read_to_string(&path).with_context(unusable)?;
        categories = Taxonomy::from_toml(&text).with_context(unusable)?;
    }
    if let Some(path) = examples {
        let unusable = || format!("the examples {} cannot be used", path.display());
        categories = categories
            .with_examples(&fs::read(&path).with_context(unusable)?)
            .with_context(unusable)?;
        // Thousands are learned in a second or two: before the first call, or else in the middle of one.
        categories.matcher();
    }
    Ok(categories)
}
