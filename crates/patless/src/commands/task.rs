//! Owns the verb `task`: what the pipeline task does, in order.

use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use patless_core::{
    AccessToken, Assertion, AssertionError, Broker, Clock, Environment, EnvironmentError,
    ErrorKind, ExchangeError, InvalidScope, Job, Limits, Scope, ServiceConnection,
};

use crate::inputs::{InputError, Inputs};
use crate::logs;
use crate::report::Report;
use crate::sinks::{AgentLog, Escaping, Masked, PipelineVariable};

/// The task failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TaskError {
    /// Azure DevOps gave no assertion.
    #[error("no assertion for the service connection")]
    Assertion(#[source] AssertionError),
    /// The environment is not that of a job that can do this.
    #[error("this job cannot ask for a token")]
    Environment(#[from] EnvironmentError),
    /// Entra gave no access token.
    #[error("no access token for {scope}")]
    Exchange {
        /// What it was for.
        scope: Scope,
        /// Why.
        source: ExchangeError,
    },
    /// The inputs are wrong.
    #[error("the task's inputs are wrong")]
    Inputs(#[from] InputError),
    /// The token lives for less time than asked for.
    #[error(
        "the access token for {scope} lives for {lifetime_min} min, less than the {minimum_min} min asked for"
    )]
    Lifetime {
        /// What the token is for.
        scope: Scope,
        /// How long it lives, in minutes.
        lifetime_min: u64,
        /// How long it has to, in minutes.
        minimum_min: u64,
    },
    /// A scope is none.
    #[error("the scope for the variable {variable} is wrong")]
    Scope {
        /// The variable that was to get the token.
        variable: String,
        /// What is wrong with it.
        source: InvalidScope,
    },
    /// The token cannot be handed to this agent as it is.
    #[error("the agent would change the access token for {scope}: DECODE_PERCENTS is false")]
    Unescapable {
        /// What the token is for.
        scope: Scope,
    },
}

impl TaskError {
    /// Tells the kind.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Assertion(error) => error.kind(),
            Self::Environment(error) => error.kind(),
            Self::Exchange { source, .. } => source.kind(),
            Self::Inputs(error) => error.kind(),
            Self::Lifetime { .. } | Self::Scope { .. } | Self::Unescapable { .. } => {
                ErrorKind::Configuration
            }
        }
    }
}

/// Runs the task. A failure of the task is told to the agent and is no error here: an error means that the agent
/// cannot be told anything any more.
pub async fn run(
    environment: &Environment,
    clock: Arc<dyn Clock>,
    out: impl Write,
) -> io::Result<()> {
    let _logging = tracing::subscriber::set_default(logs::subscriber(environment));
    let mut log = AgentLog::new(out, Escaping::from_environment(environment));
    let plan = match Plan::read(environment) {
        Ok(plan) => plan,
        Err(error) => return fail(&mut log, &[error]),
    };
    let tokens = match obtain(&plan, environment, clock, &mut log).await? {
        Ok(tokens) => tokens,
        Err(errors) => return fail(&mut log, &errors),
    };
    hand_over(&plan, &tokens, &mut log)
}

/// What is to be done, known to be possible as far as that can be told without a request.
struct Plan {
    job: Job,
    connection: ServiceConnection,
    scopes: Vec<Scope>,
    /// One for each scope.
    variables: Vec<PipelineVariable>,
    minimum_lifetime: Duration,
    limits: Limits,
}

impl Plan {
    fn read(environment: &Environment) -> Result<Self, TaskError> {
        let inputs = Inputs::from_environment(environment)?;
        let connection = ServiceConnection::from_environment(environment, inputs.connection)?;
        let mut scopes = Vec::new();
        let mut variables = Vec::new();
        for wanted in inputs.wanted {
            let scope =
                Scope::parse(&wanted.scope, connection.other_cloud()).map_err(|source| {
                    TaskError::Scope {
                        variable: wanted.variable.to_string(),
                        source,
                    }
                })?;
            scopes.push(scope);
            variables.push(PipelineVariable {
                name: wanted.variable,
                is_output: inputs.is_output,
            });
        }
        Ok(Self {
            job: Job::from_environment(environment)?,
            connection,
            scopes,
            variables,
            minimum_lifetime: inputs.minimum_lifetime,
            limits: Limits::default().with_total(inputs.retry_budget),
        })
    }
}

/// Gets one token for each scope, or every reason why not.
async fn obtain<W: Write>(
    plan: &Plan,
    environment: &Environment,
    clock: Arc<dyn Clock>,
    log: &mut AgentLog<W>,
) -> io::Result<Result<Vec<AccessToken>, Vec<TaskError>>> {
    let broker = match Broker::new(environment, clock, plan.limits) {
        Ok(broker) => broker,
        Err(error) => return Ok(Err(vec![error.into()])),
    };
    let assertion = match broker.assertion(&plan.job, plan.connection.id()).await {
        Ok(assertion) => assertion,
        Err(error) => return Ok(Err(vec![TaskError::Assertion(error)])),
    };
    mask_assertion(&assertion, log)?;
    let results = broker
        .exchange(&plan.connection, &assertion, &plan.scopes)
        .await;
    let (mut tokens, mut errors) = (Vec::new(), Vec::new());
    for (result, scope) in results.into_iter().zip(&plan.scopes) {
        match result.map_err(|source| TaskError::Exchange {
            scope: scope.clone(),
            source,
        }) {
            Ok(token) => match check(&token, plan.minimum_lifetime, log.escaping()) {
                Ok(()) => tokens.push(token),
                Err(error) => errors.push(error),
            },
            Err(error) => errors.push(error),
        }
    }
    Ok(if errors.is_empty() {
        Ok(tokens)
    } else {
        Err(errors)
    })
}

/// The assertion goes into no variable, but it is good for exchanges until it expires, so it is masked as well.
fn mask_assertion<W: Write>(assertion: &Assertion, log: &mut AgentLog<W>) -> io::Result<()> {
    // The text goes to the agent's list of secrets.
    Masked::by(log, assertion.expose()).map(|_| ())
}

fn check(token: &AccessToken, minimum: Duration, escaping: Escaping) -> Result<(), TaskError> {
    let scope = || token.scope().clone();
    if token.lifetime() < minimum {
        let (lifetime_min, minimum_min) = (token.lifetime().as_secs() / 60, minimum.as_secs() / 60);
        return Err(TaskError::Lifetime {
            scope: scope(),
            lifetime_min,
            minimum_min,
        });
    }
    // The text is only looked at here.
    if escaping.preserves(token.expose()) {
        Ok(())
    } else {
        Err(TaskError::Unescapable { scope: scope() })
    }
}

/// Masks every token, then sets every variable, then tells people.
fn hand_over<W: Write>(
    plan: &Plan,
    tokens: &[AccessToken],
    log: &mut AgentLog<W>,
) -> io::Result<()> {
    let mut masked = Vec::new();
    for token in tokens {
        // The text goes to the agent's list of secrets, and from there to the variable.
        masked.push(Masked::by(log, token.expose())?);
    }
    for ((variable, secret), token) in plan.variables.iter().zip(&masked).zip(tokens) {
        variable.set(log, secret)?;
        variable.set_expires_on(log, token.expires_on_unix_seconds())?;
    }
    for (variable, token) in plan.variables.iter().zip(tokens) {
        log.line(&summary(plan, variable, token))?;
    }
    Ok(())
}

fn summary(plan: &Plan, variable: &PipelineVariable, token: &AccessToken) -> String {
    format!(
        "{}: access token for {} as client {} of tenant {}, good for {} min (correlation id {}, request id {})",
        variable.name,
        token.scope(),
        plan.connection.client(),
        plan.connection.tenant(),
        token.lifetime().as_secs() / 60,
        token.correlation_id(),
        token.request_id().unwrap_or("none"),
    )
}

/// Tells the agent that the step failed: one issue for each reason, then the result. The process then exits with 0, as
/// the agent takes any other exit code for a failure of its own machinery.
fn fail<W: Write>(log: &mut AgentLog<W>, errors: &[TaskError]) -> io::Result<()> {
    let reports: Vec<_> = errors.iter().map(Report::of).collect();
    for report in &reports {
        log.command("task.logissue", &[("type", "error")], &report.to_string())?;
    }
    let headline = reports
        .first()
        .map_or("", |report| report.headline.as_str());
    log.command("task.complete", &[("result", "Failed")], headline)
}
