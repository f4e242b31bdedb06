//! Where things are: the repository, what cargo built, and cargo itself.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{failure::Failure, step};

/// The places that this process works in; its working folder is the top of the repository.
#[derive(Debug)]
pub struct Workspace {
    /// Where cargo puts the binaries of this profile, this process among them.
    binaries: PathBuf,
    /// Cargo's target folder, also where `CARGO_TARGET_DIR` moves it.
    target: PathBuf,
    /// The cargo that started this process.
    cargo: OsString,
}

impl Workspace {
    /// Goes to the top of the repository. The rest is found from this process's own path, unless `CARGO_TARGET_DIR` names
    /// the target folder in full: `cargo xtask` does so for a program that it builds elsewhere.
    pub fn enter() -> Result<Self, Failure> {
        let lost =
            |what: String| Failure::new(what, "start it as `cargo xtask`, inside the repository");
        // crates/build-helper, two folders up.
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(2)
            .unwrap_or(Path::new("."));
        std::env::set_current_dir(root)
            .map_err(|error| lost(format!("{}: {error}", root.display())))?;
        let executable = std::env::current_exe()
            .map_err(|error| lost(format!("own path is unknown: {error}")))?;
        // Shorter in what is shown.
        let executable = executable.strip_prefix(root).unwrap_or(&executable);
        let mut folders = executable.ancestors().skip(1);
        let (Some(binaries), Some(target)) = (folders.next(), folders.next()) else {
            return Err(lost(format!(
                "{} is in no target folder",
                executable.display()
            )));
        };
        let named = named_target();
        let target = named.as_deref().unwrap_or(target);
        Ok(Self {
            binaries: binaries.to_owned(),
            target: target.strip_prefix(root).unwrap_or(target).to_owned(),
            cargo: cargo(),
        })
    }

    /// The path of something under cargo's target folder.
    pub fn target(&self, path: &str) -> PathBuf {
        self.target.join(path)
    }

    /// The path of one of the workspace's own binaries, built in this profile.
    pub fn binary(&self, name: &str) -> PathBuf {
        self.binaries
            .join(name)
            .with_extension(std::env::consts::EXE_EXTENSION)
    }

    /// The folders of this machine that compilers write into what they build, the most general first.
    pub fn places(&self) -> Result<[Place; 3], Failure> {
        let unknown = |what: &str| {
            Failure::new(
                format!("{what} is unknown"),
                "set CARGO_HOME to the folder of cargo",
            )
        };
        let root = std::env::current_dir().map_err(|_| unknown("the working folder"))?;
        let cargo = cargo_home().ok_or_else(|| unknown("cargo's home folder"))?;
        let target = root.join(&self.target);
        Ok([
            Place::new(cargo, "cargo"),
            Place::new(root, "patless"),
            Place::new(target, "target"),
        ])
    }

    /// A command of cargo; `words` are cut at spaces.
    pub fn cargo(&self, words: &str) -> Command {
        let mut command = step::command(&self.cargo, words);
        for name in package_variables() {
            command.env_remove(name);
        }
        command
    }
}

/// A folder of this machine.
#[derive(Debug)]
pub struct Place {
    /// Where it is.
    pub path: PathBuf,
    /// What stands for it in what we ship.
    pub name: &'static str,
}

impl Place {
    /// A folder and its name.
    fn new(path: PathBuf, name: &'static str) -> Self {
        Self { path, name }
    }
}

/// The target folder that is named in full. A relative path counts from where cargo was started, which is not known here.
#[expect(
    clippy::disallowed_methods,
    reason = "this file owns what our tools read from their environment"
)]
fn named_target() -> Option<PathBuf> {
    let named = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let named = named.filter(|folder| folder.is_absolute())?;
    // Without a slash at its end, which would be one too many in what stands for the folder.
    Some(named.components().collect())
}

/// Where cargo keeps the sources of other people's crates.
#[expect(
    clippy::disallowed_methods,
    reason = "this file owns what our tools read from their environment"
)]
fn cargo_home() -> Option<PathBuf> {
    let set = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    set.or_else(|| Some(std::env::home_dir()?.join(".cargo")))
}

/// What cargo tells this process of its own package. Some build scripts, such as that of ring, run again whenever it is another
/// one: started by different tools of ours, cargo would build the same crates over and over.
#[expect(
    clippy::disallowed_methods,
    reason = "this file owns what our tools read from their environment"
)]
fn package_variables() -> impl Iterator<Item = OsString> {
    let names = std::env::vars_os().map(|(name, _)| name);
    names.filter(|name| {
        let name = name.to_string_lossy();
        name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
    })
}

/// The cargo that started this process says so; without one, that on the PATH.
#[expect(
    clippy::disallowed_methods,
    reason = "this file owns what our tools read from their environment"
)]
fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_is_not_told_of_the_package_that_starts_it() {
        // Cargo runs this test, too, and tells it.
        let removed: Vec<_> = package_variables().collect();
        assert!(removed.iter().any(|name| name == "CARGO_MANIFEST_DIR"));
        let workspace = Workspace {
            binaries: PathBuf::new(),
            target: PathBuf::new(),
            cargo: "cargo".into(),
        };
        let command = workspace.cargo("build");
        let is_removed = |name: &OsString| command.get_envs().any(|it| it == (name, None));
        assert!(removed.iter().all(is_removed), "{command:?}");
    }
}
