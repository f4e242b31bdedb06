//! The diagnosis: what the doctor found, and the summary that follows the checks.

use std::fmt;

use super::checks::{Check, Checks};
use crate::failure::Failure;
use crate::report::Report;

/// What the doctor found.
#[derive(Debug)]
pub(crate) struct Diagnosis {
    /// The checks, in the order of the stages.
    pub(super) checks: Vec<Check>,
    /// The federated credential that the identity needs, as JSON. `None` if there is no assertion to derive it from.
    pub(crate) federated_credential: Option<String>,
}

impl Diagnosis {
    /// The failures in order: later ones may follow from the first.
    pub(crate) fn failures(&self) -> impl Iterator<Item = (&Check, &Failure)> {
        let checks = self.checks.iter();
        checks.filter_map(|check| Some((check, check.failure()?)))
    }

    /// The first thing to fix. `None` if everything works.
    pub(crate) fn first_failure(&self) -> Option<&Failure> {
        self.failures().next().map(|(_, failure)| failure)
    }

    /// Advice on the federated credential. `None` if it is unknown or is not the problem.
    pub(crate) fn advice_on_credential(&self) -> Option<String> {
        let json = self.federated_credential.as_ref()?;
        let mut failures = self.failures();
        let is_of_federation = failures.any(|(_, failure)| failure.is_of_federation());
        is_of_federation.then(|| format!(
            "the federated credential that the identity needs, exactly (a job log masks issuer and subject):\n  {json}"
        ))
    }
}

impl From<Checks> for Diagnosis {
    fn from(checks: Checks) -> Self {
        let Checks {
            checks,
            federated_credential,
        } = checks;
        Self {
            checks,
            federated_credential,
        }
    }
}

impl fmt::Display for Diagnosis {
    /// Writes what follows the checks: the first thing to fix, and the federated credential.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = "nothing to fix".to_owned();
        if let Some((check, failure)) = self.failures().next() {
            text = format!(
                "first thing to fix: {}\n{}",
                check.stage.name(),
                Report::of(failure)
            );
        }
        f.write_str(&text)?;
        let credential = self.federated_credential.as_deref().unwrap_or_default();
        match self.advice_on_credential() {
            // The hint may already contain it.
            Some(advice) if !text.contains(credential) => write!(f, "\n\n{advice}"),
            _ => Ok(()),
        }
    }
}
