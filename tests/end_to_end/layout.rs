//! How the workspace is laid out: the same files in every server, and nothing in a server that could reach a network.

use std::collections::{BTreeMap, BTreeSet};

use end_to_end::workspace::{document, root};

use crate::binary::SERVERS;

/// The files that every server has, in reading order.
const FILES: [&str; 8] = [
    "README.md",
    "Cargo.toml",
    "src/lib.rs",
    "src/main.rs",
    "src/server.rs",
    "src/prompt.md",
    "src/answer.rs",
    "src/fallback.rs",
];

/// A folder with the name of a common file, `answer/` beside `answer.rs`, is a part of that file and none of its own.
#[test]
fn every_server_has_the_same_files_and_at_most_one_folder_of_its_own_beside_them() {
    for (server, ..) in SERVERS {
        let folder = root().join("servers").join(server);
        for file in FILES {
            assert!(folder.join(file).is_file(), "{server} has no {file}");
        }
        let is_part = |folder: &std::path::Path| {
            FILES.iter().any(|file| folder.with_extension("rs").ends_with(file))
        };
        let source = std::fs::read_dir(folder.join("src")).unwrap();
        let folders = source.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
        let own: Vec<_> = folders.filter(|folder| !is_part(folder)).collect();
        assert!(own.len() <= 1, "{server} has several folders beside its common files: {own:?}");
    }
    let folders = std::fs::read_dir(root().join("servers")).unwrap();
    assert_eq!(folders.count(), SERVERS.len(), "a server is in no list of the tests");
}

/// Crates that speak HTTP or TLS.
const NETWORK: [&str; 12] = [
    "curl",
    "h2",
    "hyper",
    "isahc",
    "native-tls",
    "openssl",
    "reqwest",
    "rustls",
    "surf",
    "tungstenite",
    "ureq",
    "attohttpc",
];

#[test]
fn no_server_depends_on_a_network_client() {
    let lock = document("Cargo.lock");
    let packages = packages(&lock);
    for (server, ..) in SERVERS {
        let all = all_dependencies(server, &packages);
        assert!(all.contains("rmcp"), "{server} is in the lock file with what it needs");
        for network in NETWORK {
            assert!(!all.contains(network), "{server} depends on {network}");
        }
    }
}

/// What each package of a lock file depends on. A member's development dependencies stand there as well.
fn packages(lock: &str) -> BTreeMap<&str, Vec<&str>> {
    let mut packages: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let name = package.split('"').nth(1).unwrap();
        let list = package.split_once("dependencies = [").map_or("", |(_, list)| list);
        let list = list.split(']').next().unwrap().split('"').skip(1).step_by(2);
        let list = list.map(|entry| entry.split(' ').next().unwrap());
        packages.entry(name).or_default().extend(list);
    }
    packages
}

fn all_dependencies<'l>(
    package: &'l str,
    packages: &BTreeMap<&'l str, Vec<&'l str>>,
) -> BTreeSet<&'l str> {
    let (mut all, mut open) = (BTreeSet::new(), vec![package]);
    while let Some(package) = open.pop() {
        for dependency in packages.get(package).into_iter().flatten() {
            if all.insert(*dependency) {
                open.push(dependency);
            }
        }
    }
    all
}

/// Cargo gives a crate the features that anything asks for that is built with it. What the tests measure is built with
/// `jsonschema`, which asks for all of `regex`; what a stranger installs is a server alone.
#[test]
fn a_server_that_is_built_alone_looks_for_patterns_as_quickly_as_in_the_tests() {
    let manifest = document("Cargo.toml");
    let line = manifest.lines().find(|line| line.starts_with("regex = "));
    let line = line.expect("the workspace names a version of regex");
    assert!(line.contains("\"perf\""), "{line}");
}

#[test]
fn every_test_that_a_document_names_is_there() {
    let is_name = |code: &&str| {
        code.contains('_')
            && code.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
    };
    let mut sources = String::new();
    for folder in ["servers", "shared/src", "tests"] {
        read_sources(&root().join(folder), &mut sources);
    }
    for path in ["docs/architecture.md", "docs/security.md"] {
        let text = document(path);
        let named: BTreeSet<&str> = text.split('`').skip(1).step_by(2).filter(is_name).collect();
        assert!(named.len() > 15, "{path} names {named:?}");
        for name in named {
            assert!(sources.contains(&format!("fn {name}()")), "{path}: there is no test {name}");
        }
    }
}

fn read_sources(folder: &std::path::Path, sources: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_sources(&path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            sources.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}
