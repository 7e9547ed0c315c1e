//! An MCP server with one tool and one question: what is the sentiment of a text?
//!
//! In reading order:
//!
//! - [`server`]: the tool: check the input, put the question, accept or fall back
//! - `prompt.md`: what the model is told
//! - [`answer`]: what the model must answer, and what is wrong with an answer
//! - [`fallback`]: the same answer without a model
//! - [`lexicon`]: the analysis behind the fallback; a reader who skips it misses nothing about sampling

pub mod answer;
pub mod fallback;
pub mod lexicon;
pub mod server;

pub use server::SentimentAnalyzer;
