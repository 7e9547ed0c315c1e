//! An MCP server with one question: which of the user's categories does a ticket belong to, and how soon must somebody
//! look at it? One tool asks it about a ticket, the other about many.
//!
//! In reading order:
//!
//! - [`server`]: the tool: check the input, put the question, accept or fall back
//! - `prompt.md`: what the model is told
//! - [`taxonomy`]: the categories as the model reads them; [`categories`]: what one is, from a file or from the call
//! - [`answer`]: what the model must answer, and what is wrong with an answer
//! - [`fallback`]: the same answer without a model
//! - [`batch`]: the second tool: many tickets in few questions
//! - [`matching`]: the analysis behind the fallback; a reader who skips it misses nothing about sampling

pub mod answer;
pub mod batch;
pub mod categories;
pub mod fallback;
pub mod matching;
pub mod server;
pub mod taxonomy;

pub use server::TicketClassifier;
pub use taxonomy::Taxonomy;
