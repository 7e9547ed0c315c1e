//! An MCP server that tells what happened in a table of metrics: the numbers are computed here, the host's model only
//! phrases them, and nothing that it says passes which the numbers do not bear out.
//!
//! In reading order:
//!
//! - [`server`]: the tools: check the input, put the question, accept or fall back
//! - `prompt.md`: what the model is told
//! - [`answer`]: what the model must answer, and what is wrong with an answer
//! - [`fallback`]: the same answer without a model
//! - [`series`]: the table, its facts, the check of what is said about them, and the chart; a reader who skips it
//!   misses nothing about sampling

pub mod answer;
pub mod fallback;
pub mod series;
pub mod server;

pub use server::MetricsNarrator;
