//! Makes the bundle of a server and, where the repository is known, its entry in the MCP registry.
#![expect(clippy::print_stdout, reason = "this program talks to a person")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, ensure};
use clap::{Parser, ValueEnum as _};
use packaging::{
    Platform, Server,
    bundle::{File, Kind, bundle},
    licenses,
    manifest::manifest,
    registry, server,
};

/// Makes the bundle (.mcpb) of a server
#[derive(Parser)]
struct CommandLine {
    /// The server, under the name of its folder in servers/
    server: String,

    /// Where to write
    #[arg(long, value_name = "DIR", default_value = "target/packages")]
    out: PathBuf,

    /// A release binary for darwin, linux or win32 (repeatable); that of this platform is built unless it is given
    #[arg(long = "binary", value_name = "PLATFORM=FILE", value_parser = binary)]
    binaries: Vec<(Platform, PathBuf)>,

    /// Also write the server's entry in the MCP registry (server.json)
    #[arg(long)]
    registry: bool,
}

fn binary(text: &str) -> Result<(Platform, PathBuf), String> {
    let (platform, file) = text.split_once('=').ok_or("write PLATFORM=FILE")?;
    Ok((Platform::from_str(platform, false)?, PathBuf::from(file)))
}

fn main() -> anyhow::Result<()> {
    let CommandLine { server: name, out, mut binaries, registry: wants_entry } =
        CommandLine::parse();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = folder.parent().context("packaging does not lie in the workspace")?;
    let metadata = server::metadata(workspace)?;
    let server = Server::read(&metadata, &name)?;
    // Asked for before anything is built.
    let repository = wants_entry.then(|| server.repository(workspace)).transpose()?;

    if !binaries.iter().any(|(platform, _)| *platform == Platform::HERE) {
        binaries.push((Platform::HERE, built(workspace, &metadata.target_directory, &name)?));
    }
    binaries.sort();
    let platforms: Vec<_> = binaries.iter().map(|(platform, _)| *platform).collect();
    ensure!(platforms.is_sorted_by(|one, next| one < next), "a platform has two binaries");
    let here = binaries.iter().find(|(platform, _)| *platform == Platform::HERE);
    let tools = server::tools(&here.expect("it was built unless it was given").1)?;

    let mut files = Vec::new();
    for (platform, path) in &binaries {
        files.push(file(platform.binary(&name), path, Kind::Program)?);
    }
    for license in ["LICENSE-APACHE", "LICENSE-MIT"] {
        files.push(file(license.to_owned(), &workspace.join(license), Kind::Text)?);
    }
    let licenses = licenses::of_dependencies(&metadata, &name)?.into_bytes();
    files.push(File { path: "LICENSES.txt".to_owned(), content: licenses, kind: Kind::Text });

    fs::create_dir_all(&out).with_context(|| format!("cannot make {}", out.display()))?;
    let bundle = bundle(&manifest(&server, &tools, &platforms), &files)?;
    write(&out.join(format!("{name}.mcpb")), &bundle)?;
    println!("sha256 {}", registry::sha256(&bundle));
    if let Some(repository) = repository {
        let entry = registry::entry(&server, repository, &bundle);
        write(&out.join(format!("{name}.server.json")), format!("{entry:#}\n").as_bytes())?;
    }
    Ok(())
}

/// The release binary of the server `name`, built by the cargo that runs this program.
fn built(workspace: &Path, target: impl AsRef<Path>, name: &str) -> anyhow::Result<PathBuf> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build.args(["build", "--release", "--locked", "--package", name]).current_dir(workspace);
    let status = build.status().context("cargo does not start")?;
    ensure!(status.success(), "cargo could not build {name}");
    Ok(target.as_ref().join("release").join(name).with_extension(env::consts::EXE_EXTENSION))
}

fn file(path: String, from: &Path, kind: Kind) -> anyhow::Result<File> {
    let content = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
    Ok(File { path, content, kind })
}

fn write(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))?;
    println!("wrote {}", path.display());
    Ok(())
}
