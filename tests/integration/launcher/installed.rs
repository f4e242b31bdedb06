//! A task folder as the agent unpacks it: the files that ship, none of them executable.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use super::stand_in;
use crate::pipeline::root;
use crate::step::Step;

/// A task folder in the work folder of an agent, whose temp folder is there, too. It goes when this is dropped.
pub(crate) struct Installed {
    work: tempfile::TempDir,
    folder: PathBuf,
}

impl Installed {
    /// With the binary that is tested.
    pub(crate) fn new() -> Self {
        let installed = Self::without_program();
        let Some(folder) = task_folder() else {
            return installed.pack(&fs::read(env!("CARGO_BIN_EXE_patless")).unwrap());
        };
        // With the list that it was packed with.
        copy_file(&folder.join(program_name()), &installed.program());
        assert_eq!(mode(&installed.program()) & 0o111, 0);
        installed
    }

    /// With a program in the place of the binary that does what a shell script says. See [`stand_in`].
    pub(crate) fn with_script(text: &str) -> Self {
        let installed = Self::without_program();
        let script = installed.work.path().join("script");
        fs::write(&script, format!("{text}\n{}\n", stand_in::WORD)).unwrap();
        installed.pack(&stand_in::program(&script))
    }

    /// With these bytes in the place of the binary, as if they had been packed.
    pub(crate) fn pack(self, bytes: &[u8]) -> Self {
        fs::write(self.program(), bytes).unwrap();
        assert_eq!(mode(&self.program()) & 0o111, 0);
        let name = program_name().strip_prefix("bin/").unwrap();
        let list = serde_json::json!({ name: bytes.len() });
        fs::write(self.path("programs.json"), list.to_string()).unwrap();
        self
    }

    /// Without a binary for this machine.
    pub(crate) fn without_program() -> Self {
        let work = tempfile::tempdir().unwrap();
        let folder = work.path().join("_tasks/Patless_af3c1762/1.0.0");
        fs::create_dir_all(&folder).unwrap();
        fs::create_dir(work.path().join("_temp")).unwrap();
        let installed = Self { work, folder };
        if let Some(folder) = task_folder() {
            copy(&folder, installed.folder());
            fs::remove_file(installed.program()).unwrap();
            return installed;
        }
        fs::create_dir(installed.path("bin")).unwrap();
        copy_file(&root().join("task.json"), &installed.path("task.json"));
        for file in fs::read_dir(root().join("task")).unwrap() {
            let file = file.unwrap().path();
            if file.extension().is_some_and(|it| it == "js") {
                copy_file(&file, &installed.folder().join(file.file_name().unwrap()));
            }
        }
        installed
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The agent's temp folder.
    pub(crate) fn temp(&self) -> PathBuf {
        self.work.path().join("_temp")
    }

    /// A file of the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
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
