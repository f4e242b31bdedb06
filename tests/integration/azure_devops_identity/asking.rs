//! Questions to an organization of the emulator, with the token of a service connection, in this process.

use std::fmt::Debug;
use std::sync::Arc;

use patless_core::azure_devops::{AccessLevel, Identity, Profile, ServicePrincipal};
use patless_core::errors::TargetError;
use patless_core::{
    AccessToken, AzureDevOps, Cloud, Context, Credential, Deadline, Environment, Job, Limits,
    Loopback, Reuse, ScopeName, ServiceConnection, ServiceConnectionId, Source, Target, TestClock,
    TokenRequest,
};
use patless_emulator::Emulator;
use tokio::runtime::Builder;

use crate::captured::Log;
use crate::job_environment;
use crate::leaks::assert_holds_no_secret;
use crate::machine_time::machine_time_s;

/// Who asks, and where.
pub(super) struct Asking<'a> {
    /// The name of the organization.
    pub(super) organization: &'a str,
    /// The service connection whose identity asks.
    pub(super) connection: &'a str,
    /// The tenant that issues the token. `None`: that of the organization.
    pub(super) tenant: Option<String>,
}

/// What an organization knows about an identity.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) identity: Identity,
    pub(super) principal: Option<ServicePrincipal>,
    pub(super) level: Option<AccessLevel>,
}

impl<'a> Asking<'a> {
    /// An identity that asks with a token of the organization's tenant.
    pub(super) fn at(organization: &'a str, connection: &'a str) -> Self {
        Self {
            organization,
            connection,
            tenant: None,
        }
    }

    pub(super) fn profile(&self, emulator: &Emulator) -> Result<Profile, TargetError> {
        self.ask(emulator, async |azure_devops, token| {
            azure_devops.profile(token).await
        })
    }

    pub(super) fn identity(&self, emulator: &Emulator) -> Result<Identity, TargetError> {
        self.ask(emulator, async |azure_devops, token| {
            azure_devops.identity(token).await
        })
    }

    pub(super) fn level(&self, emulator: &Emulator) -> Result<Option<AccessLevel>, TargetError> {
        self.ask(emulator, async |azure_devops, token| {
            let identity = azure_devops.identity(token).await.unwrap();
            azure_devops.access_level(token, &identity).await
        })
    }

    pub(super) fn principal(
        &self,
        emulator: &Emulator,
    ) -> Result<Option<ServicePrincipal>, TargetError> {
        self.ask(emulator, async |azure_devops, token| {
            let identity = azure_devops.identity(token).await.unwrap();
            azure_devops.service_principal(token, &identity).await
        })
    }

    /// Gets a token and asks with it. Then looks for secrets in all that was answered and logged, and in the paths of the
    /// requests.
    pub(super) fn ask<T: Debug>(
        &self,
        emulator: &Emulator,
        question: impl AsyncFnOnce(&AzureDevOps<'_>, &AccessToken) -> T,
    ) -> T {
        let world = emulator.world();
        let organization = world.organization_named(self.organization).unwrap();
        let own = || organization.tenant_id.to_string();
        let tenant = self.tenant.clone().unwrap_or_else(own);
        let id = job_environment::connection(emulator, self.connection).id;
        let mut variables = job_environment::of_job(emulator);
        variables.extend(job_environment::of_connection(emulator, self.connection));
        let name = format!("ENDPOINT_AUTH_PARAMETER_{id}_TENANTID");
        variables.insert(name, tenant);
        let environment = Environment::new(variables);
        let url = emulator.organization_url(organization);
        let target = Target::parse(url.as_str(), Loopback::Counts).unwrap();
        let id = ServiceConnectionId::parse(&id.to_string()).unwrap();
        let connection = ServiceConnection::from_environment(&environment, id, None).unwrap();
        let job = Job::from_environment(&environment).unwrap();
        let source = Source::of_connection(&connection, job);
        run(emulator, &environment, async |context, clock| {
            let deadline = || Deadline::start(Arc::<TestClock>::clone(clock), Limits::default());
            let credential = Credential::new(source, context.clone(), Reuse::WithinStep);
            let scope = ScopeName::parse("azureDevOps").unwrap();
            let scope = scope.resolve(&Cloud::Public).unwrap();
            let request = TokenRequest::new(scope, deadline());
            let token = credential.token(&request).await.unwrap();
            let deadline = deadline();
            let azure_devops = AzureDevOps::new(context, &target, &deadline);
            question(&azure_devops, &token).await
        })
    }
}

/// Asks without a token.
pub(super) fn without_token<T: Debug>(
    emulator: &Emulator,
    question: impl AsyncFnOnce(&Context, &Deadline) -> T,
) -> T {
    let environment = Environment::new(job_environment::of_job(emulator));
    run(emulator, &environment, async |context, clock| {
        let clock = Arc::<TestClock>::clone(clock);
        let deadline = Deadline::start(clock, Limits::default());
        question(context, &deadline).await
    })
}

/// Runs a test on a clock of its own that waits move, then looks for secrets.
fn run<T: Debug>(
    emulator: &Emulator,
    environment: &Environment,
    test: impl AsyncFnOnce(&Context, &Arc<TestClock>) -> T,
) -> T {
    let log = Log::default();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let answer = {
        let _logging = log.keep();
        runtime.block_on(async {
            let clock = Arc::new(TestClock::at_unix_seconds(machine_time_s()));
            let deadline = Deadline::start(Arc::<TestClock>::clone(&clock), Limits::default());
            let shared = Arc::<TestClock>::clone(&clock);
            let context = Context::open(environment, shared, &deadline).await.unwrap();
            test(&context, &clock).await
        })
    };
    let requests = emulator.requests();
    let paths: Vec<_> = requests.into_iter().map(|it| it.path).collect();
    for (place, text) in [
        ("the log", &log.text()),
        ("the path of a request", &paths.join("\n")),
        ("the answer", &format!("{answer:?}")),
    ] {
        assert_holds_no_secret(emulator, place, text);
    }
    answer
}
