//! What a release of a server is made of. Everything comes from one place: its `Cargo.toml`, its licenses and what it says
//! of itself when a host asks. docs/releasing.md says how a release is made.
//!
//! - [`server`]: what Cargo and the server itself say of it
//! - [`manifest`]: the same as the manifest of a bundle
//! - [`licenses`]: the licenses of what is built into a binary
//! - [`bundle`]: manifest, binaries and licenses in one file that a host installs
//! - [`registry`]: the entry of that file in the MCP registry

pub mod bundle;
pub mod licenses;
pub mod manifest;
pub mod registry;
pub mod server;

pub use crate::server::{Platform, Repository, Server, Tool};
