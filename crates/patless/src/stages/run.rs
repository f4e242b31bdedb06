//! Runs the stages in order.

use std::sync::Arc;

use patless_core::{
    AccessToken, Assertion, AzureDevOps, Clock, Context, Credential, Deadline, Environment, Reuse,
    Scope, ServiceConnection, Source, Target,
};

use super::given::Given;
use super::known_as::{KnownAs, Organization, known_as};
use super::listener::Listener;
use super::progress::{Outcome, Progress};
use super::reading::{connection, inputs, job, refuse_early};
use super::request::{Extent, Request};
use super::stage::Stage;
use super::stopped::Stopped;
use super::target::{Visit, skip_target};
use super::tokens::{Way, assertion, claims, tokens};
use crate::failure::Failure;

/// What the stages got.
#[derive(Debug)]
pub(crate) struct Obtained {
    /// The identity of the tokens.
    pub(crate) connection: ServiceConnection,
    /// The assertion from Azure DevOps. `None` if the service connection has a secret of its own.
    pub(crate) assertion: Option<Arc<Assertion>>,
    /// One for each scope, in the order in which they were asked for.
    pub(crate) tokens: Vec<Arc<AccessToken>>,
    /// How Azure DevOps knows the identity. `None` if that was not asked for.
    pub(crate) known_as: Option<KnownAs>,
}

/// Runs the stages, and returns what they got.
pub(crate) async fn run(
    environment: Environment,
    request: Request,
    clock: Arc<dyn Clock>,
    listener: &mut dyn Listener,
) -> Result<Obtained, Stopped> {
    let mut progress = Progress::new(listener, &request.extent);
    // Checks that need no request come first.
    let given = Given::read(&environment, &request);
    inputs(&mut progress, &given, &request)?;
    if let Extent::Tokens = request.extent {
        refuse_early(&mut progress, &given)?;
    }
    // All requests share it.
    let deadline = Deadline::start(Arc::clone(&clock), request.limits);
    let needs_assertion = request.needs_assertion();
    let asked = given.source().filter(|_| needs_assertion);
    let servers = asked.map(|it| it.servers(given.tokens()));
    let servers = servers.unwrap_or_default();
    let context = Context::open(&environment, clock, &deadline).await;
    let context = context.inspect(|context| context.open_ahead(&servers));
    let target = match request.extent {
        Extent::Tokens => None,
        Extent::Everything(choice) => Some(choice.read(&environment)),
    };
    let organization = request
        .acquaintance
        .needs_azure_devops()
        .then(|| own_organization(&environment));
    // Everything has been read. What is no longer needed must not stay in memory while a server responds.
    drop(environment);
    let context = context.map_err(|error| Arc::new(Failure::from(error)));
    let job = job(&mut progress, given.job, &context)?;
    let connection = connection(&mut progress, given.connection, &request.connection)?;
    let source = job.and_then(|job| {
        let connection = connection.as_ref().map_err(Arc::clone)?;
        Ok(Source::of_connection(connection, job))
    });
    let way = source.and_then(|source| {
        let context = context.clone()?;
        let credential = Credential::new(source, context, Reuse::WithinStep);
        Ok(Way {
            credential: credential.announce(progress.announcer()),
            deadline: &deadline,
            minimum_lifetime: request.minimum_lifetime,
            wants_assertion: request.wants_assertion,
            expected: &request.acquaintance.expected,
        })
    });
    let assertion = if needs_assertion {
        assertion(&mut progress, way.as_ref(), connection.as_ref()).await?
    } else {
        progress.skipped(Stage::Assertion, "nothing that needs it is asked for")?;
        way.as_ref().map(|_| None).map_err(Arc::clone)
    };
    if target.is_some() {
        claims(&mut progress, assertion.as_ref(), connection.as_ref())?;
    }
    let asked = assertion.as_ref().and(way.as_ref());
    let tokens = tokens(&mut progress, asked, &given.scopes).await?;
    let known_as = match (&context, organization, token_for_azure_devops(&tokens)) {
        (Ok(context), Some(organization), Some(token)) => match organization {
            Ok(target) => {
                let organization = Organization {
                    azure_devops: &AzureDevOps::new(context, &target, &deadline),
                    target: &target,
                };
                let wanted = &request.acquaintance;
                let known_as = known_as(&mut progress, wanted, organization, token).await?;
                known_as.map(Some)
            }
            Err(failure) => {
                progress.failed(Stage::Identity, &failure)?;
                progress.settle()?;
                Err(failure)
            }
        },
        _ => Ok(None),
    };
    if let Some(target) = target {
        let is_used = given.scopes.iter().any(Scope::is_azure_devops);
        let token = token_for_azure_devops(&tokens);
        match (&context, target) {
            _ if !is_used => skip_target(&mut progress, "no token for Azure DevOps is requested")?,
            (Ok(context), Ok(target)) => {
                let visit = Visit {
                    azure_devops: AzureDevOps::new(context, &target, &deadline),
                    target: &target,
                    connection: connection.as_ref().ok(),
                    token,
                };
                visit.check(&mut progress).await?;
            }
            (Err(_), _) => skip_target(&mut progress, "the environment does not allow it")?,
            (_, Err(why)) => skip_target(&mut progress, why)?,
        }
    }
    let obtained = connection.and_then(|connection| {
        Ok(Obtained {
            connection,
            assertion: assertion?,
            tokens: tokens.into_iter().collect::<Outcome<_>>()?,
            known_as: known_as?,
        })
    });
    progress.end(obtained)
}

/// The token for Azure DevOps. `None` if there is none.
fn token_for_azure_devops(tokens: &[Outcome<Arc<AccessToken>>]) -> Option<&AccessToken> {
    let mut got = tokens.iter().flatten().map(|it| &**it);
    got.find(|token| token.scope().is_azure_devops())
}

/// The organization of the job.
fn own_organization(environment: &Environment) -> Outcome<Target> {
    match Target::of_job(environment) {
        Ok(Some(target)) => Ok(target),
        Ok(None) => Err(Failure::OutsideJob.into()),
        Err(error) => Err(Failure::from(error).into()),
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::time::Duration;

    use patless_core::{Limits, ServiceConnectionId, TestClock};

    use super::*;
    use crate::stages::{
        Acquaintance, Announcer, ConnectionSource, Event, RequestedScope, TargetChoice,
    };

    const ID: &str = "1f2e3d4c-0000-4000-8000-000000000001";

    /// Notes what it hears, and can be told so much and no more.
    struct Notes {
        heard: Vec<String>,
        most: usize,
    }

    impl Listener for Notes {
        fn announcer(&self) -> Announcer {
            Box::new(|_| Ok(()))
        }

        fn ended(&mut self, event: &Event<'_>) -> io::Result<()> {
            if self.heard.len() == self.most {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            self.heard.push(match event {
                Event::Passed(passed) => format!("passed {}", passed.stage().name()),
                Event::Failed(stage, _) => format!("failed {}", stage.name()),
                Event::Skipped(stage, _) => format!("skipped {}", stage.name()),
            });
            Ok(())
        }
    }

    /// Asks for one token in an environment, and gives what came of it and what was heard.
    fn ended(
        variables: &[(&str, &str)],
        scope: &str,
        extent: Extent,
        most: usize,
    ) -> (Result<Obtained, Stopped>, Vec<String>) {
        let request = Request {
            problem: None,
            connection: Ok(ConnectionSource::Agent {
                id: ServiceConnectionId::parse(ID).unwrap(),
                authority_host: None,
            }),
            scopes: vec![RequestedScope {
                place: "of the test".to_owned(),
                text: scope.to_owned(),
            }],
            minimum_lifetime: Duration::ZERO,
            wants_assertion: false,
            acquaintance: Acquaintance::default(),
            limits: Limits::default(),
            extent,
        };
        let (environment, clock) = (
            Environment::fixed(variables),
            Arc::new(TestClock::at_unix_seconds(0)),
        );
        let mut notes = Notes {
            heard: Vec::new(),
            most,
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let ended = runtime.block_on(run(environment, request, clock, &mut notes));
        (ended, notes.heard)
    }

    fn causes(ended: Result<Obtained, Stopped>) -> Vec<String> {
        match ended {
            Err(Stopped::Failed(failures)) => failures.iter().map(ToString::to_string).collect(),
            Err(Stopped::Unheard(error)) => panic!("{error}"),
            Ok(_) => panic!("there are tokens"),
        }
    }

    /// A job with a list of CAs that is not there, and without anything else.
    const POOR_JOB: [(&str, &str); 2] = [("TF_BUILD", "True"), ("SSL_CERT_FILE", "/not/there")];

    #[test]
    fn without_a_diagnosis_the_first_failure_ends_it() {
        let (ended, heard) = ended(&POOR_JOB, "azureDevOps", Extent::Tokens, 99);
        assert_eq!(heard, ["passed inputs", "failed environment"]);
        let failures = causes(ended);
        assert_eq!(failures, ["this job cannot request a token"]);
    }

    #[test]
    fn a_connection_that_is_not_there_is_told_before_any_file_is_read() {
        let collection = "https://dev.azure.com/acme/";
        let token = "ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN";
        let job = [
            ("ENDPOINT_URL_SYSTEMVSSCONNECTION", collection),
            ("SYSTEM_COLLECTIONURI", collection),
            (
                "SYSTEM_OIDCREQUESTURI",
                "https://dev.azure.com/acme/p/oidctoken",
            ),
            (token, "token"),
        ];
        let job = [&POOR_JOB[..], &job].concat();
        let (_, heard) = ended(&job, "azureDevOps", Extent::Tokens, 99);
        assert_eq!(heard, ["passed inputs", "failed service connection"]);
        let extent = Extent::Everything(TargetChoice::Job);
        let (_, heard) = ended(&job, "azureDevOps", extent, 99);
        assert_eq!(heard[1], "failed environment");
    }

    #[test]
    fn a_scope_that_is_none_is_told_before_what_the_job_lacks() {
        let (ended, heard) = ended(&POOR_JOB, "a b", Extent::Tokens, 99);
        assert_eq!(heard, ["failed inputs"]);
        assert_eq!(causes(ended), ["the scope of the test is invalid"]);
    }

    #[test]
    fn a_diagnosis_hears_of_every_stage_whatever_fails() {
        let extent = Extent::Everything(TargetChoice::Job);
        let (ended, heard) = ended(&POOR_JOB, "azureDevOps", extent, 99);
        let expected = [
            "passed inputs",
            "failed environment",
            "skipped job token",
            "failed service connection",
            "skipped assertion",
            "skipped claims",
            "skipped access token",
            "skipped tenant",
            "skipped identity",
        ];
        assert_eq!(heard, expected);
        assert_eq!(causes(ended).len(), 2);
    }

    #[test]
    fn at_a_desk_the_call_comes_first_where_it_is_wrong() {
        for (scope, first) in [
            ("azureDevOps", ["failed environment", "passed inputs"]),
            ("a b", ["failed inputs", "failed environment"]),
        ] {
            let extent = Extent::Everything(TargetChoice::Wrong);
            let (_, heard) = ended(&[], scope, extent, 99);
            assert_eq!(heard[..2], first);
            assert_eq!(heard[2], "skipped job token");
        }
    }

    #[test]
    fn where_the_listener_is_gone_nothing_more_is_done() {
        let extent = Extent::Everything(TargetChoice::Job);
        let (ended, heard) = ended(&POOR_JOB, "azureDevOps", extent, 3);
        assert_eq!(heard.len(), 3);
        assert!(matches!(ended, Err(Stopped::Unheard(_))));
    }
}
