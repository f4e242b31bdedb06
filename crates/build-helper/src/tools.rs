//! Installs programs of the crate registry, pinned, under the target folder.

use std::path::PathBuf;

use crate::{
    failure::{FETCH_HINT, Failure},
    print::say,
    step,
    workspace::Workspace,
};

/// A program that cargo builds from its registry.
#[derive(Debug)]
pub struct Tool {
    /// The name of its package, and of its binary.
    pub name: &'static str,
    /// The one version that is used.
    pub version: &'static str,
}

impl Tool {
    /// Installs the program where this version is not there yet, and returns its path.
    pub fn installed(&self, workspace: &Workspace) -> Result<PathBuf, Failure> {
        let folder = workspace.target("tools");
        let mut list = workspace.cargo("install --list --root");
        let line = format!("{} v{}:", self.name, self.version);
        let is_installed = step::probe(list.arg(&folder))
            .is_some_and(|list| list.lines().any(|found| found == line));
        if !is_installed {
            say(&self.announcement());
            self.install(workspace)?;
        }
        Ok(folder
            .join("bin")
            .join(self.name)
            .with_extension(std::env::consts::EXE_EXTENSION))
    }

    /// Tells what is going to take so long, since cargo is quiet about it.
    fn announcement(&self) -> String {
        format!(
            "\nCompiling {} {}: a few minutes, this once. It stays under the target folder.",
            self.name, self.version
        )
    }

    /// Builds the program, unoptimized: it runs for a second and builds for minutes.
    fn install(&self, workspace: &Workspace) -> Result<(), Failure> {
        step::run(
            workspace
                .cargo("install --locked --debug --config profile.dev.debug=false --force --quiet")
                .args([self.name, "--version", self.version])
                .arg("--root")
                .arg(workspace.target("tools"))
                .arg("--target-dir")
                .arg(workspace.target("tools/build")),
            FETCH_HINT,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_it_compiles_it_says_what_and_that_it_happens_once() {
        let tool = Tool {
            name: "cargo-example",
            version: "1.2.3",
        };
        let text = tool.announcement();
        assert!(text.contains("cargo-example 1.2.3"), "{text}");
        assert!(text.contains("this once"), "{text}");
    }
}
