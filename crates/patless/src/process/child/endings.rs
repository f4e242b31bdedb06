//! The names that a program may have on Windows: with the endings of `PATHEXT`.

use std::ffi::{OsStr, OsString};
use std::path::Path;

/// A program's own name if it has an ending, and its name with each ending that programs have.
pub(super) fn names(program: &OsStr, endings: &OsStr) -> Vec<OsString> {
    let endings = endings.to_str().filter(|it| !it.is_empty());
    let endings = endings.unwrap_or(".COM;.EXE;.BAT;.CMD").split(';');
    let with = endings.map(|ending| {
        let mut name = program.to_owned();
        name.push(ending.to_lowercase());
        name
    });
    let as_it_is = Path::new(program).extension().map(|_| program.to_owned());
    as_it_is.into_iter().chain(with).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_an_ending_counts_as_it_is_too() {
        let all = |program: &str, endings: &str| names(program.as_ref(), endings.as_ref());
        assert_eq!(all("npx", ".EXE;.CMD"), ["npx.exe", "npx.cmd"]);
        assert_eq!(all("./npx.exe", ".CMD"), ["./npx.exe", "./npx.exe.cmd"]);
        assert_eq!(all("npx", ""), ["npx.com", "npx.exe", "npx.bat", "npx.cmd"]);
    }
}
