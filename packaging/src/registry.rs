//! `server.json`: the entry of a server in the MCP registry.
//!
//! The format is docs/reference/server-json of modelcontextprotocol/registry, which takes a name below `io.github.OWNER` from
//! that owner alone, and bundles from the releases of a repository on GitHub or GitLab.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::server::{Repository, Server};

/// The version of the format.
const SCHEMA: &str = "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json";

/// The entry of `server`, whose release in `repository` has the file `bundle`.
pub fn entry(server: &Server, repository: &Repository, bundle: &[u8]) -> Value {
    let (name, version) = (&server.name, &server.version);
    json!({
        "$schema": SCHEMA,
        "name": format!("io.github.{}/{name}", repository.owner),
        "title": server.display_name(),
        "description": server.description,
        "version": version,
        "repository": {
            "url": repository.url,
            "source": "github",
            "subfolder": format!("servers/{name}"),
        },
        "packages": [{
            "registryType": "mcpb",
            "identifier": format!("{}/releases/download/v{version}/{name}.mcpb", repository.url),
            "version": version,
            "fileSha256": sha256(bundle),
            "transport": {"type": "stdio"},
        }],
    })
}

/// The SHA-256 of `bytes`, in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
