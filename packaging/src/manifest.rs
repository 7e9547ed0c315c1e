//! `manifest.json`: what a host reads before it installs a bundle.
//!
//! The specification is MANIFEST.md of modelcontextprotocol/mcpb. A manifest of version 0.3 says all that is to be said
//! here; 0.4 adds a kind of server in Python.

use serde_json::{Map, Value, json};

use crate::server::{Platform, Server, Tool};

/// The manifest of `server`, whose bundle has a binary for each of `platforms`.
///
/// # Panics
///
/// If there is no platform.
pub fn manifest(server: &Server, tools: &[Tool], platforms: &[Platform]) -> Value {
    let binary = |platform: &Platform| platform.binary(&server.name);
    let first = platforms.first().expect("a bundle has a binary");
    let command = |platform| format!("${{__dirname}}/{}", binary(platform));
    let overrides: Map<_, _> = platforms
        .iter()
        .map(|platform| (platform.name().to_owned(), json!({"command": command(platform)})))
        .collect();
    // The schema asks for an author. Where no repository names one, this claims nobody.
    let author = server.repository.as_ref().map(|repository| repository.owner.clone());
    let author = author.unwrap_or_else(|| format!("The authors of {}", server.name));
    let mut manifest = json!({
        "manifest_version": "0.3",
        "name": server.name,
        "display_name": server.display_name(),
        "version": server.version,
        "description": server.description,
        "author": {"name": author},
        "server": {
            "type": "binary",
            "entry_point": binary(first),
            "mcp_config": {
                "command": command(first),
                "args": ["--root", "${user_config.roots}"],
                "platform_overrides": overrides,
            },
        },
        "tools": tools
            .iter()
            .map(|tool| json!({"name": tool.name, "description": tool.description}))
            .collect::<Vec<_>>(),
        "keywords": server.keywords,
        "license": server.license,
        "compatibility": {
            "platforms": platforms.iter().map(|platform| platform.name()).collect::<Vec<_>>(),
        },
        "user_config": {
            "roots": {
                "type": "directory",
                "title": "Folders",
                "description": "The folders whose files the tools may read. Without one they read no files.",
                "multiple": true,
                "required": false,
                // Without a value hosts leave the variable itself among the arguments.
                "default": [],
            },
        },
    });
    if let (Some(repository), Value::Object(members)) = (&server.repository, &mut manifest) {
        let address = json!({"type": "git", "url": repository.url});
        members.insert("repository".to_owned(), address);
    }
    manifest
}
