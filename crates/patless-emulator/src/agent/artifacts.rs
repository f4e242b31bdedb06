//! Artifacts of a run: a folder with one folder for each.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::artifact_files::{Files, copy_into};
use super::artifact_name::{ArtifactName, InvalidArtifactName};
use super::artifact_patterns::Patterns;

/// The artifacts of a run.
#[derive(Clone, Debug)]
pub(super) struct Artifacts {
    /// The folder.
    folder: PathBuf,
}

/// What became of files.
#[derive(Debug, Default)]
pub(super) struct Copied {
    /// How many were copied.
    pub(super) files: usize,
    /// Links that were left out.
    pub(super) left_out: Vec<PathBuf>,
}

/// What to do with an artifact that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Existing {
    /// Refuse: a pipeline artifact cannot be changed.
    Refused,
    /// Add to it, as to a build artifact.
    AddedTo,
}

/// What the patterns for files begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PatternRoot {
    /// The folder of the artifact.
    Artifact,
    /// The name of the artifact.
    Run,
}

/// Error of publishing or downloading.
#[derive(Debug, thiserror::Error)]
pub(super) enum ArtifactError {
    /// The name is not one.
    #[error(transparent)]
    Name(#[from] InvalidArtifactName),
    /// There is nothing to publish. The text is the agent's.
    #[error("Path does not exist: {0}")]
    NoPath(String),
    /// The artifact exists.
    #[error("Artifact {0} already exists for build {1}.")]
    Exists(ArtifactName, String),
    /// There is no such artifact.
    #[error("Artifact {name} was not found for build {build}. (This run has: {known}.)")]
    NotFound {
        /// Its name.
        name: ArtifactName,
        /// The number of the run.
        build: String,
        /// The artifacts that there are.
        known: String,
    },
    /// The patterns are none.
    #[error("{0}")]
    Patterns(String),
    /// A file could not be copied.
    #[error("cannot copy {}: {source}", path.display())]
    Copy {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Artifacts {
    /// Keeps artifacts in a folder, which is created when there is one.
    pub(super) fn in_folder(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// Lists the names.
    pub(super) fn names(&self) -> Vec<ArtifactName> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let folders = entries.filter(|it| it.file_type().is_ok_and(|kind| kind.is_dir()));
        let names = folders.filter_map(|it| ArtifactName::new(it.file_name().to_str()?).ok());
        let mut names: Vec<_> = names.collect();
        names.sort_by(|left, right| left.as_str().cmp(right.as_str()));
        names
    }

    /// Finds an artifact. Names ignore case.
    pub(super) fn find(&self, name: &ArtifactName) -> Option<ArtifactName> {
        let mut names = self.names().into_iter();
        names.find(|it| it.as_str().eq_ignore_ascii_case(name.as_str()))
    }

    /// Copies a file or a folder into an artifact, below a folder in it.
    pub(super) fn publish(
        &self,
        name: &ArtifactName,
        folder: &Path,
        from: &Path,
    ) -> Result<Copied, ArtifactError> {
        let artifact = self.find(name).unwrap_or_else(|| name.clone());
        let target = self.folder.join(artifact.as_str());
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| ArtifactError::Copy { path, source }
        };
        fs::create_dir_all(&target).map_err(failed(&target))?;
        if let (true, Some(file)) = (from.is_file(), from.file_name()) {
            copy_into(&target, &folder.join(file), from).map_err(failed(from))?;
            let (files, left_out) = (1, Vec::new());
            return Ok(Copied { files, left_out });
        }
        if !from.is_dir() {
            return Err(ArtifactError::NoPath(from.display().to_string()));
        }
        let found = Files::below(from).map_err(failed(from))?;
        let ignored = ignored_in(from);
        let mut copied = Copied {
            left_out: found.left_out,
            ..Copied::default()
        };
        for file in found.files {
            let ignored = ignored.matched_path_or_any_parents(&file, false);
            if !ignored.is_ignore() {
                let source = from.join(&file);
                copy_into(&target, &folder.join(&file), &source).map_err(failed(&source))?;
                copied.files += 1;
            }
        }
        Ok(copied)
    }

    /// Copies the chosen files of an artifact into a folder.
    pub(super) fn download(
        &self,
        name: &ArtifactName,
        patterns: &Patterns,
        root: PatternRoot,
        to: &Path,
    ) -> Result<Copied, ArtifactError> {
        let from = self.folder.join(name.as_str());
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| ArtifactError::Copy { path, source }
        };
        let found = Files::below(&from).map_err(failed(&from))?;
        let mut copied = Copied {
            left_out: found.left_out,
            ..Copied::default()
        };
        for file in found.files {
            let parts: Vec<_> = file.iter().map(|it| it.to_string_lossy()).collect();
            let path = parts.join("/");
            let path = match root {
                PatternRoot::Artifact => path,
                PatternRoot::Run => format!("{name}/{path}"),
            };
            if patterns.choose(&path) {
                let source = from.join(&file);
                copy_into(to, &file, &source).map_err(failed(&source))?;
                copied.files += 1;
            }
        }
        Ok(copied)
    }
}

/// Reads `.artifactignore`. A folder without one leaves out `.git`.
///
/// Source: <https://learn.microsoft.com/azure/devops/artifacts/reference/artifactignore>.
fn ignored_in(folder: &Path) -> Gitignore {
    let mut builder = GitignoreBuilder::new(folder);
    let file = folder.join(".artifactignore");
    if file.is_file() {
        // Lines that are no patterns are left out.
        drop(builder.add(file));
    } else {
        // It is a pattern.
        let _ = builder.add_line(None, ".git");
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}
