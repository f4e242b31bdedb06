//! Owns the way in which the bytes of an answer reach the client.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Way in which the bytes of the current answer go out. Shared by those who choose it and those who obey.
#[derive(Clone, Debug, Default)]
pub(super) struct Delivery(Arc<Mutex<Choice>>);

/// What is chosen for an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Choice {
    /// Speed.
    pub(super) pace: Pace,
    /// End of the connection, once the server is done with it.
    pub(super) end: End,
}

/// Speed of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Pace {
    /// As fast as the client reads.
    #[default]
    Full,
    /// No more than these bytes.
    Only {
        /// Number of bytes.
        bytes: usize,
    },
    /// One byte after each pause.
    Slow {
        /// Pause.
        pause: Duration,
    },
}

/// End of a connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum End {
    /// Closed, with FIN.
    #[default]
    Closed,
    /// Reset, with RST.
    Reset,
}

impl Delivery {
    /// Chooses for the current answer and those after it.
    pub(super) fn choose(&self, choice: Choice) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = choice;
    }

    /// Reads the choice.
    pub(super) fn choice(&self) -> Choice {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts bytes that went out against the limit.
    pub(super) fn sent(&self, count: usize) {
        let mut choice = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Pace::Only { bytes } = &mut choice.pace {
            *bytes = bytes.saturating_sub(count);
        }
    }
}
