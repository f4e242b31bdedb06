//! The programs that are measured.
use std::{path::Path, process::Command};

use build_helper::{
    Failure, Workspace, folder,
    programs::{self, PYTHON, PYTHON_VENV},
    step,
};

use super::tree::{PART, Tree};
use crate::built::Built;

/// A program.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Program {
    /// `patless scan`.
    Patless,
    /// ripgrep, which counts the lines that match.
    Ripgrep,
    /// ripgrep, which leaves a file at its first match.
    RipgrepFiles,
    /// detect-secrets, over a part of the tree.
    DetectSecrets,
}

/// All, in the order of the table.
pub(super) const PROGRAMS: [Program; 4] = [
    Program::Patless,
    Program::Ripgrep,
    Program::RipgrepFiles,
    Program::DetectSecrets,
];

impl Program {
    /// What the table calls it.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Patless => "**`patless scan`**",
            Self::Ripgrep => "`rg --count`",
            Self::RipgrepFiles => "`rg --files-with-matches`",
            Self::DetectSecrets => "`detect-secrets scan`, 1,000 files",
        }
    }

    /// Of how many files it reads one.
    pub(super) fn part(self) -> u32 {
        match self {
            Self::DetectSecrets => super::tree::FILES / PART,
            Self::Patless | Self::Ripgrep | Self::RipgrepFiles => 1,
        }
    }

    /// Adds the program and its arguments to a command.
    pub(super) fn arguments(
        self,
        command: &mut Command,
        built: &Built,
        tree: &Tree,
        patterns: &Path,
    ) {
        match self {
            Self::Patless => command
                .arg(built.patless())
                .args(["scan", "--format", "json", "--quiet"])
                .arg(tree.folder()),
            Self::Ripgrep | Self::RipgrepFiles => command
                .arg(ripgrep(built))
                .args(["--no-config", "--hidden", "--no-unicode"])
                .arg(if self == Self::Ripgrep {
                    "--count"
                } else {
                    "--files-with-matches"
                })
                .arg("--file")
                .args([patterns, tree.folder()]),
            Self::DetectSecrets => command
                .arg(python(built))
                .args(["-m", "detect_secrets", "scan", "--all-files", "--no-verify"])
                .arg(tree.part()),
        };
    }

    /// Tells whether an exit code is that of a scan that went well.
    pub(super) fn accepts(self, code: f64) -> bool {
        match self {
            // It tells the worst level.
            Self::Patless => code == 0.0 || (11.0..=14.0).contains(&code),
            _ => code == 0.0,
        }
    }

    /// What it says it has found.
    pub(super) fn found(self, output: &str) -> u64 {
        let count = |mark: &str| output.matches(mark).count() as u64;
        match self {
            Self::Patless => count("\"rule\":"),
            Self::Ripgrep => {
                let counts = output.lines().filter_map(|line| line.rsplit_once(':'));
                counts
                    .filter_map(|(_, lines)| lines.parse::<u64>().ok())
                    .sum()
            }
            Self::RipgrepFiles => output.lines().count() as u64,
            Self::DetectSecrets => count("\"hashed_secret\":"),
        }
    }
}

/// Builds ripgrep and installs detect-secrets.
pub(super) fn set_up(workspace: &Workspace, built: &Built) -> Result<(), Failure> {
    programs::ensure(&[PYTHON, PYTHON_VENV])?;
    let place = built.target("bench/ripgrep");
    folder::set_up(&place, RIPGREP, || {
        let install = format!("install --quiet --locked {RIPGREP} --root");
        step::run(
            workspace
                .cargo(&install)
                .arg(&place)
                .arg("--target-dir")
                .arg(built.target("bench/ripgrep-build")),
            FETCH_HINT,
        )
    })?;
    let place = built.target("bench/detect-secrets");
    folder::set_up(&place, DETECT_SECRETS, || {
        step::run(step::command("python3", "-m venv").arg(&place), FETCH_HINT)?;
        step::run(
            step::command(python(built), PIP_INSTALL).arg(DETECT_SECRETS),
            FETCH_HINT,
        )
    })
}

/// What was measured, with versions.
pub(super) fn versions(built: &Built) -> Vec<String> {
    let ripgrep = step::probe(&mut step::command(ripgrep(built), "--version"));
    let python = step::probe(&mut step::command(python(built), "--version"));
    let ripgrep = ripgrep.and_then(|text| Some(text.lines().next()?.to_owned()));
    let mut versions: Vec<_> = ripgrep.into_iter().collect();
    versions.push(DETECT_SECRETS.replace("==", " "));
    versions.extend(python);
    versions
}

fn ripgrep(built: &Built) -> std::path::PathBuf {
    built.target("bench/ripgrep/bin/rg")
}

fn python(built: &Built) -> std::path::PathBuf {
    built.target("bench/detect-secrets/bin/python")
}

/// What cargo builds, in its own way: optimized in full.
const RIPGREP: &str = "ripgrep@15.2.0";
/// What pip installs, with whatever it needs.
const DETECT_SECRETS: &str = "detect-secrets==1.5.0";
/// What pip does; the package follows.
const PIP_INSTALL: &str = "-m pip install --quiet --disable-pip-version-check";
/// What to do when something cannot be fetched.
const FETCH_HINT: &str =
    "check that the package registry answers, then run `cargo xtask bench --scan` again";
