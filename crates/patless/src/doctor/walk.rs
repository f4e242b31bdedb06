//! Owns the order of the checks.

use std::cell::RefCell;
use std::io;
use std::sync::Arc;

use patless_core::{
    AccessToken, Assertion, AzureDevOps, Broker, Clock, Environment, EnvironmentError, Job,
    Network, NetworkError, Scope, ServiceConnection, Target,
};

use super::outside::{is_of_absence, is_outside_a_job};
use super::{Check, ConnectionSource, Diagnosis, Finding, Outcome, Question, TargetChoice, found};
use crate::claims;
use crate::failure::Failure;

/// Who hears of the walk while it goes on.
pub trait Witness {
    /// Is told of a check that has ended.
    fn check(&mut self, check: &Check) -> io::Result<()>;

    /// Is told of a secret before anything is done with it.
    fn secret(&mut self, secret: &str) -> io::Result<()>;
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
    pub tokens: Vec<AccessToken>,
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
    let network = Network::open(&environment, clock, question.limits, &[]).await;
    let (network, job) = if is_outside {
        (walk.network_outside(network)?, None)
    } else {
        walk.job(&environment, network)?
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
    let way = match (&network, &job, &connection) {
        (Some(network), Some(job), Some(connection)) => Some(Way {
            broker: Broker::new(network, job, connection),
            connection,
        }),
        _ => None,
    };
    let assertion = walk.assertion(way.as_ref()).await?;
    let tokens = walk
        .tokens(way.as_ref(), assertion.as_ref(), &scopes)
        .await?;
    match (&network, target) {
        _ if !scopes.iter().any(Scope::is_azure_devops) => {
            walk.skip_target("no token is for Azure DevOps")?;
        }
        (Some(network), Ok(target)) => {
            let token = tokens.iter().find(|token| token.scope().is_azure_devops());
            let azure_devops = AzureDevOps::new(network, &target);
            walk.target(&azure_devops, &target, connection.as_ref(), token)
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
    broker: Broker<'a>,
    connection: &'a ServiceConnection,
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
        network: Result<Network, NetworkError>,
    ) -> io::Result<(Option<Network>, Option<Job>)> {
        let (job, token) = match Job::from_environment(environment) {
            Ok(job) => (Ok(()), Ok(Some(job))),
            Err(error) if error.is_of_job_token() => (Ok(()), Err(error)),
            Err(error) => (Err(error), Ok(None)),
        };
        let (network, of_network) = match network {
            Ok(network) => (Some(network), Ok(())),
            Err(error) => (None, Err(error)),
        };
        let environment = job
            .map_err(Failure::from)
            .and(of_network.map_err(Failure::from));
        self.judge(Check::ENVIRONMENT, environment, |()| {
            found::environment(network.as_ref())
        })?;
        if matches!(token, Ok(None)) {
            self.skip(Check::JOB_TOKEN, "the environment is not that of a job")?;
            return Ok((network, None));
        }
        let job = self.judge(Check::JOB_TOKEN, token, |_| "it is there".to_owned().into())?;
        Ok((network, job.flatten()))
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
        let Some(Way { broker, connection }) = way else {
            let why = "job, job token and service connection are needed for it";
            self.skip(Check::ASSERTION, why)?;
            self.skip(Check::CLAIMS, "there is no assertion")?;
            return Ok(None);
        };
        let result = broker.assertion().await.map_err(Failure::Assertion);
        if let Ok(assertion) = &result {
            // An assertion is good for exchanges until it expires. Its text goes to the agent's list of secrets.
            self.witness.secret(assertion.expose())?;
        }
        let found = self.judge(Check::ASSERTION, result, claims::delivery)?;
        let Some(assertion) = found else {
            self.skip(Check::CLAIMS, "there is no assertion")?;
            return Ok(None);
        };
        self.judge(
            Check::CLAIMS,
            claims::judge(&assertion, connection),
            Finding::clone,
        )?;
        Ok(Some(Arc::new(assertion)))
    }

    /// Asks for one token for each scope.
    async fn tokens(
        &mut self,
        way: Option<&Way<'_>>,
        assertion: Option<&Arc<Assertion>>,
        scopes: &[Scope],
    ) -> io::Result<Vec<AccessToken>> {
        let (Some(Way { broker, .. }), Some(assertion)) = (way, assertion) else {
            self.skip(Check::ACCESS_TOKEN, "there is no assertion")?;
            return Ok(Vec::new());
        };
        if scopes.is_empty() {
            self.skip(Check::ACCESS_TOKEN, "the inputs do not tell what for")?;
        }
        let results = {
            let witness = RefCell::new(&mut *self.witness);
            // Where nobody hears any more, the next check says so.
            let renewed = |new: &Assertion| drop(witness.borrow_mut().secret(new.expose()));
            broker
                .exchange(Arc::clone(assertion), scopes, renewed)
                .await
        };
        let mut tokens = Vec::new();
        for (result, scope) in results.into_iter().zip(scopes) {
            let scope = scope.clone();
            let result = result.map_err(|source| Failure::Exchange { scope, source });
            if let Ok(token) = &result {
                // Its text goes to the agent's list of secrets.
                self.witness.secret(token.expose())?;
            }
            tokens.extend(self.judge(Check::ACCESS_TOKEN, result, found::token)?);
        }
        Ok(tokens)
    }
}
