//! The failures of a step.

use std::error::Error;
use std::io;
use std::sync::Arc;

use patless_catalogue::{Cause, ErrorKind, Found, Remedy};
use patless_core::errors::{EnvironmentError, InvalidScope, Refusal, Rejection, TargetError};
use patless_core::{ClientId, NetworkError, Scope, SourceError, TokenError};
use patless_keeper::KeeperError;

use crate::git::GitError;
use crate::input_error::InputError;
use crate::unexpected_identity::UnexpectedIdentity;

/// The step failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// Azure DevOps gave no assertion.
    #[error("no assertion for the service connection")]
    Assertion(#[source] Arc<TokenError>),
    /// A variable of the process holds a logging command, which whatever started before us may have printed.
    #[error(
        "the variable {variable} holds a logging command, ##vso, which other programs may write into the log of this step"
    )]
    Command {
        /// Its name.
        variable: String,
    },
    /// The environment is not that of a job that can do this.
    #[error("this job cannot request a token")]
    Environment(#[from] EnvironmentError),
    /// Entra gave no access token.
    #[error("no access token for {scope}")]
    Exchange {
        /// What it was for.
        scope: Scope,
        /// Why.
        source: Arc<TokenError>,
    },
    /// Entra found the assertion too old, and Azure DevOps gave no other.
    #[error("no access token for {scope}: no new assertion")]
    NewAssertion {
        /// What the access token was for.
        scope: Scope,
        /// Why.
        source: Arc<TokenError>,
    },
    /// The private files that a tool needs cannot be written.
    #[error("the private files of the tool cannot be written: {0}")]
    Files(io::Error),
    /// At the end of the job, the private files of the step cannot be removed.
    #[error("the private files of this step cannot be removed: {0}")]
    FilesLeft(io::Error),
    /// At the end of the job, it is unknown what the step has set.
    #[error("the variables of this step cannot be blanked")]
    Forgotten(#[source] EnvironmentError),
    /// Git cannot be used, or not with a token.
    #[error("git gets no token")]
    Git(#[from] GitError),
    /// The keeper cannot open its doors.
    #[error("the keeper cannot be started")]
    Keeper(#[from] KeeperError),
    /// The keeper's process cannot be started.
    #[error("the keeper cannot be started: {0}")]
    KeeperNotStarted(io::Error),
    /// The keeper says why it cannot begin.
    #[error("the keeper cannot be started: {0}")]
    KeeperRefused(String),
    /// The inputs are wrong.
    #[error("the inputs are invalid")]
    Inputs(#[from] InputError),
    /// The token's lifetime is shorter than requested.
    #[error(
        "the access token for {scope} is valid for {left_min} min, less than the requested {minimum_min} min"
    )]
    Lifetime {
        /// What the token is for.
        scope: Scope,
        /// How long it still lives, in minutes.
        left_min: u64,
        /// How long it has to, in minutes.
        minimum_min: u64,
    },
    /// The doctor or the task was called where no job runs.
    #[error(
        "this is not an Azure Pipelines job, and only a job gets assertions about its service connections"
    )]
    OutsideJob,
    /// The assertion is about the pipeline, though a service connection was asked for.
    #[error(
        "the assertion is about the pipeline, not about the service connection: subject {subject}"
    )]
    PipelineAssertion {
        /// Its subject.
        subject: String,
    },
    /// A scope is invalid.
    #[error("the scope {place} is invalid")]
    Scope {
        /// Where it was written: `for the variable TOKEN`.
        place: String,
        /// What is wrong with it.
        source: InvalidScope,
    },
    /// No source of identity can be used.
    #[error("there is no identity to get a token for")]
    Source(#[from] SourceError),
    /// The access token does not work on the target.
    #[error("the access token does not work on the target")]
    Target {
        /// The organization's name.
        organization: String,
        /// The client whose access token was used. `None` if none was used or the client is unknown.
        client: Option<ClientId>,
        /// Why.
        source: TargetError,
    },
    /// The identity is not the one that must be, or nothing shows who it is. Nothing is handed out.
    #[error(transparent)]
    UnexpectedIdentity(UnexpectedIdentity),
    /// The settings of the network cannot be used.
    #[error("this job cannot request a token")]
    Network(#[from] NetworkError),
    /// The token that a variable held already is valid for less time than requested.
    #[error(
        "the access token that the variable {name} holds is valid for {left_min} min, less than the requested {minimum_min} min"
    )]
    HeldLifetime {
        /// The variable.
        name: String,
        /// How long it still lives, in minutes.
        left_min: u64,
        /// How long it has to, in minutes.
        minimum_min: u64,
    },
    /// The token cannot be handed to this agent as it is.
    #[error("the agent would change the access token for {scope}: DECODE_PERCENTS is false")]
    Unescapable {
        /// What the token is for.
        scope: Scope,
    },
}

impl Failure {
    /// The kind of its cause, and with it the exit code.
    pub fn kind(&self) -> ErrorKind {
        self.cause().kind()
    }

    /// Why the step failed.
    pub fn cause(&self) -> Cause {
        self.found().cause
    }

    /// Why the step failed, and the code or status that says so.
    pub fn found(&self) -> Found {
        match self {
            Self::Assertion(error) => error.found(),
            Self::Command { .. }
            | Self::Files(_)
            | Self::FilesLeft(_)
            | Self::Unescapable { .. } => Cause::WrongEnvironment.into(),
            Self::Git(error) => error.cause().into(),
            Self::Environment(error) | Self::Forgotten(error) => error.cause().into(),
            Self::Exchange { source, .. } | Self::NewAssertion { source, .. } => source.found(),
            Self::Inputs(error) => error.cause().into(),
            Self::Keeper(_) | Self::KeeperNotStarted(_) | Self::KeeperRefused(_) => {
                Cause::KeeperNotStarted.into()
            }
            Self::Lifetime { .. } | Self::HeldLifetime { .. } => Cause::ShortLifetime.into(),
            Self::Network(error) => error.cause().into(),
            Self::OutsideJob => Cause::OutsideAJob.into(),
            Self::PipelineAssertion { .. } => Cause::PipelineSubject.into(),
            Self::Scope { .. } => Cause::WrongInput.into(),
            Self::Source(error) => error.cause().into(),
            Self::Target { source, .. } => source.found(),
            Self::UnexpectedIdentity(_) => Cause::UnexpectedIdentity.into(),
        }
    }

    /// Whether the federated credential must be fixed.
    pub(crate) fn is_of_federation(&self) -> bool {
        matches!(self.cause().row().remedy, Remedy::FederatedCredential(_))
    }

    /// The texts of the failure and its sources, outermost first, without a source that only repeats the one before.
    pub(crate) fn texts(&self) -> Vec<String> {
        let mut texts = vec![self.to_string()];
        let mut source = self.source();
        while let Some(error) = source {
            let text = error.to_string();
            if texts.last() != Some(&text) {
                texts.push(text);
            }
            source = error.source();
        }
        texts
    }

    /// The refusal of Azure DevOps, if it sent a message.
    pub(crate) fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Assertion(error) => error.refusal(),
            Self::Target { source, .. } => source.refusal(),
            _ => None,
        }
    }

    /// The rejection by Entra, if it refused.
    pub(crate) fn rejection(&self) -> Option<&Rejection> {
        match self {
            Self::Exchange { source, .. } => source.rejection(),
            _ => None,
        }
    }
}
