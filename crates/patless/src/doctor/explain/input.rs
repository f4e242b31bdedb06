//! What `--explain` is given: a text, files, or standard input.

use std::fmt;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use patless_catalogue::Excerpt;

use super::reader;

/// One text to explain, and where it is.
pub(super) enum Input {
    /// On the command line.
    Text(String),
    /// Standard input.
    Standard,
    /// In a file.
    File(PathBuf),
}

impl Input {
    /// The inputs of a command line. The first may be a text instead of a file's name; a file of that name counts.
    pub(super) fn of(first: &str, others: &[PathBuf]) -> Vec<Self> {
        let path = Path::new(first);
        let first = if first == "-" {
            Self::Standard
        } else if !others.is_empty() || is_file(first) {
            Self::File(path.to_owned())
        } else {
            Self::Text(first.to_owned())
        };
        let others = others.iter().cloned().map(Self::File);
        std::iter::once(first).chain(others).collect()
    }

    pub(super) fn read(&self) -> io::Result<Excerpt> {
        match self {
            Self::Text(text) => reader::read(text.as_bytes()),
            Self::Standard => reader::read(io::stdin().lock()),
            Self::File(path) => reader::read(File::open(path)?),
        }
    }

    /// Its name, if lines are worth telling: a text on the command line is before the reader's eyes.
    pub(super) fn name(&self) -> Option<String> {
        match self {
            Self::Text(_) => None,
            Self::Standard => Some("standard input".to_owned()),
            Self::File(path) => Some(path.display().to_string()),
        }
    }
}

/// Returns whether a text names a file or a folder. Where a script hands over a text of somebody else, it must lead to no
/// device that never ends, and to no other computer: Windows asks `\\HOST\x` with the user's password.
fn is_file(text: &str) -> bool {
    let is_remote = ["\\\\", "//", "\\??"]
        .iter()
        .any(|mark| text.starts_with(mark));
    let is_kept = |it: std::fs::Metadata| it.is_file() || it.is_dir();
    !is_remote && !text.contains('\n') && Path::new(text).metadata().is_ok_and(is_kept)
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name().unwrap_or_else(|| "the text".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_a_file_only_if_such_a_file_is_there() {
        assert!(is_file("Cargo.toml") && is_file("src"));
        for text in [
            "AADSTS70025: none",
            "Cargo.toml\nx",
            "//host/x",
            "\\\\host\\x",
            "/dev/zero",
            "",
        ] {
            assert!(!is_file(text), "{text}");
        }
    }
}
