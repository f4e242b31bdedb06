//! A process on a host of the emulator, which asks for a token as the verbs do.

use std::sync::Arc;

use patless_core::{
    AccessToken, Cloud, Context, Credential, Deadline, Environment, Limits, Reuse, ScopeName,
    Selected, SourceError, SourceName, SourceRequest, TestClock, TokenError, TokenRequest,
};
use patless_emulator::scenario::{Faults, ManagedIdentityKnobs};
use patless_emulator::{Emulator, ManagedIdentityHost as Host, Scenario};
use tokio::runtime::Builder;

use crate::captured::Log;
use crate::leaks::assert_holds_no_secret;
use crate::machine_time::machine_time_s;

pub(super) const HOSTS: [Host; 5] = [
    Host::Imds,
    Host::AppService,
    Host::Arc,
    Host::MachineLearning,
    Host::CloudShell,
];

/// The machine.
pub(super) struct Machine {
    pub(super) emulator: Emulator,
    environment: Vec<(String, String)>,
    scope: &'static str,
    source: Option<SourceName>,
}

/// What came of it.
#[derive(Debug)]
pub(super) enum Got {
    Token(Arc<AccessToken>),
    NoSource(SourceError),
    NoToken(Arc<TokenError>),
}

impl Machine {
    /// A machine that is such a host, and a process that names the source.
    pub(super) fn new(host: Host, managed_identity: ManagedIdentityKnobs) -> Self {
        Self::with_faults(host, managed_identity, Faults::default())
    }

    pub(super) fn with_faults(
        host: Host,
        managed_identity: ManagedIdentityKnobs,
        faults: Faults,
    ) -> Self {
        let emulator = Emulator::start(Scenario {
            managed_identity,
            faults,
            ..Scenario::default()
        });
        let emulator = emulator.unwrap();
        Self {
            environment: emulator.managed_identity_environment(host),
            emulator,
            scope: "azureDevOps",
            source: Some(SourceName::ManagedIdentity),
        }
    }

    /// Sets a variable.
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.retain(|(it, _)| it != name);
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Asks for a token for something else.
    pub(super) fn for_scope(mut self, scope: &'static str) -> Self {
        self.scope = scope;
        self
    }

    /// Looks for any source.
    pub(super) fn with_any_source(mut self) -> Self {
        self.source = None;
        self
    }

    pub(super) fn variable(&self, name: &str) -> &str {
        let mut all = self.environment.iter();
        &all.find(|(it, _)| it == name).unwrap().1
    }

    /// Whether the emulator gave this token.
    pub(super) fn gave(&self, token: &AccessToken) -> bool {
        let secrets = self.emulator.secrets();
        secrets.iter().any(|it| it == token.expose())
    }

    /// Selects the source, asks it for a token, and looks for secrets in all that was logged and said.
    pub(super) fn play(&self, mut request: SourceRequest) -> Got {
        request.source = self.source;
        request.look_for_arc_keys_in(self.emulator.arc_key_folder().to_owned());
        let log = Log::default();
        let got = {
            let _logging = log.keep();
            let runtime = Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(self.ask(&request))
        };
        let texts = match &got {
            Got::Token(token) => format!("{token:?}"),
            Got::NoSource(error) => format!("{error} {error:?}"),
            Got::NoToken(error) => format!("{error} {error:?}"),
        };
        let requests = self.emulator.requests().into_iter();
        let paths: Vec<_> = requests.map(|it| it.path).collect();
        for (place, text) in [
            ("the log", &log.text()),
            ("what is said", &texts),
            ("the path of a request", &paths.join("\n")),
        ] {
            assert_holds_no_secret(&self.emulator, place, text);
        }
        got
    }

    async fn ask(&self, request: &SourceRequest) -> Got {
        let environment = Environment::new(self.environment.clone());
        let clock = Arc::new(TestClock::at_unix_seconds(machine_time_s()));
        let deadline = Deadline::start(Arc::<TestClock>::clone(&clock), Limits::default());
        let context = Context::open(&environment, clock, &deadline).await.unwrap();
        let scope = ScopeName::parse(self.scope).unwrap();
        let scope = scope.resolve(&Cloud::Public).unwrap();
        let token = TokenRequest::new(scope, deadline);
        let selected = Selected::select(&context, &environment, request, &token).await;
        let selected = match selected {
            Ok(selected) => selected,
            Err(error) => return Got::NoSource(error),
        };
        assert!(!format!("{selected:?}").contains("sekret"));
        let credential = Credential::of_selected(selected, context, Reuse::WithinStep);
        match credential.token(&token).await {
            Ok(token) => Got::Token(token),
            Err(error) => Got::NoToken(error),
        }
    }
}

impl Got {
    pub(super) fn token(&self) -> &AccessToken {
        match self {
            Self::Token(token) => token,
            other => panic!("{other:?}"),
        }
    }

    /// The name of the cause, and the text of the error with those of its sources.
    pub(super) fn error(&self) -> (&'static str, String) {
        let (cause, error): (_, &dyn std::error::Error) = match self {
            Self::Token(_) => panic!("there is a token"),
            Self::NoSource(error) => (error.cause(), error),
            Self::NoToken(error) => (error.cause(), &**error),
        };
        let mut texts = vec![error.to_string()];
        let mut source = error.source();
        while let Some(error) = source {
            texts.push(error.to_string());
            source = error.source();
        }
        (cause.name(), texts.join(": "))
    }

    /// Why the managed identity was passed over. `None` if it was not.
    pub(super) fn passed_over(&self) -> Option<&str> {
        let Self::NoSource(SourceError::Nowhere(all)) = self else {
            return None;
        };
        let mut all = all.iter();
        let own = all.find(|it| it.source_name == SourceName::ManagedIdentity)?;
        Some(&own.reason)
    }
}
