//! Builds the binary that ships, so that nothing in it tells of the machine that built it.

use std::path::{Path, PathBuf};

use crate::{failure::Failure, step, workspace::Workspace};

/// What to build for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// This machine, as rustc has it by itself.
    Host,
    /// A triple; its standard library has to be installed.
    Triple(String),
}

impl Target {
    /// The triple, where one is named.
    fn triple(&self) -> Option<&str> {
        match self {
            Self::Host => None,
            Self::Triple(triple) => Some(triple),
        }
    }
}

/// Builds Patless for `target` and returns the path of the binary.
///
/// The same sources, lock file, compiler and C compiler give the same bytes, in any folder.
pub fn build(workspace: &Workspace, target: &Target) -> Result<PathBuf, Failure> {
    let target = target.triple();
    let mut command = workspace.cargo("build --locked --release --package patless --bin patless");
    let mut folder = workspace.target("");
    if let Some(target) = target {
        command.args(["--target", target]);
        folder.push(target);
    }
    command.env("CARGO_ENCODED_RUSTFLAGS", flags(workspace, target)?);
    step::run(&mut command, hint(target))?;
    let name = match target {
        Some(target) if target.contains("windows") => "patless.exe".to_owned(),
        Some(_) => "patless".to_owned(),
        None => format!("patless{}", std::env::consts::EXE_SUFFIX),
    };
    Ok(folder.join("release").join(name))
}

/// What rustc is told, in the form that cargo wants.
fn flags(workspace: &Workspace, target: Option<&str>) -> Result<String, Failure> {
    let mut flags: Vec<_> = workspace
        .places()?
        .iter()
        .map(|place| remap(&place.path, place.name))
        .collect();
    let windows = match target {
        Some(target) => target.ends_with("windows-msvc"),
        None => cfg!(all(windows, target_env = "msvc")),
    };
    if windows {
        flags.extend(WINDOWS.map(str::to_owned));
    }
    Ok(flags.join("\x1f"))
}

/// Has rustc write `name` for the folder `path`, in the texts of panics.
fn remap(path: &Path, name: &str) -> String {
    format!("--remap-path-prefix={}={name}", path.display())
}

/// What to do when the build fails.
fn hint(target: Option<&str>) -> &'static str {
    match target {
        Some(target) if target.ends_with("-musl") => {
            "mend what the compiler says above; a musl target needs `rustup target add` and a C compiler for it (Debian: musl-tools)"
        }
        Some(_) => "mend what the compiler says above; another target needs `rustup target add`",
        None => "mend what the compiler says above",
    }
}

/// On Windows: no C runtime to install, which small containers lack, and no time stamp in the file.
const WINDOWS: [&str; 2] = ["-Ctarget-feature=+crt-static", "-Clink-arg=/Brepro"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_is_written_as_its_name() {
        assert_eq!(
            remap(Path::new("/home/someone/patless"), "patless"),
            "--remap-path-prefix=/home/someone/patless=patless"
        );
    }

    #[test]
    fn musl_build_that_fails_names_its_c_compiler() {
        assert!(hint(Some("x86_64-unknown-linux-musl")).contains("musl-tools"));
    }
}
