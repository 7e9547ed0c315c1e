//! What an MCP server needs to ask its host's model a question in every protocol era, and to turn whatever
//! the model says into a validated answer or an honest fallback. Nothing here knows any server.
//!
//! In reading order:
//!
//! - [`server`]: what a server is: what it says of itself, its tools, and what a host can read
//! - [`sampler`]: what a handler takes and asks; below it one file for each route
//! - [`question`]: a question, and the conversation it becomes
//! - [`prompt`]: instructions and answer type under one version, readable as resources
//! - [`answer`]: from a model's text to a value, and where the value comes from
//! - [`material`]: what a question is about: text within limits, fenced; files and tables
//! - [`numerals`]: numbers as people write them, in digits and in words
//! - [`batch`]: many items in few questions, each item judged alone
//! - [`reply`]: how much of an answer a reply has room for, and how many digits of an estimate
//! - [`resources`]: what a host can read beside the tools
//! - [`refusal`]: what a caller hears who sent something unusable
//! - [`mod@serve`]: command line, runtime, standard streams, signals, exit
//! - `telemetry`: logs to standard error
//! - [`limits`]: the sizes, times and counts that all servers have in common, with their reasons
//! - `text`, `hidden`, `digest`: what is shown of a text, what of it shows nothing, and what tells one from another

pub mod answer;
pub mod batch;
mod digest;
mod hidden;
pub mod limits;
pub mod material;
pub mod numerals;
pub mod prompt;
pub mod question;
pub mod refusal;
pub mod reply;
pub mod resources;
pub mod sampler;
pub mod serve;
pub mod server;
mod telemetry;
mod text;

pub use answer::{Answer, Asked, Pictured, Provenance};
pub use material::Material;
pub use prompt::Prompt;
pub use question::Question;
pub use refusal::Refusal;
pub use sampler::{Sampler, Sampling};
pub use serve::{Options, serve, serve_handler};
pub use server::SamplingServer;
