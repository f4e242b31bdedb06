//! Looks for a program in the folders of `PATH`.

use std::env::split_paths;
use std::fs;
use std::path::{Path, PathBuf};

use crate::named_file::is_on_another_machine;

/// Finds the first of `files` that can be run, folder by folder. `None` if there is none.
///
/// Only absolute folders of this machine count. An empty or relative entry would be a folder below the current one, where
/// a repository could have put a program. For the same reason the current folder is not looked at, which Windows does by
/// itself.
pub(super) fn find(files: &[&str], folders: &str) -> Option<PathBuf> {
    split_paths(folders)
        .filter(|folder| folder.is_absolute() && !is_on_another_machine(folder))
        .flat_map(|folder| files.iter().map(move |file| folder.join(file)))
        .find(|path| can_be_run(path))
}

#[cfg(unix)]
fn can_be_run(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn can_be_run(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|it| it.is_file())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn only_an_executable_file_in_an_absolute_folder_is_found() {
        let temp = tempfile::tempdir().unwrap();
        let folder = |name: &str, mode| {
            let folder = temp.path().join(name);
            fs::create_dir(&folder).unwrap();
            fs::write(folder.join("az"), "").unwrap();
            fs::set_permissions(folder.join("az"), fs::Permissions::from_mode(mode)).unwrap();
            folder
        };
        let (plain, good, later) = (folder("a", 0o644), folder("b", 0o755), folder("c", 0o755));
        fs::create_dir_all(temp.path().join("d/az")).unwrap();
        let folders = format!(
            ":.:b:{}:{}:{}:{}",
            temp.path().join("d").display(),
            plain.display(),
            good.display(),
            later.display()
        );
        assert_eq!(find(&["az"], &folders), Some(good.join("az")));
        assert_eq!(find(&["azd"], &folders), None);
        assert_eq!(find(&["az"], ""), None);
    }
}
