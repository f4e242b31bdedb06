//! Writes the faults of pipeline files, for people and for programs.

mod azure;
mod json;
mod predefined;
mod sarif;
mod text;
mod visible;

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use clap::ValueEnum;
use patless_pipeline::{Compiled, Fault, Severity};

pub use predefined::predefined;
pub use text::Paint;

/// How faults are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: each fault with its line, and what to do.
    #[default]
    Text,
    /// One JSON document.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Commands of the Azure Pipelines agent, which shows them on the page of the run.
    Azure,
}

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
        for fault in compiled.faults {
            if !self.faults.contains(&fault) {
                self.faults.push(fault);
            }
        }
        self.texts.extend(compiled.texts);
    }

    /// Returns how many faults are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        let of = |fault: &&Fault| fault.severity == severity;
        self.faults.iter().filter(of).count()
    }

    /// Writes the faults.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn write(&self, format: Format, paint: Paint, out: &mut dyn io::Write) -> io::Result<()> {
        match format {
            Format::Text => text::write(self, paint, out),
            Format::Json => json::write(self, out),
            Format::Sarif => sarif::write(self, out),
            Format::Azure => azure::write(self, out),
        }
    }
}

/// The name of a severity in JSON and SARIF.
fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Unsupported => "unsupported",
        Severity::Warning => "warning",
    }
}

/// What is wrong and what to do, in one line.
fn sentence(fault: &Fault) -> String {
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
