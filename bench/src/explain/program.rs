//! The programs that are measured.
use std::{path::Path, process::Command};

use super::log::Log;
use crate::built::Built;
use crate::contest::Contestant;
use crate::ripgrep;

/// A program, and what it is run over.
#[derive(Clone, Copy)]
pub(super) struct Program<'p> {
    pub(super) kind: Kind,
    pub(super) built: &'p Built,
    pub(super) log: &'p Log,
    /// The file of the phrases.
    pub(super) phrases: &'p Path,
}

/// What a program is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// `patless doctor --explain`.
    Patless,
    /// ripgrep, which counts the lines with a phrase of the catalogue.
    Ripgrep,
    /// GNU grep, which does the same.
    Grep,
}

/// All, in the order of the table.
pub(super) const KINDS: [Kind; 3] = [Kind::Patless, Kind::Ripgrep, Kind::Grep];

impl Contestant for Program<'_> {
    fn title(self) -> &'static str {
        match self.kind {
            Kind::Patless => "**`patless doctor --explain`**",
            Kind::Ripgrep => "`rg --count`",
            Kind::Grep => "`grep --count`",
        }
    }

    fn arguments(self, command: &mut Command) {
        match self.kind {
            Kind::Patless => command
                .arg(self.built.patless())
                .args(["doctor", "--explain"]),
            Kind::Ripgrep => command.arg(ripgrep::path(self.built)).args([
                "--no-config",
                "--no-unicode",
                "--count",
                "--ignore-case",
                "--fixed-strings",
                "--file",
            ]),
            Kind::Grep => command.env("LC_ALL", "C").arg("grep").args([
                "--count",
                "--ignore-case",
                "--fixed-strings",
                "--file",
            ]),
        };
        if self.kind != Kind::Patless {
            command.arg(self.phrases);
        }
        command.arg(&self.log.path);
    }

    fn accepts(self, code: f64) -> bool {
        code == 0.0
    }

    fn found(self, output: &str) -> u64 {
        match self.kind {
            Kind::Patless => output.matches("\nmore: ").count() as u64,
            Kind::Ripgrep | Kind::Grep => output.trim().parse().unwrap_or_default(),
        }
    }
}
