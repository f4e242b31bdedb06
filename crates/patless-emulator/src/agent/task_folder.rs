//! Folder of somebody else's task: `NAME=FOLDER` or `NAME@VERSION=FOLDER`.

use std::path::PathBuf;
use std::str::FromStr;

/// A name of a task with the folder of its `task.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TaskFolder {
    /// The name before `@` in pipeline files.
    pub name: String,
    /// The version behind it. `None`: that of the folder.
    pub version: Option<String>,
    /// The folder.
    pub folder: PathBuf,
}

/// Error: the text is not a task with a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected NAME=FOLDER or NAME@VERSION=FOLDER")]
pub struct InvalidTaskFolder;

impl FromStr for TaskFolder {
    type Err = InvalidTaskFolder;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (task, folder) = text.split_once('=').ok_or(InvalidTaskFolder)?;
        let (name, version) = match task.split_once('@') {
            Some((name, version)) => (name.trim(), Some(version.trim())),
            None => (task.trim(), None),
        };
        if name.is_empty() || version.is_some_and(str::is_empty) || folder.is_empty() {
            return Err(InvalidTaskFolder);
        }
        Ok(Self {
            name: name.to_owned(),
            version: version.map(str::to_owned),
            folder: PathBuf::from(folder),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_has_a_name_perhaps_a_version_and_a_folder() {
        let folder = |text: &str| {
            let read: TaskFolder = text.parse().ok()?;
            Some((read.name, read.version, read.folder))
        };
        let plain = ("Deploy".to_owned(), None, PathBuf::from("a=b"));
        assert_eq!(folder("Deploy=a=b"), Some(plain));
        let versioned = (
            "Deploy".to_owned(),
            Some("2".to_owned()),
            PathBuf::from("x"),
        );
        assert_eq!(folder("Deploy@2=x"), Some(versioned));
        for text in ["Deploy", "Deploy=", "=x", "@1=x", "Deploy@=x", ""] {
            assert_eq!(text.parse::<TaskFolder>(), Err(InvalidTaskFolder), "{text}");
        }
    }
}
