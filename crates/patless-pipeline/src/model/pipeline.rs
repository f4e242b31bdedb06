//! Pipelines and stages.

use super::condition::Condition;
use super::dependencies::Dependencies;
use super::job::{Container, Job};
use super::variable::Variable;
use crate::place::Place;

/// A pipeline.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Pipeline {
    /// Where it begins.
    pub at: Place,
    /// The format of run numbers.
    pub name: Option<String>,
    /// The variables of all stages.
    pub variables: Vec<Variable>,
    /// The stages. A file of jobs or steps has one, with the name of the service, `__default`.
    pub stages: Vec<Stage>,
    /// The repositories under `resources`.
    pub repositories: Vec<Repository>,
    /// The containers under `resources`.
    pub containers: Vec<Container>,
}

/// A stage.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Stage {
    /// Where it stands.
    pub at: Place,
    /// Its name: letters, digits, `_`.
    pub name: String,
    /// Its heading. None: the name.
    pub display_name: Option<String>,
    /// The stages before it.
    pub depends_on: Dependencies,
    /// When it runs. None: `succeeded()`.
    pub condition: Option<Condition>,
    /// Its own variables.
    pub variables: Vec<Variable>,
    /// Its jobs.
    pub jobs: Vec<Job>,
    /// `trigger: manual`: somebody starts it by hand.
    pub is_manual: bool,
}

/// A repository under `resources`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Repository {
    /// Where it stands.
    pub at: Place,
    /// The alias, which templates and `checkout` use.
    pub alias: String,
    /// `git`, `github`, `bitbucket` or `githubenterprise`.
    pub kind: String,
    /// The name, such as `Project/repository`.
    pub name: String,
    /// The branch or tag. None: the default branch.
    pub reference: Option<String>,
}
