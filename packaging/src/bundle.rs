//! A bundle (`.mcpb`): one file that a host installs with a click. It is a zip file, and the same input makes the same bytes,
//! so that whoever builds a release again can compare it.

use std::io::{Cursor, Write as _};

use anyhow::Context as _;
use serde_json::Value;
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// A file of a bundle.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path in the bundle.
    pub path: String,
    /// What it holds.
    pub content: Vec<u8>,
    /// Whether it is to be run.
    pub kind: Kind,
}

/// What a file of a bundle is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It is run.
    Program,
    /// It is read.
    Text,
}

/// The bundle of `manifest` and `files`, in this order.
///
/// # Errors
///
/// If a path is none that a zip file can have, with the path.
pub fn bundle(manifest: &Value, files: &[File]) -> anyhow::Result<Vec<u8>> {
    let manifest = format!("{manifest:#}\n").into_bytes();
    let manifest = File { path: "manifest.json".to_owned(), content: manifest, kind: Kind::Text };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in [&manifest].into_iter().chain(files) {
        let permissions = match file.kind {
            Kind::Program => 0o755,
            Kind::Text => 0o644,
        };
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(9))
            // The first moment that a zip file can name, in place of today.
            .last_modified_time(DateTime::default())
            .unix_permissions(permissions);
        zip.start_file(&file.path, options).with_context(|| file.path.clone())?;
        zip.write_all(&file.content).with_context(|| file.path.clone())?;
    }
    Ok(zip.finish().context("the bundle cannot be finished")?.into_inner())
}
