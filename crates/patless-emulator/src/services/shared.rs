//! State that the running services share: what one scenario has, and what outlives a switch of the scenario.

use std::ops::Deref;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use url::Url;
use uuid::Uuid;

use super::ServiceName;
use super::azure_devops::counters::AzureDevOpsCounters;
use super::azure_devops::gallery_state::Gallery;
use super::entra::counters::EntraCounters;
use super::git_repositories::GitRepositories;
use super::issued::Issued;
use super::managed_identity::{HostSecrets, HostUrls};
use super::pull_requests::PullRequests;
use crate::clock::{Clock, Moved, Stopwatch};
use crate::journal::Journal;
use crate::scenario::{Fault, Faults, FrontEnd, Scenario};
use crate::world::World;
use crate::world::secrets::WorldSecrets;

/// State that the services share while one scenario is played. A request sees one such state from its start to its end.
pub(crate) struct Shared {
    /// The emulated world.
    pub(crate) world: World,
    /// The scenario.
    pub(crate) scenario: Scenario,
    /// Counters of Azure DevOps.
    pub(super) azure_devops: AzureDevOpsCounters,
    /// Counters of Entra.
    pub(super) entra: EntraCounters,
    faults: Mutex<Faults>,
    kept: Arc<Kept>,
}

/// State that outlives a switch of the scenario.
pub(crate) struct Kept {
    /// URLs of the services.
    pub(crate) urls: Urls,
    /// Requests so far.
    pub(crate) journal: Journal,
    /// Issued tokens and secrets so far.
    pub(crate) issued: Issued,
    /// How far the clock of all services has been moved.
    pub(crate) moved: Moved,
    /// Pull requests so far.
    pub(crate) pull_requests: PullRequests,
    /// Members and extensions of the Marketplace.
    pub(crate) gallery: Gallery,
    /// Secrets of the hosts of managed identities.
    pub(crate) host_secrets: HostSecrets,
    /// Git repositories of the project.
    pub(crate) git_repositories: GitRepositories,
    /// Jobs of the run, besides that of the world.
    jobs: Mutex<Vec<Uuid>>,
    world_secrets: WorldSecrets,
    started: Stopwatch,
    connections: AtomicU64,
}

/// Number of a connection, counted from 1 over all services.
#[derive(Clone, Copy, Debug)]
pub(super) struct ConnectionNumber(pub(super) u64);

/// URLs of the services.
#[derive(Debug)]
pub(crate) struct Urls {
    /// Collection of the organization, with a trailing slash.
    pub(crate) azure_devops: Url,
    /// Issuer host, with a trailing slash.
    pub(crate) vstoken: Url,
    /// Authority host, with a trailing slash.
    pub(crate) authority_host: Url,
    /// Azure Resource Manager, with a trailing slash.
    pub(crate) resource_manager: Url,
    /// Hosts of GitHub Actions, with a trailing slash.
    pub(crate) github: Url,
    /// Hosts of managed identities.
    pub(crate) hosts: HostUrls,
}

impl Shared {
    /// Makes the initial state.
    pub(crate) fn new(
        scenario: Scenario,
        world: World,
        urls: Urls,
        host_secrets: HostSecrets,
        git_repositories: GitRepositories,
        moved: Moved,
    ) -> Self {
        let issued = Issued::new(&world, &scenario.world);
        issued.note_secret(&host_secrets.identity_header);
        issued.note_secret(&host_secrets.msi_secret);
        let kept = Kept {
            world_secrets: WorldSecrets::of(&world, &scenario.world),
            issued,
            host_secrets,
            git_repositories,
            gallery: Gallery::new(&world),
            connections: AtomicU64::new(0),
            jobs: Mutex::default(),
            pull_requests: PullRequests::default(),
            moved,
            started: Stopwatch::start(),
            journal: Journal::default(),
            urls,
        };
        Self::of(scenario, world, Arc::new(kept))
    }

    /// Makes the state in which another scenario begins. What clients know stays: secrets, issued tokens, Git
    /// repositories, members and extensions of the Marketplace.
    pub(super) fn in_scenario(&self, scenario: Scenario) -> Self {
        let world = self.world_secrets.world(&scenario.world);
        self.issued.note_secret(self.world_secrets.job_token());
        self.issued.forget_cached_assertions();
        Self::of(scenario, world, Arc::clone(&self.kept))
    }

    /// Puts the parts together. The counters of the scenario begin anew.
    fn of(scenario: Scenario, world: World, kept: Arc<Kept>) -> Self {
        Self {
            azure_devops: AzureDevOpsCounters::new(&scenario.azure_devops),
            entra: EntraCounters::new(&scenario.entra),
            faults: Mutex::new(scenario.faults.clone()),
            world,
            scenario,
            kept,
        }
    }

    /// Returns the clock of a service.
    pub(crate) fn clock(&self, service: ServiceName) -> Clock {
        let of_service_s = match service {
            ServiceName::Entra => self.scenario.entra.clock_offset_s,
            _ => 0,
        };
        Clock::ahead_by(self.scenario.clock_offset_s + of_service_s + self.moved.seconds())
    }

    /// Returns the time since the services started, on their clock.
    pub(crate) fn uptime(&self) -> Duration {
        let moved_s = u64::try_from(self.moved.seconds()).unwrap_or_default();
        self.started.elapsed() + Duration::from_secs(moved_s)
    }

    /// Returns the front end of a service.
    pub(crate) fn front_end(&self, service: ServiceName) -> FrontEnd {
        match service {
            ServiceName::AzureDevOps => self.scenario.azure_devops.front_end,
            ServiceName::Entra => self.scenario.entra.front_end,
            ServiceName::Vstoken | ServiceName::ResourceManager | ServiceName::GitHub => {
                FrontEnd::default()
            }
            ServiceName::Imds
            | ServiceName::AppService
            | ServiceName::Arc
            | ServiceName::MachineLearning
            | ServiceName::CloudShell => self.scenario.managed_identity.front_end,
        }
    }

    /// Adds a job to the run.
    pub(crate) fn add_job(&self, id: Uuid) {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        if !jobs.contains(&id) {
            jobs.push(id);
        }
    }

    /// Returns whether the run has a job.
    pub(crate) fn has_job(&self, id: Uuid) -> bool {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        id == self.world.job.job_id || jobs.contains(&id)
    }

    /// Counts a new connection, and returns its number.
    pub(super) fn next_connection(&self) -> ConnectionNumber {
        ConnectionNumber(self.connections.fetch_add(1, Ordering::Relaxed) + 1)
    }

    /// Returns the number of connections so far.
    pub(crate) fn connections(&self) -> u64 {
        self.connections.load(Ordering::Relaxed)
    }

    /// Returns what outlives a switch of the scenario.
    pub(crate) fn kept(&self) -> &Arc<Kept> {
        &self.kept
    }

    /// Takes the next fault of the service's route with this path.
    pub(super) fn next_fault(&self, service: ServiceName, path: &str) -> Option<Fault> {
        // The queues stay valid if another thread panics.
        let mut faults = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
        faults.next(service, path)
    }
}

/// Handlers read what is kept like everything else.
impl Deref for Shared {
    type Target = Kept;

    fn deref(&self) -> &Kept {
        &self.kept
    }
}
