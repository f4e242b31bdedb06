//! Owns one check and its outcome.

use std::fmt;

use crate::failure::Failure;
use crate::report::{headline, said};

/// One check that was made, or could not be.
#[derive(Debug)]
#[non_exhaustive]
pub struct Check {
    /// Its name, the same in every diagnosis.
    pub name: &'static str,
    /// How it ended.
    pub outcome: Outcome,
}

/// How a check ended.
#[derive(Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// Something is wrong.
    Failed(Box<Failure>),
    /// It is as it should be.
    Passed(Finding),
    /// It was not made. The text says why.
    Skipped(String),
}

/// What a check that passed found.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Finding {
    /// One line.
    pub text: String,
    /// Values that help, by name.
    pub values: Vec<(&'static str, String)>,
}

impl From<String> for Finding {
    fn from(text: String) -> Self {
        Self {
            text,
            values: Vec::new(),
        }
    }
}

impl Check {
    /// What the doctor was asked about.
    pub const INPUTS: &str = "inputs";
    /// The job: its URLs, its trusted CAs.
    pub const ENVIRONMENT: &str = "environment";
    /// The job's own token.
    pub const JOB_TOKEN: &str = "job token";
    /// The service connection's ids.
    pub const SERVICE_CONNECTION: &str = "service connection";
    /// Azure DevOps gives an assertion.
    pub const ASSERTION: &str = "assertion";
    /// The assertion speaks of the service connection.
    pub const CLAIMS: &str = "claims";
    /// Entra gives an access token.
    pub const ACCESS_TOKEN: &str = "access token";
    /// The organization is of the token's tenant.
    pub const TENANT: &str = "tenant";
    /// The organization knows the identity.
    pub const IDENTITY: &str = "identity";
    /// The identity sees the project.
    pub const PROJECT: &str = "project";
    /// The identity sees the repository.
    pub const REPOSITORY: &str = "repository";

    /// The length of the longest name.
    const NAME_WIDTH: usize = Self::SERVICE_CONNECTION.len();

    /// What went wrong. `None` where nothing did.
    pub fn failure(&self) -> Option<&Failure> {
        match &self.outcome {
            Outcome::Failed(failure) => Some(failure),
            _ => None,
        }
    }
}

impl fmt::Display for Check {
    /// Writes one line, `✓ assertion           …`, and one more for each value that was found, or for what a server said.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mark, text) = match &self.outcome {
            Outcome::Failed(failure) => ('✗', headline(failure)),
            Outcome::Passed(found) => ('✓', found.text.clone()),
            Outcome::Skipped(why) => ('–', format!("not checked: {why}")),
        };
        let width = Self::NAME_WIDTH;
        write!(f, "{mark} {:width$}  {text}", self.name)?;
        let values = match &self.outcome {
            Outcome::Failed(failure) => said(failure),
            Outcome::Passed(found) => found.values.clone(),
            Outcome::Skipped(_) => Vec::new(),
        };
        for (name, value) in values {
            write!(f, "\n  {:width$}  {name}: {value}", "")?;
        }
        Ok(())
    }
}
