//! Why a credential gives no token.

use std::io;
use std::time::Duration;

use crate::ErrorKind;
use crate::assertion::AssertionError;
use crate::exchange::ExchangeError;
use crate::retry::{Advice, Retryable, Tried};

/// A credential gives no token.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// Azure DevOps gave no assertion.
    #[error(transparent)]
    Assertion(AssertionError),
    /// Entra gave no access token for the assertion.
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    /// Entra gave an access token that lives for less time than asked for. Another one would, too.
    #[error("the access token lives for {} s, which is less than asked for", left.as_secs())]
    TooShort {
        /// How long it still lives.
        left: Duration,
    },
    /// Nobody could be told of a secret, so that it was not used.
    #[error("nobody could be told to mask a secret")]
    Unannounced(#[source] io::Error),
}

impl TokenError {
    /// Tells the kind.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Assertion(error) => error.kind(),
            Self::Exchange(error) => error.kind(),
            Self::TooShort { .. } => ErrorKind::Configuration,
            Self::Unannounced(_) => ErrorKind::Internal,
        }
    }

    /// How much was tried until there was no time for more. `None` where that is not how it ended.
    pub fn tried(&self) -> Option<Tried> {
        match self {
            Self::Assertion(AssertionError::GaveUp { tried, .. })
            | Self::Exchange(ExchangeError::GaveUp { tried, .. }) => Some(*tried),
            Self::Exchange(ExchangeError::Assertion(AssertionError::GaveUp { tried, .. })) => {
                Some(*tried)
            }
            _ => None,
        }
    }
}

impl Retryable for TokenError {
    fn advice(&self) -> Advice {
        match self {
            Self::Exchange(error) => error.advice(),
            // What is asked for within an exchange has been tried again there.
            _ => Advice::GiveUp,
        }
    }

    fn after(self, tried: Tried) -> Self {
        match self {
            Self::Exchange(error) => Self::Exchange(error.after(tried)),
            other => other,
        }
    }
}
