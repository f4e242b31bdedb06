//! The errors in the environment that the agent provides.

use patless_catalogue::identifiers::InvalidIdentifier;
use patless_catalogue::{Cause, ErrorKind};

/// The environment lacks a required value, or contains an invalid one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EnvironmentError {
    /// A job variable shadows one that decides where the job's token goes. Either may win.
    #[error("the job's variable {name:?} takes the place of {owner} in the environment of a task")]
    Shadowed {
        /// The variable's name.
        name: String,
        /// What it shadows.
        owner: &'static str,
    },
    /// The client certificate of a service connection cannot be used.
    #[error("{reason}")]
    ClientCertificate {
        /// What is wrong.
        cause: Cause,
        /// What was found, on one line and without a secret.
        reason: String,
    },
    /// A service connection names an authority host that cannot be Entra's. Somebody may have changed it.
    #[error("{what} is {host}, which is not an authority host of Microsoft Entra")]
    ForeignAuthority {
        /// The field that names it.
        what: String,
        /// The host, with its port.
        host: String,
    },
    /// The URLs that name the job's organization do not agree. Somebody may have changed one of them.
    #[error(
        "{variable} points to {host}, which is not the host of this job's organization ({expected})"
    )]
    ForeignHost {
        /// The variable that holds the URL.
        variable: &'static str,
        /// The host found in it, with its port.
        host: String,
        /// What would be right, and which variable says so.
        expected: String,
    },
    /// An id is malformed.
    #[error("{what} cannot be used")]
    Identifier {
        /// The variable or input that holds it.
        what: String,
        /// What is wrong with the text.
        source: InvalidIdentifier,
    },
    /// A URL is neither `https` nor `http` on loopback: a secret would be sent unencrypted.
    #[error("{what} is not an https URL: {scheme}://{host}")]
    Insecure {
        /// The variable or setting that holds the URL.
        what: String,
        /// The scheme found.
        scheme: String,
        /// The host found.
        host: String,
    },
    /// The job's token contains a line break or another character that is not valid in a header.
    #[error(
        "the job's own token in {variable} contains characters that are not allowed in a token"
    )]
    MalformedJobToken {
        /// The variable that holds it.
        variable: &'static str,
    },
    /// A variable that the agent sets in every job is not there. Typically not run in a pipeline job.
    #[error("the environment variable {name} is not set")]
    Missing {
        /// The variable.
        name: &'static str,
    },
    /// Neither the system connection nor `SYSTEM_ACCESSTOKEN` holds the job's token.
    #[error("the job's own token is not in the environment")]
    MissingJobToken,
    /// The agent provided no such service connection.
    #[error("the agent did not provide service connection {id} with {parameter}")]
    MissingServiceConnection {
        /// The id that the input gave.
        id: String,
        /// The first part of it that was not found.
        parameter: &'static str,
    },
    /// `SYSTEM_ACCESSTOKEN` contains a macro that was not expanded.
    #[error("SYSTEM_ACCESSTOKEN contains the text {text:?} instead of the job's token")]
    UnexpandedJobToken {
        /// The text found; a macro, not a secret.
        text: String,
    },
    /// The service connection authenticates in a way that is not supported yet.
    #[error("service connection {id} uses the scheme {scheme}, which is not supported yet")]
    UnsupportedScheme {
        /// The service connection.
        id: String,
        /// The scheme as the connection spells it.
        scheme: String,
    },
    /// The URL to ask for an assertion does not end as it does on every server.
    #[error(
        "{variable} is not the URL of an assertion endpoint: its path does not end in /oidctoken"
    )]
    UnknownEndpoint {
        /// The variable that holds the URL.
        variable: &'static str,
    },
    /// The agent's list of variable names cannot be read.
    #[error("{list} is not a list of names")]
    VariableNames {
        /// The variable that holds the list.
        list: &'static str,
    },
    /// A URL is malformed.
    #[error("{what} is not a URL")]
    Url {
        /// The variable or setting that holds it.
        what: String,
        /// What is wrong with it.
        source: url::ParseError,
    },
}

impl EnvironmentError {
    /// Returns whether only the job's own token is wrong, and everything else about the job is valid.
    pub const fn is_of_job_token(&self) -> bool {
        matches!(
            self,
            Self::MissingJobToken
                | Self::UnexpandedJobToken { .. }
                | Self::MalformedJobToken { .. }
        )
    }

    /// The kind of its cause.
    pub fn kind(&self) -> ErrorKind {
        self.cause().kind()
    }

    /// What is wrong.
    pub fn cause(&self) -> Cause {
        match self {
            Self::ClientCertificate { cause, .. } => *cause,
            Self::Shadowed { .. } => Cause::DisplacedVariable,
            Self::ForeignAuthority { .. } => Cause::ForeignAuthority,
            Self::ForeignHost { .. } => Cause::ForeignHost,
            Self::MalformedJobToken { .. } | Self::MissingJobToken => Cause::NoJobToken,
            Self::Missing { .. } => Cause::NotInAJob,
            Self::MissingServiceConnection { .. } => Cause::ConnectionNotHandedOver,
            Self::UnexpandedJobToken { .. } => Cause::UnexpandedJobToken,
            Self::UnsupportedScheme { .. } => Cause::NoFederation,
            Self::Identifier { .. }
            | Self::Insecure { .. }
            | Self::UnknownEndpoint { .. }
            | Self::Url { .. }
            | Self::VariableNames { .. } => Cause::WrongEnvironment,
        }
    }
}
