//! Owns a task folder as the agent unpacks it: the files that ship, none of them executable.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use crate::pipeline::root;
use crate::step::Step;

/// A task folder. It goes when this is dropped.
pub(crate) struct Installed(tempfile::TempDir);

impl Installed {
    /// With the binary that is tested.
    pub(crate) fn new() -> Self {
        let installed = Self::without_program();
        let program = match task_folder() {
            Some(folder) => folder.join(program_name()),
            None => env!("CARGO_BIN_EXE_patless").into(),
        };
        copy_file(&program, &installed.program());
        assert_eq!(mode(&installed.program()) & 0o111, 0);
        installed
    }

    /// With a shell script in the place of the binary.
    pub(crate) fn with_script(text: &str) -> Self {
        let installed = Self::without_program();
        fs::write(installed.program(), format!("#!/bin/sh\n{text}\n")).unwrap();
        installed
    }

    /// Without a binary for this machine.
    pub(crate) fn without_program() -> Self {
        let installed = Self(tempfile::tempdir().unwrap());
        if let Some(folder) = task_folder() {
            copy(&folder, installed.folder());
            fs::remove_file(installed.program()).unwrap();
            return installed;
        }
        fs::create_dir(installed.path("bin")).unwrap();
        for source in ["task.json", "task/launch.js", "task/post-job.js"] {
            let file = root().join(source);
            copy_file(&file, &installed.folder().join(file.file_name().unwrap()));
        }
        installed
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        self.0.path()
    }

    /// A file of the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The binary for this machine.
    pub(crate) fn program(&self) -> PathBuf {
        self.path(program_name())
    }

    /// Has a step run the main stage through a Node.
    pub(crate) fn main<'e>(&self, step: Step<'e>, node: &Path) -> Step<'e> {
        step.command(node, [self.path("launch.js")])
    }

    /// Has a step run the post-job stage through a Node.
    pub(crate) fn post_job<'e>(&self, step: Step<'e>, node: &Path) -> Step<'e> {
        step.command(node, [self.path("post-job.js")])
    }
}

/// The folder that `cargo xtask play` unpacked a vsix's task into. `None`: the task is that of the sources and this build.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller chooses what is tested; no step gets this variable"
)]
fn task_folder() -> Option<PathBuf> {
    let folder = std::env::var_os("PATLESS_TASK_FOLDER")?;
    Some(root().join(folder))
}

/// The binary for this machine, in the task folder.
fn program_name() -> &'static str {
    match std::env::consts::ARCH {
        "aarch64" => "bin/patless-linux-arm64.bin",
        _ => "bin/patless-linux-x64.bin",
    }
}

/// Copies a folder without the modes.
fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let source = entry.unwrap().path();
        let target = to.join(source.file_name().unwrap());
        if source.is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&source, &target);
        } else {
            copy_file(&source, &target);
        }
    }
}

/// Copies a file without its mode.
fn copy_file(from: &Path, to: &Path) {
    fs::write(to, fs::read(from).unwrap()).unwrap();
}

/// The mode of a file.
pub(crate) fn mode(file: &Path) -> u32 {
    fs::metadata(file).unwrap().permissions().mode()
}
