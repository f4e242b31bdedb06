//! The programs that are measured.
use std::{path::Path, process::Command};

use build_helper::{
    Failure, Workspace, folder,
    programs::{self, PYTHON, PYTHON_VENV},
    step,
};

use super::tree::{FILES, PART, Tree};
use crate::built::Built;
use crate::contest::Contestant;
use crate::ripgrep::{self, FETCH_HINT};

/// A program, and what it is run over.
#[derive(Clone, Copy)]
pub(super) struct Program<'p> {
    pub(super) kind: Kind,
    pub(super) built: &'p Built,
    pub(super) tree: &'p Tree,
    /// The file of the patterns.
    pub(super) patterns: &'p Path,
}

/// What a program is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
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
pub(super) const KINDS: [Kind; 4] = [
    Kind::Patless,
    Kind::Ripgrep,
    Kind::RipgrepFiles,
    Kind::DetectSecrets,
];

impl Contestant for Program<'_> {
    fn title(self) -> &'static str {
        match self.kind {
            Kind::Patless => "**`patless scan`**",
            Kind::Ripgrep => "`rg --count`",
            Kind::RipgrepFiles => "`rg --files-with-matches`",
            Kind::DetectSecrets => "`detect-secrets scan`, 1,000 files",
        }
    }

    fn part(self) -> u32 {
        match self.kind {
            Kind::DetectSecrets => FILES / PART,
            Kind::Patless | Kind::Ripgrep | Kind::RipgrepFiles => 1,
        }
    }

    fn most_runs(self) -> Option<usize> {
        (self.kind == Kind::DetectSecrets).then_some(1)
    }

    fn arguments(self, command: &mut Command) {
        let tree = self.tree.folder();
        match self.kind {
            Kind::Patless => command
                .arg(self.built.patless())
                .args(["scan", "--format", "json", "--quiet"])
                .arg(tree),
            Kind::Ripgrep | Kind::RipgrepFiles => command
                .arg(ripgrep::path(self.built))
                .args(["--no-config", "--hidden", "--no-unicode"])
                .arg(if self.kind == Kind::Ripgrep {
                    "--count"
                } else {
                    "--files-with-matches"
                })
                .arg("--file")
                .args([self.patterns, tree]),
            Kind::DetectSecrets => command
                .arg(python(self.built))
                .args(["-m", "detect_secrets", "scan", "--all-files", "--no-verify"])
                .arg(self.tree.part()),
        };
    }

    fn accepts(self, code: f64) -> bool {
        match self.kind {
            // It tells the worst level.
            Kind::Patless => code == 0.0 || (11.0..=14.0).contains(&code),
            _ => code == 0.0,
        }
    }

    fn found(self, output: &str) -> u64 {
        let count = |mark: &str| output.matches(mark).count() as u64;
        match self.kind {
            Kind::Patless => count("\"rule\":"),
            Kind::Ripgrep => {
                let counts = output.lines().filter_map(|line| line.rsplit_once(':'));
                counts
                    .filter_map(|(_, lines)| lines.parse::<u64>().ok())
                    .sum()
            }
            Kind::RipgrepFiles => output.lines().count() as u64,
            Kind::DetectSecrets => count("\"hashed_secret\":"),
        }
    }
}

/// Builds ripgrep and installs detect-secrets.
pub(super) fn set_up(workspace: &Workspace, built: &Built) -> Result<(), Failure> {
    programs::ensure(&[PYTHON, PYTHON_VENV])?;
    ripgrep::set_up(workspace, built)?;
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
    let python = step::probe(&mut step::command(python(built), "--version"));
    let mut versions: Vec<_> = ripgrep::version(built).into_iter().collect();
    versions.push(DETECT_SECRETS.replace("==", " "));
    versions.extend(python);
    versions
}

fn python(built: &Built) -> std::path::PathBuf {
    built.target("bench/detect-secrets/bin/python")
}

/// What pip installs, with whatever it needs.
const DETECT_SECRETS: &str = "detect-secrets==1.5.0";
/// What pip does; the package follows.
const PIP_INSTALL: &str = "-m pip install --quiet --disable-pip-version-check";
