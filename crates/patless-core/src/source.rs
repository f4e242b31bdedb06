//! Sources of identity: which identity is used, and how it is proven.

pub(crate) mod connection;

use url::Url;

use crate::assertion::Assertion;
use crate::context::Context;
use crate::error::TokenError;
use crate::retry::deadline::Deadline;

pub use connection::Connection;
use connection::endpoint::ServiceConnection;

/// Where an identity comes from, with one variant per kind.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Source {
    /// A service connection of Azure DevOps, in a job that may use it.
    Connection(Connection),
}

impl Source {
    /// The servers that requests for this many tokens go to, to open connections in advance: see [`Context::open_ahead`].
    pub fn servers(&self, tokens: usize) -> Vec<Url> {
        match self {
            Self::Connection(connection) => connection.servers(tokens),
        }
    }

    /// Requests a new assertion.
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

    /// The identity of the assertions, and the URL at which Entra accepts them.
    pub(crate) fn service_connection(&self) -> &ServiceConnection {
        match self {
            Self::Connection(connection) => connection.service_connection(),
        }
    }
}
