//! Error that ends a connection where the scenario wants it to end.

use thiserror::Error;

/// Reason for which there is no answer, or not all of it.
#[derive(Clone, Copy, Debug, Error)]
#[error("the scenario breaks the answer off")]
pub(super) struct Aborted;
