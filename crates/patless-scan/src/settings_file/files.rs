//! Patterns of files, as in `.gitignore`, some with a line.

use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Files by patterns.
#[derive(Debug)]
pub(super) struct Files(Gitignore);

impl Default for Files {
    fn default() -> Self {
        Self(Gitignore::empty())
    }
}

impl Files {
    /// Takes patterns. What is wrong with one comes back with its index.
    pub(super) fn of(patterns: &[String]) -> Result<Self, (usize, String)> {
        let mut builder = GitignoreBuilder::new("");
        for (index, pattern) in patterns.iter().enumerate() {
            let added = builder.add_line(None, pattern);
            added.map_err(|error| (index, error.to_string()))?;
        }
        let files = builder.build();
        files.map(Self).map_err(|error| (0, error.to_string()))
    }

    /// Tells whether a file, or a folder above it, matches.
    pub(super) fn contain(&self, file: &str, is_folder: bool) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let mut paths = Path::new(file).ancestors();
        let own = paths.next().map(|path| self.0.matched(path, is_folder));
        let above = paths
            .filter(|path| !path.as_os_str().is_empty())
            .map(|path| self.0.matched(path, true));
        own.into_iter()
            .chain(above)
            .find(|matched| !matched.is_none())
            .is_some_and(|matched| matched.is_ignore())
    }
}

/// Files by patterns, and lines of files: `ci/build.yml:12`.
#[derive(Debug, Default)]
pub(super) struct Places {
    files: Files,
    lines: Vec<(Files, usize)>,
}

impl Places {
    /// Takes patterns. What is wrong with one comes back with its index.
    pub(super) fn of(patterns: &[String]) -> Result<Self, (usize, String)> {
        let mut places = Self::default();
        let mut whole = Vec::new();
        for (index, pattern) in patterns.iter().enumerate() {
            let with_line = pattern.rsplit_once(':');
            match with_line.and_then(|(file, line)| Some((file, line.parse::<usize>().ok()?))) {
                Some((file, line)) => {
                    let files =
                        Files::of(&[file.to_owned()]).map_err(|(_, error)| (index, error))?;
                    places.lines.push((files, line));
                }
                None => whole.push(pattern.clone()),
            }
        }
        places.files = Files::of(&whole)?;
        Ok(places)
    }

    /// Tells whether a line of a file is meant.
    pub(super) fn contain(&self, file: &str, line: usize) -> bool {
        self.files.contain(file, false)
            || self
                .lines
                .iter()
                .any(|(files, only)| *only == line && files.contain(file, false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(patterns: &[&str]) -> Places {
        let patterns: Vec<_> = patterns.iter().map(|it| (*it).to_owned()).collect();
        Places::of(&patterns).unwrap()
    }

    #[test]
    fn a_folder_stands_for_everything_in_it() {
        let places = places(&["legacy/", "/docs/*.md", "!legacy/kept.yml"]);

        assert!(places.contain("a/legacy/b/c.yml", 1));
        assert!(places.contain("docs/x.md", 1));
        assert!(!places.contain("a/docs/x.md", 1));
        assert!(!places.contain("legacy.yml", 1));
    }

    #[test]
    fn a_line_stands_for_itself() {
        let places = places(&["ci/build.yml:12"]);

        assert!(places.contain("ci/build.yml", 12));
        assert!(!places.contain("ci/build.yml", 13));
        assert!(!places.contain("ci/other.yml", 12));
    }

    #[test]
    fn a_path_from_the_root_of_the_machine_is_no_fault() {
        assert!(places(&["legacy/"]).contain("/srv/legacy/x.yml", 1));
        assert!(!places(&["legacy/"]).contain("../x.yml", 1));
    }

    #[test]
    fn a_pattern_that_is_none_is_refused() {
        let wrong = ["a", "b{c"].map(ToOwned::to_owned);
        assert_eq!(Files::of(&wrong).unwrap_err().0, 1);
    }
}
