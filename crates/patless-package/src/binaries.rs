//! Brings the binaries together: those that were built elsewhere, and those that this machine builds.
use std::path::{Path, PathBuf};

use build_helper::{
    Failure, Workspace,
    release::{self, Target},
    say, step,
};

use crate::{
    completeness::Completeness,
    options::Options,
    platform::{self, Platform},
};

/// One binary for the package.
#[derive(Debug)]
pub(crate) struct Binary {
    /// What it is for.
    pub(crate) platform: &'static Platform,
    /// Where it is now.
    pub(crate) file: PathBuf,
}

/// Takes what `--binaries` has, then builds the host's, what `--target` names and, with `--all`, the rest.
pub(crate) fn collect(workspace: &Workspace, options: &Options) -> Result<Vec<Binary>, Failure> {
    if let Some(folder) = options.binaries.as_ref().filter(|folder| !folder.is_dir()) {
        return Err(Failure::new(
            format!("{}: no such folder", folder.display()),
            "give --binaries a folder that `cargo xtask binaries` filled",
        ));
    }
    let mut found = Vec::new();
    for platform in &platform::ALL {
        if let Some(file) = given(options.binaries.as_deref(), platform) {
            say(&format!("taking {}", file.display()));
            found.push(Binary { platform, file });
        } else if let Some(target) = target_of(options, platform) {
            let file = release::build(workspace, &target)?;
            found.push(Binary { platform, file });
        }
    }
    Ok(found)
}

/// The file for `platform` in the folder of `--binaries`.
fn given(folder: Option<&Path>, platform: &Platform) -> Option<PathBuf> {
    let file = folder?.join(platform.binary);
    file.is_file().then_some(file)
}

/// What to build for `platform`; `None` where it is not to be built.
fn target_of(options: &Options, platform: &Platform) -> Option<Target> {
    if let Some(target) = options.target(platform) {
        return Some(Target::Triple(target.to_owned()));
    }
    let preferred = platform.targets.first().copied().unwrap_or_default();
    if options.completeness() == Completeness::All {
        return Some(Target::Triple(preferred.to_owned()));
    }
    if !platform.is_host() {
        return None;
    }
    // Elsewhere than on Linux, the host's own triple is the preferred one.
    if !cfg!(target_os = "linux") {
        return Some(Target::Host);
    }
    if is_installed(preferred) {
        return Some(Target::Triple(preferred.to_owned()));
    }
    say(&format!(
        "\nWARNING: {preferred} is not installed, so {} is built with this machine's C library.\n\
         It runs on this machine and not in Alpine containers or on older systems: enough for a trial on such agents, \
         not for others.\n\
         hint: `rustup target add {preferred}` and, on Debian, `apt-get install musl-tools`\n",
        platform.binary
    ));
    Some(Target::Host)
}

/// Whether rustc has the standard library of `target`.
fn is_installed(target: &str) -> bool {
    let mut rustc = step::command("rustc", "--print target-libdir --target");
    step::probe(rustc.arg(target)).is_some_and(|folder| Path::new(&folder).is_dir())
}
