//! Installs pinned packages of Python in a virtual environment of their own.

use std::path::Path;

use fs_err as fs;

use crate::{
    failure::{FETCH_HINT, Failure},
    folder, step,
};

/// Packages, each pinned by its hash.
pub(crate) struct Requirements {
    /// The file that lists them.
    pub(crate) file: &'static str,
    /// What else pip is told.
    pub(crate) options: &'static [&'static str],
}

/// Installs packages, file after file; does nothing where neither they nor `code` did change, which is the source of the
/// caller.
pub(crate) fn set_up(
    folder: &Path,
    requirements: &[Requirements],
    code: &str,
) -> Result<(), Failure> {
    // A virtual environment is tied to the Python that made it.
    let version = step::probe(&mut step::command("python3", "--version")).unwrap_or_default();
    let mut pins = version + code + include_str!("pip.rs");
    for Requirements { file, .. } in requirements {
        pins += &fs::read_to_string(file)?;
    }
    folder::set_up(folder, &pins, || {
        step::run(
            step::command("python3", "-m venv").arg(folder),
            "install Python's venv module: `sudo apt-get install python3-venv`",
        )?;
        for Requirements { file, options } in requirements {
            let python = folder.join("bin/python");
            step::run(
                step::command(python, INSTALL)
                    .args(*options)
                    .args(["--requirement", file]),
                FETCH_HINT,
            )?;
        }
        Ok(())
    })
}

/// Runs pip. Wheels only: a source package would run code of its own to build.
const INSTALL: &str =
    "-m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes";
