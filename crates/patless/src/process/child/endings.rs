//! The names that a program may have on Windows: with the endings of `PATHEXT`.

use std::ffi::{OsStr, OsString};
use std::path::Path;

/// A program's own name if it has an ending, and its name with each ending that programs have.
pub(super) fn names(program: &OsStr, endings: &OsStr) -> Vec<OsString> {
    let endings = endings.to_str().filter(|it| !it.is_empty());
    let endings = endings.unwrap_or(".COM;.EXE;.BAT;.CMD").split(';');
    let endings = endings.map(str::to_lowercase);
    let with = endings.filter(|it| STARTED.contains(&it.as_str()));
    let with = with.map(|ending| {
        let mut name = program.to_owned();
        name.push(ending);
        name
    });
    let as_it_is = Path::new(program).extension().map(|_| program.to_owned());
    as_it_is.into_iter().chain(with).collect()
}

/// The endings of what Windows starts by itself. For the others in `PATHEXT`, such as `.JS`, a shell starts another program:
/// such a file must not hide a program in a later folder.
const STARTED: [&str; 4] = [".com", ".exe", ".bat", ".cmd"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_an_ending_counts_as_it_is_too() {
        let all = |program: &str, endings: &str| names(program.as_ref(), endings.as_ref());
        assert_eq!(all("npx", ".EXE;.CMD"), ["npx.exe", "npx.cmd"]);
        assert_eq!(all("./npx.exe", ".CMD"), ["./npx.exe", "./npx.exe.cmd"]);
        assert_eq!(all("npx", ""), ["npx.com", "npx.exe", "npx.bat", "npx.cmd"]);
        assert_eq!(all("python3.11", ".EXE"), ["python3.11", "python3.11.exe"]);
    }

    #[test]
    fn an_ending_that_windows_does_not_start_is_passed_over() {
        let all = |program: &str| names(program.as_ref(), ".EXE;.JS;.CMD;".as_ref());
        assert_eq!(all("jest"), ["jest.exe", "jest.cmd"]);
        // Whoever names it in full is told that it cannot be started.
        assert_eq!(all("jest.js"), ["jest.js", "jest.js.exe", "jest.js.cmd"]);
    }
}
