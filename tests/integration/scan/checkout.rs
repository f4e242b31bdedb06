//! A checkout in a folder of its own, and calls of `patless scan` in it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::system;

/// Files in a folder.
pub(crate) struct Checkout {
    folder: TempDir,
}

/// What a call left.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Checkout {
    /// Makes a checkout with these files.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let checkout = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for (name, text) in files {
            checkout.write(name, text);
        }
        checkout
    }

    /// Returns the path of a file.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders that it is in.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Reads a file.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Calls `patless scan` in its folder.
    pub(crate) fn scan(&self, arguments: &[&str]) -> Ended {
        self.call(arguments, &[], b"")
    }

    /// Calls `patless scan` with variables and standard input.
    pub(crate) fn call(
        &self,
        arguments: &[&str],
        variables: &[(&str, &str)],
        input: &[u8],
    ) -> Ended {
        let mut child = self
            .command(arguments)
            .envs(variables.iter().copied())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ended {
            code: output.status.code().unwrap(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// A call, for a test that starts it in its own way. It has no variables but those that every program needs.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(Path::new(env!("CARGO_BIN_EXE_patless")));
        command
            .arg("scan")
            .args(arguments)
            .env_clear()
            .envs(system::VARIABLES.iter().copied())
            .current_dir(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Returns all files with their bytes.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.insert(path.clone(), fs::read(path).unwrap_or_default());
                }
            }
        }
        files
    }
}

impl Ended {
    /// Fails unless it ended with this code.
    pub(crate) fn with_code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}{}", self.stdout, self.stderr);
        self
    }

    /// Returns the findings of `--format json`, each as `rule file:line:column`.
    pub(crate) fn found(&self) -> Vec<String> {
        let document: Value = serde_json::from_str(&self.stdout).unwrap();
        assert_eq!(document["version"], 1);
        let findings = document["findings"].as_array().unwrap().iter();
        findings
            .map(|it| {
                let text = |field: &str| it[field].as_str().unwrap().to_owned();
                let (rule, file) = (text("rule"), text("file"));
                format!("{rule} {file}:{}:{}", it["line"], it["column"])
            })
            .collect()
    }
}
