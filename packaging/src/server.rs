//! A server, as its `Cargo.toml` and the server itself describe it. Nothing here is written twice.

use std::{
    fs,
    io::{BufRead, BufReader, Lines, Write},
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context as _, bail, ensure};
use cargo_metadata::{Metadata, MetadataCommand, Package};
use serde_json::{Value, json};

/// What is known of a server.
#[derive(Debug, Clone)]
pub struct Server {
    /// Its name, which is that of its package, binary and folder.
    pub name: String,
    /// Its version.
    pub version: String,
    /// What it does, in at most 100 characters.
    pub description: String,
    /// Its license, as SPDX writes it.
    pub license: String,
    /// What it is found by.
    pub keywords: Vec<String>,
    /// Where its source is, if the root manifest says so.
    pub repository: Option<Repository>,
}

impl Server {
    /// The server `name` of the workspace that `metadata` describes.
    ///
    /// # Errors
    ///
    /// If there is no such server, if its manifest has no description or license, or if its repository is none on GitHub.
    pub fn read(metadata: &Metadata, name: &str) -> anyhow::Result<Self> {
        let package = package(metadata, name)?;
        let repository = package.repository.as_deref().filter(|url| !url.is_empty());
        Ok(Self {
            name: name.to_owned(),
            version: package.version.to_string(),
            description: package.description.clone().context("it has no description")?,
            license: package.license.clone().context("it has no license")?,
            keywords: package.keywords.clone(),
            repository: repository.map(Repository::parse).transpose()?,
        })
    }

    /// Where its source is.
    ///
    /// # Errors
    ///
    /// If the manifest of `workspace` does not say so; the message names the line to fill in.
    pub fn repository(&self, workspace: &Path) -> anyhow::Result<&Repository> {
        self.repository.as_ref().with_context(|| {
            let manifest = fs::read_to_string(workspace.join("Cargo.toml")).unwrap_or_default();
            let line = manifest.lines().position(|line| line.starts_with("repository = "));
            let place = line.map_or_else(String::new, |index| format!(", line {}", index + 1));
            format!(
                "the registry entry needs the repository: fill in `repository = \"https://github.com/OWNER/REPOSITORY\"` \
                 in Cargo.toml{place}, below [workspace.package]"
            )
        })
    }

    /// Its name for a person: `metrics-narrator` is the Metrics Narrator.
    pub fn display_name(&self) -> String {
        let words = self.name.split('-').map(|word| {
            let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
            first.to_uppercase() + rest
        });
        words.collect::<Vec<_>>().join(" ")
    }
}

/// What Cargo knows of `workspace` and of everything that it depends on.
///
/// # Errors
///
/// If cargo cannot read it, or its lock file is not up to date.
pub fn metadata(workspace: &Path) -> anyhow::Result<Metadata> {
    let mut command = MetadataCommand::new();
    command.manifest_path(workspace.join("Cargo.toml")).other_options(["--locked".to_owned()]);
    command.exec().with_context(|| format!("cargo cannot read {}", workspace.display()))
}

/// The package of the server `name`.
pub(crate) fn package<'m>(metadata: &'m Metadata, name: &str) -> anyhow::Result<&'m Package> {
    let folder = metadata.workspace_root.join("servers").join(name);
    let mut packages = metadata.packages.iter();
    packages
        .find(|package| package.manifest_path.parent() == Some(&folder))
        .with_context(|| format!("there is no server {name:?} in servers/"))
}

/// A repository on GitHub, whose releases hold the bundles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// Its address.
    pub url: String,
    /// The account that it belongs to.
    pub owner: String,
}

impl Repository {
    fn parse(url: &str) -> anyhow::Result<Self> {
        let parts = url.strip_prefix("https://github.com/").and_then(|path| path.split_once('/'));
        let is_name = |name: &str| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c))
        };
        match parts {
            Some((owner, name)) if is_name(owner) && is_name(name) && !name.ends_with(".git") => {
                Ok(Self { url: url.to_owned(), owner: owner.to_owned() })
            }
            _ => bail!("`repository` is {url:?}; it must be https://github.com/OWNER/REPOSITORY"),
        }
    }
}

/// A tool of a server.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// What it does, in the words that a model reads.
    pub description: String,
}

/// The tools of a server, as `binary` lists them to a host, by their names.
///
/// # Errors
///
/// If `binary` does not start, or does not speak as a server does.
pub fn tools(binary: &Path) -> anyhow::Result<Vec<Tool>> {
    let mut command = Command::new(binary);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut process =
        command.spawn().with_context(|| format!("{} does not start", binary.display()))?;
    let input = process.stdin.take().context("its standard input is not ours")?;
    let output = process.stdout.take().context("its standard output is not ours")?;
    let listed = listed(input, BufReader::new(output).lines());
    // It has said all that it was asked for, and what is no server might wait for more.
    process.kill()?;
    process.wait()?;
    let mut tools = listed.with_context(|| {
        format!("{} does not list its tools as a server does", binary.display())
    })?;
    tools.sort();
    Ok(tools)
}

/// What a server lists that reads `input` and writes `output`. Two requests are all that this takes: a library for them would bring the
/// whole protocol into a program that makes zip files.
fn listed(mut input: impl Write, mut output: Lines<impl BufRead>) -> anyhow::Result<Vec<Tool>> {
    let this_program = json!({"name": "package", "version": env!("CARGO_PKG_VERSION")});
    let opening = json!({
        "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": this_program,
    });
    answer(&mut input, &mut output, "initialize", &opening)?;
    writeln!(input, "{}", json!({"jsonrpc": "2.0", "method": "notifications/initialized"}))?;
    let list = answer(&mut input, &mut output, "tools/list", &json!({}))?;
    ensure!(list.get("nextCursor").is_none_or(Value::is_null), "its list has a second page");
    let tools = list.get("tools").and_then(Value::as_array).context("its list has no tools")?;
    let text = |tool: &Value, member: &str| {
        let text = tool.get(member).and_then(Value::as_str);
        text.map(str::to_owned).with_context(|| format!("a tool has no {member}: {tool}"))
    };
    let tools = tools.iter().map(|tool| {
        Ok(Tool { name: text(tool, "name")?, description: text(tool, "description")? })
    });
    tools.collect()
}

/// What a server answers to a request. It is asked for nothing else meanwhile, so its next line is the answer.
fn answer(
    input: &mut impl Write,
    output: &mut Lines<impl BufRead>,
    method: &str,
    params: &Value,
) -> anyhow::Result<Value> {
    let request = json!({"jsonrpc": "2.0", "id": method, "method": method, "params": params});
    writeln!(input, "{request}")?;
    let line = output.next().with_context(|| format!("no answer to {method}"))??;
    let mut answer: Value = serde_json::from_str(&line)?;
    match answer.get_mut("result") {
        Some(result) => Ok(result.take()),
        None => bail!("the answer to {method} is {line}"),
    }
}

/// A platform, under the name that manifests have for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Platform {
    /// macOS
    Darwin,
    /// Linux
    Linux,
    /// Windows
    Win32,
}

impl Platform {
    /// The platform that this program runs on.
    pub const HERE: Self = if cfg!(windows) {
        Self::Win32
    } else if cfg!(target_os = "macos") {
        Self::Darwin
    } else {
        Self::Linux
    };

    /// Its name in a manifest.
    pub fn name(self) -> &'static str {
        match self {
            Self::Darwin => "darwin",
            Self::Linux => "linux",
            Self::Win32 => "win32",
        }
    }

    /// Where the binary of `server` lies in a bundle.
    pub fn binary(self, server: &str) -> String {
        let suffix = if self == Self::Win32 { ".exe" } else { "" };
        format!("server/{}/{server}{suffix}", self.name())
    }
}
