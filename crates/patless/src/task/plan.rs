//! The plan of the task: its request to the stages, and what it does with the tokens.

use std::sync::Arc;
use std::time::Duration;

use patless_core::variables::{AGENT_TEMPDIRECTORY, ListedVariables};
use patless_core::{Environment, Limits};

use super::inputs::{Inputs, RequestedToken};
use super::tools::ToolPlan;
use crate::failure::Failure;
use crate::keeper::{AgentProcess, KeeperStart, Order};
use crate::recipes;
use crate::sinks::PipelineVariable;
use crate::stages::{Acquaintance, Extent, Request, RequestedScope, TargetChoice};

/// What to do with the tokens.
pub(crate) struct Plan {
    /// One for each token.
    pub(super) variables: Vec<PipelineVariable>,
    /// The names among them that public variables of the job have already.
    pub(super) replaced: Vec<String>,
    /// The tools of later steps. Their token is the one behind those of the variables. `None`: none is named.
    pub(super) tools: Option<ToolPlan>,
    /// What the keeper is started with. `None`: nothing is kept fresh.
    pub(super) keeper: Option<KeeperStart>,
    /// The variable that gets the assertion itself. `None`: none.
    pub(super) assertion: Option<PipelineVariable>,
    /// The variables of the job, which none of the keeper's may displace.
    pub(super) of_the_job: ListedVariables,
    /// Whether the ids of the identity are set.
    pub(super) identity_variables: bool,
    /// Whether each variable is also set as an output variable.
    pub(super) is_output: bool,
    /// The required lifetime of each token.
    pub(super) minimum_lifetime: Duration,
}

/// The task's work: a request to the stages, and the plan for the tokens.
pub(crate) struct Work {
    pub(crate) request: Request,
    /// The plan, or the error in the inputs, which is also the problem of the request.
    pub(crate) plan: Result<Plan, Arc<Failure>>,
}

impl Plan {
    /// What the keeper is started with, once. `None`: nothing is kept fresh.
    pub(crate) fn take_keeper(&mut self, agent: Option<AgentProcess>) -> Option<KeeperStart> {
        let start = self.keeper.take()?;
        Some(KeeperStart { agent, ..start })
    }
}

impl Work {
    /// Reads the inputs of a task that gets tokens.
    pub(crate) fn of_tokens(environment: &Environment) -> Self {
        let mut work = Self::read(environment, Extent::Tokens);
        if let Ok(plan) = &work.plan {
            work.request.minimum_lifetime = plan.minimum_lifetime;
        }
        work
    }

    /// Reads the inputs of a task that checks everything on the way. How long tokens live is no check of its own: the plan
    /// looks at that behind the checks.
    pub(crate) fn of_diagnosis(environment: &Environment) -> Self {
        match Inputs::target(environment) {
            Ok(target) => Self::read(environment, Extent::Everything(target)),
            Err(error) => {
                let mut work = Self::read(environment, Extent::Everything(TargetChoice::Wrong));
                work.request.problem = Some(Arc::new(error.into()));
                work
            }
        }
    }

    fn read(environment: &Environment, extent: Extent) -> Self {
        let inputs = Inputs::from_environment(environment).and_then(|mut inputs| {
            let tools = ToolPlan::of(environment, std::mem::take(&mut inputs.tools))?;
            Ok((inputs, tools))
        });
        let (inputs, tools) = match inputs {
            Ok(read) => read,
            Err(error) => {
                let failure = Arc::new(Failure::from(error));
                let request = Request {
                    problem: Some(Arc::clone(&failure)),
                    connection: Err(Arc::clone(&failure)),
                    scopes: Vec::new(),
                    minimum_lifetime: Duration::ZERO,
                    wants_assertion: false,
                    acquaintance: Acquaintance::default(),
                    limits: Limits::default(),
                    extent,
                };
                return Self {
                    request,
                    plan: Err(failure),
                };
            }
        };
        let limits = inputs.limits();
        let connection = inputs.connection_source();
        let acquaintance = Acquaintance {
            expected: inputs.expected,
            whoami: inputs.whoami,
        };
        let mut scopes: Vec<_> = inputs.requested.iter().map(RequestedToken::scope).collect();
        if tools.is_some() {
            scopes.push(RequestedScope {
                place: "of the input for".to_owned(),
                text: "azureDevOps".to_owned(),
            });
        }
        if acquaintance.needs_azure_devops() {
            // It goes into no variable. If a variable gets one as well, they share it.
            scopes.push(RequestedScope {
                place: "that asks Azure DevOps who the identity is".to_owned(),
                text: "azureDevOps".to_owned(),
            });
        }
        let request = Request {
            problem: None,
            scopes,
            connection: Ok(connection),
            minimum_lifetime: Duration::ZERO,
            wants_assertion: inputs.assertion.is_some(),
            acquaintance,
            limits,
            extent,
        };
        let keeper = inputs.keeping.as_ref().map(|_| KeeperStart {
            variables: Order::variables_of(environment),
            place: recipes::of_job(environment.variable(&AGENT_TEMPDIRECTORY)),
            agent: None,
        });
        let is_output = inputs.is_output;
        let requested = inputs.requested.into_iter();
        let variables = requested.map(|token| PipelineVariable {
            name: token.variable,
            is_output,
        });
        let plan = Plan {
            variables: variables.collect(),
            replaced: inputs.replaced,
            tools,
            keeper,
            of_the_job: inputs.of_the_job,
            assertion: inputs
                .assertion
                .map(|name| PipelineVariable { name, is_output }),
            identity_variables: inputs.identity_variables,
            is_output,
            minimum_lifetime: inputs.minimum_lifetime,
        };
        Self {
            request,
            plan: Ok(plan),
        }
    }
}
