//! Files of JSON lines.

use std::{fs, path::Path};

use anyhow::Context as _;
use serde::de::DeserializeOwned;

/// Each line of `file` as a `T`.
pub(crate) fn json_lines<T: DeserializeOwned>(file: &Path) -> anyhow::Result<Vec<T>> {
    let lines =
        fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let parse = |(index, line)| {
        serde_json::from_str(line)
            .with_context(|| format!("line {} of {}", index + 1, file.display()))
    };
    lines.lines().enumerate().map(parse).collect()
}
