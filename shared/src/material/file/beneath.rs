//! Opening a file beneath a folder so that no link leads out of it, whatever is exchanged in the meantime.

use std::{fs::File, io, path::Path};

/// The file at `inside`, a resolved way down from `root`. No component of it may be a link by now, and a
/// pipe that has taken the file's place does not keep us waiting.
#[cfg(unix)]
pub(super) fn open(root: &Path, inside: &Path) -> io::Result<File> {
    use rustix::fs::{CWD, Mode, OFlags, openat};

    const EACH: OFlags = OFlags::NOFOLLOW.union(OFlags::CLOEXEC);
    const FOLDER: OFlags = EACH.union(OFlags::DIRECTORY).union(PASSING);
    const FILE: OFlags = EACH.union(OFlags::RDONLY).union(OFlags::NONBLOCK).union(OFlags::NOCTTY);
    // Linux can pass through a folder that may not be listed.
    #[cfg(target_os = "linux")]
    const PASSING: OFlags = OFlags::PATH;
    #[cfg(not(target_os = "linux"))]
    const PASSING: OFlags = OFlags::RDONLY;

    let mut folder = openat(CWD, root, FOLDER, Mode::empty())?;
    for name in inside.parent().into_iter().flatten() {
        folder = openat(&folder, name, FOLDER, Mode::empty())?;
    }
    let name = inside.file_name().unwrap_or(".".as_ref());
    Ok(openat(&folder, name, FILE, Mode::empty())?.into())
}

/// The file at `inside`, a resolved way down from `root`. The path is resolved a second time behind the
/// open file: here no way is known to open it step by step.
#[cfg(not(unix))]
pub(super) fn open(root: &Path, inside: &Path) -> io::Result<File> {
    let path = root.join(inside);
    let file = File::open(&path)?;
    if path.canonicalize()? == path { Ok(file) } else { Err(io::ErrorKind::NotFound.into()) }
}

#[cfg(all(test, unix))]
mod tests {
    use std::{fs, os::unix::fs::symlink};

    use super::*;

    #[test]
    fn a_link_that_has_taken_the_place_of_a_folder_or_a_file_is_not_followed() {
        let root = std::env::temp_dir().join(format!("material-beneath-{}", std::process::id()));
        fs::create_dir_all(root.join("folder/inner")).unwrap();
        fs::write(root.join("folder/inner/file"), "text").unwrap();
        symlink("folder", root.join("link")).unwrap();
        symlink("inner", root.join("folder/link")).unwrap();
        symlink("file", root.join("folder/inner/link")).unwrap();
        for (path, opens) in [
            ("folder/inner/file", true),
            ("link/inner/file", false),
            ("folder/link/file", false),
            ("folder/inner/link", false),
        ] {
            assert_eq!(open(&root, Path::new(path)).is_ok(), opens, "{path}");
        }
        assert!(open(&root.join("link"), Path::new("inner/file")).is_err(), "the root itself");
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_pipe_that_has_taken_the_place_of_a_file_keeps_nobody_waiting() {
        let root = std::env::temp_dir().join(format!("material-pipe-{}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        let made = std::process::Command::new("mkfifo").arg(root.join("pipe")).status().unwrap();
        assert!(made.success());
        // Without the flag this waits for somebody who writes.
        assert!(!open(&root, Path::new("pipe")).unwrap().metadata().unwrap().is_file());
        fs::remove_dir_all(root).unwrap();
    }
}
