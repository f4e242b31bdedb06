//! Owns how a failure is told to people: what failed, the values that matter, and what to do next.

use std::fmt;

use patless_core::catalogue::{Row, Values};
use patless_core::federation::subject_shape;
use patless_core::{EnvironmentError, Rejection};

use crate::failure::Failure;
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
    /// The row of the catalogue that names the cause. `None` where there is none.
    pub row: Option<&'static Row>,
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
    pub fn of(error: &Failure) -> Self {
        let row = error.row();
        Self {
            headline: headline(error),
            values: values(error),
            hint: match row {
                Some(row) => Some(row.hint(&remedy_values(error))),
                None => hint(error),
            },
            row,
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
        if let Some(hint) = &self.hint {
            write!(f, "\n\nhint: {hint}")?;
        }
        match self.row {
            Some(row) => write!(
                f,
                "\nretry: {}\nmore: {}",
                row.retry.in_words(),
                row.anchor()
            ),
            None => Ok(()),
        }
    }
}

/// Says on one line what failed and why, and what the cause is, where that is known and not said already.
pub fn headline(error: &Failure) -> String {
    let text = error.chain();
    match error.row() {
        Some(row) if !text.contains(row.cause) => {
            format!("{}: {}", text.trim_end_matches('.'), row.cause)
        }
        _ => text,
    }
}

fn values(error: &Failure) -> Vec<(&'static str, String)> {
    match error {
        Failure::Assertion(error) => error
            .request_id()
            .map(|id| ("request id", id.to_owned()))
            .into_iter()
            .collect(),
        Failure::Exchange { source, .. } => match source.rejection() {
            Some(rejection) => rejected_values(rejection),
            None => source
                .correlation_id()
                .map(|id| ("correlation id", id.to_owned()))
                .into_iter()
                .collect(),
        },
        Failure::Target(error) => error
            .request_id()
            .map(|id| ("request id", id.to_owned()))
            .into_iter()
            .collect(),
        Failure::PipelineAssertion { subject } => {
            vec![("subject of", subject_shape(subject).to_string())]
        }
        _ => Vec::new(),
    }
}

/// The five values that must match the federated credential, and the ids for Entra's sign-in log.
fn rejected_values(rejection: &Rejection) -> Vec<(&'static str, String)> {
    let unknown = || "(not in the assertion)".to_owned();
    let claims = &rejection.claims;
    let subject = claims.subject.clone().unwrap_or_else(unknown);
    // The agent may mask issuer and subject as wholes: their parts it does not.
    let parts = subject_shape(&subject).to_string();
    let mut values = vec![
        ("issuer", claims.issuer.clone().unwrap_or_else(unknown)),
        ("subject", subject),
        ("subject of", parts),
    ];
    if let Some(comparison) = rejection.comparison()
        && !comparison.differences.is_empty()
    {
        values.push(("differs", comparison.summary()));
        values.push(("expected", comparison.expected));
    }
    values.extend([
        ("audience", claims.audience.clone().unwrap_or_else(unknown)),
        ("tenant", rejection.tenant.to_string()),
        (
            "client",
            Report::recognizable(&rejection.client.to_string()),
        ),
        ("scope", rejection.scope.as_str().to_owned()),
        ("correlation id", rejection.correlation_id.clone()),
    ]);
    values.extend(rejection.clocks_apart().map(|text| ("clocks", text)));
    values.extend(rejection.policies.clone().map(|ids| ("policies", ids)));
    values.extend(rejection.trace_id.clone().map(|id| ("trace id", id)));
    values.push(("Entra says", rejection.description.clone()));
    values
}

/// The values that a remedy may name.
fn remedy_values(error: &Failure) -> Values {
    match error {
        Failure::Exchange { source, .. } => source
            .rejection()
            .map(Rejection::values)
            .unwrap_or_default(),
        Failure::Target(error) => error.values(),
        _ => Values::default(),
    }
}

/// What to do about a failure that is not in the catalogue: one of the inputs, which has no story behind it.
fn hint(error: &Failure) -> Option<String> {
    match error {
        Failure::Assertion(_)
        | Failure::Exchange { .. }
        | Failure::PipelineAssertion { .. }
        | Failure::Target(_)
        | Failure::Unfinished => None,
        Failure::Environment(error) => environment_hint(error),
        Failure::Inputs(error) => input_hint(error),
        Failure::Lifetime { .. } => Some(
            "a managed identity's tokens live for about 24 hours, an app registration's for 60 to 90 minutes; \
             lower the input minimumLifetime if less is enough"
                .to_owned(),
        ),
        Failure::Scope { .. } => Some(
            "use a resource (a GUID or a URI), a scope that ends in /.default, or a short name such as azureDevOps, \
             azureResourceManager, keyVault; the README lists them"
                .to_owned(),
        ),
        Failure::Unescapable { .. } => Some("remove the variable DECODE_PERCENTS from the pipeline".to_owned()),
    }
}

fn input_hint(error: &InputError) -> Option<String> {
    let hint = match error {
        InputError::Connection { .. } => {
            "type the id anew: what is copied from a page or a chat may hold characters that do not show"
        }
        InputError::Missing { .. } => "add it under the task's inputs",
        InputError::MissingFlag { .. } => {
            "give it, or set one of the variables; patless doctor --help lists them"
        }
        InputError::Target { .. } => {
            "give a URL such as https://dev.azure.com/acme, https://dev.azure.com/acme/web or \
             https://dev.azure.com/acme/web/_git/site: the token is sent there, so no other host is taken"
        }
        InputError::NothingWanted => "name the variable that gets the token: `variable: MY_TOKEN`",
        InputError::Flag { .. } => {
            "give the GUID: the page of a service connection has its id in the address, behind resourceId=, and shows \
             the tenant; the app registration or managed identity shows the client id"
        }
        InputError::Value { .. } => "correct the input: the README lists what each can hold",
        InputError::TokenLine { .. } => "write one token a line, such as `MY_TOKEN = azureDevOps`",
        InputError::Overridden { .. } => "rename the pipeline variable",
        InputError::VariableName(_) => "choose another name for the variable",
        _ => return None,
    };
    Some(hint.to_owned())
}

fn environment_hint(error: &EnvironmentError) -> Option<String> {
    let hint = match error {
        EnvironmentError::CaFile { .. } | EnvironmentError::ClientCertificate { .. } => {
            "correct the path, or unset the variable; the agent's own are set when it is configured (--sslcacert, --sslclientcert)"
        }
        EnvironmentError::Identifier { .. } => {
            "correct it where the service connection is edited, in the project settings"
        }
        EnvironmentError::Insecure { .. } | EnvironmentError::Url { .. } => {
            "give an https URL; http is for loopback only"
        }
        EnvironmentError::UnknownEndpoint { .. } | EnvironmentError::VariableNames { .. } => {
            "the agent sets this variable: look for what else does, a pipeline variable or a step, and remove it"
        }
        _ => return None,
    };
    Some(hint.to_owned())
}
