//! The files of the workspace.

use std::path::Path;

/// The folder of the workspace.
///
/// # Panics
///
/// If the tests do not lie in it.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests lie in the workspace")
}

/// The text of a file, whose `path` is relative to the workspace.
///
/// # Panics
///
/// If it cannot be read.
pub fn document(path: &str) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names of the servers, which are those of their folders, their packages and their binaries.
///
/// # Panics
///
/// If their folder cannot be listed.
pub fn servers() -> Vec<String> {
    let folders = std::fs::read_dir(root().join("servers")).expect("the workspace has servers");
    let names = folders.map(|entry| entry.expect("it can be listed").file_name());
    let mut names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
