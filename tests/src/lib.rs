//! The scripted host: whole conversations with a server from outside, with a model that says exactly what
//! the test wrote. The binaries `demo`, `eval`, `clients`, `soak` and `links` stand beside it.
//!
//! - [`host`]: a host of either era, over memory or over the pipes of a real server process
//! - [`model`]: what the scripted model says to each question
//! - [`scenes`]: calls of every tool, with what the model says
//! - [`binaries`]: where the servers' binaries are
//! - [`workspace`]: the files of the workspace
//! - [`links`]: links that install a server in a host
//! - [`cases`]: texts that a model may have said, and what must come of them
//! - [`draws`]: numbers drawn by chance, the same on every machine
//! - [`memory`]: what a process takes
#![expect(
    clippy::indexing_slicing,
    reason = "indexing a JSON value gives null, and a panic here is a failed test"
)]

pub mod binaries;
pub mod cases;
pub mod draws;
pub mod host;
pub mod links;
pub mod memory;
pub mod model;
pub mod scenes;
pub mod workspace;
