//! Sources: whose identity is taken, and what proves it.

pub(crate) mod connection;

use url::Url;

use crate::assertion::Assertion;
use crate::context::Context;
use crate::error::TokenError;
use crate::retry::deadline::Deadline;

pub use connection::Connection;
use connection::endpoint::ServiceConnection;

/// Where an identity comes from. Each kind that there is has a variant.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Source {
    /// A service connection of Azure DevOps, in a job that may use it.
    Connection(Connection),
}

impl Source {
    /// Where requests for so many tokens will go, for connections before there is a request: see [`Context::open_ahead`].
    pub fn servers(&self, tokens: usize) -> Vec<Url> {
        match self {
            Self::Connection(connection) => connection.servers(tokens),
        }
    }

    /// Asks for a new assertion.
    pub(crate) async fn assertion(
        &self,
        context: &Context,
        deadline: &Deadline,
    ) -> Result<Assertion, TokenError> {
        match self {
            Self::Connection(connection) => connection.assertion(context, deadline).await,
        }
    }

    /// The host that is asked for assertions, for messages.
    pub(crate) fn assertion_host(&self) -> String {
        match self {
            Self::Connection(connection) => connection.assertion_host(),
        }
    }

    /// Whose assertions these are, and where Entra is asked about them.
    pub(crate) fn service_connection(&self) -> &ServiceConnection {
        match self {
            Self::Connection(connection) => connection.service_connection(),
        }
    }
}
