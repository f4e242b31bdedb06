//! Service: a host of the emulator, as its handlers and layers see it.

use std::sync::Arc;

use axum::extract::FromRef;

use super::{ServiceName, Shared};
use crate::clock::Clock;
use crate::scenario::FrontEnd;

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
    pub(super) fn front_end(&self) -> FrontEnd {
        self.shared.front_end(self.name)
    }
}

impl FromRef<Service> for Arc<Shared> {
    fn from_ref(service: &Service) -> Self {
        Self::clone(&service.shared)
    }
}
