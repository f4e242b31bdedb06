//! Owns the order of the checks.

use std::cell::RefCell;
use std::io;
use std::sync::Arc;

use patless_core::{
    AccessToken, Assertion, Broker, Clock, Environment, EnvironmentError, Job, Network,
    ServiceConnection,
};

use super::target::Means;
use super::{Check, Diagnosis, Finding, Outcome, Question, found};
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
    environment: &Environment,
    question: Result<Question, Failure>,
    clock: Arc<dyn Clock>,
    witness: &mut dyn Witness,
) -> io::Result<Walked> {
    let mut walk = Walk {
        witness,
        checks: Vec::new(),
    };
    let question = walk.judge(Check::INPUTS, question, found::inputs)?;
    let limits = question.as_ref().map(|question| question.limits);
    let network = Network::open(environment, clock, limits.unwrap_or_default());
    let (network, job) = walk.job(environment, network)?;
    let connection = walk.connection(environment, question.as_ref())?;
    let way = match (&network, &job, &connection) {
        (Some(network), Some(job), Some(connection)) => Some(Way {
            broker: Broker::new(network, job, connection),
            connection,
        }),
        _ => None,
    };
    let assertion = walk.assertion(way.as_ref()).await?;
    let tokens = walk
        .tokens(way.as_ref(), assertion.as_ref(), question.as_ref())
        .await?;
    let means = Means {
        environment,
        question: question.as_ref(),
        network: network.as_ref(),
        connection: connection.as_ref(),
        tokens: &tokens,
    };
    walk.target(means).await?;
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
    fn note(&mut self, name: &'static str, outcome: Outcome) -> io::Result<()> {
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
        network: Result<Network, EnvironmentError>,
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
        self.judge(Check::ENVIRONMENT, job.and(of_network), |()| {
            "this is a job of Azure Pipelines, with URLs of its own organization"
                .to_owned()
                .into()
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
        environment: &Environment,
        question: Option<&Question>,
    ) -> io::Result<Option<ServiceConnection>> {
        let Some(question) = question else {
            self.skip(Check::SERVICE_CONNECTION, "the inputs do not name it")?;
            return Ok(None);
        };
        let connection = question.connection.read(environment);
        self.judge(Check::SERVICE_CONNECTION, connection, found::connection)
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
        question: Option<&Question>,
    ) -> io::Result<Vec<AccessToken>> {
        let (Some(Way { broker, connection }), Some(assertion), Some(question)) =
            (way, assertion, question)
        else {
            self.skip(Check::ACCESS_TOKEN, "there is no assertion")?;
            return Ok(Vec::new());
        };
        let mut wanted = Vec::new();
        for scope in &question.scopes {
            match scope.read(connection) {
                Ok(scope) => wanted.push(scope),
                Err(failure) => {
                    self.note(Check::ACCESS_TOKEN, Outcome::Failed(Box::new(failure)))?;
                }
            }
        }
        let results = {
            let witness = RefCell::new(&mut *self.witness);
            // Where nobody hears any more, the next check says so.
            let renewed = |new: &Assertion| drop(witness.borrow_mut().secret(new.expose()));
            broker
                .exchange(Arc::clone(assertion), &wanted, renewed)
                .await
        };
        let mut tokens = Vec::new();
        for (result, scope) in results.into_iter().zip(wanted) {
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
