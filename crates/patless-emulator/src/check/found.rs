//! What was found in pipeline files.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use patless_pipeline::{Compiled, Fault, Severity};

use super::visible;

/// What was found in pipeline files.
#[derive(Debug, Default)]
pub struct Found {
    /// The faults of all files, each once.
    pub faults: Vec<Fault>,
    /// The text of each file that was read, by its name in the faults.
    pub texts: BTreeMap<Arc<str>, Arc<str>>,
    /// How many files were asked for.
    pub files: usize,
}

impl Found {
    /// Adds what was found in a pipeline. Pipelines with one template have its faults once.
    pub fn add(&mut self, compiled: Compiled) {
        self.files += 1;
        let known: BTreeSet<&Fault> = self.faults.iter().collect();
        let mut new = compiled.faults;
        new.retain(|it| !known.contains(it));
        self.faults.extend(new);
        self.texts.extend(compiled.texts);
    }

    /// Returns how many faults are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        let of = |fault: &&Fault| fault.severity == severity;
        self.faults.iter().filter(of).count()
    }
}

/// The name of a severity in JSON and SARIF.
pub(super) fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Unsupported => "unsupported",
        Severity::Warning => "warning",
    }
}

/// What is wrong and what to do, in one line.
pub(super) fn sentence(fault: &Fault) -> String {
    let message = &fault.message;
    let what = match fault.severity {
        Severity::Unsupported => format!("unsupported: {message}"),
        Severity::Error | Severity::Warning => message.clone(),
    };
    let sentence = match &fault.hint {
        Some(hint) => format!("{what}; {hint}"),
        None => what,
    };
    visible::line(&sentence)
}
