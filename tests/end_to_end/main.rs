//! Whole conversations, from outside, in both eras. Every test is a sentence about behavior.
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "indexing a JSON value gives null, and a panic here is a failed test"
)]

mod answers;
mod batch;
mod binary;
mod consent;
mod definitions;
mod documents;
mod floors;
mod incidents;
mod kinds;
mod layout;
mod metrics;
mod probe;
mod properties;
mod requests;
mod round_trip;
mod sampler;
mod sentiment;
mod session;
mod tickets;
mod together;
