//! Many items in few questions, each item judged alone.
//!
//! A batch tool reads its items from the call or from a table (`rows`), asks about some twenty of them in one
//! question, every distinct text once (`ask`), and replies with a row for each (`reply`). What is missing, doubled
//! or wrong in the answers is asked for again, all of it together in one question, and what is still wrong falls back
//! alone. A call takes as many rows as fit into its questions and into its reply, and names the row to go on from.
//!
//! A server's `batch.rs` declares the arguments, the short answer and the columns, and hands over to here.

mod ask;
mod reply;
mod rows;

pub use ask::{ItemAnswer, ItemAnswers, Items};
pub use reply::{BatchAnswer, BatchProvenance, Brief, Sources, in_short, output_schema};
pub use rows::{Column, Input, Item, Row, Rows, first_row, joined, most_rows};
