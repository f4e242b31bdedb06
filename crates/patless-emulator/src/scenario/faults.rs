//! Queues of faults, one for each route. Each request consumes one fault of its route.
//!
//! ```
//! use patless_emulator::scenario::{CannedResponse, Fault, Faults};
//! use patless_emulator::services::{azure_devops, entra};
//!
//! let busy = Fault::Respond(CannedResponse::new(429).header("Retry-After", "1"));
//! let faults = Faults::on(entra::TOKEN, vec![busy.clone(); 2])
//!     .and(azure_devops::OIDC_TOKEN, busy.always());
//! assert_ne!(faults, Faults::default());
//! ```

use std::collections::BTreeMap;

use super::Fault;
use crate::services::{Route, ServiceName};

/// Faults of each route, in the order of the requests that they affect. Default: none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(BTreeMap<Route, Vec<Fault>>);

impl Faults {
    /// Adds faults to a route.
    pub fn on(route: Route, faults: Vec<Fault>) -> Self {
        Self::default().and(route, faults)
    }

    /// Adds faults to another route as well.
    #[must_use]
    pub fn and(mut self, route: Route, faults: Vec<Fault>) -> Self {
        self.0.insert(route, faults);
        self
    }

    /// Takes the next fault of the service's route with this path.
    pub(crate) fn next(&mut self, service: ServiceName, path: &str) -> Option<Fault> {
        let mut queues = self.0.iter_mut();
        let (_, queue) = queues.find(|(it, _)| it.service == service && it.path == path)?;
        match queue.first()? {
            Fault::Always(fault) => Some((**fault).clone()),
            _ => Some(queue.remove(0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::{azure_devops, entra};

    /// Takes the next fault of a route.
    fn next(faults: &mut Faults, route: Route) -> Option<Fault> {
        faults.next(route.service, route.path)
    }

    #[test]
    fn requests_consume_the_faults_of_their_route() {
        let mut faults = Faults::on(entra::TOKEN, vec![Fault::Stall, Fault::Redirect]);
        assert_eq!(next(&mut faults, azure_devops::OIDC_TOKEN), None);
        assert_eq!(next(&mut faults, entra::TOKEN), Some(Fault::Stall));
        assert_eq!(next(&mut faults, entra::TOKEN), Some(Fault::Redirect));
        assert_eq!(next(&mut faults, entra::TOKEN), None);
    }

    #[test]
    fn permanent_fault_is_not_consumed() {
        let mut faults = Faults::on(entra::TOKEN, Fault::Stall.always());
        let taken = [(); 3].map(|()| next(&mut faults, entra::TOKEN));
        assert_eq!(taken, [(); 3].map(|()| Some(Fault::Stall)));
    }
}
