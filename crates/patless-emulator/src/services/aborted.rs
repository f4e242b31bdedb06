//! Error that aborts a response, and so ends its connection.

use thiserror::Error;

/// Error of a response that the scenario aborts.
#[derive(Clone, Copy, Debug, Error)]
#[error("the scenario aborts the response")]
pub(super) struct Aborted;
