//! Job as the server sends it: what it runs, once everything above it is decided.

use patless_pipeline::Place;
use patless_pipeline::model::Step;

use super::variable::Variable;

/// A job that an agent can run. Its conditions, its strategy and the variables of all levels have been evaluated.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct JobSteps {
    /// Where it stands.
    pub at: Place,
    /// The name in messages: that of the job in the file.
    pub name: String,
    /// The heading, `Agent.JobName`.
    pub display_name: String,
    /// The variables of the file. One that the server has set too is dropped.
    pub variables: Vec<Variable>,
    /// Minutes until the job is canceled, as written. None: 60. 0: no limit.
    pub timeout_minutes: Option<String>,
    /// Minutes that its steps have after a cancellation, as written. None: 5.
    pub cancel_timeout_minutes: Option<String>,
    /// What it has without a step `checkout`.
    pub default_sources: DefaultSources,
    /// The steps.
    pub steps: Vec<Step>,
}

/// The sources of a job without a step `checkout`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum DefaultSources {
    /// Those of the pipeline: a `job`.
    #[default]
    SelfRepository,
    /// None: a `deployment`.
    Nothing,
}

impl JobSteps {
    /// Makes a job with the sources of the pipeline and without variables.
    pub fn new(at: Place, name: impl Into<String>, steps: Vec<Step>) -> Self {
        let name = name.into();
        Self {
            at,
            display_name: name.clone(),
            name,
            variables: Vec::new(),
            timeout_minutes: None,
            cancel_timeout_minutes: None,
            default_sources: DefaultSources::default(),
            steps,
        }
    }
}
