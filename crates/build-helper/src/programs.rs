//! Makes sure that the programs that come from the system are there: Debian's packages are installed, others are named.

use std::process::Command;

use crate::{failure::Failure, npm, step};

/// A program that this repository uses and does not bring.
#[derive(Debug)]
pub struct Program {
    /// Its name on the PATH.
    name: &'static str,
    /// With these arguments it succeeds where it is installed in full.
    check: &'static [&'static str],
    /// The package that holds it, in Debian and Ubuntu.
    package: &'static str,
}

/// Runs the `bash` steps of a pipeline.
pub const BASH: Program = Program {
    name: "bash",
    check: &["--version"],
    package: "bash",
};

/// The browser in which the page of the emulator is tried.
pub const CHROMIUM: Program = Program {
    name: "chromium",
    check: &["--version"],
    package: "chromium",
};

/// What the examples' steps call Azure DevOps with.
pub const CURL: Program = Program {
    name: "curl",
    check: &["--version"],
    package: "curl",
};

/// A consumer of access tokens.
pub const GIT: Program = Program {
    name: "git",
    check: &["--version"],
    package: "git",
};

/// What people take JSON apart with in scripts.
pub const JQ: Program = Program {
    name: "jq",
    check: &["--version"],
    package: "jq",
};

/// Stands in front of the emulator: another CA, client certificates. Only the program is used, never the service.
pub const NGINX: Program = Program {
    name: "nginx",
    check: &["-v"],
    package: "nginx",
};

/// Fetches Node.js, the Node.js client and the packer of extensions.
pub const NPM: Program = Program {
    name: npm::PROGRAM,
    check: &["--version"],
    package: "npm",
};

/// Runs the Python client.
pub const PYTHON: Program = Program {
    name: "python3",
    check: &["--version"],
    package: "python3",
};

/// Keeps the Python client's packages apart; Debian cuts it out of `python3`.
pub const PYTHON_VENV: Program = Program {
    name: "python3",
    check: &["-c", "import ensurepip, venv"],
    package: "python3-venv",
};

/// Puts TLS in front of a proxy.
pub const SOCAT: Program = Program {
    name: "socat",
    check: &["-V"],
    package: "socat",
};

/// Counts system calls.
pub const STRACE: Program = Program {
    name: "strace",
    check: &["--version"],
    package: "strace",
};

/// A proxy. The package `tinyproxy` would start one as a service.
pub const TINYPROXY: Program = Program {
    name: "tinyproxy",
    check: &["-v"],
    package: "tinyproxy-bin",
};

/// Counts instructions.
pub const VALGRIND: Program = Program {
    name: "valgrind",
    check: &["--version"],
    package: "valgrind",
};

/// Installs those of `programs` that are missing, or fails and names them.
pub fn ensure(programs: &[Program]) -> Result<(), Failure> {
    let Some(packages) = missing(programs) else {
        return Ok(());
    };
    let by_hand = format!(
        "run `sudo apt-get install --no-install-recommends {packages}`, or your system's like"
    );
    if !may_install() {
        return Err(Failure::new(
            format!("missing packages: {packages}"),
            by_hand,
        ));
    }
    step::run(&mut step::command("apt-get", "update --quiet=2"), &by_hand)?;
    let install = "install --quiet=2 --yes --no-install-recommends";
    step::run(
        step::command("apt-get", install)
            .args(packages.split(' '))
            .env("DEBIAN_FRONTEND", "noninteractive"),
        &by_hand,
    )?;
    match missing(programs) {
        None => Ok(()),
        Some(packages) => Err(Failure::new(
            format!("still missing after the installation: {packages}"),
            by_hand,
        )),
    }
}

/// The packages of the programs that are not there, with spaces between; `None` if all are.
fn missing(programs: &[Program]) -> Option<String> {
    let packages: Vec<_> = programs
        .iter()
        .filter(|program| !program.is_installed())
        .map(|program| program.package)
        .collect();
    (!packages.is_empty()).then(|| packages.join(" "))
}

/// Whether this is Debian or one of its kin, and we are root.
fn may_install() -> bool {
    let is_root = step::probe(&mut step::command("id", "-u")).is_some_and(|id| id == "0");
    is_root && step::probe(&mut step::command("apt-get", "--version")).is_some()
}

impl Program {
    /// Whether its check succeeds.
    fn is_installed(&self) -> bool {
        step::probe(Command::new(self.name).args(self.check)).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program that no system has.
    const ABSENT: Program = Program {
        name: "patless-no-such-program",
        check: &[],
        package: "patless-no-such-package",
    };

    #[test]
    fn absent_program_is_named_by_its_package() {
        assert_eq!(
            missing(&[ABSENT]).as_deref(),
            Some("patless-no-such-package")
        );
    }

    #[test]
    fn nothing_needed_is_nothing_missing() {
        assert_eq!(missing(&[]), None);
    }
}
