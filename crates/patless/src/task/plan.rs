//! Owns what the task is going to do, known to be possible as far as that can be told without a request.

use std::time::Duration;

use patless_core::{Environment, Job, Limits, Scope, ServiceConnection};

use crate::doctor::WantedScope;
use crate::failure::Failure;
use crate::inputs::Inputs;
use crate::sinks::PipelineVariable;

/// What is to be done.
pub(super) struct Plan {
    pub(super) job: Job,
    pub(super) connection: ServiceConnection,
    pub(super) scopes: Vec<Scope>,
    /// One for each scope.
    pub(super) variables: Vec<PipelineVariable>,
    /// The names among them that public variables of the job have already. Somebody may have put a token of theirs there.
    pub(super) replaced: Vec<String>,
    pub(super) minimum_lifetime: Duration,
    pub(super) limits: Limits,
}

impl Plan {
    /// Reads inputs, job and service connection.
    pub(super) fn read(environment: &Environment) -> Result<Self, Failure> {
        let inputs = Inputs::from_environment(environment)?;
        let limits = inputs.limits();
        // What moves the job's organization moves what counts for the connection as well: it is the cause to tell.
        let job = Job::from_environment(environment)?;
        let connection = ServiceConnection::from_environment(
            environment,
            inputs.connection,
            inputs.authority_host,
        )?;
        let public = environment.listed_variables()?.public;
        let mut scopes = Vec::new();
        let mut replaced = Vec::new();
        let mut variables = Vec::new();
        for wanted in inputs.wanted {
            let scope = WantedScope::of_input(&wanted).resolve(connection.cloud())?;
            scopes.push(scope);
            let name = wanted.variable.as_str();
            if public.iter().any(|it| it.eq_ignore_ascii_case(name)) {
                replaced.push(name.to_owned());
            }
            variables.push(PipelineVariable {
                name: wanted.variable,
                is_output: inputs.is_output,
            });
        }
        Ok(Self {
            job,
            connection,
            scopes,
            variables,
            replaced,
            minimum_lifetime: inputs.minimum_lifetime,
            limits,
        })
    }
}
