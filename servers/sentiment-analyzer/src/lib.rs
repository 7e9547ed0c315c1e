//! An MCP server with one question: what is the sentiment of a text? One tool asks it about a text, the other about
//! many.
//!
//! In reading order:
//!
//! - [`server`]: the tool: check the input, put the question, accept or fall back
//! - `prompt.md`: what the model is told
//! - [`answer`]: what the model must answer, and what is wrong with an answer
//! - [`fallback`]: the same answer without a model
//! - [`batch`]: the second tool: many texts in few questions
//! - [`lexicon`]: the analysis behind the fallback; a reader who skips it misses nothing about sampling

pub mod answer;
pub mod batch;
pub mod fallback;
pub mod lexicon;
pub mod server;

pub use server::SentimentAnalyzer;
