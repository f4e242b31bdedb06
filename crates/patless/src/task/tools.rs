//! What the tools of the input `for` take, beside a token.

use std::path::PathBuf;

use patless_core::variables::{AGENT_TEMPDIRECTORY, ListedVariables};
use patless_core::{Environment, Target};
use patless_recipes::{Tool, check_organization};

use super::inputs::Inputs;
use crate::input_error::InputError;
use crate::recipes;
use crate::stages::TargetChoice;

/// What the tools of the input `for` take.
#[derive(Debug)]
pub(super) struct ToolPlan {
    /// The tools.
    pub(super) tools: Vec<Tool>,
    /// The organization that they work on: that of the input `target`, or of the running job.
    pub(super) organization: Option<Target>,
    /// Where private files are written.
    pub(super) place: Option<PathBuf>,
    /// The variables of the job, which none of theirs may displace.
    pub(super) of_the_job: ListedVariables,
}

impl ToolPlan {
    /// Makes the plan. `None`: no tool is named.
    pub(super) fn of(
        environment: &Environment,
        tools: Vec<Tool>,
    ) -> Result<Option<Self>, InputError> {
        if tools.is_empty() {
            return Ok(None);
        }
        let organization = match Inputs::target(environment)? {
            TargetChoice::Given(target) => Some(target),
            _ => Target::of_job(environment)?,
        };
        check_organization(&tools, organization.as_ref())?;
        Ok(Some(Self {
            tools,
            organization,
            place: recipes::of_job(environment.variable(&AGENT_TEMPDIRECTORY)),
            of_the_job: environment.listed_variables()?,
        }))
    }
}
