//! A credential in this process, on a clock of its own, against an emulator of its own.

use std::sync::Arc;
use std::time::Duration;

use patless_core::{
    AccessToken, Cloud, Context, Credential, Deadline, Environment, Job, Limits, Reuse, ScopeName,
    ServiceConnection, ServiceConnectionId, Source, TestClock, TokenError, TokenRequest, variables,
};
use patless_emulator::{Emulator, Scenario};
use tokio::runtime::{Builder, Runtime};
use tokio::task::yield_now;

use crate::captured::Log;
use crate::job_environment::{self, CONNECTION};
use crate::leaks::assert_holds_no_secret;

/// A credential, and the world that it lives in.
pub(super) struct Held {
    pub(super) emulator: Emulator,
    pub(super) clock: Arc<TestClock>,
    pub(super) credential: Credential,
    pub(super) log: Log,
    runtime: Option<Runtime>,
}

impl Held {
    /// Makes one that has asked for nothing yet.
    pub(super) fn new(scenario: Scenario, clock: TestClock) -> Self {
        Self::with_reuse(scenario, clock, Reuse::WithinStep)
    }

    /// Makes one whose exchanges share assertions or not.
    pub(super) fn with_reuse(scenario: Scenario, clock: TestClock, reuse: Reuse) -> Self {
        let emulator = Emulator::start(scenario).unwrap();
        let clock = Arc::new(clock);
        let environment = environment(&emulator);
        let source = source(&environment);
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let context = runtime.block_on(async {
            let deadline = deadline(&clock, Limits::default());
            let clock = Arc::<TestClock>::clone(&clock);
            let context = Context::open(&environment, clock, &deadline).await.unwrap();
            context.open_ahead(&source.servers(1));
            context
        });
        Self {
            credential: Credential::new(source, context, reuse),
            emulator,
            clock,
            log: Log::default(),
            runtime: Some(runtime),
        }
    }

    /// Runs a test, then looks for secrets in all that was logged and in the paths of the requests.
    pub(super) fn play(mut self, test: impl AsyncFnOnce(&Self)) {
        let runtime = self.runtime.take().unwrap();
        {
            let _logging = self.log.keep();
            runtime.block_on(test(&self));
        }
        let requests = self.emulator.requests();
        let paths: Vec<_> = requests.into_iter().map(|it| it.path).collect();
        let paths = paths.join("\n");
        let debug = format!("{:?}", self.credential);
        for (place, text) in [
            ("the log", &self.log.text()),
            ("the path of a request", &paths),
            ("Debug", &debug),
        ] {
            assert_holds_no_secret(&self.emulator, place, text);
        }
    }

    /// Asks for a token for Azure DevOps within `limits` from now on.
    pub(super) fn request(&self, limits: Limits) -> TokenRequest {
        let scope = ScopeName::parse("azureDevOps").unwrap();
        let scope = scope.resolve(&Cloud::Public).unwrap();
        TokenRequest::new(scope, deadline(&self.clock, limits))
    }

    /// Asks for a token for something else.
    pub(super) fn request_for(&self, scope: &str) -> TokenRequest {
        let scope = ScopeName::parse(scope).unwrap();
        let scope = scope.resolve(&Cloud::Public).unwrap();
        TokenRequest::new(scope, deadline(&self.clock, Limits::default()))
    }

    /// Asks for a token for Azure DevOps, from now on.
    pub(super) async fn token(&self) -> Result<Arc<AccessToken>, Arc<TokenError>> {
        let request = self.request(Limits::default());
        self.credential.token(&request).await
    }

    /// Waits until another token is given.
    pub(super) async fn another_than(&self, old: &Arc<AccessToken>) -> Arc<AccessToken> {
        loop {
            let token = self.token().await.unwrap();
            if !Arc::ptr_eq(&token, old) {
                return token;
            }
            yield_now().await;
        }
    }

    /// Waits until the first timer ends in at most this time, and in more than half of it.
    pub(super) async fn next_timer_is(&self, most: Duration) {
        let fits = |it: Duration| it <= most && it >= most / 2;
        while !self.clock.next_timer().is_some_and(fits) {
            yield_now().await;
        }
    }

    /// How many requests for an assertion came, and how many exchanges.
    pub(super) fn requests(&self) -> (usize, usize) {
        let requests = self.emulator.requests();
        let count = |mark: &str| requests.iter().filter(|it| it.path.contains(mark)).count();
        (count("/oidctoken?"), count("/oauth2/v2.0/token"))
    }
}

fn deadline(clock: &Arc<TestClock>, limits: Limits) -> Deadline {
    Deadline::start(Arc::<TestClock>::clone(clock), limits)
}

/// The environment of a job of the emulator.
fn environment(emulator: &Emulator) -> Environment {
    let mut variables = job_environment::of_job(emulator);
    variables.extend(job_environment::of_connection(emulator, CONNECTION));
    let id = job_environment::connection(emulator, CONNECTION).id;
    variables.insert("PATLESS_SERVICE_CONNECTION".to_owned(), id.to_string());
    Environment::new(variables)
}

fn source(environment: &Environment) -> Source {
    let id = environment
        .variable(&variables::PATLESS_SERVICE_CONNECTION)
        .unwrap();
    let id = ServiceConnectionId::parse(id).unwrap();
    let connection = ServiceConnection::from_environment(environment, id, None).unwrap();
    Source::of_connection(&connection, Job::from_environment(environment).unwrap())
}
