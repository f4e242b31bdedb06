//! Owns the ways in which a step fails.

use patless_core::{
    AssertionError, EnvironmentError, ErrorKind, ExchangeError, InvalidScope, Scope,
};

use crate::inputs::InputError;

/// The step failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// Azure DevOps gave no assertion.
    #[error("no assertion for the service connection")]
    Assertion(#[source] AssertionError),
    /// The environment is not that of a job that can do this.
    #[error("this job cannot ask for a token")]
    Environment(#[from] EnvironmentError),
    /// Entra gave no access token.
    #[error("no access token for {scope}")]
    Exchange {
        /// What it was for.
        scope: Scope,
        /// Why.
        source: ExchangeError,
    },
    /// The inputs are wrong.
    #[error("the task's inputs are wrong")]
    Inputs(#[from] InputError),
    /// The token lives for less time than asked for.
    #[error(
        "the access token for {scope} lives for {left_min} min, less than the {minimum_min} min asked for"
    )]
    Lifetime {
        /// What the token is for.
        scope: Scope,
        /// How long it still lives, in minutes.
        left_min: u64,
        /// How long it has to, in minutes.
        minimum_min: u64,
    },
    /// A scope is none.
    #[error("the scope for the variable {variable} is wrong")]
    Scope {
        /// The variable that was to get the token.
        variable: String,
        /// What is wrong with it.
        source: InvalidScope,
    },
    /// The token cannot be handed to this agent as it is.
    #[error("the agent would change the access token for {scope}: DECODE_PERCENTS is false")]
    Unescapable {
        /// What the token is for.
        scope: Scope,
    },
}

impl Failure {
    /// Tells the kind, and with it the exit code.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Assertion(error) => error.kind(),
            Self::Exchange { source, .. } => source.kind(),
            Self::Environment(error) => error.kind(),
            Self::Inputs(_) | Self::Scope { .. } => ErrorKind::Usage,
            Self::Lifetime { .. } | Self::Unescapable { .. } => ErrorKind::Configuration,
        }
    }
}
