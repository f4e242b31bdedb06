//! Which files are passed over, and why.

use std::path::Path;

use memchr::memchr_iter;

/// Why a file was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Passed {
    /// It is no text.
    Binary,
    /// It is larger than 5 MB.
    Large,
    /// A program has written it: a lock file, a bundle, a source map.
    Generated,
    /// It is a symbolic link: what it points to is read where it is.
    Link,
    /// It is no file: a socket, a pipe, a device.
    Special,
    /// A folder with packages of others: `node_modules`.
    Packages,
    /// The settings exclude it.
    Excluded,
}

impl Passed {
    /// Returns the reason, as it stands behind a number of files.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Binary => "binary",
            Self::Large => "larger than 5 MB",
            Self::Generated => "generated",
            Self::Link => "symbolic links",
            Self::Special => "no files",
            Self::Packages => "folders of packages",
            Self::Excluded => "excluded by the settings",
        }
    }
}

/// Larger files are passed over, in bytes.
pub(crate) const LARGEST: u64 = 5_000_000;

/// No person writes a line of so many bytes.
const LONGEST_LINE: usize = 100_000;

/// Tells by its name whether a program has written a file.
pub(crate) fn is_generated_by_name(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.unwrap_or_default().to_ascii_lowercase();
    GENERATED_NAMES.contains(&name.as_str()) || GENERATED_ENDS.iter().any(|end| name.ends_with(end))
}

/// Tells by its name whether a folder holds packages that a tool has put there.
pub(crate) fn holds_packages(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|name| name.to_str());
    matches!(
        name,
        Some("node_modules" | "bower_components" | "jspm_packages")
    )
}

/// Tells by its bytes whether a program has written a file.
pub(crate) fn is_generated_by_bytes(bytes: &[u8]) -> bool {
    if bytes.len() <= LONGEST_LINE {
        return false;
    }
    let ends = memchr_iter(b'\n', bytes).chain(std::iter::once(bytes.len()));
    let mut start = 0;
    for end in ends {
        if end - start > LONGEST_LINE {
            return true;
        }
        start = end + 1;
    }
    false
}

const GENERATED_NAMES: &[&str] = &[
    "package-lock.json",
    "npm-shrinkwrap.json",
    "pnpm-lock.yaml",
    "packages.lock.json",
    "project.assets.json",
    "composer.lock",
    "go.sum",
];

const GENERATED_ENDS: &[&str] = &[
    ".lock",
    ".min.js",
    ".min.css",
    ".map",
    ".snap",
    ".tfstate.backup",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lock_files_and_bundles_are_generated() {
        for name in [
            "a/yarn.lock",
            "package-lock.json",
            "dist/app.min.js",
            "app.js.map",
        ] {
            assert!(is_generated_by_name(name.as_ref()), "{name}");
        }
        for name in ["package.json", "lock.yml", "min.js", "map"] {
            assert!(!is_generated_by_name(name.as_ref()), "{name}");
        }
    }

    #[test]
    fn a_line_that_nobody_writes_is_generated() {
        let line = "x".repeat(LONGEST_LINE);
        assert!(!is_generated_by_bytes(
            format!("a\n{line}\n{line}").as_bytes()
        ));
        assert!(is_generated_by_bytes(format!("a\nx{line}\n").as_bytes()));
        assert!(is_generated_by_bytes(format!("{line}\nx{line}").as_bytes()));
    }
}
