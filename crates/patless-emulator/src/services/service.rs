//! Service: the state of one host, for its handlers and layers.

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
    /// State that all services share.
    pub(super) shared: Arc<Shared>,
}

impl Service {
    /// Returns the clock of the service.
    pub(super) fn clock(&self) -> Clock {
        self.shared.clock(self.name)
    }

    /// Returns the front end of the service.
    pub(super) fn front_end(&self) -> FrontEnd {
        self.shared.front_end(self.name)
    }
}

impl FromRef<Service> for Arc<Shared> {
    fn from_ref(service: &Service) -> Self {
        Self::clone(&service.shared)
    }
}
