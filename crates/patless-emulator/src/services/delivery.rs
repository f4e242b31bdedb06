//! Delivery: the way in which the bytes of an answer reach the client, decided by a layer and obeyed by the socket.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::response::Response as HttpResponse;

/// Way in which an answer goes out. A layer puts it into the extensions of a response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Delivery {
    /// Whether it goes out at all.
    pub(super) arrival: Arrival,
    /// Speed.
    pub(super) pace: Pace,
    /// End of the connection, once the server is done with it.
    pub(super) end: End,
}

/// Whether an answer goes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Arrival {
    /// It does.
    #[default]
    Sent,
    /// It does not: the connection ends instead.
    Withheld,
    /// It does not, and nothing else happens either.
    Stalled,
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
    /// Reads the delivery of a response. Without one, the response goes out as it is.
    pub(super) fn of(response: &HttpResponse) -> Self {
        let chosen = response.extensions().get();
        chosen.copied().unwrap_or_default()
    }

    /// Tells whether the client gets an answer. One whose headers never arrive is none.
    pub(super) fn arrives(self) -> bool {
        self.arrival == Arrival::Sent && !matches!(self.pace, Pace::Only { .. })
    }
}

/// Delivery of the current answer of a connection. Shared by those who choose it and those who obey.
#[derive(Clone, Debug, Default)]
pub(super) struct CurrentDelivery(Arc<Mutex<Delivery>>);

impl CurrentDelivery {
    /// Chooses for the current answer and those after it.
    pub(super) fn choose(&self, delivery: Delivery) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = delivery;
    }

    /// Reads the choice.
    pub(super) fn chosen(&self) -> Delivery {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts bytes that went out against the limit.
    pub(super) fn sent(&self, count: usize) {
        let mut delivery = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Pace::Only { bytes } = &mut delivery.pace {
            *bytes = bytes.saturating_sub(count);
        }
    }
}
