//! What the services share while they run.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use url::Url;

use super::ServiceName;
use super::azure_devops::counters::AzureDevOpsCounters;
use super::entra::counters::EntraCounters;
use super::issued::Issued;
use crate::clock::{Clock, Stopwatch};
use crate::journal::Journal;
use crate::scenario::{Fault, Faults, FrontEnd, Scenario};
use crate::world::World;

/// What the services share.
pub(crate) struct Shared {
    /// Who exists.
    pub(crate) world: World,
    /// What goes wrong.
    pub(crate) scenario: Scenario,
    /// Where the services listen.
    pub(crate) urls: Urls,
    /// What was asked.
    pub(crate) journal: Journal,
    /// What was handed out.
    pub(crate) issued: Issued,
    /// How long the services have been running.
    pub(crate) uptime: Stopwatch,
    /// Counters of Azure DevOps.
    pub(super) azure_devops: AzureDevOpsCounters,
    /// Counters of Entra.
    pub(super) entra: EntraCounters,
    faults: Mutex<Faults>,
    connections: AtomicU64,
}

/// Number of a connection. The emulator counts from 1, over all services.
#[derive(Clone, Copy, Debug)]
pub(super) struct ConnectionNumber(pub(super) u64);

/// Where the services listen.
#[derive(Debug)]
pub(crate) struct Urls {
    /// Collection of the organization, with a trailing slash.
    pub(crate) azure_devops: Url,
    /// Issuer host, with a trailing slash.
    pub(crate) vstoken: Url,
    /// Authority host, with a trailing slash.
    pub(crate) authority_host: Url,
}

impl Shared {
    /// Puts the world on the wire.
    pub(crate) fn new(scenario: Scenario, world: World, urls: Urls) -> Self {
        Self {
            issued: Issued::new(&world, &scenario.world),
            azure_devops: AzureDevOpsCounters::new(&scenario.azure_devops),
            entra: EntraCounters::new(&scenario.entra),
            faults: Mutex::new(scenario.faults.clone()),
            connections: AtomicU64::new(0),
            uptime: Stopwatch::start(),
            journal: Journal::default(),
            world,
            scenario,
            urls,
        }
    }

    /// Returns the clock of a service.
    pub(crate) fn clock(&self, service: ServiceName) -> Clock {
        Clock::ahead_by(match service {
            ServiceName::AzureDevOps | ServiceName::Vstoken => self.scenario.clock_offset_s,
            ServiceName::Entra => self.scenario.clock_offset_s + self.scenario.entra.clock_offset_s,
        })
    }

    /// Returns the front of a service.
    pub(crate) fn front_end(&self, service: ServiceName) -> FrontEnd {
        match service {
            ServiceName::AzureDevOps => self.scenario.azure_devops.front_end,
            ServiceName::Entra => self.scenario.entra.front_end,
            ServiceName::Vstoken => FrontEnd::default(),
        }
    }

    /// Counts a connection.
    pub(super) fn next_connection(&self) -> ConnectionNumber {
        ConnectionNumber(self.connections.fetch_add(1, Ordering::Relaxed) + 1)
    }

    /// Returns how many connections were counted.
    pub(crate) fn connections(&self) -> u64 {
        self.connections.load(Ordering::Relaxed)
    }

    /// Takes the next fault of the route that a service has at this path.
    pub(super) fn next_fault(&self, service: ServiceName, path: &str) -> Option<Fault> {
        // A panic elsewhere leaves the queues valid.
        let mut faults = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
        faults.next(service, path)
    }
}
