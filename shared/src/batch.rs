//! Many items in few questions, each item judged alone.
//!
//! A batch tool reads its items from the call or from a table (`rows`), takes as many of them as one call can answer
//! (`window`), asks about some twenty in one question, every distinct text once (`ask`), judges what comes back
//! (`judgment`), and replies with a row for each (`reply`), as many as hosts accept at once (`draft`), and the same in
//! text (`lines`). What is missing, doubled or wrong in the answers is asked for again, all of it together in one
//! question, and what is still wrong falls back alone. What did not fit into the call is left to the next one, which
//! the reply names.
//!
//! A server's `batch.rs` declares the arguments, the short answer and the columns, and hands over to here.

mod ask;
mod draft;
mod judgment;
mod lines;
mod reply;
mod rows;
mod window;

pub use ask::{ItemAnswer, ItemAnswers, Outcomes};
pub use reply::{BatchAnswer, BatchProvenance, Brief, Sources, output_schema};
pub use rows::{Column, Input, Listed, Row, Rows};
pub use window::{first_row, most_rows};
