//! An MCP server that summarizes a report of an incident: reading the report is deterministic, the host's model gets
//! what needs language, and whatever it says is tied to what the report says.
//!
//! In reading order:
//!
//! - [`server`]: the tool: check the input, put the questions, accept or fall back
//! - `prompt.md`: what the model is told
//! - [`answer`]: what the model must answer, what is wrong with an answer, and what is left of one that stays wrong
//! - [`parts`]: a report that is too long for one question: many questions, then one about their answers
//! - [`fallback`]: the same answer without a model
//! - [`report`]: from HTML, Markdown or plain text to sections, times and entries, and what ties an answer to them

pub mod answer;
pub mod fallback;
pub mod parts;
pub mod report;
pub mod server;

pub use server::IncidentSummarizer;
