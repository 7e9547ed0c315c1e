//! The charts of the replies, saved where a person finds them.

use std::fs;

use anyhow::Context as _;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use end_to_end::{binaries, host::Outcome, workspace};

/// The file that the picture in `outcome` was written to, if there is one, relative to the workspace where it lies in it.
pub(crate) fn saved(outcome: &Outcome, name: &str) -> anyhow::Result<Option<String>> {
    let Ok(result) = &outcome.result else { return Ok(None) };
    let blocks = result["content"].as_array().map(Vec::as_slice).unwrap_or_default();
    let Some(block) = blocks.iter().find(|block| block["type"] == "image") else { return Ok(None) };
    let png = BASE64_STANDARD
        .decode(block["data"].as_str().unwrap_or_default())
        .context("the picture of a reply is not base64")?;
    let folder = binaries::target_directory().join("demo");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let file = folder.join(format!("{name}.png"));
    fs::write(&file, png).with_context(|| format!("cannot write {}", file.display()))?;
    let shown = file.strip_prefix(workspace::root()).unwrap_or(&file);
    Ok(Some(shown.display().to_string()))
}
