//! Owns how a failure is told to people: what failed, the values that matter, and what to do next.

mod headline;
mod values;

use std::fmt;

use patless_core::catalogue::{self, DOCUMENTS, Row};
use patless_core::{EnvironmentError, NetworkError};

use crate::failure::Failure;
use crate::inputs::InputError;

pub use headline::headline;
pub use values::said;
use values::{remedy_values, values};

/// A failure in words.
#[derive(Debug)]
#[non_exhaustive]
pub struct Report {
    /// One line: the cause first.
    pub headline: String,
    /// Values that help, by name.
    pub values: Vec<(&'static str, String)>,
    /// What to do next. `None` where we know nothing better than the headline.
    pub hint: Option<String>,
    /// The row of the catalogue that names the cause, or stands for failures of its kind. `None` where there is none.
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
        let section = row.or_else(|| section(error));
        Self {
            headline: headline(error),
            values: values(error),
            hint: match row {
                Some(row) => Some(row.hint(&remedy_values(error))),
                None => hint(error),
            },
            row: section,
        }
    }
}

/// The row whose section is about failures of this kind, where the error itself says all about its cause.
fn section(error: &Failure) -> Option<&'static Row> {
    let name = match error {
        Failure::Inputs(_) | Failure::Scope { .. } => "wrong-input",
        Failure::Environment(_) | Failure::Network(_) | Failure::Unescapable { .. } => {
            "wrong-environment"
        }
        Failure::Lifetime { .. } => "short-lifetime",
        _ => return None,
    };
    catalogue::by_name(name)
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
                row.address()
            ),
            None => Ok(()),
        }
    }
}

/// What to do about a failure that is not in the catalogue: one that says all about its cause.
fn hint(error: &Failure) -> Option<String> {
    match error {
        Failure::Assertion(_)
        | Failure::Exchange { .. }
        | Failure::OutsideJob
        | Failure::PipelineAssertion { .. }
        | Failure::Target { .. }
        | Failure::Unfinished => None,
        Failure::Command { .. } => Some(
            "remove it, or find the step that sets it: any text that a step prints can. target.settableVariables on that \
             step restricts what it sets"
                .to_owned(),
        ),
        Failure::Environment(error) | Failure::Forgotten(error) => environment_hint(error),
        Failure::Inputs(error) => input_hint(error),
        Failure::Lifetime { .. } => Some(
            "a managed identity's tokens live for about 24 hours, an app registration's for 60 to 90 minutes; \
             lower the input minimumLifetime if less is enough"
                .to_owned(),
        ),
        Failure::Network(error) => network_hint(error),
        Failure::Scope { .. } => Some(format!(
            "use a resource (a GUID or a URI), a scope that ends in /.default, or a short name such as azureDevOps, \
             azureResourceManager, keyVault: {}",
            inputs_address()
        )),
        Failure::Unescapable { .. } => Some("remove the variable DECODE_PERCENTS from the pipeline".to_owned()),
    }
}

fn input_hint(error: &InputError) -> Option<String> {
    let hint = match error {
        InputError::Connection { .. } => {
            "type the id anew: what is copied from a page or a chat may hold characters that do not show"
        }
        InputError::AuthorityHost { .. } => {
            "give a URL such as https://login.microsoftonline.com: the assertion is sent there, so it has to be https"
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
        InputError::Value { .. } => {
            return Some(format!(
                "correct the input; what each can hold: {}",
                inputs_address()
            ));
        }
        InputError::Several(errors) => return errors.first().and_then(input_hint),
        InputError::TokenLine { .. } => "write one token a line, such as `MY_TOKEN = azureDevOps`",
        InputError::Overridden { .. } => "rename the pipeline variable",
        InputError::VariableName(_) => "choose another name for the variable",
        _ => return None,
    };
    Some(hint.to_owned())
}

/// Where the inputs are listed.
fn inputs_address() -> String {
    format!("{DOCUMENTS}README.md#inputs")
}

fn network_hint(error: &NetworkError) -> Option<String> {
    let hint = match error {
        NetworkError::CaFile { .. } | NetworkError::ClientCertificate { .. } => {
            "correct the path, or unset the variable; the agent's own are set when it is configured (--sslcacert, --sslclientcert)"
        }
        NetworkError::Environment(error) => return environment_hint(error),
        NetworkError::ProxySeesCertificate { .. } => {
            "list the server of the organization as reached without the proxy, in the agent's file .proxybypass or in NO_PROXY; \
             or write the proxy's address as http://HOST:PORT, if it takes that"
        }
        _ => return None,
    };
    Some(hint.to_owned())
}

fn environment_hint(error: &EnvironmentError) -> Option<String> {
    let hint = match error {
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
