//! Owns how a failure is told to people: what failed, the values that matter, and what to do next.

use std::error::Error;
use std::fmt;

use patless_core::{AssertionError, EnvironmentError, ExchangeError, Rejection, aadsts};

use crate::commands::task::TaskError;
use crate::inputs::InputError;

/// A failure in words.
#[derive(Debug)]
#[non_exhaustive]
pub struct Report {
    /// One line: what failed and why, outermost first.
    pub headline: String,
    /// Values that help, by name.
    pub values: Vec<(&'static str, String)>,
    /// What to do next. `None` where we know nothing better than the headline.
    pub hint: Option<String>,
}

impl Report {
    /// Shows how an id begins, beside the id: the agent masks the client id of a service connection, though it is no
    /// secret.
    pub fn recognizable(id: &str) -> String {
        format!(
            "{id} (begins with {})",
            id.split('-').next().unwrap_or_default()
        )
    }

    /// Puts a failure into words.
    pub fn of(error: &TaskError) -> Self {
        Self {
            headline: chain(error),
            values: values(error),
            hint: hint(error),
        }
    }
}

impl fmt::Display for Report {
    /// Writes the whole text, over several lines.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.headline)?;
        let width = self
            .values
            .iter()
            .map(|(name, _)| name.len())
            .max()
            .unwrap_or_default();
        for (name, value) in &self.values {
            write!(f, "\n  {name:width$}  {value}")?;
        }
        match &self.hint {
            Some(hint) => write!(f, "\n\nhint: {hint}"),
            None => Ok(()),
        }
    }
}

/// Joins an error and its sources on one line, leaving out a source that only repeats.
fn chain(error: &TaskError) -> String {
    let mut texts = vec![error.to_string()];
    let mut source = error.source();
    while let Some(error) = source {
        let text = error.to_string();
        if texts.last() != Some(&text) {
            texts.push(text);
        }
        source = error.source();
    }
    texts.join(": ")
}

fn values(error: &TaskError) -> Vec<(&'static str, String)> {
    match error {
        TaskError::Assertion(error) => error
            .request_id()
            .map(|id| ("request id", id.to_owned()))
            .into_iter()
            .collect(),
        TaskError::Exchange { source, .. } => match source.rejection() {
            Some(rejection) => rejected_values(rejection),
            None => source
                .correlation_id()
                .map(|id| ("correlation id", id.to_owned()))
                .into_iter()
                .collect(),
        },
        _ => Vec::new(),
    }
}

/// The five values that must match the federated credential, and the ids for Entra's sign-in log.
fn rejected_values(rejection: &Rejection) -> Vec<(&'static str, String)> {
    let unknown = || "(not in the assertion)".to_owned();
    let claims = &rejection.claims;
    let mut values = vec![
        ("issuer", claims.issuer.clone().unwrap_or_else(unknown)),
        ("subject", claims.subject.clone().unwrap_or_else(unknown)),
        ("audience", claims.audience.clone().unwrap_or_else(unknown)),
        ("tenant", rejection.tenant.to_string()),
        (
            "client",
            Report::recognizable(&rejection.client.to_string()),
        ),
        ("scope", rejection.scope.as_str().to_owned()),
        ("correlation id", rejection.correlation_id.clone()),
    ];
    values.extend(rejection.trace_id.clone().map(|id| ("trace id", id)));
    values.push(("Entra says", rejection.description.clone()));
    values
}

fn hint(error: &TaskError) -> Option<String> {
    match error {
        TaskError::Assertion(error) => assertion_hint(error),
        TaskError::Environment(error) => environment_hint(error),
        TaskError::Exchange { source, .. } => exchange_hint(source),
        TaskError::Inputs(error) => input_hint(error),
        TaskError::Lifetime { .. } => Some(
            "a managed identity's tokens live for about 24 hours, an app registration's for 60 to 90 minutes; \
             lower the input minimumLifetime if less is enough"
                .to_owned(),
        ),
        TaskError::Scope { .. } => Some(
            "use a resource (a GUID or a URI), a scope that ends in /.default, or a short name such as azureDevOps, \
             azureResourceManager, keyVault; the README lists them"
                .to_owned(),
        ),
        TaskError::Unescapable { .. } => Some("remove the variable DECODE_PERCENTS from the pipeline".to_owned()),
    }
}

fn input_hint(error: &InputError) -> Option<String> {
    let hint = match error {
        InputError::Connection { .. } => {
            "the agent resolves a service connection's name to its id only in an input of type connectedService: \
             give the name to the task input itself, not through a variable that is set while the job runs"
        }
        InputError::Missing { .. } => "add it under the task's inputs",
        InputError::NothingWanted => "name the variable that gets the token: `variable: MY_TOKEN`",
        InputError::TokenLine { .. } => "write one token a line, such as `MY_TOKEN = azureDevOps`",
        InputError::Overridden { .. } => "rename the pipeline variable",
        InputError::VariableName(_) => "choose another name for the variable",
        _ => return None,
    };
    Some(hint.to_owned())
}

fn environment_hint(error: &EnvironmentError) -> Option<String> {
    let hint = match error {
        EnvironmentError::CaFile { .. } => "correct the path, or unset the variable",
        EnvironmentError::Displaced { .. } => {
            "rename the pipeline variable: it takes the place of one that decides where the job's token is sent"
        }
        EnvironmentError::ForeignHost { .. } => {
            "look for a pipeline variable of this name and remove it: the job's token is sent to its own organization only"
        }
        EnvironmentError::Missing { .. } => "run this as a task of an Azure Pipelines job",
        EnvironmentError::MissingJobToken | EnvironmentError::UnexpandedJobToken { .. } => {
            "map the job's token into the step:\n  env:\n    SYSTEM_ACCESSTOKEN: $(System.AccessToken)"
        }
        EnvironmentError::MissingServiceConnection { .. } => {
            "name the service connection in the task input itself, so that the agent hands it over"
        }
        EnvironmentError::NoTrustedRoots => {
            "install the package ca-certificates, or set SSL_CERT_FILE"
        }
        EnvironmentError::UnsupportedScheme { .. } => {
            "convert the service connection to workload identity federation (its page in the project settings has a \
             Convert button)"
        }
        _ => return None,
    };
    Some(hint.to_owned())
}

fn assertion_hint(error: &AssertionError) -> Option<String> {
    let hint = match error {
        AssertionError::GaveUp { .. } | AssertionError::Busy { .. } => {
            "run the job again later, or raise the input retryBudget (seconds)"
        }
        AssertionError::JobTokenRefused { .. } | AssertionError::SignInPage { .. } => {
            "the job's token is valid for this job only, and until the job ends: do not pass it between jobs"
        }
        AssertionError::NotJson { .. } => "a proxy may stand between the agent and Azure DevOps",
        AssertionError::Refused { .. } => {
            "the service connection must be an input of a task of this same job, use workload identity federation, and \
             be authorized for this pipeline"
        }
        _ => return None,
    };
    Some(hint.to_owned())
}

fn exchange_hint(error: &ExchangeError) -> Option<String> {
    if let Some(rejection) = error.rejection() {
        return rejection_hint(rejection);
    }
    let hint = match error {
        ExchangeError::GaveUp { .. } | ExchangeError::Busy { .. } => {
            "run the job again later, or raise the input retryBudget (seconds)"
        }
        ExchangeError::NotEntra { .. } | ExchangeError::NoAccessToken { .. } => {
            "a proxy may stand between the agent and Microsoft Entra"
        }
        _ => return None,
    };
    Some(hint.to_owned())
}

/// Tells what to do about a refusal, with the federated credential to create where that is what is missing.
fn rejection_hint(rejection: &Rejection) -> Option<String> {
    let remedy = rejection.explanation()?.remedy;
    let credential = match remedy {
        aadsts::Remedy::FederatedCredential(_) => rejection.claims.federated_credential(),
        _ => None,
    };
    Some(match credential {
        Some(json) => format!("{}\n  {json}", remedy.hint()),
        None => remedy.hint().to_owned(),
    })
}
