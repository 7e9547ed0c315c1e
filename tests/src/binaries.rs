//! The servers' binaries, built by the same cargo and profile as the program that asks for them.

use std::{
    env,
    path::PathBuf,
    process::Command,
    sync::{Mutex, PoisonError},
};

/// The path of the binary `name`, built if it is missing or older than its source. Cargo builds only the
/// binaries of the package that it runs, so whoever needs those of another package builds them first.
///
/// # Panics
///
/// If cargo cannot build it; its own message is on standard error.
pub fn binary(name: &str) -> PathBuf {
    // Two builds at once would only wait for each other, and one is enough.
    static BUILT: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    if !built.iter().any(|other| other == name) {
        build(name);
        built.push(name.to_owned());
    }
    profile_directory().join(name).with_extension(env::consts::EXE_EXTENSION)
}

fn build(name: &str) {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    // The whole workspace is named, so that the features of the dependencies, and with them what is built
    // already, are those of the build that this program came from.
    build.args(["build", "--quiet", "--workspace", "--bin", name]);
    build.current_dir(env!("CARGO_MANIFEST_DIR"));
    if !cfg!(debug_assertions) {
        build.arg("--release");
    }
    let status = build.status().unwrap_or_else(|error| panic!("cargo does not start: {error}"));
    assert!(status.success(), "cargo could not build {name}");
}

/// The folder that cargo builds into.
///
/// # Panics
///
/// If this program does not lie where cargo has put it.
pub fn target_directory() -> PathBuf {
    profile_directory().parent().expect("a profile has a folder in the target directory").to_owned()
}

/// `target/PROFILE`, where this program lies itself, or in `deps` below it.
fn profile_directory() -> PathBuf {
    let program = env::current_exe().expect("a running program has a path");
    let directory = program.parent().expect("a program lies in a directory");
    match directory.file_name() {
        Some(name) if name == "deps" => directory.parent().unwrap_or(directory).to_owned(),
        _ => directory.to_owned(),
    }
}
