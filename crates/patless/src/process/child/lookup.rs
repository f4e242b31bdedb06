//! Finds a program in the absolute folders of `PATH`.
//!
//! An empty or relative entry, `.` among them, would be a folder below the working folder: a file that a pull request brings
//! would run with the token. Windows searches the working folder by itself.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// Finds a program by one of these names: the first file that can be run, folder by folder. If there is none, the first file
/// that `is_file`: starting it says why it cannot be run. `None` if it is nowhere.
pub(super) fn find(
    names: &[OsString],
    path: &OsStr,
    can_be_run: impl Fn(&Path) -> bool,
    is_file: impl Fn(&Path) -> bool,
) -> Option<PathBuf> {
    let folders = std::env::split_paths(path).filter(|folder| folder.is_absolute());
    let candidates = folders.flat_map(|folder| names.iter().map(move |name| folder.join(name)));
    let files: Vec<_> = candidates.filter(|path| is_file(path)).collect();
    let found = files.iter().find(|path| can_be_run(path));
    found.or(files.first()).cloned()
}

/// Returns whether a name has a folder in it. It is then taken as it is.
pub(super) fn has_folder(program: &OsStr) -> bool {
    let bytes = program.as_encoded_bytes();
    bytes.contains(&b'/') || Path::new(program).components().count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn only_absolute_folders_are_searched_and_what_can_be_run_comes_first() {
        let path = std::env::join_paths(["", ".", "here", "./here", "/a", "/b", "/c"]).unwrap();
        let names = ["npx".into(), "npx.cmd".into()];
        let found = |files: &[&str], executable: &[&str]| {
            let is_in = |files: &[&str], path: &Path| files.iter().any(|it| Path::new(it) == path);
            let found = find(
                &names,
                &path,
                |it| is_in(executable, it),
                |it| is_in(files, it),
            );
            found.map(|path| path.to_str().unwrap().to_owned())
        };
        let files = [
            "npx",
            "./npx",
            "here/npx",
            "./here/npx",
            "/a/npx",
            "/b/npx.cmd",
            "/c/npx",
        ];
        assert_eq!(found(&files, &files).as_deref(), Some("/a/npx"));
        let executable = ["/b/npx.cmd", "/c/npx"];
        assert_eq!(found(&files, &executable).as_deref(), Some("/b/npx.cmd"));
        assert_eq!(found(&files, &[]).as_deref(), Some("/a/npx"));
        assert_eq!(found(&files[..4], &files), None);
    }

    #[test]
    fn a_name_with_a_folder_is_told_from_one_without() {
        for (program, expected) in [
            ("npx", false),
            ("npx.exe", false),
            (".", false),
            ("", false),
            ("./npx", true),
            ("npx/", true),
            ("/bin/npx", true),
        ] {
            assert_eq!(has_folder(program.as_ref()), expected, "{program}");
        }
    }
}
