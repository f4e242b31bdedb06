//! Finds a program on Windows: in the absolute folders of `PATH`, with the endings of `PATHEXT`.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// Finds a program. `None` if it is nowhere.
///
/// A name with a folder in it is taken as it is. The working folder is never searched otherwise: a file that a pull request
/// brings would run with the token.
pub(super) fn find(
    program: &OsStr,
    path: &OsStr,
    extensions: &OsStr,
    is_file: impl Fn(&Path) -> bool,
) -> Option<PathBuf> {
    let own = Path::new(program);
    let names = names(own, extensions);
    let found = |folder: &Path| {
        let mut candidates = names.iter().map(|name| folder.join(name));
        candidates.find(|path| is_file(path))
    };
    if own.components().count() > 1 {
        return found(Path::new(""));
    }
    let folders = std::env::split_paths(path);
    folders
        .filter(|folder| folder.is_absolute())
        .find_map(|folder| found(&folder))
}

/// The names that a program may have: its own if it has an ending, and with each ending that programs have.
fn names(own: &Path, extensions: &OsStr) -> Vec<OsString> {
    let extensions = extensions.to_str().filter(|it| !it.is_empty());
    let extensions = extensions.unwrap_or(".COM;.EXE;.BAT;.CMD").split(';');
    let with = extensions.map(|extension| {
        let mut name = own.as_os_str().to_owned();
        name.push(extension.to_lowercase());
        name
    });
    let as_it_is = own.extension().map(|_| own.as_os_str().to_owned());
    as_it_is.into_iter().chain(with).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(program: &str, files: &[&str]) -> Option<String> {
        let path = std::env::join_paths(["", "here", "/a", "/b"]).unwrap();
        let is_file = |path: &Path| files.iter().any(|file| Path::new(file) == path);
        let found = find(program.as_ref(), &path, ".EXE;.CMD".as_ref(), is_file);
        found.map(|path| path.to_str().unwrap().to_owned())
    }

    #[cfg(unix)]
    #[test]
    fn only_absolute_folders_are_searched_each_with_every_ending() {
        let files = [
            "here/npx.exe",
            "npx.exe",
            "/b/npx.exe",
            "/a/npx.cmd",
            "/a/npx",
        ];
        assert_eq!(found("npx", &files).as_deref(), Some("/a/npx.cmd"));
        assert_eq!(found("npx.exe", &files).as_deref(), Some("/b/npx.exe"));
        assert_eq!(found("jest", &files), None);
    }

    #[test]
    fn a_name_with_a_folder_is_taken_as_it_is() {
        let files = ["./npx.cmd", "/a/npx.exe"];
        assert_eq!(found("./npx", &files).as_deref(), Some("./npx.cmd"));
        assert_eq!(found("./npx.exe", &files), None);
    }
}
