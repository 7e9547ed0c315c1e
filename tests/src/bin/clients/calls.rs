//! The calls that each client makes: those of the scenes, with good replies, with useless ones, and with a host that fails.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, ensure};
use end_to_end::{
    binaries,
    host::{Era, Host, Offers},
    model::{Model, Reply},
    scenes::{self, Replies, Scene},
};
use jsonschema::Validator;
use tokio::process::Command;

/// One call of one tool.
pub(crate) struct Call {
    /// The server's binary.
    pub(crate) server: PathBuf,
    /// What is called, and what the model says.
    pub(crate) scene: Scene,
    /// What the model is worth, whatever the scene has it say.
    pub(crate) quality: Quality,
    /// What the tool's structured answers must be.
    pub(crate) output: Validator,
}

/// What a model is worth.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Quality {
    /// It answers every question well.
    Good,
    /// It answers none.
    Useless,
    /// The client's own code for it fails.
    Fails,
}

/// What a useless model says to everything.
const USELESS: &str = "I'm sorry, I can't help with that.";

impl Call {
    /// Whether the tool asks a model.
    pub(crate) fn asks(&self) -> bool {
        !matches!(&self.scene.replies, Replies::InOrder(replies) if replies.is_empty())
    }

    /// The model's replies, each with the words by which its question is known; without a text where it fails.
    pub(crate) fn replies(&self) -> Vec<(&'static str, Option<&str>)> {
        match (&self.scene.replies, self.quality) {
            (_, Quality::Useless) => vec![("", Some(USELESS))],
            (_, Quality::Fails) => vec![("", None)],
            (Replies::ByWords(replies), Quality::Good) => {
                replies.iter().map(|(words, text)| (*words, Some(text.as_str()))).collect()
            }
            (Replies::InOrder(replies), Quality::Good) => {
                let texts = replies.iter().map(|reply| match reply {
                    Reply::Says(text) => ("", Some(text.as_str())),
                    other => unreachable!("a good model does not answer with {other:?}"),
                });
                texts.collect()
            }
        }
    }
}

/// Every call.
///
/// # Errors
///
/// If a tool that a server lists is in no scene.
pub(crate) async fn all() -> anyhow::Result<Vec<Call>> {
    let mut calls = Vec::new();
    for (name, scenes) in scenes::good() {
        let server = binaries::binary(name);
        let schemas = output_schemas(&server).await?;
        let called: BTreeSet<&str> = scenes.iter().map(|scene| scene.tool).collect();
        for tool in schemas.keys() {
            ensure!(called.contains(tool.as_str()), "no call of {tool} in `scenes::good`");
        }
        for scene in scenes {
            let schema =
                schemas.get(scene.tool).with_context(|| format!("{name} has no {}", scene.tool))?;
            for quality in [Quality::Good, Quality::Useless, Quality::Fails] {
                let (server, scene) = (server.clone(), scene.clone());
                calls.push(Call {
                    server,
                    scene,
                    quality,
                    output: jsonschema::validator_for(schema)?,
                });
            }
        }
    }
    Ok(calls)
}

/// The output schema of each tool that the server lists.
async fn output_schemas(server: &Path) -> anyhow::Result<BTreeMap<String, serde_json::Value>> {
    let command = Command::new(server);
    let mut host = Host::of_process(Era::RoundTrip, Offers::Nothing, Model::never(), command).await;
    let tools = host.tools().await.into_iter();
    Ok(tools.map(|(name, tool)| (name, tool["outputSchema"].clone())).collect())
}

/// The names of the tools that are called.
pub(crate) fn tools(calls: &[Call]) -> BTreeSet<&'static str> {
    calls.iter().map(|call| call.scene.tool).collect()
}
