//! Owns the order of the checks.

use std::io;
use std::sync::Arc;

use patless_core::{
    AccessToken, Assertion, AzureDevOps, Clock, Connection, Context, Credential, Deadline,
    Environment, EnvironmentError, Job, NetworkError, NewSecret, Reuse, Scope, ServiceConnection,
    Source, Target, TokenRequest,
};

use super::outside::{is_of_absence, is_outside_a_job};
use super::{Check, ConnectionSource, Diagnosis, Finding, Outcome, Question, TargetChoice, found};
use crate::claims;
use crate::failure::Failure;
use crate::no_token::{without_access_token, without_assertion};

/// Who hears of the walk while it goes on.
pub trait Witness {
    /// Is told of a check that has ended.
    fn check(&mut self, check: &Check) -> io::Result<()>;

    /// Makes what is told of each secret before that is used for the first time, and can refuse.
    fn announcer(&self) -> Box<dyn Fn(NewSecret<'_>) -> io::Result<()> + Send + Sync>;

    /// Is told of an access token before the check that got it.
    fn access_token(&mut self, token: &AccessToken) -> io::Result<()>;
}

/// What is left of a walk.
#[derive(Debug)]
#[non_exhaustive]
pub struct Walked {
    /// What was found.
    pub diagnosis: Diagnosis,
    /// The assertion. `None` where none was to be had.
    pub assertion: Option<Arc<Assertion>>,
    /// The access tokens that were to be had, in the order of the scopes.
    pub tokens: Vec<Arc<AccessToken>>,
}

/// Makes every check that can be made. An error means that the witness hears nothing any more.
pub async fn walk(
    environment: Environment,
    question: Question,
    clock: Arc<dyn Clock>,
    witness: &mut dyn Witness,
) -> io::Result<Walked> {
    let mut walk = Walk {
        witness,
        checks: Vec::new(),
    };
    // What can be refused without a request is looked at first.
    let connection = question.connection.as_ref();
    let connection = connection.map(|source| source.read(&environment));
    let (scopes, problem) = read_scopes(&question, connection.as_ref());
    let is_outside = is_outside_a_job(&environment);
    let asked = question.problem;
    let asked = asked.filter(|failure| !(is_outside && is_of_absence(failure)));
    let inputs = asked.or(problem).map_or(Ok(()), Err);
    // What is wrong with the call is to be fixed before anything: nothing here makes this a job.
    let is_called_wrongly = inputs.is_err();
    if is_outside && !is_called_wrongly {
        walk.outside()?;
    }
    walk.judge(Check::INPUTS, inputs, |()| found::inputs(&question.scopes))?;
    if is_outside && is_called_wrongly {
        walk.outside()?;
    }
    // All requests of the walk share it.
    let deadline = Deadline::start(Arc::clone(&clock), question.limits);
    let context = Context::open(&environment, clock, &deadline).await;
    let (context, job) = if is_outside {
        (walk.context_outside(context)?, None)
    } else {
        walk.job(&environment, context)?
    };
    let target = match question.target {
        TargetChoice::Given(target) => Ok(target),
        // What is wrong with the job's own URL, the check of the environment says.
        TargetChoice::Job => Target::of_job(&environment)
            .ok()
            .flatten()
            .ok_or("there is no target: name one"),
        TargetChoice::Wrong => Err("the target is wrong"),
    };
    // All is read. What is not needed on the way is in no memory of ours while a server takes its time.
    drop(environment);
    let connection = walk.connection(connection, question.connection.as_ref())?;
    let way = match (&context, job, &connection) {
        (Some(context), Some(job), Some(connection)) => {
            let source = Source::Connection(Connection::new(job, connection.clone()));
            let credential = Credential::new(source, context.clone(), Reuse::WithinStep);
            Some(Way {
                credential: credential.announce(walk.witness.announcer()),
                connection,
                deadline: &deadline,
            })
        }
        _ => None,
    };
    let assertion = walk.assertion(way.as_ref()).await?;
    let tokens = walk
        .tokens(way.as_ref(), assertion.as_ref(), &scopes)
        .await?;
    match (&context, target) {
        _ if !scopes.iter().any(Scope::is_azure_devops) => {
            walk.skip_target("no token is for Azure DevOps")?;
        }
        (Some(context), Ok(target)) => {
            let token = tokens.iter().find(|token| token.scope().is_azure_devops());
            let azure_devops = AzureDevOps::new(context, &target, &deadline);
            walk.target(
                &azure_devops,
                &target,
                connection.as_ref(),
                token.map(|it| &**it),
            )
            .await?;
        }
        (None, _) => walk.skip_target("the environment does not allow it")?,
        (_, Err(why)) => walk.skip_target(why)?,
    }
    let credential = assertion
        .as_ref()
        .filter(|assertion| !claims::is_of_pipeline(assertion))
        .and_then(|assertion| assertion.claims().federated_credential());
    Ok(Walked {
        diagnosis: Diagnosis {
            checks: walk.checks,
            federated_credential: credential,
        },
        assertion,
        tokens,
    })
}

/// Reads the scopes. Of those that are none, the first is told.
fn read_scopes(
    question: &Question,
    connection: Option<&Result<ServiceConnection, EnvironmentError>>,
) -> (Vec<Scope>, Option<Failure>) {
    let cloud = match connection {
        Some(Ok(connection)) => connection.other_cloud(),
        _ => None,
    };
    let (mut scopes, mut problem) = (Vec::new(), None);
    for wanted in &question.scopes {
        match wanted.read(cloud) {
            Ok(scope) => scopes.push(scope),
            Err(failure) => {
                problem.get_or_insert(failure);
            }
        }
    }
    (scopes, problem)
}

/// The checks so far.
pub(super) struct Walk<'w> {
    witness: &'w mut dyn Witness,
    checks: Vec<Check>,
}

/// The way to tokens, where all that it takes is there.
struct Way<'a> {
    credential: Credential,
    connection: &'a ServiceConnection,
    deadline: &'a Deadline,
}

impl Walk<'_> {
    pub(super) fn note(&mut self, name: &'static str, outcome: Outcome) -> io::Result<()> {
        let check = Check { name, outcome };
        self.witness.check(&check)?;
        self.checks.push(check);
        Ok(())
    }

    pub(super) fn skip(&mut self, name: &'static str, why: &str) -> io::Result<()> {
        self.note(name, Outcome::Skipped(why.to_owned()))
    }

    /// Notes how a check ended, and gives what it got.
    pub(super) fn judge<T>(
        &mut self,
        name: &'static str,
        result: Result<T, impl Into<Failure>>,
        found: impl FnOnce(&T) -> Finding,
    ) -> io::Result<Option<T>> {
        match result {
            Ok(value) => {
                self.note(name, Outcome::Passed(found(&value)))?;
                Ok(Some(value))
            }
            Err(error) => {
                self.note(name, Outcome::Failed(Box::new(error.into())))?;
                Ok(None)
            }
        }
    }

    /// Checks what the agent gave the job, and its own token apart from the rest.
    fn job(
        &mut self,
        environment: &Environment,
        context: Result<Context, NetworkError>,
    ) -> io::Result<(Option<Context>, Option<Job>)> {
        let (job, token) = match Job::from_environment(environment) {
            Ok(job) => (Ok(()), Ok(Some(job))),
            Err(error) if error.is_of_job_token() => (Ok(()), Err(error)),
            Err(error) => (Err(error), Ok(None)),
        };
        let (context, of_context) = match context {
            Ok(context) => (Some(context), Ok(())),
            Err(error) => (None, Err(error)),
        };
        let environment = job
            .map_err(Failure::from)
            .and(of_context.map_err(Failure::from));
        self.judge(Check::ENVIRONMENT, environment, |()| {
            found::environment(context.as_ref())
        })?;
        if matches!(token, Ok(None)) {
            self.skip(Check::JOB_TOKEN, "the environment is not that of a job")?;
            return Ok((context, None));
        }
        let job = self.judge(Check::JOB_TOKEN, token, |_| "it is there".to_owned().into())?;
        Ok((context, job.flatten()))
    }

    fn connection(
        &mut self,
        connection: Option<Result<ServiceConnection, EnvironmentError>>,
        source: Option<&ConnectionSource>,
    ) -> io::Result<Option<ServiceConnection>> {
        let Some(connection) = connection else {
            self.skip(Check::SERVICE_CONNECTION, "the inputs do not tell it")?;
            return Ok(None);
        };
        self.judge(Check::SERVICE_CONNECTION, connection, |connection| {
            found::connection(connection, source)
        })
    }

    /// Asks for an assertion, and reads what it says.
    async fn assertion(&mut self, way: Option<&Way<'_>>) -> io::Result<Option<Arc<Assertion>>> {
        let Some(Way {
            credential,
            connection,
            deadline,
        }) = way
        else {
            let why = "job, job token and service connection are needed for it";
            self.skip(Check::ASSERTION, why)?;
            self.skip(Check::CLAIMS, "there is no assertion")?;
            return Ok(None);
        };
        let result = match credential.assertion(deadline).await {
            Ok(assertion) => Ok(assertion),
            Err(error) => Err(without_assertion(error)?),
        };
        let found = self.judge(Check::ASSERTION, result, |it| claims::delivery(it))?;
        let Some(assertion) = found else {
            self.skip(Check::CLAIMS, "there is no assertion")?;
            return Ok(None);
        };
        self.judge(
            Check::CLAIMS,
            claims::judge(&assertion, connection),
            Finding::clone,
        )?;
        Ok(Some(assertion))
    }

    /// Asks for one token for each scope.
    async fn tokens(
        &mut self,
        way: Option<&Way<'_>>,
        assertion: Option<&Arc<Assertion>>,
        scopes: &[Scope],
    ) -> io::Result<Vec<Arc<AccessToken>>> {
        let (Some(way), Some(_)) = (way, assertion) else {
            self.skip(Check::ACCESS_TOKEN, "there is no assertion")?;
            return Ok(Vec::new());
        };
        if scopes.is_empty() {
            self.skip(Check::ACCESS_TOKEN, "the inputs do not tell what for")?;
        }
        let request = |scope| TokenRequest::new(scope, way.deadline.clone());
        let requests: Vec<_> = scopes.iter().cloned().map(request).collect();
        let results = way.credential.tokens(&requests).await;
        let mut tokens = Vec::new();
        for (result, scope) in results.into_iter().zip(scopes) {
            let result = match result {
                Ok(token) => Ok(token),
                Err(error) => Err(without_access_token(error, scope, 0)?),
            };
            if let Ok(token) = &result {
                self.witness.access_token(token)?;
            }
            tokens.extend(self.judge(Check::ACCESS_TOKEN, result, |it| found::token(it))?);
        }
        Ok(tokens)
    }
}
