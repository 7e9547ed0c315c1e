//! The licenses of what is built into a binary. Nearly all of them ask that their text goes with it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::Context as _;
use cargo_metadata::{DependencyKind, Metadata, Package, PackageId};

use crate::server;

/// What the files are called that hold a license or a notice.
const NAMES: [&str; 6] = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE", "OFL"];

/// The licenses of everything that the server `name` is built from, each text once, below the packages that it is of.
///
/// # Errors
///
/// If `metadata` has no such server or no dependencies, or the folder of a package cannot be read.
pub fn of_dependencies(metadata: &Metadata, name: &str) -> anyhow::Result<String> {
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in dependencies(metadata, name)? {
        let folder = package.manifest_path.parent().context("a manifest lies in a folder")?;
        let license = package.license.as_deref().unwrap_or("see its text");
        let title = format!("{} {} ({license})", package.name, package.version);
        let mut found = Vec::new();
        read(folder.as_std_path(), &mut found)?;
        if found.is_empty() {
            found.push("Its package has no file with the text of its license.\n".to_owned());
        }
        for text in found {
            texts.entry(text).or_default().insert(title.clone());
        }
    }
    let mut sections: Vec<_> = texts.into_iter().collect();
    sections.sort_by(|(_, one), (_, other)| one.cmp(other));
    let sections = sections.into_iter().map(|(text, titles)| {
        format!("{}\n\n{}\n", titles.into_iter().collect::<Vec<_>>().join("\n"), text.trim())
    });
    Ok(sections.collect::<Vec<_>>().join(&format!("\n{}\n\n", "=".repeat(80))))
}

/// The server's own package and all that it depends on, but for what only its build or its tests need.
fn dependencies<'m>(metadata: &'m Metadata, name: &str) -> anyhow::Result<Vec<&'m Package>> {
    let resolve = metadata.resolve.as_ref().context("cargo has not resolved the dependencies")?;
    let mut found: BTreeSet<&PackageId> = BTreeSet::new();
    let mut open = vec![&server::package(metadata, name)?.id];
    while let Some(id) = open.pop() {
        if found.insert(id) {
            let node = resolve.nodes.iter().find(|node| node.id == *id);
            let needed = node.into_iter().flat_map(|node| &node.deps).filter(|dependency| {
                dependency.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal)
            });
            open.extend(needed.map(|dependency| &dependency.pkg));
        }
    }
    Ok(metadata.packages.iter().filter(|package| found.contains(&package.id)).collect())
}

/// The texts of the licenses in `folder` and below it: what a package has taken from others lies beside their notices.
fn read(folder: &Path, texts: &mut Vec<String>) -> anyhow::Result<()> {
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?
    {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        if path.is_dir() {
            read(&path, texts)?;
        } else if NAMES.iter().any(|prefix| name.starts_with(prefix)) && !name.ends_with(".RS") {
            let text =
                fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            texts.push(String::from_utf8_lossy(&text).replace("\r\n", "\n"));
        }
    }
    Ok(())
}
