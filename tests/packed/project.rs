//! A project of Node, empty but for what is installed from packed files. Nothing of the user's own is read or written.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::packed;

/// A project with a home folder of its own. It goes when this is dropped.
pub(crate) struct Project(tempfile::TempDir);

impl Project {
    /// Without any package.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("home")).unwrap();
        let project = Self(folder);
        fs::create_dir(project.path("")).unwrap();
        fs::write(project.path("package.json"), r#"{"private":true}"#).unwrap();
        project
    }

    /// With the launcher and this machine's program, from their tarballs.
    pub(crate) fn with_patless() -> Self {
        let project = Self::empty();
        project.install(&[&packed::launcher(), &packed::program()], &[]);
        project
    }

    /// With the launcher alone.
    pub(crate) fn without_program() -> Self {
        let project = Self::empty();
        project.install(&[&packed::launcher()], &["--omit=optional"]);
        project
    }

    /// A file of the project.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join("project").join(name)
    }

    /// The home folder of whoever uses the project.
    pub(crate) fn home(&self) -> PathBuf {
        self.0.path().join("home")
    }

    /// Has npm install tarballs, without network.
    pub(crate) fn install(&self, tarballs: &[&Path], options: &[&str]) {
        let output = self
            .command("npm")
            .args(["install", "--offline", "--no-audit", "--no-fund"])
            .args(options)
            .args(tarballs)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", said(&output));
    }

    /// A program in the project's folder. Of the environment, it gets the `PATH` alone.
    #[expect(
        clippy::disallowed_methods,
        reason = "npm finds Node by it; nothing of the product reads it here"
    )]
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.path(""))
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("HOME", self.home())
            .env("npm_config_update_notifier", "false");
        command
    }

    /// `npx patless`, as people type it. Whatever runs under `patless exec` is tried with this.
    pub(crate) fn npx(&self) -> Command {
        let mut npx = self.command("npx");
        npx.args(["--offline", "patless"]);
        npx
    }

    /// The launcher, under a Node.
    pub(crate) fn launcher(&self, node: &Path) -> Command {
        let mut launcher = self.command(node);
        launcher.arg(self.path("node_modules/patless/bin/patless.js"));
        launcher
    }

    /// The folder of the package with the program.
    pub(crate) fn program_folder(&self) -> PathBuf {
        let package = format!("node_modules/@patless/{}", packed::platform());
        self.path(&package)
    }

    /// Puts a shell script in the program's place, as if it had been packed.
    pub(crate) fn pack_script(&self, text: &str) {
        let text = format!("#!/bin/sh\n{text}\n");
        plant(&self.program_folder(), &text);
    }
}

/// Makes a folder the package of this machine's program, with a shell script as the program.
pub(crate) fn plant(folder: &Path, script: &str) {
    fs::create_dir_all(folder.join("bin")).unwrap();
    let head: String = script
        .bytes()
        .take(64)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let manifest = serde_json::json!({
        "version": packed::VERSION,
        "program": { "bytes": script.len(), "head": head },
    });
    fs::write(folder.join("package.json"), manifest.to_string()).unwrap();
    let program = folder.join("bin/patless");
    // Written by another process: what this one writes is still open in whatever it forks meanwhile, and cannot be run.
    let text = folder.join("script");
    fs::write(&text, script).unwrap();
    let mut install = Command::new("install");
    install.args(["-m", "755"]).arg(&text).arg(&program);
    assert!(install.status().unwrap().success());
    assert_eq!(
        fs::metadata(&program).unwrap().permissions().mode() & 0o777,
        0o755
    );
}

/// All that a program wrote.
pub(crate) fn said(output: &Output) -> String {
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    format!("{out}{err}")
}
