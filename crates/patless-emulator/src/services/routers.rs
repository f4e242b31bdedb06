//! Routers of a service, one for each scenario that is played: a request goes by the scenario of its arrival.

use std::sync::{Arc, Mutex, PoisonError};

use super::router::ReadyRouter;
use super::service::Service;
use super::{Current, ServiceName, Shared};

/// Gives the router by which a request goes.
pub(super) struct Routers {
    name: ServiceName,
    current: Current,
    /// The last state, with its router.
    last: Mutex<(Arc<Shared>, ReadyRouter)>,
}

impl Routers {
    /// Makes the first router.
    pub(super) fn new(name: ServiceName, current: &Current) -> Self {
        let shared = current.get();
        let router = router(name, &shared);
        Self {
            name,
            current: current.clone(),
            last: Mutex::new((shared, router)),
        }
    }

    /// Returns the router for a request that arrives now.
    pub(super) fn now(&self) -> ReadyRouter {
        let shared = self.current.get();
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if !Arc::ptr_eq(&last.0, &shared) {
            let router = router(self.name, &shared);
            *last = (shared, router);
        }
        last.1.clone()
    }
}

/// Makes the router of a state.
fn router(name: ServiceName, shared: &Arc<Shared>) -> ReadyRouter {
    ReadyRouter::new(&Service {
        name,
        shared: Arc::clone(shared),
    })
}
