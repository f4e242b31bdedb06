//! Files below a folder, and copies of them that never leave their folder.

use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

/// The files below a folder.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// The paths of the files, relative to the folder, in order.
    pub(super) files: Vec<PathBuf>,
    /// Links that lead out of the folder, or to folders. They are left out.
    pub(super) left_out: Vec<PathBuf>,
}

impl Files {
    /// Lists the files below a folder.
    pub(super) fn below(root: &Path) -> io::Result<Self> {
        let real_root = fs::canonicalize(root)?;
        let mut found = Self::default();
        let mut folders = vec![PathBuf::new()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(root.join(&folder))? {
                let entry = entry?;
                let kind = entry.file_type()?;
                let path = folder.join(entry.file_name());
                if kind.is_dir() {
                    folders.push(path);
                } else if kind.is_file() || is_link_to_file_in(&real_root, &entry.path()) {
                    found.files.push(path);
                } else {
                    found.left_out.push(path);
                }
            }
        }
        found.files.sort();
        found.left_out.sort();
        Ok(found)
    }
}

/// Returns whether a path is a link to a file below a folder.
fn is_link_to_file_in(real_root: &Path, path: &Path) -> bool {
    let target = fs::canonicalize(path);
    target.is_ok_and(|target| target.starts_with(real_root) && target.is_file())
}

/// Copies a file into a folder. Folders are created as needed. The mode of the file is lost, as in an artifact.
///
/// # Errors
/// Refuses to write through a link below the folder, or out of the folder.
pub(super) fn copy_into(folder: &Path, relative: &Path, from: &Path) -> io::Result<()> {
    if let Some(parent) = relative.parent() {
        create_below(folder, parent)?;
    }
    let target = folder.join(relative);
    if fs::symlink_metadata(&target).is_ok_and(|it| it.is_symlink()) {
        fs::remove_file(&target)?;
    }
    io::copy(&mut File::open(from)?, &mut File::create(&target)?)?;
    Ok(())
}

/// Creates a folder below another one, and does not follow links below it.
pub(super) fn create_below(folder: &Path, relative: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut path = folder.to_owned();
    for part in relative.components() {
        match part {
            Component::CurDir => continue,
            Component::Normal(name) => path.push(name),
            _ => return Err(refusal(relative, "leads out of its folder")),
        }
        match fs::symlink_metadata(&path) {
            Ok(known) if known.is_dir() => {}
            Ok(_) => return Err(refusal(&path, "is a link or a file, and no folder")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir(&path)?,
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Makes an error about a path.
fn refusal(path: &Path, why: &str) -> io::Error {
    io::Error::other(format!("{} {why}", path.display()))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_out_of_the_folder_are_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("root");
        fs::create_dir_all(root.join("sub")).unwrap();
        fs::write(folder.path().join("secret"), "sekret").unwrap();
        fs::write(root.join("sub/a"), "a").unwrap();
        symlink("sub/a", root.join("inside")).unwrap();
        symlink("../secret", root.join("outside")).unwrap();
        symlink("/etc", root.join("folder")).unwrap();
        symlink(".", root.join("loop")).unwrap();
        let found = Files::below(&root).unwrap();
        let names = |paths: &[PathBuf]| -> Vec<String> {
            paths.iter().map(|it| it.display().to_string()).collect()
        };
        assert_eq!(names(&found.files), ["inside", "sub/a"]);
        assert_eq!(names(&found.left_out), ["folder", "loop", "outside"]);
    }

    #[test]
    fn a_copy_does_not_follow_links() {
        let folder = tempfile::tempdir().unwrap();
        let (from, target) = (folder.path().join("from"), folder.path().join("target"));
        let outside = folder.path().join("outside");
        fs::create_dir_all(&target).unwrap();
        fs::create_dir_all(&outside).unwrap();
        fs::write(&from, "new").unwrap();
        fs::write(outside.join("file"), "old").unwrap();
        symlink(&outside, target.join("link")).unwrap();
        symlink(outside.join("file"), target.join("file")).unwrap();
        copy_into(&target, Path::new("a/b/c"), &from).unwrap();
        assert_eq!(fs::read_to_string(target.join("a/b/c")).unwrap(), "new");
        copy_into(&target, Path::new("file"), &from).unwrap();
        assert_eq!(fs::read_to_string(target.join("file")).unwrap(), "new");
        assert_eq!(fs::read_to_string(outside.join("file")).unwrap(), "old");
        for refused in ["link/x", "../x/y", "/tmp/x/y"] {
            assert!(
                copy_into(&target, Path::new(refused), &from).is_err(),
                "{refused}"
            );
        }
        assert!(!outside.join("x").exists());
    }
}
