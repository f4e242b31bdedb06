//! Jobs.

use super::condition::Condition;
use super::dependencies::Dependencies;
use super::step::Step;
use super::variable::Variable;
use crate::place::Place;

/// A job.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Job {
    /// Where it stands.
    pub at: Place,
    /// Its name: letters, digits, `_`. The service calls a job without one `Job`, and further ones `Job2`, `Job3`.
    pub name: String,
    /// Its heading. None: the name.
    pub display_name: Option<String>,
    /// The jobs of the same stage before it.
    pub depends_on: Dependencies,
    /// When it runs. None: `succeeded()`.
    pub condition: Option<Condition>,
    /// A failure counts as success with issues, as written: it may be an expression. None: false.
    pub continue_on_error: Option<String>,
    /// Minutes until it is canceled, as written. None: 60. 0: no limit.
    pub timeout_minutes: Option<String>,
    /// Minutes that its steps have after a cancellation, as written. None: 5.
    pub cancel_timeout_minutes: Option<String>,
    /// How often it runs.
    pub strategy: Strategy,
    /// The image or the alias of its container.
    pub container: Option<Container>,
    /// Its own variables.
    pub variables: Vec<Variable>,
    /// What it does.
    pub kind: JobKind,
}

/// What a job does.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum JobKind {
    /// `job`.
    Steps(Vec<Step>),
    /// `deployment`.
    Deployment(Deployment),
    /// `job` with `pool: server`: the service itself does it.
    Server(Vec<Step>),
}

/// A deployment job.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Deployment {
    /// `environment`, with the name of its resource behind a dot.
    pub environment: Option<String>,
    /// `runOnce`, `rolling` or `canary`.
    pub strategy: String,
    /// Its hooks, in the order in which they run.
    pub hooks: Vec<Hook>,
}

/// Steps of a deployment job.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Hook {
    /// `preDeploy`, `deploy`, `routeTraffic`, `postRouteTraffic`, `on.failure` or `on.success`.
    pub name: String,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// How often a job runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Strategy {
    /// Once.
    #[default]
    Once,
    /// `matrix`: once for each leg, with its variables.
    Matrix(Vec<(String, Vec<(String, String)>)>),
    /// `matrix: $[ … ]`: an expression that is a matrix at run time, in JSON.
    RuntimeMatrix(String),
    /// `parallel`: so many times.
    Parallel(u32),
}

/// A container.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Container {
    /// Where it stands.
    pub at: Place,
    /// The alias under `resources`. Empty: it is written at the job.
    pub alias: String,
    /// The image. Empty: `alias` names a container under `resources`.
    pub image: String,
    /// Variables of its environment.
    pub env: Vec<(String, String)>,
}
