//! What a settings file says, and whether that leaves a file or a finding out.

use std::collections::BTreeMap;

use thiserror::Error;

use super::files::{Files, Places};
use crate::finding::Finding;
use crate::level::Level;

/// What a settings file says. The default says nothing.
#[derive(Debug, Default)]
pub struct SettingsFile {
    /// Findings below this level are left out. `None`: not said.
    pub minimum: Option<Level>,
    /// The service connection for what replaces a PAT. `None`: not said.
    pub connection: Option<String>,
    pub(super) exclude: Files,
    pub(super) rules: BTreeMap<&'static str, RuleSettings>,
    /// The folder in which patterns begin, as it is shown, with `/` at its end. Empty: the working folder.
    pub(super) base: String,
}

/// What it says about a rule.
#[derive(Debug, Default)]
pub(super) struct RuleSettings {
    pub(super) disable: bool,
    pub(super) ignore: Places,
}

/// A place in a settings file that cannot be read.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{line}:{column}: {problem}")]
pub struct SettingsError {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What is wrong, and what to write.
    pub problem: String,
}

impl SettingsFile {
    /// How the file is called, in the root of a checkout.
    pub const NAME: &str = ".patless-scan.yml";

    /// Tells whether a file or folder is left out, by its shown path.
    pub(crate) fn excludes(&self, file: &str, is_folder: bool) -> bool {
        self.exclude.contain(self.inside(file), is_folder)
    }

    /// Tells whether a finding is left out.
    pub(crate) fn takes_out(&self, finding: &Finding) -> bool {
        self.rules.get(finding.rule.id).is_some_and(|rule| {
            rule.disable
                || rule
                    .ignore
                    .contain(self.inside(&finding.file), finding.start.line)
        })
    }

    fn inside<'f>(&self, file: &'f str) -> &'f str {
        file.strip_prefix(self.base.as_str()).unwrap_or(file)
    }
}
