//! Plays a case: the library over TLS against its own emulator, on a clock that never sleeps.

use std::sync::Arc;
use std::time::Duration;

use patless::{Failure, Report};
use patless_core::errors::{ErrorKind, Server, Tried};
use patless_core::{
    Clock, Cloud, Context, Credential, Deadline, Environment, Job, Limits, Reuse, ScopeName,
    ServiceConnection, ServiceConnectionId, Source, TestClock, TokenRequest,
};
use patless_emulator::scenario::{Faults, FrontEnd};
use patless_emulator::services::{azure_devops, entra};
use patless_emulator::{Emulator, Scenario};

use super::checks::{leaks, requests, waits, words};
use super::row::{Ending, Endpoint, Row, Trouble};
use crate::captured::Log;
use crate::job_environment::{self, CONNECTION};
use crate::machine_time::machine_time_s;

/// Says what a case did.
pub(super) struct Played {
    /// The failure. `None`: survived.
    pub(super) told: Option<Told>,
    /// What `Debug` shows of the result.
    pub(super) debug: String,
    /// Everything that was logged, at every level.
    pub(super) log: String,
    /// How long was waited.
    pub(super) waited: Duration,
}

/// Says how a failure was told.
pub(super) struct Told {
    /// The kind.
    pub(super) kind: ErrorKind,
    /// How much was tried, where the failure says it.
    pub(super) tried: Option<Tried>,
    /// The text.
    pub(super) report: Report,
}

/// Plays a case, and lists what is wrong with its end. Empty: nothing.
///
/// The leak check covers the report, the result's `Debug`, everything that was logged and the paths of the requests.
pub(super) fn complaints(row: &Row, endpoint: Endpoint, ending: Ending) -> Vec<String> {
    let emulator = Emulator::start(scenario(row, endpoint)).unwrap();
    let played = play(&emulator, row, endpoint);
    let mut complaints = Vec::from_iter(requests(&emulator, row, endpoint, ending));
    complaints.extend(waits(&played, row, ending));
    complaints.extend(words(&played, endpoint, ending));
    complaints.extend(leaks(&emulator, &played));
    let report = played.told.map(|told| told.report.to_string());
    let report = report.unwrap_or_else(|| "survived".to_owned());
    complaints
        .iter()
        .map(|complaint| format!("{} ({endpoint:?}): {complaint}\n{report}", row.name))
        .collect()
}

/// Makes the world of a case.
fn scenario(row: &Row, endpoint: Endpoint) -> Scenario {
    let mut scenario = Scenario::default();
    match (&row.trouble, endpoint) {
        (Trouble::Faults(faults), Endpoint::AzureDevOps) => {
            scenario.faults = Faults::on(azure_devops::OIDC_TOKEN, faults.clone());
        }
        (Trouble::Faults(faults), Endpoint::Entra) => {
            scenario.faults = Faults::on(entra::TOKEN, faults.clone());
        }
        (&Trouble::Front(connect), Endpoint::AzureDevOps) => {
            scenario.azure_devops.front_end = FrontEnd {
                connect,
                ..FrontEnd::default()
            };
        }
        (&Trouble::Front(connect), Endpoint::Entra) => {
            scenario.entra.front_end = FrontEnd {
                connect,
                ..FrontEnd::default()
            };
        }
    }
    scenario
}

/// Runs the library as a task would, and keeps what it tells.
fn play(emulator: &Emulator, row: &Row, endpoint: Endpoint) -> Played {
    let mut variables = job_environment::of_job(emulator);
    variables.extend(job_environment::of_connection(emulator, CONNECTION));
    let environment = Environment::new(variables);
    let id = job_environment::connection(emulator, CONNECTION)
        .id
        .to_string();
    let id = ServiceConnectionId::parse(&id).unwrap();
    let clock = Arc::new(TestClock::at_unix_seconds(machine_time_s()));
    let mut limits = Limits::default().with_total(row.total);
    limits.attempt = row.attempt;

    let log = Log::default();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let (told, debug) = {
        let _logging = log.keep();
        runtime.block_on(ask(&environment, id, Arc::clone(&clock), limits, endpoint))
    };
    Played {
        told,
        debug,
        log: log.text(),
        waited: clock.elapsed(),
    }
}

/// Asks for an assertion, and for an access token where the case is about Entra. Gives the failure, and what `Debug`
/// shows of the result.
async fn ask(
    environment: &Environment,
    id: ServiceConnectionId,
    clock: Arc<TestClock>,
    limits: Limits,
    endpoint: Endpoint,
) -> (Option<Told>, String) {
    let job = Job::from_environment(environment).unwrap();
    let connection = ServiceConnection::from_environment(environment, id, None).unwrap();
    let source = Source::of_connection(&connection, job);
    let deadline = Deadline::start(Arc::<TestClock>::clone(&clock), limits);
    let context = Context::open(environment, clock, &deadline).await.unwrap();
    context.open_ahead(&source.servers(1));
    let credential = Credential::new(source, context, Reuse::WithinStep);
    let assertion = match credential.assertion(&deadline).await {
        Ok(assertion) => assertion,
        Err(error) => {
            assert_eq!(error.server(), Some(Server::Assertion), "{error}");
            return told(error.kind(), error.tried(), &Failure::Assertion(error));
        }
    };
    if endpoint == Endpoint::AzureDevOps {
        return (None, format!("{assertion:?}"));
    }
    let scope = ScopeName::parse("azureDevOps").unwrap();
    let scope = scope.resolve(&Cloud::Public).unwrap();
    let request = TokenRequest::new(scope.clone(), deadline);
    match credential.token(&request).await {
        Ok(token) => (None, format!("{token:?}")),
        Err(source) => {
            assert_eq!(source.server(), Some(Server::Token), "{source}");
            let (kind, tried) = (source.kind(), source.tried());
            told(kind, tried, &Failure::Exchange { scope, source })
        }
    }
}

/// Puts a failure into words.
fn told(kind: ErrorKind, tried: Option<Tried>, error: &Failure) -> (Option<Told>, String) {
    let report = Report::of(error);
    let told = Told {
        kind,
        tried,
        report,
    };
    (Some(told), format!("{error:?}"))
}
