//! What is wrong with a file, and what to do.

use std::collections::BTreeSet;
use std::fmt;

use crate::place::Place;

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The service refuses it.
    Error,
    /// The service takes it, and it is not played here.
    Unsupported,
    /// It works, and probably not as meant.
    Warning,
}

/// A fault of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Where it is.
    pub at: Place,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: the cause, without a full stop.
    pub message: String,
    /// What to do, without a full stop.
    pub hint: Option<String>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.severity {
            Severity::Error => "",
            Severity::Unsupported => "unsupported: ",
            Severity::Warning => "warning: ",
        };
        write!(f, "{}: {word}{}", self.at, self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

/// The faults found so far. A template that is used twice has each of its faults once. Of very many, the first that are
/// found are kept.
#[derive(Debug, Default)]
pub struct Faults {
    kept: BTreeSet<Fault>,
    /// The severities of which some are not kept.
    cut: BTreeSet<Severity>,
}

impl Faults {
    /// Adds an error.
    pub fn error(&mut self, at: &Place, message: impl Into<String>) {
        self.add(at, Severity::Error, message.into(), None);
    }

    /// Adds an error with what to do.
    pub fn error_with(&mut self, at: &Place, message: impl Into<String>, hint: impl Into<String>) {
        self.add(at, Severity::Error, message.into(), Some(hint.into()));
    }

    /// Adds an error, perhaps with what to do.
    pub(crate) fn error_perhaps_with(
        &mut self,
        at: &Place,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        self.add(at, Severity::Error, message.into(), hint);
    }

    /// Adds what the service takes and the emulator does not play. `what` completes "unsupported: ".
    pub fn unsupported(&mut self, at: &Place, what: impl Into<String>) {
        self.add(at, Severity::Unsupported, what.into(), None);
    }

    /// Adds what the service takes and the emulator does not play, with what to do.
    pub fn unsupported_with(
        &mut self,
        at: &Place,
        what: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.add(at, Severity::Unsupported, what.into(), Some(hint.into()));
    }

    /// Adds a warning.
    pub fn warning(&mut self, at: &Place, message: impl Into<String>) {
        self.add(at, Severity::Warning, message.into(), None);
    }

    /// Returns whether there is an error.
    pub fn has_errors(&self) -> bool {
        self.kept.iter().any(|it| it.severity == Severity::Error)
    }

    /// Lists the faults by file, line and column.
    pub fn into_sorted(self) -> Vec<Fault> {
        self.kept.into_iter().collect()
    }

    fn add(&mut self, at: &Place, severity: Severity, message: String, hint: Option<String>) {
        let fault = Fault {
            at: at.clone(),
            severity,
            message,
            hint,
        };
        if self.kept.len() < MOST || self.kept.contains(&fault) {
            self.kept.insert(fault);
        } else if self.cut.insert(severity) {
            // One for each severity, so that a file with errors stays one.
            self.kept.insert(Fault {
                message: format!("there are more faults than the {MOST} that are told"),
                hint: None,
                ..fault
            });
        }
    }
}

/// How many faults are kept. Nobody reads so many, and a file of 10 MB can have a million.
const MOST: usize = 10_000;

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn of_very_many_faults_the_first_are_kept_and_an_error_stays_one() {
        let at = Place::of_file(&Arc::from("p.yml"));
        let mut faults = Faults::default();
        for number in 0..2 * MOST {
            faults.warning(&at, format!("warning {number}"));
        }
        assert!(!faults.has_errors());
        faults.error(&at, "one");
        faults.error(&at, "two");
        assert!(faults.has_errors());
        assert_eq!(faults.into_sorted().len(), MOST + 2);
    }
}
