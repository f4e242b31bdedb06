//! Owns a task folder as the agent unpacks it: the files that ship, and one binary, none of them executable.

use std::ffi::OsString;
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
        let program = fs::read(env!("CARGO_BIN_EXE_patless")).unwrap();
        Self::with_program(&program)
    }

    /// With a shell script in the place of the binary.
    pub(crate) fn with_script(text: &str) -> Self {
        Self::with_program(format!("#!/bin/sh\n{text}\n").as_bytes())
    }

    /// Without a binary for this machine.
    pub(crate) fn without_program() -> Self {
        let installed = Self::with_program(b"");
        fs::remove_file(installed.program()).unwrap();
        installed
    }

    fn with_program(program: &[u8]) -> Self {
        let installed = Self(tempfile::tempdir().unwrap());
        fs::create_dir(installed.path("bin")).unwrap();
        for (source, name) in [
            ("task.json", "task.json"),
            ("task/launch.js", "launch.js"),
            ("task/post-job.js", "post-job.js"),
        ] {
            fs::write(installed.path(name), fs::read(root().join(source)).unwrap()).unwrap();
        }
        fs::write(installed.program(), program).unwrap();
        assert_eq!(mode(&installed.program()) & 0o111, 0);
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
        let architecture = match std::env::consts::ARCH {
            "aarch64" => "arm64",
            _ => "x64",
        };
        self.path(&format!("bin/patless-linux-{architecture}.bin"))
    }

    /// Has a step run the main stage through a Node.
    pub(crate) fn main<'e>(&self, step: Step<'e>, node: &Path) -> Step<'e> {
        step.command(node, [self.path("launch.js")])
    }

    /// Has a step run the post-job stage through a Node.
    pub(crate) fn post_job<'e>(&self, step: Step<'e>, node: &Path) -> Step<'e> {
        step.command(node, [self.path("post-job.js")])
    }

    /// Has a step run the main stage, after a script that runs before it in the same Node.
    pub(crate) fn main_behind<'e>(&self, step: Step<'e>, node: &Path, script: &str) -> Step<'e> {
        let preload = self.path("preload.js");
        fs::write(&preload, script).unwrap();
        let words: [OsString; 3] = [
            "--require".into(),
            preload.into(),
            self.path("launch.js").into(),
        ];
        step.command(node, words)
    }

    /// Has a step run the main stage where commands of the shell, such as mounts, have been carried out for it alone.
    ///
    /// `None` where this user may not do that.
    pub(crate) fn main_within<'e>(
        &self,
        step: Step<'e>,
        node: &Path,
        commands: &str,
    ) -> Option<Step<'e>> {
        let options = ["-m", "-rm"].into_iter().find(|options| {
            let mut probe = std::process::Command::new("unshare");
            probe.args([options, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]);
            probe.output().is_ok_and(|output| output.status.success())
        })?;
        let script = format!("set -e; {commands}; exec \"$0\" \"$1\"");
        let words: [OsString; 6] = [
            options.into(),
            "sh".into(),
            "-c".into(),
            script.into(),
            node.into(),
            self.path("launch.js").into(),
        ];
        Some(step.command(Path::new("unshare"), words))
    }
}

/// The mode of a file.
pub(crate) fn mode(file: &Path) -> u32 {
    fs::metadata(file).unwrap().permissions().mode()
}
