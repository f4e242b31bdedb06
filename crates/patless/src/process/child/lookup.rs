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

/// The names that a program may have: its own if it has an ending, and with each ending of a program, in the order of
/// `PATHEXT`.
fn names(own: &Path, extensions: &OsStr) -> Vec<OsString> {
    let extensions = extensions.to_str().filter(|it| !it.is_empty());
    let extensions = extensions.unwrap_or(".COM;.EXE;.BAT;.CMD").split(';');
    let extensions = extensions.map(str::to_lowercase);
    let with = extensions.filter(|it| STARTED.contains(&it.as_str()));
    let with = with.map(|extension| {
        let mut name = own.as_os_str().to_owned();
        name.push(extension);
        name
    });
    let as_it_is = own.extension().map(|_| own.as_os_str().to_owned());
    as_it_is.into_iter().chain(with).collect()
}

/// The endings of what Windows starts by itself. For the others in `PATHEXT`, such as `.JS`, a shell starts another program:
/// such a file must not hide a program in a later folder.
const STARTED: [&str; 4] = [".com", ".exe", ".bat", ".cmd"];

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: &str = if cfg!(windows) { r"C:\" } else { "/" };
    const EXTENSIONS: &str = ".EXE;.JS;.CMD;";

    fn at(path: &str) -> PathBuf {
        Path::new(ROOT).join(path)
    }

    fn found(program: &str, extensions: &str, files: &[PathBuf]) -> Option<PathBuf> {
        let path = ["".into(), "here".into(), at("a"), at("b")];
        let path = std::env::join_paths(path).unwrap();
        let is_file = |path: &Path| files.iter().any(|file| file == path);
        find(program.as_ref(), &path, extensions.as_ref(), is_file)
    }

    #[test]
    fn only_absolute_folders_are_searched_each_with_every_ending() {
        let files = [
            "here/npx.exe".into(),
            "npx.exe".into(),
            at("b/npx.exe"),
            at("a/npx.cmd"),
            at("a/npx"),
        ];
        let found = |program: &str| found(program, EXTENSIONS, &files);
        assert_eq!(found("npx"), Some(at("a/npx.cmd")));
        assert_eq!(found("npx.exe"), Some(at("b/npx.exe")));
        assert_eq!(found("jest"), None);
    }

    #[test]
    fn a_file_that_windows_does_not_start_hides_no_program() {
        let files = [at("a/jest"), at("a/jest.js"), at("b/jest.cmd")];
        let found = |program: &str| found(program, EXTENSIONS, &files);
        assert_eq!(found("jest"), Some(at("b/jest.cmd")));
        // Whoever names it in full is told that it cannot be started.
        assert_eq!(found("jest.js"), Some(at("a/jest.js")));
    }

    #[test]
    fn without_pathext_the_usual_endings_are_tried() {
        let files = [at("b/npx.cmd"), at("a/npx.cmd"), at("a/npx.bat")];
        assert_eq!(found("npx", "", &files), Some(at("a/npx.bat")));
    }

    #[test]
    fn a_name_with_an_ending_of_its_own_may_have_another() {
        let files = [at("a/python3.11.exe")];
        let found = found("python3.11", EXTENSIONS, &files);
        assert_eq!(found, Some(at("a/python3.11.exe")));
    }

    #[test]
    fn a_name_with_a_folder_is_taken_as_it_is() {
        let files = ["./npx.cmd".into(), at("a/npx.exe")];
        let found = |program: &str| found(program, EXTENSIONS, &files);
        assert_eq!(found("./npx"), Some("./npx.cmd".into()));
        assert_eq!(found("./npx.exe"), None);
    }
}
