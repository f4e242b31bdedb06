//! Delivery of a response to the client: a layer chooses it, and the listener carries it out.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::response::Response as HttpResponse;

/// Delivery of a response. A layer adds it to the extensions of the response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Delivery {
    /// Whether the response is sent.
    pub(super) arrival: Arrival,
    /// Speed of the response.
    pub(super) pace: Pace,
    /// How the server ends the connection.
    pub(super) end: End,
}

/// Whether a response is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Arrival {
    /// The response is sent.
    #[default]
    Sent,
    /// The response is not sent, and the connection ends.
    Withheld,
    /// The response is not sent, and the connection stays open.
    Stalled,
}

/// Speed of a response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Pace {
    /// As fast as the client reads.
    #[default]
    Full,
    /// Only the first bytes.
    Only {
        /// Number of bytes.
        bytes: usize,
    },
    /// One byte at a time, with a pause before each.
    Slow {
        /// Pause before each byte.
        pause: Duration,
    },
}

/// How a connection ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum End {
    /// Closed, with FIN.
    #[default]
    Closed,
    /// Reset, with RST.
    Reset,
}

impl Delivery {
    /// Returns the delivery of a response. By default, the response is sent normally.
    pub(super) fn of(response: &HttpResponse) -> Self {
        let chosen = response.extensions().get();
        chosen.copied().unwrap_or_default()
    }

    /// Returns whether the client gets a response. A response without complete headers does not count.
    pub(super) fn arrives(self) -> bool {
        self.arrival == Arrival::Sent && !matches!(self.pace, Pace::Only { .. })
    }
}

/// Delivery of the current response of a connection. The listener and the stream share it.
#[derive(Clone, Debug, Default)]
pub(super) struct CurrentDelivery(Arc<Mutex<Delivery>>);

impl CurrentDelivery {
    /// Sets the delivery of the current response and of later ones.
    pub(super) fn choose(&self, delivery: Delivery) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = delivery;
    }

    /// Returns the delivery.
    pub(super) fn chosen(&self) -> Delivery {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Subtracts sent bytes from the limit.
    pub(super) fn sent(&self, count: usize) {
        let mut delivery = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Pace::Only { bytes } = &mut delivery.pace {
            *bytes = bytes.saturating_sub(count);
        }
    }
}
