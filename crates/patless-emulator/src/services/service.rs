//! Service: a host of the emulator, as its handlers and layers see it.

use std::sync::Arc;

use axum::extract::FromRef;

use super::{ServiceName, Shared};
use crate::clock::Clock;
use crate::scenario::Front;

/// Host of the emulator.
#[derive(Clone)]
pub(super) struct Service {
    /// Name.
    pub(super) name: ServiceName,
    /// What all services share.
    pub(super) shared: Arc<Shared>,
}

impl Service {
    /// Returns the clock of the service.
    pub(super) fn clock(&self) -> Clock {
        self.shared.clock(self.name)
    }

    /// Returns what a client meets before it meets the service.
    pub(super) fn front(&self) -> Front {
        self.shared.front(self.name)
    }
}

impl FromRef<Service> for Arc<Shared> {
    fn from_ref(service: &Service) -> Self {
        Self::clone(&service.shared)
    }
}
