//! What the services share while they run.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use url::Url;
use uuid::Uuid;

use super::ServiceName;
use super::bucket::Bucket;
use super::countdown::Countdown;
use crate::clock::{Clock, Stopwatch};
use crate::journal::Journal;
use crate::scenario::{Fault, Faults, Front, JobToken, Scenario, Throttle};
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
    /// How long the services have been running.
    pub(crate) uptime: Stopwatch,
    issued: Mutex<Issued>,
    faults: Mutex<Faults>,
    connections: AtomicU64,
    propagation_failures: Countdown,
    late_propagation_failures: Countdown,
    plan_security_failures: Countdown,
    entra_refusals: Countdown,
    entra_bucket: Option<Bucket>,
    has_exchanged: AtomicBool,
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

/// What the services have handed out.
#[derive(Default)]
struct Issued {
    access_tokens: Vec<IssuedAccessToken>,
    cached_assertions: HashMap<Uuid, String>,
    secrets: Vec<String>,
}

/// Access token that Azure DevOps can look up.
#[derive(Clone)]
pub(crate) struct IssuedAccessToken {
    /// Access token.
    pub(crate) access_token: String,
    /// Client ID of the application.
    pub(crate) client_id: Uuid,
    /// ID of the resource.
    pub(crate) resource_id: Uuid,
    /// Time of expiry in seconds since 1970.
    pub(crate) expires_at_s: i64,
}

impl Shared {
    /// Puts the world on the wire.
    pub(crate) fn new(scenario: Scenario, world: World, urls: Urls) -> Self {
        // A macro that nobody expanded stands in the token's place, and is none.
        let token = Some(world.job.token.clone());
        let mut secrets: Vec<_> = token
            .filter(|_| scenario.job_token != JobToken::Unexpanded)
            .into_iter()
            .collect();
        secrets.extend(
            world
                .applications
                .iter()
                .filter_map(|it| it.client_secret.clone()),
        );
        Self {
            issued: Mutex::new(Issued {
                secrets,
                ..Issued::default()
            }),
            faults: Mutex::new(scenario.faults.clone()),
            connections: AtomicU64::new(0),
            propagation_failures: Countdown::from(scenario.propagation_failures),
            late_propagation_failures: Countdown::from(scenario.late_propagation_failures),
            plan_security_failures: Countdown::from(scenario.plan_security_failures),
            entra_refusals: Countdown::from(scenario.entra_refusal.map_or(0, |it| it.times)),
            entra_bucket: scenario.entra_throttle.map(Bucket::full),
            has_exchanged: AtomicBool::new(false),
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
            ServiceName::Entra => self.scenario.clock_offset_s + self.scenario.entra_clock_offset_s,
        })
    }

    /// Returns the front of a service.
    pub(crate) fn front(&self, service: ServiceName) -> Front {
        match service {
            ServiceName::AzureDevOps => self.scenario.azure_devops,
            ServiceName::Entra => self.scenario.entra,
            ServiceName::Vstoken => Front::default(),
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
        locked(&self.faults).next(service, path)
    }

    /// Tells whether this exchange meets a replica that does not see the federated credential.
    pub(crate) fn propagation_fails(&self) -> bool {
        if self.has_exchanged.load(Ordering::Relaxed) {
            self.late_propagation_failures.next()
        } else {
            self.propagation_failures.next()
        }
    }

    /// Notes that an exchange succeeded.
    pub(crate) fn exchange_succeeded(&self) {
        self.has_exchanged.store(true, Ordering::Relaxed);
    }

    /// Tells whether the plan is not visible to this request yet.
    pub(crate) fn plan_is_hidden(&self) -> bool {
        self.plan_security_failures.next()
    }

    /// Takes the code with which this exchange is refused.
    pub(crate) fn next_entra_refusal(&self) -> Option<u32> {
        let refusal = self.scenario.entra_refusal?;
        self.entra_refusals.next().then_some(refusal.code)
    }

    /// Counts a request for an access token. `Some` is the limit, where this request is beyond it.
    pub(crate) fn entra_throttles(&self) -> Option<Throttle> {
        let bucket = self.entra_bucket.as_ref()?;
        let has_room = bucket.take(self.uptime.elapsed());
        self.scenario.entra_throttle.filter(|_| !has_room)
    }

    /// Notes an assertion as handed out.
    pub(crate) fn note_assertion(&self, assertion: &str) {
        self.note_secret(assertion);
    }

    /// Returns the cached assertion of a connection, or makes it.
    pub(crate) fn cached_assertion(
        &self,
        connection_id: Uuid,
        make: impl FnOnce() -> Option<String>,
    ) -> Option<String> {
        let mut issued = locked(&self.issued);
        if let Some(assertion) = issued.cached_assertions.get(&connection_id) {
            return Some(assertion.clone());
        }
        let assertion = make()?;
        issued
            .cached_assertions
            .insert(connection_id, assertion.clone());
        Some(assertion)
    }

    /// Notes an access token as handed out, so that Azure DevOps knows it.
    pub(crate) fn note_access_token(&self, issued: IssuedAccessToken) {
        self.note_secret(&issued.access_token);
        locked(&self.issued).access_tokens.push(issued);
    }

    /// Looks an access token up.
    pub(crate) fn issued_access_token(&self, access_token: &str) -> Option<IssuedAccessToken> {
        locked(&self.issued)
            .access_tokens
            .iter()
            .find(|it| it.access_token == access_token)
            .cloned()
    }

    /// Copies all secrets that exist so far.
    pub(crate) fn secrets(&self) -> Vec<String> {
        locked(&self.issued).secrets.clone()
    }

    /// Adds a secret once.
    fn note_secret(&self, secret: &str) {
        let secrets = &mut locked(&self.issued).secrets;
        if !secrets.iter().any(|it| it == secret) {
            secrets.push(secret.to_owned());
        }
    }
}

/// Locks, also after a panic elsewhere: the data are valid between any two statements.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
