//! Why a keeper cannot begin.

use std::io;

use crate::door::Door;

/// The keeper cannot begin.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeeperError {
    /// A door cannot be opened.
    #[error("the door {door} cannot be opened: {source}")]
    Door {
        /// The door.
        door: Door,
        /// Why.
        source: io::Error,
    },
    /// The socket's path is too long for the system.
    #[error(
        "the path of the keeper's socket has {length} bytes, and the system allows {most}: set the agent's work folder to a shorter path"
    )]
    Path {
        /// How long it is.
        length: usize,
        /// How long it may be.
        most: usize,
    },
    /// There is no file that programs could use.
    #[error("{0}")]
    TokenFile(String),
}
