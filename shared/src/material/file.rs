//! A file that a caller named, read only where the command line allows it (`--root DIR`).
//!
//! A path is resolved first (`..`, symbolic links) and compared with the roots afterwards. Whatever lies outside
//! of them is refused in the words in which a missing file is refused, so that no caller learns what else
//! there is. A path of Windows that names another machine or a device is not even resolved. The way from the root
//! to the file is then gone step by step without following a link (`beneath`): somebody who exchanges a folder for
//! a link in the meantime gains nothing.

use std::{
    fs::{File, Metadata},
    io::{self, Read},
    path::{Component, Path, PathBuf, Prefix},
};

use crate::{Refusal, limits, text::excerpt};

mod beneath;

/// The content of the regular file at `path`, which is absolute or relative to one of `roots`; the first root
/// in which the path exists counts. `roots` are canonical, as [`crate::Options`] holds them; `argument` is the
/// name of the argument that held the path.
///
/// # Errors
///
/// A [`Refusal`] like that of [`opened`], and if the file has more than `max_bytes`.
pub fn file(
    argument: &'static str,
    path: &str,
    roots: &[PathBuf],
    max_bytes: u64,
) -> Result<Vec<u8>, Refusal> {
    let file = opened(argument, path, roots)?;
    let shown = shown(argument, path);
    let failed = |error: io::Error| {
        Refusal::new(format!("{shown} cannot be read ({error}); send it again, or another"))
    };
    let size = file.metadata().map_err(failed)?.len();
    if size > max_bytes {
        return Err(Refusal::new(format!(
            "{shown} has {size} bytes and the limit is {max_bytes}; send a smaller file or a part of it"
        )));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    // One byte more than allowed shows that a file has grown, or that it did not say its size.
    file.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > max_bytes {
        return Err(Refusal::new(format!(
            "{shown} has more bytes than the limit of {max_bytes}; send a smaller file or a part of it"
        )));
    }
    Ok(bytes)
}

/// The regular file at `path` as [`file()`] finds it, opened for a reader that takes it piece by piece and has limits
/// of its own.
///
/// # Errors
///
/// A [`Refusal`] if there are no roots, if there is no such file inside of them (whether or not there is one
/// outside), if it is a folder, a pipe or a device, or if it may not be read.
pub fn opened(argument: &'static str, path: &str, roots: &[PathBuf]) -> Result<File, Refusal> {
    if roots.is_empty() {
        return Err(Refusal::new(format!(
            "{argument} cannot be read, because this server may read no files; start it with --root DIR, \
             where DIR is a folder that holds the file"
        )));
    }
    let shown = shown(argument, path);
    let missing = || {
        Refusal::new(format!(
            "{shown} names no file that this server may read; send a path inside a folder that it was started \
             with (--root DIR), absolute or relative to that folder"
        ))
    };
    let (root, inside) = located(path, roots).ok_or_else(missing)?;
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::PermissionDenied => Refusal::new(format!(
            "{shown} may not be read by this server; allow it, or send another"
        )),
        _ => missing(),
    };
    let suitable = |metadata: &Metadata| {
        if metadata.is_dir() {
            return Err(Refusal::new(format!("{shown} is a folder; name a file in it")));
        }
        if !metadata.is_file() {
            return Err(Refusal::new(format!(
                "{shown} is a pipe, a device or the like; name a regular file"
            )));
        }
        Ok(())
    };

    // Before, so that nothing is opened that notices it, as a pipe and a tape do; and afterwards, because
    // only the opened file is certain to be the one that is read.
    suitable(&root.join(&inside).symlink_metadata().map_err(failed)?)?;
    let file = beneath::open(root, &inside).map_err(failed)?;
    suitable(&file.metadata().map_err(failed)?)?;
    Ok(file)
}

/// The argument as a refusal names it.
fn shown(argument: &str, path: &str) -> String {
    format!("{argument} {:?}", excerpt(path, limits::MAX_QUOTED_CHARACTERS))
}

/// The root in which `path` ends once everything in it is resolved, and the way from there.
fn located<'r>(path: &str, roots: &'r [PathBuf]) -> Option<(&'r Path, PathBuf)> {
    if let Some(Component::Prefix(volume)) = Path::new(path).components().next()
        && !is_drive(volume.kind())
    {
        return None;
    }
    roots.iter().find_map(|root| {
        let resolved = root.join(path).canonicalize().ok()?;
        roots.iter().find_map(|root| {
            let inside = resolved.strip_prefix(root).ok()?;
            Some((root.as_path(), inside.to_owned()))
        })
    })
}

/// Whether what a path of Windows begins with is a drive of this machine. To resolve `\\host\share` is to connect to
/// that host and to tell it who the user is, before the path can be compared with the roots; and a device is no file.
/// In a root that is a share itself, files are named relative to it.
fn is_drive(volume: Prefix) -> bool {
    matches!(volume, Prefix::Disk(_) | Prefix::VerbatimDisk(_))
}

#[cfg(test)]
mod tests {
    use std::{ffi::OsStr, fs};

    use super::*;

    /// A folder of one test, gone when the test ends: `root` may be read, `outside` beside it may not.
    struct Folder(PathBuf);

    impl Folder {
        fn new(test: &str) -> Self {
            let name = format!("material-file-{}-{test}", std::process::id());
            let folder = Self(std::env::temp_dir().canonicalize().unwrap().join(name));
            fs::create_dir_all(folder.0.join("root/inner")).unwrap();
            fs::create_dir_all(folder.0.join("outside")).unwrap();
            fs::write(folder.0.join("root/inner/a.csv"), "inside").unwrap();
            fs::write(folder.0.join("outside/secret"), "secret").unwrap();
            folder
        }

        fn roots(&self) -> [PathBuf; 1] {
            [self.0.join("root")]
        }

        fn read(&self, path: &str) -> Result<String, String> {
            match file("path", path, &self.roots(), 100) {
                Ok(bytes) => Ok(String::from_utf8(bytes).unwrap()),
                Err(refusal) => Err(refusal.to_string()),
            }
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn without_a_root_the_flag_to_add_is_named() {
        let refusal = file("path", "a.csv", &[], 100).unwrap_err().to_string();
        assert_eq!(
            refusal,
            "path cannot be read, because this server may read no files; start it with --root DIR, where DIR is \
             a folder that holds the file"
        );
    }

    #[test]
    fn a_file_inside_is_read_by_its_absolute_its_relative_and_its_roundabout_path() {
        let folder = Folder::new("inside");
        let absolute = folder.0.join("root/inner/a.csv");
        let roundabout = folder.0.join("outside/../root/inner/a.csv");
        for path in [
            "inner/a.csv",
            "./inner/../inner/a.csv",
            absolute.to_str().unwrap(),
            roundabout.to_str().unwrap(),
        ] {
            assert_eq!(folder.read(path), Ok("inside".to_owned()), "{path}");
        }
    }

    #[test]
    fn the_first_root_in_which_the_path_exists_counts() {
        let folder = Folder::new("roots");
        for (name, text) in
            [("both", "of the root"), ("inner/both", "of the inner"), ("inner/one", "one")]
        {
            fs::write(folder.0.join("root").join(name), text).unwrap();
        }
        let [outer] = folder.roots();
        let roots = [folder.0.join("root/inner"), outer];
        for (path, expected) in
            [("both", "of the inner"), ("one", "one"), ("inner/both", "of the inner")]
        {
            let read = file("path", path, &roots, 100).unwrap();
            assert_eq!(String::from_utf8(read).unwrap(), expected, "{path}");
        }
    }

    #[test]
    fn what_lies_outside_is_refused_in_the_words_for_what_is_missing() {
        let folder = Folder::new("outside");
        // Its name begins with the name of the root.
        fs::create_dir_all(folder.0.join("root-2")).unwrap();
        fs::write(folder.0.join("root-2/a.csv"), "secret").unwrap();
        let sibling = folder.0.join("root-2/a.csv");
        let absolute = folder.0.join("outside/secret");
        for path in [
            "missing.csv",
            "inner/missing.csv",
            "inner/a.csv/",
            "inner/a.csv/b",
            "../missing",
            "../outside",
            "../outside/secret",
            "../outside/missing",
            "inner/../../outside/secret",
            absolute.to_str().unwrap(),
            sibling.to_str().unwrap(),
            "/",
            "/nowhere",
            "a\0b",
        ] {
            let refusal = folder.read(path).unwrap_err();
            let shown = excerpt(path, limits::MAX_QUOTED_CHARACTERS);
            assert_eq!(
                refusal,
                format!(
                    "path {shown:?} names no file that this server may read; send a path inside a folder that it \
                     was started with (--root DIR), absolute or relative to that folder"
                )
            );
        }
    }

    #[test]
    fn only_a_drive_of_this_machine_is_looked_at() {
        let [host, share] = ["host", "share"].map(OsStr::new);
        for volume in [
            Prefix::UNC(host, share),
            Prefix::VerbatimUNC(host, share),
            Prefix::DeviceNS(host),
            Prefix::Verbatim(host),
        ] {
            assert!(!is_drive(volume), "{volume:?}");
        }
        assert!(is_drive(Prefix::Disk(b'C')) && is_drive(Prefix::VerbatimDisk(b'C')));
    }

    #[cfg(windows)]
    #[test]
    fn a_network_path_is_refused_as_missing_and_a_path_with_its_drive_is_read() {
        let folder = Folder::new("volumes");
        for path in
            [r"\\localhost\c$\x", "//localhost/c$/x", r"\\?\UNC\localhost\c$\x", r"\\.\pipe\x"]
        {
            let refusal = folder.read(path).unwrap_err();
            assert!(refusal.contains("names no file that this server may read"), "{refusal}");
        }
        let verbatim = folder.0.join("root").join("inner").join("a.csv");
        let verbatim = verbatim.to_str().unwrap();
        for path in [verbatim, verbatim.trim_start_matches(r"\\?\")] {
            assert_eq!(folder.read(path), Ok("inside".to_owned()), "{path}");
        }
    }

    #[test]
    fn a_folder_is_refused() {
        let folder = Folder::new("folder");
        for path in ["", ".", "inner", "inner/"] {
            assert_eq!(
                folder.read(path),
                Err(format!("path {path:?} is a folder; name a file in it"))
            );
        }
    }

    #[test]
    fn a_file_over_the_limit_is_refused_with_both_sizes() {
        let folder = Folder::new("size");
        let read = |max_bytes| file("path", "inner/a.csv", &folder.roots(), max_bytes);
        assert_eq!(read(6).unwrap(), b"inside");
        assert_eq!(
            read(5).unwrap_err().to_string(),
            "path \"inner/a.csv\" has 6 bytes and the limit is 5; send a smaller file or a part of it"
        );
    }

    #[test]
    fn an_opened_file_is_read_from_its_beginning_whatever_its_size() {
        let folder = Folder::new("opened");
        let mut text = String::new();
        let mut file = opened("path", "inner/a.csv", &folder.roots()).unwrap();
        file.read_to_string(&mut text).unwrap();
        assert_eq!(text, "inside");
    }

    #[test]
    fn a_file_is_opened_under_the_conditions_under_which_it_is_read() {
        let folder = Folder::new("conditions");
        for path in ["", "inner", "missing.csv", "../outside/secret"] {
            let refusal = opened("path", path, &folder.roots()).unwrap_err().to_string();
            assert_eq!(folder.read(path), Err(refusal), "{path}");
        }
        assert!(opened("path", "a.csv", &[]).is_err());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_gives_more_than_it_said_is_bounded() {
        // The kernel says 0 bytes for every file here.
        let refusal = file("path", "cpuinfo", &["/proc".into()], 10).unwrap_err().to_string();
        assert_eq!(
            refusal,
            "path \"cpuinfo\" has more bytes than the limit of 10; send a smaller file or a part of it"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_inside_the_root_and_refused_as_missing_where_it_leads_outside() {
        use std::os::unix::fs::symlink;

        let folder = Folder::new("links");
        for (link, target) in [
            ("root/file", "inner/a.csv"),
            ("root/folder", "inner"),
            ("root/leak", "../outside/secret"),
            ("root/leaks", "../outside"),
            ("root/broken", "../outside/missing"),
            ("root/loop", "loop"),
        ] {
            symlink(target, folder.0.join(link)).unwrap();
        }
        for path in ["file", "folder/a.csv"] {
            assert_eq!(folder.read(path), Ok("inside".to_owned()), "{path}");
        }
        for path in ["leak", "leaks", "leaks/secret", "leaks/missing", "broken", "loop"] {
            let refusal = folder.read(path).unwrap_err();
            assert!(refusal.contains("names no file that this server may read"), "{refusal}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_a_socket_and_a_device_are_refused_without_waiting_for_them() {
        let folder = Folder::new("pipe");
        let pipe = folder.0.join("root/pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        let _socket = std::os::unix::net::UnixListener::bind(folder.0.join("root/socket")).unwrap();
        let roots = [folder.0.join("root"), "/dev".into()];
        for path in ["pipe", "socket", "zero"] {
            assert_eq!(
                file("path", path, &roots, 100).unwrap_err().to_string(),
                format!("path {path:?} is a pipe, a device or the like; name a regular file")
            );
        }
    }
}
